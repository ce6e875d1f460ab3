"""What may be stored in a cell: the same rules as where it is typed, for what comes in with a file."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ontwikkelplan.cellen import lees_planning, lees_standen
from ontwikkelplan.models import Ontwikkelpunt, Plan, Stand
from ontwikkelplan.uitwisseling.teksten import STAND
from wijkaanpak.forms.fields import TekstField

_FORMULE = re.compile(r"=|\d{1,2}-\d{1,2}-\d{4}: =")  # also behind the day that was put before a stand


def schone_cel(kolom: str, tekst: str, *, formule: bool = False) -> str:
    """Return a text as it may be stored in a column. Raises ValidationError that says what is wrong with it."""
    if formule and _FORMULE.match(tekst):
        raise ValidationError(_("Hier staat een formule. Typ de uitkomst ervan."))
    if kolom == STAND:
        return _clean_standen(tekst)
    model = Plan if kolom in ("inleiding", "aanvullingen") else Ontwikkelpunt
    most = model._meta.get_field(kolom).max_length  # type: ignore[union-attr]
    clean = TekstField(max_length=int(most or 0), multiline=True, required=False).clean(tekst)
    if kolom == "planning":
        lees_planning(clean)
    return str(clean)


def _clean_standen(tekst: str) -> str:
    most = Stand._meta.get_field("tekst").max_length or 0
    clean = TekstField(max_length=400_000, multiline=True, required=False).clean(tekst)
    for dag, regel in lees_standen(clean):
        if dag is None:
            raise ValidationError(_("Begin met een datum, bijvoorbeeld 30-9-2026: en dan de tekst."))
        if dag > timezone.localdate():
            raise ValidationError(
                _("%(dag)s moet nog komen. Een stand gaat over vandaag of eerder.") % {"dag": f"{dag:%d-%m-%Y}"}
            )
        if len(regel) > most:
            raise ValidationError(
                _("De stand van %(dag)s is te lang: %(n)s tekens. Er passen er hooguit %(max)s.")
                % {"dag": f"{dag:%d-%m-%Y}", "n": len(regel), "max": most}
            )
    return str(clean)


def posted_text(data: Mapping[str, Any], name: str, otherwise: str) -> str:
    """Return a text that was posted with one kind of line end, or another when it was not."""
    return str(data[name]).replace("\r\n", "\n").replace("\r", "\n") if name in data else otherwise
