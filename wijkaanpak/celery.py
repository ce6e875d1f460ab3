"""The Celery application: workers and the static beat schedule."""

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkaanpak.settings.demo")

app = Celery("wijkaanpak")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def refuse_too_much_power(**kwargs: Any) -> None:
    """Stop a worker or beat whose database role can look over the wall, as web does."""
    from django.core.exceptions import ImproperlyConfigured

    from wijkaanpak.tenancy.startup import verify_database_role

    try:
        verify_database_role()
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from error  # Celery only logs an ordinary exception of a signal
