"""What apps offer to the page of the log: words for what was done, and names for what it was done to."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from uuid import UUID

from django.utils.functional import Promise

from wijkaanpak.audit.models import Logregel

# From the ids of one kind of thing to their names; an id that is not there, or elsewhere, gets none.
Namer = Callable[[set[UUID]], Mapping[UUID, str]]

_woorden: dict[str, str | Promise] = {}
_namen: dict[str, Namer] = {}


def register(*, woorden: Mapping[str, str | Promise], namen: Mapping[str, Namer]) -> None:
    """Offer words by action, and names by kind of thing. Called once from the ``logboek`` module of an app."""
    _woorden.update(woorden)
    _namen.update(namen)


def words_of(handeling: str) -> str:
    """Return an action in words; of ``keuze:partner`` the words for ``keuze``. Without words it stays as it is."""
    kind = handeling.partition(":")[0]
    return str(_woorden.get(handeling) or _woorden.get(kind) or handeling)


def names_of(regels: Iterable[Logregel]) -> dict[str, str]:
    """Return the name of every thing in these lines that has one, asked once for each kind."""
    ids: dict[str, set[UUID]] = defaultdict(set)
    for regel in regels:
        kind, _colon, id = regel.ding.partition(":")
        with suppress(ValueError):
            ids[kind].add(UUID(id))
    return {
        f"{kind}:{id}": name for kind, namer in _namen.items() if ids[kind] for id, name in namer(ids[kind]).items()
    }
