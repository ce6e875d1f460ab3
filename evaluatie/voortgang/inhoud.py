"""A voortgangsbericht as a document of one page."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evaluatie.voortgang.models import Bericht
from projects.models import Project
from wijkaanpak.documents.inhoud import Alinea, Feiten, Inhoud, Sectie
from wijkaanpak.documents.schoon import clean
from wijkaanpak.tenancy.models import Gemeente

_DAY = "j\u00a0F\u00a0Y"
_IN_PERIOD = ("klaar", "reflectie", "lessen", "afspraken", "team", "doelen")  # one line of the table each


def compose(bericht: Bericht, project: Project, gemeente: Gemeente, *, nummer: int, door: str) -> Inhoud:
    """Return what a bericht says now; parts without a text are left out. ``door`` is who sends it."""
    words = {name: (str(bericht._meta.get_field(name).verbose_name), getattr(bericht, name)) for name in _IN_PERIOD}  # type: ignore[union-attr]
    rows = tuple((naam[:1].upper() + naam[1:], tekst) for naam, tekst in words.values() if tekst)
    parts = (
        Sectie("kort", _("In het kort"), (Alinea(bericht.inleiding),)) if bericht.inleiding else None,
        Sectie("periode", _("Deze periode"), (Feiten(rows),)) if rows else None,
        Sectie("komt", _("Wat nu komt"), (Alinea(bericht.komt),)) if bericht.komt else None,
    )
    made = Inhoud(
        titel=project.naam,
        ondertitel=_("Voortgangsbericht voor collega’s en partners"),
        gemeente=gemeente.naam,
        kleur=gemeente.merkkleur,
        kenmerk=_("Voortgangsbericht %(n)d") % {"n": nummer},
        versie=0,
        datum=date_format(bericht.verstuurd_op, _DAY) if bericht.verstuurd_op else date_format(bericht.tot, _DAY),
        feiten=(
            (_("Wijk"), project.wijk),
            (_("Periode"), bericht.periode),
            (_("Vragen? Ga naar"), door),
        ),
        secties=tuple(part for part in parts if part is not None),
    )
    return clean(made)
