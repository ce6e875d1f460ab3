"""What the privacywacht knows of a gemeente, and what a person let stay in a text, with the reason."""

import pghistory
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from projects.models import Project
from reflectie.models.sessie import Sessie
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.models import Removable, RemovableQuerySet
from wijkaanpak.tenancy.models import GemeenteModel, tenant_manager


class Termsoort(models.TextChoices):
    """What a word of the list is."""

    WOORD = "woord", _("Woord of naam")
    SCHOOL = "school", _("School of opvang")


@pghistory.track()
class Wachtterm(Removable):
    """A word that the privacywacht asks about in this gemeente."""

    tekst = models.CharField(_("woord of naam"), max_length=80)
    soort = models.CharField(_("soort"), max_length=6, choices=Termsoort, default=Termsoort.WOORD)

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("woord van de privacywacht")
        verbose_name_plural = _("woorden van de privacywacht")
        ordering = ["soort", Lower("tekst")]
        constraints = [
            models.UniqueConstraint(
                "gemeente", Lower("tekst"), condition=models.Q(vervallen_op=None), name="wachtterm_eenmaal"
            )
        ]

    def __str__(self) -> str:
        return self.tekst


class Houdreden(models.TextChoices):
    """Why a word that was asked about may stay."""

    GEEN_NAAM = "geen_naam", _("Dit wijst niemand aan")
    ALGEMEEN = "algemeen", _("Dit is algemeen bekend in de wijk")
    COLLEGA = "collega", _("Dit is een collega, niet iemand van het gezin")


@pghistory.track()
class Behouden(GemeenteModel):
    """One word that stays in the texts of one session, by whom and why; without one, of a project or gemeente."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, null=True, related_name="+")
    sessie = models.ForeignKey(Sessie, on_delete=models.PROTECT, null=True, related_name="+")
    sleutel = models.CharField(max_length=200)
    reden = models.CharField(max_length=10, choices=Houdreden)
    door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = tenant_manager(models.QuerySet["Behouden"])

    class Meta:
        verbose_name = _("woord dat blijft staan")
        verbose_name_plural = _("woorden die blijven staan")
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "project", "sessie", "sleutel"], nulls_distinct=False, name="behouden_eenmaal"
            )
        ]

    def __str__(self) -> str:
        return f"behouden {self.pk}"
