"""The rights of sturing: beleid writes, everyone but a guest reads; a colleague answers what was put out to them."""

from typing import Any

from ontwikkelplan.sturing.models import Uitgezet
from wijkaanpak.accounts.models import Lidmaatschap, Rol
from wijkaanpak.accounts.rights import right


@right("sturing.bekijken")
def _see(lid: Lidmaatschap, thing: Any) -> bool:
    return lid.rol != Rol.GAST


@right("sturing.bijwerken")
def _update(lid: Lidmaatschap, thing: Any) -> bool:
    return lid.rol == Rol.BELEID


@right("sturing.antwoorden")
def _answer(lid: Lidmaatschap, asked: Uitgezet) -> bool:
    """Answer one line of the checklist that was put out to this member."""
    return asked.lid_id == lid.pk and asked.klaar_op is None and asked.ingetrokken_op is None


@right("sturing.borging_antwoorden")
def _answer_heir(lid: Lidmaatschap, vraag: Any) -> bool:
    """Answer whether a result still lives; the question comes from ``with_rights_of``."""
    return bool(vraag.mag_antwoorden)


@right("sturing.regio_aanbieden")
def _offer(lid: Lidmaatschap, thing: Any) -> bool:
    regio = lid.gemeente.regio
    return lid.rol == Rol.BELEID and regio is not None and regio.trekker_id == lid.gemeente_id
