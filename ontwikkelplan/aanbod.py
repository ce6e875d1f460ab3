"""What the region offers a plan: what was not taken over yet, what changed since, what was withdrawn (OPL-06)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from ontwikkelplan.inhoud import KOLOMNAMEN, Tabel, tabel_van
from ontwikkelplan.models import KOLOMMEN, Ontwikkelpunt, Plan, Regiopunt


@dataclass(frozen=True, slots=True)
class Nieuw:
    """An offered ontwikkelpunt that the plan doesn't have; without a ``tabel`` it doesn't fit in this plan."""

    regiopunt: Regiopunt
    tabel: Tabel | None
    cellen: list[tuple[str, str]]  # the name of each column that says something, and what


@dataclass(frozen=True, slots=True)
class Kolomvoorstel:
    """One column that the region changed: what it said when we took it, what it says now, what we have."""

    kolom: str
    naam: str
    regio_toen: str
    regio_nu: str
    van_ons: str

    @property
    def is_ongewijzigd(self) -> bool:
        """Whether we never changed this column ourselves."""
        return self.van_ons == self.regio_toen


@dataclass(frozen=True, slots=True)
class Gewijzigd:
    """An ontwikkelpunt of ours whose offer changed."""

    punt: Ontwikkelpunt
    regiopunt: Regiopunt
    tabel: Tabel | None
    kolommen: list[Kolomvoorstel]


@dataclass(frozen=True, slots=True)
class Aanbod:
    """All of it."""

    nieuw: list[Nieuw] = field(default_factory=list)
    gewijzigd: list[Gewijzigd] = field(default_factory=list)
    ingetrokken: list[tuple[Ontwikkelpunt, Regiopunt]] = field(default_factory=list)
    overgenomen: int = 0

    @property
    def over_te_nemen(self) -> list[Nieuw]:
        """What can be taken over."""
        return [each for each in self.nieuw if each.tabel is not None]

    @property
    def vraagt(self) -> int:
        """How many things ask for a choice."""
        return len(self.nieuw) + len(self.gewijzigd) + len(self.ingetrokken)


def aanbod_van(plan: Plan, punten: Iterable[Ontwikkelpunt]) -> Aanbod:
    """Return what the region offers a plan whose current rows are ``punten``, in two queries."""
    taken = {punt.regiopunt_id: punt for punt in punten if punt.regiopunt_id}
    in_period = Q(begin_jaar__range=(plan.begin_jaar, plan.eind_jaar))
    rows = list(Regiopunt.objects.filter(in_period | Q(pk__in=list(taken))))
    both = [(taken[row.pk], row) for row in rows if row.pk in taken]
    unseen = [(punt, row) for punt, row in both if row.uitgifte > (punt.regio_uitgifte or 0)]
    changed = [(punt, row) for punt, row in unseen if row.ingetrokken_op is None]
    then = _as_they_were(changed)
    return Aanbod(
        nieuw=[_new(plan, row) for row in rows if row.pk not in taken and row.ingetrokken_op is None],
        gewijzigd=[made for punt, row in changed if (made := _change(plan, punt, row, then.get(punt.pk, {}))).kolommen],
        ingetrokken=[(punt, row) for punt, row in unseen if row.ingetrokken_op is not None],
        overgenomen=len(both),
    )


def _new(plan: Plan, row: Regiopunt) -> Nieuw:
    cells = [(str(KOLOMNAMEN[name]), getattr(row, name)) for name in KOLOMMEN]
    return Nieuw(row, tabel_van(plan, row.tabel), [(name, text) for name, text in cells if text])


def _change(plan: Plan, punt: Ontwikkelpunt, row: Regiopunt, then: dict[str, str]) -> Gewijzigd:
    columns = [
        Kolomvoorstel(name, str(KOLOMNAMEN[name]), then.get(name, ""), getattr(row, name), getattr(punt, name))
        for name in KOLOMMEN
        if getattr(row, name) != then.get(name, "") and getattr(row, name) != getattr(punt, name)
    ]
    return Gewijzigd(punt, row, tabel_van(plan, punt.tabel), columns)


def _as_they_were(pairs: Sequence[tuple[Ontwikkelpunt, Regiopunt]]) -> dict[Any, dict[str, str]]:
    """Return what the region said at the edition that each ontwikkelpunt of ours goes by, from the history."""
    history: Any = Regiopunt.pgh_event_model  # type: ignore[attr-defined]
    events = history.objects.filter(pgh_obj__in=[row.pk for _punt, row in pairs]).order_by("uitgifte", "pgh_id")
    per_row: dict[Any, list[dict[str, Any]]] = {}
    for event in events.values("pgh_obj_id", "uitgifte", *KOLOMMEN):
        per_row.setdefault(event["pgh_obj_id"], []).append(event)
    found = {}
    for punt, row in pairs:
        seen = [each for each in per_row.get(row.pk, ()) if each["uitgifte"] <= (punt.regio_uitgifte or 0)]
        found[punt.pk] = {name: seen[-1][name] for name in KOLOMMEN} if seen else {}
    return found
