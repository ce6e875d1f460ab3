"""A page with one form that saves by itself: saving, conflicts, taking back, and nothing lost at an expired session."""

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import note_foreign_choices
from wijkaanpak.editing import services
from wijkaanpak.editing.forms import ONE_FIELD, EditForm, posted_versions
from wijkaanpak.editing.models import Editable
from wijkaanpak.editing.services import SaveResult

KEEP = "ongestuurd"  # the session key of forms that met an expired session, by address
KEEP_MAX = 60_000  # characters of one form
KEEP_MOST = 10  # forms


@dataclass(slots=True)
class ConflictRij:
    """One field that two people changed, with the values to post for either choice."""

    veld: str
    naam: str
    van_ander: str
    van_mij: str
    waarde_ander: str
    waarde_mij: str
    is_tekst: bool


@dataclass(slots=True)
class Blad:
    """What the form template needs: the form, its row, and what the last save did."""

    form: EditForm
    row: Editable
    mag_bijwerken: bool
    url: str
    dom: str = "blad"
    conflicten: list[ConflictRij] = field(default_factory=list)
    wie: str = ""
    bewaard: list[str] = field(default_factory=list)
    veld_versies: dict[str, int] = field(default_factory=dict)
    versie: int = 0
    is_actueel: bool = True
    is_bewaard_van_vroeger: bool = False
    tijd: Any = None

    def gelezen(self) -> list[tuple[str, str]]:
        """The row in words, for who may not change it."""
        return self.form.read(self.row)


def open_blad(
    request: MemberRequest,
    form_class: type[EditForm],
    row: Editable,
    *,
    may_edit: bool,
    url: str = "",
    **form_kwargs: Any,
) -> Blad:
    """Return the form over a row as it is, or as it was typed before a session expired."""
    kept = request.session.get(KEEP, {}).get(url or request.path) if may_edit else None
    form = form_class(kept, instance=copy.copy(row), **form_kwargs)
    blad = Blad(form, row, may_edit, url or request.path, versie=row.versie)
    if kept is not None:
        blad.is_bewaard_van_vroeger = True
        blad.versie, blad.veld_versies = posted_versions(kept, list(form.labels()))
    return blad


def save_blad(
    request: MemberRequest,
    form_class: type[EditForm],
    row: Editable,
    *,
    page: Callable[[Blad, int], HttpResponse],
    done: str = "",
    thing: Any = None,
    **form_kwargs: Any,
) -> HttpResponse:
    """Save what was posted over a row; say what could not be saved, and lose nothing.

    ``page`` draws the whole page with a form and a status, for browsers without JavaScript; ``done`` is
    where they go after a save (default: the page itself).
    """
    action = request.POST.get("actie", "")
    if action == "weggooien":
        forget(request)
        return redirect(request.path)
    if action == "ongedaan":
        names = list(form_class(instance=copy.copy(row), **form_kwargs).labels())
        return _undo(request, form_class, row, names, **form_kwargs)
    if action == "herstel":
        return _restore(request, row, list(form_class(instance=copy.copy(row), **form_kwargs).labels()))
    form = form_class(request.POST, instance=copy.copy(row), **form_kwargs)
    form.is_valid()
    note_foreign_choices(request, form, thing or row)
    values = form.valid_values()
    versie, field_versions = posted_versions(request.POST, list(form.labels()))
    result: SaveResult[Editable] = SaveResult(row)
    try:
        result = services.save_fields(
            row=row, values=values, versie=versie, field_versions=field_versions, by=request.lid.pk
        )
    except IntegrityError:
        form.add_error(None, _("Dit is er al. Kies een andere naam."))
    if not form.errors and not result.conflicts:
        forget(request)
        if not request.htmx:
            messages.success(request, _("Opgeslagen om %(tijd)s.") % {"tijd": timezone.localtime().strftime("%H:%M")})
            return redirect(done or request.path)
        if ONE_FIELD in request.POST:
            return _form_anew(request, form_class, result.row, **form_kwargs)
    blad = Blad(form, result.row, True, request.path, versie=versie, tijd=timezone.localtime())  # noqa: FBT003
    blad.bewaard = result.changed
    blad.conflicten = _in_two_texts(form, result)
    blad.wie = _name_of(result.row.gewijzigd_door_id)
    blad.is_actueel = not form.errors and all(getattr(result.row, name) == value for name, value in values.items())
    blad.veld_versies = field_versions | dict.fromkeys(result.changed, result.row.versie)
    status = 409 if result.conflicts else 422 if form.errors else 200
    if request.htmx:
        return render(request, "editing/_bewaard.html", {"blad": blad}, status=status)
    return page(blad, status)


def _undo(
    request: MemberRequest, form_class: type[EditForm], row: Editable, names: list[str], **form_kwargs: Any
) -> HttpResponse:
    versie, _none = posted_versions(request.POST, [])
    result = services.undo(row=row, versie=versie, names=names, by=request.lid.pk)
    if result.conflicts:
        messages.warning(request, _("Dit is daarna nog gewijzigd. Kijk in de geschiedenis wat je terug wilt."))
    else:
        messages.success(request, _("Het staat weer zoals het was."))
    return _form_anew(request, form_class, result.row, **form_kwargs) if request.htmx else redirect(request.path)


def _restore(request: MemberRequest, row: Editable, names: list[str]) -> HttpResponse:
    versie, _none = posted_versions(request.POST, [])
    seen, _none = posted_versions({"versie": request.POST.get("gezien", "")}, [])
    if not 0 < versie <= row.versie:
        raise Http404
    result = services.restore(row=row, versie=versie, seen=seen, names=names, by=request.lid.pk)
    if result.conflicts:
        messages.warning(request, _("Dit is daarna nog gewijzigd. Kijk in de geschiedenis wat je terug wilt."))
    else:
        messages.success(request, _("Deze versie staat er weer. Wat er stond, vind je in de geschiedenis."))
    return redirect(request.path)


def _form_anew(request: MemberRequest, form_class: type[EditForm], row: Editable, **form_kwargs: Any) -> HttpResponse:
    form = form_class(instance=copy.copy(row), **form_kwargs)
    blad = Blad(form, row, True, request.path, versie=row.versie)  # noqa: FBT003
    return render(request, "editing/_formulier.html", {"blad": blad, "met_stand": True})


def _in_two_texts(form: EditForm, result: SaveResult[Editable]) -> list[ConflictRij]:
    names = {form.attname(name): name for name in form.fields}
    return [
        ConflictRij(
            veld=form.labels()[conflict.field],
            naam=names[conflict.field],
            van_ander=form.words(conflict.field, conflict.theirs),
            van_mij=form.words(conflict.field, conflict.mine),
            waarde_ander=_as_posted(conflict.theirs),
            waarde_mij=_as_posted(conflict.mine),
            is_tekst=form.fields[names[conflict.field]].widget.__class__.__name__ == "Textarea",
        )
        for conflict in result.conflicts
    ]


def _as_posted(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)


def _name_of(lid_id: UUID | None) -> str:
    lid = Lidmaatschap.objects.select_related("gebruiker").filter(pk=lid_id).first() if lid_id else None
    return lid.gebruiker.naam if lid else _("Iemand anders")


def keep_form(request: MemberRequest, slug: str, **kwargs: Any) -> str | None:
    """Keep a form that met an expired session until after login; return where to go then.

    Returns None when it is too much to keep: then the page must not leave the text.
    """
    posted = {name: text for name, text in request.POST.items() if name != "csrfmiddlewaretoken"}
    kept: dict[str, dict[str, str]] = request.session.get(KEEP, {})
    if sum(len(text) for text in posted.values()) > KEEP_MAX or len(kept) >= KEEP_MOST:
        return None
    request.session[KEEP] = kept | {request.path: posted}
    return str(request.path)


def forget(request: MemberRequest) -> None:
    """Drop a form that waited in the session, once it is saved or thrown away."""
    kept = request.session.get(KEEP, {})
    if request.path in kept:
        request.session[KEEP] = {path: posted for path, posted in kept.items() if path != request.path}
