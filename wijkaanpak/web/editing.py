"""A page with one form that saves by itself: saving, conflicts, taking back, and nothing lost at an expired session."""

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
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
BUTTONS = ("ongedaan", "herstel", "weggooien", "plannen")  # can be pressed again: there is no text in them


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


@dataclass(frozen=True, slots=True)
class Rijvorm:
    """How a row is drawn that is one of many on a page, in place of the form that stands alone.

    ``sjabloon`` draws the whole row, ``daarna`` what a save changes around its fields; ``lees`` gives their ``rij``,
    ``context`` what else they need.
    """

    sjabloon: str
    daarna: str
    lees: Callable[["Blad"], Any]
    context: Mapping[str, Any]


@dataclass
class Blad:
    """What the form template needs: the form, its row, and what the last save did."""

    form: EditForm
    row: Editable
    mag_bijwerken: bool
    url: str
    dom: str = "blad"
    velden: str = ""  # a template that groups the fields; without one they stand one under the other
    conflicten: list[ConflictRij] = field(default_factory=list)
    wie: str = ""
    voornaam: str = ""
    bewaard: list[str] = field(default_factory=list)
    veld_versies: dict[str, int] = field(default_factory=dict)
    versie: int = 0
    is_actueel: bool = True
    is_bewaard_van_vroeger: bool = False
    tijd: Any = None
    wanneer: Any = None
    herteken: frozenset[str] = frozenset()  # fields whose text the server changed, to be drawn anew
    rijvorm: Rijvorm | None = None

    @cached_property
    def rij(self) -> Any:
        """What the templates of a row need beside the form."""
        return self.rijvorm.lees(self) if self.rijvorm else None

    @property
    def om_de_rij(self) -> Mapping[str, Any]:
        """What the templates of a row need of its page."""
        return self.rijvorm.context if self.rijvorm else {}

    @property
    def heeft_geschiedenis(self) -> bool:
        """Whether a save can be taken back."""
        return services.has_history(self.row)

    def gelezen(self) -> list[tuple[str, str]]:
        """The row in words, for who may not change it."""
        return self.form.read(self.row)


def open_blad(
    request: MemberRequest,
    form_class: type[EditForm],
    row: Editable,
    *,
    may_edit: bool,
    velden: str = "",
    url: str = "",
    rijvorm: Rijvorm | None = None,
    **form_kwargs: Any,
) -> Blad:
    """Return the form over a row as it is, or as it was typed before a session expired.

    ``url`` is where the form is posted, if not to this page; with an ``auto_id`` of its own among the arguments of
    the form (``dom_of`` makes it), several can stand on one page.
    """
    url = url or request.path
    kept = request.session.get(KEEP, {}).get(url) if may_edit else None
    form = form_class(instance=copy.copy(row), **form_kwargs)
    blad = Blad(form, row, may_edit, url, dom=_dom(form_kwargs), velden=velden, versie=row.versie)
    blad.rijvorm = rijvorm
    if kept is not None:
        shown = {name: _as_posted(form[name].value()) for name in form.fields}
        blad.form = form_class({**shown, **kept}, instance=copy.copy(row), **form_kwargs)
        blad.is_bewaard_van_vroeger = True
        blad.versie, blad.veld_versies = posted_versions(kept, list(form.labels()))
    return blad


def save_blad(
    request: MemberRequest,
    form_class: type[EditForm],
    row: Editable,
    *,
    page: Callable[[Blad, int], HttpResponse],
    thing: Any = None,
    velden: str = "",
    herteken: frozenset[str] = frozenset(),
    rijvorm: Rijvorm | None = None,
    **form_kwargs: Any,
) -> HttpResponse:
    """Save what was posted over a row; say what could not be saved, and lose nothing.

    ``page`` draws the whole page with a form and a status, for browsers without JavaScript.
    """
    action = request.POST.get("actie", "")
    if action == "weggooien":
        forget(request)
        return redirect(request.path)
    if action in ("ongedaan", "herstel"):
        return _go_back(request, form_class, row, velden, rijvorm, **form_kwargs)
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
    is_saved = not form.errors and not result.conflicts
    others = _still_in_conflict(request, form_class, result.row, **form_kwargs)
    if is_saved and not others:
        forget(request)
        if not request.htmx:
            messages.success(request, _("Opgeslagen om %(tijd)s.") % {"tijd": timezone.localtime().strftime("%H:%M")})
            return redirect(request.path)
    blad = Blad(form, result.row, mag_bijwerken=True, url=request.path, velden=velden, versie=versie)
    blad.rijvorm = rijvorm
    blad.dom, blad.tijd, blad.herteken = _dom(form_kwargs), timezone.localtime(), herteken
    blad.bewaard = result.changed
    blad.conflicten = [*_in_two_texts(form, result), *others]
    names = [result.row._meta.get_field(each.naam).attname for each in blad.conflicten]  # type: ignore[union-attr]
    writer, blad.wanneer = services.last_change_of(result.row, names)
    blad.wie, blad.voornaam = _names_of(writer)
    if writer == request.lid.pk:
        blad.wie, blad.voornaam = _("Jij"), _("jij in een ander venster")
    blad.is_actueel = not form.errors and all(getattr(result.row, name) == value for name, value in values.items())
    blad.veld_versies = field_versions | dict.fromkeys(result.changed, result.row.versie)
    if result.changed and result.row.versie == versie + 1:
        blad.versie, blad.veld_versies = result.row.versie, {}  # nobody but this screen saved in between
    if ONE_FIELD in request.POST:
        _as_the_screen_has_it(request, blad, form, result)
    status = 409 if blad.conflicten else 422 if form.errors else 200
    if request.htmx:
        context = {**blad.om_de_rij, "blad": blad, "gekozen": ONE_FIELD in request.POST}
        return render(request, "editing/_bewaard.html", context, status=status)
    if ONE_FIELD in request.POST:
        blad.form = _whole_form(form_class, result.row, form.data if form.errors else {}, **form_kwargs)
    return page(blad, status)


def _whole_form(form_class: type[EditForm], row: Editable, refused: Any, **form_kwargs: Any) -> EditForm:
    """Return the form over a row with all its fields; the one that was ``refused`` as it was typed."""
    form = form_class(instance=copy.copy(row), **form_kwargs)
    typed = {name: text for name, text in refused.items() if name in form.fields}
    if not typed:
        return form
    shown = {name: _as_posted(form[name].value()) for name in form.fields}
    return form_class({**shown, **typed}, instance=copy.copy(row), **form_kwargs)


def dom_of(name: str) -> str:
    """Return the ``auto_id`` of a form that shares its page with others; ``name`` is then the id of its part."""
    return f"{name}_%s"


def _dom(form_kwargs: dict[str, Any]) -> str:
    return str(form_kwargs.get("auto_id", "blad_%s")).removesuffix("_%s")


def _as_the_screen_has_it(request: MemberRequest, blad: Blad, form: EditForm, result: SaveResult[Editable]) -> None:
    """After a choice in a conflict the other fields of the screen keep the versions they had."""
    names = [form._meta.model._meta.get_field(name).attname for name in form._meta.fields or []]
    screen = {name.removeprefix("scherm_"): text for name, text in request.POST.items() if name.startswith("scherm_")}
    blad.versie, blad.veld_versies = posted_versions(screen, names)
    chosen_at, _none = posted_versions(request.POST, [])
    blad.veld_versies |= dict.fromkeys(form.labels(), chosen_at if form.errors else result.row.versie)
    blad.is_actueel = False


def _still_in_conflict(
    request: MemberRequest, form_class: type[EditForm], row: Editable, **form_kwargs: Any
) -> list[ConflictRij]:
    """The other fields that were in conflict when one was chosen: both texts come back until they are chosen too."""
    form = form_class(instance=copy.copy(row), **form_kwargs)
    found = []
    for name in form.fields:
        mine = request.POST.get(f"ook_{name}")
        theirs = _as_posted(getattr(row, form.attname(name)))
        if mine is not None and mine.replace("\r\n", "\n") != theirs:
            label = str(form.fields[name].label)
            words = form.words(form.attname(name), getattr(row, form.attname(name)))
            found.append(ConflictRij(label, name, words, mine, theirs, mine, is_tekst=_is_text(form, name)))
    return found


def _go_back(
    request: MemberRequest,
    form_class: type[EditForm],
    row: Editable,
    velden: str,
    rijvorm: Rijvorm | None = None,
    **form_kwargs: Any,
) -> HttpResponse:
    """Take back one save (``ongedaan``), or go back to a version from the history (``herstel``)."""
    names = list(form_class(instance=copy.copy(row), **form_kwargs).attnames().values())
    versie, _none = posted_versions(request.POST, [])
    seen, _none = posted_versions({"versie": request.POST.get("gezien", "")}, [])
    if not 0 < versie <= row.versie or not services.has_history(row):
        raise Http404
    by = request.lid.pk
    try:
        with transaction.atomic():
            if request.POST["actie"] == "herstel":
                result = services.restore(row=row, versie=versie, seen=seen, names=names, by=by)
            else:
                result = services.undo(row=row, versie=versie, names=names, by=by)
            _require_allowed(form_class, row, result, **form_kwargs)
    except ValidationError as error:
        messages.warning(request, _("Dit kan niet meer terug. %(waarom)s") % {"waarom": " ".join(error.messages)})
        return redirect(request.path)
    except IntegrityError:
        messages.warning(request, _("Dit kan niet meer terug: er is nu iets anders met deze naam."))
        return redirect(request.path)
    if result.conflicts:
        messages.warning(request, _("Dit is daarna nog gewijzigd. Kijk in de geschiedenis wat je terug wilt."))
    else:
        messages.success(request, _("Het staat weer zoals het was."))
    if request.htmx:
        return _form_anew(request, form_class, result.row, velden, rijvorm, **form_kwargs)
    return redirect(request.path)


def _require_allowed(
    form_class: type[EditForm], row: Editable, result: SaveResult[Editable], **form_kwargs: Any
) -> None:
    """Raise ValidationError when what came back could not be typed now: going back is no way round a rule."""
    attnames = form_class(instance=copy.copy(row), **form_kwargs).attnames()
    data = {name: _as_posted(getattr(result.row, attname)) for name, attname in attnames.items()}
    form = form_class(data, instance=copy.copy(row), **form_kwargs)
    wrong = [name for name in form.errors if attnames.get(name) in result.changed or name == NON_FIELD_ERRORS]
    if wrong:
        raise ValidationError([message for name in wrong for message in form.errors[name]])


def _form_anew(
    request: MemberRequest,
    form_class: type[EditForm],
    row: Editable,
    velden: str,
    rijvorm: Rijvorm | None,
    **form_kwargs: Any,
) -> HttpResponse:
    form = form_class(instance=copy.copy(row), **form_kwargs)
    blad = Blad(
        form, row, mag_bijwerken=True, url=request.path, dom=_dom(form_kwargs), velden=velden, versie=row.versie
    )
    blad.rijvorm = rijvorm
    sjabloon = rijvorm.sjabloon if rijvorm else "editing/_formulier.html"
    return render(request, sjabloon, {**blad.om_de_rij, "blad": blad, "met_stand": True})


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
            is_tekst=_is_text(form, names[conflict.field]),
        )
        for conflict in result.conflicts
    ]


def _is_text(form: EditForm, name: str) -> bool:
    return isinstance(form.fields[name].widget, forms.Textarea)


def _as_posted(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)


def _names_of(lid_id: UUID | None) -> tuple[str, str]:
    """Return the name and the first name of who saved last, as they read in a sentence."""
    lid = Lidmaatschap.objects.select_related("gebruiker").filter(pk=lid_id).first() if lid_id else None
    return (lid.gebruiker.naam, lid.gebruiker.voornaam) if lid else (_("Iemand anders"), _("een ander"))


def keep_form(request: MemberRequest, slug: str, **kwargs: Any) -> str | None:
    """Keep a form that met an expired session until after login; return where to go then.

    Returns None when it is too much to keep: then the page must not leave the text.
    """
    if request.POST.get("actie") in BUTTONS:
        return str(request.path)
    others = ("csrfmiddlewaretoken", ONE_FIELD)
    posted = {name: text for name, text in request.POST.items() if name not in others}
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
