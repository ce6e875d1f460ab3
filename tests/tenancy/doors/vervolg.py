"""The doors of vervolg: who sees the project reads; the team that writes, and beleid, write; the team decides."""

import datetime
from typing import Any

from django.utils import timezone

from tests.cast import Town
from tests.tenancy.doors.door import Door

_V = "vervolg"


def _text(town: Town) -> dict[str, Any]:
    return {"resultaten": "Het werkt", "terugkijken_elke": 12, "versie": 1}


def _decision(town: Town) -> dict[str, Any]:
    return {"wordt_beleid": "on", "opdracht": town.st.opdracht.pk, "versie": 1, "les_versie": town.mlb.les.versie}


def _finding(town: Town) -> dict[str, Any]:
    return {"bevinding": town.ev.bevinding.pk}


def _clause(town: Town) -> dict[str, Any]:
    return {"duur": "onbepaald", "versie": 0}


def _team(town: Town) -> dict[str, Any]:
    today = timezone.localdate()
    later = today + datetime.timedelta(days=400)
    facts = {"naam": "Spoorzicht", "wijk": "Spoorzicht", "begin": today.isoformat(), "eind": later.isoformat()}
    return {**facts, "projectleider": town.leider.lid.pk, "mee": ["lessen", "partners", "reeks"]}


def _line_of(register: str) -> Any:
    def place(town: Town) -> dict[str, Any]:
        return {"register": register, "ouder_id": town.project.pk}

    place.__name__ = f"_line_of_{register}"
    return place


def _asked(town: Town) -> dict[str, Any]:
    return {"partner": town.ve.gevraagd.partner_id, "vraag": "Doe mee", "versie": 1}


def _row_of(register: str, name: str) -> Any:
    def place(town: Town) -> dict[str, Any]:
        return {"register": register, "rij_id": getattr(town.ve, name).pk}

    place.__name__ = f"_row_of_{register}"
    return place


def _day(town: Town) -> dict[str, Any]:
    return {"naam": "Regiodag", "datum": timezone.localdate().isoformat(), "versie": 1}


def _success(town: Town) -> dict[str, Any]:
    return {"wat": "Het lukte", "versie": 1}


OF_THE_GEMEENTE = [
    Door(f"{_V}:rij-nieuw", "GET", "lid", 200, "gast"),
    Door(f"{_V}:rij-nieuw", "POST", "lid", 302, "gast", _asked),
    Door(f"{_V}:rij", "GET", "gast", 200),
    Door(f"{_V}:rij", "POST", "lid", 302, "gast", _asked),
    Door(f"{_V}:rij-weg", "POST", "lid", 302, "gast"),
    Door(f"{_V}:rij-terug", "POST", "lid", 302, "gast"),
    Door(f"{_V}:rij-geschiedenis", "GET", "gast", 200),
    Door(f"{_V}:rij-nieuw", "POST", "lid", 302, "gast", _day, _line_of("regiodagen")),
    Door(f"{_V}:rij", "POST", "lid", 302, "gast", _day, _row_of("regiodagen", "dag")),
    Door(f"{_V}:rij-nieuw", "POST", "lid", 302, "gast", _success, _line_of("successen")),
    Door(f"{_V}:rij", "POST", "lid", 302, "gast", _success, _row_of("successen", "succes")),
]
VERVOLG = [
    Door(f"{_V}:vervolg", "GET", "gast", 200),
    Door(f"{_V}:vervolg", "POST", "lid", 302, "gast", _text),
    Door(f"{_V}:geschiedenis", "GET", "gast", 200),
    Door(f"{_V}:beleid", "GET", "gast", 200),
    Door(f"{_V}:bevinding", "POST", "lid", 302, "beleid", _finding),
    Door(f"{_V}:besluit", "GET", "lid", 200, "beleid"),
    Door(f"{_V}:besluit", "POST", "lid", 302, "beleid", _decision),
    Door(f"{_V}:opdracht", "GET", "gast", 200),
    Door(f"{_V}:opdracht-document", "POST", "lid", 302, "gast"),
    Door(f"{_V}:vieren", "GET", "gast", 200),
    Door(f"{_V}:uitnodiging", "POST", "lid", 302, "gast"),
    Door(f"{_V}:overeenkomst", "GET", "gast", 200),
    Door(f"{_V}:overeenkomst", "POST", "leider", 302, "lid", _clause),
    Door(f"{_V}:nieuw-team", "GET", "leider", 200, "lid"),
    Door(f"{_V}:nieuw-team", "POST", "leider", 302, "lid", _team),
    Door(f"{_V}:pdf", "GET", "gast", 200),
    Door(f"{_V}:pdf-bestand", "GET", "gast", 200),
    Door(f"{_V}:pdf-opnieuw", "POST", "lid", 302, "gast"),
]
