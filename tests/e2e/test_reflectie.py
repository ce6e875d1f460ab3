"""The monthly MLB as a team does it: six sessions planned, led and logged, a seventh with another method."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site

Visit = Callable[..., Page]
INTERACTIONS_MOST = 25


@dataclass
class Hand:
    """Someone at the keyboard; counts every click, choice and field that is filled in."""

    page: Page
    count: int = 0
    did: list[str] = field(default_factory=list)

    def _note(self, what: str) -> None:
        self.count += 1
        self.did.append(what)

    def _sent(self, act: Callable[[], None]) -> None:
        """Do something that is sent to the server, and wait until the page shows the answer."""
        with self.page.expect_response(lambda response: response.request.method == "POST"):
            act()
        self.page.wait_for_load_state()
        expect(self.page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)

    def click(self, name: str, within: str = "main") -> None:
        """Press a button by its name."""
        self._note(f"click {name}")
        self._sent(self.page.locator(within).get_by_role("button", name=name).first.click)

    def write(self, selector: str, text: str) -> None:
        """Type in a field and leave it."""
        self._note(f"write {selector}")
        self.page.locator(selector).fill(text)
        self._sent(lambda: self.page.locator(selector).dispatch_event("change"))

    def add(self, selector: str, text: str) -> None:
        """Type in a field of a list and press Enter."""
        self._note(f"add {selector}")
        self.page.locator(selector).fill(text)
        self._sent(lambda: self.page.locator(selector).press("Enter"))

    def choose(self, selector: str, label: str) -> None:
        """Choose from a list."""
        self._note(f"choose {selector}")
        self.page.locator(selector).select_option(label=label)


def reflectie(site: Site, naam: str) -> str:
    """Return the address of the tab Reflectie of a project."""
    return site.project(naam).replace("/projecten/", "/reflectie/project/")


def log_session(page: Page, number: int) -> Hand:
    """Lead and log one planned session; the page shows it."""
    hand = Hand(page)
    hand.click("Begin de MLB")
    hand.write("#vraag_leervraag", f"Hoe blijf ik rustig als het gesprek oploopt, keer {number}?")
    hand.write("#vraag_casus", "Een ouder wordt snel boos aan de telefoon. De school belt vaak.")
    for _step in range(4):
        hand.click("Volgende stap", within="aside")
    hand.write("#wijk_mogelijkheden", "De conciërge van school. Een oom die dichtbij woont.")
    hand.add("#bij-casus", f"Eerst een kop koffie, keer {number}")
    hand.add("#bij-ander", "Terugbellen op een vast moment")
    hand.add("#bij-werkt", "De wijk benut")
    hand.add("#bij-werkt_niet", "Erbij doen naast het werk")
    hand.choose("#bij-actie-wie", "Marit Hoekstra")
    hand.add("#bij-actie", f"Vast moment afspreken, keer {number}")
    hand.click("Iedereen is er")
    hand.click("Sessie afronden")
    expect(page.get_by_text("De MLB is vastgelegd.")).to_be_visible()
    return hand


def test_six_sessions_with_one_method_and_a_seventh_with_another(site: Site, visit: Visit) -> None:
    place = reflectie(site, "Het Veen")
    page = visit("marit", place)
    page.get_by_role("link", name="Zet de reeks op").click()
    page.locator("#id_plaats").fill("Buurthuis")
    page.locator("#id_gespreksleider").select_option(label="Marit Hoekstra")
    page.get_by_role("button", name="Begin de reeks").click()
    page.get_by_label("Hoeveel keer?").fill("7")
    page.get_by_role("button", name="Zet op de agenda").click()
    sessions = page.locator("#agenda a[href*='/mlb/']").evaluate_all("all => all.map(each => each.href)")
    assert len(sessions) == 7

    for number, address in enumerate(sessions[:6], start=1):
        page.goto(address)
        page.get_by_role("button", name="Plan en nodig uit").click()
        expect(page.get_by_text("De MLB staat gepland")).to_be_visible()
        hand = log_session(page, number)
        assert hand.count <= INTERACTIONS_MOST, hand.did

    page.goto(place)
    expect(page.get_by_text("6 keer achter elkaar gehouden").first).to_be_visible()

    # The seventh: a method of their own, and the app says what that means.
    page.goto(f"{place}methode/")
    page.get_by_label("Naam van de methode").fill("Rondje in tweetallen")
    page.get_by_role("button", name="Bewaar de methode").click()
    page.locator("#id_methode").select_option(label="Rondje in tweetallen")
    page.locator("#opgeslagen").get_by_text("Opgeslagen").wait_for()
    page.reload()
    expect(page.get_by_text("6 keer vol. Dat is genoeg")).to_be_visible()
    page.goto(sessions[6])
    page.get_by_role("button", name="Plan en nodig uit").click()
    log_session(page, 7)
    page.goto(place)
    expect(page.get_by_text("Dezelfde methode is 1 keer gehouden").first).to_be_visible()


def test_a_name_in_the_case_is_asked_about_and_a_replacement_is_one_click(site: Site, visit: Visit) -> None:
    page = busy_session(site, visit)
    page.locator("#vraag_casus").fill("School ziet dat Jordy vaak zonder eten komt.")
    page.locator("#vraag_casus").dispatch_event("change")
    question = page.locator("#vragen-vraag_casus")
    expect(question.locator("mark")).to_have_text("Jordy")
    assert site.scalar("SELECT count(*) FROM reflectie_sessie WHERE casus LIKE '%%Jordy%%'") == 0
    question.get_by_role("button", name=re.compile("Maak er")).first.click()
    expect(page.locator("#vraag_casus")).not_to_have_value(re.compile("Jordy"))
    expect(question.locator("mark")).to_have_count(0)
    page.locator("#opgeslagen").get_by_text("Opgeslagen").wait_for()
    assert site.scalar("SELECT count(*) FROM reflectie_sessieevent WHERE casus LIKE '%%Jordy%%'") == 0


def test_a_word_that_names_nobody_is_kept_with_a_reason(site: Site, visit: Visit) -> None:
    page = busy_session(site, visit)
    page.locator("#bij-werkt").fill("Meester Samir vertelt het zelf")
    page.locator("#bij-werkt").press("Enter")
    page.locator("#factoren").get_by_role("button", name="Dit is een collega").first.click()
    expect(page.locator("#factoren .factor").first).to_contain_text("Samir")


def test_a_dropped_connection_loses_no_word(site: Site, visit: Visit, complaints: list[str]) -> None:
    page = busy_session(site, visit)
    page.context.set_offline(True)
    page.locator("#vraag_leervraag").fill("Wat doe ik als niemand opneemt?")
    page.locator("#vraag_leervraag").dispatch_event("change")
    expect(page.locator("#opgeslagen")).to_contain_text("Nog niet opgeslagen")
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.locator("#opgeslagen").get_by_text("Opgeslagen").wait_for()
    page.reload()
    expect(page.locator("#vraag_leervraag")).to_have_value("Wat doe ik als niemand opneemt?")
    assert "opneemt" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    complaints.clear()


def test_two_people_in_one_field_both_keep_their_words(site: Site, visit: Visit) -> None:
    ruben = busy_session(site, visit)
    lotte = visit("lotte", ruben.url)
    ruben.locator("#vraag_casus").fill("Van de een.")
    ruben.locator("#vraag_casus").dispatch_event("change")
    ruben.locator("#opgeslagen").get_by_text("Opgeslagen").wait_for()
    lotte.locator("#vraag_casus").fill("Van de ander.")
    lotte.locator("#vraag_casus").dispatch_event("change")
    conflict = lotte.locator("#slot-vraag")
    expect(conflict).to_contain_text("Van de een.")
    expect(conflict).to_contain_text("Van de ander.")
    conflict.get_by_role("button", name="Neem mijn versie").click()
    expect(lotte.locator("#vraag_casus")).to_have_value("Van de ander.")


def test_without_javascript_a_session_is_led_and_logged(site: Site, visit: Visit) -> None:
    address = busy_session(site, visit).url
    page = visit("ruben.aalders", address, javascript=False)
    page.locator("#vraag_leervraag").fill("Hoe vraag ik door? Vraag het Jordy.")
    page.locator("#vraag").get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.locator("#vraag mark")).to_have_text("Jordy")
    page.locator("#vraag_leervraag").fill("Hoe vraag ik door?")
    page.locator("#vraag").get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.locator("#vraag_leervraag")).to_have_value("Hoe vraag ik door?")
    page.locator("#bij-casus").fill("Stil zijn")
    page.locator("#bij-casus").press("Enter")
    expect(page.locator("#alternatieven")).to_contain_text("Stil zijn")
    page.locator("#aanwezig input[type=checkbox]").first.check()
    page.locator("#aanwezig").get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.locator("#aanwezig")).to_contain_text("1 van")


def test_a_guest_sees_one_session_and_nothing_of_the_project(site: Site, visit: Visit) -> None:
    planned = site.scalar(
        "SELECT s.id FROM reflectie_sessie s JOIN projects_project p ON p.id = s.project_id"
        " WHERE p.naam = 'De Vaart' AND s.staat IN ('gepland', 'bezig') ORDER BY s.datum LIMIT 1"
    )
    page = visit("peter.bos", f"/linderode/reflectie/mlb/{planned}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("MLB")
    assert page.locator("main a[href*='/projecten/']").count() == 0
    held = site.scalar("SELECT id FROM reflectie_sessie WHERE staat = 'afgerond' AND casus <> '' LIMIT 1")
    assert page.goto(f"/linderode/reflectie/mlb/{held}/").status == 404  # type: ignore[union-attr]
    assert page.goto(reflectie(site, "De Vaart")).status == 404  # type: ignore[union-attr]


def test_the_gemeente_sees_counts_and_no_words(site: Site, visit: Visit) -> None:
    page = visit("sanne.terpstra", reflectie(site, "De Vaart"))
    expect(page.get_by_text("MLB’s gehouden").first).to_be_visible()
    assert "ouders over geld" not in page.content()
    page.goto(f"{reflectie(site, 'De Vaart')}lessen/")
    expect(page.get_by_text("in aantallen")).to_be_visible()
    assert "Korte lijn" not in page.content()


@pytest.mark.parametrize("casus", ["", "?casus=ja"])
def test_the_report_is_a_pdf(site: Site, visit: Visit, casus: str) -> None:
    held = site.scalar("SELECT id FROM reflectie_sessie WHERE staat = 'afgerond' AND casus <> '' LIMIT 1")
    page = visit("ruben.aalders", "/")
    answer = page.request.get(f"{site.url}/linderode/reflectie/mlb/{held}/verslag.pdf{casus}")
    assert answer.ok
    assert answer.body().startswith(b"%PDF-")


def busy_session(site: Site, visit: Visit) -> Page:
    """Open the planned session of De Vaart as its gespreksleider, begun."""
    planned = site.scalar(
        "SELECT s.id FROM reflectie_sessie s JOIN projects_project p ON p.id = s.project_id"
        " WHERE p.naam = 'De Vaart' AND s.staat IN ('gepland', 'bezig') ORDER BY s.datum LIMIT 1"
    )
    page = visit("ruben.aalders", f"/linderode/reflectie/mlb/{planned}/")
    begin = page.get_by_role("button", name="Begin de MLB")
    if begin.count():
        begin.click()
        page.wait_for_load_state()
    return page
