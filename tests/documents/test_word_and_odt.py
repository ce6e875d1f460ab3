"""Word and OpenDocument: what a document says is in them as headings, lists and tables, and opens again."""

from dataclasses import replace
from io import BytesIO

import docx
import odfdo
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from hypothesis import given, settings

from tests.documents.make import ANY, OVEREENKOMST, texts_of
from tests.documents.test_html import TYPED, everywhere
from wijkaanpak.documents.inhoud import Inhoud, Sectie, Tabel
from wijkaanpak.documents.odt import make_odt
from wijkaanpak.documents.word import make_docx

HEADINGS = [f"{number} {sectie.kop}" for number, sectie in enumerate(OVEREENKOMST.secties, start=1)]


@pytest.fixture(scope="module")
def word() -> WordDocument:
    return docx.Document(BytesIO(make_docx(OVEREENKOMST)))


@pytest.fixture(scope="module")
def odt() -> odfdo.Document:
    return odfdo.Document(BytesIO(make_odt(OVEREENKOMST)))


def test_word_has_real_headings(word: WordDocument) -> None:
    found = [(each.style.name, each.text.replace("  ", " ")) for each in word.paragraphs if each.style]
    assert [each for each in found if each[0].startswith("Heading")] == [
        ("Heading 1", OVEREENKOMST.titel),
        *(("Heading 2", heading) for heading in HEADINGS),
    ]


def test_word_has_real_lists_and_keeps_a_line_end(word: WordDocument) -> None:
    assert [each.text for each in word.paragraphs if each.style and each.style.name == "List Bullet"] == [
        "Een halve dag per week",
        "Elke maand een leerbijeenkomst",
    ]
    assert "Eén verhaal,\néén keer." in [each.text for each in word.paragraphs]


def test_word_has_real_tables_with_a_header_that_comes_back(word: WordDocument) -> None:
    facts, partners, agreed, signing = word.tables
    assert [[cell.text for cell in row.cells] for row in facts.rows] == [list(pair) for pair in OVEREENKOMST.feiten]
    assert [cell.text for cell in partners.rows[0].cells] == [
        "Organisatie",
        "Rol in het project",
        "Tekent namens de organisatie",
    ]
    assert [table._tbl.xpath("count(w:tr[w:trPr/w:tblHeader])") for table in word.tables] == [0, 1, 0, 1]
    assert partners._tbl.tblPr.xpath("string(w:tblCaption/@w:val)") == "Partners"
    assert [len(table.rows) for table in (agreed, signing)] == [2, 3]


def test_word_says_its_title_and_that_it_is_dutch(word: WordDocument) -> None:
    assert (word.core_properties.title, word.core_properties.language) == (OVEREENKOMST.titel, "nl-NL")
    assert {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))} == {"nl-NL"}


def test_word_numbers_its_pages(word: WordDocument) -> None:
    footer = word.sections[0].footer.paragraphs[0]
    assert [each.get(qn("w:instr")) for each in footer._p.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert "WA-2026-0147, versie 3" in word.sections[0].header.paragraphs[0].text


def test_odt_has_real_headings_lists_and_tables(odt: odfdo.Document) -> None:
    body = odt.body
    assert [(int(each.level), str(each).strip()) for each in body.headers] == [
        (1, OVEREENKOMST.titel),
        *((2, heading) for heading in HEADINGS),
    ]
    assert [str(each).strip() for each in body.get_elements("//text:list/text:list-item/text:p")] == [
        "Een halve dag per week",
        "Elke maand een leerbijeenkomst",
    ]
    assert len(body.get_elements("//table:table")) == 4
    assert len(body.get_elements("//table:table-header-rows")) == 2
    assert [each.text for each in body.get_elements("//table:table/table:title")][1] == "Partners"


def test_odt_says_its_title_and_that_it_is_dutch(odt: odfdo.Document) -> None:
    assert (odt.meta.title, odt.get_language(), odt.meta.language) == (OVEREENKOMST.titel, "nl-NL", "nl-NL")


def test_everything_that_was_typed_is_in_both() -> None:
    invisible = {OVEREENKOMST.datum}
    word_xml = docx.Document(BytesIO(make_docx(OVEREENKOMST)))
    in_word = "".join(word_xml.element.body.itertext()) + word_xml.sections[0].header.paragraphs[0].text
    in_word += "Partners"  # an attribute, for who can't see the table
    in_odt = odfdo.Document(BytesIO(make_odt(OVEREENKOMST))).body.serialize()
    for each in set(texts_of(OVEREENKOMST)) - invisible:
        for line in each.splitlines():
            assert line in in_word
            assert line in in_odt


def test_what_is_typed_stays_text() -> None:
    word = docx.Document(BytesIO(make_docx(everywhere(TYPED))))
    assert word.tables[0].rows[0].cells[1].text == TYPED
    odt = odfdo.Document(BytesIO(make_odt(everywhere(TYPED))))
    assert str(odt.body.headers[0]).strip() == TYPED


@settings(max_examples=40, deadline=None)
@given(ANY)
def test_any_document_can_be_both(inhoud: Inhoud) -> None:
    assert docx.Document(BytesIO(make_docx(inhoud)))
    assert odfdo.Document(BytesIO(make_odt(inhoud)))


@pytest.mark.parametrize("make", [make_docx, make_odt])
def test_signs_that_xml_can_not_hold_are_left_out(make: type) -> None:
    assert make(everywhere("a\x00\x0b\x1b\ufffe\ud800b"))


@pytest.mark.parametrize("liggend", [True, False])
def test_both_lie_on_their_side_where_the_document_does(liggend: bool) -> None:
    inhoud = replace(OVEREENKOMST, liggend=liggend)
    section = docx.Document(BytesIO(make_docx(inhoud))).sections[0]
    odt = odfdo.Document(BytesIO(make_odt(inhoud)))
    (page,) = odt.styles.get_elements("//style:page-layout-properties")
    wide, high = (float(str(page.get_attribute(f"fo:page-{side}"))[:-2]) for side in ("width", "height"))
    assert (section.orientation == WD_ORIENTATION.LANDSCAPE, wide > high) == (liggend, liggend)


def test_a_heading_has_one_number_and_a_long_column_is_wide() -> None:
    rows = (("1.1a", "Een heel lange tekst over alles wat iemand wil lezen"),)
    inhoud = replace(
        OVEREENKOMST, secties=(Sectie("a", "Kop", (Tabel("t", ("Code", "Wat"), rows),), nummer="1.1"),), feiten=()
    )
    odt = odfdo.Document(BytesIO(make_odt(inhoud)))
    assert odt.styles.get_elements("//text:outline-style") == []  # which would put a number of its own before ours
    (table,) = docx.Document(BytesIO(make_docx(inhoud))).tables
    narrow, wide = (int(column.width or 0) for column in table.columns)
    assert wide > 3 * narrow > 0
