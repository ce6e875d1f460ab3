"""The documents of a project: their clauses, their versions, and who signs the agreement."""

from typing import Any

import pghistory
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models.partners import Mandaat, Partner
from projects.models.project import Project
from projects.querysets import DocumentQuerySet, HandtekeningQuerySet, VerzoekQuerySet
from wijkaanpak.accounts.models import Lidmaatschap, Uitnodiging
from wijkaanpak.documents.models import Maakbaar
from wijkaanpak.editing.models import Editable
from wijkaanpak.tenancy.models import GemeenteModel, tenant_manager


class Documentsoort(models.TextChoices):
    """What a project can make (DOC-01, DOC-02, DOC-03)."""

    VISIENOTITIE = "visienotitie", _("Visienotitie")
    PROJECTPLAN = "projectplan", _("Projectplan")
    OVEREENKOMST = "overeenkomst", _("Samenwerkingsovereenkomst")


@pghistory.track()
class Clausule(Editable):
    """The text of one section in a project's own words; without a row the standard text holds."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="clausules", editable=False)
    soort = models.CharField(max_length=15, choices=Documentsoort, editable=False)
    sleutel = models.CharField(max_length=30, editable=False)
    tekst = models.TextField(_("tekst"), max_length=10_000, blank=True)

    objects = tenant_manager(models.QuerySet["Clausule"])

    class Meta:
        verbose_name = _("clausule")
        verbose_name_plural = _("clausules")
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "project", "soort", "sleutel"], name="clausule_eenmaal")
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.sleutel}"


class Tekenstaat(models.TextChoices):
    """Where an agreement stands with its signatures."""

    CONCEPT = "concept", _("Concept")
    TEKENEN = "tekenen", _("Ligt ter ondertekening")
    GETEKEND = "getekend", _("Getekend door alle ondertekenaars")
    VERVANGEN = "vervangen", _("Vervangen door een nieuwe versie")


def document_path(document: "Projectdocument", filename: str) -> str:
    """Return where the bytes of a version go."""
    return f"documenten/{document.gemeente_id}/{document.pk}/{filename}"


@pghistory.track(exclude=["inhoud"])
class Projectdocument(Maakbaar):
    """One version of one document: what it said, and the PDF that was made of it. Never changed afterwards."""

    task = "projects.tasks.make_documents"
    folder = "documenten"

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="documenten", editable=False)
    soort = models.CharField(max_length=15, choices=Documentsoort)
    nummer = models.PositiveIntegerField()
    kenmerk = models.CharField(max_length=30)
    reden = models.CharField(_("waarom deze versie?"), max_length=200, blank=True)
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    gemaakt_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    tekenstaat = models.CharField(max_length=10, choices=Tekenstaat, default=Tekenstaat.CONCEPT)
    bevroren_op = models.DateTimeField(null=True)
    certificaat = models.FileField(upload_to=document_path, blank=True)
    certificaat_van = models.DateTimeField(null=True)
    certificaat_pogingen = models.PositiveSmallIntegerField(default=0)

    objects = tenant_manager(DocumentQuerySet)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documenten")
        ordering = ["soort", "-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "project", "soort", "nummer"], name="document_nummer_eenmaal"),
            models.UniqueConstraint(
                fields=["gemeente", "project", "soort"],
                condition=models.Q(tekenstaat="tekenen"),
                name="document_een_ter_tekening",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kenmerk} versie {self.nummer}"

    @property
    def titel(self) -> str:
        """The name of this kind of document."""
        return self.get_soort_display()


class Verzoeksoort(models.TextChoices):
    """What someone is asked to do with an agreement."""

    TEKENEN = "tekenen", _("Tekenen")
    MEELEZEN = "meelezen", _("Meelezen")


@pghistory.track()
class Tekenverzoek(GemeenteModel):
    """One person is asked to sign one frozen agreement for one organisation, or to read along (ST-06b, ROL-17)."""

    document = models.ForeignKey(Projectdocument, on_delete=models.PROTECT, related_name="verzoeken")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="verzoeken")
    mandaat = models.ForeignKey(Mandaat, on_delete=models.PROTECT, null=True, related_name="verzoeken")
    soort = models.CharField(max_length=8, choices=Verzoeksoort)
    naam = models.CharField(max_length=120)
    email = models.EmailField(_("e-mailadres"))
    lid = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, null=True, related_name="+")
    uitnodiging = models.ForeignKey(Uitnodiging, on_delete=models.PROTECT, null=True, related_name="+")
    is_uitgenodigd = models.BooleanField(default=False)  # the invitation was made for this request
    gevraagd_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField(auto_now_add=True)
    gelezen_op = models.DateTimeField(null=True)
    ingetrokken_op = models.DateTimeField(null=True)

    objects = tenant_manager(VerzoekQuerySet)

    class Meta:
        verbose_name = _("tekenverzoek")
        verbose_name_plural = _("tekenverzoeken")
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "document", "partner"],
                condition=models.Q(soort="tekenen", ingetrokken_op=None),
                name="verzoek_een_per_organisatie",
            )
        ]
        indexes = [models.Index(fields=["gemeente", "lid"])]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.pk}"


class Tekenbericht(GemeenteModel):
    """What someone was told of a request, and when: one mail each."""

    verzoek = models.ForeignKey(Tekenverzoek, on_delete=models.PROTECT, related_name="berichten")
    volgnummer = models.PositiveSmallIntegerField()
    moment = models.DateTimeField(default=timezone.now)

    objects = tenant_manager(models.QuerySet["Tekenbericht"])

    class Meta:
        verbose_name = _("tekenbericht")
        verbose_name_plural = _("tekenberichten")
        constraints = [models.UniqueConstraint(fields=["gemeente", "verzoek", "volgnummer"], name="bericht_eenmaal")]

    def __str__(self) -> str:
        return f"bericht {self.volgnummer} {self.verzoek_id}"


class Tekenwijze(models.TextChoices):
    """How was signed."""

    APP = "app", _("In wijkaanpak, opnieuw ingelogd")
    PAPIER = "papier", _("Op papier, scan toegevoegd")


def scan_path(handtekening: "Handtekening", filename: str) -> str:
    """Return where the scan of a signature goes: never under the name a user gave."""
    return f"handtekeningen/{handtekening.gemeente_id}/{handtekening.pk}"


@pghistory.track()
class Handtekening(GemeenteModel):
    """A signature: who, for whom, on what ground, when, under exactly which bytes. Written once.

    ``lid`` and ``account`` (their address at that moment) are who signed in the app, or who added the scan. One on
    paper may be taken back, when it is not the right scan: the row stays, with who did so and why.
    """

    verzoek = models.ForeignKey(Tekenverzoek, on_delete=models.PROTECT, related_name="handtekeningen")
    lid = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    account = models.EmailField(blank=True)
    organisatie = models.CharField(max_length=120)
    naam = models.CharField(_("naam"), max_length=120)
    functie = models.CharField(_("functie"), max_length=120)
    grond = models.CharField(max_length=400)
    wijze = models.CharField(max_length=6, choices=Tekenwijze)
    sha256 = models.CharField(max_length=64)
    getekend_op = models.DateTimeField(default=timezone.now)
    papier_op = models.DateField(null=True)  # the day on the paper, of which a scan was added later
    scan = models.FileField(upload_to=scan_path, blank=True)
    scan_mime = models.CharField(max_length=100, blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    ingetrokken_op = models.DateTimeField(null=True)
    ingetrokken_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, null=True, related_name="+")
    ingetrokken_account = models.CharField(max_length=400, blank=True)  # their name and address at that moment
    ingetrokken_reden = models.CharField(_("waarom haal je de handtekening weg?"), max_length=200, blank=True)

    objects = tenant_manager(HandtekeningQuerySet)
    events: Any

    class Meta:
        verbose_name = _("handtekening")
        verbose_name_plural = _("handtekeningen")
        ordering = ["getekend_op"]
        constraints = [models.UniqueConstraint(fields=["gemeente", "verzoek"], name="handtekening_eenmaal")]

    def __str__(self) -> str:
        return f"handtekening {self.pk}"
