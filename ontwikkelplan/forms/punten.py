"""The forms over an ontwikkelpunt: its cells, and an entry of its stand van zaken."""

import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ontwikkelplan.cellen import lees_planning
from ontwikkelplan.inhoud import KOPPEN, Tabel, bronnen
from ontwikkelplan.lezing import let_op
from ontwikkelplan.models import KOLOMMEN, Ontwikkelpunt, Stand
from wijkaanpak.editing.forms import EditForm, our_formfield
from wijkaanpak.forms.fields import DatumField, TekstField


class PuntForm(EditForm):
    """The cells of one row. ``tabel`` gives the questions of the scan that its goal can come from."""

    bron = forms.ChoiceField(label=_lazy("Komt uit"), required=False)

    class Meta:
        model = Ontwikkelpunt
        formfield_callback = our_formfield
        fields = ["doel", "bron", "resultaat", "stappen", "kosten", "uitvoerder", "planning", "status"]
        labels = {name: KOPPEN[name] for name in KOLOMMEN}

    def __init__(self, *args: Any, tabel: Tabel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "bron" in self.fields:
            cast("forms.ChoiceField", self.fields["bron"]).choices = bronnen(tabel)
        for name in self.fields:
            self.warn(name, let_op(name, getattr(self.instance, name)))

    def clean_planning(self) -> str:
        """Refuse a planning without a day (NUM-21)."""
        text = cast("str", self.cleaned_data["planning"])
        lees_planning(text)
        return text

    def clean(self) -> dict[str, Any]:
        """Say of what was posted what is allowed and yet remarkable."""
        data = super().clean() or {}
        for name, value in data.items():
            self.warn(name, let_op(name, value))
        return data


class StandForm(forms.Form):
    """One dated entry of the stand van zaken."""

    datum = DatumField(label=_lazy("Datum"))
    tekst = TekstField(
        label=_lazy("Hoe staat het ervoor?"),
        max_length=Stand._meta.get_field("tekst").max_length or 0,
        multiline=True,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_datum(self) -> datetime.date:
        """Refuse a day to come: a stand tells how it is."""
        day = cast("datetime.date", self.cleaned_data["datum"])
        if day > timezone.localdate():
            raise ValidationError(_("Deze dag moet nog komen. Een stand gaat over vandaag of eerder."))
        return day
