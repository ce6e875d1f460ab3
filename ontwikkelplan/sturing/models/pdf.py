"""PDFs of sturing: the note before a gesprek, its besluitenlijst, the plan, the opdracht, a dialogue."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.documents.models import Maakbaar, MaakQuerySet
from wijkaanpak.tenancy.models import tenant_manager


class Sturingpdf(Maakbaar):
    """One PDF. ``soort`` and ``van`` say what it is of: the kind of document, and the id of its row."""

    task = "ontwikkelplan.sturing.tasks.make_pdfs"
    folder = "sturing"

    soort = models.CharField(max_length=20)
    van = models.UUIDField()
    gevraagd_op = models.DateTimeField(auto_now_add=True)
    gevraagd_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")

    objects = tenant_manager(MaakQuerySet)

    class Meta:
        verbose_name = _("pdf van sturing")
        verbose_name_plural = _("pdf’s van sturing")
        ordering = ["-gevraagd_op"]
        indexes = [models.Index(fields=["gemeente", "van", "soort"], name="sturingpdf_van")]

    def __str__(self) -> str:
        return f"pdf {self.pk}"
