"""An xlsx that comes back, ours or someone's own."""

import datetime
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.workbook import Workbook as Book

from ontwikkelplan.models import Plan
from ontwikkelplan.uitwisseling.bladen import maak_xlsx
from ontwikkelplan.uitwisseling.momentopname import momentopname
from tests.cast import Town
from tests.ontwikkelplan.setting_up import make_point
from tests.ontwikkelplan.uitwisseling_hulp import choices_in, full_plan, libreoffice, press, rows_of, upload
from wijkaanpak.editing.services import save_fields
from wijkaanpak.tenancy.scope import tenant_scope

HEADERS = [
    "Tabel", "Ontwikkelpunt", "Beoogd resultaat", "Verbeteractie", "Kosten en dekking", "Uitvoerder", "Planning",
    "Stand van zaken",
]  # fmt: skip


@pytest.fixture
def plan(town: Town) -> Plan:
    with tenant_scope(town.gemeente.pk):
        return full_plan(town)


@pytest.fixture
def client(login: Any, town: Town) -> Client:
    return login(town.beleid)  # type: ignore[no-any-return]


@pytest.fixture
def data(town: Town, plan: Plan) -> bytes:
    with tenant_scope(town.gemeente.pk):
        return maak_xlsx(momentopname(plan))


def _saved(book: Book) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _own(rows: list[list[Any]], sheet: str = "Plan") -> bytes:
    book = Workbook()
    book.worksheets[0].title = sheet
    for row in rows:
        book.worksheets[0].append(row)
    return _saved(book)


def _find(book: Book, text: str) -> Any:
    """The cell with a text, on the sheet of its basisfunctie."""
    return next(cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == text)


def test_a_file_that_nobody_changed_has_nothing_to_take_over(
    client: Client, town: Town, plan: Plan, data: bytes
) -> None:
    assert "Er valt niets over te nemen" in upload(client, town, plan, data, "plan.xlsx").content.decode()


def test_a_file_that_libreoffice_saved_has_nothing_to_take_over_either(
    client: Client, town: Town, plan: Plan, data: bytes
) -> None:
    page = upload(client, town, plan, libreoffice(data, "xlsx"), "plan.xlsx").content.decode()
    assert "Er valt niets over te nemen" in page


@pytest.mark.parametrize("through", ["excel", "libreoffice"])
def test_a_cell_that_was_changed_on_one_of_its_two_sheets_lands(
    client: Client, town: Town, plan: Plan, data: bytes, through: str
) -> None:
    book = load_workbook(BytesIO(data))
    _find(book, "Alle partners kennen de visie").value = "Uit Excel"
    changed = _saved(book)
    page = upload(client, town, plan, libreoffice(changed, "xlsx") if through == "libreoffice" else changed, "p.xlsx")
    assert choices_in(page)["k-0-doel"] == "over"
    press(client, page)
    assert rows_of(town, plan, "BF2-01")[0].doel == "Uit Excel"


def test_two_texts_on_two_sheets_are_both_shown(client: Client, town: Town, plan: Plan, data: bytes) -> None:
    book = load_workbook(BytesIO(data))
    _find(book, "Eén zin").value = "Op het ene blad"
    _find(book, "Eén zin").value = "Op het andere blad"
    page = upload(client, town, plan, _saved(book), "plan.xlsx").content.decode()
    assert "Op het ene blad" in page and "Op het andere blad" in page


def test_rows_that_were_sorted_stay_themselves(client: Client, town: Town, plan: Plan, data: bytes) -> None:
    book = load_workbook(BytesIO(data))
    sheet = book[book.sheetnames[1]]
    first, second = ([cell.value for cell in sheet[n]] for n in (2, 3))
    for column, (one, other) in enumerate(zip(second, first, strict=True), start=1):
        sheet.cell(2, column).value, sheet.cell(3, column).value = one, other
    assert "Er valt niets over te nemen" in upload(client, town, plan, _saved(book), "plan.xlsx").content.decode()


def test_a_row_that_was_typed_below_a_table_becomes_a_row_of_that_table(
    client: Client, town: Town, plan: Plan, data: bytes
) -> None:
    book = load_workbook(BytesIO(data))
    sheet = book[book.sheetnames[1]]
    sheet.append(["2.3", "", "Nieuw doel", "Beter", "1. Doen", "", "", "31-3-2027"])
    press(client, upload(client, town, plan, _saved(book), "plan.xlsx"))
    (made,) = rows_of(town, plan, "BF2-03")
    assert (made.doel, made.planning) == ("Nieuw doel", "31-3-2027")


def test_a_formula_is_refused_and_can_be_mended_there(client: Client, town: Town, plan: Plan, data: bytes) -> None:
    book = load_workbook(BytesIO(data))
    cell = _find(book, "Eén zin")
    cell.value, cell.data_type = "=HYPERLINK(A1)", "f"
    page = upload(client, town, plan, _saved(book), "plan.xlsx")
    assert "Hier staat een formule. Typ de uitkomst ervan." in page.content.decode()
    refused = press(client, page)
    assert refused.status_code == 422
    assert rows_of(town, plan, "BF1-01")[0].doel == "Eén zin"
    press(client, refused, **{"t-0-doel": "Gewone tekst"})
    assert rows_of(town, plan, "BF1-01")[0].doel == "Gewone tekst"


def test_a_file_of_ones_own_is_read_by_the_names_of_its_columns(client: Client, town: Town) -> None:
    rows: list[list[Any]] = [
        ["Ons plan"],
        HEADERS,
        ["2.1", "Doel een", "Beter", "1. Doen", 6000, "Team", datetime.date(2027, 3, 31), "1-2-2026: begonnen"],
        ["", "Doel twee", "", "", "", "", "", ""],
        ["9.9", "Doel drie", "", "", "", "", "", ""],
    ]
    plan = town.op.plan
    page = upload(client, town, plan, _own(rows), "eigen.xlsx")
    press(client, page)
    made = [row for row in rows_of(town, plan, "BF2-01") if row.doel.startswith("Doel")]
    assert [(row.doel, row.kosten, row.planning) for row in made[:2]] == [
        ("Doel een", "6000", "31-3-2027"), ("Doel twee", "", ""),
    ]  # fmt: skip
    assert "Ons plan" in page.content.decode()


def test_a_row_of_a_table_that_is_not_there_is_listed(client: Client, town: Town) -> None:
    rows = [HEADERS, ["9.9", "Doel drie", "", "", "", "", "", ""]]
    page = upload(client, town, town.op.plan, _own(rows), "eigen.xlsx").content.decode()
    assert "1 stuk niet herkend" in page and "Doel drie" in page


def test_a_column_that_is_missing_leaves_its_cells_alone_and_is_named(
    client: Client, town: Town, plan: Plan, data: bytes
) -> None:
    book = load_workbook(BytesIO(data))
    for sheet in book:
        sheet.delete_cols(6)  # Kosten en dekking
    page = upload(client, town, plan, _saved(book), "plan.xlsx").content.decode()
    assert "mist deze kolommen: Kosten en dekking" in page
    assert "Er valt niets over te nemen" in page
    assert rows_of(town, plan, "BF2-01")[0].kosten.startswith("€ 6.000")


def test_a_sheet_without_our_columns_says_so(client: Client, town: Town) -> None:
    answer = upload(client, town, town.op.plan, _own([["Naam", "Adres"], ["a", "b"]]), "adressen.xlsx")
    assert answer.status_code == 422
    assert "geen tabel met de kolommen van een ontwikkelplan" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [("=NOW()", "Hier staat een formule."), ("1-1-2090: klaar", "01-01-2090 moet nog komen.")],
)
def test_a_stand_from_a_file_obeys_the_rules_of_a_stand_that_is_typed(
    client: Client, town: Town, plan: Plan, data: bytes, typed: str, says: str
) -> None:
    book = load_workbook(BytesIO(data))
    sheet = book[book.sheetnames[1]]
    sheet.append(["2.3", "", "Nieuw doel", "", "", "", "", "", typed])
    page = press(client, upload(client, town, plan, _saved(book), "plan.xlsx"))
    assert says in page.content.decode()
    assert rows_of(town, plan, "BF2-03") == []


# --- what we do not take over is named ------------------------------------------------------------------


def test_columns_that_we_do_not_know_are_listed(client: Client, town: Town, plan: Plan, data: bytes) -> None:
    book = load_workbook(BytesIO(data))
    cell = _find(book, "Eén zin")
    sheet = cell.parent
    sheet.cell(1, 20).value, sheet.cell(cell.row, 20).value = "Opmerking", "Vraag dit na"
    sheet.cell(cell.row, 61).value = "heel ver"
    page = upload(client, town, plan, _saved(book), "plan.xlsx").content.decode()
    assert "Opmerking: Vraag dit na" in page
    assert "meer dan 60 kolommen" in page


def test_our_own_columns_that_only_tell_are_compared_with_the_plan(
    client: Client, town: Town, plan: Plan, data: bytes
) -> None:
    book = load_workbook(BytesIO(data))
    for sheet in book:  # on both sheets, and named once
        for row in sheet.iter_rows(min_row=2):
            if row[2].value == "Eén zin":
                row[9].value, row[11].value = "Gereed", "1.1"
    page = upload(client, town, plan, _saved(book), "plan.xlsx").content.decode()
    assert page.count("Gereed (in het plan: Niet gestart)") == 1
    assert page.count("1.1 (in het plan: leeg)") == 1
    assert "Lokaal (in het plan" not in page


def test_a_status_that_a_colleague_changed_since_is_no_news(
    client: Client, town: Town, plan: Plan, data: bytes
) -> None:
    row = rows_of(town, plan, "BF1-01")[0]
    with tenant_scope(town.gemeente.pk):
        save_fields(row=row, values={"status": "bezig"}, versie=row.versie, by=town.leider.lid.pk)
    assert "in het plan: Bezig" not in upload(client, town, plan, data, "plan.xlsx").content.decode()


def test_a_row_whose_only_text_was_cleared_is_a_change_and_not_gone(
    client: Client, town: Town, plan: Plan, data: bytes
) -> None:
    book = load_workbook(BytesIO(data))
    for _sheet in range(2):
        _find(book, "Eén zin").value = None
    page = upload(client, town, plan, _saved(book), "plan.xlsx")
    assert "Niet meer in het bestand" not in page.content.decode()
    press(client, page)
    assert rows_of(town, plan, "BF1-01")[0].doel == ""


def test_a_blank_row_of_the_plan_is_not_gone(client: Client, town: Town, plan: Plan) -> None:
    with tenant_scope(town.gemeente.pk):
        make_point(town, plan, "BF1-02")
        data = maak_xlsx(momentopname(plan))
    page = upload(client, town, plan, data, "plan.xlsx").content.decode()
    assert "Niet meer in het bestand" not in page and "Er valt niets over te nemen" in page
