"""What ontwikkelplan offers to Mijn overzicht and the menu."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ontwikkelplan import scanoverzicht  # noqa: F401  (offers its own part when it is read)
from ontwikkelplan.lezing import is_oud
from ontwikkelplan.models import Ontwikkelpunt, Plansoort, Planstaat, Voortgang
from wijkaanpak.accounts.models import Gebruiker, Lidmaatschap, Rol
from wijkaanpak.web import menu
from wijkaanpak.web.home import Actie, register


def plan_actions(user: Gebruiker) -> list[Actie]:
    """Return, per plan of a beleidsmedewerker, what is late and what lacks a recent stand, in one query (NUM-22)."""
    mine = Lidmaatschap.objects.active().filter(gebruiker=user, rol=Rol.BELEID).values("gemeente")
    rows = (
        Ontwikkelpunt.objects.current()
        .filter(plan__soort=Plansoort.LOKAAL, gemeente__in=mine)
        .exclude(plan__staat=Planstaat.AFGESLOTEN)
        .exclude(status__in=[Voortgang.GEREED, Voortgang.GESTOPT])
        .annotate(stand_op=Max("standen__datum"))
        .values("plan_id", "plan__titel", "plan__weken_oud", "gemeente__slug", "gemeente__naam", "eind_op", "stand_op")
    )
    per_plan: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        per_plan[row["plan_id"]].append(row)
    today = timezone.localdate()
    return [actie for found in per_plan.values() for actie in _asks(found, today)]


def _asks(rows: list[dict[str, Any]], today: datetime.date) -> Iterator[Actie]:
    late = [row["eind_op"] for row in rows if row["eind_op"] is not None and row["eind_op"] < today]
    old = [row for row in rows if is_oud(row["stand_op"], row["plan__weken_oud"], today)]
    plan = _Place(rows[0])
    if late:
        words = ngettext("%(n)d ontwikkelpunt is te laat", "%(n)d ontwikkelpunten zijn te laat", len(late))
        yield plan.actie(words % {"n": len(late)}, "te-laat", min(late))
    if old:
        words = ngettext("Werk %(n)d stand van zaken bij", "Werk %(n)d standen van zaken bij", len(old))
        yield plan.actie(words % {"n": len(old)}, "oude-standen", None)


@dataclass(frozen=True, slots=True)
class _Place:
    """The plan that a row is of."""

    row: dict[str, Any]

    def actie(self, titel: str, part: str, wanneer: datetime.date | None) -> Actie:
        url = reverse("ontwikkelplan:plan", args=[self.row["gemeente__slug"], self.row["plan_id"]])
        return Actie(titel, self.row["plan__titel"], f"{url}#{part}", wanneer, self.row["gemeente__naam"])


register(acties=plan_actions)
menu.register_main(menu.Ingang(_("Ontwikkelplan"), "ontwikkelplan:lijst", "ontwikkelplan.bekijken"))
