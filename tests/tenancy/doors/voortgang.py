"""The doors of voortgang."""

from typing import Any

from tests.cast import Town
from tests.tenancy.doors.door import Door, both

_V = "voortgang"


def _texts(town: Town) -> dict[str, Any]:
    return {"inleiding": "Anders", "versie": 2}


def _new_reader(town: Town) -> dict[str, Any]:
    return {"nieuw": "partner@example.org", "akkoord": "on"}


def _to_team(town: Town) -> dict[str, Any]:
    return {"team": [str(town.lid.lid.pk)], "versie": 2}


# Who sees the project reads what was sent; the team that writes, writes; who leads it, and beleid, send it.
OF_A_PROJECT = [
    Door(f"{_V}:lijst", "GET", "gast", 200),
    Door(f"{_V}:nieuw", "POST", "lid", 302, "gast"),
    Door(f"{_V}:bericht", "GET", "lid", 200, "gast"),
    Door(f"{_V}:bericht", "POST", "lid", 302, "gast", _texts),
    Door(f"{_V}:geschiedenis", "GET", "lid", 200, "gast"),
    Door(f"{_V}:weg", "POST", "lid", 302, "gast"),
    Door(f"{_V}:terug", "POST", "lid", 302, "gast"),
    *both(f"{_V}:nakijken", "lid", "gast"),
    Door(f"{_V}:voorbeeld", "GET", "lid", 200, "gast"),
    Door(f"{_V}:versturen", "GET", "leider", 200, "lid"),
    # The words of the cast are names to the privacywacht: it is not sent before its questions are answered.
    Door(f"{_V}:versturen", "POST", "leider", 422, "lid", _to_team),
    Door(f"{_V}:verzonden", "GET", "gast", 200),
    Door(f"{_V}:links-weg", "POST", "beleid", 302, "lid"),
    *both(f"{_V}:lezers", "leider", "lid", _new_reader),
    Door(f"{_V}:lezer-weg", "POST", "leider", 302, "lid"),
]

# For a member: what was sent to them, or is of a project they see.
VOORTGANG = [
    Door(f"{_V}:lees", "GET", "gast", 200),
    Door(f"{_V}:lees-pdf", "GET", "buiten", 200),
]

# With the link of a reader without an account.
INVITED = [
    Door(f"{_V}:lezen", "GET", "anoniem", 200),
    Door(f"{_V}:lezen-pdf", "GET", "anoniem", 200),
    Door(f"{_V}:afmelden", "GET", "anoniem", 200),
    Door(f"{_V}:afmelden", "POST", "anoniem", 200),
]
