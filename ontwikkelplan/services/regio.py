"""What a region offers: giving out an edition, delivering it to every gemeente, and taking it over there.

An edition and its deliveries are written together, with the gemeente that keeps the plan of the region. A delivery is
read in the scope of that gemeente and written in the scope of who receives it: two transactions, and each can be done
again without doing anything twice.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ontwikkelplan.aanbod import aanbod_van
from ontwikkelplan.inhoud import tabel_van
from ontwikkelplan.models import KOLOMMEN, Herkomst, Levering, Ontwikkelpunt, Plan, Regiopunt, Uitgifte
from ontwikkelplan.services.punten import add_point
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import SaveResult, save_fields, stamp
from wijkaanpak.tenancy.hurry import hurry
from wijkaanpak.tenancy.locks import one_at_a_time
from wijkaanpak.tenancy.models import Gemeente

TASK = "ontwikkelplan.regio_tasks.deliver_editions"
_COPIED = ("tabel", "volgorde", *KOLOMMEN, "bron")


class NietsNieuws(Exception):
    """There is nothing to give out; the text says why, for people."""


# --- at the gemeente that keeps the plan of the region ---------------------------------------------


@transaction.atomic
def give_out(*, plan: Plan, by: Lidmaatschap) -> Uitgifte:
    """Freeze the plan of the region as an edition, with a delivery for every gemeente of the region.

    When nothing changed, the last edition goes to the gemeenten that did not get it. Raises NietsNieuws without those.
    """
    plan = Plan.objects.select_for_update(of=["self"]).get(pk=plan.pk)
    last: Uitgifte | None = Uitgifte.objects.filter(plan=plan).first()
    made = edition_of(plan, last)
    if not made["punten"] and last is None:
        raise NietsNieuws(_("Er staat nog geen ontwikkelpunt in met een tekst. Vul eerst een basisfunctie in."))
    is_new = last is None or made != last.inhoud
    uitgifte = last if last is not None and not is_new else _store(plan, made, last, by)
    sent = set(Levering.objects.filter(uitgifte=uitgifte).values_list("ontvanger_id", flat=True))
    others = [each for each in Gemeente.objects.filter(regio=by.gemeente.regio) if each.pk not in sent]
    if not others:
        raise NietsNieuws(_("Er is niets veranderd sinds de vorige uitgifte, en elke gemeente heeft die gekregen."))
    Levering.objects.bulk_create(
        Levering(gemeente_id=plan.gemeente_id, uitgifte=uitgifte, ontvanger=each) for each in others
    )
    transaction.on_commit(lambda: hurry(TASK, plan.gemeente_id))
    return uitgifte


def _store(plan: Plan, inhoud: dict[str, Any], last: Uitgifte | None, by: Lidmaatschap) -> Uitgifte:
    made = Uitgifte(
        gemeente_id=plan.gemeente_id, plan=plan, nummer=(last.nummer if last else 0) + 1, inhoud=inhoud, door=by
    )
    made.save()
    return made


def edition_of(plan: Plan, last: Uitgifte | None) -> dict[str, Any]:
    """Return the next edition of a plan as data: its rows, and what was withdrawn.

    Each carries the number of the edition in which it got the texts it has (``sinds``), so that an edition that comes
    late never writes over a newer one.
    """
    number = (last.nummer if last else 0) + 1
    before = {each["id"]: each for each in last.inhoud["punten"]} if last else {}
    withdrawn: dict[str, int] = dict(last.inhoud.get("ingetrokken", {})) if last else {}
    rows = [
        {"id": str(row.pk)} | {name: getattr(row, name) for name in _COPIED}
        for row in Ontwikkelpunt.objects.current().filter(plan=plan).in_order()
        if any(getattr(row, name) for name in KOLOMMEN)
    ]
    for row in rows:
        was = before.get(row["id"], {})
        same = all(was.get(name) == row[name] for name in KOLOMMEN)
        row["sinds"] = was["sinds"] if same else number
    offered = {row["id"] for row in rows}
    gone = {id: number for id in before if id not in offered}
    return {
        "begin_jaar": plan.begin_jaar,
        "punten": rows,
        "ingetrokken": {id: n for id, n in (withdrawn | gone).items() if id not in offered},
    }


# --- on its way ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Editie:
    """An edition as it travels."""

    levering_id: UUID
    ontvanger_id: UUID
    van_wie: str
    op: datetime.datetime
    inhoud: dict[str, Any]


def waiting_deliveries(trekker: Gemeente) -> list[UUID]:
    """Return the deliveries of this gemeente that have not arrived, oldest first.

    Only while it keeps the plan of its region, and only to gemeenten that are in that region now.
    """
    rows = Levering.objects.waiting().filter(ontvanger__regio__trekker=trekker)
    return list(rows.order_by("uitgifte__nummer", "pk").values_list("pk", flat=True))


@transaction.atomic
def pick_up(*, levering_id: UUID) -> Editie | None:
    """Return an edition to deliver, or None when it has arrived meanwhile. Counts the attempt.

    An edition is whole: once a newer one has arrived there, this one has nothing to add and counts as delivered.
    """
    row: Levering | None = (
        Levering.objects.waiting().select_related("uitgifte", "gemeente__regio").filter(pk=levering_id).first()
    )
    if row is None:
        return None
    there = Levering.objects.filter(ontvanger=row.ontvanger_id).exclude(geleverd_op=None)
    if there.filter(uitgifte__plan=row.uitgifte.plan_id, uitgifte__nummer__gt=row.uitgifte.nummer).exists():
        note_delivered(levering_id=row.pk)
        return None
    Levering.objects.filter(pk=row.pk).update(pogingen=F("pogingen") + 1)
    regio = row.gemeente.regio
    sender = regio.naam if regio is not None else row.gemeente.naam
    return Editie(row.pk, row.ontvanger_id, sender, row.uitgifte.op, row.uitgifte.inhoud)


@transaction.atomic
def receive(*, gemeente_id: UUID, editie: Editie) -> None:
    """Write an edition into the gemeente that receives it. Doing it again, or an older one later, changes nothing."""
    one_at_a_time("regiopunten", gemeente_id)
    withdrawn: dict[str, int] = editie.inhoud["ingetrokken"]
    ids = [*(row["id"] for row in editie.inhoud["punten"]), *withdrawn]
    there = {str(row.bron_id): row for row in Regiopunt.objects.filter(bron_id__in=ids)}
    for said in editie.inhoud["punten"]:
        row = there.get(said["id"]) or Regiopunt(gemeente_id=gemeente_id, bron_id=UUID(said["id"]), uitgifte=0)
        if said["sinds"] > row.uitgifte:
            for name in _COPIED:
                setattr(row, name, said[name])
            row.uitgifte, row.begin_jaar, row.van_wie = said["sinds"], editie.inhoud["begin_jaar"], editie.van_wie
            row.aangeboden_op, row.ingetrokken_op = editie.op, None
            row.save()
        elif editie.op > row.aangeboden_op and row.begin_jaar != editie.inhoud["begin_jaar"]:
            row.begin_jaar, row.aangeboden_op = editie.inhoud["begin_jaar"], editie.op  # the years were corrected
            row.save()
    for id, number in withdrawn.items():
        gone = there.get(id)
        if gone is not None and number > gone.uitgifte:
            gone.uitgifte, gone.ingetrokken_op = number, editie.op
            gone.save()


@transaction.atomic
def note_delivered(*, levering_id: UUID) -> None:
    """Note that an edition has arrived."""
    Levering.objects.waiting().filter(pk=levering_id).update(geleverd_op=timezone.now())


# --- at the gemeente that receives -----------------------------------------------------------------


class KanNietOvernemen(Exception):
    """An offer that can't be taken over, or changed meanwhile; the text says why, for people."""


@transaction.atomic
def take_over(*, plan: Plan, regiopunt: Regiopunt, by: Lidmaatschap) -> Ontwikkelpunt:
    """Add an offered ontwikkelpunt to a plan, as an own copy. Raises KanNietOvernemen when that can't be."""
    Plan.objects.select_for_update(of=["self"]).get(pk=plan.pk)
    row = Regiopunt.objects.select_for_update(of=["self"]).get(pk=regiopunt.pk)
    if row.ingetrokken_op is not None:
        raise KanNietOvernemen(_("De regio heeft dit intussen ingetrokken."))
    tabel = tabel_van(plan, row.tabel)
    if tabel is None:
        raise KanNietOvernemen(_("Dit past niet in dit plan: het hoort bij een andere versie van de quickscan."))
    if Ontwikkelpunt.objects.current().filter(plan=plan, regiopunt=row).exists():
        raise KanNietOvernemen(_("Dit staat al in je plan."))
    known = {tabel.id, *(vraag.id for vraag in tabel.vragen)}
    return add_point(
        plan=plan,
        tabel=row.tabel,
        by=by,
        cellen={name: getattr(row, name) for name in KOLOMMEN},
        bron=row.bron if row.bron in known else "",
        herkomst=Herkomst.REGIONAAL,
        regiopunt=row,
        regio_uitgifte=row.uitgifte,
    )


@transaction.atomic
def take_over_all(*, plan: Plan, by: Lidmaatschap) -> int:
    """Take over everything that is offered, fits and is not in the plan yet; return how many that were."""
    Plan.objects.select_for_update(of=["self"]).get(pk=plan.pk)
    offered = aanbod_van(plan, _current(plan)).over_te_nemen
    for each in offered:
        take_over(plan=plan, regiopunt=each.regiopunt, by=by)
    return len(offered)


@transaction.atomic
def accept_column(
    *, punt: Ontwikkelpunt, kolom: str, versie: int, uitgifte: int, by: Lidmaatschap
) -> SaveResult[Ontwikkelpunt]:
    """Take what the region says now in one column. After the last such column the ontwikkelpunt is up to date.

    ``versie`` is the row that the screen showed, ``uitgifte`` the offer: a newer offer raises KanNietOvernemen, and
    what a colleague typed meanwhile is a conflict in the result.
    """
    row = _offer_seen(punt, uitgifte)
    result = save_fields(row=punt, values={kolom: getattr(row, kolom)}, versie=versie, by=by.pk)
    left = aanbod_van(result.row.plan, [result.row]).gewijzigd
    if not result.conflicts and not left:
        _go_by(result.row, row, by)
    return result


@transaction.atomic
def leave_as_is(*, punt: Ontwikkelpunt, uitgifte: int, by: Lidmaatschap) -> None:
    """Keep what we have: the offer as it is now was seen. Raises KanNietOvernemen for a newer offer."""
    _go_by(punt, _offer_seen(punt, uitgifte), by)


def _offer_seen(punt: Ontwikkelpunt, uitgifte: int) -> Regiopunt:
    row = Regiopunt.objects.select_for_update(of=["self"]).get(punten=punt.pk)
    if row.uitgifte != uitgifte:
        raise KanNietOvernemen(_("De regio heeft dit intussen opnieuw gewijzigd. Kijk eerst wat er nu staat."))
    return row


def _go_by(punt: Ontwikkelpunt, row: Regiopunt, by: Lidmaatschap) -> None:
    locked = Ontwikkelpunt.objects.select_for_update(of=["self"]).get(pk=punt.pk)
    locked.regio_uitgifte = row.uitgifte
    stamp(locked, by.pk)
    locked.save()


def _current(plan: Plan) -> Sequence[Ontwikkelpunt]:
    return list(Ontwikkelpunt.objects.current().filter(plan=plan))
