"""The number of queries of a page is a constant: it does not grow with what is on the page."""

from typing import Any

import pytest

from tests.cast import Cast
from tests.projects.pages import count_queries, grow

# Page, and its number of queries. A person, the session and the scope take 4 of them.
PAGES = [
    ("lijst", "/linderode/projecten/", 0),
    ("archief", "/linderode/projecten/?toon=archief", 0),
    ("project", "", 0),
    ("fase", "checklist/uitvoering/", 0),
    ("gefilterde fase", "checklist/uitvoering/?toon=mij", 0),
    ("open punt", "checklist/uitvoering/UI-04/", 0),
    ("open deelactie", "checklist/uitvoering/UI-04a/", 0),
    ("open eigen punt", "checklist/uitvoering/EP-01/", 0),
    ("team", "team/", 0),
    ("delen", "delen/", 0),
    ("versie", "versie/", 0),
    ("geschiedenis", "punten/UI-04/geschiedenis/", 0),
    ("afdrukken", "afdrukken/", 0),
    ("wijzigen", "wijzigen/", 0),
    ("mijn overzicht", "/", 0),
]
MOST = 12


@pytest.mark.parametrize(("name", "path", "literal"), PAGES, ids=[page[0] for page in PAGES])
def test_a_page_asks_as_much_with_three_rows_as_with_one(
    cast: Cast, login: Any, name: str, path: str, literal: int
) -> None:
    town = cast.linderode
    url = path if path.startswith("/") else town.url(path)
    client = login(town.leider)
    count_queries(client, url)  # the first request fills caches that live as long as the process
    with_one = count_queries(client, url)
    grow(town, 2)
    with_three = count_queries(client, url)
    assert len(with_three) == literal, "\n".join(with_three)
    assert len(with_one) == literal
    assert literal <= MOST
