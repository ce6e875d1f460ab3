"""What follows a project of the demo that is nearly done, told in ``demo.yaml``. No one in it exists."""

import datetime
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from evaluatie.vervolg.models import Gevraagd, Regiodag, Succes, Vervolg
from evaluatie.vervolg.services.lessen import Besluit, decide, decision_of
from evaluatie.vervolg.services.meenemen import MEE
from evaluatie.vervolg.services.nieuw_team import start_next_team
from evaluatie.vervolg.services.overeenkomst import agreements, make_definitive
from ontwikkelplan.sturing.models import Opdracht
from ontwikkelplan.sturing.services.opdracht import start_opdracht
from projects.demo_opzet import Data
from projects.models import Partner, Project
from projects.models.documenten import Documentsoort
from projects.services.documenten import make_version
from projects.services.project import ProjectData
from projects.services.register import single_row
from reflectie.models import Les
from reflectie.services.uitkomsten import add_lesson
from wijkaanpak.accounts.demo import DOMAIN
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import add_row, save_fields
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope


class Geleerd(Data):
    """A lesson and what was decided of it; ``opdracht`` is whether it lands in the opdracht."""

    tekst: str
    richting: str
    beleid: str = ""
    opdracht: bool = False
    mee: bool = False


class Over(Data):
    """A row with a day that counts from today."""

    over: int
    waarden: dict[str, Any]
    partner: str = ""
    regiodag: bool = False


class DemoVervolg(Data):
    """The vervolg of one project; every ``over`` counts days from today."""

    gemeente: str
    project: str
    door: str
    kijk_over: int
    velden: dict[str, Any]
    opdracht: dict[str, str]
    lessen: list[Geleerd]
    gevraagd: list[Over]
    regiodag: Over
    successen: list[Over]
    overeenkomst: str
    nieuw: dict[str, str]


def load_demo() -> None:
    """Make what is not there yet."""
    wanted = DemoVervolg.model_validate(yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")))
    gemeente = Gemeente.objects.get(slug=wanted.gemeente)
    with tenant_scope(gemeente.pk):
        project = Project.objects.get(naam=wanted.project)
        if Vervolg.objects.filter(project=project).exists():
            return
        by = Lidmaatschap.objects.active().get(gebruiker__email=f"{wanted.door}@{DOMAIN}")
        _Maker(gemeente, project, by, wanted).make()


def _day(over: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=over)


class _Maker:
    """Makes the rows of one project."""

    def __init__(self, gemeente: Gemeente, project: Project, by: Lidmaatschap, wanted: DemoVervolg) -> None:
        self.gemeente, self.project, self.by, self.wanted = gemeente, project, by, wanted

    def make(self) -> None:
        """Make the page, the lessons, the rows, the agreement, and the project that comes after."""
        values = {**self.wanted.velden, "terugkijken_op": _day(self.wanted.kijk_over)}
        row = single_row(Vervolg, self.project, make=True)
        save_fields(row=row, values=values, versie=row.versie, by=self.by.pk)
        self._lessons()
        self._rows()
        self._agreement()
        self._next_team()

    def _put(self, row: Any) -> Any:
        row.gemeente_id, row.project = self.project.gemeente_id, self.project
        return add_row(row=row, by=self.by.pk)

    def _lessons(self) -> None:
        opdracht = start_opdracht(opdracht=Opdracht(**self.wanted.opdracht), by=self.by)
        for each in self.wanted.lessen:
            les: Les = add_lesson(project=self.project, richting=each.richting, tekst=each.tekst, by=self.by)
            besluit = Besluit(
                wordt_beleid=each.opdracht or bool(each.beleid),
                opdracht_id=opdracht.pk if each.opdracht else None,
                beleid=each.beleid,
                mag_mee=each.mee,
            )
            decide(les=les, besluit=besluit, versie=decision_of(les).versie, les_versie=les.versie, by=self.by)

    def _rows(self) -> None:
        partners = {each.naam: each for each in Partner.objects.current().filter(project=self.project)}
        for each in self.wanted.gevraagd:
            self._put(Gevraagd(partner=partners[each.partner], voor=_day(each.over), **each.waarden))
        dag = self._put(Regiodag(datum=_day(self.wanted.regiodag.over), **self.wanted.regiodag.waarden))
        for each in self.wanted.successen:
            on_day = dag if each.regiodag else None
            self._put(Succes(gevierd_op=_day(each.over), regiodag=on_day, **each.waarden))

    def _agreement(self) -> None:
        soort = Documentsoort.OVEREENKOMST
        if not agreements(self.project):
            make_version(project=self.project, gemeente=self.gemeente, soort=soort, by=self.by)
        tekst = self.wanted.overeenkomst
        make_definitive(project=self.project, gemeente=self.gemeente, tekst=tekst, versie=0, by=self.by)

    def _next_team(self) -> None:
        data = ProjectData(
            naam=self.wanted.nieuw["naam"],
            wijk=self.wanted.nieuw["wijk"],
            begin=_day(90),
            eind=_day(90 + 2 * 365),
            ontwikkelfase=2,
            fase="voorbereiding",
            status="voorgenomen",
            projectleider=self.by,
        )
        start_next_team(van=self.project, data=data, mee=list(MEE), leden=[], by=self.by)
