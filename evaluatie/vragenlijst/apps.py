"""The vragenlijst app: what families and ervaringsdeskundigen say of a project, without a name."""

from django.apps import AppConfig


class VragenlijstConfig(AppConfig):
    """Adds the part Vragenlijst to the tab Evaluatie, and the public pages below ``/v/``."""

    name = "evaluatie.vragenlijst"
    label = "vragenlijst"
    verbose_name = "Vragenlijst"

    def ready(self) -> None:
        """Run once, when all apps are loaded: Celery finds ``tasks`` by itself, not those of the parts."""
        from evaluatie.vragenlijst import tasks  # noqa: F401
