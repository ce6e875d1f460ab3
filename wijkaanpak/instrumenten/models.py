"""The abstract answer: what a gemeente fills in at one punt of an instrument."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkaanpak.editing.models import Editable
from wijkaanpak.instrumenten.schema import Status

TEKST_MAX = 20_000


class StatusKeuze(models.TextChoices):
    """The answer scale, in the words of the screen."""

    NIET_GESTART = Status.NIET_GESTART.value, _("Niet gestart")
    BEZIG = Status.BEZIG.value, _("Bezig")
    GEREED = Status.GEREED.value, _("Gereed")
    NVT = Status.NVT.value, _("N.v.t.")


class Antwoord(Editable):
    """Status, toelichting, verantwoordelijke and deadline of one punt, with the version of the row.

    ``punt`` is a stable id of the instrument or of a punt of the gemeente's own. Every save adds one
    to ``versie``. No upgrade of an instrument deletes or moves a row.
    """

    punt = models.CharField(max_length=40, editable=False)
    status = models.CharField(_("status"), max_length=12, choices=StatusKeuze, default=StatusKeuze.NIET_GESTART)
    reden = models.CharField(_("waarom niet van toepassing"), max_length=500, blank=True)
    toelichting = models.TextField(_("toelichting"), max_length=TEKST_MAX, blank=True)
    verantwoordelijke = models.ForeignKey(
        "accounts.Lidmaatschap",
        verbose_name=_("verantwoordelijke"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    gereed_op = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.punt} {self.status}"

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do here: gereed, or not applicable."""
        return self.status in (StatusKeuze.GEREED, StatusKeuze.NVT)
