"""The forms of allauth in our words: plain labels, and no placeholder that repeats its label."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

_NEW_PASSWORD = _("Minstens 12 tekens. Een korte zin werkt goed.")
_WORDS = {
    "login": (_("E-mailadres"), ""),
    "email": (_("E-mailadres"), ""),
    "password": (_("Wachtwoord"), ""),
    "oldpassword": (_("Je wachtwoord nu"), ""),
    "password1": (_("Nieuw wachtwoord"), _NEW_PASSWORD),
    "password2": (_("Nieuw wachtwoord, nog een keer"), ""),
    "code": (_("Code"), ""),
    "name": (_("Naam van de passkey"), _("Bijvoorbeeld: laptop van het werk.")),
    "passwordless": (_("Ook inloggen zonder wachtwoord"), ""),
}


class _OwnWords:
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            if name in _WORDS:
                field.label, field.help_text = _WORDS[name]
            if name == "code":
                field.widget.attrs["inputmode"] = "numeric"


class LoginForm(_OwnWords, account.LoginForm):  # type: ignore[misc]
    """Log in with address and password."""


class AddEmailForm(_OwnWords, account.AddEmailForm):  # type: ignore[misc]
    """Another address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Nieuw e-mailadres")


class ChangePasswordForm(_OwnWords, account.ChangePasswordForm):  # type: ignore[misc]
    """Another password, knowing the old one."""


class SetPasswordForm(_OwnWords, account.SetPasswordForm):  # type: ignore[misc]
    """A first password."""


class ResetPasswordForm(_OwnWords, account.ResetPasswordForm):  # type: ignore[misc]
    """Ask for a link by mail."""


class ResetPasswordKeyForm(_OwnWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """Another password, through the link in the mail."""


class ReauthenticateForm(_OwnWords, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""


class AuthenticateForm(_OwnWords, mfa.AuthenticateForm):  # type: ignore[misc]
    """A code as second factor."""


class ReauthenticateCodeForm(_OwnWords, mfa.ReauthenticateForm):  # type: ignore[misc]
    """A code once more."""


class ActivateTOTPForm(_OwnWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new app."""


class AddWebAuthnForm(_OwnWords, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey, that also logs in without a password unless the person unticks it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class EditWebAuthnForm(_OwnWords, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""
