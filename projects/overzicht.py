"""What the projects app offers to Mijn overzicht."""

import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from projects.content import instrument_of
from projects.models import ChecklistAntwoord, EigenPunt, Project, Tekenverzoek
from projects.progress import standen_of
from projects.services.tekenen import REMIND_AFTER
from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.web import menu
from wijkaanpak.web.home import Actie, Sectie, register


def checklist_acties(user: Gebruiker) -> list[Actie]:
    """Return the open answers this person is responsible for, in all gemeenten in scope."""
    rows = list(ChecklistAntwoord.objects.open_for(user))
    own = {}
    if any(row.punt not in instrument_of(row.project).punten for row in rows):
        projects = [row.project_id for row in rows]
        own = {(punt.gemeente_id, punt.project_id, punt.code): punt for punt in EigenPunt.objects.of_projects(projects)}
    acties = []
    for row in rows:
        instrument = instrument_of(row.project)
        if row.punt in instrument.punten:
            titel = instrument.punten[row.punt].titel
            top = instrument.hoofdpunt_van[row.punt]
            onder = row.punt if top.id == row.punt else f"{row.punt}, {top.titel}"
            fase = instrument.onderdeel_van[row.punt].slug
        else:
            eigen = own.get((row.gemeente_id, row.project_id, row.punt)) or own.get((row.gemeente_id, None, row.punt))
            if eigen is None:
                continue  # withdrawn, or retired by an upgrade: nothing left to do
            titel, onder, fase = eigen.titel, row.punt, eigen.fase
        url = reverse("projects:punt", args=[row.project.gemeente.slug, row.project_id, fase, row.punt])
        acties.append(
            Actie(
                titel,
                f"{row.project.naam} · {onder}",
                f"{url}#{row.punt}",
                row.deadline,
                row.project.gemeente.naam,
            )
        )
    return acties


def teken_acties(user: Gebruiker) -> list[Actie]:
    """Return the agreements that wait for this person's signature, or that they were asked to read."""
    rows = (
        Tekenverzoek.objects.for_user(user)
        .select_related("document__project__gemeente", "partner")
        .defer("document__inhoud")
    )
    today = timezone.localdate()
    return [
        Actie(
            _("Lees en teken de overeenkomst") if row.soort == "tekenen" else _("Lees de overeenkomst mee"),
            f"{row.document.project.naam} · {row.partner.naam}",
            reverse("projects:tekenen", args=[row.document.project.gemeente.slug, row.pk]),
            min(timezone.localdate(row.gevraagd_op) + REMIND_AFTER, today),
            row.document.project.gemeente.naam,
        )
        for row in rows
    ]


def my_projects(user: Gebruiker, today: datetime.date) -> Sectie:
    """Return the cards of this person's projects, with the phase line of each."""
    projects = list(Project.objects.of_person(user).current())
    standen = standen_of(projects)
    cards = [(project, standen[project.pk], project.month_now(today)) for project in projects]
    return Sectie("projects/_mijn_projecten.html", {"kaarten": cards})


register(acties=checklist_acties, sectie=my_projects)
register(acties=teken_acties)
menu.register(
    menu.Ingang(_lazy("Eigen punten"), "projects:eigen-punten", "projects.eigen_punten_gemeente"),
    menu.Ingang(_lazy("Signalen"), "projects:signalen", "projects.signalen_instellen"),
)
