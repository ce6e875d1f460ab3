"""Who is asked for one session, who came, what a guest may see, and the mails about it."""

import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from projects.models import Partner
from reflectie.models.sessie import Sessie
from reflectie.querysets import DelingQuerySet, GenodigdeQuerySet
from wijkaanpak.accounts.models import Lidmaatschap, Uitnodiging
from wijkaanpak.editing.models import Removable
from wijkaanpak.tenancy.models import GemeenteModel, tenant_manager


class Deelnamesoort(models.TextChoices):
    """As what someone is at the table (MLB-08, MLB-10, MLB-15)."""

    TEAM = "team", _("Team")
    KETENPARTNER = "ketenpartner", _("Ketenpartner, gast voor deze keer")
    ERVARINGSDESKUNDIGE = "ervaring", _("Ervaringsdeskundige")
    ONDERSTEUNER = "steun", _("Ondersteuner van de ervaringsdeskundige")


class Reden(models.TextChoices):
    """Why someone was not there. A list, so that nobody's health is described here."""

    ZIEK = "ziek", _("ziek")
    VERLOF = "verlof", _("verlof")
    WERK = "werk", _("ander werk ging voor")
    ONBEKEND = "onbekend", _("geen bericht")


@pghistory.track()
class Genodigde(Removable):
    """One person asked for one session. ``aanwezig`` is empty until the attendance is noted."""

    sessie = models.ForeignKey(Sessie, on_delete=models.PROTECT, related_name="genodigden", editable=False)
    soort = models.CharField(_("als"), max_length=12, choices=Deelnamesoort, default=Deelnamesoort.KETENPARTNER)
    lid = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    naam = models.CharField(_("naam"), max_length=120)
    email = models.EmailField(_("e-mailadres"))
    partner = models.ForeignKey(
        Partner, verbose_name=_("organisatie"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ondersteuner = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="steunt")
    uitnodiging = models.ForeignKey(Uitnodiging, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    aanwezig = models.BooleanField(null=True)
    reden = models.CharField(_("reden"), max_length=8, choices=Reden, blank=True)

    objects = tenant_manager(GenodigdeQuerySet)

    class Meta:
        verbose_name = _("genodigde")
        verbose_name_plural = _("genodigden")
        constraints = [
            models.UniqueConstraint(
                "gemeente", "sessie", Lower("email"), condition=Q(vervallen_op=None), name="genodigde_eenmaal"
            )
        ]
        indexes = [models.Index(fields=["gemeente", "lid"])]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.pk}"


@pghistory.track()
class Sessiedeling(GemeenteModel, UserObjectPermissionBase):
    """A guest may read one session, until a date: guardian's direct-foreign-key table, with a gemeente of its own."""

    content_object = models.ForeignKey(Sessie, on_delete=models.PROTECT, related_name="delingen")
    lid = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    tot = models.DateField(_("tot en met"))
    gestopt_op = models.DateTimeField(null=True, editable=False)

    objects = tenant_manager(DelingQuerySet)  # type: ignore[misc]  # guardian declares its own

    class Meta:
        verbose_name = _("toegang van een gast")
        verbose_name_plural = _("toegang van gasten")
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "content_object", "lid"],
                condition=Q(gestopt_op=None),
                name="sessiedeling_eenmaal",
            )
        ]
        indexes = [models.Index(fields=["gemeente", "lid"])]

    def __str__(self) -> str:
        return f"toegang {self.pk}"


SESSION_MAIL = "mlb"  # the kind of mail


class Berichtsoort(models.TextChoices):
    """What a mail about a session tells."""

    UITNODIGING = "uitnodiging", _("uitnodiging")
    VERPLAATST = "verplaatst", _("verplaatst")
    AFGEZEGD = "afgezegd", _("afgezegd")


class Sessiebericht(GemeenteModel):
    """What one person is told of one state of a session's plan: one mail, written with that plan."""

    genodigde = models.ForeignKey(Genodigde, on_delete=models.PROTECT, related_name="berichten")
    soort = models.CharField(max_length=11, choices=Berichtsoort)
    volgnummer = models.PositiveSmallIntegerField()  # of the session's plan; the calendar's SEQUENCE

    objects = tenant_manager(models.QuerySet["Sessiebericht"])

    class Meta:
        verbose_name = _("bericht over een MLB")
        verbose_name_plural = _("berichten over MLB’s")
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "genodigde", "volgnummer"], name="sessiebericht_eenmaal")
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.pk}"
