"""The evaluatie app: evaluations, who was heard, products, and the report that gathers them."""

from django.apps import AppConfig


class EvaluatieConfig(AppConfig):
    """Adds the tab Evaluatie to projects."""

    name = "evaluatie"
    verbose_name = "Evaluatie"

    def ready(self) -> None:
        """Run once, when all apps are loaded."""
        from evaluatie import in_project

        in_project.offer()
