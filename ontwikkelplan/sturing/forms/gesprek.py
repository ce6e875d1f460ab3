"""Forms of the bestuurlijk gesprek and of the plan per bouwsteen."""

from typing import Any, ClassVar, cast

from ontwikkelplan.cellen import lees_planning
from ontwikkelplan.lezing import let_op
from ontwikkelplan.sturing.forms.keuzelijst import WIE, Keuzelijst, collega_namen, suggest
from ontwikkelplan.sturing.models import CELLEN, VRAGEN, Bestuursgesprek, Bouwsteenrij, Gespreksregel
from wijkaanpak.editing.forms import EditForm, our_formfield


class GesprekForm(EditForm):
    """When the gesprek is, and with whom."""

    class Meta:
        model = Bestuursgesprek
        formfield_callback = our_formfield
        fields = ["datum", "met", "aanwezig"]


class OpbrengstForm(EditForm):
    """What was said to the five prompts."""

    class Meta:
        model = Bestuursgesprek
        formfield_callback = our_formfield
        fields = list(VRAGEN)


class RegelForm(EditForm):
    """A decision or an action."""

    class Meta:
        model = Gespreksregel
        formfield_callback = our_formfield
        fields = ["soort", "tekst", "wie", "voor", "klaar_op"]
        widgets: ClassVar[Any] = {"wie": Keuzelijst}
        help_texts: ClassVar[Any] = {"wie": WIE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        suggest(self, "wie", collega_namen())

    def clean(self) -> dict[str, Any]:
        """Refuse what is done on a day to come."""
        data = super().clean() or {}
        self.refuse_to_come("klaar_op")
        return data


class RijForm(EditForm):
    """The cells of one row of the plan per bouwsteen."""

    class Meta:
        model = Bouwsteenrij
        formfield_callback = our_formfield
        fields = list(CELLEN)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.warn(name, let_op(name, getattr(self.instance, name)))

    def clean_planning(self) -> str:
        """Refuse a planning without a day."""
        text = cast("str", self.cleaned_data["planning"])
        lees_planning(text)
        return text

    def clean(self) -> dict[str, Any]:
        """Say of what was posted what is allowed and yet remarkable."""
        data = super().clean() or {}
        for name, value in data.items():
            self.warn(name, let_op(name, value))
        return data
