"""Forms of the dialogue between opdrachtgever and opdrachtnemer."""

from typing import Any, ClassVar, cast

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.sturing.dialooginhoud import doelen, onderwerpen
from ontwikkelplan.sturing.forms.keuzelijst import WIE, Keuzelijst, collega_namen, suggest
from ontwikkelplan.sturing.forms.vinkjes import Vinkjes
from ontwikkelplan.sturing.models import Knelpunt, Monitorafspraak, Overleg, Overlegactie
from ontwikkelplan.sturing.opdrachtinhoud import instrument_of
from wijkaanpak.editing.forms import EditForm, our_formfield
from wijkaanpak.editing.history import plain_words
from wijkaanpak.forms.fields import TekstField

_GEEN_NAMEN = _("Noem geen namen van kinderen of ouders.")


class OverlegForm(EditForm):
    """Which meeting, when, and with whom."""

    class Meta:
        model = Overleg
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["soort", "datum", "met"]
        help_texts: ClassVar[Any] = {
            "met": _("Namen en functies van beide kanten. Bij het overleg over ambities ook andere partners.")
        }


class VerslagForm(EditForm):
    """The agenda of a meeting, and what was said."""

    agenda = TekstField(label=_("onderwerpen"), max_length=1000, required=False, widget=Vinkjes)

    class Meta:
        model = Overleg
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["agenda", "eigen_punten", "verslag"]
        help_texts: ClassVar[Any] = {"eigen_punten": _("Eén punt per regel."), "verslag": _GEEN_NAMEN}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = onderwerpen(instrument_of(self.instance.opdracht))
        self._titels = {punt.id: punt.titel for _titel, punten in groups for punt in punten}
        if "agenda" in self.fields:
            boxes = cast("Vinkjes", self.fields["agenda"].widget)
            boxes.groepen = [(titel, {punt.id: punt.titel for punt in punten}) for titel, punten in groups]
        if "verslag" in self.fields:
            self.fields["verslag"].widget.attrs["rows"] = 12

    def clean_agenda(self) -> str:
        """Refuse a topic that is none."""
        value: str = self.cleaned_data["agenda"]
        if any(each not in self._titels for each in value.split(",") if each):
            raise ValidationError(_now("Kies uit de onderwerpen die hier staan."))
        return value

    def words(self, attname: str, value: Any) -> str:
        """Return the topics by their names, one a line."""
        if attname == "agenda":
            return plain_words("\n".join(self._titels.get(each, each) for each in (value or "").split(",") if each))
        return super().words(attname, value)


class ActieForm(EditForm):
    """What one of the two sides does."""

    class Meta:
        model = Overlegactie
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["kant", "tekst", "wie", "voor", "klaar_op"]
        widgets: ClassVar[Any] = {"wie": Keuzelijst}
        help_texts: ClassVar[Any] = {
            "tekst": _GEEN_NAMEN,
            "wie": WIE,
            "klaar_op": _("Laat dit leeg zolang het nog niet klaar is."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        suggest(self, "wie", collega_namen())

    def clean(self) -> dict[str, Any]:
        """Refuse what is done on a day to come."""
        data = super().clean() or {}
        self.refuse_to_come("klaar_op")
        return data


class MonitorForm(EditForm):
    """Which information comes when, about what, for which goal, and from whom."""

    class Meta:
        model = Monitorafspraak
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["wat", "wanneer", "volgende", "waarover", "doel", "leverancier", "cyclus"]
        widgets: ClassVar[Any] = {"doel": Keuzelijst}
        help_texts: ClassVar[Any] = {
            "wat": _("Cijfers of een verhaal over het geheel. Gegevens over één gezin horen er niet bij."),
            "wanneer": _("Bijvoorbeeld: elk kwartaal."),
            "waarover": _("De uitvoering, de resultaten of de effecten."),
            "doel": _("Hoort de informatie nergens bij, dan hoeft niemand haar te leveren."),
            "leverancier": _(
                "De handreiking is hier niet duidelijk over: het kan de gemeente zijn of het lokaal team. Spreek het "
                "samen af."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        suggest(self, "doel", doelen(self.instance.opdracht_id))


class KnelpuntForm(EditForm):
    """A knelpunt: who named it, at which table it lies, and what came of it."""

    class Meta:
        model = Knelpunt
        formfield_callback = our_formfield
        fields: ClassVar[Any] = ["knelpunt", "kant", "gemeld_op", "tafel", "antwoord", "opgelost_op"]
        help_texts: ClassVar[Any] = {
            "knelpunt": _("Schrijf wat er in de weg zit. Noem geen namen van kinderen of ouders."),
            "opgelost_op": _("Laat dit leeg zolang het nog knelt."),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse days to come, and a solution from before it was named."""
        data = super().clean() or {}
        self.refuse_to_come("gemeld_op", "opgelost_op")
        named, solved = (data.get(name, getattr(self.instance, name)) for name in ("gemeld_op", "opgelost_op"))
        if named and solved and solved < named:
            self.refuse("opgelost_op", _now("Deze dag is eerder dan de dag waarop het is ingebracht."), "gemeld_op")
        return data
