"""The plan of a gemeente for some years: its chapters, people, dates of the budget, frozen versions."""

import datetime
from typing import Any, ClassVar

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.querysets import PlanQuerySet
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.documents.models import Maakbaar, MaakQuerySet
from wijkaanpak.editing.models import Editable, Removable, RemovableQuerySet
from wijkaanpak.tenancy.models import GemeenteModel, tenant_manager

JAAR = [MinValueValidator(2020), MaxValueValidator(2060)]
TEKST = 20_000


class Plansoort(models.TextChoices):
    """Whose plan: the gemeente's own, or what a region offers its gemeenten (OPL-06)."""

    LOKAAL = "lokaal", _("Lokaal ontwikkelplan")
    REGIONAAL = "regionaal", _("Regionaal aanbod")


class Planstaat(models.TextChoices):
    """Where a plan stands."""

    CONCEPT = "concept", _("Concept")
    VASTGESTELD = "vastgesteld", _("Vastgesteld")
    UITVOERING = "uitvoering", _("In uitvoering")
    AFGESLOTEN = "afgesloten", _("Afgesloten")


def horizon() -> datetime.date:
    """Return the day on which the teams take up their new role (OPL-03, NUM-20)."""
    return datetime.date(2028, 1, 1)


@pghistory.track()
class Plan(Editable):
    """The lokaal ontwikkelplan of a gemeente for a period (OPL-01 … OPL-09)."""

    soort = models.CharField(max_length=10, choices=Plansoort, default=Plansoort.LOKAAL, editable=False)
    titel = models.CharField(_("titel"), max_length=120)
    begin_jaar = models.PositiveSmallIntegerField(_("eerste jaar"), default=2025, validators=JAAR)
    eind_jaar = models.PositiveSmallIntegerField(_("laatste jaar"), default=2027, validators=JAAR)
    horizon = models.DateField(_("start van de nieuwe rol"), default=horizon)
    staat = models.CharField(max_length=12, choices=Planstaat, default=Planstaat.CONCEPT, editable=False)
    vastgesteld_door = models.CharField(_("vastgesteld door"), max_length=120, blank=True, editable=False)
    vastgesteld_op = models.DateField(_("vastgesteld op"), null=True, editable=False)
    inleiding = models.TextField(_("inleiding"), max_length=TEKST, blank=True)
    aanvullingen = models.TextField(_("lokale aanvullingen"), max_length=TEKST, blank=True)
    weken_oud = models.PositiveSmallIntegerField(
        _("een stand is oud na zoveel weken"), default=8, validators=[MinValueValidator(1), MaxValueValidator(104)]
    )
    instrument_versie = models.PositiveSmallIntegerField(editable=False)

    objects = tenant_manager(PlanQuerySet)
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("ontwikkelplan")
        verbose_name_plural = _("ontwikkelplannen")
        ordering = ["-begin_jaar", "soort"]
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "soort", "begin_jaar"], name="plan_een_per_periode"),
            models.CheckConstraint(
                condition=models.Q(eind_jaar__gte=models.F("begin_jaar")), name="plan_eind_na_begin"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.titel} {self.periode}"

    @property
    def periode(self) -> str:
        """The years of the plan, as ``2025 – 2027``."""
        return f"{self.begin_jaar} – {self.eind_jaar}"

    @property
    def is_closed(self) -> bool:
        """Whether the plan is closed; then it can be read, not changed."""
        return self.staat == Planstaat.AFGESLOTEN

    @property
    def is_regional(self) -> bool:
        """Whether this is what a region offers."""
        return self.soort == Plansoort.REGIONAAL


class Persoonsoort(models.TextChoices):
    """Who answers for the plan (ALG-V-01, ALG-V-02)."""

    PORTEFEUILLEHOUDER = "portefeuillehouder", _("Portefeuillehouder")
    BELEIDSMEDEWERKER = "beleidsmedewerker", _("Beleidsmedewerker")


@pghistory.track()
class Planpersoon(Removable):
    """A portefeuillehouder or a beleidsmedewerker of a plan."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="personen", editable=False)
    soort = models.CharField(_("rol"), max_length=20, choices=Persoonsoort)
    naam = models.CharField(_("naam"), max_length=120)
    over = models.CharField(_("waarvoor"), max_length=200, blank=True)

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("persoon bij het plan")
        verbose_name_plural = _("personen bij het plan")
        ordering = ["vervallen_op", "-soort", "naam"]

    def __str__(self) -> str:
        return self.naam


@pghistory.track()
class Plandocument(Removable):
    """A local document that the plan builds on, beside the national and regional ones."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="documenten", editable=False)
    titel = models.CharField(_("titel"), max_length=200)
    waarom = models.CharField(_("waarom hoort dit bij het plan?"), max_length=400, blank=True)
    url = models.URLField(_("link"), max_length=1000, blank=True)

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("lokaal document")
        verbose_name_plural = _("lokale documenten")
        ordering = ["vervallen_op", "titel"]

    def __str__(self) -> str:
        return self.titel


@pghistory.track()
class Begrotingsmoment(Removable):
    """A date of the budget of the gemeente: what is asked after it, waits a year (KOL-4)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="begrotingsmomenten", editable=False)
    naam = models.CharField(_("moment"), max_length=120, help_text=_("Bijvoorbeeld: kadernota of begroting."))
    jaar = models.PositiveSmallIntegerField(_("voor het begrotingsjaar"), validators=JAAR)
    datum = models.DateField(_("uiterlijk indienen op"))

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("begrotingsmoment")
        verbose_name_plural = _("begrotingsmomenten")
        ordering = ["vervallen_op", "datum"]

    def __str__(self) -> str:
        return f"{self.naam} {self.jaar}"


class Planversie(GemeenteModel):
    """The plan as it was at one moment, whole; never changed afterwards. ``inhoud`` is what ``bevriezen`` made."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versies", editable=False)
    nummer = models.PositiveIntegerField()
    staat = models.CharField(max_length=12, choices=Planstaat)
    reden = models.CharField(_("waarom deze versie?"), max_length=200, blank=True)
    inhoud = models.JSONField()
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    gemaakt_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")

    objects = tenant_manager(models.QuerySet["Planversie"])

    class Meta:
        verbose_name = _("versie van het plan")
        verbose_name_plural = _("versies van het plan")
        ordering = ["-nummer"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "plan", "nummer"], name="planversie_eenmaal")]

    def __str__(self) -> str:
        return f"versie {self.nummer}"


class Planpdf(Maakbaar):
    """One PDF of a plan, of now or of a version."""

    task = "ontwikkelplan.tasks.make_pdfs"
    folder = "plannen"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="pdfs", editable=False)
    van_versie = models.ForeignKey(Planversie, on_delete=models.PROTECT, null=True, related_name="pdfs")
    gevraagd_op = models.DateTimeField(auto_now_add=True)
    gevraagd_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")

    objects = tenant_manager(MaakQuerySet)

    class Meta:
        verbose_name = _("pdf van het plan")
        verbose_name_plural = _("pdf’s van het plan")
        ordering = ["-gevraagd_op"]

    def __str__(self) -> str:
        return f"pdf {self.pk}"
