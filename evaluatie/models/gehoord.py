"""Who was heard, how and by how many; and targets with what came of them. Counts and quotes, never people (PRV-06)."""

from typing import Any, ClassVar

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from evaluatie.models.moment import KORT, Evaluatie
from projects.models import Project
from wijkaanpak.editing.models import Removable, RemovableQuerySet
from wijkaanpak.tenancy.models import tenant_manager

MOST = 9999


class Kant(models.TextChoices):
    """On whose side a group stands in the report (VSL-1.4)."""

    CLIENT = "client", _("Cliënten")
    PROFESSIONAL = "professional", _("Professionals")
    KETEN = "keten", _("Ketenpartners en anderen")


class Groep(models.TextChoices):
    """The groups of people that a project hears (CLI, PRO, KET, DAT-04)."""

    OUDERS = "ouders", _("Ouders en verzorgers")
    JEUGDIGEN = "jeugdigen", _("Kinderen en jongeren")
    CLIENTEN = "clienten", _("Cliënten")
    ERVARING = "ervaring", _("Ervaringsdeskundigen")
    UITVOERENDEN = "uitvoerenden", _("Uitvoerend medewerkers")
    GEDRAG = "gedrag", _("Gedragswetenschappers")
    LEIDERS = "leiders", _("Projectleiders")
    PROGRAMMA = "programma", _("Programmamanagers")
    COORDINATOREN = "coordinatoren", _("Coördinatoren van wijkteams")
    BELEID = "beleid", _("Beleidsmedewerkers")
    KETEN = "keten", _("Ketenpartners")
    BEZOEKERS = "bezoekers", _("Bezoekers van een bijeenkomst")


KANT_VAN: dict[str, Kant] = {
    **dict.fromkeys((Groep.OUDERS, Groep.JEUGDIGEN, Groep.CLIENTEN, Groep.ERVARING), Kant.CLIENT),
    **dict.fromkeys((Groep.UITVOERENDEN, Groep.GEDRAG, Groep.LEIDERS, Groep.PROGRAMMA), Kant.PROFESSIONAL),
    **dict.fromkeys((Groep.COORDINATOREN, Groep.BELEID, Groep.KETEN, Groep.BEZOEKERS), Kant.KETEN),
}


class Wijze(models.TextChoices):
    """How people were heard (CLI-03 … 13, DAT-01 … 05)."""

    VRAGENLIJST = "vragenlijst", _("Vragenlijst")
    INTERVIEW = "interview", _("Interview")
    FOCUSGROEP = "focusgroep", _("Focusgroep")
    KLANKBORD = "klankbord", _("Klankbordgroep")
    EVALUATIE = "evaluatie", _("Evaluatiegesprek")
    MLB = "mlb", _("Inbreng in een MLB")
    WORKSHOP = "workshop", _("Workshop")
    SYMPOSIUM = "symposium", _("Symposium of regiodag")
    ANDERS = "anders", _("Op een andere manier")


@pghistory.track()
class Inbreng(Removable):
    """So many people of one group were heard in one way (VSL-1.4, VSL-1.5). No names, no quote with a face."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="inbreng", editable=False)
    groep = models.CharField(_("wie?"), max_length=13, choices=Groep)
    wijze = models.CharField(_("hoe?"), max_length=11, choices=Wijze)
    datum = models.DateField(_("wanneer?"))
    aantal = models.PositiveSmallIntegerField(
        _("hoeveel mensen?"), validators=[MinValueValidator(1), MaxValueValidator(MOST)]
    )
    keren = models.PositiveSmallIntegerField(
        _("hoe vaak?"), default=1, validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    begeleiders = models.PositiveSmallIntegerField(
        _("hoeveel begeleiders waren erbij?"), default=0, validators=[MaxValueValidator(MOST)]
    )
    evaluatie = models.ForeignKey(
        Evaluatie,
        verbose_name=_("hoort bij deze evaluatie"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="inbreng",
    )
    waarover = models.CharField(_("waar ging het over?"), max_length=KORT, blank=True)
    opbrengst = models.TextField(_("wat leverde het op?"), max_length=4000, blank=True)
    citaat = models.CharField(_("uitspraak zonder herkenbare gegevens"), max_length=KORT, blank=True)

    objects = tenant_manager(RemovableQuerySet)
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("inbreng")
        verbose_name_plural = _("inbreng")
        ordering = ["vervallen_op", "datum", "id"]

    def __str__(self) -> str:
        return f"{self.get_wijze_display().lower()} met {self.get_groep_display().lower()}"

    @property
    def kant(self) -> Kant:
        """On whose side the group stands."""
        return KANT_VAN[self.groep]


class Streefoordeel(models.TextChoices):
    """What the project itself says of a target."""

    LOOPT = "loopt", _("Loopt nog")
    BEHAALD = "behaald", _("Behaald")
    GROTENDEELS = "grotendeels", _("Grotendeels behaald")
    NIET = "niet", _("Niet behaald")


@pghistory.track()
class Streefgetal(Removable):
    """A number to reach and what was reached, as an aggregate and never per family (NUM-11, CLI-01, CLI-02)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="streefgetallen", editable=False)
    wat = models.CharField(_("wat tellen jullie?"), max_length=200)
    doel = models.PositiveSmallIntegerField(_("hoeveel willen jullie bereiken?"), validators=[MaxValueValidator(MOST)])
    bereikt = models.PositiveSmallIntegerField(
        _("hoeveel is bereikt?"), null=True, blank=True, validators=[MaxValueValidator(MOST)]
    )
    peildatum = models.DateField(_("geteld op"), null=True, blank=True)
    oordeel = models.CharField(_("oordeel"), max_length=11, choices=Streefoordeel, default=Streefoordeel.LOOPT)
    toelichting = models.TextField(_("toelichting"), max_length=2000, blank=True)

    objects = tenant_manager(RemovableQuerySet)
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("streefgetal")
        verbose_name_plural = _("streefgetallen")
        ordering = ["vervallen_op", "id"]

    def __str__(self) -> str:
        return self.wat
