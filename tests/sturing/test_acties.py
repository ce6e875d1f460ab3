"""Actions of a gesprek and an overleg: who finishes them, and nothing is written at what was taken away."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from ontwikkelplan.sturing.models import Bestuursgesprek, Gespreksregel, Overleg, Overlegactie
from ontwikkelplan.sturing.views.bouwstenen import _talk
from tests.cast import Cast, Town
from tests.ontwikkelplan.setting_up import stored
from tests.sturing.setting_up import add_sturing
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture
def town(cast: Cast) -> Town:
    with tenant_scope(cast.linderode.gemeente.pk):
        add_sturing(cast.linderode)
    return cast.linderode


def places(town: Town) -> list[tuple[type[Any], Any, str]]:
    """The two kinds of action: the table, the row, and the address that says it is done."""
    st = town.st
    return [
        (Gespreksregel, st.regel, f"/linderode/sturing/gesprek/{st.gesprek.pk}/actie/{st.regel.pk}/klaar/"),
        (Overlegactie, st.actie, f"/linderode/sturing/overleg/{st.overleg.pk}/actie/{st.actie.pk}/klaar/"),
    ]


def test_whose_name_stands_at_an_action_finishes_it_and_no_other_colleague(town: Town, login: Any) -> None:
    for model, row, place in places(town):
        with tenant_scope(town.gemeente.pk):
            model.objects.filter(pk=row.pk).update(wie=town.lid.user.naam.upper(), klaar_op=None)
        assert login(town.leider).post(place).status_code == 403
        assert login(town.lid).post(place).status_code == 302
        with tenant_scope(town.gemeente.pk):
            assert model.objects.get(pk=row.pk).klaar_op == timezone.localdate()


def test_at_what_was_taken_away_nothing_is_added_and_it_was_not_held(town: Town, login: Any) -> None:
    client, st = login(town.beleid), town.st
    with tenant_scope(town.gemeente.pk):
        Bestuursgesprek.objects.filter(pk=st.gesprek.pk).update(vervallen_op=timezone.now(), gehouden_op=None)
        Overleg.objects.filter(pk=st.overleg.pk).update(vervallen_op=timezone.now(), gehouden_op=None)
    shut = [
        client.post(f"/linderode/sturing/lijst/regels/{st.gesprek.pk}/nieuw/", {"soort": "besluit", "tekst": "Laat"}),
        client.post(f"/linderode/sturing/lijst/acties/{st.overleg.pk}/nieuw/", {"kant": "team", "tekst": "Laat"}),
    ]
    assert [each.status_code for each in shut] == [423, 423]
    client.post(f"/linderode/sturing/gesprek/{st.gesprek.pk}/gehouden/")
    client.post(f"/linderode/sturing/overleg/{st.overleg.pk}/gehouden/")
    with tenant_scope(town.gemeente.pk):
        assert Bestuursgesprek.objects.get(pk=st.gesprek.pk).gehouden_op is None
        assert Overleg.objects.get(pk=st.overleg.pk).gehouden_op is None


def test_the_plan_is_fed_by_the_gesprek_that_was_held_and_not_by_the_one_that_comes(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        Bestuursgesprek.objects.filter(pk=town.st.gesprek.pk).update(gehouden_op=timezone.now())
        later = timezone.localdate() + datetime.timedelta(days=60)
        stored(town, Bestuursgesprek(sturing=town.st.sturing, datum=later, met="de wethouder"))
        assert _talk(town.st.sturing) == town.st.gesprek


def test_a_guest_is_no_heir(town: Town, login: Any) -> None:
    shown = login(town.leider).get(f"/linderode/sturing/lijst/borging/{town.project.pk}/nieuw/").content.decode()
    assert f">{town.lid.user.naam}<" in shown
    assert f">{town.gast.user.naam}<" not in shown
