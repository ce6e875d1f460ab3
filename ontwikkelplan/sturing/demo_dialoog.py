"""The dialogue of the demo, told in ``demo_dialoog.yaml``: meetings, what both sides do, agreements, a knelpunt."""

import datetime
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone
from pydantic import BaseModel, ConfigDict

from ontwikkelplan.sturing.models import Knelpunt, Monitorafspraak, Opdracht, Opdrachtsoort, Overleg, Overlegactie
from ontwikkelplan.sturing.services.dialoog import hold
from wijkaanpak.accounts.demo import DOMAIN
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import add_row
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DemoActie(_Told):
    """What one side does; ``voor`` and ``klaar`` count days from today."""

    kant: str
    tekst: str
    wie: str
    voor: int
    klaar: int | None = None


class DemoOverleg(_Told):
    """A meeting; ``dag`` counts from today."""

    soort: str
    dag: int
    met: str
    agenda: list[str]
    eigen_punten: str
    verslag: str
    is_gehouden: bool
    acties: list[DemoActie]


class DemoMonitor(_Told):
    """An agreement on information; ``volgende`` counts days from today."""

    wat: str
    wanneer: str
    volgende: int
    waarover: str
    doel: str
    leverancier: str
    cyclus: str


class DemoKnelpunt(_Told):
    """Something in the way; ``dag`` counts from today."""

    knelpunt: str
    kant: str
    dag: int
    tafel: str
    antwoord: str


class DemoDialoog(_Told):
    """All of a dialogue."""

    gemeente: str
    door: str
    overleggen: list[DemoOverleg]
    monitoring: list[DemoMonitor]
    knelpunten: list[DemoKnelpunt]


def load() -> None:
    """Make the dialogue on the opdracht of the demo, where there is none."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    wanted = DemoDialoog.model_validate(yaml.safe_load(text))
    with tenant_scope(Gemeente.objects.get(slug=wanted.gemeente).pk):
        opdracht = Opdracht.objects.filter(soort=Opdrachtsoort.LOKAAL).first()
        if opdracht is not None and not Overleg.objects.exists():
            _make(wanted, opdracht, Lidmaatschap.objects.active().get(gebruiker__email=f"{wanted.door}@{DOMAIN}"))


def _make(wanted: DemoDialoog, opdracht: Opdracht, by: Lidmaatschap) -> None:
    today = timezone.localdate()

    def day(count: int) -> datetime.date:
        return today + datetime.timedelta(days=count)

    def store(row: Any) -> Any:
        row.gemeente_id = opdracht.gemeente_id
        return add_row(row=row, by=by.pk)

    for each in wanted.overleggen:
        said = each.model_dump(include={"soort", "met", "eigen_punten", "verslag"})
        row = store(Overleg(opdracht=opdracht, datum=day(each.dag), agenda=",".join(each.agenda), **said))
        for actie in each.acties:
            told = actie.model_dump(include={"kant", "tekst", "wie"})
            done = None if actie.klaar is None else day(actie.klaar)
            store(Overlegactie(overleg=row, voor=day(actie.voor), klaar_op=done, **told))
        if each.is_gehouden:
            hold(overleg=row, by=by)
    for monitor in wanted.monitoring:
        store(Monitorafspraak(opdracht=opdracht, **{**monitor.model_dump(), "volgende": day(monitor.volgende)}))
    for found in wanted.knelpunten:
        store(Knelpunt(opdracht=opdracht, gemeld_op=day(found.dag), **found.model_dump(exclude={"dag"})))
