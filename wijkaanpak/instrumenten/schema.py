"""The schema of an instrument: a checklist, quickscan or question list as immutable, versioned data."""

import datetime
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
PuntId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(-[A-Za-z0-9]+(\.[0-9]+)?[a-z]?)*$", max_length=40)]
Tekst = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

_NATURAL = re.compile(r"(\d+)")


class Status(StrEnum):
    """The answer scale of a checklist."""

    NIET_GESTART = "niet_gestart"
    BEZIG = "bezig"
    GEREED = "gereed"
    NVT = "nvt"


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


# What is answered with a status, what with a value of the scale of the instrument, and what with fields of its own.
MET_STATUS = frozenset({"punt", "subpunt", "deelactie"})
MET_SCHAAL = frozenset({"onderwerp", "stelling", "vraag"})
MET_VELDEN = frozenset({"open", "eigenaar", "document", "cijfer", "domeinen"})


class Punt(_Frozen):
    """One line: of a checklist, a method, a scan, the checklist sturing, or the opdracht to a lokaal team.

    A checklist has a punt, a printed subpunt and a deelactie we split off; a method steps, and tags beside it.
    A scan asks an onderwerp, a stelling or a vraag; a groep holds some of them and is not answered itself.
    The kinds of ``MET_VELDEN`` say which fields an answer has. An opdracht has an onderdeel that gets a text, an eis
    or a keuze that elaborates it, a begrip, a processtap with its deelstappen, and an agendapunt.
    ``minuten`` and ``veld`` are of a step alone: how long it takes, and which part of the session it fills in.
    """

    id: PuntId
    soort: Literal[
        "punt", "subpunt", "deelactie", "stap", "tag", "groep", "onderwerp", "stelling", "vraag",
        "open", "eigenaar", "document", "cijfer", "domeinen", "bouwsteen", "doelgroep",
        "onderdeel", "eis", "keuze", "begrip", "processtap", "deelstap", "agendapunt", "les",
    ]  # fmt: skip
    titel: Tekst
    hulp: Tekst
    bron: Tekst
    minuten: int | None = Field(default=None, ge=1, le=240)
    veld: Slug | None = None
    punten: tuple["Punt", ...] = ()

    @model_validator(mode="after")
    def _a_step_takes_time(self) -> Self:
        if (self.soort == "stap") != (self.minuten is not None):
            raise ValueError(f"{self.id}: een stap heeft minuten, iets anders niet")
        return self

    def walk(self) -> Iterator["Punt"]:
        """Yield this punt and everything below it, in reading order."""
        yield self
        for punt in self.punten:
            yield from punt.walk()


class Norm(_Frozen):
    """What good looks like in a part of a scan, and why: help beside its questions."""

    id: PuntId
    tekst: Tekst
    bron: Tekst


class Onderdeel(_Frozen):
    """A part of an instrument, such as one of the four phases. ``kort`` is its title where there is little room."""

    id: PuntId
    slug: Slug
    titel: Tekst
    kort: Tekst | None = None
    uitleg: Tekst
    normen: tuple[Norm, ...] = ()
    punten: tuple[Punt, ...] = Field(min_length=1)


class Overgang(_Frozen):
    """What became of one id of the version before."""

    oud: PuntId
    wordt: Literal["gelijk", "herschreven", "verplaatst", "gesplitst", "vervallen"]
    nieuw: tuple[PuntId, ...] = ()

    @model_validator(mode="after")
    def _names_its_successors(self) -> Self:
        allowed = {"gesplitst": len(self.nieuw) >= 2, "vervallen": not self.nieuw}
        if not allowed.get(self.wordt, len(self.nieuw) == 1):
            raise ValueError(f"{self.oud}: '{self.wordt}' past niet bij {len(self.nieuw)} nieuwe id's")
        return self


class Schaalwaarde(_Frozen):
    """One answer of a scale. ``telt`` is what it adds to a score, from 0 to 1; nothing for 'unknown'."""

    waarde: Slug
    titel: Tekst
    telt: float | None = Field(default=None, ge=0, le=1)


Taal = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]


class Vertaling(_Frozen):
    """A text of an instrument in another language; ``hulp`` of a punt alone."""

    titel: Tekst
    hulp: Tekst | None = None


class Instrument(_Frozen):
    """One published version. It never changes; a better text is a new version.

    ``vertalingen`` holds by language (the texts themselves are Dutch) the texts by id of a punt or value of the scale.
    """

    slug: Slug
    versie: int = Field(ge=1)
    datum: datetime.date
    titel: Tekst
    bron: Tekst
    statussen: tuple[Status, ...] = ()
    schaal: tuple[Schaalwaarde, ...] = ()
    onderdelen: tuple[Onderdeel, ...] = Field(min_length=1)
    overgangen: tuple[Overgang, ...] = ()
    vertalingen: dict[Taal, dict[str, Vertaling]] = {}

    @model_validator(mode="after")
    def _what_is_answered_has_a_scale(self) -> Self:
        soorten = {punt.soort for punt in self.walk()}
        if soorten & MET_STATUS and len(self.statussen) < 2:
            raise ValueError("statussen: een lijst die je invult heeft er minstens twee nodig")
        if soorten & MET_SCHAAL and len({each.waarde for each in self.schaal if each.telt is not None}) < 2:
            raise ValueError("schaal: een scan heeft minstens twee antwoorden die tellen")
        if len({each.waarde for each in self.schaal}) != len(self.schaal):
            raise ValueError("schaal: elk antwoord staat er één keer in")
        return self

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        seen: set[str] = set()
        normen = [norm.id for onderdeel in self.onderdelen for norm in onderdeel.normen]
        for id in [onderdeel.id for onderdeel in self.onderdelen] + normen + [punt.id for punt in self.walk()]:
            if id in seen:
                raise ValueError(f"dubbel id {id}")
            seen.add(id)
        return self

    @model_validator(mode="after")
    def _a_translation_is_whole(self) -> Self:
        needed = {punt.id for punt in self.walk()} | {each.waarde for each in self.schaal}
        for taal, teksten in self.vertalingen.items():
            if wrong := sorted(needed ^ set(teksten)):
                raise ValueError(f"vertalingen {taal}: ontbreekt of hoort er niet bij: {', '.join(wrong)}")
        return self

    def walk(self) -> Iterator[Punt]:
        """Yield every punt of every onderdeel, in reading order."""
        for onderdeel in self.onderdelen:
            for punt in onderdeel.punten:
                yield from punt.walk()

    @cached_property
    def punten(self) -> dict[str, Punt]:
        """Every punt by its id."""
        return {punt.id: punt for punt in self.walk()}

    @cached_property
    def onderdeel_van(self) -> dict[str, Onderdeel]:
        """The onderdeel of every punt id."""
        return {punt.id: deel for deel in self.onderdelen for top in deel.punten for punt in top.walk()}

    @cached_property
    def hoofdpunt_van(self) -> dict[str, Punt]:
        """The top-level punt above (or at) every punt id."""
        return {punt.id: top for deel in self.onderdelen for top in deel.punten for punt in top.walk()}

    def onderdeel(self, slug: str) -> Onderdeel | None:
        """Return the onderdeel with this slug, or None."""
        return next((deel for deel in self.onderdelen if deel.slug == slug), None)


def natural_key(id: str) -> list[int | str]:
    """Return a key that sorts ids as people count: VB-2 before VB-10."""
    return [int(part) if part.isdigit() else part for part in _NATURAL.split(id)]
