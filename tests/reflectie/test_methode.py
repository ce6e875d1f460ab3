"""A method of one's own: rows of a table, two questions that always stay, and no colleague's work lost."""

from typing import Any

import pytest
from django.test import Client

from reflectie.methode import FIXED, SLUG, basis, method_of, methods_for, own, steps_of
from reflectie.models import EigenMethode, Reeks
from tests.cast import Cast, Town
from tests.reflectie.setting_up import at, concept, make_method, post, start, step, text_of
from tests.tenancy.doors.reflectie import method_data
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture
def town(cast: Cast) -> Town:
    return cast.linderode


def place(town: Town, rest: str = "nieuw/") -> str:
    return f"/{town.gemeente.slug}/reflectie/methoden/{rest}"


def write(client: Client, town: Town, rest: str = "nieuw/", **changes: Any) -> Any:
    """Post the form of a method of the gemeente."""
    return client.post(place(town, rest), method_data(town) | changes)


def the_method(town: Town) -> EigenMethode:
    with tenant_scope(town.gemeente.pk):
        return EigenMethode.objects.get()


def fixed_of(row: EigenMethode) -> list[str]:
    """Which of the two fixed questions the stored steps hold."""
    return [each["veld"] for each in row.stappen if each["veld"] in FIXED]


# --- what we ship ----------------------------------------------------------------------------------


def test_ours_asks_both_fixed_questions_and_takes_two_hours() -> None:
    ours = basis()
    assert ours.minuten == 120
    assert [stap.veld for stap in ours.stappen if stap.veld in FIXED] == ["wijk", "alternatieven"]
    assert not ours.is_eigen


def test_a_project_chooses_from_ours_those_of_the_gemeente_and_its_own(cast: Cast, town: Town, login: Any) -> None:
    with tenant_scope(cast.broekveen.gemeente.pk):
        make_method(cast.broekveen, "Van de buren")
    with tenant_scope(town.gemeente.pk):
        make_method(town, "Van de gemeente")
        make_method(town, "Van ons", of_the_project=True)
        names = [each.naam for each in methods_for(town.project).values()]
        assert names == [basis().naam, "Van de gemeente", "Van ons"]
    page = text_of(login(town.leider).get(at(town, town.project, "reeks/")))
    assert "Van ons" in page
    assert "Van de buren" not in page


# --- writing one -----------------------------------------------------------------------------------


def test_a_method_is_written_and_changed(town: Town, login: Any) -> None:
    client = login(town.beleid)
    assert write(client, town).status_code == 302
    row = the_method(town)
    assert [each["titel"] for each in row.stappen] == ["Stap 0", "Stap 1", "Stap 2", "Stap 3"]
    changed = write(client, town, f"{row.pk}/", naam="Samen beter kijken", titel_0="Welkom", versie=row.versie)
    assert changed.status_code == 302
    row = the_method(town)
    assert (row.naam, row.stappen[0]["titel"], row.versie) == ("Samen beter kijken", "Welkom", 2)
    assert "Samen beter kijken" in text_of(client.get(place(town, "")))


@pytest.mark.parametrize("row", [2, 3])
@pytest.mark.parametrize("emptied", ["titel", "vraag"])
def test_a_fixed_question_can_not_be_emptied(town: Town, login: Any, row: int, emptied: str) -> None:
    response = write(login(town.beleid), town, **{f"{emptied}_{row}": ""})
    assert response.status_code == 422
    assert "Deze vraag hoort in elke methode." in text_of(response)
    with tenant_scope(town.gemeente.pk):
        assert not EigenMethode.objects.exists()


def test_the_two_fixed_questions_stay_whatever_is_posted(town: Town, login: Any) -> None:
    client = login(town.beleid)
    write(client, town, veld_2="", veld_3="leervraag", sleutel_2="ANDERS", titel_2="Andere woorden", vast="")
    row = the_method(town)
    assert fixed_of(row) == ["wijk", "alternatieven"]
    for changes in ({"titel_0": "", "vraag_0": "", "minuten_0": ""}, {"vraag_3": "Andere vraag"}):
        write(client, town, f"{row.pk}/", versie=the_method(town).versie, **changes)
        assert fixed_of(the_method(town)) == ["wijk", "alternatieven"]


def test_a_method_that_was_stored_without_them_has_them_all_the_same() -> None:
    steps = steps_of([{"sleutel": "X", "titel": "X", "minuten": 5, "vraag": "", "veld": ""}])
    assert [stap.veld for stap in steps] == ["", *FIXED]


def test_every_step_has_a_key_of_its_own_however_often_rows_come_and_go(town: Town, login: Any) -> None:
    client = login(town.beleid)
    new: dict[str, Any] = {"titel_4": "Vijfde", "vraag_4": "", "minuten_4": 5}
    write(client, town, **new)
    row = the_method(town)
    write(client, town, f"{row.pk}/", versie=1, **new, titel_0="", vraag_0="", minuten_0="")
    row = the_method(town)
    assert [each["titel"] for each in row.stappen] == ["Stap 1", "Stap 2", "Stap 3", "Vijfde"]
    rows = {
        f"{name}_{number}": each[name]
        for number, each in enumerate(row.stappen)
        for name in ("titel", "vraag", "minuten")
    }
    client.post(place(town, f"{row.pk}/"), {"naam": "Samen kijken", "versie": 2} | rows | new | {"titel_4": "Nieuw"})
    keys = [each["sleutel"] for each in the_method(town).stappen]
    assert len(keys) == 5
    assert len(set(keys)) == 5


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"minuten_0": ""}, "Hoeveel minuten?"),
        ({"titel_0": ""}, "Hoe heet deze stap?"),
        ({"minuten_0": "0"}, "1"),
        ({"minuten_0": "241"}, "240"),
        ({"minuten_0": "lang"}, "getal"),
        ({"naam": ""}, "verplicht"),
        ({"naam": "a" * 81}, "te lang"),
        ({"titel_1": "a" * 81}, "te lang"),
        ({"vraag_1": "a" * 301}, "te lang"),
        ({"uitleg": "a\0b"}, "een teken in dat we niet kunnen bewaren"),
    ],
)
def test_a_row_that_is_not_whole_is_refused_and_shows_what_was_typed(
    town: Town, login: Any, changes: dict[str, str], says: str
) -> None:
    response = write(
        login(town.beleid),
        town,
        vraag_1=changes.get("vraag_1", "Blijft staan"),
        **{k: v for k, v in changes.items() if k != "vraag_1"},
    )
    assert response.status_code == 422
    assert says in text_of(response)
    assert changes.get("vraag_1", "Blijft staan") in text_of(response)


def test_two_people_at_one_method_lose_nothing(town: Town, login: Any) -> None:
    client = login(town.beleid)
    write(client, town)
    row = the_method(town)
    write(client, town, f"{row.pk}/", titel_0="Van een", versie=1)
    client.force_login(town.beheerder.user)
    response = write(client, town, f"{row.pk}/", titel_0="Van twee", versie=1)
    assert response.status_code == 409
    page = text_of(response)
    assert "Van een" in page
    assert "Van twee" in page
    assert the_method(town).stappen[0]["titel"] == "Van een"
    assert 'name="versie" value="2"' in page
    write(client, town, f"{row.pk}/", titel_0="Van twee", versie=2)
    assert the_method(town).stappen[0]["titel"] == "Van twee"


def test_a_method_of_another_project_or_of_the_gemeente_is_not_changed_as_ones_own(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        of_the_gemeente = make_method(town, "Van de gemeente")
        of_the_project = make_method(town, "Van ons", of_the_project=True)
    client = login(town.leider)
    for row in (of_the_gemeente,):
        assert post(client, town, town.project, f"methode/{row.pk}/", **method_data(town)).status_code == 404
        assert client.post(place(town, f"{row.pk}/weg/")).status_code == 403
    client.force_login(town.beleid.user)
    assert client.get(place(town, f"{of_the_project.pk}/")).status_code == 404
    assert client.post(place(town, f"{of_the_project.pk}/weg/")).status_code == 403  # sees the project, leads it not
    client.force_login(town.buiten.user)
    assert client.post(place(town, f"{of_the_project.pk}/weg/")).status_code == 404
    client.force_login(town.leider.user)
    assert client.post(place(town, f"{of_the_project.pk}/weg/")).status_code == 302


# --- using one -------------------------------------------------------------------------------------


def test_a_method_that_was_taken_away_is_kept_by_who_used_it(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        row = make_method(town, "Van de gemeente")
        key = f"eigen:{row.pk}"
        sessie = concept(town, reeks=start(town, methode=key))
    login(town.beleid).post(place(town, f"{row.pk}/weg/"))
    with tenant_scope(town.gemeente.pk):
        assert key not in methods_for(town.project)
        assert method_of(key).naam == "Van de gemeente"
        assert len(step(town, sessie, "beginnen").stappen) == len(row.stappen)
        assert Reeks.objects.get().methode == key


@pytest.mark.parametrize("key", [SLUG, "onzin", "eigen:01a00000-0000-7000-8000-000000000000"])
def test_a_key_that_is_none_is_ours(town: Town, key: str) -> None:
    with tenant_scope(town.gemeente.pk):
        assert method_of(key).sleutel == SLUG


def test_the_screen_asks_about_the_wijk_in_the_words_of_the_method(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        method = make_method(town, "Rondje")
        for step_ in method.stappen:
            step_["vraag"] = "Wie woont er dichtbij? Denk aan de flat." if step_["veld"] == "wijk" else step_["vraag"]
        method.save()
        ours = step(town, concept(town), "beginnen")
        theirs = concept(town, 50)
        theirs.methode = own(method).sleutel
        theirs.save()
        step(town, theirs, "beginnen")
    client = login(town.leider)
    assert '<h2 id="h-wijk">Wie of wat in de wijk kan hier helpen?</h2><p>Denk aan' in text_of(
        client.get(at(town, ours))
    )
    page = text_of(client.get(at(town, theirs)))
    assert '<h2 id="h-wijk">Wie woont er dichtbij?</h2><p>Denk aan de flat.</p>' in page


def test_a_script_in_a_method_is_shown_as_text(town: Town, login: Any) -> None:
    script = "<script>alert(1)</script>"
    client = login(town.beleid)
    write(client, town, naam=script, titel_0=script, vraag_0=script)
    row = the_method(town)
    for rest in ("", f"{row.pk}/"):
        assert script not in text_of(client.get(place(town, rest)))
    assert row.naam == script
