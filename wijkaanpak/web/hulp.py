"""Help pages: Markdown in ``docs/hulp``, read once, made safe, shown in the app."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nh3
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt


@dataclass(frozen=True, slots=True)
class Pagina:
    """One help page: its slug, title, place in the list, and HTML."""

    slug: str
    titel: str
    volgorde: int
    html: SafeString


@cache
def all_pages() -> list[Pagina]:
    """Return every help page in order. Raises ValueError for a page without its two lines of front matter."""
    folder = Path(settings.BASE_DIR) / "docs" / "hulp"
    return sorted((_read(path) for path in folder.glob("*.md")), key=lambda pagina: (pagina.volgorde, pagina.titel))


def page(slug: str) -> Pagina | None:
    """Return the page with this slug, or None."""
    return next((pagina for pagina in all_pages() if pagina.slug == slug), None)


def _read(path: Path) -> Pagina:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    facts = dict(line.split(": ", 1) for line in front.strip().splitlines())
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(body)
    return Pagina(path.stem, facts["titel"], int(facts["volgorde"]), mark_safe(nh3.clean(html)))  # noqa: S308 (cleaned)
