"""The doors of sturing."""

from typing import Any
from zlib import crc32

from django.utils import timezone

from tests.cast import Town
from tests.tenancy.doors.door import Door, both

_S = "sturing"


def _line(town: Any) -> dict[str, str]:
    return {"regel": f"is_er:{crc32(b'KANARIE er')}"}  # by the words of the gesprek


def _asked(town: Town) -> dict[str, Any]:
    return {"lid": town.buiten.lid.pk, "voor": timezone.localdate().isoformat()}


def _sitting(town: Town) -> dict[str, Any]:
    return {"datum": "2026-12-08", "met": "De burgemeester", "versie": 1}


def _decided(town: Town) -> dict[str, Any]:
    return {"soort": "besluit", "tekst": "Anders", "versie": 1}


def _line_of_gesprek(town: Town) -> dict[str, Any]:
    return {"register": "regels", "ouder_id": town.st.gesprek.pk}


def _decision(town: Town) -> dict[str, Any]:
    return {"register": "regels", "rij_id": town.st.regel.pk}


def _line_of_sturing(town: Town) -> dict[str, Any]:
    return {"waarde": "ja", "versie": 1}


# Of deel I: who works at the gemeente reads, beleid writes, and ``lid`` was asked one line.
STURING = [
    Door(f"{_S}:checklist", "GET", "lid", 302, "gast"),
    Door(f"{_S}:nieuw", "POST", "beleid", 302, "lid", lambda town: {"jaar": timezone.localdate().year}),
    Door(f"{_S}:deel", "GET", "lid", 200, "gast"),
    Door(f"{_S}:antwoord", "GET", "lid", 302, "gast"),
    Door(f"{_S}:antwoord", "POST", "beleid", 302, "lid", _line_of_sturing),
    Door(f"{_S}:antwoord-geschiedenis", "GET", "lid", 200, "gast"),
    *both(f"{_S}:uitzetten", "beleid", "lid", _asked),
    Door(f"{_S}:uitgezet", "GET", "lid", 200, "gast"),
    Door(f"{_S}:intrekken", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:gevraagd", "GET", "lid", 200),
    Door(f"{_S}:klaar", "POST", "lid", 302, "buiten"),
    Door(f"{_S}:voorlezen", "GET", "lid", 200, "gast"),
    Door(f"{_S}:pdf", "GET", "lid", 200, "gast"),
    Door(f"{_S}:pdf-bestand", "GET", "lid", 200, "gast"),
    Door(f"{_S}:pdf-opnieuw", "POST", "lid", 302, "gast"),
    Door(f"{_S}:gesprek", "GET", "lid", 200, "gast"),
    Door(f"{_S}:gesprek-vastleggen", "GET", "lid", 200, "gast"),
    Door(f"{_S}:gesprek-vastleggen", "POST", "beleid", 302, "lid", lambda town: {"is_er": "Een visie", "versie": 1}),
    Door(f"{_S}:gesprek-overnemen", "POST", "beleid", 302, "lid", lambda town: {"regel": "ontbreekt:STU-I-04-a"}),
    Door(f"{_S}:gesprek-gehouden", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:gesprek-actie-klaar", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:gesprek-geschiedenis", "GET", "lid", 200, "gast"),
    Door(f"{_S}:gesprek-document", "POST", "lid", 302, "gast"),
    *both(f"{_S}:rij-nieuw", "beleid", "lid", _sitting),
    Door(f"{_S}:rij", "GET", "lid", 200, "gast"),
    Door(f"{_S}:rij", "POST", "beleid", 302, "lid", _sitting),
    Door(f"{_S}:rij-weg", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:rij-terug", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:rij-geschiedenis", "GET", "lid", 200, "gast"),
    Door(f"{_S}:rij-nieuw", "GET", "beleid", 200, "lid", place=_line_of_gesprek),
    Door(f"{_S}:rij", "POST", "beleid", 302, "lid", _decided, _decision),
    Door(f"{_S}:bouwstenen", "GET", "lid", 302, "gast"),
    Door(f"{_S}:bouwstenen-jaar", "GET", "lid", 200, "gast"),
    Door(f"{_S}:bouwsteen-nieuw", "POST", "beleid", 302, "lid", lambda town: {"tabel": "BST-3"}),
    Door(f"{_S}:bouwstenen-document", "POST", "lid", 302, "gast"),
    Door(f"{_S}:bouwsteenrij", "GET", "lid", 200, "gast"),
    Door(f"{_S}:bouwsteenrij", "POST", "beleid", 302, "lid", lambda town: {"is_er": "Een visie", "versie": 1}),
    Door(
        f"{_S}:bouwsteen-overnemen",
        "POST",
        "beleid",
        302,
        "lid",
        _line,
    ),
    Door(f"{_S}:bouwsteenrij-weg", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:bouwsteenrij-plaats", "POST", "beleid", 302, "lid", lambda town: {"richting": "op"}),
    Door(f"{_S}:bouwsteen-aanwezig", "POST", "lid", 200, "gast"),
    Door(f"{_S}:bouwsteen-plakken", "GET", "beleid", 200, "lid"),
    Door(
        f"{_S}:bouwsteen-plakken", "POST", "beleid", 200, "lid", lambda town: {"tabel": "BST-3", "tekst": "Een\tTwee"}
    ),
    Door(f"{_S}:bouwsteenrij-terug", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:bouwsteenrij-geschiedenis", "GET", "lid", 200, "gast"),
    *both(f"{_S}:notitie", "beleid", "lid", lambda town: {"notitie": "Gezegd", "versie": 1}, get=302),
]


def _opdracht(town: Town) -> dict[str, Any]:
    return {"titel": "Opdracht voor volgend jaar", "team": "Sociaal team", "versie": 1}


def _line_of_knelpunten(town: Town) -> dict[str, Any]:
    return {"register": "knelpunten", "ouder_id": town.st.opdracht.pk}


def _line_of_overleg(town: Town) -> dict[str, Any]:
    return {"register": "acties", "ouder_id": town.st.overleg.pk}


def _action_of_overleg(town: Town) -> dict[str, Any]:
    return {"register": "acties", "rij_id": town.st.actie.pk}


def _monitor(town: Town) -> dict[str, Any]:
    return {"register": "monitoring", "rij_id": town.st.monitor.pk}


def _agreed(town: Town) -> dict[str, Any]:
    return {"kant": "team", "tekst": "Anders", "versie": 1}


def _information(town: Town) -> dict[str, Any]:
    return {"wat": "Anders", "wanneer": "elk jaar", "leverancier": "team", "cyclus": "do", "versie": 1}


def _open_action(town: Town) -> dict[str, Any]:
    return {"regel": f"knelpunt:{town.st.knelpunt.pk}"}


def _risico(town: Town) -> dict[str, Any]:
    return {"soort": "geld", "risico": "Het geld is op", "versie": 1}


def _line_of_opdracht(town: Town) -> dict[str, Any]:
    return {"register": "risicos", "ouder_id": town.st.opdracht.pk}


def _risk(town: Town) -> dict[str, Any]:
    return {"register": "risicos", "rij_id": town.st.risico.pk}


# Sturing: everyone but a guest reads it, beleid writes it.
OPDRACHT = [
    Door(f"{_S}:opdracht", "GET", "lid", 200, "gast"),
    *both(f"{_S}:opdracht-nieuw", "beleid", "leider", _opdracht),
    *both(f"{_S}:opdracht-nieuw-regionaal", "beleid", "beheerder", _opdracht, get=302),
    Door(f"{_S}:opdracht-overzicht", "GET", "lid", 200, "gast"),
    Door(f"{_S}:opdracht-gegevens", "GET", "lid", 200, "gast"),
    Door(f"{_S}:opdracht-gegevens", "POST", "beleid", 302, "lid", _opdracht),
    Door(f"{_S}:opdracht-afstemming", "GET", "lid", 302, "gast"),
    Door(f"{_S}:opdracht-afstemming", "POST", "beleid", 302, "lid", lambda town: {"reden": "Later", "versie": 0}),
    Door(f"{_S}:opdracht-proces", "GET", "lid", 200, "gast"),
    Door(f"{_S}:opdracht-proces", "POST", "beleid", 302, "leider", lambda town: {"doen": "Helpen", "versie": 1}),
    Door(f"{_S}:opdracht-geschiedenis", "GET", "lid", 200, "gast"),
    Door(f"{_S}:opdracht-deel", "GET", "lid", 200, "gast"),
    Door(f"{_S}:opdracht-tekst", "GET", "lid", 302, "gast"),
    Door(f"{_S}:opdracht-tekst", "POST", "beleid", 302, "lid", lambda town: {"tekst": "Anders", "versie": 1}),
    Door(f"{_S}:opdracht-tekst-geschiedenis", "GET", "lid", 200, "gast"),
    Door(f"{_S}:opdracht-voorzet", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:opdracht-vaststellen", "GET", "beleid", 200, "leider"),
    Door(f"{_S}:opdracht-vaststellen", "POST", "beleid", 422, "leider"),
    Door(f"{_S}:opdracht-wijzigen", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:opdracht-vervallen", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:opdracht-versies", "GET", "lid", 200, "gast"),
    Door(f"{_S}:dialoog", "GET", "lid", 302, "gast"),
    Door(f"{_S}:opdracht-overleggen", "GET", "lid", 200, "gast"),
    Door(f"{_S}:overleg", "GET", "lid", 200, "gast"),
    Door(f"{_S}:overleg", "POST", "beleid", 302, "lid", lambda town: {"verslag": "Gezegd", "versie": 1}),
    Door(f"{_S}:overleg-overnemen", "POST", "beleid", 302, "lid", _open_action),
    Door(f"{_S}:overleg-gehouden", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:overleg-actie-klaar", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:overleg-geschiedenis", "GET", "lid", 200, "gast"),
    Door(f"{_S}:overleg-document", "POST", "lid", 302, "gast"),
    Door(f"{_S}:rij-nieuw", "GET", "beleid", 200, "lid", place=_line_of_overleg),
    Door(f"{_S}:rij", "POST", "beleid", 302, "lid", _agreed, _action_of_overleg),
    Door(f"{_S}:opdracht-monitoring", "GET", "lid", 200, "gast"),
    Door(f"{_S}:rij", "POST", "beleid", 302, "lid", _information, _monitor),
    Door(f"{_S}:opdracht-knelpunten", "GET", "lid", 200, "gast"),
    Door(f"{_S}:rij-nieuw", "GET", "beleid", 200, "lid", place=_line_of_knelpunten),
    Door(f"{_S}:opdracht-versie", "GET", "lid", 200, "gast"),
    Door(f"{_S}:opdracht-pdf", "POST", "lid", 302, "gast"),
    Door(f"{_S}:opdracht-regio", "GET", "lid", 200, "gast"),
    Door(f"{_S}:opdracht-overnemen", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:opdracht-houden", "POST", "beleid", 422, "lid"),
    Door(f"{_S}:opdracht-uitgeven", "GET", "lid", 200, "gast"),
    Door(f"{_S}:opdracht-uitgeven", "POST", "beleid", 302, "lid"),
    Door(f"{_S}:rij-nieuw", "POST", "beleid", 302, "lid", _risico, _line_of_opdracht),
    Door(f"{_S}:rij", "POST", "beleid", 302, "lid", _risico, _risk),
]


def _agenda(town: Town) -> dict[str, Any]:
    return {"titel": "Samen sneller zien", "trekker": "De wethouder", "versie": 1}


def _line_of_tafel(town: Town) -> dict[str, Any]:
    return {"register": "tafel", "ouder_id": town.st.agenda.pk}


def _sitter(town: Town) -> dict[str, Any]:
    return {"register": "tafel", "rij_id": town.st.tafel.pk}


def _at_the_table(town: Town) -> dict[str, Any]:
    return {"sector": "justitie", "organisatie": "De politie", "versie": 1}


def _line_of_verbeteringen(town: Town) -> dict[str, Any]:
    return {"register": "verbeteringen", "ouder_id": town.st.agenda.pk}


def _improvement(town: Town) -> dict[str, Any]:
    return {"register": "verbeteringen", "rij_id": town.st.verbetering.pk}


def _line_of_borging(town: Town) -> dict[str, Any]:
    return {"register": "borging", "ouder_id": town.project.pk}


def _result(town: Town) -> dict[str, Any]:
    return {"register": "borging", "rij_id": town.st.borging.pk}


# A verbeteragenda is read and written as the rest of sturing; the results of a project have the rights of the project.
BORGING = [
    Door(f"{_S}:verbeteragenda", "GET", "lid", 200, "gast"),
    *both(f"{_S}:verbeteragenda-nieuw", "beleid", "leider", _agenda),
    Door(f"{_S}:verbeteragenda-een", "GET", "lid", 200, "gast"),
    Door(f"{_S}:verbeteragenda-een", "POST", "beleid", 302, "lid", _agenda),
    Door(f"{_S}:verbeteragenda-geschiedenis", "GET", "lid", 200, "gast"),
    Door(f"{_S}:verbeteragenda-document", "POST", "lid", 302, "gast"),
    Door(f"{_S}:rij-nieuw", "POST", "beleid", 302, "lid", _at_the_table, _line_of_tafel),
    Door(f"{_S}:rij", "POST", "beleid", 302, "lid", _at_the_table, _sitter),
    Door(f"{_S}:rij-nieuw", "GET", "beleid", 200, "lid", place=_line_of_verbeteringen),
    Door(f"{_S}:rij", "POST", "beleid", 302, "lid", lambda town: {"voorstel": "Anders", "versie": 1}, _improvement),
    Door(f"{_S}:rij-nieuw", "POST", "lid", 302, "gast", lambda town: {"resultaat": "Dit blijft"}, _line_of_borging),
    Door(f"{_S}:rij", "GET", "gast", 200, place=_result),
    Door(f"{_S}:rij", "POST", "lid", 302, "gast", lambda town: {"resultaat": "Anders", "versie": 1}, _result),
    Door(f"{_S}:borgingvraag", "GET", "beleid", 200, "beheerder"),
    # The project of the cast runs: its heir has nothing to answer any more.
    Door(f"{_S}:borgingvraag", "POST", "beleid", 409, "beheerder", lambda town: {"antwoord": "ja"}),
]
OF_A_PROJECT = [
    Door(f"{_S}:borging", "GET", "gast", 200),
    Door(f"{_S}:borging-doel", "POST", "lid", 302, "gast", lambda town: {"doel": town.st.doel.pk}),
]
