"""Taking an import back in one go: what landed is undone, what people did since stays and is listed."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ontwikkelplan.models import Ontwikkelpunt, Plan, Stand, Voorstel
from ontwikkelplan.services.punten import add_stand
from ontwikkelplan.uitwisseling.docx_schrijven import maak_docx
from ontwikkelplan.uitwisseling.momentopname import momentopname
from tests.cast import Town
from tests.ontwikkelplan.setting_up import TABEL, at, fresh, make_plan, make_point, text_of
from tests.ontwikkelplan.uitwisseling_hulp import press, replace_text, rows_of, upload
from wijkaanpak.audit.models import Logregel
from wijkaanpak.editing.services import save_fields
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture
def plan(town: Town) -> Plan:
    with tenant_scope(town.gemeente.pk):
        plan = make_plan(town, begin_jaar=2028, eind_jaar=2030, inleiding="Oude inleiding")
        make_point(town, plan, TABEL, doel="Oud een", resultaat="Oud resultaat")
        make_point(town, plan, TABEL, doel="Oud twee")
        return plan


@pytest.fixture
def client(login: Any, town: Town) -> Client:
    return login(town.beleid)  # type: ignore[no-any-return]


def change(town: Town, row: Ontwikkelpunt, **values: str) -> None:
    """Change cells as a colleague does."""
    with tenant_scope(town.gemeente.pk):
        save_fields(row=row, values=values, versie=row.versie, by=town.leider.lid.pk)


def import_word(client: Client, town: Town, plan: Plan, **texts: str) -> str:
    """Let a docx with other texts land; return the address of its proposal."""
    with tenant_scope(town.gemeente.pk):
        data = maak_docx(momentopname(plan))
    for old, new in texts.items():
        data = replace_text(data, old.replace("_", " "), new)
    return str(press(client, upload(client, town, plan, data)).request["PATH_INFO"])


def take_back(client: Client, address: str) -> str:
    return text_of(client.post(address, {"actie": "terug"}, follow=True))


def test_every_cell_has_its_old_text_again_and_the_log_says_so(town: Town, client: Client, plan: Plan) -> None:
    texts = {"Oude_inleiding": "Nieuwe inleiding", "Oud_een": "Nieuw een", "Oud_resultaat": "Nieuw resultaat"}
    address = import_word(client, town, plan, **texts)
    assert [row.doel for row in rows_of(town, plan)] == ["Nieuw een", "Oud twee"]
    page = take_back(client, address)
    assert "Teruggenomen: 3 cellen." in page
    assert "Neem deze import terug" not in page
    assert [(row.doel, row.resultaat) for row in rows_of(town, plan)] == [
        ("Oud een", "Oud resultaat"),
        ("Oud twee", ""),
    ]
    assert fresh(town, plan).inleiding == "Oude inleiding"
    versions = [row.versie for row in rows_of(town, plan)]
    take_back(client, address)  # a double click
    assert [row.versie for row in rows_of(town, plan)] == versions
    with tenant_scope(town.gemeente.pk):
        assert Logregel.objects.filter(handeling="ontwikkelplan import teruggenomen").count() == 1


def test_what_a_colleague_wrote_since_stays_and_is_listed(town: Town, client: Client, plan: Plan) -> None:
    address = import_word(
        client, town, plan, Oud_een="Nieuw een", Oud_resultaat="Nieuw resultaat", Oud_twee="Nieuw twee"
    )
    change(town, rows_of(town, plan)[0], doel="Van een collega", kosten="€ 5, 2028, zelf")
    page = take_back(client, address)
    assert "Teruggenomen: 2 cellen." in page
    assert "daarna gewijzigd" in page
    rows = [(row.doel, row.resultaat, row.kosten) for row in rows_of(town, plan)]
    assert rows == [("Van een collega", "Oud resultaat", "€ 5, 2028, zelf"), ("Oud twee", "", "")]


def test_new_rows_go_unless_someone_wrote_in_them(town: Town, client: Client, plan: Plan) -> None:
    posted = {"tabel": "BF2-02", "kolom": "doel", "tekst": "Gaat weg\tA\nBlijft\tB\nHeeft stand\tC"}
    address = press(client, client.post(at(town, plan, "plakken/"), posted, follow=True)).request["PATH_INFO"]
    gone, written, told = rows_of(town, plan, "BF2-02")
    change(town, written, resultaat="Van een collega")
    with tenant_scope(town.gemeente.pk):
        add_stand(punt=told, datum=timezone.localdate(), tekst="Begonnen", by=town.leider.lid)
    page = take_back(client, address)
    assert "Teruggenomen: 1 nieuwe rij." in page
    assert "2 teksten of rijen zijn blijven staan" in page
    assert [row.vervallen_op is None for row in rows_of(town, plan, "BF2-02")] == [False, True, True]
    assert fresh(town, gone).doel == "Gaat weg"


def test_a_stand_that_came_in_stays_and_a_row_that_was_taken_away_is_left_alone(
    town: Town, client: Client, plan: Plan
) -> None:
    first, second = rows_of(town, plan)
    posted = {
        "tabel": TABEL,
        "kolom": "planning",
        "tekst": "31-3-2028\t1-2-2026: begonnen\n30-6-2028\t",
        "vanaf": first.pk,
    }
    page = client.post(at(town, plan, "plakken/"), posted, follow=True)
    page = press(client, client.post(page.request["PATH_INFO"], {"actie": "over"}, follow=True))
    client.post(at(town, plan, f"punt/{second.pk}/weg/"))
    said = take_back(client, page.request["PATH_INFO"])
    assert "een stand van zaken blijft altijd staan" in said
    assert "deze rij is daarna weggehaald" in said
    assert (fresh(town, first).planning, fresh(town, second).planning) == ("", "30-6-2028")
    with tenant_scope(town.gemeente.pk):
        assert Stand.objects.filter(punt=first).count() == 1


def test_what_lands_after_taking_back_is_taken_back_too(town: Town, client: Client, plan: Plan) -> None:
    posted = {"tabel": "BF2-02", "kolom": "doel", "tekst": "Eerst\tA\nDaarna\tB"}
    page = client.post(at(town, plan, "plakken/"), posted, follow=True)
    address = page.request["PATH_INFO"]
    press(client, page, rijen="0")
    assert "Teruggenomen: 1 nieuwe rij." in take_back(client, address)
    press(client, client.get(address))
    assert "Neem terug wat je plakte" in text_of(client.get(address))
    assert "Teruggenomen: 1 nieuwe rij." in take_back(client, address)
    assert all(row.vervallen_op for row in rows_of(town, plan, "BF2-02"))


def test_taking_rows_back_asks_two_queries_a_row_at_most(town: Town, client: Client, plan: Plan) -> None:
    asked = []
    for count in (1, 6):
        text = "\n".join(f"Nieuw {count} {number}\tBeter" for number in range(count))
        posted = {"tabel": "BF2-02", "kolom": "doel", "tekst": text}
        address = press(client, client.post(at(town, plan, "plakken/"), posted, follow=True)).request["PATH_INFO"]
        with CaptureQueriesContext(connection) as queries:
            client.post(address, {"actie": "terug"})
        asked.append(len(queries))
    assert asked[1] - asked[0] <= 5 * 2


def test_a_closed_plan_takes_nothing_back(town: Town, client: Client, plan: Plan) -> None:
    address = import_word(client, town, plan, Oud_een="Nieuw een")
    with tenant_scope(town.gemeente.pk):
        Plan.objects.filter(pk=plan.pk).update(staat="afgesloten")
    assert client.post(address, {"actie": "terug"}).status_code == 403
    assert rows_of(town, plan)[0].doel == "Nieuw een"
    with tenant_scope(town.gemeente.pk):
        assert Voorstel.objects.filter(plan=plan).count() == 1
