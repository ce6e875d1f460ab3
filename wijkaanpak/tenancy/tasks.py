"""Tasks that work for a gemeente: they say which, or they do not run."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

import pghistory
from celery import Task, shared_task

from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope


class TaskWithoutGemeente(TypeError):
    """A tenant task was called without a gemeente."""


def gemeente_of(gemeente_id: str, task: str = "this task") -> Gemeente:
    """Return the gemeente a task is for. Raises TaskWithoutGemeente for an id that is none."""
    try:
        return Gemeente.objects.get(pk=UUID(str(gemeente_id)))
    except (ValueError, Gemeente.DoesNotExist) as error:
        raise TaskWithoutGemeente(f"{task} needs the id of a gemeente") from error


def tenant_task(function: Callable[..., None]) -> "Task[Any, Any]":
    """Make a Celery task whose first argument is the id of a gemeente, and run it in that scope.

    Raises TaskWithoutGemeente when that argument is missing, empty or no gemeente.
    """

    @wraps(function)
    def run(gemeente_id: str = "", *args: Any, **kwargs: Any) -> None:
        gemeente = gemeente_of(gemeente_id, function.__qualname__)
        with pghistory.context(taak=function.__qualname__), tenant_scope(gemeente.pk):
            function(gemeente, *args, **kwargs)

    task: Task[Any, Any] = shared_task(name=f"{function.__module__}.{function.__name__}")(run)
    return task
