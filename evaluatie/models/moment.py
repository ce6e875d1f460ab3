"""An evaluation: who meets when, what it says of each goal, what it found, and what changes because of it."""

from typing import Any, ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models import Doel, Project, Projectdocument
from reflectie.models import Les
from wijkaanpak.editing.models import Editable, Removable, RemovableQuerySet
from wijkaanpak.tenancy.models import tenant_manager

KORT, LANG = 400, 10_000


class Evaluatiesoort(models.TextChoices):
    """When in the project (NUM-09, DAT-04: halfway and at the end; more if wanted)."""

    HALVERWEGE = "halverwege", _("Halverwege")
    EIND = "eind", _("Aan het einde")
    TUSSENDOOR = "tussendoor", _("Tussendoor")


@pghistory.track()
class Evaluatie(Removable):
    """One moment at which the team and others look back (VE-01, UI-07b)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="evaluaties", editable=False)
    soort = models.CharField(_("wanneer in het project?"), max_length=10, choices=Evaluatiesoort)
    datum = models.DateField(_("datum"))
    methode = models.CharField(_("hoe kijken jullie terug?"), max_length=KORT, blank=True)
    kernvragen = models.TextField(_("welke vragen stellen jullie?"), max_length=2000, blank=True)
    conclusies = models.TextField(_("conclusies"), max_length=LANG, blank=True)
    gehouden_op = models.DateTimeField(null=True, editable=False)

    objects = tenant_manager(RemovableQuerySet)
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("evaluatie")
        verbose_name_plural = _("evaluaties")
        ordering = ["vervallen_op", "datum", "id"]

    def __str__(self) -> str:
        return f"evaluatie {self.get_soort_display().lower()}"


class Doeloordeel(models.TextChoices):
    """How far a goal was reached, in the eyes of who evaluated."""

    BEREIKT = "bereikt", _("Bereikt")
    DEELS = "deels", _("Deels bereikt")
    NIET = "niet", _("Niet bereikt")
    ONBEKEND = "onbekend", _("Nog niet te zeggen")


@pghistory.track()
class Doelantwoord(Editable):
    """What one evaluation asks and says of one goal of the project."""

    evaluatie = models.ForeignKey(Evaluatie, on_delete=models.PROTECT, related_name="antwoorden", editable=False)
    doel = models.ForeignKey(Doel, on_delete=models.PROTECT, related_name="evaluatieantwoorden", editable=False)
    kernvragen = models.TextField(_("wat vragen jullie bij dit doel?"), max_length=1000, blank=True)
    oordeel = models.CharField(_("hoever zijn jullie?"), max_length=8, choices=Doeloordeel, blank=True)
    tekst = models.TextField(_("waaraan merken jullie dat?"), max_length=2000, blank=True)

    objects = tenant_manager(models.QuerySet["Doelantwoord"])

    class Meta:
        verbose_name = _("antwoord bij een doel")
        verbose_name_plural = _("antwoorden bij doelen")
        constraints = [models.UniqueConstraint(fields=["gemeente", "evaluatie", "doel"], name="doelantwoord_eenmaal")]

    def __str__(self) -> str:
        return f"antwoord {self.pk}"


class Bevindingsoort(models.TextChoices):
    """For whom a finding is, or what it is; each kind has its section in the report (VSL-S … VSL-3)."""

    HOOFD = "hoofd", _("Hoofdbevinding")
    SAMENWERKING = "samenwerking", _("Over de samenwerking")
    AANSLUITEN = "aansluiten", _("Over de wijze van aansluiten")
    CLIENT = "client", _("Wat cliënten merken")
    PROFESSIONAL = "professional", _("Wat professionals merken")
    AANDACHT = "aandacht", _("Aandachtspunt")
    BOUWSTEEN = "bouwsteen", _("Bouwsteen voor anderen")
    BESLUIT = "besluit", _("Besluit of aanbeveling")
    SUCCES = "succes", _("Succesfactor")
    BELEMMERING = "belemmering", _("Belemmerende factor")
    BELANG = "belang", _("Belang voor kwaliteit en beleid")
    WINST = "winst", _("Winst")
    VOORWAARDE = "voorwaarde", _("Voorwaarde die ontbrak")
    INSPANNING = "inspanning", _("Wat nog inspanning vraagt")


class Gewicht(models.IntegerChoices):
    """How much a factor weighs, in the eyes of who evaluated."""

    MEE = 1, _("Speelt mee")
    BELANGRIJK = 2, _("Belangrijk")
    BEPALEND = 3, _("Bepalend")


@pghistory.track()
class Bevinding(Removable):
    """One finding of an evaluation. ``tag`` is an id of the source, ``les`` the lesson of the MLBs that it rests on."""

    evaluatie = models.ForeignKey(Evaluatie, on_delete=models.PROTECT, related_name="bevindingen", editable=False)
    soort = models.CharField(_("soort bevinding"), max_length=12, choices=Bevindingsoort)
    tekst = models.CharField(_("bevinding"), max_length=KORT)
    toelichting = models.TextField(_("toelichting"), max_length=2000, blank=True)
    tag = models.CharField(_("hoort bij"), max_length=10, blank=True)
    gewicht = models.PositiveSmallIntegerField(_("gewicht"), choices=Gewicht, null=True, blank=True)
    gemeten = models.BooleanField(_("dit is gemeten, niet alleen ervaren"), default=False)
    les = models.ForeignKey(Les, on_delete=models.PROTECT, null=True, editable=False, related_name="+")

    objects = tenant_manager(RemovableQuerySet)
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("bevinding")
        verbose_name_plural = _("bevindingen")
        ordering = ["vervallen_op", "-gewicht", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "evaluatie", "les"],
                condition=models.Q(vervallen_op=None),
                name="bevinding_les_eenmaal",
            )
        ]

    def __str__(self) -> str:
        return self.tekst


@pghistory.track()
class Afspraakwijziging(Removable):
    """An agreement that changes because of an evaluation (UI-07c, VE-06): new words for a section of the overeenkomst.

    ``document`` is the version of the overeenkomst in which it was taken up.
    """

    evaluatie = models.ForeignKey(Evaluatie, on_delete=models.PROTECT, related_name="wijzigingen", editable=False)
    sleutel = models.CharField(_("welk deel van de overeenkomst?"), max_length=30)
    tekst = models.TextField(_("wat spreken jullie nu af?"), max_length=LANG)
    waarom = models.CharField(_("waarom?"), max_length=KORT, blank=True)
    document = models.ForeignKey(Projectdocument, on_delete=models.PROTECT, null=True, editable=False, related_name="+")

    objects = tenant_manager(RemovableQuerySet)
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("bijgestelde afspraak")
        verbose_name_plural = _("bijgestelde afspraken")
        ordering = ["vervallen_op", "id"]

    def __str__(self) -> str:
        return f"bijstelling {self.sleutel}"
