"""What the programme reminds of: who has to decide, and that a shared stand has grown old."""

import pytest
from django.test import Client
from django.utils import timezone

from evaluatie.programma.beeld import OUD
from evaluatie.programma.models import Stand, Standstaat
from tests.cast import Cast
from tests.evaluatie.setting_up_programma import put_stand
from tests.herinneringen.rondes import all_open, idle, put, said, settles, told
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture
def stand(cast: Cast) -> Stand:
    """A stand of Linderode that waits since today."""
    with tenant_scope(cast.linderode.gemeente.pk):
        return put_stand(cast.linderode, 1, Standstaat.KLAARGEZET, klaargezet_op=timezone.now())


def test_who_decides_is_told_once_that_a_stand_waits(cast: Cast, stand: Stand, client: Client) -> None:
    town = cast.linderode
    waits = told(town, stand)
    assert said(town, waits) == [("beleid", "Een stand voor de regio wacht op akkoord")]
    assert all_open(client, waits)
    assert [each.pk for each in told(town, stand, 3)] == [each.pk for each in waits]
    assert settles(town, stand, *idle(town.project), put(stand, staat="vrijgegeven"))


def test_who_leads_is_told_that_a_shared_stand_is_older_than_three_months(
    cast: Cast, stand: Stand, client: Client
) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        put(stand, staat="vrijgegeven")()
    assert told(town, stand, OUD.days - 1) == []
    old = told(town, stand, OUD.days)
    assert said(town, old) == [("leider", "De gedeelde stand is ouder dan 3 maanden")]
    assert all_open(client, old, OUD.days)
    assert settles(town, stand, put(stand, staat="ingetrokken"), days=OUD.days)
