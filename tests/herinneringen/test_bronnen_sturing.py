"""What sturing reminds of: whom, when, once, that every line opens, and that none quotes an action."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from projects.models import Teamlid
from tests.cast import CANARY, Town
from tests.herinneringen.rondes import all_open, day, gone, idle, put, said, settles, told
from tests.sturing.setting_up import add_sturing
from wijkaanpak.herinneringen.models import Herinnering
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture(autouse=True)
def _sturing(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        add_sturing(town)


def change(town: Town, row: Any, **values: Any) -> None:
    """Change a row of a town; no scope may be open."""
    with tenant_scope(town.gemeente.pk):
        put(row, **values)()


# --- questions of the checklist --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["lid", "gast"])
def test_a_question_is_told_when_it_is_asked_before_its_day_and_after(name: str, town: Town, client: Client) -> None:
    row, title = town.st.uitgezet, "Beantwoord een vraag uit de checklist sturing"
    change(town, row, lid=getattr(town, name).lid)  # its day is in a month
    asked = told(town, row)
    assert said(town, asked) == [(name, title)]
    assert all_open(client, asked)
    assert told(town, row, 26)[0].pk == asked[0].pk
    again = told(town, row, 27)
    assert said(town, again) == [(name, title)]
    assert again[0].pk != asked[0].pk
    late = told(town, row, 31)
    assert said(town, late) == [(name, "Te laat: een vraag uit de checklist sturing")]
    assert all_open(client, late, 31)
    assert told(town, row, 91) == []


def test_a_question_that_was_answered_or_taken_back_is_settled(town: Town) -> None:
    row, now = town.st.uitgezet, timezone.now()
    assert settles(town, row, *gone(town.lid), put(row, klaar_op=now), put(row, ingetrokken_op=now))


# --- actions that name someone ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "meeting", "title"),
    [
        ("regel", "gesprek", "Je actie uit het bestuurlijk gesprek"),
        ("actie", "overleg", "Je actie uit het overleg met het lokaal team"),
    ],
)
def test_an_action_is_told_to_who_is_named_at_it(
    name: str, meeting: str, title: str, town: Town, client: Client
) -> None:
    row, of, now = getattr(town.st, name), getattr(town.st, meeting), timezone.now()
    change(town, row, wie=town.lid.user.naam.upper(), voor=day(10))
    assert told(town, row, 2) == []
    rows = told(town, row, 3)
    assert said(town, rows) == [("lid", title)]
    assert all_open(client, rows, 3)
    assert told(town, row, 10)[0].pk == rows[0].pk
    late = told(town, row, 11)
    assert said(town, late) == [("lid", f"Te laat: {title[0].lower()}{title[1:]}")]
    assert told(town, row, 41) == []
    assert settles(
        town,
        row,
        *gone(town.lid),
        put(row, klaar_op=day(3)),
        put(row, vervallen_op=now),
        put(of, vervallen_op=now),
        put(row, wie=""),
        put(row, wie="Iemand anders"),
        put(row, wie=town.gast.user.naam),  # a guest sees nothing of sturing
        days=5,
    )


def test_no_line_quotes_an_action_a_question_or_a_result(town: Town) -> None:
    st = town.st
    for row in (st.regel, st.actie):
        change(town, row, wie=town.lid.user.naam, voor=day(3))
    change(town, st.borging, controle_op=day(3))
    change(town, st.verbetering, controle_op=day(3))
    change(town, st.monitor, volgende=day(3))
    assert told(town, st.regel)
    with tenant_scope(town.gemeente.pk):
        rows = Herinnering.objects.filter(lid__in=[town.lid.lid, town.beleid.lid])
        assert {row.soort for row in rows} >= {"gevraagd", "deadlines", "borging", "monitoring"}
        lines = " ".join(f"{row.titel} {row.onder}" for row in rows)
    words = ("actie", "vraag", "resultaat", "voorstel", "wat", "anker", "verslag", "wethouder", "knelt")
    assert not [word for word in words if f"{CANARY} {word}" in lines]


# --- information, and opdrachten that end ----------------------------------------------------------------


def test_information_is_told_to_beleid_two_weeks_ahead_and_when_it_is_late(town: Town, client: Client) -> None:
    row = town.st.monitor
    change(town, row, volgende=day(20))
    assert told(town, row, 5) == []
    rows = told(town, row, 6)
    assert said(town, rows) == [("beleid", "Er komt informatie voor de monitoring")]
    assert all_open(client, rows, 6)
    assert told(town, row, 20)[0].pk == rows[0].pk
    assert said(town, told(town, row, 21)) == [("beleid", "Te laat: informatie voor de monitoring")]
    assert settles(
        town,
        row,
        *gone(town.beleid),
        put(row, vervallen_op=timezone.now()),
        put(row, volgende=day(200)),
        put(town.st.opdracht, staat="vervallen"),
        days=10,
    )


def test_an_opdracht_that_ends_is_told_a_quarter_ahead_and_afterwards(town: Town, client: Client) -> None:
    row = town.st.opdracht
    change(town, row, eind=day(100), staat="vastgesteld", vastgesteld_op=day(-9))
    assert told(town, row, 9) == []
    rows = told(town, row, 10)
    assert said(town, rows) == [("beleid", "Een opdracht loopt af")]
    assert all_open(client, rows, 10)
    assert told(town, row, 100)[0].pk == rows[0].pk
    assert said(town, told(town, row, 101)) == [("beleid", "Een opdracht is afgelopen")]
    assert told(town, row, 115) == []
    assert settles(town, row, put(row, staat="vervallen"), put(row, eind=day(400)), days=20)


# --- what was to last ------------------------------------------------------------------------------------


def test_a_check_is_told_to_the_heir_a_week_ahead_and_when_it_passed(town: Town, client: Client) -> None:
    row, title = town.st.borging, "Kijk of een resultaat nog leeft"  # its day is in a month
    assert told(town, row, 22) == []
    rows = told(town, row, 23)
    assert said(town, rows) == [("beleid", title)]
    assert all_open(client, rows, 23)
    assert told(town, row, 30)[0].pk == rows[0].pk
    assert told(town, row, 31)[0].pk != rows[0].pk
    change(town, town.project, status="afgerond", afgerond_op=day(0))
    assert said(town, told(town, row, 24)) == [("beleid", title)]  # it is about what is left of a project
    now = timezone.now()
    assert settles(
        town,
        row,
        *idle(town.project, finished=False),
        put(row, vervallen_op=now),
        put(row, afwijking="Niet nodig"),
        put(row, controle_op=day(200)),
        days=24,
    )


def test_a_check_goes_to_an_heir_who_may_see_the_result_else_to_who_leads_else_to_beleid(
    town: Town, client: Client
) -> None:
    row = town.st.borging

    def told_to(days: int) -> str:
        rows = told(town, row, days)
        assert all_open(client, rows, days)
        [(who, _title)] = said(town, rows)
        return who

    change(town, row, erfgenaam=town.lid.lid)
    assert told_to(24) == "lid"
    change(town, town.deling, tot=day(90))
    change(town, row, erfgenaam=town.gast.lid)  # the project is shared with them
    assert told_to(24) == "gast"
    change(town, row, erfgenaam=town.buiten.lid)
    assert told_to(24) == "leider"
    change(town, row, erfgenaam=town.lid.lid)
    change(town, town.lid.user, is_active=False)
    assert told_to(24) == "leider"
    with tenant_scope(town.gemeente.pk):
        Teamlid.objects.filter(lid=town.leider.lid).update(tot=day(-1))
    assert told_to(24) == "beleid"


def test_a_check_of_an_improvement_goes_to_its_heir_else_to_beleid(town: Town, client: Client) -> None:
    row = town.st.verbetering
    change(town, row, controle_op=day(30))
    assert told(town, row, 22) == []
    for heir, who in (
        (None, "beleid"),
        (town.buiten, "buiten"),
        (town.gast, "beleid"),
    ):
        change(town, row, erfgenaam=heir and heir.lid)
        rows = told(town, row, 23)
        assert said(town, rows) == [(who, "Kijk of een verbetering nog leeft")]
        assert all_open(client, rows, 23)
    change(town, row, erfgenaam=town.buiten.lid)
    change(town, town.buiten.user, is_active=False)
    assert [who for who, _title in said(town, told(town, row, 24))] == ["beleid"]
    assert settles(town, row, put(row, vervallen_op=timezone.now()), put(row, controle_op=None), days=24)


def test_the_heir_is_asked_whether_a_result_lives_and_again_after_two_weeks(town: Town, client: Client) -> None:
    row, title = town.st.vraag, "Leeft een resultaat van dit project nog?"
    change(town, town.project, status="afgerond", afgerond_op=day(-180))
    change(town, row, vraag_op=day(2), afgerond_op=day(-180))
    change(town, town.st.borging, erfgenaam=town.buiten.lid, controle_op=None)
    assert told(town, row, 1) == []
    rows = told(town, row, 2)
    assert said(town, rows) == [("buiten", title)]
    assert all_open(client, rows, 2)
    assert told(town, row, 16)[0].pk == rows[0].pk
    assert told(town, row, 17)[0].pk != rows[0].pk
    now = timezone.now()
    assert settles(
        town,
        row,
        put(row, antwoord="ja"),
        put(town.st.borging, vervallen_op=now),
        put(town.project, gearchiveerd_op=now),
        put(town.project, status="lopend"),
        put(town.project, afgerond_op=day(0)),
        days=3,
    )


def test_of_an_heir_who_left_the_question_goes_to_who_leads_else_to_the_beheerder(town: Town, client: Client) -> None:
    row = town.st.vraag
    change(town, town.project, status="afgerond", afgerond_op=day(-180))
    change(town, row, vraag_op=day(0), afgerond_op=day(-180))
    change(town, town.st.borging, erfgenaam=town.buiten.lid)
    change(town, town.buiten.lid, beeindigd_op=timezone.now())
    for who, next_change in (("leider", True), ("beheerder", False)):
        rows = told(town, row)
        assert [name for name, _title in said(town, rows)] == [who]
        assert all_open(client, rows)
        if next_change:
            change(town, town.leider.user, is_active=False)
