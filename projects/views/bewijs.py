"""Evidence: adding, fetching, to the bin and back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from projects import checklist
from projects.forms import BewijsForm
from projects.models import Bewijs, Project
from projects.services import bewijs as services
from projects.views.access import project_for
from projects.views.checklist import fasering_of, phase_page, punt_url
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.documents.uploads import download_name_for, is_too_large, too_large


@require_POST
def toevoegen(request: MemberRequest, project_id: UUID, punt: str) -> HttpResponse:
    """Add a file or a link to a punt."""
    project = project_for(request, project_id, "projects.checklist_bijwerken")
    slug = checklist.phase_of(project, punt)
    if slug is None:
        raise Http404
    form = BewijsForm(request.POST, request.FILES)
    if is_too_large(request):
        form.full_clean()
        form.errors.clear()
        form.add_error("bestand", too_large())
    if form.is_valid():
        try:
            _add(request, project, punt, form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Het bewijs is toegevoegd."))
            return redirect(punt_url(request, project, slug, punt))
    return phase_page(request, fasering_of(project, slug), punt, status=422, bewijsform=form, bewijs_id=punt)


def _add(request: MemberRequest, project: Project, punt: str, form: BewijsForm) -> None:
    data = form.cleaned_data
    if data["bestand"]:
        services.add_file(project=project, punt=punt, titel=data["titel"], upload=data["bestand"], by=request.lid)
    else:
        services.add_link(project=project, punt=punt, titel=data["titel"], url=data["url"], by=request.lid)


def _bewijs_for(request: MemberRequest, project: Project, bewijs_id: UUID) -> Bewijs:
    rows = Bewijs.objects.filter(antwoord__project=project).select_related("antwoord")
    return get_object_or_404(rows, pk=bewijs_id)


@require_GET
def ophalen(request: MemberRequest, project_id: UUID, bewijs_id: UUID) -> FileResponse:
    """Download a file; a browser never opens it as a page of ours."""
    project = project_for(request, project_id)
    bewijs = _bewijs_for(request, project, bewijs_id)
    if not bewijs.bestand:
        raise Http404
    name = download_name_for(bewijs.titel, bewijs.mime)
    return FileResponse(bewijs.bestand.open("rb"), as_attachment=True, filename=name, content_type=bewijs.mime)


@require_POST
def weg(request: MemberRequest, project_id: UUID, bewijs_id: UUID) -> HttpResponseRedirect:
    """Put evidence in the bin."""
    project = project_for(request, project_id, "projects.checklist_bijwerken")
    bewijs = _bewijs_for(request, project, bewijs_id)
    services.bin_evidence(bewijs=bewijs)
    messages.success(request, _("Het bewijs is weggehaald. Je vindt het terug bij Geschiedenis."))
    return _to_punt(request, project, bewijs)


@require_POST
def terug(request: MemberRequest, project_id: UUID, bewijs_id: UUID) -> HttpResponseRedirect:
    """Take evidence out of the bin."""
    project = project_for(request, project_id, "projects.checklist_bijwerken")
    bewijs = _bewijs_for(request, project, bewijs_id)
    services.unbin_evidence(bewijs=bewijs)
    messages.success(request, _("Het bewijs staat er weer bij."))
    return _to_punt(request, project, bewijs)


def _to_punt(request: MemberRequest, project: Project, bewijs: Bewijs) -> HttpResponseRedirect:
    slug = checklist.phase_of(project, bewijs.antwoord.punt)
    if slug is None:
        return redirect("projects:project", request.gemeente.slug, project.pk)
    return redirect(punt_url(request, project, slug, bewijs.antwoord.punt))
