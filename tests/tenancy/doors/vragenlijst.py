"""The doors of the questionnaire: the public ones, and those of a project."""

from django.utils import timezone

from evaluatie.vragenlijst.deur import form_token
from tests.cast import Town
from tests.tenancy.doors.door import Data, Door, both

_V = "vragenlijst"


def answered(town: Town) -> dict[str, str]:
    """What the public form posts."""
    return {"formulier": form_token(town.vl.ronde.code), "CLV-G-01": "ja"}


def _round(town: Town) -> dict[str, str]:
    today = timezone.localdate().isoformat()
    return {"naam": "Najaar", "doelgroep": "gezin", "open_van": today, "open_tot": today, "gevraagd": "9"}


def _changed(town: Town) -> dict[str, str]:
    return {**_round(town), "versie": str(town.vl.ronde.versie)}


def _post(name: str, data: Data) -> Door:
    return Door(f"{_V}:{name}", "POST", "lid", 302, "gast", data)


PUBLIEK = [
    Door("publiek:vragenlijst", "GET", "anoniem", 200),
    Door("publiek:vragenlijst", "POST", "anoniem", 302, data=answered),
    Door("publiek:bedankt", "GET", "anoniem", 200),
]
# Who sees the project reads results; who writes the evaluation manages the rounds.
VRAGENLIJST = [
    Door(f"{_V}:beheer", "GET", "gast", 200),
    Door(f"{_V}:ronde", "GET", "gast", 200),
    *both(f"{_V}:nieuw", "lid", "gast", _round),
    *both(f"{_V}:wijzigen", "beleid", "beheerder", _changed),
    Door(f"{_V}:poster", "GET", "lid", 200, "gast"),
    *[_post(name, lambda town: {}) for name in ("sluiten", "nieuwe-link", "weg")],
    Door(f"{_V}:opmerkingen", "GET", "lid", 200, "gast"),
    Door(f"{_V}:opmerking", "GET", "lid", 200, "gast"),
    _post("opmerking", lambda town: {"tekst": "Fijn geholpen."}),
]
