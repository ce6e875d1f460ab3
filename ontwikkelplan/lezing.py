"""What is allowed in a row and yet remarkable: a cell to look at, in words, and a stand that is old."""

import datetime

from django.utils.translation import gettext as _

from ontwikkelplan.cellen import lees_kosten, lees_stappen, stappen_uit_volgorde


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
