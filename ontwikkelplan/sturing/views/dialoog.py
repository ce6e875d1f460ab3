"""The dialogue on an opdracht: its meetings, agenda and report of one, its documents (OPD-GS, OPD-OV, OPD-HOE)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ontwikkelplan.sturing import dialoogdocument
from ontwikkelplan.sturing.dialooginhoud import (
    SOORTEN,
    VEREIST,
    agendastand,
    eenzijdig,
    nog_open,
    open_knelpunten,
    per_kant,
    uitleg,
)
from ontwikkelplan.sturing.forms.dialoog import ActieForm, OverlegForm, VerslagForm
from ontwikkelplan.sturing.models import Opdracht, Opdrachtsoort, Overleg, Overlegactie, Overlegsoort
from ontwikkelplan.sturing.opdrachtinhoud import instrument_of
from ontwikkelplan.sturing.services import dialoog as services
from ontwikkelplan.sturing.services.gesprek import take_over
from ontwikkelplan.sturing.services.pdf import ask_pdf
from ontwikkelplan.sturing.views.access import FINISH, SEE, UPDATE, sturing_frame
from ontwikkelplan.sturing.views.dialoog_toegang import (
    dialoog_for,
    dialoog_frame,
    dialoog_plek,
    overleg_for,
    overleg_page,
)
from ontwikkelplan.sturing.voorzet import voor_agenda
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import require
from wijkaanpak.editing.history import versions
from wijkaanpak.web import editing
from wijkaanpak.web.lijsten import Lijst, Plek

VELDEN = "sturing/dialoog/_velden.html"
DOCUMENTEN = {"agenda": dialoogdocument.agenda, "verslag": dialoogdocument.verslag}


@require_GET
def begin(request: MemberRequest) -> HttpResponse:
    """Go to the dialogue on the opdracht of the gemeente; with more than one, or none, show which there are."""
    require(request, SEE)
    found = list(Opdracht.objects.filter(soort=Opdrachtsoort.LOKAAL))
    if len(found) == 1:
        return redirect("sturing:opdracht-overleggen", request.gemeente.slug, found[0].pk)
    context = {
        **sturing_frame(request, "dialoog"),
        "kop": _("Dialoog met het lokaal team"),
        "opdrachten": found,
    }
    return render(request, "sturing/dialoog/begin.html", context)


@require_GET
def overleggen(request: MemberRequest, opdracht_id: UUID) -> HttpResponse:
    """The meetings on an opdracht: what is to come with the next one first, then what was held."""
    opdracht = dialoog_for(request, opdracht_id)
    there = Q(acties__vervallen_op=None)
    rows = list(
        Overleg.objects.filter(opdracht=opdracht)
        .annotate(
            aantal_acties=Count("acties", filter=there),
            aantal_open=Count("acties", filter=there & Q(acties__klaar_op=None)),
        )
        .order_by("-datum", "-id")
    )
    current = [row for row in rows if row.vervallen_op is None]
    points = instrument_of(opdracht).punten
    context = {
        **dialoog_frame(request, opdracht, "overleggen"),
        "soorten": [(soort, points[SOORTEN[soort.value]]) for soort in Overlegsoort],
        "vereist": [points[id] for id in VEREIST],
        "gepland": [row for row in reversed(current) if row.gehouden_op is None],
        "gehouden": [row for row in current if row.gehouden_op is not None],
        "weg": [row for row in rows if row.vervallen_op is not None],
        "vandaag": timezone.localdate(),
    }
    return render(request, "sturing/dialoog/overleggen.html", context)


def overleg_frame(request: MemberRequest, row: Overleg) -> dict[str, Any]:
    """Return what every page of a meeting needs."""
    return {**dialoog_frame(request, row.opdracht, "overleggen", str(row).capitalize()), "overleg": row}


def _rijvorm(request: MemberRequest, row: Overleg) -> editing.Rijvorm:
    """How the agenda and the report are drawn: with what each topic is about, and what can be put on the agenda."""

    def read(blad: editing.Blad) -> dict[str, Any]:
        overleg: Overleg = blad.row  # type: ignore[assignment]  # its row is a meeting
        left = nog_open(overleg)
        return {
            "stand": agendastand(overleg),
            "uitleg": uitleg(overleg.opdracht),
            "nog_open": left,
            "voorzetten": voor_agenda(overleg, left, open_knelpunten(overleg)),
        }

    around = {"overleg": row, "gemeente": request.gemeente}
    return editing.Rijvorm("editing/_formulier.html", "sturing/dialoog/_agendastand.html", read, around)


@require_http_methods(["GET", "POST"])
def overleg(request: MemberRequest, overleg_id: UUID) -> HttpResponse:
    """Prepare and record a meeting: the agenda, the report, and the actions of both sides on one page."""
    row = overleg_for(request, overleg_id, UPDATE if request.method == "POST" else SEE)
    rijvorm = _rijvorm(request, row)

    def page(blad: editing.Blad, status: int = 200) -> HttpResponse:
        acties = list(Overlegactie.objects.current().filter(overleg=row))
        context = {
            **overleg_frame(request, row),
            "blad": blad,
            "kanten": per_kant(acties),
            "eenzijdig": eenzijdig(row, acties),
            "vandaag": timezone.localdate(),
        }
        return render(request, "sturing/dialoog/overleg.html", context, status=status)

    if request.method == "POST":
        if row.vervallen_op is not None:
            raise Http404
        return editing.save_blad(request, VerslagForm, row, page=page, thing=row, velden=VELDEN, rijvorm=rijvorm)
    may_edit = overleg_frame(request, row)["mag_bijwerken"] and row.vervallen_op is None
    return page(editing.open_blad(request, VerslagForm, row, may_edit=may_edit, velden=VELDEN, rijvorm=rijvorm))


overleg.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]


@require_POST
def overnemen(request: MemberRequest, overleg_id: UUID) -> HttpResponse:
    """Put an open action or a knelpunt on the agenda."""
    row = overleg_for(request, overleg_id, UPDATE)
    wanted = request.POST.get("regel", "")
    line = next(
        (each for each in voor_agenda(row, nog_open(row), open_knelpunten(row)) if each.sleutel == wanted), None
    )
    if line is None or row.vervallen_op is not None:
        raise Http404
    try:
        take_over(row=row, veld=line.veld, regel=line.tekst, by=request.lid)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    row = overleg_for(request, overleg_id)
    url = overleg_page(request, row)
    if not request.htmx:
        return redirect(f"{url}#veld-id_eigen_punten")
    rijvorm = _rijvorm(request, row)
    blad = editing.open_blad(request, VerslagForm, row, may_edit=True, velden=VELDEN, url=url, rijvorm=rijvorm)
    return render(request, "editing/_formulier.html", {**blad.om_de_rij, "blad": blad, "met_stand": True})


@require_POST
def gehouden(request: MemberRequest, overleg_id: UUID) -> HttpResponseRedirect:
    """Say that a meeting was held."""
    row = overleg_for(request, overleg_id, UPDATE)
    try:
        services.hold(overleg=row, by=request.lid)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("Het overleg is gehouden. Neem het verslag mee."))
    return redirect("sturing:overleg", request.gemeente.slug, row.pk)


@require_POST
def actie_klaar(request: MemberRequest, overleg_id: UUID, actie_id: UUID) -> HttpResponseRedirect:
    """Say in a meeting that an action, of this one or an earlier one, is done."""
    row = overleg_for(request, overleg_id)
    rows = Overlegactie.objects.current().filter(overleg__opdracht_id=row.opdracht_id)
    actie: Overlegactie = get_object_or_404(rows, pk=actie_id)
    require(request, FINISH, actie)
    services.finish(actie=actie, by=request.lid)
    messages.success(request, _("‘%(actie)s’ is klaar.") % {"actie": actie.tekst})
    return redirect(f"{overleg_page(request, row)}#acties")


@require_GET
def geschiedenis(request: MemberRequest, overleg_id: UUID) -> HttpResponse:
    """Who changed what in the agenda and the report, and when."""
    row = overleg_for(request, overleg_id)
    frame = overleg_frame(request, row)
    form = VerslagForm(instance=row)
    people: Any = Lidmaatschap.objects.values_list("pk", "gebruiker__naam")
    context = {
        **frame,
        "lijst": {"kop": "sturing/_kop.html"},
        "rij": row,
        "regels": [each for each in versions(row, form.labels(), form.words, dict(people), {}) if each.wijzigingen],
        "terug": overleg_page(request, row),
        "mag_terug": frame["mag_bijwerken"] and row.vervallen_op is None,
    }
    return render(request, "editing/lijst_geschiedenis.html", context)


@require_POST
def document(request: MemberRequest, overleg_id: UUID, soort: str) -> HttpResponseRedirect:
    """Make the agenda before a meeting, or the report after it."""
    row = overleg_for(request, overleg_id)
    if soort not in DOCUMENTEN:
        raise Http404
    pdf = ask_pdf(soort=soort, van=row.pk, inhoud=DOCUMENTEN[soort](row, request.gemeente), by=request.lid)
    return redirect("sturing:pdf", request.gemeente.slug, pdf.pk)


def _of_overleggen(request: MemberRequest, ouder_id: UUID) -> Plek:
    return dialoog_plek(request, ouder_id, "overleggen", _("Overleg"))


def _of_acties(request: MemberRequest, ouder_id: UUID) -> Plek:
    row = overleg_for(request, ouder_id)
    frame = overleg_frame(request, row)
    trail = [*frame["spoor"], (frame["kruimel"], overleg_page(request, row))]
    gone = _("Dit overleg is weggehaald. Zet het eerst terug, dan kun je weer schrijven.")
    return Plek(
        ouder=row,
        frame={**frame, "spoor": trail, "kruimel": _("Actie")},
        terug=f"{overleg_page(request, row)}#acties",
        mag_bijwerken=frame["mag_bijwerken"],
        dicht=gone if row.vervallen_op else "",
        recht=UPDATE,
    )


OVERLEGGEN = Lijst(
    slug="overleggen", model=Overleg, ouder="opdracht", form=OverlegForm, plek=_of_overleggen, kop="sturing/_kop.html",
    nieuw=_lazy("Plan een overleg"), kruimel=_lazy("Overleg"), vooraf=("soort",),
    uitleg=_lazy("Wanneer is het, en wie zitten er aan tafel? De agenda maak je daarna."),
)  # fmt: skip
ACTIES = Lijst(
    slug="acties", model=Overlegactie, ouder="overleg", form=ActieForm, plek=_of_acties, kop="sturing/_kop.html",
    nieuw=_lazy("Voeg een actie toe"), kruimel=_lazy("Actie"), vooraf=("kant",),
    uitleg=_lazy("Wat doet de gemeente of het lokaal team na dit overleg?"),
)  # fmt: skip
