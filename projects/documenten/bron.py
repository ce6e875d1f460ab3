"""Everything a document can say about a project, read in one query, so that it is one moment in time."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, OuterRef, When
from django.db.models.functions import Lower
from django.utils import timezone

from projects.models import (
    Afwijking,
    Besluit,
    Clausule,
    Doel,
    Focusgroep,
    Gebied,
    Instantie,
    Kerncijfers,
    Mandaat,
    Partner,
    Project,
    Startbijeenkomst,
    Teamlid,
    Visie,
    Vraag,
)
from projects.models.partners import VERPLICHT
from wijkaanpak.tenancy.rows import json_rows

UNBROKEN = "j\u00a0F\u00a0Y"  # the form of a day in a document: never broken over two lines
_TYPED_DAY = re.compile(r"\b(\d{1,2}) ([a-z]{3,9}) (\d{4})\b")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bron:
    """The rows behind the documents of a project. Key figures (people) are not among them (PRV-05)."""

    project: Project
    partners: list[Row]
    team: list[Row]
    rooster: list[Row]
    mandaten: list[Row]
    komend: list[Row]
    besluiten: list[Row]
    afwijkingen: list[Row]
    instanties: list[Row]
    focusgroepen: list[Row]
    doelen: list[Row]
    vragen: list[Row]
    gebied: Row
    visie: Row
    start: Row
    kerncijfers: Row
    clausules: dict[str, str]

    @property
    def tekenaars(self) -> list[Row]:
        """Who signs for each organisation, in the order of the partners; the mandate that starts last counts."""
        found = {each["partner"]: each for each in self.mandaten if each["soort"] == "tekenen"}
        return [{**found[each["id"]], "organisatie": each["naam"]} for each in self.partners if each["id"] in found]

    @property
    def leider(self) -> str:
        """The name of the projectleider, or ''."""
        return next((each["naam"] for each in self.team if each["rol"] == "projectleider"), "")


_CURRENT_GOAL = Case(When(doel__vervallen_op=None, then="doel__titel"))  # a goal that was taken away answers nothing


def bron_of(project: Project, soort: str) -> Bron:
    """Return what a document of this kind can say about a project today."""
    today = timezone.localdate()
    mine = {"project": OuterRef("pk")}
    team = Teamlid.objects.current().filter(**mine)
    week = Teamlid.objects.all().week()
    columns = {
        "partners": json_rows(
            Partner.objects.current().filter(**mine).order_by(Lower("naam")),
            "naam", "soort", "soort_anders", "rol", "contact_naam", "verbinding", id=F("pk"),
        ),
        "team": json_rows(
            team.order_by(Lower("lid__gebruiker__naam")), "rol", "functie", "aandeel", "scholing",
            "onderschrijft_op", "bij_start", naam=F("lid__gebruiker__naam"), organisatie=F("partner__naam"),
        ),
        "rooster": json_rows(
            week.order_by("dag", "-dagdeel", Lower("teamlid__lid__gebruiker__naam")),
            "dag", "dagdeel", naam=F("teamlid__lid__gebruiker__naam"),
        ),
        "mandaten": json_rows(
            Mandaat.objects.in_force(today).filter(**mine).order_by("van", "pk"),
            "soort", "naam", "functie", "omvang", "van", "tot", "verleend_door",
            partner=F("partner_id"), organisatie=F("partner__naam"), id=F("pk"),
        ),
        "komend": json_rows(
            Mandaat.objects.to_come(today).filter(**mine, soort="besluiten"), "van",
            partner=F("partner_id"), organisatie=F("partner__naam"),
        ),
        "besluiten": json_rows(
            Besluit.objects.current().filter(**mine).order_by("datum", "pk"), "onderwerp", "datum", "toelichting",
            wie=F("mandaat__naam"), organisatie=F("mandaat__partner__naam"),
        ),
        "afwijkingen": json_rows(
            Afwijking.objects.current().filter(**mine, tot__gte=today).order_by("tot"),
            "regel", "norm", "reden", "namens_gemeente", "namens_organisatie", "tot", organisatie=F("partner__naam"),
        ),
        "instanties": json_rows(
            Instantie.objects.current().filter(**mine).order_by(Lower("naam")), "naam", "wat", "waar"
        ),
        "focusgroepen": json_rows(
            Focusgroep.objects.current().filter(**mine).order_by("datum"), "datum", "wie", "aantal", "opbrengst"
        ),
        "doelen": json_rows(Doel.objects.current().filter(**mine).order_by("id"), "titel", "merkbaar", "klaar_op"),
        "vragen": json_rows(
            Vraag.objects.current().filter(**mine).order_by("id"), "tekst", "bron", doel=_CURRENT_GOAL
        ),
        "gebied": json_rows(Gebied.objects.filter(**mine), *_texts(Gebied)),
        "visie": json_rows(Visie.objects.filter(**mine), *_texts(Visie)),
        "start": json_rows(
            Startbijeenkomst.objects.filter(**mine), "datum", "begin", "eind", "anderen", *_texts(Startbijeenkomst)
        ),
        "kerncijfers": json_rows(
            Kerncijfers.objects.current().filter(**mine),
            "cijfers", "bron", "gebied_naam", "gebied_code", "ingelezen_op",
        ),
        "clausules": json_rows(Clausule.objects.filter(**mine, soort=soort), "sleutel", "tekst"),
    }  # fmt: skip
    row = Project.objects.snapshot(project, columns)
    for name in ("gebied", "visie", "start", "kerncijfers"):
        row[name] = row[name][0] if row[name] else {}
    row["clausules"] = {each["sleutel"]: each["tekst"] for each in row["clausules"] if each["tekst"]}
    order = {soort.value: place for place, soort in enumerate(VERPLICHT)}
    row["partners"].sort(key=lambda each: order.get(each["soort"], len(order)))
    return Bron(project=project, **row)


def _texts(model: Any) -> list[str]:
    return [
        field.name for field in model._meta.concrete_fields if field.get_internal_type() in ("TextField", "CharField")
    ]


def unbroken(text: str) -> str:
    """Return a text that someone typed with its days never broken over two lines."""
    return _TYPED_DAY.sub("\\1\u00a0\\2\u00a0\\3", text)


def as_day(text: str | None) -> datetime.date | None:
    """Return the day that JSON holds as text, or None."""
    return datetime.date.fromisoformat(text) if text else None
