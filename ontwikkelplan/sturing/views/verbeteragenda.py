"""The verbeteragenda: the list, starting one, its page with table and improvements, history, document."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ontwikkelplan.sturing.agendadocument import compose_agenda
from ontwikkelplan.sturing.borginginhoud import (
    OVER_BEGIN,
    OVER_BORGEN,
    OVER_PROJECTLEIDER,
    examples,
    lessons,
    missing_sectors,
)
from ontwikkelplan.sturing.forms.borging import AgendaForm, NieuweAgendaForm, TafelgenootForm, VerbeteringForm
from ontwikkelplan.sturing.models import Tafelgenoot, Verbeteragenda, Verbetering
from ontwikkelplan.sturing.services.pdf import ask_pdf
from ontwikkelplan.sturing.views.access import SEE, UPDATE, sturing_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import require
from wijkaanpak.editing.history import versions
from wijkaanpak.editing.services import add_row
from wijkaanpak.web import editing
from wijkaanpak.web.lijsten import Lijst, Plek

TAB = "verbeteragenda"


def agenda_for(request: MemberRequest, agenda_id: UUID, right: str = SEE) -> Verbeteragenda:
    """Return a verbeteragenda. Raises PermissionDenied (logged) without the right, or Http404."""
    require(request, right)
    found: Verbeteragenda = get_object_or_404(Verbeteragenda.objects.all(), pk=agenda_id)
    return found


def agenda_frame(request: MemberRequest, row: Verbeteragenda) -> dict[str, Any]:
    """Return what every page of a verbeteragenda needs."""
    return {
        **sturing_frame(request, TAB, row),
        "agenda": row,
        "kop": row.titel,
        "spoor": [(_("Verbeteragenda"), reverse("sturing:verbeteragenda", args=[request.gemeente.slug]))],
    }


@require_GET
def lijst(request: MemberRequest) -> HttpResponse:
    """The verbeteragenda's of the gemeente."""
    context = {
        **sturing_frame(request, TAB),
        "kop": _("Verbeteragenda"),
        "agendas": list(Verbeteragenda.objects.all()),
        "lessen": lessons(*OVER_BEGIN),
    }
    return render(request, "sturing/verbeteragenda/lijst.html", context)


@require_http_methods(["GET", "POST"])
def nieuw(request: MemberRequest) -> HttpResponse:
    """Start a verbeteragenda."""
    require(request, UPDATE)
    if request.POST.get("actie") == "weggooien":
        editing.forget(request)
        return redirect(request.path)
    kept = request.session.get(editing.KEEP, {}).get(request.path)
    data = request.POST if request.method == "POST" else kept
    form = NieuweAgendaForm(data, instance=Verbeteragenda(gemeente_id=request.lid.gemeente_id))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = add_row(row=form.instance, by=request.lid.pk)
        except IntegrityError:
            form.add_error("titel", _("Er is al een verbeteragenda met deze naam. Kies een andere naam."))
        else:
            editing.forget(request)
            messages.success(request, _("De verbeteragenda staat klaar."))
            return redirect("sturing:verbeteragenda-een", request.gemeente.slug, made.pk)
    context = {
        **sturing_frame(request, TAB),
        "kop": _("Begin een verbeteragenda"),
        "form": form,
        "van_vroeger": kept is not None and request.method == "GET",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "sturing/verbeteragenda/nieuw.html", context, status=status)


@require_http_methods(["GET", "POST"])
def agenda(request: MemberRequest, agenda_id: UUID) -> HttpResponse:
    """One verbeteragenda: its facts, who sits at the table, the improvements, who leads."""
    row = agenda_for(request, agenda_id, UPDATE if request.method == "POST" else SEE)
    frame = agenda_frame(request, row)
    leader = editing.Rijvorm(
        "editing/_formulier.html",
        "sturing/verbeteragenda/_daarna.html",
        lambda blad: lessons(*OVER_PROJECTLEIDER),
        {},
    )

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        context = {**frame, "blad": blad, **_lists_of(row)}
        return render(request, "sturing/verbeteragenda/agenda.html", context, status=status)

    velden = "sturing/verbeteragenda/_velden.html"
    if request.method == "POST":
        return editing.save_blad(request, AgendaForm, row, page=page, velden=velden, rijvorm=leader)
    blad = editing.open_blad(request, AgendaForm, row, may_edit=frame["mag_bijwerken"], velden=velden, rijvorm=leader)
    return page(blad, 200)


def _lists_of(row: Verbeteragenda) -> dict[str, Any]:
    tafel = list(Tafelgenoot.objects.filter(agenda=row))
    improvements = list(Verbetering.objects.with_heirs().filter(agenda=row))
    return {
        "tafel": [each for each in tafel if each.vervallen_op is None],
        "tafel_weg": [each for each in tafel if each.vervallen_op is not None],
        "ontbreekt": missing_sectors(tafel),
        "verbeteringen": [each for each in improvements if each.vervallen_op is None],
        "verbeteringen_weg": [each for each in improvements if each.vervallen_op is not None],
        "vandaag": timezone.localdate(),
        "lessen": lessons(*OVER_BEGIN),
        "borglessen": lessons(*OVER_BORGEN),
        "voorbeelden": examples(),
    }


@require_GET
def geschiedenis(request: MemberRequest, agenda_id: UUID) -> HttpResponse:
    """Who changed what in the facts of a verbeteragenda, and when."""
    row = agenda_for(request, agenda_id)
    form = AgendaForm(instance=row)
    frame = agenda_frame(request, row)
    people: Any = Lidmaatschap.objects.values_list("pk", "gebruiker__naam")
    here = reverse("sturing:verbeteragenda-een", args=[request.gemeente.slug, row.pk])
    context = {
        **frame,
        "spoor": [*frame["spoor"], (row.titel, here)],
        "lijst": {"kop": "sturing/_kop.html"},
        "rij": row,
        "regels": versions(row, form.labels(), form.words, dict(people), {}),
        "terug": here,
        "mag_terug": frame["mag_bijwerken"],
    }
    return render(request, "editing/lijst_geschiedenis.html", context)


@require_POST
def document(request: MemberRequest, agenda_id: UUID) -> HttpResponseRedirect:
    """Make the document of a verbeteragenda."""
    row = agenda_for(request, agenda_id)
    found = _lists_of(row)
    made = compose_agenda(row, found["tafel"], found["verbeteringen"], request.gemeente)
    pdf = ask_pdf(soort=TAB, van=row.pk, inhoud=made, by=request.lid)
    return redirect("sturing:pdf", request.gemeente.slug, pdf.pk)


def _plek(request: MemberRequest, agenda_id: UUID, anker: str) -> Plek:
    row = agenda_for(request, agenda_id)
    frame = agenda_frame(request, row)
    page = reverse("sturing:verbeteragenda-een", args=[request.gemeente.slug, row.pk])
    around = {**frame, "spoor": [*frame["spoor"], (row.titel, page)]}
    return Plek(row, around, f"{page}#{anker}", frame["mag_bijwerken"], recht=UPDATE)


def _of_tafel(request: MemberRequest, ouder_id: UUID) -> Plek:
    return _plek(request, ouder_id, "tafel")


def _of_verbeteringen(request: MemberRequest, ouder_id: UUID) -> Plek:
    return _plek(request, ouder_id, "verbeteringen")


TAFEL = Lijst(
    slug="tafel", model=Tafelgenoot, ouder="agenda", form=TafelgenootForm, plek=_of_tafel, kop="sturing/_kop.html",
    nieuw=_lazy("Zet iemand aan tafel"), kruimel=_lazy("Aan tafel"), vooraf=("sector",),
    uitleg=_lazy("Zorg, onderwijs en justitie zitten in elk geval aan tafel."),
)  # fmt: skip
VERBETERINGEN = Lijst(
    slug="verbeteringen", model=Verbetering, ouder="agenda", form=VerbeteringForm, plek=_of_verbeteringen,
    kop="sturing/_kop.html", nieuw=_lazy("Voeg een verbetering toe"), kruimel=_lazy("Verbetering"),
    uitleg=_lazy("Wat kan er beter volgens de mensen die het werk doen, en hoe blijft het zo?"),
)  # fmt: skip

nieuw.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
agenda.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
