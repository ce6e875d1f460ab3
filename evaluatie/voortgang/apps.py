"""The voortgang app: what a project tells the colleagues and partners who are not in its team."""

from django.apps import AppConfig


class VoortgangConfig(AppConfig):
    """Voortgangsberichten of projects."""

    name = "evaluatie.voortgang"
    label = "voortgang"
    verbose_name = "Voortgang"

    def ready(self) -> None:
        """Run once, when all apps are loaded: Celery finds ``tasks`` by itself, not what it offers to projects."""
        from evaluatie.voortgang import in_project

        in_project.offer()
