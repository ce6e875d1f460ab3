"""The doors of projects."""

import datetime
from typing import Any

from django.utils import timezone

from tests.cast import Town
from tests.tenancy.doors.door import Door, both


def _facts(town: Town) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "naam": "Nieuw project",
        "wijk": "Wijk",
        "begin": today.isoformat(),
        "eind": (today + datetime.timedelta(days=500)).isoformat(),
        "projectleider": town.leider.lid.pk,
        "ontwikkelfase": 1,
        "fase": "start",
        "status": "lopend",
        "versie": 1,
    }


def _share(town: Town) -> dict[str, Any]:
    return {"lid": town.buiten.lid.pk, "recht": "bekijken", "tot": timezone.localdate().isoformat()}


def _own_point(town: Town) -> dict[str, Any]:
    return {"titel": "Iets eigens", "hulp": "", "fase": "start"}


def _member(town: Town) -> dict[str, Any]:
    return {"register": "teamleden", "rij_id": town.teamlid.pk}


def _key_figure(town: Town) -> dict[str, Any]:
    return {"register": "sleutelfiguren", "rij_id": town.sleutelfiguur.pk}


def _key_figures(town: Town) -> dict[str, Any]:
    return {"register": "sleutelfiguren"}


def _new_key_figure(town: Town) -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    return {"naam": "Iemand", "betekenis": "Kent iedereen", "toestemming_op": today, "bewaren_tot": today, "versie": 1}


def _to_sign(town: Town) -> dict[str, Any]:
    """A mandate to sign that nobody is asked on, so that it may be changed."""
    return {"register": "mandaten", "rij_id": town.tekenmandaat.pk}


def _mandate(town: Town) -> dict[str, Any]:
    row = town.tekenmandaat
    texts = {name: getattr(row, name) for name in ("soort", "naam", "functie", "email", "omvang", "verleend_door")}
    days = {name: getattr(row, name).isoformat() for name in ("van", "tot")}
    return texts | days | {"partner": row.partner_id, "versie": 1}


def _member_facts(town: Town) -> dict[str, Any]:
    return {"rol": "uitvoerend", "functie": "hulp", "van": timezone.localdate().isoformat(), "versie": 1}


_PARTNER = {"naam": "Anders", "soort": "gemeente", "versie": 1}


def _presence(town: Town) -> dict[str, Any]:
    return {"teamlid": town.teamlid.pk, "dagdeel": ["1-ochtend"], "stond": ""}


def _plan(town: Town) -> dict[str, Any]:
    return {"actie": "plannen", "wie": town.lid.lid.pk, "wanneer": timezone.localdate().isoformat()}


_ANSWER: dict[str, Any] = {"status": "gereed", "versie": 1}

OF_THE_GEMEENTE = [
    Door("projects:lijst", "GET", "buiten", 200),
    *both("projects:nieuw", "leider", "lid", _facts),
    *both("projects:eigen-punten", "beleid", "leider", _own_point),
    *both("projects:signalen", "beleid", "leider", lambda town: {"aan": ["NUM-01"]}),
]

PROJECT = [
    *both("projects:eigen-punt-wijzigen", "lid", "gast", _own_point),
    Door("projects:eigen-punt-vervallen", "POST", "lid", 302, "gast"),
    Door("projects:eigen-punt-terug", "POST", "lid", 302, "gast"),
    Door("projects:project", "GET", "gast", 200),
    *both("projects:wijzigen", "leider", "lid", _facts),
    *both("projects:archiveren", "leider", "lid"),
    Door("projects:terugzetten", "POST", "beheerder", 302, "lid"),
    Door("projects:team", "GET", "gast", 200),
    Door("projects:team", "POST", "leider", 302, "lid", lambda town: {"lid": town.buiten.lid.pk, "rol": "uitvoerend"}),
    Door(
        "projects:team-uitnodigen",
        "POST",
        "leider",
        302,
        "lid",
        lambda town: {"email": "partner@example.org", "rol": "ketenpartner"},
    ),
    Door("projects:mijn-plek", "GET", "lid", 200),
    Door("projects:mijn-plek", "POST", "lid", 302, "", lambda town: {"scholing": "Meer over wonen", "versie": 1}),
    Door("projects:team-eruit", "POST", "leider", 302, "lid"),
    *both("projects:delen", "leider", "beleid", _share),
    Door("projects:delen-stoppen", "POST", "leider", 302, "beleid"),
    Door("projects:versie", "GET", "gast", 200),
    Door("projects:versie", "POST", "leider", 302, "lid"),
    Door("projects:versie-terug", "POST", "leider", 302, "lid"),
    Door("projects:afdrukken", "GET", "gast", 200),
    Door("projects:export", "GET", "gast", 200),
    Door("projects:checklist", "GET", "gast", 302),
    Door("projects:fase", "GET", "gast", 200),
    *both("projects:eigen-punt", "lid", "gast", _own_point),
    Door("projects:punt", "GET", "gast", 200),
    Door("projects:bewaren", "POST", "lid", 302, "gast", lambda town: _ANSWER),
    Door("projects:terugdraaien", "POST", "lid", 302, "gast", lambda town: {"versie": 1}),
    Door("projects:deelacties-gereed", "POST", "lid", 302, "gast"),
    Door("projects:geschiedenis", "GET", "gast", 200),
    Door("projects:bewijs-toevoegen", "POST", "lid", 302, "gast", lambda town: {"url": "https://example.org/nieuw"}),
    Door("projects:bewijs", "GET", "gast", 200),
    Door("projects:bewijs-weg", "POST", "lid", 302, "gast"),
    Door("projects:bewijs-terug", "POST", "lid", 302, "gast"),
    Door("projects:teruggave-weg", "POST", "gast", 302),
    Door("projects:partners", "GET", "gast", 200),
    Door("projects:rij-nieuw", "GET", "lid", 200, "gast"),
    Door("projects:rij-nieuw", "POST", "lid", 302, "gast", lambda town: {"naam": "Politie", "soort": "politie"}),
    Door("projects:rij", "GET", "gast", 200),
    Door("projects:rij", "POST", "lid", 302, "gast", lambda town: _PARTNER),
    Door("projects:rij-weg", "POST", "lid", 302, "gast"),
    Door("projects:rij-terug", "POST", "lid", 302, "gast"),
    Door("projects:rij-geschiedenis", "GET", "gast", 200),
    # Lists with rights of their own.
    Door("projects:rij", "GET", "lid", 200, "gast", place=_member),
    Door("projects:rij", "POST", "leider", 302, "lid", _member_facts, _member),
    Door("projects:rij-geschiedenis", "GET", "lid", 200, "gast", place=_member),
    Door("projects:rij", "GET", "lid", 200, "beheerder", place=_key_figure),
    Door("projects:rij", "POST", "lid", 302, "beheerder", _new_key_figure, _key_figure),
    Door("projects:rij-weg", "POST", "lid", 302, "beheerder", place=_key_figure),
    Door("projects:rij-nieuw", "GET", "lid", 200, "beheerder", place=_key_figures),
    Door("projects:rij-nieuw", "POST", "lid", 302, "beheerder", _new_key_figure, _key_figures),
    Door("projects:rij", "POST", "leider", 302, "lid", _mandate, _to_sign),
    Door("projects:rij-weg", "POST", "leider", 302, "lid", place=_to_sign),
    Door("projects:rij-terug", "POST", "leider", 302, "lid", place=_to_sign),
    Door("projects:documentbestand", "GET", "leider", 200, "lid", place=lambda town: {"vorm": "zip"}),
    Door("projects:aanwezigheid", "GET", "gast", 200),
    Door("projects:aanwezigheid", "POST", "lid", 302, "gast", _presence),
    Door("projects:rooster-geschiedenis", "GET", "gast", 200),
    Door("projects:startbijeenkomst", "GET", "gast", 200),
    Door("projects:startbijeenkomst", "POST", "lid", 302, "gast", lambda town: {"plaats": "De Sluis", "versie": 0}),
    Door("projects:bij-start", "POST", "lid", 302, "gast"),
    Door("projects:visie", "GET", "gast", 200),
    Door("projects:visie", "POST", "lid", 302, "gast", lambda town: {"visie": "Samen", "versie": 0}),
    Door("projects:onderschrijven", "POST", "lid", 302),
    Door("projects:wijkfoto", "GET", "gast", 200),
    Door("projects:wijkfoto", "POST", "lid", 302, "gast", lambda town: {"karakter": "Groen", "versie": 0}),
    Door("projects:kerncijfers", "GET", "lid", 200, "gast"),
    Door("projects:kerncijfers", "POST", "lid", 422, "gast"),
    Door("projects:kerncijfers-weg", "POST", "lid", 302, "gast"),
    Door("projects:sleutelfiguren", "GET", "lid", 200, "gast"),
    Door("projects:blad-geschiedenis", "GET", "gast", 200),
    Door("projects:afspraken", "GET", "gast", 200),
    Door("projects:signaal", "GET", "gast", 200),
    Door("projects:signaal", "POST", "lid", 302, "gast", _plan),
    Door("projects:documenten", "GET", "gast", 200),
    Door("projects:document", "GET", "gast", 200),
    Door("projects:document-maken", "POST", "lid", 302, "gast"),
    Door("projects:clausule", "GET", "lid", 200, "gast"),
    Door("projects:clausule", "POST", "lid", 302, "gast", lambda town: {"tekst": "Eigen woorden", "versie": 0}),
    Door("projects:clausule-geschiedenis", "GET", "gast", 200),
    Door("projects:documentversie", "GET", "gast", 200),
    Door("projects:documentbestand", "GET", "gast", 200),
    Door("projects:document-opnieuw", "POST", "lid", 302, "gast"),
    Door("projects:voorleggen", "GET", "leider", 302, "lid"),
    Door("projects:voorleggen", "POST", "leider", 302, "lid"),
    Door("projects:herinneren", "POST", "leider", 302, "lid"),
    Door("projects:opnieuw-vragen", "POST", "leider", 302, "lid"),
    Door("projects:op-papier", "GET", "leider", 200, "lid"),
    Door("projects:op-papier", "POST", "leider", 422, "lid"),
    Door("projects:scan", "GET", "leider", 200, "lid"),
    Door("projects:scan-weg", "GET", "leider", 200, "lid"),
    Door("projects:scan-weg", "POST", "leider", 302, "lid", lambda town: {"reden": "Verkeerde pagina"}),
    # For the person who was asked to sign alone: a project in sight opens nothing here.
    Door("projects:tekenen", "GET", "gast", 200),
    Door("projects:tekenen", "POST", "gast", 302),
    Door("projects:tekenen-pdf", "GET", "gast", 200),
    Door("projects:tekenen-papier", "GET", "gast", 302),
    Door("projects:tekenen-papier", "POST", "gast", 302),
    Door("projects:tekenen-scan", "GET", "gast", 404),
    Door("projects:tekenen-bundel", "GET", "gast", 200),
    Door("projects:tekenen-meelezer", "POST", "gast", 302, "", lambda town: {"naam": "Co", "email": "co@example.org"}),
]
