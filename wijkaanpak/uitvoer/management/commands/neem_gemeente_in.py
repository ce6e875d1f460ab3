"""Take in a gemeente of another installation: ``manage.py neem_gemeente_in BESTAND [--regio NAAM]``."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wijkaanpak.uitvoer.gegevens.innemen import take_in
from wijkaanpak.uitvoer.gegevens.nakijken import Geweigerd


class Command(BaseCommand):
    """Checks the package first, then writes everything in one transaction. Runs as the migrate role."""

    help = "Neemt een gemeente in uit de uitvoer van een andere installatie."

    def add_arguments(self, parser: CommandParser) -> None:
        """The zip; the region is optional."""
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--regio", default="", help="de naam van de regio waar de gemeente hier bij hoort")

    def handle(self, *args: Any, bestand: Path, regio: str, **options: Any) -> None:
        """Take it in and say what came. Raises CommandError when it is refused."""
        try:
            found = take_in(bestand, regio=regio)
        except Geweigerd as error:
            raise CommandError(f"{error} Er is niets geschreven.") from error
        manifest, missing = found.manifest, found.ontbreekt
        rows = sum(each.rijen for name, each in manifest.lijsten.items() if name.startswith("tabellen/"))
        self.stdout.write(
            f"{manifest.gemeente.naam} is ingenomen: {rows} rijen in"
            f" {len(manifest.lijsten) - 3} tabellen. Iedereen vraagt een wachtwoord aan met 'wachtwoord vergeten'."
        )
        if missing:
            self.stdout.write(
                f"Let op: {len(missing)} bestand(en) ontbraken al bij de uitvoer. Rijen wijzen er nog naar:"
            )
            for name in missing:
                self.stdout.write(name)
