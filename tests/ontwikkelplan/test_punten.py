"""The tables of a plan: cells, rows, the stand van zaken, and who else is there."""

import datetime
import json
from typing import Any
from zlib import crc32

import pytest
from django.test import Client
from django.utils import timezone

from ontwikkelplan.inhoud import quickscan
from ontwikkelplan.models import Ontwikkelpunt, Stand
from ontwikkelplan.services.scanpunt import draft_of
from tests.cast import Person, Town
from tests.ontwikkelplan.setting_up import HTMX, TABEL, at, fresh, make_point, text_of
from tests.projects.pages import count_queries
from wijkaanpak.tenancy.scope import tenant_scope

PAGE = "basisfunctie/tijdig-signaleren/"


def post(client: Client, town: Town, rest: str, *, htmx: bool = True, **data: Any) -> Any:
    return client.post(at(town, town.op.plan, rest), data, headers=HTMX if htmx else {})


def cell(client: Client, town: Town, row: Ontwikkelpunt, *, htmx: Any = True, **data: Any) -> Any:
    there = {"versie": row.versie, "status": row.status, "bron": row.bron}  # a browser posts the whole row
    return post(client, town, f"punt/{row.pk}/", htmx=htmx, **(there | data))


def goals(town: Town) -> list[str]:
    with tenant_scope(town.gemeente.pk):
        rows = Ontwikkelpunt.objects.current().filter(plan=town.op.plan, tabel=TABEL).in_order()
        return [row.doel for row in rows]


def three(town: Town) -> list[Ontwikkelpunt]:
    """Three rows in a table of their own."""
    with tenant_scope(town.gemeente.pk):
        Ontwikkelpunt.objects.filter(pk=town.op.punt.pk).update(tabel="BF2-02")
        return [make_point(town, town.op.plan, doel=name) for name in ("een", "twee", "drie")]


# --- cells -----------------------------------------------------------------------------------------


def test_a_cell_is_saved_with_its_next_version(town: Town, login: Any) -> None:
    row = town.op.punt
    answer = cell(login(town.beleid), town, row, doel="Iedereen kent het team.")
    assert answer.status_code == 200
    assert "Opgeslagen" in text_of(answer)
    now = fresh(town, row)
    assert (now.doel, now.versie, now.gewijzigd_door_id) == ("Iedereen kent het team.", 2, town.beleid.lid.pk)


def test_saving_a_cell_answers_with_its_row_alone(town: Town, login: Any) -> None:
    three(town)
    with tenant_scope(town.gemeente.pk):
        others = list(Ontwikkelpunt.objects.current().exclude(pk=town.op.punt.pk).values_list("pk", flat=True))
    answer = text_of(cell(login(town.beleid), town, town.op.punt, doel="Anders"))
    assert f"op-{town.op.punt.pk}" in answer
    assert not [pk for pk in others if str(pk) in answer]
    assert f'href="{at(town, town.op.plan)}punt/{town.op.punt.pk}/"' in answer
    assert "<html" not in answer


@pytest.mark.parametrize("tekst", ["2027", "Q2 2027", "na de zomer"])
def test_a_planning_without_a_day_is_refused_beside_its_cell_and_stays_typed(
    town: Town, login: Any, tekst: str
) -> None:
    answer = cell(login(town.beleid), town, town.op.punt, htmx=False, planning=tekst, doel="Wel bewaard")
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Schrijf een dag, bijvoorbeeld 31-3-2027" in page
    assert f"\n{tekst}</textarea>" in page
    now = fresh(town, town.op.punt)
    assert (now.planning, now.eind_op) == ("31-3-2027", datetime.date(2027, 3, 31))
    assert now.doel == "Wel bewaard"  # what is right is kept


def test_a_planning_fills_the_days_it_names(town: Town, login: Any) -> None:
    assert cell(login(town.beleid), town, town.op.punt, planning="1-1-2027 t/m 31 maart 2027").status_code == 200
    now = fresh(town, town.op.punt)
    assert (now.begin_op, now.eind_op) == (datetime.date(2027, 1, 1), datetime.date(2027, 3, 31))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"doel": "x" * 100_000}, "te lang"),
        ({"doel": "nul\x00"}, "kunnen bewaren"),
        ({"status": "bijna"}, ""),
        ({"bron": "BF5-01-a"}, ""),
    ],
    ids=["100 kB", "NUL", "unknown status", "a question of another table"],
)
def test_bad_input_is_refused_and_changes_nothing(town: Town, login: Any, data: dict[str, str], says: str) -> None:
    answer = cell(login(town.beleid), town, town.op.punt, htmx=True, **data)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert fresh(town, town.op.punt).versie == 1


def test_costs_that_can_not_be_counted_say_so_and_are_kept(town: Town, login: Any) -> None:
    answer = cell(login(town.beleid), town, town.op.punt, kosten="€ 14.500, subsidie 2026 en 2027")
    assert answer.status_code == 200
    assert "Gebruik een regel per jaar" in text_of(answer)
    assert fresh(town, town.op.punt).kosten == "€ 14.500, subsidie 2026 en 2027"


def test_two_people_in_one_cell_both_keep_their_words(town: Town, login: Any) -> None:
    client, row = login(town.beleid), town.op.punt
    cell(client, town, row, doel="Van de een")
    answer = cell(client, town, row, doel="Van de ander")
    assert answer.status_code == 409
    assert "Van de een" in text_of(answer)
    assert "Van de ander" in text_of(answer)
    assert fresh(town, row).doel == "Van de een"
    both = cell(client, town, row, htmx=False, alleen="doel", versie=2, doel="Van de een en de ander")
    assert both.status_code == 302
    assert fresh(town, row).doel == "Van de een en de ander"


def test_two_people_in_two_cells_of_a_row_do_not_meet(town: Town, login: Any) -> None:
    client, row = login(town.beleid), town.op.punt
    cell(client, town, row, doel="Van de een")
    assert cell(client, town, row, uitvoerder="Van de ander").status_code == 200
    now = fresh(town, row)
    assert (now.doel, now.uitvoerder) == ("Van de een", "Van de ander")


def test_a_save_is_taken_back(town: Town, login: Any) -> None:
    client, row = login(town.beleid), town.op.punt
    before = row.doel
    cell(client, town, row, doel="Vergissing")
    answer = cell(client, town, row, actie="ongedaan", versie=2)
    assert f'id="op-{row.pk}_doel"' in text_of(answer), "the row comes back to type in"
    assert fresh(town, row).doel == before


def test_an_older_version_comes_back_from_the_history(town: Town, login: Any) -> None:
    client, row = login(town.beleid), town.op.punt
    before = row.doel
    cell(client, town, row, doel="Anders")
    page = text_of(client.get(at(town, town.op.plan, f"punt/{row.pk}/geschiedenis/")))
    assert "<del>" in page
    assert "Anders" in page
    cell(client, town, row, htmx=False, actie="herstel", versie=1, gezien=2)
    assert fresh(town, row).doel == before


def test_what_was_typed_when_the_session_expired_comes_back(town: Town, client: Client) -> None:
    row = town.op.punt
    answer = cell(client, town, row, htmx=False, doel="Nog niet bewaard")
    assert answer.status_code == 401 or "login" in answer["Location"]
    client.force_login(town.beleid.user)
    page = text_of(client.get(at(town, town.op.plan, f"punt/{row.pk}/")))
    assert "Dit typte je voordat je werd uitgelogd" in page
    assert "Nog niet bewaard" in page


# --- rows ------------------------------------------------------------------------------------------


def test_a_new_row_is_empty_and_the_last_of_its_table(town: Town, login: Any) -> None:
    three(town)
    answer = post(login(town.beleid), town, f"tabel/{TABEL}/nieuw/")
    assert "data-focus" in text_of(answer)
    assert "2.1.4" in text_of(answer)
    assert goals(town) == ["een", "twee", "drie", ""]


def test_a_double_click_makes_one_row(town: Town, login: Any) -> None:
    client = login(town.beleid)
    for _again in range(2):
        post(client, town, f"tabel/{TABEL}/nieuw/", htmx=False)
    assert goals(town).count("") == 1


def test_a_row_is_made_of_an_answer_and_says_so(town: Town, login: Any) -> None:
    client = login(town.beleid)
    post(client, town, f"tabel/{TABEL}/nieuw/", htmx=False, bron="BF2-01-c")
    page = text_of(client.get(at(town, town.op.plan, PAGE)))
    assert "uit 2.1c" in page
    with tenant_scope(town.gemeente.pk):
        vraag = quickscan(town.op.plan.instrument_versie).punten["BF2-01-c"]
        assert Ontwikkelpunt.objects.get(bron="BF2-01-c").doel == draft_of(vraag) != ""  # as in the meeting
    post(client, town, f"tabel/{TABEL}/nieuw/", htmx=False, bron="BF2-01-c")  # a double click
    with tenant_scope(town.gemeente.pk):
        assert Ontwikkelpunt.objects.filter(bron="BF2-01-c").count() == 1
    post(client, town, f"tabel/{TABEL}/nieuw/", htmx=False, bron="BF5-01-a")
    with tenant_scope(town.gemeente.pk):
        assert not Ontwikkelpunt.objects.filter(tabel=TABEL, bron="BF5-01-a").exists()


def test_a_table_that_is_not_there_is_not_found(town: Town, login: Any) -> None:
    assert post(login(town.beleid), town, "tabel/BF9-99/nieuw/").status_code == 404


@pytest.mark.parametrize(
    ("which", "richting", "order"),
    [
        (1, "op", ["twee", "een", "drie"]),
        (1, "neer", ["een", "drie", "twee"]),
        (0, "op", ["een", "twee", "drie"]),
        (2, "neer", ["een", "twee", "drie"]),
    ],
)
def test_a_row_moves_one_place(town: Town, login: Any, which: int, richting: str, order: list[str]) -> None:
    rows = three(town)
    assert post(login(town.beleid), town, f"punt/{rows[which].pk}/plaats/", richting=richting).status_code == 204
    assert goals(town) == order


def test_a_row_is_dropped_before_another_or_at_the_end(town: Town, login: Any) -> None:
    rows, client = three(town), login(town.beleid)
    post(client, town, f"punt/{rows[2].pk}/plaats/", voor=rows[0].pk)
    assert goals(town) == ["drie", "een", "twee"]
    post(client, town, f"punt/{rows[2].pk}/plaats/", voor="onzin")
    assert goals(town) == ["een", "twee", "drie"]
    assert fresh(town, rows[2]).versie == 1  # moving is no change of words


def test_a_row_is_taken_away_and_put_back_where_it_was(town: Town, login: Any) -> None:
    rows, client = three(town), login(town.beleid)
    assert "is weggehaald" in text_of(post(client, town, f"punt/{rows[1].pk}/weg/"))
    assert goals(town) == ["een", "drie"]
    assert "1 weggehaald ontwikkelpunt" in text_of(client.get(at(town, town.op.plan, PAGE)))
    post(client, town, f"punt/{rows[1].pk}/terug/", htmx=False)
    assert goals(town) == ["een", "twee", "drie"]


# --- the stand van zaken ---------------------------------------------------------------------------


def test_the_stand_is_added_to_and_the_newest_is_shown(town: Town, login: Any) -> None:
    client, row = login(town.beleid), town.op.punt
    today = timezone.localdate().isoformat()
    for _again in range(2):  # a double click adds one
        answer = post(client, town, f"punt/{row.pk}/stand/", datum=today, tekst="Alle scholen bezocht.")
        assert answer.status_code == 200
    assert "Alle scholen bezocht." in text_of(answer)
    assert "1 eerdere" in text_of(answer)
    with tenant_scope(town.gemeente.pk):
        assert Stand.objects.filter(punt=row).count() == 2


@pytest.mark.parametrize(
    ("datum", "tekst", "says"),
    [
        ("2026-02-31", "Iets", "bestaat niet"),
        ("2090-01-01", "Iets", "moet nog komen"),
        ("2026-01-05", "", "verplicht"),
        ("2026-01-05", "x" * 5000, "te lang"),
    ],
)
def test_a_stand_that_can_not_be_is_refused_and_stays_typed(
    town: Town, login: Any, datum: str, tekst: str, says: str
) -> None:
    answer = post(login(town.beleid), town, f"punt/{town.op.punt.pk}/stand/", datum=datum, tekst=tekst)
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert f"\n{tekst}</textarea>" in text_of(answer)
    with tenant_scope(town.gemeente.pk):
        assert Stand.objects.filter(punt=town.op.punt).count() == 1


def test_a_stand_typed_when_the_session_expired_comes_back(town: Town, client: Client) -> None:
    place = at(town, town.op.plan, f"punt/{town.op.punt.pk}/stand/")
    client.post(place, {"datum": "2026-01-05", "tekst": "Nog niet bewaard"})
    client.force_login(town.beleid.user)
    assert "Nog niet bewaard</textarea>" in text_of(client.get(place))
    client.post(place, {"datum": "2026-01-05", "tekst": "Nog niet bewaard"})
    assert "Nog niet bewaard</textarea>" not in text_of(client.get(place))


@pytest.mark.parametrize(("weken", "is_oud"), [(8, False), (9, True)])
def test_a_stand_is_old_after_the_weeks_of_the_plan(town: Town, login: Any, weken: int, is_oud: bool) -> None:
    with tenant_scope(town.gemeente.pk):
        row = make_point(town, town.op.plan, "BF2-03", doel="Loopt")
        Stand.objects.create(
            gemeente=town.gemeente,
            punt=row,
            datum=timezone.localdate() - datetime.timedelta(weeks=weken),
            tekst="Toen",
            door=town.beleid.lid,
        )
    page = text_of(login(town.lid).get(at(town, town.op.plan, PAGE)))
    assert (f"{weken} weken oud" in page) is is_oud


# --- who reads and who else is there ---------------------------------------------------------------


def test_who_may_only_read_finds_no_field(town: Town, login: Any) -> None:
    page = text_of(login(town.lid).get(at(town, town.op.plan, PAGE)))
    assert town.op.punt.doel in page
    assert "<textarea" not in page
    assert "Nieuw ontwikkelpunt" not in page


def test_a_guest_finds_no_plan(town: Town, login: Any) -> None:
    assert login(town.gast).get(at(town, town.op.plan, PAGE)).status_code == 404


def say(client: Client, person: Person, town: Town, cel: str = "", sinds: str = "") -> dict[str, Any]:
    client.force_login(person.user)
    answer = client.post(at(town, town.op.plan, "aanwezig/"), {"cel": cel, "sinds": sinds})
    return dict(json.loads(answer.content))


def test_two_people_see_where_the_other_is(town: Town, client: Client) -> None:
    cel = f"op-{town.op.punt.pk}_doel"
    assert say(client, town.beleid, town, cel)["mensen"] == []
    seen = say(client, town.lid, town, "<script>")
    assert seen["mensen"] == [{"naam": town.beleid.user.naam, "cel": cel}]
    assert say(client, town.beleid, town)["mensen"][0]["cel"] == ""


def test_what_a_colleague_changed_is_told_and_what_one_changed_oneself_is_not(town: Town, client: Client) -> None:
    since = say(client, town.lid, town)["nu"]
    client.force_login(town.beleid.user)
    cell(client, town, town.op.punt, doel="Nieuw")
    assert say(client, town.lid, town, sinds=since)["rijen"] == [
        {"id": str(town.op.punt.pk), "versie": 2, "wie": town.beleid.user.naam}
    ]
    assert say(client, town.beleid, town, sinds=since)["rijen"] == []
    assert say(client, town.lid, town, sinds="onzin")["rijen"] == []


def test_a_colleague_is_told_which_rows_came_went_or_moved_and_of_a_new_stand(town: Town, client: Client) -> None:
    rows = three(town)
    before = say(client, town.lid, town)
    assert before["tabellen"][TABEL] == crc32(",".join(str(row.pk) for row in rows).encode())
    client.force_login(town.beleid.user)
    post(client, town, f"punt/{rows[0].pk}/plaats/", richting="neer")
    moved = say(client, town.lid, town, sinds=before["nu"])
    assert moved["tabellen"][TABEL] == crc32(",".join(str(rows[n].pk) for n in (1, 0, 2)).encode())
    assert moved["tabellen"]["BF2-02"] == before["tabellen"]["BF2-02"]
    client.force_login(town.beleid.user)
    post(client, town, f"punt/{rows[2].pk}/weg/")
    post(client, town, f"punt/{town.op.punt.pk}/stand/", datum="2026-01-05", tekst="Nieuw")
    told = say(client, town.lid, town, sinds=before["nu"])
    assert told["weg"] == [{"id": str(rows[2].pk), "wie": town.beleid.user.naam}]
    assert {"id": str(town.op.punt.pk), "aantal": 2} in told["standen"]
    assert str(rows[2].pk) not in [each["id"] for each in told["rijen"]]


def test_a_save_that_was_stamped_just_before_a_beat_and_committed_after_it_is_told(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        a_little_before = timezone.now() - datetime.timedelta(seconds=5)
        Ontwikkelpunt.objects.filter(pk=town.op.punt.pk).update(versie=7, gewijzigd_op=a_little_before)
    told = say(client, town.lid, town, sinds=timezone.now().isoformat())
    assert (str(town.op.punt.pk), 7) in [(each["id"], each["versie"]) for each in told["rijen"]]


# --- speed -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("place", "literal"), [(PAGE, 8), ("alles/", 7)])
def test_a_page_asks_as_much_with_three_rows_as_with_one(town: Town, login: Any, place: str, literal: int) -> None:
    client, url = login(town.beleid), at(town, town.op.plan, place)
    count_queries(client, url)
    with_one = count_queries(client, url)
    three(town)
    with_three = count_queries(client, url)
    assert (len(with_one), len(with_three)) == (literal, literal), "\n".join(with_three)
