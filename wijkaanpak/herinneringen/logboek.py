"""What the log says of reminders."""

from django.utils.translation import gettext_lazy as _

from wijkaanpak.audit.woorden import register

register(
    woorden={
        "herinneringen.beheren": _("Mail en herinneringen beheren"),
        "herinneringen.regio_beheren": _("Herinneringen van de regio instellen"),
    },
    namen={},
)
