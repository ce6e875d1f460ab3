"""Tick boxes over one text: what is ticked is stored joined by commas."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from wijkaanpak.forms.fields import TekstField

Groep = tuple[str | Promise, Mapping[str, str | Promise]]


class Vinkjes(forms.TextInput):
    """A tick box per choice; each has a name of its own, so that a kept or a chosen text can hold them too.

    A group is its heading with its choices by id. Without a heading ``vraag`` is the id on the page of what is asked,
    or ``naam`` says it.
    """

    template_name = "sturing/_vinkjes.html"
    vraag = ""
    naam: str | Promise = ""

    def __init__(self, *groepen: Groep) -> None:
        super().__init__()
        self.groepen: Sequence[Groep] = groepen

    @property
    def keuzes(self) -> list[str]:
        """Every id, in the order of the form."""
        return [each for _titel, keuzes in self.groepen for each in keuzes]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add the boxes by group, and which are ticked."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        ticked = str(value or "").split(",")
        boxes = [
            (titel, [(f"{name}.{each}", words, each in ticked) for each, words in keuzes.items()])
            for titel, keuzes in self.groepen
        ]
        return context | {"groepen": boxes, "vraag": self.vraag, "naam": self.naam}

    def id_for_label(self, id_: str) -> str:
        """Return nothing: a label is of one box, and this is the name of them all."""
        return ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what is ticked joined by commas, in the order of the form."""
        if f"{name}.vakjes" not in data:
            return data.get(name)
        return ",".join(each for each in self.keuzes if f"{name}.{each}" in data)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether neither the boxes nor a text were posted."""
        return f"{name}.vakjes" not in data and name not in data


class DomeinenField(TekstField):
    """Some of five domains, in their own order, joined by commas."""

    def __init__(self, domeinen: Mapping[str, str | Promise], **kwargs: Any) -> None:
        super().__init__(max_length=200, required=False, widget=Vinkjes(("", domeinen)), **kwargs)
        self.domeinen = domeinen
        self.widget.naam = kwargs["label"]

    def clean(self, value: Any) -> str:
        """Return the domains. Raises ValidationError for one that is none of the five."""
        text: str = super().clean(value)
        if any(each not in self.domeinen for each in text.split(",") if each):
            raise ValidationError(_("Kies uit de vijf domeinen."), code="invalid_choice")
        return text
