"""The lists of a session: who is there, other ways of acting, factors, actions. Each answers as page or as part."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from projects.models import Partner
from reflectie.forms.sessie import ActieForm, AlternatiefForm, FactorForm, GastForm, SteunForm
from reflectie.models import Actie, Alternatief, Deelnamesoort, Genodigde, Sessie, Sessiestaat, Vermelding
from reflectie.services import genodigden, uitkomsten
from reflectie.views.access import LEAD, WRITE, session_for, session_frame
from reflectie.views.sessie import FINISHED, lists_context, members_at, session_page
from reflectie.wachter import Wachter, answer_questions
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import note_foreign_choices
from wijkaanpak.editing.models import Removable
from wijkaanpak.web.errors import closed


def _answer(request: MemberRequest, sessie: Sessie, part: str, **more: Any) -> HttpResponse:
    """Answer with the part as it is now, or go back to it; with a form that was refused, show what was typed."""
    status = 422 if any(getattr(each, "errors", None) for each in more.values()) else 200
    if request.htmx:
        frame = session_frame(request, sessie)
        stand = {"bewaard": status == 200, "is_actueel": True, "tijd": timezone.localtime(), "form": {"errors": status}}
        context = {**frame, **lists_context(sessie, frame), **more, "is_deel": True, "stand": stand}
        return render(request, f"reflectie/sessie/_{part}.html", context, status=status)
    if status == 422:
        return session_page(request, sessie, status, **more)
    path = reverse("reflectie:sessie", args=[request.gemeente.slug, sessie.pk])
    return HttpResponseRedirect(f"{path}#{part}")


def _open_session(request: MemberRequest, sessie_id: UUID, right: str) -> tuple[Sessie, HttpResponse | None]:
    """Return the session, and the page with what was typed when it was finished meanwhile."""
    sessie = session_for(request, sessie_id, right)
    return sessie, closed(request, str(FINISHED)) if sessie.staat == Sessiestaat.AFGEROND else None


def _add(
    request: MemberRequest,
    sessie_id: UUID,
    part: str,
    make_form: Callable[[Sessie, Wachter], django_forms.Form],
    store: Callable[[Sessie, dict[str, Any]], Any],
) -> HttpResponse:
    sessie, shut = _open_session(request, sessie_id, WRITE)
    if shut:
        return shut
    wachter = Wachter(sessie.project, sessie)
    answer_questions(request, wachter)
    form = make_form(sessie, wachter)
    if not form.is_valid():
        note_foreign_choices(request, form, sessie)
        return _answer(request, sessie, part, **{f"{part}form": form})
    store(sessie, form.cleaned_data)
    return _answer(request, sessie, part)


@require_POST
def alternatief(request: MemberRequest, sessie_id: UUID) -> HttpResponse:
    """Add another way of acting."""
    return _add(
        request,
        sessie_id,
        "alternatieven",
        lambda sessie, wachter: AlternatiefForm(request.POST, wachter=wachter),
        lambda sessie, data: uitkomsten.add_alternative(sessie=sessie, by=request.lid, **data),
    )


@require_POST
def factor(request: MemberRequest, sessie_id: UUID) -> HttpResponse:
    """Name a factor; one that was named already counts once more."""
    return _add(
        request,
        sessie_id,
        "factoren",
        lambda sessie, wachter: FactorForm(request.POST, wachter=wachter),
        lambda sessie, data: uitkomsten.name_factor(sessie=sessie, by=request.lid, **data),
    )


@require_POST
def actie(request: MemberRequest, sessie_id: UUID) -> HttpResponse:
    """Add an action."""
    return _add(
        request,
        sessie_id,
        "acties",
        lambda sessie, wachter: ActieForm(request.POST, wachter=wachter, leden=members_at(sessie)),
        lambda sessie, data: uitkomsten.add_action(
            sessie=sessie, by=request.lid, tekst=data["tekst"], wie=data["wie"].pk, wanneer=data["wanneer"]
        ),
    )


_ROWS: dict[str, tuple[type[Removable], str]] = {
    "alternatief": (Alternatief, "alternatieven"),
    "actie": (Actie, "acties"),
}


@require_POST
def weg(request: MemberRequest, sessie_id: UUID, lijst: str, rij_id: UUID) -> HttpResponse:
    """Take a row out of a list; once more puts it back."""
    sessie, shut = _open_session(request, sessie_id, WRITE)
    if shut:
        return shut
    model, part = _ROWS[lijst]
    row = get_object_or_404(model.objects.filter(sessie=sessie), pk=rij_id)  # type: ignore[attr-defined]
    if request.POST.get("terug"):
        uitkomsten.put_back(row=row, by=request.lid)
        return _answer(request, sessie, part)
    uitkomsten.take_away(row=row, by=request.lid)
    return _answer(request, sessie, part, weggehaald=row)


@require_POST
def factor_minder(request: MemberRequest, sessie_id: UUID, rij_id: UUID) -> HttpResponse:
    """Take back one naming of a factor."""
    sessie, shut = _open_session(request, sessie_id, WRITE)
    if shut:
        return shut
    row = Vermelding.objects.filter(sessie=sessie, pk=rij_id).select_related("les").first()
    if row is not None:  # a double click finds nothing left to take back
        uitkomsten.name_once_less(vermelding=row, by=request.lid)
    return _answer(request, sessie, "factoren")


@require_POST
def actie_klaar(request: MemberRequest, actie_id: UUID) -> HttpResponse:
    """Say that an action is done, or open again: by who does it, or by who may write in its session."""
    visible = Sessie.objects.for_user(request.lid).values("pk")
    row = get_object_or_404(Actie.objects.current().filter(sessie__in=visible), pk=actie_id)
    right = "reflectie.sessie_bekijken" if row.wie_id == request.lid.pk else WRITE
    sessie = session_for(request, row.sessie_id, right)
    if sessie.project.is_archived:
        raise PermissionDenied
    uitkomsten.finish_action(actie=row, klaar=request.POST.get("klaar") == "ja", by=request.lid)
    if request.POST.get("terug") == "zicht":
        path = reverse("reflectie:zicht", args=[request.gemeente.slug, sessie.project_id])
        return HttpResponseRedirect(f"{path}#acties")
    return _answer(request, sessie, "acties")


@require_POST
def aanwezig(request: MemberRequest, sessie_id: UUID) -> HttpResponse:
    """Note who is there, and why not."""
    sessie, shut = _open_session(request, sessie_id, WRITE)
    if shut:
        return shut
    present = set(request.POST.getlist("erbij"))
    if request.POST.get("iedereen"):
        present = {str(pk) for pk in Genodigde.objects.current().filter(sessie=sessie).values_list("pk", flat=True)}
    reasons = {
        name.removeprefix("reden_"): str(text) for name, text in request.POST.items() if name.startswith("reden_")
    }
    genodigden.set_attendance(
        sessie=sessie, present=present, reasons=reasons, seen=set(request.POST.get("stond", "").split()), by=request.lid
    )
    return _answer(request, sessie, "aanwezig")


@require_POST
def gast(request: MemberRequest, sessie_id: UUID) -> HttpResponse:
    """Ask someone from outside the team for this one session."""
    sessie, shut = _open_session(request, sessie_id, LEAD)
    if shut:
        return shut
    form = GastForm(request.POST, partners=Partner.objects.current().filter(project=sessie.project))
    if form.is_valid():
        try:
            made = genodigden.add_guest(sessie=sessie, by=request.lid, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if not request.htmx:
                messages.success(request, _("%(naam)s staat op de lijst.") % {"naam": made.naam})
            return _answer(request, sessie, "aanwezig")
    note_foreign_choices(request, form, sessie)
    return _answer(request, sessie, "aanwezig", gastform=form)


@require_POST
def van_lijst(request: MemberRequest, sessie_id: UUID, rij_id: UUID) -> HttpResponse:
    """Take someone off the list."""
    sessie, shut = _open_session(request, sessie_id, LEAD)
    if shut:
        return shut
    row = get_object_or_404(Genodigde.objects.current().filter(sessie=sessie), pk=rij_id)
    try:
        genodigden.take_off_list(genodigde=row, by=request.lid)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        if request.htmx:
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return redirect("reflectie:sessie", request.gemeente.slug, sessie.pk)
    return _answer(request, sessie, "aanwezig")


@require_POST
def steun(request: MemberRequest, sessie_id: UUID, rij_id: UUID) -> HttpResponse:
    """Say who supports an ervaringsdeskundige (MLB-15)."""
    sessie, shut = _open_session(request, sessie_id, LEAD)
    if shut:
        return shut
    on_list = Genodigde.objects.current().filter(sessie=sessie)
    row = get_object_or_404(on_list, pk=rij_id)
    form = SteunForm(request.POST, genodigden=on_list.exclude(soort=Deelnamesoort.ERVARINGSDESKUNDIGE))
    if form.is_valid():
        genodigden.name_supporter(genodigde=row, ondersteuner=form.cleaned_data["ondersteuner"], by=request.lid)
    note_foreign_choices(request, form, sessie)
    return _answer(request, sessie, "aanwezig", steunform=form)
