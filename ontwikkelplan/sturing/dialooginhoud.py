"""What a meeting between gemeente and lokaal team can be about, and what earlier meetings left open."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ontwikkelplan.models import Ontwikkelpunt, Plan
from ontwikkelplan.sturing.models import (
    Kant,
    Knelpunt,
    Monitorafspraak,
    Opdracht,
    Opdrachttekst,
    Overleg,
    Overlegactie,
    Taak,
)
from ontwikkelplan.sturing.opdrachtinhoud import TEKST, instrument_of
from wijkaanpak.instrumenten.schema import Instrument, Punt

RANDVOORWAARDEN = "randvoorwaarden"
# What the instrument says of each kind of overleg, and of each step of the cycle.
SOORTEN = {"ambities": "OPD-OV-01", "realisatie": "OPD-OV-02"}
STAPPEN = {"plan": "OPD-PD-01", "do": "OPD-PD-02", "check": "OPD-PD-03", "act": "OPD-PD-04"}
# What a good conversation asks of both.
VEREIST = ("OPD-GS-01", "OPD-GS-02", "OPD-GS-03", "OPD-GS-04", "OPD-DI-01")
HOE = _lazy("Hoe het team werkt")
_DOEL = Monitorafspraak._meta.get_field("doel").max_length


def onderwerpen(instrument: Instrument) -> list[tuple[str, list[Punt]]]:
    """Return what can be ticked for an agenda: the eight of ‘hoe’ (OPD-HOE), and the randvoorwaarden."""
    hoe = [punt for punt in instrument.walk() if punt.soort == "agendapunt"]
    deel = instrument.onderdeel(RANDVOORWAARDEN)
    found = [(str(HOE), hoe)]
    if deel is not None:
        found.append((deel.titel, [punt for punt in deel.punten if punt.soort == TEKST]))
    return found


def uitleg(opdracht: Opdracht) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what each topic is about: of a randvoorwaarde what the opdracht itself says."""
    written = {row.punt: row.tekst for row in Opdrachttekst.objects.filter(opdracht=opdracht)}
    nothing = _("De opdracht zegt hier nog niets over.")

    def about(punt: Punt) -> str:
        return (written.get(punt.id) or nothing) if punt.soort == TEKST else punt.hulp

    return [
        (titel, [(punt.titel, about(punt)) for punt in punten])
        for titel, punten in onderwerpen(instrument_of(opdracht))
    ]


def gekozen(overleg: Overleg) -> list[tuple[str, list[Punt]]]:
    """Return what was ticked for a meeting, without the groups that are empty."""
    ticked = overleg.agenda.split(",")
    groups = [
        (titel, [punt for punt in punten if punt.id in ticked])
        for titel, punten in onderwerpen(instrument_of(overleg.opdracht))
    ]
    return [(titel, punten) for titel, punten in groups if punten]


@dataclass(frozen=True, slots=True)
class Agendastand:
    """How much stands on an agenda, and whether a randvoorwaarde is among it (OPD-DI-01)."""

    aantal: int
    heeft_randvoorwaarde: bool


def agendastand(overleg: Overleg) -> Agendastand:
    """Count the agenda of a meeting."""
    groups = gekozen(overleg)
    own = len(eigen_punten(overleg))
    ticked = [punt for _titel, punten in groups for punt in punten]
    return Agendastand(own + len(ticked), any(punt.soort == TEKST for punt in ticked))


def eigen_punten(overleg: Overleg) -> list[str]:
    """Return the own points of a meeting, one a line."""
    lines = (line.strip().removeprefix("- ") for line in overleg.eigen_punten.splitlines())
    return [line for line in lines if line]


def nog_open(overleg: Overleg) -> list[Overlegactie]:
    """Return the actions of earlier meetings on the same opdracht that aren't done."""
    rows = Overlegactie.objects.open().filter(
        overleg__opdracht_id=overleg.opdracht_id, overleg__datum__lte=overleg.datum
    )
    return list(rows.exclude(overleg=overleg).select_related("overleg").order_by("voor", "id"))


def van_eerder(overleg: Overleg) -> list[Overlegactie]:
    """Return the actions of earlier meetings that were still open at the meeting before this one, done since or not."""
    there = Overleg.objects.current().filter(opdracht_id=overleg.opdracht_id, datum__lte=overleg.datum)
    earlier = there.exclude(pk=overleg.pk)
    last = earlier.aggregate(last=Max("datum"))["last"]
    rows = Overlegactie.objects.current().filter(overleg__in=earlier)
    found = rows.filter(Q(klaar_op=None) | Q(klaar_op__gt=last)) if last else rows.none()
    return list(found.select_related("overleg").order_by("voor", "id"))


def open_knelpunten(overleg: Overleg) -> list[Knelpunt]:
    """Return the knelpunten that still lie on the table."""
    return list(Knelpunt.objects.current().filter(opdracht_id=overleg.opdracht_id, opgelost_op=None))


def doelen(opdracht_id: UUID) -> tuple[str, ...]:
    """Return the tasks of an opdracht and the goals of the ontwikkelplan, to name one of them elsewhere."""
    tasks = Taak.objects.current().filter(opdracht_id=opdracht_id).values_list("taak", flat=True)
    goals = Ontwikkelpunt.objects.current().filter(plan__in=Plan.objects.current()).exclude(doel="")
    lines = [goal.splitlines()[0][:_DOEL] for goal in goals.values_list("doel", flat=True)]
    return tuple(dict.fromkeys([*tasks, *lines]))


def per_kant(acties: Iterable[Overlegactie]) -> list[tuple[Kant, list[Overlegactie]]]:
    """Return the actions by the side they are of."""
    found = list(acties)
    return [(kant, [actie for actie in found if actie.kant == kant.value]) for kant in Kant]


def eenzijdig(overleg: Overleg, acties: Iterable[Overlegactie]) -> str:
    """Return what there is to say when a held meeting has actions on one side alone (OPD-DI-01), or ''."""
    with_action = [kant for kant, found in per_kant(acties) if found]
    if overleg.gehouden_op is None or len(with_action) != 1:
        return ""
    if with_action[0] == Kant.TEAM:
        return _("Alleen het lokaal team heeft een actie. In een dialoog doet de gemeente ook iets.")
    return _("Alleen de gemeente heeft een actie. In een dialoog doet het lokaal team ook iets.")
