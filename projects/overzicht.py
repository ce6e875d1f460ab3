"""What the projects app offers to Mijn overzicht."""

import datetime
from collections.abc import Iterator

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from projects.content import SLUG
from projects.models import ChecklistAntwoord, EigenPunt, Project, Tekenverzoek
from projects.progress import standen_of
from projects.querysets import AntwoordQuerySet
from projects.services.tekenen import REMIND_AFTER
from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.instrumenten import registry
from wijkaanpak.web import menu
from wijkaanpak.web.home import Actie, Bron, Rij, Sectie, dag, register


def _waiting(user: Gebruiker) -> AntwoordQuerySet:
    """Return the open answers this person is responsible for, each with the own punt it is of, if it is of one."""
    own = EigenPunt.objects.filter(
        Q(project=None) | Q(project=OuterRef("project")), code=OuterRef("punt"), vervallen_op=None
    ).order_by(F("project").asc(nulls_last=True))
    rows: AntwoordQuerySet = ChecklistAntwoord.objects.open_for(user).annotate(
        eigen=Subquery(own.values(json=JSONObject(titel="titel", fase="fase"))[:1])
    )
    return rows


def _checklist(rijen: list[Rij]) -> Iterator[Actie]:
    for rij in rijen:
        instrument, punt = registry.instrument(SLUG, rij["versie"]), rij["punt"]
        if punt in instrument.punten:
            titel = instrument.punten[punt].titel
            top = instrument.hoofdpunt_van[punt]
            onder = punt if top.id == punt else f"{punt}, {top.titel}"
            fase = instrument.onderdeel_van[punt].slug
        elif rij["eigen"]:
            titel, onder, fase = rij["eigen"]["titel"], punt, rij["eigen"]["fase"]
        else:
            continue  # withdrawn, or retired by an upgrade: nothing left to do
        url = reverse("projects:punt", args=[rij["slug"], rij["project"], fase, punt])
        yield Actie(titel, f"{rij['naam']} · {onder}", f"{url}#{punt}", dag(rij["deadline"]), rij["gemeente"])


def _tekenen(rijen: list[Rij]) -> Iterator[Actie]:
    """The agreements that wait for this person's signature, or that they were asked to read."""
    today = timezone.localdate()
    for rij in rijen:
        asked = timezone.localdate(datetime.datetime.fromisoformat(rij["gevraagd"]))
        yield Actie(
            _("Lees en teken de overeenkomst") if rij["soort"] == "tekenen" else _("Lees de overeenkomst mee"),
            f"{rij['naam']} · {rij['partner']}",
            reverse("projects:tekenen", args=[rij["slug"], rij["id"]]),
            min(asked + REMIND_AFTER, today),
            rij["gemeente"],
        )


def my_projects(user: Gebruiker, today: datetime.date) -> Sectie:
    """Return the cards of this person's projects, with the phase line of each."""
    projects = list(Project.objects.of_person(user).current())
    standen = standen_of(projects)
    cards = [(project, standen[project.pk], project.month_now(today)) for project in projects]
    return Sectie("projects/_mijn_projecten.html", {"kaarten": cards})


_OF_PROJECT = {"gemeente": "project__gemeente__naam", "slug": "project__gemeente__slug", "naam": "project__naam"}
_OF_DOCUMENT = {name: f"document__{path}" for name, path in _OF_PROJECT.items()}

register(
    Bron(
        _waiting,
        _OF_PROJECT
        | {
            "project": "project_id",
            "versie": "project__instrument_versie",
            "punt": "punt",
            "eigen": "eigen",
            "deadline": "deadline",
        },
        _checklist,
    ),
    Bron(
        lambda user: Tekenverzoek.objects.for_user(user),
        _OF_DOCUMENT | {"id": "pk", "soort": "soort", "gevraagd": "gevraagd_op", "partner": "partner__naam"},
        _tekenen,
    ),
    sectie=my_projects,
)
menu.register(
    menu.Ingang(_lazy("Eigen punten"), "projects:eigen-punten", "projects.eigen_punten_gemeente"),
    menu.Ingang(_lazy("Signalen"), "projects:signalen", "projects.signalen_instellen"),
)
