"""Forms for members and invitations."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from wijkaanpak.accounts.models import Gebruiker, Rol
from wijkaanpak.forms.fields import TekstField


class UitnodigingForm(forms.Form):
    """An address and a role."""

    email = forms.EmailField(label=_("E-mailadres"), max_length=254)
    rol = forms.ChoiceField(label=_("Rol in de gemeente"), choices=Rol, initial=Rol.MEDEWERKER)


class RolForm(forms.Form):
    """Another role."""

    rol = forms.ChoiceField(label=_("Rol"), choices=Rol)


class RegistratieForm(forms.Form):
    """Name and password of someone who follows an invitation."""

    naam = TekstField(label=_("Je naam"), max_length=100)
    wachtwoord = forms.CharField(
        label=_("Kies een wachtwoord"),
        max_length=128,
        strip=False,
        help_text=_("Minstens 12 tekens. Een korte zin werkt goed."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Refuse a password that is short, well known, or made of the name or address."""
        data = super().clean() or {}
        if password := data.get("wachtwoord"):
            try:
                validate_password(password, Gebruiker(email=self.email, naam=data.get("naam", "")))
            except forms.ValidationError as error:
                self.add_error("wachtwoord", error)
        return data
