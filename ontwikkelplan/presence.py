"""Who is where in a plan, now: kept in the cache alone and forgotten within a minute."""

import datetime
import re
from collections import defaultdict
from typing import Any
from zlib import crc32

from django.core.cache import cache
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from ontwikkelplan.models import Ontwikkelpunt, Plan
from wijkaanpak.accounts.models import Lidmaatschap

SECONDS = 30  # a page says where it is every eight seconds; who is silent this long has left
OVERLAP = datetime.timedelta(seconds=10)  # a save that was stamped before a beat may commit after it
MOST = 200  # rows in one answer
_CEL = re.compile(r"^op-[0-9a-f-]{36}_[a-z]{1,20}$")


def meet(plan: Plan, lid: Lidmaatschap, *, cel: str, sinds: str) -> dict[str, Any]:
    """Remember where a member is, and return who else is where and what changed since a moment.

    ``cel`` is the id of a cell on the page, or ''; anything else counts as ''. ``sinds`` is ``nu`` of the answer
    before. Two pages that speak at once may miss each other for one beat: the next one tells.
    """
    now = timezone.now()
    key = f"ontwikkelplan:{plan.pk}"
    alive = now.timestamp() - SECONDS
    people: dict[str, Any] = {who: at for who, at in (cache.get(key) or {}).items() if at["toen"] > alive}
    people[str(lid.pk)] = {
        "naam": lid.gebruiker.naam,
        "cel": cel if _CEL.match(cel) else "",
        "toen": now.timestamp(),
    }
    cache.set(key, people, SECONDS)
    others = [{name: at[name] for name in ("naam", "cel")} for who, at in people.items() if who != str(lid.pk)]
    return {"nu": now.isoformat(), "mensen": others, "tabellen": _order(plan), **_changed(plan, lid, _moment(sinds))}


def _moment(sinds: str) -> datetime.datetime | None:
    """The moment to look back to, a little before the one that is asked; None for nonsense and for too long ago."""
    try:
        moment = parse_datetime(sinds)
    except ValueError:
        return None
    if moment is None or timezone.is_naive(moment) or timezone.now() - moment > datetime.timedelta(hours=1):
        return None
    return moment - OVERLAP


def _order(plan: Plan) -> dict[str, int]:
    """Which rows each table has and in which order, as one number: crc32 of their ids."""
    ids: dict[str, list[str]] = defaultdict(list)
    for tabel, pk in Ontwikkelpunt.objects.current().filter(plan=plan).in_order().values_list("tabel", "pk"):
        ids[tabel].append(str(pk))
    return {tabel: crc32(",".join(pks).encode()) for tabel, pks in ids.items()}


def _changed(plan: Plan, lid: Lidmaatschap, moment: datetime.datetime | None) -> dict[str, list[dict[str, Any]]]:
    """What others changed since a moment: rows with their new version, rows taken away, and counts of standen."""
    if moment is None:
        return {"rijen": [], "weg": [], "standen": []}
    rows = Ontwikkelpunt.objects.filter(plan=plan, gewijzigd_op__gt=moment).exclude(gewijzigd_door=lid)
    changed = list(rows.select_related("gewijzigd_door__gebruiker")[:MOST])
    standen = Ontwikkelpunt.objects.current().filter(plan=plan, standen__op__gt=moment).with_last_stand()
    return {
        "rijen": [
            {"id": str(row.pk), "versie": row.versie, "wie": _who(row)} for row in changed if row.vervallen_op is None
        ],
        "weg": [{"id": str(row.pk), "wie": _who(row)} for row in changed if row.vervallen_op is not None],
        "standen": [
            {"id": str(pk), "aantal": aantal}
            for pk, aantal in standen.distinct().order_by("pk").values_list("pk", "standen_aantal")[:MOST]
        ],
    }


def _who(row: Ontwikkelpunt) -> str:
    return row.gewijzigd_door.gebruiker.naam if row.gewijzigd_door else ""
