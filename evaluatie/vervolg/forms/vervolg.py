"""The forms of the page Vervolg, of one lesson, and of the rows below it."""

from typing import Any, ClassVar, cast

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from evaluatie.vervolg.models import Gevraagd, Regiodag, Succes, Vervolg
from ontwikkelplan.sturing.models import Opdracht
from ontwikkelplan.sturing.models.opdracht import Opdrachtsoort, Opdrachtstaat
from projects.models import Partner
from reflectie.models import Les
from reflectie.wachter import Bewaakt
from wijkaanpak.editing.forms import EditForm, our_formfield
from wijkaanpak.forms.fields import TekstField

GEEN_NAMEN = _("Noem geen namen van kinderen of ouders.")


class VervolgForm(Bewaakt, EditForm):
    """What follows the project, in words."""

    class Meta:
        model = Vervolg
        formfield_callback = our_formfield
        fields: ClassVar[Any] = [
            "resultaten", "verbreding", "volgende_fase", "verdieping", "impulsen", "krachten", "aanbod",
            "doorontwikkeling", "toepassen", "terugkijken_op", "terugkijken_elke",
        ]  # fmt: skip
        help_texts: ClassVar[Any] = {
            "resultaten": _("Wat is er anders voor de wijk en voor jullie werk? Noem geen namen van gezinnen."),
            "verbreding": _("Bijvoorbeeld: een wijk die erop lijkt, met een team dat wil."),
            "volgende_fase": _("Eerst leren samenwerken, dan krachten van de wijk benutten, dan samen voorkomen."),
            "impulsen": _("Goede samenwerking is nog niet de beste aanpak. Wat proberen jullie nieuw?"),
            "krachten": _("Kijk in de wijkfoto wie en wat er is."),
            "doorontwikkeling": _("Dit vraagt een lange adem. Schrijf op wie het trekt en wat elk jaar terugkomt."),
            "toepassen": _("Bijvoorbeeld: in de werkoverleggen, of bij het inwerken van nieuwe collega’s."),
            "terugkijken_op": _("Een week van tevoren krijgt de projectleider een herinnering."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "volgende_fase" in self.fields:
            field = cast("forms.ChoiceField", self.fields["volgende_fase"])
            field.choices = [("", _("Nog niet gekozen")), *list(field.choices)[1:]]  # type: ignore[arg-type]

    def clean(self) -> dict[str, Any]:
        """Say of a day to look again that it has gone by, when it does not come back."""
        data = super().clean() or {}
        if not data.get("terugkijken_elke", self.instance.terugkijken_elke):
            self.warn_of_past("terugkijken_op")
        return data


class LesbesluitForm(Bewaakt, forms.Form):
    """What the team decides of one lesson."""

    wordt_beleid = forms.BooleanField(label=_("Dit wordt beleid"), required=False)
    opdracht: "forms.ModelChoiceField[Opdracht]" = forms.ModelChoiceField(
        label=_("In welke opdracht landt dit?"),
        queryset=QuerySet(Opdracht).none(),
        required=False,
        empty_label=_("Nog niet bekend"),
    )
    beleid = TekstField(
        label=_("Of in welk ander beleid?"),
        max_length=Les._meta.get_field("beleid").max_length or 0,
        required=False,
        help_text=_("Bijvoorbeeld: het jeugdbeleid, hoofdstuk 2. Deze zin lezen alleen jullie."),
    )
    mag_mee = forms.BooleanField(
        label=_("Een volgend team mag deze les lezen"),
        required=False,
        help_text=_("De woorden van de les gaan dan mee als er uit dit project een nieuw team komt."),
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)
    les_versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Opdracht.objects.filter(soort=Opdrachtsoort.LOKAAL)
        field = cast("forms.ModelChoiceField[Opdracht]", self.fields["opdracht"])
        field.queryset = rows.filter(~Q(staat=Opdrachtstaat.VERVALLEN) | Q(pk=now))

    def clean(self) -> dict[str, Any]:
        """Refuse a place in policy that is chosen anew for a lesson that becomes none: it would be lost."""
        data = super().clean()
        before = self.initial.get("opdracht")
        chosen = data.get("opdracht")
        is_new = bool(data.get("beleid")) and data["beleid"] != self.initial.get("beleid")
        is_new |= chosen is not None and chosen.pk != getattr(before, "pk", before)
        if is_new and not data.get("wordt_beleid"):
            said = _now("Zet hier een vinkje, of haal weg in welke opdracht of welk beleid dit landt.")
            self.add_error("wordt_beleid", said)
        return data


class _RijForm(Bewaakt, EditForm):
    """A form over a row of a project, from which other rows of that project can be chosen; its texts are looked at."""

    def offer(self, name: str, rows: Any, empty: Any) -> None:
        """Offer these rows at a field, with the one that is chosen now even if it was taken away since."""
        if name in self.fields:
            field = cast("forms.ModelChoiceField[Any]", self.fields[name])
            now = getattr(self.instance, f"{name}_id")
            mine = rows.filter(project=self.instance.project_id)
            field.queryset = mine.filter(Q(vervallen_op=None) | Q(pk=now))
            field.empty_label = empty


class GevraagdForm(_RijForm):
    """What is asked of one organisation."""

    class Meta:
        model = Gevraagd
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["partner", "vraag", "bevinding", "voor"]
        help_texts: ClassVar[Any] = {
            "vraag": _("Eén duidelijke vraag. Bijvoorbeeld: maak één medewerker vrij voor de wijk."),
            "bevinding": _("Dit staat in de opdracht. Schrijf het op voor wie niet in het team zat."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("partner", Partner.objects.all(), _("Kies uit de lijst"))


class RegiodagForm(_RijForm):
    """A regiodag."""

    class Meta:
        model = Regiodag
        formfield_callback = our_formfield
        fields: ClassVar[Any] = [
            "naam", "datum", "begin", "eind", "plaats", "uitnodiging", "programma", "genodigd", "aanwezig",
        ]  # fmt: skip
        help_texts: ClassVar[Any] = {
            "naam": _("Bijvoorbeeld: Regiodag De Vaart."),
            "uitnodiging": _("Waarom is het de moeite waard om te komen? Noem geen namen van kinderen of ouders."),
            "programma": _("Zet elk onderdeel op een eigen regel."),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start, and who came to a day that is still to come."""
        data = super().clean() or {}
        begin, eind = (data.get(name, getattr(self.instance, name)) for name in ("begin", "eind"))
        if begin and eind and eind <= begin:
            self.refuse("eind", _now("Het eind moet na het begin liggen."), "begin")
        datum = data.get("datum", self.instance.datum)
        if data.get("aanwezig") is not None and datum and datum > timezone.localdate():
            self.refuse("aanwezig", _now("De dag moet nog komen. Vul dit in als het zover is."))
        return data


class SuccesForm(_RijForm):
    """A success and how it is celebrated."""

    class Meta:
        model = Succes
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["wat", "hoe", "gevierd_op", "regiodag"]
        help_texts: ClassVar[Any] = {
            "wat": GEEN_NAMEN,
            "hoe": _("Bijvoorbeeld: taart in De Sluis, met iedereen die meedeed."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("regiodag", Regiodag.objects.all(), _("Niet op een regiodag"))
