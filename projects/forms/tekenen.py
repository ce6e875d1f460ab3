"""Forms for signing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkaanpak.forms.fields import DatumField, TekstField


class HandtekeningForm(forms.Form):
    """What a signatory says: name, function, that it is meant, and which bytes they read."""

    naam = TekstField(label=_("Je naam"), max_length=120, help_text=_("Zoals die in de overeenkomst staat."))
    functie = TekstField(label=_("Je functie"), max_length=120)
    akkoord = forms.BooleanField(
        label=_("Ik teken deze overeenkomst namens mijn organisatie"),
        error_messages={"required": _("Zet een vinkje als je wilt tekenen.")},
    )
    sha256 = TekstField(max_length=64, widget=forms.HiddenInput)


class PapierForm(forms.Form):
    """A scan of the signed page, who signed it and when."""

    naam = TekstField(label=_("Wie tekende?"), max_length=120, help_text=_("Zoals het in de overeenkomst staat."))
    functie = TekstField(label=_("Functie"), max_length=120)
    papier_op = DatumField(label=_("Getekend op"), help_text=_("De dag die bij de handtekening staat."))
    bestand = forms.FileField(label=_("Scan van de getekende pagina"), help_text=_("Pdf, png of jpg, hooguit 10 MB."))


class ScanwegForm(forms.Form):
    """Why a scan is taken back."""

    reden = TekstField(
        label=_("Waarom haal je de scan weg?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: verkeerde pagina. Dit staat ook in het certificaat."),
    )


class MeelezerForm(forms.Form):
    """A colleague who may read along."""

    naam = TekstField(label=_("Naam van je collega"), max_length=120)
    email = forms.EmailField(label=_("E-mailadres"), max_length=254)
