"""The audit app: what history does not see, and the shape of the logs."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Configures structured logging once the apps are loaded."""

    name = "wijkaanpak.audit"
    verbose_name = "Logboek"

    def ready(self) -> None:
        """Run once, when all apps are loaded."""
        from wijkaanpak.audit.logging import configure

        configure()
