"""Vaststellen, opening an opdracht again, its versions, and its documents."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ontwikkelplan.sturing.forms.opdracht import VaststellenForm
from ontwikkelplan.sturing.models import Opdracht, Opdrachtsoort, Opdrachtversie
from ontwikkelplan.sturing.opdrachtcontrole import ontbreekt, per_groep
from ontwikkelplan.sturing.opdrachtdocument import compose
from ontwikkelplan.sturing.opdrachtdossier import dossier_of
from ontwikkelplan.sturing.services import opdracht as services
from ontwikkelplan.sturing.services.pdf import ask_pdf
from ontwikkelplan.sturing.views.opdracht_toegang import opdracht_for, opdracht_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.documents.changes import list_changes
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.web.posted import posted_uuid


def _overview(request: MemberRequest, opdracht: Opdracht) -> HttpResponseRedirect:
    return redirect("sturing:opdracht-overzicht", request.gemeente.slug, opdracht.pk)


@require_http_methods(["GET", "POST"])
def vaststellen(request: MemberRequest, opdracht_id: UUID) -> HttpResponse:
    """Say who decided and when; name what is missing and ask why it is done all the same (NUM-24)."""
    opdracht = opdracht_for(request, opdracht_id, to_write=True)
    if opdracht.soort == Opdrachtsoort.REGIONAAL:
        raise Http404
    if opdracht.is_fixed:
        messages.warning(request, _("Deze opdracht is al vastgesteld of vervallen."))
        return _overview(request, opdracht)
    missing = ontbreekt(dossier_of(opdracht))
    form = VaststellenForm(request.POST or None, is_compleet=not missing)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = services.adopt(opdracht=opdracht, by=request.lid, **{"reden": "", **form.cleaned_data})
            except services.KanNiet as reason:
                form.add_error(None, str(reason))
            else:
                said = _("De opdracht is vastgesteld en bewaard als versie %(n)d.")
                messages.success(request, said % {"n": made.nummer})
                return _overview(request, opdracht)
    context = {
        **opdracht_frame(request, opdracht, "vaststellen"),
        "form": form,
        "ontbreekt": per_groep(missing),
        "kan_niet": any(regel.is_nodig for regel in missing),
    }
    return render(request, "sturing/opdracht/vaststellen.html", context, status=status)


@require_POST
def wijzigen(request: MemberRequest, opdracht_id: UUID) -> HttpResponse:
    """Make a concept of what was vastgesteld; the version stays."""
    opdracht = opdracht_for(request, opdracht_id, to_write=True)
    services.reopen(opdracht=opdracht, by=request.lid)
    messages.success(request, _("Je kunt de opdracht weer wijzigen. De vastgestelde versie blijft bewaard."))
    return _overview(request, opdracht)


@require_POST
def vervallen(request: MemberRequest, opdracht_id: UUID) -> HttpResponse:
    """Say that an opdracht no longer holds; ``actie=terug`` takes that back."""
    opdracht = opdracht_for(request, opdracht_id, to_write=True)
    gone = request.POST.get("actie") != "terug"
    services.retire(opdracht=opdracht, gone=gone, by=request.lid)
    if gone:
        messages.success(request, _("De opdracht is vervallen. Alles blijft te lezen."))
    else:
        messages.success(request, _("De opdracht geldt weer."))
    return _overview(request, opdracht)


@require_GET
def versies(request: MemberRequest, opdracht_id: UUID) -> HttpResponse:
    """The versions of an opdracht."""
    opdracht = opdracht_for(request, opdracht_id)
    rows: Any = Opdrachtversie.objects.filter(opdracht=opdracht).defer("inhoud")
    context = {
        **opdracht_frame(request, opdracht, "versies"),
        "versies": list(rows.select_related("gemaakt_door__gebruiker")),
    }
    return render(request, "sturing/opdracht/versies.html", context)


@require_GET
def versie(request: MemberRequest, opdracht_id: UUID, versie_id: UUID) -> HttpResponse:
    """One version as people read it, and how it differs from the one before."""
    opdracht = opdracht_for(request, opdracht_id)
    rows: Any = Opdrachtversie.objects.filter(opdracht=opdracht).select_related("gemaakt_door__gebruiker")
    row: Opdrachtversie = get_object_or_404(rows, pk=versie_id)
    before: Opdrachtversie | None = rows.filter(nummer__lt=row.nummer).first()
    inhoud = _document(row)
    context = {
        **opdracht_frame(request, opdracht, "versies"),
        "versie": row,
        "inhoud": inhoud,
        "vorige": before,
        "wijzigingen": list_changes(_document(before), inhoud) if before is not None else [],
    }
    return render(request, "sturing/opdracht/versie.html", context)


def _document(row: Opdrachtversie) -> Inhoud:
    return Inhoud.from_json(row.inhoud["document"])


@require_POST
def pdf(request: MemberRequest, opdracht_id: UUID) -> HttpResponse:
    """Have a PDF made of the opdracht as it is now, or of a version."""
    opdracht = opdracht_for(request, opdracht_id)
    rows = Opdrachtversie.objects.filter(opdracht=opdracht)
    if "versie" in request.POST or opdracht.vastgesteld_op:
        asked = posted_uuid(request, "versie")
        row = rows.filter(pk=asked).first() if asked else None if request.POST.get("versie") else rows.first()
        if row is None:
            raise Http404
        inhoud = _document(row)
    else:
        last = rows.values_list("nummer", flat=True).first() or 0
        inhoud = compose(dossier_of(opdracht), gemeente=request.gemeente, versie=last + 1)
    made = ask_pdf(soort="opdracht", van=opdracht.pk, inhoud=inhoud, by=request.lid)
    return redirect("sturing:pdf", request.gemeente.slug, made.pk)
