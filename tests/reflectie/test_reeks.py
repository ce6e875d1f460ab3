"""A series: its days on the calendar, its method over the sessions, the words of the streak, NUM-05 and NUM-06."""

import datetime
from itertools import pairwise
from typing import Any

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from projects.models import Project
from projects.signalen import BY_ID, signaal_of
from projects.stand import feiten_of
from reflectie.agenda import days_of, holiday
from reflectie.methode import SLUG, basis
from reflectie.models import Maandpauze, Reeks, Sessie, VasteGenodigde, Wachtterm, Zelfbeeldronde
from reflectie.reekstelling import streak, too_early, words, words_of_switch
from reflectie.services.genodigden import add_guest
from reflectie.services.reeks import FOLLOWS, PLAN_MOST, follow_series, pause_month, plan_sessions
from reflectie.services.uitkomsten import add_action, add_alternative, name_factor
from reflectie.services.zelfbeeld import answer_round
from tests.cast import Cast, Town
from tests.projects.pages import count_queries
from tests.projects.setting_up import make_partner
from tests.reflectie.setting_up import (
    DAY,
    add_reflectie,
    at,
    busy,
    concept,
    fresh,
    held,
    make_method,
    note,
    planned,
    post,
    start,
    step,
    stored,
    text_of,
)
from wijkaanpak.audit.models import Logregel
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture
def town(cast: Cast) -> Town:
    return cast.linderode


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def days(first: str, ritme: str, aantal: int) -> list[str]:
    return [each.isoformat() for each, _holiday in days_of(day(first), ritme, aantal)]


# --- the days --------------------------------------------------------------------------------------


def test_a_month_keeps_the_same_weekday_of_the_month() -> None:
    assert days("2026-09-09", "maand", 5) == ["2026-09-09", "2026-10-14", "2026-11-11", "2026-12-09", "2027-01-13"]


def test_a_fifth_weekday_is_the_last_where_there_is_no_fifth() -> None:
    assert days("2026-09-30", "maand", 4) == ["2026-09-30", "2026-10-28", "2026-11-25", "2026-12-30"]


@pytest.mark.parametrize(("ritme", "weeks"), [("twee_weken", 2), ("vier_weken", 4)])
def test_a_rhythm_in_weeks_steps_by_its_weeks(ritme: str, weeks: int) -> None:
    found = [each for each, _holiday in days_of(day("2026-09-02"), ritme, 6)]
    assert {later - earlier for earlier, later in pairwise(found)} == {weeks * 7 * DAY}


@pytest.mark.parametrize(
    ("first", "lands", "name"),
    [
        ("2027-04-27", "2027-04-20", "Koningsdag"),
        ("2026-12-25", "2026-12-18", "Eerste kerstdag"),  # a week later is New Year
        ("2026-05-14", "2026-05-21", "Hemelvaartsdag"),
        ("2026-05-25", "2026-05-18", "Tweede pinksterdag"),
        ("2026-04-27", "2026-04-20", "Koningsdag"),
    ],
)
def test_a_holiday_moves_a_week_within_its_month_and_is_named(first: str, lands: str, name: str) -> None:
    [(moved, why)] = days_of(day(first), "vier_weken", 1)
    assert (moved.isoformat(), why) == (lands, name)


def test_an_ordinary_day_is_no_holiday_and_the_next_day_of_the_rhythm_stays() -> None:
    assert holiday(day("2026-09-09")) == ""
    assert days("2027-04-13", "twee_weken", 3) == ["2027-04-13", "2027-04-20", "2027-05-11"]


def test_sessions_come_from_today_on_and_not_twice_when_pressed_twice(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        reeks = start(town)
        first = [made.datum for made, _holiday in plan_sessions(reeks=reeks, aantal=3, by=town.leider.lid)]
        again = [made.datum for made, _holiday in plan_sessions(reeks=reeks, aantal=3, by=town.leider.lid)]
        assert len(first) == len(again) == 3
        assert min(first) >= timezone.localdate()
        assert min(again) > max(first)
        assert list(Sessie.objects.order_by("nummer").values_list("nummer", flat=True)) == [1, 2, 3, 4, 5, 6]
        assert {made.staat for made in Sessie.objects.all()} == {"concept"}


def test_a_day_or_month_that_has_a_session_is_passed_over(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        reeks = start(town)
        days = [each for each, _h in days_of(reeks.eerste, "maand", 60) if each > timezone.localdate()]
        there = concept(town, (days[1] - timezone.localdate()).days + 1)  # a day later in the second month
        made = [each.datum for each, _holiday in plan_sessions(reeks=reeks, aantal=2, by=town.leider.lid)]
        assert made[0] == days[0] or made[0].month == days[0].month
        assert there.datum.month not in {each.month for each in made}


@pytest.mark.parametrize(("asked", "made"), [(12, 12), (500, PLAN_MOST), (0, 0), (-3, 0)])
def test_at_most_twelve_at_a_time(town: Town, asked: int, made: int) -> None:
    with tenant_scope(town.gemeente.pk):
        assert len(plan_sessions(reeks=start(town), aantal=asked, by=town.leider.lid)) == made


@pytest.mark.parametrize("ritme", ["twee_weken", "vier_weken", "maand"])
def test_a_series_that_began_long_ago_still_has_a_next_day(town: Town, login: Any, ritme: str) -> None:
    with tenant_scope(town.gemeente.pk):
        start(town, eerste=day("2008-03-12"), ritme=ritme)
    assert post(login(town.leider), town, town.project, "reeks/keer-erbij/").status_code == 302
    with tenant_scope(town.gemeente.pk):
        assert Sessie.objects.get().datum >= timezone.localdate()


def test_one_session_on_a_day_of_ones_own_is_made_once_when_pressed_twice(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        start(town)
    client = login(town.leider)
    assert at(town, town.project, "reeks/keer-erbij/") in text_of(client.get(at(town, town.project, "reeks/")))
    first = post(client, town, town.project, "reeks/keer-erbij/", htmx=False, stand=0)
    assert first["Location"].endswith("verplaatsen/")
    again = post(client, town, town.project, "reeks/keer-erbij/", htmx=False, stand=0)
    assert again["Location"].endswith("#agenda")
    with tenant_scope(town.gemeente.pk):
        assert Sessie.objects.count() == 1


def test_the_page_says_how_many_were_made_and_which_moved_for_a_holiday(town: Town, login: Any) -> None:
    christmas = datetime.date(timezone.localdate().year + 1, 12, 25)
    with tenant_scope(town.gemeente.pk):
        start(town, eerste=christmas, ritme="vier_weken")
    client = login(town.leider)
    response = post(client, town, town.project, "reeks/agenda/", htmx=False, aantal=2)
    assert response["Location"].endswith("#agenda")
    page = text_of(client.get(at(town, town.project, "reeks/")))
    assert "2 keer op de agenda gezet, als concept." in page
    assert "MLB 1 is een week verschoven: Eerste kerstdag" in page


@pytest.mark.parametrize("aantal", ["0", "13", "-1", "zes", ""])
def test_a_number_of_sessions_that_can_not_be_is_refused(town: Town, login: Any, aantal: str) -> None:
    with tenant_scope(town.gemeente.pk):
        start(town)
    assert post(login(town.leider), town, town.project, "reeks/agenda/", aantal=aantal).status_code == 422
    with tenant_scope(town.gemeente.pk):
        assert not Sessie.objects.exists()


def test_the_days_that_the_page_announces_are_those_that_are_made(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        reeks = start(town)  # it began on a Wednesday, some time ago
    page = text_of(login(town.leider).get(at(town, town.project, "reeks/")))
    with tenant_scope(town.gemeente.pk):
        made = [each.datum for each, _holiday in plan_sessions(reeks=reeks, aantal=3, by=town.leider.lid)]
    assert "De eerste dagen worden: " + ", ".join(date_format(each, "j F") for each in made) in page


# --- the series itself -----------------------------------------------------------------------------


FORM: dict[str, Any] = {
    "methode": SLUG, "ritme": "maand", "eerste": "2027-01-13", "begin": "13:30", "duur": "120",
}  # fmt: skip


def test_a_series_is_started_once(town: Town, login: Any) -> None:
    client = login(town.leider)
    for _time in range(2):
        post(
            client, town, town.project, "reeks/", htmx=False, **FORM, plaats="De Sluis", gespreksleider=town.lid.lid.pk
        )
    with tenant_scope(town.gemeente.pk):
        row = Reeks.objects.get()
        assert (row.plaats, row.gespreksleider_id) == ("De Sluis", town.lid.lid.pk)


def test_a_series_that_was_typed_before_an_expired_session_comes_back(town: Town, client: Any) -> None:
    response = post(client, town, town.project, "reeks/", htmx=False, **FORM, plaats="Bijna kwijt")
    assert response.status_code == 302
    client.force_login(town.leider.user)
    page = text_of(client.get(at(town, town.project, "reeks/")))
    assert "Bijna kwijt" in page
    assert "Dit typte je voordat je werd uitgelogd" in page


@pytest.mark.parametrize(
    ("field", "value"),
    [("methode", "eigen:onzin"), ("methode", ""), ("ritme", "soms"), ("eerste", "31-02-2027"), ("begin", "25:00"),
     ("duur", "5"), ("plaats", "a" * 121), ("steun", "Bel Samira de Vries op 06 12345678")],
)  # fmt: skip
def test_a_series_with_a_wrong_field_is_not_started_and_shows_what_was_typed(
    town: Town, login: Any, field: str, value: str
) -> None:
    posted = FORM | {"deelname": "De Raad schuift aan"} | {field: value}
    response = post(login(town.leider), town, town.project, "reeks/", htmx=False, **posted)
    assert response.status_code == 422
    assert "De Raad schuift aan" in text_of(response)
    with tenant_scope(town.gemeente.pk):
        assert not Reeks.objects.exists()


def test_a_leader_or_partner_of_the_neighbour_can_not_be_chosen_and_it_is_logged(cast: Cast, login: Any) -> None:
    town, theirs = cast.linderode, cast.broekveen
    with tenant_scope(theirs.gemeente.pk):
        partner = make_partner(theirs, "gi")
    client = login(town.leider)
    assert post(client, town, town.project, "reeks/", **FORM, gespreksleider=theirs.lid.lid.pk).status_code == 422
    with tenant_scope(town.gemeente.pk):
        start(town)
    for rest, data in (
        ("reeks/", {"ondersteuner": theirs.lid.lid.pk, "versie": 1}),
        ("reeks/vast/", {"naam": "Keten", "email": "k@example.org", "partner": partner.pk}),
    ):
        assert post(client, town, town.project, rest, **data).status_code == 422
    with tenant_scope(town.gemeente.pk):
        refused = Logregel.objects.filter(resultaat="geweigerd").order_by("moment")
        assert [line.handeling for line in refused] == ["keuze:gespreksleider", "keuze:ondersteuner", "keuze:partner"]
        assert not VasteGenodigde.objects.exists()


def test_another_method_goes_to_sessions_that_have_not_begun_and_to_no_other(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        own = f"eigen:{make_method(town, 'Kijken').pk}"
        done, now, soon, idea = held(town), busy(town), planned(town, 10), concept(town, 40)
        reeks = Reeks.objects.get()
    posted = FORM | {"methode": own, "versie": reeks.versie, "gespreksleider": town.leider.lid.pk}
    response = post(login(town.leider), town, town.project, "reeks/", **posted)
    assert response.status_code == 200
    assert [fresh(town, each).methode for each in (done, now, soon, idea)] == [SLUG, SLUG, own, own]
    with tenant_scope(town.gemeente.pk):
        reeks = Reeks.objects.get()
        was = {name: getattr(reeks, name) for name in FOLLOWS}
        assert follow_series(reeks=reeks, was=was, by=town.leider.lid) == 0


def test_the_page_says_what_a_switch_means(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        own = make_method(town, "Kijken")
        held(town)
        Reeks.objects.update(methode=f"eigen:{own.pk}")
    page = text_of(login(town.leider).get(at(town, town.project, "reeks/")))
    assert "Jullie wisselen na 1 keer" in page
    assert "Kijken" in page


def test_a_standing_guest_is_on_the_list_until_taken_off(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        start(town)
    client = login(town.leider)
    post(client, town, town.project, "reeks/vast/", naam="Keten", email="keten@example.org")
    with tenant_scope(town.gemeente.pk):
        first = concept(town)
        guest = VasteGenodigde.objects.get()
        assert first.genodigden.filter(email="keten@example.org").count() == 1
    post(client, town, town.project, f"reeks/vast/{guest.pk}/weg/")
    with tenant_scope(town.gemeente.pk):
        assert not concept(town, 50).genodigden.filter(email="keten@example.org").exists()


def test_a_standing_guest_that_was_added_twice_is_asked_once(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        start(town)
    client = login(town.leider)
    for email in ("keten@example.org", "Keten@example.org"):
        post(client, town, town.project, "reeks/vast/", htmx=False, naam="Keten", email=email)
    assert post(client, town, town.project, "reeks/agenda/", htmx=False, aantal=1).status_code == 302
    with tenant_scope(town.gemeente.pk):
        assert Sessie.objects.get().genodigden.filter(email__iexact="keten@example.org").count() == 1


@pytest.mark.parametrize("email", ["geen adres", "", "a" * 300 + "@example.org"])
def test_a_standing_guest_without_an_address_is_refused_beside_the_field(town: Town, login: Any, email: str) -> None:
    with tenant_scope(town.gemeente.pk):
        start(town)
    response = post(login(town.leider), town, town.project, "reeks/vast/", htmx=False, naam="Keten", email=email)
    assert response.status_code == 422
    assert "Keten" in text_of(response)


# --- the streak ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("methodes", "length"), [("", 0), ("a", 1), ("aaaa", 4), ("aaaaa", 5), ("aaaaaa", 6), ("aab", 1), ("abaa", 2)]
)
def test_the_streak_counts_the_last_sessions_with_one_method(methodes: str, length: int) -> None:
    assert streak(methodes) == length


@pytest.mark.parametrize(
    ("methodes", "kept"), [("", None), ("a", None), ("aaaa", None), ("aaaab", 4), ("ab", 1), ("aaaaab", None)]
)
def test_a_switch_is_too_early_before_five(methodes: str, kept: int | None) -> None:
    assert too_early(methodes) == kept


@pytest.mark.parametrize(
    ("times", "says", "says_not"),
    [
        (0, "Er is nog geen MLB vastgelegd.", "achter elkaar"),
        (1, "Dezelfde methode is 1 keer gehouden.", "achter elkaar"),
        (4, "4 keer achter elkaar gehouden. Het advies is 5 tot 6 keer", "Dat is het advies"),
        (5, "5 keer achter elkaar gehouden. Dat is het advies.", "stroef"),
        (6, "6 keer achter elkaar gehouden. Dat is het advies.", "stroef"),
    ],
)
def test_the_words_of_a_streak_are_honest(times: int, says: str, says_not: str) -> None:
    assert says in words(times)
    assert says_not not in words(times)


def test_the_words_of_a_switch_differ_before_and_from_five() -> None:
    assert words_of_switch(0, "A", "B") == "Jullie beginnen met ‘B’."
    early, late = words_of_switch(4, "A", "B"), words_of_switch(5, "A", "B")
    assert "Jullie wisselen na 4 keer ‘A’" in early
    assert "Het kan" in early
    assert "Jullie hielden ‘A’ 5 keer vol." in late
    assert "Het advies is" not in late


# --- NUM-05 and NUM-06 -----------------------------------------------------------------------------


def speaks(town: Town, rule: str) -> str | None:
    """What a rule says now, or None when it holds; a scope must be open."""
    project = Project.objects.get(pk=town.project.pk)
    found = signaal_of(BY_ID[rule], project, feiten_of(project))
    return f"{found.getal} {found.tekst}" if found else None


def this_month(town: Town, staat: str) -> Sessie:
    """A session of today, in a state."""
    sessie = concept(town, 0)
    Sessie.objects.filter(pk=sessie.pk).update(staat=staat)
    return sessie


@pytest.mark.parametrize(
    ("staat", "holds"),
    [("", False), ("concept", False), ("afgezegd", False), ("gepland", True), ("bezig", True), ("afgerond", True)],
)
def test_num_05_this_month_has_an_mlb_that_is_planned_or_held(town: Town, staat: str, holds: bool) -> None:
    with tenant_scope(town.gemeente.pk):
        if staat:
            this_month(town, staat)
        assert (speaks(town, "NUM-05") is None) is holds


def test_num_05_an_mlb_of_another_month_does_not_count_for_this_one(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        for days in (-45, 45):
            planned_on = concept(town, days)
            Sessie.objects.filter(pk=planned_on.pk).update(staat="afgerond" if days < 0 else "gepland")
        assert "geen MLB gehouden of gepland" in (speaks(town, "NUM-05") or "")


def test_num_05_a_month_that_rests_on_purpose_is_no_gap_until_that_is_taken_back(town: Town) -> None:
    today = timezone.localdate()
    with tenant_scope(town.gemeente.pk):
        pause_month(project=town.project, maand=today, reden="vakantie", by=town.leider.lid)
        assert speaks(town, "NUM-05") is None
        pause_month(project=town.project, maand=today, reden="", by=town.leider.lid)
        assert speaks(town, "NUM-05") is not None
        assert Maandpauze.objects.count() == 1


@pytest.mark.parametrize("fase", ["voorbereiding", "start", "vervolg"])
def test_num_05_asks_nothing_of_another_phase_without_any_mlb(town: Town, fase: str) -> None:
    with tenant_scope(town.gemeente.pk):
        Project.objects.update(fase=fase)
        assert speaks(town, "NUM-05") is None


def test_num_06_speaks_when_the_method_changed_before_the_fifth_time(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        reeks = start(town)
        for number, methode in enumerate("aaaab"):
            sessie = concept(town, -100 + 10 * number, reeks)
            Sessie.objects.filter(pk=sessie.pk).update(staat="afgerond", methode=methode)
        assert (speaks(town, "NUM-06") or "").startswith("4 ")
        assert basis().sleutel == SLUG
        Sessie.objects.update(methode="a")
        assert speaks(town, "NUM-06") is None
        Sessie.objects.filter(nummer=5).update(staat="gepland", methode="b")  # a switch that was not held yet
        assert speaks(town, "NUM-06") is None


def test_a_pause_over_http_takes_a_month_and_no_nonsense(town: Town, login: Any) -> None:
    client = login(town.leider)
    post(client, town, town.project, "pauze/", maand="2026-08-15", reden="anders")
    for maand in ("2026-13-01", "augustus", "", "31-02-2026"):
        assert post(client, town, town.project, "pauze/", maand=maand, reden="vakantie").status_code == 302
        assert "Deze maand kennen we niet." in text_of(client.get(at(town, town.project)))
    post(client, town, town.project, "pauze/", maand="2026-09-15", reden="zomaar")
    with tenant_scope(town.gemeente.pk):
        assert [(row.maand, row.reden) for row in Maandpauze.objects.all()] == [(day("2026-08-01"), "anders")]


# --- queries ---------------------------------------------------------------------------------------

# Page, below the project or (with a session) below that; and its number of queries.
PAGES = [("zicht", "", 12), ("reeks", "reeks/", 12), ("lessen", "lessen/", 8), ("sessie", "", 12)]


@pytest.mark.parametrize(("name", "rest", "literal"), PAGES, ids=[page[0] for page in PAGES])
def test_a_page_asks_as_much_with_three_of_everything_as_with_one(
    town: Town, login: Any, name: str, rest: str, literal: int
) -> None:
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
        sessie = step(town, town.mlb.sessie, "beginnen")
    client = login(town.leider)
    url = at(town, sessie if name == "sessie" else town.project, rest)
    count_queries(client, url)  # the first request fills caches that live as long as the process
    with_one = count_queries(client, url)
    with tenant_scope(town.gemeente.pk):
        for number in range(2):
            grow(town, sessie, number)
    with_three = count_queries(client, url)
    assert len(with_three) == len(with_one), "\n".join(with_three)
    assert len(with_three) == literal, "\n".join(with_three)


def grow(town: Town, sessie: Sessie, number: int) -> None:
    """Add one more of everything that a page of reflectie lists."""
    by = town.leider.lid
    partner = make_partner(town, "onderwijs", f"School {number}")
    add_guest(sessie=sessie, by=by, naam=f"Gast {number}", email=f"gast{number}@example.org", partner=partner)
    guest = VasteGenodigde(naam=f"Vast {number}", email=f"vast{number}@example.org", partner=partner)
    guest.gemeente_id, guest.reeks = town.gemeente.pk, sessie.reeks
    stored(town, guest)
    stored(town, Wachtterm(gemeente_id=town.gemeente.pk, tekst=f"Woord {number}"))
    done = held(town, -60 - 30 * number)
    for each in (done, sessie):
        add_alternative(sessie=each, tekst=f"Manier {number}", voor="casus", met_wijk=True, by=by)
        name_factor(sessie=each, richting="werkt", tekst=f"Factor {number}", by=by)
        add_action(sessie=each, tekst=f"Actie {number}", wie=town.lid.lid.pk, wanneer=None, by=by)
        note(town, each, f"MLB-{('KRACHT', 'WIJK')[number]}", f"Notitie {number}")
    make_method(town, f"Methode {number}", of_the_project=True)
    concept(town, 80 + 30 * number)
    ronde, _made = Zelfbeeldronde.objects.get_or_create(
        gemeente=town.gemeente, sessie=done,
        defaults={"project": town.project, "tot": timezone.localdate() - DAY * (number - 9), "team": 3},
    )  # fmt: skip
    answer_round(ronde=ronde, lid=by, scores=[number + 1] * 5)
