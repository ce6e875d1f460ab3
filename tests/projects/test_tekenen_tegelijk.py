"""Signing and deciding on two connections: neither waits for ever, nothing is lost, and no mail goes twice."""

from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from projects.models import Besluit, Doel, Handtekening, Mandaat, Projectdocument, Tekenverzoek
from projects.services.register import add_row, take_away
from projects.services.tekenen import put_up_for_signature, sign
from tests.cast import Town, make_cast
from tests.projects.setting_up import add_setup, make_document, make_mandate, make_partner, signatory
from wijkaanpak.tenancy.scope import tenant_scope


def put_up(town: Town, document: Projectdocument) -> None:
    """Put a version up for signature, as another request does, on a connection of its own."""
    try:
        with tenant_scope(town.gemeente.pk):
            put_up_for_signature(document=document, by=town.leider.lid)
    finally:
        connection.close()


def test_a_signature_that_is_put_while_a_newer_version_goes_up_is_kept(committed: None) -> None:
    town = make_cast().linderode
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        add_row(project=town.project, row=Doel(titel="Een nieuw doel"), by=town.leider.lid)
        new = make_document(town)
    other = Thread(target=put_up, args=(town, new))
    with tenant_scope(town.gemeente.pk):
        sign(verzoek=town.verzoek, lid=town.gast.lid, sha256=town.document.sha256, **signatory(town.verzoek))
        other.start()
        other.join(timeout=2)
        assert other.is_alive()  # it waits for this signature
    other.join(timeout=30)
    assert not other.is_alive()
    with tenant_scope(town.gemeente.pk):
        old = Projectdocument.objects.get(pk=town.document.pk)
        assert (old.tekenstaat, Projectdocument.objects.get(pk=new.pk).tekenstaat) == ("vervangen", "tekenen")
        assert Handtekening.objects.get().verzoek_id == town.verzoek.pk
        assert Tekenverzoek.objects.get(pk=town.verzoek.pk).ingetrokken_op is None
        assert Tekenverzoek.objects.current().filter(document=old).count() == 1


def test_a_decision_and_the_end_of_its_mandate_wait_for_each_other(committed: None) -> None:
    town = make_cast().linderode
    with tenant_scope(town.gemeente.pk):
        mandaat = make_mandate(town, make_partner(town, "gi"), "besluiten", town.leider)
    answers: list[str] = []

    def decide() -> None:
        try:
            with tenant_scope(town.gemeente.pk):
                row = Besluit(mandaat=mandaat, onderwerp="Laat", datum=timezone.localdate())
                add_row(project=town.project, row=row, by=town.leider.lid)
        except ValidationError as error:
            answers.extend(error.messages)
        finally:
            connection.close()

    other = Thread(target=decide)
    with tenant_scope(town.gemeente.pk):
        take_away(row=Mandaat.objects.get(pk=mandaat.pk), by=town.leider.lid)
        other.start()
        other.join(timeout=2)
        assert other.is_alive()  # it waits for the mandate
    other.join(timeout=30)
    assert answers == [f"Het mandaat van {town.leider.user.naam} dekt dit besluit niet meer."]
    with tenant_scope(town.gemeente.pk):
        assert not Besluit.objects.exists()


@pytest.mark.parametrize("edited", ["mandaat", "besluit"])
def test_an_edit_waits_for_a_mandate_and_its_decision_and_is_checked_anew(committed: None, edited: str) -> None:
    town = make_cast().linderode
    today = timezone.localdate()
    with tenant_scope(town.gemeente.pk):
        mandaat = make_mandate(town, make_partner(town, "gi"), "besluiten", town.leider)
        besluit = Besluit(mandaat=mandaat, onderwerp="Eerst", datum=today - timedelta(days=9))
        add_row(project=town.project, row=besluit, by=town.leider.lid)
    client, statuses = Client(), []
    client.force_login(town.leider.user)
    place, data = {
        "mandaat": (f"mandaten/{mandaat.pk}/", {"tot": f"{today - timedelta(days=5):%Y-%m-%d}"}),
        "besluit": (f"besluiten/{besluit.pk}/", {"datum": f"{today:%Y-%m-%d}"}),
    }[edited]

    def edit() -> None:
        try:
            statuses.append(client.post(town.url(place), data | {"versie": "1"}).status_code)
        finally:
            connection.close()

    other = Thread(target=edit)
    with tenant_scope(town.gemeente.pk):
        locked: Any = Mandaat.objects.select_for_update(of=["self"]).get(pk=mandaat.pk)
        if edited == "mandaat":  # a decision of today comes in while its mandate is made to end before
            add_row(project=town.project, row=Besluit(mandaat=mandaat, onderwerp="Nu", datum=today), by=town.leider.lid)
        else:  # the mandate is made to end while its decision is moved to today
            locked.tot = today - timedelta(days=5)
            locked.save()
        other.start()
        other.join(timeout=3)
        assert other.is_alive()  # it waits for the mandate
    other.join(timeout=30)
    assert statuses == [422]
    with tenant_scope(town.gemeente.pk):
        ended = Mandaat.objects.get(pk=mandaat.pk)
        assert all(ended.van <= each.datum <= ended.tot for each in Besluit.objects.all())
