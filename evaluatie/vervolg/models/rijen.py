"""What is asked of organisations, the day to share results, and what is celebrated (VE-02, VE-03b, VE-08)."""

import pghistory
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from projects.models import Partner, Project
from wijkaanpak.editing.models import Removable, RemovableQuerySet
from wijkaanpak.tenancy.models import tenant_manager


@pghistory.track()
class Gevraagd(Removable):
    """What the gemeente asks of one organisation because of the findings, and by when (VE-03b, DOC-22)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+", editable=False)
    partner = models.ForeignKey(
        Partner, verbose_name=_("van welke organisatie?"), on_delete=models.PROTECT, related_name="+"
    )
    vraag = models.TextField(_("wat vraagt de gemeente?"), max_length=1000)
    bevinding = models.CharField(_("waarom? Wat leerde het project?"), max_length=400, blank=True)
    voor = models.DateField(_("voor wanneer?"), null=True, blank=True)

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("vraag aan een organisatie")
        verbose_name_plural = _("vragen aan organisaties")
        ordering = ["vervallen_op", "partner__naam", "voor", "id"]

    def __str__(self) -> str:
        return self.vraag


@pghistory.track()
class Regiodag(Removable):
    """A day on which the project shares what it learned: place, programme, invitation and how many came (DOC-21)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+", editable=False)
    naam = models.CharField(_("naam"), max_length=120)
    datum = models.DateField(_("datum"))
    begin = models.TimeField(_("van"), null=True, blank=True)
    eind = models.TimeField(_("tot"), null=True, blank=True)
    plaats = models.CharField(_("plaats"), max_length=200, blank=True)
    programma = models.TextField(_("programma"), max_length=4000, blank=True)
    uitnodiging = models.TextField(_("tekst van de uitnodiging"), max_length=4000, blank=True)
    genodigd = models.PositiveSmallIntegerField(_("hoeveel mensen zijn uitgenodigd?"), null=True, blank=True)
    aanwezig = models.PositiveSmallIntegerField(_("hoeveel mensen kwamen er?"), null=True, blank=True)

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("regiodag")
        verbose_name_plural = _("regiodagen")
        ordering = ["vervallen_op", "datum", "id"]

    def __str__(self) -> str:
        return f"{self.naam}, {date_format(self.datum, 'j F Y')}"


@pghistory.track()
class Succes(Removable):
    """A success, and how and when it was celebrated (VE-08)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+", editable=False)
    wat = models.CharField(_("wat ging er goed?"), max_length=300)
    hoe = models.CharField(_("hoe vieren jullie het?"), max_length=300, blank=True)
    gevierd_op = models.DateField(_("wanneer?"), null=True, blank=True)
    regiodag = models.ForeignKey(
        Regiodag,
        verbose_name=_("op een regiodag?"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successen",
    )

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("succes")
        verbose_name_plural = _("successen")
        ordering = ["vervallen_op", "gevierd_op", "id"]

    def __str__(self) -> str:
        return self.wat
