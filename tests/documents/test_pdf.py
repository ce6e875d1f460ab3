"""PDFs as they are really made: valid for archives and for screen readers, the same for the same document."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest

from tests.documents import pdfs
from tests.documents.make import OVEREENKOMST, texts_of
from wijkaanpak.documents import pdf as module
from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.inhoud import Alinea, Sectie, Tabel
from wijkaanpak.documents.pdf import STEPS, RenderFailed, is_available, render_pdf

LONG_WORD = "Jeugdbeschermingsmaatregelenevaluatiecommissie" * 6


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render_pdf(render_html(OVEREENKOMST))


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_one_file_is_for_archives_and_for_screen_readers(pdf: bytes, profile: str) -> None:
    assert pdfs.failures(pdf, profile) == []


def test_the_tags_say_what_everything_is(pdf: bytes) -> None:
    tags = pdfs.tags(pdf)
    assert {name: tags[name] for name in ("H1", "H2", "H3", "Table", "THead", "TR")} == {
        "H1": 1,
        "H2": len(OVEREENKOMST.secties),
        "H3": 0,
        "Table": 2,
        "THead": 1,
        "TR": 5,
    }
    assert (tags["TH/Column"], tags["TH/Row"], tags["TD"]) == (3, 4, 6)
    assert (tags["L"], tags["LI"]) == (2, 5)


def test_the_file_says_what_it_is(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as file:
        assert file.Root.Lang == "nl"
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert {str(name): str(value) for name, value in file.docinfo.items() if name != "/Producer"} == {
            "/Title": "Samenwerkingsovereenkomst",
            "/Author": "Gemeente Linderode",
            "/Subject": "WA-2026-0147, versie 3",
            "/Creator": "wijkaanpak",
        }
        with file.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")


def test_the_moment_it_was_made_is_there_when_it_is_given() -> None:
    made = render_pdf(render_html(OVEREENKOMST, gemaakt=datetime(2026, 11, 9, 8, 30, tzinfo=UTC)))
    with pikepdf.open(BytesIO(made)) as file:
        assert str(file.docinfo["/CreationDate"]) == "D:20261109083000+00'00"
    assert pdfs.failures(made, "3a") == []


def test_everything_that_was_typed_can_be_read_from_it(pdf: bytes) -> None:
    found = pdfs.text(pdf)
    invisible = {"Partners"}  # the name of a table, for who can't see the table
    assert [each for each in texts_of(OVEREENKOMST) if "".join(each.split()) not in found] == sorted(invisible)


def test_the_letters_are_in_the_file_in_more_than_one_weight(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as file:
        names = {str(item.BaseFont)[8:] for item in file.objects if _is(item, "/Font")}
        descriptors = [item for item in file.objects if _is(item, "/FontDescriptor")]
    assert {"Noto-Sans", "Noto-Sans-Bold"} <= names
    assert descriptors
    assert all("/FontFile2" in each for each in descriptors)


def _is(item: object, kind: str) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == pikepdf.Name(kind)


def test_the_same_document_gives_the_same_bytes(pdf: bytes) -> None:
    assert render_pdf(render_html(OVEREENKOMST)) == pdf


def test_signs_no_font_has_and_words_without_end_still_give_a_valid_file() -> None:
    blokken = (
        Alinea(f"{LONG_WORD} 🏠 👩‍👩‍👧 中文 مرحبا שלום\x00\x07 ✓ €"),
        Tabel("t", ("A", "B"), ((LONG_WORD, LONG_WORD), ("x",))),
    )
    made = render_pdf(render_html(replace(OVEREENKOMST, titel=LONG_WORD, secties=(Sectie("a", LONG_WORD, blokken),))))
    assert [pdfs.failures(made, profile) for profile in ("3a", "ua1")] == [[], []]
    assert pdfs.text(made).count(LONG_WORD) == 5
    assert "�" in pdfs.text(made)
    assert "✓€" in pdfs.text(made)


def test_a_table_over_two_pages_has_its_header_on_both() -> None:
    rows = tuple((f"Rij {number}", "tekst") for number in range(45))
    made = render_pdf(
        render_html(replace(OVEREENKOMST, secties=(Sectie("a", "A", (Tabel("t", ("Rij", "B"), rows),)),)))
    )
    tags = pdfs.tags(made)
    assert (tags["Table"], tags["THead"], tags["TH/Column"], tags["TH/Row"]) == (2, 2, 4, 45)
    assert pdfs.failures(made, "ua1") == []


def test_every_step_is_told_once_and_in_order() -> None:
    heard: list[tuple[int, int]] = []
    render_pdf(
        "<html lang=nl><title>t</title><style>p { color: red }</style><h1>x</h1>",
        on_step=lambda *step: heard.append(step),
    )
    assert heard == [(number, STEPS) for number in range(1, STEPS + 1)]


def test_who_listens_may_stop_it() -> None:
    def stop(number: int, total: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        render_pdf("<p>x", on_step=stop)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [({"timeout": 0.05}, r"longer than 0\.05 seconds"), ({"memory": 64 * 1024 * 1024}, "Error|ended by")],
)
def test_what_takes_too_much_is_stopped_and_its_text_is_not_told(limits: dict, reason: str) -> None:
    with pytest.raises(RenderFailed, match=reason) as caught:
        render_pdf("<p>geheim</p>", **limits)
    assert "geheim" not in str(caught.value)


def test_a_pdf_can_be_made_here() -> None:
    assert is_available() == ""


def test_what_is_missing_is_said_to_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MEMORY", 48 * 1024 * 1024)  # too little to load Pango
    module._is_loadable.cache_clear()
    assert "apt install libpango-1.0-0" in is_available()


def test_the_process_that_makes_it_knows_nothing_of_the_program() -> None:
    arguments = ["--memory", str(module.MEMORY), "--cpu", "30", "--check"]
    ran = subprocess.run(
        [sys.executable, "-I", "-X", "importtime", module._CHILD, *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in ran.stderr.splitlines()}
    assert "weasyprint" in loaded
    assert not {"django", "celery", "wijkaanpak", "projects", "psycopg"} & loaded
