"""Sharing a project with the region: look, ask, release, and take back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from evaluatie.programma.cijfers import Cijfers
from evaluatie.programma.forms import TerugForm
from evaluatie.programma.klein import GRENS
from evaluatie.programma.models import Stand, Standstaat
from evaluatie.programma.services import stand as services
from evaluatie.views.frame import frame, project_of
from projects.models import Project
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may

PREPARE, RELEASE, WITHDRAW = "programma.klaarzetten", "programma.vrijgeven", "programma.intrekken"
_BUSY = (Standstaat.CONCEPT, Standstaat.KLAARGEZET, Standstaat.TERUG)


def _page(request: MemberRequest, project: Project, form: TerugForm, status: int = 200) -> HttpResponse:
    """Everything on one page: what waits with its figures, what is shared, and what was before."""
    standen = list(Stand.objects.filter(project=project).with_people())
    busy = next((each for each in standen if each.staat in _BUSY), None)
    shared = next((each for each in standen if each.staat == Standstaat.VRIJGEGEVEN), None)
    shown = busy or shared
    cijfers = Cijfers.from_json(shown.cijfers) if shown else None
    context: dict[str, Any] = {
        **frame(request, project, "programma"),
        "regio": request.gemeente.regio,
        "bezig": busy,
        "gedeeld": shared,
        "getoond": shown,
        "cijfers": cijfers,
        "mensen": _as_shared(cijfers) if cijfers else [],
        "eerder": [each for each in standen if each not in (busy, shared)],
        "form": form,
        "mag_klaarzetten": may(request.lid, PREPARE, project),
        "mag_vrijgeven": may(request.lid, RELEASE, project),
        "mag_intrekken": may(request.lid, WITHDRAW, project),
    }
    return render(request, "programma/delen.html", context, status=status)


def _as_shared(cijfers: Cijfers) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the counts of people, each small one with what the region reads instead."""
    return [(titel, [(name, _said(n)) for name, n in rows]) for titel, rows in cijfers.mensen]


def _said(n: int) -> str:
    return _("%(n)s (regio: minder dan 5)") % {"n": n} if n < GRENS else str(n)


@require_GET
def delen(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """What is shared with the region of this project, and what would be."""
    return _page(request, project_of(request, project_id), TerugForm())


@require_POST
def maken(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Freeze the figures as they are now, to look at them."""
    project = project_of(request, project_id, PREPARE)
    services.make(project=project, by=request.lid)
    messages.success(request, _("De stand van vandaag staat hieronder. Er is nog niets gedeeld."))
    return _back(request, project)


def _back(request: MemberRequest, project: Project) -> HttpResponse:
    return redirect("programma:delen", request.gemeente.slug, project.pk)


def _step(
    request: MemberRequest, project: Project, stand_id: UUID, done: str, do: Callable[..., None], **more: Any
) -> HttpResponse:
    """Take one step with a stand and say so, or why it can't be taken. Raises Http404 for a stand of elsewhere."""
    row: Stand = get_object_or_404(Stand.objects.filter(project=project), pk=stand_id)
    try:
        do(stand=row, by=request.lid, **more)
    except services.KanNiet as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, done)
    return _back(request, project)


@require_POST
def klaarzetten(request: MemberRequest, project_id: UUID, stand_id: UUID) -> HttpResponse:
    """Ask for a stand to be shared."""
    project = project_of(request, project_id, PREPARE)
    done = _("De stand wacht nu op akkoord van de gemeente.")
    return _step(request, project, stand_id, done, services.submit)


@require_POST
def vrijgeven(request: MemberRequest, project_id: UUID, stand_id: UUID) -> HttpResponse:
    """Share a stand with the region."""
    project = project_of(request, project_id, RELEASE)
    done = _("De stand gaat nu naar de regio.")
    return _step(request, project, stand_id, done, services.release)


@require_POST
def terugvragen(request: MemberRequest, project_id: UUID, stand_id: UUID) -> HttpResponse:
    """Ask for changes instead of sharing."""
    project = project_of(request, project_id, RELEASE)
    form = TerugForm(request.POST)
    if not form.is_valid():
        return _page(request, project, form, status=422)
    done = _("De stand is terug bij de projectleider.")
    return _step(request, project, stand_id, done, services.ask_changes, waarom=form.cleaned_data["waarom"])


@require_POST
def intrekken(request: MemberRequest, project_id: UUID, stand_id: UUID) -> HttpResponse:
    """Stop sharing."""
    project = project_of(request, project_id, WITHDRAW)
    done = _("De stand is ingetrokken. De cijfers verdwijnen bij de regio.")
    return _step(request, project, stand_id, done, services.withdraw)
