"""Which counts of a question may be shown, so that nobody's answer can be worked out (CLI-05, CLI-14, PRV-06).

The rule, and why it holds:

1. A round has **one** result: when it is over, about everyone at once. While it is open only the number of answers is
   told, in steps of five. So there is never an earlier table to subtract from a later one. (Two tables five answers
   apart tell what five people said; with the last five of one mind, that is what each of them said.)
2. Fewer than ``KLEINSTE`` answers are never shown, not even their number.
3. Counts are of **groups** of choices, of at least two groups, each of at least ``KLEINSTE`` people. Skipping counts as
   a choice. So no group is small, no group holds everyone, and a choice that nobody made can't be told from others of
   its group. Up to four people who put their own answers together still learn nothing of another.
4. When no grouping fits, one word is told: on which side more than half of them are, or that they are divided. That
   leaves open whether all of them are; who knows only their own answer learns no other's.
5. Which groups are tried, and in which order, is fixed beforehand.

Questions are counted apart and nothing joins them, so a second question says nothing about the first. The tests walk
through every possible outcome of small rounds and look for an answer that is certain.
"""

from collections.abc import Mapping
from dataclasses import dataclass

KLEINSTE = 5

JA, WEL, NIET, NEE, OVER = "ja", "meestal-wel", "meestal-niet", "nee", "sla-over"
POSITIEF, NEGATIEF = (JA, WEL), (NIET, NEE)
KANTEN = {"positief": POSITIEF, "negatief": NEGATIEF, "over": (OVER,)}
VERDEELD = "verdeeld"

Groep = tuple[str, ...]
# From fine to coarse; a skipped question joins a group that can't be told from it when there are few.
INDELINGEN: tuple[tuple[Groep, ...], ...] = (
    ((JA,), (WEL,), (NIET,), (NEE,), (OVER,)),
    ((JA,), (WEL,), (NIET, NEE), (OVER,)),
    (POSITIEF, (NIET,), (NEE,), (OVER,)),
    ((JA,), (WEL,), (NIET, NEE, OVER)),
    (POSITIEF, NEGATIEF, (OVER,)),
    (POSITIEF, (NIET, NEE, OVER)),
    ((JA, WEL, OVER), NEGATIEF),
    ((JA,), (WEL, NIET, NEE, OVER)),
    ((JA, WEL, NIET, OVER), (NEE,)),
)


@dataclass(frozen=True, slots=True)
class Getoond:
    """What is told of one question: groups with their counts, or the side where more than half are."""

    groepen: tuple[tuple[Groep, int], ...] = ()
    kant: str = ""


def show(telling: Mapping[str, int]) -> Getoond | None:
    """Return what may be told of the counts of one question by choice; None below ``KLEINSTE``."""
    total = sum(telling.values())
    if total < KLEINSTE:
        return None
    for indeling in INDELINGEN:
        groepen = tuple((groep, sum(telling.get(keuze, 0) for keuze in groep)) for groep in indeling)
        if all(aantal >= KLEINSTE for _groep, aantal in groepen):
            return Getoond(groepen=groepen)
    for kant, keuzes in KANTEN.items():
        if 2 * sum(telling.get(keuze, 0) for keuze in keuzes) > total:
            return Getoond(kant=kant)
    return Getoond(kant=VERDEELD)


def step_of(aantal: int) -> int:
    """Return the number of answers to tell while a round is open: the last whole step of five."""
    return aantal - aantal % KLEINSTE
