"""The tab Reflectie of a project: the view on its series, the series itself, its calendar."""

import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from projects.models import Project
from projects.views.access import project_for
from projects.views.projecten import project_frame
from reflectie.agenda import days_from
from reflectie.forms.reeks import HoeveelForm, MaandForm, ReeksForm, VasteGenodigdeForm
from reflectie.methode import method_names, name_of
from reflectie.models import EigenMethode, Reeks, Sessie, Sessiestaat, VasteGenodigde, Zelfbeelddeelname, Zelfbeeldronde
from reflectie.reekstelling import streak, words_of_switch
from reflectie.services import reeks as services
from reflectie.services import uitkomsten
from reflectie.services.zelfbeeld import open_rounds
from reflectie.wachter import Wachter, answer_questions, keep_checked
from reflectie.zicht import zicht_of
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, note_foreign_choices
from wijkaanpak.web import editing

SEE = "reflectie.cijfers_bekijken"
TEXTS = "reflectie.teksten_bekijken"
MANAGE = "reflectie.reeks_beheren"
PREVIEW = 4  # days to show before they are planned


@require_GET
def zicht(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """How the series goes: rhythm, method, who comes, what it teaches."""
    project = project_for(request, project_id, SEE)
    context = {
        **project_frame(request, project, "reflectie"),
        "zicht": zicht_of(project, today=timezone.localdate()),
        "mag_teksten": may(request.lid, TEXTS, project),
        "mag_beheren": may(request.lid, MANAGE, project),
        "ronde": open_round_for(request, project),
    }
    return render(request, "reflectie/zicht.html", context)


def open_round_for(request: MemberRequest, project: Project) -> Zelfbeeldronde | None:
    """Return the round of self-rating that still waits for this member, if any."""
    if not may(request.lid, TEXTS, project):
        return None
    answered = Zelfbeelddeelname.objects.filter(lid=request.lid).values("ronde")
    rows = open_rounds().filter(project=project).exclude(pk__in=answered)
    found: Zelfbeeldronde | None = rows.order_by("-tot").first()
    return found


def _series_of(project: Project) -> Reeks | None:
    found: Reeks | None = Reeks.objects.current().filter(project=project).first()
    return found


@require_http_methods(["GET", "POST"])
def reeks(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """The series of a project: start it, or change it field by field."""
    project = project_for(request, project_id, MANAGE)
    row = _series_of(project)
    if row is None:
        return _start(request, project)
    arguments = _arguments(project)

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        return _series_page(request, project, row, blad, status)

    if request.method == "POST":
        was = {name: getattr(row, name) for name in services.FOLLOWS}
        redraw = answer_questions(request, arguments["wachter"])
        answer = editing.save_blad(request, ReeksForm, row, page=page, thing=project, herteken=redraw, **arguments)
        row.refresh_from_db()
        services.follow_series(reeks=row, was=was, by=request.lid)
        return answer
    return page(editing.open_blad(request, ReeksForm, row, may_edit=True, **arguments), 200)


reeks.keep_after_expiry = keep_checked  # type: ignore[attr-defined]


def _arguments(project: Project) -> dict[str, Any]:
    return {"project": project, "wachter": Wachter(project), "methoden": list(EigenMethode.objects.all())}


def _series_again(request: MemberRequest, project: Project, row: Reeks, **refused: Any) -> HttpResponse:
    """Draw the page with another form of it that was refused."""
    url, arguments = _url(request, project), _arguments(project)
    blad = editing.open_blad(request, ReeksForm, row, may_edit=True, url=url, **arguments)
    return _series_page(request, project, row, blad, 422, **refused)


def _series_page(
    request: MemberRequest, project: Project, row: Reeks, blad: editing.Blad, status: int, **more: Any
) -> HttpResponse:
    sessies = list(Sessie.objects.filter(project=project).without_text().order_by("datum", "begin"))
    held = [sessie.methode for sessie in sessies if sessie.staat == Sessiestaat.AFGEROND]
    methods: list[EigenMethode] = blad.form.methoden  # type: ignore[attr-defined]
    names = method_names(methods)
    switch = ""
    if held and held[-1] != row.methode:
        switch = words_of_switch(streak(held), name_of(held[-1], names), name_of(row.methode, names))
    context = {
        **project_frame(request, project, "reflectie"),
        "blad": blad,
        "reeks": row,
        "wissel": switch,
        "vast": VasteGenodigde.objects.current().filter(reeks=row).select_related("partner"),
        "hoeveel": HoeveelForm(initial={"aantal": 6, "stand": max((each.nummer for each in sessies), default=0)}),
        "gastform": VasteGenodigdeForm(project=project),
        "eigen_methoden": [each for each in methods if each.project_id == project.pk and each.vervallen_op is None],
        "dagen": _days_to_come(row),
        "sessies": sessies,
        **more,
    }
    return render(request, "reflectie/reeks.html", context, status=status)


def _start(request: MemberRequest, project: Project) -> HttpResponse:
    if request.POST.get("actie") == "weggooien":
        editing.forget(request)
        return redirect(request.path)
    kept = request.session.get(editing.KEEP, {}).get(request.path)
    arguments = _arguments(project)
    answer_questions(request, arguments["wachter"])
    initial = {"eerste": _in_two_weeks(), "begin": datetime.time(13, 30)}
    data = request.POST if request.method == "POST" else kept
    form = ReeksForm(data, instance=Reeks(), initial=initial, **arguments)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                services.start_series(project=project, reeks=form.instance, by=request.lid)
        except IntegrityError:
            return redirect("reflectie:reeks", request.gemeente.slug, project.pk)  # a double click: it is there
        editing.forget(request)
        messages.success(request, _("De reeks staat klaar. Zet nu de eerste keren op de agenda."))
        return redirect("reflectie:reeks", request.gemeente.slug, project.pk)
    note_foreign_choices(request, form, project)
    context = {**project_frame(request, project, "reflectie"), "form": form, "van_vroeger": kept is not None}
    return render(request, "reflectie/reeks_nieuw.html", context, status=422 if request.method == "POST" else 200)


def _in_two_weeks() -> datetime.date:
    """Return a working day to begin with."""
    day = timezone.localdate() + datetime.timedelta(days=14)
    return day + datetime.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


@require_POST
def op_agenda(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Put the next sessions on the calendar as concepts."""
    project = project_for(request, project_id, MANAGE)
    row = get_object_or_404(Reeks.objects.current(), project=project)
    form = HoeveelForm(request.POST)
    if not form.is_valid():
        return _series_again(request, project, row, hoeveel=form)
    if form.cleaned_data["stand"] not in (None, _last_number(project)):
        return _back(request, project, "agenda")  # pressed twice, or a colleague was first
    made = services.plan_sessions(reeks=row, aantal=form.cleaned_data["aantal"], by=request.lid)
    messages.success(request, _("%(n)s keer op de agenda gezet, als concept.") % {"n": len(made)})
    for sessie, holiday in made:
        if holiday:
            text = _("MLB %(nummer)s is een week verschoven: %(feestdag)s.")
            messages.info(request, text % {"nummer": sessie.nummer, "feestdag": holiday})
    return _back(request, project, "agenda")


def _days_to_come(row: Reeks) -> list[tuple[datetime.date, str]]:
    to_come = (each for each in days_from(row.eerste, row.ritme) if each[0] >= timezone.localdate())
    return list(islice(to_come, PREVIEW))


def _last_number(project: Project) -> int:
    number: int = Sessie.objects.filter(project=project).aggregate(n=Max("nummer"))["n"] or 0
    return number


def _url(request: MemberRequest, project: Project) -> str:
    return reverse("reflectie:reeks", args=[request.gemeente.slug, project.pk])


def _back(request: MemberRequest, project: Project, anchor: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{_url(request, project)}#{anchor}")


@require_POST
def losse_keer(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Put one more session on the calendar, on the first day that suits the rhythm."""
    project = project_for(request, project_id, MANAGE)
    row = _series_of(project)
    if row is None:
        return redirect("reflectie:reeks", request.gemeente.slug, project.pk)
    if request.POST.get("stand", "") not in ("", str(_last_number(project))):
        return _back(request, project, "agenda")  # pressed twice, or a colleague was first
    made = services.plan_sessions(reeks=row, aantal=1, by=request.lid)
    return redirect("reflectie:verplaatsen", request.gemeente.slug, made[0][0].pk)


@require_POST
def vaste_gast(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Add a ketenpartner who always comes."""
    project = project_for(request, project_id, MANAGE)
    row = get_object_or_404(Reeks.objects.current(), project=project)
    guest = VasteGenodigde(gemeente_id=project.gemeente_id, reeks=row)
    form = VasteGenodigdeForm(request.POST, instance=guest, project=project)
    if form.is_valid():
        try:
            with transaction.atomic():
                uitkomsten.store(form.instance, request.lid)
        except IntegrityError:
            form.add_error("email", _("Deze persoon staat al op de lijst."))
        else:
            return _back(request, project, "vast")
    note_foreign_choices(request, form, project)
    return _series_again(request, project, row, gastform=form)


@require_POST
def vaste_gast_weg(request: MemberRequest, project_id: UUID, rij_id: UUID) -> HttpResponse:
    """Ask a ketenpartner no longer for every session."""
    project = project_for(request, project_id, MANAGE)
    guest = get_object_or_404(VasteGenodigde.objects.current().filter(reeks__project=project), pk=rij_id)
    uitkomsten.take_away(row=guest, by=request.lid)
    return _back(request, project, "vast")


@require_POST
def pauze(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Say that a month has no MLB on purpose, or take that back."""
    project = project_for(request, project_id, MANAGE)
    form = MaandForm(request.POST)
    if form.is_valid():
        services.pause_month(project=project, by=request.lid, **form.cleaned_data)
    else:
        messages.warning(request, _("Deze maand kennen we niet."))
    return redirect("reflectie:zicht", request.gemeente.slug, project.pk)
