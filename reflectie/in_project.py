"""What reflectie adds to a project: a tab, the rules NUM-05 and NUM-06, and what the checklist can see (UI-04 … 07)."""

from typing import Any

from django.db.models import OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from projects.dingen import Exists, add_things
from projects.models import Project
from projects.models.project import Fase
from projects.signalen import Oordeel, Regel, Uitkomst, add_rule
from projects.stand import Feiten, add_facts
from projects.views.projecten import TABS
from reflectie.reekstelling import ADVICE, streak, too_early

PAGINA = "reflectie:zicht"


def _sessions() -> Any:
    from reflectie.models import Sessie

    return Sessie.objects.not_cancelled().filter(project=OuterRef("pk"))


def _series() -> Any:
    from reflectie.models import Reeks

    return Reeks.objects.current().filter(project=OuterRef("pk"))


def _pauses() -> Any:
    from reflectie.models import Maandpauze

    return Maandpauze.objects.current().filter(project=OuterRef("pk"))


def _lessons() -> Any:
    from reflectie.models import Les

    return Les.objects.current().filter(project=OuterRef("pk"))


def held(feiten: Feiten) -> list[dict[str, Any]]:
    """Return the sessions that were held, the first first."""
    return sorted((each for each in feiten.extra["mlb"] if each["staat"] == "afgerond"), key=lambda each: each["datum"])


def _monthly(project: Project, feiten: Feiten) -> Uitkomst:
    """NUM-05: a calendar month in the phase uitvoering needs an MLB, held or planned, or a reason for a pause."""
    today = timezone.localdate()
    counted = [each for each in feiten.extra["mlb"] if _counts(each, today.isoformat())]
    months = {each["datum"][:7] for each in counted}
    quiet = {each["maand"][:7] for each in feiten.extra["pauzes"]}
    now = f"{today:%Y-%m}"
    if project.fase != Fase.UITVOERING and min(months, default="9") > now:
        return Oordeel.NOG_NIET
    if now in months | quiet:
        return None
    text = _("In %(maand)s is er geen MLB gehouden of gepland. Afspraak: minstens één per maand.")
    return "0", _("deze maand"), text % {"maand": date_format(today, "F")}


def _counts(each: dict[str, Any], today: str) -> bool:
    """Whether a session was held, or is planned for a day to come."""
    return each["staat"] in ("bezig", "afgerond") or (each["staat"] == "gepland" and each["datum"] >= today)


def _same_method(project: Project, feiten: Feiten) -> Uitkomst:
    """NUM-06: the method changed before it was kept five times."""
    methodes = [each["methode"] for each in held(feiten)]
    if not methodes:
        return Oordeel.NOG_NIET
    keren = too_early(methodes)
    if keren is None or streak(methodes) >= ADVICE:
        return None  # kept long enough by now
    return (
        str(keren),
        _("van %(n)s keer") % {"n": ADVICE},
        _("Jullie wisselden van methode voordat die kon wennen. Advies: 5 tot 6 keer dezelfde."),
    )


def _has(name: str) -> Exists:
    return lambda project, feiten: bool(feiten.extra[name])


def _series_field(name: str) -> Exists:
    return lambda project, feiten: any(each[name] for each in feiten.extra["reeks"])


def _monthly_holds(project: Project, feiten: Feiten) -> bool:
    return bool(held(feiten)) and _monthly(project, feiten) is None


_R = _lazy("Reflectie")
_THINGS: dict[str, Any] = {
    "UI-04": (_R, PAGINA, "", _has("reeks")),
    "UI-04a": (_R, PAGINA, "", _monthly_holds),
    "UI-04d": (_R, PAGINA, "", _series_field("deelname")),
    "UI-05": (_R, PAGINA, "", _has("reeks")),
    "UI-05a": (_R, PAGINA, "", _has("reeks")),
    "UI-05b": (
        _R,
        PAGINA,
        "",
        lambda project, feiten: _streak_of(feiten) >= ADVICE,
    ),
    "UI-06": (_R, PAGINA, "", _series_field("gespreksleider")),
    "UI-06a": (_R, PAGINA, "", _series_field("gespreksleider")),
    "UI-06b": (_R, PAGINA, "", _series_field("steun")),
    "UI-07": (_lazy("Lessen"), "reflectie:lessen", "", _has("lessen")),
    "UI-07a": (_lazy("Lessen"), "reflectie:lessen", "", _has("lessen")),
}


def _streak_of(feiten: Feiten) -> int:
    return streak([each["methode"] for each in held(feiten)])


def offer() -> None:
    """Add all of it; called once, when the program starts."""
    TABS.append(("reflectie", _lazy("Reflectie"), PAGINA))
    add_facts("mlb", _sessions, datum="datum", staat="staat", methode="methode")
    add_facts("reeks", _series, gespreksleider="gespreksleider_id", steun="steun", deelname="deelname")
    add_facts("pauzes", _pauses, maand="maand")
    add_facts("lessen", _lessons, id="pk")
    add_things(_THINGS)
    add_rule(
        Regel(
            "NUM-05",
            _lazy("Deze maand is er nog geen MLB"),
            _lazy("Elke maand is er een MLB"),
            _lazy("De implementatiewijzer vraagt minstens één reflectie per maand."),
            _monthly,
            "UI-04a",
            PAGINA,
            _lazy("Plan een MLB"),
        )
    )
    add_rule(
        Regel(
            "NUM-06",
            _lazy("De methode wisselde voordat die 5 keer was gehouden"),
            _lazy("De methode wordt 5 tot 6 keer volgehouden"),
            _lazy("De implementatiewijzer houdt dezelfde methode 5 tot 6 keer achter elkaar vol."),
            _same_method,
            "UI-05b",
            PAGINA,
            _lazy("Bekijk de reeks"),
        )
    )
