"""The export centre of a beheerder: choosing, seeing what goes in, how far it is, and taking it along."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.opnieuw import log_in_again, logged_in_lately
from wijkaanpak.accounts.rights import note_foreign_choices, require
from wijkaanpak.audit.services import record
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.uitvoer.forms import GegevensForm, KeuzeForm
from wijkaanpak.uitvoer.keuze import chosen, everything, projects_of
from wijkaanpak.uitvoer.models import Soort, Uitvoer, Uitvoerstuk
from wijkaanpak.uitvoer.rights import MAKE, TAKE
from wijkaanpak.uitvoer.services import vragen

FAILED_SHOWN = 50
TICKED = "uitvoer_akkoord"  # in the session, over logging in again


@require_GET
def overzicht(request: MemberRequest) -> HttpResponse:
    """What can be taken out, and what was asked for this week."""
    require(request, MAKE)
    return render(request, "uitvoer/overzicht.html", {"uitvoeren": list(Uitvoer.objects.with_progress())})


@require_http_methods(["GET", "POST"])
def kiezen(request: MemberRequest) -> HttpResponse:
    """Show what falls within a choice, counted; then have it made."""
    require(request, MAKE)
    found = everything()
    form = KeuzeForm(request.POST if request.method == "POST" else request.GET, projecten=projects_of(found))
    if not form.is_valid():
        note_foreign_choices(request, form)
        return render(request, "uitvoer/kiezen.html", {"form": form}, status=422)
    keuze = form.keuze()
    found = chosen(keuze, found)
    if request.method == "POST":
        try:
            uitvoer = vragen.ask_pdfs(keuze=keuze, found=found, by=request.lid)
        except vragen.NietsGekozen:
            messages.warning(request, _("Hier valt niets binnen. Kies iets anders."))
        else:
            return redirect("uitvoer:stand", request.gemeente.slug, uitvoer.pk)
    counts = [(bron.titel, len(stukken)) for bron, stukken in found]
    context = {"form": form, "keuze": keuze.words(), "soorten": counts, "totaal": sum(n for _titel, n in counts)}
    return render(request, "uitvoer/kiezen.html", context)


@require_http_methods(["GET", "POST"])
def gegevens(request: MemberRequest) -> HttpResponse:
    """Say what is in the package for another installation and how to keep it safe; then have it made."""
    require(request, MAKE)
    is_posted = request.method == "POST"
    ticked = not is_posted and request.session.pop(TICKED, False)
    form = GegevensForm(request.POST if is_posted else None, initial={"akkoord": ticked})
    if is_posted and form.is_valid() and not logged_in_lately(request):
        request.session[TICKED] = True  # it still stands after logging in
        return log_in_again(request, _("Log nog een keer in. Daarna kun je de gegevens laten maken."))
    if is_posted and form.is_valid():
        uitvoer = vragen.ask_everything(by=request.lid)
        return redirect("uitvoer:stand", request.gemeente.slug, uitvoer.pk)
    context = {"form": form, "is_fris": logged_in_lately(request)}
    return render(request, "uitvoer/gegevens.html", context, status=422 if form.errors else 200)


def _one(uitvoer_id: UUID) -> Uitvoer:
    found: Uitvoer = get_object_or_404(Uitvoer.objects.with_progress(), pk=uitvoer_id)
    return found


@require_GET
def stand(request: MemberRequest, uitvoer_id: UUID) -> HttpResponse:
    """How far it is; for htmx that part alone."""
    require(request, MAKE)
    uitvoer = _one(uitvoer_id)
    failed = Uitvoerstuk.objects.filter(uitvoer=uitvoer, staat=Maakstaat.MISLUKT)
    context: dict[str, Any] = {"uitvoer": uitvoer, "mislukt": list(failed[:FAILED_SHOWN])}
    return render(request, f"uitvoer/{'_stand' if request.htmx else 'stand'}.html", context)


@require_GET
def bestand(request: MemberRequest, uitvoer_id: UUID) -> FileResponse | HttpResponseRedirect:
    """The zip itself; noted in the log. What holds everything asks to log in again."""
    require(request, MAKE)
    uitvoer: Uitvoer = get_object_or_404(Uitvoer, pk=uitvoer_id)
    if not uitvoer.is_ready:
        raise Http404
    require(request, TAKE, uitvoer)
    if uitvoer.soort == Soort.GEGEVENS and not logged_in_lately(request):
        return log_in_again(request, _("Log nog een keer in. Daarna kun je het bestand meenemen."))
    try:
        handle = uitvoer.bestand.open("rb")
    except FileNotFoundError as error:  # thrown away this very moment
        raise Http404 from error
    record(request.gemeente.pk, request.user.pk, f"uitvoer.{uitvoer.soort}_meegenomen", f"uitvoer.uitvoer:{uitvoer.pk}")
    name = f"{request.gemeente.slug}-{uitvoer.soort}-{timezone.localdate(uitvoer.gevraagd_op):%Y-%m-%d}.zip"
    return FileResponse(handle, as_attachment=True, content_type="application/zip", filename=name)


@require_POST
def opnieuw(request: MemberRequest, uitvoer_id: UUID) -> HttpResponseRedirect:
    """Try once more what failed."""
    require(request, MAKE)
    vragen.try_again(uitvoer=_one(uitvoer_id))
    return redirect("uitvoer:stand", request.gemeente.slug, uitvoer_id)


@require_POST
def weg(request: MemberRequest, uitvoer_id: UUID) -> HttpResponseRedirect:
    """Throw it away before its week is over."""
    require(request, MAKE)
    uitvoer = _one(uitvoer_id)
    record(request.gemeente.pk, request.user.pk, "uitvoer.weggegooid", f"uitvoer.uitvoer:{uitvoer.pk}")
    vragen.remove(uitvoer_ids=[uitvoer.pk])
    messages.success(request, _("Het bestand is weg."))
    return redirect("uitvoer:overzicht", request.gemeente.slug)
