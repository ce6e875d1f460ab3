"""A document as OpenDocument text (odt), to work on further: real headings, lists and tables."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from django.utils.translation import gettext as _
from odfdo import Cell, Document, Element, Header, HeaderRows, List, Paragraph, Row, Style, Table

from wijkaanpak.documents.inhoud import Alinea, Blok, Feiten, Inhoud, Lijst, Tabel, column_shares
from wijkaanpak.documents.schoon import clean

ODT = "application/vnd.oasis.opendocument.text"
_TEXT, _BULLETS = "Text_20_body", "List_20_1"
_STRONG, _CELL, _NEW_PAGE = "WijkaanpakVet", "WijkaanpakCel", "WijkaanpakNieuwePagina"
_PARTS = 40  # how finely a table is divided over its columns
_ROOM_TO_SIGN = "\n\n\n"


def make_odt(inhoud: Inhoud) -> bytes:
    """Return the document as an odt file in Dutch. Signs that XML can't hold are left out."""
    inhoud = clean(inhoud)
    document = Document("text")
    document.set_language("nl-NL")
    document.meta.title = inhoud.titel
    document.meta.subject = inhoud.naamregel
    _add_styles(document, room=25 if inhoud.liggend else 17)
    if inhoud.liggend:
        _turn_pages(document)
    document.body.clear()
    for element in _elements(inhoud):
        document.body.append(element)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _add_styles(document: Document, room: int) -> None:
    """Bold for headers, a line round cells, and a heading that starts a page; automatic, so they stay out of lists.

    ``room`` is how wide a page is between its margins, in cm. The headings of the template number themselves; ours
    bring their numbers.
    """
    for part in range(1, _PARTS + 1):
        wide = Style("table-column", _column_style(part / _PARTS))
        wide.set_properties({"style:column-width": f"{room * part / _PARTS:.2f}cm"}, area="table-column")
        document.insert_style(wide, automatic=True)
    for outline in document.styles.get_elements("//text:outline-style"):
        outline.delete()
    new_page = Style("paragraph", _NEW_PAGE, parent_style="Heading_20_2")
    new_page.set_properties({"fo:break-before": "page"}, area="paragraph")
    for style in (
        Style("paragraph", _STRONG, parent_style=_TEXT, area="text", bold=True),
        Style("table-cell", _CELL, border="0.5pt solid #c0c7d2", padding="1.5mm"),
        new_page,
    ):
        document.insert_style(style, automatic=True)


def _column_style(share: float) -> str:
    """Return the name of the style of a column that takes this part of its table."""
    return f"WijkaanpakKolom{max(1, round(share * _PARTS))}"


def _turn_pages(document: Document) -> None:
    """Put the pages on their side."""
    for page in document.styles.get_elements("//style:page-layout-properties"):
        page.set_attribute("fo:page-width", "29.7cm")
        page.set_attribute("fo:page-height", "21cm")
        page.set_attribute("style:print-orientation", "landscape")


def _elements(inhoud: Inhoud) -> Iterator[Element]:
    """Everything in the document, from top to bottom."""
    gemeente = _("Gemeente %(naam)s") % {"naam": inhoud.gemeente}
    yield Paragraph(f"{gemeente} · {inhoud.naamregel} · {inhoud.datum}", _TEXT)
    yield _header(1, inhoud.titel, "Heading_20_1")
    if inhoud.ondertitel:
        yield Paragraph(inhoud.ondertitel, _TEXT)
    yield from _facts(inhoud.feiten, "0")
    for number, sectie in enumerate(inhoud.secties, start=1):
        level = 1 + sectie.niveau
        style = _NEW_PAGE if sectie.is_tekenpagina else f"Heading_20_{level}"
        yield _header(level, f"{sectie.nummer or number} {sectie.kop}", style)
        for place, blok in enumerate(sectie.blokken, start=1):
            if isinstance(blok, Alinea) and blok.is_kop:
                yield _header(level + 1, blok.tekst, f"Heading_20_{level + 1}")
            else:
                yield from _block(blok, f"{number}.{place}")


def _header(level: int, text: str, style: str) -> Header:
    header = Header(level, text)
    header.style = style  # given to Header itself, odfdo forgets it
    return header


def _block(blok: Blok, number: str) -> Iterator[Element]:
    """What stands for one block; ``number`` makes the names of tables differ, as the format wants."""
    if isinstance(blok, Alinea):
        for paragraph in blok.met_code:
            yield Paragraph(paragraph, _TEXT)
    elif isinstance(blok, Lijst):
        if blok.punten:
            yield List([Paragraph(point, _TEXT) for point in blok.punten], style=_BULLETS)
    elif isinstance(blok, Feiten):
        yield from _facts(blok.paren, number)
    elif isinstance(blok, Tabel):
        if blok.kop:
            yield _table(number, blok.titel, blok.kop, blok.rijen)
            yield Paragraph("", _TEXT)
    elif blok.wie:
        header = (_("Organisatie"), _("Naam en functie"), _("Handtekening"), _("Plaats en datum"))
        rows = [(organisatie, f"{naam}\n{functie}", _ROOM_TO_SIGN, "") for organisatie, naam, functie in blok.wie]
        yield _table(number, _("Ondertekening"), header, rows)


def _facts(pairs: Sequence[tuple[str, str]], number: str) -> Iterator[Element]:
    if pairs:
        yield _table(number, _("Gegevens"), (), pairs)
        yield Paragraph("", _TEXT)


def _table(number: str, title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """A table with its first column as row headers; a header row comes back on every page."""
    table = Table(_("Tabel %(nummer)s") % {"nummer": number})
    name = Element.from_tag("table:title")
    name.text = title
    for share in column_shares([header, *rows] if header else rows):
        column = Element.from_tag("table:table-column")
        column.set_attribute("table:style-name", _column_style(share))
        table.append(column)
    table.insert(name, position=0)
    if header:
        head = HeaderRows()
        head.append(_row(header, bold=len(header)))
        table.append(head)
    for values in rows:
        table.append(_row(values, bold=1))
    return table


def _row(values: Sequence[str], *, bold: int) -> Row:
    """A row of texts, the first ``bold`` of them bold."""
    row = Row()
    for column, value in enumerate(values):
        cell = Cell(style=_CELL)
        cell.append(Paragraph(value, _STRONG if column < bold else _TEXT))
        row.append_cell(cell)
    return row
