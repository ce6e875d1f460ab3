"""The tenancy app: the wall between gemeenten."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TenancyConfig(AppConfig):
    """Hands every new table to the owner role once all migrations have run."""

    name = "wijkaanpak.tenancy"
    verbose_name = "Gemeenten"

    def ready(self) -> None:
        """Run once, when all apps are loaded."""
        from wijkaanpak.tenancy.ownership import hand_over_tables

        post_migrate.connect(hand_over_tables, sender=self)
