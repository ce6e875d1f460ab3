"""Forms for what comes in: a file, a paste, and the choices in a proposal."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.inhoud import tabellen
from ontwikkelplan.models import Plan
from ontwikkelplan.uitwisseling.teksten import ALLE_KOLOMMEN, KOLOMTEKSTEN
from wijkaanpak.documents.uploads import UploadFacts, inspect_upload

SOORTEN = (".docx", ".xlsx")


class InleesForm(forms.Form):
    """A docx or an xlsx to read. It is measured here, and opened elsewhere."""

    bestand = forms.FileField(
        label=_("Word- of Excelbestand"),
        help_text=_("Een docx of xlsx van hooguit 10 MB."),
        widget=forms.FileInput(attrs={"accept": ",".join(SOORTEN)}),
        error_messages={"required": _("Kies een bestand.")},
    )
    facts: UploadFacts

    def clean_bestand(self) -> "UploadedFile[Any]":
        """Measure the file. Raises ValidationError for what we don't take."""
        upload: UploadedFile[Any] = self.cleaned_data["bestand"]
        try:
            self.facts = inspect_upload(upload)
        except ValidationError as error:
            raise ValidationError(error.message_dict["bestand"]) from error
        if not self.facts.name.lower().endswith(SOORTEN):
            raise ValidationError(_t("Inlezen kan met Word (docx) of Excel (xlsx). Sla je bestand zo op."))
        return upload


class KlembordForm(forms.Form):
    """A table from the clipboard. ``html`` is what the browser has of it; ``tekst`` works without JavaScript."""

    tekst = forms.CharField(
        label=_("Plak hier je tabel"),
        error_messages={"required": _("Hier staat nog geen tabel. Kopieer een tabel in Word of Excel en plak die.")},
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    html = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)


class PlakForm(KlembordForm):
    """A pasted table, and where it goes in a plan."""

    tabel = forms.ChoiceField(label=_("In welke tabel?"))
    kolom = forms.ChoiceField(
        label=_("Vanaf welke kolom?"),
        choices=[(name, KOLOMTEKSTEN[name].titel) for name in ALLE_KOLOMMEN],
        required=False,
        help_text=_("Staan de namen van de kolommen in je tabel? Dan kijken we daarnaar."),
    )
    vanaf = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)  # the row where the cursor was

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["tabel"]
        tables = [(each.id, f"{each.nummer} {each.titel}") for each in tabellen(plan)]
        field.choices = [("", _("Kies uit de lijst")), *tables]

    def clean_vanaf(self) -> UUID | None:
        """Return the id of a row, or None: where it comes is asked again before anything lands."""
        try:
            return UUID(self.cleaned_data["vanaf"])
        except ValueError:
            return None
