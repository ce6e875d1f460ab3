"""Whatever someone types, making the PDF asks no server for anything and reads no file. Two locks, tested apart.

The first lock is the template, which makes text of everything. The second is the process that makes the PDF: it
gets the same payloads as raw HTML, past the template.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from weasyprint import HTML

from tests.documents import pdfs
from tests.documents.bait import SECRET, Target, listening
from tests.documents.test_html import everywhere
from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.pdf import RenderFailed, render_pdf


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Target]:
    with listening(tmp_path) as found:
        yield found


def page(*parts: str) -> str:
    return "<!DOCTYPE html><html lang=nl><title>t</title><body><p>x<ul><li>x</ul>" + "\n".join(parts)


def test_the_payloads_do_bite_a_renderer_without_locks(target: Target) -> None:
    made = HTML(string=page(*target.payloads())).write_pdf()
    assert len(set(target.asked)) >= 12
    assert SECRET.encode() in pdfs.everything(made)


def test_nothing_that_is_typed_makes_it_fetch(target: Target) -> None:
    payloads = target.payloads()
    made = render_pdf(render_html(everywhere("\n".join(payloads))))
    assert target.asked == []
    assert SECRET.encode() not in pdfs.everything(made)
    assert "".join(payloads[0].split()) in pdfs.text(made)


def test_raw_html_makes_it_fetch_nothing_either(target: Target) -> None:
    made = render_pdf(page(*target.payloads()))
    assert target.asked == []
    assert SECRET.encode() not in pdfs.everything(made)


def test_a_page_that_will_not_do_without_is_not_made(target: Target) -> None:
    with pytest.raises(RenderFailed, match="URLFetchingError"):
        render_pdf(page(f"<style>@color-profile --p {{ src: url({target.address}/icc) }}</style>"))
    assert target.asked == []


def test_no_address_is_allowed_but_what_stands_in_the_page_itself(target: Target) -> None:
    schemes = [f"ftp{target.address[4:]}/ftp", f"HTTP{target.address[4:]}/upper", f"//{target.address[7:]}/none"]
    schemes += [
        str(target.file),
        f"FILE://{target.file}",
        f"file://localhost{target.file}",
        "jar:x",
        "\tfile:/etc/passwd",
    ]
    made = render_pdf(page(*(f'<img src="{each}"><link rel="attachment" href="{each}">' for each in schemes)))
    assert target.asked == []
    assert SECRET.encode() not in pdfs.everything(made)
