"""The rights of voortgang. The project comes from ``for_user``, so no predicate asks the database."""

from typing import Any

from wijkaanpak.accounts.models import Lidmaatschap, Rol
from wijkaanpak.accounts.rights import may, right


@right("voortgang.schrijven")
def _write(lid: Lidmaatschap, project: Any) -> bool:
    return may(lid, "evaluatie.bijwerken", project)


@right("voortgang.versturen")
def _send(lid: Lidmaatschap, project: Any) -> bool:
    """Who leads the project, and beleid: it goes to people outside the team, in the name of the project."""
    return not project.is_archived and (may(lid, "projects.leiden", project) or lid.rol == Rol.BELEID)
