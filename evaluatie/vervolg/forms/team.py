"""The forms of what a project becomes: an agreement for after it, and a new team."""

import datetime
from typing import Any, cast

from django import forms
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from evaluatie.vervolg.services.meenemen import MEE
from projects.forms.project import is_too_long
from projects.models import Project, Teamlid
from projects.models.project import Fase, Projectstatus
from projects.services.project import ProjectData
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.forms.fields import DatumField, TekstField


class Duur(models.TextChoices):
    """How long the agreement holds after the project."""

    ONBEPAALD = "onbepaald", _("Zonder einddatum, met elk jaar een gesprek")
    BEPAALD = "bepaald", _("Tot en met een dag")
    EIGEN = "eigen", _("In onze eigen woorden")


class DefinitiefForm(forms.Form):
    """The closing clause of the agreement for after the project."""

    duur = forms.ChoiceField(
        label=_("Hoe lang gelden de afspraken na het project?"),
        choices=Duur,
        widget=forms.RadioSelect,
    )
    tot = DatumField(label=_("Tot en met"), required=False, help_text=_("Alleen als je een dag kiest."))
    tekst = TekstField(
        label=_("Eigen tekst"),
        max_length=10_000,
        required=False,
        multiline=True,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Alleen als je eigen woorden kiest. Schrijf op vanaf en tot wanneer de afspraken gelden."),
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = project

    def clean(self) -> dict[str, Any]:
        """Ask for what the choice needs: a day after the project, or words."""
        data = super().clean() or {}
        duur, tot = data.get("duur"), data.get("tot")
        if duur == Duur.BEPAALD and "tot" not in self.errors:
            if not tot:
                self.add_error("tot", _now("Vul in tot wanneer de afspraken gelden."))
            elif tot <= self.project.eind:
                self.add_error("tot", _now("Kies een dag na het einde van het project."))
        if duur == Duur.EIGEN and not data.get("tekst") and "tekst" not in self.errors:
            self.add_error("tekst", _now("Schrijf op hoe lang de afspraken gelden."))
        return data

    def clause(self) -> str:
        """Return the words of the clause."""
        data = self.cleaned_data
        return data["tekst"] if data["duur"] == Duur.EIGEN else standard_clause(data["duur"], data["tot"])


def standard_clause(duur: str, tot: datetime.date | None) -> str:
    """Return our words for an agreement that goes on after the project: without an end, or until a day."""
    change = _now(
        "Wie iets wil wijzigen, zegt dat tegen de gemeente. Na een wijziging tekenen alle organisaties opnieuw."
    )
    if duur == Duur.BEPAALD and tot is not None:
        said = _now(
            "Deze afspraken zijn definitief. Zij gelden vanaf de dag waarop alle organisaties hebben getekend, ook na"
            " het project, tot en met %(tot)s. Voor die dag besluiten wij samen hoe het verdergaat."
        ) % {"tot": date_format(tot, "j\u00a0F\u00a0Y")}
    else:
        said = _now(
            "Deze afspraken zijn definitief. Zij gelden vanaf de dag waarop alle organisaties hebben getekend, ook na"
            " het project, zonder einddatum. Elk jaar bespreken wij of de afspraken nog passen. Een organisatie die"
            " wil stoppen, zegt dat drie maanden van tevoren."
        )
    return f"{said} {change}"


class NieuwTeamForm(forms.Form):
    """The project that comes after this one, and what it takes along."""

    naam = TekstField(label=_("Naam van het nieuwe project"), max_length=100)
    wijk = TekstField(label=_("Wijk"), max_length=100)
    begin = DatumField(label=_("Begin"))
    eind = DatumField(label=_("Eind"), help_text=_("Samenwerken opbouwen kost minstens een jaar."))
    projectleider = forms.ModelChoiceField(
        label=_("Projectleider"), queryset=Lidmaatschap.unscoped.none(), empty_label=_("Kies iemand")
    )
    mee = forms.MultipleChoiceField(
        label=_("Wat gaat mee?"),
        required=False,
        choices=[(name, title) for name, (title, _help, _take) in MEE.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    leden: "forms.ModelMultipleChoiceField[Teamlid]" = forms.ModelMultipleChoiceField(
        label=_("Wie gaan mee?"),
        required=False,
        queryset=models.QuerySet(Teamlid).none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, van: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.van = van
        leaders = cast("forms.ModelChoiceField[Lidmaatschap]", self.fields["projectleider"])
        leaders.queryset = Lidmaatschap.objects.active().with_people()
        team = cast("forms.ModelMultipleChoiceField[Teamlid]", self.fields["leden"])
        team.queryset = Teamlid.objects.current().filter(project=van).with_people()
        team.label_from_instance = _who  # type: ignore[method-assign, assignment]

    def clean(self) -> dict[str, Any]:
        """Refuse an end that does not come after the start."""
        data = super().clean() or {}
        begin, eind = data.get("begin"), data.get("eind")
        if begin and eind and eind <= begin:
            self.add_error("eind", _now("Het eind moet na het begin liggen."))
        elif begin and eind and is_too_long(begin, eind):
            self.add_error("eind", _now("Een project van meer dan tien jaar? Kijk het jaartal na."))
        return data

    def data_object(self, ontwikkelfase: int) -> ProjectData:
        """Return the facts of the new project: it begins with the preparation."""
        data = self.cleaned_data
        return ProjectData(
            naam=data["naam"],
            wijk=data["wijk"],
            begin=data["begin"],
            eind=data["eind"],
            ontwikkelfase=ontwikkelfase,
            fase=Fase.VOORBEREIDING,
            status=Projectstatus.LOPEND,
            projectleider=data["projectleider"],
        )


def _who(teamlid: Teamlid) -> str:
    return f"{teamlid.lid.gebruiker.naam}, {teamlid.get_rol_display().lower()}"
