"""What reflectie reminds of: whom, when, once, that every line opens, and that none holds a word of an MLB."""

from typing import Any

from django.test import Client
from django.utils import timezone

from projects.models import Afwijking, ChecklistAntwoord, Signaalkeuze, Teamlid
from projects.services.register import add_row
from reflectie.models import Genodigde, Sessie, Zelfbeeldronde
from reflectie.services.genodigden import add_guest, take_off_list
from reflectie.services.reeks import pause_month
from reflectie.services.uitkomsten import add_action, finish_action
from reflectie.services.zelfbeeld import answer_round
from tests.cast import CANARY, Town
from tests.herinneringen.rondes import all_open, day, gone, idle, on, put, said, settles, told
from tests.reflectie import setting_up as mlb
from tests.reflectie.setting_up import concept, held, planned, start, write
from wijkaanpak.herinneringen.models import Herinnering
from wijkaanpak.herinneringen.services.ronde import hold_round
from wijkaanpak.tenancy.scope import tenant_scope


def asked(town: Town, person: Any, sessie: Sessie) -> Genodigde:
    """Return the line of someone on the list of a session; a scope must be open."""
    found: Genodigde = Genodigde.objects.current().get(sessie=sessie, lid=person.lid)
    return found


# --- a session that comes --------------------------------------------------------------------------------


def test_a_session_is_told_a_week_and_a_day_ahead_to_who_is_asked(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town, 20)
        add_guest(sessie=sessie, by=town.leider.lid, naam=town.gast.user.naam, email=town.gast.user.email)
        rows = [asked(town, person, sessie) for person in (town.lid, town.gast)]
    for name, row in zip(("lid", "gast"), rows, strict=True):
        assert told(town, row, 12) == []
        week = told(town, row, 13)
        assert said(town, week) == [(name, "Over een week is de MLB")]
        assert all_open(client, week, 13)
        [later] = told(town, row, 17)
        assert (later.pk, later.titel) == (week[0].pk, "Binnenkort is de MLB")
        tomorrow = told(town, row, 19)
        assert said(town, tomorrow) == [(name, "De MLB is morgen")]
        assert tomorrow[0].pk != week[0].pk
        assert all_open(client, tomorrow, 19)
        [today] = told(town, row, 20)
        assert (today.pk, today.titel) == (tomorrow[0].pk, "De MLB is vandaag")
        assert told(town, row, 21) == []


def test_who_was_mailed_about_it_just_now_is_told_a_day_ahead_alone(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        row = asked(town, town.lid, planned(town, 9))
    assert told(town, row, 3) == []
    assert said(town, told(town, row, 8)) == [("lid", "De MLB is morgen")]


def test_a_session_that_is_off_or_not_theirs_is_settled(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town, 10)
        row = asked(town, town.lid, sessie)
    assert settles(
        town,
        row,
        *idle(town.project),
        *gone(town.lid),
        put(sessie, staat="afgezegd"),
        put(sessie, staat="afgerond"),
        put(sessie, datum=day(30)),
        put(town.teamlid, tot=day(-1)),  # on the list still, and may not open it
        lambda: take_off_list(genodigde=row, by=town.leider.lid),
        days=5,
    )


def test_a_session_on_the_calendar_that_was_not_planned_is_not_told(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = concept(town, 3)
        hold_round(town.gemeente)
        assert not Herinnering.objects.filter(soort="mlb", pad__contains=str(sessie.pk)).exists()


# --- not logged ------------------------------------------------------------------------------------------


def test_a_session_not_logged_is_told_to_who_led_it_and_after_a_week_to_who_leads(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        start(town, gespreksleider=town.lid.lid)
        sessie = planned(town, 5)
    title = f"Leg MLB {sessie.nummer} vast, of zeg hem af"

    def asks(days: int) -> list[Herinnering]:
        return [row for row in told(town, sessie, days) if row.titel == title]

    assert asks(5) == []
    first = asks(6)
    assert said(town, first) == [("lid", title)]
    assert all_open(client, first, 6)
    both = asks(12)
    assert said(town, both) == [("leider", title), ("lid", title)]
    assert first[0].pk in {row.pk for row in both}
    assert all_open(client, both, 12)
    assert asks(36) == []


def test_of_a_leader_of_the_talk_who_left_the_team_the_projectleider_logs_it_at_once(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        start(town, gespreksleider=town.lid.lid)
        sessie = planned(town, 5)
        put(town.teamlid, tot=day(-1))()
    assert [who for who, _title in said(town, told(town, sessie, 6))] == ["leider"]
    assert settles(
        town,
        sessie,
        *idle(town.project),
        put(sessie, staat="afgerond"),
        put(sessie, staat="afgezegd"),
        days=6,
    )


# --- none this month (NUM-05) ----------------------------------------------------------------------------


def test_a_month_without_a_session_is_told_to_who_leads_once(town: Town, client: Client, tenth: int) -> None:
    assert told(town, town.project, tenth - 3) == []
    rows = told(town, town.project, tenth)
    [(who, title)] = said(town, rows)
    assert who == "leider"
    assert title.endswith("is er nog geen MLB")
    assert all_open(client, rows, tenth)
    assert told(town, town.project, tenth + 15)[0].pk == rows[0].pk
    assert told(town, town.project, tenth + 31)[0].pk != rows[0].pk


def test_a_month_that_is_accounted_for_is_not_told(town: Town, tenth: int) -> None:
    month = day(tenth).replace(day=1)
    with tenant_scope(town.gemeente.pk):
        start(town)
        leads = Teamlid.objects.get(project=town.project, lid=town.leider.lid)
        unlogged = concept(town, tenth - 5)
    by, project = town.leider.lid, town.project
    facts = {"norm": "Norm", "reden": "Daarom", "namens_gemeente": "Een", "namens_organisatie": "Twee"}
    in_month = {"status": "bezig", "deadline": day(tenth + 5)}

    def repair() -> object:
        return ChecklistAntwoord.objects.create(gemeente=town.gemeente, project=project, punt="UI-04a", **in_month)

    assert settles(
        town,
        project,
        *idle(project),
        lambda: planned(town, 3),
        put(unlogged, staat="gepland"),  # and not logged: that is told by itself
        lambda: held(town, -2),
        lambda: pause_month(project=project, maand=month, reden="vakantie", by=by),
        lambda: Signaalkeuze.objects.create(gemeente=town.gemeente, regel="NUM-05", aan=False),
        lambda: add_row(project=project, row=Afwijking(regel="NUM-05", tot=day(tenth + 9), **facts), by=by),
        repair,
        put(project, fase="borging"),
        put(project, eind=day(tenth - 31)),
        put(leads, tot=day(-1)),
        days=tenth,
    )


# --- actions ---------------------------------------------------------------------------------------------


def test_an_action_is_told_to_who_does_it_a_week_ahead_and_when_it_is_late(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town, 1)
        add_guest(sessie=sessie, by=town.leider.lid, naam=town.gast.user.naam, email=town.gast.user.email)
        text = f"{CANARY} actie"
        mine = add_action(sessie=sessie, tekst=text, wie=town.lid.lid.pk, wanneer=day(28), by=town.leider.lid)
        guests = add_action(sessie=sessie, tekst=text, wie=town.gast.lid.pk, wanneer=day(28), by=town.leider.lid)
    assert told(town, mine, 20) == []
    title = f"Je actie uit MLB {sessie.nummer}"
    for name, actie in (("lid", mine), ("gast", guests)):
        rows = told(town, actie, 21)
        assert said(town, rows) == [(name, title)]
        assert all_open(client, rows, 21)
        assert told(town, actie, 28)[0].pk == rows[0].pk
    late = told(town, mine, 29)
    assert said(town, late) == [("lid", f"Te laat: {title[0].lower()}{title[1:]}")]
    assert all_open(client, late, 29)
    assert told(town, guests, 29) == []  # their access ended with its day
    assert settles(
        town,
        mine,
        *idle(town.project),
        *gone(town.lid),
        lambda: finish_action(actie=mine, klaar=True, by=town.lid.lid),
        put(mine, vervallen_op=timezone.now()),
        put(mine, wanneer=None),
        put(town.teamlid, tot=day(-1)),
        days=23,
    )


# --- the team about itself -------------------------------------------------------------------------------


def test_a_round_is_told_to_who_did_not_answer_in_its_last_week(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        ronde = Zelfbeeldronde.objects.create(
            gemeente=town.gemeente, project=town.project, sessie=held(town), tot=day(21), team=3
        )
        answer_round(ronde=ronde, lid=town.leider.lid, scores=[1, 2, 3, 4, 5])
    assert told(town, ronde, 13) == []
    rows = told(town, ronde, 14)
    title = "Hoe staat het team ervoor? Vijf stellingen, zonder naam"
    assert said(town, rows) == [("Gi Medewerker", title), ("lid", title)]
    assert all_open(client, rows, 14)
    assert told(town, ronde, 22) == []
    assert settles(town, ronde, *idle(town.project), put(ronde, team=1), put(ronde, tot=day(13)), days=14)
    with on(day(14)), tenant_scope(town.gemeente.pk):
        answer_round(ronde=ronde, lid=town.lid.lid, scores=[1, 2, 3, 4, 5])
    assert [who for who, _title in said(town, told(town, ronde, 15))] == ["Gi Medewerker"]


# --- no word of an MLB -----------------------------------------------------------------------------------


def test_no_line_holds_a_word_of_an_mlb(town: Town) -> None:
    words = ("leervraag", "casus", "mogelijkheden", "agenda", "actie", "factor", "manier", "notitie", "zaal", "Keten")
    with tenant_scope(town.gemeente.pk):
        mlb.add_reflectie(town)
        put(town.mlb.actie, wanneer=day(15))()
        put(town.mlb.ronde, tot=day(15))()
        write(town, Sessie.objects.get(pk=town.mlb.sessie.pk), leervraag=f"{CANARY} leervraag")
    for days in (14, 19, 27):
        with on(day(days)), tenant_scope(town.gemeente.pk):
            hold_round(town.gemeente)
    with tenant_scope(town.gemeente.pk):
        found = Herinnering.objects.all()
        assert set(found.values_list("soort", flat=True)) >= {"mlb", "deadlines"}
        lines = " ".join(f"{row.titel} {row.onder} {row.pad}" for row in found)
    assert not [word for word in words if f"{CANARY} {word}" in lines]
