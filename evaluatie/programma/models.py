"""What a gemeente shares of a project, and what a region was given: each row lives with one gemeente."""

from typing import Any, ClassVar

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from evaluatie.programma.querysets import RegiostandQuerySet, StandQuerySet
from projects.models import Project
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.documents.models import Maakbaar, MaakQuerySet
from wijkaanpak.tenancy.models import Gemeente, GemeenteModel, tenant_manager


class Standstaat(models.TextChoices):
    """How far the sharing of a stand is."""

    CONCEPT = "concept", _("Nog niet gedeeld")
    KLAARGEZET = "klaargezet", _("Wacht op akkoord")
    TERUG = "terug", _("Aanpassing gevraagd")
    VRIJGEGEVEN = "vrijgegeven", _("Gedeeld met de regio")
    VERVANGEN = "vervangen", _("Vervangen door een nieuwere")
    INGETROKKEN = "ingetrokken", _("Ingetrokken")


class Waarom(models.TextChoices):
    """Why a stand is not shared as it is. A choice, so that no words about people end up here."""

    CIJFERS = "cijfers", _("De cijfers kloppen nog niet")
    LATER = "later", _("Wacht tot na de evaluatie")
    OVERLEG = "overleg", _("Bespreek het eerst met beleid")


@pghistory.track()
class Stand(GemeenteModel):
    """Where a project stood on a day, in figures that stay as they are, on the way to its region.

    ``geleverd_aan`` is the gemeente that may have a copy for the region; None when there is none anywhere.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="standen", editable=False)
    nummer = models.PositiveIntegerField()
    peildag = models.DateField()
    cijfers = models.JSONField()
    staat = models.CharField(max_length=11, choices=Standstaat, default=Standstaat.CONCEPT)
    waarom = models.CharField(_("waarom nog niet?"), max_length=8, choices=Waarom, blank=True)
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    gemaakt_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    klaargezet_op = models.DateTimeField(null=True)
    besloten_op = models.DateTimeField(null=True)
    besloten_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, null=True, related_name="+")
    geleverd_aan = models.ForeignKey(Gemeente, on_delete=models.PROTECT, null=True, related_name="+")

    objects = tenant_manager(StandQuerySet)
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("stand")
        verbose_name_plural = _("standen")
        ordering = ["-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "project", "nummer"], name="programma_stand_nummer"),
            models.UniqueConstraint(
                fields=["gemeente", "project"],
                condition=Q(staat__in=["concept", "klaargezet"]),
                name="programma_stand_in_de_maak",
            ),
            models.UniqueConstraint(
                fields=["gemeente", "project"], condition=Q(staat="vrijgegeven"), name="programma_stand_gedeeld"
            ),
        ]

    def __str__(self) -> str:
        return f"stand {self.nummer}"


class Regiostand(GemeenteModel):
    """What a gemeente shared of one project, with the gemeente that leads the region.

    ``bron_project`` is the project there: a name for the same thing, not a key. Once withdrawn it has no figures, and
    no history of them: this table is not tracked. Without a name it says no more than that nothing may come (late).
    """

    bron_project = models.UUIDField()
    nummer = models.PositiveIntegerField()
    van = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    naam = models.CharField(max_length=100, blank=True)
    wijk = models.CharField(max_length=100, blank=True)
    peildag = models.DateField(null=True)
    cijfers = models.JSONField(default=dict)
    gezonden_op = models.DateTimeField()
    ingetrokken_op = models.DateTimeField(null=True)

    objects = tenant_manager(RegiostandQuerySet)

    class Meta:
        verbose_name = _("gedeelde stand")
        verbose_name_plural = _("gedeelde standen")
        ordering = ["van__naam", "naam"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "bron_project"], name="programma_kopie_eenmaal")]

    def __str__(self) -> str:
        return self.naam


class Programmapdf(Maakbaar):
    """The programme as a PDF; it goes away as soon as a gemeente withdraws what is in it."""

    task = "evaluatie.programma.tasks.make_pdfs"
    folder = "programma"

    gevraagd_op = models.DateTimeField(auto_now_add=True)
    gevraagd_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")

    objects = tenant_manager(MaakQuerySet)

    class Meta:
        verbose_name = _("pdf van het programma")
        verbose_name_plural = _("pdf’s van het programma")
        ordering = ["-gevraagd_op"]

    def __str__(self) -> str:
        return f"pdf {self.pk}"
