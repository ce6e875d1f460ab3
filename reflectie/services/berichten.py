"""Mails about a session: an outbox row each, sent by a worker. They say when and where to look, and nothing else."""

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from reflectie.models import Genodigde, Sessie, Sessiebericht, Sessiestaat
from reflectie.models.uitnodigen import Berichtsoort
from reflectie.services.genodigden import ask_guest, sync_invited, unsupported
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.tenancy.hurry import hurry

TASK = "reflectie.tasks.send_session_mails"
BATCH = 25
ATTEMPTS = 10


@transaction.atomic
def tell_everyone(*, sessie: Sessie, soort: str, by: Lidmaatschap) -> None:
    """Write a mail for everyone on the list about the plan of a session as it is now."""
    for genodigde in Genodigde.objects.current().filter(sessie=sessie).select_related("sessie", "lid__gebruiker"):
        if soort != Berichtsoort.AFGEZEGD:
            ask_guest(genodigde=genodigde, by=by)
        _write(genodigde, soort)
    transaction.on_commit(lambda: hurry(TASK, sessie.gemeente_id))


@transaction.atomic
def ask_one(*, genodigde: Genodigde, by: Lidmaatschap) -> None:
    """Ask someone who was put on the list of a session that is planned already."""
    ask_guest(genodigde=genodigde, by=by)
    _write(genodigde, Berichtsoort.UITNODIGING)
    transaction.on_commit(lambda: hurry(TASK, genodigde.gemeente_id))


def planned_sessions() -> Sequence[Sessie]:
    """Return the sessions that are planned and still to come."""
    to_come = Sessie.objects.filter(staat=Sessiestaat.GEPLAND, datum__gte=timezone.localdate())
    return list(to_come.filter(project__gearchiveerd_op=None))


@transaction.atomic
def ask_newcomers(*, sessie: Sessie) -> None:
    """Ask who came into the team since a session was planned, in the name of its gespreksleider.

    Who was told of it once is not asked again; an ervaringsdeskundige is asked once someone supports them (MLB-15).
    """
    locked = Sessie.objects.select_for_update(of=["self"]).select_related("reeks", "gespreksleider").get(pk=sessie.pk)
    if locked.staat != Sessiestaat.GEPLAND or locked.gespreksleider is None:
        return
    sync_invited(sessie=locked, by=locked.gespreksleider)
    alone = [row.pk for row in unsupported(locked)]
    for genodigde in Genodigde.objects.current().filter(sessie=locked, berichten=None).exclude(pk__in=alone):
        ask_one(genodigde=genodigde, by=locked.gespreksleider)


def _write(genodigde: Genodigde, soort: str) -> None:
    if soort == Berichtsoort.VERPLAATST and not genodigde.berichten.exists():
        soort = Berichtsoort.UITNODIGING  # new on the list: to them nothing moved
    Sessiebericht.objects.get_or_create(
        gemeente_id=genodigde.gemeente_id,
        genodigde=genodigde,
        volgnummer=genodigde.sessie.volgnummer,
        defaults={"soort": soort},
    )


def unsent_messages() -> Sequence[Sessiebericht]:
    """Return the mails that are due, locked. Of two about one person only the newest goes out.

    Who has no account yet gets it once they accepted their invitation. The locked query asks again whether a mail went
    out: another worker may have sent it between the two.
    """
    newest = Sessiebericht.objects.filter(genodigde=OuterRef("genodigde")).order_by("-volgnummer").values("pk")[:1]
    due = Sessiebericht.objects.filter(
        pk=Subquery(newest),
        verstuurd_op=None,
        pogingen__lt=ATTEMPTS,
        moment__lte=timezone.now(),
        genodigde__vervallen_op=None,
        genodigde__lid__isnull=False,
        genodigde__lid__beeindigd_op=None,
        genodigde__sessie__project__gearchiveerd_op=None,
    )
    ids = list(due.values_list("pk", flat=True)[:BATCH])
    rows = Sessiebericht.objects.filter(pk__in=ids, verstuurd_op=None).select_related(
        "genodigde__sessie__gemeente", "genodigde__lid__gebruiker"
    )
    return rows.select_for_update(of=["self"], skip_locked=True)


_SUBJECTS = {
    Berichtsoort.UITNODIGING: _("Uitnodiging: MLB op %(dag)s"),
    Berichtsoort.VERPLAATST: _("De MLB is verplaatst naar %(dag)s"),
    Berichtsoort.AFGEZEGD: _("De MLB van %(dag)s gaat niet door"),
}


def send_message(*, bericht: Sessiebericht) -> None:
    """Send one mail. Raises SMTPException or OSError when the mail server refuses it."""
    genodigde = bericht.genodigde
    sessie = genodigde.sessie
    assert genodigde.lid is not None  # noqa: S101 (unsent_messages asks for it)
    path = reverse("reflectie:sessie", args=[sessie.gemeente.slug, sessie.pk])
    context = {"sessie": sessie, "soort": bericht.soort, "link": urljoin(settings.BASE_URL, path)}
    subject = _SUBJECTS[Berichtsoort(bericht.soort)] % {"dag": date_format(sessie.datum, "j F")}
    EmailMessage(
        subject=subject,
        body=render_to_string("reflectie/mail/sessie.txt", context),
        to=[genodigde.lid.gebruiker.email],
    ).send()
    Sessiebericht.objects.filter(genodigde=genodigde, verstuurd_op=None).update(verstuurd_op=timezone.now())


def count_failure(*, bericht: Sessiebericht) -> None:
    """Count an attempt that was refused, and wait longer before each next one."""
    wait = timedelta(minutes=2**bericht.pogingen * 2)
    Sessiebericht.objects.filter(pk=bericht.pk).update(pogingen=F("pogingen") + 1, moment=timezone.now() + wait)
