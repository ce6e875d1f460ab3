"""The privacywacht at every form: nothing with an open question is stored, a BSN never, and no other field is lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from projects.models import Sleutelfiguur
from projects.services.register import add_row
from projects.services.team import add_to_team
from reflectie.models import Behouden, Genodigde, Sessie, Wachtterm
from reflectie.services.tweede_lezing import read_again
from reflectie.wachter import Wachter
from tests.cast import Cast, Town, make_member, make_person
from tests.reflectie.setting_up import (
    HTMX,
    add_reflectie,
    at,
    busy,
    concept,
    fresh,
    post,
    start,
    step,
    stored,
    text_of,
    write,
)
from tests.tenancy.doors.reflectie import method_data
from tests.tenancy.walking import undone
from wijkaanpak.accounts.models import Rol
from wijkaanpak.tenancy.scope import tenant_scope

BSN = "123456782"
NAME = "Samira"


@pytest.fixture
def town(cast: Cast) -> Town:
    return cast.linderode


def everywhere(town: Town, text: str) -> set[str]:
    """The tables of this gemeente, history included, in which a text stands."""
    found = set()
    with tenant_scope(town.gemeente.pk), connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.columns WHERE column_name = 'gemeente_id'")
        for table in {name for (name,) in cursor.fetchall()}:
            cursor.execute(f'SELECT count(*) FROM "{table}" rij WHERE rij::text LIKE %s', [f"%{text}%"])
            if cursor.fetchone()[0]:
                found.add(table)
    return found


@dataclass(frozen=True)
class Plek:
    """One field of one form of reflectie that takes words."""

    where: str  # project, sessie, gemeente or start: what the address is below
    rest: str
    field: str
    data: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.rest or self.where}{self.field}"


_SERIES = {"methode": "mlb-basis", "ritme": "maand", "eerste": "2027-01-13", "begin": "13:30", "duur": "120"}
_V: dict[str, Any] = {"versie": 1}
_LES = {"tekst": "Korte lijn", "status": "waargenomen", "versie": 1}
_PLAN = {"datum": "2030-01-16", "begin": "10:00", "duur": "90"}
PLEKKEN = [
    *[Plek("start", "reeks/", name, _SERIES) for name in ("plaats", "steun", "deelname")],
    *[Plek("project", "reeks/", name, _SERIES | _V) for name in ("plaats", "steun", "deelname")],
    *[Plek("sessie", "deel/vraag/", name, _V) for name in ("leervraag", "casus")],
    Plek("sessie", "deel/wijk/", "mogelijkheden", _V),
    Plek("sessie", "deel/agenda/", "agenda", _V),
    Plek("sessie", "stap/MLB-KRACHT/", "tekst", {"versie": 0}),
    Plek("sessie", "alternatief/", "tekst", {"voor": "casus"}),
    Plek("sessie", "factor/", "tekst", {"richting": "werkt"}),
    Plek("sessie", "actie/", "tekst", {}),
    Plek("sessie", "verplaatsen/", "plaats", _PLAN),
    Plek("project", "lessen/", "tekst", {}),
    *[Plek("les", "", name, _LES) for name in ("tekst", "toelichting", "beleid")],
    *[Plek("project", "methode/", name, {}) for name in ("naam", "uitleg", "titel_1", "vraag_3")],
    *[Plek("gemeente", "methoden/nieuw/", name, {}) for name in ("naam", "uitleg", "titel_0", "vraag_2")],
]


def at_the_screen_of(town: Town, plek: Plek) -> Sessie:
    """The session in the state in which its screen has this form."""
    staat = "gepland" if plek.rest in ("deel/agenda/", "verplaatsen/") else "bezig"
    with tenant_scope(town.gemeente.pk):
        Sessie.objects.filter(pk=town.mlb.sessie.pk).update(staat=staat)
    found: Sessie = fresh(town, town.mlb.sessie)
    return found


def fill_in(client: Client, town: Town, plek: Plek, text: str, *, htmx: bool = False, **more: str) -> Any:
    """Post a text in one field of one form."""
    data = plek.data | {plek.field: text} | more
    if plek.where == "sessie":
        versie = at_the_screen_of(town, plek).versie
        data |= {"versie": versie if plek.rest.startswith("deel") else 0}
    if "methode" in plek.rest:
        data = method_data(town) | data
    if plek.rest == "actie/":
        data |= {"wie": town.lid.lid.pk}
    url = {
        "start": lambda: at(town, town.project, plek.rest),
        "project": lambda: at(town, town.project, plek.rest),
        "sessie": lambda: at(town, town.mlb.sessie, plek.rest),
        "les": lambda: at(town, town.project, f"lessen/{town.mlb.les.pk}/"),
        "gemeente": lambda: f"/{town.gemeente.slug}/reflectie/{plek.rest}",
    }[plek.where]()
    return client.post(url, data, headers=HTMX if htmx else {})


def each_form(town: Town, login: Any) -> Iterator[tuple[Plek, Client]]:
    """Go along every form, with who may use it logged in; what happens at one is taken back before the next."""
    for plek in PLEKKEN:
        if plek.where == "start":
            with undone():
                yield plek, login(town.leider)
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
    for plek in PLEKKEN:
        if plek.where != "start":
            with undone():
                yield plek, login(town.beleid if plek.where == "gemeente" else town.leider)


# --- every form ------------------------------------------------------------------------------------


def test_a_bsn_can_not_be_kept_in_any_form(town: Town, login: Any) -> None:
    text = f"Nummer {BSN} hier"
    for plek, client in each_form(town, login):
        page = text_of(fill_in(client, town, plek, text))
        assert "Haal het burgerservicenummer weg" in page, plek
        assert f'name="houd" value="{plek.field}|' not in page, plek
        forced = fill_in(client, town, plek, text, houd=f"{plek.field}|geen_naam|bsn:{BSN}")
        assert forced.status_code == 422, plek
        assert everywhere(town, BSN) == set(), plek


def test_a_name_is_asked_about_in_any_form_and_kept_with_a_reason(town: Town, login: Any) -> None:
    wrong = []
    for plek, client in each_form(town, login):
        text = f"Moeder {NAME} belde"
        asked = fill_in(client, town, plek, text)
        assert asked.status_code == 422, plek
        assert text in text_of(asked), plek
        assert everywhere(town, NAME) == set(), plek
        key = text_of(asked).partition(f'name="houd" value="{plek.field}|geen_naam|')[2].partition('"')[0]
        kept = fill_in(client, town, plek, text, houd=f"{plek.field}|geen_naam|{key}")
        if kept.status_code != 302 or not everywhere(town, text):
            wrong.append(str(plek))
            continue
        with tenant_scope(town.gemeente.pk):
            row = Behouden.objects.get(sleutel=key)
            who = town.beleid if plek.where == "gemeente" else town.leider
            assert (row.reden, row.door_id) == ("geen_naam", who.lid.pk), plek
            assert (row.sessie_id is not None) is (plek.where == "sessie"), plek
    assert wrong == []


def test_the_history_is_no_way_round_the_guard(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    data = {"casus": f"Nummer {BSN} hier", "versie": sessie.versie}
    for htmx in (True, False):
        assert post(login(town.lid), town, sessie, "deel/geheel/", htmx=htmx, **data).status_code == 422
    assert everywhere(town, BSN) == set()


# --- one form, closely -----------------------------------------------------------------------------


def ask(client: Client, town: Town, sessie: Sessie, text: str, **more: Any) -> Any:
    """Save the casus."""
    return post(client, town, sessie, "deel/vraag/", **({"casus": text, "versie": sessie.versie} | more))


def test_a_kept_name_is_not_asked_again_in_that_session_but_in_another_it_is(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
        other = step(town, concept(town, 40), "beginnen")
    client = login(town.lid)
    with tenant_scope(town.gemeente.pk):
        key = Wachter(town.project, sessie).vragen(f"Toen belde {NAME}.")[0].sleutel
    assert ask(client, town, sessie, f"Toen belde {NAME}.", houd=f"casus|geen_naam|{key}").status_code == 200
    again = post(client, town, sessie, "alternatief/", tekst=f"Met {NAME} praten", voor="casus")
    assert again.status_code == 200
    assert ask(client, town, other, f"Toen belde {NAME}.").status_code == 422
    assert "Toen belde" not in fresh(town, other).casus


def test_a_button_puts_our_words_in_the_place(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
        vraag = Wachter(town.project, sessie).vragen("Bel 06 12345678, of 0612345678.")[0]
    assert vraag.vondst.voorstel
    client = login(town.lid)
    for htmx in (True, False):
        text = f"Bel 06 12345678, of 0612345678 {'nu' if htmx else 'straks'}."
        versie = fresh(town, sessie).versie
        data = {"casus": text, "versie": versie, "vervang": f"casus|{vraag.sleutel}"}
        response = post(client, town, sessie, "deel/vraag/", htmx=htmx, **data)
        assert response.status_code == (200 if htmx else 302)
        now = fresh(town, sessie).casus
        assert "12345678" not in now
        assert now.count(vraag.vondst.voorstel) == 2
        if htmx:
            assert vraag.vondst.voorstel in text_of(response)  # the field is drawn anew


def test_the_other_fields_of_the_form_are_saved_all_the_same(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    data = {"leervraag": "Hoe vraag ik door?", "inbrenger": town.lid.lid.pk}
    response = ask(login(town.lid), town, sessie, f"Toen belde {NAME}.", **data)
    assert response.status_code == 422
    now = fresh(town, sessie)
    assert (now.leervraag, now.inbrenger_id, now.casus) == ("Hoe vraag ik door?", town.lid.lid.pk, "")
    assert everywhere(town, NAME) == set()


def test_two_questions_in_one_text_are_both_answered_before_it_is_stored(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
        text = f"Toen belde {NAME} met 06 12345678."
        keys = [vraag.sleutel for vraag in Wachter(town.project, sessie).vragen(text)]
    assert len(keys) == 2
    client = login(town.lid)
    assert ask(client, town, sessie, text, houd=f"casus|collega|{keys[0]}").status_code == 422
    assert fresh(town, sessie).casus == ""
    assert ask(client, town, sessie, text, houd=f"casus|geen_naam|{keys[1]}").status_code == 200
    assert fresh(town, sessie).casus == text


@pytest.mark.parametrize(
    "houd", ["casus|zomaar|{key}", "casus||{key}", "casus|geen_naam|naam:iemand", "casus", "|", "onzin|geen_naam|{key}"]
)
def test_a_word_stays_with_a_reason_of_the_list_and_only_a_word_that_is_there(
    town: Town, login: Any, houd: str
) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
        text = f"Toen belde {NAME}."
        key = Wachter(town.project, sessie).vragen(text)[0].sleutel
    response = ask(login(town.lid), town, sessie, text, houd=houd.format(key=key))
    assert response.status_code == 422
    with tenant_scope(town.gemeente.pk):
        assert not Behouden.objects.exists()


def test_who_may_not_write_may_not_keep_a_word_either(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
        before = Behouden.objects.count()
    client = login(town.gast)
    data = {"casus": f"Toen belde {NAME}.", "versie": 1, "houd": f"casus|geen_naam|naam:{NAME.lower()}"}
    assert post(client, town, town.mlb.sessie, "deel/vraag/", **data).status_code == 403
    assert post(client, town, town.project, "lessen/", tekst=data["casus"], houd=data["houd"]).status_code == 403
    with tenant_scope(town.gemeente.pk):
        assert Behouden.objects.count() == before


def test_a_text_that_stood_there_is_not_asked_about_when_it_did_not_change(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = write(town, busy(town), casus=f"Toen belde {NAME}.")
    data = {"leervraag": "Hoe vraag ik door?", "versie": sessie.versie}
    assert ask(login(town.lid), town, sessie, f"Toen belde {NAME}.", **data).status_code == 200


def test_a_text_with_a_question_is_shown_after_an_expired_session_and_kept_nowhere(town: Town, client: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = busy(town)
    text = f"Toen belde {NAME}."
    data = {"casus": text, "versie": sessie.versie}
    answer = post(client, town, sessie, "deel/vraag/", htmx=False, **data)
    assert answer.status_code == 413
    assert text in text_of(answer)
    client.force_login(town.lid.user)
    assert text not in text_of(client.get(at(town, sessie)))
    assert post(client, town, sessie, "deel/vraag/", htmx=False, **data).status_code == 422
    assert everywhere(town, NAME) == set()


# --- what the gemeente and the project know --------------------------------------------------------


def questions(town: Town, text: str, sessie: Sessie | None = None) -> list[str]:
    """The kinds of question about a text; a scope must be open."""
    return [vraag.vondst.soort.value for vraag in Wachter(town.project, sessie).vragen(text)]


def test_names_of_the_team_of_the_guests_and_of_the_wijkfoto_are_known(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        user = make_person("xqara.linderode", "Xqara Veldmuis")
        add_to_team(project=town.project, lid=make_member(town.gemeente, user, Rol.MEDEWERKER).lid, rol="uitvoerend")
        day = town.project.begin
        figure = Sleutelfiguur(naam="Annelies Waterhoen", betekenis="Kent", toestemming_op=day, bewaren_tot=day)
        add_row(project=town.project, row=figure, by=town.leider.lid)
        assert questions(town, "Daarna belde xqara terug.") == ["teamnaam"]
        assert questions(town, "Daarna belde Annelies terug.") == ["wijkfotonaam"]
        assert questions(town, "Daarna belde de buurvrouw terug.") == []


def test_a_word_of_the_gemeente_is_asked_about_until_it_is_taken_off(town: Town, login: Any) -> None:
    client = login(town.beleid)
    place = f"/{town.gemeente.slug}/reflectie/woorden/"
    text = "Het kind zit op de Knotwilg."
    for tekst, soort, says in (("Knotwilg", "school", 302), ("KNOTWILG", "woord", 422), ("", "woord", 422)):
        assert client.post(place, {"tekst": tekst, "soort": soort}).status_code == says
    assert client.post(place, {"tekst": "Brug", "soort": "onzin"}).status_code == 422
    with tenant_scope(town.gemeente.pk):
        assert questions(town, text) == ["school"]
        row = Wachtterm.objects.get()
    client.post(f"{place}{row.pk}/weg/")
    assert client.post(f"{place}{row.pk}/weg/").status_code == 404
    with tenant_scope(town.gemeente.pk):
        assert questions(town, text) == []
    assert client.post(place, {"tekst": "Knotwilg", "soort": "woord"}).status_code == 302


def test_words_of_the_neighbour_are_not_known_here(cast: Cast) -> None:
    theirs = cast.broekveen
    with tenant_scope(theirs.gemeente.pk):
        stored(theirs, Wachtterm(gemeente_id=theirs.gemeente.pk, tekst="Knotwilg", soort="woord"))
        assert questions(theirs, "Bij de Knotwilg.") == ["woordenlijst"]
    with tenant_scope(cast.linderode.gemeente.pk):
        assert questions(cast.linderode, "Bij de Knotwilg.") == []


def test_a_word_kept_for_a_project_is_asked_in_its_sessions_and_for_the_gemeente(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = concept(town, reeks=start(town))
        text = f"Toen belde {NAME}."
        wachter = Wachter(town.project)
        wachter.keep(wachter.vragen(text)[0].sleutel, "geen_naam", text, town.leider.lid)
        assert questions(town, text) == []
        assert questions(town, text, sessie) == ["naam"]
        assert [vraag.vondst.soort.value for vraag in Wachter(None).vragen(text)] == ["naam"]


def test_no_question_is_asked_about_a_name_in_a_field_for_a_name(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = concept(town)
    data = {"naam": "Samira de Vries", "email": "samira@example.org", "soort": "ketenpartner"}
    assert post(login(town.leider), town, sessie, "gast/", htmx=False, **data).status_code == 302
    with tenant_scope(town.gemeente.pk):
        assert Genodigde.objects.get(email="samira@example.org").naam == "Samira de Vries"
        assert not Behouden.objects.exists()


# --- the second reading ----------------------------------------------------------------------------


def sees_a_name(text: str) -> list[str]:
    """A second reader that knows one name."""
    return [NAME] if NAME in text else []


def test_what_a_second_reading_suspects_is_asked_of_the_team_until_it_is_answered(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
        sessie = write(town, town.mlb.sessie, casus=f"Toen belde {NAME}.")
        assert read_again(sessie=sessie, lezer=sees_a_name)
        sessie.refresh_from_db()
        assert sessie.vermoedens == [NAME]
        assert not read_again(sessie=sessie, lezer=sees_a_name)  # nothing changed since
    question = "Een tweede lezing vraagt"
    for person, asked in ((town.gast, False), (town.lid, True)):
        client.force_login(person.user)
        assert (question in text_of(client.get(at(town, sessie)))) is asked
    for data in ({"woord": "Iets anders", "reden": "geen_naam"}, {"woord": NAME, "reden": "zomaar"}, {}):
        post(client, town, sessie, "vermoeden/", htmx=False, **data)
        assert fresh(town, sessie).vermoedens == [NAME]
    post(client, town, sessie, "vermoeden/", htmx=False, woord=NAME, reden="geen_naam")
    assert question not in text_of(client.get(at(town, sessie)))
    with tenant_scope(town.gemeente.pk):
        sessie = write(town, Sessie.objects.get(pk=sessie.pk), casus=f"Daarna belde {NAME} weer.")
        assert read_again(sessie=sessie, lezer=sees_a_name)
        sessie.refresh_from_db()
        assert sessie.vermoedens == []
