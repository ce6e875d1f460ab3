"""One session as its screen needs it: the steps with their clock, who is there, and what came out."""

import datetime
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.models import Partner
from reflectie.methode import Stap, method_of, steps_of
from reflectie.models import (
    Actie,
    Alternatief,
    Deelnamesoort,
    Genodigde,
    Les,
    Richting,
    Sessie,
    Sessiestaat,
    Stapnotitie,
    Vermelding,
    Voor,
)
from reflectie.reekstelling import FULL, streak
from reflectie.tags import offered
from wijkaanpak.tenancy.rows import json_rows


@dataclass(frozen=True, slots=True)
class Tijdstap:
    """One step on the clock: when it should begin, and where the table is."""

    nummer: int
    stap: Stap
    begint: datetime.datetime
    is_klaar: bool
    is_nu: bool


@dataclass(frozen=True, slots=True)
class Groep:
    """The people of one organisation."""

    naam: str
    mensen: list[Genodigde]

    @property
    def erbij(self) -> int:
        """How many of them are there."""
        return sum(bool(mens.aanwezig) for mens in self.mensen)


@dataclass(slots=True)
class Tafel:
    """A session with everything on its table. Each list is asked for once, when it is first needed."""

    sessie: Sessie
    _cache: dict[str, Any] = field(default_factory=dict)

    def stappen(self) -> tuple[Stap, ...]:
        """The steps: as they were when it began, before that those of its method."""
        if "stappen" not in self._cache:
            stored = self.sessie.stappen
            self._cache["stappen"] = steps_of(stored) if stored else method_of(self.sessie.methode).stappen
        steps: tuple[Stap, ...] = self._cache["stappen"]
        return steps

    def wijkvraag(self) -> tuple[str, str]:
        """The question about the wijk in the words of the method (MLB-07), and what is said after it."""
        asked = next(stap.vraag or stap.titel for stap in self.stappen() if stap.veld == "wijk")
        question, mark, rest = asked.partition("?")
        return question + mark, rest.strip()

    def verloop(self) -> list[Tijdstap]:
        """The steps with the moment each should begin."""
        moment, found = self.sessie.begint(), []
        is_done = self.sessie.staat == Sessiestaat.AFGEROND
        is_busy = self.sessie.staat == Sessiestaat.BEZIG
        for number, stap in enumerate(self.stappen()):
            found.append(
                Tijdstap(
                    number, stap, moment, is_done or (is_busy and number < self.sessie.stap),
                    is_busy and number == self.sessie.stap,
                )
            )  # fmt: skip
            moment += datetime.timedelta(minutes=stap.minuten)
        return found

    def nu(self) -> Tijdstap | None:
        """The step the table is at, while it is busy."""
        return next((each for each in self.verloop() if each.is_nu), None)

    def stap_tot(self) -> datetime.datetime | None:
        """When the time of the step at hand is up."""
        now = self.nu()
        if now is None or self.sessie.stap_sinds is None:
            return None
        return self.sessie.stap_sinds + datetime.timedelta(minutes=now.stap.minuten)

    def minuten_over(self) -> int:
        """Whole minutes left for the step at hand; below zero when it takes longer."""
        until = self.stap_tot()
        return round((until - timezone.now()).total_seconds() / 60) if until else 0

    def _list(self, name: str, rows: "QuerySet[Any]") -> list[Any]:
        if name not in self._cache:
            self._cache[name] = list(rows)
        found: list[Any] = self._cache[name]
        return found

    def genodigden(self) -> list[Genodigde]:
        """Everyone on the list."""
        return self._list("genodigden", Genodigde.objects.filter(sessie=self.sessie).by_organisation())

    def groepen(self) -> list[Groep]:
        """Everyone on the list by organisation; guests and the ervaringsdeskundige apart (MLB-08, MLB-10)."""
        return [Groep(naam, list(people)) for naam, people in groupby(self.genodigden(), key=_group_name)]

    def erbij(self) -> int:
        """How many people are there."""
        return sum(bool(each.aanwezig) for each in self.genodigden())

    def is_geteld(self) -> bool:
        """Whether anyone noted the attendance."""
        return any(each.aanwezig is not None for each in self.genodigden())

    def alleen(self) -> list[Genodigde]:
        """The ervaringsdeskundigen without a supporter (MLB-15)."""
        return [
            each
            for each in self.genodigden()
            if each.soort == Deelnamesoort.ERVARINGSDESKUNDIGE
            and (each.ondersteuner is None or each.ondersteuner.vervallen_op is not None)
        ]

    def notities(self) -> dict[str, Stapnotitie]:
        """What was written at each step, by step."""
        rows = self._list("notities", Stapnotitie.objects.filter(sessie=self.sessie))
        return {row.stap: row for row in rows}

    def heeft_notities(self) -> bool:
        """Whether anything was written at a step."""
        return any(row.tekst for row in self.notities().values())

    def alternatieven(self) -> list[tuple[Voor, list[Alternatief]]]:
        """Other ways of acting, for this case and for other work (MLB-20)."""
        rows = self._list("alternatieven", Alternatief.objects.current().filter(sessie=self.sessie))
        return [(voor, [row for row in rows if row.voor == voor]) for voor in Voor]

    def factoren(self) -> list[tuple[Richting, list[Vermelding], list[str]]]:
        """What was named as working and not, with words to choose from: the project's own and those of the source."""
        rows = self._list(
            "factoren", Vermelding.objects.filter(sessie=self.sessie).select_related("les").order_by("pk")
        )
        own: list[dict[str, str]] = getattr(self.sessie, "eigen_factoren", None) or []
        found = []
        for richting in (Richting.WERKT, Richting.WERKT_NIET):
            named = [row for row in rows if row.les.richting == richting]
            known = [each["tekst"] for each in own if each["richting"] == richting]
            there = {row.les.tekst.casefold() for row in named}
            words = [tekst for tekst in dict.fromkeys(known + offered(richting)) if tekst.casefold() not in there]
            found.append((richting, named, words))
        return found

    def acties(self) -> list[Actie]:
        """Who does what."""
        rows = Actie.objects.current().filter(sessie=self.sessie).select_related("wie__gebruiker")
        return self._list("acties", rows)

    def reeks(self) -> tuple[int, list[tuple[int, str]]]:
        """How often this method comes in a row before this session, held or still planned, and six dots.

        Each dot is (number, gehouden / nu / open).
        """
        before: list[dict[str, str]] = getattr(self.sessie, "keren_hiervoor", None) or []
        row = streak([*(each["methode"] for each in before), self.sessie.methode]) - 1
        held = sum(each["staat"] == Sessiestaat.AFGEROND for each in before[len(before) - row :])
        here = "gehouden" if self.sessie.staat == Sessiestaat.AFGEROND else "nu"

        def how(number: int) -> str:
            return here if number == row + 1 else "gehouden" if number <= held else "open"

        return row, [(number, how(number)) for number in range(1, FULL + 1)]


def _group_name(genodigde: Genodigde) -> str:
    if genodigde.soort == Deelnamesoort.TEAM:
        return genodigde.partner.naam if genodigde.partner else _("Team")
    if genodigde.soort == Deelnamesoort.ERVARINGSDESKUNDIGE:
        return _("Ervaringsdeskundige")
    return _("Gasten")


def with_table(rows: "QuerySet[Sessie]") -> "QuerySet[Sessie]":
    """Add what the screen of a session needs of the others: earlier methods, partners, factors the project knows."""
    is_to_come = Q(datum__gte=timezone.localdate()) & ~Q(staat=Sessiestaat.AFGEZEGD)
    earlier = Sessie.objects.filter(
        Q(staat=Sessiestaat.AFGEROND) | is_to_come, project=OuterRef("project"), datum__lt=OuterRef("datum")
    ).order_by("datum", "begin")
    partners = Partner.objects.current().filter(project=OuterRef("project")).order_by("naam")
    known = Les.objects.current().filter(project=OuterRef("project")).order_by("tekst")
    return rows.annotate(
        keren_hiervoor=json_rows(earlier, "methode", "staat"),
        partnerlijst=json_rows(partners, "pk", "naam"),
        eigen_factoren=json_rows(known, "richting", "tekst"),
    )
