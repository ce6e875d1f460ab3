"""A docx that comes back: per cell what went out, what Word has, what is there now; nothing lands by itself."""

import datetime
from copy import deepcopy
from typing import Any

import pytest
from django.test import Client
from lxml import etree

from ontwikkelplan.models import Ontwikkelpunt, Plan, Stand, Voorstel
from ontwikkelplan.services.punten import add_stand
from ontwikkelplan.uitwisseling.docx_schrijven import maak_docx
from ontwikkelplan.uitwisseling.momentopname import momentopname
from tests.cast import Town
from tests.ontwikkelplan.setting_up import at, fresh
from tests.ontwikkelplan.uitwisseling_hulp import (
    W,
    choices_in,
    edit_xml,
    full_plan,
    libreoffice,
    press,
    replace_text,
    rows_of,
    table_rows,
    template_by_hand,
    type_in_cell,
    upload,
    with_part,
)
from wijkaanpak.editing.services import save_fields, set_aside
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture
def plan(town: Town) -> Plan:
    with tenant_scope(town.gemeente.pk):
        return full_plan(town)


@pytest.fixture
def client(login: Any, town: Town) -> Client:
    return login(town.beleid)  # type: ignore[no-any-return]


def _export(town: Town, plan: Plan) -> bytes:
    with tenant_scope(town.gemeente.pk):
        return maak_docx(momentopname(plan))


def _save(town: Town, row: Ontwikkelpunt, **values: str) -> None:
    with tenant_scope(town.gemeente.pk):
        save_fields(row=row, values=values, versie=row.versie, by=town.leider.lid.pk)


def _standen(town: Town, row: Ontwikkelpunt) -> list[tuple[datetime.date, str]]:
    with tenant_scope(town.gemeente.pk):
        return [(each.datum, each.tekst) for each in Stand.objects.filter(punt=row)]


def test_a_file_that_nobody_changed_has_nothing_to_take_over(client: Client, town: Town, plan: Plan) -> None:
    page = upload(client, town, plan, _export(town, plan)).content.decode()
    assert "Er valt niets over te nemen" in page
    assert "niet herkend" not in page


def test_what_only_word_changed_is_ticked_and_lands_with_its_history(client: Client, town: Town, plan: Plan) -> None:
    edited = replace_text(_export(town, plan), "Alle partners kennen de visie", "Alle partners gebruiken de visie")
    page = upload(client, town, plan, edited)
    assert rows_of(town, plan, "BF2-01")[0].doel == "Alle partners kennen de visie"  # nothing landed yet
    assert choices_in(page)["k-0-doel"] == "over"
    after = press(client, page).content.decode()
    assert after.count("Overgenomen: 1 cel.") == 1
    row = rows_of(town, plan, "BF2-01")[0]
    assert f'/basisfunctie/tijdig-signaleren/#op-{row.pk}">Naar het plan</a>' in after
    assert (row.doel, row.versie, row.gewijzigd_door_id) == (
        "Alle partners gebruiken de visie", 2, town.beleid.lid.pk,
    )  # fmt: skip


def test_what_is_not_ticked_does_not_land_and_stays_readable(client: Client, town: Town, plan: Plan) -> None:
    edited = replace_text(_export(town, plan), "Alle partners kennen de visie", "Alle partners gebruiken de visie")
    page = upload(client, town, plan, edited)
    after = press(client, page, **{"k-0-doel": None}).content.decode()
    assert rows_of(town, plan, "BF2-01")[0].doel == "Alle partners kennen de visie"
    assert "niet overgenomen" in after and "Alle partners gebruiken de visie" in after


def test_what_both_changed_shows_both_texts_and_waits_for_a_choice(client: Client, town: Town, plan: Plan) -> None:
    data = _export(town, plan)
    row = rows_of(town, plan, "BF2-01")[0]
    _save(town, row, doel="Partners en inwoners kennen de visie")
    page = upload(client, town, plan, replace_text(data, row.doel, "Alle partners gebruiken de visie"))
    text = page.content.decode()
    assert "Partners en inwoners kennen de visie" in text and "Alle partners gebruiken de visie" in text
    assert "k-0-doel" not in choices_in(page)
    still = press(client, page)  # without a choice nothing happens to it
    assert "k-0-doel" in still.content.decode()
    assert fresh(town, row).doel == "Partners en inwoners kennen de visie"
    done = press(client, still, **{"k-0-doel": "zelf", "t-0-doel": "Partners en inwoners\ngebruiken de visie"})
    assert "Overgenomen" in done.content.decode()
    assert fresh(town, row).doel == "Partners en inwoners\ngebruiken de visie"


@pytest.mark.parametrize(("choice", "expected"), [("over", "Uit Word"), ("houd", "Van een collega")])
def test_a_choice_between_two_texts_is_followed(
    client: Client, town: Town, plan: Plan, choice: str, expected: str
) -> None:
    data = _export(town, plan)
    row = rows_of(town, plan, "BF2-01")[0]
    _save(town, row, doel="Van een collega")
    page = upload(client, town, plan, replace_text(data, row.doel, "Uit Word"))
    press(client, page, **{"k-0-doel": choice})
    assert fresh(town, row).doel == expected


def test_a_change_between_looking_and_pressing_shows_again(client: Client, town: Town, plan: Plan) -> None:
    page = upload(client, town, plan, replace_text(_export(town, plan), "Alle partners kennen de visie", "Uit Word"))
    row = rows_of(town, plan, "BF2-01")[0]
    _save(town, row, doel="Van een collega")
    after = press(client, page)
    assert "intussen door een collega gewijzigd" in after.content.decode()
    assert "Uit Word" in after.content.decode() and "Van een collega" in after.content.decode()
    assert fresh(town, row).doel == "Van een collega"


def test_a_cell_that_was_emptied_in_word_is_a_change_too(client: Client, town: Town, plan: Plan) -> None:
    page = upload(client, town, plan, replace_text(_export(town, plan), "Eén zin", ""))
    press(client, page)
    assert rows_of(town, plan, "BF1-01")[0].doel == ""


def test_the_stand_van_zaken_is_only_added_to(client: Client, town: Town, plan: Plan) -> None:
    row = rows_of(town, plan, "BF2-01")[0]
    data = _export(town, plan)
    with tenant_scope(town.gemeente.pk):  # a colleague adds one meanwhile
        add_stand(punt=row, datum=datetime.date(2026, 10, 1), tekst="Van een collega.", by=town.leider.lid)
    edited = replace_text(data, "20-9-2026: 6 van 9 scholen bezocht: goed.", "5-10-2026: Alle 9 bezocht.")
    page = upload(client, town, plan, edited)
    assert "1 eerdere stand van zaken staat er niet meer zo in" in page.content.decode()
    press(client, page)
    assert _standen(town, row) == [
        (datetime.date(2026, 10, 5), "Alle 9 bezocht."),
        (datetime.date(2026, 10, 1), "Van een collega."),
        (datetime.date(2026, 9, 20), "6 van 9 scholen bezocht: goed."),
        (datetime.date(2026, 9, 3), "Gestart.\nMet drie scholen."),
    ]


def test_a_row_that_was_removed_in_word_is_reported_and_stays(client: Client, town: Town, plan: Plan) -> None:
    def remove(root: etree._Element) -> None:
        row = table_rows(root, "1.1")[1]
        parent = row.getparent()
        assert parent is not None
        parent.remove(row)

    page = upload(client, town, plan, edit_xml(_export(town, plan), remove)).content.decode()
    assert "Niet meer in het bestand" in page and "Eén zin" in page
    assert rows_of(town, plan, "BF1-01")[0].vervallen_op is None


def test_a_row_that_was_typed_in_word_becomes_a_new_row(client: Client, town: Town, plan: Plan) -> None:
    def add(root: etree._Element) -> None:
        cells = list(table_rows(root, "3.1")[1].iter(f"{W}tc"))
        for cell, text in zip(cells[:3], ("Nieuw doel", "Beter", "1. Doen"), strict=True):
            type_in_cell(cell, text)

    page = upload(client, town, plan, edit_xml(_export(town, plan), add))
    assert "Nieuwe rij" in page.content.decode()
    assert "1 nieuwe rij" in press(client, page).content.decode()
    (made,) = [row for row in rows_of(town, plan) if row.doel == "Nieuw doel"]
    assert (made.tabel, made.resultaat, made.stappen) == ("TAB-BF3", "Beter", "1. Doen")


def test_a_row_that_was_copied_in_word_is_a_new_row_and_the_first_stays_itself(
    client: Client, town: Town, plan: Plan
) -> None:
    def copy(root: etree._Element) -> None:
        row = table_rows(root, "1.1")[1]
        twin = deepcopy(row)
        next(twin.iter(f"{W}t")).text = "Een zin erbij"
        row.addnext(twin)

    press(client, upload(client, town, plan, edit_xml(_export(town, plan), copy)))
    assert [row.doel for row in rows_of(town, plan, "BF1-01")] == ["Eén zin", "Een zin erbij"]


def test_pressing_twice_lands_once(client: Client, town: Town, plan: Plan) -> None:
    def add(root: etree._Element) -> None:
        type_in_cell(next(table_rows(root, "3.1")[1].iter(f"{W}tc")), "Nieuw doel")

    page = upload(client, town, plan, edit_xml(_export(town, plan), add))
    press(client, page)
    press(client, page)
    assert [row.doel for row in rows_of(town, plan)].count("Nieuw doel") == 1


def test_reading_the_same_file_again_brings_no_row_twice(client: Client, town: Town, plan: Plan) -> None:
    def add(root: etree._Element) -> None:
        type_in_cell(next(table_rows(root, "3.1")[1].iter(f"{W}tc")), "Nieuw doel")

    data = edit_xml(_export(town, plan), add)
    press(client, upload(client, town, plan, data))
    assert "Er valt niets over te nemen" in upload(client, town, plan, data).content.decode()


def test_the_same_file_twice_is_one_proposal_while_it_waits(client: Client, town: Town) -> None:
    data = template_by_hand(town.op.plan, rows=2)
    first, second = (upload(client, town, town.op.plan, data) for _n in range(2))
    assert first.request["PATH_INFO"] == second.request["PATH_INFO"]


def test_a_new_row_that_a_colleague_made_meanwhile_is_shown_as_that_row(client: Client, town: Town) -> None:
    plan = town.op.plan
    data = template_by_hand(plan, rows=1)
    mine, other = upload(client, town, plan, data), upload(client, town, plan, with_part(data, "x.xml", b"<x/>"))
    press(client, other)
    (row,) = [row for row in rows_of(town, plan) if row.doel.startswith("Doel ")]
    _save(town, row, uitvoerder="Een ander team")
    page = client.get(mine.request["PATH_INFO"])
    assert "Nieuwe rij" not in page.content.decode() and "Een ander team" in page.content.decode()
    press(client, page, **{"k-0-uitvoerder": "over"})
    assert fresh(town, row).uitvoerder == "Team"


def test_pressing_without_a_choice_says_how_many_still_wait(client: Client, town: Town, plan: Plan) -> None:
    data = _export(town, plan)
    row = rows_of(town, plan, "BF2-01")[0]
    _save(town, row, doel="Van een collega")
    page = upload(client, town, plan, replace_text(data, row.doel, "Uit Word"))
    assert "Kies nog een van de drie" not in page.content.decode()
    after = press(client, page).content.decode()
    assert "1 tekst wacht nog op je keuze" in after
    assert "Kies nog een van de drie" in after


def test_a_cell_that_may_not_be_stored_says_why_and_can_be_mended_there(client: Client, town: Town, plan: Plan) -> None:
    page = upload(client, town, plan, replace_text(_export(town, plan), "31-12-2027", "eind 2027"))
    assert "Schrijf een dag, bijvoorbeeld 31-3-2027" in page.content.decode()
    refused = press(client, page)
    assert refused.status_code == 422
    assert "Er is nog niets overgenomen" in refused.content.decode()
    assert rows_of(town, plan, "BF2-01")[1].planning == "31-12-2027"
    press(client, refused, **{"t-0-planning": "15-12-2027"})
    assert rows_of(town, plan, "BF2-01")[1].planning == "15-12-2027"


def test_one_wrong_cell_keeps_the_right_ones_from_landing_and_what_was_typed_stays(
    client: Client, town: Town, plan: Plan
) -> None:
    data = replace_text(_export(town, plan), "31-12-2027", "eind 2027")
    page = upload(client, town, plan, replace_text(data, "Alle partners kennen de visie", "Anders"))
    refused = press(client, page, **{"t-1-planning": "kwartaal 4"})
    assert refused.status_code == 422
    assert choices_in(refused)["t-1-planning"] == "kwartaal 4"
    assert rows_of(town, plan, "BF2-01")[0].doel == "Alle partners kennen de visie"


def test_a_row_that_was_taken_away_meanwhile_is_shown_and_left_alone(client: Client, town: Town, plan: Plan) -> None:
    data = replace_text(_export(town, plan), "Eén zin", "Twee zinnen")
    row = rows_of(town, plan, "BF1-01")[0]
    with tenant_scope(town.gemeente.pk):
        set_aside(row=row, gone=True, by=town.leider.lid.pk)
    page = upload(client, town, plan, data)
    assert "intussen uit het plan gehaald" in page.content.decode()
    press(client, page)
    assert fresh(town, row).doel == "Eén zin"


def test_the_texts_of_the_plan_itself_come_back_too(client: Client, town: Town, plan: Plan) -> None:
    press(client, upload(client, town, plan, replace_text(_export(town, plan), "Tweede regel.", "Nieuwe regel.")))
    assert fresh(town, plan).inleiding == "Eerste regel.\nNieuwe regel."


def test_a_text_that_was_typed_between_the_tables_is_listed(client: Client, town: Town, plan: Plan) -> None:
    def add(root: etree._Element) -> None:
        body = root.find(f"{W}body")
        assert body is not None
        paragraph = etree.Element(f"{W}p")
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = "Vraag aan de wethouder"
        body.insert(5, paragraph)

    page = upload(client, town, plan, edit_xml(_export(town, plan), add)).content.decode()
    assert "1 stuk niet herkend" in page and "Vraag aan de wethouder" in page


def test_closing_leaves_the_rest_as_it_is(client: Client, town: Town, plan: Plan) -> None:
    page = upload(client, town, plan, replace_text(_export(town, plan), "Eén zin", "Twee zinnen"))
    after = client.post(page.request["PATH_INFO"], {"actie": "sluit"}, follow=True).content.decode()
    assert "1 tekst niet overgenomen" in after and "Twee zinnen" in after
    assert rows_of(town, plan, "BF1-01")[0].doel == "Eén zin"
    with tenant_scope(town.gemeente.pk):
        assert Voorstel.objects.latest("op").afgehandeld_op is not None


# --- LibreOffice ----------------------------------------------------------------------------------------


def test_a_file_that_libreoffice_saved_after_edits_merges_with_a_colleague_and_loses_nothing(
    client: Client, town: Town, plan: Plan
) -> None:
    def edit(root: etree._Element) -> None:
        type_in_cell(next(table_rows(root, "3.1")[1].iter(f"{W}tc")), "Nieuw doel")

    saved = libreoffice(_export(town, plan), "docx")
    saved = edit_xml(replace_text(saved, "Alle partners kennen de visie", "Uit LibreOffice"), edit)
    saved = libreoffice(saved, "docx")
    row = rows_of(town, plan, "BF2-01")[0]
    _save(town, row, resultaat="Van een collega")
    page = upload(client, town, plan, saved)
    assert set(choices_in(page)) == {"rijen", "versie-0", "k-0-doel", "k-1"}
    press(client, page)
    row = fresh(town, row)
    assert (row.doel, row.resultaat) == ("Uit LibreOffice", "Van een collega")
    assert [each.doel for each in rows_of(town, plan, "TAB-BF3")] == ["Nieuw doel"]


def test_a_file_that_lost_all_its_marks_is_matched_by_goal_and_order_and_says_so(
    client: Client, town: Town, plan: Plan
) -> None:
    def strip(root: etree._Element) -> None:
        for mark in [*root.iter(f"{W}tag"), *root.iter(f"{W}bookmarkStart"), *root.iter(f"{W}bookmarkEnd")]:
            parent = mark.getparent()
            assert parent is not None
            parent.remove(mark)

    data = replace_text(edit_xml(_export(town, plan), strip), "Eén zin", "Twee zinnen")
    page = upload(client, town, plan, data)
    assert "merktekens van wijkaanpak zijn uit dit bestand verdwenen" in page.content.decode()
    assert "Nieuwe rij" not in page.content.decode()
    press(client, page, **{"k-0-doel": "over"})
    assert [row.doel for row in rows_of(town, plan, "BF1-01")] == ["Twee zinnen"]


# --- the template, filled by hand -----------------------------------------------------------------------


@pytest.mark.parametrize("through", ["word", "libreoffice"])
def test_the_empty_template_filled_by_hand_with_30_rows_comes_in(client: Client, town: Town, through: str) -> None:
    plan = town.op.plan
    data = template_by_hand(plan)
    page = upload(client, town, plan, libreoffice(data, "docx") if through == "libreoffice" else data)
    assert page.content.decode().count("Nieuwe rij") == 30
    assert "30 nieuwe rijen" in press(client, page).content.decode()
    made = [row for row in rows_of(town, plan) if row.doel.startswith("Doel ")]
    assert len(made) == 30 and len({row.tabel for row in made}) == 24
    with tenant_scope(town.gemeente.pk):
        from ontwikkelplan.inhoud import tabel_van

        assert all(row.doel.endswith(f" in {tabel_van(plan, row.tabel).nummer}") for row in made)  # type: ignore[union-attr]
    assert (made[0].stappen, made[0].planning) == ("Eerst dit\nDan dat", "31-3-2027")
    assert all(len(_standen(town, row)) == 1 for row in made)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_proposal_takes_the_same_queries_whatever_its_size(
    client: Client, town: Town, plan: Plan, rows: int, django_assert_num_queries: Any
) -> None:
    page = upload(client, town, town.op.plan, template_by_hand(town.op.plan, rows=rows))
    with django_assert_num_queries(11):
        client.get(page.request["PATH_INFO"])


def test_a_proposal_of_another_plan_is_not_there(client: Client, town: Town, plan: Plan) -> None:
    assert client.get(at(town, plan, f"voorstel/{town.op.voorstel.pk}/")).status_code == 404
