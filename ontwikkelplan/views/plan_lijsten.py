"""The screens of every list of a plan: add, change, history, take away, put back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ontwikkelplan.lijsten import LIJSTEN, Lijst
from ontwikkelplan.models import Plan
from ontwikkelplan.views.access import SEE, UPDATE, plan_for, plan_frame
from ontwikkelplan.views.plan_open import gone, open_plan
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import note_foreign_choices
from wijkaanpak.editing.history import versions
from wijkaanpak.editing.services import add_row, set_aside
from wijkaanpak.web import editing


def _list(slug: str) -> Lijst:
    if slug not in LIJSTEN:
        raise Http404
    return LIJSTEN[slug]


def _to_write(request: MemberRequest, plan_id: UUID, right: str) -> tuple[Plan, HttpResponse | None]:
    """Return the plan: to look at with ``right``, to post to only while it is open."""
    return open_plan(request, plan_id) if request.method == "POST" else (plan_for(request, plan_id, right), None)


def _page_of(request: MemberRequest, plan: Plan, lijst: Lijst) -> str:
    return f"{reverse('ontwikkelplan:algemeen', args=[request.gemeente.slug, plan.pk])}#{lijst.slug}"


@require_http_methods(["GET", "POST"])
def nieuw(request: MemberRequest, plan_id: UUID, register: str) -> HttpResponse:
    """Add a row."""
    lijst = _list(register)
    plan, shut = _to_write(request, plan_id, UPDATE)
    if shut:
        return shut
    if request.POST.get("actie") == "weggooien":
        editing.forget(request)
        return redirect(request.path)
    kept = request.session.get(editing.KEEP, {}).get(request.path)
    initial = {"soort": request.GET["soort"]} if "soort" in request.GET else {}
    data = request.POST if request.method == "POST" else kept
    form = lijst.form(data, instance=lijst.empty_row(plan), initial=initial)
    if request.method == "POST" and form.is_valid():
        add_row(row=form.instance, by=request.lid.pk)
        editing.forget(request)
        messages.success(request, _("‘%(wat)s’ staat erbij.") % {"wat": str(form.instance).rstrip(".")})
        return redirect(_page_of(request, plan, lijst))
    note_foreign_choices(request, form, plan)
    van_vroeger = kept is not None and request.method == "GET"
    context = _facts(request, plan, lijst) | {"form": form, "van_vroeger": van_vroeger}
    status = 422 if request.method == "POST" else 200
    return render(request, "ontwikkelplan/plan/rij_nieuw.html", context, status=status)


def _facts(request: MemberRequest, plan: Plan, lijst: Lijst) -> dict[str, Any]:
    return {**plan_frame(request, plan, "algemeen"), "lijst": lijst, "terug": _page_of(request, plan, lijst)}


@require_http_methods(["GET", "POST"])
def rij(request: MemberRequest, plan_id: UUID, register: str, rij_id: UUID) -> HttpResponse:
    """Look at one row, and change it field by field."""
    lijst = _list(register)
    is_post = request.method == "POST"
    plan, shut = _to_write(request, plan_id, SEE)
    row = get_object_or_404(lijst.rows(plan), pk=rij_id)
    if shut:
        return shut

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        context = _facts(request, plan, lijst) | {"blad": blad, "rij": row}
        return render(request, "ontwikkelplan/plan/rij.html", context, status=status)

    if is_post and row.vervallen_op is not None:
        return gone(request)
    if is_post:
        return editing.save_blad(request, lijst.form, row, page=page, thing=plan)
    may_edit = plan_frame(request, plan, "algemeen")["mag_bijwerken"] and row.vervallen_op is None
    return page(editing.open_blad(request, lijst.form, row, may_edit=may_edit), 200)


@require_POST
def weg(request: MemberRequest, plan_id: UUID, register: str, rij_id: UUID) -> HttpResponse:
    """Take a row away."""
    lijst = _list(register)
    plan, shut = open_plan(request, plan_id)
    row = get_object_or_404(lijst.rows(plan), pk=rij_id)
    if shut:
        return shut
    set_aside(row=row, gone=True, by=request.lid.pk)
    messages.success(request, _("%(wat)s is weggehaald.") % {"wat": row})
    return redirect(_page_of(request, plan, lijst))


@require_POST
def terug(request: MemberRequest, plan_id: UUID, register: str, rij_id: UUID) -> HttpResponse:
    """Put back a row that was taken away."""
    lijst = _list(register)
    plan, shut = open_plan(request, plan_id)
    row = get_object_or_404(lijst.rows(plan), pk=rij_id)
    if shut:
        return shut
    set_aside(row=row, gone=False, by=request.lid.pk)
    messages.success(request, _("%(wat)s staat er weer.") % {"wat": row})
    return redirect(_page_of(request, plan, lijst))


@require_GET
def geschiedenis(request: MemberRequest, plan_id: UUID, register: str, rij_id: UUID) -> HttpResponse:
    """Who changed what in this row, and when."""
    lijst, plan = _list(register), plan_for(request, plan_id)
    row = get_object_or_404(lijst.rows(plan), pk=rij_id)
    form = lijst.form(instance=row)
    people: Any = Lidmaatschap.objects.values_list("pk", "gebruiker__naam")
    frame = plan_frame(request, plan, "algemeen")
    context = {
        **frame,
        "rij": row,
        "regels": versions(row, form.labels(), form.words, dict(people), {}),
        "terug": reverse("ontwikkelplan:rij", args=[request.gemeente.slug, plan.pk, lijst.slug, row.pk]),
        "mag_terug": frame["mag_bijwerken"] and row.vervallen_op is None,
    }
    return render(request, "ontwikkelplan/plan/geschiedenis.html", context)


nieuw.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
rij.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
