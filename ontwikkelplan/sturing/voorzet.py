"""What deel I, a gesprek and earlier meetings say, as lines that can be taken over elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zlib import crc32

from django.utils.translation import gettext as _

from ontwikkelplan.sturing.inhoud import answer_words, code, delen_van, is_answered, punten_van
from ontwikkelplan.sturing.models import (
    VRAGEN,
    Bestuursgesprek,
    Knelpunt,
    Overleg,
    Overlegactie,
    Sturing,
    Sturingantwoord,
)
from wijkaanpak.instrumenten.schema import Punt

Antwoorden = Mapping[str, Sturingantwoord]
# Where the answers at a row of the plan come from. The source ties two lines to a bouwsteen (STU-I-04-a and -d); the
# others are our reading of what a line is about.
LIJNEN = {
    "BSD-1": ("STU-I-04-a", "STU-I-04-d", "STU-I-04-e"),
    "BSD-2": ("STU-I-01-a", "STU-I-01-b", "STU-I-04-b"),
    "BSD-3": ("STU-I-01-f", "STU-I-01-g", "STU-I-03-a"),
    "BSD-4": ("STU-I-02-a", "STU-I-02-c"),
    "BSD-5": ("STU-I-05-e", "STU-I-05-f", "STU-I-05-g"),
    "BST-2": ("STU-I-02-a", "STU-I-02-b", "STU-I-02-d", "STU-I-02-e", "STU-I-04-b", "STU-I-04-c", "STU-I-06-c"),
    "BST-3": ("STU-I-02-c", "STU-I-06-d", "STU-I-06-i"),
    "BST-4": ("STU-I-05-e", "STU-I-05-f", "STU-I-05-g"),
    "BST-5": ("STU-I-02-e", "STU-I-05-a", "STU-I-05-d", "STU-I-06-e"),
}
ONTBREEKT = ("nee", "deels")
# The cell of the plan that a text of the gesprek belongs in.
_CEL_VAN = {"is_er": "is_er", "succesvol": "is_er", "ontbreekt": "acties", "prioriteit": "acties", "nodig": "acties"}


@dataclass(frozen=True, slots=True)
class Voorzet:
    """One line: where it comes from (``bron``, as people name it), where it goes, and whether it is there already."""

    sleutel: str
    bron: str
    veld: str
    tekst: str
    is_over: bool


def voor_gesprek(sturing: Sturing, rows: Antwoorden, gesprek: Bestuursgesprek) -> dict[str, list[Voorzet]]:
    """Return per prompt what deel I says about it."""
    found: dict[str, list[Voorzet]] = {veld: [] for veld in VRAGEN}
    for deel in delen_van(sturing):
        for punt in punten_van(deel):
            row = rows.get(punt.id)
            if row is None:
                continue
            text = _named(punt, answer_words(sturing, punt, row)) if is_answered(punt, row) else ""
            for veld in _prompts(punt.soort, row) if text else ():
                found[veld].append(_line(f"{veld}:{punt.id}", code(punt), veld, text, getattr(gesprek, veld)))
            if row.notitie:
                text = _named(punt, row.notitie)
                found["nodig"].append(_line(f"nodig:{punt.id}", code(punt), "nodig", text, gesprek.nodig))
    return found


def _prompts(soort: str, row: Sturingantwoord) -> tuple[str, ...]:
    """Return the prompts that an answer has something to say to."""
    if row.waarde == "ja":
        return ("is_er", "succesvol") if row.tekst else ("is_er",)
    if row.waarde in ONTBREEKT:
        return ("ontbreekt", "prioriteit") if row.waarde == "nee" else ("ontbreekt",)
    if row.waarde:
        return ("nodig",)
    return ("succesvol",) if soort == "cijfer" else ("is_er",)


def voor_rij(
    sturing: Sturing, rows: Antwoorden, gesprek: Bestuursgesprek | None, rij: "object", plek: str
) -> list[Voorzet]:
    """Return what deel I says about the bouwsteen or doelgroep of a row, and what the gesprek said."""
    found = []
    for deel in delen_van(sturing):
        for punt in punten_van(deel):
            row = rows.get(punt.id)
            if row is None or punt.id not in LIJNEN.get(plek, ()) or not is_answered(punt, row):
                continue
            veld = "acties" if row.waarde in ONTBREEKT else "is_er"
            text = _named(punt, answer_words(sturing, punt, row))
            found.append(_line(punt.id, code(punt), veld, text, getattr(rij, veld)))
    for name, veld in _CEL_VAN.items() if gesprek is not None else ():
        for line in filter(None, map(str.strip, getattr(gesprek, name).splitlines())):
            words = line.removeprefix("- ")
            # by its words: a line that came in between does not make it another
            found.append(_line(f"{name}:{crc32(words.encode())}", _("gesprek"), veld, words, getattr(rij, veld)))
    return found


def voor_agenda(overleg: Overleg, acties: Iterable[Overlegactie], knelpunten: Iterable[Knelpunt]) -> list[Voorzet]:
    """Return what earlier meetings left open and what gets in the way, as points for the agenda of a meeting."""
    there = overleg.eigen_punten
    return [
        *(_line(f"actie:{row.pk}", _("Open actie"), "eigen_punten", row.tekst, there) for row in acties),
        *(_line(f"knelpunt:{row.pk}", _("Knelpunt"), "eigen_punten", row.knelpunt, there) for row in knelpunten),
    ]


def _named(punt: Punt, said: str) -> str:
    """Return what was said with its line before it: a question needs no colon."""
    return f"{punt.titel} {said}" if punt.titel.endswith("?") else f"{punt.titel}: {said}"


def _line(sleutel: str, bron: str, veld: str, text: str, there: str) -> Voorzet:
    line = " ".join(text.split())
    return Voorzet(sleutel, bron, veld, line, line in " ".join(there.split()))


def with_line(text: str, line: str) -> str:
    """Return a text with one more line; a line that is there already is not added twice."""
    if " ".join(line.split()) in " ".join(text.split()):
        return text
    return f"{text.rstrip()}\n- {line}" if text.strip() else f"- {line}"
