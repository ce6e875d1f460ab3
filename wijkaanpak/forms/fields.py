"""Form fields that treat what people type the same everywhere."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_ALLOWED_CONTROLS = {"\n", "\t"}


def refuse_control_characters(text: str) -> None:
    """Raise ValidationError for NUL and other control characters; emoji and right-to-left text are fine."""
    if any(unicodedata.category(char) == "Cc" and char not in _ALLOWED_CONTROLS for char in text):
        raise ValidationError(_("Hier staat een teken in dat we niet kunnen bewaren. Typ de tekst opnieuw."))


class TekstField(forms.CharField):
    """A text: trimmed, one kind of line end, no control characters."""

    def __init__(self, *, max_length: int, multiline: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {}).setdefault(
            "max_length",
            _("Deze tekst is te lang: %(show_value)d tekens. Er passen er hooguit %(limit_value)d."),
        )
        if multiline:
            kwargs.setdefault("widget", forms.Textarea)
        super().__init__(max_length=max_length, **kwargs)
        self.validators = [v for v in self.validators if type(v).__name__ != "ProhibitNullCharactersValidator"]
        self.validators.append(refuse_control_characters)
        self.multiline = multiline

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave a browser no length to cut a paste at without a word: what is too long is said, and kept."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value: Any) -> str:
        """Return the text with \\n as line end; without line ends where one line is meant."""
        text: str = super().to_python(value) or ""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text if self.multiline else " ".join(text.split("\n"))


class DatumField(forms.DateField):
    """A day, typed or picked: 2026-12-03, 3-12-2026 or 3/12/2026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {}).setdefault(
            "invalid", _("Deze datum bestaat niet. Schrijf een datum als 3-12-2026.")
        )
        kwargs["widget"] = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the day, or None; a year far from now is a slip of the keyboard."""
        day = super().to_python(value)
        if day is not None and not 1990 <= day.year <= 2099:
            raise ValidationError(_("Kijk het jaartal na."), code="invalid")
        return day


class GetalField(forms.IntegerField):
    """A whole number."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["error_messages"] = {
            "invalid": _("Vul een heel getal in."),
            "min_value": _("Vul een getal in dat %(limit_value)s of hoger is."),
            "max_value": _("Vul een getal in dat %(limit_value)s of lager is."),
            **kwargs.get("error_messages", {}),
        }
        super().__init__(**kwargs)


class TijdField(forms.TimeField):
    """A time of the day, as 09:30."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {}).setdefault("invalid", _("Schrijf een tijd als 09:30."))
        kwargs["widget"] = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(**kwargs)
