"""The forms of versions: keeping one, and choosing two."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.models import Planversie
from wijkaanpak.forms.fields import TekstField

NU = "nu"


class VersieForm(forms.Form):
    """Why a version is kept."""

    reden = TekstField(label=_("Waarom bewaar je deze versie?"), max_length=200)


class VergelijkForm(forms.Form):
    """Two versions of one plan, or one and how it is now."""

    van = forms.ChoiceField(label=_("Vergelijk"))
    naar = forms.ChoiceField(label=_("met"))

    def __init__(self, *args: Any, versies: Sequence[Planversie], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._numbers = {str(versie.pk): versie.nummer for versie in versies}
        choices = [(str(versie.pk), _version_name(versie)) for versie in versies]
        self._choices = [(NU, _("zoals het plan nu is")), *choices]
        for name, offered in (("van", choices), ("naar", self._choices)):
            field: Any = self.fields[name]
            field.choices = offered

    def clean(self) -> dict[str, Any]:
        """Refuse one version twice."""
        chosen = super().clean() or {}
        if "van" in chosen and chosen.get("van") == chosen.get("naar"):
            self.add_error("naar", _("Kies twee verschillende versies."))
        return chosen

    def oldest_first(self) -> list[str]:
        """Return what was chosen, the oldest first."""
        last = max(self._numbers.values(), default=0) + 1
        chosen = [self.cleaned_data["van"], self.cleaned_data["naar"]]
        return sorted(chosen, key=lambda each: self._numbers.get(each, last))

    def names(self) -> list[str]:
        """Return the names of what was chosen, the oldest first."""
        words = dict(self._choices)
        return [str(words[each]) for each in self.oldest_first()]


def _version_name(versie: Planversie) -> str:
    name = _("versie %(n)d") % {"n": versie.nummer}
    return f"{name}, {versie.reden}" if versie.reden else name
