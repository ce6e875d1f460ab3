"""Factors and findings: counted by their words, traceable to their sessions, their words for the team alone."""

from typing import Any

import pytest
from django.test import Client

from projects.services.project import create_project
from reflectie.models import Les, Sessie, Vermelding
from reflectie.services.uitkomsten import add_lesson, name_factor, name_once_less
from reflectie.tags import offered, tag_for, titles
from tests.cast import Cast, Town, project_data
from tests.reflectie.setting_up import HTMX, add_reflectie, at, busy, concept, fresh, held, post, text_of
from wijkaanpak.tenancy.scope import tenant_scope

SECRET = "zelfbedachte woorden"


@pytest.fixture
def town(cast: Cast) -> Town:
    return cast.linderode


def name(town: Town, sessie: Sessie, tekst: str, richting: str = "werkt") -> Vermelding:
    return name_factor(sessie=sessie, richting=richting, tekst=tekst, by=town.leider.lid)


def counts(town: Town) -> dict[str, tuple[int, int]]:
    """Per lesson: in how many sessions, and how often in all; a scope must be open."""
    rows = Les.objects.filter(project=town.project).with_counts()
    return {row.tekst: (row.keren, row.genoemd) for row in rows}


# --- naming ----------------------------------------------------------------------------------------


def test_the_same_words_add_up_over_people_and_sessions(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        first, second = busy(town), concept(town, 40)
        for sessie, tekst in ((first, "Korte lijn"), (first, "korte LIJN"), (second, "Korte lijn")):
            name(town, sessie, tekst)
        name(town, second, "Korte lijn", "werkt_niet")
        assert Les.objects.count() == 2
        works = Les.objects.filter(richting="werkt").with_counts().get()
        works_not = Les.objects.filter(richting="werkt_niet").with_counts().get()
        assert (works.keren, works.genoemd) == (2, 3)
        assert (works_not.keren, works_not.genoemd) == (1, 1)


def test_one_naming_is_taken_back_and_the_last_takes_the_lesson_with_it(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    client = login(town.lid)
    for _time in range(2):
        post(client, town, sessie, "factor/", tekst="Korte lijn", richting="werkt")
    with tenant_scope(town.gemeente.pk):
        row = Vermelding.objects.get()
    assert "1 keer genoemd" in text_of(post(client, town, sessie, f"factor/{row.pk}/minder/"))
    assert "Nog niets genoemd" in text_of(post(client, town, sessie, f"factor/{row.pk}/minder/"))
    assert post(client, town, sessie, f"factor/{row.pk}/minder/").status_code == 200  # a double click
    with tenant_scope(town.gemeente.pk):
        assert not Vermelding.objects.exists()
        assert not Les.objects.current().exists()


def test_a_lesson_that_was_named_elsewhere_or_worked_on_stays(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        first, second = busy(town), concept(town, 40)
        name(town, first, "Elders ook")
        name_once_less(vermelding=name(town, second, "Elders ook"), by=town.leider.lid)
        row = name(town, second, "Uitgewerkt")
        Les.objects.filter(pk=row.les_id).update(toelichting="Hier dachten we over na")
        name_once_less(vermelding=row, by=town.leider.lid)
        assert set(counts(town)) == {"Elders ook", "Uitgewerkt"}


@pytest.mark.parametrize(
    ("tekst", "tag"), [("De wijk benut", "EXT-02"), ("de WIJK benut", "EXT-02"), ("Gewone taal", "MLB-14"), ("X", "")]
)
def test_words_of_the_source_get_its_tag(town: Town, tekst: str, tag: str) -> None:
    assert tag_for(tekst) == tag
    with tenant_scope(town.gemeente.pk):
        assert name(town, busy(town), tekst).les.tag == tag


def test_a_session_offers_the_factors_of_the_source_and_those_of_the_project(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        name(town, busy(town, -30), "Onze eigen factor")
        sessie = busy(town)
    page = text_of(login(town.lid).get(at(town, sessie)))
    for words in ("Onze eigen factor", *offered("werkt")[:2], offered("werkt_niet")[0]):
        assert words.replace("'", "&#x27;") in page


@pytest.mark.parametrize("richting", ["bevinding", "", "onzin"])
def test_a_factor_of_another_kind_is_refused(town: Town, login: Any, richting: str) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    response = post(login(town.lid), town, sessie, "factor/", tekst="Korte lijn", richting=richting)
    assert response.status_code == 422
    with tenant_scope(town.gemeente.pk):
        assert not Les.objects.exists()


# --- the list and one lesson -----------------------------------------------------------------------


def test_a_lesson_names_its_sessions(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        first, second = held(town, -60), held(town, -30)
        row = name(town, first, "Korte lijn")
        name(town, second, "Korte lijn")
        name(town, second, "Korte lijn")
    client = login(town.lid)
    for place in ("lessen/", f"lessen/{row.les_id}/"):
        page = text_of(client.get(at(town, town.project, place)))
        assert at(town, first) in page
        assert at(town, second) in page
    assert "3 keer genoemd" in text_of(client.get(at(town, town.project, "lessen/")))
    assert "2 keer genoemd" in page


def test_a_lesson_is_confirmed_and_translated_and_the_list_filters_on_it(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
        add_lesson(project=town.project, richting="bevinding", tekst="Blijft waargenomen", by=town.leider.lid)
    client, les = login(town.lid), town.mlb.les
    data = {"tekst": les.tekst, "status": "vertaald", "beleid": "In de opdracht aan het lokaal team", "versie": 1}
    assert post(client, town, town.project, f"lessen/{les.pk}/", **data).status_code == 200
    now = fresh(town, les)
    assert (now.status, now.beleid) == ("vertaald", "In de opdracht aan het lokaal team")
    only = text_of(client.get(at(town, town.project, "lessen/?stand=vertaald")))
    assert les.tekst in only
    assert "Blijft waargenomen" not in only
    assert "Blijft waargenomen" in text_of(client.get(at(town, town.project, "lessen/?stand=onzin")))
    history = text_of(client.get(at(town, town.project, f"lessen/{les.pk}/geschiedenis/")))
    assert "In de opdracht aan het lokaal team" in history
    assert town.lid.user.naam in history


def test_a_lesson_is_taken_away_put_back_and_stays_in_its_session(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
    client, les = login(town.lid), town.mlb.les
    place = at(town, town.project, f"lessen/{les.pk}/")
    client.post(f"{place}weg/")
    assert client.get(place).status_code == 404
    assert les.tekst not in text_of(client.get(at(town, town.project, "lessen/")))
    client.post(f"{place}weg/", {"terug": "ja"})
    assert client.get(place).status_code == 200


def test_a_lesson_whose_place_was_taken_is_not_put_back(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        les = add_lesson(project=town.project, richting="bevinding", tekst="Samen", by=town.leider.lid)
    client = login(town.lid)
    client.post(at(town, town.project, f"lessen/{les.pk}/weg/"))
    post(client, town, town.project, "lessen/", tekst="samen")
    client.post(at(town, town.project, f"lessen/{les.pk}/weg/"), {"terug": "ja"})
    assert "Deze les staat er al." in text_of(client.get(at(town, town.project, "lessen/")))
    assert fresh(town, les).vervallen_op is not None


def test_a_lesson_can_not_get_the_words_of_another(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_lesson(project=town.project, richting="bevinding", tekst="Samen", by=town.leider.lid)
        les = add_lesson(project=town.project, richting="bevinding", tekst="Apart", by=town.leider.lid)
    response = post(login(town.lid), town, town.project, f"lessen/{les.pk}/", tekst="SAMEN", versie=1)
    assert response.status_code == 422
    assert fresh(town, les).tekst == "Apart"


def test_two_people_at_one_lesson_see_both_texts(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
    client, place = login(town.lid), f"lessen/{town.mlb.les.pk}/"
    data = {"tekst": town.mlb.les.tekst, "status": "waargenomen", "versie": 1}
    post(client, town, town.project, place, toelichting="Van een", **data)
    client.force_login(town.leider.user)
    other_field = post(client, town, town.project, place, beleid="In het plan", toelichting="", **data)
    same_field = post(client, town, town.project, place, htmx=False, toelichting="Van twee", **data)
    assert (other_field.status_code, same_field.status_code) == (200, 409)
    assert "Van een" in text_of(same_field)
    assert "Van twee" in text_of(same_field)


def test_a_lesson_typed_before_an_expired_session_comes_back(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
    place = f"lessen/{town.mlb.les.pk}/"
    assert post(client, town, town.project, place, htmx=False, toelichting="Bijna kwijt", versie=1).status_code == 302
    client.force_login(town.lid.user)
    assert "Bijna kwijt" in text_of(client.get(at(town, town.project, place)))


def test_a_finding_is_added_once_and_a_refused_one_shows_what_was_typed(town: Town, login: Any) -> None:
    client = login(town.lid)
    for tekst in ("Huisbezoek helpt", "huisbezoek HELPT"):
        assert post(client, town, town.project, "lessen/", htmx=False, tekst=tekst).status_code == 302
    for wrong in ("", "a" * 201, "He\0lpt", "Bel 06 12345678 maar"):
        response = post(client, town, town.project, "lessen/", htmx=False, tekst=wrong)
        assert response.status_code == 422
        assert wrong in text_of(response) or "\0" in wrong
    with tenant_scope(town.gemeente.pk):
        assert [row.tekst for row in Les.objects.all()] == ["Huisbezoek helpt"]


@pytest.mark.parametrize(("field", "value"), [("tag", "ONZIN"), ("status", "af"), ("tekst", ""), ("tekst", "a" * 201)])
def test_a_wrong_field_of_a_lesson_is_refused_and_the_others_are_saved(
    town: Town, login: Any, field: str, value: str
) -> None:
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
    les = town.mlb.les
    data = {"tekst": les.tekst, "status": les.status, "toelichting": "Wel bewaard", "versie": 1, field: value}
    assert post(login(town.lid), town, town.project, f"lessen/{les.pk}/", **data).status_code == 422
    now = fresh(town, les)
    assert (now.toelichting, getattr(now, field)) == ("Wel bewaard", getattr(les, field))


# --- figures without words -------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "reads"), [("lid", True), ("beheerder", False), ("beleid", False), ("gast", False)])
def test_outside_the_team_there_are_tags_and_counts_without_words(
    town: Town, login: Any, who: str, reads: bool
) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
        for _time in range(4):
            name(town, sessie, SECRET)
        name(town, sessie, "De wijk benut")
        les = Les.objects.get(tekst=SECRET)
    client = login(getattr(town, who))
    page = text_of(client.get(at(town, town.project, "lessen/")))
    assert (SECRET in page) is reads
    assert titles()["EXT-02"] in page
    assert ("Eigen factor van het team" in page) is not reads
    assert ('<td class="cijfer">4</td>' in page) is not reads
    assert client.get(at(town, town.project, f"lessen/{les.pk}/")).status_code == (200 if reads else 403)


def test_a_lesson_of_another_project_is_not_in_this_one(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
        other = create_project(by=town.leider.lid, data=project_data(town.leider.lid, naam="Ander project"))
    client = login(town.leider)
    place = at(town, other, f"lessen/{town.mlb.les.pk}/")
    for url in (place, f"{place}geschiedenis/"):
        assert client.get(url).status_code == 404
    assert client.post(f"{place}weg/", headers=HTMX).status_code == 404
    assert client.post(place, {"tekst": "X", "versie": 1}).status_code == 404
