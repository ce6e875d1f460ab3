"""The content of sturing counts what the sources hold (inventory §4, §5, §14 and §21)."""

from collections import Counter
from collections.abc import Iterable

import pytest

from wijkaanpak.instrumenten import registry
from wijkaanpak.instrumenten.schema import Instrument, Punt


def ids(instrument: Instrument, start: str) -> list[str]:
    return [punt.id for punt in instrument.walk() if punt.id.startswith(start)]


def lines(punten: Iterable[Punt]) -> int:
    return sum(1 for top in punten for _ in top.walk())


def test_deel_i_has_forty_lines_in_six_sections() -> None:
    sturing = registry.instrument("sturing", 1)
    assert [lines(deel.punten) for deel in sturing.onderdelen] == [7, 5, 5, 5, 9, 9]
    assert [each.waarde for each in sturing.schaal] == ["ja", "deels", "nee", "onbekend"]


def test_deel_ii_has_five_prompts_five_bouwstenen_five_doelgroepen_and_four_columns() -> None:
    deel_ii = registry.instrument("bouwstenen", 1)
    assert [lines(deel.punten) for deel in deel_ii.onderdelen] == [5, 10, 4]
    assert len(deel_ii.punten["BST-1"].punten) == 5


def test_the_opdracht_has_seventeen_parts_in_four() -> None:
    opdracht = registry.instrument("opdracht", 1)
    parts = [sum(punt.soort == "onderdeel" for punt in deel.punten) for deel in opdracht.onderdelen[:4]]
    assert parts == [2, 4, 1, 10]
    assert Counter(punt.soort for punt in opdracht.walk())["onderdeel"] == 17


@pytest.mark.parametrize(
    ("start", "count"),
    [
        ("OPD-ROL-", 7), ("OPD-RH-", 3), ("OPD-PW-0", 5), ("OPD-VT-", 3), ("OPD-VTA-", 12), ("OPD-KB-", 4),
        ("OPD-KT-", 3), ("OPD-KZ-", 2), ("OPD-AP-", 4), ("OPD-AE-", 3), ("OPD-VP-", 4), ("OPD-ED-", 1),
        ("OPD-TS-", 3), ("OPD-RVB-", 9), ("OPD-SCO-", 2), ("OPD-CTX-", 5), ("OPD-OG-", 8), ("OPD-ON-", 3),
        ("OPD-EV-", 1), ("OPD-PR-0", 10), ("OPD-PI-", 2), ("OPD-GS-", 4), ("OPD-OV-", 2), ("OPD-MO-", 3),
        ("OPD-HOE-", 8), ("OPD-PD-", 4), ("OPD-DI-", 1), ("OPD-LIJN-", 4), ("OPD-RIV-", 3),
    ],
)  # fmt: skip
def test_the_opdracht_elaborates_as_often_as_its_source(start: str, count: int) -> None:
    assert len(ids(registry.instrument("opdracht", 1), start)) == count


def test_the_overdracht_has_five_points() -> None:
    assert len(registry.instrument("opdracht", 1).punten["OPD-VTA-03"].punten) == 5


@pytest.mark.parametrize(("start", "count"), [("COL-A-", 4), ("COL-B-", 6), ("COL-T-", 5), ("COL-P-", 2)])
def test_the_verbeteragenda_holds_every_lesson(start: str, count: int) -> None:
    assert len(ids(registry.instrument("verbeteragenda", 1), start)) == count
