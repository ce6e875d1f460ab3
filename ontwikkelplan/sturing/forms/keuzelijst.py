"""A text that one types, with words to choose from."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wijkaanpak.accounts.models import Lidmaatschap, Rol

WIE = _("Kies je een collega uit de lijst, dan ziet die de actie in Mijn overzicht.")


class Keuzelijst(forms.TextInput):
    """A text with a list of suggestions; anything else can be typed too."""

    template_name = "sturing/_keuzelijst.html"
    woorden: Iterable[str] = ()

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add what can be chosen."""
        attrs = {**(attrs or {}), "list": f"{(attrs or {}).get('id', name)}_lijst"}
        return {**super().get_context(name, value, attrs), "woorden": self.woorden}


def suggest(form: forms.Form | Any, name: str, woorden: Iterable[str]) -> None:
    """Give a field of a form its suggestions."""
    if name in form.fields:
        form.fields[name].widget.woorden = woorden


def collega_namen() -> Iterable[str]:
    """Return who works at the gemeente, by name."""
    rows = Lidmaatschap.objects.active().exclude(rol=Rol.GAST).order_by("gebruiker__naam")
    names: QuerySet[Any, str] = rows.values_list("gebruiker__naam", flat=True)
    return names
