"""Tables as xlsx and ods: what goes in comes out, as text, number or day."""

import datetime
from io import BytesIO

import pytest
from odfdo import Document, Table
from openpyxl import load_workbook

from wijkaanpak.documents.office import Value, harmless, make_ods, make_xlsx

HEADER = ["Id", "Tekst", "Dag", "Aantal"]
ROW: list[Value] = ["VB-01", "Één regel 🏠", datetime.date(2026, 12, 3), 4]


def test_an_xlsx_gives_back_its_values() -> None:
    sheet = load_workbook(BytesIO(make_xlsx("Checklist", HEADER, [ROW]))).worksheets[0]
    assert [cell.value for cell in sheet[1]] == HEADER
    assert [cell.value for cell in sheet[2]] == ["VB-01", "Één regel 🏠", datetime.datetime(2026, 12, 3), 4]  # noqa: DTZ001
    assert (sheet.title, sheet.freeze_panes) == ("Checklist", "A2")


def test_an_ods_gives_back_its_values() -> None:
    table = Document(BytesIO(make_ods("Checklist", HEADER, [ROW]))).body.get_table(0)
    assert isinstance(table, Table)
    assert table.get_row(0).get_values() == HEADER
    assert [cell.type for cell in table.get_row(1).get_cells()] == ["string", "string", "date", "float"]


@pytest.mark.parametrize("make", [make_xlsx, make_ods])
def test_a_character_that_xml_can_not_hold_is_left_out(make: type) -> None:
    assert make("Checklist", ["Tekst"], [["a\x00b\ufffec\uffffd"]])


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@A", "\t=1", "\r=1", "\x00=1"])
def test_what_looks_like_a_formula_starts_with_an_apostrophe(text: str) -> None:
    assert harmless(text).startswith("'")


def test_an_ordinary_text_stays_as_it_is() -> None:
    assert harmless("a = b - c") == "a = b - c"
