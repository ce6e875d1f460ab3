"""What a new version means for the answers of one project. Pure: it reads, and decides nothing."""

from collections.abc import Collection
from dataclasses import dataclass

from wijkaanpak.instrumenten.schema import Instrument, Overgang


@dataclass(frozen=True, slots=True)
class Copy:
    """An answer to copy: from the id that was split or renamed, to a new id without an answer."""

    oud: str
    nieuw: str


@dataclass(frozen=True, slots=True)
class UpgradePlan:
    """The dry run: per kind what became of the old ids, what is new, and which answers are copied."""

    old: Instrument
    new: Instrument
    overgangen: dict[str, list[Overgang]]
    nieuw: list[str]
    copies: list[Copy]
    readable_only: list[str]


def plan_upgrade(old: Instrument, new: Instrument, answered: Collection[str]) -> UpgradePlan:
    """Return the dry run of going from ``old`` to ``new`` with answers at the ids ``answered``.

    No answer is moved or removed: where an id changed, a copy is made at each new id that has no
    answer yet; where an id retired, or joined an id that was there already, the answer stays and can
    be read. An id of the old version gets no copy: turning back would show it where nobody gave it.
    """
    kinds: dict[str, list[Overgang]] = {
        kind: [overgang for overgang in new.overgangen if overgang.wordt == kind]
        for kind in ("gelijk", "herschreven", "verplaatst", "gesplitst", "vervallen")
    }
    copies: dict[str, Copy] = {}
    for overgang in new.overgangen:
        for target in overgang.nieuw:
            if overgang.oud in answered and target not in answered and target not in old.punten:
                copies.setdefault(target, Copy(overgang.oud, target))
    targets = {id for overgang in new.overgangen for id in overgang.nieuw}
    return UpgradePlan(
        old=old,
        new=new,
        overgangen=kinds,
        nieuw=[id for id in new.punten if id not in targets],
        copies=list(copies.values()),
        readable_only=[id for id in answered if id in old.punten and id not in new.punten],
    )
