"""Putting a line of deel I out to a colleague, and the page where that colleague answers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ontwikkelplan.sturing.forms.checklist import UitzetForm
from ontwikkelplan.sturing.inhoud import code, is_answered, punt_van
from ontwikkelplan.sturing.models import Sturing, Uitgezet
from ontwikkelplan.sturing.services import checklist as services
from ontwikkelplan.sturing.views.access import UPDATE
from ontwikkelplan.sturing.views.checklist import ANSWER, answers_of, line_of, open_answer, sturing_for, year_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap, Rol
from wijkaanpak.accounts.rights import may, note_foreign_choices, require
from wijkaanpak.web import editing


@require_GET
def uitgezet(request: MemberRequest, sturing_id: UUID) -> HttpResponse:
    """What was put out to whom, and what came of it."""
    sturing = sturing_for(request, sturing_id)
    rows = Uitgezet.objects.filter(sturing=sturing, ingetrokken_op=None)
    lines = [
        (row, found[0], found[1], code(found[1]))
        for row in rows.select_related("lid__gebruiker", "gevraagd_door__gebruiker").order_by("klaar_op", "voor")
        if (found := punt_van(sturing, row.punt)) is not None
    ]
    answers = answers_of(sturing)
    done = [line for line in lines if line[0].klaar_op is not None]
    context = {
        **year_frame(request, sturing, "checklist"),
        "kruimel": _("Uitgezette vragen"),
        "vandaag": timezone.localdate(),
        "open": [line for line in lines if line[0].klaar_op is None],
        "klaar": [line for line in done if is_answered(line[2], answers.get(line[2].id))],
        "leeg": [line for line in done if not is_answered(line[2], answers.get(line[2].id))],
    }
    return render(request, "sturing/checklist/uitgezet.html", context)


@require_http_methods(["GET", "POST"])
def uitzetten(request: MemberRequest, sturing_id: UUID, punt: str) -> HttpResponse:
    """Ask a colleague to answer one line before a day; a guest only when one asks for guests."""
    sturing = sturing_for(request, sturing_id, UPDATE)
    part, line = line_of(sturing, punt)
    if request.POST.get("actie") == "weggooien":
        editing.forget(request)
        return redirect(request.path)
    with_guests = "gasten" in (request.POST or request.GET)
    people = Lidmaatschap.objects.active().with_people().order_by("gebruiker__naam")
    people = people if with_guests else people.exclude(rol=Rol.GAST)
    kept = request.session.get(editing.KEEP, {}).get(request.path)
    form = UitzetForm(request.POST if request.method == "POST" else kept, leden=people)
    if request.method == "POST" and form.is_valid():
        try:
            services.put_out(sturing=sturing, punt=punt, by=request.lid, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("lid", error)
        else:
            editing.forget(request)
            name = form.cleaned_data["lid"].gebruiker.naam
            messages.success(request, _("%(naam)s vindt deze vraag op Mijn overzicht.") % {"naam": name})
            return redirect("sturing:deel", request.gemeente.slug, sturing.pk, part.slug)
    note_foreign_choices(request, form, sturing)
    context = {
        **year_frame(request, sturing, "checklist"),
        "kruimel": _("Vraag uitzetten"),
        "deel": part,
        "punt": line,
        "code": code(line),
        "form": form,
        "met_gasten": with_guests,
        "van_vroeger": request.method == "GET" and kept is not None,
    }
    return render(request, "sturing/checklist/uitzetten.html", context, status=422 if request.method == "POST" else 200)


uitzetten.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]


@require_POST
def intrekken(request: MemberRequest, sturing_id: UUID, uitgezet_id: UUID) -> HttpResponseRedirect:
    """Take a question back."""
    sturing = sturing_for(request, sturing_id, UPDATE)
    services.withdraw(uitgezet=get_object_or_404(Uitgezet, sturing=sturing, pk=uitgezet_id), by=request.lid)
    messages.success(request, _("De vraag is ingetrokken. Wat er al is ingevuld, blijft staan."))
    return redirect("sturing:uitgezet", request.gemeente.slug, sturing.pk)


@require_GET
def gevraagd(request: MemberRequest, sturing_id: UUID) -> HttpResponse:
    """The lines that this person was asked, and nothing else."""
    return asked_page(request, get_object_or_404(Sturing, pk=sturing_id))


def asked_page(
    request: MemberRequest, sturing: Sturing, status: int = 200, instead: dict[str, editing.Blad] | None = None
) -> HttpResponse:
    """Draw the lines that this person was asked. Raises Http404 for who was never asked anything here."""
    mine = Uitgezet.objects.filter(sturing=sturing, lid=request.lid, ingetrokken_op=None)
    asked = list(mine.select_related("gevraagd_door__gebruiker"))
    if not asked:
        raise Http404
    rows = answers_of(sturing)
    lines = []
    for each in asked:
        found = punt_van(sturing, each.punt)
        if found is None or not may(request.lid, ANSWER, each):
            continue
        _part, punt = found
        blad = (instead or {}).get(punt.id) or open_answer(request, sturing, rows.get(punt.id), punt, may_edit=True)
        lines.append((each, punt, code(punt), blad))
    context: dict[str, Any] = {
        "sturing": sturing,
        "kop": _("Vragen aan jou"),
        "regels": lines,
    }
    return render(request, "sturing/checklist/gevraagd.html", context, status=status)


@require_POST
def klaar(request: MemberRequest, sturing_id: UUID, uitgezet_id: UUID) -> HttpResponseRedirect:
    """Say that a line that one was asked is answered."""
    row = get_object_or_404(Uitgezet, sturing_id=sturing_id, pk=uitgezet_id)
    if row.klaar_op is None:
        require(request, ANSWER, row)
    services.finish(uitgezet=row)
    found = punt_van(row.sturing, row.punt)
    if found is not None and is_answered(found[1], answers_of(row.sturing).get(row.punt)):
        messages.success(request, _("Dank je wel. Je antwoord staat in de checklist."))
    else:
        messages.warning(request, _("De vraag is terug zonder antwoord. %(wie)s ziet dat.") % {
            "wie": row.gevraagd_door.gebruiker.naam
        })  # fmt: skip
    return redirect("sturing:gevraagd", request.gemeente.slug, sturing_id)
