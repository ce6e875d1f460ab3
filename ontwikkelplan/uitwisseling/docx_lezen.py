"""Reading a docx as plain data. Runs in the child process: no Django here, nothing of the program."""

import zipfile
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ontwikkelplan.uitwisseling.merk import EIGENSCHAPPEN, lees_merk, lees_tabelmerk
from ontwikkelplan.uitwisseling.pakket import Geweigerd, eigenschappen, parse, read

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_ROWS = 3000
_CHANGES = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")
_PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIP = (_FALLBACK, f"{W}instrText", f"{W}delText")
_BOX = f"{W}txbxContent"
_NOTES = ("footnote", "endnote")
_SIGN = "[teken]"
_SYMBOLS = {
    ("wingdings", 0xFC): "✓", ("wingdings", 0xFE): "☑", ("wingdings", 0xFB): "✗", ("wingdings", 0xFD): "☒",
    ("wingdings", 0xA8): "☐", ("wingdings", 0x6F): "☐", ("wingdings", 0xE0): "→", ("wingdings", 0xDF): "←",
    ("wingdings", 0xA7): "▪", ("wingdings", 0x4A): "☺", ("symbol", 0xB7): "•", ("symbol", 0xAE): "→",
    ("symbol", 0xB3): "≥", ("symbol", 0xA3): "≤", ("symbol", 0xB1): "±", ("symbol", 0xB9): "≠",
}  # fmt: skip


def lees_docx(archive: zipfile.ZipFile) -> dict[str, Any]:
    """Return the blocks of a document in order: paragraphs, and tables with their cells and marks.

    Raises Geweigerd for what we do not take.
    """
    body = parse(archive, "word/document.xml").find(f"{W}body")
    if body is None:
        raise Geweigerd("kapot")
    if any(next(body.iter(f"{W}{tag}"), None) is not None for tag in _CHANGES):
        raise Geweigerd("bijgehouden")
    if sum(1 for _row in body.iter(f"{W}tr")) > MAX_ROWS:
        raise Geweigerd("te-veel-rijen")
    _empty_prompts(body)
    reader = _Reader(_headings(archive), _numbering(archive))
    return {
        "eigenschappen": eigenschappen(archive, EIGENSCHAPPEN),
        "blokken": list(reader.blocks(body)),
        "opmerkingen": "word/comments.xml" in archive.namelist(),
        "plaatjes": _pictures(body),
        "noten": [text for name in _NOTES for text in _notes(archive, name)],
        "tekstvakken": [text for box in _boxes(body) if (text := "\n".join(map(_text, box.iter(f"{W}p"))).strip())],
    }


def _empty_prompts(body: etree._Element) -> None:
    """Take away the words that Word shows where nothing was typed yet."""
    for control in body.iter(f"{W}sdt"):
        if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            for text in control.iter(f"{W}t"):
                text.text = ""


def _is_fallback(element: etree._Element) -> bool:
    """Whether this is said a second time, for programs that don't know the first."""
    return any(above.tag == _FALLBACK for above in element.iterancestors())


def _boxes(parent: etree._Element) -> Iterator[etree._Element]:
    """The texts in text boxes."""
    return (box for box in parent.iter(_BOX) if not _is_fallback(box))


def _pictures(parent: etree._Element) -> int:
    """How many pictures there are; a text box is none."""
    found = (each for each in parent.iter(*_PICTURES) if not _is_fallback(each))
    return sum(next(each.iter(_BOX), None) is None for each in found)


def _notes(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    """The texts of the footnotes or endnotes; the lines that separate them have a type."""
    root = read(archive, f"word/{name}s.xml")
    for note in root.iter(f"{W}{name}") if root is not None else ():
        text = "\n".join(map(_text, note.iter(f"{W}p"))).strip()
        if text and note.get(f"{W}type", "normal") == "normal":
            yield text


class _Reader:
    def __init__(self, headings: dict[str, int], numbering: dict[tuple[str, str], str]) -> None:
        self._headings = headings
        self._numbering = numbering

    def blocks(self, parent: etree._Element) -> Iterator[dict[str, Any]]:
        for element, tag in _children(parent, ""):
            if element.tag == f"{W}p":
                yield self._paragraph(element, tag)
            elif element.tag == f"{W}tbl":
                yield {"rijen": [self._row(row, mark) for row, mark in _children(element, "") if row.tag == f"{W}tr"]}

    def _paragraph(self, element: etree._Element, tag: str) -> dict[str, Any]:
        style = element.find(f"{W}pPr/{W}pStyle")
        names = [mark.get(f"{W}name", "") for mark in element.iter(f"{W}bookmarkStart")]
        return {
            "tekst": _text(element),
            "niveau": self._headings.get(style.get(f"{W}val", "") if style is not None else "", 0),
            "merk": _mark(tag, names),
            "tabel": next(filter(None, map(lees_tabelmerk, names)), ""),
        }

    def _row(self, row: etree._Element, tag: str) -> dict[str, Any]:
        cells = [self._cell(cell, mark or tag) for cell, mark in _children(row, "") if cell.tag == f"{W}tc"]
        skipped = row.find(f"{W}trPr/{W}gridBefore") is not None or row.find(f"{W}trPr/{W}gridAfter") is not None
        return {"cellen": cells, "samengevoegd": skipped or any(cell.pop("breed") for cell in cells)}

    def _cell(self, cell: etree._Element, tag: str) -> dict[str, Any]:
        look = cell.find(f"{W}tcPr")
        span = look.find(f"{W}gridSpan") if look is not None else None
        merged = look is not None and any(look.find(f"{W}{name}") is not None for name in ("vMerge", "hMerge"))
        inner = next((each.get(f"{W}val", "") for each in cell.iter(f"{W}tag")), "")
        names = [mark.get(f"{W}name", "") for mark in cell.iter(f"{W}bookmarkStart")]
        return {
            "tekst": self._lines(cell),
            "merk": _mark(tag or inner, names),
            "plaatjes": _pictures(cell),
            "breed": merged or (span is not None and span.get(f"{W}val", "1") != "1"),
        }

    def _lines(self, cell: etree._Element) -> str:
        """The paragraphs of a cell, a line each. What Word numbers itself gets its number or line in front."""
        lines, counted = [], dict.fromkeys([""], 0)
        for paragraph in cell.iter(f"{W}p"):
            if any(above.tag == _BOX for above in paragraph.iterancestors()):
                continue
            text = _text(paragraph)
            list_id = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
            if list_id is not None and text.strip():
                number = list_id.get(f"{W}val", "")
                level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
                kind = self._numbering.get((number, level.get(f"{W}val", "0") if level is not None else "0"), "")
                counted[number] = counted.get(number, 0) + 1
                text = f"- {text}" if kind == "bullet" else f"{counted[number]}. {text}" if kind else text
            lines.append(text)
        return "\n".join(lines).strip("\n")


def _children(parent: etree._Element, tag: str) -> Iterator[tuple[etree._Element, str]]:
    """The children with the tag of the content control round them; controls and custom XML are looked through."""
    for child in parent:
        if child.tag == f"{W}sdt":
            found = child.find(f"{W}sdtPr/{W}tag")
            content = child.find(f"{W}sdtContent")
            if content is not None:
                yield from _children(content, found.get(f"{W}val", "") if found is not None else tag)
        elif child.tag in (f"{W}customXml", f"{W}smartTag"):
            yield from _children(child, tag)
        else:
            yield child, tag


def _text(paragraph: etree._Element) -> str:
    parts: list[str] = []
    _collect(paragraph, parts)
    return "".join(parts)


def _collect(element: etree._Element, parts: list[str]) -> None:
    for child in element:
        if child.tag in _SKIP or (child.tag == f"{W}p" and element.tag != f"{W}p"):
            continue  # what stands in a text box is listed by itself
        if child.tag == f"{W}t":
            parts.append(child.text or "")
        elif child.tag == f"{W}tab" and element.tag == f"{W}r":
            parts.append("\t")
        elif child.tag in (f"{W}br", f"{W}cr"):
            parts.append("\n")
        elif child.tag == f"{W}noBreakHyphen":
            parts.append("-")
        elif child.tag == f"{W}sym":
            parts.append(_symbol(child.get(f"{W}font", ""), child.get(f"{W}char", "")))
        else:
            _collect(child, parts)


def _symbol(font: str, code: str) -> str:
    """A sign of a font of signs, as the letter that says the same; one that we don't know is named as such."""
    try:
        number = int(code, 16)
    except ValueError:
        return _SIGN
    if not 0xF000 <= number <= 0xF0FF and 0x20 <= number <= 0xFFFD and not 0xD800 <= number <= 0xDFFF:
        return chr(number)
    return _SYMBOLS.get((font.lower(), number & 0xFF), _SIGN)


def _mark(tag: str, names: list[str]) -> list[Any] | None:
    """The mark of a cell: of its tag, else of its bookmark."""
    found = lees_merk(tag) or next((mark for mark in map(lees_merk, names) if mark), None)
    return [found.id.hex, found.kolom, found.versie] if found else None


def _headings(archive: zipfile.ZipFile) -> dict[str, int]:
    """The level of the styles that are headings, by their id."""
    levels = {}
    if (root := read(archive, "word/styles.xml")) is not None:
        for style in root.iter(f"{W}style"):
            name, outline = style.find(f"{W}name"), style.find(f"{W}pPr/{W}outlineLvl")
            words = (name.get(f"{W}val", "") if name is not None else "").lower().split()
            if outline is not None and outline.get(f"{W}val", "").isdecimal():
                levels[style.get(f"{W}styleId", "")] = int(outline.get(f"{W}val", "")) + 1
            elif len(words) == 2 and words[0] in ("heading", "kop") and words[1].isdecimal():
                levels[style.get(f"{W}styleId", "")] = int(words[1])
    return levels


def _numbering(archive: zipfile.ZipFile) -> dict[tuple[str, str], str]:
    """The kind of numbers of each list and level: "bullet", "decimal", …"""
    kinds: dict[str, dict[str, str]] = defaultdict(dict)
    found = {}
    if (root := read(archive, "word/numbering.xml")) is not None:
        for abstract in root.iter(f"{W}abstractNum"):
            for level in abstract.iter(f"{W}lvl"):
                kind = level.find(f"{W}numFmt")
                if kind is not None:
                    kinds[abstract.get(f"{W}abstractNumId", "")][level.get(f"{W}ilvl", "0")] = kind.get(f"{W}val", "")
        for number in root.iter(f"{W}num"):
            base = number.find(f"{W}abstractNumId")
            for level_name, kind_name in kinds[base.get(f"{W}val", "") if base is not None else ""].items():
                found[number.get(f"{W}numId", ""), level_name] = kind_name
    return found
