"""Reading sturing: what waits, what runs."""

import datetime
from typing import Any

from django.db import models

from wijkaanpak.editing.models import RemovableQuerySet


class UitgezetQuerySet(models.QuerySet[Any]):
    """Reading questions that were asked of colleagues."""

    def open(self) -> "UitgezetQuerySet":
        """Return what still waits for an answer, of members who are still there."""
        return self.filter(klaar_op=None, ingetrokken_op=None, lid__beeindigd_op=None)


class GespreksregelQuerySet(RemovableQuerySet):
    """Reading what came out of a gesprek."""

    def open(self) -> "GespreksregelQuerySet":
        """Return the actions that aren't done yet, of gesprekken that are still there."""
        return self.filter(soort="actie", klaar_op=None, vervallen_op=None, gesprek__vervallen_op=None)


class OverlegactieQuerySet(RemovableQuerySet):
    """Reading what both sides agreed to do."""

    def open(self) -> "OverlegactieQuerySet":
        """Return what is not done yet, of meetings that are still there."""
        return self.filter(klaar_op=None, vervallen_op=None, overleg__vervallen_op=None)


class MonitorQuerySet(RemovableQuerySet):
    """Reading agreements on information."""

    def late(self, today: datetime.date) -> "MonitorQuerySet":
        """Return what should have been delivered by now, on an opdracht that still holds."""
        return self.filter(vervallen_op=None, volgende__lt=today).exclude(opdracht__staat="vervallen")
