"""The opdracht as a document: its facts, its seventeen texts, what was decided, tasks, and risks."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ontwikkelplan.sturing.models import Keuze, Prioriteit
from ontwikkelplan.sturing.opdrachtcontrole import AFSTEMMING, BEREIK
from ontwikkelplan.sturing.opdrachtdossier import Dossier
from ontwikkelplan.sturing.opdrachtinhoud import DOMEINEN, Blok, blokken, delen, instrument_of
from ontwikkelplan.sturing.opdrachtregio import deviations
from wijkaanpak.documents.inhoud import Alinea, Inhoud, Lijst, Sectie, Tabel
from wijkaanpak.documents.inhoud import Blok as Tekstblok
from wijkaanpak.documents.schoon import clean
from wijkaanpak.tenancy.models import Gemeente

_DAG = "j\u00a0F\u00a0Y"


def compose(dossier: Dossier, *, gemeente: Gemeente, versie: int, toch: str = "") -> Inhoud:
    """Return what the opdracht says now; ``toch`` is why it was vastgesteld while something was missing."""
    opdracht = dossier.opdracht
    made = Inhoud(
        titel=opdracht.titel,
        ondertitel=opdracht.team or str(opdracht.get_soort_display()),
        gemeente=gemeente.naam,
        kleur=gemeente.merkkleur,
        kenmerk=str(opdracht.get_staat_display()),
        versie=versie,
        datum=date_format(timezone.localdate(), _DAG),
        feiten=tuple(_facts(dossier, toch)),
        secties=(*_parts(dossier), *_process(dossier), *_risks(dossier), *_departures(dossier)),
    )
    return clean(made)


def _facts(dossier: Dossier, toch: str) -> Iterator[tuple[str, str]]:
    opdracht, nobody = dossier.opdracht, _("nog niet ingevuld")
    who = ", ".join(filter(None, (opdracht.eindverantwoordelijke, opdracht.functie)))
    days = [date_format(day, _DAG) for day in (opdracht.begin, opdracht.eind) if day]
    domains = [str(DOMEINEN[each]) for each in opdracht.domeinen.split(",") if each]
    yield _("Geldt"), " – ".join(days) or nobody
    yield _("Voor wie"), _scope(dossier) or nobody
    yield _("Eindverantwoordelijk"), who or nobody
    yield _("Afgestemd met"), ", ".join(domains) or nobody
    if why_not := dossier.reden(AFSTEMMING):
        yield _("Niet met alle vijf domeinen, want"), why_not
    yield _("Budget voor de uitvoering"), opdracht.uitvoeringsbudget or nobody
    yield _("Budget om te ontwikkelen"), opdracht.ontwikkelbudget or nobody
    if opdracht.vastgesteld_op:
        day = date_format(opdracht.vastgesteld_op, _DAG)
        yield _("Vastgesteld"), f"{opdracht.vastgesteld_door}, {day}"
    if toch:
        yield _("Nog niet compleet, want"), toch


_BEREIK = {BEREIK[0]: _lazy("van −9 maanden tot 100+"), BEREIK[1]: _lazy("bij elke vorm van onveiligheid")}


def _scope(dossier: Dossier) -> str:
    """For whom it is (OPD-SCO): what was taken up, and what was left out and why; '' while nothing was decided."""
    said = [str(words) for punt, words in _BEREIK.items() if dossier.keuze(punt) == Keuze.MEE]
    left = [
        _("niet %(wat)s: %(reden)s") % {"wat": words, "reden": dossier.reden(punt) or _("geen reden gegeven")}
        for punt, words in _BEREIK.items()
        if dossier.keuze(punt) == Keuze.NIET
    ]
    return ", ".join([*said, *left])


def _departures(dossier: Dossier) -> Iterator[Sectie]:
    """Where ours departs from a locked text of the region, and why (OPD-OG-05)."""
    rows = tuple(
        (each.punt.titel, each.reden or _("geen reden gegeven"))
        for each in deviations(dossier)
        if each.regio.is_vast and not each.is_gelijk
    )
    if rows:
        head = (_("Tekst"), _("Waarom"))
        yield Sectie("regio", _("Anders dan de vaste tekst van de regio"), (Tabel(_("Afwijkingen"), head, rows),))


def _parts(dossier: Dossier) -> Iterator[Sectie]:
    for deel in delen(instrument_of(dossier.opdracht)):
        for blok in blokken(deel):
            said = tuple(_said(dossier, blok))
            if said or blok.tekst is not None:
                yield Sectie(blok.id, blok.titel, said or (Alinea(_("Nog niet ingevuld.")),))


def _said(dossier: Dossier, blok: Blok) -> Iterator[Tekstblok]:
    """Its text, what is taken up, and what is left out and why."""
    tekst = dossier.tekst(blok.id)
    if tekst:
        yield Alinea(tekst)
    taken = [eis for eis in blok.eisen if dossier.keuze(eis.id) == Keuze.MEE]
    if taken:
        yield Lijst(tuple(eis.titel if blok.tekst else eis.hulp for eis in taken))
    left = [eis for eis in blok.eisen if dossier.keuze(eis.id) == Keuze.NIET]
    if left:
        rows = tuple((eis.titel, dossier.reden(eis.id) or _("geen reden gegeven")) for eis in left)
        yield Tabel(_("Dit laten we weg"), (_("Dit laten we weg"), _("Waarom")), rows)


def _process(dossier: Dossier) -> Iterator[Sectie]:
    opdracht = dossier.opdracht
    for name in ("doen", "inkoop", "sturen", "samen_met"):
        tekst = getattr(opdracht, name)
        if tekst:
            yield Sectie(name, str(opdracht._meta.get_field(name).verbose_name), (Alinea(tekst),))  # type: ignore[union-attr]
    if dossier.taken:
        order = list(Prioriteit.values)
        tasks = sorted(dossier.taken, key=lambda taak: order.index(taak.prioriteit))
        rows = tuple((taak.taak, str(taak.get_prioriteit_display()), taak.nodig) for taak in tasks)
        head = (_("Taak"), _("Hoe snel?"), _("Wat is daarvoor nodig?"))
        yield Sectie("taken", _("Taken van het lokaal team"), (Tabel(_("Taken"), head, rows),))


def _risks(dossier: Dossier) -> Iterator[Sectie]:
    if dossier.risicos:
        rows = tuple(
            (each.risico, str(each.get_soort_display()), each.beheersing, each.wie) for each in dossier.risicos
        )
        head = (_("Risico"), _("Soort"), _("Wat doen we eraan?"), _("Wie let erop?"))
        yield Sectie("risicos", _("Risico’s"), (Tabel(_("Risico’s"), head, rows),))
