"""What projects reminds of: whom, when, once, and that every line leads to a page its reader may open."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from evaluatie.models import Evaluatie
from projects.models import Afwijking, Mandaat, Sleutelfiguur, Teamlid
from projects.services.antwoord import save_answer
from projects.services.register import add_row
from projects.services.tekenen import let_read_along, sign
from tests.cast import CANARY, Cast, Town
from tests.evaluatie.setting_up import evaluation
from tests.herinneringen.rondes import all_open, day, gone, idle, put, said, settles, told
from tests.projects.setting_up import add_setup, make_mandate, make_partner, signatory
from wijkaanpak.herinneringen.models import Herinnering
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture
def asked(town: Town) -> Town:
    """An agreement lies ready: the gast signs for the gemeente, buiten reads along."""
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        buiten = town.buiten.user
        town.papier = let_read_along(verzoek=town.verzoek, naam=buiten.naam, email=buiten.email, by=town.gast.lid)
    return town


# --- deadlines -------------------------------------------------------------------------------------------


def test_a_deadline_is_told_to_who_is_responsible_a_week_ahead_and_when_it_passed(town: Town, client: Client) -> None:
    coming = told(town, town.antwoord)  # its deadline is tomorrow
    [(who, title)] = said(town, coming)
    assert (who, title[:10]) == ("lid", "Deadline: ")
    assert all_open(client, coming)
    assert told(town, town.antwoord, 1)[0].pk == coming[0].pk
    late = told(town, town.antwoord, 2)
    assert said(town, late) == [("lid", title.replace("Deadline", "Te laat"))]
    assert told(town, town.antwoord, 20)[0].pk == late[0].pk
    assert told(town, town.antwoord, 40) == []


def test_a_deadline_further_away_waits(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        put(town.antwoord, deadline=day(8))()
    assert told(town, town.antwoord) == []
    assert said(town, told(town, town.antwoord, 1))


def test_a_deadline_that_asks_nothing_more_is_settled(town: Town) -> None:
    assert settles(
        town,
        town.antwoord,
        *idle(town.project),
        put(town.antwoord, status="gereed"),
        put(town.antwoord, status="nvt"),
        put(town.antwoord, deadline=None),
    )


def test_a_deadline_of_nobody_or_of_who_is_not_in_the_project_is_told_to_who_leads(town: Town) -> None:
    for person, there in ((None, "leider"), (town.buiten.lid, "leider"), (town.lid.lid, "lid")):  # buiten sees nothing
        with tenant_scope(town.gemeente.pk):
            put(town.antwoord, verantwoordelijke=person)()
        assert [who for who, _title in said(town, told(town, town.antwoord))] == [there]
    with tenant_scope(town.gemeente.pk):
        put(town.teamlid, tot=day(-1))()
    assert [who for who, _title in said(town, told(town, town.antwoord))] == ["leider"]


def test_the_deadline_of_an_own_punt_names_nothing_that_people_typed(town: Town, client: Client) -> None:
    made = {}
    with tenant_scope(town.gemeente.pk):
        for punt in (town.eigen_punt, town.gemeente_punt):
            values = {"verantwoordelijke_id": town.lid.lid.pk, "deadline": day(3)}
            made[punt] = save_answer(
                project=town.project, punt=punt.code, values=values, versie=0, by=town.leider.lid
            ).row
    for punt, row in made.items():
        rows = told(town, row)
        assert said(town, rows) == [("lid", "Deadline: Eigen punt")]
        assert punt.titel not in rows[0].onder
        assert all_open(client, rows)


# --- signatures ------------------------------------------------------------------------------------------


def test_an_agreement_is_asked_for_again_after_one_and_three_weeks(asked: Town, client: Client) -> None:
    assert told(asked, asked.verzoek, 6) == []
    first = told(asked, asked.verzoek, 7)
    assert said(asked, first) == [("gast", "Een overeenkomst wacht op je handtekening")]
    assert all_open(client, first, 7)
    assert told(asked, asked.verzoek, 20)[0].pk == first[0].pk
    [again] = told(asked, asked.verzoek, 21)
    assert again.pk != first[0].pk
    assert told(asked, asked.verzoek, 91) == []
    reader = told(asked, asked.papier, 8)
    assert said(asked, reader) == [("buiten", "Lees de overeenkomst mee")]
    assert all_open(client, reader, 8)


def test_an_agreement_that_was_signed_read_or_withdrawn_is_settled(asked: Town) -> None:
    def signs() -> object:
        return sign(verzoek=asked.verzoek, lid=asked.gast.lid, sha256=asked.document.sha256, **signatory(asked.verzoek))

    common = [*idle(asked.project), put(asked.document, tekenstaat="vervangen")]
    withdrawn = put(asked.verzoek, ingetrokken_op=asked.verzoek.gevraagd_op)
    assert settles(asked, asked.verzoek, *common, *gone(asked.gast), signs, withdrawn, days=8)
    read = put(asked.papier, gelezen_op=asked.papier.gevraagd_op)
    assert settles(asked, asked.papier, *common, *gone(asked.buiten), read, days=8)


# --- what ends -------------------------------------------------------------------------------------------


def _mandate(town: Town) -> Any:
    return make_mandate(town, make_partner(town, "onderwijs"), "tekenen", tot=day(40))


def _deviation(town: Town) -> Any:
    facts = {"norm": f"{CANARY} norm", "reden": "Daarom", "namens_gemeente": "Een", "namens_organisatie": "Twee"}
    return add_row(project=town.project, row=Afwijking(**facts, tot=day(40)), by=town.leider.lid)


def _consent(town: Town) -> Any:
    row = Sleutelfiguur(
        naam=f"{CANARY} iemand", betekenis=f"{CANARY} kent", toestemming_op=day(-9), bewaren_tot=day(40)
    )
    return add_row(project=town.project, row=row, by=town.leider.lid)


def _project(town: Town) -> Any:
    put(town.project, eind=day(40), fase="start")()  # before the phase that asks for an MLB
    return town.project


ENDS = [
    (_mandate, "Een mandaat loopt af", "Een mandaat is afgelopen"),
    (_deviation, "Een afwijking van een norm loopt af", "Een afwijking van een norm is afgelopen"),
    (_consent, "Een toestemming loopt af", ""),
    (_project, "Een project loopt af", "De einddatum van een project is voorbij"),
]


@pytest.mark.parametrize(("make", "before", "after"), ENDS)
def test_what_ends_is_told_to_who_leads_a_month_ahead_and_afterwards(
    make: Callable[[Town], Any], before: str, after: str, town: Town, client: Client
) -> None:
    with tenant_scope(town.gemeente.pk):
        thing = make(town)
    assert told(town, thing, 9) == []
    coming = told(town, thing, 10)
    assert said(town, coming) == [("leider", before)]
    assert all_open(client, coming, 10)
    assert told(town, thing, 39)[0].pk == coming[0].pk
    assert not any(f"{CANARY} {word}" in coming[0].onder for word in ("iemand", "kent", "norm", "tekenaar"))
    assert said(town, told(town, thing, 41)) == ([("leider", after)] if after else [])
    assert settles(town, thing, *idle(town.project), days=12)


@pytest.mark.parametrize(("make", "before", "after"), ENDS)
def test_of_a_project_that_nobody_leads_beleid_is_told_what_ends(
    make: Callable[[Town], Any], before: str, after: str, town: Town, client: Client
) -> None:
    with tenant_scope(town.gemeente.pk):
        thing = make(town)
        Teamlid.objects.filter(lid=town.leider.lid).update(tot=day(-1))
    rows = told(town, thing, 12)
    assert said(town, rows) == [("beleid", before)]
    assert all_open(client, rows, 12)


def test_what_was_given_anew_or_taken_away_ends_no_more(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        mandate, deviation, consent = _mandate(town), _deviation(town), _consent(town)
    fields = {"naam": "Ander", "functie": "directeur", "email": "a@example.org", "van": day(30), "tot": day(400)}

    def given_anew() -> object:
        row = Mandaat(partner=mandate.partner, soort=mandate.soort, omvang="Alles", verleend_door="Bestuur", **fields)
        return add_row(project=town.project, row=row, by=town.leider.lid)

    now = town.antwoord.gewijzigd_op
    assert settles(
        town, mandate, given_anew, put(mandate, vervallen_op=now), put(mandate.partner, vervallen_op=now), days=12
    )
    assert settles(town, deviation, put(deviation, vervallen_op=now), put(deviation, tot=day(200)), days=12)
    assert settles(town, consent, put(consent, bewaren_tot=day(200)), days=12)


def test_access_that_ends_is_told_to_who_has_it_and_to_who_leads(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):  # given by someone who no longer may
        put(town.deling, tot=day(20), verleend_door=town.buiten.lid)()
    assert told(town, town.deling, 5) == []
    rows = told(town, town.deling, 6)
    assert said(town, rows) == [
        ("gast", "Je toegang tot een project loopt af"),
        ("leider", "Iemands toegang tot je project loopt af"),
    ]
    assert all_open(client, rows, 6)
    assert told(town, town.deling, 21) == []
    stopped = put(town.deling, gestopt_op=town.deling.verleend_op)
    assert settles(town, town.deling, *idle(town.project), *gone(town.gast)[:1], stopped, days=8)


# --- evaluation ------------------------------------------------------------------------------------------


def test_an_evaluation_is_told_to_who_leads_three_weeks_ahead_once(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        put(town.project, halverwege_op=day(30), eindevaluatie_op=day(100), fase="start")()
    assert told(town, town.project, 8) == []
    rows = told(town, town.project, 9)
    assert said(town, rows) == [("leider", "Evaluatie halverwege")]
    assert all_open(client, rows, 9)
    assert told(town, town.project, 40)[0].pk == rows[0].pk
    assert said(town, told(town, town.project, 85)) == [("leider", "Evaluatie aan het einde")]
    assert settles(town, town.project, *idle(town.project), put(town.project, halverwege_op=None), days=20)


def test_the_day_of_the_evaluation_itself_counts_until_it_was_held(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        put(town.project, halverwege_op=day(30), eindevaluatie_op=None, fase="start")()
        moment = evaluation(town, datum=day(60))
    assert told(town, town.project, 20) == []
    said_below = [row.onder for row in told(town, town.project, 45)]
    assert said_below == [f"{town.project} · {date_format(day(60), 'j F Y')}"]
    with tenant_scope(town.gemeente.pk):
        Evaluatie.objects.filter(pk=moment.pk).update(gehouden_op=timezone.now())
    assert told(town, town.project, 46) == []
    with tenant_scope(town.gemeente.pk):
        second = evaluation(town, datum=day(70))
    assert told(town, town.project, 55)
    with tenant_scope(town.gemeente.pk):
        Evaluatie.objects.filter(pk__in=(moment.pk, second.pk)).update(vervallen_op=timezone.now())
    assert told(town, town.project, 56) == []  # the day of the start, day 30, is long past


def test_nothing_is_told_to_another_gemeente(cast: Cast, town: Town) -> None:
    assert told(town, town.antwoord)
    with tenant_scope(cast.broekveen.gemeente.pk):
        assert not Herinnering.objects.exists()
    with tenant_scope(town.gemeente.pk):
        assert set(Herinnering.objects.values_list("lid__gemeente", flat=True)) == {town.gemeente.pk}
