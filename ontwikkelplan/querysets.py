"""Reading plans: every read is a typed method here."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from wijkaanpak.accounts.models import Lidmaatschap, Rol
from wijkaanpak.editing.models import RemovableQuerySet

if TYPE_CHECKING:
    from ontwikkelplan import models as m


_NO_PART = Q(mijn_perspectief="")


class PlanQuerySet(models.QuerySet["m.Plan"]):
    """Reading plans."""

    def for_user(self, lid: Lidmaatschap) -> "PlanQuerySet":
        """Return the plans this member may see: all of the gemeente, for everyone who works there."""
        return self.none() if lid.rol == Rol.GAST else self.all()

    def current(self) -> "PlanQuerySet":
        """Leave out what is closed."""
        return self.exclude(staat="afgesloten")

    def for_the_same_years(self, plan: "m.Plan", begin: int, end: int) -> "PlanQuerySet":
        """Return the plans that stand in the way of one for these years.

        Two local plans share no year; what a region offers has one plan for each first year.
        """
        others = self.filter(soort=plan.soort).exclude(pk=plan.pk)
        if plan.is_regional:
            return others.filter(begin_jaar=begin)
        return others.filter(begin_jaar__lte=end, eind_jaar__gte=begin)


class PuntQuerySet(RemovableQuerySet):
    """Reading ontwikkelpunten."""

    def in_order(self) -> "PuntQuerySet":
        """Return the rows as the plan has them: per table, in the order people put them."""
        rows: PuntQuerySet = self.order_by("tabel", "volgorde", "id")
        return rows

    def with_last_stand(self) -> "PuntQuerySet":
        """Add ``stand_op``, ``stand_tekst`` (the newest stand van zaken) and ``standen_aantal``."""
        from ontwikkelplan.models import Stand

        newest = Stand.objects.filter(punt=OuterRef("pk")).order_by("-datum", "-id")
        count = Stand.objects.filter(punt=OuterRef("pk")).order_by().values("punt").annotate(n=models.Count("pk"))
        rows: PuntQuerySet = self.annotate(
            stand_op=Subquery(newest.values("datum")[:1]),
            stand_tekst=Coalesce(Subquery(newest.values("tekst")[:1]), Value(""), output_field=models.TextField()),
            standen_aantal=Coalesce(Subquery(count.values("n")), Value(0)),
        )
        return rows


class StandQuerySet(models.QuerySet["m.Stand"]):
    """Reading the stand van zaken."""

    def with_people(self) -> "StandQuerySet":
        """Return entries with who wrote them, newest first."""
        return self.select_related("door__gebruiker").order_by("-datum", "-id")


class ScanQuerySet(models.QuerySet["m.Scan"]):
    """Reading scans."""

    def for_user(self, lid: Lidmaatschap) -> "ScanQuerySet":
        """Return the scans this member may see, with ``mijn_perspectief`` ('' without one); a guest sees their own."""
        from ontwikkelplan.models import Scandeelname

        mine = Scandeelname.objects.current().filter(scan=OuterRef("pk"), lid=lid).values("perspectief")[:1]
        rows: ScanQuerySet = self.annotate(mijn_perspectief=Coalesce(Subquery(mine), Value("")))
        return rows.exclude(_NO_PART) if lid.rol == Rol.GAST else rows


class DeelnameQuerySet(models.QuerySet["m.Scandeelname"]):
    """Reading who answers a scan."""

    def current(self) -> "DeelnameQuerySet":
        """Return who answers now, with an active membership."""
        return self.filter(gestopt_op=None, lid__beeindigd_op=None)


class RapportQuerySet(models.QuerySet["m.Scanrapport"]):
    """Reading reports."""

    def current(self) -> "RapportQuerySet":
        """Leave out what was thrown away."""
        return self.filter(verwijderd_op=None)


class LeveringQuerySet(models.QuerySet["m.Levering"]):
    """Reading editions on their way."""

    def waiting(self) -> "LeveringQuerySet":
        """Return what has not arrived."""
        return self.filter(geleverd_op=None)


class VoorstelQuerySet(models.QuerySet["m.Voorstel"]):
    """Reading what came in."""

    def waiting(self) -> "VoorstelQuerySet":
        """Return what still waits for a choice."""
        return self.filter(Q(afgehandeld_op=None))
