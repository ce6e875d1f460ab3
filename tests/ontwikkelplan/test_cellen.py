"""What is read in the text of a cell."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from ontwikkelplan.cellen import (
    lees_kosten,
    lees_planning,
    lees_standen,
    lees_stappen,
    schrijf_standen,
    stappen_uit_volgorde,
)

D = datetime.date


@pytest.mark.parametrize(
    ("tekst", "van", "tot"),
    [
        ("", None, None),
        ("31-3-2027", None, D(2027, 3, 31)),
        ("31-03-2027", None, D(2027, 3, 31)),
        ("2027-03-31", None, D(2027, 3, 31)),
        ("31/3/2027", None, D(2027, 3, 31)),
        ("uiterlijk 31 maart 2027", None, D(2027, 3, 31)),
        ("24 sep. 2026", None, D(2026, 9, 24)),
        ("1-1-2027 t/m 31-3-2027", D(2027, 1, 1), D(2027, 3, 31)),
        ("Start 1 februari 2026\nklaar 1 oktober 2026", D(2026, 2, 1), D(2026, 10, 1)),
        ("Q1 2027 (31-3-2027)", None, D(2027, 3, 31)),
    ],
)
def test_a_planning_names_one_day_or_two(tekst: str, van: D | None, tot: D | None) -> None:
    assert lees_planning(tekst) == (van, tot)


@pytest.mark.parametrize(
    ("tekst", "says"),
    [
        ("2027", "31-3-2027"),
        ("Q2 2026", "31-3-2027"),
        ("tweede kwartaal", "31-3-2027"),
        ("maart 2027", "31-3-2027"),
        ("doorlopend", "31-3-2027"),
        ("31-3-27", "vier cijfers"),
        ("31-02-2027", "bestaat niet: 31-02-2027"),
        ("1-1-1027", "bestaat niet"),
        ("31-3-2027 t/m 1-1-2027", "Draai ze om"),
        ("1-1-2027, 1-2-2027 en 1-3-2027", "hooguit twee"),
    ],
)
def test_a_bare_year_or_quarter_is_refused_with_an_example(tekst: str, says: str) -> None:
    with pytest.raises(ValidationError) as caught:
        lees_planning(tekst)
    assert says in caught.value.messages[0]


@pytest.mark.parametrize(
    ("regel", "bedrag", "jaar", "dekking"),
    [
        ("€ 6.000, budget sociaal domein 2026", "6000", 2026, "budget sociaal domein"),
        ("€14.500,50 in 2027 uit de subsidie preventie", "14500.50", 2027, "de subsidie preventie"),
        ("14.500 euro, 2026: subsidie preventie", "14500", 2026, "subsidie preventie"),
        ("2027: € 6000,- (reserve)", "6000", 2027, "reserve"),
        ("€ 1,5 miljoen, 2027, jeugdbudget", "1500000", 2027, "jeugdbudget"),
        ("€ 14 500 in 2027 uit de reserve", "14500", 2027, "de reserve"),
        ("€ 25k, 2027, innovatie", "25000", 2027, "innovatie"),
        ("€ 2,5 ton 2026 jeugd", "250000", 2026, "jeugd"),
        ("EUR 6.000, 2026, reserve", "6000", 2026, "reserve"),
        ("12 duizend euro, 2026, reserve", "12000", 2026, "reserve"),
        ("€ 500 2027 reserve", "500", 2027, "reserve"),
    ],
)
def test_an_amount_has_a_year_and_a_cover(regel: str, bedrag: str, jaar: int, dekking: str) -> None:
    (read,) = lees_kosten(regel)
    assert (read.bedrag, read.jaar, read.dekking, read.let_op) == (Decimal(bedrag), jaar, dekking, "")
    assert read.telt


@pytest.mark.parametrize(
    ("regel", "says"),
    [
        ("€ 14.500, subsidie preventie 2026 en 2027", "Eén bedrag, meer jaren"),
        ("€ 6.000, budget sociaal domein", "begrotingsjaar"),
        ("€ 100 of € 200 in 2026", "meer bedragen"),
        ("€ 12.50, 2026, reserve", "niet met zekerheid"),
        ("€ 1,5, 2026, reserve", "niet met zekerheid"),
        ("€ 6.000,2026 reserve", "niet met zekerheid"),
    ],
)
def test_what_can_not_be_put_in_one_year_is_not_counted_and_says_why(regel: str, says: str) -> None:
    (read,) = lees_kosten(regel)
    assert not read.telt
    assert says in read.let_op


def test_an_amount_without_a_cover_counts_and_says_what_is_missing() -> None:
    (read,) = lees_kosten("€ 100 2026")
    assert read.telt
    assert "waaruit" in read.let_op


def test_words_without_an_amount_are_no_costs_and_no_fault() -> None:
    (read,) = lees_kosten("Binnen de formatie")
    assert (read.bedrag, read.let_op, read.dekking) == (None, "", "Binnen de formatie")


def test_steps_are_lines_and_say_what_is_done_and_when() -> None:
    steps = lees_stappen("1. Rondgang langs 9 scholen (gereed)\n2) Werkwijze op één A4, 1-10-2026\n\n- Oefenen")
    assert [(step.tekst, step.is_gereed, step.dag) for step in steps] == [
        ("Rondgang langs 9 scholen", True, None),
        ("Werkwijze op één A4, 1-10-2026", False, D(2026, 10, 1)),
        ("Oefenen", False, None),
    ]


def test_steps_in_another_order_than_their_days_are_seen() -> None:
    assert stappen_uit_volgorde(lees_stappen("a 1-3-2027\nb\nc 1-2-2027"))
    assert not stappen_uit_volgorde(lees_stappen("a 1-2-2027\nb\nc 1-3-2027"))


def test_the_stand_van_zaken_is_written_and_read_back() -> None:
    entries = [(D(2026, 9, 30), "Vastgesteld.\nPeiling volgt."), (D(2026, 1, 5), "Nulstand: niets.")]
    assert list(lees_standen(schrijf_standen(entries))) == entries


def test_a_stand_without_a_day_is_kept_apart() -> None:
    assert list(lees_standen("Loopt.\n1-2-2026: begonnen")) == [(None, "Loopt."), (D(2026, 2, 1), "begonnen")]
