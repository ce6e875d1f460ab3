"""The settings of reminders: of a person, of a gemeente, of a region."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkaanpak.forms.fields import TijdField
from wijkaanpak.herinneringen.bronnen import Soort
from wijkaanpak.herinneringen.models import Keuzes
from wijkaanpak.herinneringen.services.keuzes import Geldend

DAYS = (
    (0, gettext_lazy("maandag")),
    (1, gettext_lazy("dinsdag")),
    (2, gettext_lazy("woensdag")),
    (3, gettext_lazy("donderdag")),
    (4, gettext_lazy("vrijdag")),
)


USUAL = "standaard"


def _number_or_none(value: str) -> int | None:
    return None if value == USUAL else int(value)


class KeuzesForm(forms.Form):
    """A rhythm per kind, and when mails go. What is left empty follows ``onder``: what holds below this."""

    om = TijdField(label=gettext_lazy("Hoe laat komt je dagmail of weekmail?"), required=False)
    weekdag = forms.TypedChoiceField(label=gettext_lazy("Op welke dag komt je weekmail?"), coerce=_number_or_none)
    stil_van = TijdField(label=gettext_lazy("Geen mail vanaf"), required=False)
    stil_tot = TijdField(label=gettext_lazy("Weer mail vanaf (de volgende ochtend)"), required=False)

    def __init__(
        self, data: Mapping[str, Any] | None, *, soorten: Sequence[Soort], nu: Keuzes | None, onder: Geldend
    ) -> None:
        self.soorten = soorten
        shown = {soort.slug for soort in soorten}
        self._kept = {soort: ritme for soort, ritme in (nu.ritmes if nu else {}).items() if soort not in shown}
        super().__init__(data, initial=self._initial(nu))
        for soort in soorten:
            usual = onder.ritme(soort.slug).label
            self.fields[f"ritme_{soort.slug}"] = forms.ChoiceField(
                label=str(soort.titel),
                help_text=str(soort.uitleg),
                choices=[
                    (USUAL, _("Standaard: %(wat)s") % {"wat": usual}),
                    *((r.value, r.label) for r in soort.ritmes),
                ],
            )
        day = dict(DAYS)[onder.weekdag]
        self.fields["weekdag"].choices = [(USUAL, _("Standaard: %(wat)s") % {"wat": day}), *DAYS]  # type: ignore[attr-defined]
        for name in ("om", "stil_van", "stil_tot"):
            usual_time = time_format(getattr(onder, name), "H.i")
            self.fields[name].help_text = _("Laat leeg voor de standaard: %(om)s uur.") % {"om": usual_time}

    @staticmethod
    def _initial(nu: Keuzes | None) -> dict[str, Any]:
        if nu is None:
            return {}
        times = {name: getattr(nu, name) for name in ("om", "stil_van", "stil_tot")}
        times["weekdag"] = USUAL if nu.weekdag is None else nu.weekdag
        return times | {f"ritme_{soort}": ritme for soort, ritme in nu.ritmes.items()}

    def ritmes(self) -> list[forms.BoundField]:
        """Return the fields of the kinds, to show."""
        return [self[f"ritme_{soort.slug}"] for soort in self.soorten]

    def clean(self) -> dict[str, Any]:
        """Quiet hours have a begin and an end, or neither."""
        cleaned = super().clean() or {}
        if (cleaned.get("stil_van") is None) != (cleaned.get("stil_tot") is None):
            empty = "stil_van" if cleaned.get("stil_van") is None else "stil_tot"
            if empty not in self.errors:
                self.add_error(empty, ValidationError(_("Vul beide tijden in, of laat ze allebei leeg.")))
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return what to keep, with the choices for kinds that this person is not shown now."""
        cleaned = self.cleaned_data
        return {
            "ritmes": self._kept
            | {soort.slug: chosen for soort in self.soorten if (chosen := cleaned[f"ritme_{soort.slug}"]) != USUAL},
            **{name: cleaned[name] for name in ("om", "weekdag", "stil_van", "stil_tot")},
        }
