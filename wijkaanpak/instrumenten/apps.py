"""The instrumenten app: content as data."""

from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings


class InstrumentenConfig(AppConfig):
    """Loads the instruments of every app; a bad file stops the program."""

    name = "wijkaanpak.instrumenten"
    verbose_name = "Instrumenten"

    def ready(self) -> None:
        """Run once, when all apps are loaded."""
        from wijkaanpak.instrumenten.registry import load_folders

        folders = [Path(config.path) / "instrumenten" for config in apps.get_app_configs() if config is not self]
        if settings.INSTRUMENTEN_EXTRA:
            folders.append(Path(settings.INSTRUMENTEN_EXTRA))
        load_folders(folders)
