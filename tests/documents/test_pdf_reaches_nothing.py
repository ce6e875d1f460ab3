"""Whatever someone types, making the PDF asks no server for anything and reads no file. Two locks, tested apart.

The first lock is the template, which makes text of everything. The second is the process that makes the PDF: it
gets the same payloads as raw HTML, past the template.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from weasyprint import HTML

from tests.documents import pdfs
from tests.documents.test_html import everywhere
from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.pdf import RenderFailed, render_pdf

SECRET = "bijzonder-geheim-8f1c"


@dataclass
class Target:
    """What an attacker is after: a server that counts who calls, and a file with a secret."""

    file: Path
    address: str = ""
    asked: list[str] = field(default_factory=list)

    def payloads(self) -> list[str]:
        """Every way we know to make a renderer fetch something."""
        web, file = self.address, self.file.as_uri()
        svg = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{web}/in-svg" width="9" height="9"/></svg>'
        packed = base64.b64encode(svg.encode()).decode()
        entity = f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{file}">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>'
        return [
            f'<img src="{web}/img">',
            f'<img src="{file}">',
            f'<img srcset="{web}/srcset 1x" src="{web}/img2">',
            f'<link rel="stylesheet" href="{web}/css">',
            f'<link rel="attachment" href="{file}">',
            f'<link rel="attachment" href="{web}/attachment">',
            f'<a rel="attachment" href="{file}">x</a>',
            f"<style>p {{ background: url({web}/background) }}</style>",
            f'<style>@import "{web}/import";</style>',
            f"<style>@font-face {{ font-family: f; src: url({web}/font) }} p {{ font-family: f }}</style>",
            f"<style>p::before {{ content: url({web}/content) }} li {{ list-style-image: url({file}) }}</style>",
            f"<style>@page {{ background: url({web}/page) }}</style>",
            f'<p style="background: url({web}/style-attribute)">x</p>',
            f'<object data="{web}/object"></object><object data="{file}" type="text/plain"></object>',
            f'<embed src="{web}/embed">',
            f'<iframe src="{file}"></iframe><iframe src="{web}/iframe"></iframe>',
            f'<svg width="9" height="9"><image href="{web}/svg" width="9" height="9"/></svg>',
            f'<svg width="9" height="9"><image xlink:href="{web}/xlink" width="9" height="9"/></svg>',
            f'<svg width="9" height="9"><use href="{web}/use#x"/></svg>',
            f'<svg width="9" height="9"><style>@import "{web}/svg-css";</style></svg>',
            f'<img src="data:image/svg+xml;base64,{packed}">',
            f'<img src="data:image/svg+xml;base64,{base64.b64encode(entity.encode()).decode()}">',
            f'<script src="{web}/script"></script><script>fetch("{web}/fetch")</script>',
            f'<meta http-equiv="refresh" content="0; url={web}/refresh">',
            f'<input type="image" src="{web}/input"><video poster="{web}/poster" src="{web}/video"></video>',
            f'<base href="{web}/base/"><img src="relative">',
        ]


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Target]:
    file = tmp_path / "geheim.txt"
    file.write_text(SECRET)
    found = Target(file)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.asked.append(self.path)
            self.send_error(404)

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        found.address = f"http://127.0.0.1:{server.server_port}"
        yield found
        server.shutdown()
        thread.join()


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
