"""A plan that was closed, or a row that was taken away, while someone typed: no word is lost and nothing slips in."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ontwikkelplan.models import Stand
from ontwikkelplan.overgangen import KanNiet
from ontwikkelplan.services.plan import take_step
from ontwikkelplan.services.punten import add_stand
from tests.cast import Town
from tests.ontwikkelplan.setting_up import HTMX, TABEL, at, fresh, text_of
from tests.ontwikkelplan.test_punten import PAGE, cell, goals, post, three
from tests.ontwikkelplan.test_scan import of
from wijkaanpak.editing.services import set_aside
from wijkaanpak.tenancy.scope import tenant_scope

TODAY = timezone.localdate().isoformat()


def close(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        take_step(plan=town.op.plan, naam="vaststellen", by=town.beleid.lid, door="raad", op=timezone.localdate())
        take_step(plan=town.op.plan, naam="afsluiten", by=town.beleid.lid)


def take_away(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        set_aside(row=town.op.punt, gone=True, by=town.beleid.lid.pk)


def standen(town: Town) -> int:
    with tenant_scope(town.gemeente.pk):
        return Stand.objects.filter(punt=town.op.punt).count()


def test_a_closed_plan_gives_back_the_words_of_a_cell_and_of_a_stand(town: Town, login: Any) -> None:
    close(town)
    client, row = login(town.beleid), town.op.punt
    answer = cell(client, town, row, htmx=False, doel="Wat ik nog typte")
    assert answer.status_code == 423
    assert "Wat ik nog typte" in text_of(answer)
    answer = post(client, town, f"punt/{row.pk}/stand/", htmx=False, datum=TODAY, tekst="Ook dit nog")
    assert answer.status_code == 423
    assert "Ook dit nog" in text_of(answer)
    for rest in (f"punt/{row.pk}/", f"punt/{row.pk}/stand/", f"punt/{row.pk}/plaats/", f"tabel/{TABEL}/nieuw/"):
        assert post(client, town, rest, doel="x").headers["X-Reden"], rest
    assert (fresh(town, row).versie, standen(town)) == (1, 1)
    assert client.get(at(town, town.op.plan, f"punt/{row.pk}/stand/")).status_code == 403


def test_a_row_that_was_taken_away_gives_back_the_words_of_a_cell_and_of_a_stand(town: Town, login: Any) -> None:
    take_away(town)
    client, row = login(town.beleid), town.op.punt
    for answer in (
        cell(client, town, row, htmx=False, doel="Wat ik nog typte"),
        post(client, town, f"punt/{row.pk}/stand/", htmx=False, datum=TODAY, tekst="Wat ik nog typte"),
    ):
        assert answer.status_code == 409
        assert "Wat ik nog typte" in text_of(answer)
    assert post(client, town, f"punt/{row.pk}/stand/", datum=TODAY, tekst="Met een script").status_code == 404
    assert standen(town) == 1


@pytest.mark.parametrize("happens", [close, take_away])
def test_the_service_adds_no_stand_to_what_was_closed_or_taken_away(town: Town, happens: Any) -> None:
    happens(town)
    with tenant_scope(town.gemeente.pk), pytest.raises(KanNiet, match="intussen"):
        add_stand(punt=town.op.punt, datum=datetime.date(2026, 1, 5), tekst="Te laat", by=town.beleid.lid)
    assert standen(town) == 1


def test_a_save_holds_the_plan_before_it_touches_a_row(town: Town, login: Any) -> None:
    client = login(town.beleid)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert cell(client, town, town.op.punt, doel="Nieuw").status_code == 200
    locks = [each["sql"] for each in seen if "FOR UPDATE" in each["sql"]]
    assert ['"ontwikkelplan_plan"' in locks[0], '"ontwikkelplan_ontwikkelpunt"' in locks[1]] == [True, True]


def test_an_answer_to_the_scan_of_a_closed_plan_is_given_back(town: Town, login: Any) -> None:
    close(town)
    data = {"waarde": "ja", "toelichting": "Te laat getypt", "versie": 1}
    client = login(town.lid)
    answer = client.post(of(town, "antwoord/BF2-01-a/"), data)
    assert answer.status_code == 423
    assert "Te laat getypt" in text_of(answer)
    assert client.post(of(town, "antwoord/BF2-01-a/"), data, headers=HTMX).status_code == 423
    assert fresh(town, town.op.antwoord).waarde == "deels"


def test_a_stand_that_was_kept_over_a_login_can_be_thrown_away(town: Town, client: Client) -> None:
    place = at(town, town.op.plan, f"punt/{town.op.punt.pk}/stand/")
    client.post(place, {"datum": "2026-01-05", "tekst": "Nog niet bewaard"})
    client.force_login(town.beleid.user)
    assert "Gooi dit weg" in text_of(client.get(place))
    assert client.post(place, {"actie": "weggooien"}).status_code == 302
    assert "Nog niet bewaard" not in text_of(client.get(place))
    assert standen(town) == 1


def test_moving_rows_adds_nothing_to_their_history(town: Town, login: Any) -> None:
    rows, client = three(town), login(town.beleid)
    for richting in ("op", "neer", "op"):
        post(client, town, f"punt/{rows[2].pk}/plaats/", richting=richting)
    assert goals(town) == ["een", "drie", "twee"]
    cell(client, town, rows[2], doel="drie, beter")
    page = text_of(client.get(at(town, town.op.plan, f"punt/{rows[2].pk}/geschiedenis/")))
    assert "de cellen bleven gelijk" not in page
    assert page.count("dit staat er nu") == 1
    assert page.count("Zet deze versie terug") == 1


def test_one_old_stand_is_one(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        town.op.plan.weken_oud = 1
        town.op.plan.save()
    assert "1 stand oud" in text_of(login(town.lid).get(at(town, town.op.plan, PAGE)))
