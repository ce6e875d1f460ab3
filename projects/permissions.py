"""The rights of the projects app. The project comes from ``for_user``, so no predicate asks the database."""

from typing import Any

from projects.models.project import Projectrol
from wijkaanpak.accounts.models import Lidmaatschap, Rol
from wijkaanpak.accounts.rights import right

_TEAM_THAT_WRITES = (Projectrol.PROJECTLEIDER, Projectrol.GEDRAGSWETENSCHAPPER, Projectrol.UITVOEREND)


@right("projects.aanmaken")
def _create(lid: Lidmaatschap, thing: Any) -> bool:
    return lid.rol in (Rol.BEHEERDER, Rol.BELEID, Rol.PROJECTLEIDER)


@right("projects.eigen_punten_gemeente")
def _own_points_of_the_gemeente(lid: Lidmaatschap, thing: Any) -> bool:
    return lid.rol in (Rol.BEHEERDER, Rol.BELEID)


@right("projects.bekijken")
def _see(lid: Lidmaatschap, project: Any) -> bool:
    return bool(project.mijn_rol or project.mijn_deling) or lid.rol in (Rol.BEHEERDER, Rol.BELEID)


@right("projects.checklist_bijwerken")
def _update_checklist(lid: Lidmaatschap, project: Any) -> bool:
    if project.is_archived:
        return False
    return project.mijn_rol in _TEAM_THAT_WRITES or project.mijn_deling == "bewerken" or lid.rol == Rol.BELEID


@right("projects.leiden")
def _lead(lid: Lidmaatschap, project: Any) -> bool:
    return project.mijn_rol == Projectrol.PROJECTLEIDER or lid.rol == Rol.BEHEERDER


@right("projects.wijzigen")
def _edit(lid: Lidmaatschap, project: Any) -> bool:
    return not project.is_archived and _lead(lid, project)


@right("projects.opzet_bijwerken")
def _update_setup(lid: Lidmaatschap, project: Any) -> bool:
    return _update_checklist(lid, project)


@right("projects.sleutelfiguren_bekijken")
def _see_key_figures(lid: Lidmaatschap, project: Any) -> bool:
    return project.mijn_rol in _TEAM_THAT_WRITES or lid.rol == Rol.BELEID


@right("projects.sleutelfiguren_bijwerken")
def _update_key_figures(lid: Lidmaatschap, project: Any) -> bool:
    return not project.is_archived and _see_key_figures(lid, project)


@right("projects.overeenkomst_beheren")
def _manage_agreement(lid: Lidmaatschap, project: Any) -> bool:
    return not project.is_archived and (_lead(lid, project) or lid.rol == Rol.BELEID)


@right("projects.signalen_instellen")
def _choose_signals(lid: Lidmaatschap, thing: Any) -> bool:
    return lid.rol in (Rol.BEHEERDER, Rol.BELEID)


@right("projects.onderschrijven")
def _endorse(lid: Lidmaatschap, project: Any) -> bool:
    return not project.is_archived and _see(lid, project)


@right("projects.teamgegevens_bekijken")
def _see_team_facts(lid: Lidmaatschap, project: Any) -> bool:
    return _lead(lid, project) or _see_key_figures(lid, project)


@right("projects.handtekeningen_meenemen")
def _take_signatures(lid: Lidmaatschap, project: Any) -> bool:
    return _lead(lid, project) or lid.rol == Rol.BELEID
