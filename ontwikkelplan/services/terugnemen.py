"""Taking back in one go what a file or a paste brought into a plan, and keeping what people did to it since."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ontwikkelplan.lezing import kort_doel
from ontwikkelplan.models import KOLOMMEN, Ontwikkelpunt, Plan, Stand, Voorstel
from ontwikkelplan.overgangen import KanNiet
from ontwikkelplan.uitwisseling.teksten import STAND
from ontwikkelplan.uitwisseling.vergelijken import TEKSTEN
from ontwikkelplan.uitwisseling.voorstel import Behouden, Reden, Voorstelinhoud, Voorstelrij
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.audit.services import record
from wijkaanpak.editing.services import stamp, undo, values_at

_WORDS = (*KOLOMMEN, "status", "bron")


@dataclass(slots=True)
class Terug:
    """How many cells have their old text again, how many new rows are gone, and how much stayed."""

    cellen: int = 0
    rijen: int = 0
    behouden: int = 0


@transaction.atomic
def take_back(*, voorstel: Voorstel, by: Lidmaatschap) -> Terug:
    """Give every cell that landed its old text, and take every row away that was added; a second time does nothing.

    What anyone changed since stays, and is listed in the proposal; so do entries of the stand van zaken, which are only
    ever added. Raises KanNiet when the plan was closed meanwhile.
    """
    locked = Voorstel.objects.select_for_update(of=["self"]).get(pk=voorstel.pk)
    plan = Plan.objects.select_for_update(of=["self"]).get(pk=locked.plan_id)
    if plan.is_closed:
        raise KanNiet(_("Dit plan is intussen afgesloten."))
    inhoud = Voorstelinhoud.model_validate(locked.inhoud)
    done = Terug()
    if not inhoud.is_terug_te_nemen:
        return done
    ids = [rij.id for rij in inhoud.rijen if rij.id and rij.tabel and (rij.geland or rij.standen)]
    rows: dict[UUID, Any] = {plan.pk: plan}
    rows |= {row.pk: row for row in Ontwikkelpunt.objects.select_for_update(of=["self"]).filter(plan=plan, pk__in=ids)}
    own = [pk for rij in inhoud.rijen for pk in rij.standen]
    written = set(Stand.objects.filter(punt__in=ids).exclude(pk__in=own).values_list("punt_id", flat=True))
    for rij in inhoud.rijen:
        if rij.id in rows and (rij.geland or rij.standen):
            if rij.gemaakt:
                kept = list(_take_row(rij, rows[rij.id], rij.id in written, by, done))
            else:
                kept = list(_take_cells(rij, rows, by, done))
            title = kort_doel(rows[rij.id].doel) if rij.tabel else rij.waar
            inhoud.behouden += [Behouden(waar=title, id=rij.id, kolom=kolom, waarom=why) for kolom, why in kept]
            done.behouden += len(kept)
            _mark(rij, {kolom for kolom, _why in kept})
            rij.geland, rij.standen = [], []  # what lands after this can be taken back by itself
    inhoud.teruggenomen = True
    locked.inhoud = inhoud.model_dump(mode="json")
    locked.save(update_fields=["inhoud"])
    record(plan.gemeente_id, by.gebruiker_id, "ontwikkelplan import teruggenomen", f"ontwikkelplan.plan:{plan.pk}")
    return done


def _mark(rij: Voorstelrij, kept: set[str]) -> None:
    for cel in rij.cellen:
        if cel.staat == "over" and not kept & {"", cel.kolom}:
            cel.staat = "terug"


def _take_row(
    rij: Voorstelrij, row: Ontwikkelpunt, has_other_standen: bool, by: Lidmaatschap, done: Terug
) -> Iterator[tuple[str, Reden]]:
    """Take a locked row away that was added, unless someone wrote in it since."""
    if row.vervallen_op is not None:
        return
    was = values_at(row, rij.geland[0], _WORDS)
    if any(getattr(row, name) != was[name] for name in _WORDS):
        yield "", "gewijzigd"
    elif has_other_standen:
        yield "", "stand"
    else:
        row.vervallen_op = timezone.now()
        stamp(row, by.pk)
        row.save()
        done.rijen += 1


def _take_cells(rij: Voorstelrij, rows: dict[UUID, Any], by: Lidmaatschap, done: Terug) -> Iterator[tuple[str, Reden]]:
    """Give the cells of a row that was there their old text, unless someone changed them since.

    The row as it is then takes its place in ``rows``.
    """
    assert rij.id  # noqa: S101 - the caller has it
    row = rows[rij.id]
    if rij.standen:
        yield STAND, "stand"
    names = KOLOMMEN if rij.tabel else TEKSTEN
    if getattr(row, "vervallen_op", None) is not None:
        yield from ((cel.kolom, "weggehaald") for cel in rij.cellen if cel.staat == "over" and cel.kolom in names)
        return
    for versie in reversed(rij.geland):
        result = undo(row=row, versie=versie, names=names, by=by.pk)
        row = rows[rij.id] = result.row
        done.cellen += len(result.changed)
        yield from ((conflict.field, "gewijzigd") for conflict in result.conflicts)
