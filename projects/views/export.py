"""The whole checklist on paper, and as a table for Excel and LibreOffice."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from projects.checklist import Fasering, Regel, build_all
from projects.dingen import mark_things
from projects.views.access import project_for
from projects.views.projecten import project_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.audit.services import record
from wijkaanpak.documents.office import ODS, XLSX, Value, make_ods, make_xlsx

HEADER = (
    "Id", "Fase", "Punt", "Status", "Reden", "Toelichting", "Verantwoordelijke", "Deadline", "Gereed op", "Bewijs",
)  # fmt: skip
_FORMATS: dict[str, tuple[str, Callable[..., bytes]]] = {"xlsx": (XLSX, make_xlsx), "ods": (ODS, make_ods)}


@require_GET
def afdrukken(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """All phases on one page that prints well."""
    project = project_for(request, project_id)
    context = {
        **project_frame(request, project, "checklist"),
        "fasen": build_all(project),
        "vandaag": timezone.localdate(),
    }
    return render(request, "projects/afdrukken.html", context)


@require_GET
def bestand(request: MemberRequest, project_id: UUID, soort: str) -> HttpResponse:
    """The checklist as a file, ``xlsx`` or ``ods``."""
    if soort not in _FORMATS:
        raise Http404
    project = project_for(request, project_id)
    mime, make = _FORMATS[soort]
    fasen = build_all(project)
    mark_things(project, [top for fasering in fasen for top in fasering.regels])
    rows = [_row(fasering, regel) for fasering in fasen for top in fasering.regels for regel in top.walk()]
    record(project.gemeente_id, request.user.pk, f"checklist_{soort}", f"project:{project.pk}")
    response = HttpResponse(make("Checklist", HEADER, rows), content_type=mime)
    name = f"checklist-{slugify(project.naam) or 'project'}-{timezone.localdate():%Y-%m-%d}.{soort}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _row(fasering: Fasering, regel: Regel) -> list[Value]:
    antwoord = regel.antwoord
    return [
        regel.id,
        fasering.onderdeel.titel,
        regel.titel,
        str(antwoord.get_status_display()),
        antwoord.reden,
        antwoord.toelichting,
        regel.verantwoordelijke.naam if regel.verantwoordelijke else "",
        antwoord.deadline,
        antwoord.gereed_op,
        regel.bewijs + regel.heeft_ding,  # what the app itself has counts as one
    ]
