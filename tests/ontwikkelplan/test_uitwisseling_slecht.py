"""Files that do harm, or that we can't take: a clear message, and nothing changed."""

import time
import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from docx import Document
from lxml import etree
from openpyxl import Workbook

from ontwikkelplan.models import Ontwikkelpunt, Plan, Stand, Voorstel
from ontwikkelplan.uitwisseling.bladen import maak_xlsx
from ontwikkelplan.uitwisseling.docx_schrijven import maak_docx
from ontwikkelplan.uitwisseling.lezen import lees_bestand
from ontwikkelplan.uitwisseling.momentopname import momentopname
from tests.cast import Cast, Town
from tests.ontwikkelplan.setting_up import add_plan, make_plan
from tests.ontwikkelplan.uitwisseling_hulp import (
    HEADERS,
    W,
    edit_xml,
    full_plan,
    press,
    replace_text,
    rows_of,
    table_rows,
    upload,
    with_part,
)
from wijkaanpak.tenancy.scope import tenant_scope

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301"
    "0100c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture
def plan(town: Town) -> Plan:
    with tenant_scope(town.gemeente.pk):
        return full_plan(town)


@pytest.fixture
def client(login: Any, town: Town) -> Client:
    return login(town.beleid)  # type: ignore[no-any-return]


@pytest.fixture
def docx(town: Town, plan: Plan) -> bytes:
    with tenant_scope(town.gemeente.pk):
        return maak_docx(momentopname(plan))


@pytest.fixture
def xlsx(town: Town, plan: Plan) -> bytes:
    with tenant_scope(town.gemeente.pk):
        return maak_xlsx(momentopname(plan))


def _everything(town: Town) -> tuple[Any, ...]:
    with tenant_scope(town.gemeente.pk):
        points = list(Ontwikkelpunt.objects.order_by("pk").values_list("pk", "versie", "doel", "planning"))
        return points, Stand.objects.count(), Voorstel.objects.count()


def _refused(client: Client, town: Town, plan: Plan, data: bytes, name: str = "plan.docx") -> str:
    """The page that refuses a file; nothing may have changed."""
    before = _everything(town)
    answer = upload(client, town, plan, data, name)
    assert answer.status_code == 422
    assert _everything(town) == before
    return str(answer.content.decode())


def _bomb(part: str, suffix_part: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, b"<a>" + b" " * 60_000_000 + b"</a>")
        archive.writestr(suffix_part, b" " * 1000)
    return out.getvalue()


@pytest.mark.parametrize(("name", "part"), [("a.docx", "word/document.xml"), ("a.xlsx", "xl/workbook.xml")])
def test_a_zip_bomb_is_refused_within_a_second(client: Client, town: Town, plan: Plan, name: str, part: str) -> None:
    bomb = _bomb(part, "x.xml")
    start = time.monotonic()
    page = _refused(client, town, plan, bomb, name)
    assert time.monotonic() - start < 1
    assert "pakt veel te groot uit" in page


def _lying(data: bytes, part: str) -> bytes:
    """A zip whose largest part says that it is small."""
    size = max(zipfile.ZipFile(BytesIO(data)).getinfo(part).file_size, 1)
    return data.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def test_a_zip_that_lies_about_its_size_is_refused(client: Client, town: Town, plan: Plan, docx: bytes) -> None:
    assert "beschadigd" in _refused(client, town, plan, _lying(docx, "word/document.xml"))


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>"""


@pytest.mark.parametrize("content", [LAUGHS, OUTSIDE, OUTSIDE.decode().encode("utf-16")])
@pytest.mark.parametrize(("name", "part"), [("p.docx", "word/document.xml"), ("p.xlsx", "xl/workbook.xml")])
def test_entities_are_refused(
    client: Client, town: Town, plan: Plan, docx: bytes, xlsx: bytes, content: bytes, name: str, part: str
) -> None:
    data = with_part(docx if name.endswith("docx") else xlsx, part, content)
    page = _refused(client, town, plan, data, name)
    assert "verwijzingen die er niet horen" in page and "root:" not in page


@pytest.mark.parametrize(("name", "part"), [("p.docx", "word/vbaProject.bin"), ("p.xlsx", "xl/vbaProject.bin")])
def test_macros_are_refused(
    client: Client, town: Town, plan: Plan, docx: bytes, xlsx: bytes, name: str, part: str
) -> None:
    data = with_part(docx if name.endswith("docx") else xlsx, part, b"\xd0\xcf\x11\xe0")
    assert "macro’s" in _refused(client, town, plan, data, name)


def test_ten_thousand_rows_in_word_are_refused(client: Client, town: Town, plan: Plan, docx: bytes) -> None:
    def grow(root: etree._Element) -> None:
        row = table_rows(root, "3.1")[1]
        xml = etree.tostring(row)
        for _n in range(10_000):
            row.addnext(etree.fromstring(xml))

    assert "meer dan 3.000 rijen" in _refused(client, town, plan, edit_xml(docx, grow))


def test_ten_thousand_rows_in_excel_are_refused(client: Client, town: Town, plan: Plan) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Plan")
    for number in range(10_000):
        sheet.append([number, "Doel", "Beter"])
    out = BytesIO()
    book.save(out)
    assert "meer dan 3.000 rijen" in _refused(client, town, plan, out.getvalue(), "plan.xlsx")


def test_tracked_changes_must_be_accepted_first(client: Client, town: Town, plan: Plan, docx: bytes) -> None:
    def track(root: etree._Element) -> None:
        run = next(root.iter(f"{W}r"))
        parent = run.getparent()
        assert parent is not None
        change = etree.Element(f"{W}ins")
        parent.replace(run, change)
        change.append(run)

    assert "Accepteer of weiger die eerst" in _refused(client, town, plan, edit_xml(docx, track))


def test_a_file_of_last_years_plan_is_refused_and_named(client: Client, town: Town, plan: Plan) -> None:
    with tenant_scope(town.gemeente.pk):
        old = make_plan(town, begin_jaar=2021, eind_jaar=2023, titel="Oud plan")
        data, sheet = maak_docx(momentopname(old)), maak_xlsx(momentopname(old))
    assert "hoort bij een ander plan: Oud plan 2021 – 2023" in _refused(client, town, plan, data)
    assert "hoort bij een ander plan" in _refused(client, town, plan, sheet, "plan.xlsx")


def test_a_file_of_another_gemeente_is_refused_without_saying_of_which(
    client: Client, town: Town, plan: Plan, cast: Cast
) -> None:
    other = cast.broekveen
    with tenant_scope(other.gemeente.pk):
        add_plan(other)
        data = maak_docx(momentopname(other.op.plan))
    page = _refused(client, town, plan, data)
    assert "plan van een andere gemeente" in page
    assert other.gemeente.naam not in page


def test_marked_rows_of_another_plan_without_its_properties_are_refused(
    client: Client, town: Town, plan: Plan, docx: bytes
) -> None:
    bare = edit_xml(docx, lambda root: root.clear(), part="docProps/custom.xml")
    assert "horen bij een ander ontwikkelplan" in _refused(client, town, town.op.plan, bare)


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "plan.docx", "leeg"),
        (b"gewone tekst", "plan.docx", "past niet bij de naam"),
        (b"%PDF-1.7\n", "plan.pdf", "Inlezen kan met Word (docx) of Excel (xlsx)"),
        (b"MZ", "plan.exe", "Dit soort bestand kan niet"),
    ],
)
def test_what_is_no_word_or_excel_is_refused(
    client: Client, town: Town, plan: Plan, data: bytes, name: str, message: str
) -> None:
    assert message in _refused(client, town, plan, data, name)


def test_broken_xml_is_refused(client: Client, town: Town, plan: Plan, docx: bytes, xlsx: bytes) -> None:
    assert "beschadigd" in _refused(client, town, plan, with_part(docx, "word/document.xml", b"<w:document"))
    assert "beschadigd" in _refused(client, town, plan, with_part(xlsx, "xl/workbook.xml", b"<workbook"), "p.xlsx")


def test_a_file_of_a_million_cells_ends_at_most_its_own_process() -> None:
    cells = "".join(f'<c r="{chr(65 + n)}ROW"><v>1</v></c>' for n in range(26))
    body = "".join(f"<row r='{n}'>{cells.replace('ROW', str(n))}</row>" for n in range(1, 40_000))
    book = Workbook()
    out = BytesIO()
    book.save(out)
    data = with_part(
        out.getvalue(), "xl/worksheets/sheet1.xml",
        f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{body}</sheetData></worksheet>'.encode(),
    )  # fmt: skip
    with pytest.raises(ValidationError, match=r"rijen|zwaar"):  # counted, or ended by its limits: no third way
        lees_bestand(data, "xlsx")


def test_a_sheet_that_says_it_is_a_billion_cells_wide_is_read_within_the_limits(client: Client, town: Town) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for column, header in enumerate(("Tabel", *HEADERS), start=1):
        sheet.cell(1, column).value = header
    sheet.cell(2, 1).value, sheet.cell(2, 2).value = "2.1", "Doel"
    sheet.cell(1_048_576, 16_384).value = "heel ver weg"
    out = BytesIO()
    book.save(out)
    page = upload(client, town, town.op.plan, out.getvalue(), "plan.xlsx")
    assert "Nieuwe rij" in page.content.decode()


@pytest.mark.parametrize("area", ["A1:XFD1048576", "A1:CV3000"])
def test_a_huge_merged_area_is_refused_within_a_second(client: Client, town: Town, xlsx: bytes, area: str) -> None:
    def merge(root: etree._Element) -> None:
        space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
        cells = etree.Element(f"{space}mergeCells")
        etree.SubElement(cells, f"{space}mergeCell", ref=area)
        root.find(f"{space}sheetData").addnext(cells)

    start = time.monotonic()
    page = _refused(client, town, town.op.plan, edit_xml(xlsx, merge, "xl/worksheets/sheet1.xml"), "plan.xlsx")
    assert "een heel groot gebied tot één cel samengevoegd" in page
    assert time.monotonic() - start < 5


# --- taken in, and said ---------------------------------------------------------------------------------


def test_merged_cells_are_listed_with_what_they_say(client: Client, town: Town, plan: Plan, docx: bytes) -> None:
    def merge(root: etree._Element) -> None:
        cell = next(table_rows(root, "1.1")[1].iter(f"{W}tc"))
        etree.SubElement(cell.find(f"{W}tcPr"), f"{W}vMerge")

    page = upload(client, town, plan, edit_xml(docx, merge)).content.decode()
    assert "samengevoegde cellen" in page and "Eén zin" in page
    assert rows_of(town, plan, "BF1-01")[0].doel == "Eén zin"


def test_a_column_that_was_removed_in_word_leaves_its_cells_alone(
    client: Client, town: Town, plan: Plan, docx: bytes
) -> None:
    def remove(root: etree._Element) -> None:
        for row in table_rows(root, "2.1"):
            cell = list(row)[-4]  # Kosten en dekking, in its control
            row.remove(cell)

    page = upload(client, town, plan, edit_xml(docx, remove)).content.decode()
    assert "Tabel 2.1 mist deze kolommen: Kosten en dekking" in page
    assert rows_of(town, plan, "BF2-01")[0].kosten.startswith("€ 6.000")


def test_what_stands_in_notes_and_text_boxes_is_listed(client: Client, town: Town, plan: Plan, docx: bytes) -> None:
    box = (
        '<w:r xmlns:w="{w}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
        "<mc:Choice><w:drawing>{b}</w:drawing></mc:Choice><mc:Fallback><w:pict>{b}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    ).format(w=W[1:-1], b="<w:txbxContent><w:p><w:r><w:t>In een vak</w:t></w:r></w:p></w:txbxContent>")

    def add(root: etree._Element) -> None:
        next(table_rows(root, "1.1")[1].iter(f"{W}p")).append(etree.fromstring(box))

    notes = (
        f'<w:footnotes xmlns:w="{W[1:-1]}"><w:footnote w:type="separator"><w:p><w:r><w:t>---</w:t></w:r></w:p>'
        "</w:footnote><w:footnote><w:p><w:r><w:t>Zie het besluit</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    data = with_part(edit_xml(docx, add), "word/footnotes.xml", notes.encode())
    page = upload(client, town, plan, data).content.decode()
    assert page.count("In een vak") == 1 and page.count("Zie het besluit") == 1 and "---" not in page
    assert "plaatje" not in page
    assert "2 stukken niet herkend" in page and "Er valt niets over te nemen" in page


def test_a_text_of_the_plan_that_was_taken_out_is_named(client: Client, town: Town, plan: Plan, docx: bytes) -> None:
    def remove(root: etree._Element) -> None:
        for tag in list(root.iter(f"{W}tag")):
            if ":inleiding:" in tag.get(f"{W}val", ""):
                control = tag.getparent().getparent()
                control.getparent().remove(control)

    page = upload(client, town, plan, edit_xml(docx, remove)).content.decode()
    assert "De tekst onder “Inleiding van de gemeente” staat niet meer in het bestand" in page
    assert "“Lokale aanvullingen”" not in page


def test_the_words_of_word_in_an_empty_control_are_no_text(client: Client, town: Town, plan: Plan, docx: bytes) -> None:
    def prompt(root: etree._Element) -> None:
        about = next(table_rows(root, "1.1")[1].iter(f"{W}sdtPr"))
        etree.SubElement(about, f"{W}showingPlcHdr")

    data = replace_text(edit_xml(docx, prompt), "Eén zin", "Klik of tik om tekst in te voeren.")
    page = upload(client, town, plan, data)
    assert "Klik of tik" not in page.content.decode()
    press(client, page)
    assert rows_of(town, plan, "BF1-01")[0].doel == ""


def test_a_sign_of_a_font_of_signs_stays(client: Client, town: Town, plan: Plan, docx: bytes) -> None:
    def sign(root: etree._Element) -> None:
        run = next(each for each in root.iter(f"{W}r") if each.findtext(f"{W}t") == "Eén zin")
        for code in ("F0FC", "F0C3", "2265"):
            etree.SubElement(run, f"{W}sym", {f"{W}font": "Wingdings", f"{W}char": code})

    page = upload(client, town, plan, edit_xml(docx, sign)).content.decode()
    assert "zin✓[teken]≥" in page


def test_a_picture_in_a_cell_is_listed(client: Client, town: Town, plan: Plan, docx: bytes) -> None:
    word = Document(BytesIO(docx))
    table = next(each for each in word.tables if "Eén zin" in "".join(each._tbl.itertext()))
    run = word.add_paragraph().add_run()
    run.add_picture(BytesIO(PNG))
    next(list(table._tbl.iter(f"{W}tr"))[1].iter(f"{W}p")).append(run._r)
    out = BytesIO()
    word.save(out)
    page = upload(client, town, plan, out.getvalue()).content.decode()
    assert "Tabel 1.1, rij 1, Ontwikkelpunt: hier staat een plaatje" in page


@pytest.mark.parametrize(
    ("text", "message"),
    [("x" * 100_000, "Deze tekst is te lang: 100000 tekens"), ("2027", "Schrijf een dag, bijvoorbeeld 31-3-2027")],
)
def test_a_cell_that_can_not_be_stored_is_refused_with_a_reason(
    client: Client, town: Town, plan: Plan, docx: bytes, text: str, message: str
) -> None:
    old = "31-12-2027" if text == "2027" else "@iedereen"
    page = upload(client, town, plan, replace_text(docx, old, text))
    assert message in page.content.decode()
    assert press(client, page).status_code == 422
    assert rows_of(town, plan, "BF2-01")[1].versie == 1


def test_a_table_of_something_else_is_listed_and_not_read(client: Client, town: Town, plan: Plan, docx: bytes) -> None:
    word = Document(BytesIO(docx))
    table = word.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Telefoonlijst", "Kamer 12"
    out = BytesIO()
    word.save(out)
    page = upload(client, town, plan, out.getvalue()).content.decode()
    assert "Tabel zonder de kolommen van een ontwikkelplan" in page and "Kamer 12" in page


def test_a_document_without_any_table_of_a_plan_says_so(client: Client, town: Town, plan: Plan) -> None:
    word = Document()
    word.add_paragraph("Beste collega")
    out = BytesIO()
    word.save(out)
    assert "geen tabel met de kolommen van een ontwikkelplan" in _refused(client, town, plan, out.getvalue())
