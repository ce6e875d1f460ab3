"""What the log says of members."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.audit.woorden import register


def _members(ids: set[UUID]) -> Mapping[UUID, str]:
    return dict(Lidmaatschap.objects.filter(pk__in=ids).values_list("pk", "gebruiker__naam"))


register(
    woorden={
        "toegang_beeindigd": _("Toegang beëindigen"),
        "accounts.leden_beheren": _("Leden beheren"),
        "web.huisstijl_wijzigen": _("Huisstijl wijzigen"),
        "keuze": _("Iets kiezen dat er niet bij hoort"),
    },
    namen={"lidmaatschap": _members, "accounts.lidmaatschap": _members},
)
