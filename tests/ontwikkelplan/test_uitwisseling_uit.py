"""What goes out: every cell of a file equals the stored one, in each kind of file."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from docx import Document
from lxml import etree
from odfdo import Document as Odf
from odfdo import Table
from openpyxl import load_workbook

from ontwikkelplan.models import Planpdf, Voorstel
from ontwikkelplan.uitwisseling.bladen import maak_ods, maak_xlsx, naar_cel, uit_cel
from ontwikkelplan.uitwisseling.docx_schrijven import maak_docx
from ontwikkelplan.uitwisseling.momentopname import Momentopname, momentopname
from ontwikkelplan.uitwisseling.odt import maak_odt
from tests.cast import Town
from tests.ontwikkelplan.setting_up import at, make_plan, make_point, stored
from tests.ontwikkelplan.uitwisseling_hulp import (
    W,
    by_number,
    cells_of,
    docx_cells,
    full_plan,
    libreoffice,
    lines_of,
    sheet_cells,
    table_rows,
    without_tabs,
)
from wijkaanpak.editing.services import set_aside
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture
def opname(town: Town) -> Momentopname:
    with tenant_scope(town.gemeente.pk):
        return momentopname(full_plan(town))


def _expected(opname: Momentopname) -> list[tuple[str, str, str]]:
    return [(rij.id.hex, name, text) for _tabel, rij in opname.rijen() for name, text in rij.cellen().items()]


# --- the snapshot ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_a_snapshot_takes_five_queries_whatever_the_size(town: Town, rows: int, django_assert_num_queries: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        plan = make_plan(town, begin_jaar=2031, eind_jaar=2033)
        for _n in range(rows):
            make_point(town, plan, doel="Doel")
        plan = type(plan).objects.get(pk=plan.pk)
        with django_assert_num_queries(5):
            momentopname(plan)


def test_a_snapshot_has_the_whole_plan_and_survives_json(opname: Momentopname) -> None:
    assert [len(deel.tabellen) for deel in opname.basisfuncties] == [11, 3, 1, 5, 4]
    assert [len(groep.documenten) for groep in opname.documenten] == [9, 3, 0]
    assert (opname.inleiding, opname.aanvullingen) == ("Eerste regel.\nTweede regel.", "Nog iets.")
    assert [len(rij.standen) for _tabel, rij in opname.rijen()] == [0, 2, 0, 0]
    again = Momentopname.model_validate(json.loads(json.dumps(opname.model_dump(mode="json"))))
    assert again == opname


def test_a_row_that_was_taken_away_is_not_in_it(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        set_aside(row=town.op.punt, gone=True, by=town.beleid.lid.pk)
        assert list(momentopname(town.op.plan).rijen()) == []


# --- Word -----------------------------------------------------------------------------------------------


def test_every_cell_of_the_docx_equals_the_stored_one_and_says_which_it_is(opname: Momentopname) -> None:
    assert docx_cells(maak_docx(opname)) == _expected(opname)


def test_every_cell_still_equals_after_libreoffice_saved_the_docx(opname: Momentopname) -> None:
    assert docx_cells(libreoffice(maak_docx(opname), "docx")) == _expected(opname)


def test_the_docx_has_24_tables_with_seven_columns_and_room_to_type_on_lying_paper(opname: Momentopname) -> None:
    word = Document(BytesIO(maak_docx(opname)))
    assert len(word.tables) == 24
    root = word.element
    assert {len(table.findall(f"{W}tblGrid/{W}gridCol")) for table in root.iter(f"{W}tbl")} == {7}
    assert all(len(table.findall(f"{W}tr")) >= 2 for table in root.iter(f"{W}tbl"))
    assert all(table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in root.iter(f"{W}tbl"))
    assert (word.sections[0].page_width or 0) > (word.sections[0].page_height or 0)
    assert len(table_rows(root, "2.1")) == 3
    headings = [p.text for p in word.paragraphs if (p.style and p.style.name) == "Heading 2"]
    assert headings[:2] == ["Inleiding", "Algemene informatie"] and len(headings) == 7


def test_a_tag_fits_in_what_word_takes(opname: Momentopname) -> None:
    root = Document(BytesIO(maak_docx(opname))).element
    assert max(len(tag.get(f"{W}val")) for tag in root.iter(f"{W}tag")) <= 64
    names = [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")]
    assert max(map(len, names)) <= 40
    assert len(names) == len(set(names))


# --- Excel and ODF --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["=1+1", "'=1+1", "''=1", "+31", "-5", "@x", "gewoon", "'s ochtends", "", "a=b", "\ttab"],
)
def test_a_text_in_a_cell_reads_back_as_it_was_and_is_never_a_formula(text: str) -> None:
    assert uit_cel(naar_cel(text)) == text
    assert not naar_cel(text).startswith(("=", "+", "-", "@", "\t"))


def test_every_cell_of_the_xlsx_equals_the_stored_one(opname: Momentopname) -> None:
    book = load_workbook(BytesIO(maak_xlsx(opname)))
    assert len(book.sheetnames) == 6
    everything = [list(row) for row in book[book.sheetnames[-1]].iter_rows(values_only=True)]
    assert sheet_cells(everything) == by_number(opname)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    assert book.worksheets[0].column_dimensions["M"].hidden


def test_the_ids_of_the_xlsx_are_hidden_and_there(opname: Momentopname) -> None:
    sheet = load_workbook(BytesIO(maak_xlsx(opname))).worksheets[-1]
    ids = [(row[12], row[13]) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert ids == [(str(rij.id), str(rij.versie)) for _tabel, rij in opname.rijen()]


def test_every_cell_of_the_ods_equals_the_stored_one(opname: Momentopname) -> None:
    table: Any = Odf(BytesIO(maak_ods(opname))).body.get_tables()[-1]
    rows = [[lines_of(cell) for cell in row.get_cells()] for row in table.traverse()]
    assert sheet_cells(rows) == without_tabs(by_number(opname))


def test_every_cell_of_the_odt_equals_the_stored_one(opname: Momentopname) -> None:
    document = Odf(BytesIO(maak_odt(opname)))
    tables: list[Table] = document.body.get_tables()
    assert len(tables) == 24
    found = [[lines_of(cell) for cell in row.get_cells()] for table in tables for row in list(table.traverse())[1:]]
    assert [row for row in found if any(row)] == [list(cells.values()) for _tabel, cells in cells_of(opname)]


def test_libreoffice_opens_the_odf_files_and_has_their_words(opname: Momentopname) -> None:
    text = libreoffice(maak_odt(opname), "odt", to="txt").decode()
    assert "Alle partners kennen de visie" in text and "6 van 9 scholen bezocht: goed." in text


def test_every_cell_of_the_ods_still_equals_after_libreoffice_read_it(opname: Momentopname) -> None:
    book = load_workbook(BytesIO(libreoffice(maak_ods(opname), "ods", to="xlsx")))
    everything = [list(row) for row in book.worksheets[-1].iter_rows(values_only=True)]
    assert sheet_cells(everything) == without_tabs(by_number(opname))


@pytest.mark.parametrize(
    ("text", "in_cell"),
    [
        ("- eerst\n- dan (gereed)", "- eerst\n- dan (gereed)"),
        ("- cmd|' /C calc'!A0", "'- cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("- SOM(A1)", "'- SOM(A1)"),
        ("=1+1", "'=1+1"),
        ("'- eerst", "''- eerst"),
    ],
)
def test_a_list_stays_a_list_and_a_formula_stays_a_text(text: str, in_cell: str) -> None:
    assert naar_cel(text) == in_cell
    assert uit_cel(in_cell) == text


def test_a_list_with_an_apostrophe_of_an_older_file_is_read_without_it() -> None:
    assert uit_cel("'- eerst") == "- eerst"


# --- the page and the downloads -------------------------------------------------------------------------


@pytest.mark.parametrize(("soort", "start"), [("docx", b"PK"), ("xlsx", b"PK"), ("odt", b"PK"), ("ods", b"PK")])
def test_a_file_comes_as_a_download_with_a_name_of_the_plan(login: Any, town: Town, soort: str, start: bytes) -> None:
    answer = login(town.leider).get(at(town, town.op.plan, f"bestanden/{soort}/"))
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert f".{soort}" in answer["Content-Disposition"] and "attachment" in answer["Content-Disposition"]


def test_there_is_no_file_of_a_kind_we_do_not_make(login: Any, town: Town) -> None:
    assert login(town.beleid).get(at(town, town.op.plan, "bestanden/exe/")).status_code == 404


def test_the_page_says_what_each_file_is_for_and_only_a_beleidsmedewerker_reads_in(login: Any, town: Town) -> None:
    page = login(town.beleid).get(at(town, town.op.plan, "bestanden/")).content.decode()
    assert all(word in page for word in ("Word (docx)", "Excel (xlsx)", "Maak een pdf", "Tekst (odt)", "Lees in"))
    assert "Lees in" not in login(town.leider).get(at(town, town.op.plan, "bestanden/")).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_queries_whatever_stands_on_it(
    login: Any, town: Town, rows: int, django_assert_num_queries: Any
) -> None:
    client: Client = login(town.beleid)
    with tenant_scope(town.gemeente.pk):
        for _n in range(rows):
            stored(town, Voorstel(plan=town.op.plan, soort="word", inhoud={}, door=town.beleid.lid))
            stored(town, Planpdf(plan=town.op.plan, inhoud={}, sjabloon=1, gevraagd_door=town.beleid.lid))
    client.get(at(town, town.op.plan, "bestanden/"))
    with django_assert_num_queries(11):
        client.get(at(town, town.op.plan, "bestanden/"))


def test_a_plan_of_480_rows_is_a_docx_within_some_seconds(opname: Momentopname) -> None:
    rij = next(rij for _tabel, rij in opname.rijen())
    full = opname.model_copy(
        update={
            "basisfuncties": tuple(
                deel.model_copy(
                    update={"tabellen": tuple(t.model_copy(update={"rijen": (rij,) * 20}) for t in deel.tabellen)}
                )
                for deel in opname.basisfuncties
            )
        }
    )
    root = etree.fromstring(etree.tostring(Document(BytesIO(maak_docx(full))).element))
    assert sum(1 for _row in root.iter(f"{W}tr")) == 24 * 21
