"""The standen of the demo region, told in ``demo.yaml``. No one in it exists."""

import datetime
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone
from pydantic import BaseModel, ConfigDict

from evaluatie.programma.models import Stand
from evaluatie.programma.services import stand as services
from evaluatie.programma.tasks import deliver
from projects.models import Project
from wijkaanpak.accounts.demo import DOMAIN
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope

_RITME = {"m": "mlb", "g": "geen", "p": "pauze"}


class Gedeeld(BaseModel):
    """One stand: whose, from how many days ago, and whether it was released (``akkoord``) and withdrawn again."""

    model_config = ConfigDict(extra="forbid")

    gemeente: str
    project: str
    door: str
    akkoord: str = ""
    dagen: int
    ingetrokken: bool = False
    extra: dict[str, Any] = {}


def load_demo() -> None:
    """Make the standen, for projects that have none, and bring them to the region."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    for wanted in [Gedeeld.model_validate(each) for each in yaml.safe_load(text)]:
        gemeente = Gemeente.objects.get(slug=wanted.gemeente)
        with tenant_scope(gemeente.pk):
            project = Project.objects.get(naam=wanted.project)
            made = None if Stand.objects.filter(project=project).exists() else _make(wanted, project)
        if made is None:
            continue
        deliver(str(gemeente.pk))
        if wanted.ingetrokken:
            with tenant_scope(gemeente.pk):
                services.withdraw(stand=made, by=_lid(wanted.akkoord))
            deliver(str(gemeente.pk))


def _make(wanted: Gedeeld, project: Project) -> Stand:
    day = timezone.localdate() - datetime.timedelta(days=wanted.dagen)
    row = services.make(project=project, by=_lid(wanted.door))
    row.peildag, row.cijfers = day, row.cijfers | _figures(wanted.extra, day)
    row.save()
    services.submit(stand=row, by=_lid(wanted.door))
    if wanted.akkoord:
        services.release(stand=row, by=_lid(wanted.akkoord))
    return row


def _figures(extra: dict[str, Any], day: datetime.date) -> dict[str, Any]:
    """Return the figures to put in the place of what was counted; a rhythm becomes months."""
    found = {name: value for name, value in extra.items() if name != "ritme"}
    ritme = extra.get("ritme", "")
    if ritme:
        first = day.year * 12 + day.month - len(ritme)
        found["maanden"] = [[_month(first + n).isoformat(), _RITME[each]] for n, each in enumerate(ritme)]
        found["mlb"] = ritme.count("m")
    return found


def _month(number: int) -> datetime.date:
    return datetime.date(number // 12, number % 12 + 1, 1)


def _lid(adres: str) -> Lidmaatschap:
    found: Lidmaatschap = Lidmaatschap.objects.active().get(gebruiker__email=f"{adres}@{DOMAIN}")
    return found
