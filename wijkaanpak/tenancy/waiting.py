"""Which gemeenten have something that waits, so that background work visits those and no others."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import overview_scope

Rows = Callable[[], "QuerySet[Any]"]


def gemeenten_with(*waiting: Rows) -> list[UUID]:
    """Return the ids of the gemeenten that have at least one of these rows: one query, and ids alone.

    Each argument makes its rows once a scope is open. Nothing can be written while they are asked.
    """
    with overview_scope(list(Gemeente.objects.values_list("pk", flat=True))):
        first, *rest = (rows().order_by().values_list("gemeente", flat=True) for rows in waiting)
        return list(first.union(*rest) if rest else first.distinct())
