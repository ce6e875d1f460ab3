"""The vervolg app, a part of evaluatie: what a project leaves behind and what comes next."""

from django.apps import AppConfig


class VervolgConfig(AppConfig):
    """Shows the checklist what stands on the pages of Vervolg."""

    name = "evaluatie.vervolg"
    label = "vervolg"
    verbose_name = "Vervolg"

    def ready(self) -> None:
        """Run once, when all apps are loaded."""
        from evaluatie.vervolg import in_project

        in_project.offer()
