"""Starting a plan, its chapters and lists, and its states: what each role may, and what is refused in words."""

import datetime
import re
from typing import Any

import pytest
from django.utils import timezone

from ontwikkelplan.models import Begrotingsmoment, Plan, Plandocument, Planpersoon, Planversie
from ontwikkelplan.overgangen import KanNiet
from ontwikkelplan.services.plan import take_step
from ontwikkelplan.staten import OVERGANGEN, steps_from, target
from tests.cast import Cast, Town
from tests.ontwikkelplan.setting_up import HTMX, at, fresh, make_plan, text_of
from wijkaanpak.audit.models import Logregel
from wijkaanpak.tenancy.scope import tenant_scope

STATES = ("concept", "vastgesteld", "uitvoering", "afgesloten")
# Every step from every state: where it leads. What is not here is refused.
LEADS = {
    ("concept", "vaststellen"): "vastgesteld",
    ("vastgesteld", "uitvoeren"): "uitvoering",
    ("vastgesteld", "toch_concept"): "concept",
    ("vastgesteld", "afsluiten"): "afgesloten",
    ("uitvoering", "vaststellen"): "vastgesteld",
    ("uitvoering", "afsluiten"): "afgesloten",
    ("afgesloten", "heropenen"): "uitvoering",
}
FACTS = {"titel": "Ons plan", "begin_jaar": 2025, "eind_jaar": 2027, "horizon": "2028-01-01"}


@pytest.fixture
def plan(cast: Cast) -> Plan:
    with tenant_scope(cast.linderode.gemeente.pk):
        return make_plan(cast.linderode, inleiding="Het begin.")


def plans_of(town: Town) -> list[Plan]:
    with tenant_scope(town.gemeente.pk):
        return list(Plan.objects.all())


# --- beginnen --------------------------------------------------------------------------------------


def test_without_a_plan_the_list_says_what_to_do(cast: Cast, login: Any) -> None:
    page = text_of(login(cast.linderode.beleid).get("/linderode/ontwikkelplan/"))
    assert "Er is nog geen ontwikkelplan" in page and "Begin een plan" in page
    page = text_of(login(cast.linderode.lid).get("/linderode/ontwikkelplan/"))
    assert "Een beleidsmedewerker van de gemeente kan het beginnen." in page and "/nieuw/" not in page


def test_a_new_plan_offers_the_period_and_the_horizon_of_the_region(cast: Cast, login: Any) -> None:
    client = login(cast.linderode.beleid)
    page = text_of(client.get("/linderode/ontwikkelplan/nieuw/"))
    assert all(value in page for value in ('value="2025"', 'value="2027"', 'value="2028-01-01"'))
    response = client.post("/linderode/ontwikkelplan/nieuw/", FACTS)
    (made,) = plans_of(cast.linderode)
    assert response["Location"] == at(cast.linderode, made)
    assert (made.titel, made.staat, made.instrument_versie, made.versie) == ("Ons plan", "concept", 1, 1)


def test_a_second_plan_of_the_same_period_is_refused_and_keeps_what_was_typed(
    cast: Cast, login: Any, plan: Plan
) -> None:
    response = login(cast.linderode.beleid).post("/linderode/ontwikkelplan/nieuw/", FACTS | {"titel": "Nog een"})
    page = text_of(response)
    assert response.status_code == 422
    assert f"Er is al een plan voor 2025 – 2027: {plan.titel}." in page and 'value="Nog een"' in page
    assert plans_of(cast.linderode) == [plan]


@pytest.mark.parametrize(
    ("begin", "eind", "field"), [(2026, 2029, "begin_jaar"), (2024, 2025, "eind_jaar"), (2023, 2030, "eind_jaar")]
)
def test_two_local_plans_share_no_year(cast: Cast, login: Any, plan: Plan, begin: int, eind: int, field: str) -> None:
    client, years = login(cast.linderode.beleid), {"begin_jaar": begin, "eind_jaar": eind}
    page = text_of(client.post("/linderode/ontwikkelplan/nieuw/", FACTS | years))
    assert re.search(rf'id="[a-z_]*{field}_error"[^>]*>(?:(?!</p>).)*Er is al een plan voor 2025 – 2027', page, re.S)
    assert plans_of(cast.linderode) == [plan]
    with tenant_scope(cast.linderode.gemeente.pk), pytest.raises(KanNiet):
        make_plan(cast.linderode, **years)


def test_a_plan_for_the_years_after_it_is_started_and_kept_out_of_the_years_of_the_first(
    cast: Cast, login: Any, plan: Plan
) -> None:
    client = login(cast.linderode.beleid)
    assert (
        client.post("/linderode/ontwikkelplan/nieuw/", FACTS | {"begin_jaar": 2028, "eind_jaar": 2030}).status_code
        == 302
    )
    data = FACTS | {"titel": plan.titel, "eind_jaar": 2028, "weken_oud": 8, "versie": 1, "inleiding": "Wel bewaard"}
    refused = client.post(at(cast.linderode, plan, "inleiding/"), data, headers=HTMX)
    assert refused.status_code == 422
    now = fresh(cast.linderode, plan)
    assert (now.eind_jaar, now.inleiding) == (2027, "Wel bewaard")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"eind_jaar": 2024}, "Het laatste jaar is eerder dan het eerste jaar."),
        ({"begin_jaar": "volgend jaar"}, "Vul een heel getal in."),
        ({"begin_jaar": 1999}, "Vul een getal in dat 2020 of hoger is."),
        ({"horizon": "31-2-2028"}, "Deze datum bestaat niet."),
        ({"titel": "x" * 200}, "Deze tekst is te lang"),
        ({"titel": "Plan\x00"}, "Hier staat een teken in dat we niet kunnen bewaren."),
    ],
)
def test_a_plan_with_wrong_facts_is_not_started(cast: Cast, login: Any, change: dict[str, Any], said: str) -> None:
    response = login(cast.linderode.beleid).post("/linderode/ontwikkelplan/nieuw/", FACTS | change)
    assert (response.status_code, plans_of(cast.linderode)) == (422, [])
    assert said in text_of(response)


def test_with_one_plan_the_list_leads_straight_on_and_can_still_be_reached(cast: Cast, login: Any, plan: Plan) -> None:
    client = login(cast.linderode.lid)
    assert client.get("/linderode/ontwikkelplan/")["Location"] == at(cast.linderode, plan)
    assert plan.titel in text_of(client.get("/linderode/ontwikkelplan/?alle"))


def test_with_a_plan_before_it_that_is_closed_the_list_leads_to_the_one_that_is_worked_on(
    cast: Cast, login: Any, plan: Plan
) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        take_step(plan=plan, naam="vaststellen", by=town.beleid.lid, door="raad", op=timezone.localdate())
        take_step(plan=plan, naam="afsluiten", by=town.beleid.lid)
        now = make_plan(town, begin_jaar=2028, eind_jaar=2030)
    assert login(town.lid).get("/linderode/ontwikkelplan/")["Location"] == at(town, now)


def test_only_the_gemeente_that_leads_the_region_can_begin_a_regional_offer(cast: Cast, login: Any) -> None:
    town, url = cast.linderode, "/linderode/ontwikkelplan/nieuw/regionaal/"
    client = login(town.beleid)
    assert client.post(url, FACTS).status_code == 403
    regio = town.gemeente.regio
    assert regio is not None
    regio.trekker = town.gemeente
    regio.save()
    assert client.post(url, FACTS).status_code == 302
    assert [made.soort for made in plans_of(town)] == ["regionaal"]


# --- hoofdstukken ----------------------------------------------------------------------------------


def test_the_introduction_saves_by_itself_and_its_history_brings_it_back(cast: Cast, login: Any, plan: Plan) -> None:
    town, url = cast.linderode, at(cast.linderode, plan, "inleiding/")
    client = login(town.beleid)
    screen = FACTS | {"titel": plan.titel, "weken_oud": 8}
    saved = client.post(url, screen | {"inleiding": "Een nieuw begin.", "versie": 1}, headers=HTMX)
    assert saved.status_code == 200 and "Opgeslagen" in text_of(saved)
    assert fresh(town, plan).inleiding == "Een nieuw begin."
    history = text_of(client.get(at(town, plan, "geschiedenis/inleiding/")))
    assert "Het begin." in history and "Een nieuw begin." in history
    client.post(url, {"actie": "herstel", "versie": 1, "gezien": 2})
    assert fresh(town, plan).inleiding == "Het begin."


def test_two_people_in_one_introduction_both_see_both_texts(cast: Cast, login: Any, plan: Plan) -> None:
    town, url = cast.linderode, at(cast.linderode, plan, "inleiding/")
    client = login(town.beleid)
    client.post(url, {"inleiding": "Van de een.", "versie": 1}, headers=HTMX)
    clash = client.post(url, {"inleiding": "Van de ander.", "versie": 1}, headers=HTMX)
    assert clash.status_code == 409
    assert "Van de een." in text_of(clash) and "Van de ander." in text_of(clash)
    assert fresh(town, plan).inleiding == "Van de een."


def test_the_facts_can_be_changed_and_not_to_the_period_of_another_plan(cast: Cast, login: Any, plan: Plan) -> None:
    town, url = cast.linderode, at(cast.linderode, plan, "inleiding/")
    with tenant_scope(town.gemeente.pk):
        other = make_plan(town, titel="Het volgende", begin_jaar=2028, eind_jaar=2030)
    client = login(town.beleid)
    client.post(url, {"weken_oud": 4, "eind_jaar": 2026, "versie": 1}, headers=HTMX)
    now = fresh(town, plan)
    assert (now.weken_oud, now.eind_jaar) == (4, 2026)
    refused = client.post(url, {"begin_jaar": other.begin_jaar, "eind_jaar": 2030, "versie": 2}, headers=HTMX)
    assert refused.status_code == 422 and "Het volgende" in text_of(refused)
    assert fresh(town, plan).begin_jaar == 2025


def test_general_information_shows_nine_national_and_three_regional_documents(
    cast: Cast, login: Any, plan: Plan
) -> None:
    page = text_of(login(cast.linderode.lid).get(at(cast.linderode, plan, "algemeen/")))
    assert 'Landelijke documenten <span class="zacht normaal">9</span>' in page
    assert 'Regionale documenten <span class="zacht normaal">3</span>' in page
    assert "Voeg toe" not in page  # who reads can't add


@pytest.mark.parametrize(
    ("lijst", "data", "model", "naam"),
    [
        ("personen", {"soort": "portefeuillehouder", "naam": "De wethouder"}, Planpersoon, "De wethouder"),
        ("documenten", {"titel": "Onze visie", "url": "https://example.org/"}, Plandocument, "Onze visie"),
        ("begrotingsmomenten", {"naam": "Kadernota", "jaar": 2027, "datum": "2026-05-01"}, Begrotingsmoment, "Kadern"),
    ],
)
def test_a_row_of_a_list_is_added_changed_taken_away_and_put_back(
    cast: Cast, login: Any, plan: Plan, lijst: str, data: dict[str, Any], model: Any, naam: str
) -> None:
    town, client = cast.linderode, login(cast.linderode.beleid)
    client.post(at(town, plan, f"lijst/{lijst}/nieuw/"), data)
    page = at(town, plan, "algemeen/")
    assert naam in text_of(client.get(page))
    with tenant_scope(town.gemeente.pk):
        row = model.objects.get()
    place = at(town, plan, f"lijst/{lijst}/{row.pk}/")
    first = next(iter(data.keys() - {"soort", "url", "datum", "jaar"}))
    client.post(place, {first: "Anders", "versie": 1}, headers=HTMX)
    assert "Anders" in text_of(client.get(page))
    client.post(f"{place}weg/")
    assert "1 weggehaald" in text_of(client.get(page))
    late = client.post(place, {first: "Nog een keer", "versie": 3})
    assert late.status_code == 409 and "Nog een keer" in text_of(late)  # taken away meanwhile: the words come back
    client.post(f"{place}terug/")
    assert fresh(town, row).vervallen_op is None and "1 weggehaald" not in text_of(client.get(page))
    assert naam in text_of(client.get(f"{place}geschiedenis/"))


def test_a_row_with_a_wrong_value_is_not_added_and_keeps_what_was_typed(cast: Cast, login: Any, plan: Plan) -> None:
    url = at(cast.linderode, plan, "lijst/begrotingsmomenten/nieuw/")
    response = login(cast.linderode.beleid).post(url, {"naam": "Kadernota", "jaar": "2027", "datum": "voorjaar"})
    assert response.status_code == 422
    assert "Schrijf een datum als 3-12-2026." in text_of(response) and 'value="Kadernota"' in text_of(response)
    with tenant_scope(cast.linderode.gemeente.pk):
        assert not Begrotingsmoment.objects.exists()


def test_a_role_that_is_none_of_ours_is_refused_and_logged(cast: Cast, login: Any, plan: Plan) -> None:
    url = at(cast.linderode, plan, "lijst/personen/nieuw/")
    assert login(cast.linderode.beleid).post(url, {"soort": "burgemeester", "naam": "X"}).status_code == 422
    with tenant_scope(cast.linderode.gemeente.pk):
        assert Logregel.objects.filter(handeling="keuze:soort", resultaat="geweigerd").count() == 1
        assert not Planpersoon.objects.exists()


def test_a_list_that_is_none_of_ours_is_not_there(cast: Cast, login: Any, plan: Plan) -> None:
    client = login(cast.linderode.beleid)
    assert client.get(at(cast.linderode, plan, "lijst/wensen/nieuw/")).status_code == 404
    assert client.get(at(cast.linderode, plan, "geschiedenis/wensen/")).status_code == 404


# --- staten ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("staat", STATES)
@pytest.mark.parametrize("naam", sorted(OVERGANGEN))
def test_every_step_from_every_state_leads_where_the_table_says(staat: str, naam: str) -> None:
    if (staat, naam) in LEADS:
        assert target(naam, staat) == LEADS[staat, naam]
    else:
        with pytest.raises(KanNiet, match="het plan is inmiddels"):
            target(naam, staat)
    assert (OVERGANGEN[naam] in steps_from(staat)) is ((staat, naam) in LEADS)


def test_a_plan_goes_from_concept_to_closed_and_open_again(cast: Cast, login: Any, plan: Plan) -> None:
    town, client = cast.linderode, login(cast.linderode.beleid)
    client.post(at(town, plan, "vaststellen/"), {"door": "de gemeenteraad", "op": "2026-11-01"})
    now = fresh(town, plan)
    assert (now.staat, now.vastgesteld_door, now.vastgesteld_op) == (
        "vastgesteld",
        "de gemeenteraad",
        datetime.date(2026, 11, 1),
    )
    for naam, staat in (("uitvoeren", "uitvoering"), ("afsluiten", "afgesloten"), ("heropenen", "uitvoering")):
        client.post(at(town, plan, f"staat/{naam}/"))
        assert fresh(town, plan).staat == staat
    with tenant_scope(town.gemeente.pk):
        assert list(Planversie.objects.order_by("nummer").values_list("staat", "reden")) == [
            ("vastgesteld", "Vastgesteld"),
            ("afgesloten", "Afgesloten"),
        ]


def test_a_step_that_a_colleague_took_already_says_so_and_changes_nothing(cast: Cast, login: Any, plan: Plan) -> None:
    town, client = cast.linderode, login(cast.linderode.beleid)
    response = client.post(at(town, plan, "staat/afsluiten/"), follow=True)
    assert "Dit kan nu niet: het plan is inmiddels concept." in text_of(response)
    assert fresh(town, plan).staat == "concept"
    assert client.post(at(town, plan, "staat/vaststellen/")).status_code == 404  # that one asks by whom and when
    assert client.post(at(town, plan, "staat/vernietigen/")).status_code == 404


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"door": "", "op": "2026-11-01"}, "Dit veld is verplicht."),
        ({"door": "de raad", "op": "2098-01-01"}, "Deze dag moet nog komen."),
        ({"door": "de raad", "op": "2026"}, "Deze datum bestaat niet."),
    ],
)
def test_adopting_asks_by_whom_and_on_a_day_that_has_been(
    cast: Cast, login: Any, plan: Plan, data: dict[str, str], said: str
) -> None:
    response = login(cast.linderode.beleid).post(at(cast.linderode, plan, "vaststellen/"), data)
    assert response.status_code == 422 and said in text_of(response)
    assert fresh(cast.linderode, plan).staat == "concept"


def test_back_to_concept_forgets_who_adopted_it_and_keeps_the_version(cast: Cast, plan: Plan) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        take_step(plan=plan, naam="vaststellen", by=town.beleid.lid, door="raad", op=timezone.localdate())
        now = take_step(plan=plan, naam="toch_concept", by=town.beleid.lid)
        assert (now.vastgesteld_door, now.vastgesteld_op, Planversie.objects.count()) == ("", None, 1)


def test_a_closed_plan_can_be_read_and_gives_back_what_was_typed(cast: Cast, login: Any, plan: Plan) -> None:
    town, client = cast.linderode, login(cast.linderode.beleid)
    with tenant_scope(town.gemeente.pk):
        take_step(plan=plan, naam="vaststellen", by=town.beleid.lid, door="raad", op=timezone.localdate())
        take_step(plan=plan, naam="afsluiten", by=town.beleid.lid)
    assert "<textarea" not in text_of(client.get(at(town, plan, "inleiding/")))
    assert "Voeg toe" not in text_of(client.get(at(town, plan, "algemeen/")))
    for rest, data in (
        ("inleiding/", {"inleiding": "Wat ik nog schreef", "versie": 3}),
        ("lijst/documenten/nieuw/", {"titel": "Wat ik nog schreef"}),
    ):
        response = client.post(at(town, plan, rest), data)
        assert response.status_code == 423 and "Wat ik nog schreef" in text_of(response)
    assert client.get(at(town, plan, "lijst/documenten/nieuw/")).status_code == 403
    assert fresh(town, plan).inleiding == "Het begin."


# --- wie -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["beheerder", "leider", "lid", "buiten"])
def test_who_works_at_the_gemeente_reads_the_plan_and_finds_no_button_to_change_it(
    cast: Cast, login: Any, plan: Plan, who: str
) -> None:
    town = cast.linderode
    client = login(getattr(town, who))
    for rest in ("", "inleiding/", "algemeen/", "versies/"):
        page = text_of(client.get(at(town, plan, rest)))
        main = page[page.index("<main") :]
        assert plan.titel in main and 'method="post"' not in main, rest


def test_for_a_guest_and_for_the_neighbour_there_is_no_plan(cast: Cast, login: Any, plan: Plan) -> None:
    town = cast.linderode
    assert login(town.gast).get(at(town, plan)).status_code == 404
    response = login(cast.broekveen.beleid).get(at(town, plan))
    assert response.status_code == 404 and plan.titel not in text_of(response)
    other = f"/broekveen/ontwikkelplan/{plan.pk}/"
    assert login(cast.broekveen.beleid).get(other).status_code == 404
