"""A table from the clipboard: HTML from Word or Excel, or text with tabs."""

import re
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from lxml import etree, html

from ontwikkelplan.inhoud import Tabel, tabel_van
from ontwikkelplan.models import Ontwikkelpunt, Plan
from ontwikkelplan.uitwisseling.herkend import Gelezenrij, Herkend
from ontwikkelplan.uitwisseling.kolommen import kolommen_van
from ontwikkelplan.uitwisseling.teksten import ALLE_KOLOMMEN, KOLOMTEKSTEN
from ontwikkelplan.uitwisseling.vergelijken import vergelijk
from ontwikkelplan.uitwisseling.voorstel import Onbekend, Plak, Plakrij, Voorstelinhoud

MAX_ROWS = 200
MAX_HTML = 2_000_000
MAX_CELL = 100_000
# A cell between quotes to its very end, a quote in it twice; else a cell is all up to the next tab or line end.
_CELL = re.compile(r'"((?:[^"]|"")*+)"(?=[\t\n]|\Z)|([^\t\n]*)')
_BLOCKS = ("p", "div", "li")


def lees_plak(*, tabel: Tabel, kolom: str, html_tekst: str, tekst: str) -> Herkend:
    """Return the pasted rows for one table, its first column in ``kolom``. Raises ValidationError, in Dutch."""
    grid = _from_html(html_tekst) if "<table" in html_tekst.lower() else None
    if grid is None:
        grid = _from_text(tekst)
    grid = [row for row in grid if any(cell.strip() for cell in row)]
    if not grid:
        raise ValidationError(_("Hier staat nog geen tabel. Kopieer een tabel in Word of Excel en plak die."))
    if len(grid) > MAX_ROWS:
        raise ValidationError(
            _("Dit zijn %(n)s rijen. Plak er hooguit %(max)s tegelijk, of lees het hele bestand in.")
            % {"n": len(grid), "max": MAX_ROWS}
        )
    columns = kolommen_van(grid[0])
    if columns:
        grid = grid[1:]
    else:
        columns = _from(kolom, max(len(row) for row in grid))
    found = Herkend(tabellen=1)
    for number, row in enumerate(grid, start=1):
        cells = {name: row[place].strip() for place, name in columns.items() if place < len(row)}
        extra = [cell for place, cell in enumerate(row) if place not in columns and cell.strip()]
        where = _("Geplakte rij %(n)s") % {"n": number}
        if extra:
            found.onbekend.append((_("%(waar)s, andere kolom") % {"waar": where}, "\n".join(extra)))
        made = Gelezenrij(tabel.id, where, None, 0, cells)
        if not made.is_leeg:
            found.rijen.append(made)
    return found


def leg_neer(plan: Plan, found: Herkend, vanaf: UUID | None) -> Voorstelinhoud:
    """Return a paste as a proposal: new rows below the table. It remembers in which row the cursor was."""
    plak = None
    if vanaf is not None and found.rijen:
        rows = [Plakrij(waar=rij.waar, cellen=rij.cellen) for rij in found.rijen]
        rest = [Onbekend(waar=waar, tekst=tekst) for waar, tekst in found.onbekend]
        plak = Plak(tabel=found.rijen[0].tabel, vanaf=vanaf, rijen=rows, onbekend=rest)
    inhoud = vergelijk(plan, found, None)
    inhoud.plak = plak
    return inhoud


def verleg(plan: Plan, plak: Plak, *, over: bool) -> Voorstelinhoud:
    """Return the same paste at another place: over the rows from where the cursor was, or below the table.

    An empty cell wipes nothing. What does not fit on the rows that are there becomes new rows.
    """
    rows = [Gelezenrij(plak.tabel, each.waar, None, 0, _in_order(each.cellen)) for each in plak.rijen]
    if over:
        below = list(Ontwikkelpunt.objects.current().filter(plan=plan, tabel=plak.tabel).in_order())
        ids = [row.pk for row in below]
        start = ids.index(plak.vanaf) if plak.vanaf in ids else len(ids)
        for rij, row in zip(rows, below[start:], strict=False):
            rij.id, rij.versie = row.pk, row.versie
            rij.cellen = {name: text for name, text in rij.cellen.items() if text}
    found = Herkend(tabellen=1, rijen=rows, onbekend=[(each.waar, each.tekst) for each in plak.onbekend])
    inhoud = vergelijk(plan, found, None)
    inhoud.plak = plak.model_copy(update={"over": over})
    return inhoud


def _in_order(cells: dict[str, str]) -> dict[str, str]:
    """Return cells in the order of the columns: what was stored as JSON has another."""
    return {name: cells[name] for name in ALLE_KOLOMMEN if name in cells}


def plaats_van(plan: Plan, inhoud: Voorstelinhoud) -> str:
    """Return the number of the row where the cursor was; '' when the paste has a place for good."""
    if inhoud.plak is None or not inhoud.is_te_verplaatsen:
        return ""
    tabel = tabel_van(plan, inhoud.plak.tabel)
    rows = Ontwikkelpunt.objects.current().filter(plan=plan, tabel=inhoud.plak.tabel).in_order()
    ids = list(rows.values_list("pk", flat=True))
    return f"{tabel.nummer}.{ids.index(inhoud.plak.vanaf) + 1}" if tabel and inhoud.plak.vanaf in ids else ""


def _from(kolom: str, width: int) -> dict[int, str]:
    """The columns from the one where was pasted."""
    first = ALLE_KOLOMMEN.index(kolom) if kolom in ALLE_KOLOMMEN else 0
    room = len(ALLE_KOLOMMEN) - first
    if width > room:
        raise ValidationError(
            _(
                "Je plakt %(n)s kolommen. Vanaf “%(kolom)s” passen er %(max)s. Haal kolommen weg, of plak "
                "verder naar links."
            )
            % {"n": width, "max": room, "kolom": _title(first)}
        )
    return dict(enumerate(ALLE_KOLOMMEN[first : first + width]))


def _title(place: int) -> str:
    return str(KOLOMTEKSTEN[ALLE_KOLOMMEN[place]].titel)


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
