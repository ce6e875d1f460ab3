"""Telling who is asked for a session of its plan: a row each, and a mail in the outbox once they have an account."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from reflectie.models import Genodigde, Sessie, Sessiebericht, Sessiestaat
from reflectie.models.uitnodigen import SESSION_MAIL, Berichtsoort
from reflectie.querysets import SessieQuerySet
from reflectie.services.genodigden import ask_guest, sync_invited, unsupported
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.herinneringen.ritme import first_allowed
from wijkaanpak.herinneringen.services.keuzes import Geldend, choices_of
from wijkaanpak.post.services import enqueue

NOTICE = timedelta(hours=4)  # before a session: a mail that would come later than this goes at once, quiet hours or not


@transaction.atomic
def tell_everyone(*, sessie: Sessie, soort: str, by: Lidmaatschap) -> None:
    """Write a mail for everyone on the list about the plan of a session as it is now."""
    asked = list(Genodigde.objects.current().filter(sessie=sessie).select_related("sessie", "lid__gebruiker"))
    for genodigde in asked:
        if soort != Berichtsoort.AFGEZEGD:
            ask_guest(genodigde=genodigde, by=by)
    _write(asked, soort)


@transaction.atomic
def ask_one(*, genodigde: Genodigde, by: Lidmaatschap) -> None:
    """Ask someone who was put on the list of a session that is planned already."""
    ask_guest(genodigde=genodigde, by=by)
    _write([genodigde], Berichtsoort.UITNODIGING)


def planned_sessions() -> SessieQuerySet:
    """Return the sessions that are planned and still to come."""
    to_come = Sessie.objects.filter(staat=Sessiestaat.GEPLAND, datum__gte=localdate())
    rows: SessieQuerySet = to_come.filter(project__gearchiveerd_op=None)
    return rows


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


def _write(asked: Sequence[Genodigde], soort: str) -> None:
    for genodigde in asked:
        new = soort == Berichtsoort.VERPLAATST and not genodigde.berichten.exists()  # to them nothing moved
        Sessiebericht.objects.get_or_create(
            gemeente_id=genodigde.gemeente_id,
            genodigde=genodigde,
            volgnummer=genodigde.sessie.volgnummer,
            defaults={"soort": Berichtsoort.UITNODIGING if new else soort},
        )
    mail_what_was_told(asked)


def mail_what_was_told(asked: Sequence[Genodigde]) -> None:
    """Put a mail about the newest plan in the outbox for who has an account; without one their invitation is first.

    It goes outside quiet hours, unless the session would be there before.
    """
    there = [genodigde for genodigde in asked if genodigde.lid is not None and genodigde.berichten.exists()]
    if not there:
        return
    users = {genodigde.pk: genodigde.lid.gebruiker_id for genodigde in there if genodigde.lid}
    keuzes = choices_of(there[0].gemeente, users.values())
    for genodigde in there:
        enqueue(
            gemeente_id=genodigde.gemeente_id,
            soort=SESSION_MAIL,
            sleutel=f"{genodigde.pk}:{genodigde.sessie.volgnummer}",
            ding=genodigde.pk,
            lid_id=genodigde.lid_id,
            moment=moment_of(genodigde.sessie, keuzes[users[genodigde.pk]]),
        )


def moment_of(sessie: Sessie, keuzes: Geldend) -> datetime:
    """Return when someone with these choices is mailed about a session: outside quiet hours, if there is time."""
    now = timezone.now()
    moment = first_allowed(now, keuzes)
    return moment if moment < sessie.begint() - NOTICE else now
