"""Every address as anonymous, neighbour, member outside the project, wrong role and right role."""

from collections.abc import Iterator
from itertools import cycle
from typing import Any

import pytest
from django.urls import reverse

from tests.cast import CANARY, Cast
from tests.tenancy.doors import (
    ALLAUTH,
    ALLAUTH_ARGUMENTS,
    DOORS,
    GEMEENTE,
    INVITED,
    OWN,
    PROJECT,
    PUBLIC,
    SESSION,
    WALLED,
    Door,
    arguments_of,
)
from tests.tenancy.walking import ROLES, answer_of, client_of, person, undone, written
from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.audit.models import Logregel
from wijkaanpak.tenancy.ids import uuid7
from wijkaanpak.tenancy.scope import tenant_scope

# What looking leaves behind on purpose: an export in the log, and that a signatory has read.
ON_RECORD: dict[str, tuple[str, ...]] = {
    "projects:export": ("audit_logregel",),
    "projects:scan": ("audit_logregel",),
    "projects:sleutelfiguren": ("audit_logregel",),
    "projects:tekenen": ("projects_tekenverzoek", "projects_tekenverzoekevent"),
    "projects:tekenen-bundel": ("audit_logregel",),
    "reflectie:verslag": ("audit_logregel",),
    "reflectie:sessie": ("audit_logregel",),
    "projects:documentbestand": ("audit_logregel",),
    "projects:rij": ("audit_logregel",),
    "ontwikkelplan:bestand": ("audit_logregel",),
    "ontwikkelplan:pdf-bestand": ("audit_logregel",),
    "ontwikkelplan:scan-rapport": ("audit_logregel",),
    "sturing:pdf-bestand": ("audit_logregel",),
    "uitvoer:bestand": ("audit_logregel",),
    "programma:csv": ("audit_logregel",),
    "programma:pdf-bestand": ("audit_logregel",),
    "vervolg:pdf-bestand": ("audit_logregel",),
    "herinneringen:open": ("herinneringen_herinnering",),
    "herinneringen:agenda-ics": ("herinneringen_agendasleutel",),
}


def refusals(cast: Cast) -> list[tuple[str, str]]:
    """What the log of Linderode says was refused, oldest first."""
    with tenant_scope(cast.linderode.gemeente.pk):
        rows = Logregel.objects.filter(resultaat="geweigerd").order_by("moment")
        return [(row.handeling, str(row.gebruiker_id)) for row in rows]


def test_every_address_is_in_the_table_and_the_table_names_no_other() -> None:
    assert {door.name for door in DOORS} | set(ALLAUTH) == set(arguments_of())


def test_every_address_of_a_gemeente_is_behind_the_wall_or_has_a_secret() -> None:
    inside = {name for name, arguments in arguments_of().items() if "gemeente" in arguments}
    assert inside == {door.name for door in [*WALLED, *INVITED]}
    in_a_project = {name for name in inside if "project_id" in arguments_of()[name]}
    assert in_a_project <= {door.name for door in PROJECT}


def test_anonymous_sees_public_pages_and_is_asked_to_log_in_elsewhere(towns: Cast) -> None:
    for door in DOORS:
        expected = door.status if door in PUBLIC or door in INVITED else 302
        with undone():
            response = door.open(client_of(None), towns.linderode)
        if response.status_code == 401:  # a form with words in it: they are shown again, and nothing else
            assert door.method == "POST", door
            assert "Je bent uitgelogd" in response.content.decode(), door
            continue
        assert response.status_code == expected, door
        if door not in PUBLIC and door not in INVITED:
            assert response["Location"].startswith(reverse("account_login")), door


def test_the_pages_of_allauth_are_public_or_ask_to_log_in(towns: Cast) -> None:
    for name, expected in ALLAUTH.items():
        kwargs = {argument: ALLAUTH_ARGUMENTS[argument] for argument in arguments_of()[name]}
        with undone():
            response = client_of(None).get(reverse(name, kwargs=kwargs))
        assert response.status_code == expected, name
        assert expected == 200 or response["Location"].startswith(reverse("account_login")), name
        assert CANARY.encode() not in response.content, name


def test_the_right_person_gets_in_and_getting_a_page_writes_nothing(towns: Cast) -> None:
    for door in DOORS:
        client = client_of(person(towns.linderode, door.right))
        before = written(ON_RECORD.get(door.name, ()))
        with undone():
            response = door.open(client, towns.linderode)
        assert response.status_code == door.status, door
        assert door.method != "GET" or written(ON_RECORD.get(door.name, ())) == before, door


def test_the_wrong_role_is_refused_and_the_log_says_so(towns: Cast) -> None:
    for door in [door for door in WALLED if door.wrong]:
        user = person(towns.linderode, door.wrong)
        assert user is not None
        client = client_of(user)
        before = written(leave_out=("audit_logregel",))
        with undone():
            response = door.open(client, towns.linderode)
            logged = refusals(towns)
        assert written(leave_out=("audit_logregel",)) == before, door
        assert response.status_code == 403, door
        assert [who for _right, who in logged] == [str(user.pk)], door
        assert CANARY.encode() not in response.content.replace(user.naam.encode(), b""), door


def test_a_member_outside_the_project_is_told_that_it_is_not_there(towns: Cast) -> None:
    client = client_of(towns.linderode.buiten.user)
    for door in PROJECT:
        with undone():
            response = door.open(client, towns.linderode)
        assert response.status_code == 404, door
        if door.takes("project_id"):
            with undone():
                nowhere = door.open(client, towns.linderode, project_id=uuid7())
            assert answer_of(response) == answer_of(nowhere), door


@pytest.mark.parametrize("who", ["beheerder", "beleid"])
def test_a_session_is_not_there_for_who_oversees_the_project(towns: Cast, who: str) -> None:
    user = person(towns.linderode, who)
    assert user is not None
    for door in SESSION:
        with undone():
            response = door.open(client_of(user), towns.linderode)
        assert response.status_code == 404, door
        assert CANARY.encode() not in response.content.replace(user.naam.encode(), b""), door


def test_a_guest_of_one_session_is_told_that_the_others_are_not_there(towns: Cast) -> None:
    town = towns.linderode
    client, own_name = client_of(town.gast.user), town.gast.user.naam.encode()
    for other in (town.mlb.gehouden, town.mlb.concept):
        for door in SESSION:
            if door.takes("sessie_id"):
                with undone():
                    response = door.open(client, town, sessie_id=other.pk)
                assert response.status_code == 404, door
                assert CANARY.encode() not in response.content.replace(own_name, b""), door


@pytest.mark.parametrize("htmx", [False, True], ids=["page", "htmx"])
def test_a_neighbour_is_answered_as_if_the_gemeente_did_not_exist(towns: Cast, htmx: bool) -> None:
    """Every door is tried by a neighbour; the roles take turns, each other ones for a page and for htmx."""
    clients = [client_of(person(towns.broekveen, who)) for who in (ROLES[::-1] if htmx else ROLES)]
    doors = {(door.name, door.place): door for door in WALLED}.values()
    for door, client in zip(doors, cycle(clients), strict=False):
        for method in ("GET", "POST"):
            tried = Door(door.name, method, "", 404, data=door.data, place=door.place)
            response = tried.open(client, towns.linderode, htmx=htmx)
            nowhere = tried.open(client, towns.linderode, htmx=htmx, gemeente="bestaat-niet")
            assert response.status_code == 404, tried
            assert answer_of(response) == answer_of(nowhere), tried
            assert CANARY.encode() not in response.content, tried


def test_a_made_up_invitation_does_not_tell_which_gemeenten_exist(towns: Cast) -> None:
    for client in (client_of(None), client_of(towns.broekveen.lid.user)):
        here, nowhere = (
            client.get(reverse("accounts:uitnodiging", args=[slug, "verzonnen"]))
            for slug in (towns.linderode.gemeente.slug, "bestaat-niet")
        )
        assert answer_of(here) == answer_of(nowhere)
    token = towns.broekveen.uitnodiging.token
    assert client_of(None).get(reverse("accounts:uitnodiging", args=["linderode", token])).status_code == 404


def test_the_neighbour_changes_nothing_with_any_method(towns: Cast) -> None:
    """Every door is tried with POST, and the other methods take turns."""
    client = client_of(towns.broekveen.beheerder.user)
    others: Iterator[Any] = cycle((client.put, client.patch, client.delete, client.head, client.options))
    before = written()
    for door in {door.name: door for door in WALLED}.values():
        for send in (client.post, next(others)):
            assert send(door.url(towns.linderode)).status_code == 404, door
    assert written() == before


def test_what_is_written_is_noticed_also_when_it_is_taken_back(towns: Cast) -> None:
    before = written()
    with undone():
        Gebruiker.objects.filter(pk=towns.linderode.lid.user.pk).update(naam="Anders")
    assert written()["accounts_gebruiker"] == before.get("accounts_gebruiker", 0) + 1


def test_mijn_overzicht_shows_the_projects_of_every_gemeente_of_the_person(towns: Cast) -> None:
    page = client_of(towns.in_both).get(reverse("web:overzicht")).content.decode()
    assert f"{CANARY} linderode" in page
    assert f"{CANARY} broekveen" in page


@pytest.mark.parametrize("who", ROLES)
def test_mijn_overzicht_shows_nothing_of_the_neighbour(towns: Cast, who: str) -> None:
    page = client_of(person(towns.linderode, who)).get(reverse("web:overzicht")).content.decode()
    assert (f"{CANARY} linderode" in page) is (who in ("leider", "lid", "gast"))
    assert "broekveen" not in page.lower()


def test_the_groups_of_the_table_do_not_overlap() -> None:
    names = [{door.name for door in group} for group in (PUBLIC, INVITED, OWN, GEMEENTE, PROJECT)]
    assert sum(len(group) for group in names) == len(set().union(*names))
