"""The figures of a stand: counts and ids of one project on one day. Never a text of a team, never a name."""

import datetime
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from evaluatie.models import Bevinding, Inbreng, Kant
from evaluatie.models.gehoord import KANT_VAN
from evaluatie.tags import titles
from projects.models import Project
from projects.models.partners import Organisatiesoort
from projects.models.project import Fase, Projectstatus
from projects.progress import standen_of
from projects.signalen import BY_ID, PUNTEN, stand_of
from projects.stand import feiten_of
from reflectie.models import Les, Sessiestaat, Vermelding
from reflectie.zicht import Maand, zicht_of

SCHEMA = 1
MAANDEN = {
    "mlb": _("MLB"),
    "gepland": _("gepland"),
    "pauze": _("pauze"),
    "geen": _("geen MLB"),
    "": _("nog niet begonnen"),
}


@dataclass(frozen=True, slots=True)
class Maandstand:
    """One month: its first day, and one of ``MAANDEN``."""

    maand: datetime.date
    soort: str

    @property
    def woorden(self) -> str:
        """What it was."""
        return str(MAANDEN[self.soort])


@dataclass(frozen=True, slots=True)
class Fasestand:
    """How far one phase was: so many of so many punten gereed."""

    slug: str
    gereed: int
    totaal: int

    @property
    def titel(self) -> str:
        """The name of the phase."""
        return str(Fase(self.slug).label)


@dataclass(frozen=True, slots=True)
class Cijfers:
    """Everything that is shared of a project.

    Of people there are counts alone: in the team per kind of organisation, guests at the table, and heard per side.
    """

    fase: str
    status: str
    fasen: tuple[Fasestand, ...]
    maanden: tuple[Maandstand, ...]
    mlb: int
    reeks: int
    signalen: tuple[str, ...]
    tags: dict[str, int]
    team: dict[str, int]
    gasten: int
    gehoord: dict[str, int]

    @property
    def fasenaam(self) -> str:
        """The phase it was in."""
        return str(Fase(self.fase).label)

    @property
    def statusnaam(self) -> str:
        """How it went on the whole."""
        return str(Projectstatus(self.status).label)

    @property
    def gereed(self) -> int:
        """How many punten were gereed, over all phases."""
        return sum(each.gereed for each in self.fasen)

    @property
    def totaal(self) -> int:
        """How many punten applied, over all phases."""
        return sum(each.totaal for each in self.fasen)

    @property
    def maanden_met(self) -> int:
        """In how many months an MLB was held."""
        return sum(each.soort == "mlb" for each in self.maanden)

    @property
    def maanden_zonder(self) -> int:
        """How many months needed an MLB and had none (NUM-05)."""
        return sum(each.soort == "geen" for each in self.maanden)

    @property
    def signaalnamen(self) -> tuple[str, ...]:
        """The words of the rules that did not hold."""
        return tuple(str(BY_ID[id].titel) if id in BY_ID else id for id in self.signalen)

    @property
    def tagnamen(self) -> list[tuple[str, str, int]]:
        """The tags with their words and how often found, the most first."""
        found = [(id, titles().get(id, id), n) for id, n in self.tags.items()]
        return sorted(found, key=lambda each: (-each[2], each[0]))

    @property
    def mensen(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """The counts of people, by what they are of."""
        return [
            (str(_("In het team")), [(teamnaam(soort), n) for soort, n in sorted(self.team.items())]),
            (str(_("Te gast bij MLB’s")), [(str(_("Ketenpartners")), self.gasten)]),
            (str(_("Gehoord")), [(str(kant.label), self.gehoord.get(kant.value, 0)) for kant in Kant]),
        ]

    def to_json(self) -> dict[str, Any]:
        """Return these figures as JSON."""
        plain = asdict(self)
        plain["maanden"] = [[each.maand.isoformat(), each.soort] for each in self.maanden]
        plain["fasen"] = [[each.slug, each.gereed, each.totaal] for each in self.fasen]
        return {**plain, "signalen": list(self.signalen), "schema": SCHEMA}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Cijfers":
        """Return the figures that ``to_json`` wrote. Raises KeyError or TypeError for anything else."""
        plain = {name: value for name, value in data.items() if name != "schema"}
        plain["maanden"] = tuple(Maandstand(datetime.date.fromisoformat(day), soort) for day, soort in data["maanden"])
        plain["fasen"] = tuple(Fasestand(*each) for each in data["fasen"])
        return cls(**{**plain, "signalen": tuple(data["signalen"])})


def teamnaam(soort: str) -> str:
    """Return the words of a kind of organisation; of '' that it is not known."""
    return str(Organisatiesoort(soort).label) if soort else str(_("Zonder organisatie"))


def gather(project: Project, today: datetime.date) -> Cijfers:
    """Return the figures of a project as they are on a day."""
    feiten = feiten_of(project, PUNTEN)
    zicht = zicht_of(project, today=today)
    heard: Counter[str] = Counter()
    for groep, aantal in Inbreng.objects.current().filter(project=project).values_list("groep", "aantal"):
        heard[KANT_VAN[groep].value] += aantal
    fasen = standen_of([project])[project.pk]
    return Cijfers(
        fase=project.fase,
        status=project.status,
        fasen=tuple(Fasestand(each.slug, each.gereed, each.totaal) for each in fasen),
        maanden=tuple(
            Maandstand(maand.eerste, _kind(maand)) for maand in zicht.maanden if maand.eerste <= today.replace(day=1)
        ),
        mlb=len(zicht.gehouden),
        reeks=zicht.volhouden.keren,
        signalen=tuple(each.regel.id for each in stand_of(project, feiten).open),
        tags=_tags(project),
        team=dict(Counter(each["soort"] or "" for each in feiten.team)),
        gasten=zicht.ketenpartners,
        gehoord=dict(heard),
    )


def _kind(maand: Maand) -> str:
    if any(keer.is_gehouden for keer in maand.keren):
        return "mlb"
    if maand.is_gat:
        return "geen"
    if maand.pauze:
        return "pauze"
    return "gepland" if maand.keren else ""


def _tags(project: Project) -> dict[str, int]:
    """How often each tag stands at a finding, or at a lesson of finished MLBs that no finding took over."""
    found = list(
        Bevinding.objects.current()
        .filter(evaluatie__project=project, evaluatie__vervallen_op=None)
        .values_list("tag", "les")
    )
    taken = {les for _tag, les in found}
    logged = Vermelding.objects.filter(les=OuterRef("pk"), sessie__staat=Sessiestaat.AFGEROND)
    lessons = Les.objects.current().filter(Exists(logged), project=project).values_list("pk", "tag")
    tags = Counter([tag for tag, _les in found] + [tag for pk, tag in lessons if pk not in taken])
    return {tag: n for tag, n in sorted(tags.items()) if tag}
