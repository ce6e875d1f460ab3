"""The fixed cast of the tests: Linderode, its neighbour Broekveen, and who is what in both.

Every text that a neighbour must never see holds the word CANARY.
"""

import datetime
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone

from projects.models import Bewijs, ChecklistAntwoord, EigenPunt, Project, ProjectDeling, Teamlid
from projects.services.antwoord import save_answer
from projects.services.bewijs import add_link
from projects.services.delen import share_project
from projects.services.eigen_punt import add_own_point
from projects.services.project import ProjectData, create_project
from projects.services.team import add_to_team
from wijkaanpak.accounts.models import Gebruiker, Lidmaatschap, Rol, Uitnodiging
from wijkaanpak.accounts.services import invite
from wijkaanpak.post.models import Mail
from wijkaanpak.tenancy.models import Gemeente, Regio
from wijkaanpak.tenancy.scope import tenant_scope

PASSWORD = "een-heel-gewone-zin"
CANARY = "KANARIE"


@dataclass(frozen=True)
class Person:
    """Someone in a gemeente."""

    user: Gebruiker
    lid: Lidmaatschap


@dataclass
class Town:
    """A gemeente with its people and one project."""

    gemeente: Gemeente
    beheerder: Person
    beleid: Person
    leider: Person
    lid: Person  # in the team
    buiten: Person  # a member of the gemeente, not of the project
    gast: Person  # the project is shared with them, to look at
    project: Project
    deling: ProjectDeling
    teamlid: Teamlid
    antwoord: ChecklistAntwoord
    bewijs: Bewijs
    eigen_punt: EigenPunt
    gemeente_punt: EigenPunt
    uitnodiging: Uitnodiging
    partner: Any = None  # these three are there after ``add_setup``
    document: Any = None
    verzoek: Any = None
    papier: Any = None
    mlb: Any = None  # there after ``add_reflectie``
    op: Any = None  # there after ``add_plan``
    st: Any = None  # there after ``add_sturing``
    ve: Any = None  # there after ``add_vervolg``
    her: Any = None  # there after ``add_reminders``
    ev: Any = None  # there after ``add_evaluation``
    sleutelfiguur: Any = None  # these two after ``add_guarded``
    tekenmandaat: Any = None
    people: list[Person] = field(default_factory=list)

    def url(self, rest: str = "") -> str:
        """Return an address inside the project."""
        return f"/{self.gemeente.slug}/projecten/{self.project.pk}/{rest}"


@dataclass(frozen=True)
class Cast:
    """Both towns, and the person who works in both."""

    linderode: Town
    broekveen: Town
    in_both: Gebruiker


def make_person(email: str, naam: str) -> Gebruiker:
    """Make a person who can log in with PASSWORD."""
    user = Gebruiker.objects.create_user(f"{email}@example.org", PASSWORD, naam=naam)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_member(gemeente: Gemeente, user: Gebruiker, rol: str) -> Person:
    """Make someone a member; a scope must be open."""
    return Person(user, Lidmaatschap.objects.create(gemeente=gemeente, gebruiker=user, rol=rol))


def project_data(leader: Lidmaatschap, **changes: object) -> ProjectData:
    """Return the facts of a project that has run for some months."""
    today = timezone.localdate()
    facts: dict[str, object] = {
        "naam": f"{CANARY} wijk",
        "wijk": f"{CANARY} buurt",
        "begin": today - datetime.timedelta(days=200),
        "eind": today + datetime.timedelta(days=300),
        "ontwikkelfase": 1,
        "fase": "uitvoering",
        "status": "lopend",
        "projectleider": leader,
    }
    return ProjectData(**(facts | changes))  # type: ignore[arg-type]


def make_town(regio: Regio, slug: str) -> Town:
    """Make a gemeente with one of everything that has an address."""
    gemeente = Gemeente.objects.create(naam=slug.capitalize(), slug=slug, regio=regio)
    users = {
        rol: make_person(f"{rol}.{slug}", f"{CANARY} {rol.capitalize()}")
        for rol in ("beheerder", "beleid", "leider", "lid", "buiten", "gast")
    }
    with tenant_scope(gemeente.pk):
        roles = {"beheerder": Rol.BEHEERDER, "beleid": Rol.BELEID, "leider": Rol.PROJECTLEIDER, "gast": Rol.GAST}
        people = {name: make_member(gemeente, user, roles.get(name, Rol.MEDEWERKER)) for name, user in users.items()}
        leider, lid, beheerder = people["leider"], people["lid"], people["beheerder"]
        project = create_project(by=leider.lid, data=project_data(leider.lid, naam=f"{CANARY} {slug}"))
        teamlid = add_to_team(project=project, lid=lid.lid, rol="uitvoerend")
        tomorrow = timezone.localdate() + datetime.timedelta(days=1)
        saved = save_answer(
            project=project,
            punt="UI-04",
            values={
                "status": "bezig",
                "toelichting": f"{CANARY} toelichting",
                "verantwoordelijke_id": lid.lid.pk,
                "deadline": tomorrow,
            },
            versie=0,
            by=leider.lid,
        )
        made = Town(
            gemeente=gemeente,
            **people,
            project=project,
            teamlid=teamlid,
            deling=share_project(
                project=project, lid=people["gast"].lid, permission="bekijken", tot=tomorrow, by=leider.lid
            ),
            antwoord=saved.row,
            bewijs=add_link(
                project=project, punt="UI-04", titel=f"{CANARY} bewijs", url="https://example.org/", by=lid.lid
            ),
            eigen_punt=add_own_point(
                by=leider.lid, project=project, fase="uitvoering", titel=f"{CANARY} eigen", hulp=""
            ),
            gemeente_punt=add_own_point(by=beheerder.lid, project=None, fase="start", titel=f"{CANARY} alle", hulp=""),
            uitnodiging=invite(
                gemeente_id=gemeente.pk, by=beheerder.lid, email=f"nieuw.{slug}@example.org", rol=Rol.MEDEWERKER
            ),
            people=list(people.values()),
        )
        Mail.objects.update(verstuurd_op=timezone.now())  # that of the invitation went out
        return made


def make_cast() -> Cast:
    """Make both towns and the GI medewerker who works in both."""
    regio = Regio.objects.create(naam="Testregio")
    linderode, broekveen = make_town(regio, "linderode"), make_town(regio, "broekveen")
    both = make_person("gi", "Gi Medewerker")
    for town in (linderode, broekveen):
        with tenant_scope(town.gemeente.pk):
            member = make_member(town.gemeente, both, Rol.MEDEWERKER)
            add_to_team(project=town.project, lid=member.lid, rol="gedragswetenschapper")
    return Cast(linderode, broekveen, both)
