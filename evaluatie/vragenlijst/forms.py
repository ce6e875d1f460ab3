"""Forms of the questionnaire: a round, what someone answers, and the quote that is made of a remark."""

import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from evaluatie.vragenlijst.models import LANG, Ronde
from evaluatie.vragenlijst.vragen import Lijst, Woorden
from reflectie.wachter import Bewaakt
from wijkaanpak.editing.forms import EditForm, our_formfield
from wijkaanpak.forms.fields import TekstField, refuse_control_characters

OPEN = "open"


LONGEST = datetime.timedelta(days=366)


class RondeForm(Bewaakt, EditForm):
    """A round that is there: everything but whom it is for, since its questions hang on that."""

    class Meta:
        model = Ronde
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["naam", "open_van", "open_tot", "gevraagd", "open_vraag"]
        help_texts: ClassVar[Any] = {
            "naam": _("De naam staat ook in het verslag. Bijvoorbeeld: Najaar."),
            "open_tot": _("De uitslag is er de nacht na deze dag."),
            "gevraagd": _("Hiermee rekenen we uit hoeveel mensen antwoordden."),
            "open_vraag": _(
                "Bij een open vraag typen mensen soms een naam. Iemand van jullie moet elk antwoord lezen."
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order, and a last day that has passed: closing is a button of its own."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        van = data.get("open_van") or self.instance.open_van
        tot = data.get("open_tot") or self.instance.open_tot
        if tot and tot < timezone.localdate():
            self.refuse("open_tot", _now("Deze dag is al voorbij."))
        elif van and tot and tot < van:
            self.refuse("open_tot", _now("Kies een dag na de eerste dag."), "open_van")
        elif van and tot and tot - van > LONGEST:
            self.refuse("open_tot", _now("Een ronde duurt hooguit een jaar. Kijk het jaartal na."), "open_van")
        return data


class NieuweRondeForm(RondeForm):
    """A new round."""

    class Meta(RondeForm.Meta):
        fields: ClassVar[Any] = ["naam", "doelgroep", "open_van", "open_tot", "gevraagd", "open_vraag"]


class CitaatForm(Bewaakt, forms.Form):
    """The quote that is made of a remark. The privacywacht asks about all of it, also about what was left as typed."""

    tekst = TekstField(
        label=_("Citaat"),
        max_length=LANG,
        multiline=True,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Haal weg waaraan je iemand herkent. Je mag het ook in je eigen woorden zetten."),
    )

    def _stored(self, name: str) -> None:
        return None


class AntwoordForm(forms.Form):
    """What someone answers, in their language. A question may be left out; all of them may not."""

    def __init__(self, *args: Any, lijst: Lijst, woorden: Woorden, met_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lijst, self.woorden = lijst, woorden
        for vraag in lijst.vragen:
            wrong = {"invalid_choice": woorden.kies}
            self.fields[vraag.id] = forms.ChoiceField(choices=lijst.keuzes, required=False, error_messages=wrong)
        if met_open:
            field = forms.CharField(required=False)
            field.validators = []  # ours speak the language of the page
            self.fields[OPEN] = field

    def clean_open(self) -> str:
        """Return the remark with one kind of line end. Raises ValidationError for too long, or a control character."""
        tekst = str(self.cleaned_data[OPEN]).replace("\r\n", "\n").replace("\r", "\n")
        if len(tekst) > LANG:
            raise ValidationError(self.woorden.te_lang.format(n=LANG))
        try:
            refuse_control_characters(tekst)
        except ValidationError as error:
            raise ValidationError(self.woorden.teken) from error
        return tekst

    def clean(self) -> dict[str, Any]:
        """Refuse a form in which nothing was filled in."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(data.values()):
            raise ValidationError(self.woorden.leeg)
        return data

    def keuzes(self) -> dict[str, str]:
        """Return what was chosen by question; after ``is_valid``."""
        return {vraag.id: self.cleaned_data[vraag.id] for vraag in self.lijst.vragen if self.cleaned_data[vraag.id]}

    def tekst(self) -> str:
        """Return the remark, or ''; after ``is_valid``."""
        return str(self.cleaned_data.get(OPEN, ""))

    def fout(self, name: str) -> str:
        """Return what is wrong with a field (``NON_FIELD_ERRORS``: with all of them), or ''."""
        return " ".join(str(message) for message in self.errors.get(name, []))

    def rijen(self) -> list[dict[str, Any]]:
        """Return every question with its choices, which one is chosen, and what is wrong, for the page."""
        return [
            {
                "vraag": vraag,
                "keuzes": [
                    (waarde, titel, self.is_bound and self.data.get(vraag.id) == waarde)
                    for waarde, titel in self.lijst.keuzes
                ],
                "fout": self.fout(vraag.id),
            }
            for vraag in self.lijst.vragen
        ]
