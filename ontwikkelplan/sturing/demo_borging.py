"""The verbeteragenda and the borging of the demo, told in ``demo_borging.yaml``. No one in it exists."""

import datetime
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from ontwikkelplan.sturing.models import Borging, Borgingvraag, Tafelgenoot, Verbeteragenda, Verbetering
from ontwikkelplan.sturing.services.borging import ask_due, give_answer
from projects.demo_opzet import Data
from projects.models import Project
from projects.models.project import Projectstatus
from projects.services.project import ProjectData, create_project, edit_project
from wijkaanpak.accounts.demo import DOMAIN
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import add_row
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope


class Resultaat(Data):
    """A result or an improvement; ``over`` counts days from today to its check. ``antwoord`` is what the heir said."""

    waarden: dict[str, str]
    erfgenaam: str = ""
    over: int | None = None
    antwoord: str = ""
    toelichting: str = ""


class Agenda(Data):
    """A verbeteragenda with who sits at its table."""

    gemeente: str
    door: str
    waarden: dict[str, str]
    tafel: list[dict[str, str]]
    verbeteringen: list[Resultaat]


class Geborgd(Data):
    """The results of a project. With ``afgerond`` the project is made here, and was closed so many days ago."""

    gemeente: str
    project: str
    door: str
    afgerond: int | None = None
    resultaten: list[Resultaat]


class DemoBorging(Data):
    """Everything in ``demo_borging.yaml``."""

    agenda: Agenda
    projecten: list[Geborgd]


class _Maker:
    """Makes rows in one gemeente; its scope is open."""

    def __init__(self, gemeente: Gemeente, door: str) -> None:
        self.gemeente = gemeente
        lids = Lidmaatschap.objects.active().with_people()
        self.people = {lid.gebruiker.email.removesuffix(f"@{DOMAIN}"): lid for lid in lids}
        self.by = self.people[door]

    def put(self, row: Any) -> Any:
        row.gemeente_id = self.gemeente.pk
        return add_row(row=row, by=self.by.pk)

    def kept(self, wanted: Resultaat) -> dict[str, Any]:
        over = None if wanted.over is None else timezone.localdate() + datetime.timedelta(days=wanted.over)
        return {**wanted.waarden, "erfgenaam": self.people.get(wanted.erfgenaam), "controle_op": over}

    def agenda(self, wanted: Agenda) -> None:
        agenda = self.put(Verbeteragenda(**wanted.waarden))
        for each in wanted.tafel:
            self.put(Tafelgenoot(agenda=agenda, **each))
        for verbetering in wanted.verbeteringen:
            self.put(Verbetering(agenda=agenda, **self.kept(verbetering)))

    def project(self, wanted: Geborgd) -> None:
        """Put the results at a project; one that is closed is made, closed and asked after first."""
        data = _facts(wanted, self.by)
        found = Project.objects.filter(naam=wanted.project).first()
        project = found or create_project(by=self.by, data=data)
        rows = [self.put(Borging(project=project, **self.kept(each))) for each in wanted.resultaten]
        if wanted.afgerond is None:
            return
        closed = timezone.localdate() - datetime.timedelta(days=wanted.afgerond)
        edit_project(project=project, data=_facts(wanted, self.by, Projectstatus.AFGEROND), versie=project.versie)
        Project.objects.filter(pk=project.pk).update(afgerond_op=closed)
        ask_due(today=timezone.localdate())
        for row, each in zip(rows, wanted.resultaten, strict=True):
            if each.antwoord:
                vraag = Borgingvraag.objects.get(borging=row, maanden=6)
                heir = self.people[each.erfgenaam]
                give_answer(vraag=vraag, antwoord=each.antwoord, toelichting=each.toelichting, by=heir)


def _facts(wanted: Geborgd, by: Lidmaatschap, status: str = Projectstatus.LOPEND) -> ProjectData:
    end = timezone.localdate() - datetime.timedelta(days=wanted.afgerond or 0)
    return ProjectData(
        naam=wanted.project,
        wijk=wanted.project,
        begin=end - datetime.timedelta(days=2 * 365),
        eind=end,
        ontwikkelfase=1,
        fase="vervolg",
        status=status,
        projectleider=by,
    )


def load_borging() -> None:
    """Make what is not there yet."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    wanted = DemoBorging.model_validate(yaml.safe_load(text))
    gemeente = Gemeente.objects.get(slug=wanted.agenda.gemeente)
    with tenant_scope(gemeente.pk):
        if not Verbeteragenda.objects.exists():
            _Maker(gemeente, wanted.agenda.door).agenda(wanted.agenda)
    for each in wanted.projecten:
        gemeente = Gemeente.objects.get(slug=each.gemeente)
        with tenant_scope(gemeente.pk):
            if not Borging.objects.filter(project__naam=each.project).exists():
                _Maker(gemeente, each.door).project(each)
