"""The content of the opdracht that we ship: its parts, what elaborates them, and how far each is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ontwikkelplan.sturing.models import Keuze, Opdracht, Opdrachttekst
from wijkaanpak.instrumenten import registry
from wijkaanpak.instrumenten.schema import Instrument, Onderdeel, Punt

OPDRACHT = "opdracht"
PROCES = "proces"
KADER = "kader"
TEKST = "onderdeel"  # the kind of punt that gets a text
BESLUIT = frozenset({"eis", "keuze"})  # the kinds that are taken up or left out
# The five domains an opdracht is aligned with (OPD-OG-03).
DOMEINEN = {
    "wmo": _("Wmo"),
    "jeugd": _("Jeugd"),
    "welzijn": _("Welzijn"),
    "participatie": _("Participatie"),
    "oov": _("Openbare orde en veiligheid"),
}


def instrument_of(opdracht: Opdracht) -> Instrument:
    """Return the instrument an opdracht was begun on."""
    return registry.instrument(OPDRACHT, opdracht.instrument_versie)


def delen(instrument: Instrument) -> list[Onderdeel]:
    """Return the parts that are written: the four with texts, and the frame around them."""
    return [
        deel for deel in instrument.onderdelen if deel.slug == KADER or any(punt.soort == TEKST for punt in _walk(deel))
    ]


def _walk(deel: Onderdeel) -> Iterator[Punt]:
    for punt in deel.punten:
        yield from punt.walk()


def onderdelen(instrument: Instrument) -> list[Punt]:
    """Return the texts of the opdracht in order (NUM-26: seventeen)."""
    return [punt for punt in instrument.walk() if punt.soort == TEKST]


def onderdeel_van(instrument: Instrument, id: str) -> Punt | None:
    """Return the text that a requirement elaborates, or None for one that stands alone."""
    return next((punt for punt in onderdelen(instrument) if any(below.id == id for below in punt.walk())), None)


@dataclass(frozen=True, slots=True)
class Blok:
    """One text with the requirements below it; a part without texts is one group of requirements."""

    id: str
    titel: str
    hulp: str
    tekst: Punt | None
    eisen: tuple[Punt, ...]
    begrippen: tuple[Punt, ...]


def blokken(deel: Onderdeel) -> list[Blok]:
    """Return a part as its page shows it."""
    texts = [top for top in deel.punten if top.soort == TEKST]
    if not texts:
        return [Blok(deel.id, deel.titel, deel.uitleg, None, *_below(list(_walk(deel))))]
    return [Blok(top.id, top.titel, top.hulp, top, *_below(list(top.walk()))) for top in texts]


def _below(punten: list[Punt]) -> tuple[tuple[Punt, ...], tuple[Punt, ...]]:
    """Return the requirements among these, and the terms that are explained."""
    eisen = tuple(punt for punt in punten if punt.soort in BESLUIT)
    return eisen, tuple(punt for punt in punten if punt.soort == "begrip")


@dataclass(frozen=True, slots=True)
class Teller:
    """How far a part is: texts that are written, and requirements that were decided on."""

    deel: Onderdeel
    geschreven: int
    teksten: int
    besloten: int
    eisen: int

    @property
    def klaar(self) -> int:
        """How much is written or decided."""
        return self.geschreven + self.besloten

    @property
    def totaal(self) -> int:
        """How much there is to write or decide."""
        return self.teksten + self.eisen


def is_decided(row: Opdrachttekst | None) -> bool:
    """Whether a requirement is taken up, or left out with a reason."""
    return row is not None and (row.keuze == Keuze.MEE or (row.keuze == Keuze.NIET and bool(row.reden)))


def teller(deel: Onderdeel, teksten: Mapping[str, Opdrachttekst]) -> Teller:
    """Count one part."""
    texts = [punt for punt in _walk(deel) if punt.soort == TEKST]
    eisen = [punt for punt in _walk(deel) if punt.soort in BESLUIT]
    return Teller(
        deel,
        sum(1 for punt in texts if punt.id in teksten and teksten[punt.id].tekst),
        len(texts),
        sum(1 for punt in eisen if is_decided(teksten.get(punt.id))),
        len(eisen),
    )
