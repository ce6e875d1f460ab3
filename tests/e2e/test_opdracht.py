"""The opdracht in a real browser: from empty to vastgesteld, with the PDF in hand."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site
from tests.servers import ROOT

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


def saving(page: Page, part: str) -> Any:
    """Wait for a save."""
    return page.expect_response(lambda answer: part in answer.url and answer.request.method == "POST")


def test_an_opdracht_goes_from_empty_to_vastgesteld_with_the_pdf_in_hand(site: Site, visit: Visit) -> None:
    page = visit("sanne.terpstra", "/linderode/sturing/opdracht/nieuw/")
    page.get_by_label("Naam van de opdracht").fill("Opdracht van begin tot eind")
    page.get_by_role("button", name="Begin de opdracht").click()
    page.get_by_role("link", name="Een goed begin").click()
    text = page.locator("[id='t-OPD-GB-01_tekst']")
    text.fill("Zo begint het.")
    with saving(page, "/voorzet/"):
        page.locator("#OPD-ROL-04").get_by_role("button", name="Neem de voorzet over").click()
    expect(text).to_have_value("Zo begint het.\n\nVeiligheid is pas stabiel na minstens zes maanden. Het lokaal team "
        "blijft daarom minstens zo lang betrokken, en liefst ook in de fase van herstel.")  # fmt: skip
    left = page.locator("#OPD-ROL-07")
    with saving(page, "/OPD-ROL-07/"):
        left.get_by_text("Laten we weg").click()
    with saving(page, "/OPD-ROL-07/"):
        left.get_by_label("Waarom laten jullie het weg?").fill("De regio beslist dit.")
    expect(page.locator("#teller")).to_have_text("1 van 2 geschreven, 2 van 30 gekozen")
    page.get_by_role("link", name="Gegevens en risico’s").click()
    with saving(page, "/gegevens/"):
        page.get_by_label("Eindverantwoordelijke").fill("Annelies Brouwer")
    with saving(page, "/gegevens/"):
        page.get_by_label("Functie op managementniveau").fill("directeur sociaal domein")
    page.get_by_role("link", name="Overzicht", exact=True).click()
    page.get_by_role("link", name="Leg vast dat hij is vastgesteld").click()
    page.get_by_label("Door wie?").fill("het college")
    page.get_by_label("Wanneer?").fill("2026-01-12")
    page.get_by_label("Waarom stellen jullie").fill("De rest volgt in het voorjaar.")
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_text("bewaard als versie 1")).to_be_visible()
    page.get_by_role("button", name="Maak het document").click()
    page.wait_for_url("**/document/**")
    gemeente = str(site.scalar("SELECT id FROM tenancy_gemeente WHERE slug = 'linderode'"))
    code = f"from ontwikkelplan.sturing.tasks import make_pdfs; make_pdfs('{gemeente}')"
    subprocess.run([sys.executable, "manage.py", "shell", "-c", code], env=site.environment, cwd=ROOT, check=True)
    page.reload()
    link = page.get_by_role("link", name="Neem de pdf mee").get_attribute("href")
    assert page.request.get(str(link)).body().startswith(b"%PDF")
