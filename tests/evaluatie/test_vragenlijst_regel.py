"""Nobody's answer can be worked out from what is shown: not from a result, its total, or two looks at it."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluatie.vragenlijst.regel import INDELINGEN, KLEINSTE, Getoond, show, step_of

KEUZES = ("ja", "meestal-wel", "meestal-niet", "nee", "sla-over")
KANT = {"ja": "+", "meestal-wel": "+", "meestal-niet": "-", "nee": "-", "sla-over": "0"}
Tabel = tuple[int, ...]
COUNTS = st.lists(st.integers(0, 40), min_size=5, max_size=5).map(tuple)


def tables(total: int, cells: int = len(KEUZES)) -> Iterator[Tabel]:
    """Every way in which so many people can answer one question."""
    if cells == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in tables(total - first, cells - 1):
            yield (first, *rest)


def shown(tabel: Tabel) -> Getoond | None:
    return show(dict(zip(KEUZES, tabel, strict=True)))


def possible(total: int) -> dict[Getoond | None, list[Tabel]]:
    """Every table, by what is shown of it: what an onlooker who knows the rule has to choose from."""
    found: dict[Getoond | None, list[Tabel]] = defaultdict(list)
    for tabel in tables(total):
        found[shown(tabel)].append(tabel)
    return found


@pytest.mark.parametrize("total", range(1, KLEINSTE))
def test_below_five_nothing_is_shown(total: int) -> None:
    assert set(possible(total)) == {None}


@pytest.mark.parametrize("total", range(KLEINSTE, 14))
def test_no_outcome_tells_what_anyone_answered_not_even_to_one_who_took_part(total: int) -> None:
    """An onlooker knows the rule, the total and perhaps one answer: their own. Nobody else's is certain then."""
    for getoond, candidates in possible(total).items():
        for own in (None, *range(len(KEUZES))):
            others: set[str] = set()
            for tabel in candidates:
                rest = [n - (i == own) for i, n in enumerate(tabel)]
                if min(rest) >= 0:
                    others |= {KANT[KEUZES[i]] for i, n in enumerate(rest) if n}
            assert len(others) != 1, (getoond, own)


@pytest.mark.parametrize("total", range(2 * KLEINSTE, 14))
def test_four_people_who_put_their_answers_together_learn_nothing_from_counts(total: int) -> None:
    for getoond in possible(total):
        if getoond and getoond.groepen:
            sizes = [aantal for _groep, aantal in getoond.groepen]
            for index, size in enumerate(sizes):
                assert total - size > KLEINSTE - 1, (getoond, index)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(COUNTS)
def test_groups_hold_five_leave_five_and_lose_nobody(tabel: Tabel) -> None:
    getoond = shown(tabel)
    if getoond is None or not getoond.groepen:
        return
    sizes = [aantal for _groep, aantal in getoond.groepen]
    assert sum(sizes) == sum(tabel)
    assert sorted(keuze for groep, _aantal in getoond.groepen for keuze in groep) == sorted(KEUZES)
    for r in range(1, len(sizes)):  # every sum and difference of what is shown, the total included
        for some in combinations(sizes, r):
            assert KLEINSTE <= sum(some) <= sum(tabel) - KLEINSTE


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(KEUZES), max_size=60))
def test_two_looks_at_an_open_round_differ_by_whole_steps_and_tell_no_answer(answers: list[str]) -> None:
    looks = [step_of(n) for n in range(len(answers) + 1)]
    assert all((later - earlier) % KLEINSTE == 0 for earlier, later in combinations(looks, 2))
    assert all(0 <= n - look < KLEINSTE for n, look in enumerate(looks))


def test_every_grouping_holds_every_choice_once_and_has_at_least_two_groups() -> None:
    for indeling in INDELINGEN:
        assert len(indeling) >= 2
        assert sorted(keuze for groep in indeling for keuze in groep) == sorted(KEUZES)


def test_the_unanimous_are_not_shown_as_such() -> None:
    """Five who all say no are told as: more than half. So are three of five."""
    assert shown((0, 0, 0, 5, 0)) == shown((2, 0, 0, 3, 0)) == Getoond(kant="negatief")
