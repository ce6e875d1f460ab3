"""A PDF that a worker makes: the row is its own outbox, so nothing is lost with a message of the broker."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkaanpak.tenancy.models import GemeenteModel


class Maakstaat(models.TextChoices):
    """How far the making of a PDF is."""

    WACHT = "wacht", _("Wacht op zijn beurt")
    BEZIG = "bezig", _("Wordt gemaakt")
    KLAAR = "klaar", _("Klaar")
    MISLUKT = "mislukt", _("Niet gelukt")


class MaakQuerySet(models.QuerySet[Any]):
    """Reading what a worker makes."""

    def waiting(self) -> "MaakQuerySet":
        """Return what must still be made; the services of ``maken`` decide whose turn it is."""
        return self.filter(staat__in=(Maakstaat.WACHT, Maakstaat.BEZIG))


def made_path(row: "Maakbaar", filename: str) -> str:
    """Return where the bytes go."""
    return f"{row.folder}/{row.gemeente_id}/{row.pk}/{filename}"


class Maakbaar(GemeenteModel):
    """What a PDF says (``inhoud``), how far its making is, and its bytes with their hash. Never changed afterwards.

    ``task`` is the name of the task that makes these PDFs, ``folder`` where the bytes go.
    """

    task: ClassVar[str]
    folder: ClassVar[str]

    inhoud = models.JSONField()
    sjabloon = models.PositiveSmallIntegerField()
    staat = models.CharField(max_length=8, choices=Maakstaat, default=Maakstaat.WACHT)
    stap = models.PositiveSmallIntegerField(default=0)
    pogingen = models.PositiveSmallIntegerField(default=0)
    begonnen_op = models.DateTimeField(null=True)
    bestand = models.FileField(upload_to=made_path, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        abstract = True

    @property
    def is_ready(self) -> bool:
        """Whether the PDF is there."""
        return self.staat == Maakstaat.KLAAR
