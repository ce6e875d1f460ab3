"""Ontwikkelpunten: adding, moving, and the dated stand van zaken."""

import datetime
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ontwikkelplan.models import KOLOMMEN, Ontwikkelpunt, Plan, Stand
from ontwikkelplan.overgangen import KanNiet
from ontwikkelplan.plaatsen import STEP, places_of
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import add_row


@transaction.atomic
def add_point(
    *, plan: Plan, tabel: str, by: Lidmaatschap, cellen: Mapping[str, str] | None = None, **extra: object
) -> Ontwikkelpunt:
    """Add a row at the end of a table; ``cellen`` fills its columns, ``extra`` its other fields."""
    Plan.objects.select_for_update(of=["self"]).get(pk=plan.pk)  # two rows never get one place
    last = Ontwikkelpunt.objects.filter(plan=plan, tabel=tabel).aggregate(last=Max("volgorde"))["last"] or 0
    row = Ontwikkelpunt(
        gemeente_id=plan.gemeente_id, plan=plan, tabel=tabel, volgorde=last + STEP, **(cellen or {}), **extra
    )
    return add_row(row=row, by=by.pk)


@transaction.atomic
def add_empty_point(*, plan: Plan, tabel: str, by: Lidmaatschap) -> Ontwikkelpunt:
    """Add a row to type in. A last row without a word in it is used again, so that a double click makes one."""
    Plan.objects.select_for_update(of=["self"]).get(pk=plan.pk)
    last: Ontwikkelpunt | None = Ontwikkelpunt.objects.current().filter(plan=plan, tabel=tabel).in_order().last()
    is_blank = last is not None and not any(getattr(last, name) for name in (*KOLOMMEN, "bron"))
    if last is None or not is_blank or last.standen.exists():
        return add_point(plan=plan, tabel=tabel, by=by)
    return last


@transaction.atomic
def place_point(*, punt: Ontwikkelpunt, richting: str = "", voor: UUID | None = None) -> None:
    """Move a row in its table: one ``op``, one ``neer``, before row ``voor``, or to the end; its texts stay."""
    Plan.objects.select_for_update(of=["self"]).get(pk=punt.plan_id)
    rows = list(Ontwikkelpunt.objects.current().filter(plan=punt.plan_id, tabel=punt.tabel).in_order())
    for pk, place in places_of(rows, punt.pk, richting=richting, voor=voor).items():
        Ontwikkelpunt.objects.filter(pk=pk).update(volgorde=place)


@transaction.atomic
def add_stand(*, punt: Ontwikkelpunt, datum: datetime.date, tekst: str, by: Lidmaatschap) -> Stand:
    """Add to the stand van zaken (OPL-08); the same words on the same day are there once (a double click).

    Raises KanNiet when the plan was closed or the row was taken away meanwhile.
    """
    plan = Plan.objects.select_for_update(of=["self"]).get(pk=punt.plan_id)
    locked = Ontwikkelpunt.objects.select_for_update(of=["self"]).get(pk=punt.pk)
    if plan.is_closed:
        raise KanNiet(_("Dit plan is intussen afgesloten."))
    if locked.vervallen_op is not None:
        raise KanNiet(_("Dit ontwikkelpunt is intussen weggehaald."))
    there = Stand.objects.filter(punt=punt, datum=datum, tekst=tekst).first()
    if there is not None:
        return there
    made = Stand(gemeente_id=punt.gemeente_id, punt=punt, datum=datum, tekst=tekst, door=by)
    made.save()
    return made
