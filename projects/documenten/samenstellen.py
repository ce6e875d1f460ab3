"""Composing a document: the sections of its kind, in the words of the project, with its rows."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from projects.documenten.bron import UNBROKEN, Bron, bron_of, unbroken
from projects.documenten.sjablonen import DELEN, Deel
from projects.models import Project
from projects.models.documenten import Documentsoort
from wijkaanpak.documents.inhoud import Alinea, Blok, Inhoud, Sectie
from wijkaanpak.documents.schoon import clean
from wijkaanpak.tenancy.models import Gemeente


def compose(
    *, project: Project, gemeente: Gemeente, soort: str, kenmerk: str, versie: int, bron: Bron | None = None
) -> Inhoud:
    """Return what a document of this kind says now. ``bron`` is what ``bron_of`` returned, if it was asked already."""
    bron = bron or bron_of(project, soort)
    facts = (
        (_("Wijk"), f"{project.wijk}, {gemeente.naam}"),
        (
            _("Looptijd"),
            f"{_short(project.begin)} – {_short(project.eind)}",
        ),
        (_("Projectleider"), bron.leider or _("nog niemand")),
    )
    made = Inhoud(
        titel=str(Documentsoort(soort).label),
        ondertitel=_("Samen werken aan veilig opgroeien in %(wijk)s") % {"wijk": project.wijk},
        gemeente=gemeente.naam,
        kleur=gemeente.merkkleur,
        kenmerk=kenmerk,
        versie=versie,
        datum=date_format(timezone.localdate(), UNBROKEN),
        feiten=facts,
        secties=tuple(section(deel, bron) for deel in DELEN[soort]),
    )
    return clean(made)


def _short(day: datetime.date) -> str:
    return date_format(day, "j\u00a0M\u00a0Y").lower()


def empty_sections(inhoud: Inhoud) -> list[str]:
    """Return the titles of the sections that nobody filled in."""
    nothing = (Alinea(_("Nog niet ingevuld.")),)
    return [sectie.kop for sectie in inhoud.secties if sectie.blokken == nothing]


def section(deel: Deel, bron: Bron) -> Sectie:
    """Return one section: its text (the project's own, else the standard one) and its rows."""
    text = unbroken(bron.clausules.get(deel.sleutel, "")) or deel.tekst(bron)
    rows = deel.rijen(bron)
    blokken: list[Blok] = [Alinea(text)] if text else []
    if not text and not rows:
        blokken.append(Alinea(_("Nog niet ingevuld.")))
    return Sectie(deel.sleutel, str(deel.kop), (*blokken, *rows))
