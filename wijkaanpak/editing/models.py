"""The base of every row that several people may edit at once."""

from typing import Any, ClassVar

from django.db import models

from wijkaanpak.tenancy.models import GemeenteModel


class Editable(GemeenteModel):
    """A row with a version: every save that changes something adds one, and history keeps them all."""

    versie = models.PositiveIntegerField(default=0, editable=False)
    gewijzigd_op = models.DateTimeField(null=True, editable=False)
    gewijzigd_door = models.ForeignKey(
        "accounts.Lidmaatschap", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        abstract = True


class RemovableQuerySet(models.QuerySet[Any]):
    """Reading rows that can be taken away."""

    def current(self) -> "RemovableQuerySet":
        """Leave out what was taken away."""
        return self.filter(vervallen_op=None)


class Removable(Editable):
    """An editable row that can be taken away and put back; it stays in the database."""

    vervallen_op = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True
