"""What a gemeente sets up for reflectie: methods of its own, and the words the privacywacht asks about."""

from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from projects.models import Project
from projects.views.access import project_for
from projects.views.projecten import project_frame
from reflectie.forms.reeks import MethodeForm, WoordForm
from reflectie.methode import basis, own
from reflectie.models import EigenMethode, Wachtterm
from reflectie.services import methode as services
from reflectie.services import uitkomsten
from reflectie.wachter import Wachter, answer_questions
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import require
from wijkaanpak.editing.services import stamp

METHODS = "reflectie.methoden_beheren"
SERIES = "reflectie.reeks_beheren"


@require_GET
def methoden(request: MemberRequest) -> HttpResponse:
    """The methods of the gemeente, and ours."""
    require(request, METHODS)
    rows = EigenMethode.objects.current().filter(project=None)
    context = {"basis": basis(), "methoden": [(row, own(row)) for row in rows]}
    return render(request, "reflectie/methoden.html", context)


@require_http_methods(["GET", "POST"])
def methode_nieuw(request: MemberRequest) -> HttpResponse:
    """Write a method for all projects of the gemeente."""
    require(request, METHODS)
    return _method_page(request, None, None)


@require_http_methods(["GET", "POST"])
def methode(request: MemberRequest, methode_id: UUID) -> HttpResponse:
    """Change a method of the gemeente. Sessions that began keep the steps they had."""
    require(request, METHODS)
    return _method_page(request, None, get_object_or_404(EigenMethode.objects.current(), pk=methode_id, project=None))


@require_POST
def methode_weg(request: MemberRequest, methode_id: UUID) -> HttpResponse:
    """Offer a method no longer; sessions that used it keep it."""
    row = get_object_or_404(EigenMethode.objects.current(), pk=methode_id)
    if row.project_id is None:
        require(request, METHODS)
    else:
        project_for(request, row.project_id, SERIES)
    uitkomsten.take_away(row=row, by=request.lid)
    messages.success(request, _("De methode staat niet meer in de lijst."))
    return HttpResponseRedirect(_back(request, row.project_id))


@require_http_methods(["GET", "POST"])
def project_methode(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Write a method for this project alone."""
    return _method_page(request, project_for(request, project_id, SERIES), None)


@require_http_methods(["GET", "POST"])
def project_methode_wijzigen(request: MemberRequest, project_id: UUID, methode_id: UUID) -> HttpResponse:
    """Change a method of this project."""
    project = project_for(request, project_id, SERIES)
    return _method_page(
        request, project, get_object_or_404(EigenMethode.objects.current(), pk=methode_id, project=project)
    )


def _back(request: MemberRequest, project_id: UUID | None) -> str:
    if project_id is None:
        return reverse("reflectie:methoden", args=[request.gemeente.slug])
    return reverse("reflectie:reeks", args=[request.gemeente.slug, project_id])


def _method_page(request: MemberRequest, project: Project | None, row: EigenMethode | None) -> HttpResponse:
    wachter = Wachter(project)
    answer_questions(request, wachter)
    form = MethodeForm(request.POST or None, methode=row, wachter=wachter)
    theirs = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.save_method(
                row=row or EigenMethode(gemeente_id=request.gemeente.pk, project=project),
                naam=data["naam"], uitleg=data["uitleg"], stappen=form.stappen(), versie=data["versie"] or 0,
                by=request.lid,
            )  # fmt: skip
        except services.MethodeChanged as error:
            theirs = own(error.current)
            form.data = {**form.data.dict(), "versie": str(error.current.versie)}  # type: ignore[attr-defined]
        else:
            messages.success(request, _("De methode is bewaard."))
            return HttpResponseRedirect(_back(request, project.pk if project else None))
    frame = project_frame(request, project, "reflectie") if project else {}
    context = {
        **frame,
        "form": form,
        "methode": row,
        "van_ander": theirs,
        "terug": _back(request, project.pk if project else None),
    }
    status = 409 if theirs else 422 if form.errors else 200
    return render(request, "reflectie/methode.html", context, status=status)


@require_http_methods(["GET", "POST"])
def woorden(request: MemberRequest) -> HttpResponse:
    """The words the privacywacht asks about in this gemeente."""
    require(request, "reflectie.woorden_beheren")
    form = WoordForm(request.POST or None, instance=Wachtterm(gemeente_id=request.gemeente.pk))
    if request.method == "POST" and form.is_valid():
        stamp(form.instance, request.lid.pk)
        try:
            with transaction.atomic():
                form.instance.save()
        except IntegrityError:
            form.add_error("tekst", _("Dit woord staat er al."))
        else:
            messages.success(request, _("‘%(woord)s’ staat op de lijst.") % {"woord": form.instance.tekst})
            return redirect("reflectie:woorden", request.gemeente.slug)
    context = {"form": form, "woorden": Wachtterm.objects.current()}
    return render(request, "reflectie/woorden.html", context, status=422 if form.errors else 200)


@require_POST
def woord_weg(request: MemberRequest, rij_id: UUID) -> HttpResponse:
    """Take a word off the list."""
    require(request, "reflectie.woorden_beheren")
    row = Wachtterm.objects.current().filter(pk=rij_id).first()
    if row is None:
        raise Http404
    uitkomsten.take_away(row=row, by=request.lid)
    messages.success(request, _("‘%(woord)s’ staat niet meer op de lijst.") % {"woord": row.tekst})
    return redirect("reflectie:woorden", request.gemeente.slug)
