"""What a team learns: factors and findings, each traceable to the sessions in which it was named."""

import pghistory
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from projects.models import Project
from reflectie.models.sessie import Sessie
from reflectie.querysets import LesQuerySet
from wijkaanpak.editing.models import Removable
from wijkaanpak.tenancy.models import GemeenteModel, tenant_manager


class Richting(models.TextChoices):
    """What kind of lesson it is (MLB-06)."""

    WERKT = "werkt", _("Werkt")
    WERKT_NIET = "werkt_niet", _("Werkt niet")
    BEVINDING = "bevinding", _("Bevinding")


class Lesstatus(models.TextChoices):
    """How far a lesson has come (VE-03)."""

    WAARGENOMEN = "waargenomen", _("Waargenomen")
    BEVESTIGD = "bevestigd", _("Bevestigd")
    VERTAALD = "vertaald", _("Vertaald naar beleid")


@pghistory.track()
class Les(Removable):
    """A factor that works or does not, or another finding, in the words of the team; ``tag`` is an id of the source."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="lessen", editable=False)
    richting = models.CharField(_("soort"), max_length=10, choices=Richting)
    tekst = models.CharField(_("les"), max_length=200)
    tag = models.CharField(_("hoort bij"), max_length=10, blank=True)
    status = models.CharField(_("stand"), max_length=12, choices=Lesstatus, default=Lesstatus.WAARGENOMEN)
    toelichting = models.TextField(_("toelichting"), max_length=2000, blank=True)
    beleid = models.TextField(_("waar landt dit in beleid?"), max_length=1000, blank=True)

    objects = tenant_manager(LesQuerySet)

    class Meta:
        verbose_name = _("les")
        verbose_name_plural = _("lessen")
        constraints = [
            models.UniqueConstraint(
                "gemeente",
                "project",
                "richting",
                Lower("tekst"),
                condition=models.Q(vervallen_op=None),
                name="les_eenmaal",
            )
        ]

    def __str__(self) -> str:
        return f"les {self.pk}"


@pghistory.track()
class Vermelding(GemeenteModel):
    """A lesson named in one session, by so many people of the table."""

    sessie = models.ForeignKey(Sessie, on_delete=models.PROTECT, related_name="vermeldingen")
    les = models.ForeignKey(Les, on_delete=models.PROTECT, related_name="vermeldingen")
    aantal = models.PositiveSmallIntegerField(default=1)

    objects = tenant_manager(models.QuerySet["Vermelding"])

    class Meta:
        verbose_name = _("vermelding")
        verbose_name_plural = _("vermeldingen")
        constraints = [models.UniqueConstraint(fields=["gemeente", "sessie", "les"], name="vermelding_eenmaal")]
        indexes = [models.Index(fields=["gemeente", "les"])]

    def __str__(self) -> str:
        return f"vermelding {self.pk}"
