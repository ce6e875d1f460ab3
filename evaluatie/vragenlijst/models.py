"""A round of the questionnaire, the counts of what was answered, remarks to judge, and the way to a gemeente."""

import datetime
import secrets
import uuid
from typing import Any, ClassVar

import pghistory
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models import Project
from wijkaanpak.editing.models import Removable, RemovableQuerySet
from wijkaanpak.tenancy.models import Gemeente, GemeenteModel, tenant_manager

TEKENS = "abcdefghijkmnpqrstuvwxyz23456789"  # without l, o, 0 and 1: a link on paper is typed over
LENGTE = 26  # signs of five bits each: 130 bits
LANG = 1000  # of a remark, and of a quote
RUST = datetime.timedelta(hours=1)  # after the last day: an answer of just before midnight is counted by then


def make_code() -> str:
    """Return a new random code of 130 bits for a link."""
    return "".join(secrets.choice(TEKENS) for _sign in range(LENGTE))


class Doelgroep(models.TextChoices):
    """Whom a round is for; the value is the slug of its part of the instrument."""

    GEZIN = "gezin", _("Ouders en jongeren")
    ERVARING = "ervaring", _("Ervaringsdeskundigen")


class RondeQuerySet(RemovableQuerySet):
    """Reading rounds."""

    def of_project(self, project: Project) -> "RondeQuerySet":
        """Return the rounds of a project with their counts, the newest first."""
        return (
            self.filter(vervallen_op=None, project=project)
            .select_related("project")
            .prefetch_related("tellingen")
            .order_by("-open_van", "-id")
        )


@pghistory.track(exclude=["code"])
class Ronde(Removable):
    """One time that a project asks an audience: from and until which day, through a link that anyone may open."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="vragenrondes", editable=False)
    naam = models.CharField(_("naam"), max_length=100)
    doelgroep = models.CharField(_("voor wie?"), max_length=8, choices=Doelgroep)
    lijstversie = models.PositiveSmallIntegerField(editable=False)
    open_van = models.DateField(_("open vanaf"))
    open_tot = models.DateField(_("open tot en met"))
    gevraagd = models.PositiveSmallIntegerField(_("hoeveel mensen krijgen de link?"), null=True, blank=True)
    open_vraag = models.BooleanField(_("stel ook één open vraag"), default=False)
    code = models.CharField(max_length=LENGTE, default=make_code, editable=False)
    gesloten_op = models.DateTimeField(null=True, editable=False)

    objects = tenant_manager(RondeQuerySet)
    events: ClassVar[Any]  # pghistory: one row per version, never of an answer

    class Meta:
        verbose_name = _("ronde van de vragenlijst")
        verbose_name_plural = _("rondes van de vragenlijst")
        indexes = [models.Index(fields=["gemeente", "code"])]

    def __str__(self) -> str:
        return self.naam

    @property
    def laatste_dag(self) -> datetime.date:
        """The last day on which one could answer: earlier than meant when it was closed by hand."""
        closed = timezone.localdate(self.gesloten_op) if self.gesloten_op else self.open_tot
        return max(self.open_van, min(self.open_tot, closed))

    def is_over(self, today: datetime.date) -> bool:
        """Whether nobody can answer any more."""
        return self.gesloten_op is not None or today > self.open_tot

    def is_open(self, today: datetime.date) -> bool:
        """Whether an answer can be given; ``project`` must be loaded, for an archived one takes none."""
        return self.open_van <= today and not self.is_over(today) and not self.project.is_archived

    def is_settled(self, now: datetime.datetime) -> bool:
        """Whether no answer can come in any more, not even one that is being stored: from then on there is a result."""
        if self.gesloten_op is not None:
            return True
        after = datetime.datetime.combine(self.open_tot + datetime.timedelta(days=1), datetime.time.min)
        return now >= timezone.make_aware(after) + RUST

    @property
    def stand(self) -> str:
        """Where the round is: ``komt``, ``open`` or ``dicht``; ``project`` must be loaded."""
        today = timezone.localdate()
        if self.is_over(today) or self.project.is_archived:
            return "dicht"
        return "open" if self.is_open(today) else "komt"


class Telling(GemeenteModel):
    """How often each choice was made in a round. There is no row for a person, no moment, no order and no history.

    ``keuzes`` counts by question and choice. Nothing says which choices were made together.
    """

    ronde = models.ForeignKey(Ronde, on_delete=models.PROTECT, related_name="tellingen")
    aantal = models.PositiveIntegerField(default=0)
    keuzes = models.JSONField(default=dict)

    objects = tenant_manager(models.QuerySet["Telling"])

    class Meta:
        verbose_name = _("telling van een ronde")
        verbose_name_plural = _("tellingen van rondes")
        constraints = [models.UniqueConstraint(fields=["gemeente", "ronde"], name="telling_eenmaal")]

    def __str__(self) -> str:
        return f"telling {self.pk}"


class Opmerking(GemeenteModel):
    """What someone typed at the open question, until it is judged; then the quote that was released, or nothing.

    It is tied to no other answer, and its key holds no time.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ronde = models.ForeignKey(Ronde, on_delete=models.PROTECT, related_name="opmerkingen")
    tekst = models.TextField(max_length=LANG)
    is_vrij = models.BooleanField(default=False)

    objects = tenant_manager(models.QuerySet["Opmerking"])

    class Meta:
        verbose_name = _("opmerking bij een vragenlijst")
        verbose_name_plural = _("opmerkingen bij een vragenlijst")
        ordering = ["id"]  # random

    def __str__(self) -> str:
        return f"opmerking {self.pk}"


class Wegwijzer(models.Model):
    """Which gemeente a link leads to. Only the hash of its code is here, so this table opens nothing by itself."""

    code_hash = models.CharField(primary_key=True, max_length=64)
    naar = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("wegwijzer")
        verbose_name_plural = _("wegwijzers")

    def __str__(self) -> str:
        return self.code_hash
