"""From the bytes of a file to a proposal."""

import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ontwikkelplan.models import Plan, Voorstelsoort
from ontwikkelplan.uitwisseling.herken_excel import herken_excel
from ontwikkelplan.uitwisseling.herken_word import herken_word
from ontwikkelplan.uitwisseling.lezen import lees_bestand
from ontwikkelplan.uitwisseling.vergelijken import keur_herkomst, vergelijk
from ontwikkelplan.uitwisseling.voorstel import Voorstelinhoud


def lees_in(plan: Plan, data: bytes, soort: str) -> tuple[str, Voorstelinhoud]:
    """Return the kind of a file and what it would change. Raises ValidationError on ``bestand``, in Dutch."""
    bestand = lees_bestand(data, soort)
    keur_herkomst(bestand.eigenschappen, plan)
    found = herken_word(bestand, plan) if soort == "docx" else herken_excel(bestand, plan)
    if not found.tabellen and not found.teksten:
        raise ValidationError(
            {"bestand": _("We vinden in dit bestand geen tabel met de kolommen van een ontwikkelplan.")}
        )
    inhoud = vergelijk(plan, found, _moment(bestand.eigenschappen.get("wijkaanpak_tijd", "")))
    if soort == "xlsx":
        return Voorstelsoort.EXCEL, inhoud
    return (Voorstelsoort.WORD if found.eigen else Voorstelsoort.WORD_VRIJ), inhoud


def _moment(text: str) -> datetime.datetime | None:
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
