"""The app of reminders."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class HerinneringenConfig(AppConfig):
    """Loads the ``herinneringen`` module of every app, where it offers what can be due."""

    name = "wijkaanpak.herinneringen"
    verbose_name = "Herinneringen"

    def ready(self) -> None:
        """Run once, when all apps are loaded."""
        autodiscover_modules("herinneringen")
        from wijkaanpak.herinneringen import beheer  # noqa: F401  (offers its own part when it is read)
