"""The live rules of a project (NUM-01 … NUM-09, VB-01a, VB-05b): what fails now, and three ways out of each.

A signal never blocks work. A gemeente can switch a rule off; a project can plan the repair or deviate with
a reason, and then the signal is quiet until that date.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from projects.models import Project
from projects.models.partners import VERPLICHT, Organisatiesoort, in_order
from projects.models.project import Projectrol
from projects.stand import Feiten

TEAM_MAX = 10
MONTHS_MIN = 12
DAGDEEL = "NUM-04"  # the rule of which a gemeente says how long a dagdeel is
DAGDEEL_MINUTES = (180, 210, 240)  # what it can choose from; the first is ours
OF_EACH_MIN = 2

Text = str | Promise


class Oordeel(Enum):
    """What a rule says besides that it fails or holds."""

    NOG_NIET = "nog niet te zeggen"  # there is nothing yet that it could hold for


# What is wrong now: the number in front, the words below it, and what it means. None: the rule holds.
Uitkomst = tuple[str, str, str] | Oordeel | None
Check = Callable[[Project, Feiten], Uitkomst]


@dataclass(frozen=True, slots=True)
class Regel:
    """One rule: its id, what it says when it fails and when it holds, its source, and where to repair it."""

    id: str
    titel: Text
    in_orde: Text
    bron: Text
    check: Check
    punt: str
    pagina: str
    knop: Text

    @property
    def adres(self) -> str:
        """The name of the address where it is repaired."""
        return address_of(self.pagina)


@dataclass(frozen=True, slots=True)
class Signaal:
    """A rule that fails in this project now."""

    regel: Regel
    getal: str
    eenheid: str
    tekst: str
    gepland: dict[str, Any] | None
    afgeweken: dict[str, Any] | None
    partner: str = ""  # the first organisation to repair it for, where it is about one

    @property
    def knop(self) -> Text:
        """What the button to repair it says: no second mandate where each was given, and starts later."""
        is_given = self.regel.id == "VB-05b" and not self.partner
        return _("Bekijk de mandaten") if is_given else self.regel.knop

    @property
    def is_stil(self) -> bool:
        """Whether the project answered it for now: planned for a day to come, or deviated from with a reason."""
        planned = self.gepland is not None and self.gepland["deadline"] >= timezone.localdate()
        return planned or self.afgeweken is not None


def _team_size(project: Project, feiten: Feiten) -> Uitkomst:
    n = len(feiten.team)
    if n <= TEAM_MAX:
        return None
    return (
        str(n),
        ngettext("mens", "mensen", n),
        _("Richtlijn: 8 tot 10 mensen, zodat iedereen elkaar snel leert kennen."),
    )


def _length(project: Project, feiten: Feiten) -> Uitkomst:
    n = project.months()
    if n >= MONTHS_MIN:
        return None
    return str(n), ngettext("maand", "maanden", n), _("Samenwerking opbouwen kost minstens een jaar.")


# Who works in the area every week: not an ervaringsdeskundige, nor a ketenpartner who joins now and then.
_WEEKLY = (Projectrol.PROJECTLEIDER, Projectrol.GEDRAGSWETENSCHAPPER, Projectrol.UITVOEREND)


def _presence(project: Project, feiten: Feiten) -> Uitkomst:
    weekly = [each for each in feiten.team if each["rol"] in _WEEKLY]
    if not weekly:
        return Oordeel.NOG_NIET
    absent = [each["naam"] for each in weekly if not each["dagdelen"]]
    if not absent:
        return None
    text = _("Nog geen vaste halve dag in de wijk: %(wie)s.") % {"wie": ", ".join(sorted(absent))}
    return str(len(weekly) - len(absent)), _("van %(n)s") % {"n": len(weekly)}, text


def _first_meeting(project: Project, feiten: Feiten) -> Uitkomst:
    minutes = feiten.start_minuten
    if minutes is None:
        return Oordeel.NOG_NIET
    wanted = feiten.grenzen.get(DAGDEEL, DAGDEEL_MINUTES[0])
    if minutes >= wanted:
        return None
    return str(minutes), _("minuten"), _("Afspraak: minstens een dagdeel, dus %(duur)s.") % {"duur": hours(wanted)}


def hours(minutes: int) -> str:
    """Return a number of minutes in hours, in words: ``3 uur``, ``3,5 uur``."""
    return _("%(n)s uur") % {"n": f"{minutes / 60:g}".replace(".", ",")}


def _two_of_each(project: Project, feiten: Feiten) -> Uitkomst:
    counts = {
        soort: sum(each["soort"] == soort for each in feiten.team)
        for soort in (Organisatiesoort.WIJKTEAM, Organisatiesoort.GI)
    }
    if all(n >= OF_EACH_MIN for n in counts.values()):
        return None
    text = _("In het team: %(wijkteam)s van het wijkteam en %(gi)s van de GI. Afspraak: van elk minstens 2.") % {
        "wijkteam": counts[Organisatiesoort.WIJKTEAM],
        "gi": counts[Organisatiesoort.GI],
    }
    return str(min(counts.values())), _("van 2"), text


def _one_of_each(project: Project, feiten: Feiten) -> Uitkomst:
    wanted = (Organisatiesoort.WIJKTEAM, Organisatiesoort.VEILIG_THUIS, Organisatiesoort.GI)
    doing = {each["soort"] for each in feiten.team if each["rol"] == Projectrol.UITVOEREND}
    missing = [str(soort.label) for soort in wanted if soort not in doing]
    if not missing:
        return None
    text = _("Er is nog geen uitvoerend medewerker van: %(wie)s.") % {"wie": ", ".join(missing)}
    return str(3 - len(missing)), _("van 3"), text


def _evaluations(project: Project, feiten: Feiten) -> Uitkomst:
    planned = [project.halverwege_op, project.eindevaluatie_op]
    n = sum(day is not None for day in planned)
    if n == 2:
        return None
    return str(n), _("van 2"), _("Plan er twee: één halverwege en één aan het einde.")


def _required_partners(project: Project, feiten: Feiten) -> Uitkomst:
    missing = [str(soort.label) for soort in missing_partners(feiten)]
    if not missing:
        return None
    text = _("Nog niet in de lijst: %(wie)s. Zonder deze partners is er geen overeenkomst.") % {
        "wie": ", ".join(missing)
    }
    return str(len(VERPLICHT) - len(missing)), _("van %(n)s") % {"n": len(VERPLICHT)}, text


def missing_partners(feiten: Feiten) -> list[Organisatiesoort]:
    """Return the required kinds of organisation that are not in the list (VB-01a)."""
    return [soort for soort in VERPLICHT if soort not in feiten.soorten()]


def _without_mandate(feiten: Feiten) -> list[dict[str, Any]]:
    """Return the required partners that let nobody decide, the gemeente first."""
    given = {each["partner"] for each in feiten.mandaten if each["soort"] == "besluiten"}
    found = [each for each in feiten.partners if each["soort"] in VERPLICHT and each["id"] not in given]
    return sorted(found, key=lambda each: in_order(each["soort"], each["naam"]))


def _start_of_mandates(feiten: Feiten) -> dict[str, datetime.date]:
    """Return the first day of the mandates to decide that were given and start later, by partner."""
    days: dict[str, datetime.date] = {}
    for each in feiten.komend:
        van = datetime.date.fromisoformat(each["van"])
        days[each["partner"]] = min(van, days.get(each["partner"], van))
    return days


def _mandates(project: Project, feiten: Feiten) -> Uitkomst:
    wanted = [each for each in feiten.partners if each["soort"] in VERPLICHT]
    if not wanted:
        return Oordeel.NOG_NIET
    without = _without_mandate(feiten)
    if not without:
        return None
    starts = _start_of_mandates(feiten)
    texts = [_("Je kunt nu niet besluiten namens %(wie)s.") % {"wie": ", ".join(sorted(e["naam"] for e in without))}]
    texts += [
        _("Het mandaat van %(wie)s gaat in op %(dag)s.")
        % {"wie": each["naam"], "dag": date_format(starts[each["id"]], "j F Y")}
        for each in without
        if each["id"] in starts
    ]
    return str(len(wanted) - len(without)), _("van %(n)s") % {"n": len(wanted)}, " ".join(texts)


def _planned_mandates(feiten: Feiten) -> dict[str, Any] | None:
    """Return the plan that mandates to come are; None when an organisation gave none at all."""
    without, starts = _without_mandate(feiten), _start_of_mandates(feiten)
    if not without or any(each["id"] not in starts for each in without):
        return None
    names = ", ".join(each["naam"] for each in without)
    return {"wie": names, "deadline": max(starts[each["id"]] for each in without)}


REGELS = [
    Regel(
        "VB-01a",
        _lazy("Een verplichte partner ontbreekt"),
        _lazy("De vijf verplichte partners doen mee"),
        _lazy("De implementatiewijzer wil bij de start minstens gemeente, wijkteam, Veilig Thuis, GI en Raad erbij."),
        _required_partners,
        "VB-01a",
        "partners",
        _lazy("Bekijk de partners"),
    ),
    Regel(
        "VB-05b",
        _lazy("Er is nog niet van elke partner mandaat"),
        _lazy("De verplichte partners gaven mandaat"),
        _lazy("De projectleider stuurt over meerdere organisaties heen, en heeft daarvoor mandaat van elk nodig."),
        _mandates,
        "VB-05b",
        "afspraken",
        _lazy("Leg mandaat vast"),
    ),
    Regel(
        "NUM-01",
        _lazy("Het team is groter dan 10"),
        _lazy("Het team telt hooguit 10 mensen"),
        _lazy("De implementatiewijzer houdt het projectteam klein: hooguit 8 tot 10 mensen."),
        _team_size,
        "VB-06a",
        "team",
        _lazy("Bekijk het team"),
    ),
    Regel(
        "NUM-02",
        _lazy("Het project duurt korter dan een jaar"),
        _lazy("De looptijd is minstens een jaar"),
        _lazy("Volgens de implementatiewijzer kost het minstens een jaar om samenwerking op te bouwen."),
        _length,
        "VB-04.3",
        "wijzigen",
        _lazy("Wijzig de looptijd"),
    ),
    Regel(
        "NUM-03",
        _lazy("Niet iedereen is elke week in de wijk"),
        _lazy("Iedereen is elke week een halve dag in de wijk"),
        _lazy("De implementatiewijzer vraagt van elk projectlid wekelijks minstens een halve dag in de wijk."),
        _presence,
        "UI-02a",
        "aanwezigheid",
        _lazy("Vul het rooster in"),
    ),
    Regel(
        DAGDEEL,
        _lazy("De startbijeenkomst was korter dan een dagdeel"),
        _lazy("De startbijeenkomst duurt een dagdeel"),
        _lazy("De implementatiewijzer reserveert voor de startbijeenkomst minstens een dagdeel."),
        _first_meeting,
        "ST-02a",
        "startbijeenkomst",
        _lazy("Bekijk de startbijeenkomst"),
    ),
    Regel(
        "NUM-07",
        _lazy("Er zijn te weinig mensen van wijkteam of GI"),
        _lazy("Wijkteam en GI leveren elk minstens 2 mensen"),
        _lazy("In het onderzochte project deden per team minstens 2 mensen van het wijkteam en 2 van de GI mee."),
        _two_of_each,
        "VB-06",
        "team",
        _lazy("Bekijk het team"),
    ),
    Regel(
        "NUM-08",
        _lazy("Niet elke organisatie levert een uitvoerend medewerker"),
        _lazy("Wijkteam, Veilig Thuis en GI zitten in het team"),
        _lazy("De implementatiewijzer wil in elk geval uitvoerenden van wijkteam, Veilig Thuis en GI in het team."),
        _one_of_each,
        "VB-06b",
        "team",
        _lazy("Bekijk het team"),
    ),
    Regel(
        "NUM-09",
        _lazy("De twee evaluaties zijn nog niet gepland"),
        _lazy("Beide evaluaties zijn gepland"),
        _lazy("Het onderzochte programma evalueerde twee keer: halverwege en aan het einde."),
        _evaluations,
        "UI-07b",
        "wijzigen",
        _lazy("Plan de evaluaties"),
    ),
]
BY_ID = {regel.id: regel for regel in REGELS}
PUNTEN = [regel.punt for regel in REGELS]


def add_rule(regel: Regel) -> None:
    """Offer one more rule, once, when the program starts: an app that builds on projects adds its own."""
    REGELS.append(regel)
    BY_ID[regel.id] = regel
    PUNTEN.append(regel.punt)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a project stands with its rules: what asks for attention, what was answered, what is in order."""

    open: list[Signaal]
    stil: list[Signaal]
    in_orde: list[Regel]

    @property
    def totaal(self) -> int:
        """How many rules are on and have something to say."""
        return len(self.open) + len(self.stil) + len(self.in_orde)


def address_of(pagina: str) -> str:
    """Return the name of an address: of projects itself, unless it says of which app."""
    return pagina if ":" in pagina else f"projects:{pagina}"


def stand_of(project: Project, feiten: Feiten) -> Stand:
    """Return where a project stands with the rules its gemeente left on. ``feiten`` has the plans of ``PUNTEN``."""
    stand = Stand([], [], [])
    for regel in REGELS:
        if regel.id in feiten.uit:
            continue
        found = signaal_of(regel, project, feiten)
        if found is not None:
            (stand.stil if found.is_stil else stand.open).append(found)
        elif holds(regel, project, feiten):
            stand.in_orde.append(regel)
    return stand


def holds(regel: Regel, project: Project, feiten: Feiten) -> bool:
    """Whether there is something that a rule is about, and it is in order."""
    return regel.check(project, feiten) is None


def signaal_of(regel: Regel, project: Project, feiten: Feiten) -> Signaal | None:
    """Return the signal of one rule, or None when it holds or can't be told yet."""
    outcome = regel.check(project, feiten)
    if outcome is None or isinstance(outcome, Oordeel):
        return None
    mandates = regel.id == "VB-05b"
    return Signaal(
        regel, *outcome,
        gepland=(mandates and _planned_mandates(feiten)) or _with_day(feiten.gepland.get(regel.punt), "deadline"),
        afgeweken=_with_day(feiten.afgeweken.get(regel.id), "tot"),
        partner=_asked_for_mandate(feiten) if mandates else "",
    )  # fmt: skip


def _asked_for_mandate(feiten: Feiten) -> str:
    """Return the first organisation that gave no mandate, not even one that starts later; '' when each did."""
    starts = _start_of_mandates(feiten)
    return next((str(each["id"]) for each in _without_mandate(feiten) if each["id"] not in starts), "")


def _with_day(found: dict[str, Any] | None, name: str) -> dict[str, Any] | None:
    return found and {**found, name: datetime.date.fromisoformat(found[name])}
