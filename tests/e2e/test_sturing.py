"""Sturing in a real browser: a section by keyboard, a gesprek from plan to note, and the plan cell by cell."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.e2e.conftest import Site
from tests.e2e.test_accessibility import STURING

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


def test_from_a_section_by_keyboard_to_the_note_for_the_wethouder(site: Site, visit: Visit) -> None:
    page = visit("sanne.terpstra", f"/linderode/sturing/{site.scalar(STURING)}/deel/governance/")
    saved = page.locator("#opgeslagen")
    page.locator("#STU-I-06-c input[type=radio]").first.focus()
    page.keyboard.press("Space")
    expect(saved).to_contain_text("Opgeslagen")
    page.locator("#STU-I-06-c summary").press("Enter")
    page.locator("#STU-I-06-c textarea").fill("Sinds maart")
    page.keyboard.press("Tab")
    expect(page.locator("#standen a[aria-current]")).to_contain_text("8 open")

    page.get_by_role("link", name="Bestuurlijk gesprek").click()
    page.get_by_role("link", name="Plan een gesprek").click()
    page.get_by_label("Datum").fill("2026-12-15")
    page.get_by_label("Met welke bestuurder(s)").fill("de burgemeester")
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("link", name="15 december 2026", exact=True).click()
    page.get_by_role("button", name="Neem over I-06-c").first.click()
    expect(page.get_by_label("Wat is er al?")).to_have_value(
        "- Zijn er bestuurlijke afspraken met Veilig Thuis over prestaties? Ja. Sinds maart."
    )
    page.get_by_label("Wat heb je nodig?").fill("Een besluit")
    page.keyboard.press("Tab")
    expect(page.locator("#gevuld")).to_contain_text("2 van 5")
    page.get_by_role("button", name="Het gesprek is gehouden").click()
    page.get_by_role("button", name="Gespreksnotitie").click()
    expect(page.get_by_role("link", name="Word")).to_be_visible()


def test_tab_goes_from_cell_to_cell_and_a_bare_year_is_refused_beside_its_cell(site: Site, visit: Visit) -> None:
    page = visit("sanne.terpstra", f"/linderode/sturing/{site.scalar(STURING)}/bouwstenen/")
    row = page.locator("#rijen-BST-5 > article")
    row.locator("[name=is_er]").focus()
    seen = []
    for _step in range(5):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.name"))
    assert seen == ["resultaat", "acties", "wie", "planning", "kosten"]
    row.locator("[name=planning]").fill("2027")
    page.keyboard.press("Tab")
    expect(row.locator("[id$=planning_error]")).to_contain_text("bijvoorbeeld 31-3-2027")
    row.locator("[name=kosten]").fill("€ 500, 2027, zelf")
    page.keyboard.press("Tab")
    expect(page.locator("#opgeslagen")).to_contain_text("Deels opgeslagen")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("link", name="Deel I: checklist").click(no_wait_after=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]  # what was refused is not left without a word
    row.locator("[name=planning]").fill("1-7-2027")
    page.keyboard.press("Tab")
    expect(page.locator("#opgeslagen")).to_contain_text("Opgeslagen")
    page.get_by_role("link", name="Deel I: checklist").click()
    expect(page.get_by_role("link", name="Deel I: checklist")).to_have_attribute("aria-current", "page")
    assert asked == ["beforeunload"]


def test_a_row_moves_by_keyboard_goes_and_comes_back_and_a_pasted_table_is_looked_at(site: Site, visit: Visit) -> None:
    page = visit("sanne.terpstra", f"/linderode/sturing/{site.scalar(STURING)}/bouwstenen/")
    table = page.locator("#rijen-BST-4")
    count = table.locator("article").count()
    table.locator("[name=is_er]").last.fill("De onderste rij")
    page.locator("[data-nieuw=BST-4]").press("Enter")
    expect(table.locator("article")).to_have_count(count + 1)
    expect(table.locator("[name=is_er]").last).to_be_focused()
    page.keyboard.type("De nieuwe rij")
    page.keyboard.press("Alt+ArrowUp")
    expect(table.locator("[name=is_er]").nth(count - 1)).to_have_value("De nieuwe rij")
    row = table.locator("article").nth(count - 1)
    expect(row.locator(".op__nr")).to_have_text(f"4.{count}")
    expect(row.locator("[name=versie]").first).to_have_value("2")  # saved: else taking it away asks first
    row.locator(".op__menu summary").press("Enter")
    row.get_by_role("button", name="Haal weg").press("Enter")
    table.get_by_role("button", name="Zet terug").press("Enter")
    expect(table.locator("article")).to_have_count(count + 1)
    page.evaluate(
        """() => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", "Geplakte visie\\tGeplakt resultaat");
            const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
            document.querySelector("#rijen-BST-4 [name=is_er]").dispatchEvent(event);
        }"""
    )
    expect(page.get_by_label("Welke resultaten wil je behalen?")).to_have_value("Geplakt resultaat")
    page.get_by_role("button", name="Zet in het plan").press("Enter")
    expect(page.locator("#rijen-BST-4 [name=is_er]").last).to_have_value("Geplakte visie")
