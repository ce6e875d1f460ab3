"""Zicht op de reeks: what the page says of a series, and to whom."""

import datetime
import re
from dataclasses import replace
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from projects.models import Project
from reflectie.methode import SLUG, as_data, basis
from reflectie.models import (
    Actie,
    EigenMethode,
    Genodigde,
    Les,
    Reeks,
    Sessie,
    Zelfbeeldantwoord,
    Zelfbeeldronde,
)
from reflectie.reekstelling import words, words_of_switch
from reflectie.services.genodigden import add_guest, set_attendance
from reflectie.services.reeks import make_session, pause_month, start_series
from reflectie.services.sessie import take_step
from reflectie.services.uitkomsten import add_action, add_alternative, finish_action, name_factor
from reflectie.services.zelfbeeld import result_of
from reflectie.templatetags.reflectie import blokjes, keerwoorden, komt_weinig, maandlijn, maandwoorden
from reflectie.zicht import Zicht, zicht_of
from tests.cast import Cast, Person, Town
from tests.projects.pages import count_queries
from tests.projects.setting_up import make_partner
from wijkaanpak.tenancy.scope import tenant_scope

TODAY = datetime.date(2026, 11, 20)
SECRET = "GEHEIM"  # is in every text that a team writes
OTHER = "Intervisie in tweetallen"


def day(month: int, number: int = 10, year: int = 2026) -> datetime.date:
    return datetime.date(year, month, number)


@pytest.fixture
def town(cast: Cast) -> Town:
    """Linderode, with a project that began in February."""
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        Project.objects.filter(pk=town.project.pk).update(begin=day(2, 1), eind=day(2, 1, 2028))
        town.project.refresh_from_db()
    return town


def start(town: Town, methode: str = SLUG) -> Reeks:
    reeks = Reeks(
        methode=methode, ritme="maand", eerste=day(6), begin=datetime.time(13, 30), duur=120,
        gespreksleider=town.leider.lid,
    )  # fmt: skip
    return start_series(project=town.project, reeks=reeks, by=town.leider.lid)


def own_method(town: Town) -> str:
    row = EigenMethode.objects.create(gemeente=town.gemeente, naam=OTHER, stappen=as_data(basis().stappen))
    return f"eigen:{row.pk}"


def switch(reeks: Reeks, methode: str) -> None:
    reeks.methode = methode
    reeks.save()


def plan(town: Town, reeks: Reeks, datum: datetime.date, staat: str = "gepland") -> Sessie:
    made = make_session(reeks=reeks, datum=datum, by=town.leider.lid)
    Sessie.objects.filter(pk=made.pk).update(staat=staat)
    made.refresh_from_db()
    return made


def hold(
    town: Town, reeks: Reeks, datum: datetime.date, away: str = "", guests: Any = (), wijk: str = SECRET
) -> Sessie:
    """Hold a session; ``away`` is a reason with which the lid of the team was not there."""
    by = town.leider.lid
    made = make_session(reeks=reeks, datum=datum, by=by)
    for number, partner in enumerate(guests):
        add_guest(sessie=made, by=by, naam=f"Gast {number}", email=f"gast{number}@keten.example", partner=partner)
    made = take_step(sessie=made, naam="beginnen", by=by)
    people = {str(row.pk): row.lid_id for row in Genodigde.objects.current().filter(sessie=made)}
    absent = {key for key, lid in people.items() if away and lid == town.lid.lid.pk}
    set_attendance(sessie=made, present=set(people) - absent, reasons=dict.fromkeys(absent, away), seen=set(), by=by)
    made.leervraag, made.casus, made.mogelijkheden = f"{SECRET} vraag", f"{SECRET} casus", wijk
    made.save()
    return take_step(sessie=made, naam="afronden", by=by)


def look(town: Town) -> Zicht:
    return zicht_of(town.project, today=TODAY)


def page(client: Any, town: Town) -> str:
    response = client.get(f"/{town.gemeente.slug}/reflectie/project/{town.project.pk}/")
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_months_say_what_was_held_what_is_to_come_and_where_a_gap_is(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        reeks = start(town)
        for month in (6, 7, 9, 10):
            hold(town, reeks, day(month))
        pause_month(project=town.project, maand=day(8, 3), reden="vakantie", by=town.leider.lid)
        plan(town, reeks, day(12, 3))
        plan(town, reeks, day(1, 14, 2027), "concept")
        zicht = look(town)
    held = "MLB {} gehouden, 3 van 3 aanwezig"
    assert [(f"{maand.eerste:%m-%Y}", maandwoorden(maand)) for maand in zicht.maanden] == [
        ("02-2026", ""), ("03-2026", ""), ("04-2026", ""), ("05-2026", ""),
        ("06-2026", held.format(1)), ("07-2026", held.format(2)), ("08-2026", "vakantie"),
        ("09-2026", held.format(3)), ("10-2026", held.format(4)), ("11-2026", "nog geen MLB"),
        ("12-2026", keerwoorden(zicht.keren[1])), ("01-2027", keerwoorden(zicht.keren[0])),
    ]  # fmt: skip
    assert [maand.eerste.month for maand in zicht.maanden if maand.is_gat] == [11]
    assert zicht.gat_nu is not None and zicht.gat_nu.is_nu
    assert [maand.eerste.month for maand in zicht.maanden if maand.kan_vrij] == [11]
    assert "gepland op" in keerwoorden(zicht.keren[1]) and "concept voor" in keerwoorden(zicht.keren[0])


@pytest.mark.parametrize(("staat", "words_of_it"), [("concept", "concept voor"), ("afgezegd", "afgezegd")])
def test_a_concept_or_a_cancelled_mlb_leaves_a_gap(town: Town, staat: str, words_of_it: str) -> None:
    with tenant_scope(town.gemeente.pk):
        reeks = start(town)
        hold(town, reeks, day(10))
        plan(town, reeks, day(11, 26), staat)
        gap = look(town).gat_nu
    assert gap is not None and words_of_it in maandwoorden(gap)


def test_before_uitvoering_a_month_without_any_mlb_yet_is_no_gap(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        plan(town, start(town), day(1, 14, 2027))
        assert look(town).gat_nu is not None  # the project of the cast is in the phase uitvoering
        town.project.fase = "start"
        assert not any(maand.is_gat for maand in look(town).maanden)


def test_a_planned_mlb_whose_day_passed_is_on_top_and_says_that_it_was_not_logged(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        reeks = start(town)
        plan(town, reeks, day(9))
        hold(town, reeks, day(10))
        zicht = look(town)
    assert [keer.datum.month for keer in zicht.keren] == [9, 10]
    assert "is niet vastgelegd" in keerwoorden(zicht.keren[0])
    assert not any(maand.is_gat for maand in zicht.maanden if maand.eerste.month == 9)


def test_a_long_series_shows_fourteen_months_and_two_to_come(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        reeks = start(town)
        hold(town, reeks, day(3, 10, 2024))
        hold(town, reeks, day(10))
        town.project.begin = day(1, 1, 2024)
        months = [maand.eerste for maand in look(town).maanden]
    assert (len(months), months[0], months[-1]) == (14, day(12, 1, 2025), day(1, 1, 2027))


@pytest.mark.parametrize("month", range(1, 13))
def test_the_line_reaches_two_months_past_today_in_every_month(town: Town, month: int) -> None:
    today = day(month, 28, 2027)
    with tenant_scope(town.gemeente.pk):
        months = [maand.eerste for maand in zicht_of(town.project, today=today).maanden]
    last = months[-1].year * 12 + months[-1].month
    assert last - (today.year * 12 + today.month) >= 2
    assert len(months) <= 14 and months == sorted(set(months))
    assert [maand for maand in months if (maand.year, maand.month) == (2027, month)]


def test_the_line_draws_two_sessions_of_one_month_and_has_a_title(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        reeks = start(town)
        hold(town, reeks, day(10, 6))
        hold(town, reeks, day(10, 20))
        zicht = look(town)
    svg = maandlijn(zicht.maanden, zicht.banden, zicht.volhouden)
    assert svg.count('class="s-accent" cx=') == 2
    assert "oktober: MLB 1 gehouden, 3 van 3 aanwezig; MLB 2 gehouden" in svg
    assert "nog 3 of 4 keer" in svg


@pytest.mark.parametrize("times", [0, 1, 4, 7])
def test_the_streak_counts_and_shows_six_times(town: Town, times: int) -> None:
    with tenant_scope(town.gemeente.pk):
        reeks = start(town)
        for month in range(4, 4 + times):
            hold(town, reeks, day(month))
        plan(town, reeks, day(12, 3))
        stand = look(town).volhouden
    assert (stand.keren, stand.woorden, stand.wordt) == (times, words(times), "")
    assert [number for number, _keer in stand.stippen] == ([2, 3, 4, 5, 6, 7] if times == 7 else [1, 2, 3, 4, 5, 6])
    shown = [keer.staat if keer else "" for _number, keer in stand.stippen]
    assert shown == (["afgerond"] * min(times, 6) + ["gepland"] + [""] * 6)[:6]


def test_a_series_that_goes_on_with_another_method_says_what_that_means(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        reeks = start(town)
        for month in (7, 8, 9):
            hold(town, reeks, day(month))
        switch(reeks, own_method(town))
        stand = look(town).volhouden
    assert (stand.keren, stand.wordt) == (3, OTHER)
    assert stand.woorden == words_of_switch(3, basis().naam, OTHER)


def test_the_bands_show_a_switch_and_the_count_starts_again(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        reeks = start(town)
        for month in range(4, 10):
            hold(town, reeks, day(month))
        switch(reeks, own_method(town))
        hold(town, reeks, day(10))
        zicht = look(town)
    assert [(band.methode, len(band.keren)) for band in zicht.banden] == [(basis().naam, 6), (OTHER, 1)]
    assert (zicht.volhouden.keren, zicht.volhouden.methode, zicht.volhouden.woorden) == (1, OTHER, words(1))
    svg = maandlijn(zicht.maanden, zicht.banden, zicht.volhouden)
    assert "6 keer" in svg and "1 keer" in svg and "nog 4 of 5 keer" in svg


def test_attendance_is_counted_per_organisation_with_reasons_over_the_whole(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        wijkteam, raad = make_partner(town, "wijkteam", "Wijkteam"), make_partner(town, "rvdk", "Raad")
        town.teamlid.partner = wijkteam
        town.teamlid.save()
        reeks = start(town)
        hold(town, reeks, day(8), away="ziek")
        hold(town, reeks, day(9), away="werk", guests=[raad])
        hold(town, reeks, day(10), guests=[raad, raad])
        zicht = look(town)
    team, nameless, guest = sorted(
        zicht.organisaties, key=lambda each: ["Wijkteam", "Team", "Raad"].index(each.naam.split(",")[0])
    )
    assert [each.naam for each in zicht.organisaties][-1] == guest.naam == "Raad, gast"
    assert [(vak.erbij, vak.gevraagd) for vak in team.vakken] == [(0, 1), (0, 1), (1, 1)]
    assert (team.erbij, team.gevraagd, team.keren_erbij, team.keren_gevraagd) == (1, 3, 1, 3)
    assert [(vak.erbij, vak.gevraagd) for vak in guest.vakken] == [(0, 0), (1, 1), (2, 2)]
    assert (nameless.erbij, nameless.gevraagd) == (6, 6)
    assert zicht.redenen == (("ziek", 1), ("ander werk ging voor", 1))
    assert komt_weinig(zicht.organisaties) == [team]
    svg = blokjes(team, zicht.organisaties)
    assert (svg.count('class="s-af"'), svg.count('class="s-accent"')) == (2, 1)
    assert "<title>Wijkteam: aug 0 van 1, sep 0 van 1, okt 1 van 1</title>" in svg


def test_guests_are_counted_per_mlb_and_by_organisation(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        raad = make_partner(town, "rvdk", "Raad")
        reeks = start(town)
        hold(town, reeks, day(9), guests=[raad, None])
        hold(town, reeks, day(10), guests=[raad])
        zicht = look(town)
    assert (zicht.gasten_per_keer, zicht.ketenpartners) == (1.5, 2)


def test_the_wijk_and_other_ways_are_counted_per_session(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        reeks = start(town)
        first, second = hold(town, reeks, day(9), wijk=""), hold(town, reeks, day(10))
        for sessie, tekst, wijk in ((first, "a", False), (second, "b", True), (second, "c", False)):
            add_alternative(sessie=sessie, tekst=tekst, voor="casus", met_wijk=wijk, by=town.leider.lid)
        held = look(town).gehouden
    assert [(keer.wijk_gevraagd, keer.manieren, keer.met_wijk) for keer in held] == [(False, 1, 0), (True, 2, 1)]


def fill(town: Town) -> None:
    """Two sessions with everything a team writes in them."""
    reeks, by = start(town), town.leider.lid
    for month in (9, 10):
        sessie = hold(town, reeks, day(month))
        add_alternative(sessie=sessie, tekst=f"{SECRET} manier", voor="casus", met_wijk=True, by=by)
        name_factor(sessie=sessie, richting="werkt", tekst=f"{SECRET} korte lijn", by=by)
        add_action(sessie=sessie, tekst=f"{SECRET} actie {month}", wie=town.lid.lid.pk, wanneer=day(month), by=by)
    name_factor(sessie=sessie, richting="werkt", tekst="De wijk benut", by=by)
    name_factor(sessie=sessie, richting="werkt_niet", tekst="Erbij doen naast het werk", by=by)
    add_action(sessie=sessie, tekst=f"{SECRET} later", wie=by.pk, wanneer=None, by=by)


def test_factors_know_their_sessions_and_tags_are_those_of_the_lessons(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        fill(town)
        zicht = look(town)
        tags = Les.objects.filter(project=town.project).tags()
    assert [(each.woorden, each.aantal, each.nummers) for each in zicht.voor_team.factoren] == [
        (f"{SECRET} korte lijn", 2, (1, 2)), ("De wijk benut", 1, (2,)), ("Erbij doen naast het werk", 1, (2,)),
    ]  # fmt: skip
    assert sorted(each.aantal for each in zicht.kenmerken) == sorted(n for _soort, _tag, n in tags)
    assert {(each.woorden, each.nummers) for each in zicht.kenmerken} == {
        ("Eigen factor van het team", ()), ("De wijk benut", ()), ("Erbij doen naast het werk", ()),
    }  # fmt: skip
    assert zicht.lessen == 3


def test_open_actions_come_by_day_and_know_what_is_late(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        fill(town)
        finish_action(actie=Actie.objects.get(tekst__endswith="actie 9"), klaar=True, by=town.leider.lid)
        add_action(
            sessie=Sessie.objects.get(nummer=1), tekst="Straks", wie=town.lid.lid.pk, wanneer=TODAY, by=town.leider.lid
        )
        zicht = look(town)
    found = [(actie.tekst, actie.is_laat, actie.nummer) for actie in zicht.voor_team.acties]
    assert found == [(f"{SECRET} actie 10", True, 2), ("Straks", False, 1), (f"{SECRET} later", False, 2)]
    assert (zicht.acties_open, zicht.acties_laat) == (3, 1)


def test_no_word_of_the_team_stands_outside_what_is_for_the_team(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        fill(town)
        zicht = look(town)
    assert repr(zicht).count(SECRET) == 6  # two leervragen, a factor and three actions
    assert SECRET not in repr(replace(zicht, voor_team=None))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("who", "sees"), [("leider", True), ("lid", True), ("beheerder", False), ("beleid", False), ("gast", False)]
)
def test_only_the_team_reads_its_words(town: Town, login: Any, who: str, sees: bool) -> None:
    with tenant_scope(town.gemeente.pk):
        fill(town)
        ids = [str(pk) for pk in Sessie.objects.values_list("pk", flat=True)]
    person: Person = getattr(town, who)
    html = page(login(person), town)
    assert (SECRET in html) is sees
    assert any(pk in html for pk in ids) is sees
    assert ("De wijk benut" in html) and ("3 acties" in html)


def test_every_picture_has_a_title_and_a_table_and_nothing_is_inline(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        fill(town)
        hold(town, Reeks.objects.get(), day(11))
        Zelfbeeldronde.objects.update(tot=day(1, 1, 2020))
        answer(town, 4)
    html = page(login(town.leider), town)
    main = html[html.index("<main") : html.index("</main>")]
    pictures = re.findall(r"<svg[^>]*>(?:(?!</svg>).)*</svg>", main, re.DOTALL)
    assert len(pictures) > 20
    assert [each[:120] for each in pictures if "<title>" not in each and 'aria-hidden="true"' not in each] == []
    assert main.count("Toon als tabel") == 6  # line, method, wijk, attendance, factors, self-rating
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script", main)


def answer(town: Town, times: int) -> None:
    """Answer every round of the project so many times."""
    for ronde in Zelfbeeldronde.objects.all():
        for number in range(times):
            scores = {f"score_{n}": 1 + (n + number) % 5 for n in range(1, 6)}
            Zelfbeeldantwoord.objects.create(gemeente=town.gemeente, ronde=ronde, **scores)


@pytest.mark.parametrize("is_past", [True, False])
@pytest.mark.parametrize("team", [3, 5])
@pytest.mark.parametrize("times", [0, 3, 4, 5])
def test_a_round_shows_exactly_what_the_service_allows(town: Town, times: int, team: int, is_past: bool) -> None:
    today = timezone.localdate()
    with tenant_scope(town.gemeente.pk):
        reeks = start(town)
        for month in (8, 9, 10):
            hold(town, reeks, day(month))
        tot = today - datetime.timedelta(days=1) if is_past else today
        Zelfbeeldronde.objects.update(team=team, tot=tot)
        answer(town, times)
        [ronde] = zicht_of(town.project, today=today).voor_team.rondes
        allowed = result_of(Zelfbeeldronde.objects.get())
    assert (list(ronde.uitslag) if ronde.uitslag else None) == allowed
    assert (ronde.nummer, ronde.is_open) == (3, allowed is None and not is_past)


def test_a_round_that_is_not_shown_never_tells_how_many_answered(town: Town, login: Any) -> None:
    pages = []
    for times in (0, 3):
        with tenant_scope(town.gemeente.pk):
            if times == 0:
                reeks = start(town)
                for month in (8, 9, 10):
                    hold(town, reeks, day(month))
                Zelfbeeldronde.objects.update(tot=day(1, 1, 2020))
            answer(town, times)
            zicht = look(town)
            pages.append(render_to_string("reflectie/zicht/_ronde.html", {"each": zicht.voor_team.rondes[0]}))
    assert pages[0] == pages[1]
    assert "minder dan 4 antwoorden" in pages[0]


def test_five_queries_for_one_session_and_for_five(town: Town, login: Any, django_assert_num_queries: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        reeks = start(town)
        hold(town, reeks, day(6), away="ziek")
        with django_assert_num_queries(5):
            look(town)
        for month in (7, 8, 9, 10):
            sessie = hold(town, reeks, day(month))
            name_factor(sessie=sessie, richting="werkt", tekst=f"Factor {month}", by=town.leider.lid)
            add_action(sessie=sessie, tekst=f"Actie {month}", wie=town.lid.lid.pk, wanneer=None, by=town.leider.lid)
        answer(town, 4)
        with django_assert_num_queries(5):
            look(town)


def test_the_page_itself_asks_nothing_more(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        reeks = start(town)
        hold(town, reeks, day(6))
    url = f"/{town.gemeente.slug}/reflectie/project/{town.project.pk}/"
    client = login(town.leider)
    count_queries(client, url)
    with_one = len(count_queries(client, url))
    with tenant_scope(town.gemeente.pk):
        for month in (7, 8, 9, 10):
            hold(town, reeks, day(month))
    assert len(count_queries(client, url)) == with_one == 12


@pytest.mark.parametrize("who", ["leider", "lid", "beheerder", "gast"])
def test_an_empty_project_says_what_to_do_next(town: Town, login: Any, who: str) -> None:
    html = page(login(getattr(town, who)), town)
    assert "Er is nog geen reeks MLB’s" in html
    assert ("Zet de reeks op" in html) is (who == "leider")
    with tenant_scope(town.gemeente.pk):
        start(town)
    html = page(login(getattr(town, who)), town)
    assert "Er staat nog geen MLB op de agenda" in html


@pytest.mark.parametrize("who", ["leider", "beheerder", "gast"])
def test_a_series_that_is_only_planned_is_drawn_for_everyone(town: Town, login: Any, who: str) -> None:
    with tenant_scope(town.gemeente.pk):
        plan(town, start(town), timezone.localdate() + datetime.timedelta(days=20))
    html = page(login(getattr(town, who)), town)
    assert words(0) in html and "Er staan geen acties open." in html


def test_the_neighbour_sees_nothing(cast: Cast, town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        fill(town)
    with tenant_scope(cast.broekveen.gemeente.pk):
        zicht = zicht_of(cast.broekveen.project, today=TODAY)
    assert not (zicht.keren or zicht.kenmerken or zicht.voor_team.acties)
