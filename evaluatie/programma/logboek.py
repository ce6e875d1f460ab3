"""What the log says of the programme: words for what was done or refused, and what it was about."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from evaluatie.programma.models import Regiostand, Stand
from wijkaanpak.audit.woorden import register


def _standen(ids: set[UUID]) -> Mapping[UUID, str]:
    rows = Stand.objects.filter(pk__in=ids).select_related("project")
    return {row.pk: f"{row.project.naam}, {row}" for row in rows}


def _regiostanden(ids: set[UUID]) -> Mapping[UUID, str]:
    return {row.pk: row.naam for row in Regiostand.objects.filter(pk__in=ids)}


register(
    woorden={
        "programma.bekijken": _("Programma van de regio bekijken"),
        "programma.klaarzetten": _("Stand voor de regio klaarzetten"),
        "programma.vrijgeven": _("Stand vrijgeven aan de regio"),
        "programma.intrekken": _("Stand bij de regio intrekken"),
        "stand klaargezet": _("Stand voor de regio klaargezet"),
        "stand vrijgegeven": _("Stand vrijgegeven aan de regio"),
        "stand teruggevraagd": _("Aanpassing van een stand gevraagd"),
        "stand ingetrokken": _("Stand bij de regio ingetrokken"),
        "programma meegenomen": _("Cijfers van het programma meegenomen"),
    },
    namen={"programma.stand": _standen, "programma.regiostand": _regiostanden},
)
