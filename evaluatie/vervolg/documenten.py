"""What the documents of vervolg say: the gerichte opdracht (DOC-22) and the invitation to a regiodag (DOC-21)."""

import datetime
from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evaluatie.vervolg.models import Gevraagd, Regiodag
from projects.models import Project
from wijkaanpak.documents.inhoud import Alinea, Inhoud, Lijst, Sectie, Tabel
from wijkaanpak.documents.schoon import clean
from wijkaanpak.tenancy.models import Gemeente

DAY = "j\u00a0F\u00a0Y"


def _document(
    project: Project,
    gemeente: Gemeente,
    titel: str,
    ondertitel: str,
    feiten: Iterable[tuple[str, str]],
    secties: Iterable[Sectie],
) -> Inhoud:
    made = Inhoud(
        titel=titel,
        ondertitel=ondertitel,
        gemeente=gemeente.naam,
        kleur=gemeente.merkkleur,
        kenmerk=project.naam,
        versie=0,
        datum=date_format(timezone.localdate(), DAY),
        feiten=tuple(feiten),
        secties=tuple(secties),
    )
    return clean(made)


def gerichte_opdracht(
    project: Project, gemeente: Gemeente, gevraagd: Iterable[Gevraagd], resultaten: str, opdrachten: Iterable[str]
) -> Inhoud:
    """Return what the gemeente asks of each organisation and by when; ``opdrachten`` are where the lessons land.

    The words of the lessons are of the team, and stay out.
    """
    facts = [
        (_("Opdrachtgever"), gemeente.naam),
        (_("Uit het project"), f"{project.naam} ({project.wijk})"),
    ]
    return _document(
        project,
        gemeente,
        _("Gerichte opdracht"),
        _("Wat wij na het project van elke organisatie vragen"),
        facts,
        _asked(list(gevraagd), resultaten, list(opdrachten)),
    )


def _asked(gevraagd: list[Gevraagd], resultaten: str, opdrachten: list[str]) -> Iterator[Sectie]:
    intro = _("Het project leverde bevindingen op. De gemeente vraagt elke organisatie om daar verder mee te gaan.")
    yield Sectie("waarom", _("Waarom deze opdracht"), (Alinea("\n\n".join(filter(None, (intro, resultaten)))),))
    rows = sorted(gevraagd, key=lambda each: (each.partner.naam.casefold(), str(each.partner_id)))
    head = (_("Wat vraagt de gemeente?"), _("Waarom?"), _("Voor wanneer?"))
    for _id, of_one in groupby(rows, key=lambda each: each.partner_id):
        found = list(of_one)
        naam = found[0].partner.naam
        lines = tuple((each.vraag, each.bevinding or "–", _day(each.voor)) for each in found)
        yield Sectie(f"partner-{found[0].partner_id}", naam, (Tabel(_("Gevraagd aan %s") % naam, head, lines),))
    if opdrachten:
        said = Alinea(_("Bevindingen uit het project landen ook in:"))
        yield Sectie("beleid", _("Waar dit in beleid landt"), (said, Lijst(tuple(opdrachten))))


def _day(day: datetime.date | None) -> str:
    return date_format(day, DAY) if day else _("in overleg")


def uitnodiging(regiodag: Regiodag, gemeente: Gemeente) -> Inhoud:
    """Return the invitation to a regiodag: when, where, why to come, and the programme."""
    facts = [(_("Wanneer"), _moment(regiodag)), (_("Waar"), regiodag.plaats or _("nog niet bekend"))]
    none = _("Nog niet ingevuld.")
    return _document(
        regiodag.project,
        gemeente,
        regiodag.naam,
        _("Uitnodiging"),
        facts,
        (
            Sectie("uitnodiging", _("Kom je ook?"), (Alinea(regiodag.uitnodiging or none),)),
            Sectie("programma", _("Programma"), (Alinea(regiodag.programma or none),)),
        ),
    )


def _moment(regiodag: Regiodag) -> str:
    day = date_format(regiodag.datum, DAY)
    if regiodag.begin and regiodag.eind:
        return _("%(dag)s, van %(van)s tot %(tot)s") % {
            "dag": day,
            "van": f"{regiodag.begin:%H:%M}",
            "tot": f"{regiodag.eind:%H:%M}",
        }
    return _("%(dag)s, vanaf %(van)s") % {"dag": day, "van": f"{regiodag.begin:%H:%M}"} if regiodag.begin else day
