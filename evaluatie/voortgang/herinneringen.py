"""The kind of mail that a member can stop or start: voortgangsberichten."""

from django.utils.translation import gettext_lazy as _

from wijkaanpak.herinneringen.bronnen import Ritme, Soort, register_kinds

VOORTGANG = "voortgang"

register_kinds(
    Soort(
        VOORTGANG,
        _("Voortgangsberichten"),
        _("Een link naar één bladzijde over hoe een project gaat, als een projectleider die jou stuurt."),
        Ritme.DIRECT,
        ritmes=(Ritme.DIRECT, Ritme.GEEN),
    )
)
