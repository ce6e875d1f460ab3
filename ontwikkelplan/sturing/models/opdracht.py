"""The opdracht to the lokaal team (OPD): its texts, tasks and risks, its versions, and what a region offers."""

from typing import Any, ClassVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.models import Editable, Removable, RemovableQuerySet
from wijkaanpak.tenancy.models import GemeenteModel, tenant_manager

TEKST = 10_000


class Opdrachtsoort(models.TextChoices):
    """Whose opdracht: the gemeente's own, or the text a region offers its gemeenten (OPD-OG-05)."""

    LOKAAL = "lokaal", _("Opdracht van de gemeente")
    REGIONAAL = "regionaal", _("Tekst van de regio")


class Opdrachtstaat(models.TextChoices):
    """Where an opdracht stands."""

    CONCEPT = "concept", _("Concept")
    VASTGESTELD = "vastgesteld", _("Vastgesteld")
    VERVALLEN = "vervallen", _("Vervallen")


@pghistory.track()
class Opdracht(Editable):
    """One opdracht. ``domeinen`` are those it was aligned with, joined by commas (OPD-OG-03).

    Exactly one person at management level answers for it (OPD-EV-01, NUM-24): one name, one field.
    """

    soort = models.CharField(max_length=10, choices=Opdrachtsoort, default=Opdrachtsoort.LOKAAL, editable=False)
    titel = models.CharField(_("naam van de opdracht"), max_length=120)
    team = models.CharField(_("lokaal team"), max_length=120, blank=True)
    begin = models.DateField(_("geldt vanaf"), null=True, blank=True)
    eind = models.DateField(_("tot en met"), null=True, blank=True)
    eindverantwoordelijke = models.CharField(_("eindverantwoordelijke"), max_length=120, blank=True)
    functie = models.CharField(_("functie op managementniveau"), max_length=120, blank=True)
    domeinen = models.CharField(_("afgestemd met"), max_length=200, blank=True)
    uitvoeringsbudget = models.CharField(_("budget voor de uitvoering"), max_length=200, blank=True)
    ontwikkelbudget = models.CharField(_("budget om te ontwikkelen"), max_length=200, blank=True)
    doen = models.TextField(_("Wat moet het lokaal team doen?"), max_length=TEKST, blank=True)
    inkoop = models.TextField(_("Welke vorm van inkoop past daarbij?"), max_length=TEKST, blank=True)
    sturen = models.TextField(_("Hoe sturen jullie op wat er gebeurt?"), max_length=TEKST, blank=True)
    samen_met = models.TextField(_("Wie maakten de opdracht mee?"), max_length=2000, blank=True)
    staat = models.CharField(max_length=12, choices=Opdrachtstaat, default=Opdrachtstaat.CONCEPT, editable=False)
    vastgesteld_door = models.CharField(_("vastgesteld door"), max_length=120, blank=True, editable=False)
    vastgesteld_op = models.DateField(_("vastgesteld op"), null=True, editable=False)
    instrument_versie = models.PositiveSmallIntegerField(editable=False)

    objects = tenant_manager(models.QuerySet["Opdracht"])
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("opdracht aan het lokaal team")
        verbose_name_plural = _("opdrachten aan het lokaal team")
        ordering = ["soort", "-begin", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "soort", "titel"], name="opdracht_titel_eenmaal"),
            models.UniqueConstraint(
                fields=["gemeente"], condition=models.Q(soort="regionaal"), name="een_tekst_van_de_regio"
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def is_fixed(self) -> bool:
        """Whether it was vastgesteld: then it is read, and changed by taking it back to concept first."""
        return self.staat != Opdrachtstaat.CONCEPT


class Keuze(models.TextChoices):
    """What became of a requirement: taken up in the text, or left out with a reason."""

    MEE = "mee", _("Staat in de opdracht")
    NIET = "niet", _("Laten we weg")


@pghistory.track()
class Opdrachttekst(Editable):
    """The text at one id of the instrument: of a part (onderdeel), or what became of a requirement (eis, keuze).

    ``van_regio`` is the edition of the region that this text came from, None when it is local alone;
    ``reden`` says why a requirement was left out or why the text departs from that of the region.
    ``is_vast`` is of the text of a region: gemeenten may not change it without a reason.
    """

    opdracht = models.ForeignKey(Opdracht, on_delete=models.PROTECT, related_name="teksten", editable=False)
    punt = models.CharField(max_length=40, editable=False)
    tekst = models.TextField(_("tekst"), max_length=TEKST, blank=True)
    keuze = models.CharField(_("in de opdracht?"), max_length=5, choices=Keuze, blank=True, default="")
    reden = models.CharField(_("waarom?"), max_length=400, blank=True)
    is_vast = models.BooleanField(_("vaste tekst"), default=False)
    van_regio = models.PositiveIntegerField(null=True, editable=False)

    objects = tenant_manager(models.QuerySet["Opdrachttekst"])
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("tekst van de opdracht")
        verbose_name_plural = _("teksten van de opdracht")
        constraints = [models.UniqueConstraint(fields=["gemeente", "opdracht", "punt"], name="opdrachttekst_eenmaal")]

    def __str__(self) -> str:
        return f"tekst {self.punt}"


class Prioriteit(models.TextChoices):
    """How soon a task is asked (OPD-PR-02b)."""

    NU = "nu", _("Nu verplicht")
    ONTWIKKELEN = "ontwikkelen", _("Eerst ontwikkelen")
    LATER = "later", _("Later wenselijk")


@pghistory.track()
class Taak(Removable):
    """A task of the lokaal team and how soon it is asked (OPD-PR-02)."""

    opdracht = models.ForeignKey(Opdracht, on_delete=models.PROTECT, related_name="taken", editable=False)
    taak = models.CharField(_("taak"), max_length=400)
    prioriteit = models.CharField(_("hoe snel?"), max_length=12, choices=Prioriteit)
    nodig = models.CharField(_("wat is daarvoor nodig?"), max_length=400, blank=True)

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("taak")
        verbose_name_plural = _("taken")
        ordering = ["vervallen_op", "id"]

    def __str__(self) -> str:
        return self.taak


class Risicosoort(models.TextChoices):
    """The two kinds of risk (OPD-OG-07)."""

    INHOUD = "inhoud", _("Inhoudelijk")
    GELD = "geld", _("Financieel")


@pghistory.track()
class Risico(Removable):
    """A risk and how it is kept small (OPD-OG-07)."""

    opdracht = models.ForeignKey(Opdracht, on_delete=models.PROTECT, related_name="risicos", editable=False)
    soort = models.CharField(_("soort"), max_length=6, choices=Risicosoort)
    risico = models.CharField(_("risico"), max_length=400)
    beheersing = models.CharField(_("wat doen jullie eraan?"), max_length=400, blank=True)
    wie = models.CharField(_("wie let erop?"), max_length=200, blank=True)

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("risico")
        verbose_name_plural = _("risico’s")
        ordering = ["vervallen_op", "soort", "id"]

    def __str__(self) -> str:
        return self.risico


class Opdrachtversie(GemeenteModel):
    """The opdracht as it was at one moment, whole; never changed afterwards."""

    opdracht = models.ForeignKey(Opdracht, on_delete=models.PROTECT, related_name="versies", editable=False)
    nummer = models.PositiveIntegerField()
    staat = models.CharField(max_length=12, choices=Opdrachtstaat)
    reden = models.CharField(_("waarom deze versie?"), max_length=200, blank=True)
    inhoud = models.JSONField()
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    gemaakt_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")

    objects = tenant_manager(models.QuerySet["Opdrachtversie"])

    class Meta:
        verbose_name = _("versie van de opdracht")
        verbose_name_plural = _("versies van de opdracht")
        ordering = ["-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "opdracht", "nummer"], name="opdrachtversie_eenmaal")
        ]

    def __str__(self) -> str:
        return f"versie {self.nummer}"


class Regiotekst(GemeenteModel):
    """What the region offers this gemeente at one id: its newest text, delivered as a row of the gemeente's own."""

    punt = models.CharField(max_length=40, editable=False)
    tekst = models.TextField()
    is_vast = models.BooleanField(default=False)
    uitgifte = models.PositiveIntegerField()
    ingetrokken_op = models.DateTimeField(null=True)

    objects = tenant_manager(models.QuerySet["Regiotekst"])

    class Meta:
        verbose_name = _("tekst van de regio")
        verbose_name_plural = _("teksten van de regio")
        constraints = [models.UniqueConstraint(fields=["gemeente", "punt"], name="regiotekst_eenmaal")]

    def __str__(self) -> str:
        return f"regiotekst {self.punt}"
