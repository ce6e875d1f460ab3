"""The self-rating of a team: five statements, without a name."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from projects.views.access import project_for
from projects.views.projecten import project_frame
from reflectie.forms.reeks import ZelfbeeldForm
from reflectie.models import VRAGEN, Zelfbeelddeelname, Zelfbeeldronde
from reflectie.services.zelfbeeld import answer_round
from reflectie.staten import KanNiet
from wijkaanpak.accounts.http import MemberRequest


@require_http_methods(["GET", "POST"])
def zelfbeeld(request: MemberRequest, ronde_id: UUID) -> HttpResponse:
    """Answer a round once."""
    ronde = Zelfbeeldronde.objects.filter(pk=ronde_id).select_related("sessie").first()
    if ronde is None:
        raise Http404
    project = project_for(request, ronde.project_id, "reflectie.teksten_bekijken")
    form = ZelfbeeldForm(request.POST or None, vragen=VRAGEN)
    if request.method == "POST" and form.is_valid():
        try:
            answer_round(ronde=ronde, lid=request.lid, scores=form.scores())
        except KanNiet as reason:
            messages.warning(request, str(reason))
        else:
            messages.success(request, _("Dank je wel. Je antwoord is zonder naam bewaard."))
        return redirect("reflectie:zicht", request.gemeente.slug, project.pk)
    context = {
        **project_frame(request, project, "reflectie"),
        "form": form,
        "ronde": ronde,
        "al_geantwoord": Zelfbeelddeelname.objects.filter(ronde=ronde, lid=request.lid).exists(),
    }
    return render(request, "reflectie/zelfbeeld.html", context, status=422 if form.errors else 200)
