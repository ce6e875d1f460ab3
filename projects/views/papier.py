"""Signatures on paper: add the scan as who manages the agreement or as who signed, look at it, take it back."""

from typing import Any
from uuid import UUID

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from projects.documenten.certificaat import scan_name
from projects.forms.tekenen import PapierForm, ScanwegForm
from projects.models import Handtekening, Tekenverzoek
from projects.models.documenten import Verzoeksoort
from projects.services import papier as services
from projects.services.tekenrecht import TekenGeweigerd
from projects.views.access import project_for
from projects.views.documenten import TAKE_AWAY, document_of
from projects.views.projecten import project_frame
from projects.views.tekenen import MANAGE, log_in_again, mine, request_of
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.audit.services import note_refusal
from wijkaanpak.documents.uploads import is_too_large, too_large


@require_http_methods(["GET", "POST"])
def op_papier(request: MemberRequest, project_id: UUID, document_id: UUID, verzoek_id: UUID) -> HttpResponse:
    """Add the scan of a signature on paper, as who manages the agreement."""
    project = project_for(request, project_id, MANAGE)
    document = document_of(project, document_id)
    verzoek = request_of(document, verzoek_id)
    form = _form(request, verzoek)
    if request.method == "POST" and _add_scan(request, verzoek, form):
        messages.success(request, _("De handtekening staat erbij."))
        return redirect("projects:documentversie", request.gemeente.slug, project.pk, document.pk)
    context = {**project_frame(request, project, "documenten"), "document": document, "verzoek": verzoek, "form": form}
    return render(request, "projects/tekenen/papier.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def zelf_op_papier(request: MemberRequest, verzoek_id: UUID) -> HttpResponse:
    """Add the scan of a signature on paper, as who signed it; after logging in again, as for signing here."""
    verzoek = mine(request, verzoek_id)
    if verzoek.soort != Verzoeksoort.TEKENEN or verzoek.handtekeningen.exists():
        return redirect("projects:tekenen", request.gemeente.slug, verzoek.pk)
    if not did_recently_reauthenticate(request):
        return log_in_again(request)
    form = _form(request, verzoek)
    if request.method == "POST" and _add_scan(request, verzoek, form):
        messages.success(request, _("Je hebt getekend namens %(wie)s.") % {"wie": verzoek.partner.naam})
        return redirect("projects:tekenen", request.gemeente.slug, verzoek.pk)
    context = {"document": verzoek.document, "verzoek": verzoek, "form": form, "zelf": True}
    return render(request, "projects/tekenen/papier.html", context, status=422 if form.errors else 200)


def _form(request: MemberRequest, verzoek: Tekenverzoek) -> PapierForm:
    initial = {"naam": verzoek.mandaat.naam, "functie": verzoek.mandaat.functie} if verzoek.mandaat else {}
    if request.method == "POST":
        return PapierForm(request.POST, request.FILES, initial=initial)
    return PapierForm(initial=initial)


def _add_scan(request: MemberRequest, verzoek: Tekenverzoek, form: PapierForm) -> bool:
    """Store the scan of this form, or say beside the field why not."""
    if is_too_large(request):
        form.add_error("bestand", too_large())
    elif form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("naam", "functie", "papier_op")}
        try:
            services.sign_on_paper(verzoek=verzoek, by=request.lid, scan=form.cleaned_data["bestand"], **facts)
        except TekenGeweigerd as refusal:
            note_refusal(request, f"tekenen:{refusal.code}", verzoek)
            form.add_error(refusal.veld, str(refusal))
        except ValidationError as error:
            form.add_error(None, error)
    return not form.errors


@require_http_methods(["GET", "POST"])
def scan_weg(request: MemberRequest, project_id: UUID, document_id: UUID, verzoek_id: UUID) -> HttpResponse:
    """Take back a scan that is not the right one, with the reason."""
    project = project_for(request, project_id, MANAGE)
    document = document_of(project, document_id)
    verzoek = request_of(document, verzoek_id)
    form = ScanwegForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.take_back(verzoek=verzoek, by=request.lid, reden=form.cleaned_data["reden"])
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("De scan telt niet meer mee. %(wie)s krijgt opnieuw een verzoek.") % {
                "wie": verzoek.naam
            })  # fmt: skip
            return redirect("projects:documentversie", request.gemeente.slug, project.pk, document.pk)
    context: dict[str, Any] = {
        **project_frame(request, project, "documenten"),
        "document": document,
        "verzoek": verzoek,
        "handtekening": Handtekening.objects.standing().filter(verzoek=verzoek).first(),
        "form": form,
    }
    return render(request, "projects/tekenen/scan_weg.html", context, status=422 if form.errors else 200)


@require_GET
def scan(request: MemberRequest, project_id: UUID, document_id: UUID, verzoek_id: UUID) -> FileResponse:
    """The scan of a signature, for who may take the agreement away."""
    project = project_for(request, project_id, TAKE_AWAY)
    rows = Tekenverzoek.objects.filter(document=document_of(project, document_id))
    return _scan_of(get_object_or_404(rows, pk=verzoek_id))


@require_GET
def eigen_scan(request: MemberRequest, verzoek_id: UUID) -> FileResponse:
    """The scan of a signature, for who signed."""
    return _scan_of(mine(request, verzoek_id))


def _scan_of(verzoek: Tekenverzoek) -> FileResponse:
    found = get_object_or_404(Handtekening, verzoek=verzoek)
    if not found.scan:
        raise Http404
    return FileResponse(
        found.scan.open("rb"), as_attachment=True, filename=scan_name(found), content_type=found.scan_mime
    )
