"""Logging in: guessing is slowed down, addresses are not given away, the second factor holds."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.accounts.helpers import code_now, is_logged_in, log_in, second_factor
from tests.cast import PASSWORD, Cast
from tests.tenancy.doors import OWN, WALLED
from tests.whole_town import furnish
from wijkaanpak.tenancy.scope import tenant_scope

CSRF = re.compile(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[A-Za-z0-9]{64}')


def plain(response: Any) -> str:
    return CSRF.sub("", response.content.decode())


def test_address_and_password_open_mijn_overzicht(cast: Cast, client: Client) -> None:
    response = log_in(client, cast.linderode.lid.user)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_logged_in(client)


def test_after_five_wrong_passwords_the_right_one_does_not_open_either(cast: Cast, client: Client) -> None:
    user = cast.linderode.lid.user
    for _guess in range(5):
        assert log_in(client, user, "een-verkeerde-zin").status_code == 200
    log_in(client, user)
    assert not is_logged_in(client)
    other = Client()
    log_in(other, cast.linderode.leider.user)
    assert is_logged_in(other), "someone else is not locked out"


def test_four_wrong_passwords_do_not_lock(cast: Cast, client: Client) -> None:
    for _guess in range(4):
        log_in(client, cast.linderode.lid.user, "een-verkeerde-zin")
    log_in(client, cast.linderode.lid.user)
    assert is_logged_in(client)


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(cast: Cast) -> None:
    pages = []
    for email in (cast.linderode.lid.user.email, "niemand@example.org"):
        data = {"login": email, "password": "een-verkeerde-zin"}
        response = Client().post(reverse("account_login"), data)
        pages.append((response.status_code, plain(response).replace(email, "")))
    assert pages[0] == pages[1]


def test_nobody_signs_up_without_an_invitation(db: None, client: Client) -> None:
    client.post(reverse("account_signup"), {"email": "zelf@example.org", "password1": PASSWORD})
    assert not is_logged_in(client)


# --- a forgotten password --------------------------------------------------------------------------


def test_a_forgotten_password_is_answered_alike_for_known_and_unknown_addresses(cast: Cast) -> None:
    answers = []
    for email in (cast.linderode.lid.user.email, "niemand@example.org"):
        client = Client()
        response = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        answers.append((response.status_code, response.redirect_chain, plain(response).replace(email, "")))
    assert answers[0] == answers[1]


def test_the_link_for_a_forgotten_password_works_once(cast: Cast, client: Client) -> None:
    user = cast.linderode.lid.user
    client.post(reverse("account_reset_password"), {"email": user.email})
    found = re.search(r"http://testserver(/account/password/reset/key/\S+)", str(mail.outbox[-1].body))
    assert found
    assert mail.outbox[-1].to == [user.email]
    page = client.get(found[1])
    new = {"password1": "een-heel-nieuwe-zin", "password2": "een-heel-nieuwe-zin"}
    assert client.post(page["Location"], new).status_code == 302
    assert client.get(found[1]).status_code == 200, "no way on: the link was used"
    fresh = Client()
    log_in(fresh, user)
    assert not is_logged_in(fresh)
    log_in(fresh, user, "een-heel-nieuwe-zin")
    assert is_logged_in(fresh)


# --- the second factor -------------------------------------------------------------------------------


def test_a_code_of_the_app_opens_and_opens_only_once(cast: Cast) -> None:
    user = cast.linderode.lid.user
    code = code_now(second_factor(user))
    answers = []
    for client in (Client(), Client()):
        assert log_in(client, user)["Location"] == reverse("mfa_authenticate")
        assert not is_logged_in(client), "the password alone is not enough"
        client.post(reverse("mfa_authenticate"), {"code": code})
        answers.append(is_logged_in(client))
    assert answers == [True, False]


def test_a_wrong_code_does_not_open(cast: Cast, client: Client) -> None:
    user = cast.linderode.lid.user
    code = code_now(second_factor(user))
    wrong = f"{(int(code) + 500_000) % 1_000_000:06d}"
    log_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": wrong})
    assert not is_logged_in(client)


def test_a_recovery_code_opens_once(cast: Cast) -> None:
    user = cast.linderode.lid.user
    second_factor(user)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    answers = []
    for client in (Client(), Client()):
        log_in(client, user)
        client.post(reverse("mfa_authenticate"), {"code": code})
        answers.append(is_logged_in(client))
    assert answers == [True, False]


def test_secrets_of_second_factors_are_encrypted_in_the_database(cast: Cast) -> None:
    user = cast.linderode.lid.user
    secret = second_factor(user)
    codes = RecoveryCodes.activate(user)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator")
        stored = " ".join(text for (text,) in cursor.fetchall())
    assert secret not in stored
    assert not [code for code in codes.get_unused_codes() if code in stored]
    totp = Authenticator.objects.get(user=user, type="totp")
    assert TOTP(totp).validate_code(code_now(secret)), "and yet it can be read"


def test_where_it_is_required_nobody_gets_further_than_setting_up_a_second_factor(cast: Cast, settings: Any) -> None:
    settings.MFA_REQUIRED = True
    town, client = cast.linderode, Client()
    with tenant_scope(town.gemeente.pk):
        furnish(town)
    log_in(client, town.beheerder.user)
    for door in [*OWN, *WALLED]:
        response = door.open(client, town)
        assert (response.status_code, response["Location"]) == (302, reverse("mfa_index")), door
    assert client.get(reverse("mfa_index")).status_code == 200


def test_where_it_is_required_someone_with_a_second_factor_gets_on(cast: Cast, client: Client, settings: Any) -> None:
    settings.MFA_REQUIRED = True
    user = cast.linderode.lid.user
    secret = second_factor(user)
    log_in(client, user)
    assert not is_logged_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    assert is_logged_in(client)


@pytest.mark.parametrize("name", ["web:overzicht", "web:voorkeuren"])
def test_a_second_factor_that_was_taken_away_is_asked_again(cast: Cast, settings: Any, name: str) -> None:
    settings.MFA_REQUIRED = True
    user, client = cast.linderode.lid.user, Client()
    second_factor(user)
    client.force_login(user)
    assert client.get(reverse(name)).status_code == 200
    Authenticator.objects.filter(user=user).delete()
    assert client.get(reverse(name)).status_code == 302
