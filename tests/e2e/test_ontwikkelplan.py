"""The tables of the ontwikkelplan in a real browser: typing, two people, the keyboard, and without a script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Site
from tests.e2e.test_accessibility import PLAN

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
LIST = "#rijen-BF4-03"


def place(site: Site, rest: str = "basisfunctie/brede-blik/?weergave=blokken#BF4-03") -> str:
    return f"/linderode/ontwikkelplan/{site.scalar(PLAN)}/{rest}"


def new_row(page: Page, goal: str) -> str:
    """Add a row to a table with the keyboard and type its goal; return the id of the row."""
    page.locator(LIST).locator("xpath=following-sibling::form").get_by_role("button").press("Enter")
    row = page.locator(f"{LIST} > article").last
    cell = row.locator("textarea[name=doel]")
    expect(cell).to_be_focused()
    cell.fill(goal)
    with saving(page):
        cell.press("Tab")
    return str(row.get_attribute("id"))


def saving(page: Page) -> Any:
    """Wait for a save of a row."""
    return page.expect_response(lambda answer: "/punt/" in answer.url and answer.request.method == "POST")


def status(page: Page) -> Locator:
    return page.locator("#opgeslagen")


def test_rows_are_added_typed_moved_and_taken_away_with_the_keyboard_alone(site: Site, visit: Visit) -> None:
    page = visit("sanne.terpstra", place(site))
    first, second = new_row(page, "Eerste doel"), new_row(page, "Tweede doel")
    expect(status(page)).to_contain_text("Opgeslagen")
    page.locator(f"#{second}_doel").focus()
    focus = []
    for _step in range(8):
        page.keyboard.press("Tab")
        focus.append(page.evaluate("document.activeElement.name || document.activeElement.tagName"))
    assert focus == ["bron", "resultaat", "stappen", "kosten", "uitvoerder", "planning", "status", "A"]
    page.locator(f"#{second}_doel").focus()
    with page.expect_response(lambda answer: answer.url.endswith("/plaats/")):
        page.keyboard.press("Alt+ArrowUp")
    rows = page.locator(f"{LIST} > article")
    expect(rows.first).to_have_id(second)
    expect(rows.first.locator(".op__nr")).to_have_text("4.3.1")
    page.reload()
    expect(rows.first).to_have_id(second)
    page.locator(f"#{first} .op__menu summary").press("Enter")
    page.locator(f"#{first}").get_by_role("button", name="Haal weg").press("Enter")
    expect(page.locator(f"#{first}")).to_contain_text("is weggehaald")
    page.locator(f"#{first}").get_by_role("button", name="Zet terug").press("Enter")
    expect(page.locator(f"#{first}_doel")).to_have_value("Eerste doel")


def test_a_page_of_rows_is_text_until_the_window_or_the_keyboard_comes_near(site: Site, visit: Visit) -> None:
    page = visit("sanne.terpstra", place(site, "alles/"))
    last = page.locator(".op").last
    expect(last).to_have_class("op op--licht")
    read = last.locator(".cel > p:last-child").all_text_contents()
    last.locator("h3 a").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "doel"
    typed = [each.input_value() for each in last.locator("textarea").all()]
    assert read == typed
    assert len(read) == 6
    assert page.evaluate("[...document.activeElement.form.elements].map((each) => each.name).join()") == (
        "csrfmiddlewaretoken,,versie,doel,bron,resultaat,stappen,kosten,uitvoerder,planning,status"
    )
    last.locator("textarea[name=kosten]").fill("€ 1.000")  # no year: the warning has a place too
    with saving(page):
        last.locator("textarea[name=kosten]").press("Tab")
    expect(last.locator(".veldmelding--letop")).to_be_visible()


def drag(page: Page, row: str, to: Locator, *, part: float) -> None:
    """Drag a row by its number to a height within something else: 0 is the top of it, 1 the bottom."""
    page.locator(f"#{row} .op__nr").scroll_into_view_if_needed()
    page.locator(f"#{row} .op__nr").hover()
    page.mouse.down()
    to.scroll_into_view_if_needed()
    box = to.bounding_box()
    assert box is not None
    for step in (0.5, 1):  # a browser tells of a drag that moves
        page.mouse.move(box["x"] + 60, box["y"] + box["height"] * part * step, steps=3)
    page.mouse.up()


def test_a_row_is_dragged_to_the_end_and_to_the_start_of_its_table(site: Site, visit: Visit) -> None:
    page = visit("sanne.terpstra", place(site))
    page.set_viewport_size({"width": 1280, "height": 1600})
    first, second, third = (new_row(page, f"Doel {n}") for n in (1, 2, 3))
    rows = page.locator(f"{LIST} > article")
    for to, part, order in (
        (page.locator(f"#{third}"), 0.9, [second, third, first]),
        (page.locator(f"#{second}"), 0.1, [first, second, third]),
        (page.locator(f"{LIST} + .opnieuw"), 0.5, [second, third, first]),
    ):
        with page.expect_response(lambda answer: answer.url.endswith("/plaats/")):
            drag(page, first, to, part=part)
        expect(rows.nth(rows.count() - 3 + order.index(first))).to_have_id(first)
        ids = [rows.nth(n).get_attribute("id") for n in range(rows.count())]
        assert ids[-3:] == order
    page.reload()
    expect(rows.last).to_have_id(first)
    page.locator(f"#{first} .op__nr").click()
    expect(page.locator(f"#{first}")).not_to_have_attribute("draggable", "true")


def test_a_move_that_fails_moves_nothing_and_says_so(site: Site, visit: Visit, complaints: list[str]) -> None:
    page = visit("sanne.terpstra", place(site))
    first, second = new_row(page, "Blijft boven"), new_row(page, "Blijft onder")
    rows = page.locator(f"{LIST} > article")
    for fails in (lambda route: route.abort(), lambda route: route.fulfill(status=500)):
        page.route("**/plaats/", fails)
        page.locator(f"#{first} .op__menu summary").click()
        page.locator(f"#{first}").get_by_role("button", name="Eén omlaag").click()
        expect(status(page)).to_contain_text("Verplaatsen lukte niet")
        assert rows.last.get_attribute("id") == second
        page.unroute("**/plaats/")
    page.get_by_role("link", name="laad opnieuw").click()
    expect(rows.last).to_have_id(second)
    complaints.clear()  # the browser names what failed


def test_what_a_colleague_adds_moves_and_writes_is_seen_without_a_reload(site: Site, visit: Visit) -> None:
    sanne, mirjam = visit("sanne.terpstra", place(site)), visit("mirjam.kok", place(site))
    news = mirjam.locator("#nieuws-BF4-03")
    row = new_row(sanne, "Van Sanne")
    expect(news).to_contain_text("Er is iets veranderd in deze tabel", timeout=20_000)
    expect(sanne.locator("#nieuws-BF4-03")).to_be_empty()
    news.get_by_role("link", name="laad opnieuw").click()
    expect(mirjam.locator(f"#{row}_doel")).to_have_value("Van Sanne")
    expect(news).to_be_empty()
    sanne.locator(f"#{row}").get_by_role("link", name="Werk bij").press("Enter")
    cell = sanne.locator(f"#{row} .standvorm textarea")
    expect(cell).to_be_focused()
    cell.fill("Drie scholen bezocht.")
    sanne.locator(f"#{row}").get_by_role("button", name="Zet erbij").press("Enter")
    expect(sanne.locator(f"#{row}").get_by_role("link", name="Werk bij")).to_be_focused()
    expect(mirjam.locator(f"#{row} .cel--7")).to_contain_text("Drie scholen bezocht.", timeout=20_000)
    sanne.locator(f"#{row} .op__menu summary").press("Enter")
    sanne.locator(f"#{row}").get_by_role("button", name="Haal weg").press("Enter")
    expect(mirjam.locator(f"#{row} .op__wie")).to_contain_text("Sanne Terpstra haalde deze rij weg", timeout=20_000)


def test_a_quarter_is_refused_beside_its_cell_and_a_day_is_saved_and_taken_back(
    site: Site, visit: Visit, complaints: list[str]
) -> None:
    page = visit("sanne.terpstra", place(site))
    row = new_row(page, "Met een dag")
    cell = page.locator(f"#{row}_planning")
    cell.fill("Q2 2027")
    with saving(page):
        cell.press("Tab")
    expect(page.locator(f"#{row}_planning_error")).to_contain_text("bijvoorbeeld 31-3-2027")
    expect(cell).to_have_attribute("aria-invalid", "true")
    complaints.clear()  # the browser says that it was answered with 422
    cell.fill("30-6-2027")
    with saving(page):
        cell.press("Tab")
    expect(page.locator(f"#{row}_planning_error")).to_be_hidden()
    page.get_by_role("button", name="Ongedaan maken").press("Enter")
    expect(cell).to_have_value("")


def test_two_people_see_each_other_and_both_texts_of_a_cell(site: Site, visit: Visit, complaints: list[str]) -> None:
    sanne = visit("sanne.terpstra", place(site))
    row = new_row(sanne, "Samen")
    mirjam = visit("mirjam.kok", place(site))
    expect(mirjam.locator("#samen")).to_contain_text("Sanne Terpstra", timeout=20_000)
    mirjam.locator(f"#{row}").scroll_into_view_if_needed()
    expect(mirjam.locator(f"#{row}_doel")).to_be_visible()
    for page, words in ((sanne, "Van Sanne"), (mirjam, "Van Mirjam")):
        page.locator(f"#{row}_doel").fill(words)
    with saving(sanne):
        sanne.locator(f"#{row}_doel").press("Tab")
    with saving(mirjam):
        mirjam.locator(f"#{row}_doel").press("Tab")
    conflict = mirjam.locator(f"#{row} .conflict")
    expect(conflict).to_contain_text("Van Sanne")
    expect(conflict).to_contain_text("Van Mirjam")
    complaints.clear()  # 409
    conflict.get_by_text("Voeg samen", exact=True).click()
    with saving(mirjam):
        conflict.get_by_role("button", name="Bewaar samengevoegde tekst").click()
    expect(mirjam.locator(f"#{row} .conflict")).to_have_count(0)
    assert site.scalar("SELECT doel FROM ontwikkelplan_ontwikkelpunt WHERE id = %s", row[3:]).split() == [
        "Van", "Sanne", "Van", "Mirjam",
    ]  # fmt: skip


def test_a_row_is_added_filled_in_and_kept_up_to_date_without_a_script(site: Site, visit: Visit) -> None:
    page = visit("sanne.terpstra", place(site, "basisfunctie/vindbare-hulp/"), javascript=False)
    page.get_by_role("button", name="Nieuw ontwikkelpunt bij 3.1").click()
    page.locator("textarea[name=doel]").fill("Zonder script")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Opgeslagen om")).to_be_visible()
    page.get_by_role("link", name="Terug naar 3.1").click()
    page.locator("#rijen-TAB-BF3 > article").last.get_by_role("link", name="Zonder script").click()
    page.locator("select[name=status]").select_option("bezig")
    page.get_by_role("button", name="Bewaar").click()
    page.locator(".standlink").click()
    page.locator(".standvorm textarea").fill("Begonnen.")
    page.get_by_role("button", name="Zet erbij").click()
    expect(page.locator("#rijen-TAB-BF3 > article").last).to_contain_text("Begonnen.")
