"""Forms of evaluatie. Every text is looked at by the privacywacht before it is kept (PRV-06)."""

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from evaluatie.models import (
    Afspraakwijziging,
    Bevinding,
    Bevindingsoort,
    Doelantwoord,
    Evaluatie,
    Inbreng,
    Product,
    Productstaat,
    Productwijziging,
    Streefgetal,
    Verslagtekst,
)
from evaluatie.tags import grouped
from evaluatie.verslag.uitkomst import Uitkomst
from projects.documenten.sjablonen import DELEN
from projects.models import Project
from projects.models.documenten import Documentsoort
from reflectie.wachter import Bewaakt
from wijkaanpak.editing.forms import EditForm, our_formfield
from wijkaanpak.forms.fields import TekstField


class _BewaaktForm(Bewaakt, EditForm):
    """A row of a project whose texts are looked at."""

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = project


AFTER = datetime.timedelta(days=2 * 366)  # an evaluation may come after the project, not decades


class EvaluatieForm(_BewaaktForm):
    """When and how is looked back, with which questions, and what was concluded."""

    class Meta:
        model = Evaluatie
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["soort", "datum", "methode", "kernvragen", "conclusies"]
        help_texts: ClassVar[Any] = {
            "methode": _("Bijvoorbeeld: een gesprek van een dagdeel met het team, de Raad en Veilig Thuis."),
            "kernvragen": _("Zet elke vraag op een eigen regel."),
            "conclusies": _("Schrijf dit op na afloop. Het komt in het verslag."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "conclusies" in self.fields:
            self.fields["conclusies"].widget.attrs["rows"] = 6

    def clean(self) -> dict[str, Any]:
        """Refuse a day before the project: there was nothing to look back on."""
        data = super().clean() or {}
        if data.get("datum") and data["datum"] < self.project.begin:
            self.refuse("datum", _now("Deze dag ligt voor het begin van het project."))
        elif data.get("datum") and data["datum"] > self.project.eind + AFTER:
            self.refuse("datum", _now("Deze dag ligt jaren na het einde van het project. Kijk het jaartal na."))
        return data


class NieuweEvaluatieForm(EvaluatieForm):
    """A new evaluation: when and how."""

    class Meta(EvaluatieForm.Meta):
        fields: ClassVar[Any] = ["soort", "datum", "methode", "kernvragen"]


class DoelantwoordForm(_BewaaktForm):
    """What an evaluation asks and says of one goal."""

    class Meta:
        model = Doelantwoord
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["kernvragen", "oordeel", "tekst"]
        help_texts: ClassVar[Any] = {"kernvragen": _("Zet elke vraag op een eigen regel.")}


class BevindingForm(_BewaaktForm):
    """One finding of an evaluation."""

    tag = forms.ChoiceField(
        label=_("Hoort bij"),
        required=False,
        help_text=_("Kies wat erop lijkt uit het landelijke onderzoek. Zo zijn projecten te vergelijken."),
    )

    class Meta:
        model = Bevinding
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["soort", "tekst", "toelichting", "tag", "gewicht", "gemeten"]
        help_texts: ClassVar[Any] = {
            "tekst": _("Eén zin, zonder namen en zonder verhalen waaraan een gezin te herkennen is."),
            "gewicht": _("Alleen bij een succesfactor of een belemmering."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "tag" in self.fields:
            choices = [("", _now("Nergens bij")), *grouped()]
            cast("forms.ChoiceField", self.fields["tag"]).choices = choices

    def clean(self) -> dict[str, Any]:
        """Keep a weight for factors alone."""
        data = super().clean() or {}
        if data.get("gewicht") and data.get("soort") not in ("", Bevindingsoort.SUCCES, Bevindingsoort.BELEMMERING):
            self.refuse("gewicht", _now("Een gewicht hoort bij een succesfactor of een belemmering."), "soort")
        return data

    def words(self, attname: str, value: Any) -> str:
        """Return a tag by its words: its choices stand in groups."""
        if attname == "tag" and value:
            return next((words for _kind, tags in grouped() for id, words in tags if id == value), value)
        return super().words(attname, value)


def agreement_parts() -> list[tuple[str, str]]:
    """Return the sections of the overeenkomst that say something in words, as choices."""
    return [(deel.sleutel, str(deel.kop)) for deel in DELEN[Documentsoort.OVEREENKOMST] if deel.has_text]


class AfspraakForm(_BewaaktForm):
    """New words for a section of the overeenkomst, beginning with what it says now (``nu``, by section)."""

    sleutel = forms.ChoiceField(label=_("Welk deel van de overeenkomst?"))
    naast_sjabloon = "evaluatie/_nu.html"

    class Meta:
        model = Afspraakwijziging
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["sleutel", "tekst", "waarom"]
        help_texts: ClassVar[Any] = {"tekst": _("Deze tekst komt in de plaats van wat er nu in dat deel staat.")}

    def __init__(self, *args: Any, nu: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.initial.get("sleutel", "")
        self.staat_er = "" if self.instance.document_id else nu.get(chosen, "")
        if "sleutel" in self.fields:
            parts = agreement_parts()
            is_fixed = self.instance._state.adding and chosen in dict(parts)  # the text began with this section's words
            field = cast("forms.ChoiceField", self.fields["sleutel"])
            field.choices = [each for each in parts if not is_fixed or each[0] == chosen]
            if not is_fixed:
                field.choices = [("", _now("Kies uit de lijst")), *parts]
        if "tekst" in self.fields:
            self.fields["tekst"].widget.attrs["rows"] = 8
        if self.instance._state.adding:
            self.initial["tekst"] = self.staat_er

    def clean(self) -> dict[str, Any]:
        """Keep what stands in the overeenkomst as it is: what changes again is a new line."""
        data = super().clean() or {}
        if data.get("tekst") and data["tekst"].split() == self.staat_er.split():
            self.refuse("tekst", _now("Dit staat er nu ook. Verander de tekst, of kies ‘Toch niet’."))
        if self.instance.document_id:
            said = _now("Dit staat al in de overeenkomst. Leg een nieuwe bijstelling vast.")
            self.refuse(next(iter(self.fields)), said, *self.fields)
        return data

    def began_with(self, name: str) -> str:
        """The words of the overeenkomst itself are not asked about again."""
        return self.staat_er if name == "tekst" else ""


class InbrengForm(_BewaaktForm):
    """Who was heard, how, and by how many."""

    class Meta:
        model = Inbreng
        formfield_callback = our_formfield
        fields: ClassVar[Any] = [
            "groep", "wijze", "datum", "aantal", "keren", "begeleiders", "evaluatie", "waarover", "opbrengst", "citaat",
        ]  # fmt: skip
        help_texts: ClassVar[Any] = {
            "aantal": _("Tel mensen, geen gezinnen. Tel begeleiders niet mee."),
            "keren": _("Hoe vaak zat deze groep bij elkaar?"),
            "begeleiders": _("Bijvoorbeeld een kwaliteitscoördinator of een coach."),
            "citaat": _("Eén uitspraak die iets duidelijk maakt, waaraan niemand te herkennen is."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "evaluatie" in self.fields:
            field = cast("forms.ModelChoiceField[Evaluatie]", self.fields["evaluatie"])
            field.queryset = Evaluatie.objects.current().filter(project=self.project)
            field.empty_label = _now("Los van een evaluatie")

    def clean(self) -> dict[str, Any]:
        """Refuse what is still to come: this is what was heard."""
        data = super().clean() or {}
        self.refuse_to_come("datum")
        return data


class StreefgetalForm(_BewaaktForm):
    """A number to reach, and what was reached."""

    class Meta:
        model = Streefgetal
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["wat", "doel", "bereikt", "peildatum", "oordeel", "toelichting"]
        help_texts: ClassVar[Any] = {
            "wat": _("Bijvoorbeeld: gezinnen die we volgen. Samenwerken en volgen zijn twee verschillende dingen."),
            "bereikt": _("Alleen het totaal. Nooit per gezin."),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a count of a day to come."""
        data = super().clean() or {}
        self.refuse_to_come("peildatum")
        return data


class ProductForm(_BewaaktForm):
    """A product, as planned and as it is."""

    class Meta:
        model = Product
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["naam", "beschrijving", "gepland_op", "staat", "gereed_op", "vindplaats"]
        help_texts: ClassVar[Any] = {"vindplaats": _("Een adres op internet, of bij wie je het kunt vragen.")}

    def clean(self) -> dict[str, Any]:
        """Refuse a product that is there on a day to come; say of one without a day that the day is missing."""
        data = super().clean() or {}
        self.refuse_to_come("gereed_op")
        if "staat" in data and "gereed_op" in data:
            is_missing = data["staat"] == Productstaat.GEREED and not data["gereed_op"]
            self.warn("gereed_op", _now("Vul in wanneer dit er was.") if is_missing else "")
        return data


class ProductwijzigingForm(_BewaaktForm):
    """A change of plan for a product."""

    class Meta:
        model = Productwijziging
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["datum", "wat", "waarom"]


class Checkbox(forms.CheckboxInput):  # templates know it by this name
    """A tick that holds for what it stood under, and for nothing that came since."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Return whether someone ticked it under what is said now."""
        return bool(data.get(name) == self.attrs["value"])


class VersieForm(Bewaakt, forms.Form):
    """Why a version of a report is made. ``found``: what it says now; what contradicts itself in it must be seen."""

    reden = TekstField(label=_("Waarom deze versie?"), required=False, max_length=200)
    gezien = forms.BooleanField(
        label=_("Ik heb gezien wat elkaar tegenspreekt"),
        error_messages={"required": _("Kijk eerst naar wat elkaar tegenspreekt, en vink dit dan aan.")},
    )

    def __init__(self, *args: Any, found: Uitkomst, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if found.tegenspraak:
            self.fields["gezien"].widget = Checkbox(attrs={"value": found.mark})
        else:
            del self.fields["gezien"]


class VerslagtekstForm(_BewaaktForm):
    """The words of one chapter of a report: ``standaard`` until the project writes its own."""

    class Meta:
        model = Verslagtekst
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["tekst"]

    def __init__(self, *args: Any, standaard: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standaard = standaard
        self.fields["tekst"].widget.attrs["rows"] = 10
        if not self.instance.tekst:
            self.initial["tekst"] = standaard

    def began_with(self, name: str) -> str:
        """Our own words are not asked about."""
        return self.standaard

    def clean_tekst(self) -> str:
        """Take our own words, unchanged, for no words of the project: they keep following what it fills in."""
        text: str = self.cleaned_data["tekst"]
        return "" if text.split() == self.standaard.split() else text
