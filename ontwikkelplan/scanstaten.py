"""The states of a quickscan, and which step leads from where to where (HOUSE 10)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ontwikkelplan.models import Scanstaat
from ontwikkelplan.overgangen import Overgang, Stappen, Woorden

S = Scanstaat


@dataclass(frozen=True, slots=True)
class Scanstap(Overgang):
    """A step of a scan: the question before it, what follows, and what to say after; ``is_terug`` is a step back."""

    vraag: Woorden
    gevolgen: tuple[Woorden, ...]
    klaar: Woorden
    is_terug: bool = False


OVERGANGEN = {
    overgang.naam: overgang
    for overgang in (
        Scanstap(
            "bespreken",
            (S.INVULLEN,),
            S.BESPREKEN,
            _("Open de bespreking"),
            _("De bespreking openen?"),
            (
                _(
                    "Iedereen die voor de gemeente werkt of meedoet, ziet dan de antwoorden van alle vier de "
                    "perspectieven, met toelichting."
                ),
                _("Niemand kan zijn antwoorden daarna nog veranderen."),
                _("Je kunt terug naar invullen. Maar wie de antwoorden zag, heeft ze dan gezien."),
            ),
            _("De bespreking is open. De grootste verschillen staan bovenaan."),
        ),
        Scanstap(
            "terug",
            (S.BESPREKEN,),
            S.INVULLEN,
            _("Terug naar invullen"),
            _("Terug naar invullen?"),
            (
                _(
                    "Iedereen ziet dan weer alleen de antwoorden van het eigen perspectief. Wie de andere al zag, "
                    "heeft ze gezien."
                ),
                _("Wie meedoet, kan zijn antwoorden weer veranderen."),
                _(
                    "Wat jullie samen kozen, blijft bewaard. Je ziet het weer zodra de bespreking open is. "
                    "Ontwikkelpunten blijven staan."
                ),
            ),
            _("De quickscan is weer open om in te vullen."),
            is_terug=True,
        ),
        Scanstap(
            "afronden",
            (S.BESPREKEN,),
            S.AFGEROND,
            _("Rond de quickscan af"),
            _("De quickscan afronden?"),
            (
                _("De antwoorden en wat jullie samen kozen, kun je dan lezen en niet meer veranderen."),
                _("Van een vraag kun je nog wel een ontwikkelpunt maken."),
                _("Je kunt de bespreking altijd weer openen."),
            ),
            _("De quickscan is afgerond."),
        ),
        Scanstap(
            "heropenen",
            (S.AFGEROND,),
            S.BESPREKEN,
            _("Open de bespreking weer"),
            _("De bespreking weer openen?"),
            (
                _("Wat jullie samen kozen, is dan weer te veranderen."),
                _("De antwoorden van de perspectieven blijven zoals ze zijn."),
            ),
            _("De bespreking is weer open."),
            is_terug=True,
        ),
    )
}
_stappen = Stappen(OVERGANGEN, Scanstaat, _("Dit kan nu niet. Stand van de quickscan: %(staat)s."))
steps_from, target = _stappen.steps_from, _stappen.target
