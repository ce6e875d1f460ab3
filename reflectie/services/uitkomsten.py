"""What comes out of a session: other ways of acting, factors, actions, and what becomes of a lesson."""

import datetime
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from projects.models import Project
from reflectie.models import Actie, Alternatief, Les, Lesstatus, Sessie, Vermelding
from reflectie.services.genodigden import keep_access
from reflectie.tags import tag_for
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.models import Removable
from wijkaanpak.editing.services import stamp
from wijkaanpak.tenancy.locks import one_at_a_time

Row = TypeVar("Row", bound=Removable)


@transaction.atomic
def add_alternative(*, sessie: Sessie, tekst: str, voor: str, met_wijk: bool, by: Lidmaatschap) -> Alternatief:
    """Note another way of acting; the same words for the same use twice are one (a double click)."""
    one_at_a_time("uitkomst", sessie.gemeente_id)
    same: Alternatief | None = (
        Alternatief.objects.current().filter(sessie=sessie, tekst__iexact=tekst, voor=voor).first()
    )
    row = Alternatief(gemeente_id=sessie.gemeente_id, sessie=sessie, tekst=tekst, voor=voor, met_wijk=met_wijk)
    return same or store(row, by)


def store(row: Row, by: Lidmaatschap) -> Row:
    """Store a row as its next version."""
    stamp(row, by.pk)
    row.save()
    return row


@transaction.atomic
def name_factor(*, sessie: Sessie, richting: str, tekst: str, by: Lidmaatschap) -> Vermelding:
    """Note that a factor was named: one the project knows already counts once more, a new one is added to its lessons.

    Words equal to a factor of the source get its tag.
    """
    one_at_a_time("uitkomst", sessie.gemeente_id)
    les = add_lesson(project=sessie.project, richting=richting, tekst=tekst, by=by)
    vermelding, is_new = Vermelding.objects.get_or_create(gemeente_id=sessie.gemeente_id, sessie=sessie, les=les)
    if not is_new:
        Vermelding.objects.filter(pk=vermelding.pk).update(aantal=F("aantal") + 1)
        vermelding.refresh_from_db()
    found: Vermelding = vermelding
    return found


@transaction.atomic
def add_lesson(*, project: Project, richting: str, tekst: str, by: Lidmaatschap) -> Les:
    """Return the lesson of a project in these words, made when it was not there."""
    one_at_a_time("uitkomst", project.gemeente_id)
    les: Les | None = Les.objects.current().filter(project=project, richting=richting, tekst__iexact=tekst).first()
    if les is None:
        les = Les(gemeente_id=project.gemeente_id, project=project, richting=richting, tekst=tekst, tag=tag_for(tekst))
        stamp(les, by.pk)
        les.save()
    return les


@transaction.atomic
def land_in_policy(*, les: Les, beleid: str, lands: bool, by: Lidmaatschap) -> Les:
    """Say in words where a lesson lands in policy, and that it was translated (VE-03); ``lands`` False takes it back.

    One that was not translated keeps how far it came. Nothing happens when it says so already.
    """
    locked: Les = Les.objects.select_for_update(of=["self"]).get(pk=les.pk)
    status = locked.status
    if lands:
        status = Lesstatus.VERTAALD
    elif status == Lesstatus.VERTAALD:
        status = Lesstatus.BEVESTIGD
    if (locked.status, locked.beleid) == (status, beleid):
        return locked
    locked.status, locked.beleid = status, beleid
    return store(locked, by)


@transaction.atomic
def name_once_less(*, vermelding: Vermelding, by: Lidmaatschap) -> None:
    """Take back one naming of a factor; a factor that was never named elsewhere goes with its last."""
    locked = Vermelding.objects.select_for_update(of=["self"]).filter(pk=vermelding.pk).first()
    if locked is None:
        return  # a double click was first
    if locked.aantal > 1:
        locked.aantal -= 1
        locked.save()
        return
    les = locked.les
    locked.delete()
    if not les.vermeldingen.exists() and les.status == "waargenomen" and not (les.toelichting or les.beleid):
        les.vervallen_op = timezone.now()
        stamp(les, by.pk)
        les.save()


@transaction.atomic
def add_action(*, sessie: Sessie, tekst: str, wie: UUID, wanneer: datetime.date | None, by: Lidmaatschap) -> Actie:
    """Note who does what, before when; the same words for the same person twice are one."""
    one_at_a_time("uitkomst", sessie.gemeente_id)
    keep_access(sessie=sessie, lid=wie, until=wanneer)
    same: Actie | None = Actie.objects.current().filter(sessie=sessie, tekst__iexact=tekst, wie=wie).first()
    return same or store(
        Actie(gemeente_id=sessie.gemeente_id, sessie=sessie, tekst=tekst, wie_id=wie, wanneer=wanneer), by
    )


@transaction.atomic
def finish_action(*, actie: Actie, klaar: bool, by: Lidmaatschap) -> None:
    """Say that an action is done, or open again."""
    locked = Actie.objects.select_for_update(of=["self"]).get(pk=actie.pk)
    locked.klaar_op = timezone.localdate() if klaar else None
    store(locked, by)


@transaction.atomic
def take_away(*, row: Removable, by: Lidmaatschap) -> None:
    """Take a row out of its list; it stays in the history."""
    _mark(row, timezone.now(), by)


@transaction.atomic
def put_back(*, row: Removable, by: Lidmaatschap) -> None:
    """Put a row back. Raises IntegrityError when another took its place."""
    _mark(row, None, by)


def _mark(row: Removable, gone: datetime.datetime | None, by: Lidmaatschap) -> None:
    locked = type(row).objects.select_for_update(of=["self"]).get(pk=row.pk)  # type: ignore[attr-defined]
    locked.vervallen_op = gone
    store(locked, by)
