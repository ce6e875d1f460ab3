"""A full plan, files of it, and LibreOffice, for the tests of what goes out and comes in."""

import datetime
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from lxml import etree

from ontwikkelplan.inhoud import tabellen
from ontwikkelplan.models import Ontwikkelpunt, Plan
from ontwikkelplan.services.punten import add_stand
from ontwikkelplan.uitwisseling.bladen import uit_cel
from ontwikkelplan.uitwisseling.lezen import lees_bestand
from ontwikkelplan.uitwisseling.momentopname import Momentopname, momentopname
from tests.cast import Town
from tests.ontwikkelplan.setting_up import at, make_plan, make_point
from wijkaanpak.tenancy.scope import tenant_scope

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LINES = {
    "doel": "Alle partners kennen de visie",
    "resultaat": "8 van 10 partners noemen hun rol.\n\nRaad stelt vast.",
    "stappen": "1. Gesprekken voeren (gereed)\n2. Concept\tbespreken\n3. Vaststellen",
    "kosten": "€ 6.000, 2026, budget sociaal domein\n€ 1.000, 2027, subsidie",
    "uitvoerder": "Team Noord & Zuid <samen>",
    "planning": "1-1-2027 t/m 31-3-2027",
}
ODD = {
    "doel": "=SOM(A1:A3)",
    "resultaat": "'=geen formule, wel een streepje",
    "stappen": "- eerst\n- dan",
    "kosten": "+ 3% per jaar",
    "uitvoerder": "@iedereen",
    "planning": "31-12-2027",
}


def full_plan(town: Town, **changes: Any) -> Plan:
    """A plan with rows in four tables, texts that files find hard, and standen; a scope must be open."""
    texts = {"inleiding": "Eerste regel.\nTweede regel.", "aanvullingen": "Nog iets."}
    plan = make_plan(town, **{"begin_jaar": 2028, "eind_jaar": 2030, "titel": "Ontwikkelplan"} | texts | changes)
    first = make_point(town, plan, "BF2-01", **LINES)
    make_point(town, plan, "BF2-01", **ODD)
    make_point(town, plan, "BF1-01", doel="Eén zin", planning="")
    make_point(town, plan, "BF5-04", doel="😀 Üñï “aanhaling” ‘enkel’ …", resultaat="x" * 9000)
    for day, words in ((3, "Gestart.\nMet drie scholen."), (20, "6 van 9 scholen bezocht: goed.")):
        add_stand(punt=first, datum=datetime.date(2026, 9, day), tekst=words, by=town.beleid.lid)
    return plan


def opname_of(town: Town, plan: Plan) -> Momentopname:
    """The plan as it is now; no scope may be open."""
    with tenant_scope(town.gemeente.pk):
        return momentopname(Plan.objects.get(pk=plan.pk))


def cells_of(opname: Momentopname) -> list[tuple[str, dict[str, str]]]:
    """Every row of a plan: its table and its seven cells."""
    return [(tabel.id, rij.cellen()) for tabel, rij in opname.rijen()]


def rows_of(town: Town, plan: Plan, tabel: str = "") -> list[Ontwikkelpunt]:
    """The rows of a plan; no scope may be open."""
    with tenant_scope(town.gemeente.pk):
        rows = Ontwikkelpunt.objects.filter(plan=plan, **({"tabel": tabel} if tabel else {})).in_order()
        return list(rows)


# --- the cells that a file has, read back --------------------------------------------------------------


def docx_cells(data: bytes) -> list[tuple[str, str, str]]:
    """(row, column, text) of every cell with a mark."""
    found = []
    for blok in lees_bestand(data, "docx").blokken:
        for rij in blok.rijen or ():
            found += [(cel.merk[0], cel.merk[1], cel.tekst) for cel in rij.cellen if cel.merk]
    return found


def sheet_cells(rows: list[list[Any]]) -> list[tuple[str, dict[str, str]]]:
    """The rows of a sheet: the number of their table and their seven cells."""
    names = ("doel", "resultaat", "stappen", "kosten", "uitvoerder", "planning", "stand")
    return [(row[0], {name: uit_cel(str(row[n + 2] or "")) for n, name in enumerate(names)}) for row in rows[1:]]


def by_number(opname: Momentopname) -> list[tuple[str, dict[str, str]]]:
    """Every row of a plan: the number of its table and its seven cells."""
    return [(tabel.nummer, rij.cellen()) for tabel, rij in opname.rijen()]


def lines_of(cell: Any) -> str:
    """The text of a cell of ODF, a line per paragraph."""
    return "\n".join(paragraph.inner_text for paragraph in cell.get_paragraphs())


def without_tabs(rows: list[tuple[str, dict[str, str]]]) -> list[tuple[str, dict[str, str]]]:
    """What a sheet of ODF can hold: it has no tabs."""
    return [(number, {name: text.replace("\t", " ") for name, text in cells.items()}) for number, cells in rows]


# --- editing Word as people do --------------------------------------------------------------------------


def edit_xml(data: bytes, change: Callable[[etree._Element], None], part: str = "word/document.xml") -> bytes:
    """Return a docx or xlsx with one part changed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                root = etree.fromstring(content)
                change(root)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(name, content)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return a file with one part more, or another one in its place."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return out.getvalue()


def replace_text(data: bytes, old: str, new: str) -> bytes:
    """Return a docx in which someone typed another text over one."""

    def change(root: etree._Element) -> None:
        found = [each for each in root.iter(f"{W}t") if each.text == old]
        assert found, old
        found[0].text = new

    return edit_xml(data, change)


def table_rows(root: etree._Element, heading: str) -> list[etree._Element]:
    """The rows of the table below a heading."""
    body = root.find(f"{W}body")
    assert body is not None
    is_here = False
    for element in body:
        text = "".join(each.text or "" for each in element.iter(f"{W}t"))
        is_here = is_here or (element.tag == f"{W}p" and text.startswith(heading))
        if is_here and element.tag == f"{W}tbl":
            return list(element.iter(f"{W}tr"))
    raise AssertionError(heading)


def type_in_cell(cell: etree._Element, text: str) -> None:
    """Put a text in an empty cell."""
    paragraph = next(cell.iter(f"{W}p"))
    run = etree.SubElement(paragraph, f"{W}r")
    etree.SubElement(run, f"{W}t").text = text


def libreoffice(data: bytes, suffix: str, to: str = "") -> bytes:
    """Return a file as LibreOffice saves it."""
    program = shutil.which("soffice")
    assert program, "LibreOffice ontbreekt: bin/test installeert het (libreoffice-writer en libreoffice-calc)"
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / f"in.{suffix}").write_bytes(data)
        subprocess.run(
            [program, "--headless", f"-env:UserInstallation=file://{folder}/profiel", "--convert-to", to or suffix,
             "--outdir", f"{folder}/uit", f"{folder}/in.{suffix}"],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return (home / "uit" / f"in.{to or suffix}").read_bytes()


# --- the plain template, filled by hand -----------------------------------------------------------------

HEADERS = (
    "Ontwikkelpunt NB: als doel omschrijven, wat wil je bereiken? Er moet een duidelijke link zijn met je zelfscan.",
    "Beoogd resultaat/ prestatie-indicatoren: wanneer tevreden? Anders leren doen.",
    "Omschrijving verbeteractie (wat moet er gebeuren?) Denk aan het beoogde resultaat.",
    "Kosten en hoe deze gedekt worden Hierbij rekening houden met begrotingscycli.",
    "Wie gaat de actie uitvoeren?",
    "Planning Zo concreet mogelijk, niet alleen een jaartal of kwartaal.",
    "Stand van zaken dd. ... Datum noemen, steeds bijwerken.",
)


def template_by_hand(plan: Plan, rows: int = 30) -> bytes:
    """The empty template of the region as people fill it: its own headings, no marks, one row after the other."""
    word = Document()
    word.add_paragraph("Lokaal Meerjarig Ontwikkelplan 2025-2027")
    for number in range(1, 6):
        word.add_paragraph(f"Basisfunctie {number}: kop in de inhoudsopgave\t{10 + number}")
    chapter, number = "", 0
    every = tabellen(plan)
    filled = 0
    for place, tabel in enumerate(every):
        if tabel.basisfunctie.id != chapter:
            chapter, number = tabel.basisfunctie.id, 0
            word.add_heading(f"Basisfunctie {chapter[2:]}: {tabel.basisfunctie.titel}", level=1)
            word.add_paragraph("Waarom is dit van belang?")
        number += 1
        word.add_paragraph("Quickscan")
        word.add_paragraph(f"{number}. Een kop in eigen woorden:")
        word.add_paragraph("- een stelling", style="List Bullet")
        here = rows // len(every) + (place < rows % len(every))
        table = word.add_table(rows=1 + max(here, 1), cols=7)
        for column, header in enumerate(HEADERS):
            table.rows[0].cells[column].text = header
        for row in table.rows[1 : here + 1]:
            filled += 1
            values = (f"Doel {filled} in {tabel.nummer}", "Resultaat", "Eerst dit\nDan dat", "€ 500, 2027, eigen geld",
                      "Team", "31-3-2027", "1-2-2026: begonnen" if filled % 2 else "Nog niet begonnen")  # fmt: skip
            for cell, value in zip(row.cells, values, strict=True):
                cell.text = value
    assert filled == rows
    out = BytesIO()
    word.save(out)
    return out.getvalue()


# --- over HTTP ------------------------------------------------------------------------------------------


def upload(client: Client, town: Town, plan: Plan, data: bytes, name: str = "plan.docx") -> Any:
    """Read a file in; return the page that follows."""
    file = SimpleUploadedFile(name, data)
    return client.post(at(town, plan, "bestanden/inlezen/"), {"bestand": file}, follow=True)


def press(client: Client, response: Any, **changes: Any) -> Any:
    """Press the button of a proposal with some fields changed (None takes one out); return the page that follows."""
    posted = {name: text for name, text in (choices_in(response) | changes).items() if text is not None}
    return client.post(response.request["PATH_INFO"], posted, follow=True)


def choices_in(response: Any) -> dict[str, str]:
    """What the form of a proposal posts when someone just presses the button."""
    page = etree.HTML(response.content.decode())
    posted: dict[str, str] = {}
    for field in page.iter("input", "textarea"):
        name, kind = field.get("name"), field.get("type", "")
        if not name or (kind in ("checkbox", "radio") and field.get("checked") is None):
            continue
        text = (field.text or "").removeprefix("\n") if field.tag == "textarea" else field.get("value", "")
        if name != "csrfmiddlewaretoken":
            posted[name] = text
    return posted
