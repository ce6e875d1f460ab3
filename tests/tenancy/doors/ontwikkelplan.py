"""The doors of the ontwikkelplan."""

from typing import Any

from django.utils import timezone

from tests.cast import Town
from tests.tenancy.doors.door import Door, both


def _cell(town: Town) -> dict[str, Any]:
    return {"doel": "Anders", "status": "bezig", "versie": town.op.punt.versie}


# Of the plan of a gemeente: who works there reads, beleid writes. To a guest there is no plan.
_O = "ontwikkelplan"
PUNTEN = [
    Door(f"{_O}:basisfunctie", "GET", "buiten", 200),
    Door(f"{_O}:alles", "GET", "buiten", 200),
    Door(f"{_O}:aanwezig", "POST", "buiten", 200),
    Door(f"{_O}:punt", "GET", "buiten", 200),
    Door(f"{_O}:punt", "POST", "beleid", 302, "beheerder", _cell),
    *both(f"{_O}:stand", "beleid", "lid", lambda town: {"datum": "2026-01-05", "tekst": "Begonnen"}),
    Door(f"{_O}:punt-nieuw", "POST", "beleid", 302, "lid"),
    Door(f"{_O}:punt-plaats", "POST", "beleid", 302, "lid", lambda town: {"richting": "op"}),
    Door(f"{_O}:punt-weg", "POST", "beleid", 302, "leider"),
    Door(f"{_O}:punt-terug", "POST", "beleid", 302, "lid"),
    Door(f"{_O}:punt-geschiedenis", "GET", "lid", 200),
]


def _answer(town: Town) -> dict[str, Any]:
    return {"waarde": "ja", "versie": town.op.antwoord.versie}


def _participant(town: Town) -> dict[str, Any]:
    return {"lid": town.buiten.lid.pk, "perspectief": "bestuur"}


def _scan(town: Town) -> dict[str, Any]:
    return {"naam": "Nulmeting", "peildatum": "2026-02-12"}


# Of a quickscan that is being answered, by ``lid`` and by the guest: of the meeting and the outcome there is nothing
# to see yet.
SCAN = [
    Door(f"{_O}:scans", "GET", "buiten", 200),
    *both(f"{_O}:scan-nieuw", "beleid", "beheerder", _scan),
    Door(f"{_O}:scan", "GET", "gast", 200),
    Door(f"{_O}:scan-gegevens", "GET", "gast", 302),
    Door(f"{_O}:scan-gegevens", "POST", "beleid", 302, "lid", lambda town: _scan(town) | {"versie": 1}),
    Door(f"{_O}:scan-deelname", "GET", "gast", 302),
    Door(f"{_O}:scan-deelname", "POST", "beleid", 302, "lid", _participant),
    Door(f"{_O}:scan-deelname-stop", "POST", "beleid", 302, "lid"),
    *both(f"{_O}:scan-overgang", "beleid", "lid"),
    Door(f"{_O}:scan-invullen", "GET", "gast", 200, "beleid"),
    Door(f"{_O}:scan-antwoord", "GET", "gast", 302, "beleid"),
    Door(f"{_O}:scan-antwoord", "POST", "lid", 302, "beleid", _answer),
    Door(f"{_O}:scan-geschiedenis", "GET", "lid", 200, "beleid"),
    Door(f"{_O}:scan-rapport-nieuw", "GET", "gast", 302),
    Door(f"{_O}:scan-rapport-nieuw", "POST", "gast", 422, "buiten"),
    Door(f"{_O}:scan-rapport", "GET", "gast", 200),
    Door(f"{_O}:scan-rapport-weg", "POST", "beleid", 302, "gast"),
    Door(f"{_O}:scan-rapport-terug", "POST", "beleid", 302, "gast"),
    Door(f"{_O}:scan-bespreken", "GET", "gast", 302),
    Door(f"{_O}:scan-uitkomst", "GET", "gast", 302),
    Door(f"{_O}:scan-uitkomst", "POST", "beleid", 423, "lid", lambda town: {"waarde": "ja", "versie": 1}),
    Door(f"{_O}:scan-ontwikkelpunt", "POST", "beleid", 302, "gast"),
    Door(f"{_O}:scan-resultaat", "GET", "gast", 302),
]


def _new_plan(town: Town) -> dict[str, Any]:
    return {"titel": "Volgend plan", "begin_jaar": 2031, "eind_jaar": 2033, "horizon": "2034-01-01"}


def _introduction(town: Town) -> dict[str, Any]:
    facts = {"titel": "Ons plan", "begin_jaar": 2025, "eind_jaar": 2027, "horizon": "2028-01-01", "weken_oud": 8}
    return facts | {"inleiding": "Waarom", "versie": 1}


def _adopted(town: Town) -> dict[str, Any]:
    return {"door": "de gemeenteraad", "op": timezone.localdate().isoformat()}


# The plan itself: everyone who works at the gemeente reads it, who makes policy writes it; for a guest it is not there.
ONTWIKKELPLAN = [
    Door(f"{_O}:lijst", "GET", "lid", 200, "gast"),
    *both(f"{_O}:nieuw", "beleid", "leider", _new_plan),
    *both(f"{_O}:nieuw-regionaal", "beleid", "beheerder", _new_plan),
    Door(f"{_O}:plan", "GET", "lid", 200),
    Door(f"{_O}:inleiding", "GET", "lid", 200),
    Door(f"{_O}:inleiding", "POST", "beleid", 302, "lid", _introduction),
    Door(f"{_O}:algemeen", "GET", "buiten", 200),
    Door(f"{_O}:algemeen", "POST", "beleid", 302, "leider", lambda town: {"aanvullingen": "Meer", "versie": 1}),
    Door(f"{_O}:geschiedenis", "GET", "lid", 200),
    *both(f"{_O}:rij-nieuw", "beleid", "lid", lambda town: {"titel": "Onze visie"}),
    Door(f"{_O}:rij", "GET", "lid", 200),
    Door(f"{_O}:rij", "POST", "beleid", 302, "lid", lambda town: {"titel": "Anders", "versie": 1}),
    Door(f"{_O}:rij-weg", "POST", "beleid", 302, "lid"),
    Door(f"{_O}:rij-terug", "POST", "beleid", 302, "lid"),
    Door(f"{_O}:rij-geschiedenis", "GET", "lid", 200),
    *both(f"{_O}:vaststellen", "beleid", "lid", _adopted),
    Door(f"{_O}:overgang", "POST", "beleid", 302, "beheerder"),
    Door(f"{_O}:versies", "GET", "lid", 200),
    Door(f"{_O}:versies", "POST", "beleid", 302, "lid", lambda town: {"reden": "Voor de raad"}),
    Door(f"{_O}:versie", "GET", "lid", 200),
    Door(f"{_O}:vergelijk", "GET", "lid", 200),
    Door(f"{_O}:aanbod", "GET", "lid", 200),
    Door(f"{_O}:aanbod", "POST", "beleid", 302, "lid"),
    Door(f"{_O}:regio", "GET", "lid", 200),
    Door(f"{_O}:regio-alles", "POST", "beleid", 302, "lid"),
    Door(f"{_O}:regio-overnemen", "POST", "beleid", 302, "lid"),
    Door(f"{_O}:regio-kolom", "POST", "beleid", 302, "lid", lambda town: {"kolom": "doel", "versie": 1, "uitgifte": 1}),
    Door(f"{_O}:regio-laten", "POST", "beleid", 302, "lid", lambda town: {"uitgifte": 1}),
]


def _plak(town: Town) -> dict[str, Any]:
    return {"tabel": "BF2-01", "kolom": "doel", "tekst": "Een doel\tEen resultaat"}


# Files of a plan: who works there takes them along, beleid reads them in.
UITWISSELING = [
    Door(f"{_O}:bestanden", "GET", "buiten", 200),
    Door(f"{_O}:bestand", "GET", "buiten", 200),
    Door(f"{_O}:pdf-maken", "POST", "buiten", 302),
    Door(f"{_O}:pdf", "GET", "buiten", 200),
    Door(f"{_O}:pdf-bestand", "GET", "buiten", 200),
    Door(f"{_O}:pdf-opnieuw", "POST", "buiten", 302),
    Door(f"{_O}:inlezen", "GET", "lid", 302),
    Door(f"{_O}:inlezen", "POST", "beleid", 422, "lid"),
    *both(f"{_O}:plakken", "beleid", "beheerder", _plak),
    *both(f"{_O}:voorstel", "beleid", "leider"),
]
