"""How the mail with reminders reads: one list of what to do, with the way to each and the way out."""

import datetime
from collections.abc import Callable

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.herinneringen.afmelden import token_of
from wijkaanpak.herinneringen.bronnen import Ritme, kind, kinds
from wijkaanpak.herinneringen.models import Herinnering
from wijkaanpak.herinneringen.ritme import first_allowed
from wijkaanpak.herinneringen.services.keuzes import choices_of
from wijkaanpak.herinneringen.services.ronde import REMINDER_MAIL, keep_fresh
from wijkaanpak.post.brief import Afmelden, Brief, Groep, Mailsoort, Regel, register
from wijkaanpak.post.models import Mail


def way_out(user: Gebruiker, soorten: list[str]) -> Afmelden:
    """Return how someone stops the mails of these kinds with one press."""
    titles = [str(found.titel) for soort in soorten if (found := kind(soort))]
    return Afmelden(
        pad=reverse("herinneringen:afmelden", args=[token_of(user, soorten)]),
        tekst=_("Je krijgt deze mail om: %(wat)s.") % {"wat": ", ".join(titles)},
        instellingen=reverse("herinneringen:instellingen"),
    )


def rhythms_of(mail: Mail) -> Callable[[str], Ritme]:
    """Return how the member of a mail gets each kind now."""
    assert mail.lid is not None  # noqa: S101 (a reminder always goes to a member)
    user = mail.lid.gebruiker_id
    return choices_of(mail.gemeente, [user])[user].ritme


def reminders(mail: Mail) -> Brief | None:
    """Return the mail with the lines planned for it; None when all are done, opened or not wanted any more."""
    keep_fresh(mail.gemeente)
    rows = list(Herinnering.objects.unread().filter(mail=mail).order_by(F("dag").asc(nulls_last=True), "titel"))
    rhythm = rhythms_of(mail)
    wanted = [row for row in rows if rhythm(row.soort) != Ritme.GEEN]
    if not wanted or mail.lid is None:
        return None
    user = mail.lid.gebruiker
    return Brief(
        onderwerp=_subject(wanted),
        aanhef=_("Hallo %(wie)s,") % {"wie": user.voornaam},
        alineas=[_("Dit vraagt iets van je in gemeente %(naam)s.") % {"naam": mail.gemeente.naam}],
        groepen=_groups(wanted, mail.gemeente.slug),
        afmelden=way_out(user, sorted({row.soort for row in wanted})),
    )


def _subject(rows: list[Herinnering]) -> str:
    first = rows[0].titel
    return first if len(rows) == 1 else _("%(eerste)s, en nog %(n)d") % {"eerste": first, "n": len(rows) - 1}


def _groups(rows: list[Herinnering], slug: str) -> list[Groep]:
    found = []
    for soort in kinds():
        lines = [_line(row, slug) for row in rows if row.soort == soort.slug]
        if lines:
            found.append(Groep(str(soort.titel), lines))
    return found


def _line(row: Herinnering, slug: str) -> Regel:
    day = _("uiterlijk %(dag)s") % {"dag": date_format(row.dag, "l j F")} if row.dag else ""
    return Regel(
        titel=row.titel,
        onder=" · ".join(part for part in (row.onder, day) if part),
        pad=reverse("herinneringen:open", args=[slug, row.pk]),
    )


def when(mail: Mail) -> datetime.datetime:
    """Return when a mail with reminders may go: one that is late waits for the end of quiet hours too."""
    assert mail.lid is not None  # noqa: S101 (a reminder always goes to a member)
    user = mail.lid.gebruiker_id
    return first_allowed(timezone.now(), choices_of(mail.gemeente, [user])[user])


register(Mailsoort(REMINDER_MAIL, _lazy("Herinneringen"), reminders, when))
