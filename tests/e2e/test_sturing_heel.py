"""Sturing whole in a real browser: from an empty checklist to an opdracht and two dialogues, every PDF in hand."""

import re
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


def ask(page: Page, button: str, asked: dict[str, str]) -> None:
    """Ask for a document, remember where it will be, and come back."""
    here = page.url.split("#")[0]
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url("**/document/**")
    asked[f"{button} {len(asked)}"] = page.url
    page.goto(here)


def checklist_and_gesprek(page: Page, asked: dict[str, str]) -> None:
    """Begin the checklist, answer a line, and hold the talk that it prepares."""
    page.get_by_role("button", name=re.compile("Begin de checklist van")).click()
    page.locator("#standen a").last.click()
    page.locator("#STU-I-06-c input[type=radio]").first.focus()
    page.keyboard.press("Space")
    expect(page.locator("#opgeslagen")).to_contain_text("Opgeslagen")
    page.get_by_role("link", name="Bestuurlijk gesprek").click()
    page.get_by_role("link", name="Plan een gesprek").click()
    page.get_by_label("Datum").fill("2026-12-15")
    page.get_by_label("Met welke bestuurder(s)").fill("de wethouder")
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("link", name="15 december 2026", exact=True).click()
    with saving(page, "/overnemen/"):
        page.get_by_role("button", name="Neem over I-06-c").first.click()
    expect(page.get_by_label("Wat is er al?")).to_have_value(re.compile("afspraken met Veilig Thuis"))
    ask(page, "Gespreksnotitie", asked)
    page.get_by_role("button", name="Het gesprek is gehouden").click()
    ask(page, "Besluitenlijst", asked)
    page.get_by_role("link", name="Plan per bouwsteen").click()
    ask(page, "Neem het plan mee", asked)


def opdracht(page: Page, asked: dict[str, str]) -> None:
    """Write an opdracht as far as it must be, have it vastgesteld, and go to its dialogue."""
    page.get_by_role("link", name="Opdracht lokaal team").click()
    page.get_by_role("link", name="Begin een opdracht").click()
    page.get_by_role("button", name="Begin de opdracht").click()
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
    ask(page, "Maak het document", asked)
    page.get_by_role("link", name="Dialoog met het lokaal team").click()


def plan(page: Page, soort: str, day: str) -> None:
    """Plan a meeting and open it."""
    page.get_by_role("link", name=re.compile(rf"Plan een overleg.*{soort}")).click()
    page.get_by_label("Datum").fill(day)
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("region", name="Gepland").get_by_role("link").first.click()


def add_action(page: Page, kant: str, tekst: str) -> None:
    """Add an action of one side."""
    page.get_by_role("link", name=f"Actie van {kant}").click()
    page.get_by_label("Actie", exact=True).fill(tekst)
    page.get_by_role("button", name="Bewaar").click()


def test_from_an_empty_checklist_to_two_dialogues_with_every_pdf_in_hand(site: Site, visit: Visit) -> None:
    asked: dict[str, str] = {}
    page = visit("naima.chaouch", "/kersendonk/sturing/")
    checklist_and_gesprek(page, asked)
    opdracht(page, asked)
    plan(page, "ambities", "2026-01-20")
    with saving(page, "/overleg/"):
        page.get_by_label("Analyse van casussen").check()
    expect(page.locator("#agendastand")).to_contain_text("nog geen randvoorwaarde")
    with saving(page, "/overleg/"):
        page.get_by_label("Genoeg specialistische hulp").check()
    expect(page.locator("#agendastand")).to_have_text("2 punten op de agenda")
    with saving(page, "/overleg/"):
        page.get_by_label("Wat is besproken?").fill("We zijn het eens over het doel.")
    add_action(page, "Gemeente", "Bel de regio")
    page.get_by_role("button", name="Het overleg is gehouden").click()
    expect(page.get_by_text("Alleen de gemeente heeft een actie.")).to_be_visible()
    add_action(page, "Lokaal team", "Tel de uren")
    expect(page.get_by_text("Alleen de gemeente heeft een actie.")).to_have_count(0)
    for document in ("Agenda", "Verslag"):
        ask(page, document, asked)

    page.get_by_role("link", name="Overleggen", exact=True).last.click()
    plan(page, "uitvoering", "2026-03-20")
    with saving(page, "/overnemen/"):
        page.get_by_role("button", name=re.compile("Zet op de agenda.*Bel de regio")).click()
    expect(page.get_by_label("Eigen agendapunten")).to_have_value("- Bel de regio")
    expect(page.locator("#agendastand")).to_contain_text("1 punt op de agenda")
    page.get_by_role("region", name="Nog open van eerdere overleggen").get_by_role(
        "button", name=re.compile("Klaar.*Bel de regio")
    ).click()
    expect(page.get_by_role("region", name="Nog open van eerdere overleggen")).not_to_contain_text("Bel de regio")
    for document in ("Agenda", "Verslag"):
        ask(page, document, asked)

    gemeente = str(site.scalar("SELECT id FROM tenancy_gemeente WHERE slug = 'kersendonk'"))
    code = f"from ontwikkelplan.sturing.tasks import make_pdfs; make_pdfs('{gemeente}')"
    subprocess.run([sys.executable, "manage.py", "shell", "-c", code], env=site.environment, cwd=ROOT, check=True)
    assert len(asked) == 8
    for document, place in asked.items():
        page.goto(place)
        link = page.get_by_role("link", name="Neem de pdf mee").get_attribute("href")
        assert page.request.get(str(link)).body().startswith(b"%PDF"), document
