"""Rights: named predicates over roles. ``may`` is the only door; an unknown right is denied."""

from collections.abc import Callable
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm

from wijkaanpak.accounts.http import MemberRequest
from wijkaanpak.accounts.models import Lidmaatschap, Rol
from wijkaanpak.audit.services import note_refusal

Predicate = Callable[[Lidmaatschap, Any], bool]

log = structlog.get_logger(__name__)
_rights: dict[str, Predicate] = {}


def right(name: str) -> Callable[[Predicate], Predicate]:
    """Register a predicate under a name such as ``projects.checklist_bijwerken``."""

    def register(predicate: Predicate) -> Predicate:
        if name in _rights:
            raise ValueError(f"The right {name!r} is defined twice.")
        _rights[name] = predicate
        return predicate

    return register


def may(lid: Lidmaatschap, name: str, thing: Any = None) -> bool:
    """Whether this member has the right on this thing. Absent means denied.

    ``lid`` is the person in the gemeente of the request; an ended membership may nothing, and a
    thing of another gemeente is never theirs.
    """
    predicate = _rights.get(name)
    if predicate is None:
        log.error("unknown_right", right=name)
        return False
    if not lid.is_active or getattr(thing, "gemeente_id", lid.gemeente_id) != lid.gemeente_id:
        return False
    return predicate(lid, thing)


def require(request: MemberRequest, name: str, thing: Any = None) -> None:
    """Raise PermissionDenied (403), and log it, unless the member of this request has the right."""
    if not may(request.lid, name, thing):
        note_refusal(request, name, thing)
        raise PermissionDenied


def note_foreign_choices(request: MemberRequest, form: BaseForm, thing: Any = None) -> None:
    """Log every choice of a form that is none of ours: an id from elsewhere is refused, and seen."""
    for name in form.fields:
        if form.has_error(name, "invalid_choice"):
            note_refusal(request, f"keuze:{name}", thing)


def _role(*roles: Rol) -> Predicate:
    return lambda lid, thing: lid.rol in roles


right("accounts.leden_beheren")(_role(Rol.BEHEERDER))
right("web.huisstijl_wijzigen")(_role(Rol.BEHEERDER))
