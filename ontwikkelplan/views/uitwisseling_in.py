"""What comes in: a file or a paste, the proposal it makes, and landing what is chosen of it."""

from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ontwikkelplan.forms.uitwisseling import InleesForm, PlakForm
from ontwikkelplan.inhoud import tabel_van
from ontwikkelplan.models import Ontwikkelpunt, Plan, Voorstel, Voorstelsoort
from ontwikkelplan.overgangen import KanNiet
from ontwikkelplan.services import voorstel as services
from ontwikkelplan.services.terugnemen import take_back
from ontwikkelplan.uitwisseling.inlezen import lees_in
from ontwikkelplan.uitwisseling.plakken import lees_plak, leg_neer, plaats_van
from ontwikkelplan.uitwisseling.voorbeeld import Rijbeeld, beelden, bladzijde, kolomtitel, lees_keuzes, per_tabel
from ontwikkelplan.uitwisseling.voorstel import Voorstelinhoud
from ontwikkelplan.views.access import UPDATE, plan_for, plan_frame
from ontwikkelplan.views.uitwisseling import bestanden_page
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import note_foreign_choices
from wijkaanpak.documents.uploads import is_too_large, too_large
from wijkaanpak.web.posted import as_uuid


@require_http_methods(["GET", "POST"])
def inlezen(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """Read a docx or xlsx and show what would change. Nothing changes yet; read, it is the page with the form."""
    if request.method == "GET":
        return redirect("ontwikkelplan:bestanden", request.gemeente.slug, plan_for(request, plan_id).pk)
    plan = plan_for(request, plan_id, UPDATE)
    form = InleesForm(request.POST, request.FILES)
    if is_too_large(request):
        form.full_clean()
        form.errors.clear()
        form.add_error("bestand", too_large())
    if form.is_valid():
        upload = form.cleaned_data["bestand"]
        try:
            data = upload.read()
            soort, inhoud = lees_in(plan, data, form.facts.name.rsplit(".", 1)[1].lower())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            inhoud.sha256 = sha256(data).hexdigest()
            made = services.keep_proposal(
                plan=plan, soort=soort, bestandsnaam=form.facts.name, inhoud=inhoud, by=request.lid
            )
            return redirect("ontwikkelplan:voorstel", request.gemeente.slug, plan.pk, made.pk)
    return bestanden_page(request, plan, form, status=422)


@require_http_methods(["GET", "POST"])
def plakken(request: MemberRequest, plan_id: UUID) -> HttpResponse:
    """Paste a table; the answer to the cell where it was pasted is the address of the proposal."""
    plan = plan_for(request, plan_id, UPDATE)
    form = PlakForm(request.POST or None, plan=plan, initial=_where(request, plan))
    if request.method == "POST" and form.is_valid():
        try:
            made = _paste(request, plan, form.cleaned_data)
        except ValidationError as error:
            form.add_error("tekst", error)
        else:
            address = reverse("ontwikkelplan:voorstel", args=[request.gemeente.slug, plan.pk, made.pk])
            return HttpResponse(headers={"HX-Redirect": address}) if request.htmx else redirect(address)
    note_foreign_choices(request, form, plan)
    context = {**plan_frame(request, plan, "bestanden"), "kruimel": _("Een tabel plakken"), "form": form}
    template = "_plakfout" if request.htmx else "plakken"
    return render(request, f"ontwikkelplan/uitwisseling/{template}.html", context, status=422 if form.is_bound else 200)


def _where(request: MemberRequest, plan: Plan) -> dict[str, str]:
    """The table that a link names, or that of the row it names."""
    tabel, vanaf = (request.GET.get(name, "") for name in ("tabel", "vanaf"))
    row = Ontwikkelpunt.objects.current().filter(plan=plan, pk=as_uuid(vanaf)).first() if vanaf else None
    return {"tabel": row.tabel, "vanaf": vanaf} if row is not None else {"tabel": tabel}


def _paste(request: MemberRequest, plan: Plan, data: dict[str, Any]) -> Voorstel:
    tabel = tabel_van(plan, data["tabel"])
    assert tabel  # noqa: S101 - the form offers no other
    found = lees_plak(tabel=tabel, kolom=data["kolom"], html_tekst=data["html"], tekst=data["tekst"])
    inhoud = leg_neer(plan, found, data["vanaf"])
    inhoud.sha256 = sha256(
        repr([data[name] for name in ("tabel", "vanaf", "kolom", "html", "tekst")]).encode()
    ).hexdigest()
    return services.keep_proposal(
        plan=plan, soort=Voorstelsoort.PLAKKEN, bestandsnaam="", inhoud=inhoud, by=request.lid
    )


@require_http_methods(["GET", "POST"])
def voorstel(request: MemberRequest, plan_id: UUID, voorstel_id: UUID) -> HttpResponse:
    """What came in beside what is there; landing what is chosen."""
    plan = plan_for(request, plan_id, UPDATE)
    proposals = Voorstel.objects.filter(plan=plan).select_related("door__gebruiker")
    found: Voorstel = get_object_or_404(proposals, pk=voorstel_id)
    inhoud = Voorstelinhoud.model_validate(found.inhoud)
    if request.method == "POST":
        return _choose(request, plan, found, inhoud)
    rows, left = bladzijde(beelden(plan, inhoud))
    return _proposal_page(request, plan, found, inhoud, rows, left)


def _choose(request: MemberRequest, plan: Plan, found: Voorstel, inhoud: Voorstelinhoud) -> HttpResponse:
    """Land what was chosen of the rows that were shown; when something is wrong nothing lands."""
    if request.POST.get("actie") == "sluit":
        services.close(voorstel=found)
        return redirect(request.path)
    if request.POST.get("actie") == "terug":
        return _undo(request, found)
    if request.POST.get("actie") in ("over", "onder"):
        services.move_paste(voorstel=found, over=request.POST["actie"] == "over")
        return redirect(request.path)
    if inhoud.plak is not None and request.POST.get("over", "") != str(int(inhoud.plak.over)):
        messages.warning(
            request, _("Wat je plakte, is intussen op een andere plek gelegd. Kijk eerst wat er nu staat.")
        )
        return redirect(request.path)
    shown = set(request.POST.get("rijen", "").split(","))
    every = list(beelden(plan, inhoud))
    rows = [row for row in every if str(row.nummer) in shown]
    known = [row for row in rows if row.id and f"versie-{row.nummer}" not in request.POST]  # were shown as new
    rows = [row for row in rows if row not in known]
    _as_seen(rows, request.POST)
    if not lees_keuzes(rows, request.POST):
        return _proposal_page(request, plan, found, inhoud, rows, len(every) - len(rows), status=422)
    try:
        done = services.land(voorstel=found, rijen=rows, by=request.lid)
    except KanNiet as error:
        messages.warning(request, str(error))
        return redirect(request.path)
    done.bekend += len(known)
    _say(request, done, is_klaar=not Voorstel.objects.waiting().filter(pk=found.pk).exists())
    waiting = sum(cel.beide and not cel.keuze for row in rows if not row.is_weg for cel in row.cellen)
    if not waiting:
        return redirect(request.path)
    said = ngettext(
        "%(n)s tekst wacht nog op je keuze. Het staat erbij.",
        "%(n)s teksten wachten nog op je keuze. Het staat erbij.",
        waiting,
    )
    messages.warning(request, said % {"n": waiting})
    return redirect(f"{request.path}?wacht=1")


def _undo(request: MemberRequest, found: Voorstel) -> HttpResponse:
    try:
        done = take_back(voorstel=found, by=request.lid)
    except KanNiet as error:
        messages.warning(request, str(error))
        return redirect(request.path)
    if said := _counted(done.rijen, done.cellen):
        messages.success(request, _("Teruggenomen: %(wat)s.") % {"wat": said})
    if done.behouden:
        text = ngettext(
            "%(n)s tekst of rij is blijven staan. Hieronder staat waarom.",
            "%(n)s teksten of rijen zijn blijven staan. Hieronder staat waarom.",
            done.behouden,
        )
        messages.warning(request, text % {"n": done.behouden})
    return redirect(request.path)


def _proposal_page(
    request: MemberRequest,
    plan: Plan,
    found: Voorstel,
    inhoud: Voorstelinhoud,
    rows: list[Rijbeeld],
    left: int,
    status: int = 200,
) -> HttpResponse:
    context = {
        **plan_frame(request, plan, "bestanden"),
        "kruimel": _("Nakijken en overnemen"),
        "voorstel": found,
        "inhoud": inhoud,
        "tabellen": per_tabel(rows),
        "wacht": "wacht" in request.GET,
        "is_plak": found.soort == Voorstelsoort.PLAKKEN,
        "waarheen": plaats_van(plan, inhoud),
        "rijen": ",".join(str(row.nummer) for row in rows),
        "fouten": [(row, cel) for row in rows for cel in row.cellen if cel.fout] if status == 422 else [],
        "meer": left,
        "over": inhoud.aantal("over"),
        "overgenomen": _counted(*inhoud.geteld()),
        "naar_plan": _where_it_landed(request, plan, inhoud),
        "terug": inhoud.aantal("terug"),
        "behouden": [(each, kolomtitel(each.kolom) if each.kolom else _("hele rij")) for each in inhoud.behouden],
        "niet": [
            (rij.waar, kolomtitel(cel.kolom), cel.nieuw)
            for rij in inhoud.rijen
            for cel in rij.cellen
            if cel.staat == "niet"
        ],
    }
    return render(request, "ontwikkelplan/uitwisseling/voorstel.html", context, status=status)


def _as_seen(rows: list[Rijbeeld], data: Any) -> None:
    """Save over the version that the screen showed: what was changed since clashes."""
    for row in rows:
        posted = str(data.get(f"versie-{row.nummer}", ""))
        row.versie = int(posted) if posted.isascii() and posted.isdecimal() and len(posted) < 10 else 0


def _where_it_landed(request: MemberRequest, plan: Plan, inhoud: Voorstelinhoud) -> str:
    """Return the address of the first row that landed, in its table; of the plan when none did."""
    landed = (rij for rij in inhoud.rijen if rij.tabel and rij.id and any(cel.staat == "over" for cel in rij.cellen))
    first = next(landed, None)
    tabel = tabel_van(plan, first.tabel) if first else None
    if first is None or tabel is None:
        return reverse("ontwikkelplan:plan", args=[request.gemeente.slug, plan.pk])
    place = reverse("ontwikkelplan:basisfunctie", args=[request.gemeente.slug, plan.pk, tabel.basisfunctie.slug])
    return f"{place}#op-{first.id}"


def _counted(rows: int, cells: int) -> str:
    said = []
    if rows:
        said.append(ngettext("%(n)s nieuwe rij", "%(n)s nieuwe rijen", rows) % {"n": rows})
    if cells:
        said.append(ngettext("%(n)s cel", "%(n)s cellen", cells) % {"n": cells})
    return _(" en ").join(said)


def _say(request: MemberRequest, done: services.Uitkomst, *, is_klaar: bool) -> None:
    """Say what came of a choice; of a proposal that is handled the page itself says what landed."""
    if not is_klaar and (said := _counted(done.rijen, done.cellen)):
        messages.success(request, _("Overgenomen: %(wat)s.") % {"wat": said})
    if done.bekend:
        text = ngettext(
            "%(n)s nieuwe rij stond intussen al in het plan. Kijk wat er nog anders is.",
            "%(n)s nieuwe rijen stonden intussen al in het plan. Kijk wat er nog anders is.",
            done.bekend,
        )
        messages.warning(request, text % {"n": done.bekend})
    if done.botsingen:
        messages.warning(
            request,
            ngettext(
                "%(n)s cel is intussen door een collega gewijzigd. Kies opnieuw.",
                "%(n)s cellen zijn intussen door een collega gewijzigd. Kies opnieuw.",
                done.botsingen,
            )
            % {"n": done.botsingen},
        )
