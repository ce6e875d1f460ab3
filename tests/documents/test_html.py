"""The HTML of a document: what someone typed stays text, and the preview is the same body."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from hypothesis import given

from tests.documents.make import ANY, OVEREENKOMST
from wijkaanpak.documents.html import DEFAULT_COLOUR, render_html
from wijkaanpak.documents.inhoud import Alinea, Feiten, Inhoud, Lijst, Sectie, Tabel, Tekenvakken

TYPED = "<i>\"'</i></style>{{ x }}{% y %}&amp;"


class Tags(HTMLParser):
    """Collects the tags, the attributes and the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def everywhere(text: str) -> Inhoud:
    """A document with this text in each of its fields."""
    blokken = (
        Alinea(text),
        Lijst((text,)),
        Feiten(((text, text),)),
        Tabel(text, (text, text), ((text, text),)),
        Tekenvakken(((text, text, text),)),
    )
    return Inhoud(text, text, text, text, text, 1, text, ((text, text),), (Sectie(text, text, blokken),))


def test_what_is_typed_is_never_markup() -> None:
    plain, typed = Tags(render_html(everywhere("x"))), Tags(render_html(everywhere(TYPED)))
    assert typed.tags == plain.tags
    assert typed.text.count(TYPED) == plain.text.count("x") - Tags(render_html(everywhere(""))).text.count("x")


@pytest.mark.parametrize("kleur", ["red;}body{display:none}", "#0A5A73", "#12345", "#1234567", "", "#12345\n6"])
def test_what_is_no_colour_never_reaches_the_style(kleur: str) -> None:
    page = render_html(replace(OVEREENKOMST, kleur=kleur))
    assert DEFAULT_COLOUR in page
    assert not kleur or kleur not in page


def test_the_colour_of_the_gemeente_is_used() -> None:
    assert "color: #7b2d8b" in render_html(OVEREENKOMST)


def test_a_draft_says_so_on_top_and_on_every_page() -> None:
    assert render_html(OVEREENKOMST).count("CONCEPT") == 0
    assert render_html(OVEREENKOMST, concept=True).count("CONCEPT") == 2


def test_the_page_asks_for_nothing_from_elsewhere() -> None:
    page = render_html(OVEREENKOMST)
    assert re.findall(r'url\("(.{22})', page) == ["data:font/woff2;base64"] * 2
    assert not {"src", "href"} & Tags(page).names


def test_the_preview_has_headings_of_one_level_lower_and_no_style_or_id() -> None:
    page = Tags(render_to_string("documents/_inhoud.html", {"inhoud": OVEREENKOMST}))
    assert [tag for tag in page.tags if tag in {"h1", "h2", "h3", "h4"}] == ["h3"] * len(OVEREENKOMST.secties)
    assert page.names <= {"class", "scope", "aria-label"}


@given(ANY)
def test_any_document_can_be_a_page(inhoud: Inhoud) -> None:
    headings = [tag for tag in Tags(render_html(inhoud)).tags if tag in {"h1", "h2", "h3"}]
    assert headings == ["h1"] + ["h2"] * len(inhoud.secties)
