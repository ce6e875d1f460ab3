"""Forms of the verbeteragenda and of borging."""

from typing import Any, ClassVar, cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.sturing.borginginhoud import FEW, themes_of
from ontwikkelplan.sturing.models import (
    Borging,
    Borgingvraag,
    Leeft,
    Projectleiding,
    Tafelgenoot,
    Verbeteragenda,
    Verbetering,
)
from wijkaanpak.accounts.models import Lidmaatschap, Rol
from wijkaanpak.editing.forms import EditForm, our_formfield
from wijkaanpak.editing.history import plain_words
from wijkaanpak.forms.fields import TekstField


class NieuweAgendaForm(EditForm):
    """A new verbeteragenda."""

    class Meta:
        model = Verbeteragenda
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["titel", "trekker"]
        help_texts: ClassVar[Any] = {
            "titel": _("Bijvoorbeeld: Samen sneller zien wat er speelt."),
            "trekker": _("De wethouder die zichtbaar voorop gaat."),
        }


class AgendaForm(EditForm):
    """The facts of a verbeteragenda, and who leads the project."""

    class Meta:
        model = Verbeteragenda
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["titel", "trekker", "aanleiding", "themas", "projectleiding", "waarom", "overdracht"]
        help_texts: ClassVar[Any] = {
            "trekker": _("De wethouder die zichtbaar voorop gaat."),
            "themas": _("Kies een paar thema’s, en zet elk thema op een eigen regel."),
            "overdracht": _("Schrijf op aan wie het werk overgaat, en wanneer jullie dat regelen."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "projectleiding" in self.fields:
            field = cast("forms.ChoiceField", self.fields["projectleiding"])
            field.choices = [("", _("Nog niet gekozen")), *Projectleiding.choices]
        self.warn("themas", _many(self.instance.themas))

    def clean_themas(self) -> str:
        """Say of many themes that it is a lot; it is allowed."""
        text = cast("str", self.cleaned_data["themas"])
        self.warn("themas", _many(text))
        return text


def _many(themas: str) -> str:
    n = len(themes_of(themas))
    if n <= FEW:
        return ""
    return _now("Dit zijn %(n)s thema’s. Met een paar thema’s krijg je meer af.") % {"n": n}


class TafelgenootForm(EditForm):
    """Who sits at the table."""

    class Meta:
        model = Tafelgenoot
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["sector", "organisatie", "wie"]
        help_texts: ClassVar[Any] = {"wie": _("Een functie, zoals: teamleider jeugd.")}


class _MetErfgenaam(EditForm):
    """A form with an heir: a member of the gemeente. Who left can stay chosen, and is named so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names: dict[Any, str] = {}
        if "erfgenaam" in self.fields:
            field = cast("forms.ModelChoiceField[Lidmaatschap]", self.fields["erfgenaam"])
            here = Lidmaatschap.objects.active().exclude(rol=Rol.GAST).values("pk")  # an heir stays; a guest does not
            rows = Lidmaatschap.objects.filter(Q(pk__in=here) | Q(pk=self.instance.erfgenaam_id))
            field.queryset = rows.with_people()
            field.empty_label = str(_("Kies uit de lijst"))
            field.label_from_instance = _heir_name  # type: ignore[method-assign, assignment]

    def words(self, attname: str, value: Any) -> str:
        """Return the heir by name; everyone is asked once."""
        if attname != "erfgenaam_id":
            return super().words(attname, value)
        self._names = self._names or dict(Lidmaatschap.objects.values_list("pk", "gebruiker__naam"))
        return self._names.get(value) or plain_words("")


def _heir_name(lid: Lidmaatschap) -> str:
    name = lid.gebruiker.naam
    return name if lid.is_active else _now("%(naam)s (geen lid meer)") % {"naam": name}


_BORGEN: dict[str, Any] = {
    "anker": _("Een los project stopt als het geld op is. Noem het beleid waar dit in komt."),
    "erfgenaam": _("Eén collega die ervoor zorgt dat het blijft."),
}


class VerbeteringForm(_MetErfgenaam):
    """An improvement, and how it lasts."""

    class Meta:
        model = Verbetering
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["thema", "voorstel", "draagvlak", "anker", "erfgenaam", "controle_op", "klaar_op"]
        help_texts: ClassVar[Any] = {
            **_BORGEN,
            "draagvlak": _("Vraag managers en bestuurders om de afspraak te bevestigen. Noem functies, geen namen."),
            "klaar_op": _("Laat dit leeg zolang het nog niet is ingevoerd."),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse what is done on a day to come; say of a check that it has gone by."""
        data = super().clean() or {}
        self.refuse_to_come("klaar_op")
        self.warn_of_past("controle_op")
        return data


class BorgingForm(_MetErfgenaam):
    """A result of a project: how it lasts, or why not."""

    class Meta:
        model = Borging
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["resultaat", "anker", "erfgenaam", "controle_op", "afwijking"]
        help_texts: ClassVar[Any] = {
            **_BORGEN,
            "resultaat": _("Wat moet er blijven als het project stopt?"),
            "afwijking": _("Alleen als dit resultaat niet hoeft te blijven. Dan kan de rest leeg zijn."),
        }

    def clean(self) -> dict[str, Any]:
        """Say of a check that it has gone by."""
        data = super().clean() or {}
        self.warn_of_past("controle_op")
        return data


class AntwoordForm(forms.Form):
    """What the heir answers."""

    antwoord = forms.ChoiceField(
        label=_("Leeft het nog?"),
        choices=Leeft.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een van de antwoorden.")},
    )
    toelichting = TekstField(
        label=_("Toelichting"),
        max_length=Borgingvraag._meta.get_field("toelichting").max_length or 0,
        required=False,
        multiline=True,
        help_text=_("Wat is er anders, of waarom is het gestopt? Noem geen namen van kinderen of ouders."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
