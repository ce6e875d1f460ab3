"""What a project makes: planned, realised, and changed on the way (VSL-1.1 … 1.3)."""

from typing import Any, ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from evaluatie.models.moment import KORT
from projects.models import Project
from wijkaanpak.editing.models import Removable, RemovableQuerySet
from wijkaanpak.tenancy.models import tenant_manager


class Productstaat(models.TextChoices):
    """How far a product is."""

    GEPLAND = "gepland", _("Gepland")
    BEZIG = "bezig", _("In de maak")
    GEREED = "gereed", _("Gerealiseerd")
    VERVALLEN = "vervallen", _("Niet meer nodig")


@pghistory.track()
class Product(Removable):
    """Something a project delivers, with when it was meant to be there and when it was."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="producten", editable=False)
    naam = models.CharField(_("product"), max_length=200)
    beschrijving = models.TextField(_("wat is het, en voor wie?"), max_length=4000, blank=True)
    gepland_op = models.DateField(_("gepland op"), null=True, blank=True)
    staat = models.CharField(_("hoever is het?"), max_length=9, choices=Productstaat, default=Productstaat.GEPLAND)
    gereed_op = models.DateField(_("gerealiseerd op"), null=True, blank=True)
    vindplaats = models.CharField(_("waar te vinden?"), max_length=KORT, blank=True)

    objects = tenant_manager(RemovableQuerySet)
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("producten")
        ordering = ["vervallen_op", "id"]

    def __str__(self) -> str:
        return self.naam


@pghistory.track()
class Productwijziging(Removable):
    """A change of plan for a product, and why (VSL-1.3: bijstelling)."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="wijzigingen", editable=False)
    datum = models.DateField(_("wanneer bijgesteld?"))
    wat = models.CharField(_("wat is er anders dan gepland?"), max_length=KORT)
    waarom = models.CharField(_("waarom?"), max_length=KORT, blank=True)

    objects = tenant_manager(RemovableQuerySet)
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("bijstelling")
        verbose_name_plural = _("bijstellingen")
        ordering = ["vervallen_op", "datum", "id"]

    def __str__(self) -> str:
        return self.wat
