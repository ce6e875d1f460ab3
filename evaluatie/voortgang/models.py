"""The voortgangsbericht of a project, its PDFs, who reads it without an account, and to whom it went."""

import datetime

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from evaluatie.voortgang.querysets import BerichtQuerySet, LezerQuerySet, VerzendingQuerySet
from projects.models import Project
from wijkaanpak.accounts.models import Lidmaatschap, hash_token
from wijkaanpak.documents.models import Maakbaar, MaakQuerySet
from wijkaanpak.editing.models import Editable
from wijkaanpak.tenancy.models import GemeenteModel, tenant_manager

KORT = 600
GELDIG = datetime.timedelta(days=60)  # how long the link of a reader without an account opens a bericht

# The parts that are written one by one, in the order of the page.
DELEN = ("inleiding", "klaar", "reflectie", "lessen", "afspraken", "team", "doelen", "komt")


def period_words(van: datetime.date, tot: datetime.date) -> str:
    """Return the days of a bericht as its readers say them: one day, or from one up to another."""
    first, last = (date_format(day, "j\u00a0F\u00a0Y") for day in (van, tot))
    return last if van == tot else _now("%(van)s tot en met %(tot)s") % {"van": first, "tot": last}


class Berichtstaat(models.TextChoices):
    """Where a voortgangsbericht is."""

    CONCEPT = "concept", _("Concept")
    VERSTUURD = "verstuurd", _("Verstuurd")
    WEGGEGOOID = "weggegooid", _("Weggegooid")


@pghistory.track(exclude=["bronnen", "bekend"])
class Bericht(Editable):
    """One update over a period (UI-08, DOC-14): drafted, put in the writer's own words, sent once, then frozen.

    ``bronnen`` says of every drafted line where it comes from; see ``concept.Regel``. ``bekend`` is what its draft saw:
    what came later is for the next. It gets its ``nummer`` when it is sent.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="voortgang", editable=False)
    nummer = models.PositiveSmallIntegerField(null=True, editable=False)
    staat = models.CharField(max_length=10, choices=Berichtstaat, default=Berichtstaat.CONCEPT, editable=False)
    van = models.DateField(editable=False)
    tot = models.DateField(editable=False)
    bronnen = models.JSONField(default=list, editable=False)
    bekend = models.JSONField(default=dict, editable=False)
    inleiding = models.TextField(_("in het kort"), max_length=KORT, blank=True)
    klaar = models.TextField(_("wat klaar is"), max_length=KORT, blank=True)
    reflectie = models.TextField(_("reflectie"), max_length=KORT, blank=True)
    lessen = models.TextField(_("wat we leren"), max_length=KORT, blank=True)
    afspraken = models.TextField(_("afspraken en documenten"), max_length=KORT, blank=True)
    team = models.TextField(_("het team"), max_length=KORT, blank=True)
    doelen = models.TextField(_("waar we aan werken"), max_length=KORT, blank=True)
    komt = models.TextField(_("wat nu komt"), max_length=KORT, blank=True)
    verstuurd_op = models.DateTimeField(null=True, editable=False)
    verstuurd_door = models.ForeignKey(
        Lidmaatschap, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = tenant_manager(BerichtQuerySet)

    class Meta:
        verbose_name = _("voortgangsbericht")
        verbose_name_plural = _("voortgangsberichten")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "project", "nummer"], name="voortgang_nummer_eenmaal"),
            models.UniqueConstraint(
                fields=["gemeente", "project"], condition=Q(staat="concept"), name="voortgang_een_concept"
            ),
            models.CheckConstraint(
                condition=Q(staat="verstuurd", nummer__isnull=False, verstuurd_op__isnull=False)
                | Q(~Q(staat="verstuurd"), nummer=None, verstuurd_op=None),
                name="voortgang_verstuurd_heeft_nummer",
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Voortgangsbericht')} {self.nummer or ''}".strip()

    @property
    def periode(self) -> str:
        """The days it is about, in words."""
        return period_words(self.van, self.tot)

    @property
    def is_concept(self) -> bool:
        """Whether it can still be written."""
        return self.staat == Berichtstaat.CONCEPT


class Berichtpdf(Maakbaar):
    """A PDF of one version of a bericht: a look at it, or (``definitief``) what was sent; ``bladen``: pages."""

    task = "evaluatie.voortgang.tasks.make_pdfs"
    folder = "voortgang"

    bericht = models.ForeignKey(Bericht, on_delete=models.PROTECT, related_name="pdfs")
    van_versie = models.PositiveIntegerField()
    definitief = models.BooleanField(default=False)
    bladen = models.PositiveSmallIntegerField(default=0)

    objects = tenant_manager(MaakQuerySet)

    class Meta:
        verbose_name = _("pdf van een voortgangsbericht")
        verbose_name_plural = _("pdf’s van voortgangsberichten")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "bericht"], condition=Q(definitief=True), name="voortgang_een_definitief"
            )
        ]

    def __str__(self) -> str:
        return f"pdf {self.pk}"

    @property
    def is_too_long(self) -> bool:
        """Whether it takes more than the one page it is meant to be."""
        return self.bladen > 1


@pghistory.track()
class Lezer(GemeenteModel):
    """Someone without an account who gets the berichten of one project: a colleague or a partner, never a family.

    ``akkoord_op`` is when a member said that this person knows it. Who stopped it (``afgemeld_op``) is kept, so that
    nobody adds the address again.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="lezers")
    email = models.EmailField(_("e-mailadres"))
    akkoord_op = models.DateTimeField(default=timezone.now)
    toegevoegd_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    afgemeld_op = models.DateTimeField(null=True)
    weg_op = models.DateTimeField(null=True)  # taken off the list by the team

    objects = tenant_manager(LezerQuerySet)

    class Meta:
        verbose_name = _("lezer")
        verbose_name_plural = _("lezers")
        ordering = [Lower("email")]
        constraints = [models.UniqueConstraint("gemeente", "project", Lower("email"), name="lezer_eenmaal")]

    def __str__(self) -> str:
        return self.email


class Verzending(GemeenteModel):
    """One bericht to one reader: a member (``lid``), or someone without an account (``lezer``), who gets a link.

    The link of a ``lezer`` holds a code that nobody can guess (256 bits, of which only the hash is stored) and opens
    this one bericht alone. It ends after ``GELDIG``, and at once when someone ends it or the reader is taken off the
    list. Chosen above a PDF in the mail: a page can end, be corrected, and be read with any device; and above an
    account: a partner who reads one page in two months would never keep a password. Reading leaves no trace.
    """

    bericht = models.ForeignKey(Bericht, on_delete=models.PROTECT, related_name="verzendingen")
    lid = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, null=True, related_name="+")
    lezer = models.ForeignKey(Lezer, on_delete=models.PROTECT, null=True, related_name="verzendingen")
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    geldig_tot = models.DateTimeField(null=True)
    beeindigd_op = models.DateTimeField(null=True)

    objects = tenant_manager(VerzendingQuerySet)

    class Meta:
        verbose_name = _("verzending")
        verbose_name_plural = _("verzendingen")
        constraints = [
            models.CheckConstraint(condition=Q(lid=None) ^ Q(lezer=None), name="verzending_aan_iemand"),
            models.UniqueConstraint(fields=["gemeente", "bericht", "lid"], name="verzending_lid_eenmaal"),
            models.UniqueConstraint(fields=["gemeente", "bericht", "lezer"], name="verzending_lezer_eenmaal"),
        ]
        indexes = [
            models.Index(fields=["gemeente", "code_hash"], condition=~Q(code_hash=""), name="verzending_code"),
            models.Index(fields=["gemeente", "lid"], name="verzending_lid"),
        ]

    def __str__(self) -> str:
        return f"verzending {self.pk}"

    @property
    def code(self) -> str:
        """The secret of the link. It follows from the secret key, so that a mail can be made again after a crash."""
        return salted_hmac("voortgang.lezen", str(self.pk), algorithm="sha256").hexdigest()

    @property
    def is_open(self) -> bool:
        """Whether the link works now."""
        return self.beeindigd_op is None and self.geldig_tot is not None and self.geldig_tot > timezone.now()

    @classmethod
    def to_reader(cls, bericht: Bericht, lezer: Lezer, now: datetime.datetime) -> "Verzending":
        """Return one with a link; not stored yet."""
        made = cls(gemeente_id=bericht.gemeente_id, bericht=bericht, lezer=lezer, geldig_tot=now + GELDIG)
        made.code_hash = hash_token(made.code)
        return made
