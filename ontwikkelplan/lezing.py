"""Reading a row: what names it, what is allowed and yet remarkable in a cell, and a stand that is old."""

import datetime

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ontwikkelplan.cellen import lees_kosten, lees_stappen, stappen_uit_volgorde

TITLE = 80  # letters of the goal that name an ontwikkelpunt


def kort_doel(doel: str) -> str:
    """Return the first line of a goal, which names its ontwikkelpunt in few words."""
    first = next((line.strip() for line in doel.splitlines() if line.strip()), "")
    return Truncator(first).chars(TITLE) if first else _("Nog geen doel")


def let_op(kolom: str, tekst: str) -> str:
    """Return what to look at in a cell, or ''."""
    if kolom == "kosten":
        return next((line.let_op for line in lees_kosten(tekst) if line.let_op), "")
    if kolom == "stappen" and stappen_uit_volgorde(lees_stappen(tekst)):
        return _("De stappen staan niet op volgorde van tijd.")
    return ""


def is_oud(stand_op: datetime.date | None, weken: int, today: datetime.date) -> bool:
    """Whether a stand van zaken is older than so many weeks, or not there (NUM-22)."""
    return stand_op is None or (today - stand_op).days > weken * 7
