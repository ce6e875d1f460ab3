"""A plan as OpenDocument text, on lying paper: for reading and editing elsewhere."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from odfdo import Cell, Document, Element, Header, HeaderRows, List, ListItem, Paragraph, Row, Span, Style, Table

from ontwikkelplan.uitwisseling.momentopname import Momentopname, Tabelopname
from ontwikkelplan.uitwisseling.opbouw import Deel, opbouw
from ontwikkelplan.uitwisseling.schoon import schoon
from ontwikkelplan.uitwisseling.teksten import KOLOMTEKSTEN
from wijkaanpak.documents.odt import ODT

__all__ = ["ODT", "maak_odt"]

_TEXT, _STRONG, _CELL = "Text_20_body", "WijkaanpakVet", "WijkaanpakCel"
_LYING = {
    "fo:page-width": "29.7cm", "fo:page-height": "21cm", "style:print-orientation": "landscape",
    "fo:margin-left": "1.4cm", "fo:margin-right": "1.4cm", "fo:margin-top": "1.5cm", "fo:margin-bottom": "1.5cm",
}  # fmt: skip


def maak_odt(opname: Momentopname) -> bytes:
    """Return a plan as odt."""
    document = Document("text")
    document.set_language("nl-NL")
    document.meta.title = f"{opname.titel} {opname.periode}"
    for style in (
        Style("paragraph", _STRONG, parent_style=_TEXT, area="text", bold=True),
        Style("text", f"{_STRONG}T", area="text", bold=True),
        Style("table-cell", _CELL, border="0.5pt solid #9aa5b4", padding="1.2mm"),
    ):
        document.insert_style(style, automatic=True)
    layouts: Any = document.get_styles("page-layout")
    for layout in layouts:
        layout.set_properties(_LYING, area="page-layout")
    document.body.clear()
    for element in _elements(opname):
        document.body.append(element)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _elements(opname: Momentopname) -> Iterator[Element]:
    points: List | None = None
    for deel in opbouw(opname):
        if deel.soort == "punt":
            points = points if points is not None else List(style="List_20_1")
            points.append(ListItem(_point(deel)))
            continue
        if points is not None:
            yield points
            points = None
        yield from _one(deel)


def _one(deel: Deel) -> Iterator[Element]:
    if deel.niveau:
        header = Header(deel.niveau, schoon(deel.tekst))
        header.style = f"Heading_20_{deel.niveau}"
        yield header
    if deel.tabel:
        yield _table(deel.tabel)
        yield Paragraph("", _TEXT)
    elif not deel.niveau:
        for line in schoon(deel.tekst).split("\n"):
            yield Paragraph(line, _TEXT)


def _point(deel: Deel) -> Paragraph:
    paragraph = Paragraph("", _TEXT)
    if deel.vet:
        paragraph.append(Span(schoon(deel.vet), style=f"{_STRONG}T"))
    paragraph.append(schoon(deel.tekst))
    return paragraph


def _table(tabel: Tabelopname) -> Table:
    table = Table(f"Tabel {tabel.nummer}")
    title, columns = Element.from_tag("table:title"), Element.from_tag("table:table-column")
    title.text = tabel.titel
    columns.set_attribute("table:number-columns-repeated", str(len(KOLOMTEKSTEN)))
    table.append(columns)
    table.insert(title, position=0)
    head = HeaderRows()
    head.append(_row([str(kolom.titel) for kolom in KOLOMTEKSTEN.values()], _STRONG))
    table.append(head)
    for rij in tabel.rijen:
        table.append(_row(list(rij.cellen().values()), _TEXT))
    if not tabel.rijen:
        table.append(_row([""] * len(KOLOMTEKSTEN), _TEXT))
    return table


def _row(values: Sequence[str], style: str) -> Row:
    row = Row()
    for value in values:
        cell = Cell(style=_CELL)
        for line in schoon(value).split("\n"):
            cell.append(Paragraph(line, style))
        row.append_cell(cell)
    return row
