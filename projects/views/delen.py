"""Sharing a project with one person, and seeing who has access and why."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from projects.forms import DelenForm
from projects.models import Project, ProjectDeling, Teamlid
from projects.querysets import ROLES_THAT_SEE_ALL
from projects.services import delen as services
from projects.views.access import project_for
from projects.views.projecten import project_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import note_foreign_choices


@require_http_methods(["GET", "POST"])
def delen(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Who has access, why, until when; and give one more person access."""
    project = project_for(request, project_id, "projects.leiden")
    in_three_months = timezone.localdate() + timedelta(days=91)
    form = DelenForm(request.POST or None, leden=_outside_team(project), initial={"tot": in_three_months})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.share_project(
                project=project, lid=data["lid"], permission=data["recht"], tot=data["tot"], by=request.lid
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("%(naam)s heeft nu toegang.") % {"naam": data["lid"]})
            return redirect("projects:delen", request.gemeente.slug, project.pk)
    note_foreign_choices(request, form, project)
    context = {
        **project_frame(request, project, "delen"),
        "form": form,
        "team": Teamlid.objects.current().filter(project=project).with_people(),
        "rollen": Lidmaatschap.objects.active().filter(rol__in=ROLES_THAT_SEE_ALL).with_people(),
        "delingen": ProjectDeling.objects.current()
        .filter(content_object=project)
        .select_related("lid__gebruiker", "permission", "verleend_door__gebruiker"),
    }
    return render(request, "projects/delen.html", context, status=422 if form.errors else 200)


def _outside_team(project: Project) -> QuerySet[Lidmaatschap]:
    in_team = Teamlid.objects.current().filter(project=project).values("lid")
    others = Lidmaatschap.objects.active().exclude(pk__in=in_team).exclude(rol__in=ROLES_THAT_SEE_ALL)
    members: QuerySet[Lidmaatschap] = others.with_people()
    return members


@require_POST
def stoppen(request: MemberRequest, project_id: UUID, deling_id: UUID) -> HttpResponseRedirect:
    """End one person's access to this project."""
    project = project_for(request, project_id, "projects.leiden")
    deling = get_object_or_404(
        ProjectDeling.objects.current().filter(content_object=project).select_related("lid__gebruiker"), pk=deling_id
    )
    services.stop_sharing(deling=deling, by=request.lid)
    messages.success(request, _("%(naam)s heeft geen toegang meer.") % {"naam": deling.lid.gebruiker.naam})
    return redirect("projects:delen", request.gemeente.slug, project.pk)
