"""What the demo projects set up, told in ``demo_opzet.yaml``: partners, team, wijkfoto, visie and documents.

Dates in the past are never after today, and what must still hold (a mandate) holds for a while after today:
so the demo tells its story on any day.
"""

import datetime
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pghistory
import pgtrigger
import yaml
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from pydantic import BaseModel, ConfigDict

from projects.documenten.certificaat import certificate_of
from projects.models import (
    Doel,
    Gebied,
    Handtekening,
    Kerncijfers,
    Mandaat,
    Partner,
    Project,
    Projectdocument,
    Startbijeenkomst,
    Teamlid,
    Tekenbericht,
    Tekenverzoek,
    Visie,
)
from projects.models.documenten import Documentsoort
from projects.models.opzet import Dag, Dagdeel
from projects.models.partners import Mandaatsoort
from projects.registers import REGISTERS
from projects.services import certificaat, documenten, tekenen
from projects.services.kerncijfers import import_kerncijfers
from projects.services.register import add_row, single_row
from projects.services.rooster import set_presence
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.audit.models import Logregel
from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.maken import store
from wijkaanpak.documents.pdf import RenderFailed, render_pdf
from wijkaanpak.editing.models import Editable
from wijkaanpak.editing.services import save_fields
from wijkaanpak.post.models import Mail

People = Mapping[str, Lidmaatschap]  # by the address before the @
Fields = dict[str, Any]  # {over: 30} is thirty days from today; the name of a partner or doel stands for its row

_BLADEN: dict[str, type[Editable]] = {"gebied": Gebied, "visie": Visie, "startbijeenkomst": Startbijeenkomst}
_BEFORE_TODAY = ("datum", "van", "toestemming_op", "onderschrijft_op")
_STILL_HOLDS = datetime.timedelta(days=90)


class Data(BaseModel):
    """The base of everything a demo file holds: what it does not know, it refuses."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Moment(Data):
    """When something happened: on a day, or so many days before today. Never after today."""

    op: datetime.date | None = None
    dagen: int = 7
    tijd: datetime.time | None = None

    def day(self) -> datetime.date:
        """Return the day."""
        today = timezone.localdate()
        return min(self.op or today - datetime.timedelta(days=self.dagen), today)

    def time(self) -> datetime.datetime:
        """Return a moment in the working hours of that day, not later than now."""
        day = self.day()
        hour, minute = divmod(9 * 60 + day.toordinal() * 37 % (8 * 60), 60)
        moment = datetime.datetime.combine(day, self.tijd or datetime.time(hour, minute))
        return min(timezone.make_aware(moment), timezone.now())


class Lijst(Moment):
    """Rows of one register, written down by one person at one moment."""

    door: str
    rijen: list[Fields]


class Versie(Moment):
    """A version of a document."""

    soort: Documentsoort
    door: str
    reden: str = ""


class Blad(Moment):
    """One save of a page with a single row, and the version of a document that followed from it."""

    soort: Literal["gebied", "visie", "startbijeenkomst"]
    door: str
    velden: Fields
    document: Versie | None = None


class Plek(Data):
    """What someone brings to the team, and when that person is in the area (``do middag``)."""

    velden: Fields = {}
    dagdelen: list[str] = []


class Cijfers(Moment):
    """Figures as CBS would give them."""

    door: str
    code: str
    naam: str
    bron: str
    waarden: dict[str, str]


class Gevraagd(Data):
    """What one organisation did with the request to sign: read it, signed it, let someone read along."""

    gelezen: Moment | None = None
    getekend: Moment | None = None
    meelezer: str = ""


class Voorgelegd(Moment):
    """A version of the agreement that was put up for signature, and what became of it, by organisation."""

    versie: Versie
    door: str
    verzoeken: dict[str, Gevraagd]


class Opzet(Data):
    """Everything one project set up."""

    gemeente: str
    naam: str
    lijsten: dict[str, Lijst]
    team: dict[str, Plek] = {}
    bladen: list[Blad] = []
    cijfers: Cijfers | None = None
    documenten: list[Versie] = []
    overeenkomst: Voorgelegd | None = None


@cache
def _all_set_ups() -> list[Opzet]:
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    return [Opzet.model_validate(item) for item in yaml.safe_load(text)]


def set_up(project: Project, people: People) -> None:
    """Fill in what this project of the demo set up, if it did."""
    for opzet in _all_set_ups():
        if (opzet.gemeente, opzet.naam) == (project.gemeente.slug, project.naam):
            _Loader(project, people).load(opzet)


class _Loader:
    """Fills in one project."""

    def __init__(self, project: Project, people: People) -> None:
        self.project = project
        self.people = people

    def load(self, opzet: Opzet) -> None:
        """Fill in everything, in the order in which things refer to each other."""
        for slug, lijst in opzet.lijsten.items():
            for velden in lijst.rijen:
                self._add(slug, lijst, velden)
        for name, plek in opzet.team.items():
            self._join(name, plek)
        for blad in opzet.bladen:
            self._write(blad)
        if opzet.cijfers:
            self._import(opzet.cijfers)
        for wanted in opzet.documenten:
            self._freeze(wanted)
        if opzet.overeenkomst:
            with suppress(RenderFailed), transaction.atomic():  # no agreement to sign where PDFs can't be made
                self._put_up(opzet.overeenkomst)

    def _add(self, slug: str, lijst: Lijst, velden: Fields) -> None:
        row = REGISTERS[slug].model(**self._values(velden))
        with _unnoted(type(row)):
            add_row(project=self.project, row=row, by=self.people[lijst.door])
        row.full_clean(validate_unique=False, validate_constraints=False)
        _date(row, lijst.time())

    def _values(self, velden: Fields) -> Fields:
        """Return fields as a row takes them: days as days, and rows for their names."""
        return {name: self._value(name, value) for name, value in velden.items()}

    def _value(self, name: str, value: Any) -> Any:
        today = timezone.localdate()
        if isinstance(value, dict):
            return today + datetime.timedelta(days=value["over"])
        if name in _BEFORE_TODAY:
            return min(value, today)
        if name == "tot":
            return max(value, today + _STILL_HOLDS)
        if name == "partner":
            return Partner.objects.get(project=self.project, naam=value)
        if name == "doel":
            return Doel.objects.get(project=self.project, titel=value)
        if name == "mandaat":
            return Mandaat.objects.get(project=self.project, partner__naam=value, soort=Mandaatsoort.BESLUITEN)
        return value

    def _join(self, name: str, plek: Plek) -> None:
        teamlid = Teamlid.objects.get(project=self.project, lid=self.people[name])
        values = self._values(plek.velden)
        if partner := values.pop("partner", None):
            values["partner_id"] = partner.pk
        self._save(teamlid, values, by=name, moment=Moment(op=teamlid.van).time())
        wanted = {_slot(words) for words in plek.dagdelen}
        with pghistory.context(gebruiker=str(self.people[name].gebruiker_id)):
            set_presence(teamlid=teamlid, wanted=wanted, seen=set())

    def _save(self, row: Editable, values: Fields, *, by: str, moment: datetime.datetime) -> None:
        with _unnoted(type(row)):
            saved = save_fields(row=row, values=values, versie=row.versie, by=self.people[by].pk).row
        saved.full_clean(validate_unique=False, validate_constraints=False)
        _date(saved, moment)

    def _write(self, blad: Blad) -> None:
        row = single_row(_BLADEN[blad.soort], self.project, make=True)
        self._save(row, self._values(blad.velden), by=blad.door, moment=blad.time())
        if blad.document:
            self._freeze(blad.document)

    def _import(self, cijfers: Cijfers) -> None:
        header = ";".join(["Codering_3", "RegioNaam", *cijfers.waarden])
        row = ";".join([cijfers.code, cijfers.naam, *cijfers.waarden.values()])
        made = import_kerncijfers(
            project=self.project,
            data=f"{header}\n{row}\n".encode(),
            code=cijfers.code,
            bron=cijfers.bron,
            by=self.people[cijfers.door],
        )
        Kerncijfers.objects.filter(pk=made.pk).update(ingelezen_op=cijfers.time())

    def _freeze(self, wanted: Versie) -> Projectdocument:
        """Make a version, dated as the story tells; the worker makes its PDF."""
        made = documenten.make_version(
            project=self.project,
            gemeente=self.project.gemeente,
            soort=wanted.soort,
            by=self.people[wanted.door],
            reden=wanted.reden,
        )
        made.inhoud["datum"] = date_format(wanted.day(), "j F Y")
        made.gemaakt_op = wanted.time()
        made.save(update_fields=["inhoud", "gemaakt_op"])
        return made

    def _put_up(self, voorgelegd: Voorgelegd) -> None:
        """Make an agreement with its PDF, put it up, and let the organisations answer.

        Who did not sign yet gets the mail when the demo runs, so that there is a link to sign with.
        """
        document = self._freeze(voorgelegd.versie)
        store(row=document, data=render_pdf(render_html(documenten.inhoud_of(document))))
        document.refresh_from_db()
        moment = voorgelegd.time()
        asked = tekenen.put_up_for_signature(document=document, by=self.people[voorgelegd.door])
        Projectdocument.objects.filter(pk=document.pk).update(bevroren_op=moment)
        _log_at(moment, document)
        for verzoek in asked:
            self._answer(verzoek, document.sha256, voorgelegd.verzoeken.get(verzoek.partner.naam, Gevraagd()))
        Tekenverzoek.objects.filter(document=document).update(gevraagd_op=moment)
        signed = [verzoek.pk for verzoek in asked if verzoek.handtekeningen.exists()]
        Tekenbericht.objects.filter(verzoek__in=signed).update(moment=moment)
        Mail.objects.filter(ding__in=signed).update(moment=moment, verstuurd_op=moment)
        _certify(document)

    def _answer(self, verzoek: Tekenverzoek, sha256: str, gevraagd: Gevraagd) -> None:
        """Let someone do with a request what the story tells."""
        if verzoek.lid is None or verzoek.mandaat is None:
            return
        if gevraagd.meelezer:
            reader = self.people[gevraagd.meelezer].gebruiker
            tekenen.let_read_along(verzoek=verzoek, naam=reader.naam, email=reader.email, by=verzoek.lid)
        if read := gevraagd.gelezen or gevraagd.getekend:
            Tekenverzoek.objects.filter(pk=verzoek.pk).update(gelezen_op=read.time())
        if gevraagd.getekend:
            functie, moment = verzoek.mandaat.functie, gevraagd.getekend.time()
            with _unnoted(Handtekening):
                handtekening = tekenen.sign(
                    verzoek=verzoek, lid=verzoek.lid, naam=verzoek.naam, functie=functie, sha256=sha256
                )
            handtekening.getekend_op = moment
            handtekening.save(update_fields=["getekend_op"])
            _log_at(moment, verzoek)


def _certify(document: Projectdocument) -> None:
    document.refresh_from_db()
    signatures = certificaat.signatures_of(document)
    html = render_html(certificate_of(document, signatures, certificaat.told_of(document)))
    certificaat.store_certificate(document=document, pdf=render_pdf(html), until=signatures[-1].getekend_op)


def _log_at(moment: datetime.datetime, thing: Model) -> None:
    """Let the log tell of this thing as happening at that moment."""
    Logregel.objects.filter(ding=f"{thing._meta.label_lower}:{thing.pk}").update(moment=moment)


def _slot(words: str) -> tuple[int, str]:
    """Return the half day of ``do middag``."""
    dag, dagdeel = words.split()
    return Dag[dag.upper()].value, Dagdeel(dagdeel).value


@contextmanager
def _unnoted(model: type[Model]) -> Iterator[None]:
    """Leave the saves in this block out of the history: the one that sets their date is noted instead."""
    triggers: list[pgtrigger.Trigger] = getattr(model._meta, "triggers", [])
    with pgtrigger.ignore(*(f"{model._meta.label}:{trigger.name}" for trigger in triggers)):
        yield


def _date(row: Editable, moment: datetime.datetime) -> None:
    row.gewijzigd_op = moment
    row.save(update_fields=["gewijzigd_op"])
