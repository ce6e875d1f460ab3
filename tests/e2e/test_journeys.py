"""Whole jobs as people do them: by keyboard alone, without JavaScript, as a beheerder, as a neighbour."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.conftest import PASSWORD, Site
from tests.e2e.test_checklist import stored

Visit = Callable[..., Page]


def tab_to(page: Page, selector: str, limit: int = 120) -> None:
    """Press Tab until the element has the focus, as a person without a mouse does."""
    page.locator(selector).first.wait_for()
    page.wait_for_load_state()
    for _press in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def test_from_login_to_a_saved_punt_by_keyboard_alone(site: Site, visit: Visit) -> None:
    page = visit("", "/account/login/")
    tab_to(page, "input[name=login]")
    page.keyboard.type("marit@demo.wijkaanpak.example")
    tab_to(page, "input[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}/")
    tab_to(page, ".hoofdnav a[href*=projecten]")
    page.keyboard.press("Enter")
    tab_to(page, f"a[href='{site.project()}']")
    page.keyboard.press("Enter")
    tab_to(page, ".tabs a[href*=checklist]")
    page.keyboard.press("Enter")
    tab_to(page, "#open-UI-02")
    page.keyboard.press("Enter")
    expect(page.locator("[id='UI-02'] .punt__in")).to_be_visible()
    expect(page.locator("[id='UI-02'] .punt__in :focus")).to_have_count(1)
    tab_to(page, "#toelichting-UI-02")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Met het toetsenbord.")
    page.keyboard.press("Escape")
    expect(page.locator("#open-UI-02")).to_be_focused()
    expect(page.locator("[id='UI-02'] .punt__in")).to_have_count(0)
    assert str(stored(site, "UI-02", "toelichting")).endswith("Met het toetsenbord.")


def test_shortcuts_walk_the_list_and_can_be_switched_off(site: Site, visit: Visit) -> None:
    page = visit("marit", f"{site.project()}checklist/uitvoering/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("#open-UI-02")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("#open-UI-01")).to_be_focused()
    page.keyboard.press("g")
    page.keyboard.press("o")
    page.wait_for_url(f"{site.url}/")
    page.goto("/account/voorkeuren/")
    page.get_by_label("Sneltoetsen aan").uncheck()
    page.locator("main form button").first.click()
    page.goto(f"{site.project()}checklist/uitvoering/")
    page.keyboard.press("j")
    expect(page.locator("#open-UI-01")).not_to_be_focused()
    page.goto("/account/voorkeuren/")
    page.get_by_label("Sneltoetsen aan").check()
    page.locator("main form button").first.click()


def test_the_whole_job_without_javascript(site: Site, visit: Visit) -> None:
    page = visit("marit", f"{site.project()}checklist/vervolg/", javascript=False)
    page.locator("#open-VE-03").click()
    page.locator("#toelichting-VE-03").fill("Zonder script bewaard")
    page.locator("#deadline-VE-03").fill("2027-05-01")
    page.get_by_role("button", name="Bewaar VE-03").last.click()
    expect(page.get_by_text(re.compile("Opgeslagen om"))).to_be_visible()
    assert stored(site, "VE-03", "toelichting") == "Zonder script bewaard"
    page.locator("#status-VE-03").select_option("nvt")
    page.get_by_role("button", name="Bewaar VE-03").first.click()
    page.get_by_label("Waarom is VE-03 niet van toepassing?").fill("Komt later")
    page.get_by_role("button", name="Bewaar n.v.t.").click()
    assert stored(site, "VE-03", "status") == "nvt"
    page.get_by_role("link", name=re.compile("Geschiedenis")).first.click()
    page.get_by_role("button", name=re.compile("Zet terug naar zoals het toen was")).first.click()
    assert stored(site, "VE-03", "status") == "niet_gestart"
    assert stored(site, "VE-03", "toelichting") == "Zonder script bewaard"


def test_a_conflict_without_javascript_keeps_both_texts(site: Site, visit: Visit) -> None:
    path = f"{site.project()}checklist/vervolg/VE-06/"
    marit, sanne = visit("marit", path, javascript=False), visit("sanne.terpstra", path, javascript=False)
    for page, text in ((sanne, "Van Sanne"), (marit, "Van Marit")):
        page.locator("#toelichting-VE-06").fill(text)
        page.get_by_role("button", name="Bewaar VE-06").last.click()
    conflict = marit.locator(".conflict")
    expect(conflict).to_contain_text("Van Sanne")
    expect(conflict).to_contain_text("Van Marit")
    marit.get_by_role("button", name="Neem mijn versie").click()
    assert stored(site, "VE-06", "toelichting") == "Van Marit"


def test_a_project_from_nothing_to_the_archive(site: Site, visit: Visit) -> None:
    page = visit("marit", "/linderode/projecten/")
    page.get_by_role("link", name="Maak een project").click()
    page.get_by_label("Naam").fill("Proefwijk")
    page.get_by_label("Wijk").fill("Oost")
    page.get_by_label("Begin").fill("2027-01-01")
    page.get_by_label("Eind", exact=True).fill("2026-01-01")
    page.get_by_role("button", name="Maak project").click()
    expect(page.get_by_text("Het eind moet na het begin liggen.")).to_be_visible()
    expect(page.get_by_label("Naam")).to_have_value("Proefwijk")
    page.get_by_label("Eind", exact=True).fill("2028-06-01")
    page.get_by_role("button", name="Maak project").dblclick()
    expect(page.get_by_role("heading", level=1, name="Proefwijk")).to_be_visible()
    assert site.scalar("SELECT count(*) FROM projects_project WHERE naam = 'Proefwijk'") == 1
    page.get_by_role("link", name="Zet in het archief").click()
    page.get_by_role("button", name="Zet in het archief").click()
    expect(page.get_by_text("staat nu in het archief")).to_be_visible()


def test_a_beheerder_invites_and_the_new_person_walks_in(site: Site, visit: Visit) -> None:
    page = visit("koen.visser", "/linderode/leden/")
    page.get_by_label("E-mailadres").fill("nieuweling@example.org")
    page.get_by_role("button", name="Verstuur uitnodiging").click()
    expect(page.get_by_text("nieuweling@example.org").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("wordt verstuurd")


def test_the_neighbour_sees_nothing_of_it(site: Site, visit: Visit, complaints: list[str]) -> None:
    query = (
        "SELECT split_part(u.email, '@', 1) FROM accounts_lidmaatschap l"
        " JOIN accounts_gebruiker u ON u.id = l.gebruiker_id"
        " JOIN tenancy_gemeente g ON g.id = l.gemeente_id"
        " WHERE g.slug = 'elzerwoude' AND l.rol = 'projectleider'"
    )
    who = str(site.scalar(query))
    for path in (site.project(), f"{site.project()}checklist/uitvoering/UI-04/", "/linderode/projecten/"):
        page = visit(who, path)
        expect(page.get_by_role("heading", level=1)).to_have_text("Deze pagina is er niet")
        assert "De Vaart" not in page.content()
    complaints.clear()


def test_a_projectlid_updates_and_a_beheerder_only_looks(site: Site, visit: Visit) -> None:
    path = f"{site.project()}checklist/uitvoering/UI-04/"
    expect(visit("fatima", path).get_by_label("Toelichting")).to_be_visible()
    page = visit("koen.visser", path)
    expect(page.locator("main textarea, main select")).to_have_count(0)
    expect(page.get_by_text("Reflectieve praktijk ingericht")).to_be_visible()
