"""How the team sees itself (UI-01e): five questions, answered without a name.

An answer and the note that someone answered are two tables without a link, without a time and without history,
with keys that hold no time either: no colleague, and no page, can put together who answered what (ADR 19).
"""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models import Project
from reflectie.models.sessie import Sessie
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.tenancy.models import GemeenteModel, tenant_manager

VRAGEN = (
    _("We weten van elkaar wat ieder kan en mag."),
    _("Ik durf hier te zeggen wat ik niet weet."),
    _("We denken eerst aan wat het gezin en de wijk zelf kunnen."),
    _("We komen onze afspraken na."),
    _("Samen komen we verder dan ieder apart."),
)


class Zelfbeeldronde(GemeenteModel):
    """A round of self-rating after a session, open until a day; ``team`` is how many people were asked."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    sessie = models.ForeignKey(Sessie, on_delete=models.PROTECT, related_name="zelfbeeldrondes")
    tot = models.DateField()
    team = models.PositiveSmallIntegerField()

    objects = tenant_manager(models.QuerySet["Zelfbeeldronde"])

    class Meta:
        verbose_name = _("ronde van het teamzelfbeeld")
        verbose_name_plural = _("rondes van het teamzelfbeeld")
        constraints = [models.UniqueConstraint(fields=["gemeente", "sessie"], name="zelfbeeldronde_eenmaal")]

    def __str__(self) -> str:
        return f"ronde {self.pk}"


class Zelfbeelddeelname(GemeenteModel):
    """Someone answered a round: that, and nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ronde = models.ForeignKey(Zelfbeeldronde, on_delete=models.PROTECT, related_name="deelnames")
    lid = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")

    objects = tenant_manager(models.QuerySet["Zelfbeelddeelname"])

    class Meta:
        verbose_name = _("deelname aan het teamzelfbeeld")
        verbose_name_plural = _("deelnames aan het teamzelfbeeld")
        constraints = [models.UniqueConstraint(fields=["gemeente", "ronde", "lid"], name="zelfbeeld_eenmaal")]

    def __str__(self) -> str:
        return f"deelname {self.pk}"


def _score() -> "models.PositiveSmallIntegerField[int, int]":
    return models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])


class Zelfbeeldantwoord(GemeenteModel):
    """Five scores from 1 to 5, of nobody in particular."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ronde = models.ForeignKey(Zelfbeeldronde, on_delete=models.PROTECT, related_name="antwoorden")
    score_1 = _score()
    score_2 = _score()
    score_3 = _score()
    score_4 = _score()
    score_5 = _score()

    objects = tenant_manager(models.QuerySet["Zelfbeeldantwoord"])

    class Meta:
        verbose_name = _("antwoord op het teamzelfbeeld")
        verbose_name_plural = _("antwoorden op het teamzelfbeeld")

    def __str__(self) -> str:
        return f"antwoord {self.pk}"
