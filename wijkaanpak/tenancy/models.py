"""Gemeente (the tenant), Regio, and the base of every model that belongs to a gemeente."""

from typing import Any, TypeVar, cast

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from wijkaanpak.tenancy.ids import uuid7

# First path segments that are not gemeenten.
RESERVED_SLUGS = frozenset(
    {"account", "admin", "api", "hulp", "livez", "media", "privacy", "readyz", "static", "thema", "toegankelijkheid"}
    | {"v"}  # the questionnaire that anyone may fill in
)
DEFAULT_COLOUR = "#0a5a73"

QS = TypeVar("QS", bound=models.QuerySet[Any])


class Regio(models.Model):
    """A group of gemeenten that run one programme (NUM-13). ``trekker`` keeps what the region offers them all."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    naam = models.CharField(_("naam"), max_length=100, unique=True)
    trekker = models.ForeignKey(
        "tenancy.Gemeente", on_delete=models.PROTECT, null=True, blank=True, related_name="trekt"
    )

    class Meta:
        verbose_name = _("regio")
        verbose_name_plural = _("regio’s")

    def __str__(self) -> str:
        return self.naam


class Gemeente(models.Model):
    """The tenant. Its slug is the first segment of every URL within it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    regio = models.ForeignKey(Regio, on_delete=models.PROTECT, null=True, blank=True, related_name="gemeenten")
    naam = models.CharField(_("naam"), max_length=100)
    slug = models.SlugField(
        _("adres"),
        unique=True,
        validators=[RegexValidator(rf"^(?!({'|'.join(sorted(RESERVED_SLUGS))})$)", _("Dit adres is niet vrij."))],
    )
    merkkleur = models.CharField(_("merkkleur"), max_length=7, default=DEFAULT_COLOUR)

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        ordering = [Lower("naam")]

    def __str__(self) -> str:
        return self.naam


def tenant_manager(queryset: type[QS]) -> QS:
    """Return a manager of this queryset that raises ScopeError when no gemeente is in scope."""
    make_manager_class: Any = models.Manager.from_queryset
    return cast("QS", ScopedManager(gemeente="gemeente", _manager_class=make_manager_class(queryset)))


class GemeenteModel(models.Model):
    """A row that belongs to one gemeente. Its table gets both locks through ``TenantTable``."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        abstract = True
