"""Who is where in a table that several people fill, now: kept in the cache alone and forgotten within a minute."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID
from zlib import crc32

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from ontwikkelplan.models import Ontwikkelpunt, Plan
from ontwikkelplan.querysets import PuntQuerySet
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.models import Editable

SECONDS = 30  # a page says where it is every eight seconds; who is silent this long has left
OVERLAP = datetime.timedelta(seconds=10)  # a save that was stamped before a beat may commit after it
MOST = 200  # rows in one answer
_CEL = re.compile(r"^op-[0-9a-f-]{36}_[a-z_]{1,20}$")


def meet(place: str, lid: Lidmaatschap, *, cel: str) -> dict[str, Any]:
    """Remember where a member is at a place, and return the moment and who else is where.

    ``cel`` is the id of a cell on the page, or ''; anything else counts as ''. Two pages that speak at once may miss
    each other for one beat: the next one tells.
    """
    now = timezone.now()
    key = f"aanwezig:{place}"
    alive = now.timestamp() - SECONDS
    people: dict[str, Any] = {who: at for who, at in (cache.get(key) or {}).items() if at["toen"] > alive}
    people[str(lid.pk)] = {
        "naam": lid.gebruiker.naam,
        "cel": cel if _CEL.match(cel) else "",
        "toen": now.timestamp(),
    }
    cache.set(key, people, SECONDS)
    others = [{name: at[name] for name in ("naam", "cel")} for who, at in people.items() if who != str(lid.pk)]
    return {"nu": now.isoformat(), "mensen": others}


def meet_in_plan(plan: Plan, lid: Lidmaatschap, *, cel: str, sinds: str) -> dict[str, Any]:
    """Meet in an ontwikkelplan, and hear what others changed since ``sinds``: ``nu`` of the answer before."""
    moment = moment_of(sinds)
    rows = Ontwikkelpunt.objects.filter(plan=plan)
    order = orders(rows.current().in_order().values_list("tabel", "pk"))
    standen = {"standen": _standen(rows.current(), moment) if moment else []}
    return {
        **meet(f"ontwikkelplan:{plan.pk}", lid, cel=cel),
        "tabellen": order,
        **changed(rows, lid, moment),
        **standen,
    }


def moment_of(sinds: str) -> datetime.datetime | None:
    """The moment to look back to, a little before the one that is asked; None for nonsense and for too long ago."""
    try:
        moment = parse_datetime(sinds)
    except ValueError:
        return None
    if moment is None or timezone.is_naive(moment) or timezone.now() - moment > datetime.timedelta(hours=1):
        return None
    return moment - OVERLAP


def orders(found: Iterable[tuple[str, UUID]]) -> dict[str, int]:
    """Which rows each table has and in which order, as one number: crc32 of their ids."""
    ids: dict[str, list[str]] = defaultdict(list)
    for tabel, pk in found:
        ids[tabel].append(str(pk))
    return {tabel: crc32(",".join(pks).encode()) for tabel, pks in ids.items()}


def changed(rows: QuerySet[Any], lid: Lidmaatschap, moment: datetime.datetime | None) -> dict[str, Any]:
    """What others changed of rows since a moment: those with their new version, and those taken away."""
    if moment is None:
        return {"rijen": [], "weg": []}
    others = rows.filter(gewijzigd_op__gt=moment).exclude(gewijzigd_door=lid)
    found = list(others.select_related("gewijzigd_door__gebruiker")[:MOST])
    return {
        "rijen": [
            {"id": str(row.pk), "versie": row.versie, "wie": _who(row)} for row in found if row.vervallen_op is None
        ],
        "weg": [{"id": str(row.pk), "wie": _who(row)} for row in found if row.vervallen_op is not None],
    }


def _standen(rows: PuntQuerySet, moment: datetime.datetime) -> list[dict[str, Any]]:
    found = rows.filter(standen__op__gt=moment).with_last_stand().distinct().order_by("pk")
    return [{"id": str(pk), "aantal": aantal} for pk, aantal in found.values_list("pk", "standen_aantal")[:MOST]]


def _who(row: Editable) -> str:
    return row.gewijzigd_door.gebruiker.naam if row.gewijzigd_door else ""
