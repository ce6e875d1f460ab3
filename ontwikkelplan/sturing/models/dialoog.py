"""The dialogue between opdrachtgever and opdrachtnemer (OPD-GS, OPD-OV, OPD-MO, OPD-HOE, OPD-PD, OPD-DI)."""

from typing import Any, ClassVar

import pghistory
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.sturing.models.opdracht import Opdracht
from ontwikkelplan.sturing.querysets import MonitorQuerySet, OverlegactieQuerySet
from wijkaanpak.editing.models import Removable, RemovableQuerySet
from wijkaanpak.tenancy.models import tenant_manager


class Overlegsoort(models.TextChoices):
    """The two kinds of periodic overleg (OPD-OV-01, OPD-OV-02)."""

    AMBITIES = "ambities", _("Over beleid en ambities")
    REALISATIE = "realisatie", _("Over wat er van de afspraken terechtkomt")


class Kant(models.TextChoices):
    """On whose side something lies (OPD-DI-01)."""

    GEMEENTE = "gemeente", _("Gemeente")
    TEAM = "team", _("Lokaal team")


@pghistory.track()
class Overleg(Removable):
    """One meeting. ``agenda`` holds the ids of the topics (OPD-HOE, and randvoorwaarden), joined by commas."""

    opdracht = models.ForeignKey(Opdracht, on_delete=models.PROTECT, related_name="overleggen", editable=False)
    soort = models.CharField(_("soort overleg"), max_length=10, choices=Overlegsoort)
    datum = models.DateField(_("datum"))
    met = models.CharField(_("wie zitten aan tafel?"), max_length=400, blank=True)
    agenda = models.CharField(_("onderwerpen"), max_length=1000, blank=True)
    eigen_punten = models.TextField(_("eigen agendapunten"), max_length=2000, blank=True)
    verslag = models.TextField(_("wat is besproken?"), max_length=10_000, blank=True)
    gehouden_op = models.DateTimeField(null=True, editable=False)

    objects = tenant_manager(RemovableQuerySet)
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("overleg")
        verbose_name_plural = _("overleggen")
        ordering = ["vervallen_op", "-datum", "-id"]

    def __str__(self) -> str:
        return f"overleg van {date_format(self.datum, 'j F Y')}"


@pghistory.track()
class Overlegactie(Removable):
    """What one of the two sides does after a meeting (OPD-DI-01)."""

    overleg = models.ForeignKey(Overleg, on_delete=models.PROTECT, related_name="acties", editable=False)
    kant = models.CharField(_("van wie?"), max_length=8, choices=Kant)
    tekst = models.CharField(_("actie"), max_length=400)
    wie = models.CharField(_("wie"), max_length=200, blank=True)
    voor = models.DateField(_("voor"), null=True, blank=True)
    klaar_op = models.DateField(_("klaar op"), null=True, blank=True)

    objects = tenant_manager(OverlegactieQuerySet)

    class Meta:
        verbose_name = _("actie uit een overleg")
        verbose_name_plural = _("acties uit een overleg")
        ordering = ["vervallen_op", "klaar_op", "voor", "id"]

    def __str__(self) -> str:
        return self.tekst


class Leverancier(models.TextChoices):
    """Who delivers information (INC-10: the source and its context differ, so it is a field)."""

    TEAM = "team", _("Lokaal team")
    GEMEENTE = "gemeente", _("Gemeente")
    VEILIG_THUIS = "veilig-thuis", _("Veilig Thuis")
    ANDERS = "anders", _("Een ander")


class Cyclus(models.TextChoices):
    """Where an agreement is in its cycle (OPD-PD-01 … 04)."""

    PLAN = "plan", _("Plan: afspreken")
    DO = "do", _("Do: doen")
    CHECK = "check", _("Check: kijken wat het deed")
    ACT = "act", _("Act: bijstellen")


@pghistory.track()
class Monitorafspraak(Removable):
    """Which information comes when, about what, for which goal, and from whom (OPD-MO-01 … 03)."""

    opdracht = models.ForeignKey(Opdracht, on_delete=models.PROTECT, related_name="monitoring", editable=False)
    wat = models.CharField(_("welke informatie?"), max_length=400)
    wanneer = models.CharField(_("hoe vaak?"), max_length=200)
    volgende = models.DateField(_("eerstvolgende keer"), null=True, blank=True)
    waarover = models.CharField(_("waar gaat het over?"), max_length=400, blank=True)
    doel = models.CharField(_("voor welk doel of welke afspraak?"), max_length=400, blank=True)
    leverancier = models.CharField(_("wie levert het?"), max_length=14, choices=Leverancier)
    cyclus = models.CharField(_("stap in de cyclus"), max_length=6, choices=Cyclus, default=Cyclus.PLAN)

    objects = tenant_manager(MonitorQuerySet)
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("monitorafspraak")
        verbose_name_plural = _("monitorafspraken")
        ordering = ["vervallen_op", "volgende", "id"]

    def __str__(self) -> str:
        return self.wat


class Tafel(models.TextChoices):
    """At which table a knelpunt belongs (OPD-CTX-05, OPD-RIV)."""

    TEAM = "team", _("In het lokaal team")
    LOKAAL = "lokaal", _("Gemeente en lokaal team")
    BESTUUR = "bestuur", _("Bestuur van de gemeente")
    REGIO = "regio", _("De regio")


@pghistory.track()
class Knelpunt(Removable):
    """Something that gets in the way, who named it, at which table it lies, and what came of it (OPD-ON-03)."""

    opdracht = models.ForeignKey(Opdracht, on_delete=models.PROTECT, related_name="knelpunten", editable=False)
    knelpunt = models.CharField(_("wat knelt er?"), max_length=400)
    kant = models.CharField(_("wie bracht het in?"), max_length=8, choices=Kant)
    gemeld_op = models.DateField(_("ingebracht op"))
    tafel = models.CharField(_("op welke tafel ligt het?"), max_length=8, choices=Tafel)
    antwoord = models.TextField(_("wat is ermee gedaan?"), max_length=2000, blank=True)
    opgelost_op = models.DateField(_("opgelost op"), null=True, blank=True)

    objects = tenant_manager(RemovableQuerySet)
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("knelpunt")
        verbose_name_plural = _("knelpunten")
        ordering = ["vervallen_op", "opgelost_op", "-gemeld_op", "id"]

    def __str__(self) -> str:
        return self.knelpunt
