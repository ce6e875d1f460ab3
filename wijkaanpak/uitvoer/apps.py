"""The app that takes things out: everything as PDF, and everything for another installation."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UitvoerConfig(AppConfig):
    """Loads the ``stukken`` module of every app, where it offers what can go along as PDF."""

    name = "wijkaanpak.uitvoer"
    verbose_name = "Uitvoer"

    def ready(self) -> None:
        """Run once, when all apps are loaded."""
        autodiscover_modules("stukken")
