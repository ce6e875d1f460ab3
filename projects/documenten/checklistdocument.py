"""The whole checklist of a project as a document."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from projects.checklist import Fasering, Regel, build_all
from projects.models import Project
from wijkaanpak.documents.inhoud import Inhoud, Sectie, Tabel
from wijkaanpak.documents.schoon import clean
from wijkaanpak.tenancy.models import Gemeente

_DAY = "j\u00a0F\u00a0Y"


def checklist_document(project: Project, gemeente: Gemeente) -> Inhoud:
    """Return the checklist as it stands today, on its side: one chapter for each phase."""
    fasen = build_all(project)
    made = Inhoud(
        titel=_("Checklist"),
        ondertitel=project.naam,
        gemeente=gemeente.naam,
        kleur=gemeente.merkkleur,
        kenmerk=_("Checklist van %(naam)s") % {"naam": project.naam},
        versie=0,
        datum=date_format(timezone.localdate(), _DAY),
        feiten=(
            (_("Wijk"), project.wijk),
            (_("Looptijd"), f"{date_format(project.begin, _DAY)} – {date_format(project.eind, _DAY)}"),
            (_("Fase nu"), str(project.get_fase_display())),
        ),
        secties=tuple(_phase(fasering) for fasering in fasen),
        liggend=True,
    )
    return clean(made)


def _phase(fasering: Fasering) -> Sectie:
    titel = fasering.onderdeel.titel
    head = (_("Punt"), _("Stand"), _("Wie"), _("Voor"), _("Toelichting"))
    rows = tuple(_row(regel) for top in fasering.regels for regel in top.walk())
    return Sectie(fasering.onderdeel.slug, titel, (Tabel(titel, head, rows),))


def _row(regel: Regel) -> tuple[str, ...]:
    antwoord = regel.antwoord
    return (
        regel.titel,
        str(antwoord.get_status_display()),
        regel.verantwoordelijke.naam if regel.verantwoordelijke else "–",
        date_format(antwoord.deadline, _DAY) if antwoord.deadline else "–",
        antwoord.toelichting or antwoord.reden or "–",
    )
