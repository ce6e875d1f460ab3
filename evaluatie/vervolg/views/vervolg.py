"""The page Vervolg of a project: what follows in words, and where each part of it stands."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from evaluatie.vervolg.forms.vervolg import VervolgForm
from evaluatie.vervolg.models import Vervolg
from evaluatie.vervolg.onderdelen import parts_of
from evaluatie.vervolg.terugkijken import next_look
from evaluatie.views.frame import SEE, UPDATE, frame, project_of
from projects.services.register import single_row
from projects.views.geschiedenis import history_page
from reflectie.wachter import Wachter, answer_questions, keep_checked
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may
from wijkaanpak.web import editing

BLAD = "vervolg"
VELDEN = "vervolg/_velden.html"


@require_http_methods(["GET", "POST"])
def vervolg(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """What follows the project in words, saved field by field, and the other parts (VE-01 … VE-08)."""
    posted = request.method == "POST"
    project = project_of(request, project_id, UPDATE if posted else SEE)
    row = single_row(Vervolg, project, make=posted)
    wachter = Wachter(project)

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        context: dict[str, Any] = {
            **frame(request, project, BLAD),
            "blad": blad,
            "onderdelen": parts_of(request.lid, project),
            "kijk_op": next_look(row, timezone.localdate()),
            "mag_team": may(request.lid, "vervolg.team_vormen", project),
        }
        return render(request, "vervolg/vervolg.html", context, status=status)

    if posted:
        redraw = answer_questions(request, wachter)
        return editing.save_blad(
            request, VervolgForm, row, page=page, thing=project, velden=VELDEN, herteken=redraw, wachter=wachter
        )
    may_edit = may(request.lid, UPDATE, project)
    return page(editing.open_blad(request, VervolgForm, row, may_edit=may_edit, velden=VELDEN, wachter=wachter), 200)


vervolg.keep_after_expiry = keep_checked  # type: ignore[attr-defined]


@require_GET
def geschiedenis(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Who changed what on the page Vervolg, and when."""
    project = project_of(request, project_id)
    row = single_row(Vervolg, project, make=False)
    place = reverse("vervolg:vervolg", args=[request.gemeente.slug, project.pk])
    form = VervolgForm(instance=row, wachter=Wachter(project))
    return history_page(request, project, "evaluatie", row, form, place, UPDATE, texts_alone=True)
