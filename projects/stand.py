"""What a project has set up so far: every fact that signals and the checklist look at, in one query."""

import datetime
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from projects.models import (
    Afwijking,
    Besluit,
    ChecklistAntwoord,
    Doel,
    Focusgroep,
    Gebied,
    Instantie,
    Mandaat,
    Partner,
    Project,
    Projectdocument,
    Signaalkeuze,
    Startbijeenkomst,
    Teamlid,
    Tekenverzoek,
    Visie,
    Vraag,
)
from wijkaanpak.tenancy.rows import json_rows

# Which field of which row counts as "there is something": the key is what ``filled`` is asked for.
_TEXTS: dict[Any, tuple[str, ...]] = {
    Gebied: ("karakter", "problematiek", "team_past", "doelen_passen", "plek"),
    Visie: (
        "visie", "waarden", "samen", "doelen", "termijn", "inzet",
        "privacy", "werkruimte", "reflectie", "klachten", "beroepsregistratie",
    ),
    Startbijeenkomst: ("ervaring", "belang", "ruimte", "scholing", "verslag"),
}  # fmt: skip


@dataclass(slots=True)
class Feiten:
    """The facts of one project today."""

    partners: list[dict[str, Any]] = field(default_factory=list)  # soort, naam, verbinding (whether it is there)
    team: list[dict[str, Any]] = field(default_factory=list)  # naam, rol, soort (of the organisation), dagdelen, …
    week: list[dict[str, Any]] = field(default_factory=list)  # who is there when
    mandaten: list[dict[str, str]] = field(default_factory=list)  # partner, soort, in force today
    komend: list[dict[str, str]] = field(default_factory=list)  # partner and first day of mandates to decide, to come
    gevuld: set[str] = field(default_factory=set)  # "visie.visie", "gebied.karakter" …
    aantal: dict[str, int] = field(default_factory=dict)  # rows per list
    documenten: dict[str, set[str]] = field(default_factory=dict)  # kind -> the states of all its versions
    start_datum: datetime.date | None = None
    start_minuten: int | None = None
    uit: set[str] = field(default_factory=set)  # rules the gemeente switched off
    grenzen: dict[str, int] = field(default_factory=dict)  # rule -> the limit the gemeente chose
    afgeweken: dict[str, dict[str, Any]] = field(default_factory=dict)  # rule -> deviation in force
    gepland: dict[str, dict[str, Any]] = field(default_factory=dict)  # punt -> who and when
    extra: dict[str, Any] = field(default_factory=dict)  # what other apps know of this project, by the name they gave

    def soorten(self) -> set[str]:
        """The kinds of organisation that take part."""
        return {partner["soort"] for partner in self.partners}

    def slots(self) -> list[tuple[UUID, int, str]]:
        """Who is in the area when: (member, day, half day)."""
        return [(UUID(each["teamlid"]), each["dag"], each["dagdeel"]) for each in self.week]


def _count(rows: "QuerySet[Any]", key: str = "project") -> Any:
    counted = rows.order_by().values(key).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


_EXTRA: dict[str, Callable[[], Any]] = {}


def add_facts(name: str, rows: Callable[[], Any], **fields: Any) -> None:
    """Let another app add rows to the facts of a project, in the same query: a queryset with ``OuterRef("pk")``."""
    _EXTRA[name] = lambda: json_rows(rows(), **fields)


def feiten_of(project: Project, planned: Sequence[str] = ()) -> Feiten:
    """Return the facts of a project, with the plans at the punten of ``planned``; one query."""
    today = timezone.localdate()
    mine = {"project": OuterRef("pk")}
    partners = Partner.objects.current().filter(**mine)
    signed = Tekenverzoek.objects.current().filter(
        partner=OuterRef("pk"), soort="tekenen", document__tekenstaat="getekend"
    )  # such a version has the signature of everyone who was asked
    team = Teamlid.objects.current().filter(**mine)
    columns: dict[str, Any] = {
        "partners": json_rows(
            partners,
            soort="soort",
            naam="naam",
            id="pk",
            verbinding=Case(When(verbinding="", then=Value(0)), default=Value(1)),
            getekend=Exists(signed),
        ),
        "team": json_rows(
            team,
            id="pk",
            naam="lid__gebruiker__naam",
            rol="rol",
            soort=Case(When(partner__vervallen_op=None, then="partner__soort")),
            onderschrijft=Case(When(onderschrijft_op=None, then=Value(0)), default=Value(1)),
            bij_start="bij_start",
            aandeel="aandeel",
            scholing=Case(When(scholing="", then=Value(0)), default=Value(1)),
        ),
        "week": json_rows(
            Teamlid.objects.all().week(),
            teamlid="teamlid_id",
            dag="dag",
            dagdeel="dagdeel",
        ),
        "mandaten": json_rows(
            Mandaat.objects.in_force(today).filter(**mine), partner="partner_id", soort="soort", naam="naam"
        ),
        "komend": json_rows(
            Mandaat.objects.to_come(today).filter(**mine, soort="besluiten"), partner="partner_id", van="van"
        ),
        "start": json_rows(Startbijeenkomst.objects.filter(**mine), datum="datum", begin="begin", eind="eind"),
        "documenten": json_rows(Projectdocument.objects.filter(**mine), soort="soort", staat="tekenstaat"),
        "keuzes": json_rows(
            Signaalkeuze.objects.filter(gemeente=OuterRef("gemeente_id")), regel="regel", aan="aan", grens="grens"
        ),
        "afgeweken": json_rows(
            Afwijking.objects.current().filter(**mine, regel__gt="", tot__gte=today), regel="regel", tot="tot", id="pk"
        ),
        "gepland": json_rows(
            ChecklistAntwoord.objects.filter(**mine, punt__in=planned, deadline__isnull=False).exclude(
                status__in=["gereed", "nvt"]
            ),
            punt="punt",
            deadline="deadline",
            wie="verantwoordelijke__gebruiker__naam",
        ),
    }
    columns |= {f"e_{name}": make() for name, make in _EXTRA.items()}
    for model in (Instantie, Focusgroep, Doel, Vraag, Besluit, Afwijking):
        columns[f"n_{model._meta.model_name}"] = _count(model.objects.filter(**mine, vervallen_op=None))
    for model, names in _TEXTS.items():
        filled = {name: Case(When(**{name: ""}, then=Value(0)), default=Value(1)) for name in names}
        columns[f"t_{model._meta.model_name}"] = json_rows(model.objects.filter(**mine), **filled)
    return _feiten(Project.objects.snapshot(project, columns))


def _feiten(row: dict[str, Any]) -> Feiten:
    documents: dict[str, set[str]] = {}
    for each in row["documenten"]:
        documents.setdefault(each["soort"], set()).add(each["staat"])
    start = row["start"][0] if row["start"] else {}
    there = Counter(each["teamlid"] for each in row["week"])
    return Feiten(
        partners=row["partners"],
        team=[each | {"dagdelen": there[each["id"]]} for each in row["team"]],
        week=row["week"],
        mandaten=row["mandaten"],
        komend=row["komend"],
        gevuld={
            f"{model[2:]}.{name}"
            for model, rows in row.items()
            if model.startswith("t_")
            for filled in rows
            for name, there in filled.items()
            if there
        },
        aantal={name[2:]: found for name, found in row.items() if name.startswith("n_")},
        documenten=documents,
        start_datum=datetime.date.fromisoformat(start["datum"]) if start.get("datum") else None,
        start_minuten=_minutes(start.get("begin"), start.get("eind")),
        uit={each["regel"] for each in row["keuzes"] if not each["aan"]},
        grenzen={each["regel"]: each["grens"] for each in row["keuzes"] if each["grens"]},
        afgeweken={each["regel"]: each for each in row["afgeweken"]},
        gepland={each["punt"]: each for each in row["gepland"] or []},
        extra={name: row[f"e_{name}"] or [] for name in _EXTRA},
    )


def _minutes(begin: str | None, eind: str | None) -> int | None:
    if not begin or not eind:
        return None
    van, tot = datetime.time.fromisoformat(begin), datetime.time.fromisoformat(eind)
    return (tot.hour - van.hour) * 60 + tot.minute - van.minute
