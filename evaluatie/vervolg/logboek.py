"""What the log says of vervolg: words for what was done or refused."""

from django.utils.translation import gettext_lazy as _

from wijkaanpak.audit.woorden import register

register(
    woorden={
        "vervolg.team_vormen": _("Een nieuw team vormen uit een project"),
        "vervolg meegenomen": _("Document van het vervolg meegenomen"),
    },
    namen={},
)
