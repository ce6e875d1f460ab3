"""Reading an xlsx as plain data. Runs in the child process: no Django here, nothing of the program."""

import datetime
import zipfile
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from ontwikkelplan.uitwisseling.merk import EIGENSCHAPPEN
from ontwikkelplan.uitwisseling.pakket import Geweigerd, eigenschappen

MAX_ROWS = 3000
MAX_COLUMNS = 60


def lees_xlsx(archive: zipfile.ZipFile, data: bytes) -> dict[str, Any]:
    """Return the sheets with their rows. Raises Geweigerd for what we do not take."""
    try:
        book = load_workbook(BytesIO(data), data_only=False, keep_links=False)
    except Exception as error:  # openpyxl raises whatever it stumbles over
        raise Geweigerd("kapot") from error
    sheets: list[dict[str, Any]] = [_sheet(sheet) for sheet in book.worksheets]
    if sum(len(sheet["rijen"]) for sheet in sheets) > 2 * MAX_ROWS:  # our own have every row twice
        raise Geweigerd("te-veel-rijen")
    return {"eigenschappen": eigenschappen(archive, EIGENSCHAPPEN), "bladen": sheets}


def _sheet(sheet: Any) -> dict[str, Any]:
    rows: dict[int, dict[int, dict[str, Any]]] = {}
    for (number, column), cell in sheet._cells.items():  # what is there; the grid round it can be of a billion cells
        if cell.value is None or column > MAX_COLUMNS:
            continue
        rows.setdefault(number, {})[column] = {"tekst": _text(cell.value), "formule": cell.data_type == "f"}
        if len(rows) > MAX_ROWS:
            raise Geweigerd("te-veel-rijen")
    merged = sorted({row for area in sheet.merged_cells.ranges for row in _rows_of(area)})
    return {
        "naam": sheet.title,
        "rijen": [{"nummer": number, "cellen": rows[number]} for number in sorted(rows)],
        "samengevoegd": merged,
        "plaatjes": len(sheet._images) + len(sheet._charts),
    }


def _rows_of(area: Any) -> range:
    return range(area.min_row, min(area.max_row, area.min_row + MAX_ROWS) + 1)


def _text(value: Any) -> str:
    """A value as people read it: a day as 31-3-2027, a whole number without a point."""
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value.day}-{value.month}-{value.year}"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    return str(getattr(value, "text", value)).replace("_x000D_\n", "\n").replace("\r\n", "\n")
