"""The overview of a plan: progress, planning, money and what asks for attention, from one read of its rows."""

import datetime
import re
from decimal import Decimal
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from ontwikkelplan.beeld import TOGETHER, beeld_van, genummerd, hoe_laat, planning_van, uitvoerders
from ontwikkelplan.begroting import begroting_van
from ontwikkelplan.models import Begrotingsmoment, Ontwikkelpunt, Plan, Regiopunt
from ontwikkelplan.services.plan import take_step
from ontwikkelplan.services.punten import add_point, add_stand
from ontwikkelplan.services.regio import give_out
from ontwikkelplan.services.versies import freeze_version
from ontwikkelplan.templatetags.planning import euro, planningstrook
from tests.cast import Cast, Town
from tests.ontwikkelplan.setting_up import add_plan, at, make_plan, stored, text_of
from tests.projects.pages import count_queries
from wijkaanpak.tenancy.ids import uuid7
from wijkaanpak.tenancy.scope import tenant_scope

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def words(day: datetime.date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


@pytest.fixture
def town(cast: Cast) -> Town:
    return cast.linderode


@pytest.fixture
def plan(town: Town) -> Plan:
    with tenant_scope(town.gemeente.pk):
        return make_plan(town, titel="Ons plan", begin_jaar=TODAY.year - 1, eind_jaar=TODAY.year + 1)


def point(town: Town, plan: Plan, tabel: str = "BF2-01", *, stand: int | None = None, **fields: Any) -> Ontwikkelpunt:
    """Add a row; ``stand`` is how many days ago its stand was written. A scope must be open."""
    made = add_point(plan=plan, tabel=tabel, by=town.beleid.lid, **fields)
    if stand is not None:
        add_stand(punt=made, datum=TODAY - stand * DAY, tekst="Loopt", by=town.beleid.lid)
    return made


def rows_of(plan: Plan) -> list[Ontwikkelpunt]:
    return list(Ontwikkelpunt.objects.current().filter(plan=plan).in_order().with_last_stand())


# --- wat er te zien is -----------------------------------------------------------------------------


def test_rows_are_numbered_as_people_name_them(town: Town, plan: Plan) -> None:
    with tenant_scope(town.gemeente.pk):
        point(town, plan, "BF4-02", doel="Eén plan\nper gezin")
        point(town, plan, "BF2-01", doel="Visie")
        point(town, plan, "BF2-01")
        found = [(regel.nummer, regel.titel) for regel in genummerd(plan, rows_of(plan))]
    assert found == [("2.1.1", "Visie"), ("2.1.2", "Nog geen doel"), ("4.2.1", "Eén plan")]


def test_progress_counts_what_is_done_and_leaves_out_what_was_stopped(town: Town, plan: Plan) -> None:
    with tenant_scope(town.gemeente.pk):
        for status in ("gereed", "gereed", "bezig", "gestopt", "niet_gestart"):
            point(town, plan, status=status)
        point(town, plan, "BF1-01", status="bezig", planning=words(TODAY - DAY))
        one, two, *rest = beeld_van(plan, rows_of(plan)).voortgang
    assert (two.gereed, two.totaal, two.bezig, two.gestopt, two.laat) == (2, 4, 1, 1, 0)
    assert (one.gereed, one.totaal, one.laat) == (0, 1, 1)
    assert [(each.gereed, each.totaal) for each in rest] == [(0, 0)] * 3


@pytest.mark.parametrize(("days", "said"), [(1, "1 dag te laat"), (13, "13 dagen te laat"), (49, "7 weken te laat")])
def test_late_is_said_in_days_and_then_in_weeks(days: int, said: str) -> None:
    assert hoe_laat(TODAY - days * DAY, TODAY) == said


def test_late_stale_and_unlinked_rows_are_listed_the_worst_first(town: Town, plan: Plan) -> None:
    week = 7 * DAY
    with tenant_scope(town.gemeente.pk):
        point(town, plan, doel="A", planning=words(TODAY - week), stand=57, bron="BF2-01-a")
        point(town, plan, doel="B", planning=words(TODAY - 3 * week), stand=56, bron="BF2-01-b")
        point(town, plan, doel="C", planning=words(TODAY))
        point(town, plan, doel="D", planning=words(TODAY - week), status="gereed", bron="BF2-01-a")
        beeld = beeld_van(plan, rows_of(plan))
    assert [regel.titel for regel in beeld.laat] == ["B", "A"]
    assert [(oud.regel.titel, oud.weken) for oud in beeld.oud] == [("C", None), ("A", 8)]  # B is eight weeks old today
    assert [regel.titel for regel in beeld.ongekoppeld] == ["C"]


def test_how_old_a_stand_may_be_is_a_choice_of_the_plan(town: Town, plan: Plan) -> None:
    with tenant_scope(town.gemeente.pk):
        point(town, plan, stand=20)
        assert beeld_van(plan, rows_of(plan)).oud == []
        plan.weken_oud = 2
        assert [oud.weken for oud in beeld_van(plan, rows_of(plan)).oud] == [2]


def test_a_regional_plan_has_no_scan_so_nothing_lacks_an_answer(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        regional = make_plan(town, soort="regionaal")
        point(town, regional)
        assert beeld_van(regional, rows_of(regional)).ongekoppeld == []


def test_who_is_waited_for_is_read_apart_and_named_once(town: Town, plan: Plan) -> None:
    with tenant_scope(town.gemeente.pk):
        point(town, plan, uitvoerder="Lokaal team, Joost", planning=words(TODAY - DAY))
        point(town, plan, uitvoerder="lokaal  team", planning=words(TODAY + 9 * DAY))
        point(town, plan, uitvoerder="")
        point(town, plan, uitvoerder="Joost", status="gereed")
        wacht = beeld_van(plan, rows_of(plan)).wacht
    assert [(wie.naam, len(wie.regels), wie.laat, wie.eerstvolgende) for wie in wacht] == [
        ("Lokaal team", 2, 1, TODAY + 9 * DAY),
        ("Joost", 1, 1, None),
        ("", 1, 0, None),
    ]
    assert uitvoerders("Team A; Team B\nTeam C") == ["Team A", "Team B", "Team C"]


# --- planning --------------------------------------------------------------------------------------


def test_the_planning_shows_each_row_as_what_it_is(town: Town, plan: Plan) -> None:
    start, past, ahead = TODAY - 60 * DAY, TODAY - 21 * DAY, TODAY + 60 * DAY
    with tenant_scope(town.gemeente.pk):
        for status, end, steps in (
            ("gereed", past, ""),
            ("bezig", past, "Een (gereed)\nTwee"),
            ("bezig", ahead, "Een (gereed)\nTwee\nDrie\nVier"),
            ("niet_gestart", ahead, ""),
            ("gestopt", past, ""),
        ):
            point(town, plan, status=status, stappen=steps, planning=f"{words(start)} t/m {words(end)}")
        point(town, plan)
        planning = planning_van(plan, rows_of(plan))
    assert [(balk.soort, balk.woorden, balk.deel) for balk in planning.balken] == [
        ("gereed", "gereed", 1.0),
        ("laat", "3 weken te laat, 1 van 2 stappen gereed", 0.5),
        ("bezig", "bezig, 1 van 4 stappen gereed", 0.25),
        ("gepland", "niet gestart", 0.0),
        ("gestopt", "gestopt", 1.0),
    ]
    assert (len(planning.zonder), planning.te_laat, planning.eerstvolgende) == (1, 1, ahead)


def test_the_picture_says_in_words_what_it_shows_and_stays_within_its_edges(town: Town, plan: Plan) -> None:
    with tenant_scope(town.gemeente.pk):
        point(town, plan, doel="<script>Laat</script>", planning="1-1-1990 t/m 2-1-1990")
        point(town, plan, doel="Ver weg", planning="1-1-2090 t/m 31-12-2099")
        point(town, plan, doel="Eén dag", planning=words(TODAY + DAY))
        drawn = str(planningstrook(planning_van(plan, rows_of(plan))))
    title = re.search("<title>(.*?)</title>", drawn)
    assert title is not None and "Planning met 3 ontwikkelpunten, 1 te laat. Vandaag is" in title[1]
    assert "Op 1 januari 2028 start de nieuwe rol." in title[1]
    assert "<script>" not in drawn and " style=" not in drawn
    assert "nieuwe rol</text>" in drawn and "vandaag</text>" in drawn and "weken te laat</text>" in drawn
    for x, width in re.findall(r'<rect class="[^"]+" x="([\d.-]+)" y="[^"]+" width="([\d.-]+)"', drawn):
        assert float(x) >= 0 and float(width) >= 0 and float(x) + float(width) <= 906


def test_the_planning_of_one_basisfunctie_is_a_part_for_its_page(town: Town, plan: Plan) -> None:
    with tenant_scope(town.gemeente.pk):
        row = point(town, plan, doel="Visie", planning=words(TODAY + DAY))
        planning = planning_van(plan, rows_of(plan))
    part = render_to_string(
        "ontwikkelplan/_planning.html", {"planning": planning, "plan": plan, "gemeente": town.gemeente}
    )
    assert "Toon als tabel" in part and f"tijdig-signaleren/#op-{row.pk}" in part and "2.1.1 Visie" in part


def test_a_long_planning_becomes_a_picture_per_basisfunctie(town: Town, plan: Plan) -> None:
    with tenant_scope(town.gemeente.pk):
        for number in range(TOGETHER):
            point(town, plan, doel=f"Punt {number}", planning=words(TODAY + DAY))
        assert len(beeld_van(plan, rows_of(plan)).planningen) == 1
        point(town, plan, "BF5-01", doel="Nog een", planning=words(TODAY + DAY))
        pictures = beeld_van(plan, rows_of(plan)).planningen
    assert [(each.deel.id, len(each.balken)) for each in pictures if each.deel] == [("BF2", TOGETHER), ("BF5", 1)]


# --- geld ------------------------------------------------------------------------------------------


def money(town: Town, plan: Plan, *moments: tuple[int, datetime.date]) -> Any:
    """The budget of a plan with dates for budget years; a scope must be open."""
    for year, day in moments:
        stored(town, Begrotingsmoment(plan=plan, naam="Kadernota", jaar=year, datum=day))
    return begroting_van(genummerd(plan, rows_of(plan)), list(Begrotingsmoment.objects.current().filter(plan=plan)))


def test_amounts_are_added_per_year_and_cover(town: Town, plan: Plan) -> None:
    with tenant_scope(town.gemeente.pk):
        point(town, plan, kosten="€ 6.000, 2027, budget sociaal domein\n€ 4.000,50, 2028, Budget sociaal domein")
        point(town, plan, kosten="€ 1.000, 2027")
        point(town, plan, kosten="€ 9.999, 2027, reserve", status="gestopt")
        found = money(town, plan)
    assert [(jaar.jaar, jaar.bedrag, jaar.zonder_dekking) for jaar in found.jaren] == [
        (2027, Decimal(7000), Decimal(1000)),
        (2028, Decimal("4000.50"), Decimal(0)),
    ]
    assert [(dekking.naam, dekking.per_jaar, dekking.totaal) for dekking in found.dekkingen] == [
        ("budget sociaal domein", [Decimal(6000), Decimal("4000.50")], Decimal("10000.50")),
        ("", [Decimal(1000), Decimal(0)], Decimal(1000)),
    ]
    assert found.totaal == Decimal("11000.50") and found.zonder_dekking == Decimal(1000)


def test_what_can_not_be_counted_is_listed_and_no_costs_are_not(town: Town, plan: Plan) -> None:
    with tenant_scope(town.gemeente.pk):
        point(town, plan, kosten="nog niet bekend\nGeen.\n€ 10.000, reserve, 2027 en 2028\nn.v.t.")
        found = money(town, plan)
    assert [(post.kosten.tekst, bool(post.kosten.let_op)) for post in found.niet_geteld] == [
        ("nog niet bekend", False),
        ("€ 10.000, reserve, 2027 en 2028", True),
    ]


def test_a_year_names_the_next_date_on_which_its_money_is_asked(town: Town, plan: Plan) -> None:
    with tenant_scope(town.gemeente.pk):
        point(town, plan, kosten="€ 1.000, 2030")
        (jaar,) = money(town, plan, (2030, TODAY - DAY), (2030, TODAY + 9 * DAY), (2030, TODAY + DAY)).jaren
    assert jaar.moment is not None
    assert (jaar.moment.datum, jaar.is_voorbij) == (TODAY + DAY, False)


def test_money_without_cover_after_the_last_date_missed_it(town: Town, plan: Plan) -> None:
    with tenant_scope(town.gemeente.pk):
        point(town, plan, kosten="€ 1.000, 2030\n€ 500, 2030, reserve\n€ 300, 2031, reserve\n€ 200, 2032")
        found = money(town, plan, (2030, TODAY - DAY), (2031, TODAY - DAY))
    assert [(jaar.jaar, jaar.zonder_dekking) for jaar in found.gemist] == [(2030, Decimal(1000))]
    assert [jaar.moment is None for jaar in found.jaren] == [False, False, True]


def test_amounts_are_written_as_people_do() -> None:
    assert [euro(Decimal(text)) for text in ("14500", "0.50", "1234567.80")] == [
        "€\xa014.500",
        "€\xa00,50",
        "€\xa01.234.567,80",
    ]


# --- pagina’s --------------------------------------------------------------------------------------


def test_an_empty_plan_says_where_to_begin(town: Town, plan: Plan, login: Any) -> None:
    page = text_of(login(town.beleid).get(at(town, plan)))
    assert "Er staan nog geen ontwikkelpunten in" in page and at(town, plan, "quickscan/") in page


def test_the_page_tells_all_of_it_in_words(town: Town, plan: Plan, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        point(
            town, plan, doel="Visie", planning=words(TODAY - 21 * DAY), uitvoerder="Lokaal team", kosten="€ 1.000, 2030"
        )
        money(town, plan, (2030, TODAY - DAY))
    page = text_of(login(town.lid).get(at(town, plan)))
    for said in (
        "0 van 1 gereed",
        "3 weken te laat",
        "nog geen stand",
        "Zonder antwoord uit de quickscan",
        "Lokaal team",
        "€\xa01.000 heeft nog geen dekking en heeft dat moment gemist.",
    ):
        assert said in page, said


PAGES = [
    ("lijst", "/linderode/ontwikkelplan/?alle", 6),
    ("overzicht", "", 9),
    ("inleiding", "inleiding/", 6),
    ("algemeen", "algemeen/", 9),
    ("geschiedenis", "geschiedenis/inleiding/", 8),
    ("lokaal document", "{d}", 7),
    ("versies", "versies/", 7),
    ("versie", "{v}", 8),
    ("vergelijken met nu", "versies/vergelijk/?van={n}&naar=nu", 12),
    ("regio", "regio/", 8),
    ("uitgeven", "{u}", 8),
]


@pytest.mark.parametrize(("name", "path", "literal"), PAGES, ids=[page[0] for page in PAGES])
def test_a_page_asks_as_much_with_three_rows_as_with_one(
    town: Town, login: Any, name: str, path: str, literal: int
) -> None:
    with tenant_scope(town.gemeente.pk):
        add_plan(town)
    op = town.op
    path = path.replace("{d}", f"lijst/documenten/{op.document.pk}/").replace("{n}", str(op.versie.pk))
    url = at(town, op.plan, path.replace("{v}", f"versies/{op.versie.pk}/"))
    url = {"lijst": path, "uitgeven": at(town, op.regioplan, "aanbod/")}.get(name, url)
    client = login(town.beleid)
    count_queries(client, url)  # the first request fills caches that live as long as the process
    with_one = count_queries(client, url)
    with tenant_scope(town.gemeente.pk):
        for number in range(2):
            point(town, op.plan, doel=f"Nog {number}", planning=words(TODAY), stand=3, kosten="€ 100, 2027, reserve")
            stored(town, Begrotingsmoment(plan=op.plan, naam="Begroting", jaar=2028, datum=TODAY))
            make_plan(town, begin_jaar=2040 + 2 * number, eind_jaar=2041 + 2 * number)
            freeze_version(plan=op.plan, reden="Nog een", by=town.beleid.lid)
            point(town, op.regioplan, doel=f"Voor de regio {number}")
            give_out(plan=op.regioplan, by=town.beleid.lid)
            stored(
                town,
                Regiopunt(
                    bron_id=uuid7(), uitgifte=1, begin_jaar=2025, van_wie="Regio", tabel="BF2-01", doel="Aangeboden",
                    aangeboden_op=timezone.now(),
                ),
            )  # fmt: skip
    with_three = count_queries(client, url)
    assert (len(with_one), len(with_three)) == (literal, literal), with_three


# --- mijn overzicht --------------------------------------------------------------------------------


def tiles(client: Any) -> str:
    return text_of(client.get("/?acties=alle"))


def test_mijn_overzicht_asks_who_makes_policy_to_look_at_what_is_late_and_old(
    town: Town, plan: Plan, login: Any
) -> None:
    with tenant_scope(town.gemeente.pk):
        for days in (3, 9):
            point(town, plan, planning=words(TODAY - days * DAY), stand=1)
        point(town, plan, stand=90)
    page = tiles(login(town.beleid))
    assert "2 ontwikkelpunten zijn te laat" in page and "9 dagen te laat" in page
    assert "Werk 1 stand van zaken bij" in page and f"{at(town, plan)}#oude-standen" in page
    assert "stand van zaken" not in tiles(login(town.leider))


def test_mijn_overzicht_asks_nothing_of_a_closed_plan(town: Town, plan: Plan, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        point(town, plan)
        take_step(plan=plan, naam="vaststellen", by=town.beleid.lid, door="raad", op=TODAY)
        take_step(plan=plan, naam="afsluiten", by=town.beleid.lid)
    assert "stand van zaken" not in tiles(login(town.beleid))


def test_mijn_overzicht_reads_all_plans_in_one_query(town: Town, plan: Plan, login: Any) -> None:
    client = login(town.beleid)
    with tenant_scope(town.gemeente.pk):
        point(town, plan)
    count_queries(client, "/")
    before = len(count_queries(client, "/"))
    with tenant_scope(town.gemeente.pk):
        other = make_plan(town, begin_jaar=2040, eind_jaar=2042)
        for each in (plan, other, other):
            point(town, each, stand=90)
    assert len(count_queries(client, "/")) == before
