"""The rights of evaluatie. The project comes from ``for_user``, so no predicate asks the database."""

from typing import Any

from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import may, right


@right("evaluatie.bekijken")
def _see(lid: Lidmaatschap, project: Any) -> bool:
    return may(lid, "projects.bekijken", project)


@right("evaluatie.bijwerken")
def _update(lid: Lidmaatschap, project: Any) -> bool:
    return may(lid, "projects.opzet_bijwerken", project)
