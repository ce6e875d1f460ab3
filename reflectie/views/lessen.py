"""The lessons of a project: factors and findings, each traceable to its sessions."""

from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from projects.models import Project
from projects.views.access import project_for
from projects.views.geschiedenis import history_page
from projects.views.projecten import project_frame
from reflectie.forms.reeks import BevindingForm, LesForm
from reflectie.models import Les, Lesstatus, Richting, Vermelding
from reflectie.services import uitkomsten
from reflectie.tags import titles
from reflectie.wachter import Wachter, answer_questions, keep_checked
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, require
from wijkaanpak.web import editing

SEE = "reflectie.cijfers_bekijken"
TEXTS = "reflectie.teksten_bekijken"
WRITE = "reflectie.lessen_bijwerken"


@require_http_methods(["GET", "POST"])
def lessen(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Every lesson, by kind; without the right to texts only tags and counts."""
    project = project_for(request, project_id, SEE)
    frame = project_frame(request, project, "reflectie")
    wachter = Wachter(project)
    form = BevindingForm(wachter=wachter)
    if request.method == "POST":
        require(request, WRITE, project)
        answer_questions(request, wachter)
        form = BevindingForm(request.POST, wachter=wachter)
        if form.is_valid():
            uitkomsten.add_lesson(
                project=project, richting=Richting.BEVINDING, tekst=form.cleaned_data["tekst"], by=request.lid
            )
            messages.success(request, _("De bevinding staat erbij."))
            return redirect("reflectie:lessen", request.gemeente.slug, project.pk)
    if not may(request.lid, TEXTS, project):
        tags = [(Richting(soort).label, titles().get(tag, ""), n) for soort, tag, n in _tags(project)]
        return render(request, "reflectie/lessen_tags.html", {**frame, "tags": tags})
    status = request.GET.get("stand", "")
    rows = Les.objects.filter(project=project).with_counts()
    rows = list(rows.filter(status=status) if status in Lesstatus.values else rows)
    named = Vermelding.objects.filter(les__project=project).select_related("sessie").order_by("sessie__datum")
    sessies: dict[UUID, list[Vermelding]] = {}
    for each in named:
        sessies.setdefault(each.les_id, []).append(each)
    context = {
        **frame,
        "groepen": [(soort, [row for row in rows if row.richting == soort]) for soort in Richting],
        "sessies": sessies,
        "tagnamen": titles(),
        "standen": Lesstatus.choices,
        "stand": status,
        "form": form,
        "mag_lessen": may(request.lid, WRITE, project),
    }
    return render(request, "reflectie/lessen.html", context, status=422 if form.errors else 200)


def _tags(project: Project) -> list[tuple[str, str, int]]:
    found = Les.objects.filter(project=project).tags()
    return sorted(found, key=lambda each: (-each[2], each[1]))


@require_http_methods(["GET", "POST"])
def les(request: MemberRequest, project_id: UUID, les_id: UUID) -> HttpResponse:
    """One lesson: its words, its tag, how far it came, and in which sessions it was named."""
    project = project_for(request, project_id, TEXTS if request.method == "GET" else WRITE)
    row: Les = get_object_or_404(Les.objects.current().filter(project=project), pk=les_id)
    wachter = Wachter(project)
    named = Vermelding.objects.filter(les=row).select_related("sessie").order_by("sessie__datum")

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        context = {
            **project_frame(request, project, "reflectie"),
            "blad": blad,
            "les": row,
            "vermeldingen": named,
            "mag_lessen": may(request.lid, WRITE, project),
        }
        return render(request, "reflectie/les.html", context, status=status)

    if request.method == "POST":
        redraw = answer_questions(request, wachter)
        return editing.save_blad(request, LesForm, row, page=page, thing=project, herteken=redraw, wachter=wachter)
    may_edit = may(request.lid, WRITE, project)
    return page(editing.open_blad(request, LesForm, row, may_edit=may_edit, wachter=wachter), 200)


les.keep_after_expiry = keep_checked  # type: ignore[attr-defined]


@require_POST
def les_weg(request: MemberRequest, project_id: UUID, les_id: UUID) -> HttpResponse:
    """Take a lesson away, or put it back."""
    project = project_for(request, project_id, WRITE)
    row: Les = get_object_or_404(Les.objects.filter(project=project), pk=les_id)
    if request.POST.get("terug"):
        try:
            with transaction.atomic():
                uitkomsten.put_back(row=row, by=request.lid)
        except IntegrityError:
            messages.warning(request, _("Deze les staat er al."))
    else:
        uitkomsten.take_away(row=row, by=request.lid)
        messages.success(request, _("De les is weggehaald. Wat in de MLB’s genoemd is, blijft daar staan."))
    return redirect("reflectie:lessen", request.gemeente.slug, project.pk)


@require_GET
def geschiedenis(request: MemberRequest, project_id: UUID, les_id: UUID) -> HttpResponse:
    """Who changed what in a lesson, and when."""
    project = project_for(request, project_id, TEXTS)
    row: Les = get_object_or_404(Les.objects.filter(project=project), pk=les_id)
    place = reverse("reflectie:les", args=[request.gemeente.slug, project.pk, row.pk])
    form = LesForm(instance=row, wachter=Wachter(project))
    return history_page(request, project, "reflectie", row, form, place, WRITE)
