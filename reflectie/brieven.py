"""How the mail about a session reads: when, where, a link and the appointment for a calendar; no content."""

from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from reflectie.herinneringen import UITNODIGING
from reflectie.ics import appointment_of
from reflectie.models import Genodigde, Sessiestaat
from reflectie.models.uitnodigen import Berichtsoort
from reflectie.services.berichten import SESSION_MAIL
from wijkaanpak.herinneringen.agenda import calendar_of
from wijkaanpak.herinneringen.brieven import rhythms_of, way_out
from wijkaanpak.herinneringen.bronnen import Ritme
from wijkaanpak.post.brief import Brief, Knop, Mailsoort, register
from wijkaanpak.post.models import Mail

_SUBJECTS = {
    Berichtsoort.UITNODIGING: _lazy("Uitnodiging: MLB op %(dag)s"),
    Berichtsoort.VERPLAATST: _lazy("De MLB is verplaatst naar %(dag)s"),
    Berichtsoort.AFGEZEGD: _lazy("De MLB van %(dag)s gaat niet door"),
}
_WORDS = {
    Berichtsoort.UITNODIGING: _lazy("Je bent uitgenodigd voor een MLB op %(weekdag)s, %(van)s uur."),
    Berichtsoort.VERPLAATST: _lazy("De MLB is verplaatst naar %(weekdag)s, %(van)s uur."),
    Berichtsoort.AFGEZEGD: _lazy("De MLB van %(weekdag)s gaat niet door."),
}


def session(mail: Mail) -> Brief | None:
    """Return the mail about the plan of a session as it is now; None for who is off the list or wants none."""
    rows = Genodigde.objects.current().select_related("sessie__project__gemeente", "lid__gebruiker")
    genodigde = rows.filter(pk=mail.ding, sessie__project__gearchiveerd_op=None).first()
    if genodigde is None or genodigde.lid is None or rhythms_of(mail)(UITNODIGING) == Ritme.GEEN:
        return None
    sessie = genodigde.sessie
    bericht = genodigde.berichten.order_by("-volgnummer").first()
    if bericht is None:
        return None
    soort = Berichtsoort(bericht.soort)
    page = reverse("reflectie:sessie", args=[sessie.project.gemeente.slug, sessie.pk])
    words = {
        "dag": date_format(sessie.datum, "j F"),
        "weekdag": date_format(sessie.datum, "l j F"),
        "van": time_format(sessie.begin, "H.i"),
    }
    lines = [_WORDS[soort] % words]
    if soort != Berichtsoort.AFGEZEGD and sessie.plaats:
        lines.append(_("Waar: %(waar)s") % {"waar": sessie.plaats})
    method = "CANCEL" if sessie.staat == Sessiestaat.AFGEZEGD else "REQUEST"
    user = genodigde.lid.gebruiker
    return Brief(
        onderwerp=_SUBJECTS[soort] % words,
        aanhef=_("Hallo %(wie)s,") % {"wie": user.voornaam},
        alineas=lines,
        knop=Knop(_("Bekijk de MLB"), page),
        agenda=(calendar_of([appointment_of(sessie, page)], method=method, to=user.email), method),
        afmelden=way_out(user, [UITNODIGING]),
    )


register(Mailsoort(SESSION_MAIL, _lazy("Uitnodiging voor een MLB"), session))
