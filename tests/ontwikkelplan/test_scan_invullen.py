"""Answering a quickscan: saving by itself, sharing a viewpoint, and the wall between viewpoints."""

import io
import zipfile
from typing import Any

import pytest
from django.test import Client

from ontwikkelplan.models import Scanantwoord
from tests.cast import Cast, Person, Town
from tests.ontwikkelplan.setting_up import HTMX, add_plan, answer, fresh, let_answer, text_of
from tests.ontwikkelplan.test_scan import of, open_meeting
from tests.projects.pages import count_queries
from tests.tenancy.doors import DOORS
from tests.tenancy.walking import undone
from wijkaanpak.audit.models import Logregel
from wijkaanpak.tenancy.scope import tenant_scope

SIGNALEREN = "invullen/tijdig-signaleren/"
WORDS = {"bestuur": "KERSENBOOM", "beleid": "OOIEVAAR", "uitvoering": "WATERMOLEN", "ervaring": "REGENJAS"}


def stored(town: Town, punt: str = "BF2-01-a", perspectief: str = "uitvoering") -> Scanantwoord:
    with tenant_scope(town.gemeente.pk):
        return Scanantwoord.objects.get(scan=town.op.scan, perspectief=perspectief, punt=punt)


@pytest.fixture
def walled(cast: Cast) -> Town:
    """A scan with someone at each viewpoint, who wrote a word of their own everywhere."""
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_plan(town)
        scan = town.op.scan
        let_answer(town, scan, town.leider, "bestuur")
        let_answer(town, scan, town.beleid, "beleid")
        for perspectief, word in WORDS.items():
            for punt in ("BF1-01", "BF2-01-b", "BF3-01", "BF4-01-a", "BF5-01-a"):
                answer(town, scan, perspectief, punt, "nee", f"{word} in {punt}")
    return town


def whole(response: Any) -> str:
    """Return everything an answer holds; what is packed in a file too."""
    content = response.getvalue() if response.streaming else response.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
    return str(content.decode(errors="replace"))


# --- the wall ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "own"),
    [
        ("leider", "bestuur"),
        ("beleid", "beleid"),
        ("lid", "uitvoering"),
        ("gast", "ervaring"),
        ("beheerder", ""),
        ("buiten", ""),
    ],
)
@pytest.mark.parametrize("htmx", [False, True], ids=["page", "htmx"])
def test_nobody_finds_a_word_of_another_viewpoint_at_any_address(walled: Town, who: str, own: str, htmx: bool) -> None:
    client = Client()
    client.force_login(getattr(walled, who).user)
    hidden = {word for perspectief, word in WORDS.items() if perspectief != own}
    for door in [each for each in DOORS if each.name.startswith(("ontwikkelplan:", "web:overzicht", "accounts:logb"))]:
        with undone():
            response = door.open(client, walled, htmx=htmx)
        page = "" if response.streaming else whole(response)
        assert not [word for word in hidden if word in page], door
    for punt in ("BF1-01", "BF2-01-b", "BF3-01", "BF4-01-a", "BF5-01-a"):
        for rest in (f"antwoord/{punt}/", f"antwoord/{punt}/geschiedenis/", f"uitkomst/{punt}/"):
            page = whole(client.get(of(walled, rest), follow=True))
            assert not [word for word in hidden if word in page], rest


@pytest.mark.parametrize("slug", ["veilige-leefomgeving", "tijdig-signaleren", "vindbare-hulp", "brede-blik"])
def test_one_finds_back_what_ones_own_viewpoint_wrote(walled: Town, login: Any, slug: str) -> None:
    page = text_of(login(walled.gast).get(of(walled, f"invullen/{slug}/")))
    assert "REGENJAS" in page


def test_going_back_or_a_conflict_never_shows_the_words_of_another_viewpoint(walled: Town, login: Any) -> None:
    client = login(walled.gast)
    hidden = [word for perspectief, word in WORDS.items() if perspectief != "ervaring"]
    for data in (
        {"actie": "ongedaan", "versie": 1},
        {"actie": "herstel", "versie": 1, "gezien": 1},
        {"waarde": "ja", "toelichting": "Iets anders", "versie": 0},
        {"perspectief": "bestuur", "waarde": "ja", "versie": 1},
    ):
        for headers in ({}, HTMX):
            with undone():
                response = client.post(of(walled, "antwoord/BF2-01-b/"), data, headers=headers)
                assert response.status_code in (200, 302, 409)
                assert not [word for word in hidden if word in whole(response)]
                with tenant_scope(walled.gemeente.pk):
                    others = Scanantwoord.objects.exclude(perspectief="ervaring").filter(punt="BF2-01-b")
                    assert {row.waarde for row in others} == {"nee"}


def test_the_leader_sees_how_many_and_not_what(walled: Town, login: Any) -> None:
    page = text_of(login(walled.beleid).get(of(walled)))
    assert page.count("5 van 73 vragen") == 3
    assert page.count("6 van 73 vragen") == 1  # uitvoering
    assert not [word for word in WORDS.values() if word in page]


def test_once_the_meeting_is_open_all_words_are_there(walled: Town, login: Any) -> None:
    open_meeting(walled)
    for who in (walled.gast, walled.beleid, walled.buiten):
        page = text_of(login(who).get(of(walled, "bespreken/?vraag=BF2-01-b")))
        assert all(word in page for word in WORDS.values())


# --- saving --------------------------------------------------------------------------------------------------


def test_the_page_shows_the_questions_per_table_with_the_norms_as_help(town: Town, login: Any) -> None:
    page = text_of(login(town.lid).get(of(town, SIGNALEREN)))
    assert 'id="normen"' in page
    assert "BF2-K1" in page
    assert page.count('class="scanvraag"') == 15
    assert page.index("2.1a") < page.index("2.2a") < page.index("2.3d")
    assert "1 van 15 beantwoord" in page


def test_an_answer_is_saved_without_javascript_and_the_row_is_made_then(town: Town, login: Any) -> None:
    client = login(town.lid)
    url = of(town, "antwoord/BF2-01-c/")
    assert client.post(url, {"waarde": "ja", "toelichting": "Elke week", "versie": 0}).status_code == 302
    row = stored(town, "BF2-01-c")
    assert (row.waarde, row.toelichting, row.gewijzigd_door_id) == ("ja", "Elke week", town.lid.lid.pk)
    back = client.get(url)
    assert back["Location"] == f"{of(town, SIGNALEREN)}#BF2-01-c"


def test_an_answer_is_saved_by_itself_and_says_so_with_the_new_count(town: Town, login: Any) -> None:
    response = login(town.lid).post(of(town, "antwoord/BF2-01-c/"), {"waarde": "nee", "versie": 0}, headers=HTMX)
    page = text_of(response)
    assert response.status_code == 200
    assert "Opgeslagen" in page
    assert "2 van 15 beantwoord" in page
    assert stored(town, "BF2-01-c").waarde == "nee"


def test_a_note_alone_is_saved_without_an_answer(town: Town, login: Any) -> None:
    login(town.lid).post(of(town, "antwoord/BF2-01-c/"), {"toelichting": "Navragen", "versie": 0})
    row = stored(town, "BF2-01-c")
    assert (row.waarde, row.toelichting) == ("", "Navragen")


def test_an_answer_outside_the_scale_is_refused_beside_the_field_and_put_on_record(town: Town, login: Any) -> None:
    data = {"waarde": "misschien", "toelichting": "Blijft staan", "versie": 1}
    response = login(town.lid).post(of(town, "antwoord/BF2-01-a/"), data)
    assert response.status_code == 422
    assert "Kies een van de antwoorden" in text_of(response)
    assert "Blijft staan" in text_of(response)
    row = stored(town)
    assert (row.waarde, row.toelichting) == ("deels", "Blijft staan")  # the field that was right is saved
    with tenant_scope(town.gemeente.pk):
        assert Logregel.objects.filter(handeling="keuze:waarde", resultaat="geweigerd").exists()


def test_a_note_that_is_too_long_is_refused_and_kept_on_the_screen(town: Town, login: Any) -> None:
    response = login(town.lid).post(of(town, "antwoord/BF2-01-a/"), {"toelichting": "x" * 4001, "versie": 1})
    assert response.status_code == 422
    assert "te lang" in text_of(response)
    assert "x" * 4001 in text_of(response)
    assert stored(town).toelichting == town.op.antwoord.toelichting


@pytest.mark.parametrize("punt", ["BF2-01", "BF9-01", "verzonnen"])
def test_what_the_scan_does_not_ask_can_not_be_answered(town: Town, login: Any, punt: str) -> None:
    assert login(town.lid).post(of(town, f"antwoord/{punt}/"), {"waarde": "ja"}).status_code == 404
    assert login(town.lid).get(of(town, "invullen/verzonnen/")).status_code == 404
    with tenant_scope(town.gemeente.pk):
        assert Scanantwoord.objects.count() == 1


def test_who_has_no_viewpoint_can_not_answer(town: Town, login: Any) -> None:
    for who in (town.buiten, town.beleid, town.beheerder):
        assert login(who).post(of(town, "antwoord/BF2-01-a/"), {"waarde": "ja"}).status_code == 403
        assert login(who).get(of(town, SIGNALEREN)).status_code == 403


# --- sharing a viewpoint ---------------------------------------------------------------------------------------


def second(town: Town) -> Person:
    with tenant_scope(town.gemeente.pk):
        let_answer(town, town.op.scan, town.buiten, "uitvoering")
    return town.buiten


def test_two_people_of_one_viewpoint_share_the_answers(town: Town, login: Any) -> None:
    other = second(town)
    login(other).post(of(town, "antwoord/BF2-01-c/"), {"waarde": "ja", "toelichting": "Van de ander", "versie": 0})
    assert "Van de ander" in text_of(login(town.lid).get(of(town, SIGNALEREN)))
    history = text_of(login(town.lid).get(of(town, "antwoord/BF2-01-c/geschiedenis/")))
    assert other.user.naam in history
    assert "Van de ander" in history


def test_a_conflict_shows_both_texts_and_stores_what_was_there(town: Town, login: Any) -> None:
    other = second(town)
    url = of(town, "antwoord/BF2-01-a/")
    login(town.lid).post(url, {"waarde": "ja", "toelichting": "Eerste tekst", "versie": 1})
    for headers in ({}, HTMX):
        response = login(other).post(
            url, {"waarde": "nee", "toelichting": "Tweede tekst", "versie": 1}, headers=headers
        )
        page = text_of(response)
        assert response.status_code == 409
        assert "Eerste tekst" in page
        assert "Tweede tekst" in page
        assert stored(town).toelichting == "Eerste tekst"
    login(other).post(url, {"alleen": "waarde", "waarde": "nee", "versie": 2}, headers=HTMX)
    assert stored(town).waarde == "nee"


def test_a_save_can_be_taken_back(town: Town, login: Any) -> None:
    client = login(town.lid)
    client.post(of(town, "antwoord/BF2-01-a/"), {"waarde": "nee", "versie": 1})
    response = client.post(of(town, "antwoord/BF2-01-a/"), {"actie": "ongedaan", "versie": 2}, headers=HTMX)
    assert response.status_code == 200
    assert 'name="waarde" value="deels"' in text_of(response)
    assert stored(town).waarde == "deels"


def test_after_the_meeting_opened_nothing_is_saved_and_the_words_are_given_back(town: Town, login: Any) -> None:
    open_meeting(town)
    client = login(town.lid)
    data = {"waarde": "ja", "toelichting": "Te laat getypt", "versie": 1}
    response = client.post(of(town, "antwoord/BF2-01-a/"), data)
    assert response.status_code == 423
    assert "Te laat getypt" in text_of(response)
    assert client.post(of(town, "antwoord/BF2-01-a/"), data, headers=HTMX).status_code == 423
    assert fresh(town, town.op.antwoord).waarde == "deels"
    assert client.get(of(town, SIGNALEREN))["Location"] == of(town, "bespreken/")


def test_an_expired_session_keeps_what_was_typed_until_after_login(town: Town, client: Client) -> None:
    url = of(town, "antwoord/BF2-01-a/")
    assert client.post(url, {"waarde": "ja", "toelichting": "Nog niet weg", "versie": 1}).status_code == 302
    client.force_login(town.lid.user)
    page = text_of(client.get(of(town, SIGNALEREN)))
    assert "Nog niet weg" in page
    assert stored(town).waarde == "deels"


# --- queries -------------------------------------------------------------------------------------------------


def test_a_page_of_22_questions_asks_the_same_for_one_answer_and_for_three(town: Town, login: Any) -> None:
    client = login(town.lid)
    for punt in ("BF4-01-a", "BF4-01-b", "BF4-02-a"):
        with tenant_scope(town.gemeente.pk):
            answer(town, town.op.scan, "uitvoering", punt, "ja", "Uitleg")
        assert len(count_queries(client, of(town, "invullen/brede-blik/"))) == 9
    page = text_of(client.get(of(town, "invullen/brede-blik/")))
    assert page.count('class="scanvraag"') == 22
