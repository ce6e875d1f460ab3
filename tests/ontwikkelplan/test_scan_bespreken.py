"""The meeting over a quickscan: the order, what is agreed, the minority, and an ontwikkelpunt of it."""

import re
from typing import Any

import pytest

from ontwikkelplan.models import Ontwikkelpunt, Scanuitkomst
from ontwikkelplan.scanbeeld import vragen_van
from ontwikkelplan.scanbespreking import vraagrijen
from ontwikkelplan.services.scan import take_step
from tests.cast import Town
from tests.ontwikkelplan.setting_up import HTMX, answer, at, fresh, make_point, make_scan, stored, text_of
from tests.ontwikkelplan.test_scan import of, open_meeting
from tests.projects.pages import count_queries
from wijkaanpak.tenancy.scope import tenant_scope

# Per question what bestuur, beleid, uitvoering and ervaring answer; '' for nothing.
ANSWERS = {
    "BF1-01": ("ja", "ja", "ja", "ja"),
    "BF1-02": ("ja", "deels", "ja", ""),
    "BF3-01": ("ja", "onbekend", "nee", ""),
    "BF4-01-a": ("nee", "", "", ""),
}


@pytest.fixture
def meeting(town: Town) -> Town:
    """Linderode with the meeting open."""
    with tenant_scope(town.gemeente.pk):
        for punt, given in ANSWERS.items():
            for perspectief, waarde in zip(("bestuur", "beleid", "uitvoering", "ervaring"), given, strict=True):
                if waarde:
                    answer(town, town.op.scan, perspectief, punt, waarde, f"{perspectief} zegt {waarde}")
    open_meeting(town)
    return town


def order_of(page: str) -> list[str]:
    return re.findall(r'<li class="bvraag[^"]*" id="([^"]+)"', page)


def agreed(town: Town, punt: str = "BF3-01") -> Scanuitkomst:
    with tenant_scope(town.gemeente.pk):
        return Scanuitkomst.objects.get(scan=town.op.scan, punt=punt)


# --- what is on the screen ------------------------------------------------------------------------------------


def test_the_largest_difference_comes_first_and_the_rest_keeps_its_order(meeting: Town, login: Any) -> None:
    shown = order_of(text_of(login(meeting.beleid).get(of(meeting, "bespreken/"))))
    assert shown[:3] == ["BF3-01", "BF1-02", "BF1-01"]
    assert len(shown) == 73
    assert shown[3:] == [punt for punt in vragen_van(meeting.op.scan) if punt not in shown[:3]]


def test_a_difference_and_who_does_not_know_or_gave_none_are_said_in_words(meeting: Town) -> None:
    with tenant_scope(meeting.gemeente.pk):
        rows = {row.vraag.id: row for row in vraagrijen(meeting.op.scan, {})}
    assert [rows[punt].verschil for punt in ANSWERS] == ["gelijk", "klein", "groot", "weinig"]
    assert rows["BF3-01"].opmerkingen == ["Weet het niet: Beleid.", "Geen antwoord: Ervaringsdeskundigen."]
    assert rows["BF1-01"].opmerkingen == []


def test_the_four_answers_stand_beside_each_other_with_their_words(meeting: Town, login: Any) -> None:
    page = text_of(login(meeting.beleid).get(of(meeting, "bespreken/?vraag=BF3-01")))
    for words in ("bestuur zegt ja", "uitvoering zegt nee", "beleid zegt onbekend", "Weet het niet: Beleid."):
        assert words in page
    assert "zegt deels" not in page  # of another question


def test_the_meeting_opens_on_what_is_still_to_discuss(meeting: Town, login: Any) -> None:
    client = login(meeting.beleid)
    assert 'id="u-BF3-01"' in text_of(client.get(of(meeting, "bespreken/")))
    client.post(of(meeting, "uitkomst/BF3-01/"), {"waarde": "deels", "versie": 0})
    page = text_of(client.get(of(meeting, "bespreken/")))
    assert 'id="u-BF1-02"' in page
    assert order_of(page)[0] == "BF3-01"  # what was agreed does not jump away


def test_the_filters_stand_in_the_address_and_nonsense_counts_as_nothing(meeting: Town, login: Any) -> None:
    client = login(meeting.beleid)
    assert len(order_of(text_of(client.get(of(meeting, "bespreken/?deel=vindbare-hulp"))))) == 5
    assert len(order_of(text_of(client.get(of(meeting, "bespreken/?toon=open"))))) == 72  # BF2-01-b was agreed
    both = text_of(client.get(of(meeting, "bespreken/?deel=tijdig-signaleren&toon=open")))
    assert len(order_of(both)) == 14
    assert "BF2-01-b" not in order_of(both)
    assert "deel=tijdig-signaleren&amp;vraag=" in text_of(client.get(of(meeting, "bespreken/?deel=tijdig-signaleren")))
    assert len(order_of(text_of(client.get(of(meeting, "bespreken/?deel=x&toon=y&vraag=z"))))) == 73


def test_the_question_that_was_asked_for_is_shown_whatever_the_filter(meeting: Town, login: Any) -> None:
    page = text_of(login(meeting.beleid).get(of(meeting, "bespreken/?toon=open&vraag=BF2-01-b")))
    assert 'id="u-BF2-01-b"' in page


# --- agreeing ---------------------------------------------------------------------------------------------------


def test_the_choice_the_reason_and_the_minority_are_stored(meeting: Town, login: Any) -> None:
    client = login(meeting.beleid)
    data = {"waarde": "deels", "toelichting": "Samen gezien", "minderheid": "Bestuur vindt van wel", "versie": 0}
    response = client.post(of(meeting, "uitkomst/BF3-01/"), data, headers=HTMX)
    assert response.status_code == 200
    assert "2 van 73 besproken" in text_of(response)
    assert 'id="samenstand-BF3-01" hx-swap-oob' in text_of(response)
    row = agreed(meeting)
    assert (row.waarde, row.toelichting, row.minderheid) == ("deels", "Samen gezien", "Bestuur vindt van wel")
    page = text_of(login(meeting.gast).get(of(meeting, "uitkomst/BF3-01/"), follow=True))
    assert "Bestuur vindt van wel" in page
    assert 'name="minderheid"' not in page  # a guest reads


def test_an_answer_outside_the_scale_changes_nothing_and_the_rest_is_kept(meeting: Town, login: Any) -> None:
    data = {"waarde": "soms", "toelichting": "Wel bewaard", "versie": 0}
    response = login(meeting.beleid).post(of(meeting, "uitkomst/BF3-01/"), data)
    assert response.status_code == 422
    assert "Kies een van de antwoorden" in text_of(response)
    assert (agreed(meeting).waarde, agreed(meeting).toelichting) == ("", "Wel bewaard")


def test_two_who_write_at_once_both_see_both_texts(meeting: Town, login: Any) -> None:
    client = login(meeting.beleid)
    url = of(meeting, "uitkomst/BF3-01/")
    client.post(url, {"toelichting": "Van de een", "versie": 0})
    response = client.post(url, {"toelichting": "Van de ander", "versie": 0})
    assert response.status_code == 409
    assert "Van de een" in text_of(response)
    assert "Van de ander" in text_of(response)
    assert agreed(meeting).toelichting == "Van de een"


def test_outside_the_meeting_nothing_is_agreed_and_the_words_come_back(meeting: Town, login: Any) -> None:
    client = login(meeting.beleid)
    for naam in ("afronden", "heropenen", "terug"):
        with tenant_scope(meeting.gemeente.pk):
            take_step(scan=meeting.op.scan, naam=naam, by=meeting.beleid.lid)
        if naam != "heropenen":
            response = client.post(of(meeting, "uitkomst/BF3-01/"), {"toelichting": "Te laat getypt", "versie": 0})
            assert response.status_code == 423
            assert "Te laat getypt" in text_of(response)
    with tenant_scope(meeting.gemeente.pk):
        assert Scanuitkomst.objects.count() == 1


def test_who_does_not_lead_can_not_agree(meeting: Town, login: Any) -> None:
    for who in (meeting.lid, meeting.gast, meeting.beheerder):
        assert login(who).post(of(meeting, "uitkomst/BF3-01/"), {"waarde": "ja"}).status_code == 403


def test_a_finished_scan_is_read_only(meeting: Town, login: Any) -> None:
    with tenant_scope(meeting.gemeente.pk):
        take_step(scan=meeting.op.scan, naam="afronden", by=meeting.beleid.lid)
    page = text_of(login(meeting.beleid).get(of(meeting, "bespreken/?vraag=BF2-01-b")))
    assert "KANARIE samen" in page
    assert 'name="toelichting"' not in page
    assert "Maak er een ontwikkelpunt van" in page


# --- an ontwikkelpunt of it --------------------------------------------------------------------------------------


def points(town: Town, punt: str) -> list[Ontwikkelpunt]:
    with tenant_scope(town.gemeente.pk):
        return list(Ontwikkelpunt.objects.filter(plan=town.op.plan, bron=punt).order_by("id"))


def test_one_click_makes_a_point_in_the_right_table_and_leads_to_it(meeting: Town, login: Any) -> None:
    with tenant_scope(meeting.gemeente.pk):
        stored(meeting, Scanuitkomst(scan=meeting.op.scan, punt="BF4-01-a", waarde="nee", toelichting="Geen <b>tijd"))
    client = login(meeting.beleid)
    response = client.post(of(meeting, "ontwikkelpunt/BF4-01-a/"), {"gezien": 0})
    (made,) = points(meeting, "BF4-01-a")
    assert (made.tabel, made.bron) == ("BF4-01", "BF4-01-a")
    assert made.doel.endswith(".")  # a statement is a first draft of the goal
    assert response["Location"] == at(meeting, meeting.op.plan, f"punt/{made.pk}/?focus=doel")
    page = text_of(client.get(response["Location"]))
    assert re.search(r'<textarea[^>]*name="doel"[^>]* autofocus', page)
    assert f'<a href="{of(meeting, "bespreken/?vraag=BF4-01-a#BF4-01-a")}">Terug naar de bespreking</a>' in page
    assert "Uit de bespreking van de quickscan: Geen &lt;b&gt;tijd" in page


def test_a_topic_and_a_question_give_no_goal(meeting: Town, login: Any) -> None:
    client = login(meeting.beleid)
    for punt, tabel in (("BF1-01", "BF1-01"), ("BF3-02", "TAB-BF3")):
        client.post(of(meeting, f"ontwikkelpunt/{punt}/"), {"gezien": 0})
        (made,) = points(meeting, punt)
        assert (made.tabel, made.doel) == (tabel, "")


def test_a_double_click_makes_one_and_a_later_click_another(meeting: Town, login: Any) -> None:
    client = login(meeting.beleid)
    places = [client.post(of(meeting, "ontwikkelpunt/BF3-01/"), {"gezien": 0})["Location"] for _click in range(2)]
    assert places[0] == places[1]
    assert len(points(meeting, "BF3-01")) == 1
    client.post(of(meeting, "ontwikkelpunt/BF3-01/"), {"gezien": 1})
    assert len(points(meeting, "BF3-01")) == 2
    page = text_of(client.get(of(meeting, "bespreken/?vraag=BF3-01")))
    assert "Maak er nog een ontwikkelpunt van" in page
    for number, made in enumerate(points(meeting, "BF3-01"), start=1):
        assert f"#op-{made.pk}" in page
        assert f"ontwikkelpunt 3.1.{number}" in page
    assert f"#op-{made.pk}" not in text_of(login(meeting.gast).get(of(meeting, "bespreken/?vraag=BF3-01")))


def test_a_point_that_was_taken_away_is_not_named_any_more(meeting: Town, login: Any) -> None:
    from wijkaanpak.editing.services import set_aside

    with tenant_scope(meeting.gemeente.pk):
        row = make_point(meeting, meeting.op.plan, tabel="BF4-01", bron="BF4-01-a")
        set_aside(row=row, gone=True, by=meeting.beleid.lid.pk)
    page = text_of(login(meeting.beleid).get(of(meeting, "bespreken/?vraag=BF4-01-a")))
    assert str(row.pk) not in page


def test_who_may_not_change_the_plan_makes_no_point(meeting: Town, login: Any) -> None:
    for who in (meeting.lid, meeting.gast):
        assert login(who).post(of(meeting, "ontwikkelpunt/BF3-01/"), {"gezien": 0}).status_code == 403
    assert login(meeting.beleid).post(of(meeting, "ontwikkelpunt/BF2-01/")).status_code == 404
    assert points(meeting, "BF3-01") == []


def test_while_people_answer_no_point_is_made(town: Town, login: Any) -> None:
    response = login(town.beleid).post(of(town, "ontwikkelpunt/BF3-01/"), {"gezien": 0})
    assert response["Location"] == of(town)
    assert points(town, "BF3-01") == []


# --- queries -------------------------------------------------------------------------------------------------------


def test_the_meeting_asks_the_same_for_one_answer_and_for_many(town: Town, login: Any) -> None:
    client = login(town.beleid)
    open_meeting(town)
    for number in range(3):
        assert len(count_queries(client, of(town, "bespreken/?vraag=BF2-01-a"))) == 10
        with tenant_scope(town.gemeente.pk):
            answer(town, town.op.scan, "bestuur", f"BF1-0{number + 1}", "ja", "Uitleg")
            make_point(town, town.op.plan, tabel="BF2-01", bron="BF2-01-a")
            make_scan(town, town.op.plan, f"Extra {number}")
    assert fresh(town, town.op.scan).staat == "bespreken"
