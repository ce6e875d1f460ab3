"""The questions of a round and the words of the public page, in the languages there are (DOC-46)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from wijkaanpak.instrumenten import registry
from wijkaanpak.instrumenten.schema import Instrument

SLUG = "clientvragen"
NL = "nl"
SLA_OVER = "sla-over"


class Woorden(BaseModel):
    """The words of the public page in one language; a word that lacks stops the program."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    taal: str
    talen: str
    titel: str
    van: str
    belofte: tuple[str, ...]
    antwoord: str
    waarschuwing: str
    verstuur: str
    eenmaal: str
    niet_invullen: str
    fout: str
    kies: str
    leeg: str
    te_lang: str
    teken: str
    verlopen: str
    druk: str
    bedankt: str
    bedankt_tekst: str
    bedankt_sluit: str
    komt: str
    komt_tekst: str
    dicht: str
    dicht_tekst: str
    onbekend: str
    onbekend_tekst: str
    poster: str


@dataclass(frozen=True, slots=True)
class Vraag:
    """One question in one language."""

    id: str
    titel: str
    hulp: str


@dataclass(frozen=True, slots=True)
class Lijst:
    """What a round asks, in one language: questions with the same choices, and an open one."""

    vragen: tuple[Vraag, ...]
    keuzes: tuple[tuple[str, str], ...]
    open: Vraag


@cache
def _woorden() -> dict[str, Woorden]:
    text = Path(__file__).with_name("woorden.yaml").read_text(encoding="utf-8")
    return {taal: Woorden.model_validate(woorden) for taal, woorden in yaml.safe_load(text).items()}


def woorden(taal: str) -> Woorden:
    """Return the words of the public page. Raises KeyError for a language we have not."""
    return _woorden()[taal]


def page_languages() -> list[str]:
    """Return the languages of the public page, Dutch first."""
    return list(_woorden())


def latest_version() -> int:
    """Return the version that a new round asks."""
    return registry.latest(SLUG).versie


def talen(versie: int) -> list[str]:
    """Return the languages that have both the questions and the words of the page, Dutch first."""
    there = registry.instrument(SLUG, versie).vertalingen
    return [NL, *(taal for taal in there if taal in _woorden())]


def lijst_van(versie: int, doelgroep: str, taal: str = NL) -> Lijst:
    """Return the questions for an audience. Raises KeyError for a version or language we have not."""
    instrument = registry.instrument(SLUG, versie)
    onderdeel = instrument.onderdeel(doelgroep)
    if onderdeel is None:
        raise KeyError(doelgroep)
    all = [Vraag(punt.id, *_in(instrument, taal, punt.id, punt.titel, punt.hulp)) for punt in onderdeel.punten]
    soorten = {punt.id: punt.soort for punt in onderdeel.punten}
    return Lijst(
        vragen=tuple(vraag for vraag in all if soorten[vraag.id] == "vraag"),
        keuzes=tuple((each.waarde, _in(instrument, taal, each.waarde, each.titel)[0]) for each in instrument.schaal),
        open=next(vraag for vraag in all if soorten[vraag.id] == "open"),
    )


def _in(instrument: Instrument, taal: str, sleutel: str, titel: str, hulp: str = "") -> tuple[str, str]:
    if taal == NL:
        return titel, hulp
    vertaald = instrument.vertalingen[taal][sleutel]
    return vertaald.titel, vertaald.hulp or ""
