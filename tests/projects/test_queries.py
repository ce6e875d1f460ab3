"""The number of queries of a page is a constant: it does not grow with what is on the page."""

from typing import Any

import pytest

from tests.cast import Cast
from tests.projects.pages import count_queries, grow
from tests.projects.setting_up import add_rest, add_setup
from wijkaanpak.tenancy.scope import tenant_scope

# Page, and its number of queries: the session, the person, the membership and the two settings of the scope are 5.
PAGES = [
    ("lijst", "/linderode/projecten/", 9),
    ("archief", "/linderode/projecten/?toon=archief", 7),
    ("project", "", 12),
    ("fase", "checklist/uitvoering/", 10),
    ("gefilterde fase", "checklist/uitvoering/?toon=mij", 10),
    ("open punt", "checklist/uitvoering/UI-02/", 11),
    ("open deelactie", "checklist/uitvoering/UI-02a/", 11),
    ("open eigen punt", "checklist/uitvoering/EP-01/", 11),
    ("team", "team/", 12),
    ("delen", "delen/", 10),
    ("versie", "versie/", 10),
    ("geschiedenis", "punten/UI-04/geschiedenis/", 10),
    ("afdrukken", "afdrukken/", 9),
    ("wijzigen", "wijzigen/", 8),
    ("mijn overzicht", "/", 10),
    ("partners", "partners/", 7),
    ("rooster", "aanwezigheid/", 9),
    ("startbijeenkomst", "startbijeenkomst/", 8),
    ("visie", "visie/", 9),
    ("wijkfoto", "wijkfoto/", 11),
    ("sleutelfiguren", "sleutelfiguren/", 8),
    ("afspraken", "afspraken/", 9),
    ("signaal", "signalen/NUM-03/", 9),
    ("geschiedenis van de visie", "geschiedenis/visie/", 9),
    ("documenten", "documenten/", 7),
    ("document", "documenten/overeenkomst/", 10),
    ("tekst van een document", "documenten/overeenkomst/tekst/waarom/", 8),
    ("visienotitie", "documenten/visienotitie/", 8),
    ("projectplan", "documenten/projectplan/", 8),
    ("versie van de overeenkomst", "documenten/versie/{document}/", 11),
    ("handtekening op papier", "documenten/versie/{document}/tekenen/{papier}/papier/", 9),
    ("verkeerde scan", "documenten/versie/{document}/tekenen/{papier}/scan/weg/", 12),
    ("tekenen", "/linderode/projecten/tekenen/{verzoek}/", 10),
    ("geschiedenis van een tekst", "documenten/overeenkomst/tekst/slot/geschiedenis/", 9),
    ("geschiedenis van het rooster", "aanwezigheid/geschiedenis/", 9),
    ("geschiedenis van een partner", "partners/{partner}/geschiedenis/", 9),
    ("partner", "partners/{partner}/", 9),
    ("teamlid", "teamleden/{teamlid}/", 10),
    ("geschiedenis van een teamlid", "teamleden/{teamlid}/geschiedenis/", 9),
    ("cijfers inlezen", "wijkfoto/kerncijfers/", 6),
    ("nieuwe partner", "partners/nieuw/", 6),
    ("nieuw besluit", "besluiten/nieuw/", 7),
    ("nieuwe vraag", "vragen/nieuw/", 7),
    ("nieuw mandaat", "mandaten/nieuw/", 7),
]
MOST = 12


@pytest.mark.parametrize(("name", "path", "literal"), PAGES, ids=[page[0] for page in PAGES])
def test_a_page_asks_as_much_with_three_rows_as_with_one(
    cast: Cast, login: Any, name: str, path: str, literal: int
) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        add_rest(town)
    things = {name: getattr(town, name).pk for name in ("document", "papier", "verzoek", "partner", "teamlid")}
    path = path.format(**things)
    url = path if path.startswith("/") else town.url(path)
    client = login(town.gast if name == "tekenen" else town.leider)
    count_queries(client, url)  # the first request fills caches that live as long as the process
    with_one = count_queries(client, url)
    grow(town, 2)
    with_three = count_queries(client, url)
    assert len(with_three) == literal, "\n".join(with_three)
    assert len(with_one) == literal, "\n".join(with_one)
    assert literal <= MOST
