"""What a beheerder takes out of a gemeente, and the pieces it is made of."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.documents.models import Maakbaar, MaakQuerySet, Maakstaat
from wijkaanpak.tenancy.models import tenant_manager

PDF_TASK = "wijkaanpak.uitvoer.tasks.make_pdfs"
DATA_TASK = "wijkaanpak.uitvoer.tasks.make_package"
BUSY = (Maakstaat.WACHT, Maakstaat.BEZIG)


class Soort(models.TextChoices):
    """What goes out."""

    PDF = "pdf", _("Alles als pdf")
    GEGEVENS = "gegevens", _("Alles van de gemeente, voor een andere installatie")


class UitvoerQuerySet(MaakQuerySet):
    """Reading what went out."""

    def with_progress(self) -> Any:
        """Return what went out, the newest first, with who asked and how many pieces there are, done and failed."""
        done = Q(stukken__staat__in=(Maakstaat.KLAAR, Maakstaat.MISLUKT))
        return (
            self.select_related("gevraagd_door__gebruiker")
            .annotate(
                stukken_totaal=models.Count("stukken"),
                stukken_gedaan=models.Count("stukken", filter=done),
                stukken_mislukt=models.Count("stukken", filter=Q(stukken__staat=Maakstaat.MISLUKT)),
            )
            .order_by("-pk")
        )

    def expired(self) -> "UitvoerQuerySet":
        """Return what may be kept no longer."""
        return self.filter(vervalt_op__lt=timezone.now())


class Uitvoer(Maakbaar):
    """One zip that was asked for: its own outbox. ``inhoud`` is the choice: the project, and from when to when."""

    folder = "uitvoer"

    soort = models.CharField(max_length=10, choices=Soort)
    waarvan = models.CharField(max_length=200)  # in words, as it was then
    gevraagd_op = models.DateTimeField(auto_now_add=True)
    gevraagd_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    omvang = models.PositiveBigIntegerField(default=0)
    stappen = models.PositiveSmallIntegerField(default=0)
    vervalt_op = models.DateTimeField()

    objects = tenant_manager(UitvoerQuerySet)

    class Meta:
        verbose_name = _("uitvoer")
        verbose_name_plural = _("uitvoeren")

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.pk}"

    @property
    def task(self) -> str:  # type: ignore[override]
        """The name of the task that makes it."""
        return PDF_TASK if self.soort == Soort.PDF else DATA_TASK

    @property
    def is_busy(self) -> bool:
        """Whether it is still being made."""
        return self.staat in BUSY


class Uitvoerstuk(Maakbaar):
    """One PDF that goes along. ``bron`` and ``sleutel`` say where its words come from; made once, and kept."""

    task = PDF_TASK
    folder = "stuk"  # short: a name in the storage has a hundred letters

    uitvoer = models.ForeignKey(Uitvoer, on_delete=models.CASCADE, related_name="stukken")
    bron = models.CharField(max_length=40)
    sleutel = models.CharField(max_length=120)
    map = models.CharField(max_length=200)
    titel = models.CharField(max_length=200)
    dag = models.DateField()

    objects = tenant_manager(MaakQuerySet)

    class Meta:
        verbose_name = _("stuk van een uitvoer")
        verbose_name_plural = _("stukken van een uitvoer")
        ordering = ["map", "titel", "dag", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "uitvoer", "bron", "sleutel"], name="uitvoerstuk_eenmaal")
        ]

    def __str__(self) -> str:
        return f"stuk {self.pk}"


def to_pack(soort: Soort) -> Q:
    """Return the condition that an uitvoer of this kind has all its pieces, made or given up."""
    waiting = Uitvoerstuk.objects.filter(uitvoer=OuterRef("pk"), staat__in=BUSY)
    return Q(soort=soort) & ~Q(Exists(waiting))
