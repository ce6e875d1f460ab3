"""Measure the privacywacht: ``manage.py meet_privacywacht --bestand SET.yaml``."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reflectie.privacywacht.meten import Meetfout, Meting, Score, lees, meet

_KOP = ("soort", "aantal", "gevonden", "gemist", "vals", "recall", "precisie")
_RIJ = "{:<14}{:>8}{:>10}{:>8}{:>6}{:>8}{:>10}"


class Command(BaseCommand):
    """Prints a table per part of the set, and how quick it was."""

    help = "Meet de privacywacht op een bestand met zinnen."

    def add_arguments(self, parser: CommandParser) -> None:
        """The set is required: it belongs to who measures."""
        parser.add_argument("--bestand", type=Path, required=True, help="YAML-bestand met zinnen")
        parser.add_argument("--fouten", action="store_true", help="toon ook de zinnen van 'leer' die misgaan")

    def handle(self, *args: Any, bestand: Path, fouten: bool, **options: Any) -> None:
        """Print what was measured. Raises CommandError for a set that can't be read."""
        try:
            zinnen = lees(bestand)
        except Meetfout as error:
            raise CommandError(str(error)) from error
        for deel in sorted({zin.deel for zin in zinnen}):
            self._print(deel, meet(zin for zin in zinnen if zin.deel == deel), fouten and deel == "leer")

    def _print(self, deel: str, meting: Meting, fouten: bool) -> None:
        self.stdout.write(f"\n{deel}: {meting.microseconden:.0f} microseconden per 1000 tekens")
        self.stdout.write(_RIJ.format(*_KOP))
        for naam, score in [*((soort.value, s) for soort, s in meting.scores.items()), ("alles", meting.totaal)]:
            self.stdout.write(_RIJ.format(naam, *_cijfers(score)))
        for zin, vondsten in meting.fouten if fouten else []:
            self.stdout.write(f"- {zin.tekst}\n    {[(each.soort.value, each.tekst) for each in vondsten]}")


def _cijfers(score: Score) -> tuple[int, int, int, int, str, str]:
    return score.aantal, score.gevonden, score.gemist, score.vals, f"{score.recall:.3f}", f"{score.precisie:.3f}"
