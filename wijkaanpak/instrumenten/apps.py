"""The instrumenten app: content as data."""

from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings

from wijkaanpak.env import SettingError


class InstrumentenConfig(AppConfig):
    """Loads the instruments of every app; a bad file stops the program."""

    name = "wijkaanpak.instrumenten"
    verbose_name = "Instrumenten"

    def ready(self) -> None:
        """Run once, when all apps are loaded."""
        from wijkaanpak.instrumenten.registry import load_folders

        folders = [Path(config.path) / "instrumenten" for config in apps.get_app_configs() if config is not self]
        if settings.INSTRUMENTEN_EXTRA:
            extra = Path(settings.INSTRUMENTEN_EXTRA)
            if not extra.is_dir():
                raise SettingError(f"Setting INSTRUMENTEN_EXTRA: {extra} is no folder. Example: /srv/instrumenten")
            folders.append(extra)
        load_folders(folders)
