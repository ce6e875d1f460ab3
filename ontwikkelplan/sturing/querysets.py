"""Reading sturing: what waits, what runs."""

from typing import Any

from django.db import models


class UitgezetQuerySet(models.QuerySet[Any]):
    """Reading questions that were asked of colleagues."""

    def open(self) -> "UitgezetQuerySet":
        """Return what still waits for an answer, of members who are still there."""
        return self.filter(klaar_op=None, ingetrokken_op=None, lid__beeindigd_op=None)
