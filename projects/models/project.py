"""The project, its people, and who else was given a look."""

import datetime

import pghistory
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from projects.querysets import ProjectDelingQuerySet, ProjectQuerySet, ProjectuitnodigingQuerySet, TeamlidQuerySet
from wijkaanpak.accounts.models import Lidmaatschap, Uitnodiging
from wijkaanpak.editing.models import Editable
from wijkaanpak.tenancy.models import GemeenteModel, tenant_manager


class Fase(models.TextChoices):
    """The four phases of the implementatiewijzer, by the slug of their onderdeel."""

    VOORBEREIDING = "voorbereiding", _("Voorbereiding")
    START = "start", _("Start")
    UITVOERING = "uitvoering", _("Uitvoering")
    VERVOLG = "vervolg", _("Vervolg")


class Ontwikkelfase(models.IntegerChoices):
    """How far the wijkgerichte aanpak itself has come (FASE-1 … FASE-3)."""

    FASE_1 = 1, _("1: samenwerken leren")
    FASE_2 = 2, _("2: verantwoordelijkheid delen")
    FASE_3 = 3, _("3: voorkomen")


class Projectstatus(models.TextChoices):
    """Where the project as a whole is."""

    VOORGENOMEN = "voorgenomen", _("Voorgenomen")
    LOPEND = "lopend", _("Lopend")
    GEPAUZEERD = "gepauzeerd", _("Gepauzeerd")
    AFGEROND = "afgerond", _("Afgerond")


@pghistory.track()
class Project(GemeenteModel):
    """One wijkgerichte aanpak in one wijk."""

    naam = models.CharField(_("naam"), max_length=100)
    wijk = models.CharField(_("wijk"), max_length=100)
    begin = models.DateField(_("begin"))
    eind = models.DateField(_("eind"))
    ontwikkelfase = models.PositiveSmallIntegerField(
        _("ontwikkelfase"), choices=Ontwikkelfase, default=Ontwikkelfase.FASE_1
    )
    fase = models.CharField(_("fase nu"), max_length=15, choices=Fase, default=Fase.VOORBEREIDING)
    status = models.CharField(_("status"), max_length=12, choices=Projectstatus, default=Projectstatus.LOPEND)
    halverwege_op = models.DateField(_("evaluatie halverwege"), null=True, blank=True)
    eindevaluatie_op = models.DateField(_("evaluatie aan het einde"), null=True, blank=True)
    afgerond_op = models.DateField(null=True, editable=False)
    instrument_versie = models.PositiveSmallIntegerField(editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    gearchiveerd_op = models.DateTimeField(null=True, blank=True, editable=False)

    objects = tenant_manager(ProjectQuerySet)

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projecten")
        ordering = [Lower("naam")]
        permissions = [("bekijken", _("Bekijken")), ("bewerken", _("Bewerken"))]
        constraints = [
            models.CheckConstraint(condition=Q(eind__gt=models.F("begin")), name="project_eind_na_begin"),
            models.UniqueConstraint(
                "gemeente", Lower("naam"), condition=Q(gearchiveerd_op=None), name="project_naam_uniek"
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def is_archived(self) -> bool:
        """Whether the project is put away; then it can be read, not changed."""
        return self.gearchiveerd_op is not None

    @property
    def is_closed(self) -> bool:
        """Whether the project is afgerond: its results stay as they are until it is opened again."""
        return self.status == Projectstatus.AFGEROND

    def months(self) -> int:
        """The length of the project in whole months (NUM-02 asks at least 12)."""
        return _months_between(self.begin, self.eind + datetime.timedelta(days=1))  # the last day counts

    def month_now(self, today: datetime.date) -> int:
        """The number of the running month, from 1; 0 before the start, at most the last."""
        if today < self.begin:
            return 0
        return min(_months_between(self.begin, today) + 1, max(self.months(), 1))


def _months_between(first: datetime.date, last: datetime.date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


class Projectrol(models.TextChoices):
    """What someone is in a project (ROL-01, 03, 05, 06, 09, 10, 11)."""

    PROJECTLEIDER = "projectleider", _("Projectleider")
    GEDRAGSWETENSCHAPPER = "gedragswetenschapper", _("Gedragswetenschapper")
    UITVOEREND = "uitvoerend", _("Uitvoerend medewerker")
    ERVARINGSDESKUNDIGE = "ervaringsdeskundige", _("Ervaringsdeskundige")
    KETENPARTNER = "ketenpartner", _("Ketenpartner")


@pghistory.track()
class Teamlid(Editable):
    """A member of the gemeente in the team of a project, with a role, from a day until a day.

    ``aandeel`` is the part of the caseload that lies in the area, in percent (UI-03): a count, never a case.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="teamleden")
    lid = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    rol = models.CharField(_("rol in het project"), max_length=20, choices=Projectrol)
    van = models.DateField(_("vanaf"), default=timezone.localdate)
    tot = models.DateField(_("tot en met"), null=True, blank=True)
    partner = models.ForeignKey(
        "projects.Partner",
        verbose_name=_("organisatie"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="teamleden",
    )
    functie = models.CharField(_("functie"), max_length=120, blank=True)
    aandeel = models.PositiveSmallIntegerField(
        _("deel van de caseload in de wijk, in procenten"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    scholing = models.TextField(_("wat wil je leren?"), max_length=2000, blank=True)
    onderschrijft_op = models.DateField(null=True, editable=False)
    bij_start = models.BooleanField(_("was bij de startbijeenkomst"), default=False)

    objects = tenant_manager(TeamlidQuerySet)

    class Meta:
        verbose_name = _("teamlid")
        verbose_name_plural = _("teamleden")
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "project", "lid"], name="teamlid_eenmaal"),
            models.UniqueConstraint(
                fields=["gemeente", "project"],
                condition=Q(rol="projectleider", tot=None),
                name="teamlid_een_projectleider",
            ),
        ]
        indexes = [models.Index(fields=["gemeente", "lid"])]

    def __str__(self) -> str:
        return f"{self.get_rol_display()} {self.pk}"

    def is_former(self) -> bool:
        """Whether this member is in the team no more."""
        return self.tot is not None and self.tot < timezone.localdate()


@pghistory.track()
class ProjectDeling(GemeenteModel, UserObjectPermissionBase):
    """*Delen*: one person outside the team may see or change one project, until a date.

    guardian's direct-foreign-key table with a gemeente of its own, so that row-level security holds.
    """

    content_object = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="delingen")
    lid = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    tot = models.DateField(_("tot en met"))
    verleend_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    verleend_op = models.DateTimeField(auto_now_add=True)
    gestopt_op = models.DateTimeField(null=True, editable=False)

    objects = tenant_manager(ProjectDelingQuerySet)  # type: ignore[misc]  # guardian declares its own

    class Meta:
        verbose_name = _("deling")
        verbose_name_plural = _("delingen")
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "content_object", "lid"], condition=Q(gestopt_op=None), name="deling_eenmaal"
            )
        ]
        indexes = [models.Index(fields=["gemeente", "lid"])]

    def __str__(self) -> str:
        return f"deling {self.pk}"


class Projectuitnodiging(GemeenteModel):
    """What an invitation adds to one project once it is accepted."""

    uitnodiging = models.ForeignKey(Uitnodiging, on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="uitnodigingen")
    rol = models.CharField(_("rol in het project"), max_length=20, choices=Projectrol)
    partner = models.ForeignKey("projects.Partner", on_delete=models.PROTECT, null=True, related_name="+")

    objects = tenant_manager(ProjectuitnodigingQuerySet)

    class Meta:
        verbose_name = _("uitnodiging voor een project")
        verbose_name_plural = _("uitnodigingen voor een project")
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "uitnodiging", "project"], name="projectuitnodiging_eenmaal")
        ]

    def __str__(self) -> str:
        return f"{self.get_rol_display()} {self.pk}"


class Versiewissel(GemeenteModel):
    """A project went to another version of the implementatiewijzer, or back."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="versiewissels")
    van = models.PositiveSmallIntegerField()
    naar = models.PositiveSmallIntegerField()
    door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField(auto_now_add=True)

    objects = tenant_manager(models.QuerySet["Versiewissel"])

    class Meta:
        verbose_name = _("versiewissel")
        verbose_name_plural = _("versiewissels")
        ordering = ["-op"]

    def __str__(self) -> str:
        return f"{self.van} → {self.naar}"
