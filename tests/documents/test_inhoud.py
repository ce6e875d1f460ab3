"""The tree of a document: as JSON and back, its paragraphs, and what is taken out before it is written."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from tests.documents.make import ANY, OVEREENKOMST
from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.inhoud import Alinea, Feiten, Inhoud, Sectie, Tabel, Tekenvakken
from wijkaanpak.documents.schoon import clean


@given(ANY)
def test_a_document_comes_back_from_json_as_it_was(inhoud: Inhoud) -> None:
    assert Inhoud.from_json(json.loads(json.dumps(inhoud.to_json()))) == inhoud


@pytest.mark.parametrize("data", [{}, {"secties": [], "feiten": []}, {"secties": [{}], "feiten": []}])
def test_other_json_is_refused(data: dict) -> None:
    with pytest.raises((KeyError, TypeError)):
        Inhoud.from_json(data)


@pytest.mark.parametrize(
    ("tekst", "paragrafen"),
    [
        ("", ()),
        (" \n \n", ()),
        ("een\ntwee", ("een\ntwee",)),
        ("een\r\n\r\ntwee", ("een", "twee")),
        ("een\n \t\n\n\ntwee\n", ("een", "twee")),
    ],
)
def test_an_empty_line_starts_a_paragraph(tekst: str, paragrafen: tuple[str, ...]) -> None:
    assert Alinea(tekst).paragrafen == paragrafen


def test_only_a_section_where_someone_signs_has_a_page_of_its_own() -> None:
    assert [sectie.is_tekenpagina for sectie in OVEREENKOMST.secties] == [False, False, False, False, True]
    assert not Sectie("a", "A", (Tekenvakken(()),)).is_tekenpagina


@pytest.mark.parametrize(
    ("rij", "is_vol"),
    [
        (("Gecertificeerde instelling", "Jeugdbescherming"), False),
        (("a" * 40, "b" * 40), True),
        (("A" * 40, "b" * 20), True),
        (("woord " * 500, "b"), False),
    ],
)
def test_a_table_is_full_when_its_longest_words_do_not_fit_side_by_side(rij: tuple[str, str], *, is_vol: bool) -> None:
    assert Tabel("", ("x", "y"), (rij,)).is_vol is is_vol
    assert Feiten((rij,)).is_vol is is_vol


def test_what_can_not_be_written_or_turns_the_text_round_is_taken_out() -> None:
    dirty = replace(OVEREENKOMST, titel="a\x00b\x1b\ud83d\ufffe\u202ec\u2066d", ondertitel="é 🏠\n\t→ \u200d")
    assert (clean(dirty).titel, clean(dirty).ondertitel) == ("abcd", "é 🏠\n\t→ \u200d")


def test_a_ragged_table_is_made_square() -> None:
    ragged = replace(OVEREENKOMST, secties=(Sectie("a", "A", (Tabel("t", ("x",), (("1", "2"), ())),)),))
    assert clean(ragged).secties[0].blokken[0] == Tabel("t", ("x", ""), (("1", "2"), ("", "")))


@given(ANY)
def test_cleaning_twice_is_cleaning_once(inhoud: Inhoud) -> None:
    assert clean(clean(inhoud)) == clean(inhoud)


@pytest.mark.parametrize(("rows", "is_short"), [(1, True), (11, True), (60, False)])
def test_a_short_table_and_its_section_stay_on_one_page(rows: int, is_short: bool) -> None:
    table = Tabel("Team", ("Naam", "Organisatie"), tuple((f"Mens {n}", "Wijkteam") for n in range(rows)))
    section = Sectie("team", "Het team", (Alinea("Dit zijn wij."), table))
    assert (table.is_kort, section.is_kort) == (is_short, is_short)
    html = render_html(replace(OVEREENKOMST, secties=(section,)))
    assert html.count(" doc-heel") == (2 if is_short else 0)
