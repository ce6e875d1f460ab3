"""The states of a plan, and which step leads from where to where (HOUSE 10)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.models import Planstaat

S = Planstaat


@dataclass(frozen=True, slots=True)
class Overgang:
    """One step: the states it may start from, where it leads, the words on its button, and what it means.

    ``versie`` is the reason of the version that it freezes; '' freezes none.
    """

    naam: str
    van: tuple[str, ...]
    naar: str
    knop: str | Promise
    uitleg: str | Promise
    versie: str | Promise = ""


VASTSTELLEN = "vaststellen"
OVERGANGEN = {
    overgang.naam: overgang
    for overgang in (
        Overgang(
            VASTSTELLEN,
            (S.CONCEPT, S.UITVOERING),
            S.VASTGESTELD,
            _("Leg vast dat het is vastgesteld"),
            _("Bijvoorbeeld door het college of de raad. Er blijft een versie bewaard van hoe het plan toen was."),
            _("Vastgesteld"),
        ),
        Overgang(
            "uitvoeren",
            (S.VASTGESTELD,),
            S.UITVOERING,
            _("Begin met uitvoeren"),
            _("Iedereen werkt vanaf nu de stand van zaken bij."),
        ),
        Overgang(
            "toch_concept",
            (S.VASTGESTELD,),
            S.CONCEPT,
            _("Toch nog een concept"),
            _("De versie die is vastgesteld, blijft bewaard."),
        ),
        Overgang(
            "afsluiten",
            (S.VASTGESTELD, S.UITVOERING),
            S.AFGESLOTEN,
            _("Sluit het plan af"),
            _("Daarna kan iedereen het lezen en niemand het wijzigen. Je kunt het weer openen."),
            _("Afgesloten"),
        ),
        Overgang(
            "heropenen",
            (S.AFGESLOTEN,),
            S.UITVOERING,
            _("Open het plan weer"),
            _("Daarna kan het weer gewijzigd worden."),
        ),
    )
}


class KanNiet(Exception):
    """A step that can't be taken now; the text says why, for people."""


def steps_from(staat: str) -> list[Overgang]:
    """Return the steps that can be taken from a state."""
    return [overgang for overgang in OVERGANGEN.values() if staat in overgang.van]


def target(naam: str, staat: str) -> str:
    """Return where a step leads from a state. Raises KanNiet when it doesn't start there, KeyError for no step."""
    overgang = OVERGANGEN[naam]
    if staat not in overgang.van:
        raise KanNiet(_("Dit kan nu niet: het plan is inmiddels %(staat)s.") % {"staat": S(staat).label.lower()})
    return overgang.naar
