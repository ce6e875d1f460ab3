"""The sturing app: checklist, bestuurlijk gesprek, opdracht, dialoog and borging of the gemeente as opdrachtgever."""

from django.apps import AppConfig


class SturingConfig(AppConfig):
    """The gemeente as opdrachtgever of its lokaal team."""

    name = "ontwikkelplan.sturing"
    label = "sturing"
    verbose_name = "Sturing"

    def ready(self) -> None:
        """Run once, when all apps are loaded: Celery finds ``tasks`` by itself, not those of the parts."""
        from ontwikkelplan.sturing import borging_tasks, in_project, opdracht_tasks  # noqa: F401

        in_project.offer()
