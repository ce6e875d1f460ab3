"""What was recognised in a file or a pasted table, and what was not: the same for Word, Excel and the clipboard."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ontwikkelplan.cellen import dagen_in
from ontwikkelplan.uitwisseling.lezen import Cel
from ontwikkelplan.uitwisseling.teksten import ALLE_KOLOMMEN, KOLOMTEKSTEN


@dataclass(slots=True)
class Gelezenrij:
    """One row that was read: in which table, which row of the plan it is (None: a new one), and its cells.

    A column that was not there is not in ``cellen``. ``varianten`` are the cells of the same row on another sheet.
    ``ernaast`` are the columns of ours that only tell (name, what it says): they are compared, never taken over.
    """

    tabel: str
    waar: str
    id: UUID | None
    versie: int
    cellen: dict[str, str]
    formules: frozenset[str] = frozenset()
    varianten: list[dict[str, str]] = field(default_factory=list)
    ernaast: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_leeg(self) -> bool:
        """Whether nothing is written in it."""
        return not any(self.cellen.values())


@dataclass(slots=True)
class Herkend:
    """All that a file had for us. ``onbekend`` is what we don't know a place for: (where, what it says).

    ``gezien`` are rows of the plan that stand in it, though we can't read them.
    """

    eigen: bool = False
    op_volgorde: bool = False
    rijen: list[Gelezenrij] = field(default_factory=list)
    teksten: dict[str, tuple[str, int]] = field(default_factory=dict)
    onbekend: list[tuple[str, str]] = field(default_factory=list)
    meldingen: list[str] = field(default_factory=list)
    standdag: dict[str, date] = field(default_factory=dict)  # the day in the header of column 7, per table
    tabellen: int = 0
    gezien: set[UUID] = field(default_factory=set)

    def note_pictures(self, waar: str, kolom: str, cel: Cel) -> None:
        """Say that a picture stays behind."""
        if cel.plaatjes:
            self.meldingen.append(
                _("%(waar)s, %(kolom)s: hier staat een plaatje. Dat nemen we niet over.")
                % {"waar": waar, "kolom": KOLOMTEKSTEN[kolom].titel}
            )

    def note_missing(self, waar: str, names: set[str]) -> None:
        """Say which columns a table lacks; their cells stay as they are."""
        missing = [str(KOLOMTEKSTEN[name].titel) for name in ALLE_KOLOMMEN if name not in names]
        if missing:
            self.meldingen.append(
                _("%(waar)s mist deze kolommen: %(kolommen)s. Die cellen blijven zoals ze zijn.")
                % {"waar": waar, "kolommen": ", ".join(missing)}
            )


def dag_in_kop(header: str) -> date | None:
    """Return the day in ``Stand van zaken dd. 1-3-2025``, or None."""
    try:
        return next(iter(dagen_in(header)), None)
    except ValidationError:
        return None
