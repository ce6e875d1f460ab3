"""Logging in the way people do, and following the links in their mails."""

import re
import time
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, Town
from wijkaanpak.accounts.models import Gebruiker, Lidmaatschap, Uitnodiging
from wijkaanpak.accounts.services import invite
from wijkaanpak.post.tasks import send_mails
from wijkaanpak.tenancy.scope import tenant_scope

NEW = {"naam": "Nieuw Iemand", "wachtwoord": "een-andere-gewone-zin"}


def log_in(client: Client, user: Gebruiker, password: str = PASSWORD) -> Any:
    """Fill in the login page."""
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


def is_logged_in(client: Client) -> bool:
    """Whether Mijn overzicht opens."""
    return client.get(reverse("web:overzicht")).status_code == 200


def second_factor(user: Gebruiker) -> str:
    """Give someone an app with codes; return its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code_now(secret: str) -> str:
    """What the app shows now."""
    code: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return code


def invited(town: Town, email: str = "welkom@example.org", rol: str = "medewerker") -> tuple[Uitnodiging, str]:
    """Invite someone and return the invitation with the path of the link in the mail that was sent."""
    with tenant_scope(town.gemeente.pk):
        uitnodiging = invite(gemeente_id=town.gemeente.pk, by=town.beheerder.lid, email=email, rol=rol)
    return uitnodiging, link_to(town, email)


def link_to(town: Town, email: str) -> str:
    """Let the task send what waits, and return the path of the link in the newest mail to this address."""
    send_mails(str(town.gemeente.pk))
    text = str(next(each for each in reversed(mail.outbox) if each.to == [email]).body)
    found = re.search(r"http://testserver(/\S+)", text)
    assert found, text
    return found[1]


def membership(town: Town, email: str) -> Lidmaatschap | None:
    """The membership of an address in a town, ended or not."""
    with tenant_scope(town.gemeente.pk):
        found: Lidmaatschap | None = (
            Lidmaatschap.objects.filter(gebruiker__email=email).select_related("gebruiker").first()
        )
        return found
