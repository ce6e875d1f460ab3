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
    return _write(lid, project) and _answer_for(lid, project)


@right("voortgang.links_beeindigen")
def _end_links(lid: Lidmaatschap, project: Any) -> bool:
    """To end a link or take a reader off is possible as long as links can be open: also after archiving."""
    return _answer_for(lid, project)


def _answer_for(lid: Lidmaatschap, project: Any) -> bool:
    return may(lid, "projects.leiden", project) or lid.rol == Rol.BELEID
