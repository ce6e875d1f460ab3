"""PDFs of vervolg: the gerichte opdracht and the invitation to a regiodag."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models import Project
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.documents.models import Maakbaar, MaakQuerySet
from wijkaanpak.tenancy.models import tenant_manager


class Pdfsoort(models.TextChoices):
    """What a document is: DOC-22 or DOC-21."""

    OPDRACHT = "opdracht", _("Gerichte opdracht")
    UITNODIGING = "uitnodiging", _("Uitnodiging")


class Vervolgpdf(Maakbaar):
    """One document. ``van`` is the row it is of: the project itself, or a regiodag."""

    task = "evaluatie.vervolg.tasks.make_pdfs"
    folder = "vervolg"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+", editable=False)
    soort = models.CharField(max_length=12, choices=Pdfsoort)
    van = models.UUIDField()
    gevraagd_op = models.DateTimeField(auto_now_add=True)
    gevraagd_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")

    objects = tenant_manager(MaakQuerySet)

    class Meta:
        verbose_name = _("document van vervolg")
        verbose_name_plural = _("documenten van vervolg")
        ordering = ["-gevraagd_op"]
        indexes = [models.Index(fields=["gemeente", "project", "soort"], name="vervolgpdf_project")]

    def __str__(self) -> str:
        return f"document {self.pk}"
