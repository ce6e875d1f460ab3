"""The states of a session, and which step leads from where to where (HOUSE 10)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reflectie.models import Sessiestaat

S = Sessiestaat


@dataclass(frozen=True, slots=True)
class Overgang:
    """One step: its name, the states it may start from, where it leads, and the words on its button."""

    naam: str
    van: tuple[str, ...]
    naar: str
    knop: str | Promise


OVERGANGEN = {
    overgang.naam: overgang
    for overgang in (
        Overgang("plannen", (S.CONCEPT, S.AFGEZEGD), S.GEPLAND, _("Plan en nodig uit")),
        Overgang("beginnen", (S.CONCEPT, S.GEPLAND), S.BEZIG, _("Begin de MLB")),
        Overgang("afzeggen", (S.CONCEPT, S.GEPLAND), S.AFGEZEGD, _("Zeg af")),
        Overgang("toch_niet", (S.BEZIG,), S.GEPLAND, _("Toch niet begonnen")),
        Overgang("afronden", (S.BEZIG,), S.AFGEROND, _("Sessie afronden")),
        Overgang("heropenen", (S.AFGEROND,), S.BEZIG, _("Open weer om aan te vullen")),
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
        raise KanNiet(_("Dit kan nu niet: de MLB is inmiddels %(staat)s.") % {"staat": S(staat).label.lower()})
    return overgang.naar
