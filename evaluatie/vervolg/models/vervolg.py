"""The page Vervolg of a project, what was decided of its lessons, and the project that comes after it."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.sturing.models import Opdracht
from projects.models import Project, Projectdocument
from projects.models.project import Ontwikkelfase
from reflectie.models import Les
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.models import Editable
from wijkaanpak.tenancy.models import GemeenteModel, tenant_manager

TEKST = 10_000


class Herhaling(models.IntegerChoices):
    """How often the team looks again at results and agreements, in months (VE-07a)."""

    EENMAAL = 0, _("Eén keer")
    HALFJAAR = 6, _("Elk half jaar")
    JAAR = 12, _("Elk jaar")


@pghistory.track()
class Vervolg(Editable):
    """What follows a project, in words: one row each (VE-01, VE-04, VE-05a, VE-07).

    ``definitief`` is the version of the agreement that was made for after the project (VE-07b).
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+", editable=False)
    resultaten = models.TextField(_("wat heeft het project opgeleverd?"), max_length=TEKST, blank=True)
    verbreding = models.TextField(_("in welke andere wijken past dit, en waarom?"), max_length=4000, blank=True)
    volgende_fase = models.PositiveSmallIntegerField(
        _("welke ontwikkelfase komt hierna?"), choices=Ontwikkelfase, null=True, blank=True
    )
    verdieping = models.TextField(_("wat is daarvoor nodig?"), max_length=4000, blank=True)
    impulsen = models.TextField(_("welke nieuwe doelen en impulsen komen er?"), max_length=4000, blank=True)
    krachten = models.TextField(_("welke krachten van de wijk benutten jullie meer?"), max_length=4000, blank=True)
    aanbod = models.TextField(_("hoe sluit het aanbod aan op de wijk?"), max_length=4000, blank=True)
    doorontwikkeling = models.TextField(_("hoe gaat de aanpak de komende jaren verder?"), max_length=4000, blank=True)
    toepassen = models.TextField(
        _("hoe gebruiken medewerkers de opbrengsten in hun werk?"), max_length=4000, blank=True
    )
    terugkijken_op = models.DateField(_("wanneer kijken jullie weer?"), null=True, blank=True)
    terugkijken_elke = models.PositiveSmallIntegerField(
        _("hoe vaak daarna?"), choices=Herhaling, default=Herhaling.JAAR
    )
    definitief = models.ForeignKey(
        Projectdocument, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = tenant_manager(models.QuerySet["Vervolg"])

    class Meta:
        verbose_name = _("vervolg")
        verbose_name_plural = _("vervolg")
        constraints = [models.UniqueConstraint(fields=["gemeente", "project"], name="vervolg_eenmaal")]

    def __str__(self) -> str:
        return f"vervolg {self.project_id}"


@pghistory.track()
class Lesbesluit(Editable):
    """What the team decided of one lesson: whether it becomes policy and where (VE-03a), and whether others get it.

    ``mag_mee`` is that a next team gets its words; policy that is no opdracht is named at the lesson itself.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+", editable=False)
    les = models.ForeignKey(Les, on_delete=models.PROTECT, related_name="+", editable=False)
    wordt_beleid = models.BooleanField(_("dit wordt beleid"), default=False)
    opdracht = models.ForeignKey(
        Opdracht, verbose_name=_("in welke opdracht landt dit?"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    mag_mee = models.BooleanField(_("een volgend team mag deze les lezen"), default=False)

    objects = tenant_manager(models.QuerySet["Lesbesluit"])

    class Meta:
        verbose_name = _("besluit over een les")
        verbose_name_plural = _("besluiten over lessen")
        constraints = [models.UniqueConstraint(fields=["gemeente", "les"], name="lesbesluit_eenmaal")]
        indexes = [models.Index(fields=["gemeente", "project"], name="lesbesluit_project")]

    def __str__(self) -> str:
        return f"besluit {self.pk}"


class Voortzetting(GemeenteModel):
    """One project comes after another: ``mee`` names what was taken along, joined by commas (VE-05)."""

    van = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+", editable=False)
    naar = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+", editable=False)
    mee = models.CharField(max_length=200, blank=True)
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    gemaakt_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")

    objects = tenant_manager(models.QuerySet["Voortzetting"])

    class Meta:
        verbose_name = _("voortzetting")
        verbose_name_plural = _("voortzettingen")
        ordering = ["gemaakt_op"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "naar"], name="voortzetting_eenmaal")]
        indexes = [models.Index(fields=["gemeente", "van"], name="voortzetting_van")]

    def __str__(self) -> str:
        return f"voortzetting {self.pk}"
