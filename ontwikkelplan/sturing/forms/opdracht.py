"""Forms of the opdracht: its facts, its process, a text, what was decided of a requirement, vaststellen."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.sturing.forms.vinkjes import DomeinenField
from ontwikkelplan.sturing.models import Keuze, Opdracht, Opdrachttekst, Risico, Taak
from ontwikkelplan.sturing.opdrachtinhoud import DOMEINEN
from wijkaanpak.editing.forms import EditForm, our_formfield
from wijkaanpak.editing.history import plain_words
from wijkaanpak.forms.fields import DatumField, TekstField

# Signs and words that join two names (NUM-24). A comma joins only whole names: 'Jansen, M.' is one person.
_JOINED = re.compile(r"[/&+;]|\b(?:en|of|and)\b|\S\s+\S+\s*,\s*\S+\s+\S", re.IGNORECASE)


def refuse_two_names(text: str) -> None:
    """Raise ValidationError when a text names more than one person (NUM-24)."""
    if _JOINED.search(text):
        raise ValidationError(
            _("Er is precies één eindverantwoordelijke. Vul één naam in; anderen kun je in de opdracht zelf noemen.")
        )


class _Periode(EditForm):
    """A form with the period of an opdracht."""

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        facts = super().clean() or {}
        begin, eind = (facts.get(name, getattr(self.instance, name)) for name in ("begin", "eind"))
        if begin and eind and eind < begin:
            self.refuse("eind", gettext("De laatste dag is eerder dan de eerste dag."), "begin")
        return facts


class OpdrachtForm(_Periode):
    """A new opdracht."""

    class Meta:
        model = Opdracht
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["titel", "team", "begin", "eind"]
        help_texts: ClassVar[Any] = {"team": _("Bijvoorbeeld: sociaal team Linderode.")}


class GegevensForm(_Periode):
    """The facts of an opdracht."""

    domeinen = DomeinenField(DOMEINEN, label=_("Afgestemd met"))  # OPD-OG-03

    class Meta:
        model = Opdracht
        formfield_callback = our_formfield
        fields: ClassVar[Any] = [
            "titel", "team", "begin", "eind", "eindverantwoordelijke", "functie", "domeinen",
            "uitvoeringsbudget", "ontwikkelbudget",
        ]  # fmt: skip
        help_texts: ClassVar[Any] = {
            "eindverantwoordelijke": _("Eén persoon, die namens alle domeinen kan beslissen. Vul één naam in."),
            "functie": _("Bijvoorbeeld: directeur sociaal domein."),
            "uitvoeringsbudget": _("Bedrag per jaar, en waaruit het wordt betaald."),
            "ontwikkelbudget": _("Voor scholing, methoden en leren van elkaar."),
        }

    def clean_eindverantwoordelijke(self) -> str:
        """Refuse two names (NUM-24)."""
        naam: str = self.cleaned_data["eindverantwoordelijke"]
        refuse_two_names(naam)
        return naam

    def words(self, attname: str, value: Any) -> str:
        """Return the domains by name."""
        if attname == "domeinen":
            return plain_words(", ".join(str(DOMEINEN[each]) for each in str(value or "").split(",") if each))
        return super().words(attname, value)


class ProcesForm(EditForm):
    """The three questions of the last step, and who took part (OPD-PR-02c, OPD-PR-03a)."""

    class Meta:
        model = Opdracht
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["samen_met", "doen", "inkoop", "sturen"]
        help_texts: ClassVar[Any] = {
            "samen_met": _("Het lokaal team, partners in het netwerk, ervaringsdeskundigen. Noem geen inwoners."),
            "inkoop": _("Bijvoorbeeld: subsidie, een contract, of een team van de gemeente zelf."),
            "sturen": _("Welke afspraken, welke informatie en welke gesprekken?"),
        }


class TekstForm(EditForm):
    """The text of one part; of the region also whether a gemeente may change it."""

    class Meta:
        model = Opdrachttekst
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["tekst", "is_vast"]
        labels: ClassVar[Any] = {"tekst": _("Tekst in de opdracht"), "is_vast": _("Vaste tekst voor elke gemeente")}

    def __init__(self, *args: Any, regionaal: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not regionaal:
            self.fields.pop("is_vast", None)
        if "tekst" in self.fields:
            self.fields["tekst"].widget.attrs["rows"] = 5


class Keuzeknoppen(forms.RadioSelect):
    """Taken up or left out, as two buttons; ``vraag`` is the id on the page of the requirement."""

    template_name = "ontwikkelplan/scan/_schaal.html"
    vraag = ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add what is decided on, which names the group."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        return context | {"vraag": self.vraag}


class KeuzeForm(EditForm):
    """What becomes of a requirement, and why it is left out."""

    keuze = forms.ChoiceField(
        label=_("In de opdracht?"), required=False, choices=Keuze.choices, widget=Keuzeknoppen,
        error_messages={"invalid_choice": _("Kies een van de twee.")},
    )  # fmt: skip

    class Meta:
        model = Opdrachttekst
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["keuze", "reden"]
        labels: ClassVar[Any] = {"reden": _("Waarom laten jullie het weg?")}

    def __init__(self, *args: Any, vraag: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "keuze" in self.fields:
            self.fields["keuze"].widget.vraag = vraag
        self._ask_why(self.instance.keuze, self.instance.reden)

    def _ask_why(self, keuze: str, reden: str) -> None:
        is_open = keuze == Keuze.NIET and not reden
        self.warn("reden", gettext("Schrijf erbij waarom jullie dit weglaten.") if is_open else "")

    def clean(self) -> dict[str, Any]:
        """Ask for the reason; without one it is saved all the same."""
        data = super().clean() or {}
        self._ask_why(data.get("keuze", self.instance.keuze), data.get("reden", self.instance.reden))
        return data


class WaaromNietForm(EditForm):
    """Why the opdracht was not aligned with some of the five domains."""

    class Meta:
        model = Opdrachttekst
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["reden"]
        labels: ClassVar[Any] = {"reden": _("Niet afgestemd met alle vijf domeinen? Schrijf op waarom")}


class TaakForm(EditForm):
    """A task of the lokaal team."""

    class Meta:
        model = Taak
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["taak", "prioriteit", "nodig"]


class RisicoForm(EditForm):
    """A risk."""

    class Meta:
        model = Risico
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["soort", "risico", "beheersing", "wie"]
        help_texts: ClassVar[Any] = {
            "soort": _("Inhoudelijk: het gaat mis met de hulp of de veiligheid. Financieel: het kost meer dan gedacht.")
        }


class VaststellenForm(forms.Form):
    """Who decided, when, and why it is done while something is missing."""

    door = TekstField(label=_("Door wie?"), max_length=120, help_text=_("Bijvoorbeeld: het college."))
    op = DatumField(label=_("Wanneer?"))
    reden = TekstField(label=_("Waarom stellen jullie de opdracht nu toch vast?"), max_length=200)

    def __init__(self, *args: Any, is_compleet: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_compleet:
            del self.fields["reden"]

    def clean_op(self) -> Any:
        """Refuse a day that is still to come."""
        day = self.cleaned_data["op"]
        if day > timezone.localdate():
            raise ValidationError(_("Deze dag moet nog komen. Leg het vast als het is vastgesteld."))
        return day


class HoudenForm(forms.Form):
    """Keeping our own text, and why. ``uitgifte`` is the offer that the screen showed."""

    uitgifte = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    versie = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reden = TekstField(label=_("Waarom wijken jullie af?"), max_length=400, required=False)
