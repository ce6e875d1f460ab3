"""What is allowed in a cell and yet remarkable, in words for beside it."""

from django.utils.translation import gettext as _

from ontwikkelplan.cellen import lees_kosten, lees_stappen, stappen_uit_volgorde


def let_op(kolom: str, tekst: str) -> str:
    """Return what to look at in a cell, or ''."""
    if kolom == "kosten":
        return next((line.let_op for line in lees_kosten(tekst) if line.let_op), "")
    if kolom == "stappen" and stappen_uit_volgorde(lees_stappen(tekst)):
        return _("De stappen staan niet op volgorde van tijd.")
    return ""
