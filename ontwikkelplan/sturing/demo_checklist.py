"""The checklist sturing of the demo with its gesprek and its plan, told in ``demo_checklist.yaml``. No one exists."""

import datetime
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from ontwikkelplan.sturing.models import Bestuursgesprek, Bouwsteenrij, Sturing
from ontwikkelplan.sturing.services.checklist import answer_row, put_out, start_sturing
from projects.demo_opzet import Data
from wijkaanpak.accounts.demo import DOMAIN
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import add_row, save_fields
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope


class Vraag(Data):
    """A line that was put out to someone; ``over`` counts days from today."""

    punt: str
    lid: str
    over: int
    vraag: str


class DemoSturing(Data):
    """The sturing of one gemeente. ``rijen`` are of the plan, by bouwsteen or doelgroep."""

    gemeente: str
    door: str
    jaar: int
    antwoorden: dict[str, dict[str, Any]]
    uitgezet: list[Vraag]
    gesprek: dict[str, Any]
    rijen: dict[str, dict[str, str]]


def load_checklist() -> None:
    """Make the checklist of the demo, once."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    wanted = DemoSturing.model_validate(yaml.safe_load(text))
    gemeente = Gemeente.objects.get(slug=wanted.gemeente)
    with tenant_scope(gemeente.pk):
        if Sturing.objects.exists():
            return
        lids = Lidmaatschap.objects.active().with_people()
        people = {lid.gebruiker.email.removesuffix(f"@{DOMAIN}"): lid for lid in lids}
        by, today = people[wanted.door], timezone.localdate()
        sturing = start_sturing(jaar=wanted.jaar, by=by)
        for punt, values in wanted.antwoorden.items():
            save_fields(row=answer_row(sturing=sturing, punt=punt), values=values, versie=0, by=by.pk)
        for each in wanted.uitgezet:
            voor = today + datetime.timedelta(days=each.over)
            put_out(sturing=sturing, punt=each.punt, lid=people[each.lid], voor=voor, vraag=each.vraag, by=by)
        add_row(row=Bestuursgesprek(gemeente=gemeente, sturing=sturing, **wanted.gesprek), by=by.pk)
        for row in Bouwsteenrij.objects.filter(sturing=sturing):
            values = wanted.rijen.get(row.doelgroep or row.bouwsteen, {})
            save_fields(row=row, values=values, versie=row.versie, by=by.pk)
