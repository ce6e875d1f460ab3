"""The opdrachten of a gemeente, starting one, its overview with the check, and its facts and process."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import TextChoices
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ontwikkelplan.sturing.forms.opdracht import GegevensForm, OpdrachtForm, ProcesForm, WaaromNietForm
from ontwikkelplan.sturing.models import (
    Opdracht,
    Opdrachtsoort,
    Opdrachttekst,
    Opdrachtversie,
    Prioriteit,
    Risico,
    Risicosoort,
    Taak,
)
from ontwikkelplan.sturing.opdrachtcontrole import AFSTEMMING, ontbreekt, per_groep
from ontwikkelplan.sturing.opdrachtdossier import dossier_of
from ontwikkelplan.sturing.opdrachtinhoud import PROCES, instrument_of, teller
from ontwikkelplan.sturing.opdrachtregio import proposals
from ontwikkelplan.sturing.services.opdracht import start_opdracht, text_row
from ontwikkelplan.sturing.tabs import TABS
from ontwikkelplan.sturing.views.access import SEE, UPDATE, sturing_frame
from ontwikkelplan.sturing.views.opdracht_toegang import OFFER, opdracht_for, opdracht_frame, opdracht_to_write
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import may, require
from wijkaanpak.editing.forms import EditForm
from wijkaanpak.editing.history import versions
from wijkaanpak.web import editing

BLADEN: dict[str, type[EditForm]] = {"gegevens": GegevensForm, "proces": ProcesForm}


@require_GET
def lijst(request: MemberRequest) -> HttpResponse:
    """The opdrachten of the gemeente; with one alone, straight on to that one."""
    require(request, SEE)
    found = list(Opdracht.objects.all())
    if len(found) == 1 and "alle" not in request.GET:
        return redirect("sturing:opdracht-overzicht", request.gemeente.slug, found[0].pk)
    context = {
        **sturing_frame(request, "opdracht"),
        "kop": _("Opdracht aan het lokaal team"),
        "opdrachten": found,
        "mag_aanbieden": may(request.lid, OFFER) and not any(each.soort == Opdrachtsoort.REGIONAAL for each in found),
    }
    return render(request, "sturing/opdracht/lijst.html", context)


@require_http_methods(["GET", "POST"])
def nieuw(request: MemberRequest) -> HttpResponse:
    """Start an opdracht of the gemeente."""
    require(request, UPDATE)
    return _start(request, Opdrachtsoort.LOKAAL, _("Opdracht aan het lokaal team"))


@require_http_methods(["GET", "POST"])
def nieuw_regionaal(request: MemberRequest) -> HttpResponse:
    """Start the text that the region offers; there is one."""
    require(request, OFFER)
    there = Opdracht.objects.filter(soort=Opdrachtsoort.REGIONAAL).first()
    if there is not None:
        return redirect("sturing:opdracht-overzicht", request.gemeente.slug, there.pk)
    return _start(request, Opdrachtsoort.REGIONAAL, _("Regionale tekst voor de opdracht"))


def _start(request: MemberRequest, soort: str, titel: str) -> HttpResponse:
    if request.POST.get("actie") == "weggooien":
        editing.forget(request)
        return redirect(request.path)
    kept = request.session.get(editing.KEEP, {}).get(request.path)
    data = request.POST if request.method == "POST" else kept
    form = OpdrachtForm(data, instance=Opdracht(titel=titel, soort=soort, gemeente_id=request.lid.gemeente_id))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = start_opdracht(opdracht=form.instance, by=request.lid, soort=soort)
        except IntegrityError:
            if soort == Opdrachtsoort.REGIONAAL:
                return redirect(request.path)  # a double click, or a colleague: it is there
            form.add_error("titel", _("Er is al een opdracht met deze naam. Kies een andere naam."))
        else:
            editing.forget(request)
            messages.success(request, _("De opdracht staat klaar. Begin bij een van de delen."))
            return redirect("sturing:opdracht-overzicht", request.gemeente.slug, made.pk)
    context = {
        **sturing_frame(request, "opdracht"),
        "kop": _("Begin een tekst van de regio") if soort == Opdrachtsoort.REGIONAAL else _("Begin een opdracht"),
        "form": form,
        "is_regionaal": soort == Opdrachtsoort.REGIONAAL,
        "van_vroeger": kept is not None and request.method == "GET",
    }
    return render(request, "sturing/opdracht/nieuw.html", context, status=422 if request.method == "POST" else 200)


@require_GET
def overzicht(request: MemberRequest, opdracht_id: UUID) -> HttpResponse:
    """How far an opdracht is, what is still missing and where, its state, and its documents."""
    opdracht = opdracht_for(request, opdracht_id)
    dossier = dossier_of(opdracht)
    frame = opdracht_frame(request, opdracht)
    missing = [] if frame["is_regionaal"] else ontbreekt(dossier)
    context = {
        **frame,
        "tellers": [teller(deel, dossier.teksten) for deel in frame["delen"]],
        "ontbreekt": [
            (group, [(regel, _place(request, opdracht, regel.deel, regel.anker)) for regel in lines])
            for group, lines in per_groep(missing)
        ],
        "aantal_ontbreekt": len(missing),
        "voorstellen": 0 if frame["is_regionaal"] else len(proposals(dossier)),
        "laatste": Opdrachtversie.objects.filter(opdracht=opdracht).defer("inhoud").first(),
    }
    return render(request, "sturing/opdracht/overzicht.html", context)


def _place(request: MemberRequest, opdracht: Opdracht, deel: str, anker: str) -> str:
    here = [request.gemeente.slug, opdracht.pk]
    if deel in BLADEN:
        return f"{reverse(f'sturing:opdracht-{deel}', args=here)}#{anker}"
    return f"{reverse('sturing:opdracht-deel', args=[*here, deel])}#{anker}"


@require_http_methods(["GET", "POST"])
def gegevens(request: MemberRequest, opdracht_id: UUID) -> HttpResponse:
    """Who answers for it, with whom it was aligned, budgets, period, and the risks."""
    return _sheet(request, opdracht_id, "gegevens", _facts)


@require_http_methods(["GET", "POST"])
def proces(request: MemberRequest, opdracht_id: UUID) -> HttpResponse:
    """The three steps to an opdracht, its questions, and the tasks (OPD-PR)."""
    return _sheet(request, opdracht_id, "proces", _steps)


def _sheet(request: MemberRequest, opdracht_id: UUID, blad: str, more: Any) -> HttpResponse:
    if request.method == "POST":
        opdracht, shut = opdracht_to_write(request, opdracht_id)
        if shut is not None:
            return shut
    else:
        opdracht = opdracht_for(request, opdracht_id)
    frame = opdracht_frame(request, opdracht, blad)

    def page(made: editing.Blad, status: int) -> HttpResponse:
        context = {**frame, "blad": made, **more(request, opdracht, may_edit=frame["mag_bijwerken"])}
        return render(request, f"sturing/opdracht/{blad}.html", context, status=status)

    if request.method == "POST":
        return editing.save_blad(request, BLADEN[blad], opdracht, page=page)
    return page(editing.open_blad(request, BLADEN[blad], opdracht, may_edit=frame["mag_bijwerken"]), 200)


def _facts(request: MemberRequest, opdracht: Opdracht, *, may_edit: bool) -> dict[str, Any]:
    row = Opdrachttekst.objects.filter(opdracht=opdracht, punt=AFSTEMMING).first()
    row = row or Opdrachttekst(gemeente_id=opdracht.gemeente_id, opdracht=opdracht, punt=AFSTEMMING)
    url = reverse("sturing:opdracht-afstemming", args=[request.gemeente.slug, opdracht.pk])
    why = editing.open_blad(
        request, WaaromNietForm, row, may_edit=may_edit, url=url, auto_id=editing.dom_of("waarom-niet")
    )
    rows = list(Risico.objects.filter(opdracht=opdracht))
    return {"waarom_niet": why, "register": "risicos", **_per_kind(rows, "soort", Risicosoort)}


def _steps(request: MemberRequest, opdracht: Opdracht, *, may_edit: bool) -> dict[str, Any]:
    rows = list(Taak.objects.filter(opdracht=opdracht))
    steps = instrument_of(opdracht).onderdeel(PROCES)
    checklist = next(
        (reverse(adres, args=[request.gemeente.slug]) for naam, _w, adres in TABS if naam == "checklist"), ""
    )
    kinds = _per_kind(rows, "prioriteit", Prioriteit)
    return {"stappen": steps, "register": "taken", "checklist_url": checklist, **kinds}


def _per_kind(rows: Sequence[Any], name: str, kinds: type[TextChoices]) -> dict[str, Any]:
    """Return the rows of a list by kind, and those that were taken away."""
    now = [row for row in rows if row.vervallen_op is None]
    soorten = [
        {"waarde": kind.value, "naam": kind.label, "rijen": [row for row in now if getattr(row, name) == kind.value]}
        for kind in kinds
    ]
    return {"soorten": soorten, "weg": [row for row in rows if row.vervallen_op is not None]}


@require_http_methods(["GET", "POST"])
def afstemming(request: MemberRequest, opdracht_id: UUID) -> HttpResponse:
    """Save why the opdracht was not aligned with some domains; read, it is the page of the facts."""
    place = reverse("sturing:opdracht-gegevens", args=[request.gemeente.slug, opdracht_id])
    if request.method == "GET":
        opdracht_for(request, opdracht_id)
        return redirect(f"{place}#veld-waarom-niet_reden")
    opdracht, shut = opdracht_to_write(request, opdracht_id)
    if shut is not None:
        return shut
    row = text_row(opdracht=opdracht, punt=AFSTEMMING)

    def page(made: editing.Blad, status: int) -> HttpResponse:
        frame = opdracht_frame(request, opdracht, "gegevens")
        url = reverse("sturing:opdracht-gegevens", args=[request.gemeente.slug, opdracht.pk])
        facts = editing.open_blad(request, GegevensForm, opdracht, may_edit=True, url=url)
        context = {**frame, "blad": facts, **_facts(request, opdracht, may_edit=True), "waarom_niet": made}
        return render(request, "sturing/opdracht/gegevens.html", context, status=status)

    return editing.save_blad(
        request, WaaromNietForm, row, page=page, thing=opdracht, auto_id=editing.dom_of("waarom-niet")
    )


@require_GET
def geschiedenis(request: MemberRequest, opdracht_id: UUID, blad: str) -> HttpResponse:
    """Who changed what in the facts or the process, and when."""
    if blad not in BLADEN:
        raise Http404
    opdracht = opdracht_for(request, opdracht_id)
    form = BLADEN[blad](instance=opdracht)
    frame = opdracht_frame(request, opdracht, blad)
    people: Any = Lidmaatschap.objects.values_list("pk", "gebruiker__naam")
    found = [each for each in versions(opdracht, form.labels(), form.words, dict(people), {}) if each.wijzigingen]
    context = {
        **frame,
        "lijst": {"kop": "sturing/_kop.html"},
        "rij": opdracht,
        "regels": found,
        "terug": reverse(f"sturing:opdracht-{blad}", args=[request.gemeente.slug, opdracht.pk]),
        "mag_terug": frame["mag_bijwerken"],
    }
    return render(request, "editing/lijst_geschiedenis.html", context)


nieuw.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
nieuw_regionaal.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
gegevens.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
proces.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
afstemming.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]
