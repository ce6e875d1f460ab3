"""The organisations of a project, and what they let others decide and sign."""

import datetime
from collections.abc import Iterable

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from projects.models.project import Project
from projects.querysets import MandaatQuerySet, PartnerQuerySet
from wijkaanpak.editing.models import Removable, RemovableQuerySet
from wijkaanpak.tenancy.models import tenant_manager


class Organisatiesoort(models.TextChoices):
    """The kinds of organisation (ORG-01 … ORG-18); ANDERS has a name of its own."""

    GEMEENTE = "gemeente", _("Gemeente")
    WIJKTEAM = "wijkteam", _("Wijkteam of lokaal team")
    VEILIG_THUIS = "veilig_thuis", _("Veilig Thuis")
    GI = "gi", _("Gecertificeerde instelling (GI)")
    RVDK = "rvdk", _("Raad voor de Kinderbescherming")
    JEUGDHULP = "jeugdhulp", _("Jeugdhulp of zorg")
    ONDERWIJS = "onderwijs", _("School of schoolbestuur")
    KINDEROPVANG = "kinderopvang", _("Kinderopvang")
    JONGERENWERK = "jongerenwerk", _("Jongerenwerk")
    HUISARTS = "huisarts", _("Huisarts")
    JGZ = "jgz", _("Jeugdgezondheidszorg")
    GGD = "ggd", _("GGD")
    SPORT = "sport", _("Sportvereniging")
    WONINGCORPORATIE = "woningcorporatie", _("Woningcorporatie")
    POLITIE = "politie", _("Politie")
    WELZIJN = "welzijn", _("Welzijn")
    JUSTITIE = "justitie", _("Justitie")
    GGZ = "ggz", _("GGZ, verslavingszorg of LVB-zorg")
    ANDERS = "anders", _("Anders")


# VB-01a: without these five there is no agreement.
VERPLICHT = (
    Organisatiesoort.GEMEENTE,
    Organisatiesoort.WIJKTEAM,
    Organisatiesoort.VEILIG_THUIS,
    Organisatiesoort.GI,
    Organisatiesoort.RVDK,
)


@pghistory.track()
class Partner(Removable):
    """An organisation that takes part in a project, one contact, how the team connects (VB-01, VB-06d)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="partners", editable=False)
    naam = models.CharField(_("naam van de organisatie"), max_length=120)
    soort = models.CharField(_("soort organisatie"), max_length=20, choices=Organisatiesoort)
    soort_anders = models.CharField(_("welke soort?"), max_length=60, blank=True)
    rol = models.CharField(_("rol in het project"), max_length=120, blank=True)
    contact_naam = models.CharField(_("contactpersoon"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mailadres"), blank=True)
    contact_telefoon = models.CharField(_("telefoon"), max_length=30, blank=True)
    verbinding = models.TextField(_("hoe verbindt het team zich met deze organisatie?"), max_length=2000, blank=True)

    objects = tenant_manager(PartnerQuerySet)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["vervallen_op", "naam"]
        constraints = [
            models.UniqueConstraint(
                "gemeente", "project", Lower("naam"), condition=Q(vervallen_op=None), name="partner_naam_uniek"
            )
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def is_verplicht(self) -> bool:
        """Whether this is one of the five kinds without which there is no agreement."""
        return self.soort in VERPLICHT

    @property
    def soortnaam(self) -> str:
        """The kind in words; an own kind by its own name."""
        return self.soort_anders or self.get_soort_display()


def in_order(soort: str, naam: str) -> tuple[int, str]:
    """Sort organisations by this: the five required kinds first, in their order, then by name."""
    places = [each.value for each in VERPLICHT]
    return places.index(soort) if soort in places else len(places), naam.lower()


def required_first(partners: Iterable[Partner]) -> list[Partner]:
    """Return organisations in this order."""
    return sorted(partners, key=lambda partner: in_order(partner.soort, partner.naam))


class Mandaatsoort(models.TextChoices):
    """What a mandate allows."""

    BESLUITEN = "besluiten", _("Besluiten nemen")
    TEKENEN = "tekenen", _("De overeenkomst tekenen")


@pghistory.track()
class Mandaat(Removable):
    """One organisation lets one person decide or sign, from a day until a day (VB-05b, UI-01b)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="mandaten", editable=False)
    partner = models.ForeignKey(
        Partner, verbose_name=_("organisatie"), on_delete=models.PROTECT, related_name="mandaten"
    )
    soort = models.CharField(_("wat mag deze persoon?"), max_length=10, choices=Mandaatsoort)
    naam = models.CharField(_("wie krijgt het mandaat?"), max_length=120)
    functie = models.CharField(_("functie"), max_length=120)
    email = models.EmailField(_("e-mailadres"))
    omvang = models.TextField(_("waarover?"), max_length=1000)
    van = models.DateField(_("vanaf"))
    tot = models.DateField(_("tot en met"))
    verleend_door = models.CharField(_("gegeven door"), max_length=120)
    verleend_functie = models.CharField(_("functie van de gever"), max_length=120, blank=True)

    objects = tenant_manager(MandaatQuerySet)

    class Meta:
        verbose_name = _("mandaat")
        verbose_name_plural = _("mandaten")
        ordering = ["vervallen_op", "partner__naam", "soort", "van", "pk"]
        indexes = [models.Index(fields=["gemeente", "partner", "soort"])]

    def __str__(self) -> str:
        return f"{self.naam}, {self.functie}"

    def holds_on(self, day: datetime.date) -> bool:
        """Whether this mandate is in force on a day."""
        return self.vervallen_op is None and self.van <= day <= self.tot


@pghistory.track()
class Besluit(Removable):
    """A decision taken for one organisation, inside a mandate that was in force on that day."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="besluiten", editable=False)
    mandaat = models.ForeignKey(
        Mandaat, verbose_name=_("op grond van welk mandaat?"), on_delete=models.PROTECT, related_name="besluiten"
    )
    onderwerp = models.CharField(_("wat is besloten?"), max_length=200)
    datum = models.DateField(_("op welke dag?"))
    toelichting = models.TextField(_("toelichting"), max_length=2000, blank=True)

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        ordering = ["vervallen_op", "-datum"]

    def __str__(self) -> str:
        return self.onderwerp


@pghistory.track()
class Afwijking(Removable):
    """A norm let go of on purpose, and the two parties that answer for it (ST-07).

    ``regel`` names the signal that is answered with this, if any (``NUM-01`` …).
    """

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="afwijkingen", editable=False)
    regel = models.CharField(max_length=10, blank=True, editable=False)
    norm = models.CharField(_("van welke norm of regel wijken we af?"), max_length=200)
    partner = models.ForeignKey(
        Partner,
        verbose_name=_("voor welke organisatie geldt dit?"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="afwijkingen",
    )
    reden = models.TextField(_("waarom?"), max_length=2000)
    namens_gemeente = models.CharField(_("wie staat hiervoor in bij de gemeente?"), max_length=120)
    namens_organisatie = models.CharField(_("wie staat hiervoor in bij de organisatie?"), max_length=120)
    tot = models.DateField(_("tot en met"))

    objects = tenant_manager(RemovableQuerySet)

    class Meta:
        verbose_name = _("afwijking")
        verbose_name_plural = _("afwijkingen")
        ordering = ["vervallen_op", "tot"]

    def __str__(self) -> str:
        return self.norm

    def holds_on(self, day: datetime.date) -> bool:
        """Whether this deviation is in force on a day."""
        return self.vervallen_op is None and day <= self.tot
