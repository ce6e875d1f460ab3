"""The web app: the frame of every page, the home page, help, theme and errors."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WebConfig(AppConfig):
    """Loads the ``overzicht`` module of every app, where it offers what the home page shows."""

    name = "wijkaanpak.web"
    verbose_name = "Web"

    def ready(self) -> None:
        """Run once, when all apps are loaded."""
        autodiscover_modules("overzicht")
