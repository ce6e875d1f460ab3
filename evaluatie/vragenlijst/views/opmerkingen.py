"""Judging what was typed at the open question: a quote without names, or nothing (PRV-06)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from evaluatie.views.frame import project_of
from evaluatie.vragenlijst import services
from evaluatie.vragenlijst.forms import CitaatForm
from evaluatie.vragenlijst.models import Opmerking, Ronde
from evaluatie.vragenlijst.uitslag import result_of
from evaluatie.vragenlijst.views.beheer import MANAGE, page_frame, round_of
from projects.models import Project
from reflectie.wachter import Wachter, answer_questions
from wijkaanpak.accounts.http import MemberRequest


def _place(request: MemberRequest, project_id: UUID, ronde_id: UUID) -> tuple[Project, Ronde]:
    """Return a round whose remarks may be read now. Raises Http404 before there is a result, and below five answers."""
    project = project_of(request, project_id, MANAGE)
    ronde = round_of(request, project, ronde_id)
    if result_of(ronde) is None:
        raise Http404
    return project, ronde


@require_GET
def opmerkingen(request: MemberRequest, project_id: UUID, ronde_id: UUID) -> HttpResponse:
    """What was typed and is still to be judged, in a random order."""
    project, ronde = _place(request, project_id, ronde_id)
    rows = list(Opmerking.objects.filter(ronde=ronde))
    context = {
        **page_frame(request, project),
        "ronde": ronde,
        "wacht": [row for row in rows if not row.is_vrij],
        "vrij": [row for row in rows if row.is_vrij],
    }
    return render(request, "vragenlijst/opmerkingen.html", context)


@require_http_methods(["GET", "POST"])
def opmerking(request: MemberRequest, project_id: UUID, ronde_id: UUID, opmerking_id: UUID) -> HttpResponse:
    """Make a quote of a remark and release it, or throw it away."""
    project, ronde = _place(request, project_id, ronde_id)
    found: Opmerking = get_object_or_404(Opmerking.objects.filter(ronde=ronde).select_related("ronde"), pk=opmerking_id)
    if request.POST.get("actie") == "weg":
        services.drop_remark(opmerking=found, by=request.lid)
        messages.success(request, _("De opmerking is weggegooid."))
        return redirect("vragenlijst:opmerkingen", request.gemeente.slug, project.pk, ronde.pk)
    wachter = Wachter(project)
    answer_questions(request, wachter)
    form = CitaatForm(request.POST or None, initial={"tekst": found.tekst}, wachter=wachter)
    if request.method == "POST" and form.is_valid():
        try:
            services.release_quote(opmerking=found, citaat=form.cleaned_data["tekst"], by=request.lid)
        except services.KanNiet:
            form.add_error(None, _("Iemand anders beoordeelde dit net ook. Kijk eerst in de lijst."))
        else:
            messages.success(request, _("Het citaat staat bij de uitslag."))
            return redirect("vragenlijst:opmerkingen", request.gemeente.slug, project.pk, ronde.pk)
    context = {**page_frame(request, project), "ronde": ronde, "opmerking": found, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "vragenlijst/opmerking.html", context, status=status)
