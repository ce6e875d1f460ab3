"""What allauth may do here: no open sign-up, secrets of second factors encrypted."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from invitations alone."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het nog eens."),
        "enter_current_password": _("Dit is niet je wachtwoord van nu. Probeer het nog eens."),
        "incorrect_code": _("Deze code klopt niet of is al verlopen. Probeer het met een nieuwe code."),
        "incorrect_password": _("Dit is niet je wachtwoord. Probeer het nog eens."),
        "too_many_login_attempts": _("Je probeerde het vaak achter elkaar. Wacht vijf minuten en probeer het opnieuw."),
        "rate_limited": _("Je probeerde het vaak achter elkaar. Wacht even en probeer het opnieuw."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: whoever wants an account needs an invitation."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Do nothing: people have no user name, only an address."""


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps TOTP secrets and recovery seeds encrypted in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "unverified_email": _("Bevestig eerst je e-mailadres. Dat kan bij Mijn account, Wijzig e-mailadres."),
    }

    def encrypt(self, text: str) -> str:
        """Return the text encrypted with a key that is made from SECRET_KEY."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what ``encrypt`` was given. Raises InvalidToken when the key has changed."""
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return the relying party of a passkey: this address, under the product's own name."""
        return {**super().get_public_key_credential_rp_entity(), "name": "wijkaanpak"}


def _fernet() -> Fernet:
    digest = hashlib.sha256(b"mfa:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
