"""From an empty project to a signed agreement, as five people do it, and the screens on the way."""

import datetime
import io
import os
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from email import message_from_string, policy
from pathlib import Path

import pikepdf
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PASSWORD, Site
from tests.servers import ROOT

Visit = Callable[..., Page]
TODAY = timezone.localdate()  # of the people, not of the machine
SIGNATORY = "yvonne.dekker@demo.wijkaanpak.example"


@pytest.fixture(scope="module")
def worker(site: Site) -> Iterator[None]:
    """A real worker: documents are made and mails are sent by it."""
    command = [sys.executable, "-m", "celery", "-A", "wijkaanpak", "worker", "--pool", "solo", "--loglevel", "ERROR"]
    with (site.folder / "worker.log").open("wb") as log:
        process = subprocess.Popen(command, env=site.environment, cwd=ROOT, stdout=log, stderr=log)
        yield
        process.terminate()
        process.wait(timeout=30)


def fill(page: Page, **fields: str) -> None:
    """Fill fields by name, whatever kind they are."""
    for name, value in fields.items():
        field = page.locator(f"main [name={name}]").first
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)


def send(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def sign(page: Page) -> None:
    """Log in again and sign the agreement on this page."""
    page.get_by_role("link", name="Log opnieuw in om te tekenen").click()
    page.locator("main input[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.get_by_label("Ik teken deze overeenkomst").check()
    send(page, "Teken")
    expect(page.get_by_text("Je hebt getekend namens")).to_be_visible()


def test_from_an_empty_project_to_an_agreement_signed_by_five(site: Site, visit: Visit, worker: None) -> None:
    page = visit("marit", "/linderode/projecten/nieuw/")
    begin, end = TODAY.isoformat(), (TODAY + datetime.timedelta(days=500)).isoformat()
    fill(page, naam="De Proef", wijk="De Proef", begin=begin, eind=end, projectleider="Marit Hoekstra")
    send(page, "Maak project")
    place = re.sub(r"^https?://[^/]+", "", page.url)

    # The five partners, through the buttons that say what is missing.
    page.goto(f"{place}partners/")
    kinds = ("Gemeente", "Wijkteam of lokaal team", "Veilig Thuis", "Gecertificeerde instelling (GI)")
    for number, kind in enumerate((*kinds, "Raad voor de Kinderbescherming")):
        page.get_by_role("link", name=kind, exact=True).click()
        fill(page, naam=f"Organisatie {number}")
        send(page, "Bewaar")
    expect(page.get_by_text("verplichte partner")).to_have_count(0)

    # One signatory with an account, one who is invited, three who sign on paper.
    for number in range(5):
        page.goto(f"{place}mandaten/nieuw/")
        email = SIGNATORY if number == 0 else f"tekenaar{number}@example.org"
        fill(
            page, partner=f"Organisatie {number}", soort="De overeenkomst tekenen", naam=f"Tekenaar {number}",
            functie="directeur", email=email, omvang="De overeenkomst", van=begin, tot=end, verleend_door="Het bestuur",
        )  # fmt: skip
        send(page, "Bewaar")

    # The vision saves by itself.
    page.goto(f"{place}visie/")
    page.locator("[name=visie]").fill("Elk kind groeit veilig op in de eigen wijk.")
    expect(page.locator("#opgeslagen")).to_contain_text("Opgeslagen")

    # The document, its own words, a version, the PDF.
    page.goto(f"{place}documenten/overeenkomst/tekst/slot/")
    page.locator("[name=tekst]").fill("Deze afspraken gelden zolang het project loopt.")
    expect(page.locator("#opgeslagen")).to_contain_text("Opgeslagen")
    page.goto(f"{place}documenten/overeenkomst/")
    expect(page.get_by_text("Deze afspraken gelden zolang het project loopt.")).to_be_visible()
    send(page, "Maak versie")
    version = page.url
    expect(page.get_by_role("link", name="Open de pdf")).to_be_visible(timeout=60_000)
    pdf = page.request.get(page.get_by_role("link", name="Open de pdf").get_attribute("href") or "").body()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.MarkInfo.Marked
    page.reload()
    page.get_by_role("link", name="Leg ter ondertekening voor").click()
    send(page, "Leg voor en verstuur de mails")
    expect(page.get_by_text("0 van 5 getekend")).to_be_visible()

    # The wethouder finds it in Mijn overzicht, reads and signs.
    wethouder = visit("yvonne.dekker", "/")
    wethouder.get_by_role("link", name="Lees en teken de overeenkomst").last.click()
    expect(wethouder.get_by_text("Elk kind groeit veilig op in de eigen wijk.")).to_be_visible()
    sign(wethouder)

    # Someone without an account: one mail, one link, a password, and the agreement waits.
    invited = visit("", _link_in_mail(site, "tekenaar1@example.org"))
    fill(invited, naam="Hanna Tekenaar", wachtwoord="een-heel-gewone-zin")
    invited.locator("main form button").first.click()
    invited.wait_for_load_state()
    invited.get_by_role("link", name="Log opnieuw in om te tekenen").click()
    invited.locator("main input[name=password]").fill("een-heel-gewone-zin")
    invited.locator("main form button").first.click()
    invited.get_by_label("Ik teken deze overeenkomst").check()
    send(invited, "Teken")
    expect(invited.get_by_text("Je hebt getekend namens")).to_be_visible()

    # Three on paper, by keyboard of the projectleider.
    for _number in range(3):
        page.goto(version)
        page.get_by_role("link", name="Tekende op papier").first.click()
        page.locator("[name=papier_op]").fill(TODAY.isoformat())
        page.locator("[name=bestand]").set_input_files(
            {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": pdf}
        )
        send(page, "Voeg handtekening toe")
    expect(page.get_by_text("Getekend door alle ondertekenaars").first).to_be_visible()
    expect(page.get_by_text("5 van 5 getekend")).to_be_visible()

    # The bundle proves itself without the application.
    download = page.get_by_role("link", name="Download de zip")
    for _attempt in range(40):
        if download.count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    zipped = page.request.get(download.get_attribute("href") or "").body()
    target = site.folder / "overeenkomst.zip"
    target.write_bytes(zipped)
    checked = subprocess.run(
        [sys.executable, "-m", "wijkaanpak.documents.verify", str(target)],
        env={"PATH": os.environ["PATH"]}, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout
    with zipfile.ZipFile(io.BytesIO(zipped)) as bundle:
        assert bundle.read("samenwerkingsovereenkomst.pdf") == pdf

    # And the checklist has seen it.
    page.goto(f"{place}checklist/start/ST-06b/")
    expect(page.get_by_text("Staat in wijkaanpak:").last).to_be_visible()


def _link_in_mail(site: Site, address: str) -> str:
    folder = Path(site.folder / "mail")
    for _attempt in range(300):
        for file in folder.glob("*"):
            for raw in file.read_text().split("-" * 79):
                message = message_from_string(raw.strip(), policy=policy.default)
                if message["To"] == address:
                    body = message.get_body(("plain",))
                    assert body is not None
                    found = re.search(r"https?://[^\s]+", body.get_content())
                    assert found is not None
                    return re.sub(r"^https?://[^/]+", "", found[0])
        time.sleep(0.2)
    raise AssertionError(f"no mail to {address}")


def test_two_people_in_the_vision_see_both_texts(site: Site, visit: Visit, complaints: list[str]) -> None:
    path = f"{site.project()}visie/"
    marit, sanne = visit("marit", path), visit("sanne.terpstra", path)
    sanne.locator("[name=waarden]").fill("Van Sanne")
    expect(sanne.locator("#opgeslagen")).to_contain_text("Opgeslagen")
    marit.locator("[name=waarden]").fill("Van Marit")
    marit.locator(".conflict").wait_for()
    expect(marit.locator(".conflict")).to_be_focused()
    expect(marit.locator(".conflict")).to_be_in_viewport()
    expect(marit.locator(".conflict h4")).to_have_text([re.compile("Wat Sanne schreef"), re.compile("Wat jij schreef")])
    expect(marit.locator("#opgeslagen")).to_have_class(re.compile("opgeslagen--open"))
    expect(marit.locator(".conflict__tekst").first).to_have_text("Van Sanne")
    marit.get_by_role("button", name="Neem mijn versie").click()
    expect(marit.locator(".conflict")).to_have_count(0)
    expect(marit.locator("[name=waarden]")).to_have_value("Van Marit")
    complaints.clear()  # the browser notes the 409


def test_a_wrong_value_says_so_beside_the_field_and_keeps_it(site: Site, visit: Visit, complaints: list[str]) -> None:
    page = visit("marit", f"{site.project()}startbijeenkomst/")
    page.locator("[name=begin]").fill("16:00")
    page.locator("[name=eind]").fill("13:00")
    page.locator("[name=plaats]").click()
    expect(page.locator("#id_eind_error")).to_contain_text("niet voor het begin")
    expect(page.locator("[name=eind]")).to_have_value("13:00")
    complaints.clear()  # the browser notes the 422


def test_the_rooster_by_keyboard_changes_the_picture(site: Site, visit: Visit) -> None:
    page = visit("marit", f"{site.project()}aanwezigheid/")
    box = page.get_by_label("Bas Kuiper, vrijdagochtend")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("#opgeslagen")).to_contain_text("Opgeslagen")
    expect(page.locator("#samen .matrix tbody tr").first.locator("td").last).to_have_text("1")
    page.reload()
    expect(page.get_by_label("Bas Kuiper, vrijdagochtend")).to_be_checked()


def test_the_set_up_works_without_javascript(site: Site, visit: Visit) -> None:
    page = visit("marit", f"{site.project()}wijkfoto/", javascript=False)
    page.locator("[name=karakter]").fill("Zonder script geschreven")
    send(page, "Bewaar")
    expect(page.get_by_text(re.compile("Opgeslagen om"))).to_be_visible()
    expect(page.locator("[name=karakter]")).to_have_value("Zonder script geschreven")
    page.goto(f"{site.project()}vragen/nieuw/")
    page.locator("[name=tekst]").fill("Waar kunnen tieners heen?")
    send(page, "Bewaar")
    expect(page.get_by_role("link", name="Waar kunnen tieners heen?")).to_be_visible()
