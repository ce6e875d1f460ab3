"""The states of a plan, and which step leads from where to where (HOUSE 10)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ontwikkelplan.models import Planstaat
from ontwikkelplan.overgangen import Overgang, Stappen, Woorden

S = Planstaat


@dataclass(frozen=True, slots=True)
class Planstap(Overgang):
    """A step of a plan, and what it means. ``versie`` is the reason of the version that it freezes; '' freezes none."""

    uitleg: Woorden
    versie: Woorden = ""


VASTSTELLEN = "vaststellen"
OVERGANGEN = {
    overgang.naam: overgang
    for overgang in (
        Planstap(
            VASTSTELLEN,
            (S.CONCEPT, S.UITVOERING),
            S.VASTGESTELD,
            _("Leg vast dat het is vastgesteld"),
            _("Bijvoorbeeld door het college of de raad. Er blijft een versie bewaard van hoe het plan toen was."),
            _("Vastgesteld"),
        ),
        Planstap(
            "uitvoeren",
            (S.VASTGESTELD,),
            S.UITVOERING,
            _("Begin met uitvoeren"),
            _("Iedereen werkt vanaf nu de stand van zaken bij."),
        ),
        Planstap(
            "toch_concept",
            (S.VASTGESTELD,),
            S.CONCEPT,
            _("Toch nog een concept"),
            _("De versie die is vastgesteld, blijft bewaard."),
        ),
        Planstap(
            "afsluiten",
            (S.VASTGESTELD, S.UITVOERING),
            S.AFGESLOTEN,
            _("Sluit het plan af"),
            _("Daarna kan iedereen het lezen en niemand het wijzigen. Je kunt het weer openen."),
            _("Afgesloten"),
        ),
        Planstap(
            "heropenen",
            (S.AFGESLOTEN,),
            S.UITVOERING,
            _("Open het plan weer"),
            _("Daarna kan het weer gewijzigd worden."),
        ),
    )
}
_stappen = Stappen(OVERGANGEN, Planstaat, _("Dit kan nu niet: het plan is inmiddels %(staat)s."))
steps_from, target = _stappen.steps_from, _stappen.target
