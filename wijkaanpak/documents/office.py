"""Tables as Excel (xlsx) and OpenDocument (ods). A text is text: never a formula."""

import datetime
from collections.abc import Sequence
from io import BytesIO

from odfdo import Cell, Document, Paragraph, Row, Table
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

Value = str | int | datetime.date | None

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NOT_IN_XML = dict.fromkeys([0xFFFE, 0xFFFF])
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, also after it is saved as CSV."""
    clean = str(ILLEGAL_CHARACTERS_RE.sub("", text)).translate(_NOT_IN_XML)
    return f"'{clean}" if clean.startswith(_FORMULA_STARTS) else clean


def make_xlsx(title: str, header: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """Return an xlsx file with one sheet: a header row that stays in view, and the rows."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title[:31]
    book.properties.title = title
    for number, values in enumerate([header, *rows], start=1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row=number, column=column)
            cell.value = harmless(value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"
            if isinstance(value, datetime.date):
                cell.number_format = "DD-MM-YYYY"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
    for column, name in enumerate(header, start=1):
        longest = max([len(name), *(len(str(row[column - 1] or "")) for row in rows)])
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest + 2, 10), 60)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def make_ods(title: str, header: Sequence[str], rows: Sequence[Sequence[Value]]) -> bytes:
    """Return an ods file with one sheet: a header row and the rows."""
    document = Document("spreadsheet")
    document.body.clear()
    table = Table(title[:31])
    for values in [header, *rows]:
        row = Row()
        for value in values:
            row.append_cell(_ods_cell(value))
        table.append_row(row)
    document.body.append(table)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _ods_cell(value: Value) -> Cell:
    return ods_text(harmless(value)) if isinstance(value, str) else Cell(value)


def ods_text(text: str) -> Cell:
    """Return a cell with a paragraph per line and no value beside them: a reader would take that for the whole text.

    A sheet of ODF has no tabs: LibreOffice drops them and joins the words. A tab becomes a space.
    """
    cell = Cell()
    cell.set_attribute("office:value-type", "string")
    for line in text.replace("\t", " ").split("\n"):
        cell.append(Paragraph(line))
    return cell
