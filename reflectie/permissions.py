"""The rights of reflectie. Sessions come from ``Sessie.objects.for_user``, projects from ``Project.objects.for_user``.

MLB texts are for the team of the project and the guests of that session alone. Who sees the project otherwise
(beheerder, beleid, someone it was shared with) sees counts and tags.
"""

from typing import Any

from projects.models.project import Projectrol
from wijkaanpak.accounts.models import Lidmaatschap, Rol
from wijkaanpak.accounts.rights import may, right

_WRITES = (Projectrol.PROJECTLEIDER, Projectrol.GEDRAGSWETENSCHAPPER, Projectrol.UITVOEREND)
_LEADS = (Projectrol.PROJECTLEIDER, Projectrol.GEDRAGSWETENSCHAPPER)


@right("reflectie.cijfers_bekijken")
def _see_figures(lid: Lidmaatschap, project: Any) -> bool:
    return may(lid, "projects.bekijken", project)


@right("reflectie.teksten_bekijken")
def _see_texts(lid: Lidmaatschap, project: Any) -> bool:
    return bool(project.mijn_rol)


@right("reflectie.reeks_beheren")
def _manage_series(lid: Lidmaatschap, project: Any) -> bool:
    return not project.is_archived and project.mijn_rol in _LEADS


@right("reflectie.lessen_bijwerken")
def _update_lessons(lid: Lidmaatschap, project: Any) -> bool:
    return not project.is_archived and project.mijn_rol in _WRITES


@right("reflectie.sessie_bekijken")
def _see_session(lid: Lidmaatschap, sessie: Any) -> bool:
    return bool(sessie.mijn_rol or sessie.mijn_deling)


@right("reflectie.verslag_ophalen")
def _take_report(lid: Lidmaatschap, sessie: Any) -> bool:
    return bool(sessie.mijn_rol)


@right("reflectie.geschiedenis_bekijken")
def _see_history(lid: Lidmaatschap, sessie: Any) -> bool:
    return bool(sessie.mijn_rol)


@right("reflectie.sessie_bijwerken")
def _update_session(lid: Lidmaatschap, sessie: Any) -> bool:
    if sessie.project.is_archived or not sessie.mijn_rol:
        return False
    return sessie.mijn_rol in _WRITES or sessie.gespreksleider_id == lid.pk


@right("reflectie.sessie_leiden")
def _lead_session(lid: Lidmaatschap, sessie: Any) -> bool:
    if sessie.project.is_archived or not sessie.mijn_rol:
        return False
    return sessie.mijn_rol in _LEADS or sessie.gespreksleider_id == lid.pk


@right("reflectie.woorden_beheren")
def _manage_words(lid: Lidmaatschap, thing: Any) -> bool:
    return lid.rol in (Rol.BEHEERDER, Rol.BELEID)


@right("reflectie.methoden_beheren")
def _manage_methods(lid: Lidmaatschap, thing: Any) -> bool:
    return lid.rol in (Rol.BEHEERDER, Rol.BELEID)
