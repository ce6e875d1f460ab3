"""The evaluations of the demo, told in ``demo.yaml``. No one in it exists."""

import datetime
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from evaluatie.demo_mlb import MONTH, Mlb, hold_sessions
from evaluatie.models import (
    Afspraakwijziging,
    Bevinding,
    Evaluatie,
    Inbreng,
    Product,
    Productwijziging,
    Streefgetal,
    Verslagtekst,
)
from evaluatie.services.moment import answer_of, change_agreement, hold
from evaluatie.services.verslag import make_report
from projects.content import instrument_of
from projects.demo_opzet import Data
from projects.models import ChecklistAntwoord, Doel, Partner, Project, Teamlid
from projects.services.antwoord import finish_below
from projects.services.team import add_to_team
from reflectie.models import Les
from wijkaanpak.accounts.demo import DOMAIN
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import add_row, save_fields
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope


class Moment(Data):
    """An evaluation, in a month of the project or so many days from now."""

    soort: str
    maand: int | None = None
    over: int = 0
    gehouden: bool = False
    methode: str
    kernvragen: str
    conclusies: str = ""
    doelen: list[dict[str, str]] = []
    bevindingen: list[dict[str, Any]] = []
    afspraken: list[dict[str, str]] = []


class Demo(Data):
    """Everything of one project."""

    gemeente: str
    project: str
    door: str
    team: dict[str, str] = {}
    partners: list[dict[str, str]] = []
    van: dict[str, str] = {}
    doelen: list[dict[str, str]] = []
    mlb: Mlb | None = None
    evaluaties: list[Moment] = []
    inbreng: list[dict[str, Any]] = []
    streefgetallen: list[dict[str, Any]] = []
    producten: list[dict[str, Any]] = []
    teksten: dict[str, str] = {}
    verslagen: list[str] = []


def load_demo() -> None:
    """Make the evaluations of the demo, in every project that has none."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    for wanted in (Demo.model_validate(item) for item in yaml.safe_load(text)):
        gemeente = Gemeente.objects.get(slug=wanted.gemeente)
        with tenant_scope(gemeente.pk):
            project = Project.objects.get(naam=wanted.project)
            if not Evaluatie.objects.filter(project=project).exists():
                _Loader(gemeente, project, wanted).load()


class _Loader:
    """Makes the rows of one project; its scope is open."""

    def __init__(self, gemeente: Gemeente, project: Project, wanted: Demo) -> None:
        self.gemeente, self.project, self.wanted = gemeente, project, wanted
        lids = Lidmaatschap.objects.active().with_people()
        self.people = {lid.gebruiker.email.removesuffix(f"@{DOMAIN}"): lid for lid in lids}
        self.by = self.people[wanted.door]
        self.moments: dict[str, Evaluatie] = {}
        self.lessons: dict[str, Les] = {}

    def load(self) -> None:
        """Make everything in the order in which it happened."""
        for who, rol in self.wanted.team.items():
            add_to_team(project=self.project, lid=self.people[who], rol=rol)
        for partner in self.wanted.partners:
            self._put(Partner(project=self.project, **partner))
        for who, naam in self.wanted.van.items():
            member = Teamlid.objects.get(project=self.project, lid=self.people[who])
            partner_id = Partner.objects.get(project=self.project, naam=naam).pk
            save_fields(row=member, values={"partner_id": partner_id}, versie=member.versie, by=self.by.pk)
        if self.project.eind < timezone.localdate():
            finish_below(project=self.project, punten=list(instrument_of(self.project).punten), by=self.by)
            ChecklistAntwoord.objects.filter(project=self.project).update(gereed_op=self.project.eind)
        for doel in self.wanted.doelen:
            self._put(Doel(project=self.project, **doel))
        if self.wanted.mlb is not None:
            self.lessons = hold_sessions(self.project, self.wanted.mlb, self.by)
        for moment in self.wanted.evaluaties:
            self._moment(moment)
        self._heard_and_made()
        for sleutel, tekst in self.wanted.teksten.items():
            self._put(Verslagtekst(project=self.project, soort="projectverslag", sleutel=sleutel, tekst=tekst))
        for soort in self.wanted.verslagen:
            make_report(project=self.project, gemeente=self.gemeente, soort=soort, by=self.by)

    def _day(self, month: int | None, over: int = 0) -> datetime.date:
        if month is None:
            return timezone.localdate() + datetime.timedelta(days=over)
        return min(self.project.begin + month * MONTH, timezone.localdate())

    def _put(self, row: Any) -> Any:
        row.gemeente_id = self.gemeente.pk
        return add_row(row=row, by=self.by.pk)

    def _moment(self, wanted: Moment) -> None:
        said = wanted.model_dump(include={"soort", "methode", "kernvragen", "conclusies"})
        moment = self._put(Evaluatie(project=self.project, datum=self._day(wanted.maand, wanted.over), **said))
        self.moments[wanted.soort] = moment
        goals = {doel.titel: doel for doel in Doel.objects.current().filter(project=self.project)}
        for each in wanted.doelen:
            answer = answer_of(evaluatie=moment, doel=goals[each["doel"]])
            values = {name: each.get(name, "") for name in ("kernvragen", "oordeel", "tekst")}
            save_fields(row=answer, values=values, versie=answer.versie, by=self.by.pk)
        for each in wanted.bevindingen:
            les = self.lessons.get(each.pop("les", ""))
            facts: dict[str, Any] = {"les": les, "tekst": les.tekst, "tag": les.tag} if les else {}
            self._put(Bevinding(evaluatie=moment, **each, **facts))
        for each in wanted.afspraken:
            self._put(Afspraakwijziging(evaluatie=moment, **each))
        if wanted.afspraken:
            change_agreement(evaluatie=moment, gemeente=self.gemeente, by=self.by)
        if wanted.gehouden:
            hold(evaluatie=moment, by=self.by)

    def _heard_and_made(self) -> None:
        for each in self.wanted.inbreng:
            moment = self.moments.get(each.pop("evaluatie", ""))
            self._put(Inbreng(project=self.project, datum=self._day(each.pop("maand")), evaluatie=moment, **each))
        for each in self.wanted.streefgetallen:
            self._put(Streefgetal(project=self.project, peildatum=self._day(each.pop("maand")), **each))
        for each in self.wanted.producten:
            changes = each.pop("bijstellingen", [])
            planned, made = each.pop("gepland"), each.pop("gereed", None)
            days = {"gepland_op": self.project.begin + planned * MONTH}
            days |= {"gereed_op": self._day(made)} if made is not None else {}
            product = self._put(Product(project=self.project, **days, **each))
            for change in changes:
                self._put(Productwijziging(product=product, datum=self._day(change.pop("maand")), **change))
