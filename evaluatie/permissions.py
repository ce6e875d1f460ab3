"""The rights of evaluatie. The project comes from ``for_user``, so no predicate asks the database."""

from typing import Any

from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.accounts.rights import may, right


@right("evaluatie.bekijken")
def _see(lid: Lidmaatschap, thing: Any) -> bool:
    return may(lid, "projects.bekijken", _project(thing))


@right("evaluatie.bijwerken")
def _update(lid: Lidmaatschap, thing: Any) -> bool:
    return may(lid, "projects.opzet_bijwerken", _project(thing))


def _project(thing: Any) -> Any:
    """The project itself, or that of an evaluation or a product: its page put it there, with the rights of who asks."""
    return getattr(thing, "project", thing)
