"""The bestuurlijk gesprek: the list, preparing and recording it on one page, and its documents."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ontwikkelplan.sturing.documenten import besluitenlijst, gespreksnotitie
from ontwikkelplan.sturing.forms.gesprek import GesprekForm, OpbrengstForm, RegelForm
from ontwikkelplan.sturing.inhoud import bouwstenen
from ontwikkelplan.sturing.models import VRAGEN, Bestuursgesprek, Gespreksregel, Sturing
from ontwikkelplan.sturing.services import gesprek as services
from ontwikkelplan.sturing.services.dialoog import finish
from ontwikkelplan.sturing.services.pdf import ask_pdf
from ontwikkelplan.sturing.views.access import FINISH, SEE, UPDATE
from ontwikkelplan.sturing.views.checklist import answers_of, empty_page, newest, sturing_for, year_frame
from ontwikkelplan.sturing.voorzet import voor_gesprek
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import require
from wijkaanpak.editing.history import versions
from wijkaanpak.web import editing
from wijkaanpak.web.lijsten import Lijst, Plek

VELDEN = "sturing/gesprek/_prompts.html"
DOCUMENTEN = {"gespreksnotitie": gespreksnotitie, "besluitenlijst": besluitenlijst}


def gesprek_for(request: MemberRequest, gesprek_id: UUID, right: str = SEE) -> Bestuursgesprek:
    """Return a gesprek with the right on it. Raises Http404, or PermissionDenied (logged)."""
    require(request, right)
    rows = Bestuursgesprek.objects.select_related("sturing")
    found: Bestuursgesprek = get_object_or_404(rows, pk=gesprek_id)
    return found


def gesprek_frame(request: MemberRequest, row: Bestuursgesprek) -> dict[str, Any]:
    """Return what every page of a gesprek needs."""
    url = reverse("sturing:gesprek", args=[request.gemeente.slug])
    return {
        **year_frame(request, row.sturing, "gesprek"),
        "spoor": [(_("Bestuurlijk gesprek"), url)],
        "kruimel": str(row),
        "gesprek": row,
    }


def _year(request: MemberRequest, sturing_id: UUID) -> Plek:
    sturing = sturing_for(request, sturing_id)
    frame = year_frame(request, sturing, "gesprek")
    back = reverse("sturing:gesprek", args=[request.gemeente.slug])
    return Plek(sturing, frame, back, frame["mag_bijwerken"], recht=UPDATE)


def _sitting(request: MemberRequest, gesprek_id: UUID) -> Plek:
    row = gesprek_for(request, gesprek_id)
    frame = gesprek_frame(request, row)
    back = reverse("sturing:gesprek-vastleggen", args=[request.gemeente.slug, row.pk])
    shut = _("Dit gesprek is weggehaald. Zet het eerst terug, dan kun je weer schrijven.") if row.vervallen_op else ""
    return Plek(row, frame, f"{back}#regels", frame["mag_bijwerken"], recht=UPDATE, dicht=shut)


GESPREKKEN = Lijst(
    "gesprekken",
    Bestuursgesprek,
    "sturing",
    GesprekForm,
    _year,
    "sturing/_kop.html",
    _lazy("Plan een gesprek"),
    _lazy("Gesprek"),
)
REGELS = Lijst(
    "regels",
    Gespreksregel,
    "gesprek",
    RegelForm,
    _sitting,
    "sturing/_kop.html",
    _lazy("Een besluit of actie"),
    _lazy("Besluit of actie"),
    vooraf=("soort",),
)


@require_GET
def lijst(request: MemberRequest) -> HttpResponse:
    """The gesprekken, of the newest year first."""
    sturing = newest(request)
    if sturing is None:
        return empty_page(request, "gesprek")
    rows = list(Bestuursgesprek.objects.select_related("sturing").order_by("-datum", "-id"))
    context = {
        **year_frame(request, sturing, "gesprek"),
        "gesprekken": [row for row in rows if row.vervallen_op is None],
        "weg": [row for row in rows if row.vervallen_op is not None],
    }
    return render(request, "sturing/gesprek/lijst.html", context)


def _rijvorm(request: MemberRequest, row: Bestuursgesprek) -> editing.Rijvorm:
    """How the five texts are drawn: each with its help and what deel I says about it."""
    rows = answers_of(row.sturing)
    help_of = {veld: bouwstenen(row.sturing).punten[punt].hulp for veld, punt in VRAGEN.items()}

    def read(blad: editing.Blad) -> list[Any]:
        lines = voor_gesprek(row.sturing, rows, blad.row)  # type: ignore[arg-type]  # its row is a gesprek
        return [(blad.form[veld], help_of[veld], lines[veld]) for veld in VRAGEN if veld in blad.form.fields]

    around = {"gesprek": row, "gemeente": request.gemeente}
    return editing.Rijvorm("editing/_formulier.html", "sturing/gesprek/_gevuld.html", read, around)


@require_http_methods(["GET", "POST"])
def gesprek(request: MemberRequest, gesprek_id: UUID) -> HttpResponse:
    """Prepare and record a gesprek: five texts, decisions and actions on one page."""
    row = gesprek_for(request, gesprek_id, UPDATE if request.method == "POST" else SEE)
    rijvorm = _rijvorm(request, row)

    def page(blad: editing.Blad, status: int = 200) -> HttpResponse:
        context = {
            **gesprek_frame(request, row),
            "blad": blad,
            "besluiten": [each for each in regels if each.soort == "besluit"],
            "acties": [each for each in regels if each.soort == "actie"],
        }
        return render(request, "sturing/gesprek/gesprek.html", context, status=status)

    regels = list(Gespreksregel.objects.current().filter(gesprek=row)) if not request.htmx else []
    if request.method == "POST":
        if row.vervallen_op is not None:
            raise Http404
        return editing.save_blad(request, OpbrengstForm, row, page=page, thing=row, velden=VELDEN, rijvorm=rijvorm)
    may_edit = gesprek_frame(request, row)["mag_bijwerken"] and row.vervallen_op is None
    return page(editing.open_blad(request, OpbrengstForm, row, may_edit=may_edit, velden=VELDEN, rijvorm=rijvorm))


gesprek.keep_after_expiry = editing.keep_form  # type: ignore[attr-defined]


@require_POST
def overnemen(request: MemberRequest, gesprek_id: UUID) -> HttpResponse:
    """Put a line of deel I in the text of a prompt."""
    row = gesprek_for(request, gesprek_id, UPDATE)
    found = voor_gesprek(row.sturing, answers_of(row.sturing), row)
    wanted = request.POST.get("regel", "")
    line = next((each for lines in found.values() for each in lines if each.sleutel == wanted), None)
    if line is None or row.vervallen_op is not None:
        raise Http404
    try:
        services.take_over(row=row, veld=line.veld, regel=line.tekst, by=request.lid)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    row = gesprek_for(request, gesprek_id)
    url = reverse("sturing:gesprek-vastleggen", args=[request.gemeente.slug, row.pk])
    if not request.htmx:
        return redirect(f"{url}#veld-id_{line.veld}")
    blad = editing.open_blad(
        request, OpbrengstForm, row, may_edit=True, velden=VELDEN, url=url, rijvorm=_rijvorm(request, row)
    )
    return render(request, "editing/_formulier.html", {**blad.om_de_rij, "blad": blad, "met_stand": True})


@require_POST
def gehouden(request: MemberRequest, gesprek_id: UUID) -> HttpResponseRedirect:
    """Say that the gesprek was held."""
    row = gesprek_for(request, gesprek_id, UPDATE)
    try:
        services.hold(gesprek=row, by=request.lid)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("Het gesprek is gehouden. Neem de besluitenlijst mee."))
    return redirect("sturing:gesprek-vastleggen", request.gemeente.slug, row.pk)


@require_POST
def regel_klaar(request: MemberRequest, gesprek_id: UUID, rij_id: UUID) -> HttpResponseRedirect:
    """Say that an action of a gesprek is done."""
    row = gesprek_for(request, gesprek_id)
    regel: Gespreksregel = get_object_or_404(Gespreksregel.objects.current().filter(gesprek=row), pk=rij_id)
    require(request, FINISH, regel)
    finish(actie=regel, by=request.lid)
    messages.success(request, _("‘%(actie)s’ is klaar.") % {"actie": regel.tekst})
    return redirect(f"{reverse('sturing:gesprek-vastleggen', args=[request.gemeente.slug, row.pk])}#regels")


@require_GET
def geschiedenis(request: MemberRequest, gesprek_id: UUID) -> HttpResponse:
    """Who changed what in the five texts, and when."""
    row = gesprek_for(request, gesprek_id)
    people: Any = Lidmaatschap.objects.values_list("pk", "gebruiker__naam")
    form = OpbrengstForm(instance=row)
    context = {
        **gesprek_frame(request, row),
        "vraag": str(row).capitalize(),
        "rij": row,
        "regels": versions(row, form.labels(), form.words, dict(people), {}),
        "terug": reverse("sturing:gesprek-vastleggen", args=[request.gemeente.slug, row.pk]),
    }
    return render(request, "sturing/checklist/geschiedenis.html", context)


@require_POST
def document(request: MemberRequest, gesprek_id: UUID, soort: str) -> HttpResponseRedirect:
    """Make the note before a gesprek, or the list of decisions after it."""
    row = gesprek_for(request, gesprek_id)
    if soort not in DOCUMENTEN:
        raise Http404
    sturing: Sturing = row.sturing
    made = DOCUMENTEN[soort](row, answers_of(sturing), request.gemeente)
    pdf = ask_pdf(soort=soort, van=row.pk, inhoud=made, by=request.lid)
    return redirect("sturing:pdf", request.gemeente.slug, pdf.pk)
