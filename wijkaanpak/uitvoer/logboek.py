"""What the log says of taking things out."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from wijkaanpak.audit.woorden import register
from wijkaanpak.uitvoer.models import Uitvoer


def _names(ids: set[UUID]) -> Mapping[UUID, str]:
    return dict(Uitvoer.objects.filter(pk__in=ids).values_list("pk", "waarvan"))


register(
    woorden={
        "uitvoer.maken": _("Uitvoer maken"),
        "uitvoer.meenemen": _("Uitvoer meenemen"),
        "uitvoer.pdf_gevraagd": _("Alles als pdf laten maken"),
        "uitvoer.pdf_meegenomen": _("Alles als pdf meenemen"),
        "uitvoer.gegevens_gevraagd": _("Alles van de gemeente laten maken, voor een andere installatie"),
        "uitvoer.gegevens_meegenomen": _("Alles van de gemeente meenemen, voor een andere installatie"),
        "uitvoer.weggegooid": _("Uitvoer weggooien"),
    },
    namen={"uitvoer.uitvoer": _names},
)
