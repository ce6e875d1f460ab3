"""The list of readers without an account of a project."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from evaluatie.views.frame import project_of
from evaluatie.voortgang.forms import Adressen
from evaluatie.voortgang.models import Lezer
from evaluatie.voortgang.services.lezers import add_readers, take_off
from evaluatie.voortgang.views.schrijven import END, SEND, voortgang_frame
from wijkaanpak.accounts.http import MemberRequest


@require_http_methods(["GET", "POST"])
def lijst(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Who gets the berichten without an account, and who stopped it."""
    project = project_of(request, project_id, END if request.method == "GET" else SEND)
    form = Adressen(request.POST or None, project=project)
    if request.method == "POST" and form.is_valid():
        add_readers(project=project, adressen=form.cleaned_data["nieuw"], by=request.lid)
        messages.success(request, _("De lezers staan op de lijst."))
        return redirect(request.path)
    lezers = Lezer.objects.listed().filter(project=project).select_related("toegevoegd_door__gebruiker")
    context = {**voortgang_frame(request, project), "form": form, "lezers": lezers}
    return render(request, "voortgang/lezers.html", context, status=422 if form.errors else 200)


@require_POST
def weg(request: MemberRequest, project_id: UUID, lezer_id: UUID) -> HttpResponseRedirect:
    """Take someone off the list."""
    project = project_of(request, project_id, END)
    lezer: Lezer = get_object_or_404(Lezer.objects.filter(project=project), pk=lezer_id)
    take_off(lezer=lezer, by=request.lid)
    messages.success(request, _("%(wie)s krijgt geen berichten meer.") % {"wie": lezer.email})
    return redirect("voortgang:lezers", request.gemeente.slug, project.pk)
