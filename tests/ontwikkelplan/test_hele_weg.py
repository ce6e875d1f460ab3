"""The whole way of a plan: in from Word, written in by two people and by one in LibreOffice, and out in five kinds."""

import json
from copy import deepcopy
from io import BytesIO
from typing import Any

import pikepdf
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from ontwikkelplan import tasks
from ontwikkelplan.models import KOLOMMEN, Ontwikkelpunt, Plan, Planpdf
from ontwikkelplan.services import pdf as services
from ontwikkelplan.uitwisseling.momentopname import Momentopname
from tests.cast import Person, Town, make_member, make_person
from tests.documents import pdfs
from tests.ontwikkelplan.setting_up import HTMX, at, make_plan, text_of
from tests.ontwikkelplan.uitwisseling_hulp import (
    W,
    by_number,
    cells_of,
    docx_cells,
    edit_xml,
    libreoffice,
    opname_of,
    press,
    replace_text,
    rows_of,
    sheet_cells,
    table_rows,
    template_by_hand,
    upload,
)
from wijkaanpak.accounts.models import Rol
from wijkaanpak.tenancy.scope import tenant_scope

ROWS = 30
MERGED = "Van Mirjam\nUit LibreOffice"


def type_in(client: Client, town: Town, person: Person, row: Ontwikkelpunt, **typed: str) -> int:
    """Type in a row as it was when the page was opened; return the answer's status."""
    client.force_login(person.user)
    posted = {"versie": row.versie, "status": row.status, "bron": row.bron} | typed
    address = f"/{town.gemeente.slug}/ontwikkelplan/{row.plan_id}/punt/{row.pk}/"
    return client.post(address, posted, headers=HTMX).status_code


def exported(client: Client, town: Town, plan: Plan, soort: str) -> bytes:
    return bytes(client.get(at(town, plan, f"bestanden/{soort}/")).content)


def made_pdf(client: Client, town: Town, plan: Plan) -> bytes:
    with tenant_scope(town.gemeente.pk):
        asked = services.ask_pdf(plan=plan, by=town.beleid.lid)
    tasks.make_pdfs(str(town.gemeente.pk))
    return bytes(client.get(at(town, plan, f"bestanden/pdf/{asked.pk}/bestand/")).content)


def cells(row: Ontwikkelpunt) -> list[str]:
    return [getattr(row, name) for name in KOLOMMEN]


def edit_in_libreoffice(data: bytes, goal: str, other: str) -> bytes:
    """What someone without an account did: two goals changed, a row of their own, and all saved by LibreOffice."""

    def add(root: Any) -> None:
        row = table_rows(root, "3.1")[-1]
        twin = deepcopy(row)
        next(twin.iter(f"{W}t")).text = "Rij uit LibreOffice"
        row.addnext(twin)

    data = replace_text(replace_text(data, goal, "Uit LibreOffice"), other, "Ook uit LibreOffice")
    return libreoffice(edit_xml(data, add), "docx")


def test_thirty_rows_come_in_are_written_in_by_three_and_go_out_with_every_cell(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        Planpdf.objects.all().delete()
        plan = make_plan(town, begin_jaar=2028, eind_jaar=2030, inleiding="Waarom.")
        mirjam = make_member(town.gemeente, make_person("mirjam@example.org", "Mirjam Kok"), Rol.BELEID)
    client.force_login(town.beleid.user)

    # In, from the template that was filled by hand.
    press(client, upload(client, town, plan, template_by_hand(plan, ROWS)))
    rows = rows_of(town, plan)
    assert len(rows) == ROWS
    taken_along = exported(client, town, plan, "docx")

    # Two people write at once: in two cells of a row, in one cell, and the stand van zaken.
    first, second, third = rows[:3]
    assert type_in(client, town, town.beleid, first, resultaat="Van Sanne") == 200
    assert type_in(client, town, mirjam, first, uitvoerder="Van Mirjam") == 200
    assert type_in(client, town, mirjam, second, doel="Van Mirjam") == 200
    assert type_in(client, town, town.beleid, second, doel="Van Sanne") == 409  # both texts are on the screen
    client.post(at(town, plan, f"punt/{third.pk}/stand/"), {"datum": "2026-03-01", "tekst": "Van Sanne erbij."})

    # The third one wrote in LibreOffice, in a file from before that.
    page = upload(client, town, plan, edit_in_libreoffice(taken_along, second.doel, third.doel))
    number = text_of(page).partition('type="radio" name="k-')[2].partition("-")[0]
    press(client, page, **{f"k-{number}-doel": "zelf", f"t-{number}-doel": MERGED})

    # Nothing is lost, and nothing else changed.
    now = {row.pk: row for row in rows_of(town, plan)}
    assert (now[first.pk].resultaat, now[first.pk].uitvoerder) == ("Van Sanne", "Van Mirjam")
    assert (now[second.pk].doel, now[third.pk].doel) == (MERGED, "Ook uit LibreOffice")
    added = [row for pk, row in now.items() if pk not in {row.pk for row in rows}]
    assert [row.doel for row in added] == ["Rij uit LibreOffice"]
    changed = {first.pk, second.pk, third.pk}
    same = [row for row in rows if row.pk not in changed]
    assert [cells(now[row.pk]) for row in same] == [cells(row) for row in same]
    opname = opname_of(town, plan)
    assert "Van Sanne erbij." in next(rij.stand for _tabel, rij in opname.rijen() if rij.id == third.pk)

    # Out, in five kinds: every cell of each equals the stored one.
    word = docx_cells(exported(client, town, plan, "docx"))
    assert word == [(rij.id.hex, name, text) for _tabel, rij in opname.rijen() for name, text in rij.cellen().items()]
    assert len(word) == (ROWS + 1) * 7
    book = load_workbook(BytesIO(exported(client, town, plan, "xlsx")))
    assert sheet_cells([list(row) for row in book.worksheets[-1].iter_rows(values_only=True)]) == by_number(opname)
    book = load_workbook(BytesIO(libreoffice(exported(client, town, plan, "ods"), "ods", to="xlsx")))
    assert sheet_cells([list(row) for row in book.worksheets[-1].iter_rows(values_only=True)]) == by_number(opname)
    stored = [list(each.values()) for _tabel, each in cells_of(opname)]
    odt = Document(BytesIO(libreoffice(exported(client, town, plan, "odt"), "odt", to="docx")))
    found = [[cell.text for cell in row.cells] for table in odt.tables for row in table.rows[1:]]
    assert [row for row in found if any(row)] == stored
    pdf = made_pdf(client, town, plan)
    with pikepdf.open(BytesIO(pdf)) as file:
        data = json.loads(file.attachments["ontwikkelplan.json"].get_file().read_bytes())
    assert cells_of(Momentopname.model_validate(data)) == cells_of(opname)
    words = pdfs.text(pdf)
    assert [text for row in stored for text in row if "".join(text.split()) not in words] == []
