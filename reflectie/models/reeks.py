"""The series of MLBs of a project: its method, its rhythm, who always comes."""

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from projects.models import Partner, Project
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.models import Removable, RemovableQuerySet
from wijkaanpak.tenancy.models import tenant_manager

METHODE_MAX = 60  # letters of the key of a method: a slug with a version, or ``eigen:`` and an id


class Ritme(models.TextChoices):
    """How often the team meets (MLB-01: at least monthly)."""

    TWEE_WEKEN = "twee_weken", _("elke twee weken")
    VIER_WEKEN = "vier_weken", _("elke vier weken")
    MAAND = "maand", _("elke maand, op dezelfde weekdag")


@pghistory.track()
class EigenMethode(Removable):
    """A method of a gemeente (``project`` empty) or of one project; its steps are ``methode.Stap`` as JSON."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, null=True, related_name="+", editable=False)
    naam = models.CharField(_("naam"), max_length=80)
    uitleg = models.TextField(_("waarvoor is deze methode?"), max_length=1000, blank=True)
    stappen = models.JSONField(default=list)

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("eigen methode")
        verbose_name_plural = _("eigen methoden")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


@pghistory.track()
class Reeks(Removable):
    """The MLBs of one project, as they are meant: method, rhythm, place and gespreksleider (UI-04, UI-05, UI-06)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="reeksen", editable=False)
    methode = models.CharField(_("methode"), max_length=METHODE_MAX)
    ritme = models.CharField(_("ritme"), max_length=10, choices=Ritme, default=Ritme.MAAND)
    eerste = models.DateField(_("eerste keer"))
    begin = models.TimeField(_("van"))
    duur = models.PositiveSmallIntegerField(
        _("duur in minuten"), default=120, validators=[MinValueValidator(30), MaxValueValidator(480)]
    )
    plaats = models.CharField(_("waar"), max_length=120, blank=True)
    gespreksleider = models.ForeignKey(
        Lidmaatschap, verbose_name=_("gespreksleider"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    steun = models.CharField(_("steun voor de gespreksleider"), max_length=200, blank=True)
    ondersteuner = models.ForeignKey(
        Lidmaatschap,
        verbose_name=_("wie steunt de ervaringsdeskundige?"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    deelname = models.TextField(_("afspraken over deelname van ketenpartners"), max_length=1000, blank=True)

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("reeks")
        verbose_name_plural = _("reeksen")
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "project"], condition=models.Q(vervallen_op=None), name="reeks_een_per_project"
            )
        ]

    def __str__(self) -> str:
        return f"reeks {self.pk}"


@pghistory.track()
class VasteGenodigde(Removable):
    """A ketenpartner who is asked for every session of a series (UI-04c)."""

    reeks = models.ForeignKey(Reeks, on_delete=models.PROTECT, related_name="vast", editable=False)
    naam = models.CharField(_("naam"), max_length=120)
    email = models.EmailField(_("e-mailadres"))
    partner = models.ForeignKey(
        Partner, verbose_name=_("organisatie"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("vaste genodigde")
        verbose_name_plural = _("vaste genodigden")
        ordering = ["naam"]
        constraints = [
            models.UniqueConstraint(
                "gemeente",
                "reeks",
                Lower("email"),
                condition=models.Q(vervallen_op=None),
                name="vaste_genodigde_eenmaal",
            )
        ]

    def __str__(self) -> str:
        return f"vaste genodigde {self.pk}"


class Pauzereden(models.TextChoices):
    """Why a month has no MLB on purpose."""

    VAKANTIE = "vakantie", _("vakantie")
    ANDERS = "anders", _("andere reden")


@pghistory.track()
class Maandpauze(Removable):
    """A month without an MLB on purpose: the way to deviate from NUM-05 for one month."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+", editable=False)
    maand = models.DateField()  # its first day
    reden = models.CharField(_("reden"), max_length=10, choices=Pauzereden, default=Pauzereden.VAKANTIE)

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("maand zonder MLB")
        verbose_name_plural = _("maanden zonder MLB")
        constraints = [models.UniqueConstraint(fields=["gemeente", "project", "maand"], name="maandpauze_eenmaal")]

    def __str__(self) -> str:
        return f"{self.maand:%Y-%m}"
