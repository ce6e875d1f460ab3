"""Reading sturing: what waits, what runs."""

from typing import Any

from django.db import models

from wijkaanpak.editing.models import RemovableQuerySet


class UitgezetQuerySet(models.QuerySet[Any]):
    """Reading questions that were asked of colleagues."""

    def open(self) -> "UitgezetQuerySet":
        """Return what still waits for an answer, of members who are still there."""
        return self.filter(klaar_op=None, ingetrokken_op=None, lid__beeindigd_op=None)


class OverlegactieQuerySet(RemovableQuerySet):
    """Reading what both sides agreed to do."""

    def open(self) -> "OverlegactieQuerySet":
        """Return what is not done yet, of meetings that are still there."""
        return self.filter(klaar_op=None, vervallen_op=None, overleg__vervallen_op=None)
