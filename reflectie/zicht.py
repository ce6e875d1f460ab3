"""Zicht op de reeks: everything that the page of a series shows, read in five queries.

What holds words of the team stands in ``Zicht.voor_team`` and nowhere else; all other parts are counts, days, and the
names of organisations, methods and tags.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from projects.models import Project
from projects.models.project import Fase
from reflectie.agenda import month_of, months_between
from reflectie.methode import method_names, name_of
from reflectie.models.lessen import Les
from reflectie.models.reeks import Maandpauze, Pauzereden, Reeks
from reflectie.models.sessie import Actie, Sessie, Sessiestaat
from reflectie.models.uitnodigen import Deelnamesoort, Genodigde, Reden
from reflectie.models.zelfbeeld import VRAGEN, Zelfbeeldantwoord, Zelfbeeldronde
from reflectie.reekstelling import FULL, streak, words, words_of_switch
from reflectie.services.zelfbeeld import SCORES, Uitslag, tally
from reflectie.tags import titles
from wijkaanpak.tenancy.rows import json_rows

IN_VIEW = 14  # months, at most
LEAST = 9  # months, so that a young project has a line too
TWO_MONTHS = datetime.timedelta(days=62)  # from the first of a month this always ends in the second month after it


@dataclass(frozen=True, slots=True)
class Keer:
    """One session in figures; ``blijft_liggen`` when its day has passed and it was not logged."""

    id: UUID
    nummer: int
    staat: str
    datum: datetime.date
    sleutel: str  # of its method
    methode: str
    genodigd: int
    erbij: int
    manieren: int
    met_wijk: int
    wijk_gevraagd: bool
    is_gehouden: bool
    komt_nog: bool
    blijft_liggen: bool


@dataclass(frozen=True, slots=True)
class Maand:
    """One month of the line. ``is_gat`` when it needed an MLB and has none (NUM-05)."""

    eerste: datetime.date
    keren: tuple[Keer, ...]  # without the cancelled
    is_afgezegd: bool
    pauze: str
    is_nu: bool
    is_gat: bool
    kan_vrij: bool  # it could still get a reason for having no MLB


@dataclass(frozen=True, slots=True)
class Band:
    """Held sessions in a row with the same method."""

    methode: str
    keren: tuple[Keer, ...]


@dataclass(frozen=True, slots=True)
class Volhouden:
    """The streak of the same method: how often, what that means, and six times one by one (None is to come)."""

    keren: int
    methode: str
    wordt: str  # the method of the series, when that is another
    woorden: str
    stippen: tuple[tuple[int, Keer | None], ...]


@dataclass(frozen=True, slots=True)
class Vak:
    """One organisation in one session."""

    keer: Keer
    erbij: int
    gevraagd: int


@dataclass(frozen=True, slots=True)
class Organisatie:
    """The attendance of one organisation, over all sessions that were held."""

    naam: str
    vakken: tuple[Vak, ...]
    erbij: int  # people
    gevraagd: int
    keren_erbij: int  # sessions
    keren_gevraagd: int


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor or a tag: how often it was named, and in which sessions."""

    richting: str
    woorden: str
    aantal: int
    nummers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenActie:
    """Something that someone still has to do."""

    id: UUID
    tekst: str
    wie: str
    wie_id: UUID
    wanneer: datetime.date | None
    is_laat: bool
    nummer: int
    sessie_id: UUID


@dataclass(frozen=True, slots=True)
class Ronde:
    """One round of the self-rating; ``uitslag`` is None while it may not be shown."""

    nummer: int  # of the session it came after
    tot: datetime.date
    is_open: bool
    uitslag: tuple[Uitslag, ...] | None


@dataclass(frozen=True, slots=True)
class VoorTeam:
    """What is for the team alone: its own words, and how it sees itself."""

    leervragen: Mapping[UUID, str]
    factoren: tuple[Factor, ...]  # the most named first
    acties: tuple[OpenActie, ...]
    rondes: tuple[Ronde, ...]  # the newest first


@dataclass(frozen=True, slots=True)
class Zicht:
    """The whole page."""

    heeft_reeks: bool
    keren: tuple[Keer, ...]  # what is to come on top, then the newest first
    gehouden: tuple[Keer, ...]  # the first first
    maanden: tuple[Maand, ...]
    banden: tuple[Band, ...]
    volhouden: Volhouden
    organisaties: tuple[Organisatie, ...]
    redenen: tuple[tuple[str, int], ...]  # for not being there, over all sessions
    gasten_per_keer: float  # ketenpartners who came (NUM-12)
    ketenpartners: int  # how many different ones
    kenmerken: tuple[Factor, ...]  # tags, without a word of the team
    lessen: int
    acties_open: int
    acties_laat: int
    voor_team: VoorTeam

    @property
    def gat_nu(self) -> Maand | None:
        """This month, when it has no MLB yet."""
        return next((maand for maand in self.maanden if maand.is_nu and maand.is_gat), None)


def zicht_of(project: Project, *, today: datetime.date) -> Zicht:
    """Return all of it; five queries, however long the series is."""
    names, rest, asked, lessons = method_names(), _rest_of(project), _asked_for(project), _lessons_of(project)
    keren, leervragen = _sessions_of(project, names, today)
    held = tuple(keer for keer in keren if keer.is_gehouden)
    guests = [each for each in asked if each.soort == Deelnamesoort.KETENPARTNER and each.aanwezig]
    acties = sorted((_action(each, today) for each in rest["acties"]), key=lambda each: each.wanneer or today.max)
    rondes = [_round(each, rest["antwoorden"], today) for each in rest["rondes"]]
    return Zicht(
        heeft_reeks=rest["methode"] is not None,
        keren=tuple(sorted(keren, key=lambda keer: (keer.komt_nog, keer.datum), reverse=True)),
        gehouden=held,
        maanden=_line(project, keren, rest["pauzes"], today),
        banden=tuple(Band(run[0].methode, run) for run in _runs(held)),
        volhouden=_streak_of(keren, rest["methode"], names),
        organisaties=_organisations(held, asked),
        redenen=_reasons(asked),
        gasten_per_keer=round(len(guests) / len(held), 1) if held else 0,
        ketenpartners=len({each.partner__naam or each.wie for each in guests}),
        kenmerken=_tags(lessons),
        lessen=len(lessons),
        acties_open=len(acties),
        acties_laat=sum(actie.is_laat for actie in acties),
        voor_team=VoorTeam(
            leervragen,
            tuple(_most_named(les for les, _tag in lessons)),
            tuple(acties),
            tuple(sorted(rondes, key=lambda ronde: ronde.nummer, reverse=True)),
        ),
    )


def _rest_of(project: Project) -> dict[str, Any]:
    mine = {"project": OuterRef("pk")}
    acties = Actie.objects.current().filter(sessie__project=OuterRef("pk"), klaar_op=None)
    antwoorden = Zelfbeeldantwoord.objects.filter(ronde__project=OuterRef("pk"))
    of_action = {"wie": "wie__gebruiker__naam", "nummer": "sessie__nummer"}
    columns = {
        "methode": Subquery(Reeks.objects.current().filter(**mine).values("methode")[:1]),
        "pauzes": json_rows(Maandpauze.objects.current().filter(**mine), "maand", "reden"),
        "acties": json_rows(acties, "id", "tekst", "wie_id", "wanneer", "sessie_id", **of_action),
        "rondes": json_rows(Zelfbeeldronde.objects.filter(**mine), "id", "tot", "team", nummer="sessie__nummer"),
        "antwoorden": json_rows(antwoorden, "ronde_id", *(f"score_{n}" for n in range(1, len(VRAGEN) + 1))),
    }
    found: dict[str, Any] = Project.objects.snapshot(project, columns)
    return found


def _sessions_of(project: Project, names: dict[str, str], today: datetime.date) -> tuple[list[Keer], dict[UUID, str]]:
    rows = Sessie.objects.filter(project=project).with_figures().order_by("datum", "begin")
    plain = ("nummer", "staat", "datum", "genodigd", "erbij", "manieren")
    keren, leervragen = [], {}
    for row in rows.values("pk", "leervraag", "methode", "manieren_wijk", "wijk_gevraagd", *plain):
        is_held = row["staat"] == Sessiestaat.AFGEROND
        waits = not is_held and row["staat"] != Sessiestaat.AFGEZEGD
        facts: dict[str, Any] = {name: row[name] for name in plain} | {
            "id": row["pk"],
            "sleutel": row["methode"],
            "methode": name_of(row["methode"], names),
            "met_wijk": row["manieren_wijk"],
            "wijk_gevraagd": bool(row["wijk_gevraagd"]),
        }
        late = waits and row["datum"] < today
        keren.append(Keer(**facts, is_gehouden=is_held, komt_nog=waits, blijft_liggen=late))
        leervragen[row["pk"]] = row["leervraag"]
    return keren, leervragen


def _asked_for(project: Project) -> list[Any]:
    """Who was asked for the sessions that were held: no names, but ``wie`` tells one person from another."""
    rows = Genodigde.objects.current().filter(sessie__project=project, sessie__staat=Sessiestaat.AFGEROND)
    fields = ("sessie_id", "soort", "partner__naam", "aanwezig", "reden", "wie")
    return list(rows.annotate(wie=Lower("email")).order_by("pk").values_list(*fields, named=True))


def _line(
    project: Project, keren: Sequence[Keer], pauzes: Iterable[Mapping[str, str]], today: datetime.date
) -> tuple[Maand, ...]:
    counted = [keer for keer in keren if keer.staat not in (Sessiestaat.AFGEZEGD, Sessiestaat.CONCEPT)]
    reasons = {each["maand"]: str(Pauzereden(each["reden"]).label) for each in pauzes}
    now = month_of(today)
    since = month_of(counted[0].datum) if counted else datetime.date.max
    maanden = []
    for month in _months(project, [keer.datum for keer in keren if keer.staat != Sessiestaat.AFGEZEGD], today):
        mine = [keer for keer in keren if month_of(keer.datum) == month]
        there = tuple(keer for keer in mine if keer.staat != Sessiestaat.AFGEZEGD)
        reason = reasons.get(month.isoformat(), "")
        is_due = since <= month <= now or (month == now and project.fase == Fase.UITVOERING)
        is_gap = is_due and not reason and not any(keer in counted for keer in there)
        can_rest = not there and not reason and (is_gap or month >= now)
        maanden.append(Maand(month, there, bool(mine) and not there, reason, month == now, is_gap, can_rest))
    return tuple(maanden)


def _months(project: Project, days: list[datetime.date], today: datetime.date) -> list[datetime.date]:
    """From the begin or the first session on; of a long series the last months, two to come among them."""
    first, ahead = min([project.begin, today, *days]), month_of(today) + TWO_MONTHS
    needed = months_between(first, ahead)
    if len(needed) >= IN_VIEW:
        return needed[-IN_VIEW:]
    wanted = max(LEAST, len(months_between(first, max([ahead, *days]))))
    return months_between(first, first + TWO_MONTHS * IN_VIEW)[: min(wanted, IN_VIEW)]


def _runs(held: Iterable[Keer]) -> list[tuple[Keer, ...]]:
    return [tuple(run) for _key, run in groupby(held, key=lambda keer: keer.sleutel)]


def _streak_of(keren: Sequence[Keer], wordt: str | None, names: dict[str, str]) -> Volhouden:
    held = [keer for keer in keren if keer.is_gehouden]
    count = streak([keer.sleutel for keer in held])
    was = held[-1].sleutel if held else wordt or ""
    to_come = [keer for keer in keren if keer.komt_nog and keer.sleutel == was]
    six: list[Keer | None] = [*held[len(held) - min(count, FULL) :], *to_come, *[None] * FULL][:FULL]
    stippen = tuple(enumerate(six, start=max(count - FULL, 0) + 1))
    naam = name_of(was, names) if was else ""
    if not held or wordt in (None, was):
        return Volhouden(count, naam, "", words(count), stippen)
    ander = name_of(wordt or "", names)
    return Volhouden(count, naam, ander, words_of_switch(count, naam, ander), stippen)


_NAMELESS = {
    Deelnamesoort.TEAM: _lazy("Team, zonder organisatie"),
    Deelnamesoort.ERVARINGSDESKUNDIGE: _lazy("Ervaringsdeskundige"),
    Deelnamesoort.ONDERSTEUNER: _lazy("Ondersteuner"),
    Deelnamesoort.KETENPARTNER: _lazy("Gasten"),
}


def _organisations(held: Sequence[Keer], asked: Iterable[Any]) -> tuple[Organisatie, ...]:
    """The organisations, those of the team first and guests last, the largest first."""
    groups: dict[str, list[Any]] = {}
    for each in asked:
        groups.setdefault(each.partner__naam or str(_NAMELESS[each.soort]), []).append(each)
    order = list(_NAMELESS)

    def rank(naam: str) -> tuple[int, int, str]:
        return min(order.index(each.soort) for each in groups[naam]), -len(groups[naam]), naam

    return tuple(_organisation(naam, held, groups[naam]) for naam in sorted(groups, key=rank))


def _organisation(naam: str, held: Sequence[Keer], people: Sequence[Any]) -> Organisatie:
    if all(each.soort == Deelnamesoort.KETENPARTNER and each.partner__naam for each in people):
        naam = _("%(naam)s, gast") % {"naam": naam}
    asked = Counter(each.sessie_id for each in people)
    came = Counter(each.sessie_id for each in people if each.aanwezig)
    vakken = tuple(Vak(keer, came[keer.id], asked[keer.id]) for keer in held)
    return Organisatie(naam, vakken, came.total(), asked.total(), len(came), len(asked))


def _reasons(asked: Iterable[Any]) -> tuple[tuple[str, int], ...]:
    away = Counter(each.reden for each in asked if not each.aanwezig)
    return tuple((str(Reden(reden).label) if reden else _("geen reden"), n) for reden, n in away.most_common())


def _lessons_of(project: Project) -> list[tuple[Factor, str]]:
    """Every lesson as a factor, with its tag."""
    rows = Les.objects.current().filter(project=project).order_by("pk", "vermeldingen__sessie__nummer")
    fields = ("pk", "richting", "tekst", "tag", "vermeldingen__aantal", "vermeldingen__sessie__nummer")
    found = []
    for (_pk, richting, tekst, tag), named in groupby(rows.values_list(*fields), key=lambda row: row[:4]):
        times = [(aantal, nummer) for *_les, aantal, nummer in named if aantal]
        numbers = tuple(nummer for _aantal, nummer in times)
        found.append((Factor(richting, tekst, sum(aantal for aantal, _nummer in times), numbers), tag))
    return found


def _tags(lessons: Iterable[tuple[Factor, str]]) -> tuple[Factor, ...]:
    counts = Counter[tuple[str, str]]()
    for les, tag in lessons:
        counts[les.richting, tag] += les.aantal
    own = _("Eigen factor van het team")
    tags = _most_named(Factor(soort, titles().get(tag, tag), n) for (soort, tag), n in counts.items() if tag)
    return tuple(tags + _most_named(Factor(soort, own, n) for (soort, tag), n in counts.items() if not tag))


def _most_named(factoren: Iterable[Factor]) -> list[Factor]:
    return sorted(factoren, key=lambda factor: (-factor.aantal, factor.woorden.casefold()))


def _action(row: Mapping[str, Any], today: datetime.date) -> OpenActie:
    wanneer = datetime.date.fromisoformat(row["wanneer"]) if row["wanneer"] else None
    ids = {name: UUID(row[name]) for name in ("id", "wie_id", "sessie_id")}
    is_late = wanneer is not None and wanneer < today
    return OpenActie(tekst=row["tekst"], wie=row["wie"], wanneer=wanneer, is_laat=is_late, nummer=row["nummer"], **ids)


def _round(row: Mapping[str, Any], answers: Iterable[Mapping[str, Any]], today: datetime.date) -> Ronde:
    mine = [[each[f"score_{n}"] for n in SCORES] for each in answers if each["ronde_id"] == row["id"]]
    tot = datetime.date.fromisoformat(row["tot"])
    found = tally(mine, tot=tot, team=row["team"], today=today)
    if found is None:
        return Ronde(row["nummer"], tot, tot >= today, None)
    return Ronde(row["nummer"], tot, is_open=False, uitslag=tuple(found))
