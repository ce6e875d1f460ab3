"""The checklist in a browser: it saves by itself, says so, and loses nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site

Visit = Callable[..., Page]


def stored(site: Site, punt: str, column: str, project: str = "De Vaart") -> object:
    query = (
        f"SELECT a.{column} FROM projects_checklistantwoord a JOIN projects_project p ON p.id = a.project_id"
        " WHERE p.naam = %s AND a.punt = %s"
    )
    return site.scalar(query, project, punt)


def test_a_status_in_a_closed_row_saves_by_itself_and_can_be_taken_back(site: Site, visit: Visit) -> None:
    page = visit("marit", f"{site.project()}checklist/uitvoering/")
    before = stored(site, "UI-05", "status")
    page.get_by_label("Status van UI-05").select_option("gereed")
    expect(page.locator("#opgeslagen")).to_contain_text("Opgeslagen")
    assert stored(site, "UI-05", "status") == "gereed"
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator("#opgeslagen")).to_contain_text("Het staat weer zoals het was.")
    assert stored(site, "UI-05", "status") == before


def test_typing_saves_after_a_pause_and_survives_a_reload(site: Site, visit: Visit) -> None:
    page = visit("marit", f"{site.project()}checklist/uitvoering/UI-06/")
    page.get_by_label("Toelichting").fill("Getypt zonder te bewaren 🌱 שלום")
    expect(page.locator("#opgeslagen")).to_contain_text("Opgeslagen")
    page.reload()
    expect(page.get_by_label("Toelichting")).to_have_value("Getypt zonder te bewaren 🌱 שלום")


def test_two_people_in_one_field_both_keep_their_words(site: Site, visit: Visit) -> None:
    path = f"{site.project()}checklist/uitvoering/UI-07/"
    marit, sanne = visit("marit", path), visit("sanne.terpstra", path)
    sanne.get_by_label("Toelichting").fill("Tekst van Sanne")
    expect(sanne.locator("#opgeslagen")).to_contain_text("Opgeslagen")
    marit.get_by_label("Toelichting").fill("Tekst van Marit")
    conflict = marit.locator(".conflict")
    expect(conflict).to_contain_text("Tekst van Sanne")
    expect(conflict).to_contain_text("Tekst van Marit")
    expect(conflict).to_contain_text("Sanne Terpstra")
    expect(conflict).to_be_focused()
    expect(conflict).to_be_in_viewport()
    assert stored(site, "UI-07", "toelichting") == "Tekst van Sanne"
    marit.get_by_text("Voeg samen", exact=True).click()
    marit.get_by_role("button", name="Bewaar samengevoegde tekst").click()
    expect(marit.locator(".conflict")).to_have_count(0)
    both = str(stored(site, "UI-07", "toelichting"))
    assert "Tekst van Sanne" in both
    assert "Tekst van Marit" in both


def test_someone_elses_field_is_not_overwritten_by_a_stale_screen(site: Site, visit: Visit) -> None:
    path = f"{site.project()}checklist/start/ST-05/"
    marit, sanne = visit("marit", path), visit("sanne.terpstra", path)
    sanne.get_by_label("Toelichting").fill("Alleen van Sanne")
    expect(sanne.locator("#opgeslagen")).to_contain_text("Opgeslagen")
    marit.get_by_label("Deadline").fill("2027-03-01")
    expect(marit.locator("#opgeslagen")).to_contain_text("Opgeslagen")
    marit.get_by_label("Deadline").fill("2027-03-02")
    expect(marit.locator("#opgeslagen")).to_contain_text("Opgeslagen")
    assert stored(site, "ST-05", "toelichting") == "Alleen van Sanne"
    assert str(stored(site, "ST-05", "deadline")) == "2027-03-02"


def test_not_applicable_asks_why_and_saves_with_the_answer(site: Site, visit: Visit) -> None:
    page = visit("marit", f"{site.project()}checklist/vervolg/")
    page.get_by_label("Status van VE-02").select_option("nvt")
    why = page.get_by_label("Waarom is VE-02 niet van toepassing?")
    expect(why).to_be_focused()
    assert stored(site, "VE-02", "status") in (None, "niet_gestart")
    why.fill("De regio houdt al een dag")
    page.get_by_role("button", name="Bewaar n.v.t.").click()
    expect(page.locator("#opgeslagen")).to_contain_text("Opgeslagen")
    expect(page.get_by_label("Status van VE-02")).to_have_value("nvt")
    assert stored(site, "VE-02", "reden") == "De regio houdt al een dag"


def test_gereed_with_open_deelacties_asks_and_can_finish_them(site: Site, visit: Visit) -> None:
    page = visit("marit", f"{site.project()}checklist/vervolg/")
    page.get_by_label("Status van VE-01").select_option("gereed")
    expect(page.get_by_text("Er zijn nog 3 deelacties open.")).to_be_visible()
    assert stored(site, "VE-01", "status") == "gereed"
    page.get_by_role("button", name="Zet die ook op gereed").click()
    expect(page.get_by_text("3 deelacties staan nu op gereed.")).to_be_visible()


def test_a_server_that_is_away_keeps_the_text_and_tries_again(site: Site, visit: Visit, complaints: list[str]) -> None:
    page = visit("marit", f"{site.project()}checklist/uitvoering/UI-03/")
    page.route("**/bewaren/", lambda route: route.abort())
    page.get_by_label("Toelichting").fill("Zonder verbinding")
    expect(page.locator("#opgeslagen")).to_contain_text("Nog niet opgeslagen")
    page.unroute("**/bewaren/")
    page.get_by_role("button", name="Probeer opnieuw").click()
    expect(page.locator("#opgeslagen")).to_contain_text("Opgeslagen")
    assert stored(site, "UI-03", "toelichting") == "Zonder verbinding"
    complaints.clear()


@pytest.mark.parametrize("javascript", [True, False])
def test_an_expired_session_gives_the_login_and_then_the_text_back(site: Site, visit: Visit, javascript: bool) -> None:
    punt = "VB-03" if javascript else "VB-05"
    page = visit("marit", f"{site.project()}checklist/voorbereiding/{punt}/", javascript=javascript)
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Toelichting").fill("Getypt na het verlopen")
    if not javascript:
        page.get_by_role("button", name=f"Bewaar {punt}").last.click()
    page.wait_for_url("**/account/login/**")
    page.fill("input[name=login]", "marit@demo.wijkaanpak.example")
    page.fill("input[name=password]", "welkom-in-de-wijk")
    page.press("input[name=password]", "Enter")
    expect(page.get_by_text("Dit was nog niet opgeslagen")).to_be_visible()
    expect(page.get_by_text("Getypt na het verlopen")).to_be_visible()
    page.get_by_role("button", name="Bewaar nu").click()
    expect(page.get_by_text("Opgeslagen om")).to_be_visible()
    assert stored(site, punt, "toelichting") == "Getypt na het verlopen"


def test_a_form_whose_token_no_longer_counts_gets_a_new_one_and_saves(
    site: Site, visit: Visit, complaints: list[str]
) -> None:
    page = visit("marit", f"{site.project()}checklist/voorbereiding/VB-06/")
    page.context.clear_cookies(name="csrftoken")
    page.get_by_label("Toelichting").fill("Na opnieuw inloggen in een ander tabblad")
    expect(page.locator("#opgeslagen")).to_contain_text("Opgeslagen")
    assert stored(site, "VB-06", "toelichting") == "Na opnieuw inloggen in een ander tabblad"
    assert any("403" in text for text in complaints)
    complaints.clear()


def test_closing_a_punt_with_text_that_could_not_be_saved_asks_first(
    site: Site, visit: Visit, complaints: list[str]
) -> None:
    page = visit("marit", f"{site.project()}checklist/voorbereiding/VB-01/")
    page.route("**/bewaren/", lambda route: route.abort())
    page.get_by_label("Toelichting").fill("Dit mag niet weg")
    expect(page.locator("#opgeslagen")).to_contain_text("Nog niet opgeslagen")
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.locator("#open-VB-01").click()
    expect(page.get_by_label("Toelichting")).to_have_value("Dit mag niet weg")
    page.unroute("**/bewaren/")
    page.get_by_role("button", name="Probeer opnieuw").click()
    expect(page.locator("#opgeslagen")).to_contain_text("Opgeslagen")
    complaints.clear()
