"""Forms of one session: what is written at the table, and its plan."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from reflectie.models import Deelnamesoort, Sessie, Stapnotitie, Voor
from reflectie.wachter import Bewaakt
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.forms import EditForm, our_formfield
from wijkaanpak.forms.fields import DatumField, TekstField, TijdField


class _SessieForm(Bewaakt, EditForm):
    """A part of a session that saves field by field; people to choose from sit at this table."""

    def __init__(
        self, *args: Any, leden: Any = None, leiders: Any = None, aan_tafel: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, people in (("inbrenger", leden), ("gespreksleider", leiders)):
            if name in self.fields:
                field = cast("forms.ModelChoiceField[Any]", self.fields[name])
                field.queryset = people if people is not None else Lidmaatschap.objects.none()
                field.empty_label = _("Nog niemand")
                field.required = False
                if name == "inbrenger" and aan_tafel is not None:  # to draw: known already
                    field.choices = [("", field.empty_label), *aan_tafel]


class VraagForm(_SessieForm):
    """The leervraag, of whom, and the case in short (MLB-02)."""

    class Meta:
        model = Sessie
        formfield_callback = our_formfield
        fields = ["leervraag", "inbrenger", "casus"]
        help_texts = {
            "leervraag": _lazy("Wat wil je leren? Eén zin, met een vraagteken."),
            "casus": _lazy(
                "Kies liever een eenvoudige casus dan een ingewikkelde. Schrijf zo dat niemand het gezin herkent."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "leervraag" in self.fields:
            self.fields["leervraag"].widget.attrs |= {"rows": 2, "class": "leervraag"}
        if "casus" in self.fields:
            self.fields["casus"].widget.attrs["rows"] = 4


class WijkForm(_SessieForm):
    """The answers to the fixed question about the area (MLB-07)."""

    class Meta:
        model = Sessie
        formfield_callback = our_formfield
        fields = ["mogelijkheden"]


class AgendaForm(_SessieForm):
    """Who leads, and what else is on the agenda."""

    class Meta:
        model = Sessie
        formfield_callback = our_formfield
        fields = ["gespreksleider", "agenda"]
        help_texts = {"agenda": _lazy("Bijvoorbeeld: terugblik op de acties, nieuwe gast voorstellen.")}


class NotitieForm(_SessieForm):
    """Notes at one step."""

    class Meta:
        model = Stapnotitie
        formfield_callback = our_formfield
        fields = ["tekst"]


class PlanForm(Bewaakt, forms.Form):
    """When and where a session is, or was."""

    datum = DatumField(label=_lazy("Datum"))
    begin = TijdField(label=_lazy("Van"))
    duur = forms.IntegerField(label=_lazy("Duur in minuten"), min_value=30, max_value=480)
    plaats = TekstField(label=_lazy("Waar"), max_length=120, required=False)


class GastForm(forms.Form):
    """Someone from outside the team for this one session. A name is asked here on purpose, so no guard."""

    naam = TekstField(label=_lazy("Naam"), max_length=120)
    email = forms.EmailField(label=_lazy("E-mailadres"), max_length=254)
    partner: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(None, label=_lazy("Organisatie"), required=False)
    soort = forms.ChoiceField(
        label=_lazy("Komt als"),
        choices=[(each.value, each.label) for each in (Deelnamesoort.KETENPARTNER, Deelnamesoort.ONDERSTEUNER)],
    )

    def __init__(self, *args: Any, partners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Any]", self.fields["partner"])
        field.queryset = partners
        field.empty_label = _("Kies uit de lijst")


class SteunForm(forms.Form):
    """Who supports an ervaringsdeskundige in this session."""

    ondersteuner: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(None, label=_lazy("Met steun van"))

    def __init__(self, *args: Any, genodigden: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Any]", self.fields["ondersteuner"]).queryset = genodigden


class AlternatiefForm(Bewaakt, forms.Form):
    """Another way of acting."""

    tekst = TekstField(label=_lazy("Andere manier van handelen"), max_length=300)
    voor = forms.ChoiceField(choices=Voor.choices)
    met_wijk = forms.BooleanField(label=_lazy("met de wijk"), required=False)


class FactorForm(Bewaakt, forms.Form):
    """A factor that works or does not."""

    tekst = TekstField(label=_lazy("Factor"), max_length=200)
    richting = forms.ChoiceField(choices=[("werkt", ""), ("werkt_niet", "")])


class ActieForm(Bewaakt, forms.Form):
    """Who does what, before when."""

    tekst = TekstField(label=_lazy("Wat"), max_length=300)
    wie: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(None, label=_lazy("Wie"))
    wanneer = DatumField(label=_lazy("Voor wanneer"), required=False)

    def __init__(self, *args: Any, leden: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Any]", self.fields["wie"]).queryset = leden
