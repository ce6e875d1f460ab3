"""Signing: put an agreement up, ask and remind, read, sign in the app; ``papier`` is for ink."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from projects.forms.tekenen import HandtekeningForm, MeelezerForm
from projects.models import Projectdocument, Tekenverzoek
from projects.models.documenten import Tekenstaat, Verzoeksoort
from projects.services import certificaat
from projects.services import tekenen as services
from projects.services.documenten import inhoud_of
from projects.services.papier import taken_back
from projects.services.tekenrecht import TekenGeweigerd, was_withdrawn, why_not_now
from projects.views.access import project_for
from projects.views.documenten import document_of, zip_of
from projects.views.projecten import project_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.opnieuw import log_in_again, logged_in_lately
from wijkaanpak.audit.services import note_refusal
from wijkaanpak.documents.changes import list_changes

MANAGE = "projects.overeenkomst_beheren"


@require_http_methods(["GET", "POST"])
def voorleggen(request: MemberRequest, project_id: UUID, document_id: UUID) -> HttpResponse:
    """Show who gets a mail; then freeze this version and ask every organisation to sign it."""
    project = project_for(request, project_id, MANAGE)
    document = document_of(project, document_id)
    if request.method == "GET":
        if services.obstacles(project, document):
            return redirect("projects:documentversie", request.gemeente.slug, project.pk, document.pk)
        context = {
            **project_frame(request, project, "documenten"),
            "document": document,
            "gevraagden": services.will_be_asked(project),
            "niet_gevraagd": services.not_asked(document),
            "opnieuw_tekenen": services.signs_again(project),
        }
        return render(request, "projects/tekenen/voorleggen.html", context)
    try:
        asked = services.put_up_for_signature(document=document, by=request.lid)
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
    else:
        messages.success(
            request, _("De overeenkomst ligt ter ondertekening bij %(n)s organisaties.") % {"n": len(asked)}
        )
    return redirect("projects:documentversie", request.gemeente.slug, project.pk, document.pk)


def request_of(document: Projectdocument, verzoek_id: UUID) -> Tekenverzoek:
    """Return a request to sign this version that was not taken back. Raises Http404."""
    rows = Tekenverzoek.objects.current().filter(document=document, soort="tekenen")
    rows = rows.select_related("partner", "mandaat__partner", "document__project")
    found: Tekenverzoek = get_object_or_404(rows, pk=verzoek_id)
    return found


@require_POST
def herinneren(request: MemberRequest, project_id: UUID, document_id: UUID, verzoek_id: UUID) -> HttpResponseRedirect:
    """Remind a signatory by mail."""
    project = project_for(request, project_id, MANAGE)
    document = document_of(project, document_id)
    verzoek = request_of(document, verzoek_id)
    try:
        services.remind(verzoek=verzoek)
    except ValidationError as error:
        messages.info(request, " ".join(error.messages))
    else:
        messages.success(request, _("De herinnering gaat nu weg."))
    return redirect("projects:documentversie", request.gemeente.slug, project.pk, document.pk)


@require_POST
def opnieuw_vragen(
    request: MemberRequest, project_id: UUID, document_id: UUID, verzoek_id: UUID
) -> HttpResponseRedirect:
    """Ask the person whom the mandate names now, instead of the one who was asked."""
    project = project_for(request, project_id, MANAGE)
    document = document_of(project, document_id)
    try:
        services.ask_again(verzoek=request_of(document, verzoek_id), by=request.lid)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Het verzoek gaat nu naar het adres in het mandaat."))
    return redirect("projects:documentversie", request.gemeente.slug, project.pk, document.pk)


def mine(request: MemberRequest, verzoek_id: UUID) -> Tekenverzoek:
    """Return a request to this member, also of a version that was replaced.

    Anyone else's is not there, and looking for it is logged; nor is one that was withdrawn for another reason.
    """
    rows = Tekenverzoek.objects.select_related("document__project", "partner", "mandaat__partner")
    rows = rows.prefetch_related("handtekeningen")
    found: Tekenverzoek = get_object_or_404(rows, pk=verzoek_id)
    if found.lid_id != request.lid.pk:
        note_refusal(request, "tekenen:andere_persoon", found)
        raise Http404
    if was_withdrawn(found):
        raise Http404
    return found


def _form(verzoek: Tekenverzoek, data: Any = None) -> HandtekeningForm:
    initial = {"sha256": verzoek.document.sha256}
    if verzoek.mandaat:
        initial |= {"naam": verzoek.mandaat.naam, "functie": verzoek.mandaat.functie}
    return HandtekeningForm(data, initial=initial)


@require_http_methods(["GET", "POST"])
def tekenen(request: MemberRequest, verzoek_id: UUID) -> HttpResponse:
    """Read the agreement and sign it, after logging in again."""
    verzoek = mine(request, verzoek_id)
    if verzoek.gelezen_op is None:
        Tekenverzoek.objects.filter(pk=verzoek.pk).update(gelezen_op=timezone.now())
    form = _form(verzoek, request.POST if request.method == "POST" else None)
    is_fresh = logged_in_lately(request)
    status = 200
    if request.method == "POST" and not is_fresh:
        return log_in_again(request, _("Log nog een keer in. Daarna kun je tekenen."), f"{request.path}#tekenen")
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = {name: form.cleaned_data[name] for name in ("naam", "functie", "sha256")}
            try:
                services.sign(verzoek=verzoek, lid=request.lid, **data)
            except TekenGeweigerd as refusal:
                note_refusal(request, f"tekenen:{refusal.code}", verzoek)
                form.add_error(refusal.veld, str(refusal))
                status = 422 if refusal.veld else 409
            else:
                messages.success(request, _("Je hebt getekend namens %(wie)s.") % {"wie": verzoek.partner.naam})
                return redirect(request.path)
    return _reading_page(request, verzoek, form, status, is_fresh=is_fresh)


def _reading_page(
    request: MemberRequest,
    verzoek: Tekenverzoek,
    form: HandtekeningForm,
    status: int,
    *,
    is_fresh: bool,
    reader: MeelezerForm | None = None,
) -> HttpResponse:
    document = verzoek.document
    before = certificaat.signed_before(verzoek) if document.nummer > 1 else None
    signature = next(iter(verzoek.handtekeningen.all()), None)
    inhoud, why_not = inhoud_of(document), why_not_now(verzoek)
    anew = Tekenverzoek.objects.up().filter(document__project=verzoek.document.project_id, lid=request.lid)
    context = {
        "verzoek": verzoek,
        "nieuw_verzoek": anew.first() if document.tekenstaat == Tekenstaat.VERVANGEN else None,
        "document": document,
        "project": document.project,
        "inhoud": inhoud,
        "eerder": before,
        "wijzigingen": list_changes(inhoud_of(before), inhoud) if before else [],
        "bundel_klaar": signature is not None and certificaat.is_certificate_current(document),
        "handtekening": signature,
        "waarom_niet": why_not,
        "kan_tekenen": verzoek.soort == Verzoeksoort.TEKENEN and signature is None and not why_not,
        "weggehaald": taken_back(verzoek) if verzoek.soort == Verzoeksoort.TEKENEN and not signature else None,
        "form": form,
        "is_fris": is_fresh,
        "meelezerform": reader or MeelezerForm(),
    }
    return render(request, "projects/tekenen/tekenen.html", context, status=status)


@require_GET
def pdf(request: MemberRequest, verzoek_id: UUID) -> FileResponse:
    """The bytes that are signed."""
    document = mine(request, verzoek_id).document
    if not document.is_ready:
        raise Http404
    return FileResponse(document.bestand.open("rb"), content_type="application/pdf", filename=f"{document.kenmerk}.pdf")


@require_GET
def bundel(request: MemberRequest, verzoek_id: UUID) -> HttpResponse:
    """The signed agreement with its certificate, for who signed it."""
    verzoek = mine(request, verzoek_id)
    if not verzoek.handtekeningen.all() or not certificaat.is_certificate_current(verzoek.document):
        raise Http404
    return zip_of(request, verzoek.document)


@require_POST
def meelezer(request: MemberRequest, verzoek_id: UUID) -> HttpResponse:
    """Let a colleague read along before signing."""
    verzoek = mine(request, verzoek_id)
    form = MeelezerForm(request.POST)
    if form.is_valid():
        try:
            services.let_read_along(verzoek=verzoek, by=request.lid, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("%(wie)s kan meelezen.") % {"wie": form.cleaned_data["naam"]})
            return redirect("projects:tekenen", request.gemeente.slug, verzoek.pk)
    return _reading_page(request, verzoek, _form(verzoek), 422, is_fresh=logged_in_lately(request), reader=form)
