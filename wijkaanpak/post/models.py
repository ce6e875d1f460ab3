"""The outbox, the addresses that refuse mail, and the pulse of the background work."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkaanpak.tenancy.models import GemeenteModel, tenant_manager

ATTEMPTS = 11


class MailQuerySet(models.QuerySet["Mail"]):
    """Reading the outbox."""

    def waiting(self) -> "MailQuerySet":
        """Return the mails that must still go."""
        return self.filter(verstuurd_op=None, vervallen_op=None, mislukt_op=None)

    def due(self) -> "MailQuerySet":
        """Return the mails whose moment has come, the longest due first."""
        return self.waiting().filter(moment__lte=timezone.now()).order_by("moment")

    def newest(self) -> "MailQuerySet":
        """Leave out what a later mail about the same thing took the place of."""
        later = Mail.objects.filter(ding=OuterRef("ding"), gemaakt_op__gt=OuterRef("gemaakt_op"))
        return self.filter(~Exists(later))

    def failed(self) -> "MailQuerySet":
        """Return the mails that were given up and that nothing took the place of."""
        return self.filter(vervallen_op=None).exclude(mislukt_op=None).newest()


class Mail(GemeenteModel):
    """One mail to one person, due at a moment, once: unique by kind and key.

    To a member (``lid``: the address they have when it goes) or to someone without account (``adres``). The text is
    made when it goes, by the kind, of ``ding``: the thing it is about. Of two about one thing only the newest goes.
    """

    soort = models.CharField(max_length=30)
    sleutel = models.CharField(max_length=120)
    ding = models.UUIDField(null=True)
    lid = models.ForeignKey("accounts.Lidmaatschap", on_delete=models.PROTECT, null=True, related_name="+")
    adres = models.EmailField(blank=True)
    moment = models.DateTimeField(default=timezone.now)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    verstuurd_op = models.DateTimeField(null=True)
    vervallen_op = models.DateTimeField(null=True)  # no longer needed: its cause went, or a newer one came
    mislukt_op = models.DateTimeField(null=True)  # given up; a beheerder can send it again
    pogingen = models.PositiveSmallIntegerField(default=0)
    reden = models.CharField(max_length=60, blank=True)  # why the last attempt failed: a code or the name of an error

    objects = tenant_manager(MailQuerySet)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "soort", "sleutel"], name="mail_eenmaal"),
            models.CheckConstraint(condition=Q(lid=None) ^ Q(adres=""), name="mail_aan_iemand"),
        ]
        indexes = [
            models.Index(
                fields=["gemeente", "moment"],
                condition=Q(verstuurd_op=None, vervallen_op=None, mislukt_op=None),
                name="mail_wacht",
            ),
            models.Index(fields=["gemeente", "ding"], name="mail_ding"),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.pk}"

    @property
    def naar(self) -> str:
        """The address it goes to now."""
        return self.lid.gebruiker.email if self.lid else self.adres


class AdresstopQuerySet(models.QuerySet["Adresstop"]):
    """Reading stopped addresses."""

    def standing(self) -> "AdresstopQuerySet":
        """Return the addresses that get no mail now."""
        return self.filter(opgeheven_op=None)


class Adresstop(GemeenteModel):
    """An address whose mail server said for good that it takes nothing. A beheerder lets mail go there again."""

    adres = models.EmailField()
    code = models.CharField(max_length=20)  # of SMTP, such as 550 or 5.1.1
    sinds = models.DateTimeField(default=timezone.now)
    opgeheven_op = models.DateTimeField(null=True)

    objects = tenant_manager(AdresstopQuerySet)

    class Meta:
        verbose_name = _("geweigerd adres")
        verbose_name_plural = _("geweigerde adressen")
        constraints = [
            models.UniqueConstraint(
                "gemeente", Lower("adres"), condition=Q(opgeheven_op=None), name="adresstop_eenmaal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.pk}"


class Hartslag(models.Model):
    """When a piece of the background work last ran, for the whole installation. Tells nothing of any gemeente."""

    naam = models.CharField(max_length=30, primary_key=True)
    moment = models.DateTimeField()

    class Meta:
        verbose_name = _("hartslag")
        verbose_name_plural = _("hartslagen")

    def __str__(self) -> str:
        return self.naam


def beat(naam: str) -> None:
    """Note that this work runs now."""
    Hartslag.objects.update_or_create(naam=naam, defaults={"moment": timezone.now()})


def last_beat(naam: str) -> datetime | None:
    """Return when this work last ran, None for never."""
    return Hartslag.objects.filter(naam=naam).values_list("moment", flat=True).first()
