"""Verbeteragenda (COL-A) and borging (COL-T-04, COL-T-05): what lasts after a project, and who keeps it."""

from typing import Any, ClassVar

import pghistory
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.sturing.borging_querysets import BorgingvraagQuerySet, GeborgdQuerySet
from projects.models import Project
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.editing.models import Editable, Removable, RemovableQuerySet
from wijkaanpak.tenancy.models import tenant_manager


class Projectleiding(models.TextChoices):
    """Where the projectleider comes from (COL-A-04, COL-P-01, COL-P-02)."""

    INTERN = "intern", _("Iemand van de gemeente")
    EXTERN = "extern", _("Iemand van buiten")
    GEEN = "geen", _("Geen aparte projectleider")


@pghistory.track()
class Verbeteragenda(Editable):
    """What the parties want to do better together, led by a wethouder (COL-A-01 … COL-A-04)."""

    titel = models.CharField(_("naam"), max_length=120)
    trekker = models.CharField(_("bestuurlijk trekker"), max_length=120, blank=True)
    aanleiding = models.TextField(_("waarom deze agenda?"), max_length=4000, blank=True)
    themas = models.TextField(_("thema’s, één per regel"), max_length=1000, blank=True)
    projectleiding = models.CharField(_("projectleider"), max_length=6, choices=Projectleiding, blank=True, default="")
    waarom = models.TextField(_("waarom die keuze?"), max_length=2000, blank=True)
    overdracht = models.TextField(
        _("hoe blijft het werk bestaan als de projectleider vertrekt?"), max_length=2000, blank=True
    )

    objects = tenant_manager(models.QuerySet["Verbeteragenda"])
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("verbeteragenda")
        verbose_name_plural = _("verbeteragenda’s")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "titel"], name="verbeteragenda_titel_eenmaal")]

    def __str__(self) -> str:
        return self.titel


class Sector(models.TextChoices):
    """Who sits at the table; zorg, onderwijs and justitie at least (NUM-29)."""

    ZORG = "zorg", _("Zorg")
    ONDERWIJS = "onderwijs", _("Onderwijs")
    JUSTITIE = "justitie", _("Justitie")
    GEMEENTE = "gemeente", _("Gemeente")
    INWONERS = "inwoners", _("Inwoners en ervaringsdeskundigen")
    ANDERS = "anders", _("Anders")


@pghistory.track()
class Tafelgenoot(Removable):
    """An organisation at the table of a verbeteragenda."""

    agenda = models.ForeignKey(Verbeteragenda, on_delete=models.PROTECT, related_name="tafel", editable=False)
    sector = models.CharField(_("sector"), max_length=10, choices=Sector)
    organisatie = models.CharField(_("organisatie"), max_length=120)
    wie = models.CharField(_("wie (functie)"), max_length=120, blank=True)

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("deelnemer aan de tafel")
        verbose_name_plural = _("deelnemers aan de tafel")
        ordering = ["vervallen_op", "sector", "organisatie"]

    def __str__(self) -> str:
        return self.organisatie


class Geborgd(Removable):
    """What makes a result last: an anchor in policy, an heir, and a day to check it."""

    anker = models.CharField(_("in welk beleid komt het?"), max_length=400, blank=True)
    erfgenaam = models.ForeignKey(
        Lidmaatschap,
        verbose_name=_("wie houdt het in stand?"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    controle_op = models.DateField(_("wanneer kijken jullie of het leeft?"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_anchored(self) -> bool:
        """Whether nothing is missing; an heir who left is missing. Read it of rows ``with_heirs``."""
        return bool(
            self.anker
            and self.erfgenaam
            and self.erfgenaam.is_active
            and self.erfgenaam.gebruiker.is_active
            and self.controle_op
        )


@pghistory.track()
class Verbetering(Geborgd):
    """An improvement that professionals propose themselves (COL-A-03)."""

    agenda = models.ForeignKey(Verbeteragenda, on_delete=models.PROTECT, related_name="verbeteringen", editable=False)
    thema = models.CharField(_("thema"), max_length=120, blank=True)
    voorstel = models.TextField(_("wat gaat er beter?"), max_length=2000)
    draagvlak = models.CharField(_("wie binnen de organisaties staan erachter?"), max_length=400, blank=True)
    klaar_op = models.DateField(_("ingevoerd op"), null=True, blank=True)

    objects = tenant_manager(GeborgdQuerySet)
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("verbetering")
        verbose_name_plural = _("verbeteringen")
        ordering = ["vervallen_op", "thema", "id"]

    def __str__(self) -> str:
        return Truncator(self.voorstel).chars(100)


@pghistory.track()
class Borging(Geborgd):
    """A result of a project: how it lasts, or why it does not (``afwijking``)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="borging", editable=False)
    resultaat = models.CharField(_("resultaat"), max_length=400)
    afwijking = models.CharField(_("waarom borgen jullie dit niet?"), max_length=400, blank=True)

    objects = tenant_manager(GeborgdQuerySet)
    events: ClassVar[Any]  # pghistory: one row per version

    class Meta:
        verbose_name = _("borging van een resultaat")
        verbose_name_plural = _("borging van resultaten")
        ordering = ["vervallen_op", "id"]

    def __str__(self) -> str:
        return self.resultaat

    @property
    def is_settled(self) -> bool:
        """Whether the project may close as far as this result goes."""
        return self.is_anchored or bool(self.afwijking)


class Leeft(models.TextChoices):
    """What the heir answers when asked whether a result still lives."""

    JA = "ja", _("Ja, het leeft")
    ANDERS = "anders", _("Ja, maar anders dan afgesproken")
    NEE = "nee", _("Nee, het is gestopt")


class Borgingvraag(Editable):
    """The one question to the heir, six and twelve months after a project closed on ``afgerond_op``."""

    borging = models.ForeignKey(Borging, on_delete=models.PROTECT, related_name="vragen", editable=False)
    maanden = models.PositiveSmallIntegerField()
    vraag_op = models.DateField()
    afgerond_op = models.DateField(null=True)
    antwoord = models.CharField(_("leeft het nog?"), max_length=6, choices=Leeft, blank=True, default="")
    toelichting = models.TextField(_("toelichting"), max_length=2000, blank=True)

    objects = tenant_manager(BorgingvraagQuerySet)

    class Meta:
        verbose_name = _("vraag over borging")
        verbose_name_plural = _("vragen over borging")
        ordering = ["vraag_op"]
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "borging", "maanden", "afgerond_op"], name="borgingvraag_eenmaal"
            )
        ]

    def __str__(self) -> str:
        return f"vraag na {self.maanden} maanden"
