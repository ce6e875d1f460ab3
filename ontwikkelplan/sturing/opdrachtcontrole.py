"""What an opdracht still lacks, line by line, each with the place where it is mended. It never stops writing."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from ontwikkelplan.sturing.models import Keuze, Opdracht, Opdrachttekst, Risicosoort
from ontwikkelplan.sturing.opdrachtdossier import Dossier
from ontwikkelplan.sturing.opdrachtinhoud import DOMEINEN, instrument_of, onderdelen
from ontwikkelplan.sturing.opdrachtregio import deviations
from wijkaanpak.instrumenten.schema import Instrument, Punt

GEGEVENS = "gegevens"
AFSTEMMING = "OPD-OG-03-domeinen"  # where the reason stands for not aligning with all five
OVERDRACHT = "OPD-VTA-03"
BEREIK = ("OPD-SCO-01", "OPD-SCO-02")
ZES_MAANDEN = "OPD-ROL-04"


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of the check. ``deel`` is the slug of a part or ``gegevens``, ``anker`` the place on its page."""

    groep: str
    zin: str
    is_goed: bool
    deel: str
    anker: str
    is_nodig: bool = False  # without this the opdracht can't be vastgesteld


def volledigheid(dossier: Dossier) -> list[Regel]:
    """Return every line of the check, in the order of the opdracht."""
    opdracht, check = dossier.opdracht, _Controle(instrument_of(dossier.opdracht), dossier.teksten)
    return [
        *_responsible(opdracht),
        *_aligned(opdracht, dossier.teksten),
        *_risks({risico.soort for risico in dossier.risicos}),
        *check.scope(),
        *check.texts(),
        *check.agreements(),
        *check.numbers(),
        *_locked(dossier),
    ]


def ontbreekt(dossier: Dossier) -> list[Regel]:
    """Return what is missing."""
    return [regel for regel in volledigheid(dossier) if not regel.is_goed]


def per_groep(regels: list[Regel]) -> list[tuple[str, list[Regel]]]:
    """Return the lines by group, in order."""
    return [(groep, list(found)) for groep, found in groupby(regels, key=lambda regel: regel.groep)]


def _responsible(opdracht: Opdracht) -> Iterator[Regel]:
    group = _("Eindverantwoordelijke")
    sentence = _("Eén persoon is eindverantwoordelijk, met naam.")
    yield Regel(
        group,
        sentence,
        bool(opdracht.eindverantwoordelijke),
        GEGEVENS,
        "veld-blad_eindverantwoordelijke",
        is_nodig=True,
    )
    sentence = _("De functie op managementniveau staat erbij.")
    yield Regel(group, sentence, bool(opdracht.functie), GEGEVENS, "veld-blad_functie", is_nodig=True)


def _aligned(opdracht: Opdracht, teksten: Mapping[str, Opdrachttekst]) -> Iterator[Regel]:
    said_why = AFSTEMMING in teksten and bool(teksten[AFSTEMMING].reden)
    done = set(opdracht.domeinen.split(","))
    for name, domain in DOMEINEN.items():
        sentence = _("Afgestemd met %(domein)s, of gezegd waarom niet.") % {"domein": domain}
        yield Regel(_("Afstemming"), sentence, name in done or said_why, GEGEVENS, "veld-blad_domeinen")


def _risks(kinds: Collection[str]) -> Iterator[Regel]:
    for kind in Risicosoort:
        sentence = _("Minstens één risico: %(soort)s.") % {"soort": str(kind.label).lower()}
        yield Regel(_("Risico’s"), sentence, kind.value in kinds, GEGEVENS, "risicos")


def _locked(dossier: Dossier) -> Iterator[Regel]:
    """The locked texts of the region that ours differs from: each with a reason (OPD-OG-05)."""
    place = instrument_of(dossier.opdracht).onderdeel_van
    for each in deviations(dossier):
        if each.regio.is_vast and not each.is_gelijk:
            sentence = _("Reden om af te wijken van de vaste tekst van de regio: %(wat)s") % {"wat": each.punt.titel}
            yield Regel(_("Tekst van de regio"), sentence, bool(each.reden), place[each.punt.id].slug, each.punt.id)


@dataclass(frozen=True, slots=True)
class _Controle:
    """The lines that come from the instrument."""

    instrument: Instrument
    teksten: Mapping[str, Opdrachttekst]

    def scope(self) -> Iterator[Regel]:
        """For whom the opdracht is (OPD-SCO)."""
        for id in BEREIK:
            yield self._taken_up(_("Voor wie"), self.instrument.punten[id])

    def texts(self) -> Iterator[Regel]:
        """The seventeen texts (NUM-26)."""
        for punt in onderdelen(self.instrument):
            row = self.teksten.get(punt.id)
            yield self._line(_("De zeventien teksten"), punt, row is not None and bool(row.tekst))

    def agreements(self) -> Iterator[Regel]:
        """The agreements with Veilig Thuis, and the points of the overdracht (NUM-27)."""
        for number in range(1, 8):
            punt = self.instrument.punten[f"OPD-VTA-{number:02d}"]
            yield self._taken_up(_("Afspraken met Veilig Thuis"), punt)
            if punt.id == OVERDRACHT:
                for point in punt.punten:
                    yield self._taken_up(_("Afspraken met Veilig Thuis"), point)

    def numbers(self) -> Iterator[Regel]:
        """The six months (NUM-17). One family, one plan, one regisseur (NUM-25) is among the texts."""
        yield self._taken_up(_("Vaste regels"), self.instrument.punten[ZES_MAANDEN])

    def _taken_up(self, groep: str, punt: Punt) -> Regel:
        """A rule that an opdracht may not leave out without saying so when it is vastgesteld."""
        row = self.teksten.get(punt.id)
        return self._line(groep, punt, row is not None and row.keuze == Keuze.MEE)

    def _line(self, groep: str, punt: Punt, is_goed: bool) -> Regel:
        return Regel(groep, punt.titel, is_goed, self.instrument.onderdeel_van[punt.id].slug, punt.id)
