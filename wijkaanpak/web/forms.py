"""Forms of the frame."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkaanpak.forms.fields import TekstField
from wijkaanpak.web.theming import failures, nearest_passing, parse_colour


class VoorkeurenForm(forms.Form):
    """What a person chooses for themselves."""

    naam = TekstField(label=gettext_lazy("Naam"), max_length=100)
    sneltoetsen = forms.BooleanField(label=gettext_lazy("Sneltoetsen aan"), required=False)


class HuisstijlForm(forms.Form):
    """One brand colour; the rest of the theme is made from it."""

    merkkleur = forms.CharField(label=gettext_lazy("Merkkleur"), max_length=7, widget=forms.TextInput)
    voorstel = ""

    def clean_merkkleur(self) -> str:
        """Return the colour as #rrggbb. A colour that can't be read well is refused with the nearest one that can."""
        try:
            colour = parse_colour(self.cleaned_data["merkkleur"])
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if wrong := failures(colour):
            self.voorstel = str(nearest_passing(colour))
            raise ValidationError([_("Deze kleur is niet goed leesbaar."), *(str(failure) for failure in wrong[:2])])
        return str(colour)
