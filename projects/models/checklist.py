"""What a project fills in on its phase checklist."""

from typing import Any, ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models.project import Fase, Project
from projects.querysets import AntwoordQuerySet, BewijsQuerySet, EigenPuntQuerySet
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.instrumenten.models import Antwoord
from wijkaanpak.tenancy.models import GemeenteModel, tenant_manager


@pghistory.track()
class ChecklistAntwoord(Antwoord):
    """The answer of one project at one punt."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="antwoorden")

    objects = tenant_manager(AntwoordQuerySet)
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("antwoord")
        verbose_name_plural = _("antwoorden")
        constraints = [models.UniqueConstraint(fields=["gemeente", "project", "punt"], name="antwoord_eenmaal")]
        indexes = [models.Index(fields=["gemeente", "verantwoordelijke", "deadline"], name="antwoord_wie_wanneer")]


@pghistory.track()
class EigenPunt(GemeenteModel):
    """A punt that a gemeente (all its projects) or one project added to a phase.

    ``code`` is given once and never used again. A withdrawn punt keeps its answers.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, null=True, blank=True, related_name="eigen_punten")
    fase = models.CharField(_("fase"), max_length=15, choices=Fase)
    code = models.CharField(max_length=40, editable=False)
    titel = models.CharField(_("wat moet er gebeuren?"), max_length=120)
    hulp = models.CharField(_("uitleg"), max_length=500, blank=True)
    toegevoegd_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    vervallen_op = models.DateTimeField(null=True, editable=False)

    objects = tenant_manager(EigenPuntQuerySet)

    class Meta:
        verbose_name = _("eigen punt")
        verbose_name_plural = _("eigen punten")
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "project", "code"], name="eigen_punt_code_uniek", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.titel}"


def bewijs_path(bewijs: "Bewijs", filename: str) -> str:
    """Return where the bytes go: never under the name a user gave."""
    return f"bewijs/{bewijs.gemeente_id}/{bewijs.pk}"


@pghistory.track()
class Bewijs(GemeenteModel):
    """A file or a link that shows that a punt is done. Removing it keeps it in the bin."""

    antwoord = models.ForeignKey(ChecklistAntwoord, on_delete=models.PROTECT, related_name="bewijzen")
    titel = models.CharField(_("titel"), max_length=200)
    url = models.URLField(_("link"), max_length=1000, blank=True)
    bestand = models.FileField(_("bestand"), upload_to=bewijs_path, blank=True)
    mime = models.CharField(max_length=100, blank=True, editable=False)
    grootte = models.PositiveIntegerField(default=0, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    toegevoegd_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    toegevoegd_op = models.DateTimeField(auto_now_add=True)
    verwijderd_op = models.DateTimeField(null=True, editable=False)

    objects = tenant_manager(BewijsQuerySet)

    class Meta:
        verbose_name = _("bewijs")
        verbose_name_plural = _("bewijzen")
        indexes = [models.Index(fields=["gemeente", "antwoord"])]

    def __str__(self) -> str:
        return self.titel
