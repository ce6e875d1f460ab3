"""The app of the outbox."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PostConfig(AppConfig):
    """Loads the ``brieven`` module of every app, where it says how its mails read."""

    name = "wijkaanpak.post"
    verbose_name = "Post"

    def ready(self) -> None:
        """Run once, when all apps are loaded."""
        autodiscover_modules("brieven")
