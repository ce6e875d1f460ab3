"""The picture of a programme: what gemeenten shared, side by side, with small numbers of people hidden.

Totals are always of the whole programme, never of what a filter left: two totals that differ by one project would give
its numbers away.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from evaluatie.models import Kant
from evaluatie.programma.cijfers import Cijfers, teamnaam
from evaluatie.programma.klein import Cel, Tabel, Zicht, hide
from evaluatie.programma.models import Regiostand
from evaluatie.tags import titles
from projects.models.project import Fase
from reflectie.reekstelling import ADVICE
from wijkaanpak.tenancy.models import Gemeente

OUD = datetime.timedelta(days=92)  # three months, whichever


@dataclass(frozen=True, slots=True)
class Rij:
    """One project of the programme."""

    stand: Regiostand
    cijfers: Cijfers
    is_oud: bool

    @property
    def voortgang(self) -> float:
        """How far it is, from 0 to 1."""
        return self.cijfers.gereed / self.cijfers.totaal if self.cijfers.totaal else 0


@dataclass(frozen=True, slots=True)
class Tagrij:
    """One tag: how often in each project that is shown, and in all of the programme."""

    id: str
    woorden: str
    aantallen: tuple[int, ...]
    totaal: int


@dataclass(frozen=True, slots=True)
class Mensen:
    """One table of counts of people: a row per project in the order of ``Beeld.rijen``, the last of totals."""

    titel: str
    kolommen: tuple[str, ...]
    rijen: tuple[tuple[str, tuple[str, ...]], ...]
    tabel: Tabel


@dataclass(frozen=True, slots=True)
class Keuze:
    """What someone wants to see: each is a value of its list, or '' for everything."""

    fase: str = ""
    gemeente: str = ""
    signaal: str = ""
    soort: str = ""
    sorteer: str = "gemeente"

    @classmethod
    def of(cls, asked: Mapping[str, str], gemeenten: Iterable[Gemeente]) -> "Keuze":
        """Return the choice of an address; what is no choice counts as none."""
        lists: dict[str, Iterable[str]] = {
            "fase": Fase.values,
            "gemeente": [each.slug for each in gemeenten],
            "signaal": ["met", "zonder"],
            "soort": SOORTEN,
            "sorteer": SORTEER,
        }
        return cls(**{name: asked[name] for name, values in lists.items() if asked.get(name, "") in values})

    def shows(self, rij: Rij) -> bool:
        """Whether a project is among what is wanted."""
        return (
            self.fase in ("", rij.cijfers.fase)
            and self.gemeente in ("", rij.stand.van.slug)
            and self.signaal in ("", "met" if rij.cijfers.signalen else "zonder")
        )


SORTEER: dict[str, tuple[Any, Callable[[Rij], Any]]] = {
    "gemeente": (_lazy("gemeente"), lambda rij: ()),
    "voortgang": (_lazy("voortgang, hoogste eerst"), lambda rij: -rij.voortgang),
    "reeks": (_lazy("methode, langst volgehouden eerst"), lambda rij: -rij.cijfers.reeks),
    "zonder": (_lazy("maanden zonder MLB, meeste eerst"), lambda rij: -rij.cijfers.maanden_zonder),
    "signalen": (_lazy("signalen, meeste eerst"), lambda rij: -len(rij.cijfers.signalen)),
    "peildag": (_lazy("peildag, oudste eerst"), lambda rij: rij.stand.peildag),
}
SOORTEN: dict[str, Any] = {
    "SUC": _lazy("Wat hielp (succesfactoren)"),
    "BEL": _lazy("Wat in de weg stond"),
    "BEV": _lazy("Hoofdbevindingen"),
    "RCL": _lazy("Wat cliënten merken"),
    "RPR": _lazy("Wat professionals merken"),
    "AVP": _lazy("Aandachtspunten"),
    "MLB": _lazy("Over de MLB"),
    "ASP": _lazy("Over de samenwerking"),
    "AAN": _lazy("Wijze van aansluiten"),
    "BOU": _lazy("Bouwstenen"),
    "BJB": _lazy("Besluiten"),
    "WIN": _lazy("Winst"),
    "VWD": _lazy("Voorwaarden die ontbraken"),
    "EXT": _lazy("Wat nog inspanning vraagt"),
}


@dataclass(frozen=True, slots=True)
class Beeld:
    """The whole programme: ``rijen`` is everything that is shared, ``getoond`` what was asked for, in that order."""

    rijen: tuple[Rij, ...]
    getoond: tuple[Rij, ...]
    tags: tuple[Tagrij, ...]
    mensen: tuple[Mensen, ...]
    ingetrokken: tuple[Regiostand, ...]
    zonder: tuple[Gemeente, ...]
    gemeenten: int

    @property
    def mlb(self) -> int:
        """How many MLBs were held."""
        return sum(rij.cijfers.mlb for rij in self.rijen)

    @property
    def volgehouden(self) -> int:
        """How many projects kept one method as often as is advised (NUM-06)."""
        return sum(rij.cijfers.reeks >= ADVICE for rij in self.rijen)

    @property
    def elke_maand(self) -> int:
        """How many projects had an MLB in every month that needed one (NUM-05)."""
        return sum(not rij.cijfers.maanden_zonder and rij.cijfers.mlb > 0 for rij in self.rijen)

    @property
    def fasen(self) -> list[tuple[str, int]]:
        """How many projects are in each phase."""
        counted = Counter(rij.cijfers.fase for rij in self.rijen)
        return [(str(fase.label), counted[fase.value]) for fase in Fase]

    @property
    def verbergt(self) -> bool:
        """Whether any number of people is hidden."""
        return any(each.tabel.verbergt for each in self.mensen)


def beeld_of(standen: Sequence[Regiostand], gemeenten: Sequence[Gemeente], keuze: Keuze, today: datetime.date) -> Beeld:
    """Return the picture of what is shared. ``standen`` are all of the region, withdrawn ones too."""
    shared = [each for each in standen if each.ingetrokken_op is None]
    rijen = tuple(
        Rij(each, Cijfers.from_json(each.cijfers), each.peildag is not None and each.peildag < today - OUD)
        for each in shared
    )
    getoond = tuple(sorted(filter(keuze.shows, rijen), key=SORTEER[keuze.sorteer][1]))
    there = {each.van_id for each in shared}
    return Beeld(
        rijen=rijen,
        getoond=getoond,
        tags=_tags(rijen, getoond, keuze.soort),
        mensen=_people(rijen),
        ingetrokken=tuple(each for each in standen if each.ingetrokken_op is not None),
        zonder=tuple(each for each in gemeenten if each.pk not in {row.van_id for row in standen}),
        gemeenten=len(there),
    )


def _tags(rijen: Sequence[Rij], getoond: Sequence[Rij], soort: str) -> tuple[Tagrij, ...]:
    """The tags that were found anywhere, by kind; inside a kind the most found first."""
    total: Counter[str] = Counter()
    for rij in rijen:
        total.update(rij.cijfers.tags)
    order = {prefix: place for place, prefix in enumerate(SOORTEN)}
    found = [id for id in total if not soort or id.startswith(f"{soort}-")]
    found.sort(key=lambda tag: (order.get(tag.split("-")[0], len(order)), -total[tag], tag))
    return tuple(
        Tagrij(id, titles().get(id, id), tuple(rij.cijfers.tags.get(id, 0) for rij in getoond), total[id])
        for id in found
    )


@lru_cache(maxsize=64)
def _hidden(rijen: tuple[tuple[int, ...], ...], van: tuple[Any, ...]) -> Tabel:
    return hide(rijen, van)


def _people(rijen: Sequence[Rij]) -> tuple[Mensen, ...]:
    """The three tables of people; none while nothing is shared."""
    if not rijen:
        return ()
    all = [rij.cijfers for rij in rijen]
    kinds = sorted({soort for each in all for soort in each.team})
    team = [(teamnaam(kind), [each.team.get(kind, 0) for each in all]) for kind in kinds]
    return (
        _table(_("Mensen in het team"), rijen, team),
        _table(_("Ketenpartners te gast bij MLB’s"), rijen, [(_("Ketenpartners"), [each.gasten for each in all])]),
        _table(
            _("Mensen die gehoord zijn"),
            rijen,
            [(str(kant.label), [each.gehoord.get(kant.value, 0) for each in all]) for kant in Kant],
        ),
    )


def _table(titel: str, rijen: Sequence[Rij], kolommen: Sequence[tuple[str, list[int]]]) -> Mensen:
    counts = tuple(tuple(numbers[place] for _name, numbers in kolommen) for place in range(len(rijen)))
    tabel = _hidden(counts, tuple(rij.stand.van_id for rij in rijen))
    names = [f"{rij.stand.naam}, {rij.stand.van.naam}" for rij in rijen] + [_("Hele programma")]
    alone = len(kolommen) == 1  # then the total of a row says what is there already
    said = [tuple(words_of(cel) for cel in (rij[:-1] if alone else rij)) for rij in tabel.rijen]
    head = tuple(name for name, _numbers in kolommen) + (() if alone else (_("Totaal"),))
    return Mensen(titel, head, tuple(zip(names, said, strict=True)), tabel)


def words_of(cel: Cel) -> str:
    """Return what is shown of a number of people."""
    if cel.zicht is Zicht.OPEN:
        return str(cel.waarde)
    return _("minder dan 5") if cel.zicht is Zicht.KLEIN else _("niet getoond")


def people_of(beeld: Beeld, rij: Rij) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the counts of people of one project as they are in the tables of the programme."""
    place = beeld.rijen.index(rij)
    return [(each.titel, list(zip(each.kolommen, each.rijen[place][1], strict=True))) for each in beeld.mensen]
