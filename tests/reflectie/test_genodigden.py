"""Who is asked for a session: the team, guests with and without an account, the ervaringsdeskundige; and who came."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from projects.models import Teamlid
from projects.services.team import add_to_team
from reflectie.models import Genodigde, Sessie, Sessiedeling, VasteGenodigde
from reflectie.services.genodigden import add_guest, name_supporter, set_attendance, take_off_list, unsupported
from reflectie.services.sessie import move_session
from reflectie.staten import KanNiet
from reflectie.verslag import report_of
from tests.accounts.helpers import NEW, link_to
from tests.cast import PASSWORD, Cast, Person, Town, make_member, make_person
from tests.projects.setting_up import make_partner
from tests.reflectie.setting_up import (
    DAY,
    add_experience,
    add_reflectie,
    at,
    busy,
    concept,
    everyone_came,
    fresh,
    planned,
    post,
    start,
    step,
    stored,
    text_of,
)
from wijkaanpak.accounts.models import Gebruiker, Rol, Uitnodiging
from wijkaanpak.accounts.services import end_membership
from wijkaanpak.tenancy.scope import tenant_scope

NEW_GUEST = "keten.nieuw@example.org"


@pytest.fixture
def town(cast: Cast) -> Town:
    return cast.linderode


def on_list(sessie: Sessie) -> set[str]:
    """The addresses on the list of a session."""
    return set(Genodigde.objects.current().filter(sessie=sessie).values_list("email", flat=True))


def row_of(sessie: Sessie, person: Person) -> Genodigde:
    row: Genodigde = Genodigde.objects.current().get(sessie=sessie, email=person.user.email)
    return row


def ask(town: Town, sessie: Sessie, person: Person) -> Genodigde:
    """Ask someone of the gemeente as a guest."""
    return add_guest(sessie=sessie, by=town.leider.lid, naam=person.user.naam, email=person.user.email)


def sees(client: Client, town: Town, person: Person, sessie: Sessie) -> bool:
    client.force_login(person.user)
    return client.get(at(town, sessie)).status_code == 200


# --- the list --------------------------------------------------------------------------------------


def test_the_team_of_the_day_is_on_the_list_when_a_session_is_planned(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = concept(town)
        Teamlid.objects.filter(lid=town.lid.lid).update(tot=timezone.localdate() - DAY)
        late = make_member(town.gemeente, make_person("later.linderode", "Later"), Rol.MEDEWERKER)
        add_to_team(project=town.project, lid=late.lid, rol="uitvoerend")
        assert town.lid.user.email in on_list(sessie)
        step(town, sessie, "plannen")
        assert town.lid.user.email not in on_list(sessie)
        assert late.user.email in on_list(sessie)


def test_who_was_there_stays_on_the_list_after_leaving_the_team(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = concept(town)
        there = {str(row_of(sessie, town.lid).pk)}
        set_attendance(sessie=sessie, present=there, reasons={}, seen=set(), by=town.leider.lid)
        Teamlid.objects.filter(lid=town.lid.lid).update(tot=timezone.localdate() - DAY)
        step(town, sessie, "beginnen")
        assert town.lid.user.email in on_list(sessie)


def test_nobody_is_on_a_list_twice(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
        ask(town, sessie, town.buiten)
        with pytest.raises(ValidationError, match="staat al op de lijst"):
            ask(town, sessie, town.buiten)
    client = login(town.leider)
    data = {"naam": "Nog een keer", "email": town.buiten.user.email.upper(), "soort": "ketenpartner"}
    for htmx in (True, False):
        response = post(client, town, sessie, "gast/", htmx=htmx, **data)
        assert response.status_code == 422
        assert "Deze persoon staat al op de lijst." in text_of(response)
        assert "Nog een keer" in text_of(response)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"naam": "", "email": "x@example.org"}, "Dit veld is verplicht."),
        ({"naam": "Keten", "email": "geen adres"}, "geldig e-mailadres"),
        ({"naam": "a" * 121, "email": "x@example.org"}, "te lang"),
        ({"naam": "Ke\0ten", "email": "x@example.org"}, "een teken in dat we niet kunnen bewaren"),
        ({"naam": "Keten", "email": "x@example.org", "soort": "team"}, ""),
    ],
)
def test_a_guest_that_can_not_be_is_refused_and_nobody_is_asked(
    town: Town, login: Any, data: dict[str, str], says: str
) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
        before = on_list(sessie)
    response = post(login(town.leider), town, sessie, "gast/", htmx=False, **({"soort": "ketenpartner"} | data))
    assert response.status_code == 422
    assert says in text_of(response)
    with tenant_scope(town.gemeente.pk):
        assert on_list(sessie) == before


def test_a_guest_is_put_on_the_list_by_script_and_without(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie, partner = concept(town), make_partner(town, "onderwijs", "School Zuid")
    client = login(town.leider)
    for number, htmx in enumerate((True, False)):
        data = {"naam": f"Gast {number}", "email": f"g{number}@example.org", "partner": partner.pk}
        response = post(client, town, sessie, "gast/", htmx=htmx, soort="ketenpartner", **data)
        assert response.status_code == (200 if htmx else 302)
        assert f"Gast {number}" in text_of(client.get(at(town, sessie)))


def test_a_standing_guest_taken_off_one_session_stays_off_when_it_is_planned(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        guest = VasteGenodigde(gemeente_id=town.gemeente.pk, reeks=start(town), naam="Keten", email=NEW_GUEST)
        stored(town, guest)
        sessie = concept(town)
        take_off_list(genodigde=Genodigde.objects.get(email=NEW_GUEST), by=town.leider.lid)
        step(town, sessie, "plannen")
        assert NEW_GUEST not in on_list(sessie)


# --- guests ----------------------------------------------------------------------------------------


def test_a_guest_with_an_account_sees_that_session_alone_from_when_it_is_planned(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie, other = concept(town), planned(town, 50)
        ask(town, sessie, town.buiten)
    assert not sees(client, town, town.buiten, sessie)
    with tenant_scope(town.gemeente.pk):
        step(town, sessie, "plannen")
    assert sees(client, town, town.buiten, sessie)
    assert not sees(client, town, town.buiten, other)
    for url in (
        at(town, town.project),
        at(town, town.project, "lessen/"),
        town.url(""),
    ):
        assert client.get(url).status_code == 404, url
    assert client.get(at(town, sessie, "geschiedenis/")).status_code == 403
    assert client.get(at(town, sessie, "mlb.ics")).status_code == 200
    assert "MLB 1 bijwonen" in text_of(client.get(f"{reverse('web:overzicht')}?acties=alle"))
    with tenant_scope(town.gemeente.pk):
        step(town, sessie, "beginnen")
    assert "MLB 1 bijwonen" in text_of(client.get(f"{reverse('web:overzicht')}?acties=alle"))  # while it is busy too


def test_a_guest_added_to_a_planned_session_sees_it_at_once(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
        ask(town, sessie, town.buiten)
    assert sees(client, town, town.buiten, sessie)


def test_a_guest_without_an_account_accepts_the_invitation_and_sees_that_session_alone(
    town: Town, client: Client
) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie, other = concept(town), planned(town, 50)
        add_guest(sessie=sessie, by=town.leider.lid, naam="Keten", email=NEW_GUEST)
        assert not Uitnodiging.objects.filter(email=NEW_GUEST).exists()
        step(town, sessie, "plannen")
        assert Uitnodiging.objects.get(email=NEW_GUEST).rol == "gast"
        assert not Sessiedeling.objects.filter(content_object=sessie).exists()
    assert client.post(link_to(town, NEW_GUEST), NEW).status_code == 302
    user = Gebruiker.objects.get(email=NEW_GUEST)
    client.force_login(user)
    assert client.get(at(town, sessie)).status_code == 200
    assert client.get(at(town, other)).status_code == 404
    assert client.get(town.url("")).status_code == 404
    with tenant_scope(town.gemeente.pk):
        assert Genodigde.objects.get(sessie=sessie, email=NEW_GUEST).lid is not None


def test_a_guest_who_accepts_before_the_session_is_planned_waits_for_it(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        first, second = planned(town), concept(town, 50)
        for sessie in (first, second):
            add_guest(sessie=sessie, by=town.leider.lid, naam="Keten", email=NEW_GUEST)
    client.post(link_to(town, NEW_GUEST), NEW)
    client.force_login(Gebruiker.objects.get(email=NEW_GUEST))
    assert client.get(at(town, second)).status_code == 404
    with tenant_scope(town.gemeente.pk):
        step(town, second, "plannen")
    assert client.get(at(town, second)).status_code == 200


def test_access_of_a_guest_ends_two_weeks_after_the_session(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
        ask(town, sessie, town.buiten)
        share = Sessiedeling.objects.get()
        assert share.tot == sessie.datum + 14 * DAY
        Sessiedeling.objects.update(tot=timezone.localdate())
    assert sees(client, town, town.buiten, sessie)
    with tenant_scope(town.gemeente.pk):
        Sessiedeling.objects.update(tot=timezone.localdate() - DAY)
    assert not sees(client, town, town.buiten, sessie)


def test_access_of_a_guest_follows_a_session_that_moves(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
        ask(town, sessie, town.buiten)
        day = sessie.datum + 30 * DAY
        move_session(sessie=sessie, datum=day, begin=sessie.begin, duur=sessie.duur, plaats="", by=town.leider.lid)
        assert Sessiedeling.objects.get().tot == day + 14 * DAY


def test_a_guest_whose_membership_ended_or_who_was_taken_off_sees_nothing(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
        ask(town, sessie, town.buiten)
        guest = ask(town, sessie, town.beleid)
        end_membership(lid=town.buiten.lid, by=town.beheerder.lid)
        take_off_list(genodigde=guest, by=town.leider.lid)
        assert not Sessiedeling.objects.current().exists()
    assert not sees(client, town, town.buiten, sessie)
    assert not sees(client, town, town.beleid, sessie)


def test_someone_of_the_team_gets_no_share(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        planned(town)
        assert not Sessiedeling.objects.exists()


def test_a_guest_reads_and_changes_nothing(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
        ask(town, sessie, town.buiten)
    client = login(town.buiten)
    page = text_of(client.get(at(town, sessie)))
    assert "Volgende stap" not in page
    assert 'name="tekst"' not in page
    assert post(client, town, sessie, "alternatief/", tekst="Iets", voor="casus").status_code == 403
    assert post(client, town, sessie, "deel/vraag/", casus="Iets", versie=1).status_code == 403


# --- the ervaringsdeskundige (MLB-15) --------------------------------------------------------------


def test_nobody_plans_a_session_with_an_ervaringsdeskundige_without_a_supporter(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_experience(town)
        sessie = concept(town)
    client = login(town.leider)
    post(client, town, sessie, "stand/plannen/", htmx=False)
    page = text_of(client.get(at(town, sessie)))
    assert "Wie ondersteunt Ervaring? Een ervaringsdeskundige komt niet alleen." in page
    assert fresh(town, sessie).staat == "concept"


def test_the_supporter_of_the_series_is_put_on_the_list_and_gets_access(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        experienced = add_experience(town)
        sessie = concept(town, reeks=start(town, ondersteuner=town.buiten.lid))
        helper = row_of(sessie, town.buiten)
        assert helper.soort == "steun"
        assert row_of(sessie, experienced).ondersteuner_id == helper.pk
    assert not sees(client, town, town.buiten, sessie)
    with tenant_scope(town.gemeente.pk):
        step(town, sessie, "plannen")
    assert sees(client, town, town.buiten, sessie)
    assert sees(client, town, experienced, sessie)


def test_a_supporter_who_is_in_the_team_is_on_the_list_once(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        experienced = add_experience(town)
        sessie = concept(town, reeks=start(town, ondersteuner=town.lid.lid))
        assert row_of(sessie, town.lid).soort == "team"
        assert row_of(sessie, experienced).ondersteuner_id == row_of(sessie, town.lid).pk


def test_a_supporter_for_one_session_is_chosen_from_its_list(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        experienced = add_experience(town)
        sessie = concept(town)
        person, helper = row_of(sessie, experienced), row_of(sessie, town.lid)
    client = login(town.leider)
    assert post(client, town, sessie, f"genodigde/{person.pk}/steun/", ondersteuner=helper.pk).status_code == 200
    assert fresh(town, person).ondersteuner_id == helper.pk
    oneself = post(client, town, sessie, f"genodigde/{person.pk}/steun/", ondersteuner=person.pk)
    assert oneself.status_code == 422
    nobody = post(client, town, sessie, f"genodigde/{person.pk}/steun/", htmx=False, ondersteuner="")
    assert nobody.status_code == 422
    assert "Kies wie er steunt" in text_of(nobody)
    assert fresh(town, person).ondersteuner_id == helper.pk


def test_a_supporter_is_not_taken_off_the_list_before_another_is_chosen(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        experienced = add_experience(town)
        sessie = concept(town)
        helper = row_of(sessie, town.lid)
        name_supporter(genodigde=row_of(sessie, experienced), ondersteuner=helper, by=town.leider.lid)
    client = login(town.leider)
    post(client, town, sessie, f"genodigde/{helper.pk}/weg/", htmx=False)
    assert "Kies eerst een andere ondersteuner" in text_of(client.get(at(town, sessie)))
    answer = post(client, town, sessie, f"genodigde/{helper.pk}/weg/")
    assert "HX-Redirect" in answer.headers or (answer.status_code != 302 and "<html" not in text_of(answer))
    assert fresh(town, helper).vervallen_op is None


def test_a_supporter_who_left_the_team_supports_no_longer(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        experienced = add_experience(town)
        sessie = concept(town)
        name_supporter(genodigde=row_of(sessie, experienced), ondersteuner=row_of(sessie, town.lid), by=town.leider.lid)
        Teamlid.objects.filter(lid=town.lid.lid).update(tot=timezone.localdate() - DAY)
        with pytest.raises(KanNiet, match="Wie ondersteunt"):
            step(town, sessie, "plannen")


def test_an_ervaringsdeskundige_with_support_is_not_named(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        experienced = add_experience(town)
        sessie = concept(town)
        assert [row.email for row in unsupported(sessie)] == [experienced.user.email]
        name_supporter(genodigde=row_of(sessie, experienced), ondersteuner=row_of(sessie, town.lid), by=town.leider.lid)
        assert unsupported(sessie) == []


# --- attendance ------------------------------------------------------------------------------------


def attendance(town: Town, sessie: Sessie) -> dict[str, tuple[bool | None, str]]:
    with tenant_scope(town.gemeente.pk):
        rows = Genodigde.objects.current().filter(sessie=sessie)
        return {str(row.pk): (row.aanwezig, row.reden) for row in rows}


def test_two_people_who_note_who_is_there_keep_both(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
        one, two, three = (str(pk) for pk in Genodigde.objects.order_by("pk").values_list("pk", flat=True))
    client = login(town.lid)
    post(client, town, sessie, "aanwezig/", erbij=[one], stond="")
    post(client, town, sessie, "aanwezig/", erbij=[two], stond="")  # a colleague whose screen was empty too
    assert {key for key, (there, _why) in attendance(town, sessie).items() if there} == {one, two}
    post(client, town, sessie, "aanwezig/", erbij=[], stond=one)  # takes one away, did not see two
    found = attendance(town, sessie)
    assert {key: there for key, (there, _why) in found.items()} == {one: False, two: True, three: False}


def test_everyone_at_once_and_a_reason_for_who_is_not(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    client = login(town.lid)
    post(client, town, sessie, "aanwezig/", htmx=False, iedereen="ja", stond="")
    everyone = attendance(town, sessie)
    assert all(there for there, _why in everyone.values())
    away, *others = everyone
    seen = " ".join(everyone)
    post(client, town, sessie, "aanwezig/", erbij=others, stond=seen, **{f"reden_{away}": "ziek"})
    assert attendance(town, sessie)[away] == (False, "ziek")
    post(client, town, sessie, "aanwezig/", erbij=list(everyone), stond=" ".join(others))
    assert attendance(town, sessie)[away] == (True, "")


def test_why_a_colleague_was_away_is_for_the_team_and_on_no_paper(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
        sessie = step(town, town.mlb.sessie, "beginnen")
        everyone_came(town, sessie)
        Genodigde.objects.filter(sessie=sessie, lid=town.lid.lid).update(aanwezig=False, reden="ziek")
        step(town, sessie, "afronden")
        paper = str(report_of(town.mlb.sessie, town.gemeente, met_casus=True))
    assert "ziek" not in paper
    assert ">ziek<" in text_of(login(town.leider).get(at(town, sessie)))
    page = text_of(login(town.gast).get(at(town, sessie)))
    assert ">afwezig<" in page
    assert "ziek" not in page


@pytest.mark.parametrize("reden", ["griep", "", "a" * 500, "\0"])
def test_a_reason_that_is_none_of_the_list_is_not_kept(town: Town, login: Any, reden: str) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    key = next(iter(attendance(town, sessie)))
    post(login(town.lid), town, sessie, "aanwezig/", stond="", **{f"reden_{key}": reden})
    assert attendance(town, sessie)[key] == (False, "")


def test_ids_from_elsewhere_change_nobody(cast: Cast, login: Any) -> None:
    town, theirs = cast.linderode, cast.broekveen
    with tenant_scope(theirs.gemeente.pk):
        their_session = busy(theirs)
    their_key = next(iter(attendance(theirs, their_session)))
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    response = post(login(town.lid), town, sessie, "aanwezig/", erbij=[their_key, "onzin", "\0"], stond="onzin")
    assert response.status_code == 200
    assert attendance(theirs, their_session)[their_key][0] is None
    assert not any(there for there, _why in attendance(town, sessie).values())


def test_a_password_still_opens_the_account_of_a_guest(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
        ask(town, sessie, town.buiten)
    url = at(town, sessie)
    asked = client.get(url)
    assert asked.status_code == 302
    response = client.post(asked["Location"], {"login": town.buiten.user.email, "password": PASSWORD}, follow=True)
    assert response.redirect_chain[-1][0] == url
    assert response.status_code == 200
