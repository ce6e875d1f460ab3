"""Forms about a project, its checklist, its team and who else may look."""

import datetime
import re
from collections.abc import Iterable
from typing import Any, TypeAlias, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from projects.checklist import Persoon
from projects.models import Partner
from projects.models.project import Fase, Ontwikkelfase, Projectrol, Projectstatus
from projects.services.project import ProjectData
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.forms.fields import DatumField, TekstField
from wijkaanpak.instrumenten.models import TEKST_MAX, StatusKeuze

LONGEST = datetime.timedelta(days=10 * 366)  # a project

ModelChoice: TypeAlias = "forms.ModelChoiceField[Lidmaatschap]"


def is_too_long(begin: datetime.date, eind: datetime.date) -> bool:
    """Whether a project of these days is more likely a slip of the keyboard."""
    return eind > begin + LONGEST


class ProjectForm(forms.Form):
    """The facts of a project."""

    naam = TekstField(label=_("Naam"), max_length=100)
    wijk = TekstField(label=_("Wijk"), max_length=100)
    begin = DatumField(label=_("Begin"))
    eind = DatumField(label=_("Eind"), help_text=_("Samenwerken opbouwen kost minstens een jaar."))
    projectleider = forms.ModelChoiceField(
        label=_("Projectleider"), queryset=Lidmaatschap.unscoped.none(), empty_label=_("Kies iemand")
    )
    halverwege_op = DatumField(label=_("Evaluatie halverwege"), required=False)
    eindevaluatie_op = DatumField(label=_("Evaluatie aan het einde"), required=False)
    ontwikkelfase = forms.TypedChoiceField(label=_("Ontwikkelfase"), choices=Ontwikkelfase, coerce=int)
    fase = forms.ChoiceField(label=_("Fase nu"), choices=Fase)
    status = forms.ChoiceField(label=_("Status"), choices=Projectstatus, initial=Projectstatus.LOPEND)
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, leden: QuerySet[Lidmaatschap], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("ModelChoice", self.fields["projectleider"]).queryset = leden

    def clean(self) -> dict[str, Any]:
        """Refuse an end that does not come after the start."""
        data = super().clean() or {}
        begin, eind = data.get("begin"), data.get("eind")
        if begin and eind and eind <= begin:
            self.add_error("eind", _("Het eind moet na het begin liggen."))
        elif begin and eind and is_too_long(begin, eind) and {"begin", "eind"} & set(self.changed_data):
            self.add_error("eind", _("Een project van meer dan tien jaar? Kijk het jaartal na."))
        for name in ("halverwege_op", "eindevaluatie_op"):
            if begin and data.get(name) and data[name] < begin:
                self.add_error(name, _("Een evaluatie komt na het begin."))
        if eind and data.get("halverwege_op") and data["halverwege_op"] >= eind:
            self.add_error("halverwege_op", _("Halverwege ligt voor het eind."))
        return data

    def data_object(self) -> ProjectData:
        """Return the cleaned facts."""
        return ProjectData(**{name: value for name, value in self.cleaned_data.items() if name != "versie"})


class AntwoordForm(forms.Form):
    """The fields of one answer. Only what was posted is looked at; each field stands on its own."""

    status = forms.ChoiceField(label=_("Status"), choices=StatusKeuze, required=False)
    reden = TekstField(label=_("Waarom is dit niet van toepassing?"), max_length=500, required=False)
    toelichting = TekstField(label=_("Toelichting"), max_length=TEKST_MAX, required=False, multiline=True)
    verantwoordelijke = forms.TypedChoiceField(
        label=_("Verantwoordelijke"), required=False, empty_value=None, coerce=str
    )
    deadline = DatumField(label=_("Deadline"), required=False)

    def __init__(self, data: Any, *, personen: Iterable[Persoon], old_reason: str = "") -> None:
        super().__init__(data)
        self._ids = {str(persoon.id): persoon.id for persoon in personen}
        self._old_reason = old_reason
        field = cast("forms.ChoiceField", self.fields["verantwoordelijke"])
        field.choices = [("", "")] + [(id, id) for id in self._ids]
        field.error_messages["invalid_choice"] = _("Deze persoon hoort niet bij het team. Kies iemand uit de lijst.")
        for name in [name for name in self.fields if name not in data]:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Ask why something does not apply."""
        data = super().clean() or {}
        if data.get("status") == StatusKeuze.NVT and not (data.get("reden") or self._old_reason):
            self.add_error(
                "reden" if "reden" in self.fields else None,
                ValidationError(_("Schrijf kort waarom dit niet van toepassing is."), code="reden"),
            )
            data.pop("status")
        if "status" in data and not data["status"]:
            self.add_error("status", _("Kies een status uit de lijst."))
        return data

    def asks_for_reason(self) -> bool:
        """Whether a status was not saved because the reason is missing."""
        return self.has_error("reden", "reden") or self.has_error(NON_FIELD_ERRORS, "reden")

    def valid_values(self) -> dict[str, Any]:
        """Return the values that may be saved, by the name of the model's field."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in self.errors}
        if "verantwoordelijke" in values:
            id = values.pop("verantwoordelijke")
            values["verantwoordelijke_id"] = self._ids.get(id) if id else None
        return values


class BewijsForm(forms.Form):
    """A file or a link."""

    titel = TekstField(label=_("Titel"), max_length=200, required=False)
    url = forms.URLField(
        label=_("Link"),
        max_length=1000,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Dit is geen webadres. Een webadres begint met https://")},
    )
    bestand = forms.FileField(label=_("Bestand"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of the two, and for a link that a browser opens as a page."""
        data = super().clean() or {}
        url, bestand = data.get("url"), data.get("bestand")
        if not self.errors and bool(url) == bool(bestand):
            self.add_error("bestand", _("Kies een bestand of vul een link in."))
        if url and not re.match(r"https?://", url):
            self.add_error("url", _("Dit is geen webadres. Een webadres begint met https://"))
        return data


class EigenPuntForm(forms.Form):
    """A punt of one's own."""

    titel = TekstField(label=_("Wat moet er gebeuren?"), max_length=120)
    hulp = TekstField(label=_("Uitleg"), max_length=500, required=False, multiline=True)
    fase = forms.ChoiceField(label=_("Fase"), choices=Fase)


class _OfPartner(forms.Form):
    """For which organisation someone joins."""

    partner: "forms.ModelChoiceField[Partner]" = forms.ModelChoiceField(
        label=_("Organisatie"), queryset=QuerySet(Partner).none(), required=False, empty_label=_("Nog niet bekend")
    )

    def __init__(self, *args: Any, partners: QuerySet[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Partner]", self.fields["partner"]).queryset = partners


class TeamForm(_OfPartner):
    """A member of the gemeente into the team."""

    lid = forms.ModelChoiceField(label=_("Wie"), queryset=Lidmaatschap.unscoped.none(), empty_label=_("Kies iemand"))
    rol = forms.ChoiceField(
        label=_("Rol in het project"),
        choices=[keuze for keuze in Projectrol.choices if keuze[0] != Projectrol.PROJECTLEIDER],
        initial=Projectrol.UITVOEREND,
    )

    def __init__(self, *args: Any, leden: QuerySet[Lidmaatschap], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("ModelChoice", self.fields["lid"]).queryset = leden


class TeamUitnodigingForm(_OfPartner):
    """Someone new into the team."""

    email = forms.EmailField(label=_("E-mailadres"), max_length=254)
    rol = forms.ChoiceField(
        label=_("Rol in het project"),
        choices=[("", _("Kies uit de lijst")), *TeamForm.base_fields["rol"].choices],  # type: ignore[attr-defined]
    )


class DelenForm(forms.Form):
    """Share the project with one member outside the team."""

    lid = forms.ModelChoiceField(label=_("Wie"), queryset=Lidmaatschap.unscoped.none(), empty_label=_("Kies iemand"))
    recht = forms.ChoiceField(
        label=_("Wat mag deze persoon?"),
        choices=[("bekijken", _("Bekijken")), ("bewerken", _("Bekijken en bewerken"))],
        widget=forms.RadioSelect,
        initial="bekijken",
    )
    tot = DatumField(label=_("Tot en met"))

    def __init__(self, *args: Any, leden: QuerySet[Lidmaatschap], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("ModelChoice", self.fields["lid"]).queryset = leden
