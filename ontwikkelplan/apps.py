"""The ontwikkelplan app: the lokaal ontwikkelplan of a gemeente and its quickscan."""

from django.apps import AppConfig


class OntwikkelplanConfig(AppConfig):
    """The plan of a gemeente, from quickscan to document."""

    name = "ontwikkelplan"
    verbose_name = "Ontwikkelplan"

    def ready(self) -> None:
        """Run once, when all apps are loaded: Celery finds ``tasks`` by itself, not the tasks of the region."""
        from ontwikkelplan import regio_tasks  # noqa: F401
