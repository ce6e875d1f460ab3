"""The result of rounds, for the pages and for other parts of the evaluation; ``regel`` says what may be shown."""

from dataclasses import dataclass

from django.utils import timezone

from evaluatie.vragenlijst.models import Opmerking, Ronde
from evaluatie.vragenlijst.regel import KANTEN, KLEINSTE, Getoond, show, step_of
from evaluatie.vragenlijst.vragen import lijst_van
from projects.models import Project


@dataclass(frozen=True, slots=True)
class Deel:
    """One group of choices: its words, how many chose one of them, and which part of all that is (0 to 100)."""

    keuzes: tuple[str, ...]
    woorden: tuple[str, ...]
    aantal: int
    procent: int


@dataclass(frozen=True, slots=True)
class Vraaguitslag:
    """The result of one question: ``delen`` with counts, or (without) the side where more than half are.

    ``kant`` is ``positief``, ``negatief``, ``over`` (skipped) or ``verdeeld``; ``kantwoorden`` are its choices.
    """

    id: str
    titel: str
    delen: tuple[Deel, ...]
    kant: str
    kantwoorden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rondeuitslag:
    """The result of one round: how many answered, what they answered, and quotes that were released."""

    ronde: Ronde
    aantal: int
    vragen: tuple[Vraaguitslag, ...]
    citaten: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Respons:
    """How many answers a round has, as far as that is told, and how many people were asked.

    ``aantal`` is 0 below five; while the round is open it is the last whole step of five (``is_stap``). The counts of
    a round of five years ago are gone (``is_weg``), and those of one that came from another installation stayed there.
    """

    ronde: Ronde
    aantal: int
    is_stap: bool
    gevraagd: int | None
    is_weg: bool = False

    @property
    def procent(self) -> int | None:
        """The response in whole percents; None while that is not known, or when more came back than were asked."""
        if self.is_stap or not self.aantal or not self.gevraagd or self.aantal > self.gevraagd:
            return None
        return round(100 * self.aantal / self.gevraagd)


def response_of(ronde: Ronde) -> Respons:
    """Return the number of answers of one round, whose counts are loaded."""
    settled = ronde.is_settled(timezone.now())
    tellingen = list(ronde.tellingen.all())
    aantal = sum(telling.aantal for telling in tellingen)
    told = (aantal if aantal >= KLEINSTE else 0) if settled else step_of(aantal)
    return Respons(ronde, told, is_stap=not settled, gevraagd=ronde.gevraagd, is_weg=settled and not tellingen)


def result_of(ronde: Ronde, citaten: tuple[str, ...] = ()) -> Rondeuitslag | None:
    """Return the result of one round, whose counts are loaded; None when there is nothing that may be shown."""
    respons = response_of(ronde)
    if respons.is_stap or not respons.aantal:
        return None
    lijst = lijst_van(ronde.lijstversie, ronde.doelgroep)
    keuzes = next(iter(ronde.tellingen.all())).keuzes
    namen = dict(lijst.keuzes)
    vragen = []
    for vraag in lijst.vragen:
        getoond = show(keuzes.get(vraag.id, {}))
        if getoond is not None:
            kantwoorden = tuple(namen[keuze] for keuze in KANTEN.get(getoond.kant, ()))
            delen = _delen(getoond, namen, respons.aantal)
            vragen.append(Vraaguitslag(vraag.id, vraag.titel, delen, getoond.kant, kantwoorden))
    return Rondeuitslag(ronde, respons.aantal, tuple(vragen), citaten)


def _delen(getoond: Getoond, namen: dict[str, str], totaal: int) -> tuple[Deel, ...]:
    return tuple(
        Deel(groep, tuple(namen[keuze] for keuze in groep), aantal, round(100 * aantal / totaal))
        for groep, aantal in getoond.groepen
    )


def published(project: Project) -> list[Rondeuitslag]:
    """Return every result of a project that may be shown, the newest round first; always three queries."""
    rondes = list(Ronde.objects.of_project(project))
    citaten: dict[object, list[str]] = {}
    for each in Opmerking.objects.filter(ronde__in=rondes, is_vrij=True):
        citaten.setdefault(each.ronde_id, []).append(each.tekst)
    found = [result_of(ronde, tuple(citaten.get(ronde.pk, ()))) for ronde in rondes]
    return [uitslag for uitslag in found if uitslag is not None]


def responses_of(project: Project) -> list[Respons]:
    """Return for every round of a project how many answers it has, as far as that is told, the newest first."""
    return [response_of(ronde) for ronde in Ronde.objects.of_project(project)]
