"""The forms of a plan: its facts, its chapters of text, its lists, and adopting it."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.models import Begrotingsmoment, Plan, Plandocument, Planpersoon
from wijkaanpak.editing.forms import EditForm, our_formfield
from wijkaanpak.forms.fields import DatumField, TekstField


class PlanForm(EditForm):
    """The facts of a plan: what it is called and which years it is for (OPL-01, OPL-03, NUM-20)."""

    class Meta:
        model = Plan
        fields: ClassVar[Any] = ["titel", "begin_jaar", "eind_jaar", "horizon"]
        formfield_callback = our_formfield
        help_texts: ClassVar[Any] = {"horizon": _("De dag waarop de lokale teams hun nieuwe rol hebben.")}

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start, and a second plan for a year."""
        facts = super().clean() or {}
        had = (self.instance.begin_jaar, self.instance.eind_jaar)
        begin, end = (facts.get(name, getattr(self.instance, name)) for name in ("begin_jaar", "eind_jaar"))
        if self.instance.versie and (begin, end) == had:
            return facts
        if end < begin:
            self.refuse("eind_jaar", gettext("Het laatste jaar is eerder dan het eerste jaar."), "begin_jaar")
        elif facts.keys() & {"begin_jaar", "eind_jaar"}:
            self._refuse_a_second(begin, end)
        return facts

    def _refuse_a_second(self, begin: int, end: int) -> None:
        there = Plan.objects.for_the_same_years(self.instance, begin, end).first()
        if there is not None:
            said = {"jaren": there.periode, "titel": there.titel}
            text = gettext("Er is al een plan voor %(jaren)s: %(titel)s. Open dat plan, of kies andere jaren.") % said
            starts_in_it = there.begin_jaar <= begin <= there.eind_jaar
            self.refuse(*(("begin_jaar", text, "eind_jaar") if starts_in_it else ("eind_jaar", text, "begin_jaar")))


class InleidingForm(PlanForm):
    """The first chapter (OPL-09) with the facts of the plan beside it."""

    class Meta(PlanForm.Meta):
        fields: ClassVar[Any] = ["inleiding", *PlanForm.Meta.fields, "weken_oud"]
        help_texts: ClassVar[Any] = {
            **PlanForm.Meta.help_texts,
            "inleiding": _("Waarom is er dit plan, en wat is er straks anders? Schrijf het in eigen woorden."),
            "weken_oud": _("Is een stand van zaken ouder, dan staat dat erbij."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _make_room(self, "inleiding", 16)


class AanvullingenForm(EditForm):
    """What the gemeente adds to the general information (ALG-V-03)."""

    class Meta:
        model = Plan
        fields: ClassVar[Any] = ["aanvullingen"]
        formfield_callback = our_formfield
        help_texts: ClassVar[Any] = {"aanvullingen": _("Wat moet een lezer nog weten over jullie gemeente?")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _make_room(self, "aanvullingen", 8)


def _make_room(form: EditForm, name: str, rows: int) -> None:
    """Give a field of text its lines; a form that posts one other field has it not."""
    if name in form.fields:
        form.fields[name].widget.attrs["rows"] = rows


class PersoonForm(EditForm):
    """Who answers for the plan (ALG-V-01, ALG-V-02)."""

    class Meta:
        model = Planpersoon
        fields: ClassVar[Any] = ["soort", "naam", "over"]
        formfield_callback = our_formfield
        help_texts: ClassVar[Any] = {"over": _("Bijvoorbeeld: jeugd, of Wmo en schulden.")}


class DocumentForm(EditForm):
    """A local document."""

    class Meta:
        model = Plandocument
        fields: ClassVar[Any] = ["titel", "waarom", "url"]
        formfield_callback = our_formfield


class MomentForm(EditForm):
    """A date of the budget (KOL-4)."""

    class Meta:
        model = Begrotingsmoment
        fields: ClassVar[Any] = ["naam", "jaar", "datum"]
        formfield_callback = our_formfield


class VaststellenForm(forms.Form):
    """Who adopted the plan, and when."""

    door = TekstField(label=_("Door wie?"), max_length=120, help_text=_("Bijvoorbeeld: de gemeenteraad."))
    op = DatumField(label=_("Wanneer?"))

    def clean_op(self) -> Any:
        """Refuse a day that is still to come."""
        day = self.cleaned_data["op"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Deze dag moet nog komen. Leg het vast als het is vastgesteld."))
        return day
