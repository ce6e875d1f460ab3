"""Choose which gemeente keeps the plan of a region: ``manage.py regio_trekker REGIO SLUG``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from wijkaanpak.tenancy.models import Gemeente, Regio


class Command(BaseCommand):
    """Sets the trekker of a region. A region spans gemeenten, so no screen of one of them may."""

    help = "Kiest welke gemeente het plan van een regio bijhoudt."

    def add_arguments(self, parser: CommandParser) -> None:
        """The name of the region and the address of the gemeente."""
        parser.add_argument("regio")
        parser.add_argument("slug")

    @transaction.atomic
    def handle(self, *args: Any, regio: str, slug: str, **options: Any) -> None:
        """Refuse a gemeente of another region: its deliveries would reach nobody."""
        found = Regio.objects.select_for_update(of=["self"]).filter(naam=regio).first()
        if found is None:
            names = ", ".join(Regio.objects.order_by("naam").values_list("naam", flat=True)) or "nog geen"
            raise CommandError(f"De regio {regio} is er niet. Wel: {names}.")
        gemeente = Gemeente.objects.filter(slug=slug, regio=found).first()
        if gemeente is None:
            slugs = ", ".join(found.gemeenten.values_list("slug", flat=True)) or "nog geen gemeente"
            raise CommandError(f"In {regio} is geen gemeente met het adres {slug}. Wel: {slugs}.")
        found.trekker = gemeente
        found.save(update_fields=["trekker"])
        self.stdout.write(f"{gemeente.naam} houdt nu het plan van {regio} bij.")
