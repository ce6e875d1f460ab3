"""The one form of the programme: why a stand is not shared yet."""

from django import forms
from django.utils.translation import gettext_lazy as _

from evaluatie.programma.models import Waarom


class TerugForm(forms.Form):
    """A choice and no text: nobody's words about people end up beside the figures."""

    waarom = forms.ChoiceField(
        label=_("Waarom nog niet?"),
        choices=Waarom.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarom."), "invalid_choice": _("Kies een van de redenen.")},
    )
