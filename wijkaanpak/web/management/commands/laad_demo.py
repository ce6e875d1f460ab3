"""`manage.py laad_demo`: fill the database with the demo region, once, and print who is in it."""

from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.module_loading import module_has_submodule

from wijkaanpak.accounts.demo import PASSWORD, demo_region


class Command(BaseCommand):
    """Load the demo of every app that has one; what is there already stays as it is."""

    help = "Vult de database met de voorbeeldregio en toont wie erin kan inloggen."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load everything or nothing, then print. Raises CommandError outside the demo."""
        if getattr(settings, "DEMO", False) is not True:
            raise CommandError("Dit is geen demo-omgeving (DEMO staat niet aan). Er is niets geladen.")
        with transaction.atomic():
            for app in apps.get_app_configs():
                if app.module is not None and module_has_submodule(app.module, "demo"):
                    load = getattr(import_module(f"{app.name}.demo"), "load_demo", None)
                    if load is not None:
                        load()
        self._print_people()

    def _print_people(self) -> None:
        region = demo_region()
        places = {
            place.slug: f"{place.naam} ({place.extra})" if place.extra else place.naam for place in region.gemeenten
        }
        rows = [("E-mail", "Rol", "Waar")] + [
            (person.email, f"{rol.label}, {person.functie}", places[slug])
            for person in region.mensen
            for slug, rol in person.rollen.items()
        ]
        widths = [max(len(row[column]) for row in rows) for column in range(2)]
        for email, rol, place in rows:
            self.stdout.write(f"{email:<{widths[0]}}  {rol:<{widths[1]}}  {place}")
        self.stdout.write(f"\nRegio {region.regio}. Het wachtwoord van iedereen: {PASSWORD}")
