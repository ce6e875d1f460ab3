"""What the log says of evaluatie: words for what was done or refused."""

from django.utils.translation import gettext_lazy as _

from wijkaanpak.audit.woorden import register

register(
    woorden={
        "evaluatie.bekijken": _("Evaluatie bekijken"),
        "evaluatie.bijwerken": _("Evaluatie invullen"),
        "evaluatie gehouden": _("Vastleggen of een evaluatie is gehouden"),
    },
    namen={},
)
