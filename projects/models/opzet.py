"""What a project sets up: its area, its vision and goals, its first meeting, who is there when."""

import pghistory
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.cijfers import area_name, in_dutch
from projects.models.project import Project, Teamlid
from wijkaanpak.editing.models import Editable, Removable, RemovableQuerySet
from wijkaanpak.tenancy.models import GemeenteModel, tenant_manager

TEKST = 10_000


@pghistory.track()
class Gebied(Editable):
    """The area of one project: its character and problems, and the place to meet (VB-02, ST-03a, ST-04)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+", editable=False)
    karakter = models.TextField(_("karakter van de wijk"), max_length=TEKST, blank=True)
    problematiek = models.TextField(_("problematiek"), max_length=TEKST, blank=True)
    team_past = models.TextField(_("hoe past het team hierbij?"), max_length=2000, blank=True)
    doelen_passen = models.TextField(_("hoe passen de doelen hierbij?"), max_length=2000, blank=True)
    plek = models.CharField(_("vaste ontmoetingsplek"), max_length=120, blank=True)
    plek_adres = models.CharField(_("adres"), max_length=200, blank=True)

    objects = tenant_manager(models.QuerySet["Gebied"])

    class Meta:
        verbose_name = _("gebied")
        verbose_name_plural = _("gebieden")
        constraints = [models.UniqueConstraint(fields=["gemeente", "project"], name="gebied_eenmaal")]

    def __str__(self) -> str:
        return f"gebied {self.project_id}"


@pghistory.track()
class Instantie(Removable):
    """An institution that matters in the area (ST-03a)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="instanties", editable=False)
    naam = models.CharField(_("naam"), max_length=120)
    wat = models.CharField(_("wat doet deze instantie in de wijk?"), max_length=300, blank=True)
    waar = models.CharField(_("waar te vinden?"), max_length=200, blank=True)

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("instantie")
        verbose_name_plural = _("instanties")
        ordering = ["vervallen_op", "naam"]

    def __str__(self) -> str:
        return self.naam


class Sleutelfiguur(Removable):
    """A person the area listens to: with consent, until a date, in no export unless asked (PRV-05).

    Without history on purpose: on its date the row is deleted and nothing of it may remain.
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="sleutelfiguren", editable=False)
    naam = models.CharField(_("naam"), max_length=120)
    betekenis = models.CharField(_("wat betekent deze persoon voor de wijk?"), max_length=300)
    contact = models.CharField(_("hoe te bereiken?"), max_length=200, blank=True)
    toestemming_op = models.DateField(_("toestemming gegeven op"))
    bewaren_tot = models.DateField(_("bewaren tot en met"))

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("sleutelfiguur")
        verbose_name_plural = _("sleutelfiguren")
        ordering = ["naam"]

    def __str__(self) -> str:
        return f"sleutelfiguur {self.pk}"  # never the name: this lands in logs


@pghistory.track()
class Focusgroep(Removable):
    """A talk with people of the area (ST-03b): how many, what came of it, no names."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="focusgroepen", editable=False)
    datum = models.DateField(_("datum"))
    wie = models.CharField(
        _("met wat voor mensen?"), max_length=200, help_text=_("Bijvoorbeeld: ouders van de basisschool. Geen namen.")
    )
    aantal = models.PositiveSmallIntegerField(_("hoeveel mensen?"), validators=[MaxValueValidator(500)])
    opbrengst = models.TextField(_("wat leverde het op?"), max_length=4000, blank=True)

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("focusgroep")
        verbose_name_plural = _("focusgroepen")
        ordering = ["vervallen_op", "datum"]

    def __str__(self) -> str:
        return self.wie


@pghistory.track()
class Doel(Removable):
    """What the project wants to reach (VB-04.2)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="doelen", editable=False)
    titel = models.CharField(_("doel"), max_length=200)
    merkbaar = models.CharField(_("waaraan merken we dat het lukt?"), max_length=400, blank=True)
    klaar_op = models.DateField(_("wanneer bereikt?"), null=True, blank=True)

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("doel")
        verbose_name_plural = _("doelen")
        ordering = ["vervallen_op", "id"]

    def __str__(self) -> str:
        return self.titel


@pghistory.track()
class Vraag(Removable):
    """A question of the area that the project must answer (ST-03c), with the goal that does."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="vragen", editable=False)
    tekst = models.CharField(_("vraag uit de wijk"), max_length=300)
    doel = models.ForeignKey(
        Doel,
        verbose_name=_("welk doel geeft hier antwoord op?"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vragen",
    )
    bron = models.CharField(_("waar kwam de vraag vandaan?"), max_length=200, blank=True)

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("vraag uit de wijk")
        verbose_name_plural = _("vragen uit de wijk")
        ordering = ["vervallen_op", "id"]

    def __str__(self) -> str:
        return self.tekst


@pghistory.track()
class Kerncijfers(GemeenteModel):
    """Figures of CBS about the area, as they were in the file that someone imported."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="kerncijfers", editable=False)
    gebied_code = models.CharField(max_length=10)
    gebied_naam = models.CharField(max_length=120)
    bron = models.CharField(max_length=200)
    cijfers = models.JSONField()
    sha256 = models.CharField(max_length=64)
    ingelezen_op = models.DateTimeField(auto_now_add=True)
    ingelezen_door = models.ForeignKey("accounts.Lidmaatschap", on_delete=models.PROTECT, related_name="+")
    vervallen_op = models.DateTimeField(null=True, editable=False)
    weggehaald_door = models.ForeignKey(  # by hand; what a newer import put aside has none
        "accounts.Lidmaatschap", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("kerncijfers")
        verbose_name_plural = _("kerncijfers")
        ordering = ["-ingelezen_op"]

    def __str__(self) -> str:
        return f"{self.gebied_naam}, {self.bron}"

    @property
    def gebied(self) -> str:
        """The area by its name and code."""
        return area_name(self.gebied_naam, self.gebied_code)

    @property
    def leesbaar(self) -> list[tuple[str, str]]:
        """The figures as people read them: (name, number) each."""
        return [(naam, in_dutch(waarde)) for naam, waarde in self.cijfers]


@pghistory.track()
class Visie(Editable):
    """The shared vision: the sections of the visienotitie and the five agreements before the start (VB-03, VB-04)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+", editable=False)
    visie = models.TextField(_("visie"), max_length=TEKST, blank=True)
    waarden = models.TextField(_("waarden"), max_length=TEKST, blank=True)
    samen = models.TextField(_("hoe kwamen we hier samen toe?"), max_length=TEKST, blank=True)
    doelen = models.TextField(_("wat willen we bereiken?"), max_length=TEKST, blank=True)
    termijn = models.TextField(_("termijn"), max_length=2000, blank=True)
    inzet = models.TextField(_("inzet"), max_length=2000, blank=True)
    privacy = models.TextField(_("privacy"), max_length=2000, blank=True)
    werkruimte = models.TextField(_("werkruimte"), max_length=2000, blank=True)
    reflectie = models.TextField(_("ruimte voor reflectie"), max_length=2000, blank=True)
    klachten = models.TextField(_("klachten"), max_length=2000, blank=True)
    beroepsregistratie = models.TextField(_("beroepsregistratie"), max_length=2000, blank=True)

    objects = tenant_manager(models.QuerySet["Visie"])

    class Meta:
        verbose_name = _("visie")
        verbose_name_plural = _("visies")
        constraints = [models.UniqueConstraint(fields=["gemeente", "project"], name="visie_eenmaal")]

    def __str__(self) -> str:
        return f"visie {self.project_id}"


@pghistory.track()
class Startbijeenkomst(Editable):
    """The first meeting of the team, with its programme of four parts (ST-02)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+", editable=False)
    datum = models.DateField(_("datum"), null=True, blank=True)
    begin = models.TimeField(_("van"), null=True, blank=True)
    eind = models.TimeField(_("tot"), null=True, blank=True)
    plaats = models.CharField(_("plaats"), max_length=200, blank=True)
    ervaring = models.TextField(_("verhaal van een ervaringsdeskundige"), max_length=2000, blank=True)
    belang = models.TextField(_("waarom het belangrijk is"), max_length=2000, blank=True)
    ruimte = models.TextField(_("ruimte om het anders te doen"), max_length=2000, blank=True)
    scholing = models.TextField(_("wat we willen leren"), max_length=2000, blank=True)
    anderen = models.PositiveSmallIntegerField(
        _("hoeveel anderen waren erbij?"), null=True, blank=True, validators=[MaxValueValidator(500)]
    )
    verslag = models.TextField(_("verslag"), max_length=TEKST, blank=True)

    objects = tenant_manager(models.QuerySet["Startbijeenkomst"])

    class Meta:
        verbose_name = _("startbijeenkomst")
        verbose_name_plural = _("startbijeenkomsten")
        constraints = [models.UniqueConstraint(fields=["gemeente", "project"], name="startbijeenkomst_eenmaal")]

    def __str__(self) -> str:
        return f"startbijeenkomst {self.project_id}"

    def minutes(self) -> int | None:
        """How long it lasts, in minutes; None when that is not known."""
        if self.begin is None or self.eind is None:
            return None
        return (self.eind.hour - self.begin.hour) * 60 + self.eind.minute - self.begin.minute


class Dag(models.IntegerChoices):
    """The days that count for the rooster."""

    MA = 1, _("maandag")
    DI = 2, _("dinsdag")
    WO = 3, _("woensdag")
    DO = 4, _("donderdag")
    VR = 5, _("vrijdag")


class Dagdeel(models.TextChoices):
    """A half day."""

    OCHTEND = "ochtend", _("ochtend")
    MIDDAG = "middag", _("middag")


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class Aanwezigheid(GemeenteModel):
    """One member of the team is in the area in one half day of every week (UI-02)."""

    teamlid = models.ForeignKey(Teamlid, on_delete=models.PROTECT, related_name="aanwezigheid")
    dag = models.PositiveSmallIntegerField(choices=Dag)
    dagdeel = models.CharField(max_length=7, choices=Dagdeel)

    objects = tenant_manager(models.QuerySet["Aanwezigheid"])

    class Meta:
        verbose_name = _("aanwezigheid")
        verbose_name_plural = _("aanwezigheid")
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "teamlid", "dag", "dagdeel"], name="aanwezigheid_eenmaal")
        ]

    def __str__(self) -> str:
        return f"{self.get_dag_display()} {self.get_dagdeel_display()}"


class Signaalkeuze(GemeenteModel):
    """What a gemeente chose for a rule in all its projects; a rule without a row is on.

    ``grens`` is its own limit for a rule that has one (``NUM-04``: the minutes of a dagdeel); None is ours.
    """

    regel = models.CharField(max_length=10)
    aan = models.BooleanField(default=True)
    grens = models.PositiveSmallIntegerField(null=True)

    objects = tenant_manager(models.QuerySet["Signaalkeuze"])

    class Meta:
        verbose_name = _("signaalkeuze")
        verbose_name_plural = _("signaalkeuzes")
        constraints = [models.UniqueConstraint(fields=["gemeente", "regel"], name="signaalkeuze_eenmaal")]

    def __str__(self) -> str:
        return f"{self.regel} {'aan' if self.aan else 'uit'}"
