"""What is asked of organisations, regiodagen and successes: their pages, and the screens of their rows."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET

from evaluatie.vervolg.forms.vervolg import GevraagdForm, RegiodagForm, SuccesForm
from evaluatie.vervolg.models import Gevraagd, Pdfsoort, Regiodag, Succes, Vervolgpdf
from evaluatie.views.frame import UPDATE, frame, project_of
from projects.models import Partner
from projects.views.opzet import Rijen
from reflectie.wachter import Wachter, answer_questions, keep_checked
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may
from wijkaanpak.editing.models import Removable
from wijkaanpak.web.lijsten import Lijst, Plek

BLAD = "vervolg"


@require_GET
def opdracht(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """What the gemeente asks of each organisation, and the document of it (VE-03b, DOC-22)."""
    project = project_of(request, project_id)
    rows = list(Gevraagd.objects.filter(project=project).select_related("partner"))
    made = Vervolgpdf.objects.filter(project=project, soort=Pdfsoort.OPDRACHT)
    context = {
        **frame(request, project, BLAD),
        "gevraagd": _rows(rows),
        "heeft_partners": Partner.objects.current().filter(project=project).exists(),
        "document": made.defer("inhoud").order_by("-pk").first(),
    }
    return render(request, "vervolg/opdracht.html", context)


def _rows(rows: Sequence[Removable]) -> Rijen:
    return Rijen([row for row in rows if row.vervallen_op is None], [row for row in rows if row.vervallen_op])


@require_GET
def vieren(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """The regiodagen and the successes of a project (VE-02, VE-08)."""
    project = project_of(request, project_id)
    dagen = list(Regiodag.objects.filter(project=project))
    context = {
        **frame(request, project, BLAD),
        "dagen": _rows(dagen),
        "successen": _rows(list(Succes.objects.filter(project=project).select_related("regiodag"))),
    }
    return render(request, "vervolg/vieren.html", context)


def _plek_at(page: str) -> Callable[[MemberRequest, UUID], Plek]:
    def plek(request: MemberRequest, ouder_id: UUID) -> Plek:
        """Return the project of a row."""
        project = project_of(request, ouder_id)
        terug = reverse(f"vervolg:{page}", args=[request.gemeente.slug, project.pk])
        return Plek(project, frame(request, project, BLAD), terug, may(request.lid, UPDATE, project), recht=UPDATE)

    return plek


def _told(request: MemberRequest, plek: Plek) -> tuple[dict[str, Any], frozenset[str]]:
    """Who looks at the texts of a form."""
    wachter = Wachter(plek.ouder)
    changed = answer_questions(request, wachter) if request.method == "POST" else frozenset()
    return {"wachter": wachter}, changed


LIJSTEN = (
    Lijst(
        slug="gevraagd", model=Gevraagd, ouder="project", form=GevraagdForm, plek=_plek_at("opdracht"),
        vorm=_told, na_verlopen=keep_checked, kop="projects/_kop.html",
        nieuw=_lazy("Vraag iets aan een organisatie"), kruimel=_lazy("Vraag"),
        uitleg=_lazy("De gemeente vraagt dit omdat het project iets leerde. Het komt in de gerichte opdracht."),
    ),
    Lijst(
        slug="regiodagen", model=Regiodag, ouder="project", form=RegiodagForm, plek=_plek_at("vieren"),
        vorm=_told, na_verlopen=keep_checked, kop="projects/_kop.html",
        nieuw=_lazy("Voeg een regiodag toe"), kruimel=_lazy("Regiodag"),
        uitleg=_lazy("Een dag waarop jullie delen wat jullie leerden, voor wie het ook wil gaan doen."),
    ),
    Lijst(
        slug="successen", model=Succes, ouder="project", form=SuccesForm, plek=_plek_at("vieren"),
        vorm=_told, na_verlopen=keep_checked, kop="projects/_kop.html",
        nieuw=_lazy("Voeg een succes toe"), kruimel=_lazy("Succes"),
        uitleg=_lazy("Iets wat goed ging en aandacht verdient, groot of klein."),
    ),
)  # fmt: skip
