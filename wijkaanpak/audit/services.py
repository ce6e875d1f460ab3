"""Writing the log, apart from the transaction it tells about."""

from dataclasses import dataclass
from uuid import UUID

import structlog
from django.db.models import Model
from django.http import HttpRequest

from wijkaanpak.audit.models import Logregel
from wijkaanpak.tenancy.scope import tenant_scope

log = structlog.get_logger("wijkaanpak.audit")


@dataclass(frozen=True, slots=True)
class Refusal:
    """A thing a member asked for and did not get."""

    right: str
    thing: str


def note_refusal(request: HttpRequest, right: str, thing: object) -> None:
    """Remember a refusal; it is written after the request's own transaction has been rolled back."""
    label = f"{thing._meta.label_lower}:{thing.pk}" if isinstance(thing, Model) else str(thing or "")
    pending: list[Refusal] = request.__dict__.setdefault("refusals", [])
    pending.append(Refusal(right, label[:80]))


def flush_refusals(request: HttpRequest) -> None:
    """Write the refusals of this request in a transaction of their own."""
    pending: list[Refusal] = request.__dict__.pop("refusals", [])
    gemeente = getattr(request, "gemeente", None)
    if not pending or gemeente is None:
        return
    user_id = request.user.pk if request.user.is_authenticated else None
    with tenant_scope(gemeente.pk):
        for refusal in pending:
            log.warning("refused", right=refusal.right, thing=refusal.thing, user=str(user_id))
            record(gemeente.pk, user_id, refusal.right, refusal.thing, Logregel.Resultaat.GEWEIGERD)


def record(
    gemeente_id: UUID,
    user_id: UUID | None,
    action: str,
    thing: str = "",
    result: str = Logregel.Resultaat.GEDAAN,
) -> Logregel:
    """Add one line to the log of a gemeente, inside the open scope."""
    return Logregel.objects.create(
        gemeente_id=gemeente_id, gebruiker_id=user_id, handeling=action[:80], ding=thing[:80], resultaat=result
    )
