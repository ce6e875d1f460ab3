"""Bait for whoever renders what people type: a server that counts who calls, and a file with a secret."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

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


@contextmanager
def listening(folder: Path) -> Iterator[Target]:
    """Lay the secret in a folder and serve the address, for as long as this is open."""
    file = folder / "geheim.txt"
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
