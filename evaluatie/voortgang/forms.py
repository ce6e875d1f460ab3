"""Forms of voortgang: the texts, the same texts looked at before they go, and who gets them."""

import re
from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Exists, OuterRef
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from evaluatie.voortgang.models import DELEN, Bericht, Lezer
from projects.models import Project, Teamlid
from reflectie.wachter import Bewaakt
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.forms import EditForm, our_formfield
from wijkaanpak.forms.fields import TekstField
from wijkaanpak.post.models import Adresstop

MOST = 50  # addresses in one go
_BETWEEN = re.compile(r"[\s,;]+")


class BerichtForm(Bewaakt, EditForm):
    """The parts of a bericht. ``bronnen`` says of each part where its drafted lines come from."""

    class Meta:
        model = Bericht
        formfield_callback = our_formfield
        fields = DELEN
        help_texts = {
            "inleiding": _lazy("Twee of drie zinnen. Wat moet iedereen weten?"),
            "lessen": _lazy("Alleen in het algemeen. Wat in een MLB is gezegd, blijft in het team."),
            "team": _lazy("Alleen aantallen, geen namen."),
        }

    def __init__(self, *args: Any, bronnen: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bronnen = bronnen or {}


class ControleForm(BerichtForm):
    """The texts as they are stored, all looked at: also what was drafted from words that others typed."""

    def _stored(self, name: str) -> Any:
        return None


def look_over(bericht: Bericht, **kwargs: Any) -> ControleForm:
    """Return the form with the questions that must be answered before this bericht goes."""
    form = ControleForm({deel: getattr(bericht, deel) for deel in DELEN}, instance=bericht, **kwargs)
    form.full_clean()
    return form


class Adressen(forms.Form):
    """Typed addresses, and that these people know of it."""

    nieuw = TekstField(
        label=_lazy("E-mailadressen van collega’s en partners zonder account"),
        max_length=4000,
        multiline=True,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "inputmode": "email"}),
        help_text=_lazy("Elk adres op een eigen regel. Geen adressen van gezinnen."),
    )
    akkoord = forms.BooleanField(
        label=_lazy("Deze mensen weten dat ze voortgangsberichten van dit project krijgen, en dat ze kunnen stoppen."),
        error_messages={"required": _lazy("Vraag het eerst aan deze mensen, en vink dit dan aan.")},
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = project

    def clean_nieuw(self) -> list[str]:
        """Return the addresses. Raises ValidationError that names what is wrong with which."""
        found = [each.lower() for each in _BETWEEN.split(self.cleaned_data["nieuw"]) if each]
        wrong = [each for each in found if not _is_address(each)]
        if wrong:
            raise ValidationError(_("Dit is geen e-mailadres: %(wat)s.") % {"wat": ", ".join(wrong[:3])})
        if len(found) > MOST:
            raise ValidationError(_("Voeg er hooguit %(n)d tegelijk toe.") % {"n": MOST})
        members = Lidmaatschap.objects.active().filter(gebruiker__email__in=found)
        if known := list(members.values_list("gebruiker__email", flat=True)):
            text = _("Dit zijn leden van deze gemeente: %(wie)s. Kies hen bij het versturen bij hun naam.")
            raise ValidationError(text % {"wie": ", ".join(known)})
        stopped = Lezer.objects.filter(project=self.project, email__in=found).exclude(afgemeld_op=None)
        if gone := list(stopped.values_list("email", flat=True)):
            text = _("Dit adres heeft zich afgemeld: %(wie)s. Alleen die persoon kan het weer aanzetten.")
            raise ValidationError(text % {"wie": ", ".join(gone)})
        return list(dict.fromkeys(found))


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


def _name_of(lezer: Any) -> str:
    return _("%(adres)s (weigerde de laatste mail)") % {"adres": lezer.email} if lezer.weigert else str(lezer.email)


class VerstuurForm(Adressen):
    """Who gets a bericht: the team, other members, readers on the list, and new addresses. One query per list."""

    team = forms.MultipleChoiceField(label=_lazy("Het team"), required=False, widget=forms.CheckboxSelectMultiple)
    leden = forms.MultipleChoiceField(
        label=_lazy("Andere leden van de gemeente"), required=False, widget=forms.CheckboxSelectMultiple
    )
    lezers = forms.MultipleChoiceField(
        label=_lazy("Lezers zonder account"), required=False, widget=forms.CheckboxSelectMultiple
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    zeker = forms.IntegerField(widget=forms.HiddenInput, required=False)  # how many readers were confirmed

    def __init__(self, *args: Any, by: Lidmaatschap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nieuw"].required = self.fields["akkoord"].required = False
        mine = Teamlid.objects.current().filter(project=self.project, lid=OuterRef("pk"))
        people = Lidmaatschap.objects.active().with_people().annotate(in_team=Exists(mine))
        self._leden = {str(lid.pk): lid for lid in people}
        refused = Exists(Adresstop.objects.standing().filter(adres__iexact=OuterRef("email")))
        readers = Lezer.objects.current().filter(project=self.project).annotate(weigert=refused)
        self._lezers = {str(row.pk): row for row in readers}
        team = [lid for lid in self._leden.values() if lid.in_team]
        others = [lid for lid in self._leden.values() if not lid.in_team]
        self._offer("team", [(str(lid.pk), lid.gebruiker.naam) for lid in team])
        self._offer("leden", [(str(lid.pk), lid.gebruiker.naam) for lid in others])
        self._offer("lezers", [(pk, _name_of(row)) for pk, row in self._lezers.items()])
        self.initial.setdefault("team", [str(lid.pk) for lid in team if lid.pk != by.pk])
        self.initial.setdefault("lezers", [pk for pk, row in self._lezers.items() if not row.weigert])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast("forms.MultipleChoiceField", self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        """Ask for at least one reader, and for the line of consent with new addresses."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("nieuw") and not data.get("akkoord"):
            self.add_error("akkoord", self.fields["akkoord"].error_messages["required"])
        if not self.errors and not any(data.get(name) for name in ("team", "leden", "lezers", "nieuw")):
            self.add_error(None, _("Kies minstens één lezer."))
        return data

    def readers(self) -> list[str]:
        """Return the names and addresses of everyone who would get it, each once."""
        members = [lid.gebruiker.naam for lid in self.chosen_members()]
        listed = [lezer.email for lezer in self.chosen_readers()]
        return [*members, *listed, *(each for each in self.cleaned_data["nieuw"] or [] if each not in listed)]

    @property
    def is_confirmed(self) -> bool:
        """Whether the person saw who gets it, and how many; after ``is_valid``."""
        return bool(self.cleaned_data["zeker"] == len(self.readers()))

    def hidden(self) -> list[SafeString]:
        """Return what was chosen as hidden fields, to send along with the confirmation."""
        return [self[name].as_hidden() for name in self.fields if name != "zeker"]

    def chosen_members(self) -> list[Lidmaatschap]:
        """Return the members that were ticked."""
        return [self._leden[pk] for pk in [*self.cleaned_data["team"], *self.cleaned_data["leden"]]]

    def chosen_readers(self) -> list[Lezer]:
        """Return the readers of the list that were ticked."""
        return [self._lezers[pk] for pk in self.cleaned_data["lezers"]]
