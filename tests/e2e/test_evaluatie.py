"""The evaluation in a real browser: from a finding to the report, each number to its rows, by keyboard, to the PDF."""

import io
import re
import subprocess
import sys
from collections.abc import Callable

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Site
from tests.servers import ROOT

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]


def test_from_a_finding_to_the_report_and_from_a_number_to_its_rows(site: Site, visit: Visit) -> None:
    page = visit("marit", site.project().replace("/projecten/", "/evaluatie/project/"))
    page.get_by_role("link", name="Evaluatie halverwege").first.click()
    page.get_by_role("textbox", name="Conclusies").fill("De inloop werkt. Het team wil meer tijd met ouders.")
    expect(page.locator("#opgeslagen")).to_contain_text("Opgeslagen")
    page.get_by_role("link", name=re.compile("toe: Winst")).click()
    page.get_by_label("Bevinding", exact=True).fill("Ouders lopen zelf binnen")
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_role("link", name="Verslag", exact=True).click()
    page.get_by_role("link", name="Projectverslag", exact=True).click()
    expect(page.locator("#h-VSL-3")).to_contain_text("Ouders lopen zelf binnen")

    line = page.locator("#h-VSL-1\\.4 .bron").filter(has_text="Ouders en verzorgers")
    line.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(line.get_by_text(re.compile("samen 7"))).to_be_visible()
    line.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("focusgroep met ouders en verzorgers")

    page.go_back()
    expect(page.get_by_role("heading", name="Dit spreekt elkaar tegen")).to_be_visible()
    page.get_by_label("Ik heb gezien wat elkaar tegenspreekt").check()
    page.get_by_role("button", name="Maak versie").click()
    expect(page.get_by_role("heading", name="Projectverslag, versie 1")).to_be_visible()
    gemeente = str(site.scalar("SELECT id FROM tenancy_gemeente WHERE slug = 'linderode'"))
    code = f"from evaluatie.tasks import make_reports; make_reports('{gemeente}')"
    subprocess.run([sys.executable, "manage.py", "shell", "-c", code], env=site.environment, cwd=ROOT, check=True)
    page.reload()
    address = page.get_by_role("link", name="Open de pdf").get_attribute("href")
    answer = page.request.get(str(address))
    with pikepdf.open(io.BytesIO(answer.body())) as pdf:
        assert len(pdf.pages) > 3 and len(pdf.attachments) == 1
