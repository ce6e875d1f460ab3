"""How long a method was kept (NUM-06): the streak, and what a switch means in honest words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

ADVICE = 5  # times, at least
FULL = 6


def streak(methodes: Sequence[str]) -> int:
    """Return how many of the last sessions in a row used the same method; the oldest first in ``methodes``."""
    count = 0
    for methode in reversed(methodes):
        if methode != methodes[-1]:
            break
        count += 1
    return count


def too_early(methodes: Sequence[str]) -> int | None:
    """Return how often the method before the last switch was kept when that was less than advised, else None."""
    before = methodes[: len(methodes) - streak(methodes)]
    kept = streak(before)
    return kept if before and kept < ADVICE else None


def words(keren: int) -> str:
    """Return what a streak means now."""
    if keren == 0:
        return _("Er is nog geen MLB vastgelegd. Het advies is om dezelfde methode 5 tot 6 keer vol te houden.")
    if keren < ADVICE:
        return ngettext(
            "Dezelfde methode is %(n)s keer gehouden. Het advies is 5 tot 6 keer; een stroef begin is normaal.",
            "Dezelfde methode is %(n)s keer achter elkaar gehouden. Het advies is 5 tot 6 keer; een stroef begin "
            "is normaal.",
            keren,
        ) % {"n": keren}
    return _("Dezelfde methode is %(n)s keer achter elkaar gehouden. Dat is het advies. Nu kiezen jullie zelf.") % {
        "n": keren
    }


def words_of_switch(keren: int, was: str, wordt: str) -> str:
    """Return what it means to go on with another method now. ``keren`` is how often the one before was kept."""
    names = {"was": was, "wordt": wordt, "n": keren}
    if keren == 0:
        return _("Jullie beginnen met ‘%(wordt)s’.") % names
    if keren < ADVICE:
        return (
            _(
                "Jullie wisselen na %(n)s keer ‘%(was)s’. Het advies is 5 tot 6 keer: een methode heeft tijd nodig om "
                "te wennen. Het kan, maar je ziet dan nog niet wat ‘%(was)s’ jullie had gebracht. De telling begint "
                "opnieuw."
            )
            % names
        )
    return (
        _(
            "Jullie hielden ‘%(was)s’ %(n)s keer vol. Dat is genoeg om te weten wat de methode brengt. De telling van "
            "‘%(wordt)s’ begint bij 1."
        )
        % names
    )
