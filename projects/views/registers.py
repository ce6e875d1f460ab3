"""The screens of every list of a project: add, change, history, take away, put back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from projects.models import Project, Projectuitnodiging, Teamlid
from projects.registers import REGISTERS, Register
from projects.services import register as services
from projects.views.access import project_for
from projects.views.geschiedenis import history_page
from projects.views.projecten import project_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may, note_foreign_choices, require
from wijkaanpak.audit.services import record
from wijkaanpak.editing.models import Editable, Removable
from wijkaanpak.web import editing
from wijkaanpak.web.errors import typed_text_page


def _place(request: MemberRequest, project_id: UUID, slug: str, right: str) -> tuple[Project, Register]:
    """Return the project and the list, with the right to see (``zien``) or change (``wijzigen``) it."""
    register = REGISTERS.get(slug)
    if register is None:
        raise Http404
    project = project_for(request, project_id)
    require(request, getattr(register, right), project)
    return project, register


def _form_facts(request: MemberRequest, project: Project) -> dict[str, Any]:
    """Return what every form over a row of a project is told."""
    return {"project": project, "mag_beheren": may(request.lid, "projects.overeenkomst_beheren", project)}


def _page_of(request: MemberRequest, project: Project, register: Register) -> str:
    return f"{reverse(f'projects:{register.pagina}', args=[request.gemeente.slug, project.pk])}#{register.slug}"


@require_http_methods(["GET", "POST"])
def nieuw(request: MemberRequest, project_id: UUID, register: str) -> HttpResponse:
    """Add a row."""
    project, place = _place(request, project_id, register, "wijzigen")
    if place.eigen_begin:
        raise Http404
    if request.POST.get("actie") == "weggooien":
        editing.forget(request)
        return redirect(request.path)
    kept = request.session.get(editing.KEEP, {}).get(request.path)
    row = place.empty_row(project)
    initial = {name: request.GET[name] for name in ("soort", "partner") if name in request.GET}
    data = request.POST if request.method == "POST" else kept
    form = place.form(data, instance=row, initial=initial, **_form_facts(request, project))
    if request.method == "POST" and form.is_valid():
        require(request, place.right_for(form.instance), project)
        try:
            services.add_row(project=project, row=form.instance, by=request.lid)
        except ValidationError as error:
            form.add_error(None, error)
    if request.method == "POST" and form.is_valid():
        editing.forget(request)
        name = str(form.instance) if place.bewaart_geschiedenis else _("De sleutelfiguur")
        messages.success(request, _("‘%(wat)s’ staat erbij.") % {"wat": name})
        for warning in form.warnings():
            messages.warning(request, warning)
        return redirect(_page_of(request, project, place))
    note_foreign_choices(request, form, project)
    context = {
        **project_frame(request, project, place.tab),
        "form": form,
        "register": place,
        "van_vroeger": kept is not None and request.method == "GET",
        "terug": _page_of(request, project, place),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "projects/opzet/nieuw.html", context, status=status)


nieuw.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def rij(request: MemberRequest, project_id: UUID, register: str, rij_id: UUID) -> HttpResponse:
    """Look at one row, and change it field by field."""
    right = "zien" if request.method == "GET" else "wijzigen"
    project, place = _place(request, project_id, register, right)
    if request.method == "POST" and place.slug in ("mandaten", "besluiten"):
        services.hold_mandates(project)
    row = get_object_or_404(place.rows(project), pk=rij_id)
    if request.method == "POST":
        require(request, place.right_for(row), project)
    may_edit = may(request.lid, place.right_for(row), project) and getattr(row, "vervallen_op", None) is None
    facts = _form_facts(request, project)

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        context = {
            **project_frame(request, project, place.tab),
            "blad": blad,
            "rij": row,
            "register": place,
            "mensen": _people_of(row) if place.slug == "partners" else [],
            "genodigd": Projectuitnodiging.objects.waiting().filter(partner=row.pk) if place.slug == "partners" else [],
            "mag_rij": may(request.lid, place.right_for(row), project),
            "terug": _page_of(request, project, place),
        }
        return render(request, "projects/opzet/rij.html", context, status=status)

    if request.method == "POST":
        if not may_edit and request.htmx:
            raise Http404
        if not may_edit:
            return typed_text_page(request, 409)
        return editing.save_blad(request, place.form, row, page=page, thing=project, **facts)
    if not place.bewaart_geschiedenis:  # personal data: who looks is put on record
        record(project.gemeente_id, request.user.pk, "sleutelfiguur bekeken", f"projects.project:{project.pk}")
    return page(editing.open_blad(request, place.form, row, may_edit=may_edit, **facts), 200)


def _people_of(partner: Editable) -> list[Teamlid]:
    """Return who of the team of today comes from an organisation."""
    return list(Teamlid.objects.current().filter(partner=partner.pk).with_people())


rij.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]


@require_POST
def weg(request: MemberRequest, project_id: UUID, register: str, rij_id: UUID) -> HttpResponseRedirect:
    """Take a row away."""
    project, place = _place(request, project_id, register, "wijzigen")
    row = get_object_or_404(place.rows(project), pk=rij_id)
    if not isinstance(row, Removable):
        raise Http404
    require(request, place.right_for(row), project)
    name = str(row) if place.bewaart_geschiedenis else _("De sleutelfiguur")
    try:
        services.take_away(row=row, by=request.lid)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(wat)s is weggehaald.") % {"wat": name})
    return redirect(_page_of(request, project, place))


@require_POST
def terug(request: MemberRequest, project_id: UUID, register: str, rij_id: UUID) -> HttpResponseRedirect:
    """Put back a row that was taken away."""
    project, place = _place(request, project_id, register, "wijzigen")
    row = get_object_or_404(place.rows(project), pk=rij_id)
    if not isinstance(row, Removable):
        raise Http404
    require(request, place.right_for(row), project)
    try:
        with transaction.atomic():
            services.put_back(row=row, by=request.lid)
    except IntegrityError:
        messages.error(request, _("Er staat nu iets anders met deze naam. Geef dat eerst een andere naam."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(wat)s staat er weer.") % {"wat": str(row)})
    return redirect(_page_of(request, project, place))


@require_GET
def geschiedenis(request: MemberRequest, project_id: UUID, register: str, rij_id: UUID) -> HttpResponse:
    """Who changed what in this row, and when."""
    project, place = _place(request, project_id, register, "zien")
    row = get_object_or_404(place.rows(project), pk=rij_id)
    if not place.bewaart_geschiedenis:
        raise Http404
    form = place.form(instance=row, project=project, mag_beheren=True)
    address = reverse("projects:rij", args=[request.gemeente.slug, project.pk, place.slug, row.pk])
    return history_page(request, project, place.tab, row, form, address, place.right_for(row))
