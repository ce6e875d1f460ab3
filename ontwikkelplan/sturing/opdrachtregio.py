"""Where our opdracht departs from the text of the region, and what the region changed since (OPD-OG-05)."""

from dataclasses import dataclass

from ontwikkelplan.sturing.models import Opdrachttekst, Regiotekst
from ontwikkelplan.sturing.opdrachtdossier import Dossier
from ontwikkelplan.sturing.opdrachtinhoud import instrument_of, onderdelen
from wijkaanpak.instrumenten.schema import Punt


@dataclass(frozen=True, slots=True)
class Afwijking:
    """One text of the region beside ours. ``onze`` is None when nothing was written there yet."""

    punt: Punt
    regio: Regiotekst
    onze: Opdrachttekst | None

    @property
    def tekst(self) -> str:
        """What we have."""
        return self.onze.tekst if self.onze is not None else ""

    @property
    def reden(self) -> str:
        """Why we depart, when we said so."""
        return self.onze.reden if self.onze is not None else ""

    @property
    def versie(self) -> int:
        """The version of our text that a screen shows."""
        return self.onze.versie if self.onze is not None else 0

    @property
    def is_gelijk(self) -> bool:
        """Whether both say the same."""
        return self.tekst.strip() == self.regio.tekst.strip()

    @property
    def is_nieuw(self) -> bool:
        """Whether this edition of the text was not answered yet."""
        seen = self.onze.van_regio if self.onze is not None else None
        return not self.is_gelijk and self.regio.uitgifte > (seen or 0)

    @property
    def is_gewijzigd(self) -> bool:
        """Whether the region changed what we took over or answered before."""
        return self.is_nieuw and self.onze is not None and self.onze.van_regio is not None

    @property
    def vraagt_reden(self) -> bool:
        """Whether a locked text differs and nobody said why."""
        return self.regio.is_vast and not self.is_gelijk and not self.reden


def deviations(dossier: Dossier) -> list[Afwijking]:
    """Return every text of the region beside ours: first what asks for a reason, then what is new, then the rest."""
    found = [
        Afwijking(punt, dossier.regio[punt.id], dossier.teksten.get(punt.id))
        for punt in onderdelen(instrument_of(dossier.opdracht))
        if punt.id in dossier.regio
    ]
    return sorted(found, key=lambda each: (not each.vraagt_reden, not each.is_nieuw, each.is_gelijk))


def proposals(dossier: Dossier) -> list[Afwijking]:
    """Return what waits for an answer."""
    return [each for each in deviations(dossier) if each.is_nieuw or each.vraagt_reden]
