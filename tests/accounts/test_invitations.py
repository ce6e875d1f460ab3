"""Inviting someone: the mail, the link, and everything that makes the link useless."""

import datetime
from collections.abc import Iterator
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from celery import current_app
from django.apps import apps
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from projects.models import Teamlid
from projects.services.team import invite_to_project
from tests.accounts.helpers import NEW, invited, is_logged_in, link_to, log_in, membership
from tests.cast import CANARY, Cast, make_person
from wijkaanpak.accounts.models import Gebruiker, Uitnodiging
from wijkaanpak.accounts.services import accept_invitation, invite, invite_again, withdraw_invitation
from wijkaanpak.post.models import Mail
from wijkaanpak.post.tasks import send_mails, sweep
from wijkaanpak.tenancy.scope import tenant_scope


def test_the_mail_says_who_asks_and_has_the_link_and_nothing_of_a_project(cast: Cast, client: Client) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        invite_to_project(project=town.project, by=town.leider.lid, email="partner@example.org", rol="ketenpartner")
    link = link_to(town, "partner@example.org")
    message = next(each for each in mail.outbox if each.to == ["partner@example.org"])
    text = f"{message.subject} {message.body}"
    assert "Linderode" in text
    assert town.project.naam not in text
    assert town.project.wijk not in text
    assert CANARY not in text.replace(town.leider.user.naam, "")
    assert client.get(link).status_code == 200


def test_an_invitation_is_sent_once(cast: Cast) -> None:
    invited(cast.linderode)
    sent = len(mail.outbox)
    send_mails(str(cast.linderode.gemeente.pk))
    assert len(mail.outbox) == sent


def test_the_database_has_only_the_hash_of_the_token(cast: Cast, db: None) -> None:
    uitnodiging, link = invited(cast.linderode)
    token = link.rstrip("/").rsplit("/", 1)[1]
    assert token == uitnodiging.token
    with tenant_scope(cast.linderode.gemeente.pk):
        models: list[Any] = [Uitnodiging, apps.get_model("accounts", "UitnodigingEvent")]
        rows = [str(row) for model in models for row in model.objects.values()]
        assert Uitnodiging.objects.with_token(token).get() == uitnodiging
    assert rows
    assert not [row for row in rows if token in row]


def test_someone_new_makes_an_account_and_is_logged_in(cast: Cast, client: Client) -> None:
    uitnodiging, link = invited(cast.linderode, rol="beleid")
    response = client.post(link, NEW)
    assert (response.status_code, response["Location"]) == (302, "/linderode/projecten/")
    assert client.get("/linderode/projecten/").status_code == 200
    lid = membership(cast.linderode, uitnodiging.email)
    assert lid is not None
    assert (lid.rol, lid.gebruiker.naam) == ("beleid", NEW["naam"])
    assert membership(cast.broekveen, uitnodiging.email) is None


@pytest.mark.parametrize("password", ["kort", "administrator", "welkom@example.org"])
def test_a_bad_password_makes_no_account(cast: Cast, client: Client, password: str) -> None:
    _uitnodiging, link = invited(cast.linderode)
    assert client.post(link, NEW | {"wachtwoord": password}).status_code == 422
    assert not Gebruiker.objects.filter(email="welkom@example.org").exists()


def test_someone_with_an_account_logs_in_and_just_becomes_a_member(cast: Cast, client: Client) -> None:
    user = make_person("welkom", "Al Bekend")
    _uitnodiging, link = invited(cast.linderode)
    client.post(link, NEW)
    assert membership(cast.linderode, user.email) is None, "knowing the link is not enough for someone else's account"
    log_in(client, user)
    assert client.get("/linderode/projecten/").status_code == 404
    assert client.post(link).status_code == 302
    assert client.get("/linderode/projecten/").status_code == 200
    user.refresh_from_db()
    assert user.naam == "Al Bekend"


def test_an_invitation_to_a_team_puts_someone_in_that_team(cast: Cast, client: Client) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        invite_to_project(project=town.project, by=town.leider.lid, email="partner@example.org", rol="ketenpartner")
    client.post(link_to(town, "partner@example.org"), NEW)
    assert client.get(town.url()).status_code == 200
    with tenant_scope(town.gemeente.pk):
        assert Teamlid.objects.get(lid__gebruiker__email="partner@example.org").rol == "ketenpartner"


def expire(uitnodiging: Uitnodiging) -> None:
    uitnodiging.verloopt_op = timezone.now() - datetime.timedelta(seconds=1)
    uitnodiging.save(update_fields=["verloopt_op"])


@pytest.mark.parametrize(
    "end",
    [
        expire,
        lambda uitnodiging: withdraw_invitation(uitnodiging=uitnodiging),
        lambda uitnodiging: invite_again(uitnodiging=uitnodiging),
    ],
    ids=["expired", "withdrawn", "replaced by a new one"],
)
def test_a_link_that_ended_opens_nothing(cast: Cast, client: Client, end: Any) -> None:
    uitnodiging, link = invited(cast.linderode)
    assert client.get(link).status_code == 200
    with tenant_scope(cast.linderode.gemeente.pk):
        end(uitnodiging)
    assert client.get(link).status_code == 404
    assert client.post(link, NEW).status_code == 404
    assert membership(cast.linderode, uitnodiging.email) is None
    assert not is_logged_in(client)


def test_a_link_works_once(cast: Cast, client: Client) -> None:
    _uitnodiging, link = invited(cast.linderode)
    assert client.post(link, NEW).status_code == 302
    assert client.post(link)["Location"] == "/linderode/projecten/"  # the second click of a double click
    assert Client().post(link, NEW).status_code == 404


def test_someone_else_who_is_logged_in_does_not_become_a_member(cast: Cast, client: Client) -> None:
    uitnodiging, link = invited(cast.linderode)
    stranger = cast.broekveen.lid.user
    client.force_login(stranger)
    assert client.post(link, NEW).status_code == 200
    assert membership(cast.linderode, stranger.email) is None
    assert membership(cast.linderode, uitnodiging.email) is None
    with tenant_scope(cast.linderode.gemeente.pk), pytest.raises(ValidationError):
        accept_invitation(uitnodiging=uitnodiging, user=stranger)


def test_a_member_is_not_invited_again(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk), pytest.raises(ValidationError):
        invite(gemeente_id=town.gemeente.pk, by=town.beheerder.lid, email=town.lid.user.email.upper(), rol="gast")


def test_an_address_that_was_invited_already_gets_one_new_link(cast: Cast, client: Client) -> None:
    first, old = invited(cast.linderode)
    second, link = invited(cast.linderode, email="Welkom@example.org".lower(), rol="gast")
    assert (first.pk, second.rol) == (second.pk, "gast")
    assert [client.get(each).status_code for each in (old, link)] == [404, 200]


@pytest.fixture
def broker_away() -> Iterator[None]:
    """A broker that is not there."""
    app: Any = current_app
    was = app.conf.broker_url
    app.conf.broker_url = "redis://127.0.0.1:1/0"
    app._after_fork()  # a new pool of connections
    yield
    app.conf.broker_url = was
    app._after_fork()


def test_with_the_broker_away_the_invitation_is_saved_and_the_sweep_sends_it(
    cast: Cast, broker_away: None, django_capture_on_commit_callbacks: Any
) -> None:
    town = cast.linderode
    with django_capture_on_commit_callbacks(execute=True), tenant_scope(town.gemeente.pk):
        invite(gemeente_id=town.gemeente.pk, by=town.beheerder.lid, email="welkom@example.org", rol="medewerker")
    assert not [each for each in mail.outbox if each.to == ["welkom@example.org"]]
    current_app.conf.task_always_eager = True
    try:
        sweep()
    finally:
        current_app.conf.task_always_eager = False
    assert len([each for each in mail.outbox if each.to == ["welkom@example.org"]]) == 1
    with tenant_scope(town.gemeente.pk):
        assert not Mail.objects.waiting().exists()


def test_one_refused_address_stops_no_other_mail(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    town = cast.linderode
    real = EmailMessage.send

    def refuse_one(message: EmailMessage, fail_silently: bool = False) -> int:
        if message.to == ["stuk@example.org"]:
            raise SMTPRecipientsRefused({"stuk@example.org": (450, b"later")})
        return real(message, fail_silently)

    monkeypatch.setattr(EmailMessage, "send", refuse_one)
    with tenant_scope(town.gemeente.pk):
        for email in ("stuk@example.org", "heel@example.org"):
            invite(gemeente_id=town.gemeente.pk, by=town.beheerder.lid, email=email, rol="medewerker")
    send_mails(str(town.gemeente.pk))
    with tenant_scope(town.gemeente.pk):
        left = dict(Mail.objects.waiting().values_list("adres", "pogingen"))
    assert left == {"stuk@example.org": 1}
