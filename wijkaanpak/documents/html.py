"""A document as HTML that stands on its own: what the PDF is made of."""

import base64
import re
from datetime import datetime
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.schoon import clean

DEFAULT_COLOUR = "#0a5a73"
_COLOUR = re.compile(r"#[0-9a-f]{6}")


def render_html(inhoud: Inhoud, *, concept: bool = False, gemaakt: datetime | None = None, gegevens: str = "") -> str:
    """Return the document as a complete HTML page with its own style and fonts; it needs nothing from elsewhere.

    ``concept`` puts the word CONCEPT on it. ``gemaakt`` (with its time zone) becomes the date in the metadata of the
    PDF; without it there is none, so that the same document always gives the same PDF.
    ``gegevens`` is JSON that goes along inside the PDF, as a file attached to it.
    Raises FileNotFoundError when the fonts are not where static files are.
    """
    context = {
        "inhoud": clean(inhoud),
        "concept": concept,
        "gemaakt": gemaakt.isoformat(timespec="seconds") if gemaakt else "",
        "kleur": inhoud.kleur if _COLOUR.fullmatch(inhoud.kleur) else DEFAULT_COLOUR,
        "gegevens": base64.b64encode(gegevens.encode()).decode(),
        "letters": [(style, _font(style)) for style in ("normal", "italic")],
    }
    return render_to_string("documents/document.html", context)


@cache
def _font(style: str) -> str:
    """Noto Sans in this style as base64, to put in the page."""
    name = f"nlds/fonts/noto-sans-latin-wght-{style}.woff2"
    found = finders.find(name)
    if found is None:
        raise FileNotFoundError(name)
    return base64.b64encode(Path(found).read_bytes()).decode()
