"""The phase checklist: looking, saving field by field, taking back, history."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from projects import checklist, filters
from projects import geschiedenis as history
from projects.checklist import Fasering, Persoon, Regel
from projects.dingen import mark_things
from projects.forms import AntwoordForm, BewijsForm
from projects.models import Bewijs, ChecklistAntwoord, Project
from projects.services import antwoord as services
from projects.services.antwoord import AntwoordResult
from projects.views.access import project_for
from projects.views.projecten import project_frame
from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.rights import note_foreign_choices
from wijkaanpak.editing.services import last_change_of
from wijkaanpak.instrumenten.models import StatusKeuze
from wijkaanpak.web.posted import posted_number

KEEP = "teruggave"  # the session key of saves that met an expired session, by project and punt
KEEP_MAX = 30_000  # characters of one save
KEEP_MOST = 10  # saves


@require_GET
def nu(request: MemberRequest, project_id: UUID) -> HttpResponseRedirect:
    """The checklist opens at the phase the project is in."""
    project = project_for(request, project_id)
    return redirect("projects:fase", request.gemeente.slug, project.pk, project.fase)


@require_GET
def fase(request: MemberRequest, project_id: UUID, fase: str, punt: str = "") -> HttpResponse:
    """One phase, with at most one punt open (deep link). For htmx just that punt, open or closed."""
    project = project_for(request, project_id)
    fasering = fasering_of(project, fase)
    part = request.GET.get("deel", "")
    if request.htmx and part:
        regel = fasering.hoofdregel(part)
        if regel is None:
            raise Http404
        context = _punt_context(request, fasering, regel, punt)
        return render(request, "projects/checklist/_punt.html", context)
    if punt and fasering.hoofdregel(punt) is None:
        return _elsewhere(request, project, punt)
    return phase_page(request, fasering, punt)


def fasering_of(project: Project, slug: str, people: dict[UUID, Persoon] | None = None) -> Fasering:
    """Return a phase of the checklist of a project. Raises Http404 when there is no such phase."""
    fasering = checklist.build(project, slug, people)
    if fasering is None:
        raise Http404
    return fasering


def _elsewhere(request: MemberRequest, project: Project, punt: str) -> HttpResponseRedirect:
    """A deep link keeps working when an upgrade moved its punt to another phase."""
    slug = checklist.phase_of(project, punt)
    if slug is None:
        raise Http404
    return redirect("projects:punt", request.gemeente.slug, project.pk, slug, punt)


def phase_page(
    request: MemberRequest, fasering: Fasering, punt: str, *, status: int = 200, **extra: Any
) -> HttpResponse:
    """Return the whole page of a phase, with ``punt`` open and ``extra`` for its template."""
    top = fasering.hoofdregel(punt) if punt else None
    gekozen = filters.chosen(request)
    dingen = mark_things(fasering.project, fasering.regels)
    context = {
        **project_frame(request, fasering.project, "checklist"),
        "fasering": fasering,
        "dingen": dingen,
        "regels": filters.apply(fasering.regels, gekozen, request.lid, timezone.localdate(), keep=top),
        "filters": filters.chips(fasering.regels, gekozen, request.lid, timezone.localdate()),
        "gekozen": gekozen,
        "wie_is_aan_zet": filters.whose_turn(fasering, request.lid),
        "open_top": top,
        "open_id": punt,
        "teruggaven": _kept(request, fasering),
        **_shared(request, fasering),
        **(_open_context(request, fasering, top, punt) if top else {}),
        **extra,
    }
    return render(request, "projects/checklist/fase.html", context, status=status)


def _punt_context(request: MemberRequest, fasering: Fasering, regel: Regel, punt: str, **extra: Any) -> dict[str, Any]:
    is_open = bool(punt)
    return {
        **project_frame(request, fasering.project, "checklist"),
        "fasering": fasering,
        "dingen": mark_things(fasering.project, fasering.regels),
        "regel": regel,
        "gekozen": filters.chosen(request),
        "open_top": regel if is_open else None,
        "open_id": punt,
        **_shared(request, fasering),
        **(_open_context(request, fasering, regel, punt) if is_open else {}),
        **extra,
    }


def _shared(request: MemberRequest, fasering: Fasering) -> dict[str, Any]:
    """Return what every line of the page needs. Addresses are made once: a page would ask for hundreds."""
    place = [request.gemeente.slug, fasering.project.pk]
    return {
        "statussen": StatusKeuze.choices,
        "nu_dag": timezone.localdate(),
        "fase_url": reverse("projects:fase", args=[*place, fasering.onderdeel.slug]),
        "punten_url": f"{reverse('projects:project', args=place)}punten/",
    }


def _open_context(request: MemberRequest, fasering: Fasering, top: Regel, punt: str) -> dict[str, Any]:
    """What only an open punt needs: its evidence and the number of versions."""
    open_ids = {top.id, punt}
    evidence: dict[str, list[Bewijs]] = {id: [] for id in open_ids}
    rows = Bewijs.objects.current().filter(antwoord__project=fasering.project, antwoord__punt__in=open_ids)
    for bewijs in rows.select_related("toegevoegd_door__gebruiker", "antwoord").order_by("toegevoegd_op"):
        evidence[bewijs.antwoord.punt].append(bewijs)
    return {"bewijzen": evidence, "bewijsform": BewijsForm()}


@require_POST
def bewaren(request: MemberRequest, project_id: UUID, punt: str) -> HttpResponse:
    """Save what was changed at one punt; say what could not be saved, and lose nothing."""
    project = project_for(request, project_id, "projects.checklist_bijwerken")
    slug = checklist.phase_of(project, punt)
    if slug is None:
        raise Http404
    before = ChecklistAntwoord.objects.filter(project=project, punt=punt).first()
    everyone = checklist.people_of(project)
    people = [persoon for persoon in everyone.values() if persoon.kiesbaar or _is_now(before, persoon.id)]
    form = AntwoordForm(request.POST, personen=people, old_reason=before.reden if before else "")
    form.is_valid()
    note_foreign_choices(request, form, project)
    result = services.save_answer(
        project=project,
        punt=punt,
        values=form.valid_values(),
        versie=posted_number(request, "versie"),
        field_versions=_field_versions(request),
        by=request.lid,
    )
    if not form.errors and not result.conflicts and request.POST.get("blok") == "teruggave":
        _forget(request, project.pk, punt)
    if not request.htmx and not form.errors and not result.conflicts:
        messages.success(request, _("Opgeslagen om %(tijd)s.") % {"tijd": timezone.localtime().strftime("%H:%M")})
        return redirect(punt_url(request, project, slug, punt))
    return _saved(request, fasering_of(project, slug, everyone), punt, form, result)


def _is_now(antwoord: ChecklistAntwoord | None, lid_id: UUID) -> bool:
    return antwoord is not None and antwoord.verantwoordelijke_id == lid_id


def _field_versions(request: MemberRequest) -> dict[str, int]:
    """Return the versions of the fields that this screen saved itself after it was opened."""
    names = {name: f"versie_{name}" for name in services.FIELDS}
    return {name: posted_number(request, posted) for name, posted in names.items() if posted in request.POST}


def _saved(
    request: MemberRequest, fasering: Fasering, punt: str, form: AntwoordForm, result: AntwoordResult
) -> HttpResponse:
    """Answer a save: parts for htmx, else the page again with what could not be saved."""
    status = 409 if result.conflicts else 422 if form.errors else 200
    top, regel = fasering.place_of(punt)
    writer, moment = last_change_of(result.row, [each.field for each in result.conflicts])
    changed_by = fasering.personen.get(writer) if writer else None
    who = (changed_by.naam, changed_by.voornaam) if changed_by else (_("Iemand anders"), _("een ander"))
    if writer == request.lid.pk:
        who = (_("Jij"), _("jij in een ander venster"))
    set_to_gereed = "status" in result.changed and regel.antwoord.status == StatusKeuze.GEREED
    extra = {
        "conflicten": history.conflict_rows(result, fasering.personen),
        "conflict_id": punt if result.conflicts else "",
        "conflict_wie": who[0],
        "conflict_voornaam": who[1],
        "conflict_wanneer": moment,
        "fouten": form.errors,
        "vraag_reden": form.asks_for_reason(),
        "fout_id": punt if form.errors else "",
        "ingevuld": form.data,
        "bewaard": result.changed,
        "bewaard_id": punt if result.changed else "",
        "vraag_deelacties": regel.open_below if set_to_gereed else [],
        "vraag_id": punt,
        "tijd": timezone.localtime(),
    }
    if not request.htmx:
        return phase_page(request, fasering, punt, status=status, **extra)
    blok = request.POST.get("blok", "")
    context = _punt_context(request, fasering, top, punt if blok == "conflict" else "", **extra)
    template = "projects/checklist/_bewaard.html"
    if blok == "conflict" and status == 200:
        template = "projects/checklist/_punt_en_stand.html"
    context |= {
        "blok": blok,
        "gewijzigd": regel,
        "scherm_is_actueel": _shows_what_is_stored(form, result),
        "scherm_versie": posted_number(request, "versie"),
        "veld_versies": _field_versions(request) | dict.fromkeys(result.changed, result.row.versie),
    }
    return render(request, template, context, status=status)


def _shows_what_is_stored(form: AntwoordForm, result: AntwoordResult) -> bool:
    """Whether the form that saved shows what is stored; only then may it go on from the new version."""
    posted = form.valid_values()
    return not form.errors and all(getattr(result.row, name) == value for name, value in posted.items())


def punt_url(request: MemberRequest, project: Project, slug: str, punt: str) -> str:
    """Return the deep link of a punt."""
    return f"{reverse('projects:punt', args=[request.gemeente.slug, project.pk, slug, punt])}#{punt}"


def _answer(project: Project, punt: str) -> ChecklistAntwoord:
    rows = ChecklistAntwoord.objects.select_related("project")
    found: ChecklistAntwoord = get_object_or_404(rows, project=project, punt=punt)
    return found


@require_POST
def terugdraaien(request: MemberRequest, project_id: UUID, punt: str) -> HttpResponse:
    """Take back one save, or (``naar``) go back to a version."""
    project = project_for(request, project_id, "projects.checklist_bijwerken")
    antwoord = _answer(project, punt)
    slug = checklist.phase_of(project, punt)
    if slug is None:
        raise Http404
    if request.POST.get("soort") == "versie":
        if not antwoord.events.filter(versie=posted_number(request, "versie")).exists():
            raise Http404
        result = services.restore_version(
            antwoord=antwoord,
            versie=posted_number(request, "versie"),
            by=request.lid,
            seen=posted_number(request, "gezien"),
        )
    else:
        result = services.undo_save(antwoord=antwoord, versie=posted_number(request, "versie"), by=request.lid)
    if result.conflicts:
        messages.warning(request, _("Dit is daarna nog gewijzigd. Kijk in de geschiedenis wat je terug wilt."))
    else:
        messages.success(request, _("Het staat weer zoals het was."))
    if request.htmx:
        fasering = fasering_of(project, slug)
        top, _regel = fasering.place_of(punt)
        is_open = request.POST.get("open") != "nee"
        context = _punt_context(request, fasering, top, punt if is_open else "") | {"teruggedraaid": True}
        return render(request, "projects/checklist/_punt_en_stand.html", context)
    return redirect(punt_url(request, project, slug, punt))


@require_POST
def deelacties_gereed(request: MemberRequest, project_id: UUID, punt: str) -> HttpResponseRedirect:
    """Set the open deelacties of a punt to gereed too."""
    project = project_for(request, project_id, "projects.checklist_bijwerken")
    slug = checklist.phase_of(project, punt)
    if slug is None:
        raise Http404
    _top, regel = fasering_of(project, slug).place_of(punt)
    done = services.finish_below(project=project, punten=[kind.id for kind in regel.open_below], by=request.lid)
    messages.success(request, _("%(aantal)s deelacties staan nu op gereed.") % {"aantal": done})
    return redirect(punt_url(request, project, slug, punt))


@require_GET
def geschiedenis(request: MemberRequest, project_id: UUID, punt: str) -> HttpResponse:
    """Who changed what at this punt, and when."""
    project = project_for(request, project_id)
    antwoord = _answer(project, punt)
    personen = checklist.people_of(project)
    context = {
        **project_frame(request, project, "checklist"),
        "antwoord": antwoord,
        "titel": history.title_of(project, punt),
        "fase": checklist.phase_of(project, punt),
        "regels": history.changes(antwoord, personen),
        "bewijzen": Bewijs.objects.filter(antwoord=antwoord).order_by("toegevoegd_op"),
    }
    return render(request, "projects/geschiedenis.html", context)


def _keep(request: MemberRequest, slug: str, project_id: UUID, punt: str) -> str | None:
    """Keep a save that met an expired session until after login; return where to go then.

    Returns None when it is too much to keep: then the page must not leave the text.
    """
    names = [*AntwoordForm.base_fields, "versie", *(f"versie_{name}" for name in services.FIELDS)]
    posted = {name: request.POST[name] for name in names if name in request.POST}
    kept: dict[str, dict[str, str]] = request.session.get(KEEP, {})
    if sum(len(text) for text in posted.values()) > KEEP_MAX or len(kept) >= KEEP_MOST:
        return None
    request.session[KEEP] = kept | {_keep_key(project_id, punt): posted}
    return f"{reverse('projects:checklist', args=[slug, project_id])}?teruggave={punt}"


def _keep_key(project_id: UUID, punt: str) -> str:
    return f"{project_id} {punt}"


bewaren.keep_after_expiry = _keep  # type: ignore[attr-defined]


def _kept(request: MemberRequest, fasering: Fasering) -> list[dict[str, Any]]:
    """Return the saves that wait in the session for this project."""
    found = []
    for key, posted in request.session.get(KEEP, {}).items():
        project_id, punt = key.split(" ", 1)
        if project_id == str(fasering.project.pk):
            fields = {name: text for name, text in posted.items() if name in AntwoordForm.base_fields}
            rows = history.kept_rows(fields, fasering.personen)
            titel = history.title_of(fasering.project, punt)
            found.append({"punt": punt, "posted": posted, "rijen": rows, "titel": titel})
    return found


def _forget(request: MemberRequest, project_id: UUID, punt: str) -> None:
    """Drop a save that waited in the session, once it is saved or thrown away."""
    kept = request.session.get(KEEP, {})
    if _keep_key(project_id, punt) in kept:
        request.session[KEEP] = {key: value for key, value in kept.items() if key != _keep_key(project_id, punt)}


@require_POST
def teruggave_weg(request: MemberRequest, project_id: UUID) -> HttpResponseRedirect:
    """Throw away the save that waited in the session."""
    project = project_for(request, project_id)
    _forget(request, project.pk, request.POST.get("punt", ""))
    return redirect("projects:checklist", request.gemeente.slug, project.pk)
