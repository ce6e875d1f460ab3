"""Members of a gemeente: another role, and an end that works at once."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.accounts.helpers import is_logged_in, log_in, membership
from tests.cast import Cast, Person, Town
from wijkaanpak.accounts.models import Lidmaatschap, Rol
from wijkaanpak.accounts.services import accept_invitation, change_role, end_membership, invite
from wijkaanpak.audit.models import Logregel
from wijkaanpak.tenancy.scope import tenant_scope


def address(town: Town, name: str, who: Person) -> str:
    return reverse(f"accounts:{name}", args=[town.gemeente.slug, who.lid.pk])


def test_a_beheerder_gives_a_member_another_role(cast: Cast) -> None:
    town, client, theirs = cast.linderode, Client(), Client()
    theirs.force_login(town.lid.user)
    assert theirs.get(reverse("accounts:leden", args=["linderode"])).status_code == 403
    client.force_login(town.beheerder.user)
    assert client.post(address(town, "lid-wijzigen", town.lid), {"rol": "beheerder"}).status_code == 302
    assert theirs.get(reverse("accounts:leden", args=["linderode"])).status_code == 200


def test_a_role_that_does_not_exist_is_refused(cast: Cast, client: Client) -> None:
    town = cast.linderode
    client.force_login(town.beheerder.user)
    assert client.post(address(town, "lid-wijzigen", town.lid), {"rol": "superuser"}).status_code == 422
    lid = membership(town, town.lid.user.email)
    assert lid is not None
    assert lid.rol == "medewerker"


@pytest.mark.parametrize(("name", "data"), [("lid-wijzigen", {"rol": "gast"}), ("lid-beeindigen", {})])
def test_the_last_beheerder_stays(cast: Cast, client: Client, name: str, data: dict[str, str]) -> None:
    town = cast.linderode
    client.force_login(town.beheerder.user)
    response = client.post(address(town, name, town.beheerder), data)
    assert response.status_code == 422
    assert "minstens één beheerder" in response.content.decode()
    lid = membership(town, town.beheerder.user.email)
    assert lid is not None
    assert (lid.rol, lid.beeindigd_op) == ("beheerder", None)


def test_the_last_but_one_beheerder_may_go(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        change_role(lid=town.lid.lid, rol="beheerder")
        end_membership(lid=town.beheerder.lid, by=town.lid.lid)
        with pytest.raises(ValidationError):
            end_membership(lid=town.lid.lid, by=town.lid.lid)


def test_an_ended_beheerder_or_one_of_the_neighbour_does_not_count_as_the_other_one(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        change_role(lid=town.lid.lid, rol="beheerder")
        end_membership(lid=town.lid.lid, by=town.beheerder.lid)
        with pytest.raises(ValidationError):
            change_role(lid=town.beheerder.lid, rol="gast")


def test_ended_access_works_at_once(cast: Cast) -> None:
    town, client, theirs = cast.linderode, Client(), Client()
    log_in(theirs, town.lid.user)
    assert theirs.get(town.url()).status_code == 200
    client.force_login(town.beheerder.user)
    assert client.post(address(town, "lid-beeindigen", town.lid)).status_code == 302
    assert not is_logged_in(theirs), "the session is gone"
    log_in(theirs, town.lid.user)
    assert is_logged_in(theirs), "the account stays"
    assert theirs.get(town.url()).status_code == 404
    assert theirs.get(reverse("projects:lijst", args=["linderode"])).status_code == 404


def test_ended_access_ends_a_session_that_was_open_without_its_record(cast: Cast) -> None:
    """The membership is asked again at every request: the next one is answered 404 whatever the session says."""
    town, theirs = cast.linderode, Client()
    theirs.force_login(town.lid.user)
    with tenant_scope(town.gemeente.pk):
        Lidmaatschap.objects.filter(pk=town.lid.lid.pk).update(beeindigd_op=town.lid.lid.sinds)
    assert theirs.get(town.url()).status_code == 404
    assert town.project.naam not in theirs.get(reverse("web:overzicht")).content.decode()


def test_ended_access_in_one_gemeente_leaves_the_other(cast: Cast) -> None:
    client, both = Client(), cast.in_both
    lid = membership(cast.linderode, both.email)
    assert lid is not None
    client.force_login(cast.linderode.beheerder.user)
    client.post(reverse("accounts:lid-beeindigen", args=["linderode", lid.pk]))
    theirs = Client()
    log_in(theirs, both)
    assert [theirs.get(town.url()).status_code for town in (cast.linderode, cast.broekveen)] == [404, 200]


def test_ending_access_is_on_record_and_what_they_wrote_stays(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        end_membership(lid=town.lid.lid, by=town.beheerder.lid)
        line = Logregel.objects.get(handeling="toegang_beeindigd")
        assert (line.gebruiker_id, line.ding) == (town.beheerder.user.pk, f"lidmaatschap:{town.lid.lid.pk}")
        town.antwoord.refresh_from_db()
        assert town.antwoord.verantwoordelijke_id == town.lid.lid.pk


def test_an_inactive_account_has_no_access(cast: Cast, client: Client) -> None:
    town = cast.linderode
    client.force_login(town.lid.user)
    town.lid.user.is_active = False
    town.lid.user.save(update_fields=["is_active"])
    assert client.get(town.url()).status_code in (302, 404)
    log_in(client, town.lid.user)
    assert not is_logged_in(client)


def test_who_comes_back_after_access_ended_starts_afresh(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        end_membership(lid=town.leider.lid, by=town.beheerder.lid)
        end_membership(lid=town.gast.lid, by=town.beheerder.lid)
        for person in (town.leider, town.gast):
            again = invite(
                gemeente_id=town.gemeente.pk, by=town.beheerder.lid, email=person.user.email, rol=Rol.MEDEWERKER
            )
            accept_invitation(uitnodiging=again, user=person.user)
    for person in (town.leider, town.gast):
        client = Client()
        client.force_login(person.user)
        assert client.get(f"/{town.gemeente.slug}/projecten/").status_code == 200
        assert client.get(town.url()).status_code == 404
