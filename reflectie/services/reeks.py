"""Setting up a series, and putting its sessions on the calendar."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from projects.models import Project
from reflectie.agenda import days_of, month_of
from reflectie.models import Maandpauze, Reeks, Sessie, Sessiestaat
from reflectie.models.reeks import Pauzereden
from reflectie.services.genodigden import sync_invited
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import stamp
from wijkaanpak.tenancy.locks import one_at_a_time

PLAN_MOST = 12


@transaction.atomic
def start_series(*, project: Project, reeks: Reeks, by: Lidmaatschap) -> Reeks:
    """Store the series of a project. Raises IntegrityError when it has one already."""
    reeks.gemeente_id, reeks.project = project.gemeente_id, project
    stamp(reeks, by.pk)
    reeks.save()
    return reeks


@transaction.atomic
def plan_sessions(*, reeks: Reeks, aantal: int, by: Lidmaatschap) -> list[tuple[Sessie, str]]:
    """Make the next ``aantal`` sessions as concepts, in the rhythm of the series, from today on.

    Returns each with the holiday it made way for, or ''. Days that already have a session are passed over.
    """
    one_at_a_time("sessies", reeks.gemeente_id)
    aantal = max(0, min(aantal, PLAN_MOST))
    taken = set(Sessie.objects.filter(project=reeks.project).values_list("datum", flat=True))
    busy = {month_of(day) for day in taken} if reeks.ritme == "maand" else set()
    today = timezone.localdate()
    made: list[tuple[Sessie, str]] = []
    for day, holiday in days_of(reeks.eerste, reeks.ritme, 120):
        if len(made) == aantal:
            break
        if day < today or day in taken or month_of(day) in busy:
            continue
        made.append((make_session(reeks=reeks, datum=day, by=by), holiday))
    return made


@transaction.atomic
def make_session(*, reeks: Reeks, datum: datetime.date, by: Lidmaatschap) -> Sessie:
    """Make one session of a series as a concept, with the team and the standing guests on its list."""
    number = Sessie.objects.filter(project=reeks.project).aggregate(n=Max("nummer"))["n"] or 0
    sessie = Sessie(
        gemeente_id=reeks.gemeente_id,
        project=reeks.project,
        reeks=reeks,
        nummer=number + 1,
        staat=Sessiestaat.CONCEPT,
        datum=datum,
        begin=reeks.begin,
        duur=reeks.duur,
        plaats=reeks.plaats,
        gespreksleider_id=reeks.gespreksleider_id,
        methode=reeks.methode,
    )
    stamp(sessie, by.pk)
    sessie.save()
    sync_invited(sessie=sessie, by=by)
    return sessie


@transaction.atomic
def follow_series(*, reeks: Reeks, by: Lidmaatschap) -> int:
    """Give the sessions that have not begun the method and gespreksleider of their series; return how many changed."""
    waiting = Sessie.objects.select_for_update(of=["self"]).filter(
        reeks=reeks, staat__in=[Sessiestaat.CONCEPT, Sessiestaat.GEPLAND]
    )
    changed = 0
    for sessie in waiting:
        wanted = (reeks.methode, reeks.gespreksleider_id)
        if (sessie.methode, sessie.gespreksleider_id) != wanted:
            sessie.methode, sessie.gespreksleider_id = wanted
            stamp(sessie, by.pk)
            sessie.save()
            changed += 1
    return changed


@transaction.atomic
def pause_month(*, project: Project, maand: datetime.date, reden: str, by: Lidmaatschap) -> None:
    """Note that a month has no MLB on purpose; a ``reden`` of '' takes that back."""
    row = Maandpauze.objects.select_for_update(of=["self"]).filter(project=project, maand=month_of(maand)).first()
    row = row or Maandpauze(gemeente_id=project.gemeente_id, project=project, maand=month_of(maand))
    row.vervallen_op = None if reden else timezone.now()
    row.reden = reden if reden in Pauzereden.values else row.reden
    stamp(row, by.pk)
    row.save()
