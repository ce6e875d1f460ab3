"""The report: the project's own words between what is gathered, and its frozen versions (VSL, DOC-12 … 16)."""

from typing import Any, ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models import Project
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.documents.models import Maakbaar
from wijkaanpak.editing.models import Editable
from wijkaanpak.tenancy.models import tenant_manager


class Verslagsoort(models.TextChoices):
    """The reports that gather the same data (DOC-12, DOC-13, DOC-15, DOC-16)."""

    PROJECTVERSLAG = "projectverslag", _("Projectverslag")
    TUSSENEVALUATIE = "tussenevaluatie", _("Tussenevaluatie")
    EINDEVALUATIE = "eindevaluatie", _("Eindevaluatie")
    WEBSAMENVATTING = "websamenvatting", _("Websamenvatting")


@pghistory.track()
class Verslagtekst(Editable):
    """One chapter of one report in the project's own words; without a row, or empty, the drafted text holds."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="verslagteksten", editable=False)
    soort = models.CharField(max_length=15, choices=Verslagsoort, editable=False)
    sleutel = models.CharField(max_length=10, editable=False)
    tekst = models.TextField(_("tekst"), max_length=10_000, blank=True)

    objects = tenant_manager(models.QuerySet["Verslagtekst"])

    class Meta:
        verbose_name = _("verslagtekst")
        verbose_name_plural = _("verslagteksten")
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "project", "soort", "sleutel"], name="verslagtekst_eenmaal")
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.sleutel}"


@pghistory.track(exclude=["inhoud", "gegevens", "uitkomst"])
class Verslagversie(Maakbaar):
    """One version of a report: the data as they were (``gegevens``), every line with its rows (``uitkomst``), its PDF.

    What it says as a document stands in ``inhoud``: neither is drawn again when the wording of a report changes.
    """

    task: ClassVar[str] = "evaluatie.tasks.make_reports"
    folder: ClassVar[str] = "verslagen"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="verslagen", editable=False)
    soort = models.CharField(max_length=15, choices=Verslagsoort)
    nummer = models.PositiveIntegerField()
    reden = models.CharField(_("waarom deze versie?"), max_length=200, blank=True)
    gegevens = models.JSONField()
    uitkomst = models.JSONField()
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    gemaakt_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")

    objects = tenant_manager(models.QuerySet["Verslagversie"])
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("verslag")
        verbose_name_plural = _("verslagen")
        ordering = ["soort", "-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "project", "soort", "nummer"], name="verslag_nummer_eenmaal")
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}, versie {self.nummer}"
