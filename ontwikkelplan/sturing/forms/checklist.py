"""Forms of deel I: the answer at a line, the note of a conversation, and whom to ask."""

import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ontwikkelplan.forms.scan import Schaal
from ontwikkelplan.sturing.forms.vinkjes import DomeinenField
from ontwikkelplan.sturing.inhoud import DOMEINEN, VELDEN, domain_names
from ontwikkelplan.sturing.models import Sturingantwoord, Uitgezet
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.forms import EditForm, our_formfield
from wijkaanpak.editing.history import plain_words
from wijkaanpak.forms.fields import DatumField, TekstField
from wijkaanpak.instrumenten.schema import Punt, Schaalwaarde

# What the text of a line is, where it is more than an explanation.
_TEKST = {"open": _lazy("antwoord"), "document": _lazy("meer documenten, één per regel")}


class AntwoordForm(EditForm):
    """The answer at one line: the fields of its kind alone. ``vraag`` is the id on the page of what is asked."""

    waarde = forms.ChoiceField(label=_lazy("antwoord"), required=False, widget=Schaal)
    domeinen = DomeinenField(DOMEINEN, label=_lazy("domeinen"))
    url = forms.URLField(
        label=_lazy("link"),
        max_length=1000,
        required=False,
        assume_scheme="https",
        help_text=_lazy("Het adres van het document, zoals https://www.gemeente.nl/besluit."),
        error_messages={
            "invalid": _lazy("Dit is geen link. Kopieer het adres van de pagina, het begint met https://.")
        },
    )

    class Meta:
        model = Sturingantwoord
        formfield_callback = our_formfield
        fields = ["waarde", "domeinen", "wie", "document", "url", "cijfer", "bron", "peildatum", "tekst"]

    def __init__(self, *args: Any, punt: Punt, schaal: tuple[Schaalwaarde, ...], vraag: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {name: self.fields[name] for name in VELDEN[punt.soort] if name in self.fields}
        if "waarde" in self.fields:
            field = cast("forms.ChoiceField", self.fields["waarde"])
            field.choices = [(each.waarde, each.titel) for each in schaal]
            field.error_messages["invalid_choice"] = str(_("Kies een van de antwoorden."))
        for name in self.fields.keys() & {"waarde", "domeinen"}:
            cast("Schaal", self.fields[name].widget).vraag = vraag
        if "tekst" in self.fields:
            self.fields["tekst"].widget.attrs["rows"] = 2
            if punt.soort in _TEKST:
                self.fields["tekst"].label = self["tekst"].label = str(_TEKST[punt.soort])

    def clean(self) -> dict[str, Any]:
        """Refuse a figure that was measured on a day to come."""
        data = super().clean() or {}
        self.refuse_to_come("peildatum")
        return data

    def clean_url(self) -> str:
        """Refuse a link that is not safe to follow."""
        value = cast("str", self.cleaned_data["url"])
        if value:
            URLValidator(schemes=["https"], message=_("Gebruik een link die begint met https://."))(value)
        return value

    def words(self, attname: str, value: Any) -> str:
        """Return a value as people read it: domains by their names."""
        if attname == "domeinen":
            return plain_words(", ".join(domain_names(value or "")))
        return super().words(attname, value)


class NotitieForm(EditForm):
    """What was said about one line."""

    class Meta:
        model = Sturingantwoord
        formfield_callback = our_formfield
        fields = ["notitie"]


class BeginForm(forms.Form):
    """A new year: empty, or with the answers of the year before."""

    vorige = forms.BooleanField(label=_lazy("Begin met de antwoorden van het vorige jaar"), required=False)


class UitzetForm(forms.Form):
    """Whom to ask, what, and before which day. ``leden`` are who can be asked."""

    lid: "forms.ModelChoiceField[Lidmaatschap]" = forms.ModelChoiceField(None, label=_lazy("Aan wie"))
    voor = DatumField(label=_lazy("Antwoord graag voor"))
    vraag = TekstField(
        label=_lazy("Wat vraag je?"),
        max_length=Uitgezet._meta.get_field("vraag").max_length or 0,
        required=False,
        help_text=_lazy("Bijvoorbeeld waar het antwoord te vinden is."),
    )

    def __init__(self, *args: Any, leden: QuerySet[Lidmaatschap], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Lidmaatschap]", self.fields["lid"])
        field.queryset = leden
        field.empty_label = str(_("Kies uit de lijst"))

    def clean_voor(self) -> datetime.date:
        """Refuse a day that is past."""
        day = cast("datetime.date", self.cleaned_data["voor"])
        if day < timezone.localdate():
            raise ValidationError(_("Deze dag is al voorbij. Kies vandaag of later."))
        return day
