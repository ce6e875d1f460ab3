"""What came in from Word, Excel or the clipboard, before anyone said which of it may land."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontwikkelplan.models.plan import Plan
from ontwikkelplan.querysets import VoorstelQuerySet
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.tenancy.models import GemeenteModel, tenant_manager


class Voorstelsoort(models.TextChoices):
    """How it came in."""

    WORD = "word", _("Word, uit wijkaanpak")
    WORD_VRIJ = "word_vrij", _("Word, zelf gemaakt")
    EXCEL = "excel", _("Excel")
    PLAKKEN = "plakken", _("Geplakt")


class Voorstel(GemeenteModel):
    """The cells that were read, waiting for a choice: ``inhoud`` is what ``inlezen`` made of them.

    Kept for a while after it was handled, so that a wrong choice can be seen; then the texts are thrown away.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="voorstellen", editable=False)
    soort = models.CharField(max_length=10, choices=Voorstelsoort)
    bestandsnaam = models.CharField(max_length=160, blank=True)
    inhoud = models.JSONField()
    door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)
    afgehandeld_op = models.DateTimeField(null=True)

    objects = tenant_manager(VoorstelQuerySet)

    class Meta:
        verbose_name = _("voorstel")
        verbose_name_plural = _("voorstellen")
        ordering = ["-op"]

    def __str__(self) -> str:
        return f"voorstel {self.pk}"
