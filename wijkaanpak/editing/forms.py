"""A form over one row that saves field by field; what is wrong or clashes stays on the screen."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.db.models import ForeignKey
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wijkaanpak.editing.history import plain_words
from wijkaanpak.editing.models import Editable
from wijkaanpak.forms.fields import DatumField, GetalField, TekstField, TijdField


# A field of a model as a field of ours: the same treatment of what people type everywhere.
def our_formfield(field: "models.Field[Any, Any]", **kwargs: Any) -> forms.Field | None:
    """Return the form field of a model field; for ``Meta.formfield_callback``."""
    if isinstance(field, ForeignKey):  # its rows are known once there is a project, and a scope to read them in
        rows: models.QuerySet[Any] = models.QuerySet(field.remote_field.model).none()
        return forms.ModelChoiceField(rows, label=field.verbose_name, required=not field.blank, **kwargs)
    if isinstance(field, models.EmailField):
        return field.formfield(**{"widget": forms.EmailInput, **kwargs})
    if field.choices:
        made = field.formfield(**kwargs)
        if isinstance(made, forms.ChoiceField) and not field.has_default():
            made.choices = [("", _("Kies uit de lijst")), *field.choices]
        return made
    if isinstance(field, models.TextField):
        return field.formfield(
            form_class=TekstField, multiline=True, widget=forms.Textarea(attrs={"rows": 3}), **kwargs
        )
    if isinstance(field, models.CharField):
        return field.formfield(form_class=TekstField, **kwargs)
    if isinstance(field, models.DateField):
        return field.formfield(form_class=DatumField, **kwargs)
    if isinstance(field, models.IntegerField):
        return field.formfield(form_class=GetalField, **kwargs)
    if isinstance(field, models.TimeField):
        return field.formfield(form_class=TijdField, **kwargs)
    return field.formfield(**kwargs)


ONE_FIELD = "alleen"  # a form that posts one field of the row: the way out of a conflict


if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm  # can't be subscripted when it runs


class EditForm(_ModelForm):
    """Every field has a place for its message from the start, so that a save can fill it in.

    ``vragen_sjabloon`` is a template for questions at a field, drawn with its message, for a form that asks any.
    """

    vragen_sjabloon = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._held: set[str] = set()
        self._rows: dict[str, dict[Any, str]] = {}
        if ONE_FIELD in self.data:
            self.fields = {name: field for name, field in self.fields.items() if name == self.data[ONE_FIELD]}
        for name, field in self.fields.items():
            id = self[name].auto_id
            parts = [f"{id}_helptext"] if field.help_text else []
            field.widget.attrs["aria-describedby"] = " ".join([*parts, f"{id}_error"])
            field.widget.attrs["autocomplete"] = "off"

    def attname(self, name: str) -> str:
        """Return the attribute of the row behind a field: ``partner`` is ``partner_id`` there."""
        return str(self._meta.model._meta.get_field(name).attname)

    def attnames(self) -> dict[str, str]:
        """Return the attribute of the row behind each field."""
        return {name: self.attname(name) for name in self.fields}

    def refuse(self, name: str, message: str, *about: str) -> None:
        """Say at one field what is wrong with several together; none of them is saved."""
        self._held |= {name, *about}
        self.add_error(name if name in self.fields else None, message)

    def refuse_to_come(self, *names: str) -> None:
        """Refuse days that are still to come, of what is said to be done; ``clean`` calls this."""
        for name in names:
            day = self.cleaned_data.get(name)
            if day and day > timezone.localdate():
                self.refuse(name, gettext("Deze dag moet nog komen. Vul hem in als het zover is."))

    def warn_of_past(self, name: str) -> None:
        """Say of a day to look ahead to that it has gone by; it is allowed."""
        day = self.cleaned_data.get(name)
        if name in self.cleaned_data:
            self.warn(name, gettext("Deze dag is al voorbij.") if day and day < timezone.localdate() else "")

    def warn(self, name: str, message: str) -> None:
        """Say at a field what is allowed and yet remarkable; '' takes it back."""
        if name in self.fields:
            field: Any = self.fields[name]
            field.let_op = message

    def warnings(self) -> list[str]:
        """Return what was warned about."""
        said = [getattr(field, "let_op", "") for field in self.fields.values()]
        return [message for message in said if message]

    def valid_values(self) -> dict[str, Any]:
        """Return what may be saved, by attribute of the row: what was posted and is right."""
        values = {}
        for name, field in self.fields.items():
            is_posted = not field.widget.value_omitted_from_data(self.data, self.files, self.add_prefix(name))
            if name in self.errors or name in self._held or name not in self.cleaned_data or not is_posted:
                continue
            value = self.cleaned_data[name]
            is_key = isinstance(self._meta.model._meta.get_field(name), ForeignKey)
            values[self.attname(name)] = value.pk if is_key and value is not None else value
        return values

    def labels(self) -> dict[str, str]:
        """Return the name of each attribute in words."""
        return {self.attname(name): str(field.label) for name, field in self.fields.items()}

    def words(self, attname: str, value: Any) -> str:
        """Return a value of an attribute as people read it."""
        field: Any = next(self.fields[name] for name in self.fields if self.attname(name) == attname)
        if isinstance(field, forms.ModelChoiceField):
            return self._name_of(attname, field, value) if value else plain_words("")
        if isinstance(field, forms.ChoiceField) and value not in (None, ""):
            return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
        return plain_words(value)

    def _name_of(self, attname: str, field: "forms.ModelChoiceField[Any]", value: Any) -> str:
        """The name of a row that was chosen, also when it was taken away since; all are asked once."""
        if attname not in self._rows:
            assert field.queryset is not None  # noqa: S101
            self._rows[attname] = {row.pk: str(row) for row in field.queryset.model._default_manager.all()}
        return self._rows[attname].get(value, plain_words(""))

    def read(self, row: Editable) -> list[tuple[str, str]]:
        """Return the row as names with words, for who may look and not change."""
        return [(label, self.words(attname, getattr(row, attname))) for attname, label in self.labels().items()]


def posted_versions(data: Mapping[str, Any], names: list[str]) -> tuple[int, dict[str, int]]:
    """Return the version a form started from, and those of fields that its screen saved since; 0 for nonsense."""
    field_versions = {name: _number(data, f"versie_{name}") for name in names if f"versie_{name}" in data}
    return _number(data, "versie"), field_versions


def _number(data: Mapping[str, Any], name: str) -> int:
    text = str(data.get(name, ""))
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
