"""Borging in a real browser: closing a project is refused, settled by its own link, done, and undone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site
from tests.e2e.test_accessibility import ENDING

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


def test_closing_a_project_leads_to_what_is_not_settled_and_then_succeeds(site: Site, visit: Visit) -> None:
    facts = f"/hazelrade/projecten/{site.scalar(ENDING)}/wijzigen/"
    page = visit("joost.van.rijn", facts)
    page.get_by_label("Status").select_option("afgerond")
    page.get_by_role("button", name="Bewaar gegevens").click()
    expect(page.get_by_role("alert")).to_contain_text("De wijkfoto wordt elk jaar vernieuwd")
    page.get_by_role("link", name="Naar de borging van dit project").click()
    page.get_by_role("link", name="De wijkfoto wordt elk jaar vernieuwd").click()
    saved = page.locator("#opgeslagen")
    page.get_by_label("In welk beleid komt het?").fill("Wijkplan Stationsbuurt")
    page.keyboard.press("Tab")
    expect(saved).to_contain_text("Opgeslagen")
    page.get_by_label("Wanneer kijken jullie").fill("2027-06-01")
    page.keyboard.press("Tab")
    expect(page.locator("#versie-blad input[name=versie]")).to_have_value("3")
    page.get_by_role("link", name="Terug naar de lijst").click()
    expect(page.get_by_text("3 van 3 geregeld")).to_be_visible()
    page.get_by_role("link", name="Naar de status van het project").click()
    for status in ("afgerond", "lopend"):
        page.goto(facts)
        page.get_by_label("Status").select_option(status)
        page.get_by_role("button", name="Bewaar gegevens").click()
        expect(page.get_by_text("De gegevens zijn bewaard.")).to_be_visible()
