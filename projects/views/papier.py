"""Signatures on paper: add the scan as who manages the agreement or as who signed, look at it, take it back."""

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import get_authentication_records
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
from projects.services.tekenrecht import TekenGeweigerd, why_no_scan
from projects.views.access import project_for
from projects.views.documenten import TAKE_AWAY, document_of
from projects.views.projecten import project_frame
from projects.views.tekenen import MANAGE, mine, request_of
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.opnieuw import log_in_again, logged_in_lately
from wijkaanpak.audit.services import note_refusal, record
from wijkaanpak.documents.uploads import is_too_large, too_large
from wijkaanpak.web import editing

STILL_FRESH = 30 * 60  # seconds since logging in again, for who sends the form: the scan must be made first


@require_http_methods(["GET", "POST"])
def op_papier(request: MemberRequest, project_id: UUID, document_id: UUID, verzoek_id: UUID) -> HttpResponse:
    """Add the scan of a signature on paper, as who manages the agreement."""
    project = project_for(request, project_id, MANAGE)
    document = document_of(project, document_id)
    verzoek = request_of(document, verzoek_id)
    form = _form(request, verzoek)
    status = _add_scan(request, verzoek, form) if request.method == "POST" else 200
    if status == HTTPStatus.CREATED:
        messages.success(request, _("De handtekening staat erbij."))
        return redirect("projects:documentversie", request.gemeente.slug, project.pk, document.pk)
    context = {
        **project_frame(request, project, "documenten"),
        **_page(request, verzoek, form, _reason(request, verzoek)),
    }
    return render(request, "projects/tekenen/papier.html", context, status=status)


@require_http_methods(["GET", "POST"])
def zelf_op_papier(request: MemberRequest, verzoek_id: UUID) -> HttpResponse:
    """Add the scan of a signature on paper, as who signed it; after logging in again, as for signing here."""
    verzoek = mine(request, verzoek_id)
    waits = verzoek.soort == Verzoeksoort.TEKENEN and not verzoek.handtekeningen.exists()
    if request.method == "GET" and not waits:
        return redirect("projects:tekenen", request.gemeente.slug, verzoek.pk)
    reason = _reason(request, verzoek)
    if not reason and not _logged_in_again(request):
        if request.method == "POST":
            editing.keep_form(request, request.gemeente.slug)
        return log_in_again(request, _("Log nog een keer in. Daarna kun je de scan toevoegen."))
    form = _form(request, verzoek)
    status = _add_scan(request, verzoek, form, services.sign_own_paper) if request.method == "POST" else 200
    if status == HTTPStatus.CREATED:
        messages.success(request, _("Je hebt getekend namens %(wie)s.") % {"wie": verzoek.partner.naam})
        return redirect("projects:tekenen", request.gemeente.slug, verzoek.pk)
    context = {**_page(request, verzoek, form, reason), "zelf": True}
    return render(request, "projects/tekenen/papier.html", context, status=status)


op_papier.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
zelf_op_papier.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]


def _logged_in_again(request: MemberRequest) -> bool:
    """Whether this person logged in again lately; for who sends the form, half an hour ago is lately too."""
    if logged_in_lately(request):
        return True
    records = get_authentication_records(request, request.user)
    moments = [each["at"] for each in records if each.get("reauthenticated")]
    return request.method == "POST" and bool(moments) and time.time() - moments[-1] < STILL_FRESH


def _form(request: MemberRequest, verzoek: Tekenverzoek) -> PapierForm:
    initial = {"naam": verzoek.mandaat.naam, "functie": verzoek.mandaat.functie} if verzoek.mandaat else {}
    if request.method == "POST":
        return PapierForm(request.POST, request.FILES, initial=initial)
    return PapierForm(initial=initial | request.session.get(editing.KEEP, {}).get(request.path, {}))


def _reason(request: MemberRequest, verzoek: Tekenverzoek) -> str:
    """Why there is no form to open; who sends one is answered by the service."""
    return why_no_scan(verzoek) if request.method == "GET" else ""


def _page(request: MemberRequest, verzoek: Tekenverzoek, form: PapierForm, reason: str) -> dict[str, Any]:
    return {
        "document": verzoek.document,
        "verzoek": verzoek,
        "form": form,
        "waarom_niet": reason,
        "van_vroeger": request.method == "GET" and request.path in request.session.get(editing.KEEP, {}),
    }


def _add_scan(
    request: MemberRequest,
    verzoek: Tekenverzoek,
    form: PapierForm,
    store: Callable[..., Handtekening] = services.sign_on_paper,
) -> int:
    """Store the scan of this form, or say why not, beside the field where there is one; return the status."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if is_too_large(request):
        form.add_error("bestand", too_large())
    elif form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("naam", "functie", "papier_op")}
        scan = form.cleaned_data["bestand"]
        try:
            store(verzoek=verzoek, by=request.lid, scan=scan, **facts)
        except TekenGeweigerd as refusal:
            note_refusal(request, f"tekenen:{refusal.code}", verzoek)
            form.add_error(refusal.veld, str(refusal))
            status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal.veld else HTTPStatus.CONFLICT
        except ValidationError as error:
            form.add_error(None, error)
        else:
            editing.forget(request)
            status = HTTPStatus.CREATED
    return status


@require_http_methods(["GET", "POST"])
def scan_weg(request: MemberRequest, project_id: UUID, document_id: UUID, verzoek_id: UUID) -> HttpResponse:
    """Take back a scan that is not the right one, with the reason."""
    project = project_for(request, project_id, MANAGE)
    document = document_of(project, document_id)
    gone = Handtekening.objects.exclude(ingetrokken_op=None)
    if gone.filter(verzoek=verzoek_id, verzoek__document=document).exists():  # pressed twice, or by two people
        messages.info(request, _("Deze scan is al weggehaald."))
        return redirect("projects:documentversie", request.gemeente.slug, project.pk, document.pk)
    verzoek = request_of(document, verzoek_id)
    form = ScanwegForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            anew = services.take_back(verzoek=verzoek, by=request.lid, reden=form.cleaned_data["reden"])
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            said = _("%(wie)s krijgt opnieuw een verzoek.")
            if not anew.berichten.exists():
                said = _("%(wie)s heeft geen toegang meer en krijgt geen mail. Kies ‘Vraag opnieuw’ als dat moet.")
            messages.success(request, _("De scan telt niet meer mee.") + " " + said % {"wie": verzoek.naam})
            return redirect("projects:documentversie", request.gemeente.slug, project.pk, document.pk)
    context: dict[str, Any] = {
        **project_frame(request, project, "documenten"),
        "document": document,
        "verzoek": verzoek,
        "handtekening": Handtekening.objects.standing().filter(verzoek=verzoek).first(),
        "is_bereikbaar": services.is_reachable(verzoek),
        "form": form,
    }
    return render(request, "projects/tekenen/scan_weg.html", context, status=422 if form.errors else 200)


@require_GET
def scan(request: MemberRequest, project_id: UUID, document_id: UUID, verzoek_id: UUID) -> FileResponse:
    """The scan of a signature, for who may take the agreement away."""
    project = project_for(request, project_id, TAKE_AWAY)
    rows = Tekenverzoek.objects.filter(document=document_of(project, document_id))
    return _scan_of(request, get_object_or_404(rows, pk=verzoek_id))


@require_GET
def eigen_scan(request: MemberRequest, verzoek_id: UUID) -> FileResponse:
    """The scan of a signature, for who signed."""
    return _scan_of(request, mine(request, verzoek_id))


def _scan_of(request: MemberRequest, verzoek: Tekenverzoek) -> FileResponse:
    """Answer with a scan, and put on record who looks."""
    found = get_object_or_404(Handtekening, verzoek=verzoek)
    if not found.scan:
        raise Http404
    record(verzoek.gemeente_id, request.user.pk, "scan bekeken", f"projects.tekenverzoek:{verzoek.pk}")
    return FileResponse(
        found.scan.open("rb"), as_attachment=True, filename=scan_name(found), content_type=found.scan_mime
    )
