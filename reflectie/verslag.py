"""The report of one session, for its team: confidential, and without the case unless asked for."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reflectie.models import Sessie
from reflectie.models.uitnodigen import Genodigde
from reflectie.tafel import Tafel
from wijkaanpak.documents.inhoud import Alinea, Blok, Inhoud, Lijst, Sectie, Tabel
from wijkaanpak.documents.schoon import clean
from wijkaanpak.tenancy.models import Gemeente


def report_of(sessie: Sessie, gemeente: Gemeente, *, met_casus: bool) -> Inhoud:
    """Return what the report says. ``met_casus`` adds the case and the notes at the steps."""
    tafel = Tafel(sessie)
    secties = [
        Sectie("leervraag", _("Leervraag"), (Alinea(sessie.leervraag or _("Niet ingevuld.")),)),
        *(_case(sessie, tafel) if met_casus else ()),
        Sectie("wijk", _("Mogelijkheden in de wijk"), (Alinea(sessie.mogelijkheden or _("Niet ingevuld.")),)),
        Sectie("manieren", _("Andere manieren van handelen"), _alternatives(tafel)),
        Sectie("factoren", _("Wat werkt, wat werkt niet"), _factors(tafel)),
        Sectie("acties", _("Afspraken en acties"), _actions(tafel)),
        Sectie("aanwezig", _("Wie er waren"), _attendance(tafel)),
    ]
    made = Inhoud(
        titel=_("Verslag van MLB %(n)s") % {"n": sessie.nummer},
        ondertitel=_("Vertrouwelijk: alleen voor het team en de gasten van deze keer"),
        gemeente=gemeente.naam,
        kleur=gemeente.merkkleur,
        kenmerk=_("Vertrouwelijk"),  # stands on every page
        versie=max(sessie.versie, 1),
        datum=date_format(timezone.localdate(), "j F Y"),
        feiten=_facts(sessie),
        secties=tuple(secties),
    )
    return clean(made)


def _facts(sessie: Sessie) -> tuple[tuple[str, str], ...]:
    when = f"{date_format(sessie.datum, 'j F Y')}, {sessie.begin:%H:%M} – {timezone.localtime(sessie.eindigt()):%H:%M}"
    leader = sessie.gespreksleider.gebruiker.naam if sessie.gespreksleider else _("nog niemand")
    return (
        (_("Project"), sessie.project.naam),
        (_("Wanneer"), when),
        (_("Waar"), sessie.plaats or "–"),
        (_("Gespreksleider"), leader),
    )


def _case(sessie: Sessie, tafel: Tafel) -> tuple[Sectie, ...]:
    notes = tafel.notities()
    blokken: list[Blok] = []
    for stap in tafel.stappen():
        note = notes.get(stap.sleutel)
        if note and note.tekst:
            blokken += [Alinea(f"{stap.titel}:\n{note.tekst}")]
    case = Sectie("casus", _("Casus in het kort"), (Alinea(sessie.casus or _("Niet ingevuld.")),))
    return (case, Sectie("notities", _("Notities bij de stappen"), tuple(blokken) or _nothing()))


def _nothing() -> tuple[Blok, ...]:
    return (Alinea(_("Niet ingevuld.")),)


def _alternatives(tafel: Tafel) -> tuple[Blok, ...]:
    rows = tuple(
        (row.tekst, str(voor.label), _("ja") if row.met_wijk else _("nee"))
        for voor, found in tafel.alternatieven()
        for row in found
    )
    kop = (_("Wat je kunt doen"), _("Waarvoor"), _("Met de wijk"))
    return (Tabel(_("Andere manieren van handelen"), kop, rows),) if rows else _nothing()


def _factors(tafel: Tafel) -> tuple[Blok, ...]:
    blokken: list[Blok] = []
    for richting, named, _words in tafel.factoren():
        if named:
            blokken.append(Alinea(f"{richting.label}:"))
            blokken.append(Lijst(tuple(f"{each.les.tekst} ({each.aantal}×)" for each in named)))
    return tuple(blokken) or _nothing()


def _actions(tafel: Tafel) -> tuple[Blok, ...]:
    rows = tuple(
        (row.tekst, row.wie.gebruiker.naam, date_format(row.wanneer, "j F Y") if row.wanneer else "–")
        for row in tafel.acties()
    )
    return (Tabel(_("Afspraken en acties"), (_("Wat"), _("Wie"), _("Wanneer")), rows),) if rows else _nothing()


def _attendance(tafel: Tafel) -> tuple[Blok, ...]:
    rows = tuple((groep.naam, mens.naam, _presence(mens)) for groep in tafel.groepen() for mens in groep.mensen)
    return (Tabel(_("Wie er waren"), (_("Organisatie"), _("Naam"), _("Aanwezig")), rows),) if rows else _nothing()


def _presence(mens: Genodigde) -> str:
    if mens.aanwezig:
        return _("ja")
    return _("niet genoteerd") if mens.aanwezig is None else _("nee")  # why not is of the team, not of a paper
