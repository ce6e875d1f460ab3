"""Hurrying a task that beat would start anyway: a save never waits for, or fails on, the broker."""

from uuid import UUID

import structlog
from celery import current_app
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)


def hurry(task: str, gemeente_id: UUID) -> bool:
    """Ask a worker to run a tenant task now; return whether the broker took it.

    A broker that is away is logged, not raised: the row that waits is swept within a minute.
    """
    try:
        current_app.send_task(task, args=[str(gemeente_id)], retry=False)
    except OperationalError:
        log.warning("broker_away", task=task)
        return False
    return True
