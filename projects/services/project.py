"""Creating, changing, archiving a project."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.afronden import Beletsel, hindrances
from projects.content import SLUG
from projects.models import Doel, Project, Teamlid
from projects.models.project import Projectrol, Projectstatus
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import stamp
from wijkaanpak.instrumenten import registry
from wijkaanpak.tenancy.locks import one_at_a_time


@dataclass(frozen=True, slots=True)
class ProjectData:
    """The facts of a project as the form gives them."""

    naam: str
    wijk: str
    begin: datetime.date
    eind: datetime.date
    ontwikkelfase: int
    fase: str
    status: str
    projectleider: Lidmaatschap
    halverwege_op: datetime.date | None = None
    eindevaluatie_op: datetime.date | None = None


class ProjectChanged(Exception):
    """Someone changed the project since the form was opened; ``current`` is how it is now."""

    def __init__(self, current: Project) -> None:
        super().__init__(str(current.pk))
        self.current = current


class NotReadyToClose(Exception):
    """The project can't be closed yet; ``beletsels`` says what is missing."""

    def __init__(self, beletsels: list[Beletsel]) -> None:
        super().__init__(" ".join(each.reden for each in beletsels))
        self.beletsels = beletsels


@transaction.atomic
def create_project(*, by: Lidmaatschap, data: ProjectData) -> Project:
    """Start a project on the newest version of the implementatiewijzer, with its projectleider.

    Raises ValidationError when a running project of this gemeente has the name already, or for one that is closed.
    """
    if data.status == Projectstatus.AFGEROND:
        raise ValidationError({"status": _("Een nieuw project kan nog niet afgerond zijn. Kies een andere status.")})
    one_at_a_time("project", by.gemeente_id)
    _refuse_double_name(data.naam, None)
    project = Project(gemeente_id=by.gemeente_id, instrument_versie=registry.latest(SLUG).versie)
    _fill(project, data)
    project.save(force_insert=True)
    put_in_charge(project=project, lid=data.projectleider)
    return project


@transaction.atomic
def edit_project(*, project: Project, data: ProjectData, versie: int) -> Project:
    """Change the facts of a project.

    Raises ProjectChanged when ``versie`` is not the version in the database, ValidationError for a name that is
    taken, and NotReadyToClose for a closing that comes too early.
    """
    current = Project.objects.select_for_update().get(pk=project.pk)
    if current.versie != versie:
        raise ProjectChanged(current)
    _refuse_double_name(data.naam, current)
    _close_or_open(current, data.status)
    _fill(current, data)
    current.versie += 1
    current.save()
    put_in_charge(project=current, lid=data.projectleider)
    return current


def _fill(project: Project, data: ProjectData) -> None:
    names = ("naam", "wijk", "begin", "eind", "ontwikkelfase", "fase", "status", "halverwege_op", "eindevaluatie_op")
    for name in names:
        setattr(project, name, getattr(data, name))


def _close_or_open(project: Project, status: str) -> None:
    """Keep the day on which a locked project is closed. Raises NotReadyToClose when something is missing for that."""
    if status != Projectstatus.AFGEROND:
        project.afgerond_op = None
    elif not project.is_closed:
        if beletsels := hindrances(project):
            raise NotReadyToClose(beletsels)
        project.afgerond_op = timezone.localdate()


def _refuse_double_name(naam: str, project: Project | None) -> None:
    others = Project.objects.current().filter(naam__iexact=naam)
    if others.exclude(pk=project.pk if project else None).exists():
        raise ValidationError({"naam": _("Er is al een project met deze naam. Kies een andere naam.")})


@transaction.atomic
def put_in_charge(*, project: Project, lid: Lidmaatschap) -> None:
    """Make this member the one projectleider; who was it before stays in the team (ST-01a)."""
    today = timezone.localdate()
    Teamlid.objects.filter(project=project, rol=Projectrol.PROJECTLEIDER, tot=None).exclude(lid=lid).update(
        rol=Projectrol.UITVOEREND, versie=F("versie") + 1, gewijzigd_op=timezone.now()
    )
    leader = Teamlid.objects.select_for_update(of=["self"]).filter(project=project, lid=lid).first()
    leader = leader or Teamlid(gemeente_id=project.gemeente_id, project=project, lid=lid, van=min(today, project.begin))
    if leader.versie and (leader.rol, leader.tot) == (Projectrol.PROJECTLEIDER, None):
        return
    leader.rol, leader.tot = Projectrol.PROJECTLEIDER, None
    stamp(leader, lid.pk)
    leader.save()


@transaction.atomic
def archive_project(*, project: Project) -> None:
    """Put a project away: it stays readable and can't be changed.

    Raises NotReadyToClose for one with goals that is not closed yet and whose results do not last: the archive is no
    way round. One without a goal, as what was made by mistake, goes as it is.
    """
    locked = Project.objects.select_for_update(of=["self"]).get(pk=project.pk)
    had_goals = Doel.objects.current().filter(project=locked).exists()
    if had_goals and not locked.is_closed and (beletsels := hindrances(locked)):
        raise NotReadyToClose(beletsels)
    locked.gearchiveerd_op = timezone.now()
    locked.save(update_fields=["gearchiveerd_op"])


@transaction.atomic
def restore_project(*, project: Project) -> None:
    """Take a project out of the archive. Raises ValidationError when its name is taken meanwhile."""
    _refuse_double_name(project.naam, project)
    project.gearchiveerd_op = None
    project.save(update_fields=["gearchiveerd_op"])
