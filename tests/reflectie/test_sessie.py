"""One session: the table of its states, and what is saved at the table by one person, by two, and without script."""

import datetime
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from reflectie.methode import method_of, steps_of
from reflectie.models import Actie, Alternatief, Genodigde, Sessie, Sessiebericht, Stapnotitie
from reflectie.services.sessie import go_to_step, move_session, take_step
from reflectie.staten import OVERGANGEN, KanNiet, steps_from
from reflectie.tafel import Tafel, with_table
from tests.cast import CANARY, Cast, Town
from tests.projects.setting_up import make_partner
from tests.reflectie.setting_up import (
    DAY,
    HTMX,
    add_reflectie,
    at,
    busy,
    concept,
    everyone_came,
    fresh,
    held,
    make_method,
    note,
    planned,
    post,
    step,
    text_of,
    write,
)
from wijkaanpak.audit.models import Logregel
from wijkaanpak.tenancy.ids import uuid7
from wijkaanpak.tenancy.scope import tenant_scope

STATES = ("concept", "gepland", "bezig", "afgerond", "afgezegd")
# Every step from every state: where it leads. What is not here is refused.
LEADS = {
    ("concept", "plannen"): "gepland",
    ("concept", "beginnen"): "bezig",
    ("concept", "afzeggen"): "afgezegd",
    ("gepland", "beginnen"): "bezig",
    ("gepland", "afzeggen"): "afgezegd",
    ("bezig", "toch_niet"): "gepland",
    ("bezig", "afronden"): "afgerond",
    ("afgerond", "heropenen"): "bezig",
    ("afgezegd", "plannen"): "gepland",
}
# A double click, or a colleague who was first: nothing happens, and nothing is refused.
AGAIN = {("gepland", "plannen"), ("bezig", "beginnen"), ("afgezegd", "afzeggen"), ("afgerond", "afronden")}


@pytest.fixture
def town(cast: Cast) -> Town:
    return cast.linderode


def in_state(town: Town, staat: str) -> Sessie:
    """A session of three weeks from now with a leervraag and everyone there, in a state."""
    sessie = write(town, concept(town), leervraag="Hoe vraag ik door?")
    everyone_came(town, sessie)
    Sessie.objects.filter(pk=sessie.pk).update(staat=staat, volgnummer=1)  # it was planned once
    sessie.refresh_from_db()
    return sessie


# --- the table of states ---------------------------------------------------------------------------


@pytest.mark.parametrize("staat", STATES)
def test_every_step_from_a_state_leads_where_the_table_says_or_is_refused_with_the_reason(
    town: Town, staat: str
) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = in_state(town, staat)
        for naam in OVERGANGEN:
            Sessie.objects.filter(pk=sessie.pk).update(staat=staat)
            if (staat, naam) in LEADS:
                assert step(town, sessie, naam).staat == LEADS[staat, naam], naam
            elif (staat, naam) in AGAIN:
                assert step(town, sessie, naam).staat == staat, naam
            else:
                with pytest.raises(KanNiet, match="Dit kan nu niet: de MLB is inmiddels"):
                    step(town, sessie, naam)
                sessie.refresh_from_db()
                assert sessie.staat == staat, naam


def test_the_buttons_of_a_state_are_the_steps_of_the_table() -> None:
    for staat in STATES:
        assert {each.naam for each in steps_from(staat)} == {naam for van, naam in LEADS if van == staat}
    assert set(OVERGANGEN) == {naam for _staat, naam in LEADS}


@pytest.mark.parametrize("naam", ["plannen", "beginnen", "afzeggen", "afronden", "toch_niet", "heropenen"])
def test_a_button_pressed_twice_does_it_once(town: Town, login: Any, naam: str) -> None:
    start = next(van for van, each in LEADS if each == naam)
    with tenant_scope(town.gemeente.pk):
        sessie = in_state(town, start)
    client = login(town.leider)
    for _time in range(2):
        assert post(client, town, sessie, f"stand/{naam}/", htmx=False).status_code == 302
    now = fresh(town, sessie)
    assert now.staat == LEADS[start, naam]
    assert now.versie == sessie.versie + 1


@pytest.mark.parametrize("naam", ["toch-niet", "vergeten", "plannen2"])
def test_a_step_that_is_none_is_not_there(town: Town, login: Any, naam: str) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = concept(town)
    assert post(login(town.leider), town, sessie, f"stand/{naam}/").status_code == 404


def test_a_step_that_can_not_be_taken_says_on_the_page_what_to_do_first(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    client = login(town.leider)
    post(client, town, sessie, "stand/afronden/", htmx=False)
    assert "Schrijf eerst de leervraag op." in text_of(client.get(at(town, sessie)))
    with tenant_scope(town.gemeente.pk):
        write(town, Sessie.objects.get(), leervraag="Hoe vraag ik door?")
    post(client, town, sessie, "stand/afronden/", htmx=False)
    assert "Geef eerst aan wie er was." in text_of(client.get(at(town, sessie)))
    with tenant_scope(town.gemeente.pk):
        everyone_came(town, sessie)
    post(client, town, sessie, "stand/afronden/", htmx=False)
    now = fresh(town, sessie)
    assert (now.staat, now.afgerond_op is None) == ("afgerond", False)


def test_a_day_that_passed_or_nobody_to_lead_is_not_planned(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        late = concept(town, -1)
        with pytest.raises(KanNiet, match="Deze datum is voorbij"):
            step(town, late, "plannen")
        sessie = concept(town)
        Sessie.objects.update(gespreksleider=None)
        with pytest.raises(KanNiet, match="Kies eerst een gespreksleider"):
            step(town, sessie, "plannen")
        assert not Sessiebericht.objects.exists()


# --- steps of the method ---------------------------------------------------------------------------


def test_a_session_that_begins_keeps_the_steps_of_its_method(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        row = make_method(town, "Kijken")
        sessie = concept(town)
        Sessie.objects.update(methode=f"eigen:{row.pk}")
        sessie = step(town, sessie, "beginnen")
        row.stappen = row.stappen[:4]
        row.save()
        assert [stap.sleutel for stap in Tafel(sessie).stappen()] == [each["sleutel"] for each in sessie.stappen]
        assert len(sessie.stappen) > len(method_of(sessie.methode).stappen)


def test_a_session_that_was_opened_again_is_not_taken_for_one_that_never_began(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = step(town, held(town), "heropenen")
        note(town, sessie, "MLB-VRAAG", "Blijft staan")
        with pytest.raises(KanNiet, match="al vastgelegd"):
            step(town, sessie, "toch_niet")
    page = text_of(login(town.leider).get(at(town, sessie)))
    assert "Toch niet begonnen" not in page
    assert "Blijft staan" in page


def test_a_session_that_did_not_begin_after_all_follows_its_method_again(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        row = make_method(town, "Kijken")
        sessie = step(town, busy(town, 20), "toch_niet")
        row.stappen = row.stappen[:4]
        row.save()
        Sessie.objects.update(methode=f"eigen:{row.pk}")
        sessie.refresh_from_db()
        assert Tafel(sessie).stappen() == steps_of(row.stappen)


def test_the_screen_counts_what_is_planned_before_it_and_calls_held_what_was_held(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        held(town, -60)
        held(town, -30)
        step(town, concept(town, 15), "afzeggen")
        planned(town, 20)
        last = with_table(Sessie.objects.all()).get(pk=concept(town, 50).pk)
        before, dots = Tafel(last).reeks()
        assert before == 3
        assert [how for _number, how in dots] == ["gehouden", "gehouden", "open", "nu", "open", "open"]


@pytest.mark.parametrize(
    ("posted", "lands"), [("3", 3), ("0", 0), ("99", 7), ("-1", 0), ("", 0), ("²", 0), ("9" * 40, 0), ("\0", 0)]
)
def test_the_table_goes_to_a_step_that_is_there(town: Town, login: Any, posted: str, lands: int) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = go_to_step(sessie=busy(town), stap=1, by=town.leider.lid)
    assert post(login(town.leider), town, sessie, "naar-stap/", htmx=False, stap=posted).status_code == 302
    assert fresh(town, sessie).stap == lands


def test_the_clock_of_a_step_starts_when_the_table_goes_there(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
        began = sessie.stap_sinds
        assert go_to_step(sessie=sessie, stap=0, by=town.leider.lid).stap_sinds == began
        there = go_to_step(sessie=sessie, stap=2, by=town.leider.lid).stap_sinds
        assert began is not None
        assert there is not None
        assert there > began
        with pytest.raises(KanNiet):
            go_to_step(sessie=concept(town), stap=2, by=town.leider.lid)


# --- moving and cancelling -------------------------------------------------------------------------


def move(town: Town, sessie: Sessie, days: int = 40, plaats: str = "De Sluis") -> bool:
    return move_session(
        sessie=sessie, datum=timezone.localdate() + days * DAY, begin=datetime.time(13, 30), duur=120, plaats=plaats,
        by=town.leider.lid,
    )  # fmt: skip


def test_moving_a_planned_session_raises_its_number_and_writes_a_mail_to_everyone(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
        assert move(town, sessie)
        sessie.refresh_from_db()
        assert sessie.volgnummer == 2
        people = Genodigde.objects.current().filter(sessie=sessie).count()
        rows = Sessiebericht.objects.filter(volgnummer=2)
        assert [row.soort for row in rows] == ["verplaatst"] * people
        assert people == 3


def test_moving_to_the_same_moment_tells_nobody(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
        assert not move(town, sessie, 20)
        assert not Sessiebericht.objects.filter(volgnummer=2).exists()


def test_moving_a_concept_tells_nobody(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = concept(town)
        assert move(town, sessie)
        assert not Sessiebericht.objects.exists()


def test_a_day_that_passed_is_for_logging_afterwards_and_tells_nobody(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
        before = Sessiebericht.objects.count()
    day = (timezone.localdate() - 3 * DAY).isoformat()
    posted = {"datum": day, "begin": "10:00", "duur": 90, "plaats": ""}
    assert post(login(town.leider), town, sessie, "verplaatsen/", htmx=False, **posted).status_code == 302
    assert fresh(town, sessie).datum == timezone.localdate() - 3 * DAY
    with tenant_scope(town.gemeente.pk):
        assert Sessiebericht.objects.count() == before


def test_a_session_that_was_logged_does_not_move(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = in_state(town, "afgerond")
        with pytest.raises(KanNiet):
            move(town, sessie)
    day = (timezone.localdate() + 40 * DAY).isoformat()
    posted = {"datum": day, "begin": "10:00", "duur": 90, "plaats": "Thuisbasis"}
    response = post(login(town.leider), town, sessie, "verplaatsen/", htmx=False, **posted)
    assert response.status_code == 422
    assert "Deze MLB is al vastgelegd" in text_of(response)
    assert "Thuisbasis" in text_of(response)


def test_the_calendar_counts_the_moves_and_says_when_it_is_off(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
    client = login(town.lid)

    def event() -> Any:
        return Calendar.from_ical(client.get(at(town, sessie, "mlb.ics")).content).walk("VEVENT")[0]

    first = event()
    with tenant_scope(town.gemeente.pk):
        move(town, sessie)
    second = event()
    with tenant_scope(town.gemeente.pk):
        step(town, sessie, "afzeggen")
    third = event()
    assert [int(each["SEQUENCE"]) for each in (first, second, third)] == [1, 2, 3]
    assert len({str(each["UID"]) for each in (first, second, third)}) == 1
    assert [str(each["STATUS"]) for each in (first, second, third)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    days = [timezone.localtime(each["DTSTART"].dt).date() for each in (first, second)]
    assert days[1] - days[0] == 20 * DAY
    assert str(first["SUMMARY"]) == "MLB 1"


def test_cancelling_a_planned_session_tells_everyone(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = step(town, planned(town), "afzeggen")
        assert {row.soort for row in Sessiebericht.objects.filter(volgnummer=sessie.volgnummer)} == {"afgezegd"}


def test_cancelling_a_session_that_nobody_knew_of_tells_nobody(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        step(town, concept(town), "afzeggen")
        assert not Sessiebericht.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("datum", "31-02-2027", "Deze datum bestaat niet"),
        ("begin", "25:00", "Schrijf een tijd als 09:30"),
        ("duur", "29", "30"),
        ("duur", "9999", "480"),
        ("plaats", "a" * 121, "te lang"),
        ("plaats", "De\0Sluis", "een teken in dat we niet kunnen bewaren"),
        ("plaats", "Bel 06 12345678", "Kan iemand het gezin hieraan herkennen?"),
    ],
)
def test_a_plan_that_is_none_is_shown_again_with_the_reason(
    town: Town, login: Any, field: str, value: str, says: str
) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
    posted = {"datum": (timezone.localdate() + 40 * DAY).isoformat(), "begin": "10:00", "duur": "90", "plaats": "Zaal"}
    response = post(login(town.leider), town, sessie, "verplaatsen/", htmx=False, **(posted | {field: value}))
    assert response.status_code == 422
    assert says in text_of(response)
    assert fresh(town, sessie).volgnummer == 1


def test_a_place_that_was_asked_about_can_be_kept_with_a_reason(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
    client = login(town.leider)
    day = (timezone.localdate() + 40 * DAY).isoformat()
    posted = {"datum": day, "begin": "10:00", "duur": "90", "plaats": "Dorpsstraat 12"}
    asked = text_of(post(client, town, sessie, "verplaatsen/", htmx=False, **posted))
    key = asked.partition('name="houd" value="plaats|algemeen|')[2].partition('"')[0]
    assert key
    response = post(client, town, sessie, "verplaatsen/", htmx=False, **posted, houd=f"plaats|algemeen|{key}")
    assert response.status_code == 302
    assert fresh(town, sessie).plaats == "Dorpsstraat 12"


# --- saving at the table ---------------------------------------------------------------------------


def test_a_field_saves_by_itself_and_says_so(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    response = post(login(town.lid), town, sessie, "deel/vraag/", leervraag="Hoe vraag ik door?", versie=sessie.versie)
    assert response.status_code == 200
    assert "Opgeslagen" in text_of(response)
    assert fresh(town, sessie).leervraag == "Hoe vraag ik door?"


@pytest.mark.parametrize("staat", STATES)
def test_the_agenda_stands_on_the_screen_in_every_state(town: Town, login: Any, staat: str) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = in_state(town, staat)
        write(town, sessie, agenda="Terugblik op de acties")
    for person in (town.leider, town.lid):
        assert "Terugblik op de acties" in text_of(login(person).get(at(town, sessie)))


def test_an_agenda_that_is_asked_about_while_a_colleague_began_is_not_lost(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
        step(town, sessie, "beginnen")
    typed = {"agenda": "Bel Jordy op 06-12345678", "versie": sessie.versie}
    response = post(login(town.leider), town, sessie, "deel/agenda/", htmx=False, **typed)
    assert response.status_code == 422
    assert "Bel Jordy op 06-12345678</textarea>" in text_of(response)


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "no javascript"])
def test_two_people_in_one_field_see_both_texts_and_nothing_is_lost(town: Town, login: Any, htmx: bool) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    client = login(town.lid)
    post(client, town, sessie, "deel/vraag/", leervraag="Van een", versie=sessie.versie)
    client.force_login(town.leider.user)
    response = post(client, town, sessie, "deel/vraag/", htmx=htmx, leervraag="Van twee", versie=sessie.versie)
    assert response.status_code == 409
    assert "Van een" in text_of(response)
    assert "Van twee" in text_of(response)
    assert town.lid.user.naam in text_of(response)
    assert fresh(town, sessie).leervraag == "Van een"


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "no javascript"])
def test_a_merged_text_with_a_name_in_it_is_asked_about_and_not_lost(town: Town, login: Any, htmx: bool) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
        write(town, sessie, casus="Van een")
    merged = {"alleen": "casus", "casus": "Samen, en vraag het Jordy", "versie": sessie.versie + 1}
    response = post(login(town.lid), town, sessie, "deel/vraag/", htmx=htmx, **merged)
    assert response.status_code == 422
    page = text_of(response)
    assert "Samen, en vraag het Jordy</textarea>" in page
    assert "<mark>Jordy</mark>" in page
    assert fresh(town, sessie).casus == "Van een"


def test_two_people_in_two_fields_or_two_parts_do_not_meet(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    client, versie = login(town.lid), sessie.versie
    post(client, town, sessie, "deel/vraag/", leervraag="Hoe vraag ik door?", casus="", versie=versie)
    client.force_login(town.leider.user)
    same_part = post(client, town, sessie, "deel/vraag/", leervraag="", casus="Een gezin in nood", versie=versie)
    other_part = post(client, town, sessie, "deel/wijk/", mogelijkheden="De buurvrouw", versie=versie)
    assert (same_part.status_code, other_part.status_code) == (200, 200)
    now = fresh(town, sessie)
    assert (now.leervraag, now.casus, now.mogelijkheden) == ("Hoe vraag ik door?", "Een gezin in nood", "De buurvrouw")


def test_a_step_of_the_table_in_between_is_no_conflict_for_a_text(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
        go_to_step(sessie=sessie, stap=3, by=town.leider.lid)
    response = post(login(town.lid), town, sessie, "deel/wijk/", mogelijkheden="De buurvrouw", versie=sessie.versie)
    assert response.status_code == 200
    assert fresh(town, sessie).mogelijkheden == "De buurvrouw"


def test_two_people_at_one_step_see_both_notes(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    client = login(town.lid)
    assert post(client, town, sessie, "stap/MLB-VRAAG/", tekst="Van een", versie=0).status_code == 200
    client.force_login(town.leider.user)
    assert post(client, town, sessie, "stap/MLB-WELKOM/", tekst="Van drie", versie=0).status_code == 200
    response = post(client, town, sessie, "stap/MLB-VRAAG/", htmx=False, tekst="Van twee", versie=0)
    assert response.status_code == 409
    assert "Van een" in text_of(response)
    assert "Van twee" in text_of(response)
    with tenant_scope(town.gemeente.pk):
        assert dict(Stapnotitie.objects.values_list("stap", "tekst")) == {
            "MLB-VRAAG": "Van een",
            "MLB-WELKOM": "Van drie",
        }


def test_an_expired_session_gives_the_text_back_after_login(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    for rest, field in (("deel/wijk/", "mogelijkheden"), ("stap/MLB-VRAAG/", "tekst")):
        client.logout()
        response = post(client, town, sessie, rest, htmx=False, versie=sessie.versie, **{field: "Bijna kwijt"})
        assert response.status_code == 302
        client.force_login(town.lid.user)
        shown = text_of(client.get(at(town, sessie, rest), follow=True))
        assert "Bijna kwijt" in shown
        assert "Dit typte je voordat je werd uitgelogd" in shown
        assert post(client, town, sessie, rest, htmx=False, versie=0, **{field: "Weer gered"}).status_code in (302, 409)
    assert "Bijna kwijt" not in fresh(town, sessie).mogelijkheden


def test_a_row_of_a_list_that_met_an_expired_session_shows_what_was_typed(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    response = post(client, town, sessie, "alternatief/", htmx=False, tekst="Eerst zelf bellen", voor="casus")
    assert response.status_code == 401
    assert "Eerst zelf bellen" in text_of(response)


FORMS = [
    ("deel/vraag/", {"casus": "Te laat getypt", "versie": 1}),
    ("stap/MLB-VRAAG/", {"tekst": "Te laat getypt", "versie": 0}),
    ("alternatief/", {"tekst": "Te laat getypt", "voor": "casus"}),
    ("factor/", {"tekst": "Te laat getypt", "richting": "werkt"}),
    ("actie/", {"tekst": "Te laat getypt"}),
    ("gast/", {"naam": "Te laat getypt", "email": "x@example.org", "soort": "ketenpartner"}),
]


@pytest.mark.parametrize(("rest", "data"), FORMS, ids=[rest for rest, _data in FORMS])
def test_a_finished_session_refuses_a_save_and_shows_the_words(
    town: Town, login: Any, rest: str, data: dict[str, Any]
) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = held(town)
    before = fresh(town, sessie)
    for htmx in (True, False):
        response = post(login(town.leider), town, sessie, rest, htmx=htmx, **data)
        assert response.status_code == 423
        told = unquote(response["X-Reden"]) if htmx else text_of(response)
        assert "Open hem weer" in told if htmx else "Te laat getypt" in told
    assert fresh(town, sessie).versie == before.versie


def test_a_finished_session_is_opened_again_to_add_a_text(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = held(town)
    client = login(town.leider)
    post(client, town, sessie, "stand/heropenen/", htmx=False)
    now = fresh(town, sessie)
    post(client, town, sessie, "deel/wijk/", mogelijkheden="De buurvrouw", versie=now.versie)
    post(client, town, sessie, "stand/afronden/", htmx=False)
    now = fresh(town, sessie)
    assert (now.staat, now.mogelijkheden) == ("afgerond", "De buurvrouw")


def test_an_old_text_is_brought_back_from_the_history(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = write(town, write(town, busy(town), casus="Eerst"), casus="Daarna")
    client = login(town.lid)
    history = text_of(client.get(at(town, sessie, "geschiedenis/")))
    assert "Eerst" in history
    assert "Zet deze versie terug" in history
    assert "de velden bleven gelijk" not in history  # that it began is no change of a text
    posted = {"actie": "herstel", "versie": sessie.versie - 1, "gezien": sessie.versie}
    assert post(client, town, sessie, "deel/geheel/", htmx=False, **posted).status_code == 302
    assert fresh(town, sessie).casus == "Eerst"


# --- lists, by script and without ------------------------------------------------------------------


def test_every_list_takes_a_row_by_script_and_without(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    client = login(town.lid)
    rows: list[tuple[str, str, dict[str, Any]]] = [
        ("alternatief/", "alternatieven", {"voor": "casus", "met_wijk": "on"}),
        ("factor/", "factoren", {"richting": "werkt_niet"}),
        ("actie/", "acties", {"wie": town.lid.lid.pk, "wanneer": "2027-01-15"}),
    ]
    for rest, part, data in rows:
        by_script = post(client, town, sessie, rest, tekst="Eerst overleggen", **data)
        assert by_script.status_code == 200
        assert "Eerst overleggen" in text_of(by_script)
        assert "<html" not in text_of(by_script)
        without = post(client, town, sessie, rest, htmx=False, tekst="Daarna overleggen", **data)
        assert without.status_code == 302
        assert without["Location"] == at(town, sessie) + f"#{part}"
        shown = text_of(client.get(at(town, sessie)))
        assert "Eerst overleggen" in shown
        assert "Daarna overleggen" in shown


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "no javascript"])
@pytest.mark.parametrize(
    ("rest", "data"),
    [("alternatief/", {"voor": "ander"}), ("factor/", {"richting": "werkt"}), ("actie/", {}), ("deel/vraag/", {})],
    ids=["alternatief", "factor", "actie", "deel"],
)
def test_a_text_that_is_asked_about_comes_back_with_the_question(
    town: Town, login: Any, rest: str, data: dict[str, Any], htmx: bool
) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    text = "Vader belde 06 12345678 gisteren"
    posted = data | ({"casus": text, "versie": sessie.versie} if rest == "deel/vraag/" else {"tekst": text})
    response = post(login(town.lid), town, sessie, rest, htmx=htmx, **posted)
    assert response.status_code == 422
    page = text_of(response)
    assert "Staat hier een telefoonnummer?" in page
    assert 'name="houd"' in page
    assert htmx is ("<html" not in page)
    if not (htmx and rest == "deel/vraag/"):  # there only the message is sent; the field keeps its text
        assert text in page
    with tenant_scope(town.gemeente.pk):
        assert not Alternatief.objects.exists()
        assert not Actie.objects.exists()


def test_a_row_is_taken_away_and_put_back(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    client = login(town.lid)
    post(client, town, sessie, "alternatief/", tekst="Eerst bellen", voor="casus")
    with tenant_scope(town.gemeente.pk):
        row = Alternatief.objects.get()
    for _time in range(2):  # a double click
        answer = text_of(post(client, town, sessie, f"alternatief/{row.pk}/weg/"))
        assert "Weggehaald." in answer
        assert "Eerst bellen" not in answer
    assert "Eerst bellen" in text_of(post(client, town, sessie, f"alternatief/{row.pk}/weg/", terug="ja"))
    with tenant_scope(town.gemeente.pk):
        assert Alternatief.objects.current().count() == 1


def test_the_same_row_typed_twice_is_there_once(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    client = login(town.lid)
    for tekst in ("Eerst bellen", "eerst bellen"):
        post(client, town, sessie, "alternatief/", tekst=tekst, voor="casus")
        post(client, town, sessie, "actie/", tekst=tekst, wie=town.lid.lid.pk)
    with tenant_scope(town.gemeente.pk):
        assert Alternatief.objects.count() == Actie.objects.count() == 1


def test_who_does_an_action_says_that_it_is_done(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
        Actie.objects.update(wie=town.gast.lid)  # a guest who took it on
    url = f"/{town.gemeente.slug}/reflectie/actie/{town.mlb.actie.pk}/klaar/"
    client = login(town.gast)
    assert client.post(url, {"klaar": "ja"}, headers=HTMX).status_code == 200
    assert fresh(town, town.mlb.actie).klaar_op == timezone.localdate()
    client.post(url, {"klaar": "nee"})
    assert fresh(town, town.mlb.actie).klaar_op is None
    response = client.post(url, {"klaar": "ja", "terug": "zicht"})
    assert response["Location"].endswith("#acties")


# --- bad input -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rest",
    ["deel/onzin/", "deel/stappen/", "stap/ONZIN/", "stap/mlb-vraag/", "stap/MLB-VRAAG%00/", "stap/" + "A" * 41 + "/"],
)
def test_a_part_or_step_that_is_none_is_not_there(town: Town, login: Any, rest: str) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    client = login(town.leider)
    assert client.get(at(town, sessie, rest)).status_code == 404
    assert client.post(at(town, sessie, rest), {"tekst": "x", "casus": "x", "versie": 0}).status_code == 404
    with tenant_scope(town.gemeente.pk):
        assert not Stapnotitie.objects.exists()


@pytest.mark.parametrize("lijst", ["onzin", "notitie", "factor", "actie%00"])
def test_a_list_that_is_none_is_not_there(town: Town, login: Any, lijst: str) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    assert login(town.leider).post(at(town, sessie, f"{lijst}/{uuid7()}/weg/")).status_code == 404


def test_ids_of_the_neighbour_in_a_form_are_refused_and_logged(cast: Cast, login: Any) -> None:
    town, theirs = cast.linderode, cast.broekveen
    with tenant_scope(theirs.gemeente.pk):
        their_partner = make_partner(theirs, "gi")
        their_guest = Genodigde.objects.filter(sessie=concept(theirs)).first()
        assert their_guest is not None
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
        own = Genodigde.objects.filter(sessie=sessie).first()
        assert own is not None
    client = login(town.leider)
    tried: list[tuple[str, str, dict[str, Any]]] = [
        ("deel/vraag/", "inbrenger", {"inbrenger": theirs.lid.lid.pk, "versie": sessie.versie}),
        ("deel/agenda/", "gespreksleider", {"gespreksleider": theirs.lid.lid.pk, "versie": sessie.versie}),
        ("actie/", "wie", {"tekst": "Iets doen", "wie": theirs.lid.lid.pk}),
        (
            "gast/",
            "partner",
            {"naam": "Keten", "email": "k@example.org", "soort": "ketenpartner", "partner": their_partner.pk},
        ),
        (f"genodigde/{own.pk}/steun/", "ondersteuner", {"ondersteuner": their_guest.pk}),
    ]
    for rest, field, data in tried:
        assert post(client, town, sessie, rest, **data).status_code == 422, rest
        with tenant_scope(town.gemeente.pk):
            line = Logregel.objects.filter(resultaat="geweigerd").order_by("-moment").first()
            assert line is not None
            assert (line.handeling, line.gebruiker_id) == (f"keuze:{field}", town.leider.user.pk)
            assert CANARY not in line.ding
    with tenant_scope(town.gemeente.pk):
        assert not Actie.objects.exists()
        assert fresh_fields(sessie) == (None, town.leider.lid.pk)


def fresh_fields(sessie: Sessie) -> tuple[Any, Any]:
    sessie.refresh_from_db()
    return sessie.inbrenger_id, sessie.gespreksleider_id


@pytest.mark.parametrize(
    ("rest", "field", "most"),
    [("deel/vraag/", "leervraag", 500), ("deel/vraag/", "casus", 10_000), ("deel/wijk/", "mogelijkheden", 10_000),
     ("deel/agenda/", "agenda", 2000), ("stap/MLB-VRAAG/", "tekst", 10_000), ("alternatief/", "tekst", 300),
     ("factor/", "tekst", 200), ("actie/", "tekst", 300)],
)  # fmt: skip
def test_a_text_that_is_too_long_or_holds_a_strange_sign_is_refused_beside_its_field(
    town: Town, login: Any, rest: str, field: str, most: int
) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    client = login(town.leider)
    rest_of_form = {"versie": 0, "voor": "casus", "richting": "werkt", "wie": town.lid.lid.pk}
    for text, says in (
        ("a" * (most + 1), f"Deze tekst is te lang: {most + 1} tekens."),
        ("a\0b", "een teken in dat we niet kunnen bewaren"),
        ("a\x1bb", "een teken in dat we niet kunnen bewaren"),
    ):
        response = post(client, town, sessie, rest, **(rest_of_form | {field: text}))
        assert response.status_code == 422, text[:5]
        assert says in text_of(response)
    assert getattr(fresh(town, sessie), field, "") == ""


@pytest.mark.parametrize(
    "text", ["👩‍👩‍👧 is thuis", "שלום עולם", "a\u202eb", "<script>alert(1)</script>", "{{ x }} & 'y'"]
)
def test_a_text_of_any_script_is_kept_exactly_and_shown_as_text(town: Town, login: Any, text: str) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    client = login(town.lid)
    post(client, town, sessie, "deel/wijk/", mogelijkheden=text, versie=sessie.versie)
    post(client, town, sessie, "alternatief/", tekst=text, voor="casus")
    assert fresh(town, sessie).mogelijkheden == text
    page = text_of(client.get(at(town, sessie)))
    assert "<script>alert" not in page
    with tenant_scope(town.gemeente.pk):
        assert Alternatief.objects.get().tekst == text


def test_an_action_with_a_day_that_is_none_keeps_what_was_typed(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    data = {"tekst": "Iets afspreken", "wie": town.lid.lid.pk, "wanneer": "31-02-2027"}
    response = post(login(town.lid), town, sessie, "actie/", htmx=False, **data)
    assert response.status_code == 422
    assert "Deze datum bestaat niet" in text_of(response)
    assert "Iets afspreken" in text_of(response)


def test_an_archived_project_can_only_be_read(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
        town.project.gearchiveerd_op = timezone.now()
        town.project.save()
    client, sessie = login(town.leider), town.mlb.sessie
    assert client.get(at(town, sessie)).status_code == 200
    assert post(client, town, sessie, "deel/vraag/", casus="X", versie=1).status_code == 403
    assert post(client, town, sessie, "stand/beginnen/").status_code == 403
    assert post(client, town, town.project, "reeks/", plaats="X", versie=1).status_code == 403
    client.force_login(town.lid.user)
    url = f"/{town.gemeente.slug}/reflectie/actie/{town.mlb.actie.pk}/klaar/"
    assert client.post(url, {"klaar": "ja"}).status_code == 403
    assert fresh(town, town.mlb.actie).klaar_op is None


def test_take_step_knows_no_other_step(town: Town) -> None:
    with tenant_scope(town.gemeente.pk), pytest.raises(KeyError):
        take_step(sessie=concept(town), naam="onzin", by=town.leider.lid)
