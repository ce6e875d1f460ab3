"""A plan as Word, in the layout people know: chapters, 24 tables of seven columns, lying paper."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import count

from django.utils import timezone
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from ontwikkelplan.uitwisseling import teksten
from ontwikkelplan.uitwisseling.merk import EIGENSCHAPPEN, Merk, tabelmerk
from ontwikkelplan.uitwisseling.momentopname import Momentopname, Rij, Tabelopname
from ontwikkelplan.uitwisseling.opbouw import Deel, opbouw
from ontwikkelplan.uitwisseling.schoon import schoon

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CEL = "Celtekst"
_WIDTHS = (42, 42, 48, 34, 27, 27, 49)  # mm, together the width of the text on a lying A4
_PROPS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_INK = RGBColor(0x00, 0x1A, 0x40)


def maak_docx(opname: Momentopname) -> bytes:
    """Return a plan as docx. Every cell is a content control that says of which row, column and version it is."""
    word = Document()
    _set_up(word, opname)
    _describe(word, opname)
    writer = _Writer(word)
    for deel in opbouw(opname):
        writer.add(deel)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _set_up(word: WordDocument, opname: Momentopname) -> None:
    """Paper, letters, and the line below every page."""
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(14)
    section.top_margin = section.bottom_margin = Mm(16)
    for name, size in (("Normal", 10), ("Heading 1", 24), ("Heading 2", 17), ("Heading 3", 12)):
        style = word.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    small = word.styles.add_style(_CEL, 1)
    small.base_style = word.styles["Normal"]
    small.font.size = Pt(8.5)
    small.paragraph_format.space_after = Pt(0)
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nl-NL")
    moment = timezone.localtime(opname.gemaakt_op).strftime("%d-%m-%Y %H:%M")
    section.footer.paragraphs[0].text = f"{opname.titel} {opname.periode} · {opname.gemeente} · {moment}"


def _describe(word: WordDocument, opname: Momentopname) -> None:
    """Metadata: what people see, and from which plan of which gemeente this is, and when."""
    word.core_properties.title = f"{opname.titel} {opname.periode}"[:255]
    word.core_properties.author = (_("Gemeente %(naam)s") % {"naam": opname.gemeente})[:255]
    word.core_properties.comments = ""
    word.core_properties.language = "nl-NL"
    root = etree.Element(f"{{{_PROPS}}}Properties", nsmap={None: _PROPS, "vt": _TYPES})
    for number, (name, value) in enumerate(eigenschappen(opname).items(), start=2):
        item = etree.SubElement(root, f"{{{_PROPS}}}property", fmtid=_FMTID, pid=str(number), name=name)
        etree.SubElement(item, f"{{{_TYPES}}}lpwstr").text = value
    package = word.part.package
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/docProps/custom.xml"), CT.OFC_CUSTOM_PROPERTIES, blob, package)
    package.relate_to(part, RT.CUSTOM_PROPERTIES)


def eigenschappen(opname: Momentopname) -> Mapping[str, str]:
    """Return what a file says about where it comes from."""
    values = (
        opname.plan_id.hex, opname.gemeente_id.hex, opname.gemaakt_op.isoformat(), str(opname.schema_versie),
    )  # fmt: skip
    return dict(zip(EIGENSCHAPPEN, values, strict=True))


class _Writer:
    """Puts marked texts and tables in a document, by the elements of the format itself: thousands of cells are fast."""

    def __init__(self, word: WordDocument) -> None:
        self.word = word
        self._body = word.element.body
        self._style = word.styles[_CEL].style_id
        self._ids = count(1)

    def add(self, deel: Deel) -> None:
        """Add one piece of the plan."""
        if deel.soort == "kop":
            heading = self.word.add_heading(schoon(deel.tekst), level=deel.niveau)
            heading.paragraph_format.page_break_before = deel.nieuwe_pagina or None
        elif deel.tabel:
            self._add_table(deel.tekst, deel.tabel)
        elif deel.merk:
            label = str(teksten.H_EIGEN if deel.merk.kolom == "inleiding" else teksten.H_AANVULLINGEN)
            self._append(self._control(self._paragraphs(deel.tekst, deel.merk, ""), deel.merk, label))
        else:
            paragraph = self.word.add_paragraph(style="List Bullet" if deel.soort == "punt" else None)
            paragraph.add_run(schoon(deel.vet)).bold = True
            paragraph.add_run(schoon(deel.tekst))

    def _add_table(self, title: str, tabel: Tabelopname) -> None:
        """Add the heading of a table and the table; one without rows gets an empty row to type in."""
        heading = self.word.add_heading(title, level=3)
        self._mark(heading._p, tabelmerk(tabel.id))
        table = _w("tbl")
        table.append(_table_look(title))
        grid = _sub(table, "tblGrid")
        for width in _WIDTHS:
            _sub(grid, "gridCol", w=str(width * 57))
        table.append(self._header())
        for rij in tabel.rijen:
            table.append(self._row(rij))
        if not tabel.rijen:
            table.append(self._empty_row())
        self._append(table)
        self._append(self._paragraph("", self._style))

    def _append(self, element: etree._Element) -> None:
        self._body.insert(len(self._body) - 1, element)  # before the properties of the section

    def _header(self) -> etree._Element:
        row = _w("tr")
        look = _sub(row, "trPr")
        _sub(look, "cantSplit")
        _sub(look, "tblHeader")
        for kolom, width in zip(teksten.KOLOMTEKSTEN.values(), _WIDTHS, strict=True):
            cell = _cell(row, width, fill="E8EEF4")
            cell.append(self._paragraph(str(kolom.titel), self._style, bold=True))
        return row

    def _row(self, rij: Rij) -> etree._Element:
        row = _w("tr")
        for (name, text), width in zip(rij.cellen().items(), _WIDTHS, strict=True):
            label = str(teksten.KOLOMTEKSTEN[name].titel)
            merk = Merk(rij.id, name, rij.versie)
            row.append(self._control(self._paragraphs(text, merk, self._style), merk, label, _cell(None, width)))
        return row

    def _empty_row(self) -> etree._Element:
        row = _w("tr")
        for width in _WIDTHS:
            _cell(row, width).append(self._paragraph("", self._style))
        return row

    def _control(
        self, paragraphs: list[etree._Element], merk: Merk, label: str, cell: etree._Element | None = None
    ) -> etree._Element:
        """A content control round paragraphs, or round the whole cell that holds them, as Word makes it itself."""
        control = _w("sdt")
        about = _sub(control, "sdtPr")
        _sub(about, "alias", val=label)
        _sub(about, "tag", val=merk.tag)
        _sub(about, "id", val=str(next(self._ids)))
        content = _sub(control, "sdtContent")
        if cell is not None:
            content.append(cell)
        for paragraph in paragraphs:
            (content if cell is None else cell).append(paragraph)
        return control

    def _paragraphs(self, text: str, merk: Merk, style: str) -> list[etree._Element]:
        made = [self._paragraph(line, style) for line in schoon(text).split("\n")]
        self._mark(made[0], merk.naam)
        return made

    def _mark(self, paragraph: etree._Element, name: str) -> None:
        number = str(next(self._ids))
        start, end = _w("bookmarkStart", id=number, name=name), _w("bookmarkEnd", id=number)
        place = 1 if len(paragraph) and paragraph[0].tag == qn("w:pPr") else 0
        paragraph.insert(place, start)
        paragraph.append(end)

    def _paragraph(self, line: str, style: str, *, bold: bool = False) -> etree._Element:
        paragraph = _w("p")
        if style:
            _sub(_sub(paragraph, "pPr"), "pStyle", val=style)
        if line:
            run = _sub(paragraph, "r")
            if bold:
                _sub(_sub(run, "rPr"), "b")
            for part in _with_tabs(line):
                run.append(part)
        return paragraph


def _with_tabs(line: str) -> Iterator[etree._Element]:
    for number, part in enumerate(line.split("\t")):
        if number:
            yield _w("tab")
        if part:
            text = _w("t")
            text.text = part
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            yield text


def _table_look(title: str) -> etree._Element:
    look = _w("tblPr")
    _sub(look, "tblW", w=str(sum(_WIDTHS) * 57), type="dxa")
    borders = _sub(look, "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _sub(borders, side, val="single", sz="4", space="0", color="9AA5B4")
    _sub(look, "tblLayout", type="fixed")
    margins = _sub(look, "tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        _sub(margins, side, w="70", type="dxa")
    _sub(look, "tblLook", firstRow="1", noHBand="1", noVBand="1")
    _sub(look, "tblCaption", val=title)
    return look


def _cell(row: etree._Element | None, width: int, fill: str = "") -> etree._Element:
    cell = _w("tc") if row is None else _sub(row, "tc")
    look = _sub(cell, "tcPr")
    _sub(look, "tcW", w=str(width * 57), type="dxa")
    if fill:
        _sub(look, "shd", val="clear", color="auto", fill=fill)
    return cell


def _w(tag: str, **attributes: str) -> etree._Element:
    element = etree.Element(qn(f"w:{tag}"))
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _sub(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    element = _w(tag, **attributes)
    parent.append(element)
    return element
