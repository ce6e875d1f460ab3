"""What a quickscan came to: scores, the scan before it, the radar, and what the plan shows of it."""

import datetime
from typing import Any

import pytest

from ontwikkelplan.models import Plan, Scan, Scanuitkomst
from ontwikkelplan.scanbeeld import laatste_uitkomsten, open_scans, uitkomsten_met_vorige, vorige_van
from ontwikkelplan.scanfiguur import radar_of
from ontwikkelplan.scanscore import deelscores, score_of
from tests.cast import Town
from tests.ontwikkelplan.setting_up import answer, make_plan, make_point, make_scan, stored, text_of
from tests.ontwikkelplan.test_scan import of, open_meeting
from tests.projects.pages import count_queries
from wijkaanpak.tenancy.scope import tenant_scope


def scan_on(town: Town, day: str, plan: Plan | None = None, staat: str = "afgerond", **values: str) -> Scan:
    """Return a scan of a day with agreed answers, by question (``BF1_01``)."""
    made = make_scan(town, plan or town.op.plan, f"Scan {day} {staat}")
    Scan.objects.filter(pk=made.pk).update(peildatum=datetime.date.fromisoformat(day), staat=staat)
    for punt, waarde in values.items():
        stored(town, Scanuitkomst(scan=made, punt=punt.replace("_", "-"), waarde=waarde))
    made.refresh_from_db()
    return made


@pytest.fixture
def scope(town: Town) -> Any:
    with tenant_scope(town.gemeente.pk):
        yield town


# --- scores ---------------------------------------------------------------------------------------------------


def test_what_was_agreed_counts_and_else_the_mean_of_the_viewpoints(scope: Town) -> None:
    scan = scan_on(scope, "2026-05-01", BF1_01="deels")
    for perspectief, waarde in (("bestuur", "ja"), ("beleid", "ja"), ("uitvoering", "nee"), ("ervaring", "onbekend")):
        answer(scope, scan, perspectief, "BF1-01", "ja")
        answer(scope, scan, perspectief, "BF1-02", waarde)
    found = uitkomsten_met_vorige(scan, None)
    assert (found["BF1-01"].telt, found["BF1-01"].titel, found["BF1-01"].is_afgesproken) == (0.5, "Deels", True)
    assert found["BF1-02"].telt == pytest.approx(2 / 3)
    assert (found["BF1-02"].waarde, found["BF1-02"].is_afgesproken) == ("", False)
    assert found["BF1-02"].titel == "Verschillend beantwoord"
    assert set(found) == {"BF1-01", "BF1-02"}


def test_viewpoints_that_say_the_same_have_an_answer_before_it_is_agreed(scope: Town) -> None:
    scan = scan_on(scope, "2026-05-01")
    for perspectief in ("bestuur", "beleid"):
        answer(scope, scan, perspectief, "BF1-02", "nee")
    found = uitkomsten_met_vorige(scan, None)["BF1-02"]
    assert (found.waarde, found.titel, found.telt, found.is_afgesproken) == ("nee", "Nee", 0, False)


def test_unknown_does_not_count_and_is_named_as_a_number(scope: Town) -> None:
    scan = scan_on(scope, "2026-05-01", BF1_01="ja", BF1_02="onbekend", BF1_03="nee")
    answer(scope, scan, "bestuur", "BF1-04", "ja")
    score = score_of(["BF1-01", "BF1-02", "BF1-03", "BF1-04", "BF1-05"], uitkomsten_met_vorige(scan, None), {})
    assert score.procent == 67
    assert (score.vragen, score.onbekend, score.niet_besproken, score.leeg) == (5, 1, 1, 1)


def test_a_part_without_any_answer_has_no_score_and_no_zero(scope: Town) -> None:
    scan = scan_on(scope, "2026-05-01", BF1_01="nee")
    parts = deelscores(scan, uitkomsten_met_vorige(scan, None), {})
    assert [part.score.procent for part in parts] == [0, None, None, None, None]
    assert [len(part.tabellen) for part in parts] == [11, 3, 1, 5, 4]  # the 24 tables
    assert sum(part.score.vragen for part in parts) == 73


# --- the scan before ---------------------------------------------------------------------------------------------


def test_the_scan_before_is_of_the_same_plan_and_else_of_another(scope: Town) -> None:
    other = make_plan(scope, titel="Ouder plan", begin_jaar=2021, eind_jaar=2023)
    oldest = scan_on(scope, "2022-01-01", other, BF1_01="nee")
    first = scan_on(scope, "2025-01-01", BF1_01="deels")
    scan_on(scope, "2025-06-01", staat="invullen", BF1_01="nee")  # nobody may see that one yet
    second = scan_on(scope, "2026-01-01", staat="bespreken", BF1_01="ja")
    scans = open_scans()
    assert vorige_van(second, scans) == first
    assert vorige_van(first, scans) == oldest
    assert vorige_van(oldest, scans) is None


def test_the_plan_shows_the_newest_finished_scan_in_two_queries(scope: Town, django_assert_num_queries: Any) -> None:
    plan = scope.op.plan
    assert laatste_uitkomsten(plan) == {}  # there is a scan, and it is being answered
    scan_on(scope, "2026-02-01", staat="bespreken", BF1_02="nee")
    assert laatste_uitkomsten(plan)["BF1-02"].waarde == "nee"  # nothing is settled yet
    scan_on(scope, "2025-01-01", BF1_01="nee", BF1_02="ja")
    scan_on(scope, "2026-01-01", BF1_01="ja")
    scan_on(scope, "2026-06-01", staat="invullen", BF1_01="nee")
    with django_assert_num_queries(2):
        found = laatste_uitkomsten(plan)
    assert set(found) == {"BF1-01"}
    shown = found["BF1-01"]
    assert (shown.waarde, shown.titel, shown.telt, shown.is_afgesproken) == ("ja", "Ja", 1, True)
    assert (shown.peildatum, shown.vorige, shown.vorige_telt) == (datetime.date(2026, 1, 1), "Nee", 0)
    for number in range(3):
        scan_on(scope, f"202{number}-03-01", BF1_01="nee")
    with django_assert_num_queries(2):
        laatste_uitkomsten(plan)
    assert laatste_uitkomsten(scope.op.regioplan) == {}


def test_only_an_answer_that_is_no_plain_yes_asks_for_an_ontwikkelpunt(scope: Town) -> None:
    scan = scan_on(scope, "2026-05-01", BF1_01="ja", BF1_02="deels", BF1_03="nee", BF1_04="onbekend")
    for perspectief, waarde in (("bestuur", "ja"), ("beleid", "deels")):
        answer(scope, scan, perspectief, "BF1-05", waarde)
    found = uitkomsten_met_vorige(scan, None)
    assert [punt for punt in sorted(found) if found[punt].vraagt_werk] == ["BF1-02", "BF1-03", "BF1-05"]


# --- the picture ----------------------------------------------------------------------------------------------------


def test_the_radar_leaves_a_gap_where_there_is_no_score(scope: Town) -> None:
    scan = scan_on(scope, "2026-05-01", BF1_01="ja", BF2_01_a="deels")
    radar = radar_of(deelscores(scan, uitkomsten_met_vorige(scan, None), {}))
    assert len(radar.assen) == 5
    assert (len(radar.nu.punten), len(radar.nu.stukken), radar.nu.vlak) == (2, 1, "")
    assert radar.nu.punten[0] == ("320.0", "52.0")  # 100%: at the end of the first axis
    assert radar.vorige.punten == ()


# --- the page ---------------------------------------------------------------------------------------------------------


def test_the_page_says_the_scores_in_the_picture_in_a_table_and_beside_the_time_before(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        scan_on(town, "2025-01-01", BF2_01_a="nee", BF2_01_b="nee")
    open_meeting(town)
    page = text_of(login(town.gast).get(of(town, "uitkomst/")))
    assert "<title>Scores van KANARIE meting" in page
    assert "2. Tijdig signaleren: 25%, was 0%." in page  # deels of one viewpoint, and nee that was agreed
    assert "1. Veilige leefomgeving: geen score." in page
    assert "Scan 2025-01-01" in page
    assert "1 van 3 nog niet besproken" in page
    assert "71 vragen hebben geen antwoord" in page
    assert page.count("Toon als tabel") == 1


def test_the_page_lists_the_questions_that_could_do_with_an_ontwikkelpunt(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        answer(town, town.op.scan, "bestuur", "BF1-01", "ja")
        answer(town, town.op.scan, "bestuur", "BF1-02", "nee")
        make_point(town, town.op.plan, tabel="BF1-02", bron="BF1-02")
    open_meeting(town)
    page = text_of(login(town.beleid).get(of(town, "uitkomst/")))
    listed = page[page.index('id="h-zonder"') :]
    assert "vraag=BF2-01-b#" in listed
    assert "vraag=BF1-02#" not in listed  # has one
    assert "vraag=BF1-01#" not in listed  # is in order
    assert "1 vraag zonder ontwikkelpunt kreeg het hoogste antwoord" in listed
    assert "(nog niet besproken)" in listed


def test_the_page_asks_the_same_for_one_scan_and_for_three(town: Town, login: Any) -> None:
    open_meeting(town)
    client = login(town.beleid)
    for number in range(3):
        with tenant_scope(town.gemeente.pk):
            scan_on(town, f"202{number}-01-01", BF1_01="ja", BF1_02="nee")
            make_point(town, town.op.plan, tabel="BF1-02", bron="BF1-02")
        assert len(count_queries(client, of(town, "uitkomst/"))) == 9
