"""What a region offers its gemeenten, and what a gemeente was offered: each row lives with one gemeente."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.models.plan import Plan
from ontwikkelplan.querysets import LeveringQuerySet
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.tenancy.models import Gemeente, GemeenteModel, tenant_manager


class Uitgifte(GemeenteModel):
    """One edition of a regional plan, frozen, of the gemeente that keeps it for the region."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="uitgiften", editable=False)
    nummer = models.PositiveIntegerField()
    inhoud = models.JSONField()
    door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = tenant_manager(models.QuerySet["Uitgifte"])

    class Meta:
        verbose_name = _("uitgifte")
        verbose_name_plural = _("uitgiften")
        ordering = ["-nummer"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "plan", "nummer"], name="uitgifte_eenmaal")]

    def __str__(self) -> str:
        return f"uitgifte {self.nummer}"


class Levering(GemeenteModel):
    """An edition that must reach one gemeente of the region: written with the edition, swept until it is there."""

    uitgifte = models.ForeignKey(Uitgifte, on_delete=models.PROTECT, related_name="leveringen")
    ontvanger = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    geleverd_op = models.DateTimeField(null=True)
    pogingen = models.PositiveSmallIntegerField(default=0)

    objects = tenant_manager(LeveringQuerySet)

    class Meta:
        verbose_name = _("levering")
        verbose_name_plural = _("leveringen")
        constraints = [models.UniqueConstraint(fields=["gemeente", "uitgifte", "ontvanger"], name="levering_eenmaal")]

    def __str__(self) -> str:
        return f"levering {self.pk}"


@pghistory.track()
class Regiopunt(GemeenteModel):
    """An ontwikkelpunt that the region offers this gemeente, as of the newest edition (OPL-06).

    ``bron_id`` is the row of the gemeente that keeps the regional plan: a name for the same thing, not a key.
    """

    bron_id = models.UUIDField()
    uitgifte = models.PositiveIntegerField()
    begin_jaar = models.PositiveSmallIntegerField()
    van_wie = models.CharField(max_length=100)
    tabel = models.CharField(max_length=40)
    volgorde = models.PositiveIntegerField(default=0)
    doel = models.TextField(blank=True)
    resultaat = models.TextField(blank=True)
    stappen = models.TextField(blank=True)
    kosten = models.TextField(blank=True)
    uitvoerder = models.TextField(blank=True)
    planning = models.TextField(blank=True)
    bron = models.CharField(max_length=40, blank=True)
    aangeboden_op = models.DateTimeField()
    ingetrokken_op = models.DateTimeField(null=True)

    objects = tenant_manager(models.QuerySet["Regiopunt"])

    class Meta:
        verbose_name = _("regionaal ontwikkelpunt")
        verbose_name_plural = _("regionale ontwikkelpunten")
        ordering = ["tabel", "volgorde", "id"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "bron_id"], name="regiopunt_eenmaal")]

    def __str__(self) -> str:
        return f"regiopunt {self.pk}"
