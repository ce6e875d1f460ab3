"""How the mails of accounts read."""

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from wijkaanpak.accounts.models import INVITATION, Uitnodiging
from wijkaanpak.accounts.services import invitation_path
from wijkaanpak.post.brief import Brief, Knop, Mailsoort, register
from wijkaanpak.post.models import Mail


def invitation(mail: Mail) -> Brief | None:
    """Return the mail of an invitation: who asks, and nothing of a project. None once it was answered or withdrawn."""
    found = Uitnodiging.objects.open().select_related("gemeente", "uitgenodigd_door__gebruiker")
    uitnodiging = found.filter(pk=mail.ding).first()
    if uitnodiging is None:
        return None
    said = {
        "naam": uitnodiging.afzender,
        "gemeente": uitnodiging.gemeente.naam,
        "dag": date_format(localdate(uitnodiging.verloopt_op), "j F Y"),
    }
    return Brief(
        onderwerp=_("Uitnodiging voor wijkaanpak van gemeente %(gemeente)s") % said,
        aanhef=_("Hallo,"),
        alineas=[
            _("%(naam)s nodigt je uit voor wijkaanpak van gemeente %(gemeente)s.") % said,
            _("Daar werken mensen samen aan de wijkgerichte aanpak."),
        ],
        knop=Knop(_("Doe mee"), invitation_path(uitnodiging)),
        daarna=[
            _("De link werkt één keer, tot %(dag)s. Stuur hem niet door.") % said,
            _("Ken je %(naam)s niet? Dan hoef je niets te doen.") % said,
        ],
    )


register(Mailsoort(INVITATION, _lazy("Uitnodiging voor wijkaanpak"), invitation))
