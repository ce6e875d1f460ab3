"""A pasted table in a real browser: with the keyboard, and looked over before it lands."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import require_accessible
from tests.e2e.conftest import Site
from tests.e2e.test_accessibility import PLAN

Visit = Callable[..., Page]


@pytest.mark.parametrize("width", [1280, 360])
def test_a_pasted_table_is_shown_before_it_lands_and_axe_finds_nothing(site: Site, visit: Visit, width: int) -> None:
    page = visit("sanne.terpstra", f"/linderode/ontwikkelplan/{site.scalar(PLAN)}/plakken/", width=width)
    page.get_by_label("In welke tabel?").select_option("BF4-02")
    page.get_by_label("Plak hier je tabel").fill(f"Geplakt doel {width}\tBeter\t1. Doen\t€ 500, 2027, zelf\tTeam\t2027")
    page.get_by_role("button", name="Kijk na").press("Enter")
    expect(page.get_by_text("Nieuwe rij")).to_be_visible()
    require_accessible(page)
    page.get_by_role("button", name="Neem over wat is gekozen").press("Enter")
    expect(page.get_by_text("Er is nog niets overgenomen")).to_be_visible()
    page.get_by_label("Pas de tekst aan Planning").fill("31-3-2027")
    page.get_by_role("button", name="Neem over wat is gekozen").press("Enter")
    expect(page.get_by_text("Overgenomen: 1 nieuwe rij.")).to_be_visible()
