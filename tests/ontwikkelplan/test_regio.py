"""What a region offers: given out, brought to each gemeente once, taken over as an own copy, changed as a proposal."""

import datetime
from threading import Thread
from typing import Any

import pytest
from celery import current_app
from django.conf import settings
from django.db import connection
from django.utils import timezone

from ontwikkelplan.aanbod import Aanbod, aanbod_van
from ontwikkelplan.models import Levering, Ontwikkelpunt, Plan, Regiopunt, Uitgifte
from ontwikkelplan.regio_tasks import deliver_editions
from ontwikkelplan.services import regio as services
from tests.cast import Cast, Town, make_cast
from tests.ontwikkelplan.setting_up import at, fresh, make_plan, make_point, text_of
from wijkaanpak.editing.services import save_fields, set_aside
from wijkaanpak.tenancy.ids import uuid7
from wijkaanpak.tenancy.scope import tenant_scope

DOEL, NU = "Iedereen werkt met dezelfde afspraken", "Iedereen werkt met dezelfde, getekende afspraken"


def lead(town: Town) -> None:
    """Let a gemeente keep the plan of its region."""
    regio = town.gemeente.regio
    assert regio is not None
    regio.trekker = town.gemeente
    regio.save()


def regional_plan(town: Town) -> tuple[Plan, Ontwikkelpunt]:
    """Make the plan of the region, with one row."""
    with tenant_scope(town.gemeente.pk):
        plan = make_plan(town, titel="Aanbod", soort="regionaal")
        return plan, make_point(town, plan, "BF1-10", doel=DOEL, resultaat="Een set", planning="1-7-2027")


def give_out(town: Town, plan: Plan) -> Uitgifte:
    with tenant_scope(town.gemeente.pk):
        return services.give_out(plan=plan, by=town.beleid.lid)


def change(town: Town, row: Any, **values: Any) -> None:
    """Change a row as its form does."""
    with tenant_scope(town.gemeente.pk):
        row = type(row).objects.get(pk=row.pk)
        save_fields(row=row, values=values, versie=row.versie, by=town.beleid.lid.pk)


def offered(town: Town) -> list[Regiopunt]:
    with tenant_scope(town.gemeente.pk):
        return list(Regiopunt.objects.all())


def events(town: Town) -> int:
    """How many times a Regiopunt of a town was written."""
    with tenant_scope(town.gemeente.pk):
        return int(Regiopunt.pgh_event_model.objects.count())  # type: ignore[attr-defined]


def offer(town: Town, plan: Plan) -> Aanbod:
    with tenant_scope(town.gemeente.pk):
        return aanbod_van(plan, list(Ontwikkelpunt.objects.current().filter(plan=plan)))


@pytest.fixture
def region(cast: Cast) -> tuple[Plan, Ontwikkelpunt]:
    """Linderode keeps the plan of the region, and gave out one ontwikkelpunt that has arrived."""
    lead(cast.linderode)
    plan, row = regional_plan(cast.linderode)
    give_out(cast.linderode, plan)
    deliver_editions(str(cast.linderode.gemeente.pk))
    return plan, row


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """The plan of Broekveen."""
    with tenant_scope(cast.broekveen.gemeente.pk):
        return make_plan(cast.broekveen)


def taken(town: Town, plan: Plan) -> Ontwikkelpunt:
    """Take over what is offered."""
    with tenant_scope(town.gemeente.pk):
        return services.take_over(plan=plan, regiopunt=Regiopunt.objects.get(), by=town.beleid.lid)


# --- uitgeven --------------------------------------------------------------------------------------


def test_giving_out_writes_the_edition_with_a_delivery_for_every_gemeente_of_the_region(cast: Cast, login: Any) -> None:
    lead(cast.linderode)
    plan, _row = regional_plan(cast.linderode)
    page = text_of(login(cast.linderode.beleid).post(at(cast.linderode, plan, "aanbod/"), follow=True))
    assert "Uitgifte 1 gaat nu naar de gemeenten van de regio." in page
    assert page.count("onderweg") == 2 and "Broekveen" in page and "Linderode" in page
    deliver_editions(str(cast.linderode.gemeente.pk))
    page = text_of(login(cast.linderode.lid).get(at(cast.linderode, plan, "aanbod/")))
    assert page.count("aangekomen, vandaag") == 2 and "Geef uit</button>" not in page


def test_an_empty_or_unchanged_plan_is_not_given_out_and_says_why(cast: Cast, login: Any) -> None:
    town = cast.linderode
    lead(town)
    with tenant_scope(town.gemeente.pk):
        plan = make_plan(town, soort="regionaal")
        row = make_point(town, plan)
    client, url = login(town.beleid), at(town, plan, "aanbod/")
    assert "nog geen ontwikkelpunt in met een tekst" in text_of(client.post(url, follow=True))
    change(town, row, doel=DOEL)
    client.post(url)
    assert "Er is niets veranderd sinds de vorige uitgifte" in text_of(client.post(url, follow=True))
    with tenant_scope(town.gemeente.pk):
        assert Uitgifte.objects.count() == 1


def test_a_gemeente_that_joins_later_gets_the_last_edition(cast: Cast, region: Any) -> None:
    plan, _row = region
    with tenant_scope(cast.linderode.gemeente.pk):
        Levering.objects.filter(ontvanger=cast.broekveen.gemeente).delete()
    made = give_out(cast.linderode, plan)
    with tenant_scope(cast.linderode.gemeente.pk):
        assert made.nummer == 1 and Levering.objects.waiting().get().ontvanger_id == cast.broekveen.gemeente.pk


def test_only_the_gemeente_that_leads_can_give_out(cast: Cast, login: Any) -> None:
    plan, _row = regional_plan(cast.linderode)  # it does not lead
    assert login(cast.linderode.beleid).post(at(cast.linderode, plan, "aanbod/")).status_code == 403
    with tenant_scope(cast.linderode.gemeente.pk):
        local = make_plan(cast.linderode)
    assert login(cast.linderode.beleid).get(at(cast.linderode, local, "aanbod/")).status_code == 404
    assert login(cast.linderode.beleid).get(at(cast.linderode, plan, "regio/")).status_code == 404


# --- onderweg --------------------------------------------------------------------------------------


def test_no_gemeente_reads_a_row_of_another_on_the_way(cast: Cast, region: Any) -> None:
    own, theirs = ({row.pk for row in offered(town)} for town in (cast.linderode, cast.broekveen))
    assert len(own) == len(theirs) == 1 and not own & theirs
    with tenant_scope(cast.broekveen.gemeente.pk), connection.cursor() as cursor:
        for table in ("plan", "ontwikkelpunt", "uitgifte", "levering"):
            cursor.execute(f"SELECT count(*) FROM ontwikkelplan_{table}")
            assert cursor.fetchone()[0] == 0, table
        cursor.execute("SELECT DISTINCT gemeente_id FROM ontwikkelplan_regiopunt")
        assert cursor.fetchall() == [(cast.broekveen.gemeente.pk,)]


def test_a_delivery_killed_after_it_was_written_is_delivered_once(cast: Cast) -> None:
    lead(cast.linderode)
    plan, _row = regional_plan(cast.linderode)
    give_out(cast.linderode, plan)
    with tenant_scope(cast.linderode.gemeente.pk):
        levering = Levering.objects.get(ontvanger=cast.broekveen.gemeente)
        editie = services.pick_up(levering_id=levering.pk)
    assert editie is not None
    with tenant_scope(cast.broekveen.gemeente.pk):
        services.receive(gemeente_id=cast.broekveen.gemeente.pk, editie=editie)
    # Here the worker is killed: nothing says that it has arrived. The sweep does it again.
    deliver_editions(str(cast.linderode.gemeente.pk))
    assert (len(offered(cast.broekveen)), events(cast.broekveen)) == (1, 1)
    levering = fresh(cast.linderode, levering)
    assert levering.geleverd_op is not None and levering.pogingen == 2
    deliver_editions(str(cast.linderode.gemeente.pk))
    assert fresh(cast.linderode, levering).pogingen == 2


def test_an_edition_that_comes_late_never_writes_over_a_newer_one(cast: Cast, region: Any) -> None:
    plan, row = region
    change(cast.linderode, row, doel="Tussentijds")
    give_out(cast.linderode, plan)
    with tenant_scope(cast.linderode.gemeente.pk):
        old = services.pick_up(levering_id=Levering.objects.waiting().get(ontvanger=cast.broekveen.gemeente).pk)
    assert old is not None
    change(cast.linderode, row, doel=DOEL)  # as it was in the first edition
    give_out(cast.linderode, plan)
    deliver_editions(str(cast.linderode.gemeente.pk))
    with tenant_scope(cast.broekveen.gemeente.pk):
        services.receive(gemeente_id=cast.broekveen.gemeente.pk, editie=old)
    assert [(each.doel, each.uitgifte) for each in offered(cast.broekveen)] == [(DOEL, 3)]


def test_one_gemeente_that_fails_stops_no_other_and_is_tried_again(cast: Cast) -> None:
    lead(cast.linderode)
    plan, _row = regional_plan(cast.linderode)
    made = give_out(cast.linderode, plan)
    with tenant_scope(cast.linderode.gemeente.pk):
        broken = Uitgifte(plan=plan, gemeente_id=plan.gemeente_id, nummer=9, inhoud={}, door=cast.linderode.beleid.lid)
        broken.save()
        Levering.objects.filter(ontvanger=cast.linderode.gemeente).update(uitgifte=broken)
    deliver_editions(str(cast.linderode.gemeente.pk))
    assert (len(offered(cast.broekveen)), offered(cast.linderode)) == (1, [])
    with tenant_scope(cast.linderode.gemeente.pk):
        waiting = Levering.objects.waiting().get()
        assert waiting.pogingen == 1
        Levering.objects.filter(pk=waiting.pk).update(uitgifte=made)
    deliver_editions(str(cast.linderode.gemeente.pk))
    assert len(offered(cast.linderode)) == 1


def test_who_left_the_region_gets_nothing_any_more(cast: Cast) -> None:
    lead(cast.linderode)
    plan, _row = regional_plan(cast.linderode)
    give_out(cast.linderode, plan)
    cast.broekveen.gemeente.regio = None
    cast.broekveen.gemeente.save()
    deliver_editions(str(cast.linderode.gemeente.pk))
    assert (len(offered(cast.linderode)), offered(cast.broekveen)) == (1, [])


def test_beat_sweeps_the_deliveries_every_minute_with_a_task_that_exists() -> None:
    entry = settings.CELERY_BEAT_SCHEDULE["lever-aanbod-van-de-regio"]
    assert (entry["schedule"], entry["task"] in current_app.tasks, services.TASK in current_app.tasks) == (
        60.0,
        True,
        True,
    )


def deliver(town: Town) -> None:
    """Deliver as another worker does, on a connection of its own."""
    try:
        deliver_editions(str(town.gemeente.pk))
    finally:
        connection.close()


def test_two_workers_at_once_deliver_once(committed: None) -> None:
    cast = make_cast()
    lead(cast.linderode)
    plan, _row = regional_plan(cast.linderode)
    give_out(cast.linderode, plan)
    workers = [Thread(target=deliver, args=(cast.linderode,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    for town in (cast.linderode, cast.broekveen):
        assert (len(offered(town)), events(town)) == (1, 1)


# --- overnemen -------------------------------------------------------------------------------------


def test_a_gemeente_takes_over_an_own_copy(cast: Cast, region: Any, plan: Plan, login: Any) -> None:
    town, client = cast.broekveen, login(cast.broekveen.beleid)
    assert "1 ontwikkelpunt om over te nemen" in text_of(client.get(at(town, plan)))
    page = text_of(client.get(at(town, plan, "regio/")))
    assert DOEL in page and "Testregio" in page
    (row,) = offered(town)
    page = text_of(client.post(at(town, plan, f"regio/{row.pk}/overnemen/"), follow=True))
    assert "Het ontwikkelpunt staat in je plan." in page and "Je bent bij" in page
    with tenant_scope(town.gemeente.pk):
        mine = Ontwikkelpunt.objects.get()
    assert (mine.tabel, mine.doel, mine.herkomst, mine.regio_uitgifte) == ("BF1-10", DOEL, "regionaal", 1)
    assert (mine.regiopunt_id, mine.eind_op) == (row.pk, datetime.date(2027, 7, 1))
    change(town, mine, doel="Van ons")
    assert fresh(cast.linderode, region[1]).doel == DOEL


def test_a_second_click_does_not_take_it_over_twice(cast: Cast, region: Any, plan: Plan, login: Any) -> None:
    town, client = cast.broekveen, login(cast.broekveen.beleid)
    url = at(town, plan, f"regio/{offered(town)[0].pk}/overnemen/")
    client.post(url)
    assert "Dit staat al in je plan." in text_of(client.post(url, follow=True))
    with tenant_scope(town.gemeente.pk):
        assert Ontwikkelpunt.objects.count() == 1


def test_all_of_it_is_taken_over_at_once_but_for_what_does_not_fit(
    cast: Cast, region: Any, plan: Plan, login: Any
) -> None:
    town = cast.broekveen
    with tenant_scope(town.gemeente.pk):
        for tabel in ("BF2-01", "BF9-99"):
            Regiopunt.objects.create(
                gemeente=town.gemeente, bron_id=uuid7(), uitgifte=1, begin_jaar=2025, van_wie="Regio", tabel=tabel,
                doel=f"Doel bij {tabel}", bron="BF2-01-z", aangeboden_op=timezone.now(),
            )  # fmt: skip
    client = login(town.beleid)
    page = text_of(client.post(at(town, plan, "regio/alles/"), follow=True))
    assert "2 ontwikkelpunten overgenomen." in page
    assert "Dit past niet in dit plan: het hoort bij een andere versie van de quickscan." in page
    with tenant_scope(town.gemeente.pk):
        assert set(Ontwikkelpunt.objects.values_list("tabel", "bron")) == {("BF1-10", ""), ("BF2-01", "")}


def test_what_was_offered_for_other_years_is_not_in_this_plan(cast: Cast, region: Any) -> None:
    with tenant_scope(cast.broekveen.gemeente.pk):
        later = make_plan(cast.broekveen, begin_jaar=2028, eind_jaar=2030)
    assert offer(cast.broekveen, later) == Aanbod()


def test_the_leading_gemeente_takes_over_like_any_other(cast: Cast, region: Any, login: Any) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        local = make_plan(town)
    login(town.beleid).post(at(town, local, "regio/alles/"))
    with tenant_scope(town.gemeente.pk):
        assert Ontwikkelpunt.objects.get(plan=local).doel == DOEL


# --- wijzigingen -----------------------------------------------------------------------------------


@pytest.fixture
def changed(cast: Cast, region: Any, plan: Plan) -> Ontwikkelpunt:
    """Broekveen took over and changed the result; the region changed goal and result since."""
    mine = taken(cast.broekveen, plan)
    change(cast.broekveen, mine, resultaat="Een set van ons")
    change(cast.linderode, region[1], doel=NU, resultaat="Twee sets")
    give_out(cast.linderode, region[0])
    deliver_editions(str(cast.linderode.gemeente.pk))
    found: Ontwikkelpunt = fresh(cast.broekveen, mine)
    return found


def test_a_change_of_the_region_is_a_proposal_per_column_and_changes_nothing(
    cast: Cast, plan: Plan, changed: Ontwikkelpunt, login: Any
) -> None:
    (found,) = offer(cast.broekveen, plan).gewijzigd
    assert [(each.kolom, each.van_ons, each.regio_toen, each.regio_nu) for each in found.kolommen] == [
        ("doel", DOEL, DOEL, NU),
        ("resultaat", "Een set van ons", "Een set", "Twee sets"),
    ]
    assert [each.is_ongewijzigd for each in found.kolommen] == [True, False]
    page = text_of(login(cast.broekveen.lid).get(at(cast.broekveen, plan, "regio/")))
    assert all(text in page for text in ("Een set van ons", "Een set", "Twee sets", NU))
    assert "Neem de tekst van de regio" not in page  # who reads can't choose
    assert (changed.doel, changed.resultaat) == (DOEL, "Een set van ons")


def accept(client: Any, town: Town, plan: Plan, punt: Ontwikkelpunt, kolom: str, **seen: int) -> str:
    data = {"kolom": kolom, "versie": punt.versie, "uitgifte": 2} | seen
    return text_of(client.post(at(town, plan, f"regio/{punt.regiopunt_id}/kolom/"), data, follow=True))


def test_one_column_is_accepted_and_the_other_stays_a_proposal(
    cast: Cast, plan: Plan, changed: Ontwikkelpunt, login: Any
) -> None:
    town, client = cast.broekveen, login(cast.broekveen.beleid)
    page = accept(client, town, plan, changed, "doel")
    assert "De tekst van de regio staat nu in je plan." in page and "Twee sets" in page
    now = fresh(town, changed)
    assert (now.doel, now.resultaat, now.regio_uitgifte) == (NU, "Een set van ons", 1)
    accept(client, town, plan, now, "resultaat")
    now = fresh(town, changed)
    assert (now.resultaat, now.regio_uitgifte) == ("Twee sets", 2)
    change(town, now, doel="Toch weer anders")
    assert offer(town, plan).vraagt == 0  # all was chosen: our own words come back as no proposal


def test_leaving_it_as_it_is_closes_the_proposal_until_the_next_change(
    cast: Cast, region: Any, plan: Plan, changed: Ontwikkelpunt, login: Any
) -> None:
    town, client = cast.broekveen, login(cast.broekveen.beleid)
    client.post(at(town, plan, f"regio/{changed.regiopunt_id}/laten/"), {"uitgifte": 2})
    assert offer(town, plan).vraagt == 0 and fresh(town, changed).doel == DOEL
    change(cast.linderode, region[1], stappen="Scholing")
    give_out(cast.linderode, region[0])
    deliver_editions(str(cast.linderode.gemeente.pk))
    (found,) = offer(town, plan).gewijzigd
    assert [each.kolom for each in found.kolommen] == ["stappen"]


def test_what_a_colleague_typed_meanwhile_is_not_written_over(
    cast: Cast, plan: Plan, changed: Ontwikkelpunt, login: Any
) -> None:
    town = cast.broekveen
    change(town, changed, doel="Net getypt")
    page = accept(login(town.beleid), town, plan, changed, "doel")
    assert "Een collega wijzigde dit net ook." in page and fresh(town, changed).doel == "Net getypt"


def test_a_newer_offer_than_the_screen_showed_is_looked_at_first(
    cast: Cast, plan: Plan, changed: Ontwikkelpunt, login: Any
) -> None:
    town, client = cast.broekveen, login(cast.broekveen.beleid)
    assert "intussen opnieuw gewijzigd" in accept(client, town, plan, changed, "doel", uitgifte=1)
    left = client.post(at(town, plan, f"regio/{changed.regiopunt_id}/laten/"), {"uitgifte": "één"}, follow=True)
    assert "intussen opnieuw gewijzigd" in text_of(left)
    now = fresh(town, changed)
    assert (now.doel, now.regio_uitgifte) == (DOEL, 1)


def test_a_column_that_is_none_of_the_table_is_not_there(
    cast: Cast, plan: Plan, changed: Ontwikkelpunt, login: Any
) -> None:
    url = at(cast.broekveen, plan, f"regio/{changed.regiopunt_id}/kolom/")
    assert login(cast.broekveen.beleid).post(url, {"kolom": "herkomst"}).status_code == 404


def test_what_was_taken_away_since_says_so(cast: Cast, plan: Plan, changed: Ontwikkelpunt, login: Any) -> None:
    town = cast.broekveen
    with tenant_scope(town.gemeente.pk):
        set_aside(row=changed, gone=True, by=town.beleid.lid.pk)
    assert "Dit ontwikkelpunt staat niet meer in je plan." in accept(login(town.beleid), town, plan, changed, "doel")
    assert len(offer(town, plan).nieuw) == 1  # it can be taken over again


def test_what_the_region_withdraws_is_told_and_stays(cast: Cast, region: Any, plan: Plan, login: Any) -> None:
    town, client = cast.broekveen, login(cast.broekveen.beleid)
    mine = taken(town, plan)
    with tenant_scope(cast.linderode.gemeente.pk):
        make_point(cast.linderode, region[0], "BF4-03", doel="Een ander")
        set_aside(row=region[1], gone=True, by=cast.linderode.beleid.lid.pk)
    give_out(cast.linderode, region[0])
    deliver_editions(str(cast.linderode.gemeente.pk))
    page = text_of(client.get(at(town, plan, "regio/")))
    assert "De regio biedt dit niet meer aan" in page and fresh(town, mine).vervallen_op is None
    client.post(at(town, plan, f"regio/{mine.regiopunt_id}/laten/"), {"uitgifte": 2})
    assert "De regio biedt dit niet meer aan" not in text_of(client.get(at(town, plan, "regio/")))
    with tenant_scope(cast.linderode.gemeente.pk):
        set_aside(row=region[1], gone=False, by=cast.linderode.beleid.lid.pk)
    give_out(cast.linderode, region[0])
    deliver_editions(str(cast.linderode.gemeente.pk))
    assert [row.ingetrokken_op for row in offered(town)] == [None, None]
