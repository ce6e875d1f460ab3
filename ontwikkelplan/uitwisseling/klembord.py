"""A table from the clipboard: HTML from Word or Excel, or text with tabs."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml import etree, html

MAX_HTML = 2_000_000
MAX_CELL = 100_000
# A cell between quotes to its very end, a quote in it twice; else a cell is all up to the next tab or line end.
_CELL = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\n]|\Z)|([^\t\n]*)')
_BLOCKS = ("p", "div", "li")


def lees_klembord(html_tekst: str, tekst: str) -> list[list[str]]:
    """Return the rows of a pasted table that say anything. Raises ValidationError, in Dutch, when there is none."""
    grid = _from_html(html_tekst) if "<table" in html_tekst.lower() else None
    if grid is None:
        grid = _from_text(tekst)
    grid = [row for row in grid if any(cell.strip() for cell in row)]
    if not grid:
        raise ValidationError(_("Hier staat nog geen tabel. Kopieer een tabel in Word of Excel en plak die."))
    return grid


def _from_html(text: str) -> list[list[str]] | None:
    if len(text) > MAX_HTML:
        raise ValidationError(_("Dit is te veel om te plakken. Lees het hele bestand in."))
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ValidationError(_("Wat je plakt is niet te lezen. Plak het als tekst.")) from error
    tables = root.findall(".//table")
    if len(tables) > 1:
        raise ValidationError(_("Je plakt meer dan één tabel. Plak ze een voor een."))
    if not tables:
        return None
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in tables[0].iter("tr")]
    if any(_is_merged(cell) for row in rows for cell in row):
        raise ValidationError(_("In deze tabel zijn cellen samengevoegd. Splits ze eerst in Word of Excel."))
    return [[_cell_text(cell) for cell in row] for row in rows]


def _is_merged(cell: html.HtmlElement) -> bool:
    return any(cell.get(name, "1").strip() not in ("1", "0", "") for name in ("colspan", "rowspan"))


def _cell_text(cell: html.HtmlElement) -> str:
    """The text of a cell: a line per paragraph or line break; other white space is one space, as a browser shows it."""
    parts: list[str] = []
    _walk(cell, parts)
    lines = [" ".join(line.split()) for line in "".join(parts).split("\n")]
    return "\n".join(lines).strip("\n")


def _walk(element: html.HtmlElement, parts: list[str]) -> None:
    if element.tag in ("style", "script", "title"):
        return
    if element.tag == "br":
        parts.append("\n")
        return
    is_block = element.tag in _BLOCKS
    if is_block and parts and not parts[-1].endswith("\n"):
        parts.append("\n")
    parts.append(_one_line(element.text))
    for child in element:
        if isinstance(child.tag, str):
            _walk(child, parts)
        parts.append(_one_line(child.tail))
    if is_block and parts[-1].strip():
        parts.append("\n")


def _one_line(text: str | None) -> str:
    return (text or "").replace("\n", " ").replace("\r", " ")


def _from_text(text: str) -> list[list[str]]:
    """Rows of a text with tabs; a cell with line ends stands between quotes, as Excel puts it on the clipboard.

    Quotes that a cell has no need of, or that do not close, are a part of what it says.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: list[list[str]] = [[]]
    place = 0
    while True:
        found = _CELL.match(plain, place)
        assert found  # noqa: S101 - the second half matches nothing too
        quoted = found[1]
        needs = quoted is not None and any(sign in quoted for sign in ('""', "\t", "\n"))
        rows[-1].append(quoted.replace('""', '"') if needs else found[0])
        if len(found[0]) > MAX_CELL:
            raise ValidationError(_("Wat je plakt is niet te lezen. Plak een tabel uit Word of Excel."))
        place = found.end() + 1
        if found.end() >= len(plain):
            return rows
        if plain[found.end()] == "\n":
            rows.append([])
