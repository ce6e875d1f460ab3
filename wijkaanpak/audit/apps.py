"""The audit app: what history does not see, and the shape of the logs."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AuditConfig(AppConfig):
    """Configures structured logging, and loads the ``logboek`` module of every app: the words of its log."""

    name = "wijkaanpak.audit"
    verbose_name = "Logboek"

    def ready(self) -> None:
        """Run once, when all apps are loaded."""
        from wijkaanpak.audit.logging import configure

        configure()
        autodiscover_modules("logboek")
