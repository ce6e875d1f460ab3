"""Evidence that is not what it says, and exports that no spreadsheet runs."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from odfdo import Document, Table
from openpyxl import load_workbook

from projects.models import Bewijs
from tests.cast import Cast, Town
from tests.projects.pages import put
from tests.projects.test_project_page import fields
from wijkaanpak.documents.uploads import safe_name
from wijkaanpak.tenancy.scope import tenant_scope

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


def _zip(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _encrypted() -> bytes:
    data = bytearray(_zip({"mimetype": b"application/vnd.oasis.opendocument.text"}))
    data[6] |= 1  # the flag of the entry, and of the same entry in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _many() -> bytes:
    return _zip({"word/document.xml": b"<x/>"} | {f"a{number}": b"" for number in range(5_000)})


def _bomb() -> bytes:
    return _zip({"word/document.xml": b"\0" * 300 * 1024 * 1024})


def _send(client: Any, town: Town, name: str, data: bytes, **more: str) -> Any:
    upload = SimpleUploadedFile(name, data)
    upload.name = name  # Django's own class would take the path off
    return client.post(town.url("punten/UI-04/bewijs/"), {"bestand": upload, **more})


def _files(town: Town) -> list[Bewijs]:
    with tenant_scope(town.gemeente.pk):
        return list(Bewijs.objects.filter(antwoord__project=town.project).exclude(mime=""))


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("programma.pdf", b"MZ\x90\x00" + b"\0" * 200, "past niet bij de naam"),
        ("pagina.png", b"<!DOCTYPE html><script>alert(1)</script>", "past niet bij de naam"),
        ("foto.jpg", PNG, "past niet bij de naam"),
        ("brief.docx", _zip({"iets.txt": b"x"}), "past niet bij de naam"),
        ("brief.docx", b"PK\x03\x04 geen zip", "past niet bij de naam"),
        ("brief.odt", _encrypted(), "past niet bij de naam"),
        ("brief.docx", _many(), "pakt veel te groot uit"),
        ("programma.exe", b"MZ", "Dit soort bestand kan niet"),
        ("plaatje.svg", b"<svg/>", "Dit soort bestand kan niet"),
        ("leeg.pdf", b"", ""),
    ],
)
def test_a_file_that_lies_is_refused_and_nothing_is_stored(
    cast: Cast, login: Any, name: str, data: bytes, says: str
) -> None:
    town = cast.linderode
    response = _send(login(town.leider), town, name, data)
    html = response.content.decode()
    assert response.status_code == 422
    assert says in html
    assert 'id="bestand-fout-UI-04"' in html
    assert _files(town) == []


def test_a_small_file_that_unpacks_to_300_megabyte_is_refused(cast: Cast, login: Any) -> None:
    data = _bomb()
    assert len(data) < 1024 * 1024
    response = _send(login(cast.linderode.leider), cast.linderode, "bom.docx", data)
    assert response.status_code == 422
    assert "pakt veel te groot uit" in response.content.decode()


@pytest.mark.parametrize(("limit", "size"), [(10, 30), (1, 1.5)])
def test_a_file_over_the_limit_is_refused(cast: Cast, login: Any, settings: Any, limit: int, size: float) -> None:
    settings.UPLOAD_MAX_BYTES = limit * 1024 * 1024
    town = cast.linderode
    response = _send(login(town.leider), town, "groot.pdf", PDF + b"a" * int(size * 1024 * 1024))
    assert response.status_code == 422
    assert f"Een bestand mag hooguit {limit} MB zijn." in response.content.decode()
    assert _files(town) == []


@pytest.mark.parametrize("name", ["../../etc/passwd.pdf", "..\\..\\win.pdf", "a\x07b\x1bc.pdf", "/abs.pdf"])
def test_a_file_name_can_not_lead_elsewhere(cast: Cast, login: Any, name: str) -> None:
    town = cast.linderode
    client = login(town.leider)
    assert _send(client, town, name, PDF).status_code == 302
    (bewijs,) = _files(town)
    assert not set(bewijs.titel) & set("/\\\r\n\x07")
    assert bewijs.bestand.name == f"bewijs/{town.gemeente.pk}/{bewijs.pk}"
    response = client.get(town.url(f"bewijs/{bewijs.pk}/"))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"


def test_a_line_end_in_a_file_name_can_not_start_a_header() -> None:
    assert safe_name("a\r\nSet-Cookie: x=1.pdf") == "aSet-Cookie x=1.pdf"


def test_evidence_posted_twice_is_added_once(cast: Cast, login: Any) -> None:
    town = cast.linderode
    client = login(town.leider)
    assert [_send(client, town, "bewijs.pdf", PDF).status_code for _ in range(2)] == [302, 422]
    link = {"url": "https://example.org/twee", "titel": "Twee"}
    assert [client.post(town.url("punten/UI-04/bewijs/"), link).status_code for _ in range(2)] == [302, 422]
    with tenant_scope(town.gemeente.pk):
        assert Bewijs.objects.filter(url=link["url"]).count() == 1
    assert len(_files(town)) == 1


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:alert(1)", "ftp://e.org/x"])
def test_a_link_that_is_no_web_address_is_refused(cast: Cast, login: Any, url: str) -> None:
    town = cast.linderode
    response = login(town.leider).post(town.url("punten/UI-04/bewijs/"), {"url": url})
    assert response.status_code == 422
    assert "Dit is geen webadres." in response.content.decode()
    with tenant_scope(town.gemeente.pk):
        assert Bewijs.objects.filter(antwoord__project=town.project).count() == 1


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_a_text_in_every_export(cast: Cast, login: Any, formula: str) -> None:
    town = cast.linderode
    put(town, "UI-04", toelichting=formula)
    client = login(town.leider)
    client.post(town.url("checklist/uitvoering/eigen-punt/"), {"titel": formula, "fase": "uitvoering"})
    client.post(town.url("wijzigen/"), fields(town, naam=formula, versie=1))
    book = load_workbook(BytesIO(client.get(town.url("checklist.xlsx")).content))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if "1" in str(cell.value) or cell.value]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert [text for text in texts if text.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert [text for text in texts if formula.strip() in text]
    sheet = Document(BytesIO(client.get(town.url("checklist.ods")).content)).body.get_table(0)
    assert isinstance(sheet, Table)
    values = [cell for row in sheet.get_rows() for cell in row.get_cells()]
    assert [cell for cell in values if cell.formula] == []
    found = [str(cell.value) for cell in values if formula.strip() in str(cell.value)]
    assert found
    assert [text for text in found if text.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
