"""Forms of a series: the series itself, who always comes, methods and the words of the privacywacht."""

import datetime
from collections.abc import Callable, Iterable
from functools import partial
from itertools import count
from typing import Any, cast
from uuid import UUID

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from projects.models import Partner, Project, Teamlid
from reflectie.methode import FIXED, STEPS_MAX, Stap, as_data, fixed_step, methods_for, steps_of
from reflectie.models import EigenMethode, Les, Reeks, VasteGenodigde, Wachtterm
from reflectie.tags import choices
from reflectie.wachter import Bewaakt
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.forms import EditForm, our_formfield
from wijkaanpak.forms.fields import TekstField


def members_of(project: Project, now: UUID | None = None) -> Any:
    """Return the memberships of the team of today, by name, with the one that is chosen now."""
    team = Teamlid.objects.current().filter(project=project).values("lid")
    return Lidmaatschap.objects.filter(Q(beeindigd_op=None, pk__in=team) | Q(pk=now)).with_people()


class ReeksForm(Bewaakt, EditForm):
    """The series of a project."""

    methode = forms.ChoiceField(label=_lazy("Methode"), help_text=_lazy("Houd dezelfde methode 5 tot 6 keer vol."))

    class Meta:
        model = Reeks
        formfield_callback = our_formfield
        fields = [
            "methode", "ritme", "eerste", "begin", "duur", "plaats", "gespreksleider", "steun", "ondersteuner",
            "deelname",
        ]  # fmt: skip
        help_texts = {
            "ritme": _lazy("De afspraak is minstens één keer per maand."),
            "eerste": _lazy("Valt een keer op een feestdag, dan komt die een week eerder of later."),
            "gespreksleider": _lazy("Liefst een ervaren gedragswetenschapper die in de methode gelooft."),
            "steun": _lazy("Bijvoorbeeld: de eerste keer samen met een ervaren voorzitter."),
            "ondersteuner": _lazy("Een ervaringsdeskundige komt nooit als enige niet-professional zonder steun."),
            "deelname": _lazy("Bijvoorbeeld: de Raad schuift elke tweede keer aan."),
        }

    def __init__(self, *args: Any, project: Project, methoden: list[EigenMethode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.methoden = methoden  # all of the gemeente: read once for the form and its page
        if "methode" in self.fields:
            known = methods_for(project, self.instance.methode, methoden)
            names = [(key, each.naam) for key, each in known.items()]
            cast("forms.ChoiceField", self.fields["methode"]).choices = names
        self._offer_people(project)

    def _offer_people(self, project: Project) -> None:
        """Offer the team as gespreksleider and every member as supporter; one query draws both lists."""
        chosen = {name: getattr(self.instance, f"{name}_id") for name in ("gespreksleider", "ondersteuner")}
        of_team = Exists(Teamlid.objects.current().filter(project=project, lid=OuterRef("pk")))
        everyone = Lidmaatschap.objects.filter(Q(beeindigd_op=None) | Q(pk__in=filter(None, chosen.values())))
        people = everyone.annotate(in_team=of_team).with_people()
        offers: dict[str, Callable[[Any], bool]] = {
            "gespreksleider": lambda lid: lid.in_team and lid.beeindigd_op is None,
            "ondersteuner": lambda lid: lid.gebruiker.is_active and lid.beeindigd_op is None,
        }
        for name in set(chosen) & set(self.fields):
            field = cast("forms.ModelChoiceField[Any]", self.fields[name])
            now, suits = chosen[name], offers[name]
            field.queryset = members_of(project, now) if name == "gespreksleider" else _active(now)
            field.empty_label = _("Nog niemand")
            field.required = False
            field.choices = partial(_names, people, suits, now)


def _names(people: Iterable[Any], suits: Callable[[Any], bool], now: UUID | None) -> list[tuple[Any, Any]]:
    return [("", _("Nog niemand")), *((lid.pk, str(lid)) for lid in people if lid.pk == now or suits(lid))]


def _active(now: UUID | None) -> Any:
    return Lidmaatschap.objects.filter(Q(beeindigd_op=None, gebruiker__is_active=True) | Q(pk=now)).with_people()


class VasteGenodigdeForm(EditForm):
    """A ketenpartner who always comes. A name is asked here on purpose, so no guard."""

    class Meta:
        model = VasteGenodigde
        formfield_callback = our_formfield
        fields = ["naam", "email", "partner"]

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Any]", self.fields["partner"])
        field.queryset = Partner.objects.current().filter(project=project)
        field.empty_label = _("Kies uit de lijst")


class HoeveelForm(forms.Form):
    """How many sessions to put on the calendar."""

    aantal = forms.IntegerField(label=_lazy("Hoeveel keer?"), min_value=1, max_value=12, initial=6)
    stand = forms.IntegerField(required=False, widget=forms.HiddenInput)  # the last number that this screen knows


class LesForm(Bewaakt, EditForm):
    """One lesson."""

    tag = forms.ChoiceField(
        label=_lazy("Hoort bij"),
        required=False,
        help_text=_lazy("Zo telt deze les mee zonder jullie woorden: gemeente en regio zien alleen dit."),
    )

    class Meta:
        model = Les
        formfield_callback = our_formfield
        fields = ["tekst", "tag", "status", "toelichting", "beleid"]
        help_texts = {
            "beleid": _lazy("Bijvoorbeeld: de opdracht aan het lokaal team, paragraaf 3."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "tag" in self.fields:
            cast("forms.ChoiceField", self.fields["tag"]).choices = [("", _("Nog nergens bij")), *choices()]


class BevindingForm(Bewaakt, forms.Form):
    """A finding that was not named as a factor in a session."""

    tekst = TekstField(label=_lazy("Bevinding"), max_length=200)


class WoordForm(forms.ModelForm):  # type: ignore[type-arg]
    """A word of the list of the gemeente."""

    class Meta:
        model = Wachtterm
        formfield_callback = our_formfield
        fields = ["tekst", "soort"]


class MethodeForm(Bewaakt, forms.Form):
    """A method as rows of a table: minutes, title and what is asked. An empty row is no step."""

    naam = TekstField(label=_lazy("Naam van de methode"), max_length=80)
    uitleg = TekstField(label=_lazy("Waarvoor is deze methode?"), max_length=1000, multiline=True, required=False)
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, methode: EigenMethode | None = None, **kwargs: Any) -> None:
        steps = steps_of(methode.stappen) if methode else (*_first(), *(fixed_step(veld) for veld in FIXED))
        initial = {"naam": methode.naam, "uitleg": methode.uitleg, "versie": methode.versie} if methode else {}
        for number, stap in enumerate(steps):
            initial |= {f"minuten_{number}": stap.minuten, f"titel_{number}": stap.titel, f"vraag_{number}": stap.vraag}
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.vast = {number: stap.veld for number, stap in enumerate(steps) if stap.veld in FIXED}
        self.sleutels = {number: stap.sleutel for number, stap in enumerate(steps)}
        for number in range(STEPS_MAX):
            self._add_row(number)

    def _add_row(self, number: int) -> None:
        label = {"number": number + 1}
        self.fields[f"minuten_{number}"] = forms.IntegerField(
            label=_("Minuten van stap %(number)s") % label, min_value=1, max_value=240, required=False
        )
        self.fields[f"titel_{number}"] = TekstField(
            label=_("Titel van stap %(number)s") % label, max_length=80, required=False
        )
        self.fields[f"vraag_{number}"] = TekstField(
            label=_("Vraag bij stap %(number)s") % label,
            max_length=300,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def rijen(self) -> list[tuple[int, Any, Any, Any, bool]]:
        """The rows as a template draws them: number, three fields, and whether the question is one of the two fixed."""
        return [
            (n + 1, self[f"minuten_{n}"], self[f"titel_{n}"], self[f"vraag_{n}"], n in self.vast)
            for n in range(STEPS_MAX)
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the title and the minutes of a row that holds something, and for at least three steps."""
        data = super().clean()
        for number in range(STEPS_MAX):
            self._check_row(data, number)
        if not self.errors and len(self.stappen()) < 3:
            self.add_error(None, _("Een methode heeft minstens drie stappen."))
        return data

    def _check_row(self, data: dict[str, Any], number: int) -> None:
        minuten, titel, vraag = (data.get(f"{name}_{number}") for name in ("minuten", "titel", "vraag"))
        if number in self.vast and not (titel and vraag):
            self.add_error(f"titel_{number}", _("Deze vraag hoort in elke methode. Je mag de woorden wel veranderen."))
        if (titel or vraag) and not minuten and f"minuten_{number}" not in self.errors:
            self.add_error(f"minuten_{number}", _("Hoeveel minuten?"))
        if (minuten or vraag) and not titel and f"titel_{number}" not in self.errors:
            self.add_error(f"titel_{number}", _("Hoe heet deze stap?"))

    def stappen(self) -> list[dict[str, Any]]:
        """Return the steps as they are stored."""
        data = self.cleaned_data
        taken = set(self.sleutels.values())
        fresh = (key for n in count(1) if (key := f"EIGEN-{n}") not in taken)
        steps = [
            Stap(
                self.sleutels.get(number) or next(fresh),
                data[f"titel_{number}"],
                data[f"minuten_{number}"],
                data.get(f"vraag_{number}", ""),
                self.vast.get(number, ""),
            )
            for number in range(STEPS_MAX)
            if data.get(f"titel_{number}")
        ]
        return as_data(tuple(steps))


def _first() -> tuple[Stap, ...]:
    return (Stap("EIGEN-WELKOM", _("Welkom en terugblik"), 10, ""), Stap("EIGEN-VRAAG", _("Leervraag"), 15, ""))


class MaandForm(forms.Form):
    """A month without an MLB on purpose."""

    maand = forms.DateField(input_formats=["%Y-%m-%d"])
    reden = forms.ChoiceField(choices=[("", ""), ("vakantie", ""), ("anders", "")], required=False)

    def clean_maand(self) -> datetime.date:
        """Return the first day of the month."""
        day: datetime.date = self.cleaned_data["maand"]
        return day.replace(day=1)


class ZelfbeeldForm(forms.Form):
    """Five statements, each with a score from 1 to 5."""

    SCHAAL = [
        (1, _lazy("helemaal niet")), (2, _lazy("een beetje")), (3, _lazy("gaat wel")), (4, _lazy("grotendeels")),
        (5, _lazy("helemaal")),
    ]  # fmt: skip

    def __init__(self, *args: Any, vragen: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, vraag in enumerate(vragen, start=1):
            self.fields[f"score_{number}"] = forms.TypedChoiceField(
                label=vraag, choices=self.SCHAAL, coerce=int, widget=forms.RadioSelect,
                error_messages={"required": _("Kies een antwoord.")},
            )  # fmt: skip

    def scores(self) -> list[int]:
        """Return the scores in the order of the questions."""
        return [self.cleaned_data[name] for name in self.fields]
