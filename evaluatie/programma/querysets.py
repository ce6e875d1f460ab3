"""Reading the programme: every read is a typed method here."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Case, F, Q, When

if TYPE_CHECKING:
    from evaluatie.programma import models as m  # noqa: F401 (in the types of the querysets)


class StandQuerySet(models.QuerySet["m.Stand"]):
    """Reading what is shared of projects."""

    def with_people(self) -> "StandQuerySet":
        """Add who made a stand and who decided on it."""
        return self.select_related("gemaakt_door__gebruiker", "besloten_door__gebruiker")

    def to_deliver(self) -> "StandQuerySet":
        """Return what the region has not, or has and should not have any more; what is shared first."""
        there, wanted = F("geleverd_aan"), F("hoort_bij")
        rows: StandQuerySet = (
            self.annotate(hoort_bij=Case(When(staat="vrijgegeven", then=F("gemeente__regio__trekker"))))
            .filter(
                Q(geleverd_aan=None, hoort_bij__isnull=False)
                | Q(geleverd_aan__isnull=False, hoort_bij=None)
                | (Q(geleverd_aan__isnull=False, hoort_bij__isnull=False) & ~Q(geleverd_aan=wanted))
            )
            .order_by(there.asc(nulls_first=True), "pk")
        )
        return rows


class RegiostandQuerySet(models.QuerySet["m.Regiostand"]):
    """Reading what gemeenten shared."""

    def known(self) -> "RegiostandQuerySet":
        """Return what was shared now or before, with the gemeente it is of."""
        return self.exclude(naam="").select_related("van")

    def current(self) -> "RegiostandQuerySet":
        """Return what is shared now."""
        return self.known().filter(ingetrokken_op=None)
