"""Small numbers of people stay hidden, also for who subtracts, and for who knows one gemeente from inside."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluatie.programma.klein import GRENS, Tabel, Zicht, hide

Rijen = list[list[int]]


def domain(value: int, zicht: Zicht, is_dicht: bool) -> list[int]:
    """What a reader must hold possible for one number, as far as one up and one down."""
    if zicht is Zicht.OPEN:
        return [value]
    if is_dicht:
        return [n for n in (value - 1, value, value + 1) if n >= 0]
    if zicht is Zicht.KLEIN:
        return [n for n in (value - 1, value, value + 1) if 0 <= n < GRENS]
    return [n for n in (value - 1, value, value + 1) if n >= GRENS]


def possible(rijen: Rijen, shown: Tabel, known: set[int]) -> list[Rijen]:
    """Every table, totals too, that says the same as this one to who knows some rows: by trying all of them."""
    high, wide = len(rijen), len(rijen[0])
    full = with_totals(rijen)
    cells = [(r, k) for r in range(high) for k in range(wide)]
    domains = {
        (r, k): domain(full[r][k], shown.rijen[r][k].zicht if r not in known else Zicht.OPEN, shown.is_dicht)
        for r in range(high + 1)
        for k in range(wide + 1)
    }
    found = []
    for values in product(*(domains[cell] for cell in cells)):
        tried = with_totals([list(values[r * wide : (r + 1) * wide]) for r in range(high)])
        edges = [(r, wide) for r in range(high)] + [(high, k) for k in range(wide + 1)]
        if all(tried[r][k] in allowed(domains, r, k, full, shown, known) for r, k in edges):
            found.append(tried)
    return found


def allowed(domains: dict, r: int, k: int, full: Rijen, shown: Tabel, known: set[int]) -> range | list[int]:
    """What the total of a row or column may be: a hidden one has no upper limit but that of a small number."""
    if r in known or shown.rijen[r][k].zicht is Zicht.OPEN:
        return [full[r][k]]
    if shown.is_dicht:
        return range(10_000)
    return range(GRENS) if shown.rijen[r][k].zicht is Zicht.KLEIN else range(GRENS, 10_000)


def with_totals(rijen: Rijen) -> Rijen:
    wide = [[*rij, sum(rij)] for rij in rijen]
    return [*wide, [sum(kolom) for kolom in zip(*wide, strict=True)]]


numbers = st.one_of(st.integers(0, 7), st.integers(0, 40))
tables = st.tuples(st.integers(1, 4), st.integers(1, 2)).flatmap(
    lambda size: st.lists(st.lists(numbers, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
)
wide_tables = st.tuples(st.integers(1, 2), st.integers(3, 4)).flatmap(
    lambda size: st.lists(st.lists(numbers, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(tables, wide_tables), st.lists(st.integers(0, 2), min_size=4, max_size=4))
def test_no_hidden_number_can_be_worked_out(rijen: Rijen, owners: list[int]) -> None:
    van = owners[: len(rijen)]
    shown = hide(rijen, van)
    full = with_totals(rijen)
    for knower in [None, *set(van)]:
        known = {number for number, each in enumerate(van) if each == knower}
        if len(known) == len(van):
            continue  # who is in all of them has nothing left to find out
        left = possible(rijen, shown, known)
        for r, rij in enumerate(shown.rijen):
            for k, cel in enumerate(rij):
                if r not in known and cel.zicht is Zicht.KLEIN:
                    assert len({each[r][k] for each in left}) > 1, (r, k, knower)
                if knower is None and cel.zicht is not Zicht.OPEN:
                    assert len({each[r][k] for each in left}) > 1, (r, k)
                if cel.zicht is Zicht.OPEN:
                    assert cel.waarde == full[r][k] >= GRENS


@given(st.lists(st.lists(st.integers(GRENS, 60), min_size=3, max_size=3), min_size=1, max_size=5))
def test_a_table_without_small_numbers_is_shown_as_it_is(rijen: Rijen) -> None:
    shown = hide(rijen, list(range(len(rijen))))
    assert [[cel.waarde for cel in rij] for rij in shown.rijen] == with_totals(rijen)
    assert not shown.verbergt


def test_one_small_number_takes_others_with_it_and_leaves_what_is_harmless() -> None:
    rijen = [[3, 12, 20], [9, 8, 30], [14, 15, 40], [22, 31, 50]]
    shown = hide(rijen, ["a", "b", "c", "d"])
    hidden = {(r, k) for r, rij in enumerate(shown.rijen) for k, cel in enumerate(rij) if cel.zicht is not Zicht.OPEN}
    assert (0, 0) in hidden
    assert len([cell for cell in hidden if cell[0] == 0]) > 1
    assert len([cell for cell in hidden if cell[1] == 0]) > 1
    assert shown.rijen[4][3].waarde == 254
    assert not any(cel.waarde is not None and cel.waarde < GRENS for rij in shown.rijen for cel in rij)


def test_a_table_in_which_a_neighbour_could_work_it_out_is_hidden_whole() -> None:
    shown = hide([[1], [4]], ["a", "b"])  # a knows its own 1: of a total of 5 or more and at most 4 there, one is left
    assert shown.is_dicht
    assert all(cel.waarde is None for rij in shown.rijen for cel in rij)
