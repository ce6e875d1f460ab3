"""The content of the checklist sturing and of the plan per bouwsteen, and how an answer reads in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.sturing.models import Sturing, Sturingantwoord
from wijkaanpak.instrumenten import registry
from wijkaanpak.instrumenten.schema import Instrument, Onderdeel, Punt

CHECKLIST = "sturing"
BOUWSTENEN = "bouwstenen"
# Which fields an answer has, by the kind of its line; the first ones make it answered.
VELDEN = {
    "vraag": ("waarde", "tekst"),
    "open": ("tekst",),
    "eigenaar": ("wie", "tekst"),
    "document": ("document", "url", "tekst"),
    "cijfer": ("cijfer", "bron", "peildatum", "tekst"),
    "domeinen": ("domeinen", "tekst"),
}
DOMEINEN = {
    "jeugd": _("Jeugd"),
    "wmo": _("Wmo"),
    "gezondheid": _("Gezondheid"),
    "inkomen": _("Inkomen en participatie"),
    "veiligheid": _("Veiligheid"),
}
DEEL_I = "STU-I-"


def checklist(sturing: Sturing) -> Instrument:
    """Return the checklist of a year, in the version that year began with."""
    return registry.instrument(CHECKLIST, sturing.instrument_versie)


def bouwstenen(sturing: Sturing) -> Instrument:
    """Return the bouwstenen of a year, in the version that year began with."""
    return registry.instrument(BOUWSTENEN, sturing.bouwstenen_versie)


def delen_van(sturing: Sturing) -> list[Onderdeel]:
    """Return the sections of deel I in order."""
    return [deel for deel in checklist(sturing).onderdelen if deel.id.startswith(DEEL_I)]


def punten_van(deel: Onderdeel) -> list[Punt]:
    """Return the lines of a section that are answered, in reading order."""
    return [punt for top in deel.punten for punt in top.walk() if punt.soort in VELDEN]


def punt_van(sturing: Sturing, id: str) -> tuple[Onderdeel, Punt] | None:
    """Return one line of deel I with its section, or None."""
    return next(((deel, punt) for deel in delen_van(sturing) for punt in punten_van(deel) if punt.id == id), None)


def code(punt: Punt) -> str:
    """Return how people name a line: ``I-04-a``."""
    return punt.id.removeprefix("STU-")


def is_answered(punt: Punt, row: Sturingantwoord | None) -> bool:
    """Whether there is an answer at a line: in the field that it is about, not in the toelichting alone."""
    return row is not None and bool(getattr(row, VELDEN[punt.soort][0]))


def domain_names(value: str) -> list[str]:
    """Return ticked domains as people read them."""
    return [str(DOMEINEN[name]) for name in value.split(",") if name in DOMEINEN]


def answer_words(sturing: Sturing, punt: Punt, row: Sturingantwoord | None) -> str:
    """Return the answer at a line in one sentence or two, or ''."""
    if row is None:
        return ""
    scale = {each.waarde: each.titel for each in checklist(sturing).schaal}
    parts = {
        "waarde": scale.get(row.waarde, row.waarde),
        "domeinen": ", ".join(domain_names(row.domeinen)),
        "peildatum": date_format(row.peildatum, "j F Y") if row.peildatum else "",
    }
    said = [parts.get(name, getattr(row, name)) for name in VELDEN[punt.soort] if name != "url"]
    return ". ".join(part.strip().rstrip(".") for part in said if part.strip()) + "." if any(said) else ""


@dataclass(frozen=True, slots=True)
class Deelstand:
    """How far one section is."""

    nummer: int
    deel: Onderdeel
    gereed: int
    totaal: int

    @property
    def open(self) -> int:
        """How many lines have no answer yet."""
        return self.totaal - self.gereed


def stand_van(sturing: Sturing, rows: Mapping[str, Sturingantwoord]) -> list[Deelstand]:
    """Return how far every section is."""
    return [
        Deelstand(
            number,
            deel,
            sum(is_answered(punt, rows.get(punt.id)) for punt in punten_van(deel)),
            len(punten_van(deel)),
        )
        for number, deel in enumerate(delen_van(sturing), start=1)
    ]
