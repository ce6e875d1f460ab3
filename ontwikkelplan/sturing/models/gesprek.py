"""Deel II: the bestuurlijk gesprek (STU-II), what it decided, and the plan per bouwsteen (BST, BSK, BSD)."""

from typing import Any, ClassVar

import pghistory
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.cellen import lees_planning
from ontwikkelplan.sturing.models.checklist import Sturing
from ontwikkelplan.sturing.querysets import GespreksregelQuerySet
from wijkaanpak.editing.models import Removable, RemovableQuerySet
from wijkaanpak.tenancy.models import tenant_manager

TEKST = 8000
CEL = 4000
# The prompts in order, by the field that holds what was said.
CELLEN = ("is_er", "resultaat", "acties", "wie", "planning", "kosten")  # of a row of the plan per bouwsteen
VRAGEN = {
    "is_er": "STU-II-01-a",
    "succesvol": "STU-II-01-b",
    "ontbreekt": "STU-II-01-c",
    "prioriteit": "STU-II-01-d",
    "nodig": "STU-II-01-e",
}


@pghistory.track()
class Bestuursgesprek(Removable):
    """One sitting with who governs (STU-II-01): prepared before, recorded in it."""

    sturing = models.ForeignKey(Sturing, on_delete=models.PROTECT, related_name="gesprekken", editable=False)
    datum = models.DateField(_("datum"))
    met = models.CharField(_("met welke bestuurder(s)"), max_length=200)
    aanwezig = models.CharField(_("wie zijn er nog meer bij"), max_length=400, blank=True)
    is_er = models.TextField(_("Wat is er al?"), max_length=TEKST, blank=True)
    succesvol = models.TextField(_("Wat is succesvol?"), max_length=TEKST, blank=True)
    ontbreekt = models.TextField(_("Wat ontbreekt nog?"), max_length=TEKST, blank=True)
    prioriteit = models.TextField(_("Waar ligt prioriteit?"), max_length=TEKST, blank=True)
    nodig = models.TextField(_("Wat heb je nodig?"), max_length=TEKST, blank=True)
    gehouden_op = models.DateTimeField(null=True, editable=False)

    objects = tenant_manager(RemovableQuerySet)
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("bestuurlijk gesprek")
        verbose_name_plural = _("bestuurlijke gesprekken")
        ordering = ["vervallen_op", "-datum"]

    def __str__(self) -> str:
        return f"gesprek van {date_format(self.datum, 'j F Y')}"

    @property
    def aantal_gevuld(self) -> int:
        """How many of the five prompts have a text."""
        return sum(bool(getattr(self, veld).strip()) for veld in VRAGEN)


class Regelsoort(models.TextChoices):
    """What came out of a gesprek."""

    BESLUIT = "besluit", _("Besluit")
    ACTIE = "actie", _("Actie")


@pghistory.track()
class Gespreksregel(Removable):
    """A decision or an action of a gesprek."""

    gesprek = models.ForeignKey(Bestuursgesprek, on_delete=models.PROTECT, related_name="regels", editable=False)
    soort = models.CharField(_("soort"), max_length=8, choices=Regelsoort, default=Regelsoort.BESLUIT)
    tekst = models.TextField(_("wat is besloten of afgesproken?"), max_length=1000)
    wie = models.CharField(_("wie"), max_length=200, blank=True)
    voor = models.DateField(_("voor"), null=True, blank=True)
    klaar_op = models.DateField(_("klaar op"), null=True, blank=True)

    objects = tenant_manager(GespreksregelQuerySet)

    class Meta:
        verbose_name = _("besluit of actie")
        verbose_name_plural = _("besluiten en acties")
        ordering = ["vervallen_op", "-soort", "id"]

    def __str__(self) -> str:
        return str(self.get_soort_display())


@pghistory.track()
class Bouwsteenrij(Removable):
    """One row of the plan per bouwsteen. ``bouwsteen`` and ``doelgroep`` are ids of the instrument (NUM-18)."""

    sturing = models.ForeignKey(Sturing, on_delete=models.PROTECT, related_name="rijen", editable=False)
    bouwsteen = models.CharField(max_length=10, editable=False)
    doelgroep = models.CharField(max_length=10, blank=True, editable=False)
    volgorde = models.PositiveIntegerField(default=0, editable=False)
    is_er = models.TextField(_("Wat is er al?"), max_length=CEL, blank=True)
    resultaat = models.TextField(_("Welke resultaten wil je behalen?"), max_length=CEL, blank=True)
    acties = models.TextField(_("Welke acties zijn nodig?"), max_length=CEL, blank=True)
    wie = models.CharField(_("Wie voert uit?"), max_length=400, blank=True)
    planning = models.CharField(_("Wanneer?"), max_length=300, blank=True)
    kosten = models.CharField(_("Tegen welke kosten?"), max_length=300, blank=True)
    eind_op = models.DateField(null=True, editable=False)  # read from ``planning``

    objects = tenant_manager(RemovableQuerySet)
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("rij van het plan per bouwsteen")
        verbose_name_plural = _("rijen van het plan per bouwsteen")
        ordering = ["bouwsteen", "doelgroep", "volgorde", "id"]

    def __str__(self) -> str:
        return f"rij {self.pk}"

    @property
    def has_words(self) -> bool:
        """Whether anything is filled in."""
        return any(getattr(self, name) for name in CELLEN)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row, with the last day that its planning names."""
        _begin, self.eind_op = lees_planning(self.planning)
        super().save(*args, **kwargs)
