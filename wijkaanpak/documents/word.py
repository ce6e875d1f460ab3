"""A document as Word (docx), to work on further: real headings, lists and tables."""

from collections.abc import Sequence
from io import BytesIO
from typing import cast

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from wijkaanpak.documents.inhoud import Alinea, Blok, Feiten, Inhoud, Lijst, Tabel, column_shares
from wijkaanpak.documents.schoon import clean

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_FONT, _INK, _LINE = "Calibri", RGBColor(0x00, 0x1A, 0x40), "C0C7D2"
_MARGIN, _WIDTH = Mm(22), Mm(210 - 2 * 22)
_LONGEST_PROPERTY = 255


def make_docx(inhoud: Inhoud) -> bytes:
    """Return the document as a docx file in Dutch. Signs that XML can't hold are left out."""
    inhoud = clean(inhoud)
    word = Document()
    _describe(word, inhoud)
    _set_up_pages(word, inhoud)
    word.add_heading(inhoud.titel, level=1)
    if inhoud.ondertitel:
        word.add_paragraph(inhoud.ondertitel)
    _add_facts(word, inhoud.feiten)
    for number, sectie in enumerate(inhoud.secties, start=1):
        heading = word.add_heading(f"{sectie.nummer or number}  {sectie.kop}", level=1 + sectie.niveau)
        heading.paragraph_format.page_break_before = sectie.is_tekenpagina or None
        for blok in sectie.blokken:
            _add_block(word, blok, sectie.niveau)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _describe(word: WordDocument, inhoud: Inhoud) -> None:
    """Metadata and language."""
    word.core_properties.title = inhoud.titel[:_LONGEST_PROPERTY]
    word.core_properties.subject = inhoud.kenmerk[:_LONGEST_PROPERTY]
    word.core_properties.author = (_("Gemeente %(naam)s") % {"naam": inhoud.gemeente})[:_LONGEST_PROPERTY]
    word.core_properties.comments = ""
    word.core_properties.language = "nl-NL"
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nl-NL")


def _set_up_pages(word: WordDocument, inhoud: Inhoud) -> None:
    """Paper, fonts, and the line above and below every page."""
    section = word.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if inhoud.liggend else (Mm(210), Mm(297))
    section.orientation = WD_ORIENTATION.LANDSCAPE if inhoud.liggend else WD_ORIENTATION.PORTRAIT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    for name, size in (("Normal", 10), ("Heading 1", 22), ("Heading 2", 13), ("Heading 3", 11), ("Heading 4", 10)):
        _set_font(word, name, size)
    for name in ("Header", "Footer"):
        tabs = cast("ParagraphStyle", word.styles[name]).paragraph_format.tab_stops
        tabs.clear_all()
        tabs.add_tab_stop(_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    header.text = f"{word.core_properties.author}\t{inhoud.naamregel} · {inhoud.datum}"
    footer.text = f"{Truncator(inhoud.titel).chars(90)}\t{_('Pagina')} "
    _add_field(footer, "PAGE")
    footer.add_run(f" {_('van')} ")
    _add_field(footer, "NUMPAGES")


def _set_font(word: WordDocument, name: str, size: int) -> None:
    style = cast("ParagraphStyle", word.styles[name])
    style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _add_field(paragraph: Paragraph, name: str) -> None:
    """A number that Word fills in itself."""
    field = _element("w:fldSimple", instr=name)
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


def _add_block(word: WordDocument, blok: Blok, niveau: int) -> None:
    if isinstance(blok, Alinea) and blok.is_kop:
        word.add_heading(blok.tekst, level=2 + niveau)
    elif isinstance(blok, Alinea):
        for paragraph in blok.met_code:
            word.add_paragraph(paragraph)
    elif isinstance(blok, Lijst):
        for point in blok.punten:
            word.add_paragraph(point, style="List Bullet")
    elif isinstance(blok, Feiten):
        _add_facts(word, blok.paren)
    elif isinstance(blok, Tabel):
        if blok.kop:
            _add_table(word, [blok.kop, *blok.rijen], title=blok.titel)
    elif blok.wie:
        _add_signatures(word, blok.wie)


def _add_facts(word: WordDocument, pairs: Sequence[tuple[str, str]]) -> None:
    if pairs:
        _add_table(word, pairs, title=_("Gegevens"), has_header=False)


def _add_signatures(word: WordDocument, people: Sequence[tuple[str, str, str]]) -> None:
    header = (_("Organisatie"), _("Naam en functie"), _("Handtekening"), _("Plaats en datum"))
    rows = [(organisatie, f"{naam}\n{functie}", "", "") for organisatie, naam, functie in people]
    table = _add_table(word, [header, *rows], title=_("Ondertekening"))
    for row in table.rows[1:]:
        row.height = Mm(25)


def _add_table(word: WordDocument, rows: Sequence[Sequence[str]], *, title: str, has_header: bool = True) -> Table:
    """A table with its first column as row headers; a header row comes back on every page."""
    table: Table = word.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(_borders())
    look.addnext(_element("w:tblCaption", val=title))
    look.attrib.clear()
    look.attrib.update(_element("w:tblLook", firstRow=str(int(has_header)), firstColumn="1", noHBand="1").attrib)
    for number, (row, values) in enumerate(zip(table.rows, rows, strict=True)):
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        _fill(row, values, is_header=has_header and number == 0)
    section = word.sections[0]
    room = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
    for column, share in zip(table.columns, column_shares(rows), strict=True):
        column.width = Emu(int(room * share))
        for cell in column.cells:  # Word looks at the columns, LibreOffice at the cells
            cell.width = column.width
    word.add_paragraph()
    return table


def _fill(row: _Row, values: Sequence[str], *, is_header: bool) -> None:
    if is_header:
        row._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    for column, value in enumerate(values):
        run = row.cells[column].paragraphs[0].add_run(value)
        run.bold = is_header or column == 0 or None


def _borders() -> BaseOxmlElement:
    borders = _element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=_LINE))
    return borders


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    element: BaseOxmlElement = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
