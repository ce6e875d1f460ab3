"""The doors of reflectie: words for the team alone, figures for who sees the project."""

import datetime
from typing import Any

from django.utils import timezone

from tests.cast import Town
from tests.tenancy.doors.door import Door, both


def method_data(town: Town, rows: int = 4) -> dict[str, Any]:
    """A method of four steps; a new one has its two fixed questions in the third and fourth row."""
    found: dict[str, Any] = {"naam": "Samen kijken", "versie": 1}
    for row in range(rows):
        found |= {f"titel_{row}": f"Stap {row}", f"vraag_{row}": "Wat?", f"minuten_{row}": 15}
    return found


def _all_steps(town: Town) -> dict[str, Any]:
    """The eight steps of a method that was made from ours."""
    return method_data(town, 8)


def _in_a_month(town: Town) -> dict[str, Any]:
    day = timezone.localdate() + datetime.timedelta(days=30)
    return {"datum": day.isoformat(), "begin": "10:00", "duur": 90, "plaats": ""}


def _series(town: Town) -> dict[str, Any]:
    day = timezone.localdate().isoformat()
    return {"methode": "mlb-basis", "ritme": "maand", "eerste": day, "begin": "10:00", "duur": 90, "versie": 1}


def _guest(town: Town) -> dict[str, Any]:
    return {"naam": "Keten", "email": "keten.nieuw@example.org", "soort": "ketenpartner"}


def _standing_guest(town: Town) -> dict[str, Any]:
    return {"naam": "Keten", "email": "keten.vast@example.org"}


def _les(town: Town) -> dict[str, Any]:
    return {"tekst": "Korte lijn", "status": "bevestigd", "versie": 1}


def _vraag(town: Town) -> dict[str, Any]:
    return {"leervraag": "Hoe vraag ik door?", "versie": town.mlb.sessie.versie}


def _actie(town: Town) -> dict[str, Any]:
    return {"tekst": "Iets doen", "wie": town.lid.lid.pk}


_R = "reflectie"
REFLECTIE_OF_THE_GEMEENTE = [
    *both(f"{_R}:woorden", "beleid", "leider", lambda town: {"tekst": "De Ark", "soort": "school"}),
    Door(f"{_R}:woord-weg", "POST", "beheerder", 302, "leider"),
    Door(f"{_R}:methoden", "GET", "beheerder", 200, "leider"),
    *both(f"{_R}:methode-nieuw", "beleid", "leider", method_data),
    *both(f"{_R}:methode", "beleid", "leider", _all_steps),
    Door(f"{_R}:methode-weg", "POST", "beleid", 302, "leider"),
]

# Of a project: figures for who sees it, words for its team alone, the series for who leads.
REFLECTIE = [
    Door(f"{_R}:zicht", "GET", "gast", 200),
    *both(f"{_R}:reeks", "leider", "lid", _series),
    Door(f"{_R}:op-agenda", "POST", "leider", 302, "lid", lambda town: {"aantal": 1}),
    Door(f"{_R}:losse-keer", "POST", "leider", 302, "lid"),
    Door(f"{_R}:vaste-gast", "POST", "leider", 302, "lid", _standing_guest),
    Door(f"{_R}:vaste-gast-weg", "POST", "leider", 302, "lid"),
    Door(f"{_R}:pauze", "POST", "leider", 302, "lid", lambda town: {"maand": "2030-08-01", "reden": "vakantie"}),
    *both(f"{_R}:project-methode", "leider", "lid", method_data),
    *both(f"{_R}:project-methode-wijzigen", "leider", "lid", _all_steps),
    Door(f"{_R}:lessen", "GET", "gast", 200),
    Door(f"{_R}:lessen", "POST", "lid", 302, "beheerder", lambda town: {"tekst": "Samen op huisbezoek helpt"}),
    Door(f"{_R}:les", "GET", "lid", 200, "beleid"),
    Door(f"{_R}:les", "POST", "lid", 302, "gast", _les),
    Door(f"{_R}:les-weg", "POST", "lid", 302, "gast"),
    Door(f"{_R}:les-geschiedenis", "GET", "lid", 200, "beheerder"),
    *both(f"{_R}:zelfbeeld", "lid", "gast", lambda town: {f"score_{n}": 3 for n in range(1, 6)}),
]

# Of one session: its team and its guest alone; the guest reads.
SESSION = [
    Door(f"{_R}:sessie", "GET", "gast", 200),
    Door(f"{_R}:deel", "GET", "gast", 302),
    Door(f"{_R}:deel", "POST", "lid", 302, "gast", _vraag),
    Door(f"{_R}:stap", "GET", "gast", 302),
    Door(f"{_R}:stap", "POST", "lid", 302, "gast", lambda town: {"tekst": "Anders", "versie": 1}),
    Door(f"{_R}:overgang", "POST", "leider", 302, "lid"),
    Door(f"{_R}:vermoeden", "POST", "lid", 302, "gast", lambda town: {"woord": "Iets", "reden": "geen_naam"}),
    Door(f"{_R}:naar-stap", "POST", "leider", 302, "lid", lambda town: {"stap": 2}),
    *both(f"{_R}:verplaatsen", "leider", "lid", _in_a_month),
    Door(f"{_R}:sessie-geschiedenis", "GET", "lid", 200, "gast"),
    Door(f"{_R}:alternatief", "POST", "lid", 302, "gast", lambda town: {"tekst": "Eerst bellen", "voor": "ander"}),
    Door(f"{_R}:factor", "POST", "lid", 302, "gast", lambda town: {"tekst": "Korte lijn", "richting": "werkt"}),
    Door(f"{_R}:factor-minder", "POST", "lid", 302, "gast"),
    Door(f"{_R}:actie", "POST", "lid", 302, "gast", _actie),
    Door(f"{_R}:actie-klaar", "POST", "lid", 302, "gast", lambda town: {"klaar": "ja"}),
    Door(f"{_R}:rij-weg", "POST", "lid", 302, "gast"),
    Door(f"{_R}:aanwezig", "POST", "lid", 302, "gast", lambda town: {"iedereen": "ja"}),
    Door(f"{_R}:gast", "POST", "leider", 302, "lid", _guest),
    Door(f"{_R}:van-lijst", "POST", "leider", 302, "lid"),
    Door(f"{_R}:steun", "POST", "leider", 302, "lid", lambda town: {"ondersteuner": town.mlb.helper.pk}),
    Door(f"{_R}:ics", "GET", "gast", 200),
    Door(f"{_R}:verslag", "GET", "lid", 200, "gast"),
]
