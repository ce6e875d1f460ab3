"""Who is in the team of a project."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from projects.forms import TeamForm, TeamUitnodigingForm
from projects.forms.opzet import MijnPlekForm
from projects.models import Partner, Project, Projectuitnodiging, Teamlid
from projects.models.project import Projectrol
from projects.services import team as services
from projects.views.access import project_for
from projects.views.projecten import project_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import may, note_foreign_choices, require
from wijkaanpak.web import editing


@require_http_methods(["GET", "POST"])
def team(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """See the team; who leads the project adds a member of the gemeente."""
    project = project_for(request, project_id)
    form = TeamForm(request.POST or None, leden=_not_in_team(project), partners=_partners(project))
    if request.method == "POST":
        require(request, "projects.wijzigen", project)
        if form.is_valid():
            services.add_to_team(project=project, by=request.lid, **form.cleaned_data)
            messages.success(request, _("%(naam)s doet nu mee.") % {"naam": form.cleaned_data["lid"]})
            return redirect("projects:team", request.gemeente.slug, project.pk)
    return _show(request, project, form, TeamUitnodigingForm(partners=_partners(project)))


def _not_in_team(project: Project) -> QuerySet[Lidmaatschap]:
    in_team = Teamlid.objects.current().filter(project=project).values("lid")
    members: QuerySet[Lidmaatschap] = Lidmaatschap.objects.active().exclude(pk__in=in_team).with_people()
    return members


def _partners(project: Project) -> QuerySet[Partner]:
    partners: QuerySet[Partner] = Partner.objects.current().filter(project=project)
    return partners


def _show(request: MemberRequest, project: Project, form: TeamForm, invite_form: TeamUitnodigingForm) -> HttpResponse:
    note_foreign_choices(request, form, project)
    invitations = Projectuitnodiging.objects.waiting().filter(project=project)
    others = list((Teamlid.objects.upcoming() | Teamlid.objects.former()).filter(project=project).with_people())
    context = {
        **project_frame(request, project, "team"),
        "team": Teamlid.objects.current().filter(project=project).with_people(),
        "later": [each for each in others if not each.is_former()],
        "eruit": [each for each in others if each.is_former() and each.rol != Projectrol.PROJECTLEIDER],
        "mag_teamgegevens": may(request.lid, "projects.teamgegevens_bekijken", project),
        "uitnodigingen": invitations.select_related("partner"),
        "form": form,
        "uitnodigingform": invite_form,
    }
    return render(request, "projects/team.html", context, status=422 if form.errors or invite_form.errors else 200)


@require_http_methods(["GET", "POST"])
def mijn_plek(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """What someone does in the team and wants to learn, in their own words (ST-02b)."""
    project = project_for(request, project_id, "projects.onderschrijven")
    mine = get_object_or_404(Teamlid.objects.current().filter(project=project), lid=request.lid)

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        context = {**project_frame(request, project, "team"), "blad": blad}
        return render(request, "projects/opzet/mijn_plek.html", context, status=status)

    if request.method == "POST":
        return editing.save_blad(request, MijnPlekForm, mine, page=page, thing=project, project=project)
    return page(editing.open_blad(request, MijnPlekForm, mine, may_edit=True, project=project), 200)


mijn_plek.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]


@require_POST
def uitnodigen(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Invite someone new to the gemeente and to this team at once."""
    project = project_for(request, project_id, "projects.wijzigen")
    form = TeamUitnodigingForm(request.POST, partners=_partners(project))
    if form.is_valid():
        try:
            services.invite_to_project(project=project, by=request.lid, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("De uitnodiging gaat nu weg."))
            return redirect("projects:team", request.gemeente.slug, project.pk)
    return _show(request, project, TeamForm(leden=_not_in_team(project), partners=_partners(project)), form)


@require_POST
def eruit(request: MemberRequest, project_id: UUID, teamlid_id: UUID) -> HttpResponseRedirect:
    """End someone's part in the team; the projectleider is replaced by editing the project."""
    project = project_for(request, project_id, "projects.wijzigen")
    today, later = Teamlid.objects.current(), Teamlid.objects.upcoming()
    others = (today | later).filter(project=project).exclude(rol=Projectrol.PROJECTLEIDER)
    teamlid = get_object_or_404(others.with_people(), pk=teamlid_id)
    services.remove_from_team(teamlid=teamlid, by=request.lid)
    messages.success(request, _("%(naam)s zit niet meer in het team.") % {"naam": teamlid.lid.gebruiker.naam})
    return redirect("projects:team", request.gemeente.slug, project.pk)
