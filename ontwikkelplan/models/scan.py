"""The quickscan of a plan: four viewpoints answer it unseen by each other, and a meeting agrees."""

from typing import Any, ClassVar

import pghistory
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.models.plan import Plan
from ontwikkelplan.querysets import DeelnameQuerySet, RapportQuerySet, ScanQuerySet
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.models import Editable
from wijkaanpak.tenancy.models import GemeenteModel, tenant_manager

TOELICHTING = 4000


class Perspectief(models.TextChoices):
    """From where someone looks."""

    BESTUUR = "bestuur", _("Bestuur")
    BELEID = "beleid", _("Beleid")
    UITVOERING = "uitvoering", _("Uitvoering")
    ERVARING = "ervaring", _("Ervaringsdeskundigen")


class Scanstaat(models.TextChoices):
    """Where a scan stands: being answered unseen, talked over, finished."""

    INVULLEN = "invullen", _("Wordt ingevuld")
    BESPREKEN = "bespreken", _("Wordt besproken")
    AFGEROND = "afgerond", _("Afgerond")


@pghistory.track()
class Scan(Editable):
    """One time that the scan is done for a plan."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="scans", editable=False)
    naam = models.CharField(_("naam"), max_length=80)
    peildatum = models.DateField(_("peildatum"), default=timezone.localdate)
    instrument_versie = models.PositiveSmallIntegerField(editable=False)
    staat = models.CharField(max_length=10, choices=Scanstaat, default=Scanstaat.INVULLEN, editable=False)
    besproken_op = models.DateTimeField(null=True, editable=False)
    afgerond_op = models.DateTimeField(null=True, editable=False)

    objects = tenant_manager(ScanQuerySet)

    class Meta:
        verbose_name = _("quickscan")
        verbose_name_plural = _("quickscans")
        ordering = ["-peildatum", "-id"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "plan", "naam"], name="scan_naam_eenmaal")]

    def __str__(self) -> str:
        return self.naam


class Scandeelname(GemeenteModel):
    """Someone answers a scan for one viewpoint."""

    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="deelnames")
    lid = models.ForeignKey(Lidmaatschap, verbose_name=_("wie"), on_delete=models.PROTECT, related_name="+")
    perspectief = models.CharField(_("vanuit"), max_length=10, choices=Perspectief)
    gestopt_op = models.DateTimeField(null=True)

    objects = tenant_manager(DeelnameQuerySet)

    class Meta:
        verbose_name = _("deelname aan een quickscan")
        verbose_name_plural = _("deelnames aan een quickscan")
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "scan", "lid"], condition=models.Q(gestopt_op=None), name="scandeelname_eenmaal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.perspectief} {self.pk}"


@pghistory.track()
class Scanantwoord(Editable):
    """What one viewpoint answered at one punt. ``waarde`` is one of the scale of the instrument, or '' for none yet."""

    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="antwoorden", editable=False)
    perspectief = models.CharField(max_length=10, choices=Perspectief, editable=False)
    punt = models.CharField(max_length=40, editable=False)
    waarde = models.CharField(_("antwoord"), max_length=20, blank=True)
    toelichting = models.TextField(_("toelichting"), max_length=TOELICHTING, blank=True)

    objects = tenant_manager(models.QuerySet["Scanantwoord"])
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("antwoord op de quickscan")
        verbose_name_plural = _("antwoorden op de quickscan")
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "scan", "perspectief", "punt"], name="scanantwoord_eenmaal")
        ]

    def __str__(self) -> str:
        return f"{self.perspectief} {self.punt}"


@pghistory.track()
class Scanuitkomst(Editable):
    """What the meeting agreed on at one punt, and who saw it otherwise and why."""

    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="uitkomsten", editable=False)
    punt = models.CharField(max_length=40, editable=False)
    waarde = models.CharField(_("samen gekozen"), max_length=20, blank=True)
    toelichting = models.TextField(_("waarom"), max_length=TOELICHTING, blank=True)
    minderheid = models.TextField(
        _("wie ziet het anders, en waarom?"),
        max_length=TOELICHTING,
        blank=True,
        help_text=_("Noem het perspectief, geen namen."),
    )

    objects = tenant_manager(models.QuerySet["Scanuitkomst"])
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("uitkomst van de quickscan")
        verbose_name_plural = _("uitkomsten van de quickscan")
        constraints = [models.UniqueConstraint(fields=["gemeente", "scan", "punt"], name="scanuitkomst_eenmaal")]

    def __str__(self) -> str:
        return f"uitkomst {self.punt}"


def rapport_path(rapport: "Scanrapport", filename: str) -> str:
    """Return where the bytes go: never under the name a user gave."""
    return f"quickscan/{rapport.gemeente_id}/{rapport.pk}"


class Scanrapport(GemeenteModel):
    """A report that shows where the answers of one basisfunctie come from (INP-BF1 … INP-BF5, INC-16)."""

    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="rapporten", editable=False)
    basisfunctie = models.CharField(max_length=10)
    titel = models.CharField(_("titel"), max_length=200)
    bestand = models.FileField(_("bestand"), upload_to=rapport_path)
    mime = models.CharField(max_length=100, editable=False)
    grootte = models.PositiveIntegerField(default=0, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    toegevoegd_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    toegevoegd_op = models.DateTimeField(auto_now_add=True)
    verwijderd_op = models.DateTimeField(null=True, editable=False)

    objects = tenant_manager(RapportQuerySet)

    class Meta:
        verbose_name = _("rapport bij de quickscan")
        verbose_name_plural = _("rapporten bij de quickscan")
        ordering = ["toegevoegd_op"]

    def __str__(self) -> str:
        return f"rapport {self.pk}"
