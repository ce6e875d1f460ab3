"""How every form looks: label, help and message around the field, NL Design System classes on it."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting

_OWN_LOOK = (forms.CheckboxInput, forms.RadioSelect, forms.HiddenInput, forms.FileInput)


class WijkaanpakBoundField(forms.BoundField):
    """Gives text fields and lists the class ``invoer``, and marks a wrong one."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Return the attributes of the widget with our classes added."""
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if not isinstance(widget, _OWN_LOOK):
            classes = [widget.attrs.get("class", ""), "invoer", "veldfout" if self.errors else ""]
            built["class"] = " ".join(name for name in classes if name)
        return built


class WijkaanpakRenderer(TemplatesSetting):
    """Form templates come from ``templates/forms``."""

    form_template_name = "forms/formulier.html"
    field_template_name = "forms/veld.html"
    bound_field_class = WijkaanpakBoundField
