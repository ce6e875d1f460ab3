"""The theme of a gemeente: what a brand colour becomes, and when it is refused."""

import hashlib
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkaanpak.web.theming import (
    STEPS,
    Colour,
    contrast,
    failures,
    nearest_passing,
    parse_colour,
    ramp,
    stylesheet,
    stylesheet_name,
)

PETROL = Colour(0x0A, 0x5A, 0x73)
YELLOW = Colour(0xFF, 0xDD, 0x00)
BLACK = Colour(0, 0, 0)
WHITE = Colour(255, 255, 255)

channels = st.integers(0, 255)
colours = st.builds(Colour, channels, channels, channels)


def hue_family(colour: Colour) -> str:
    """Name the order of the channels, brightest first: a hue to within a sixth of the circle."""
    named = {"r": colour.red, "g": colour.green, "b": colour.blue}
    return "".join(sorted(named, key=lambda channel: (-named[channel], channel)))


@pytest.mark.parametrize("text", ["#0a5a73", "#0A5A73", "  #0a5a73 "])
def test_a_colour_is_read_in_either_case_and_with_spaces(text: str) -> None:
    assert parse_colour(text) == PETROL


def test_a_short_colour_means_each_digit_twice() -> None:
    assert parse_colour("#fd0") == YELLOW


@pytest.mark.parametrize("text", ["", "0a5a73", "#12345", "##123", "#gggggg", "red", "#123;}"])
def test_anything_else_is_refused_in_dutch(text: str) -> None:
    with pytest.raises(ValueError, match="Schrijf de kleur als #"):
        parse_colour(text)


@given(colours)
def test_a_written_colour_reads_back_as_itself(colour: Colour) -> None:
    assert parse_colour(str(colour)) == colour


def test_contrast_runs_from_1_to_21_and_does_not_mind_the_order() -> None:
    assert contrast(PETROL, PETROL) == pytest.approx(1)
    assert contrast(BLACK, WHITE) == contrast(WHITE, BLACK) == pytest.approx(21)


def test_contrast_agrees_with_a_published_example() -> None:
    assert contrast(Colour(0x76, 0x76, 0x76), WHITE) == pytest.approx(4.54, abs=0.005)


@given(colours)
def test_a_ramp_has_eight_steps_and_the_brand_colour_in_it(colour: Colour) -> None:
    steps = ramp(colour)
    assert tuple(steps) == STEPS
    assert steps[500] == str(colour)


@given(colours)
def test_a_ramp_never_gets_lighter_on_its_way_down(colour: Colour) -> None:
    against_black = [contrast(parse_colour(step), BLACK) for step in ramp(colour).values()]
    for lighter, darker in pairwise(against_black):
        assert darker <= lighter + 0.1  # rounding to 8 bits a channel


def test_petrol_becomes_a_ramp_from_nearly_white_to_nearly_black() -> None:
    steps = [parse_colour(step) for step in ramp(PETROL).values()]
    against_white = [contrast(step, WHITE) for step in steps]
    assert against_white[0] < 1.15
    assert against_white[-1] > 15
    assert against_white == sorted(against_white)


def test_the_default_petrol_passes() -> None:
    assert failures(PETROL) == []
    assert nearest_passing(PETROL) == PETROL


def test_yellow_is_refused_with_what_nobody_could_read() -> None:
    first = failures(YELLOW)[0]
    assert first.pair == "witte tekst op een knop"
    assert first.measured == pytest.approx(contrast(YELLOW, WHITE))
    assert first.needed == 4.5
    assert str(first) == "witte tekst op een knop: 1,3 op 1, nodig is 4,5 op 1"


def test_yellow_gets_a_proposal_that_is_still_a_yellow() -> None:
    proposal = nearest_passing(YELLOW)
    assert failures(proposal) == []
    assert hue_family(proposal) == hue_family(YELLOW) == "rgb"
    assert proposal.blue < proposal.green / 3


def test_a_colour_that_only_just_fails_moves_only_a_little() -> None:
    grey = Colour(0x77, 0x77, 0x77)  # 4.48 to 1 on white
    assert failures(grey)
    assert abs(nearest_passing(grey).green - grey.green) < 24


def test_a_ratio_just_below_the_need_does_not_read_as_enough() -> None:
    on_white = failures(Colour(0x77, 0x77, 0x77))[0]
    assert 4.45 < on_white.measured < 4.5
    assert "4,4 op 1" in str(on_white)


@settings(max_examples=40, deadline=None)
@given(colours)
def test_every_proposal_has_no_failures_and_is_always_the_same(colour: Colour) -> None:
    proposal = nearest_passing(colour)
    assert failures(proposal) == []
    assert nearest_passing(colour) == proposal


@pytest.mark.parametrize("extreme", [BLACK, WHITE, Colour(255, 0, 0), Colour(0, 255, 0), Colour(0, 0, 255)])
def test_the_extremes_have_a_proposal_too(extreme: Colour) -> None:
    assert failures(nearest_passing(extreme)) == []


def test_the_stylesheet_sets_the_accent_and_nothing_else() -> None:
    css = stylesheet(PETROL)
    assert css.startswith(".voorbeeld-theme {\n")
    assert css.endswith("}\n")
    names = re.findall(r"^  (--[\w-]+): #[0-9a-f]{6};$", css, re.MULTILINE)
    assert names == [f"--accent-{step}" for step in STEPS]
    assert css.count("\n") == len(STEPS) + 2


def test_the_name_of_a_stylesheet_follows_its_content() -> None:
    digest = hashlib.sha256(stylesheet(PETROL).encode()).hexdigest()
    assert stylesheet_name(PETROL) == f"0a5a73-{digest[:12]}"
    assert stylesheet_name(PETROL) != stylesheet_name(YELLOW)
