"""The screen of one session: what is written at the table, its steps, and its state."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from projects.views.access import project_for
from projects.views.geschiedenis import history_page
from reflectie.forms import sessie as forms
from reflectie.forms.reeks import members_of
from reflectie.methode import method_of
from reflectie.models import Genodigde, Sessie, Sessiestaat, Stapnotitie
from reflectie.models.wacht import Houdreden
from reflectie.services import sessie as services
from reflectie.services.tweede_lezing import let_stay
from reflectie.staten import OVERGANGEN, KanNiet, steps_from
from reflectie.tafel import Tafel
from reflectie.views.access import LEAD, SEE, WRITE, session_for, session_frame
from reflectie.wachter import Wachter, answer_questions, keep_checked
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import may, require
from wijkaanpak.audit.services import record
from wijkaanpak.editing.forms import EditForm, posted_versions
from wijkaanpak.editing.models import Editable
from wijkaanpak.editing.services import values_at
from wijkaanpak.forms.fields import TekstField
from wijkaanpak.web import editing
from wijkaanpak.web.errors import closed
from wijkaanpak.web.posted import posted_number


@dataclass(frozen=True, slots=True)
class Deel:
    """One part of the screen that saves by itself: its form, and the right to change it."""

    form: type[EditForm]
    recht: str = WRITE


class WholeForm(forms.VraagForm):
    """Every text of a session: to read its history, and to put a version of it back."""

    class Meta(forms.VraagForm.Meta):
        fields = ["leervraag", "inbrenger", "casus", "mogelijkheden"]


FINISHED = _lazy("Deze MLB is intussen vastgelegd. Open hem weer om dit te bewaren.")
WHOLE = "geheel"  # on no screen: only what the history posts
DELEN = {
    "vraag": Deel(forms.VraagForm),
    "wijk": Deel(forms.WijkForm),
    "agenda": Deel(forms.AgendaForm, LEAD),
    WHOLE: Deel(WholeForm),
}


def members_at(sessie: Sessie) -> Any:
    """Return the memberships of who is on the list of a session, by name."""
    on_list = Genodigde.objects.current().filter(sessie=sessie, lid__isnull=False).values("lid")
    return Lidmaatschap.objects.active().filter(pk__in=on_list).with_people()


def _arguments(sessie: Sessie, naam: str) -> dict[str, Any]:
    return {
        "wachter": Wachter(sessie.project, sessie),
        "leden": members_at(sessie),
        "leiders": members_of(sessie.project, sessie.gespreksleider_id),
        "auto_id": editing.dom_of(naam),
    }


def _url(request: MemberRequest, sessie: Sessie, naam: str) -> str:
    return reverse("reflectie:deel", args=[request.gemeente.slug, sessie.pk, naam])


def _bladen(request: MemberRequest, sessie: Sessie, tafel: Tafel) -> dict[str, editing.Blad]:
    """Return every part of the screen that saves by itself, by name."""
    is_open = sessie.staat != Sessiestaat.AFGEROND
    found = {}
    for naam, deel in DELEN.items():
        if naam == WHOLE:
            continue
        found[naam] = editing.open_blad(
            request,
            deel.form,
            sessie,
            may_edit=is_open and may(request.lid, deel.recht, sessie),
            url=_url(request, sessie, naam),
            **_arguments(sessie, naam),
            aan_tafel=[(each.lid_id, each.naam) for each in tafel.genodigden() if each.lid_id],
        )
    return found


def _step_blad(request: MemberRequest, sessie: Sessie, row: Stapnotitie, stap: str) -> editing.Blad:
    return editing.open_blad(
        request,
        forms.NotitieForm,
        row,
        may_edit=sessie.staat != Sessiestaat.AFGEROND and may(request.lid, WRITE, sessie),
        url=reverse("reflectie:stap", args=[request.gemeente.slug, sessie.pk, stap]),
        wachter=Wachter(sessie.project, sessie),
        auto_id=editing.dom_of(f"stap-{stap}"),
    )


def session_page(
    request: MemberRequest,
    sessie: Sessie,
    status: int = 200,
    *,
    bladen: dict[str, editing.Blad] | None = None,
    stapblad: tuple[str, editing.Blad] | None = None,
    **more: Any,
) -> HttpResponse:
    """Draw the whole screen; what a save could not store is given in ``bladen``, ``stapblad`` or ``more``."""
    frame = session_frame(request, sessie)
    tafel: Tafel = frame["tafel"]
    notes = tafel.notities()
    steps = []
    for each in tafel.verloop():
        key = each.stap.sleutel
        row = notes.get(key) or Stapnotitie(sessie=sessie, gemeente_id=sessie.gemeente_id, stap=key)
        blad = stapblad[1] if stapblad and stapblad[0] == key else _step_blad(request, sessie, row, key)
        steps.append((each, blad))
    context = {
        **frame,
        **lists_context(sessie, frame),
        "bladen": _bladen(request, sessie, tafel) | (bladen or {}),
        "stappen": steps,
        "overgangen": steps_from(sessie.staat) if frame["mag_sessie_leiden"] else [],
        "is_open": sessie.staat != Sessiestaat.AFGEROND,
        "houdredenen": Houdreden.choices,
        "methodenaam": method_of(sessie.methode).naam,
        **more,
    }
    return render(request, "reflectie/sessie.html", context, status=status)


def lists_context(sessie: Sessie, frame: dict[str, Any]) -> dict[str, Any]:
    """Return what the parts with lists need to be drawn on their own."""
    is_open = sessie.staat != Sessiestaat.AFGEROND
    return {
        "mag_aanvullen": is_open and frame["mag_schrijven"],
    }


@require_GET
def sessie(request: MemberRequest, sessie_id: UUID) -> HttpResponse:
    """One session, for the team and its guests. Who looks is put on record."""
    found = session_for(request, sessie_id)
    record(found.gemeente_id, request.user.pk, "mlb bekeken", f"reflectie.sessie:{found.pk}")
    return session_page(request, found)


def _back(request: MemberRequest, sessie: Sessie, anchor: str = "") -> HttpResponseRedirect:
    path = reverse("reflectie:sessie", args=[request.gemeente.slug, sessie.pk])
    return HttpResponseRedirect(f"{path}#{anchor}" if anchor else path)


@require_http_methods(["GET", "POST"])
def deel(request: MemberRequest, sessie_id: UUID, naam: str) -> HttpResponse:
    """Save one part of the screen; read, it is the screen itself."""
    found = session_for(request, sessie_id, SEE if request.method == "GET" else WRITE)
    if naam not in DELEN:
        raise Http404
    if request.method == "GET":
        return _back(request, found, naam)
    place = DELEN[naam]
    require(request, place.recht, found)

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        return session_page(request, session_for(request, sessie_id), status, bladen={naam: blad})

    return _save(request, found, place.form, found, page, **_arguments(found, naam))


@require_http_methods(["GET", "POST"])
def stap(request: MemberRequest, sessie_id: UUID, sleutel: str) -> HttpResponse:
    """Save the notes at one step."""
    found = session_for(request, sessie_id, SEE if request.method == "GET" else WRITE)
    if sleutel not in {each.sleutel for each in Tafel(found).stappen()}:
        raise Http404
    if request.method == "GET":
        return _back(request, found, f"stap-{sleutel}")
    key = {"gemeente_id": found.gemeente_id, "sessie": found, "stap": sleutel}
    Stapnotitie.objects.bulk_create([Stapnotitie(**key)], ignore_conflicts=True)
    row = Stapnotitie.objects.get(**key)

    def page(blad: editing.Blad, status: int) -> HttpResponse:
        return session_page(request, session_for(request, sessie_id), status, stapblad=(sleutel, blad))

    arguments = {"wachter": Wachter(found.project, found), "auto_id": editing.dom_of(f"stap-{sleutel}")}
    return _save(request, found, forms.NotitieForm, row, page, **arguments)


def _save(
    request: MemberRequest, sessie: Sessie, form: type[EditForm], row: Editable, page: Any, **arguments: Any
) -> HttpResponse:
    if sessie.staat == Sessiestaat.AFGEROND:
        return closed(request, str(FINISHED))
    if request.POST.get("actie") in ("ongedaan", "herstel") and _brings_back_a_name(request, form, row, arguments):
        return _refuse_to_bring_back(request)
    redraw = answer_questions(request, arguments["wachter"])
    return editing.save_blad(request, form, row, page=page, thing=sessie, herteken=redraw, **arguments)


def _brings_back_a_name(request: MemberRequest, form: type[EditForm], row: Editable, arguments: dict[str, Any]) -> bool:
    """Whether going back to an older text would store something that the privacywacht asks about."""
    versie, _none = posted_versions(request.POST, [])
    if request.POST["actie"] == "ongedaan":
        versie -= 1
    names = [name for name, field in form.base_fields.items() if isinstance(field, TekstField)]
    before = values_at(row, max(versie, 0), names)
    return any(arguments["wachter"].vragen(tekst) for name, tekst in before.items() if tekst != getattr(row, name))


def _refuse_to_bring_back(request: MemberRequest) -> HttpResponse:
    text = _(
        "In die tekst staat een woord waar de privacywacht naar vraagt. Schrijf de tekst opnieuw, zonder dat woord."
    )
    messages.warning(request, text)
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return HttpResponseRedirect(request.path)


deel.keep_after_expiry = keep_checked  # type: ignore[attr-defined]
stap.keep_after_expiry = keep_checked  # type: ignore[attr-defined]


@require_POST
def overgang(request: MemberRequest, sessie_id: UUID, naam: str) -> HttpResponse:
    """Take a step in the life of a session: plan, begin, finish, cancel …"""
    found = session_for(request, sessie_id, LEAD)
    if naam not in OVERGANGEN:
        raise Http404
    try:
        services.take_step(sessie=found, naam=naam, by=request.lid)
    except KanNiet as reason:
        messages.warning(request, str(reason))
    else:
        messages.success(request, _DONE[naam])
    return _back(request, found)


_DONE = {
    "plannen": _lazy("De MLB staat gepland. Iedereen op de lijst krijgt een mail."),
    "beginnen": _lazy("De MLB is begonnen."),
    "afzeggen": _lazy("De MLB is afgezegd. Iedereen op de lijst krijgt een mail."),
    "toch_niet": _lazy("De MLB staat weer op gepland."),
    "afronden": _lazy("De MLB is vastgelegd."),
    "heropenen": _lazy("De MLB is weer open. Rond hem af als je klaar bent."),
}


@require_POST
def vermoeden(request: MemberRequest, sessie_id: UUID) -> HttpResponse:
    """Let a word stay that the second reading asks about, with the reason."""
    found = session_for(request, sessie_id, WRITE)
    woord, reden = request.POST.get("woord", ""), request.POST.get("reden", "")
    let_stay(sessie=found, woord=woord, reden=reden, by=request.lid)
    return _back(request, found, "vermoedens")


@require_POST
def naar_stap(request: MemberRequest, sessie_id: UUID) -> HttpResponse:
    """Go to another step of the method."""
    found = session_for(request, sessie_id, LEAD)
    try:
        services.go_to_step(sessie=found, stap=posted_number(request, "stap"), by=request.lid)
    except KanNiet as reason:
        messages.warning(request, str(reason))
    return _back(request, found, "stap-nu")


@require_http_methods(["GET", "POST"])
def verplaatsen(request: MemberRequest, sessie_id: UUID) -> HttpResponse:
    """Give a session another day, time or place."""
    found = session_for(request, sessie_id, LEAD)
    names = ("datum", "begin", "duur", "plaats")
    wachter = Wachter(found.project, found)
    answer_questions(request, wachter)
    form = forms.PlanForm(request.POST or None, initial={name: getattr(found, name) for name in names}, wachter=wachter)
    if request.method == "POST" and form.is_valid():
        try:
            moved = services.move_session(sessie=found, by=request.lid, **form.cleaned_data)
        except KanNiet as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("De MLB is verplaatst.") if moved else _("Er is niets veranderd."))
            return _back(request, found)
    context = {**session_frame(request, found), "form": form}
    return render(request, "reflectie/verplaatsen.html", context, status=422 if form.errors else 200)


@require_GET
def geschiedenis(request: MemberRequest, sessie_id: UUID) -> HttpResponse:
    """Who changed what in the texts of a session, and when; for the team."""
    found = session_for(request, sessie_id, "reflectie.geschiedenis_bekijken")
    form = WholeForm(instance=found, leden=members_at(found))
    place = reverse("reflectie:deel", args=[request.gemeente.slug, found.pk, WHOLE])
    project = project_for(request, found.project_id)
    return history_page(
        request,
        project,
        "reflectie",
        found,
        form,
        place,
        "reflectie.lessen_bijwerken",
        is_closed=found.staat == Sessiestaat.AFGEROND,
        texts_alone=True,
    )
