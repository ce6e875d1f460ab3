"""A pasted table in a plan: which column is which, and where its rows come."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ontwikkelplan.inhoud import Tabel, tabel_van
from ontwikkelplan.models import Ontwikkelpunt, Plan
from ontwikkelplan.uitwisseling.herkend import Gelezenrij, Herkend
from ontwikkelplan.uitwisseling.klembord import lees_klembord
from ontwikkelplan.uitwisseling.kolommen import kolommen_van
from ontwikkelplan.uitwisseling.teksten import ALLE_KOLOMMEN, KOLOMTEKSTEN
from ontwikkelplan.uitwisseling.vergelijken import vergelijk
from ontwikkelplan.uitwisseling.voorstel import Onbekend, Plak, Plakrij, Voorstelinhoud

MAX_ROWS = 200


def lees_plak(*, tabel: Tabel, kolom: str, html_tekst: str, tekst: str) -> Herkend:
    """Return the pasted rows for one table, its first column in ``kolom``. Raises ValidationError, in Dutch."""
    grid = lees_klembord(html_tekst, tekst)
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
