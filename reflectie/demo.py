"""The MLBs of the demo, told in ``demo.yaml``. No one in it exists."""

import datetime
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from projects.demo_opzet import Data, People
from projects.models import Partner, Project
from reflectie.agenda import days_of
from reflectie.methode import SLUG
from reflectie.models import Actie, Genodigde, Les, Reeks, Sessie, VasteGenodigde, Wachtterm, Zelfbeeldronde
from reflectie.services import genodigden, reeks, uitkomsten, zelfbeeld
from reflectie.services.sessie import take_step
from reflectie.staten import KanNiet
from wijkaanpak.accounts.demo import DOMAIN
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import save_fields, stamp
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope


class Manier(Data):
    """Another way of acting."""

    tekst: str
    voor: str
    wijk: bool = False


class Afspraak(Data):
    """An action; ``over`` counts from today."""

    tekst: str
    wie: str
    over: int | None = None
    klaar: bool = False


class Keer(Data):
    """One session that was held, so many months ago."""

    maanden: int
    leervraag: str
    inbrenger: str
    casus: str
    mogelijkheden: str
    alternatieven: list[Manier]
    werkt: list[str]
    werkt_niet: list[str]
    acties: list[Afspraak]
    afwezig: dict[str, str]
    zelfbeeld: list[list[int]] = []


class VasteGast(Data):
    """A ketenpartner who always comes."""

    naam: str
    adres: str
    partner: str


class DemoReeks(Data):
    """The series of one project."""

    gemeente: str
    project: str
    gespreksleider: str
    ondersteuner: str = ""
    plaats: str
    steun: str = ""
    deelname: str = ""
    pauzes: list[int] = []
    vast: list[VasteGast] = []
    woorden: list[dict[str, str]] = []
    keren: list[Keer]
    gepland: int


def load_demo() -> None:
    """Make the series of the demo, in every project that has none."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    for wanted in (DemoReeks.model_validate(item) for item in yaml.safe_load(text)):
        gemeente = Gemeente.objects.get(slug=wanted.gemeente)
        with tenant_scope(gemeente.pk):
            project = Project.objects.get(naam=wanted.project)
            if not Reeks.objects.filter(project=project).exists():
                lids = Lidmaatschap.objects.active().with_people()
                people = {lid.gebruiker.email.removesuffix(f"@{DOMAIN}"): lid for lid in lids}
                _Loader(project, people, wanted).load()


class _Loader:
    """Makes one series."""

    def __init__(self, project: Project, people: People, wanted: DemoReeks) -> None:
        self.project, self.people, self.wanted = project, people, wanted
        self.by = people[wanted.gespreksleider]
        self.today = timezone.localdate()

    def load(self) -> None:
        """Make the series, its sessions in order, and what is planned."""
        self.reeks = self._series()
        for woord in self.wanted.woorden:
            self._store(Wachtterm(gemeente_id=self.project.gemeente_id, **woord))
        for back in self.wanted.pauzes:
            reeks.pause_month(project=self.project, maand=self._month(back), reden="vakantie", by=self.by)
        for keer in self.wanted.keren:
            self._hold(keer)
        self._confirm()
        self._plan()

    def _month(self, back: int) -> datetime.date:
        months = self.today.year * 12 + self.today.month - 1 - back
        return datetime.date(months // 12, months % 12 + 1, 1)

    def _day(self, back: int) -> datetime.date:
        """The second Wednesday of a month."""
        first = self._month(back)
        return first + datetime.timedelta(days=(2 - first.weekday()) % 7 + 7)

    def _store(self, row: Any) -> Any:
        stamp(row, self.by.pk)
        row.save()
        return row

    def _series(self) -> Reeks:
        wanted = self.wanted
        back = max((keer.maanden for keer in wanted.keren), default=0)
        made = reeks.start_series(
            project=self.project,
            reeks=Reeks(
                methode=SLUG, ritme="maand", eerste=self._day(back), begin=datetime.time(13, 30), duur=120,
                plaats=wanted.plaats, gespreksleider=self.by, steun=wanted.steun, deelname=wanted.deelname,
                ondersteuner=self.people.get(wanted.ondersteuner),
            ),
            by=self.by,
        )  # fmt: skip
        for gast in wanted.vast:
            partner = Partner.objects.get(project=self.project, naam=gast.partner)
            email = self.people[gast.adres].gebruiker.email
            gemeente_id = self.project.gemeente_id
            self._store(
                VasteGenodigde(gemeente_id=gemeente_id, reeks=made, naam=gast.naam, email=email, partner=partner)
            )
        return made

    def _hold(self, keer: Keer) -> None:
        sessie = reeks.make_session(reeks=self.reeks, datum=self._day(keer.maanden), by=self.by)
        sessie = take_step(sessie=sessie, naam="beginnen", by=self.by)
        values = {
            "leervraag": keer.leervraag,
            "inbrenger_id": self.people[keer.inbrenger].pk,
            "casus": keer.casus,
            "mogelijkheden": keer.mogelijkheden,
        }
        sessie = save_fields(row=sessie, values=values, versie=sessie.versie, by=self.by.pk).row
        for manier in keer.alternatieven:
            uitkomsten.add_alternative(
                sessie=sessie, tekst=manier.tekst, voor=manier.voor, met_wijk=manier.wijk, by=self.by
            )
        for richting, teksten in (("werkt", keer.werkt), ("werkt_niet", keer.werkt_niet)):
            for number, tekst in enumerate(teksten):
                for _again in range(2 if number == 0 else 1):
                    uitkomsten.name_factor(sessie=sessie, richting=richting, tekst=tekst, by=self.by)
        for afspraak in keer.acties:
            self._agree(sessie, afspraak)
        self._attend(sessie, keer.afwezig)
        sessie = take_step(sessie=sessie, naam="afronden", by=self.by)
        Sessie.objects.filter(pk=sessie.pk).update(afgerond_op=sessie.eindigt())
        self._rate(sessie, keer.zelfbeeld)

    def _agree(self, sessie: Sessie, afspraak: Afspraak) -> None:
        day = self.today + datetime.timedelta(days=afspraak.over) if afspraak.over is not None else None
        actie: Actie = uitkomsten.add_action(
            sessie=sessie, tekst=afspraak.tekst, wie=self.people[afspraak.wie].pk, wanneer=day, by=self.by
        )
        if afspraak.klaar:
            uitkomsten.finish_action(actie=actie, klaar=True, by=self.by)

    def _attend(self, sessie: Sessie, afwezig: dict[str, str]) -> None:
        absent = {self.people[name].gebruiker.email: reden for name, reden in afwezig.items()}
        rows = list(Genodigde.objects.current().filter(sessie=sessie))
        present = {str(row.pk) for row in rows if row.email not in absent}
        reasons = {str(row.pk): absent[row.email] for row in rows if row.email in absent}
        genodigden.set_attendance(sessie=sessie, present=present, reasons=reasons, seen=set(), by=self.by)

    def _rate(self, sessie: Sessie, scores: list[list[int]]) -> None:
        ronde = Zelfbeeldronde.objects.filter(sessie=sessie).first()
        if ronde is None:
            return
        team = [
            lid for name, lid in self.people.items() if name in ("fatima", "jeroen", "anouk", "dewi", "bas", "lotte")
        ]
        for lid, each in zip(team, scores, strict=False):
            zelfbeeld.answer_round(ronde=ronde, lid=lid, scores=each)
        ronde.tot = min(sessie.datum + zelfbeeld.OPEN_FOR, self.today - datetime.timedelta(days=1))
        ronde.save(update_fields=["tot"])

    def _confirm(self) -> None:
        """The lesson that was named most is confirmed."""
        les = Les.objects.filter(project=self.project).with_counts().first()
        if les is not None and les.genoemd > 1:
            save_fields(row=les, values={"status": "bevestigd"}, versie=les.versie, by=self.by.pk)

    def _plan(self) -> None:
        """The next sessions: the first one is planned, the others are concepts."""
        days = [day for day, _holiday in days_of(self.reeks.eerste, self.reeks.ritme, 24) if day > self.today]
        for number, day in enumerate(days[: self.wanted.gepland]):
            sessie = reeks.make_session(reeks=self.reeks, datum=day, by=self.by)
            if number == 0:
                self._announce(sessie)

    def _announce(self, sessie: Sessie) -> None:
        try:
            take_step(sessie=sessie, naam="plannen", by=self.by)
        except KanNiet as reason:
            raise ValueError(f"{self.project.naam}: {reason}") from reason
