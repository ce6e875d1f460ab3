"""How the mail about a session reads: when, where, a link and the appointment for a calendar; no content."""

import datetime
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from reflectie.herinneringen import UITNODIGING
from reflectie.ics import appointment_of
from reflectie.models import Genodigde, Sessiestaat
from reflectie.models.uitnodigen import SESSION_MAIL, Berichtsoort
from reflectie.services.berichten import moment_of
from wijkaanpak.herinneringen.agenda import calendar_of
from wijkaanpak.herinneringen.brieven import rhythms_of, way_out
from wijkaanpak.herinneringen.bronnen import Ritme
from wijkaanpak.herinneringen.services.keuzes import choices_of
from wijkaanpak.post.brief import Brief, Knop, Mailsoort, register
from wijkaanpak.post.models import Mail

OFF_LIST = "van-de-lijst"

_SUBJECTS: dict[str, Any] = {
    Berichtsoort.UITNODIGING: _lazy("Uitnodiging: MLB op %(dag)s"),
    Berichtsoort.VERPLAATST: _lazy("De MLB is verplaatst naar %(dag)s"),
    Berichtsoort.AFGEZEGD: _lazy("De MLB van %(dag)s gaat niet door"),
    OFF_LIST: _lazy("Je hoeft niet naar de MLB van %(dag)s"),
}
_WORDS: dict[str, Any] = {
    Berichtsoort.UITNODIGING: _lazy("Je bent uitgenodigd voor een MLB op %(weekdag)s, %(van)s uur."),
    Berichtsoort.VERPLAATST: _lazy("De MLB is verplaatst naar %(weekdag)s, %(van)s uur."),
    Berichtsoort.AFGEZEGD: _lazy("De MLB van %(weekdag)s gaat niet door."),
    OFF_LIST: _lazy("Je staat niet meer op de lijst voor de MLB van %(weekdag)s. De bijlage haalt die uit je agenda."),
}


def session(mail: Mail) -> Brief | None:
    """Return the mail about the plan of a session as it is now, or that someone is off its list.

    None for who wants none, for a session that has passed, and to take back what was never sent.
    """
    genodigde = _asked(mail)
    bericht = genodigde.berichten.order_by("-volgnummer").first() if genodigde else None
    if genodigde is None or genodigde.lid is None or bericht is None:
        return None
    sessie = genodigde.sessie
    is_gone = genodigde.vervallen_op is not None or sessie.staat == Sessiestaat.AFGEZEGD
    if sessie.eindigt() < timezone.now() or rhythms_of(mail)(UITNODIGING) == Ritme.GEEN:
        return None
    if is_gone and not Mail.objects.filter(ding=mail.ding).exclude(verstuurd_op=None).exists():
        return None
    words = {
        "dag": date_format(sessie.datum, "j F"),
        "weekdag": date_format(sessie.datum, "l j F"),
        "van": time_format(sessie.begin, "H.i"),
    }
    soort = OFF_LIST if genodigde.vervallen_op else Berichtsoort(bericht.soort)
    lines = [_WORDS[soort] % words]
    if not is_gone and sessie.plaats:
        lines.append(_("Waar: %(waar)s") % {"waar": sessie.plaats})
    method = "CANCEL" if is_gone else "REQUEST"
    user = genodigde.lid.gebruiker
    page = reverse("reflectie:sessie", args=[sessie.project.gemeente.slug, sessie.pk])
    afspraak = appointment_of(sessie, page)
    if is_gone:
        afspraak = replace(afspraak, staat="CANCELLED")
    return Brief(
        onderwerp=_SUBJECTS[soort] % words,
        aanhef=_("Hallo %(wie)s,") % {"wie": user.voornaam},
        alineas=lines,
        knop=None if genodigde.vervallen_op else Knop(_("Bekijk de MLB"), page),
        agenda=(calendar_of([afspraak], method=method, to=user.email), method),
        afmelden=way_out(user, [UITNODIGING]),
    )


def when(mail: Mail) -> datetime.datetime:
    """Return when the mail about a session may go: quiet hours are kept also when it is late or tried again."""
    genodigde = _asked(mail)
    if genodigde is None or mail.lid is None:
        return timezone.now()
    user = mail.lid.gebruiker_id
    return moment_of(genodigde.sessie, choices_of(mail.gemeente, [user])[user])


def _asked(mail: Mail) -> Genodigde | None:
    rows = Genodigde.objects.select_related("sessie__project__gemeente", "lid__gebruiker")
    found: Genodigde | None = rows.filter(pk=str(mail.ding), sessie__project__gearchiveerd_op=None).first()
    return found


register(Mailsoort(SESSION_MAIL, _lazy("Uitnodiging voor een MLB"), session, when))
