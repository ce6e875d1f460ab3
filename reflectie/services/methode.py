"""Writing a method of a gemeente or a project."""

from typing import Any

from django.db import transaction

from reflectie.models import EigenMethode
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.services import stamp


class MethodeChanged(Exception):
    """A colleague changed the method meanwhile; ``current`` is how it is now."""

    def __init__(self, current: EigenMethode) -> None:
        super().__init__(str(current.pk))
        self.current = current


@transaction.atomic
def save_method(
    *, row: EigenMethode, naam: str, uitleg: str, stappen: list[dict[str, Any]], versie: int, by: Lidmaatschap
) -> EigenMethode:
    """Store a method as its next version. Raises MethodeChanged when it is not at ``versie`` any more."""
    found = EigenMethode.objects.select_for_update(of=["self"]).filter(pk=row.pk).first()
    if found is not None and found.versie != versie and (found.naam, found.uitleg, found.stappen) != (
        naam, uitleg, stappen,
    ):  # fmt: skip
        raise MethodeChanged(found)
    made = found or row
    made.naam, made.uitleg, made.stappen = naam, uitleg, stappen
    stamp(made, by.pk)
    made.save()
    return made
