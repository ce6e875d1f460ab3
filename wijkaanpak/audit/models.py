"""The log of what history does not see: refusals, exports, sharing and ended access."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkaanpak.tenancy.models import GemeenteModel, tenant_manager


class LogregelQuerySet(models.QuerySet["Logregel"]):
    """Reading the log."""

    def recent(self, limit: int = 100) -> "LogregelQuerySet":
        """Return the newest lines with their person."""
        return self.select_related("gebruiker").order_by("-moment")[:limit]


class Logregel(GemeenteModel):
    """Who did what to which thing, with what result. Never a text of a user."""

    class Resultaat(models.TextChoices):
        """How it ended."""

        GEWEIGERD = "geweigerd", _("geweigerd")
        GEDAAN = "gedaan", _("gedaan")

    moment = models.DateTimeField(auto_now_add=True)
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    handeling = models.CharField(max_length=80)
    ding = models.CharField(max_length=80, blank=True)
    resultaat = models.CharField(max_length=10, choices=Resultaat)

    objects = tenant_manager(LogregelQuerySet)

    class Meta:
        verbose_name = _("logregel")
        verbose_name_plural = _("logregels")
        indexes = [models.Index(fields=["gemeente", "-moment"])]

    def __str__(self) -> str:
        return f"{self.moment:%Y-%m-%d %H:%M} {self.handeling} {self.resultaat}"
