"""The sturing app: checklist, bestuurlijk gesprek, opdracht, dialoog and borging of the gemeente as opdrachtgever."""

from django.apps import AppConfig


class SturingConfig(AppConfig):
    """The gemeente as opdrachtgever of its lokaal team."""

    name = "ontwikkelplan.sturing"
    label = "sturing"
    verbose_name = "Sturing"

    def ready(self) -> None:
        """Run once, when all apps are loaded: Celery finds ``tasks`` by itself, not the tasks of the opdracht."""
        from ontwikkelplan.sturing import opdracht_tasks  # noqa: F401
