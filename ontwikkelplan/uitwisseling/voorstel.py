"""What is stored of a file or a paste that came in, until someone says which of it may land."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

Staat = Literal["", "over", "niet", "terug"]  # still open, taken over, not taken over, taken over and taken back
Reden = Literal["gewijzigd", "weggehaald", "stand"]


class _Stored(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Voorstelcel(_Stored):
    """One cell: what the file took along from wijkaanpak (None: unknown), and what it says now."""

    kolom: str
    uit: str | None
    nieuw: str
    formule: bool = False
    staat: Staat = ""


class Voorstelrij(_Stored):
    """Cells that belong together: of a row of the plan (``id``), of a new row, or of the plan itself (no table).

    What landing made of it is kept, so that it can be taken back: whether it added the row (``gemaakt``), the versions
    it saved and the standen it added.
    """

    nummer: int
    tabel: str
    waar: str
    id: UUID | None
    cellen: list[Voorstelcel]
    gemaakt: bool = False
    geland: list[int] = []
    standen: list[UUID] = []

    @property
    def is_nieuw(self) -> bool:
        """Whether this becomes a new row."""
        return self.id is None

    @property
    def is_open(self) -> bool:
        """Whether something in it waits for a choice."""
        return any(cel.staat == "" for cel in self.cellen)


class Wegrij(_Stored):
    """A row that the file had and has no more; it stays in the plan."""

    id: UUID
    tabel: str
    doel: str


class Onbekend(_Stored):
    """A piece of the file that we have no place for."""

    waar: str
    tekst: str


class Behouden(_Stored):
    """What stayed when the rest was taken back, and why: a row (no column), or one cell of it."""

    waar: str
    id: UUID
    kolom: str
    waarom: Reden


class Plakrij(_Stored):
    """One pasted row: where it stood and its cells."""

    waar: str
    cellen: dict[str, str]


class Plak(_Stored):
    """What was pasted with the cursor in a row: it comes below the table, or over the rows from there (``over``)."""

    tabel: str
    vanaf: UUID
    rijen: list[Plakrij]
    onbekend: list[Onbekend]
    over: bool = False


class Voorstelinhoud(_Stored):
    """All of it."""

    tijd: str = ""
    sha256: str = ""  # of what came in
    vervallen: bool = False  # nobody chose in time
    gelijk: int = 0
    tabellen: int = 0
    rijen: list[Voorstelrij] = []
    weg: list[Wegrij] = []
    onbekend: list[Onbekend] = []
    meldingen: list[str] = []
    plak: Plak | None = None
    teruggenomen: bool = False  # at least once; what landed later can be taken back too
    behouden: list[Behouden] = []

    @property
    def is_terug_te_nemen(self) -> bool:
        """Whether something landed that nobody took back."""
        return any(rij.geland or rij.standen for rij in self.rijen)

    @property
    def is_open(self) -> bool:
        """Whether something waits for a choice."""
        return any(rij.is_open for rij in self.rijen)

    @property
    def is_te_verplaatsen(self) -> bool:
        """Whether what was pasted can still come at another place: nothing of it was chosen yet."""
        return self.plak is not None and all(cel.staat == "" for rij in self.rijen for cel in rij.cellen)

    def geteld(self) -> tuple[int, int]:
        """Return how many new rows landed, and how many cells in rows that were there."""
        landed = [(rij, sum(cel.staat == "over" for cel in rij.cellen)) for rij in self.rijen]
        return sum(rij.gemaakt and n > 0 for rij, n in landed), sum(n for rij, n in landed if not rij.gemaakt)

    def aantal(self, staat: Staat) -> int:
        """Return how many cells are in a state."""
        return sum(cel.staat == staat for rij in self.rijen for cel in rij.cellen)
