"""The plans of the demo, told in ``demo.yaml``. No one in it exists."""

import datetime
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from ontwikkelplan.inhoud import quickscan, tabel_van
from ontwikkelplan.models import (
    Begrotingsmoment,
    Ontwikkelpunt,
    Perspectief,
    Plan,
    Plandocument,
    Planpersoon,
    Plansoort,
    Regiopunt,
    Scan,
    Scanantwoord,
    Scandeelname,
    Scanstaat,
    Scanuitkomst,
)
from ontwikkelplan.regio_tasks import deliver_editions
from ontwikkelplan.services.plan import start_plan
from ontwikkelplan.services.punten import add_point, add_stand
from ontwikkelplan.services.regio import give_out, take_over
from projects.demo_opzet import Data
from wijkaanpak.accounts.demo import DOMAIN
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import stamp
from wijkaanpak.instrumenten.schema import MET_SCHAAL
from wijkaanpak.tenancy.models import Gemeente, Regio
from wijkaanpak.tenancy.scope import tenant_scope

# Who answers the scan for which viewpoint.
DEELNAMES = {"yvonne.dekker": "bestuur", "mirjam.kok": "beleid", "fatima": "uitvoering", "carla": "ervaring"}
# What each viewpoint says, by the place of a question in the scan: so that they differ, and not by chance.
PATROON = {
    Perspectief.BESTUUR: "jjdjdjjd",
    Perspectief.BELEID: "djdjdddj",
    Perspectief.UITVOERING: "dndjnddd",
    Perspectief.ERVARING: "nndonddn",
}
WAARDEN = {"j": "ja", "d": "deels", "n": "nee", "o": "onbekend"}


class Punt(Data):
    """One row; ``planning`` counts days from today."""

    tabel: str
    bron: str = ""
    status: str
    doel: str
    resultaat: str
    stappen: str
    kosten: str
    uitvoerder: str
    planning: list[int] = []
    standen: list[tuple[int, str]]


class Meting(Data):
    """One scan; ``verschuiving`` moves what everyone says, so that two scans differ.

    One that is still being answered says in ``beantwoord`` how many questions each viewpoint got to.
    """

    naam: str
    over: int
    verschuiving: int
    beantwoord: dict[Perspectief, int] = {}


class Moment(Data):
    """A date of the budget."""

    naam: str
    jaar: int
    over: int


class Overname(Data):
    """A gemeente that took one ontwikkelpunt of the region over."""

    gemeente: str
    door: str
    doel: str


class DemoPlan(Data):
    """The plan of one gemeente, or of the region: that is given out, and taken over in part."""

    gemeente: str
    door: str
    soort: Plansoort = Plansoort.LOKAAL
    overnames: list[Overname] = []
    titel: str
    inleiding: str
    aanvullingen: str = ""
    personen: list[dict[str, str]] = []
    documenten: list[dict[str, str]] = []
    momenten: list[Moment] = []
    scans: list[Meting] = []
    punten: list[Punt]


def load_demo() -> None:
    """Make the plans of the demo, where there is none of that kind; the first gemeente keeps the plan of the region."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    plans = [DemoPlan.model_validate(item) for item in yaml.safe_load(text)]
    for wanted in plans:
        gemeente = Gemeente.objects.select_related("regio").get(slug=wanted.gemeente)
        Regio.objects.filter(gemeenten=gemeente, trekker=None).update(trekker=gemeente)
        with tenant_scope(gemeente.pk):
            if Plan.objects.filter(soort=wanted.soort).exists():
                continue
            loader = _Loader(wanted, _people())
            loader.load()
            if wanted.soort == Plansoort.REGIONAAL:
                give_out(plan=loader.plan, by=loader.by)
        if wanted.soort == Plansoort.REGIONAAL:
            deliver_editions(str(gemeente.pk))
            for each in wanted.overnames:
                _take_over(each)


def _people() -> dict[str, Lidmaatschap]:
    lids = Lidmaatschap.objects.active().with_people()
    return {lid.gebruiker.email.removesuffix(f"@{DOMAIN}"): lid for lid in lids}


def _take_over(wanted: Overname) -> None:
    with tenant_scope(Gemeente.objects.get(slug=wanted.gemeente).pk):
        plan = Plan.objects.get(soort=Plansoort.LOKAAL)
        take_over(plan=plan, regiopunt=Regiopunt.objects.get(doel=wanted.doel), by=_people()[wanted.door])


class _Loader:
    """Makes one plan."""

    def __init__(self, wanted: DemoPlan, people: dict[str, Lidmaatschap]) -> None:
        self.wanted, self.people = wanted, people
        self.by, self.today = people[wanted.door], timezone.localdate()

    def load(self) -> None:
        """Make the plan with its lists, its scans and its rows."""
        wanted = self.wanted
        row = Plan(titel=wanted.titel, inleiding=wanted.inleiding, aanvullingen=wanted.aanvullingen)
        self.plan = start_plan(plan=row, by=self.by, soort=wanted.soort)
        for persoon in wanted.personen:
            self._store(Planpersoon(plan=self.plan, **persoon))
        for document in wanted.documenten:
            self._store(Plandocument(plan=self.plan, **document))
        for moment in wanted.momenten:
            datum = self._day(moment.over)
            self._store(Begrotingsmoment(plan=self.plan, naam=moment.naam, jaar=moment.jaar, datum=datum))
        for meting in wanted.scans:
            self._scan(meting)
        for punt in wanted.punten:
            self._point(punt)

    def _day(self, over: int) -> datetime.date:
        return self.today + datetime.timedelta(days=over)

    def _store(self, row: Any) -> Any:
        row.gemeente_id = self.plan.gemeente_id
        if hasattr(row, "versie"):
            stamp(row, self.by.pk)
        row.save()
        return row

    def _point(self, punt: Punt) -> None:
        if tabel_van(self.plan, punt.tabel) is None:
            raise ValueError(f"no table {punt.tabel}")
        days = [self._day(over) for over in punt.planning]
        planning = " t/m ".join(f"{day.day}-{day.month}-{day.year}" for day in days)
        texts = ("doel", "resultaat", "stappen", "kosten", "uitvoerder")
        cellen = {name: getattr(punt, name) for name in texts} | {"planning": planning}
        row: Ontwikkelpunt = add_point(
            plan=self.plan, tabel=punt.tabel, by=self.by, cellen=cellen, bron=punt.bron, status=punt.status
        )
        for over, tekst in reversed(punt.standen):
            add_stand(punt=row, datum=self._day(over), tekst=tekst, by=self.by)

    def _scan(self, meting: Meting) -> None:
        """A scan that was answered by all, talked over and finished; or one that is being answered."""
        version = self.plan.instrument_versie
        is_open = bool(meting.beantwoord)
        done = {"staat": Scanstaat.AFGEROND, "besproken_op": timezone.now(), "afgerond_op": timezone.now()}
        scan = self._store(
            Scan(
                plan=self.plan, naam=meting.naam, peildatum=self._day(meting.over), instrument_versie=version,
                **({} if is_open else done),
            )
        )  # fmt: skip
        for name, perspectief in DEELNAMES.items():
            self._store(Scandeelname(scan=scan, lid=self.people[name], perspectief=perspectief))
        asked = [punt for punt in quickscan(version).walk() if punt.soort in MET_SCHAAL]
        for number, punt in enumerate(asked):
            said = []
            for perspectief, pattern in PATROON.items():
                if is_open and number >= meting.beantwoord.get(perspectief, 0):
                    continue
                letter = pattern[(number * 3 + meting.verschuiving) % len(pattern)]
                worse = "n" if meting.verschuiving and letter == "d" and number % 2 else letter
                said.append(WAARDEN[worse])
                self._store(Scanantwoord(scan=scan, perspectief=perspectief, punt=punt.id, waarde=said[-1]))
            if not is_open:
                agreed = sorted(said, key=said.count)[-1]
                self._store(Scanuitkomst(scan=scan, punt=punt.id, waarde=agreed))
