"""What the log says of voortgang: words for what was done or refused, and what it was about."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from evaluatie.voortgang.models import Bericht, Lezer
from wijkaanpak.audit.woorden import register


def _berichten(ids: set[UUID]) -> Mapping[UUID, str]:
    return {row.pk: str(row) for row in Bericht.objects.filter(pk__in=ids).select_related("project")}


def _lezers(ids: set[UUID]) -> Mapping[UUID, str]:
    return {row.pk: row.email for row in Lezer.objects.filter(pk__in=ids)}


register(
    woorden={
        "voortgang.schrijven": _("Voortgangsbericht schrijven"),
        "voortgang.versturen": _("Voortgangsbericht versturen"),
        "voortgang.links_beeindigen": _("Links van lezers laten stoppen"),
        "voortgangsbericht verstuurd": _("Voortgangsbericht verstuurd"),
        "voortgangslinks beëindigd": _("Links van een voortgangsbericht beëindigd"),
        "lezer toegevoegd": _("Lezer van voortgangsberichten toegevoegd"),
        "lezer weggehaald": _("Lezer van voortgangsberichten weggehaald"),
        "lezer afgemeld": _("Lezer heeft zich afgemeld voor voortgangsberichten"),
    },
    namen={"voortgang.bericht": _berichten, "voortgang.lezer": _lezers},
)
