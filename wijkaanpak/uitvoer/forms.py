"""The forms of taking things out."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkaanpak.forms.fields import DatumField
from wijkaanpak.uitvoer.keuze import Keuze


class KeuzeForm(forms.Form):
    """The whole gemeente or one project, and from when to when."""

    project = forms.ChoiceField(label=_("Waarvan?"), required=False)
    van = DatumField(label=_("Vanaf"), required=False)
    tot = DatumField(label=_("Tot en met"), required=False)

    def __init__(self, data: Any = None, *, projecten: list[tuple[UUID, str]]) -> None:
        super().__init__(data)
        self._names = {str(id): naam for id, naam in projecten}
        self.fields["project"].choices = [("", _("De hele gemeente")), *self._names.items()]  # type: ignore[attr-defined]
        self.fields["project"].error_messages["invalid_choice"] = _("Dit project is er niet. Kies een ander.")

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        van, tot = cleaned.get("van"), cleaned.get("tot")
        if van and tot and tot < van:
            self.add_error("tot", _("Deze dag ligt voor ‘Vanaf’."))
        return cleaned

    def keuze(self) -> Keuze:
        """Return what was chosen; for a valid form."""
        id = self.cleaned_data["project"]
        return Keuze(
            project=UUID(id) if id else None,
            naam=self._names.get(id, ""),
            van=self.cleaned_data["van"],
            tot=self.cleaned_data["tot"],
        )


class GegevensForm(forms.Form):
    """That someone knows what they take along."""

    akkoord = forms.BooleanField(
        label=_("Ik bewaar dit bestand versleuteld en geef het alleen aan wie de verhuizing doet"),
        error_messages={"required": _("Zet een vinkje als je dit zo doet.")},
    )
