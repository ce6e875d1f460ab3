"""The screens of a list of rows below a parent: add, change, history, take away, put back.

An app declares its lists; the screens and their addresses are made of that. See ``schermen``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import note_foreign_choices, require
from wijkaanpak.editing import services
from wijkaanpak.editing.forms import EditForm
from wijkaanpak.editing.history import versions
from wijkaanpak.editing.models import Removable
from wijkaanpak.web import editing
from wijkaanpak.web.errors import closed, typed_text_page

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Plek:
    """The parent of a list as one request finds it: around which pages, where back, and what may be done."""

    ouder: Any
    frame: Mapping[str, Any]  # what ``Lijst.kop`` and the page need
    terug: str
    mag_bijwerken: bool
    dicht: str = ""  # why nothing can be written now, though this person could
    recht: str = ""  # what changing it asks: who has not got it is refused, and the log says so

    def require_open(self, request: MemberRequest) -> None:
        """Raise PermissionDenied (logged) for who may not change this, Http404 while it is shut."""
        if self.recht and not self.mag_bijwerken:
            require(request, self.recht, self.ouder)
        if self.dicht or not self.mag_bijwerken:
            raise Http404


def _nothing(request: MemberRequest, plek: Plek) -> tuple[dict[str, Any], frozenset[str]]:
    return {}, frozenset()


@dataclass(frozen=True, slots=True)
class Lijst:
    """One list. ``plek`` finds the parent by id: it raises Http404, or PermissionDenied without the right to see it.

    ``ouder`` is the name of the foreign key to the parent. ``vooraf`` names the fields that an address may fill in.
    ``vorm`` says what its form is told, and which fields a button in the form just changed (it may change the POST);
    ``na_verlopen`` keeps what was typed over an expired session.
    """

    slug: str
    model: type[Removable]
    ouder: str
    form: type[EditForm]
    plek: Callable[[MemberRequest, UUID], Plek]
    kop: str  # the template of the head of its pages
    nieuw: Text
    kruimel: Text
    uitleg: Text = ""
    vooraf: tuple[str, ...] = field(default=())
    vorm: Callable[[MemberRequest, Plek], tuple[dict[str, Any], frozenset[str]]] = _nothing
    na_verlopen: Callable[..., str | None] = editing.keep_form

    def rows(self) -> Any:
        """Return every row of the gemeente in this list, taken away or not."""
        return self.model.objects  # type: ignore[attr-defined]

    def empty_row(self, request: MemberRequest, ouder: Any) -> Any:
        """Return a row that is not stored yet."""
        return self.model(**{self.ouder: ouder, "gemeente_id": request.lid.gemeente_id})


@dataclass(frozen=True, slots=True)
class Schermen:
    """The views of all lists of one app."""

    app: str
    lijsten: Mapping[str, Lijst]

    def lijst(self, slug: str) -> Lijst:
        """Return a list. Raises Http404."""
        if slug not in self.lijsten:
            raise Http404
        return self.lijsten[slug]

    def row(self, request: MemberRequest, register: str, rij_id: UUID) -> tuple[Lijst, Any, Plek]:
        """Return a list, one row of it and its place. Raises Http404."""
        lijst = self.lijst(register)
        row = get_object_or_404(lijst.rows(), pk=rij_id)
        return lijst, row, lijst.plek(request, getattr(row, f"{lijst.ouder}_id"))

    def to_write(self, request: MemberRequest, register: str, rij_id: UUID) -> tuple[Lijst, Any, Plek]:
        """Return the same for who may change it. Raises PermissionDenied (logged), or Http404 while it is shut."""
        lijst, row, plek = self.row(request, register, rij_id)
        plek.require_open(request)
        return lijst, row, plek


def _context(plek: Plek, lijst: Lijst, **more: Any) -> dict[str, Any]:
    shut = plek.dicht if plek.mag_bijwerken else ""
    may_write = plek.mag_bijwerken and not plek.dicht
    return {**plek.frame, "lijst": lijst, "terug": plek.terug, "dicht": shut, "mag_bijwerken": may_write, **more}


def schermen(app: str, *lijsten: Lijst) -> list[URLPattern]:
    """Return the addresses of all screens of these lists, below ``lijst/``, named ``rij-nieuw``, ``rij`` and so on."""
    all = Schermen(app, {lijst.slug: lijst for lijst in lijsten})

    @require_http_methods(["GET", "POST"])
    def nieuw(request: MemberRequest, register: str, ouder_id: UUID) -> HttpResponse:
        """Add a row."""
        lijst = all.lijst(register)
        plek = lijst.plek(request, ouder_id)
        if plek.dicht and plek.mag_bijwerken and request.method == "POST":
            return closed(request, plek.dicht)
        plek.require_open(request)
        if request.POST.get("actie") == "weggooien":
            editing.forget(request)
            return redirect(request.path)
        kept = request.session.get(editing.KEEP, {}).get(request.path)
        told, changed = lijst.vorm(request, plek)
        initial = {name: request.GET[name] for name in lijst.vooraf if name in request.GET}
        data = request.POST if request.method == "POST" else kept
        form = lijst.form(data, instance=lijst.empty_row(request, plek.ouder), initial=initial, **told)
        if request.method == "POST" and not changed and form.is_valid():  # a text that was changed is read first
            services.add_row(row=form.instance, by=request.lid.pk)
            editing.forget(request)
            messages.success(request, _("‘%(wat)s’ staat erbij.") % {"wat": capfirst(str(form.instance)).rstrip(".")})
            return redirect(plek.terug)
        note_foreign_choices(request, form, plek.ouder)
        van_vroeger = kept is not None and request.method == "GET"
        context = _context(plek, lijst, form=form, van_vroeger=van_vroeger)
        return render(request, "editing/lijst_nieuw.html", context, status=422 if request.method == "POST" else 200)

    @require_http_methods(["GET", "POST"])
    def rij(request: MemberRequest, register: str, rij_id: UUID) -> HttpResponse:
        """Look at one row, and change it field by field."""
        lijst, row, plek = all.row(request, register, rij_id)
        is_gone = row.vervallen_op is not None

        def page(blad: editing.Blad, status: int) -> HttpResponse:
            return render(request, "editing/lijst_rij.html", _context(plek, lijst, blad=blad, rij=row), status=status)

        if request.method == "POST":
            if plek.dicht and plek.mag_bijwerken:
                return closed(request, plek.dicht)
            plek.require_open(request)
            if is_gone and request.htmx:
                raise Http404  # the page says that it is not saved, and keeps the text
            if is_gone:
                return typed_text_page(request, 409)
            told, changed = lijst.vorm(request, plek)
            return editing.save_blad(request, lijst.form, row, page=page, thing=plek.ouder, herteken=changed, **told)
        may_edit = plek.mag_bijwerken and not plek.dicht and not is_gone
        told, _changed = lijst.vorm(request, plek)
        return page(editing.open_blad(request, lijst.form, row, may_edit=may_edit, **told), 200)

    @require_POST
    def weg(request: MemberRequest, register: str, rij_id: UUID) -> HttpResponse:
        """Take a row away."""
        _lijst, row, plek = all.to_write(request, register, rij_id)
        services.set_aside(row=row, gone=True, by=request.lid.pk)
        messages.success(request, _("%(wat)s is weggehaald.") % {"wat": capfirst(str(row))})
        return redirect(plek.terug)

    @require_POST
    def terug(request: MemberRequest, register: str, rij_id: UUID) -> HttpResponse:
        """Put back a row that was taken away."""
        _lijst, row, plek = all.to_write(request, register, rij_id)
        try:
            with transaction.atomic():
                services.set_aside(row=row, gone=False, by=request.lid.pk)
        except IntegrityError:
            messages.error(request, _("Dit staat er al."))
        else:
            messages.success(request, _("%(wat)s staat er weer.") % {"wat": capfirst(str(row))})
        return redirect(plek.terug)

    @require_GET
    def geschiedenis(request: MemberRequest, register: str, rij_id: UUID) -> HttpResponse:
        """Who changed what in this row, and when."""
        lijst, row, plek = all.row(request, register, rij_id)
        told, _changed = lijst.vorm(request, plek)
        form = lijst.form(instance=row, **told)
        people: Any = Lidmaatschap.objects.values_list("pk", "gebruiker__naam")
        here = reverse(f"{app}:rij", args=[request.gemeente.slug, lijst.slug, row.pk])
        may_go_back = plek.mag_bijwerken and not plek.dicht and row.vervallen_op is None
        regels = versions(row, form.labels(), form.words, dict(people), {})
        context = _context(plek, lijst, rij=row, regels=regels, mag_terug=may_go_back) | {"terug": here}
        return render(request, "editing/lijst_geschiedenis.html", context)

    def keep(request: MemberRequest, slug: str, **kwargs: Any) -> str | None:
        return all.lijst(kwargs["register"]).na_verlopen(request, slug, **kwargs)

    nieuw.keep_after_expiry = keep  # type: ignore[attr-defined]
    rij.keep_after_expiry = keep  # type: ignore[attr-defined]
    return [
        path("lijst/<slug:register>/<uuid:ouder_id>/nieuw/", nieuw, name="rij-nieuw"),
        path("lijst/<slug:register>/rij/<uuid:rij_id>/", rij, name="rij"),
        path("lijst/<slug:register>/rij/<uuid:rij_id>/weg/", weg, name="rij-weg"),
        path("lijst/<slug:register>/rij/<uuid:rij_id>/terug/", terug, name="rij-terug"),
        path("lijst/<slug:register>/rij/<uuid:rij_id>/geschiedenis/", geschiedenis, name="rij-geschiedenis"),
    ]
