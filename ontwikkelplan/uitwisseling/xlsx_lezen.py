"""Reading an xlsx as plain data. Runs in the child process: no Django here, nothing of the program."""

import datetime
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from ontwikkelplan.uitwisseling.merk import EIGENSCHAPPEN
from ontwikkelplan.uitwisseling.pakket import Geweigerd, bytes_of, eigenschappen

MAX_ROWS = 3000
MAX_COLUMNS = 60
MAX_MERGED = 200_000  # cells in merged areas: openpyxl makes an object of each


def lees_xlsx(archive: zipfile.ZipFile, data: bytes) -> dict[str, Any]:
    """Return the sheets with their rows. Raises Geweigerd for what we do not take."""
    _weigh_merged(archive)
    try:
        book = load_workbook(BytesIO(data), data_only=False, keep_links=False)
    except MemoryError as error:
        raise Geweigerd("te-zwaar") from error
    except Exception as error:  # openpyxl raises whatever it stumbles over
        raise Geweigerd("kapot") from error
    sheets: list[dict[str, Any]] = [_sheet(sheet) for sheet in book.worksheets]
    if sum(len(sheet["rijen"]) for sheet in sheets) > 2 * MAX_ROWS:  # our own have every row twice
        raise Geweigerd("te-veel-rijen")
    return {"eigenschappen": eigenschappen(archive, EIGENSCHAPPEN), "bladen": sheets}


def _weigh_merged(archive: zipfile.ZipFile) -> None:
    """Raise Geweigerd when merged areas are larger than any plan needs, before openpyxl lays them out cell by cell."""
    total = 0
    for entry in archive.infolist():
        data = bytes_of(archive, entry.filename)
        if b"mergeCell" not in data.replace(b"\0", b""):
            continue
        for area in _merged_areas(data):
            try:
                left, top, right, bottom = range_boundaries(area)
                total += (right - left + 1) * (bottom - top + 1)  # type: ignore[operator]
            except (TypeError, ValueError) as error:  # no area, or one without an end
                raise Geweigerd("kapot") from error
            if total > MAX_MERGED:
                raise Geweigerd("samengevoegd")


def _merged_areas(data: bytes) -> Iterator[str]:
    tags = ("{*}row", "{*}mergeCell")  # rows are thrown away as they come
    try:
        for _event, element in etree.iterparse(BytesIO(data), tag=tags, resolve_entities=False, no_network=True):
            if element.tag.endswith("mergeCell"):
                yield element.get("ref", "")
            element.clear()
    except etree.XMLSyntaxError as error:
        raise Geweigerd("kapot") from error


def _sheet(sheet: Any) -> dict[str, Any]:
    rows: dict[int, dict[int, dict[str, Any]]] = {}
    is_wide = False
    for (number, column), cell in sheet._cells.items():  # what is there; the grid round it can be of a billion cells
        if cell.value is None:
            continue
        if column > MAX_COLUMNS:
            is_wide = True
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
        "te_breed": is_wide,
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
