"""The doors of evaluatie."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from evaluatie.services.verslag import freeze
from evaluatie.verslag.samenstellen import work_out
from tests.cast import Town
from tests.tenancy.doors.door import Door
from wijkaanpak.tenancy.scope import tenant_scope

_E = "evaluatie"


def _place(register: str, ouder: Callable[[Town], Any]) -> Callable[[Town], dict[str, Any]]:
    return lambda town: {"register": register, "ouder_id": ouder(town).pk}


def _row(register: str, name: str) -> Callable[[Town], dict[str, Any]]:
    return lambda town: {"register": register, "rij_id": getattr(town.ev, name).pk}


def _moment(town: Town) -> dict[str, Any]:
    return {"soort": "eind", "datum": timezone.localdate().isoformat(), "versie": 1}


def _seen(town: Town) -> dict[str, Any]:
    with tenant_scope(town.gemeente.pk):
        return {"gezien": work_out(freeze(town.project, town.gemeente, "projectverslag"), "projectverslag").mark}


def _heard(town: Town) -> dict[str, Any]:
    today = timezone.localdate().isoformat()
    return {"groep": "ervaring", "wijze": "focusgroep", "datum": today, "aantal": 6, "keren": 1, "begeleiders": 0}


def _target(town: Town) -> dict[str, Any]:
    return {"wat": "Bezoekers", "doel": 100, "oordeel": "loopt"}


def _change(town: Town) -> dict[str, Any]:
    return {"datum": timezone.localdate().isoformat(), "wat": "Later klaar"}


def _other(town: Town) -> dict[str, Any]:
    return {"wat": "Anders", "doel": 96, "oordeel": "loopt", "datum": timezone.localdate().isoformat(), "versie": 1}


_OF_PROJECT = lambda town: town.project  # noqa: E731
_OF_MOMENT = lambda town: town.ev.evaluatie  # noqa: E731
_OF_PRODUCT = lambda town: town.ev.product  # noqa: E731

# Who sees the project reads its evaluations; the team that writes, and beleid, write them.
EVALUATIE = [
    Door(f"{_E}:begin", "GET", "gast", 200),
    Door(f"{_E}:gehoord", "GET", "gast", 200),
    Door(f"{_E}:producten", "GET", "gast", 200),
    Door(f"{_E}:moment", "GET", "gast", 200),
    Door(f"{_E}:moment", "POST", "lid", 302, "gast", _moment),
    Door(f"{_E}:moment-geschiedenis", "GET", "gast", 200),
    Door(f"{_E}:gehouden", "POST", "lid", 302, "gast"),
    Door(f"{_E}:doel", "GET", "gast", 200),
    Door(f"{_E}:doel", "POST", "lid", 302, "gast", lambda town: {"oordeel": "bereikt", "versie": 1}),
    Door(f"{_E}:neem-les", "POST", "lid", 302, "gast", lambda town: {"les": town.mlb.les.pk}),
    Door(f"{_E}:overeenkomst", "POST", "lid", 302, "gast"),
    Door(f"{_E}:verslagen", "GET", "gast", 200),
    Door(f"{_E}:verslag", "GET", "gast", 200),
    Door(f"{_E}:verslag-maken", "POST", "lid", 302, "gast", _seen),
    Door(f"{_E}:verslagtekst", "GET", "lid", 200, "gast"),
    Door(f"{_E}:verslagtekst", "POST", "lid", 302, "gast", lambda town: {"tekst": "Anders", "versie": 1}),
    Door(f"{_E}:verslagtekst-geschiedenis", "GET", "gast", 200),
    Door(f"{_E}:verslagversie", "GET", "gast", 200),
    Door(f"{_E}:verslagbestand", "GET", "gast", 200),
    Door(f"{_E}:verslag-opnieuw", "POST", "lid", 302, "gast"),
    Door(f"{_E}:rij-nieuw", "GET", "lid", 200, "gast", place=_place("evaluaties", _OF_PROJECT)),
    Door(f"{_E}:rij-nieuw", "POST", "lid", 302, "gast", _moment, _place("evaluaties", _OF_PROJECT)),
    Door(f"{_E}:rij-nieuw", "POST", "lid", 302, "gast", _heard, _place("inbreng", _OF_PROJECT)),
    Door(f"{_E}:rij-nieuw", "POST", "lid", 302, "gast", _target, _place("streefgetallen", _OF_PROJECT)),
    Door(
        f"{_E}:rij-nieuw", "POST", "lid", 302, "gast",
        lambda town: {"naam": "Werkwijze", "staat": "bezig"}, _place("producten", _OF_PROJECT),
    ),
    Door(
        f"{_E}:rij-nieuw", "POST", "lid", 302, "gast",
        lambda town: {"soort": "winst", "tekst": "Kennis gedeeld"}, _place("bevindingen", _OF_MOMENT),
    ),
    Door(
        f"{_E}:rij-nieuw", "POST", "lid", 302, "gast",
        lambda town: {"sleutel": "inzet", "tekst": "Elke donderdag"}, _place("afspraken", _OF_MOMENT),
    ),
    Door(f"{_E}:rij-nieuw", "POST", "lid", 302, "gast", _change, _place("bijstellingen", _OF_PRODUCT)),
    Door(f"{_E}:rij", "GET", "gast", 200, place=_row("inbreng", "inbreng")),
    Door(f"{_E}:rij", "POST", "lid", 302, "gast", _other, _row("streefgetallen", "streef")),
    Door(f"{_E}:rij", "POST", "lid", 302, "gast", _other, _row("bijstellingen", "bijstelling")),
    Door(f"{_E}:rij-weg", "POST", "lid", 302, "gast", place=_row("producten", "product")),
    Door(f"{_E}:rij-terug", "POST", "lid", 302, "gast", place=_row("bevindingen", "bevinding")),
    Door(f"{_E}:rij-geschiedenis", "GET", "gast", 200, place=_row("afspraken", "afspraak")),
]  # fmt: skip
