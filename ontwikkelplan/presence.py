"""Who is where in a plan, now: kept in the cache alone and forgotten within a minute."""

import datetime
import re
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from ontwikkelplan.models import Ontwikkelpunt, Plan
from wijkaanpak.accounts.models import Lidmaatschap

SECONDS = 30  # a page says where it is every eight seconds; who is silent this long has left
_CEL = re.compile(r"^op-[0-9a-f-]{36}_[a-z]{1,20}$")


def meet(plan: Plan, lid: Lidmaatschap, *, cel: str, sinds: str) -> dict[str, Any]:
    """Remember where a member is, and return who else is where and which rows changed since a moment.

    ``cel`` is the id of a cell on the page, or ''; anything else counts as ''. ``sinds`` is ``nu`` of the answer
    before. Two pages that speak at once may miss each other for one beat: the next one tells.
    """
    now = timezone.now()
    key = f"ontwikkelplan:{plan.pk}"
    alive = now.timestamp() - SECONDS
    people: dict[str, Any] = {who: at for who, at in (cache.get(key) or {}).items() if at["toen"] > alive}
    people[str(lid.pk)] = {
        "naam": lid.gebruiker.naam,
        "initialen": lid.gebruiker.initialen,
        "cel": cel if _CEL.match(cel) else "",
        "toen": now.timestamp(),
    }
    cache.set(key, people, SECONDS)
    others = [
        {name: at[name] for name in ("naam", "initialen", "cel")} for who, at in people.items() if who != str(lid.pk)
    ]
    return {"nu": now.isoformat(), "mensen": others, "rijen": _changed(plan, lid, sinds)}


def _changed(plan: Plan, lid: Lidmaatschap, sinds: str) -> list[dict[str, Any]]:
    """The rows that others changed since a moment; of the last hour at most."""
    try:
        moment = parse_datetime(sinds)
    except ValueError:
        moment = None
    if moment is None or timezone.is_naive(moment) or timezone.now() - moment > datetime.timedelta(hours=1):
        return []
    rows = Ontwikkelpunt.objects.current().filter(plan=plan, gewijzigd_op__gt=moment).exclude(gewijzigd_door=lid)
    return [
        {
            "id": str(row.pk),
            "versie": row.versie,
            "wie": row.gewijzigd_door.gebruiker.naam if row.gewijzigd_door else "",
        }
        for row in rows.select_related("gewijzigd_door__gebruiker")[:200]
    ]
