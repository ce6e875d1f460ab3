"""Writing a voortgangsbericht: the list of a project, the draft, and its parts one by one."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from evaluatie.views.frame import frame, project_of
from evaluatie.voortgang.forms import BerichtForm
from evaluatie.voortgang.models import Bericht, Berichtstaat
from evaluatie.voortgang.periode import period_of
from evaluatie.voortgang.services import berichten
from projects.models import Project
from projects.views.geschiedenis import history_page
from reflectie.wachter import Wachter, answer_questions, keep_checked
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may
from wijkaanpak.web import editing

WRITE = "voortgang.schrijven"
SEND = "voortgang.versturen"
END = "voortgang.links_beeindigen"
PER_PAGE = 12


def voortgang_frame(request: MemberRequest, project: Project) -> dict[str, Any]:
    """Return what the head of these pages needs."""
    return {
        **frame(request, project, "voortgang"),
        "mag_schrijven": may(request.lid, WRITE, project),
        "mag_versturen": may(request.lid, SEND, project),
        "mag_beeindigen": may(request.lid, END, project),
    }


def bericht_of(project: Project, bericht_id: UUID, *, lock: bool = False) -> Bericht:
    """Return a bericht of a project that was not thrown away, locked until the answer if asked. Raises Http404."""
    rows = Bericht.objects.filter(project=project).exclude(staat="weggegooid")
    rows = rows.select_for_update(of=["self"]) if lock else rows
    found: Bericht | None = rows.filter(pk=bericht_id).first()
    if found is None:
        raise Http404
    return found


def sources_of(bericht: Bericht, slug: str) -> Mapping[str, list[tuple[str, list[tuple[str, str]]]]]:
    """Return of each part the lines that were drafted, each with the names and addresses of where it comes from."""
    found: dict[str, list[tuple[str, list[tuple[str, str]]]]] = {}
    for regel in bericht.bronnen:
        links = [
            (bron["tekst"], reverse(bron["adres"], args=[slug, bericht.project_id, *bron["rest"]]))
            for bron in regel["bronnen"]
        ]
        found.setdefault(regel["deel"], []).append((regel["tekst"], links))
    return found


@require_GET
def lijst(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """What was sent, to how many, and what is being written now."""
    project = project_of(request, project_id)
    context = voortgang_frame(request, project)
    sent = Bericht.objects.sent().filter(project=project).with_counts().order_by("-nummer")
    page = Paginator(sent, PER_PAGE).get_page(request.GET.get("pagina"))
    context |= {"pagina": page}
    if context["mag_schrijven"]:
        context["concept"] = Bericht.objects.concept().filter(project=project).first()
        context["periode"] = period_of(project, timezone.localdate())
        last = Bericht.objects.filter(project=project).order_by("-pk").first()
        context["weggegooid"] = last if last is not None and last.staat == Berichtstaat.WEGGEGOOID else None
    return render(request, "voortgang/lijst.html", context)


@require_POST
def nieuw(request: MemberRequest, project_id: UUID) -> HttpResponseRedirect:
    """Draft a bericht, or go to the one that is being written."""
    project = project_of(request, project_id, WRITE)
    made = berichten.begin(project=project, by=request.lid)
    return redirect("voortgang:bericht", request.gemeente.slug, project.pk, made.pk)


@require_http_methods(["GET", "POST"])
def bericht(request: MemberRequest, project_id: UUID, bericht_id: UUID) -> HttpResponse:
    """Write the parts of a bericht; one that was sent is read elsewhere."""
    project = project_of(request, project_id, WRITE)
    row = bericht_of(project, bericht_id, lock=request.method == "POST")  # so that nobody sends it half saved
    if not row.is_concept:
        messages.info(request, _("Dit bericht is al verstuurd. Het staat vast."))
        return _to(request, "verzonden", row)
    wachter = Wachter(project)
    facts: dict[str, Any] = {"wachter": wachter, "bronnen": sources_of(row, request.gemeente.slug)}
    velden = "voortgang/_velden.html"

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        context = {**voortgang_frame(request, project), "blad": blad, "bericht": row, "stap": "schrijven"}
        return render(request, "voortgang/bericht.html", context, status=status)

    if request.method == "POST":
        redraw = answer_questions(request, wachter)
        answer = editing.save_blad(
            request, BerichtForm, row, page=page, thing=project, velden=velden, herteken=redraw, **facts
        )
        is_saved = answer.status_code == HTTPStatus.FOUND
        return _to(request, "nakijken", row) if is_saved and "verder" in request.POST else answer
    return page(editing.open_blad(request, BerichtForm, row, may_edit=True, velden=velden, **facts), 200)


bericht.keep_after_expiry = keep_checked  # type: ignore[attr-defined]


def _to(request: MemberRequest, name: str, row: Bericht) -> HttpResponse:
    """Go to another page of a bericht; htmx, which was saving, is told to load it."""
    place = reverse(f"voortgang:{name}", args=[request.gemeente.slug, row.project_id, row.pk])
    return HttpResponse(headers={"HX-Redirect": place}) if request.htmx else redirect(place)


@require_GET
def geschiedenis(request: MemberRequest, project_id: UUID, bericht_id: UUID) -> HttpResponse:
    """Who changed what in a bericht, and when."""
    project = project_of(request, project_id, WRITE)
    row = bericht_of(project, bericht_id)
    place = reverse("voortgang:bericht", args=[request.gemeente.slug, project.pk, row.pk])
    form = BerichtForm(instance=row, wachter=Wachter(project))
    return history_page(request, project, "evaluatie", row, form, place, WRITE, is_closed=not row.is_concept)


@require_POST
def weg(request: MemberRequest, project_id: UUID, bericht_id: UUID) -> HttpResponseRedirect:
    """Throw away what is being written."""
    project = project_of(request, project_id, WRITE)
    berichten.throw_away(bericht=bericht_of(project, bericht_id), by=request.lid)
    messages.success(request, _("Het concept is weggegooid."))
    return redirect("voortgang:lijst", request.gemeente.slug, project.pk)


@require_POST
def terug(request: MemberRequest, project_id: UUID, bericht_id: UUID) -> HttpResponseRedirect:
    """Go on with a concept that was thrown away."""
    project = project_of(request, project_id, WRITE)
    row: Bericht = get_object_or_404(Bericht.objects.filter(project=project), pk=bericht_id)
    if berichten.put_back(bericht=row, by=request.lid) is None:
        messages.warning(request, _("Er is intussen een nieuwer bericht. Dit concept kan niet meer terug."))
        return redirect("voortgang:lijst", request.gemeente.slug, project.pk)
    return redirect("voortgang:bericht", request.gemeente.slug, project.pk, row.pk)
