"""Proofs of sending, with a real mail server: who gets nothing, who is refused, and never twice."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from tests.cast import Cast, Person, Town, make_cast
from tests.herinneringen.mailserver import MailServer
from wijkaanpak.accounts.services import end_membership, invite
from wijkaanpak.herinneringen.models import Herinnering, Ronde
from wijkaanpak.herinneringen.services.ronde import REMINDER_MAIL, hold_round
from wijkaanpak.post.brief import message_id
from wijkaanpak.post.models import Adresstop, Mail
from wijkaanpak.post.services import enqueue, lift_stop
from wijkaanpak.post.tasks import send_mails
from wijkaanpak.tenancy.scope import tenant_scope


def remind(town: Town, person: Person) -> Mail:
    """Let a mail with one reminder wait for a member."""
    with tenant_scope(town.gemeente.pk):
        Ronde.objects.get_or_create(gemeente=town.gemeente, dag=timezone.localdate())  # just held
        mail = enqueue(
            gemeente_id=town.gemeente.pk, soort=REMINDER_MAIL, sleutel=str(person.lid.pk), lid_id=person.lid.pk
        )
        Herinnering.objects.create(
            gemeente=town.gemeente,
            lid=person.lid,
            soort="deadlines",
            sleutel="bewijs",
            titel="Iets",
            pad="/",
            mail=mail,
        )
    return mail


def invite_to(town: Town, *names: str) -> None:
    """Let an invitation wait for each of these addresses."""
    with tenant_scope(town.gemeente.pk):
        for name in names:
            invite(gemeente_id=town.gemeente.pk, by=town.beheerder.lid, email=f"{name}@example.org", rol="medewerker")


def mail_to(town: Town, address: str) -> Mail:
    """Return the newest mail to an address."""
    with tenant_scope(town.gemeente.pk):
        return Mail.objects.filter(adres=address).latest("gemaakt_op")


def send(town: Town) -> None:
    """Let the task of a worker send what waits."""
    send_mails(str(town.gemeente.pk))


def leave(town: Town, person: Person) -> None:
    """End the membership."""
    with tenant_scope(town.gemeente.pk):
        end_membership(lid=person.lid, by=town.beheerder.lid)


def switch_off(town: Town, person: Person) -> None:
    """Make the account useless."""
    person.user.is_active = False
    person.user.save()


@pytest.mark.usefixtures("working_hours")
@pytest.mark.parametrize("end", [leave, switch_off])
def test_who_leaves_between_queueing_and_sending_gets_nothing(
    cast: Cast, mailserver: MailServer, end: Callable[[Town, Person], None]
) -> None:
    town = cast.linderode
    gone, stays = remind(town, town.buiten), remind(town, town.lid)
    end(town, town.buiten)
    send(town)
    assert mailserver.received == [(message_id(stays), town.lid.user.email)]
    with tenant_scope(town.gemeente.pk):
        gone.refresh_from_db()
        assert (gone.verstuurd_op, gone.pogingen) == (None, 0)
        assert gone.vervallen_op is not None


def test_an_address_that_is_refused_for_good_is_stopped_told_and_can_be_lifted(
    cast: Cast, mailserver: MailServer
) -> None:
    town, address = cast.linderode, "weg@example.org"
    mailserver.refuses[address] = "550 5.1.1 No such user"
    invite_to(town, "weg", "blijft")
    send(town)
    assert mailserver.addresses == ["blijft@example.org"]
    refused = mail_to(town, address)
    assert (refused.reden, refused.pogingen, refused.verstuurd_op) == ("550", 1, None)
    assert refused.mislukt_op

    offered = len(mailserver.offered)
    invite_to(town, "weg", "anders")  # the first anew, before the stop is lifted
    send(town)
    later = mail_to(town, address)
    assert (later.reden, later.pogingen, later.verstuurd_op) == ("gestopt", 0, None)
    assert later.mislukt_op
    assert mailserver.offered[offered:] == ["anders@example.org"]  # the server was not even asked

    with tenant_scope(town.gemeente.pk):
        hold_round(town.gemeente)
        told = Herinnering.objects.standing().filter(soort="beheer")
        assert set(told.values_list("lid", flat=True)) == {town.beheerder.lid.pk}
        assert "Een e-mailadres weigert onze mail" in set(told.values_list("titel", flat=True))
        stop = Adresstop.objects.standing().get()
        assert (stop.adres, stop.code) == (address, "550")

    del mailserver.refuses[address]
    with tenant_scope(town.gemeente.pk):
        lift_stop(stop=stop)
    send(town)
    assert mailserver.received[-1] == (message_id(later), address)
    with tenant_scope(town.gemeente.pk):
        hold_round(town.gemeente)
        assert not Herinnering.objects.standing().filter(soort="beheer").exists()  # settled


def test_what_is_refused_for_now_is_tried_again_later(cast: Cast, mailserver: MailServer) -> None:
    town, address = cast.linderode, "druk@example.org"
    mailserver.refuses[address] = "451 Try later"
    invite_to(town, "druk", "blijft")
    send(town)
    send(town)  # not again yet
    assert mailserver.addresses == ["blijft@example.org"]
    assert mailserver.offered.count(address) == 1
    mail = mail_to(town, address)
    assert (mail.pogingen, mail.reden, mail.mislukt_op) == (1, "451", None)
    assert timedelta(minutes=1) < mail.moment - timezone.now() <= timedelta(minutes=2)
    with tenant_scope(town.gemeente.pk):
        assert not Adresstop.objects.exists()
        Mail.objects.filter(pk=mail.pk).update(moment=timezone.now())  # two minutes later
    send(town)
    later = mail_to(town, address)
    assert later.pogingen == 2
    assert timedelta(minutes=3) < later.moment - timezone.now() <= timedelta(minutes=4)


def counted(town: Town) -> list[int]:
    """Return how often each of the mails that wait was tried."""
    with tenant_scope(town.gemeente.pk):
        return sorted(Mail.objects.waiting().values_list("pogingen", flat=True))


def reasons(town: Town) -> int:
    """Of how many mails that wait it is noted why they did not go."""
    with tenant_scope(town.gemeente.pk):
        return int(Mail.objects.waiting().exclude(reden="").count())


def test_a_server_that_is_away_ends_the_batch_and_costs_no_mail_an_attempt(cast: Cast, mailserver: MailServer) -> None:
    invite_to(cast.linderode, "een", "twee", "drie")
    mailserver.stop()
    send(cast.linderode)
    assert (counted(cast.linderode), reasons(cast.linderode)) == ([0, 0, 0], 1)


def test_a_server_that_serves_nobody_is_away_too(cast: Cast, mailserver: MailServer) -> None:
    invite_to(cast.linderode, "een", "twee", "drie")
    mailserver.closing = "421 Closing down"
    send(cast.linderode)
    assert (counted(cast.linderode), reasons(cast.linderode)) == ([0, 0, 0], 1)
    mailserver.closing = ""
    send(cast.linderode)  # it keeps its turn: nothing waits longer than the server is away
    assert len(mailserver.received) == 3


def test_two_senders_at_once_never_send_one_mail_twice(committed: None, mailserver: MailServer) -> None:
    town, senders, number = make_cast().linderode, 3, 24
    invite_to(town, *(f"nieuw{each}" for each in range(number)))
    mailserver.pause = 0.02
    together = Barrier(senders)

    def work() -> None:
        try:
            together.wait(timeout=30)
            send(town)
        finally:
            connection.close()

    threads = [Thread(target=work) for _sender in range(senders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert len(mailserver.ids) == len(set(mailserver.ids)) == number
    assert mailserver.at_once > 1  # they really worked beside each other
    with tenant_scope(town.gemeente.pk):
        assert not Mail.objects.waiting().exists()
