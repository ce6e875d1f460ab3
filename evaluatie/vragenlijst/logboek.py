"""What the log says of the questionnaire: words for what was done or refused, and to which round."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from evaluatie.vragenlijst.models import Ronde
from wijkaanpak.audit.woorden import register


def _rondes(ids: set[UUID]) -> Mapping[UUID, str]:
    return {row.pk: str(row) for row in Ronde.objects.filter(pk__in=ids)}


register(
    woorden={
        "vragenlijst.beheren": _("Vragenlijst beheren"),
        "vragenlijst gesloten": _("Ronde van de vragenlijst gesloten"),
        "vragenlijst nieuwe link": _("Nieuwe link van de vragenlijst"),
        "vragenlijst citaat vrijgegeven": _("Citaat uit de vragenlijst vrijgegeven"),
        "vragenlijst opmerking weg": _("Opmerking uit de vragenlijst weggegooid"),
    },
    namen={"vragenlijst.ronde": _rondes},
)
