"""What the checklist can see of the pages of Vervolg (VE-01 … VE-08)."""

from typing import Any

from django.db.models import Case, OuterRef, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.dingen import Exists, add_things
from projects.models import Project
from projects.stand import Feiten, add_facts

TEKSTEN = (
    "resultaten", "verbreding", "verdieping", "impulsen", "krachten", "aanbod", "doorontwikkeling", "toepassen",
)  # fmt: skip
PAGINA = "vervolg:vervolg"


def _of(model: str, field: str = "project", **conditions: Any) -> Any:
    """Return how rows of a model are asked; the models are there once all apps are loaded."""

    def rows() -> Any:
        from evaluatie.vervolg import models

        return getattr(models, model).objects.filter(**{field: OuterRef("pk")}, **conditions)

    return rows


def _filled(*names: str) -> Exists:
    return lambda project, feiten: any(all(each[name] for name in names) for each in feiten.extra["vervolg"])


def _has(name: str) -> Exists:
    return lambda project, feiten: bool(feiten.extra[name])


def _lands(project: Project, feiten: Feiten) -> bool:
    """Whether something is policy, and all that was to become policy has its place."""
    chosen = feiten.extra["vervolg_beleid"]
    return bool(chosen) and all(each["stand"] == "vertaald" for each in chosen)


def _celebrated(project: Project, feiten: Feiten) -> bool:
    today = timezone.localdate().isoformat()
    return any(each["op"] and each["op"] <= today for each in feiten.extra["vervolg_successen"])


def _with_series(project: Project, feiten: Feiten) -> bool:
    return any("reeks" in each["mee"].split(",") for each in feiten.extra["vervolg_teams"])


def _results(project: Project, feiten: Feiten) -> bool:
    """Whether the results stand here in words, or in a report of the project."""
    return _filled("resultaten")(project, feiten) or bool(feiten.extra["verslagen"])


_V, _B, _D = _("Vervolg"), _("Bevindingen die beleid worden"), _("Regiodag en successen")
_THINGS: dict[str, Any] = {
    "VE-01": (_V, PAGINA, "", _filled("resultaten", "doorontwikkeling")),
    "VE-01a": (_("Resultaten"), PAGINA, "", _results),
    "VE-01b": (_("Verbreding"), PAGINA, "", _filled("verbreding")),
    "VE-01c": (_("Verdieping"), PAGINA, "", _filled("verdieping")),
    "VE-02": (_D, "vervolg:vieren", "", _has("vervolg_dagen")),
    "VE-03": (_B, "vervolg:beleid", "", _lands),
    "VE-03a": (_B, "vervolg:beleid", "", _has("vervolg_beleid")),
    "VE-03b": (_("Gerichte opdracht"), "vervolg:opdracht", "", _has("vervolg_opdracht")),
    "VE-04a": (_("Nieuwe impulsen en doelen"), PAGINA, "", _filled("impulsen")),
    "VE-04b": (_("Krachten van de wijk"), PAGINA, "", _filled("krachten")),
    "VE-04c": (_("Aanbod dat past bij de wijk"), PAGINA, "", _filled("aanbod")),
    "VE-05": (_("Nieuw team"), PAGINA, "", _has("vervolg_teams")),
    "VE-05a": (_("Opbrengsten toepassen"), PAGINA, "", _filled("toepassen")),
    "VE-05c": (_("Nieuw team"), PAGINA, "", _with_series),
    "VE-07": (_V, PAGINA, "", _filled("doorontwikkeling", "terugkijken")),
    "VE-07a": (_("Opnieuw kijken"), PAGINA, "", _filled("terugkijken")),
    "VE-07b": (_("Definitieve overeenkomst"), "vervolg:overeenkomst", "", _filled("definitief")),
    "VE-07c": (_("Doorontwikkeling"), PAGINA, "", _filled("doorontwikkeling")),
    "VE-08": (_D, "vervolg:vieren", "", _celebrated),
}


def offer() -> None:
    """Add all of it; called once, when the program starts."""
    filled: dict[str, Any] = {name: Case(When(**{name: ""}, then=Value(0)), default=Value(1)) for name in TEKSTEN}
    dates = {"terugkijken": "terugkijken_op", "definitief": "definitief_id"}
    add_facts("vervolg", _of("Vervolg"), **filled, **dates)
    add_facts("vervolg_beleid", _of("Lesbesluit", wordt_beleid=True, les__vervallen_op=None), stand="les__status")
    add_facts("vervolg_dagen", _of("Regiodag", vervallen_op=None), id="pk")
    add_facts("vervolg_successen", _of("Succes", vervallen_op=None), op="gevierd_op")
    add_facts("vervolg_opdracht", _of("Vervolgpdf", soort="opdracht"), id="pk")
    add_facts("vervolg_teams", _of("Voortzetting", "van"), mee="mee")
    add_things(_THINGS)
