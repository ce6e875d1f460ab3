"""The inbox, what people chose, the daily round, and the keys of calendars."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from wijkaanpak.accounts.models import Gebruiker, Lidmaatschap, hash_token
from wijkaanpak.post.models import Mail
from wijkaanpak.tenancy.ids import uuid7
from wijkaanpak.tenancy.models import GemeenteModel, Regio, tenant_manager


class HerinneringQuerySet(models.QuerySet["Herinnering"]):
    """Reading the inbox."""

    def standing(self) -> "HerinneringQuerySet":
        """Leave out what is settled."""
        return self.filter(vervallen_op=None)

    def for_user(self, user: Gebruiker) -> "HerinneringQuerySet":
        """Return what this person was told in the gemeenten in scope, the unread first, the newest first."""
        rows = self.standing().filter(lid__gebruiker=user).select_related("gemeente")
        by_day = models.F("dag").asc(nulls_last=True)
        is_read = models.Case(models.When(gelezen_op=None, then=0), default=1)
        return rows.order_by(is_read, "-gemaakt_op__date", by_day, "-pk")

    def unread(self) -> "HerinneringQuerySet":
        """Return what was not opened yet."""
        return self.standing().filter(gelezen_op=None)


class Herinnering(GemeenteModel):
    """One thing that one member was told, once: unique by kind and key. Settled (``vervallen_op``) when its cause is.

    It names what to do and where; what people typed stays where it is.
    """

    lid = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, related_name="+")
    soort = models.CharField(max_length=30)
    sleutel = models.CharField(max_length=120)
    titel = models.CharField(max_length=300)
    onder = models.CharField(max_length=300)
    pad = models.CharField(max_length=300)
    dag = models.DateField(null=True)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    gelezen_op = models.DateTimeField(null=True)
    vervallen_op = models.DateTimeField(null=True)
    mail = models.ForeignKey(Mail, on_delete=models.SET_NULL, null=True, related_name="+")  # that it goes with

    objects = tenant_manager(HerinneringQuerySet)

    class Meta:
        verbose_name = _("herinnering")
        verbose_name_plural = _("herinneringen")
        constraints = [
            models.UniqueConstraint(fields=["gemeente", "lid", "soort", "sleutel"], name="herinnering_eenmaal")
        ]
        indexes = [
            models.Index(fields=["gemeente", "lid"], condition=Q(vervallen_op=None), name="herinnering_staat"),
            models.Index(fields=["gemeente", "mail"], name="herinnering_mail"),
        ]

    def __str__(self) -> str:
        return f"herinnering {self.pk}"


class Keuzes(models.Model):
    """What can be chosen of reminders; what is empty is left to the next: person, gemeente, region, wijkaanpak."""

    ritmes = models.JSONField(default=dict)  # kind → Ritme
    om = models.TimeField(_("hoe laat komt de dagmail of weekmail?"), null=True, blank=True)
    weekdag = models.PositiveSmallIntegerField(
        _("op welke dag komt de weekmail?"), null=True, blank=True, validators=[MaxValueValidator(4)]
    )
    stil_van = models.TimeField(_("geen mail vanaf"), null=True, blank=True)
    stil_tot = models.TimeField(_("tot"), null=True, blank=True)

    class Meta:
        abstract = True


class Voorkeur(Keuzes):
    """What one person chose, wherever they work."""

    gebruiker = models.OneToOneField(Gebruiker, primary_key=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("voorkeur voor herinneringen")
        verbose_name_plural = _("voorkeuren voor herinneringen")

    def __str__(self) -> str:
        return f"voorkeur {self.pk}"


class Gemeentestandaard(Keuzes, GemeenteModel):
    """What holds in a gemeente for who chose nothing."""

    objects = tenant_manager(models.QuerySet["Gemeentestandaard"])

    class Meta:
        verbose_name = _("standaard van de gemeente")
        verbose_name_plural = _("standaarden van gemeenten")
        constraints = [models.UniqueConstraint(fields=["gemeente"], name="gemeentestandaard_eenmaal")]

    def __str__(self) -> str:
        return f"standaard {self.pk}"


class Regiostandaard(Keuzes):
    """What holds in a region where gemeente and person chose nothing; kept by the gemeente that leads the region."""

    regio = models.OneToOneField(Regio, primary_key=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("standaard van de regio")
        verbose_name_plural = _("standaarden van regio’s")

    def __str__(self) -> str:
        return f"standaard {self.pk}"


class Ronde(GemeenteModel):
    """The daily look at what is due in one gemeente: once a day, and once more before mails go."""

    dag = models.DateField()
    klaar_op = models.DateTimeField(default=timezone.now)
    nieuw = models.PositiveIntegerField(default=0)
    vervallen = models.PositiveIntegerField(default=0)

    objects = tenant_manager(models.QuerySet["Ronde"])

    class Meta:
        verbose_name = _("ronde")
        verbose_name_plural = _("rondes")
        constraints = [models.UniqueConstraint(fields=["gemeente", "dag"], name="ronde_eenmaal_per_dag")]

    def __str__(self) -> str:
        return f"ronde {self.dag}"


class Agendasleutel(models.Model):
    """The secret in the address of someone's calendar. Derived from the secret key; only its hash is stored."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    gemaakt_op = models.DateTimeField(default=timezone.now)
    gebruikt_op = models.DateTimeField(null=True)
    ingetrokken_op = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("agendasleutel")
        verbose_name_plural = _("agendasleutels")
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker"], condition=Q(ingetrokken_op=None), name="agendasleutel_een_per_persoon"
            )
        ]

    def __str__(self) -> str:
        return f"agendasleutel {self.pk}"

    @property
    def token(self) -> str:
        """The secret of the address."""
        return salted_hmac("agenda", str(self.pk), algorithm="sha256").hexdigest()

    @classmethod
    def make(cls, gebruiker: Gebruiker) -> "Agendasleutel":
        """Return a new key of this person. The caller saves."""
        key = cls(gebruiker=gebruiker)
        key.token_hash = hash_token(key.token)
        return key
