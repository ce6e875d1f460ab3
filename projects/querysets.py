"""Reading projects and their checklists: every read is a typed method here."""

import datetime
from collections.abc import Collection
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from wijkaanpak.accounts.models import Gebruiker, Lidmaatschap, Rol

if TYPE_CHECKING:
    from projects.models import Bewijs, ChecklistAntwoord, EigenPunt, Project, ProjectDeling, Teamlid  # noqa: F401

# Who sees every project of the gemeente without being in its team.
ROLES_THAT_SEE_ALL = (Rol.BEHEERDER, Rol.BELEID)

_NO_PART = Q(mijn_rol="", mijn_deling="")


class ProjectQuerySet(models.QuerySet["Project"]):
    """Reading projects."""

    def with_rights_of(self, user: Gebruiker) -> "ProjectQuerySet":
        """Add ``mijn_rol`` (in the team) and ``mijn_deling`` (codename of what was shared), or ''."""
        from projects.models import ProjectDeling, Teamlid

        roles = Teamlid.objects.current().filter(project=OuterRef("pk"), lid__gebruiker=user).values("rol")[:1]
        shares = (
            ProjectDeling.objects.current()
            .filter(content_object=OuterRef("pk"), user=user)
            .values("permission__codename")[:1]
        )
        return self.annotate(
            mijn_rol=Coalesce(Subquery(roles), Value("")), mijn_deling=Coalesce(Subquery(shares), Value(""))
        )

    def for_user(self, lid: Lidmaatschap) -> "ProjectQuerySet":
        """Return the projects this member may see, with their rights on each."""
        mine = self.with_rights_of(lid.gebruiker)
        return mine if lid.rol in ROLES_THAT_SEE_ALL else mine.exclude(_NO_PART)

    def of_person(self, user: Gebruiker) -> "ProjectQuerySet":
        """Return the projects, over all gemeenten in scope, in which the person takes part."""
        return self.with_rights_of(user).exclude(_NO_PART).select_related("gemeente")

    def current(self) -> "ProjectQuerySet":
        """Leave out what is archived."""
        return self.filter(gearchiveerd_op=None)

    def with_leader(self) -> "ProjectQuerySet":
        """Add ``leider_naam``, the name of the projectleider or ''."""
        from projects.models import Teamlid

        leaders = Teamlid.objects.current().filter(project=OuterRef("pk"), rol="projectleider")
        return self.annotate(leider_naam=Coalesce(Subquery(leaders.values("lid__gebruiker__naam")[:1]), Value("")))


def _in_force(today: datetime.date) -> Q:
    return Q(tot=None) | Q(tot__gte=today)


class TeamlidQuerySet(models.QuerySet["Teamlid"]):
    """Reading teams."""

    def current(self) -> "TeamlidQuerySet":
        """Return who is in the team today, with an active membership."""
        today = timezone.localdate()
        return self.filter(_in_force(today), van__lte=today, lid__beeindigd_op=None)

    def with_people(self) -> "TeamlidQuerySet":
        """Return team members with their people, the projectleider first, then by name."""
        return self.select_related("lid__gebruiker").order_by(
            models.Case(models.When(rol="projectleider", then=0), default=1), Lower("lid__gebruiker__naam")
        )


class ProjectDelingQuerySet(models.QuerySet["ProjectDeling"]):
    """Reading what was shared."""

    def current(self) -> "ProjectDelingQuerySet":
        """Return what holds today."""
        return self.filter(_in_force(timezone.localdate()), gestopt_op=None, lid__beeindigd_op=None)


class AntwoordQuerySet(models.QuerySet["ChecklistAntwoord"]):
    """Reading answers."""

    def with_people(self) -> "AntwoordQuerySet":
        """Return answers with who is responsible and who changed them last."""
        return self.select_related("verantwoordelijke__gebruiker", "gewijzigd_door__gebruiker")

    def given(self) -> "AntwoordQuerySet":
        """Return the answers in which someone put something: a field, or evidence alone."""
        from projects.models import Bewijs

        evidence = Bewijs.objects.filter(antwoord=OuterRef("pk"))
        return self.filter(Q(versie__gt=0) | models.Exists(evidence))

    def statuses(self, projects: Collection[UUID]) -> list[tuple[UUID, str, str]]:
        """Return (project, punt, status) of every answer that was started, for counting."""
        return list(
            self.filter(project__in=projects).exclude(status="niet_gestart").values_list("project_id", "punt", "status")
        )

    def open_for(self, user: Gebruiker) -> "AntwoordQuerySet":
        """Return what waits for this person in the projects in scope, the earliest deadline first."""
        from projects.models import Project

        mine = Project.objects.of_person(user).values("pk")
        return (
            self.filter(verantwoordelijke__gebruiker=user, project__gearchiveerd_op=None, project__in=mine)
            .exclude(status__in=["gereed", "nvt"])
            .select_related("project__gemeente")
            .order_by(F("deadline").asc(nulls_last=True), "punt")
        )


class EigenPuntQuerySet(models.QuerySet["EigenPunt"]):
    """Reading punten of a gemeente's own."""

    def of_project(self, project: "Project") -> "EigenPuntQuerySet":
        """Return the punten that apply to this project: the gemeente's and its own."""
        return self.filter(Q(project=None) | Q(project=project)).order_by("project_id", "code")

    def of_projects(self, projects: Collection[UUID]) -> "EigenPuntQuerySet":
        """Return the punten that apply to any of these projects."""
        return self.filter(Q(project=None) | Q(project__in=projects), vervallen_op=None)

    def of_gemeente(self) -> "EigenPuntQuerySet":
        """Return the punten that apply to all projects of the gemeente."""
        return self.filter(project=None).order_by("fase", "code")


class BewijsQuerySet(models.QuerySet["Bewijs"]):
    """Reading evidence."""

    def current(self) -> "BewijsQuerySet":
        """Leave out what is in the bin."""
        return self.filter(verwijderd_op=None)

    def current_counts(self, project: "Project") -> dict[str, int]:
        """Return the number of pieces of evidence per punt id of a project."""
        rows: Any = (
            self.current()
            .filter(antwoord__project=project)
            .values_list("antwoord__punt")
            .annotate(aantal=models.Count("pk"))
        )
        return dict(rows)
