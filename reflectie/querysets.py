"""Reading reflectie: every read is a typed method here."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from wijkaanpak.accounts.models import Gebruiker, Lidmaatschap
from wijkaanpak.editing.models import RemovableQuerySet

if TYPE_CHECKING:
    from reflectie import models as m  # noqa: F401 (in the types of the querysets)

__all__ = ["RemovableQuerySet"]


_NO_PART = Q(mijn_rol="", mijn_deling="")


class SessieQuerySet(models.QuerySet["m.Sessie"]):
    """Reading sessions."""

    def with_rights_of(self, user: Gebruiker) -> "SessieQuerySet":
        """Add ``mijn_rol`` (in the team of the project) and ``mijn_deling`` (asked for this session), or ''."""
        from projects.models import Teamlid
        from reflectie.models import Sessiedeling

        roles = Teamlid.objects.current().filter(project=OuterRef("project"), lid__gebruiker=user).values("rol")[:1]
        shares = (
            Sessiedeling.objects.current()
            .filter(content_object=OuterRef("pk"), user=user)
            .values("permission__codename")[:1]
        )
        return self.annotate(
            mijn_rol=Coalesce(Subquery(roles), Value("")), mijn_deling=Coalesce(Subquery(shares), Value(""))
        )

    def for_user(self, lid: Lidmaatschap) -> "SessieQuerySet":
        """Return the sessions whose texts this member may see: of their team, or shared with them as a guest.

        Nobody else: no beheerder, no beleidsmedewerker, nobody with whom the project was shared.
        """
        return self.of_person(lid.gebruiker)

    def of_person(self, user: Gebruiker) -> "SessieQuerySet":
        """Return the sessions, over all gemeenten in scope, whose texts this person may see."""
        return self.with_rights_of(user).exclude(_NO_PART)

    def held(self) -> "SessieQuerySet":
        """Return the sessions that were held and logged."""
        return self.filter(staat="afgerond")

    def not_cancelled(self) -> "SessieQuerySet":
        """Leave out what was cancelled."""
        return self.exclude(staat="afgezegd")

    def with_figures(self) -> "SessieQuerySet":
        """Add what a page may show to who sees no text: counts, and whether the question of the wijk was answered."""
        from reflectie.models import Actie, Alternatief, Genodigde, Vermelding

        def count(rows: "models.QuerySet[Any]") -> Any:
            counted = rows.order_by().filter(sessie=OuterRef("pk")).values("sessie").annotate(n=Count("pk")).values("n")
            return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))

        invited = Genodigde.objects.current()
        named = Vermelding.objects.order_by().filter(sessie=OuterRef("pk")).values("sessie").annotate(n=Sum("aantal"))
        rows: SessieQuerySet = self.annotate(
            genodigd=count(invited),
            erbij=count(invited.filter(aanwezig=True)),
            manieren=count(Alternatief.objects.current()),
            manieren_wijk=count(Alternatief.objects.current().filter(met_wijk=True)),
            acties_open=count(Actie.objects.current().filter(klaar_op=None)),
            factoren=Coalesce(Subquery(named.values("n"), output_field=IntegerField()), Value(0)),
            wijk_gevraagd=Case(When(mogelijkheden="", then=Value(0)), default=Value(1), output_field=IntegerField()),
        )
        return rows

    def without_text(self) -> "SessieQuerySet":
        """Leave the texts out of a list."""
        return self.defer("leervraag", "casus", "mogelijkheden", "agenda", "stappen")


class GenodigdeQuerySet(RemovableQuerySet):
    """Reading who was asked."""

    def by_organisation(self) -> "GenodigdeQuerySet":
        """Return the people asked: the team by organisation and name, then the ervaringsdeskundige, guests last."""
        from reflectie.models import Deelnamesoort as Soort

        kinds = (Soort.TEAM, Soort.ERVARINGSDESKUNDIGE, Soort.ONDERSTEUNER, Soort.KETENPARTNER)
        place = Case(*(When(soort=soort, then=number) for number, soort in enumerate(kinds)))
        rows: GenodigdeQuerySet = (
            self.current()  # type: ignore[assignment]
            .select_related("partner", "lid__gebruiker", "ondersteuner")
            .order_by(place, Lower("partner__naam"), Lower("naam"))
        )
        return rows


class DelingQuerySet(models.QuerySet["m.Sessiedeling"]):
    """Reading what guests may see."""

    def current(self) -> "DelingQuerySet":
        """Return what holds today."""
        return self.filter(tot__gte=timezone.localdate(), gestopt_op=None, lid__beeindigd_op=None)


class LesQuerySet(RemovableQuerySet):
    """Reading lessons."""

    def with_counts(self) -> "LesQuerySet":
        """Add ``keren`` (in how many sessions named) and ``genoemd`` (how often in all); the most named first."""
        rows: LesQuerySet = (
            self.current()
            .annotate(keren=Count("vermeldingen"), genoemd=Coalesce(Sum("vermeldingen__aantal"), Value(0)))
            .order_by("-genoemd", Lower("tekst"))
        )
        return rows

    def tags(self) -> list[tuple[str, str, int]]:
        """Return (kind, tag, how often named) without any text of a team; '' is what has no tag."""
        rows = self.current().order_by().values_list("richting", "tag").annotate(n=Sum("vermeldingen__aantal"))
        return [(richting, tag, n or 0) for richting, tag, n in rows]


class ActieQuerySet(RemovableQuerySet):
    """Reading actions."""

    def open_for(self, user: Gebruiker) -> "ActieQuerySet":
        """Return what this person still has to do from sessions they may see, in the gemeenten in scope."""
        from reflectie.models import Sessie

        visible = Sessie.objects.of_person(user).filter(pk=OuterRef("sessie"))
        rows: ActieQuerySet = (
            self.current()  # type: ignore[assignment]
            .filter(Exists(visible), wie__gebruiker=user, klaar_op=None, sessie__project__gearchiveerd_op=None)
            .exclude(sessie__project__status="afgerond")
            .select_related("sessie__project__gemeente")
            .order_by(F("wanneer").asc(nulls_last=True))
        )
        return rows
