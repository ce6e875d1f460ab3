"""Forms of the quickscan: starting one, who answers, an answer, what was agreed, a report."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.models import Perspectief, Scan, Scanantwoord, Scanuitkomst
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.forms import EditForm, our_formfield
from wijkaanpak.forms.fields import DatumField, TekstField
from wijkaanpak.instrumenten.schema import Onderdeel, Schaalwaarde


class ScanForm(forms.Form):
    """A new scan."""

    naam = TekstField(
        label=_("Naam"), max_length=80, help_text=_("Bijvoorbeeld: nulmeting 2026. Je herkent er de scan later aan.")
    )
    peildatum = DatumField(label=_("Peildatum"), help_text=_("De antwoorden gaan over hoe het op deze dag was."))


class GegevensForm(EditForm):
    """The name and the day of a scan."""

    class Meta:
        model = Scan
        formfield_callback = our_formfield
        fields = ["naam", "peildatum"]


class DeelnameForm(forms.Form):
    """Who answers, from which viewpoint. ``leden`` are the members who don't answer yet."""

    lid: "forms.ModelChoiceField[Lidmaatschap]" = forms.ModelChoiceField(None, label=_("Wie"))
    perspectief = forms.ChoiceField(
        label=_("Vanuit welk perspectief"), choices=[("", _("Kies uit de lijst")), *Perspectief.choices]
    )

    def __init__(self, *args: Any, leden: QuerySet[Lidmaatschap], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Lidmaatschap]", self.fields["lid"])
        field.queryset = leden
        field.empty_label = str(_("Kies uit de lijst"))


class Schaal(forms.RadioSelect):
    """The scale of a scan as one row of answers; ``vraag`` is the id on the page of what is asked."""

    template_name = "ontwikkelplan/scan/_schaal.html"
    vraag = ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add what is asked, which names the group."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        return context | {"vraag": self.vraag}


class _SchaalForm(EditForm):
    """A form with a value of the scale of the instrument."""

    waarde = forms.ChoiceField(label=_("antwoord"), required=False, widget=Schaal)

    def __init__(self, *args: Any, schaal: tuple[Schaalwaarde, ...], vraag: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "waarde" in self.fields:
            field = cast("forms.ChoiceField", self.fields["waarde"])
            field.choices = [(each.waarde, each.titel) for each in schaal]
            field.error_messages["invalid_choice"] = str(_("Kies een van de antwoorden."))
            cast("Schaal", field.widget).vraag = vraag
        for name in self.fields.keys() - {"waarde"}:
            self.fields[name].widget.attrs["rows"] = 2


class AntwoordForm(_SchaalForm):
    """The answer of one viewpoint to one question."""

    class Meta:
        model = Scanantwoord
        formfield_callback = our_formfield
        fields = ["waarde", "toelichting"]


class UitkomstForm(_SchaalForm):
    """What the meeting agreed on at one question, and who sees it otherwise."""

    class Meta:
        model = Scanuitkomst
        formfield_callback = our_formfield
        fields = ["waarde", "toelichting", "minderheid"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "waarde" in self.fields:
            self.fields["waarde"].label = _("samen gekozen")


class RapportForm(forms.Form):
    """The report of a zelfscan at one basisfunctie."""

    basisfunctie = forms.ChoiceField(label=_("Bij welke basisfunctie"))
    bestand = forms.FileField(
        label=_("Bestand"), help_text=_("Pdf, Word, Excel, PowerPoint, ODF, png of jpg, hooguit 10 MB.")
    )
    titel = TekstField(label=_("Titel"), max_length=200, required=False)

    def __init__(self, *args: Any, delen: tuple[Onderdeel, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["basisfunctie"])
        field.choices = [("", _("Kies uit de lijst"))] + [
            (deel.id, f"{number}. {deel.kort or deel.titel}") for number, deel in enumerate(delen, start=1)
        ]
