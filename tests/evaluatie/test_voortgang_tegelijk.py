"""Two people press the button that sends at the same moment: it goes once."""

from threading import Thread
from typing import Any

from django.db import connection

from evaluatie.voortgang.models import Verzending
from evaluatie.voortgang.services.berichten import Aan, AlreadySent, begin, send
from tests.cast import Person, make_cast
from wijkaanpak.post.models import Mail
from wijkaanpak.tenancy.scope import tenant_scope


def test_it_goes_once_when_two_people_send_it_at_once(committed: None) -> None:
    town = make_cast().linderode
    with tenant_scope(town.gemeente.pk):
        bericht = begin(project=town.project, by=town.leider.lid)
    said: list[Any] = []

    def press(who: Person) -> None:
        try:
            with tenant_scope(town.gemeente.pk):
                aan = Aan([town.lid.lid, town.buiten.lid], [], ["partner@example.org"])
                send(bericht=bericht, project=town.project, aan=aan, versie=bericht.versie, by=who.lid)
            said.append("verstuurd")
        except AlreadySent:
            said.append("al verstuurd")
        finally:
            connection.close()

    threads = [Thread(target=press, args=[who]) for who in (town.leider, town.beleid)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(said) == ["al verstuurd", "verstuurd"]
    with tenant_scope(town.gemeente.pk):
        assert Mail.objects.filter(soort="voortgang").count() == 3
        assert Verzending.objects.count() == 3
