"""The dialogue between opdrachtgever and opdrachtnemer: the knelpunten of an opdracht."""

import datetime
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from ontwikkelplan.sturing.models import Knelpunt, Opdrachtstaat
from tests.cast import Town
from tests.ontwikkelplan.setting_up import stored
from wijkaanpak.tenancy.scope import tenant_scope

TODAY = datetime.date(2026, 1, 5)


def at(town: Town, rest: str = "") -> str:
    return f"/linderode/sturing/opdracht/{town.st.opdracht.pk}/knelpunten/{rest}"


def add(town: Town, text: str, **more: Any) -> Knelpunt:
    row = Knelpunt(opdracht=town.st.opdracht, knelpunt=text, kant="team", gemeld_op=TODAY, tafel="regio", **more)
    with tenant_scope(town.gemeente.pk):
        made: Knelpunt = stored(town, row)
    return made


def test_the_page_shows_what_is_open_and_with_alle_what_was_solved(town: Town, login: Any) -> None:
    add(town, "Wachtlijst bij de jeugdhulp")
    add(town, "Geen gedeeld dossier", opgelost_op=TODAY, antwoord="Er is nu een afspraak")
    client = login(town.lid)
    shown = client.get(at(town)).content.decode()
    assert "Wachtlijst bij de jeugdhulp" in shown
    assert "Geen gedeeld dossier" not in shown
    everything = client.get(at(town, "?alle")).content.decode()
    assert "Wachtlijst bij de jeugdhulp" in everything
    assert "Er is nu een afspraak" in everything


def test_a_knelpunt_is_added_also_when_the_opdracht_is_vastgesteld(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        type(town.st.opdracht).objects.filter(pk=town.st.opdracht.pk).update(staat=Opdrachtstaat.VASTGESTELD)
    data = {"knelpunt": "Te weinig uren", "kant": "team", "gemeld_op": "2026-01-05", "tafel": "bestuur"}
    new = f"/linderode/sturing/lijst/knelpunten/{town.st.opdracht.pk}/nieuw/"
    response = login(town.beleid).post(new, data)
    assert response.status_code == 302
    assert response["Location"] == at(town)
    assert "Te weinig uren" in login(town.beleid).get(at(town)).content.decode()
    assert login(town.lid).post(new, data).status_code == 403


def test_the_regional_text_has_no_knelpunten(town: Town, login: Any) -> None:
    response = login(town.beleid).get(f"/linderode/sturing/opdracht/{town.st.regionaal.pk}/knelpunten/")
    assert response.status_code == 404


def test_many_knelpunten_ask_no_more_queries_than_one(town: Town, login: Any) -> None:
    client = login(town.lid)
    client.get(at(town))
    with CaptureQueriesContext(connection) as few:
        client.get(at(town))
    for number in range(8):
        add(town, f"Knelpunt {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(at(town))
    assert len(few) == len(many) <= 12
