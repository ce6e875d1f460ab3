"""Reading voortgangsberichten: every read is a typed method here."""

from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from projects.models import Project
from wijkaanpak.accounts.models import Lidmaatschap, hash_token
from wijkaanpak.post.models import Mail


class BerichtQuerySet(models.QuerySet[Any]):
    """Reading berichten."""

    def sent(self) -> "BerichtQuerySet":
        """Return what was sent."""
        return self.filter(staat="verstuurd")

    def concept(self) -> "BerichtQuerySet":
        """Return what is being written: at most one for each project."""
        return self.filter(staat="concept")

    def for_reader(self, lid: Lidmaatschap) -> "BerichtQuerySet":
        """Return what was sent that this member may read: of a project they see, or sent to them."""
        from evaluatie.voortgang.models import Verzending

        mine = Verzending.objects.filter(bericht=OuterRef("pk"), lid=lid)
        projects = Project.objects.for_user(lid).filter(pk=OuterRef("project"))
        return self.sent().filter(Exists(mine) | Exists(projects))

    def with_counts(self) -> "BerichtQuerySet":
        """Add to how many readers it went (``aantal``), and how many mails were given up (``mislukt``)."""
        from evaluatie.voortgang.models import Verzending

        sent = Verzending.objects.filter(bericht=OuterRef("pk")).order_by()
        failed = sent.filter(Exists(Mail.objects.failed().filter(ding=OuterRef("pk"))))
        open_links = sent.filter(code_hash__gt="", beeindigd_op=None, geldig_tot__gt=timezone.now())
        rows: BerichtQuerySet = self.select_related("verstuurd_door__gebruiker").annotate(
            aantal=_count(sent), mislukt=_count(failed), links=_count(open_links)
        )
        return rows


def _count(rows: Any) -> Any:
    counted = rows.values("bericht").annotate(n=models.Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=models.IntegerField()), 0)


class LezerQuerySet(models.QuerySet[Any]):
    """Reading who gets the berichten of a project without an account."""

    def current(self) -> "LezerQuerySet":
        """Return who still gets them."""
        return self.filter(afgemeld_op=None, weg_op=None)

    def listed(self) -> "LezerQuerySet":
        """Return who stands on the list: also who stopped it, so that the team knows."""
        return self.filter(Q(weg_op=None) | ~Q(afgemeld_op=None))


class VerzendingQuerySet(models.QuerySet[Any]):
    """Reading to whom a bericht went."""

    def with_code(self, code: str) -> "VerzendingQuerySet":
        """Return the one that this code opens or opened; of what was sent alone."""
        return self.filter(code_hash=hash_token(code), bericht__staat="verstuurd")

    def with_mail(self) -> "VerzendingQuerySet":
        """Add what became of each mail (``ging``, ``mislukte``, ``verviel``: moments; ``wacht``); by name."""
        mails = Mail.objects.filter(ding=OuterRef("pk"))
        rows: VerzendingQuerySet = (
            self.select_related("lid__gebruiker", "lezer")
            .annotate(
                ging=Subquery(mails.values("verstuurd_op")[:1]),
                mislukte=Subquery(mails.values("mislukt_op")[:1]),
                verviel=Subquery(mails.values("vervallen_op")[:1]),
                wacht=Exists(mails.waiting()),
            )
            .order_by(F("lid__gebruiker__naam").asc(nulls_last=True), "lezer__email")
        )
        return rows
