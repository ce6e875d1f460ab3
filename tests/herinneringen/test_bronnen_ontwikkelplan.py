"""What ontwikkelplan reminds of: whom, when, once, and that every line leads to a page its reader may open."""

import pytest
from django.test import Client
from django.utils import timezone

from ontwikkelplan.scanbeeld import vragen_van
from tests.cast import Town
from tests.herinneringen.rondes import all_open, day, gone, put, said, settles, told
from tests.ontwikkelplan.setting_up import add_plan, answer, make_scan
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture(autouse=True)
def _plan(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        add_plan(town)


# --- what ends -------------------------------------------------------------------------------------------


def test_what_ends_in_a_week_is_counted_per_plan_in_that_week_and_the_next(
    town: Town, client: Client, monday: int
) -> None:
    plan, punt = town.op.plan, town.op.punt
    with tenant_scope(town.gemeente.pk):
        put(punt, eind_op=day(monday + 3), stap_dagen=[day(monday), day(monday + 6)])()
    assert told(town, plan, monday - 1) == []
    rows = told(town, plan, monday)
    assert said(town, rows) == [
        ("beleid", "1 ontwikkelpunt hoort deze week klaar te zijn"),
        ("beleid", "2 deelstappen horen deze week klaar te zijn"),
    ]
    assert all_open(client, rows, monday)
    assert {row.pk for row in told(town, plan, monday + 6)} == {row.pk for row in rows}
    late = told(town, plan, monday + 7)
    assert said(town, late) == [
        ("beleid", "1 ontwikkelpunt had vorige week klaar moeten zijn"),
        ("beleid", "2 deelstappen hadden vorige week klaar moeten zijn"),
    ]
    assert all_open(client, late, monday + 7)
    assert told(town, plan, monday + 14) == []


def test_what_is_done_or_not_of_a_running_plan_is_settled(town: Town, monday: int) -> None:
    plan, punt = town.op.plan, town.op.punt
    with tenant_scope(town.gemeente.pk):
        put(punt, eind_op=day(monday + 3))()
    assert settles(
        town,
        plan,
        *gone(town.beleid),
        put(punt, status="gereed"),
        put(punt, status="gestopt"),
        put(punt, vervallen_op=timezone.now()),
        put(punt, eind_op=None),
        put(plan, staat="afgesloten"),
        put(town.beleid.lid, rol="medewerker"),  # writes no plans any more
        days=monday,
    )


# --- old standen (NUM-22) --------------------------------------------------------------------------------


def test_old_standen_are_told_once_a_month(town: Town, client: Client, tenth: int) -> None:
    plan, punt, stand = town.op.plan, town.op.punt, town.op.stand
    with tenant_scope(town.gemeente.pk):
        put(plan, staat="uitvoering", weken_oud=2)()
        put(stand, datum=day(tenth - 15))()
    assert told(town, plan, tenth - 1) == []
    rows = told(town, plan, tenth)
    assert said(town, rows) == [("beleid", "Werk 1 stand van zaken bij")]
    assert all_open(client, rows, tenth)
    assert told(town, plan, tenth + 10)[0].pk == rows[0].pk
    assert told(town, plan, tenth + 31)[0].pk != rows[0].pk
    assert settles(
        town,
        plan,
        put(stand, datum=day(tenth - 1)),
        put(punt, status="gereed"),
        put(plan, staat="afgesloten"),
        put(plan, staat="concept"),  # not adopted: nothing is carried out
        days=tenth,
    )


# --- the budget ------------------------------------------------------------------------------------------


def test_a_date_of_the_budget_is_told_four_weeks_ahead(town: Town, client: Client) -> None:
    moment = town.op.moment
    with tenant_scope(town.gemeente.pk):
        put(moment, datum=day(40))()
    assert told(town, moment, 11) == []
    rows = told(town, moment, 12)
    assert said(town, rows) == [("beleid", "Een begrotingsmoment komt eraan")]
    assert all_open(client, rows, 12)
    assert told(town, moment, 40)[0].pk == rows[0].pk
    assert told(town, moment, 41) == []
    assert settles(
        town, moment, put(moment, vervallen_op=timezone.now()), put(town.op.plan, staat="afgesloten"), days=20
    )


# --- the quickscan ---------------------------------------------------------------------------------------


def test_who_answers_a_quickscan_is_asked_once_and_told_that_it_is_talked_over(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        of_guest = town.op.scan.deelnames.get(lid=town.gast.lid)
    for name, row in (("lid", town.op.deelname), ("gast", of_guest)):
        rows = told(town, row)
        assert said(town, rows) == [(name, "Vul een quickscan in")]
        assert all_open(client, rows)
        assert told(town, row, 50)[0].pk == rows[0].pk
    with tenant_scope(town.gemeente.pk):
        put(town.op.scan, staat="bespreken")()
    for name, row in (("lid", town.op.deelname), ("gast", of_guest)):
        rows = told(town, row)
        assert said(town, rows) == [(name, "Een quickscan wordt besproken")]
        assert all_open(client, rows)


def test_a_quickscan_that_asks_nothing_more_of_someone_is_settled(town: Town) -> None:
    op = town.op
    with tenant_scope(town.gemeente.pk):
        other = make_scan(town, op.plan, "Een andere")

    def answer_all() -> None:
        for vraag in list(vragen_van(op.scan)):
            if vraag != op.antwoord.punt:
                answer(town, op.scan, op.deelname.perspectief, vraag, "ja")

    assert settles(
        town,
        op.deelname,
        *gone(town.lid),
        put(op.deelname, gestopt_op=timezone.now()),
        put(op.scan, staat="afgerond"),
        put(op.plan, staat="afgesloten"),
        answer_all,
    )
    assert told(town, other) == []
