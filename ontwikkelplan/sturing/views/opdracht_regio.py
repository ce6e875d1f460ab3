"""The text of the region: giving it out, and beside it ours: where we depart, and taking over what changed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ontwikkelplan.sturing.forms.opdracht import HoudenForm
from ontwikkelplan.sturing.models import Opdracht, Opdrachtsoort, Opdrachttekst, Opdrachtversie, Regiotekst
from ontwikkelplan.sturing.opdrachtdossier import dossier_of
from ontwikkelplan.sturing.opdrachtinhoud import instrument_of, onderdelen
from ontwikkelplan.sturing.opdrachtregio import Afwijking, deviations
from ontwikkelplan.sturing.services import opdrachtregio as services
from ontwikkelplan.sturing.services.opdracht import KanNiet
from ontwikkelplan.sturing.views.opdracht_toegang import opdracht_for, opdracht_frame, opdracht_to_write
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.web.posted import posted_number


def _local(opdracht: Opdracht) -> Opdracht:
    """Return an opdracht of the gemeente itself. Raises Http404 for the text of the region."""
    if opdracht.soort != Opdrachtsoort.LOKAAL:
        raise Http404
    return opdracht


@require_GET
def regio(request: MemberRequest, opdracht_id: UUID) -> HttpResponse:
    """Where we depart: per text the region, ours, and why."""
    opdracht = _local(opdracht_for(request, opdracht_id))
    return _page(request, opdracht)


def _page(request: MemberRequest, opdracht: Opdracht, refused: tuple[str, HoudenForm] | None = None) -> HttpResponse:
    found = deviations(dossier_of(opdracht))
    rows = [(each, _form(each, refused)) for each in found if not each.is_gelijk]
    context = {
        **opdracht_frame(request, opdracht, "regio"),
        "afwijkingen": rows,
        "gelijk": [each for each in found if each.is_gelijk],
        "zonder_reden": sum(1 for each in found if each.vraagt_reden),
        "ingetrokken": Regiotekst.objects.exclude(ingetrokken_op=None).count(),
    }
    return render(request, "sturing/opdracht/regio.html", context, status=422 if refused else 200)


def _form(each: Afwijking, refused: tuple[str, HoudenForm] | None) -> HoudenForm:
    if refused is not None and refused[0] == each.punt.id:
        return refused[1]
    start = {"uitgifte": each.regio.uitgifte, "versie": each.versie, "reden": each.reden}
    return HoudenForm(initial=start, auto_id=f"{each.punt.id}_%s")


def _punt(opdracht: Opdracht, id: str) -> str:
    if id not in {punt.id for punt in onderdelen(instrument_of(opdracht))}:
        raise Http404
    return id


@require_POST
def overnemen(request: MemberRequest, opdracht_id: UUID, punt: str) -> HttpResponse:
    """Take the text of the region in the place of ours."""
    opdracht, shut = opdracht_to_write(request, opdracht_id)
    if shut is not None:
        return shut
    id, seen = _punt(_local(opdracht), punt), {name: posted_number(request, name) for name in ("uitgifte", "versie")}
    try:
        services.take_over(opdracht=opdracht, punt=id, by=request.lid, **seen)
    except KanNiet as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, _("De tekst van de regio staat nu in jullie opdracht."))
    return redirect("sturing:opdracht-regio", request.gemeente.slug, opdracht.pk)


@require_POST
def houden(request: MemberRequest, opdracht_id: UUID, punt: str) -> HttpResponse:
    """Keep our own text, and say why."""
    opdracht, shut = opdracht_to_write(request, opdracht_id)
    if shut is not None:
        return shut
    id = _punt(_local(opdracht), punt)
    form = HoudenForm(request.POST, auto_id=f"{id}_%s")
    if not form.is_valid():
        return _page(request, opdracht, (id, form))
    try:
        services.keep_ours(opdracht=opdracht, punt=id, by=request.lid, **form.cleaned_data)
    except KanNiet as reason:
        form.add_error("reden", str(reason))
        return _page(request, opdracht, (id, form))
    messages.success(request, _("Jullie houden je eigen tekst."))
    return redirect("sturing:opdracht-regio", request.gemeente.slug, opdracht.pk)


@require_http_methods(["GET", "POST"])
def uitgeven(request: MemberRequest, opdracht_id: UUID) -> HttpResponse:
    """What was given out to the gemeenten of the region, and giving out what there is now."""
    opdracht = opdracht_for(request, opdracht_id, to_write=request.method == "POST")
    if opdracht.soort != Opdrachtsoort.REGIONAAL:
        raise Http404
    if request.method == "POST":
        try:
            made = services.give_out(opdracht=opdracht, by=request.lid)
        except KanNiet as reason:
            messages.warning(request, str(reason))
        else:
            said = _("Uitgifte %(n)d gaat nu naar de gemeenten van de regio.")
            messages.success(request, said % {"n": made.nummer})
        return redirect(request.path)
    rows = Opdrachttekst.objects.filter(opdracht=opdracht).exclude(tekst="")
    context = {
        **opdracht_frame(request, opdracht, "uitgeven"),
        "uitgiften": Opdrachtversie.objects.filter(opdracht=opdracht)
        .defer("inhoud")
        .select_related("gemaakt_door__gebruiker"),
        "aantal": rows.count(),
        "vast": rows.filter(is_vast=True).count(),
    }
    return render(request, "sturing/opdracht/uitgeven.html", context)
