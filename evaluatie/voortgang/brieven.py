"""How the mail about a voortgangsbericht reads: that there is one, and the link. Nothing of what it says."""

import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from evaluatie.voortgang.herinneringen import VOORTGANG
from evaluatie.voortgang.models import Verzending
from evaluatie.voortgang.services.berichten import VOORTGANG_MAIL
from evaluatie.voortgang.services.lezers import token_of
from wijkaanpak.herinneringen.brieven import rhythms_of, way_out
from wijkaanpak.herinneringen.bronnen import Ritme
from wijkaanpak.herinneringen.ritme import first_allowed
from wijkaanpak.herinneringen.services.keuzes import choices_of
from wijkaanpak.post.brief import Afmelden, Brief, Knop, Mailsoort, register
from wijkaanpak.post.models import Mail


def news(mail: Mail) -> Brief | None:
    """Return the mail to a member or a reader; None for who stopped it, was taken off, or whose link has ended."""
    rows = Verzending.objects.select_related(
        "lezer", "bericht__project__gemeente", "bericht__verstuurd_door__gebruiker"
    )
    row: Verzending | None = rows.filter(pk=str(mail.ding)).first()
    if row is None:
        return None
    project, slug = row.bericht.project, row.bericht.project.gemeente.slug
    names = {"naam": project.naam, "wijk": project.wijk, "gemeente": project.gemeente.naam}
    door = row.bericht.verstuurd_door
    line = _("Er is een nieuw voortgangsbericht van project %(naam)s in gemeente %(gemeente)s: één bladzijde.") % names
    subject = _("Voortgangsbericht van project %(naam)s") % names
    if mail.lid is not None:
        if rhythms_of(mail)(VOORTGANG) == Ritme.GEEN:
            return None
        user = mail.lid.gebruiker
        return Brief(
            onderwerp=subject,
            aanhef=_("Hallo %(wie)s,") % {"wie": user.voornaam},
            alineas=[line],
            knop=Knop(_("Lees het bericht"), reverse("voortgang:lees", args=[slug, row.bericht_id])),
            afmelden=way_out(user, [VOORTGANG]),
        )
    if row.lezer is None or row.lezer.afgemeld_op or row.lezer.weg_op or not row.is_open:
        return None
    stop = reverse("voortgang:afmelden", args=[slug, token_of(row.lezer)])
    until = {
        "dag": date_format(timezone.localtime(row.geldig_tot), "j F Y"),
        "wie": door.gebruiker.naam if door else "",
    }
    return Brief(
        onderwerp=subject,
        aanhef=_("Hallo,"),
        alineas=[line],
        knop=Knop(_("Lees het bericht"), reverse("voortgang:lezen", args=[slug, row.code])),
        daarna=[
            _("De link werkt tot %(dag)s. Je hoeft niet in te loggen. Stuur hem niet door.") % until,
            _("%(wie)s stuurt je dit, omdat je met het project te maken hebt.") % until,
        ],
        afmelden=Afmelden(pad=stop, tekst=_("Wil je deze berichten niet meer? Eén klik is genoeg."), instellingen=stop),
    )


def when(mail: Mail) -> datetime.datetime:
    """Return when it may go: a member's quiet hours are kept, also when it is late."""
    if mail.lid is None:
        return timezone.now()
    user = mail.lid.gebruiker_id
    return first_allowed(timezone.now(), choices_of(mail.gemeente, [user])[user])


register(Mailsoort(VOORTGANG_MAIL, _lazy("Voortgangsbericht"), news, when))
