"""The ontwikkelpunten of a plan: one row of a table with seven columns, and its dated stand van zaken."""

from typing import Any, ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.cellen import lees_planning, open_stapdagen
from ontwikkelplan.models.plan import Plan
from ontwikkelplan.models.regio import Regiopunt
from ontwikkelplan.querysets import PuntQuerySet, StandQuerySet
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.models import Removable
from wijkaanpak.tenancy.models import GemeenteModel, tenant_manager

CEL = 10_000  # the most letters of one cell
# The cells of a row that are typed, in the order of the columns KOL-1 … KOL-6; KOL-7 is ``Stand``.
KOLOMMEN = ("doel", "resultaat", "stappen", "kosten", "uitvoerder", "planning")


class Voortgang(models.TextChoices):
    """How far an ontwikkelpunt is."""

    NIET_GESTART = "niet_gestart", _("Niet gestart")
    BEZIG = "bezig", _("Bezig")
    GEREED = "gereed", _("Gereed")
    GESTOPT = "gestopt", _("Gestopt")


class Herkomst(models.TextChoices):
    """Where an ontwikkelpunt comes from (OPL-06)."""

    LOKAAL = "lokaal", _("Lokaal")
    REGIONAAL = "regionaal", _("Regionaal")


@pghistory.track(exclude=["stap_dagen"])
class Ontwikkelpunt(Removable):
    """One row of one of the 24 tables (KOL-1 … KOL-6).

    A cell is the text that people typed; what the program reads in it (dates, amounts, steps) is in ``cellen``.
    ``tabel`` is the id of the group or topic of the quickscan, ``bron`` the id of the answer the goal comes from.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="punten", editable=False)
    tabel = models.CharField(max_length=40, editable=False)
    volgorde = models.PositiveIntegerField(default=0, editable=False)
    doel = models.TextField(_("ontwikkelpunt (doel)"), max_length=CEL, blank=True)
    resultaat = models.TextField(_("beoogd resultaat en indicatoren"), max_length=CEL, blank=True)
    stappen = models.TextField(_("verbeteractie"), max_length=CEL, blank=True)
    kosten = models.TextField(_("kosten en dekking"), max_length=CEL, blank=True)
    uitvoerder = models.TextField(_("uitvoerder"), max_length=1000, blank=True)
    planning = models.TextField(_("planning"), max_length=300, blank=True)
    bron = models.CharField(_("komt uit"), max_length=40, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Voortgang, default=Voortgang.NIET_GESTART)
    begin_op = models.DateField(null=True, editable=False)  # read from ``planning``
    eind_op = models.DateField(null=True, editable=False)
    stap_dagen = ArrayField(models.DateField(), default=list, editable=False)  # of the steps that aren't done
    herkomst = models.CharField(max_length=10, choices=Herkomst, default=Herkomst.LOKAAL, editable=False)
    regiopunt = models.ForeignKey(Regiopunt, on_delete=models.PROTECT, null=True, related_name="punten", editable=False)
    regio_uitgifte = models.PositiveIntegerField(null=True, editable=False)

    objects = tenant_manager(PuntQuerySet)
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("ontwikkelpunt")
        verbose_name_plural = _("ontwikkelpunten")
        ordering = ["tabel", "volgorde", "id"]
        indexes = [models.Index(fields=["gemeente", "plan", "tabel", "volgorde"], name="ontwikkelpunt_op_volgorde")]
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "plan", "regiopunt"],
                condition=models.Q(vervallen_op=None),
                name="ontwikkelpunt_regiopunt_eenmaal",
            )
        ]

    def __str__(self) -> str:
        return f"ontwikkelpunt {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row, with the days that its planning and its open steps name."""
        self.begin_op, self.eind_op = lees_planning(self.planning)
        self.stap_dagen = open_stapdagen(self.stappen)
        super().save(*args, **kwargs)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return self.status in (Voortgang.GEREED, Voortgang.GESTOPT)

    @property
    def is_late(self) -> bool:
        """Whether the last day of the planning has passed with work left."""
        return not self.is_done and self.eind_op is not None and self.eind_op < timezone.localdate()


class Stand(GemeenteModel):
    """Where an ontwikkelpunt stood on a day (KOL-7). Added to, never changed (OPL-08)."""

    punt = models.ForeignKey(Ontwikkelpunt, on_delete=models.PROTECT, related_name="standen", editable=False)
    datum = models.DateField(_("datum"), default=timezone.localdate)
    tekst = models.TextField(_("stand van zaken"), max_length=4000)
    door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = tenant_manager(StandQuerySet)

    class Meta:
        verbose_name = _("stand van zaken")
        verbose_name_plural = _("standen van zaken")
        ordering = ["-datum", "-id"]
        indexes = [models.Index(fields=["gemeente", "punt", "datum"], name="stand_per_punt")]

    def __str__(self) -> str:
        return f"stand {self.datum}"
