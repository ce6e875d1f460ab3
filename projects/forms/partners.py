"""Forms over who takes part in a project: organisations, mandates, decisions, deviations. The base of them all."""

import datetime
from typing import Any, cast

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from projects.models import (
    Afwijking,
    Besluit,
    Doel,
    Mandaat,
    Partner,
    Project,
    Tekenverzoek,
)
from projects.models.partners import Mandaatsoort, Organisatiesoort
from wijkaanpak.editing.forms import EditForm, our_formfield
from wijkaanpak.editing.models import Editable


class ProjectrijForm(EditForm):
    """A form over a row of one project: what it can point at belongs to that project.

    ``mag_beheren``: whether who fills it in manages the agreement.
    """

    def __init__(self, *args: Any, project: Project, mag_beheren: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = project
        self.mag_beheren = mag_beheren
        for name in self.fields:
            self._narrow(name)

    def _narrow(self, name: str) -> None:
        rows: dict[str, QuerySet[Any]] = {
            "partner": Partner.objects.current().filter(project=self.project),
            "doel": Doel.objects.current().filter(project=self.project),
            "mandaat": Mandaat.objects.current().filter(
                project=self.project, soort=Mandaatsoort.BESLUITEN, partner__vervallen_op=None
            ),
        }
        if name in rows:
            field = cast("forms.ModelChoiceField[Any]", self.fields[name])
            now = getattr(self.instance, f"{name}_id", None)
            field.queryset = self._with_now(rows[name], now)
            if name == "mandaat":
                field.queryset = field.queryset.select_related("partner")
            field.empty_label = _("Kies uit de lijst")

    def _with_now(self, rows: QuerySet[Any], now: Any) -> QuerySet[Any]:
        """Return the rows to choose from, with the one that is chosen now even if it was taken away since."""
        return rows.model.objects.filter(Q(pk__in=rows.values("pk")) | Q(pk=now)) if now else rows

    def is_changed(self, name: str) -> bool:
        """Whether a field is right and differs from what is stored."""
        value = self.cleaned_data.get(name)
        new = getattr(value, "pk", value)
        return name in self.cleaned_data and new != getattr(self.instance, self.attname(name))

    def both(self, *names: str) -> list[Any]:
        """Return the values of fields as they will be: posted when they are there and right, else as stored."""
        return [self.cleaned_data.get(name, getattr(self.instance, name, None)) for name in names]


class PartnerForm(ProjectrijForm):
    """An organisation."""

    class Meta:
        model = Partner
        formfield_callback = our_formfield
        fields = [
            "naam",
            "soort",
            "soort_anders",
            "rol",
            "contact_naam",
            "contact_email",
            "contact_telefoon",
            "verbinding",
        ]
        help_texts = {
            "soort_anders": _lazy("Vul dit in als je bij soort ‘Anders’ kiest."),
            "rol": _lazy("Bijvoorbeeld: opdrachtgever, of partner in de reflectie."),
            "verbinding": _lazy(
                "Bijvoorbeeld: vaste contactpersoon, schuift aan bij elke tweede MLB (methodische leerbijeenkomst)."
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Ask what kind it is when it is none of ours; refuse a name that is there already."""
        data = super().clean() or {}
        soort, eigen = self.both("soort", "soort_anders")
        if soort == Organisatiesoort.ANDERS and not eigen:
            self.refuse("soort_anders", _("Schrijf op wat voor organisatie dit is."), "soort")
        naam = data.get("naam", "")
        same = Partner.objects.current().filter(project=self.project, naam__iexact=naam).exclude(pk=self.instance.pk)
        if naam and same.exists():
            self.add_error("naam", _("Deze organisatie staat al in de lijst."))
        if self.is_changed("naam") and Tekenverzoek.objects.open().filter(partner=self.instance.pk).exists():
            self.add_error(
                "naam",
                _("Onder deze naam ligt de overeenkomst ter ondertekening. Wacht tot er getekend is,")
                + " "
                + _("of maak na de wijziging een nieuwe versie van de overeenkomst."),
            )
        return data


def refuse_end_before_start(form: ProjectrijForm, first: str = "van", last: str = "tot") -> None:
    """Refuse a period that ends before it begins, at its last field."""
    begin, eind = form.both(first, last)
    if begin and eind and eind < begin:
        form.refuse(last, _("Het eind mag niet voor het begin liggen."), first)


class MandaatForm(ProjectrijForm):
    """What one organisation lets one person decide or sign."""

    class Meta:
        model = Mandaat
        formfield_callback = our_formfield
        fields = [
            "partner",
            "soort",
            "naam",
            "functie",
            "email",
            "omvang",
            "van",
            "tot",
            "verleend_door",
            "verleend_functie",
        ]
        help_texts = {
            "email": _lazy("Wie tekent, krijgt op dit adres het verzoek."),
            "omvang": _lazy("Bijvoorbeeld: planning, inzet en werkwijze van het team."),
            "verleend_door": _lazy("De bestuurder of manager die dit namens de organisatie geeft."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "soort" in self.fields and not self.mag_beheren and self.instance.soort != Mandaatsoort.TEKENEN:
            field: Any = self.fields["soort"]
            field.choices = [choice for choice in field.choices if choice[0] != Mandaatsoort.TEKENEN]
            field.help_text = _("Een mandaat om te tekenen legt de projectleider of de gemeente vast.")
        self._warn_when_ended(self.instance.tot)

    def read(self, row: Editable) -> list[tuple[str, str]]:
        """Return the mandate in words; the address is for who manages the agreement."""
        address = str(self.fields["email"].label)
        return [(label, words) for label, words in super().read(row) if self.mag_beheren or label != address]

    def _warn_when_ended(self, tot: datetime.date | None) -> None:
        ended = tot is not None and tot < timezone.localdate()
        self.warn("tot", _("Deze dag is al voorbij. Met dit mandaat kan nu niets.") if ended else "")

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start, another person under a request, and a period without its decisions."""
        data = super().clean() or {}
        refuse_end_before_start(self)
        self._warn_when_ended(data.get("tot"))
        if not self.instance._state.adding:
            self._keep_the_person()
            self._keep_the_decisions()
        return data

    def _keep_the_person(self) -> None:
        """While someone is asked to sign on this mandate, it stays theirs; the address may still be mended."""
        changed = [name for name in ("partner", "soort", "naam", "functie") if self.is_changed(name)]
        if changed and Tekenverzoek.objects.open().filter(mandaat=self.instance.pk).exists():
            for name in changed:
                self.add_error(
                    name,
                    _("Deze persoon is nu gevraagd om te tekenen. Tekent iemand anders of klopt de naam niet?")
                    + " "
                    + _("Leg een nieuw mandaat vast en maak een nieuwe versie van de overeenkomst."),
                )

    def _keep_the_decisions(self) -> None:
        """Refuse another organisation, another kind, or a day that leaves a decision outside the mandate (VB-05b)."""
        changed = [name for name in ("partner", "soort", "van", "tot") if self.is_changed(name)]
        if not changed:
            return
        van, tot = self.both("van", "tot")
        rows = Besluit.objects.current().filter(mandaat=self.instance.pk)
        first = rows.order_by("datum").first()
        for name in ("partner", "soort"):
            if name in changed and first is not None:
                self.add_error(
                    name,
                    _("Het besluit ‘%(wat)s’ is op dit mandaat genomen. Leg voor iets anders een nieuw mandaat vast.")
                    % {"wat": first.onderwerp},
                )
        for name, outside in (("van", rows.filter(datum__lt=van)), ("tot", rows.filter(datum__gt=tot))):
            if self.is_changed(name) and (besluit := outside.order_by("datum").first()):
                self.add_error(
                    name,
                    _("Het besluit ‘%(wat)s’ van %(dag)s valt dan buiten het mandaat.")
                    % {"wat": besluit.onderwerp, "dag": day(besluit.datum)},
                )


class BesluitForm(ProjectrijForm):
    """A decision, refused with the reason when no mandate covers it."""

    class Meta:
        model = Besluit
        formfield_callback = our_formfield
        fields = ["onderwerp", "mandaat", "datum", "toelichting"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "mandaat" in self.fields:
            field = cast("forms.ModelChoiceField[Any]", self.fields["mandaat"])
            field.label_from_instance = lambda mandaat: f"{mandaat.partner}: {mandaat}"  # type: ignore[assignment,method-assign]

    def clean(self) -> dict[str, Any]:
        """Refuse a day outside the mandate (VB-05b)."""
        data = super().clean() or {}
        mandaat = data.get("mandaat") or (self.instance.mandaat if self.instance.mandaat_id else None)
        (datum,) = self.both("datum")
        if mandaat and datum and not mandaat.van <= datum <= mandaat.tot:
            self.refuse(
                "datum",
                _("Op deze dag geldt het mandaat van %(wie)s niet. Het loopt van %(van)s tot en met %(tot)s.")
                % {"wie": mandaat.naam, "van": day(mandaat.van), "tot": day(mandaat.tot)},
                "mandaat",
            )
        return data


def day(value: datetime.date) -> str:
    """Return a day as people read it."""
    return date_format(value, "j F Y")


class AfwijkingForm(ProjectrijForm):
    """A norm let go of, and who answers for it."""

    class Meta:
        model = Afwijking
        formfield_callback = our_formfield
        fields = ["norm", "partner", "reden", "namens_gemeente", "namens_organisatie", "tot"]
        help_texts = {
            "namens_gemeente": _lazy("Naam en functie."),
            "namens_organisatie": _lazy("Naam en functie. Nodig als je een organisatie koos."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "namens_organisatie" in self.fields:
            self.fields["namens_organisatie"].required = False

    def clean(self) -> dict[str, Any]:
        """Ask who answers for it at the organisation, when it is about one."""
        data = super().clean() or {}
        partner, who = self.both("partner", "namens_organisatie")
        if partner and not who:
            self.refuse("namens_organisatie", _("Vul in wie er bij deze organisatie voor instaat."), "partner")
        return data

    def clean_tot(self) -> datetime.date:
        """Refuse a day that has passed: such a deviation holds for nothing."""
        tot = cast("datetime.date", self.cleaned_data["tot"])
        if self.is_changed("tot") and tot < timezone.localdate():
            raise forms.ValidationError(_("Deze dag is al voorbij. Kies tot wanneer jullie nog afwijken."))
        return tot
