"""The way from a line of a report to the rows it rests on: the page of each row."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from evaluatie.verslag.regels import Deel, Overzicht, Regel, Rij
from evaluatie.verslag.uitkomst import Kapittel


@dataclass(frozen=True, slots=True)
class Bronrij:
    """One row behind a line, with the address of its page."""

    rij: Rij
    adres: str


@dataclass(frozen=True, slots=True)
class Toonregel:
    """One line as the screen shows it: its words, with what stands behind it."""

    regel: Regel
    bronnen: tuple[Bronrij, ...]


@dataclass(frozen=True, slots=True)
class Toondeel:
    """A part of a chapter as the screen shows it: ``soort`` says which of the others holds something."""

    soort: str
    deel: Deel
    regel: Toonregel | None = None
    rijen: tuple[tuple[tuple[str, ...], Toonregel], ...] = ()


@dataclass(frozen=True, slots=True)
class Toonkapittel:
    """A chapter as the screen shows it."""

    kapittel: Kapittel
    delen: tuple[Toondeel, ...]
    pagina: str  # where its data are filled in, '' for none


# Rows that have a page of their own: the name of its address, and whether the project stands in it too.
_LIJSTRIJ = {
    "product": "producten",
    "productwijziging": "bijstellingen",
    "inbreng": "inbreng",
    "streefgetal": "streefgetallen",
    "bevinding": "bevindingen",
    "bijstelling": "afspraken",
}
_PAGINA = {
    "partner": "projects:partners",
    "teamlid": "projects:team",
    "aanwezigheid": "projects:aanwezigheid",
    "doel": "projects:visie",
    "vermelding": "reflectie:lessen",
    "doelantwoord": "evaluatie:begin",
}


def link_rows(
    found: Iterable[Kapittel], gemeente: str, project: UUID, paginas: Mapping[str, str]
) -> list[Toonkapittel]:
    """Return chapters with the page of every row behind every line; ``paginas``: the names of their own pages."""

    def address(rij: Rij) -> str:
        if rij.soort in _LIJSTRIJ:
            return reverse("evaluatie:rij", args=[gemeente, _LIJSTRIJ[rij.soort], rij.id])
        if rij.soort == "mlb":
            return reverse("reflectie:sessie", args=[gemeente, rij.id])
        if rij.soort == "vragenlijst":
            return reverse("vragenlijst:ronde", args=[gemeente, project, rij.id])
        if rij.soort == "evaluatie":
            return reverse("evaluatie:moment", args=[gemeente, rij.id])
        return reverse(_PAGINA[rij.soort], args=[gemeente, project])

    return [
        Toonkapittel(
            each,
            tuple(_shown(deel, address) for deel in each.delen),
            reverse(page, args=[gemeente, project]) if (page := paginas.get(each.sleutel)) else "",
        )
        for each in found
    ]


def _shown(deel: Deel, address: Callable[[Rij], str]) -> Toondeel:
    def line(regel: Regel) -> Toonregel:
        return Toonregel(regel, tuple(Bronrij(rij, address(rij)) for rij in regel.rijen))

    if isinstance(deel, Regel):
        return Toondeel("regel", deel, line(deel))
    if isinstance(deel, Overzicht):
        return Toondeel("overzicht", deel, rijen=tuple((cellen, line(regel)) for cellen, regel in deel.rijen))
    return Toondeel(type(deel).__name__.lower(), deel)
