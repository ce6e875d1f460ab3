"""The rounds of a project: making one, its link on screen and on paper, closing it, and its result."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin
from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from evaluatie.views.frame import frame, project_of
from evaluatie.vragenlijst import services
from evaluatie.vragenlijst.forms import NieuweRondeForm, RondeForm
from evaluatie.vragenlijst.models import Opmerking, Ronde
from evaluatie.vragenlijst.regel import KLEINSTE
from evaluatie.vragenlijst.uitslag import response_of, result_of
from evaluatie.vragenlijst.vragen import page_languages, woorden
from projects.models import Project
from reflectie.wachter import Wachter, answer_questions, keep_checked
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import may
from wijkaanpak.web import editing
from wijkaanpak.web.errors import closed

MANAGE = "vragenlijst.beheren"


def round_of(request: MemberRequest, project: Project, ronde_id: UUID) -> Ronde:
    """Return a round of a project. Raises Http404."""
    found: Ronde = get_object_or_404(Ronde.objects.of_project(project), pk=ronde_id)
    return found


def page_frame(request: MemberRequest, project: Project) -> dict[str, Any]:
    """Return what the head of every page of the questionnaire needs."""
    mag = may(request.lid, MANAGE, project)
    return {**frame(request, project, "vragenlijst"), "mag_beheren": mag, "kleinste": KLEINSTE}


@require_GET
def beheer(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Every round of a project with how many answers it has."""
    project = project_of(request, project_id)
    rondes = [(ronde, response_of(ronde)) for ronde in Ronde.objects.of_project(project)]
    return render(request, "vragenlijst/beheer.html", {**page_frame(request, project), "rondes": rondes})


@require_http_methods(["GET", "POST"])
def nieuw(request: MemberRequest, project_id: UUID) -> HttpResponse:
    """Make a round; its link is there at once."""
    project = project_of(request, project_id, MANAGE)
    row = Ronde(project=project, gemeente_id=project.gemeente_id)
    wachter = Wachter(project)
    answer_questions(request, wachter)
    initial = {"open_van": timezone.localdate()}
    form = NieuweRondeForm(request.POST or None, instance=row, initial=initial, wachter=wachter)
    if request.method == "POST" and form.is_valid():
        services.start_round(ronde=form.instance, by=request.lid)
        messages.success(request, _("De ronde staat klaar. Deel de link of hang de poster op."))
        return redirect("vragenlijst:ronde", request.gemeente.slug, project.pk, row.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "vragenlijst/nieuw.html", {**page_frame(request, project), "form": form}, status=status)


@require_GET
def ronde(request: MemberRequest, project_id: UUID, ronde_id: UUID) -> HttpResponse:
    """One round: its link for who manages it, and its result for everyone who sees the project."""
    project = project_of(request, project_id)
    found = round_of(request, project, ronde_id)
    remarks = list(Opmerking.objects.filter(ronde=found))
    uitslag = result_of(found, tuple(each.tekst for each in remarks if each.is_vrij))
    context = {
        **page_frame(request, project),
        "ronde": found,
        "respons": response_of(found),
        "uitslag": uitslag,
        "te_beoordelen": sum(not each.is_vrij for each in remarks) if uitslag else 0,
        "adres": address_of(found),
    }
    return render(request, "vragenlijst/ronde.html", context)


@require_http_methods(["GET", "POST"])
def wijzigen(request: MemberRequest, project_id: UUID, ronde_id: UUID) -> HttpResponse:
    """Change a round that is not over."""
    project = project_of(request, project_id, MANAGE)
    row = round_of(request, project, ronde_id)
    if row.is_over(timezone.localdate()):
        return closed(request, _over())
    wachter = Wachter(project)

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        context = {**page_frame(request, project), "ronde": row, "blad": blad}
        return render(request, "vragenlijst/wijzigen.html", context, status=status)

    if request.method == "POST":
        changed = answer_questions(request, wachter)
        return editing.save_blad(request, RondeForm, row, page=page, thing=project, herteken=changed, wachter=wachter)
    return page(editing.open_blad(request, RondeForm, row, may_edit=True, wachter=wachter), 200)


wijzigen.keep_after_expiry = keep_checked  # type: ignore[attr-defined]


@require_GET
def poster(request: MemberRequest, project_id: UUID, ronde_id: UUID) -> HttpResponse:
    """A page to print and hang up: the link, and the same as a QR code."""
    project = project_of(request, project_id, MANAGE)
    found = round_of(request, project, ronde_id)
    adres = address_of(found)
    if not adres:
        raise Http404
    context = {
        **page_frame(request, project),
        "ronde": found,
        "adres": adres,
        "qr": _qr(adres),
        "talen": [(taal, woorden(taal)) for taal in page_languages()],
    }
    return render(request, "vragenlijst/poster.html", context)


@require_POST
def sluiten(request: MemberRequest, project_id: UUID, ronde_id: UUID) -> HttpResponse:
    """Close a round for good."""
    done = _("De ronde is gesloten.")
    return _act(request, project_id, ronde_id, services.close_round, done)


@require_POST
def nieuwe_link(request: MemberRequest, project_id: UUID, ronde_id: UUID) -> HttpResponse:
    """Give a round a new link."""
    done = _("Dit is de nieuwe link. De oude werkt niet meer.")
    return _act(request, project_id, ronde_id, services.renew_link, done)


@require_POST
def weg(request: MemberRequest, project_id: UUID, ronde_id: UUID) -> HttpResponse:
    """Take away a round that nobody answered."""
    project = project_of(request, project_id, MANAGE)
    found = round_of(request, project, ronde_id)
    try:
        services.take_away(ronde=found, by=request.lid)
    except services.KanNiet:
        messages.warning(request, _("Deze ronde is al ingevuld en kan niet meer weg. Je kunt hem wel sluiten."))
        return redirect("vragenlijst:ronde", request.gemeente.slug, project.pk, found.pk)
    messages.success(request, _("De ronde is weg."))
    return redirect("vragenlijst:beheer", request.gemeente.slug, project.pk)


def _act(
    request: MemberRequest, project_id: UUID, ronde_id: UUID, service: Callable[..., Any], done: str
) -> HttpResponse:
    project = project_of(request, project_id, MANAGE)
    found = round_of(request, project, ronde_id)
    try:
        service(ronde=found, by=request.lid)
        messages.success(request, done)
    except services.KanNiet:
        messages.warning(request, _over())
    return redirect("vragenlijst:ronde", request.gemeente.slug, project.pk, found.pk)


def _over() -> str:
    return _("Deze ronde is voorbij. Er kan niets meer aan veranderen.")


def address_of(ronde: Ronde) -> str:
    """Return the full address of the public page of a round; '' for one that was moved here and has no link yet."""
    if not ronde.code:
        return ""
    return urljoin(settings.BASE_URL, reverse("publiek:vragenlijst", args=[ronde.code]))


def _qr(adres: str) -> SafeString:
    made = segno.make(adres, error="m", micro=False)
    title = _("QR-code van de link naar de vragenlijst")
    svg = made.svg_inline(border=4, omitsize=True, title=title, svgclass="qr", lineclass=None)
    return mark_safe(svg)  # noqa: S308 (of our own address)
