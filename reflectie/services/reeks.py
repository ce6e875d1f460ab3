"""Setting up a series, and putting its sessions on the calendar."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from projects.models import Project
from reflectie.agenda import days_from, month_of
from reflectie.models import Maandpauze, Reeks, Sessie, Sessiestaat
from reflectie.models.reeks import Pauzereden, Ritme
from reflectie.models.uitnodigen import Berichtsoort
from reflectie.services.berichten import tell_everyone
from reflectie.services.genodigden import sync_invited
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import stamp
from wijkaanpak.tenancy.locks import one_at_a_time

PLAN_MOST = 12
FOLLOWS = ("methode", "gespreksleider_id", "begin", "duur", "plaats")  # what sessions have of their series


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
    taken = set(Sessie.objects.not_cancelled().filter(project=reeks.project).values_list("datum", flat=True))
    paused = Maandpauze.objects.current().filter(project=reeks.project)
    busy = set(paused.values_list("maand", flat=True))
    if reeks.ritme == Ritme.MAAND:
        busy |= {month_of(day) for day in taken}
    today = timezone.localdate()
    made: list[tuple[Sessie, str]] = []
    for day, holiday in days_from(reeks.eerste, reeks.ritme):
        if len(made) == aantal:
            break
        if day < today or day in taken or month_of(day) in busy:
            continue
        made.append((make_session(reeks=reeks, datum=day, by=by), holiday))
        if reeks.ritme == Ritme.MAAND:
            busy.add(month_of(day))
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
def follow_series(*, reeks: Reeks, was: Mapping[str, Any], by: Lidmaatschap) -> int:
    """Let the sessions that have not begun follow what changed in their series; return how many changed.

    ``was`` is the series before (``FOLLOWS``). What a session has of its own stays. Who was asked for a session hears
    of another time or place.
    """
    changed_fields = [name for name in FOLLOWS if was[name] != getattr(reeks, name)]
    waiting = Sessie.objects.select_for_update(of=["self"]).filter(
        reeks=reeks, staat__in=[Sessiestaat.CONCEPT, Sessiestaat.GEPLAND]
    )
    changed = 0
    for sessie in waiting:
        mine = [name for name in changed_fields if getattr(sessie, name) == was[name]]
        for name in mine:
            setattr(sessie, name, getattr(reeks, name))
        if mine:
            _save_and_tell(sessie, by, is_moved=bool({"begin", "duur", "plaats"} & set(mine)))
            changed += 1
    return changed


def _save_and_tell(sessie: Sessie, by: Lidmaatschap, *, is_moved: bool) -> None:
    tells = is_moved and sessie.staat == Sessiestaat.GEPLAND and sessie.datum >= timezone.localdate()
    if tells:
        sessie.volgnummer += 1
    stamp(sessie, by.pk)
    sessie.save()
    if tells:
        tell_everyone(sessie=sessie, soort=Berichtsoort.VERPLAATST, by=by)


@transaction.atomic
def pause_month(*, project: Project, maand: datetime.date, reden: str, by: Lidmaatschap) -> None:
    """Note that a month has no MLB on purpose; a ``reden`` of '' takes that back."""
    row = Maandpauze.objects.select_for_update(of=["self"]).filter(project=project, maand=month_of(maand)).first()
    row = row or Maandpauze(gemeente_id=project.gemeente_id, project=project, maand=month_of(maand))
    row.vervallen_op = None if reden else timezone.now()
    row.reden = reden if reden in Pauzereden.values else row.reden
    stamp(row, by.pk)
    row.save()
