"""The states of a quickscan, and which step leads from where to where (HOUSE 10)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ontwikkelplan.models import Scanstaat

S = Scanstaat
Woorden = str | Promise


@dataclass(frozen=True, slots=True)
class Overgang:
    """One step: where it starts and leads, the words of its button and question, what follows, and what to say after.

    ``is_terug`` is a step back.
    """

    naam: str
    van: str
    naar: str
    knop: Woorden
    vraag: Woorden
    gevolgen: tuple[Woorden, ...]
    klaar: Woorden
    is_terug: bool = False


OVERGANGEN = {
    overgang.naam: overgang
    for overgang in (
        Overgang(
            "bespreken",
            S.INVULLEN,
            S.BESPREKEN,
            _lazy("Open de bespreking"),
            _lazy("De bespreking openen?"),
            (
                _lazy(
                    "Iedereen die voor de gemeente werkt of meedoet, ziet dan de antwoorden van alle vier de "
                    "perspectieven, met toelichting."
                ),
                _lazy("Niemand kan zijn antwoorden daarna nog veranderen."),
                _lazy("Je kunt terug naar invullen. Maar wie de antwoorden zag, heeft ze dan gezien."),
            ),
            _lazy("De bespreking is open. De grootste verschillen staan bovenaan."),
        ),
        Overgang(
            "terug",
            S.BESPREKEN,
            S.INVULLEN,
            _lazy("Terug naar invullen"),
            _lazy("Terug naar invullen?"),
            (
                _lazy(
                    "Iedereen ziet dan weer alleen de antwoorden van het eigen perspectief. Wie de andere al zag, "
                    "heeft ze gezien."
                ),
                _lazy("Wie meedoet, kan zijn antwoorden weer veranderen."),
                _lazy(
                    "Wat jullie samen kozen, blijft bewaard. Je ziet het weer zodra de bespreking open is. "
                    "Ontwikkelpunten blijven staan."
                ),
            ),
            _lazy("De quickscan is weer open om in te vullen."),
            is_terug=True,
        ),
        Overgang(
            "afronden",
            S.BESPREKEN,
            S.AFGEROND,
            _lazy("Rond de quickscan af"),
            _lazy("De quickscan afronden?"),
            (
                _lazy("De antwoorden en wat jullie samen kozen, kun je dan lezen en niet meer veranderen."),
                _lazy("Van een vraag kun je nog wel een ontwikkelpunt maken."),
                _lazy("Je kunt de bespreking altijd weer openen."),
            ),
            _lazy("De quickscan is afgerond."),
        ),
        Overgang(
            "heropenen",
            S.AFGEROND,
            S.BESPREKEN,
            _lazy("Open de bespreking weer"),
            _lazy("De bespreking weer openen?"),
            (
                _lazy("Wat jullie samen kozen, is dan weer te veranderen."),
                _lazy("De antwoorden van de perspectieven blijven zoals ze zijn."),
            ),
            _lazy("De bespreking is weer open."),
            is_terug=True,
        ),
    )
}


class KanNiet(Exception):
    """What can't be done now; the text says why, for people."""


def steps_from(staat: str) -> list[Overgang]:
    """Return the steps that can be taken from a state."""
    return [overgang for overgang in OVERGANGEN.values() if overgang.van == staat]


def target(naam: str, staat: str) -> str:
    """Return where a step leads from a state. Raises KanNiet when it doesn't start there, KeyError for no step."""
    overgang = OVERGANGEN[naam]
    if overgang.van != staat:
        raise KanNiet(_("Dit kan nu niet. Stand van de quickscan: %(staat)s.") % {"staat": S(staat).label.lower()})
    return overgang.naar
