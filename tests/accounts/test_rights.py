"""``may`` is the only door, and sharing opens it for one person, on one project, until a date."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from projects.models import Project, ProjectDeling
from projects.services.delen import share_project, stop_sharing
from projects.services.team import remove_from_team
from tests.cast import Cast, Town
from wijkaanpak.accounts.rights import _rights, may, right
from wijkaanpak.tenancy.scope import tenant_scope

SAVE = {"status": "gereed", "versie": 1}


def save(client: Client, town: Town) -> int:
    url = reverse("projects:bewaren", args=[town.gemeente.slug, town.project.pk, "UI-04"])
    return client.post(url, SAVE).status_code


def look(client: Client, town: Town) -> int:
    return client.get(town.url("checklist/uitvoering/")).status_code


def share(town: Town, permission: str) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with tenant_scope(town.gemeente.pk):
        share_project(project=town.project, lid=town.gast.lid, permission=permission, tot=tomorrow, by=town.leider.lid)


def test_an_unknown_right_is_denied_to_everyone(cast: Cast) -> None:
    assert not [person for person in cast.linderode.people if may(person.lid, "projects.alles")]


def test_a_right_is_defined_once(db: None) -> None:
    with pytest.raises(ValueError, match="twice"):
        right("projects.bekijken")(lambda lid, thing: True)


def test_a_thing_of_another_gemeente_is_denied_whatever_the_role(cast: Cast) -> None:
    own, theirs = cast.linderode, cast.broekveen
    with tenant_scope(theirs.gemeente.pk):
        project = Project.objects.with_rights_of(theirs.leider.user).get()
    for name in _rights:
        assert not may(own.beheerder.lid, name, project), name
    assert may(theirs.leider.lid, "projects.leiden", project)


def test_an_ended_membership_may_nothing(cast: Cast) -> None:
    lid = cast.linderode.beheerder.lid
    assert may(lid, "accounts.leden_beheren")
    lid.beeindigd_op = timezone.now()
    assert not [name for name in _rights if may(lid, name)]


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("accounts.leden_beheren", {"beheerder"}),
        ("web.huisstijl_wijzigen", {"beheerder"}),
        ("projects.aanmaken", {"beheerder", "beleid", "leider"}),
        ("projects.eigen_punten_gemeente", {"beheerder", "beleid"}),
        ("projects.bekijken", {"beheerder", "beleid", "leider", "lid", "gast"}),
        ("projects.checklist_bijwerken", {"beleid", "leider", "lid"}),
        ("projects.leiden", {"beheerder", "leider"}),
        ("projects.wijzigen", {"beheerder", "leider"}),
    ],
)
def test_a_right_belongs_to_these_people_alone(cast: Cast, name: str, allowed: set[str]) -> None:
    town = cast.linderode
    found = set()
    for who in ("beheerder", "beleid", "leider", "lid", "buiten", "gast"):
        person = getattr(town, who)
        with tenant_scope(town.gemeente.pk):
            project = Project.objects.with_rights_of(person.user).get()
        if may(person.lid, name, project):
            found.add(who)
    assert found == allowed


def test_an_archived_project_can_be_seen_and_not_changed(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        project = Project.objects.with_rights_of(town.leider.user).get()
    project.gearchiveerd_op = timezone.now()
    rights = ("projects.bekijken", "projects.checklist_bijwerken", "projects.wijzigen", "projects.leiden")
    assert [may(town.leider.lid, name, project) for name in rights] == [True, False, False, True]


# --- sharing -----------------------------------------------------------------------------------------


def test_who_may_look_can_not_save(cast: Cast, client: Client) -> None:
    town = cast.linderode
    client.force_login(town.gast.user)
    assert (look(client, town), save(client, town)) == (200, 403)


def test_who_may_edit_can_save(cast: Cast, client: Client) -> None:
    town = cast.linderode
    client.force_login(town.gast.user)
    share(town, "bewerken")
    assert (look(client, town), save(client, town)) == (200, 302)
    share(town, "bekijken")
    assert (look(client, town), save(client, town)) == (200, 403)


@pytest.mark.parametrize(("days", "status"), [(0, 200), (-1, 404)])
def test_sharing_holds_until_and_with_its_last_day(cast: Cast, client: Client, days: int, status: int) -> None:
    town = cast.linderode
    client.force_login(town.gast.user)
    with tenant_scope(town.gemeente.pk):
        ProjectDeling.objects.update(tot=timezone.localdate() + datetime.timedelta(days=days))
    assert look(client, town) == status


def test_stopping_works_at_once(cast: Cast, client: Client) -> None:
    town = cast.linderode
    client.force_login(town.gast.user)
    assert look(client, town) == 200
    with tenant_scope(town.gemeente.pk):
        stop_sharing(deling=town.deling, by=town.leider.lid)
    assert (look(client, town), save(client, town)) == (404, 404)


def test_sharing_one_project_opens_no_other(cast: Cast, client: Client) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        other = Project.objects.create(
            gemeente=town.gemeente,
            naam="Ander project",
            wijk="Wijk",
            begin=town.project.begin,
            eind=town.project.eind,
            instrument_versie=town.project.instrument_versie,
        )
    client.force_login(town.gast.user)
    assert client.get(town.url().replace(str(town.project.pk), str(other.pk))).status_code == 404
    assert "Ander project" not in client.get(reverse("projects:lijst", args=["linderode"])).content.decode()


def test_leaving_the_team_works_at_once(cast: Cast, client: Client) -> None:
    town = cast.linderode
    client.force_login(town.lid.user)
    assert look(client, town) == 200
    with tenant_scope(town.gemeente.pk):
        remove_from_team(by=town.leider.lid, teamlid=town.teamlid)
    assert (look(client, town), save(client, town)) == (404, 404)
