"""A table pasted into the plan per bouwsteen: first the text, then its rows to look at."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.forms.uitwisseling import KlembordForm
from ontwikkelplan.sturing.bouwbeeld import plekken_van
from ontwikkelplan.sturing.forms.gesprek import RijForm
from ontwikkelplan.sturing.models import CELLEN, Sturing
from ontwikkelplan.uitwisseling.klembord import lees_klembord

MOST = 50  # rows in one paste
# How the header of a column begins, in the source document and in what people make of it.
_STARTS = {
    "is_er": ("wat is er", "is er al", "huidig"),
    "resultaat": ("welk", "resultaat", "beoogd"),
    "acties": ("actie", "welke actie", "wat moet"),
    "wie": ("wie", "uitvoerder", "door wie"),
    "planning": ("wanneer", "planning", "voor "),
    "kosten": ("kosten", "tegen welke kosten"),
}
_ENOUGH = 3  # columns that make a first row a header


def columns_of(headers: list[str]) -> dict[int, str]:
    """Return the cell of each column of a header row by its place; {} when it is no header row of ours."""
    found: dict[int, str] = {}
    for place, header in enumerate(headers):
        words = " ".join(header.lower().split())
        named = "acties" if "actie" in words else next((n for n, s in _STARTS.items() if words.startswith(s)), "")
        if named and named not in found.values():
            found[place] = named
    return found if len(found) >= _ENOUGH else {}


class PlakForm(KlembordForm):
    """A pasted table, and where it goes in the plan per bouwsteen."""

    tabel = forms.ChoiceField(label=_("Bij welke bouwsteen?"))
    kolom = forms.ChoiceField(
        label=_("Vanaf welke kolom?"),
        choices=[(name, RijForm.base_fields[name].label) for name in CELLEN],
        required=False,
        help_text=_("Staan de namen van de kolommen in je tabel? Dan kijken we daarnaar."),
    )

    def __init__(self, *args: Any, sturing: Sturing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["tabel"]
        field.choices = [("", _("Kies uit de lijst")), *((each.sleutel, each.titel) for each in plekken_van(sturing))]

    def clean(self) -> dict[str, Any]:
        """Read the table. Raises ValidationError for what is none of ours, and for columns that have no place."""
        data = super().clean() or {}
        try:
            self.rijen = self._read(data)
        except ValidationError as error:
            self.add_error("tekst", error)
        return data

    def _read(self, data: dict[str, Any]) -> list[dict[str, str]]:
        grid = lees_klembord(data.get("html", ""), data.get("tekst", ""))
        columns = columns_of(grid[0])
        if columns:
            grid = grid[1:]
        else:
            columns = dict(enumerate(CELLEN[CELLEN.index(data.get("kolom") or CELLEN[0]) :]))
        if len(grid) > MOST:
            raise ValidationError(
                _t("Dit zijn %(n)s rijen. Plak er hooguit %(max)s tegelijk.") % {"n": len(grid), "max": MOST}
            )
        homeless = sorted({place for row in grid for place, cell in enumerate(row) if cell.strip()} - set(columns))
        if homeless:
            raise ValidationError(
                _t("Voor kolom %(kolom)s van je tabel is hier geen plek. Haal die weg, of plak verder naar links.")
                % {"kolom": homeless[0] + 1}
            )
        rows = [{name: row[place].strip() for place, name in columns.items() if place < len(row)} for row in grid]
        return [row for row in rows if any(row.values())]


RijenVorm = forms.formset_factory(RijForm, extra=0, max_num=MOST, absolute_max=MOST, validate_max=True)
