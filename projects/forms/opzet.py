"""Forms over what a project sets up. Each saves field by field; choices come from the project."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from projects.forms.partners import ProjectrijForm, refuse_end_before_start
from projects.models import (
    Clausule,
    Doel,
    Focusgroep,
    Gebied,
    Instantie,
    Sleutelfiguur,
    Startbijeenkomst,
    Teamlid,
    Visie,
    Vraag,
)
from projects.models.project import Projectrol
from wijkaanpak.editing.forms import our_formfield
from wijkaanpak.editing.history import plain_words
from wijkaanpak.forms.fields import DatumField, TekstField


class GebiedForm(ProjectrijForm):
    """The area."""

    class Meta:
        model = Gebied
        formfield_callback = our_formfield
        fields = ["karakter", "problematiek", "team_past", "doelen_passen", "plek", "plek_adres"]
        help_texts = {
            "karakter": _lazy("Wie wonen er, hoe wonen ze, wat maakt de wijk bijzonder?"),
            "problematiek": _lazy("Wat speelt er? Schrijf over de wijk, nooit over een gezin."),
            "plek": _lazy("Waar het team elkaar elke week ontmoet."),
        }


class InstantieForm(ProjectrijForm):
    """An institution in the area."""

    class Meta:
        model = Instantie
        formfield_callback = our_formfield
        fields = ["naam", "wat", "waar"]


class SleutelfiguurForm(ProjectrijForm):
    """A person the area listens to; only with consent, and not for ever."""

    class Meta:
        model = Sleutelfiguur
        formfield_callback = our_formfield
        fields = ["naam", "betekenis", "contact", "toestemming_op", "bewaren_tot"]
        help_texts = {
            "toestemming_op": _lazy("De dag waarop deze persoon ja zei."),
            "bewaren_tot": _lazy("Daarna verwijderen we deze gegevens vanzelf. Hooguit twee jaar."),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse consent from the future, and keeping for more than two years (PRV-05)."""
        data = super().clean() or {}
        today = timezone.localdate()
        gegeven, tot = self.both("toestemming_op", "bewaren_tot")
        if data.get("toestemming_op") and gegeven > today:
            self.add_error("toestemming_op", _("Deze dag moet nog komen. Vraag eerst toestemming."))
        if data.get("bewaren_tot") and not today <= tot <= today + datetime.timedelta(days=731):
            self.add_error("bewaren_tot", _("Kies een dag vanaf vandaag, hooguit twee jaar verder."))
        return data


class FocusgroepForm(ProjectrijForm):
    """A talk with people of the area."""

    class Meta:
        model = Focusgroep
        formfield_callback = our_formfield
        fields = ["datum", "wie", "aantal", "opbrengst"]


class DoelForm(ProjectrijForm):
    """A goal."""

    class Meta:
        model = Doel
        formfield_callback = our_formfield
        fields = ["titel", "merkbaar", "klaar_op"]


class VraagForm(ProjectrijForm):
    """A question of the area."""

    class Meta:
        model = Vraag
        formfield_callback = our_formfield
        fields = ["tekst", "doel", "bron"]


class VisieForm(ProjectrijForm):
    """The vision and the five agreements."""

    class Meta:
        model = Visie
        formfield_callback = our_formfield
        fields = [
            "visie", "waarden", "samen", "doelen", "termijn", "inzet",
            "privacy", "werkruimte", "reflectie", "klachten", "beroepsregistratie",
        ]  # fmt: skip
        help_texts = {
            "visie": _lazy("Waarom werken jullie samen in deze wijk? De aanpak is een middel, geen doel."),
            "waarden": _lazy("Wat vinden jullie belangrijk in hoe je met gezinnen en met elkaar omgaat?"),
            "samen": _lazy("Wie waren erbij, en wat leerden jullie van andere projecten?"),
            "doelen": _lazy("Het einddoel is dat kinderen veilig opgroeien in hun eigen omgeving."),
            "termijn": _lazy("Samenwerking opbouwen kost minstens een jaar."),
            "inzet": _lazy("Richtlijn: ieder lid elke week een halve dag samen op locatie."),
            "privacy": _lazy("Wat bespreken jullie wel en niet, en waar staat het?"),
            "werkruimte": _lazy("Waar werken jullie samen, en wie zorgt daarvoor?"),
            "reflectie": _lazy("Hoeveel tijd krijgt ieder voor leren en reflectie?"),
            "klachten": _lazy("Waar gaat een klacht heen, en wie hoort het?"),
            "beroepsregistratie": _lazy("Hoe werkt ieder volgens de eigen beroepscode?"),
        }


class StartbijeenkomstForm(ProjectrijForm):
    """The first meeting."""

    class Meta:
        model = Startbijeenkomst
        formfield_callback = our_formfield
        fields = ["datum", "begin", "eind", "plaats", "ervaring", "belang", "ruimte", "scholing", "anderen", "verslag"]
        help_texts = {
            "ervaring": _lazy("Wie vertelt waarom het anders moet? Geen naam van een kind of gezin."),
            "belang": _lazy("Waarom doen de gemeente en de organisaties dit?"),
            "ruimte": _lazy("Waar mogen jullie van gebaande paden af?"),
            "scholing": _lazy("Wat wil het team leren, en hoe?"),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        data = super().clean() or {}
        refuse_end_before_start(self, "begin", "eind")
        return data


class TeamlidForm(ProjectrijForm):
    """What someone brings to the team."""

    tot = DatumField(
        label=_lazy("Tot en met"), required=False, help_text=_lazy("Leeg betekent: zolang het project loopt.")
    )

    class Meta:
        model = Teamlid
        formfield_callback = our_formfield
        fields = ["rol", "partner", "functie", "van", "tot", "aandeel", "scholing"]
        labels = {"scholing": _lazy("Wat wil dit teamlid leren?")}
        help_texts = {"aandeel": _lazy("Een getal van 0 tot 100. Nooit over welke gezinnen het gaat.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.rol == Projectrol.PROJECTLEIDER:
            self.fields.pop("rol", None)  # chosen with the facts of the project
        elif "rol" in self.fields:
            choices = [choice for choice in Projectrol.choices if choice[0] != Projectrol.PROJECTLEIDER]
            self.fields["rol"].choices = choices  # type: ignore[attr-defined]

    def labels(self) -> dict[str, str]:
        """Name what is set on other screens too: the history tells of it."""
        others = {"bij_start": _("Was bij de startbijeenkomst"), "onderschrijft_op": _("Onderschrijft de visie sinds")}
        return super().labels() | others

    def words(self, attname: str, value: Any) -> str:
        """Return a value in words, also of what is set on other screens."""
        if attname in ("bij_start", "onderschrijft_op"):
            return plain_words(value)
        return super().words(attname, value)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start, and a leader who leaves without a successor."""
        data = super().clean() or {}
        refuse_end_before_start(self)
        if data.get("tot") and self.instance.rol == "projectleider":
            self.add_error("tot", _("Kies eerst bij de projectgegevens een nieuwe projectleider."))
        if self.instance.rol == "projectleider" and data.get("van") and data["van"] > timezone.localdate():
            self.add_error("van", _("De projectleider doet nu al mee. Kies vandaag of een eerdere dag."))
        return data


class MijnPlekForm(ProjectrijForm):
    """What a member says of their own place in the team."""

    class Meta:
        model = Teamlid
        formfield_callback = our_formfield
        fields = ["functie", "scholing"]
        help_texts = {
            "scholing": _lazy("Je collega’s zien dit. In documenten staat het zonder je naam."),
        }


class ClausuleForm(ProjectrijForm):
    """The text of one section of a document: ``standaard`` until the project writes its own."""

    class Meta:
        model = Clausule
        formfield_callback = our_formfield
        fields = ["tekst"]
        labels = {"tekst": _lazy("Tekst")}

    def __init__(self, *args: Any, standaard: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standaard = standaard
        if not self.instance.tekst:
            self.initial["tekst"] = standaard

    def clean_tekst(self) -> str:
        """Take our own words, unchanged, for no words of the project: they keep following what it fills in."""
        text: str = self.cleaned_data["tekst"]
        return "" if text.split() == self.standaard.split() else text


class KerncijfersForm(forms.Form):
    """A CSV of CBS and the code of the area in it."""

    bestand = forms.FileField(
        label=_lazy("Bestand van CBS (csv)"),
        help_text=_lazy("Zoek bij CBS StatLine ‘Kerncijfers wijken en buurten’, kies je wijk en download als CSV."),
    )
    code = TekstField(
        label=_lazy("Code van de wijk of buurt"), max_length=10, help_text=_lazy("Bijvoorbeeld WK036301.")
    )
    bron = TekstField(
        label=_lazy("Jaar en tabel"),
        max_length=200,
        help_text=_lazy("Bijvoorbeeld: Kerncijfers wijken en buurten 2025."),
    )
