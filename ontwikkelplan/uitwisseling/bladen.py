"""A plan as sheets for Excel (xlsx) and ODF (ods): one per basisfunctie, and one with everything.

A text that starts like a formula gets an apostrophe in front, as everywhere; a text that has apostrophes there itself
gets one more, so that reading back takes one away and finds what was written. A line that starts with a dash and a
space is a list, as people write it, unless it holds what a formula needs to do anything: a call, a bar or a sheet.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from odfdo import Document, Row, Table
from openpyxl import Workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ontwikkelplan.models import Herkomst, Voortgang
from ontwikkelplan.uitwisseling.docx_schrijven import eigenschappen
from ontwikkelplan.uitwisseling.momentopname import Momentopname, Rij, Tabelopname
from ontwikkelplan.uitwisseling.schoon import schoon
from ontwikkelplan.uitwisseling.teksten import KOLOMTEKSTEN
from wijkaanpak.documents.office import ODS, XLSX, ods_text

__all__ = ["ODS", "XLSX", "maak_ods", "maak_xlsx", "uit_cel"]

TABEL, TITEL, ID, VERSIE = "Tabel", "Naam van de tabel", "rij-id", "rij-versie"
STATUS, HERKOMST, BRON = "Status", "Herkomst", "Bij antwoord"
CEL_MAX = 32_767  # letters that Excel keeps in a cell
_RISKY = re.compile(r"'*[=+\-@\t\r]")
_LIST = re.compile(r"- (?:(?!\w\(|[|!]).)*\Z", re.DOTALL)
_WIDTHS = (8, 30, 40, 40, 46, 30, 24, 18, 46, 14, 12, 10, 36, 10)
_EDGE = Side(style="thin", color="C0C7D2")


def naar_cel(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    clean = schoon(text)
    return f"'{clean}" if _RISKY.match(clean) and not _LIST.match(clean) else clean


def uit_cel(text: str) -> str:
    """Return the text that ``naar_cel`` was given."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text


@dataclass(frozen=True, slots=True)
class Vel:
    """One sheet: its name and its rows, the header first."""

    naam: str
    rijen: list[list[str]]


def vellen(opname: Momentopname) -> Iterator[Vel]:
    """Yield the sheets of a plan."""
    header = [
        TABEL, TITEL, *(str(kolom.titel) for kolom in KOLOMTEKSTEN.values()), STATUS, HERKOMST, BRON, ID, VERSIE,
    ]  # fmt: skip
    everything: list[list[str]] = []
    for basisfunctie in opname.basisfuncties:
        rows = [_values(tabel, rij) for tabel in basisfunctie.tabellen for rij in tabel.rijen or (None,)]
        everything += [row for row in rows if row[-1]]
        title = re.sub(r"[\[\]:*?/\\']", " ", basisfunctie.titel)
        yield Vel(f"{basisfunctie.nummer} {title}"[:31].strip(), [header, *rows])
    yield Vel(_("Alles"), [header, *everything])


def _values(tabel: Tabelopname, rij: Rij | None) -> list[str]:
    if rij is None:
        return [tabel.nummer, tabel.titel, *[""] * (len(KOLOMTEKSTEN) + 5)]
    return [
        tabel.nummer,
        tabel.titel,
        *(naar_cel(text) for text in rij.cellen().values()),
        str(Voortgang(rij.status).label),
        str(Herkomst(rij.herkomst).label),
        rij.broncode,
        str(rij.id),
        str(rij.versie),
    ]


def maak_xlsx(opname: Momentopname) -> bytes:
    """Return a plan as xlsx. The row and its version stand in two hidden columns."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = f"{opname.titel} {opname.periode}"
    for name, value in eigenschappen(opname).items():
        custom: Any = book
        custom.custom_doc_props.append(StringProperty(name=name, value=value))
    for vel in vellen(opname):
        _fill(book.create_sheet(vel.naam), vel)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, vel: Vel) -> None:
    wrapped, edges = Alignment(wrap_text=True, vertical="top"), Border(top=_EDGE, bottom=_EDGE, left=_EDGE, right=_EDGE)
    bold, shade = Font(bold=True), PatternFill("solid", fgColor="E8EEF4")
    for number, values in enumerate(vel.rijen, start=1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row=number, column=column)
            cell.alignment, cell.border = wrapped, edges
            if value:
                cell.value, cell.data_type = _fitting(value), "s"
                cell.number_format = "@"  # what is typed over it stays a text: a day stays as it was typed
            if number == 1:
                cell.font, cell.fill = bold, shade
    for column, width in enumerate(_WIDTHS, start=1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = width
        sheet.column_dimensions[letter].hidden = column > len(_WIDTHS) - 2
    sheet.freeze_panes = "C2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]


def _fitting(text: str) -> str:
    """A text that fits in a cell of Excel: of a very long stand van zaken the oldest part stays behind, and says so."""
    if len(text) <= CEL_MAX:
        return text
    end = _("(De rest past niet in Excel en staat in wijkaanpak.)")
    return f"{text[: CEL_MAX - len(end) - 1].rsplit(chr(10), 1)[0]}\n{end}"


def maak_ods(opname: Momentopname) -> bytes:
    """Return a plan as ods."""
    document = Document("spreadsheet")
    document.body.clear()
    document.meta.title = f"{opname.titel} {opname.periode}"
    for vel in vellen(opname):
        table = Table(vel.naam)
        for values in vel.rijen:
            row = Row()
            for value in values:
                row.append_cell(ods_text(value))
            table.append_row(row)
        document.body.append(table)
    out = BytesIO()
    document.save(out)
    return out.getvalue()
