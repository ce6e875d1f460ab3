"""The opdracht of the demo, told in ``demo_opdracht.yaml``."""

import datetime
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone
from pydantic import BaseModel, ConfigDict

from ontwikkelplan.sturing.models import Keuze, Opdracht, Opdrachttekst, Risico, Taak
from ontwikkelplan.sturing.opdrachtinhoud import instrument_of
from ontwikkelplan.sturing.services.opdracht import start_opdracht
from wijkaanpak.accounts.demo import DOMAIN
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import add_row
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope


class DemoOpdracht(BaseModel):
    """An opdracht; ``niet`` gives the reason of what is left out, ``begin`` counts days from today."""

    model_config = ConfigDict(extra="forbid")

    gemeente: str
    door: str
    begin: int
    dagen: int
    gegevens: dict[str, str]
    teksten: dict[str, str]
    mee: list[str]
    niet: dict[str, str]
    taken: list[dict[str, str]]
    risicos: list[dict[str, str]]


def load() -> None:
    """Make the opdracht, in a gemeente that has none."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    wanted = DemoOpdracht.model_validate(yaml.safe_load(text))
    with tenant_scope(Gemeente.objects.get(slug=wanted.gemeente).pk):
        if not Opdracht.objects.exists():
            _make(wanted, Lidmaatschap.objects.active().get(gebruiker__email=f"{wanted.door}@{DOMAIN}"))


def _make(wanted: DemoOpdracht, by: Lidmaatschap) -> None:
    begin = timezone.localdate() + datetime.timedelta(days=wanted.begin)
    row = Opdracht(begin=begin, eind=begin + datetime.timedelta(days=wanted.dagen), **wanted.gegevens)
    opdracht = start_opdracht(opdracht=row, by=by)

    def store(row: Any) -> None:
        row.opdracht, row.gemeente_id = opdracht, opdracht.gemeente_id
        add_row(row=row, by=by.pk)

    known = instrument_of(opdracht).punten
    texts = {id: {"tekst": tekst.strip()} for id, tekst in wanted.teksten.items()}
    chosen = {id: {"keuze": Keuze.MEE, "reden": ""} for id in wanted.mee}
    left = {id: {"keuze": Keuze.NIET, "reden": reden} for id, reden in wanted.niet.items()}
    for id, values in {**texts, **chosen, **left}.items():
        store(Opdrachttekst(punt=known[id].id, **values))
    for taak in wanted.taken:
        store(Taak(**taak))
    for risico in wanted.risicos:
        store(Risico(**risico))
