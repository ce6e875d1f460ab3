"""The MLBs of a project of the demo that is over: who sat at the table, and which lessons were named when."""

import datetime
from typing import Any

from django.utils import timezone

from projects.demo_opzet import Data
from projects.models import Partner, Project
from reflectie.methode import SLUG
from reflectie.models import Genodigde, Les, Reeks, Sessie, Vermelding
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import add_row

MONTH = datetime.timedelta(days=30.5)


class Lesje(Data):
    """A lesson, and the months in which it was named."""

    sleutel: str
    richting: str
    tekst: str
    tag: str
    keren: list[int]


class Mlb(Data):
    """The MLBs of a project: their months, the table, the lessons."""

    aan_tafel: list[dict[str, str]]
    maanden: list[int]
    lessen: list[Lesje]


def hold_sessions(project: Project, wanted: Mlb, by: Lidmaatschap) -> dict[str, Les]:
    """Make the sessions with who was there and what was named, and return the lessons by their key."""

    def put(row: Any) -> Any:
        row.gemeente_id = project.gemeente_id
        return add_row(row=row, by=by.pk)

    times: dict[str, Any] = {"begin": datetime.time(13, 30), "duur": 120, "plaats": "De Kade", "gespreksleider": by}
    first = project.begin + wanted.maanden[0] * MONTH
    reeks = put(Reeks(project=project, methode=SLUG, eerste=first, **times))
    partners = {each.naam: each for each in Partner.objects.filter(project=project)}
    sessies: dict[int, Sessie] = {}
    for number, month in enumerate(wanted.maanden, start=1):
        day = project.begin + month * MONTH
        then = timezone.make_aware(datetime.datetime.combine(day, datetime.time(16)))
        facts = {"nummer": number, "datum": day, "staat": "afgerond", "methode": SLUG, "afgerond_op": then}
        sessies[month] = put(Sessie(project=project, reeks=reeks, **times, **facts))
        for place, each in enumerate(wanted.aan_tafel):
            present = (number + place) % 5 != 0  # someone is always away
            put(
                Genodigde(
                    sessie=sessies[month],
                    naam=each["naam"],
                    email=f"tafel{place}@hazelland.example",
                    soort=each["soort"],
                    partner=partners[each["partner"]],
                    aanwezig=present,
                )
            )
    lessons: dict[str, Les] = {}
    for lesje in wanted.lessen:
        les = put(Les(project=project, **lesje.model_dump(include={"richting", "tekst", "tag"}), status="bevestigd"))
        for month in lesje.keren:
            Vermelding.objects.create(gemeente_id=project.gemeente_id, sessie=sessies[month], les=les)
        lessons[lesje.sleutel] = les
    return lessons
