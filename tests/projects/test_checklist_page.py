"""The checklist on the screen: filters, deep links, progress, saving, taking back."""

import datetime
import re
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.projects.pages import HTMX, PHASES, answer, fill_everything, put, save, stored
from tests.projects.setting_up import make_partners
from wijkaanpak.tenancy.scope import tenant_scope

PART_MAX = 10 * 1024
PAGE_MAX = 60 * 1024


def _shown(response: Any) -> list[str]:
    """The ids of the top-level punten on a phase page."""
    return re.findall(r'<li class="punt[^"]*" id="([^"]+)"', response.content.decode())


def _filter(client: Any, town: Any, query: str) -> list[str]:
    response = client.get(town.url(f"checklist/uitvoering/{query}"))
    assert response.status_code == 200
    return _shown(response)


ALL = [*(f"UI-0{number}" for number in range(1, 9)), "EP-01"]


def _filter_count(client: Any, path: str) -> int:
    """How many rows the filter counts that the app has something ready for."""
    found = re.search(r"Klaar om op gereed te zetten <b>(\d+)</b>", client.get(path).content.decode())
    assert found is not None
    return int(found[1])


def test_a_closed_row_and_the_filter_tell_what_can_be_set_to_gereed(cast: Cast, login: Any) -> None:
    town = cast.linderode
    client, path = login(town.leider), town.url("checklist/voorbereiding/")
    assert _filter_count(client, path) == 1  # a team of more than one
    assert '<span class="klaarmerk" id="klaar-VB-01"></span>' in client.get(path).content.decode()
    with tenant_scope(town.gemeente.pk):
        make_partners(town)
    page = client.get(path).content.decode()
    assert re.search(r'id="klaar-VB-01">.*?Klaar om op gereed te zetten</span>', page)
    assert _filter_count(client, path) == 3  # the partners, and their mandates
    posted = {"blok": "rij", "versie": "0", "status": "gereed"}
    saved = client.post(town.url("punten/VB-01/bewaren/"), posted, headers=HTMX).content.decode()
    assert re.search(r'id="klaar-VB-01" hx-swap-oob="true">.*?1 deelactie klaar om op gereed te zetten</span>', saved)


def test_a_phase_shows_its_punten_and_the_own_ones(cast: Cast, login: Any) -> None:
    assert _filter(login(cast.linderode.leider), cast.linderode, "") == ALL


def test_the_filter_mij_shows_what_is_mine(cast: Cast, login: Any) -> None:
    town = cast.linderode
    put(town, "UI-02a", verantwoordelijke_id=town.lid.lid.pk)  # a deelactie counts for its punt
    put(town, "UI-03", verantwoordelijke_id=town.leider.lid.pk)
    assert _filter(login(town.lid), town, "?toon=mij") == ["UI-02", "UI-04"]


def test_the_filter_laat_shows_what_is_past_its_deadline_and_not_done(cast: Cast, login: Any) -> None:
    town = cast.linderode
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    put(town, "UI-02", deadline=yesterday)
    put(town, "UI-03", deadline=yesterday, status="gereed")
    put(town, "UI-05", deadline=timezone.localdate())
    assert _filter(login(town.lid), town, "?toon=laat") == ["UI-02"]


def test_the_filter_open_leaves_out_what_is_gereed_or_not_applicable(cast: Cast, login: Any) -> None:
    town = cast.linderode
    put(town, "UI-02", status="gereed")
    put(town, "UI-03", status="nvt", reden="Al geregeld")
    assert _filter(login(town.lid), town, "?toon=open") == [id for id in ALL if id not in ("UI-02", "UI-03")]


def test_the_filter_zonder_bewijs_shows_what_is_gereed_without_evidence(cast: Cast, login: Any) -> None:
    town = cast.linderode
    put(town, "UI-02", status="gereed")
    put(town, "UI-04", status="gereed")  # has evidence
    assert _filter(login(town.lid), town, "?toon=zonder-bewijs") == ["UI-02"]


def test_the_filter_wie_shows_what_is_of_one_person(cast: Cast, login: Any) -> None:
    town = cast.linderode
    put(town, "UI-03", verantwoordelijke_id=town.leider.lid.pk)
    assert _filter(login(town.lid), town, f"?wie={town.leider.lid.pk}") == ["UI-03"]


@pytest.mark.parametrize("query", ["?toon=onzin", "?wie=niemand", "?toon=%00", "?wie=%27%20or%201=1", "?iets=anders"])
def test_an_unknown_filter_is_left_out(cast: Cast, login: Any, query: str) -> None:
    assert _filter(login(cast.linderode.lid), cast.linderode, query) == ALL


def test_the_open_punt_stays_in_sight_under_a_filter(cast: Cast, login: Any) -> None:
    town = cast.linderode
    response = login(town.leider).get(town.url("checklist/uitvoering/UI-07/?toon=laat"))
    assert _shown(response) == ["UI-07"]


def test_a_deep_link_to_a_deelactie_opens_it_and_its_punt(cast: Cast, login: Any) -> None:
    town = cast.linderode
    html = login(town.leider).get(town.url("checklist/uitvoering/UI-04b/")).content.decode()
    assert '<li class="punt punt--open" id="UI-04">' in html
    assert 'id="toelichting-UI-04b"' in html
    assert html.count("punt--open") == 1


def test_a_deep_link_to_a_punt_of_another_phase_leads_there(cast: Cast, login: Any) -> None:
    town = cast.linderode
    response = login(town.leider).get(town.url("checklist/uitvoering/VB-02/"))
    assert response.status_code == 302
    assert response["Location"] == town.url("checklist/voorbereiding/VB-02/")


def test_the_checklist_opens_at_the_phase_of_now(cast: Cast, login: Any) -> None:
    town = cast.linderode
    assert login(town.leider).get(town.url("checklist/"))["Location"] == town.url("checklist/uitvoering/")


def test_progress_leaves_out_what_does_not_apply_and_counts_own_punten(cast: Cast, login: Any) -> None:
    town = cast.linderode
    put(town, "UI-01", status="gereed")
    put(town, "UI-02", status="nvt", reden="Al geregeld")
    put(town, "UI-03a", status="gereed")  # a deelactie is no punt
    put(town, "EP-01", status="gereed")
    assert "2 van 8 gereed" in login(town.leider).get(town.url("checklist/uitvoering/")).content.decode()


def test_a_status_saved_without_script_comes_back_to_the_punt(cast: Cast, login: Any) -> None:
    town = cast.linderode
    response = save(login(town.leider), town, "UI-01", status="bezig")
    assert response.status_code == 302
    assert response["Location"] == town.url("checklist/uitvoering/UI-01/#UI-01")
    assert stored(town, "UI-01").status == "bezig"


def test_gereed_with_open_deelacties_is_saved_and_asks_about_them(cast: Cast, login: Any) -> None:
    town = cast.linderode
    client = login(town.leider)
    put(town, "UI-04a", status="gereed")
    response = save(client, town, "UI-04", htmx=True, blok="rij", versie=1, status="gereed")
    assert response.status_code == 200
    assert stored(town, "UI-04").status == "gereed"
    assert re.search(r"Er (is|zijn) nog \d+ deelacties? open", response.content.decode())
    client.post(town.url("punten/UI-04/deelacties-gereed/"))
    assert stored(town, "UI-04b").status == "gereed"


def test_nvt_without_a_reason_asks_for_one_and_saves_nothing(cast: Cast, login: Any) -> None:
    town = cast.linderode
    for htmx in (True, False):
        response = save(login(town.leider), town, "UI-01", htmx=htmx, blok="rij", status="nvt")
        assert response.status_code == 422
        assert "Waarom is UI-01 niet van toepassing?" in response.content.decode()
        found = answer(town, "UI-01")
        assert found is None or found.status == "niet_gestart"


def test_nvt_with_a_reason_is_saved(cast: Cast, login: Any) -> None:
    town = cast.linderode
    response = save(login(town.leider), town, "UI-01", htmx=True, blok="conflict", status="nvt", reden="Al geregeld")
    assert response.status_code == 200
    assert (stored(town, "UI-01").status, stored(town, "UI-01").reden) == ("nvt", "Al geregeld")


def test_parts_and_pages_stay_light_with_everything_filled_in(cast: Cast, login: Any) -> None:
    town = cast.linderode
    fill_everything(town)
    client = login(town.leider)
    parts = {
        "row": save(client, town, "UI-03", htmx=True, blok="rij", versie=1, status="gereed"),
        "text": save(client, town, "UI-04", htmx=True, versie=1, toelichting="Kort"),
        "closed": client.get(town.url("checklist/uitvoering/?deel=UI-04"), headers=HTMX),
    }
    pages = {phase: client.get(town.url(f"checklist/{phase}/")) for phase in PHASES}
    pages["open"] = client.get(town.url("checklist/voorbereiding/VB-06/"))
    pages["history"] = client.get(town.url("punten/UI-04/geschiedenis/"))
    assert {name: len(each.content) for name, each in parts.items() if len(each.content) > PART_MAX} == {}
    assert {name: len(each.content) for name, each in pages.items() if len(each.content) > PAGE_MAX} == {}


def test_a_page_and_its_parts_are_told_apart_by_caches(cast: Cast, login: Any) -> None:
    town = cast.linderode
    response = login(town.leider).get(town.url("checklist/uitvoering/"))
    assert "HX-Request" in response["Vary"]
    assert response["Cache-Control"] == "no-store, private"


def test_a_part_is_one_punt_and_not_a_page(cast: Cast, login: Any) -> None:
    town = cast.linderode
    part = login(town.leider).get(town.url("checklist/uitvoering/UI-04/?deel=UI-04"), headers=HTMX).content.decode()
    assert part.lstrip().startswith('<li class="punt punt--open" id="UI-04">')
    assert "<html" not in part


def test_the_history_tells_who_changed_what(cast: Cast, login: Any) -> None:
    town = cast.linderode
    put(town, "UI-04", status="gereed")
    html = login(town.leider).get(town.url("punten/UI-04/geschiedenis/")).content.decode()
    assert "<ins>Gereed</ins>" in html
    assert "<del>Bezig</del>" in html
    assert town.leider.user.naam in html


def test_a_save_can_be_taken_back_on_the_screen(cast: Cast, login: Any) -> None:
    town = cast.linderode
    client = login(town.leider)
    put(town, "UI-04", status="gereed")
    client.post(town.url("punten/UI-04/terug/"), {"versie": 2})
    assert stored(town, "UI-04").status == "bezig"
    client.post(town.url("punten/UI-04/terug/"), {"versie": 2, "soort": "versie", "gezien": 3}, headers=HTMX)
    assert stored(town, "UI-04").status == "gereed"
