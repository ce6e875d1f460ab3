"""What ontwikkelplan offers to Mijn overzicht and the menu."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ontwikkelplan import scanoverzicht  # noqa: F401  (offers its own part when it is read)
from ontwikkelplan.lezing import is_oud
from ontwikkelplan.models import Ontwikkelpunt, Plansoort, Planstaat, Stand, Voortgang
from ontwikkelplan.querysets import PuntQuerySet
from wijkaanpak.accounts.models import Gebruiker, Lidmaatschap, Rol
from wijkaanpak.web import menu
from wijkaanpak.web.home import Actie, Bron, Rij, dag, register


def _running(user: Gebruiker) -> PuntQuerySet:
    """Return the ontwikkelpunten with work left in the plans of a beleidsmedewerker."""
    mine = Lidmaatschap.objects.active().filter(gebruiker=user, rol=Rol.BELEID).values("gemeente")
    newest = Stand.objects.filter(punt=OuterRef("pk")).order_by("-datum").values("datum")[:1]
    rows: PuntQuerySet = (
        Ontwikkelpunt.objects.current()
        .filter(plan__soort=Plansoort.LOKAAL, gemeente__in=mine)
        .exclude(plan__staat=Planstaat.AFGESLOTEN)
        .exclude(status__in=[Voortgang.GEREED, Voortgang.GESTOPT])
        .annotate(stand_op=Subquery(newest))
    )
    return rows


def _plans(rijen: list[Rij]) -> Iterator[Actie]:
    """Per plan what is late and what lacks a recent stand (NUM-22)."""
    per_plan: dict[str, list[Rij]] = defaultdict(list)
    for rij in rijen:
        per_plan[rij["plan"]].append(rij)
    today = timezone.localdate()
    for found in per_plan.values():
        yield from _asks(found, today)


def _asks(rijen: list[Rij], today: datetime.date) -> Iterator[Actie]:
    ends = [end for rij in rijen if (end := dag(rij["eind_op"])) is not None]
    late = [end for end in ends if end < today]
    old = [rij for rij in rijen if is_oud(dag(rij["stand_op"]), rij["weken_oud"], today)]
    plan = _Place(rijen[0])
    if late:
        words = ngettext("%(n)d ontwikkelpunt is te laat", "%(n)d ontwikkelpunten zijn te laat", len(late))
        yield plan.actie(words % {"n": len(late)}, "te-laat", min(late))
    if old:
        words = ngettext("Werk %(n)d stand van zaken bij", "Werk %(n)d standen van zaken bij", len(old))
        yield plan.actie(words % {"n": len(old)}, "oude-standen", None)


@dataclass(frozen=True, slots=True)
class _Place:
    """The plan that a row is of."""

    rij: Rij

    def actie(self, titel: str, part: str, wanneer: datetime.date | None) -> Actie:
        url = reverse("ontwikkelplan:plan", args=[self.rij["slug"], self.rij["plan"]])
        return Actie(titel, self.rij["titel"], f"{url}#{part}", wanneer, self.rij["gemeente"])


register(
    Bron(
        _running,
        {
            "gemeente": "gemeente__naam",
            "slug": "gemeente__slug",
            "plan": "plan_id",
            "titel": "plan__titel",
            "weken_oud": "plan__weken_oud",
            "eind_op": "eind_op",
            "stand_op": "stand_op",
        },
        _plans,
    )
)
menu.register_main(menu.Ingang(_("Ontwikkelplan"), "ontwikkelplan:lijst", "ontwikkelplan.bekijken"))
