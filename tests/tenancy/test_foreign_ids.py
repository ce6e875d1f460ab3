"""Ids of the neighbour's things inside one's own addresses and forms: refused, and nothing changes."""

from typing import Any

import pytest
from django.urls import reverse

from tests.cast import CANARY, Cast, Town
from tests.tenancy.doors import THINGS, WALLED, Door
from tests.tenancy.walking import answer_of, client_of, person, undone, written
from wijkaanpak.audit.models import Logregel
from wijkaanpak.tenancy.ids import uuid7
from wijkaanpak.tenancy.scope import tenant_scope

BY_NAME = {(door.name, door.method): door for door in WALLED}

# A second click finds nothing left to take back: a row that is not there is answered as if it was just taken away.
FORGIVING = {("reflectie:factor-minder", "rij_id"): 302}

# Per form that takes the id of a member: its address, and the field.
FORMS: list[tuple[str, str]] = [
    ("projects:nieuw", "projectleider"),
    ("projects:wijzigen", "projectleider"),
    ("projects:team", "lid"),
    ("projects:delen", "lid"),
    ("projects:bewaren", "verantwoordelijke"),
]


@pytest.mark.parametrize("argument", THINGS)
def test_a_thing_of_the_neighbour_in_ones_own_address_is_not_there(towns: Cast, argument: str) -> None:
    cast = towns
    own, theirs = cast.linderode, cast.broekveen
    doors = [door for door in WALLED if door.takes(argument)]
    assert doors
    for door in doors:
        client = client_of(person(own, door.right))
        before = written()
        with undone():
            response = door.open(client, own, **{argument: door.argument(argument, theirs)})
        after = written()
        nowhere = door.open(client, own, htmx=False, **{argument: uuid7()})
        assert response.status_code == FORGIVING.get((door.name, argument), 404), door
        assert answer_of(response) == answer_of(nowhere), door
        assert after == before, door


@pytest.mark.parametrize(("name", "field"), FORMS, ids=[name for name, _field in FORMS])
def test_a_neighbour_can_not_be_chosen_in_a_form(cast: Cast, name: str, field: str) -> None:
    own, theirs = cast.linderode, cast.broekveen
    door = BY_NAME[name, "POST"]
    client = client_of(person(own, door.right))
    before = written(leave_out=("audit_logregel",))
    response = post_with(door, client, own, {field: theirs.lid.lid.pk})
    assert response.status_code == 422
    assert written(leave_out=("audit_logregel",)) == before


@pytest.mark.parametrize(("name", "field"), FORMS, ids=[name for name, _field in FORMS])
def test_the_same_form_takes_a_member_of_ones_own(cast: Cast, name: str, field: str) -> None:
    own = cast.linderode
    door = BY_NAME[name, "POST"]
    member = own.lid if field in ("projectleider", "verantwoordelijke") else own.buiten
    response = post_with(door, client_of(person(own, door.right)), own, {field: member.lid.pk})
    assert response.status_code == 302


def post_with(door: Door, client: Any, town: Town, other: dict[str, Any]) -> Any:
    data = {"versie": 1} if door.name == "projects:bewaren" else door.data(town)
    return client.post(door.url(town), data | other)


def test_a_neighbour_as_verantwoordelijke_is_put_on_record(cast: Cast) -> None:
    own = cast.linderode
    post_with(
        BY_NAME["projects:bewaren", "POST"],
        client_of(own.lid.user),
        own,
        {"verantwoordelijke": cast.broekveen.lid.lid.pk},
    )
    with tenant_scope(own.gemeente.pk):
        line = Logregel.objects.get(resultaat="geweigerd")
        assert (line.handeling, line.gebruiker_id) == ("keuze:verantwoordelijke", own.lid.user.pk)
        assert str(own.project.pk) in line.ding
        assert CANARY not in f"{line.handeling} {line.ding}"


@pytest.mark.parametrize("status", [302, 422])
def test_a_save_with_a_foreign_verantwoordelijke_still_keeps_the_other_fields(cast: Cast, status: int) -> None:
    own, theirs = cast.linderode, cast.broekveen
    who = own.lid if status == 302 else theirs.lid
    data = {"versie": 1, "toelichting": "Nieuw", "verantwoordelijke": who.lid.pk}
    door = BY_NAME["projects:bewaren", "POST"]
    assert client_of(own.lid.user).post(door.url(own), data).status_code == status
    with tenant_scope(own.gemeente.pk):
        own.antwoord.refresh_from_db()
        assert own.antwoord.toelichting == "Nieuw"
        assert own.antwoord.verantwoordelijke_id == own.lid.lid.pk


def test_a_thing_of_another_project_of_ones_own_gemeente_is_not_in_this_project(cast: Cast) -> None:
    """The wall inside a gemeente: evidence, sharing and team of one project can't be reached through another."""
    own = cast.linderode
    client = client_of(own.leider.user)
    made = client.post(reverse("projects:nieuw", args=["linderode"]), BY_NAME["projects:nieuw", "POST"].data(own))
    other = made["Location"].rstrip("/").rsplit("/", 1)[1]
    before = written()
    for name in ("projects:bewijs-weg", "projects:bewijs-terug", "projects:delen-stoppen", "projects:team-eruit"):
        door = BY_NAME[name, "POST"]
        assert door.open(client, own, project_id=other).status_code == 404, door
    assert written() == before
