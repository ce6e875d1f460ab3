"""One MLB and what is written during it. Its texts are for the team and the guests of that session alone."""

import datetime

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models import Project
from reflectie.models.reeks import METHODE_MAX, Reeks
from reflectie.querysets import ActieQuerySet, SessieQuerySet
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.models import Editable, Removable, RemovableQuerySet
from wijkaanpak.tenancy.models import tenant_manager

KORT = 500
LANG = 10_000


class Sessiestaat(models.TextChoices):
    """Where a session is; which step leads where stands in ``reflectie.staten``."""

    CONCEPT = "concept", _("Concept")
    GEPLAND = "gepland", _("Gepland")
    BEZIG = "bezig", _("Bezig")
    AFGEROND = "afgerond", _("Vastgelegd")
    AFGEZEGD = "afgezegd", _("Afgezegd")


@pghistory.track(exclude=["tweede_lezing", "vermoedens"])
class Sessie(Editable):
    """One methodische leerbijeenkomst: a leervraag, worked out with an anonymised case (MLB-02).

    ``stappen`` are the steps of its method as they were when it began; ``stap`` is the one the table is at.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="sessies", editable=False)
    reeks = models.ForeignKey(Reeks, on_delete=models.PROTECT, related_name="sessies", editable=False)
    nummer = models.PositiveSmallIntegerField(editable=False)
    staat = models.CharField(max_length=8, choices=Sessiestaat, default=Sessiestaat.CONCEPT, editable=False)
    datum = models.DateField(_("datum"))
    begin = models.TimeField(_("van"))
    duur = models.PositiveSmallIntegerField(
        _("duur in minuten"), validators=[MinValueValidator(30), MaxValueValidator(480)]
    )
    plaats = models.CharField(_("waar"), max_length=120, blank=True)
    gespreksleider = models.ForeignKey(
        Lidmaatschap, verbose_name=_("gespreksleider"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    agenda = models.TextField(_("agenda"), max_length=2000, blank=True)
    methode = models.CharField(max_length=METHODE_MAX, editable=False)
    stappen = models.JSONField(default=list, editable=False)
    stap = models.PositiveSmallIntegerField(default=0, editable=False)
    stap_sinds = models.DateTimeField(null=True, editable=False)
    leervraag = models.TextField(_("leervraag"), max_length=KORT, blank=True)
    inbrenger = models.ForeignKey(
        Lidmaatschap, verbose_name=_("van wie?"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    casus = models.TextField(_("casus in het kort, zonder namen"), max_length=LANG, blank=True)
    mogelijkheden = models.TextField(_("mogelijkheden in de wijk"), max_length=LANG, blank=True)
    volgnummer = models.PositiveSmallIntegerField(default=0, editable=False)  # SEQUENCE in the calendar
    afgerond_op = models.DateTimeField(null=True, editable=False)
    tweede_lezing = models.CharField(max_length=64, blank=True, editable=False)  # of the texts that were read again
    vermoedens = models.JSONField(default=list, editable=False)  # words that the second reading suspects

    objects = tenant_manager(SessieQuerySet)

    class Meta:
        verbose_name = _("MLB")
        verbose_name_plural = _("MLB’s")
        ordering = ["datum", "begin"]
        permissions = [("bekijken", _("Bekijken"))]
        constraints = [models.UniqueConstraint(fields=["gemeente", "project", "nummer"], name="sessie_nummer_eenmaal")]
        indexes = [models.Index(fields=["gemeente", "project", "datum"])]

    def __str__(self) -> str:
        return f"MLB {self.nummer}"

    def begint(self) -> datetime.datetime:
        """The moment it begins, in Amsterdam."""
        return timezone.make_aware(datetime.datetime.combine(self.datum, self.begin))

    def eindigt(self) -> datetime.datetime:
        """The moment it ends."""
        return self.begint() + datetime.timedelta(minutes=self.duur)


@pghistory.track()
class Stapnotitie(Editable):
    """What was written at one step of a session."""

    sessie = models.ForeignKey(Sessie, on_delete=models.PROTECT, related_name="notities", editable=False)
    stap = models.CharField(max_length=40, editable=False)
    tekst = models.TextField(_("notities"), max_length=LANG, blank=True)

    objects = tenant_manager(models.QuerySet["Stapnotitie"])

    class Meta:
        verbose_name = _("notitie")
        verbose_name_plural = _("notities")
        constraints = [models.UniqueConstraint(fields=["gemeente", "sessie", "stap"], name="stapnotitie_eenmaal")]

    def __str__(self) -> str:
        return f"notitie {self.pk}"


class Voor(models.TextChoices):
    """What an alternative is of use for (MLB-20)."""

    CASUS = "casus", _("Voor deze casus")
    ANDER = "ander", _("Voor ander werk")


@pghistory.track()
class Alternatief(Removable):
    """Another way of acting that the table found; ``met_wijk`` when it leans on the area (MLB-07)."""

    sessie = models.ForeignKey(Sessie, on_delete=models.PROTECT, related_name="alternatieven", editable=False)
    tekst = models.CharField(_("andere manier van handelen"), max_length=300)
    voor = models.CharField(max_length=5, choices=Voor, default=Voor.CASUS)
    met_wijk = models.BooleanField(_("met de wijk"), default=False)

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("andere manier van handelen")
        verbose_name_plural = _("andere manieren van handelen")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"alternatief {self.pk}"


@pghistory.track()
class Actie(Removable):
    """Something that someone of the table does, before a date."""

    sessie = models.ForeignKey(Sessie, on_delete=models.PROTECT, related_name="acties", editable=False)
    tekst = models.CharField(_("wat"), max_length=300)
    wie = models.ForeignKey(Lidmaatschap, verbose_name=_("wie"), on_delete=models.PROTECT, related_name="+")
    wanneer = models.DateField(_("wanneer"), null=True, blank=True)
    klaar_op = models.DateField(null=True, editable=False)

    objects = tenant_manager(ActieQuerySet)

    class Meta:
        verbose_name = _("actie")
        verbose_name_plural = _("acties")
        ordering = ["pk"]
        indexes = [models.Index(fields=["gemeente", "wie"])]

    def __str__(self) -> str:
        return f"actie {self.pk}"
