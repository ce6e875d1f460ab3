"""The accounts app: people, memberships, invitations and rights."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    """Loads the ``permissions`` module of every app, where its rights are named."""

    name = "wijkaanpak.accounts"
    verbose_name = "Mensen en toegang"

    def ready(self) -> None:
        """Run once, when all apps are loaded."""
        autodiscover_modules("permissions")
