"""People, what they may do in which gemeente, and invitations."""

import hashlib
from datetime import datetime, timedelta
from typing import Any, ClassVar

import pghistory
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from wijkaanpak.post.models import Mail
from wijkaanpak.tenancy.ids import uuid7
from wijkaanpak.tenancy.models import GemeenteModel, tenant_manager


def first_name(naam: str) -> str:
    """Return the first word of a name."""
    return naam.split(" ", 1)[0]


def initials(naam: str) -> str:
    """Return the first letters of the first and the last word of a name."""
    words = naam.split()
    return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)).upper()


class GebruikerManager(BaseUserManager["Gebruiker"]):
    """Makes and finds people by their e-mail address, whatever its capitals."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Gebruiker":
        """Create and return an active person; ``password`` None means: can't log in with one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "Gebruiker":
        """Return the person with this address (Django's login asks for it)."""
        return self.get(email__iexact=username)


class Gebruiker(AbstractBaseUser):
    """One person, who may be a member of several gemeenten. Their rights live in ``Lidmaatschap``."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("e-mailadres"), unique=True)
    naam = models.CharField(_("naam"), max_length=100)
    is_active = models.BooleanField(_("actief"), default=True)
    sneltoetsen = models.BooleanField(_("sneltoetsen aan"), default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["naam"]
    objects = GebruikerManager()

    class Meta:
        verbose_name = _("gebruiker")
        verbose_name_plural = _("gebruikers")
        constraints = [models.UniqueConstraint(Lower("email"), name="gebruiker_email_uniek")]

    def __str__(self) -> str:
        return self.naam

    @property
    def voornaam(self) -> str:
        """The first word of the name, for a narrow column."""
        return first_name(self.naam)

    @property
    def initialen(self) -> str:
        """First letters of the first and the last word of the name."""
        return initials(self.naam)


class Rol(models.TextChoices):
    """What someone is in a gemeente (ROL-01, 02, 15, 38). What they are in a project: ``Teamlid``."""

    BEHEERDER = "beheerder", _("Beheerder")
    BELEID = "beleid", _("Beleidsmedewerker")
    PROJECTLEIDER = "projectleider", _("Projectleider")
    MEDEWERKER = "medewerker", _("Medewerker")
    GAST = "gast", _("Gast")


class LidmaatschapQuerySet(models.QuerySet["Lidmaatschap"]):
    """Reading memberships."""

    def active(self) -> "LidmaatschapQuerySet":
        """Return the memberships that give access now."""
        return self.filter(beeindigd_op=None, gebruiker__is_active=True)

    def of(self, user: Gebruiker) -> "LidmaatschapQuerySet":
        """Return the memberships of one person, with gemeente and person, by name of the gemeente."""
        return self.filter(gebruiker=user).select_related("gemeente__regio", "gebruiker").order_by("gemeente__naam")

    def with_people(self) -> "LidmaatschapQuerySet":
        """Return the memberships with their people, by name."""
        return self.select_related("gebruiker").order_by(Lower("gebruiker__naam"))


@pghistory.track()
class Lidmaatschap(GemeenteModel):
    """A person in a gemeente. It ends with a date and is never deleted: others' rows point at it."""

    gebruiker = models.ForeignKey(Gebruiker, on_delete=models.PROTECT, related_name="lidmaatschappen")
    rol = models.CharField(_("rol"), max_length=20, choices=Rol, default=Rol.MEDEWERKER)
    sinds = models.DateTimeField(auto_now_add=True)
    beeindigd_op = models.DateTimeField(null=True, blank=True)

    objects = tenant_manager(LidmaatschapQuerySet)
    unscoped = LidmaatschapQuerySet.as_manager()  # for the middleware: row-level security shows own rows alone

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        constraints = [models.UniqueConstraint(fields=["gemeente", "gebruiker"], name="lidmaatschap_eenmaal")]
        indexes = [models.Index(fields=["gebruiker"])]

    def __str__(self) -> str:
        return self.gebruiker.naam

    @property
    def is_active(self) -> bool:
        """Whether this membership gives access now."""
        return self.beeindigd_op is None


INVITATION = "uitnodiging"  # the kind of its mail


class UitnodigingQuerySet(models.QuerySet["Uitnodiging"]):
    """Reading invitations."""

    def open(self) -> "UitnodigingQuerySet":
        """Return the invitations that can still be accepted."""
        return self.filter(aanvaard_op=None, ingetrokken_op=None, verloopt_op__gt=timezone.now())

    def pending(self) -> "UitnodigingQuerySet":
        """Return the invitations without an answer, expired ones too, newest first, with what became of their mail."""
        mails = Mail.objects.filter(soort=INVITATION, ding=OuterRef("pk")).newest()
        return (
            self.filter(aanvaard_op=None, ingetrokken_op=None)
            .select_related("uitgenodigd_door__gebruiker")
            .annotate(
                mail_verstuurd_op=Subquery(mails.values("verstuurd_op")[:1]),
                mail_mislukt=Exists(mails.exclude(mislukt_op=None)),
            )
            .order_by("-verloopt_op")
        )

    def spent(self, token: str) -> "UitnodigingQuerySet":
        """Return the invitation that was accepted with this token, if any."""
        return self.filter(token_hash=hash_token(token), aanvaard_op__isnull=False)

    def with_token(self, token: str) -> "UitnodigingQuerySet":
        """Return the open invitation that this token opens, if any."""
        return self.open().filter(token_hash=hash_token(token))


def hash_token(token: str) -> str:
    """Return what is stored of a token: its SHA-256 in hexadecimal."""
    return hashlib.sha256(token.encode()).hexdigest()


@pghistory.track(exclude=["token_hash"])
class Uitnodiging(GemeenteModel):
    """An invitation by mail: for one address, with a role, until a date.

    The token is derived from the secret key, so its mail can be made again after a crash while only the hash is
    stored.
    """

    email = models.EmailField(_("e-mailadres"))
    rol = models.CharField(_("rol"), max_length=20, choices=Rol, default=Rol.MEDEWERKER)
    uitgenodigd_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, null=True, related_name="+")
    token_hash = models.CharField(max_length=64, editable=False)
    ronde = models.PositiveSmallIntegerField(default=1)
    verloopt_op = models.DateTimeField()
    aanvaard_op = models.DateTimeField(null=True, blank=True)
    aanvaard_door = models.ForeignKey(Lidmaatschap, on_delete=models.PROTECT, null=True, related_name="+")
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    objects = tenant_manager(UitnodigingQuerySet)

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        constraints = [
            models.UniqueConstraint(
                "gemeente",
                Lower("email"),
                condition=models.Q(aanvaard_op=None, ingetrokken_op=None),
                name="uitnodiging_een_open",
            )
        ]
        indexes = [models.Index(fields=["gemeente", "token_hash"])]

    def __str__(self) -> str:
        return f"{self.get_rol_display()} {self.pk}"

    @property
    def token(self) -> str:
        """The secret of the link in the mail, for this round of sending."""
        return salted_hmac("uitnodiging", f"{self.pk}:{self.ronde}", algorithm="sha256").hexdigest()

    @property
    def afzender(self) -> str:
        """The name of who invites; the operator invites the first beheerder."""
        return self.uitgenodigd_door.gebruiker.naam if self.uitgenodigd_door else str(_("Het team van wijkaanpak"))

    @property
    def is_expired(self) -> bool:
        """Whether the date has passed."""
        return self.verloopt_op <= timezone.now()

    def renew(self, now: datetime) -> None:
        """Start a round: a new token and a new date. The caller saves."""
        self.verloopt_op = now + timedelta(days=settings.INVITATION_DAYS)
        self.token_hash = hash_token(self.token)
