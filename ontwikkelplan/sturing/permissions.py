"""The rights of sturing: beleid writes, everyone but a guest reads; a colleague answers what was put out to them."""

from typing import Any

from ontwikkelplan.sturing.models import Uitgezet
from wijkaanpak.accounts.models import Lidmaatschap, Rol
from wijkaanpak.accounts.rights import may, right


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


@right("sturing.actie_afronden")
def _finish(lid: Lidmaatschap, actie: Any) -> bool:
    """Say that an action is done: who writes policy, or whose name stands at it."""
    is_mine = bool(actie.wie) and actie.wie.strip().casefold() == lid.gebruiker.naam.strip().casefold()
    return _update(lid, actie) or (is_mine and _see(lid, actie))


@right("sturing.borging_bijwerken")
def _update_results(lid: Lidmaatschap, project: Any) -> bool:
    """Write how the results of a project last: who sets it up, but no guest, for whoever is named is a member."""
    return lid.rol != Rol.GAST and may(lid, "projects.opzet_bijwerken", project)


@right("sturing.regio_aanbieden")
def _offer(lid: Lidmaatschap, thing: Any) -> bool:
    regio = lid.gemeente.regio
    return lid.rol == Rol.BELEID and regio is not None and regio.trekker_id == lid.gemeente_id
