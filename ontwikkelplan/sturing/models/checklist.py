"""Deel I: where the gemeente stands as opdrachtgever (STU-I), and who was asked to answer a part of it."""

from typing import Any, ClassVar

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.sturing.querysets import UitgezetQuerySet
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.models import Editable
from wijkaanpak.tenancy.models import GemeenteModel, tenant_manager

JAAR = [MinValueValidator(2020), MaxValueValidator(2060)]
TEKST = 4000


@pghistory.track()
class Sturing(Editable):
    """One year of the checklist sturing: its answers, its gesprek and its plan per bouwsteen hang from it."""

    jaar = models.PositiveSmallIntegerField(_("jaar"), validators=JAAR)
    instrument_versie = models.PositiveSmallIntegerField(editable=False)
    bouwstenen_versie = models.PositiveSmallIntegerField(editable=False)

    objects = tenant_manager(models.QuerySet["Sturing"])
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("checklist sturing")
        verbose_name_plural = _("checklists sturing")
        ordering = ["-jaar"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "jaar"], name="sturing_een_per_jaar")]

    def __str__(self) -> str:
        return f"Checklist sturing {self.jaar}"


@pghistory.track()
class Sturingantwoord(Editable):
    """The answer at one line. Which fields count depends on the kind of the line in the instrument.

    ``domeinen`` holds the ticked domains joined by commas, in the order of the form.
    """

    sturing = models.ForeignKey(Sturing, on_delete=models.PROTECT, related_name="antwoorden", editable=False)
    punt = models.CharField(max_length=40, editable=False)
    waarde = models.CharField(_("antwoord"), max_length=20, blank=True)
    tekst = models.TextField(_("toelichting"), max_length=TEKST, blank=True)
    wie = models.CharField(_("wie"), max_length=200, blank=True)
    cijfer = models.CharField(_("cijfer"), max_length=100, blank=True)
    bron = models.CharField(_("bron"), max_length=200, blank=True)
    peildatum = models.DateField(_("gemeten op"), null=True, blank=True)
    document = models.CharField(_("naam van het document"), max_length=200, blank=True)
    url = models.URLField(_("link"), max_length=1000, blank=True)
    domeinen = models.CharField(_("domeinen"), max_length=200, blank=True)
    notitie = models.TextField(_("notitie uit het gesprek"), max_length=TEKST, blank=True)

    objects = tenant_manager(models.QuerySet["Sturingantwoord"])
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("antwoord op de checklist sturing")
        verbose_name_plural = _("antwoorden op de checklist sturing")
        constraints = [models.UniqueConstraint(fields=["gemeente", "sturing", "punt"], name="sturingantwoord_eenmaal")]

    def __str__(self) -> str:
        return f"antwoord {self.punt}"


class Uitgezet(GemeenteModel):
    """A line that a colleague was asked to answer before a day. The colleague may then answer that line."""

    sturing = models.ForeignKey(Sturing, on_delete=models.PROTECT, related_name="uitgezet", editable=False)
    punt = models.CharField(max_length=40, editable=False)
    lid = models.ForeignKey(Lidmaatschap, verbose_name=_("aan wie"), on_delete=models.PROTECT, related_name="+")
    voor = models.DateField(_("antwoord graag voor"))
    vraag = models.CharField(_("wat vraag je?"), max_length=400, blank=True)
    gevraagd_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField(auto_now_add=True)
    klaar_op = models.DateTimeField(null=True, editable=False)
    ingetrokken_op = models.DateTimeField(null=True, editable=False)

    objects = tenant_manager(UitgezetQuerySet)

    class Meta:
        verbose_name = _("uitgezette vraag")
        verbose_name_plural = _("uitgezette vragen")
        ordering = ["voor"]
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "sturing", "punt", "lid"],
                condition=models.Q(klaar_op=None, ingetrokken_op=None),
                name="uitgezet_eenmaal",
            )
        ]

    def __str__(self) -> str:
        return f"vraag {self.punt}"
