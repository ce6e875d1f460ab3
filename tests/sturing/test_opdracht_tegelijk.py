"""Vaststellen and writing a risk on two connections: what was vastgesteld holds every risk there is."""

import datetime
from threading import Thread
from typing import Any

from django.db import connection
from django.test import Client

from ontwikkelplan.sturing.models import Opdracht, Opdrachtversie, Risico
from ontwikkelplan.sturing.services import opdracht as services
from tests.cast import make_cast
from wijkaanpak.tenancy.scope import tenant_scope


def test_a_risk_waits_while_the_opdracht_is_vastgesteld_and_is_then_refused(committed: None) -> None:
    town = make_cast().linderode
    with tenant_scope(town.gemeente.pk):
        opdracht = services.start_opdracht(opdracht=Opdracht(titel="Opdracht"), by=town.beleid.lid)
        Opdracht.objects.filter(pk=opdracht.pk).update(eindverantwoordelijke="A. Bos", functie="directeur")
    said: list[Any] = []

    def add() -> None:
        client = Client()
        client.force_login(town.beleid.user)
        data = {"soort": "geld", "risico": "Te weinig geld"}
        said.append(client.post(f"/linderode/sturing/lijst/risicos/{opdracht.pk}/nieuw/", data).status_code)
        connection.close()

    other = Thread(target=add)
    with tenant_scope(town.gemeente.pk):
        services.adopt(
            opdracht=opdracht, door="het college", op=datetime.date(2026, 1, 5), reden="Volgt", by=town.beleid.lid
        )
        other.start()
        other.join(timeout=2)
        assert other.is_alive()  # it waits for the decision
    other.join(timeout=30)
    assert said == [423]
    with tenant_scope(town.gemeente.pk):
        assert not Risico.objects.exists()
        assert Opdrachtversie.objects.count() == 1
