"""Reading what was made to last: with its heirs, and the questions that wait for someone."""

import datetime
from typing import Any

from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q

from projects.models import Teamlid
from projects.models.project import Projectrol, Projectstatus
from wijkaanpak.accounts.models import Gebruiker, Lidmaatschap, Rol
from wijkaanpak.editing.models import RemovableQuerySet


class GeborgdQuerySet(RemovableQuerySet):
    """Reading results and improvements that have an heir."""

    def with_heirs(self) -> "GeborgdQuerySet":
        """Return rows with the person who keeps each of them alive."""
        return self.select_related("erfgenaam__gebruiker")

    def closed_since(self, day: datetime.date) -> "GeborgdQuerySet":
        """Return the results with an heir, of projects that were closed on this day or later."""
        return self.filter(
            vervallen_op=None,
            afwijking="",
            erfgenaam__isnull=False,
            project__status=Projectstatus.AFGEROND,
            project__afgerond_op__gte=day,
        )


class BorgingvraagQuerySet(models.QuerySet[Any]):
    """Reading the questions to heirs."""

    def with_rights_of(self, user: Gebruiker) -> "BorgingvraagQuerySet":
        """Add ``mag_antwoorden``: this person is the heir, or manages the project of an heir who left."""
        leaders = Teamlid.objects.current().filter(
            project=OuterRef("borging__project"), rol=Projectrol.PROJECTLEIDER, lid__gebruiker__is_active=True
        )
        manages = Lidmaatschap.objects.active().filter(gemeente=OuterRef("gemeente"), gebruiker=user, rol=Rol.BEHEERDER)
        is_there = Q(borging__erfgenaam__beeindigd_op=None, borging__erfgenaam__gebruiker__is_active=True)
        instead = Exists(leaders.filter(lid__gebruiker=user)) | (~Exists(leaders) & Exists(manages))
        answers = (is_there & Q(borging__erfgenaam__gebruiker=user)) | (~is_there & instead)
        rows: BorgingvraagQuerySet = self.annotate(
            mag_antwoorden=ExpressionWrapper(answers, output_field=BooleanField())
        )
        return rows

    def waiting_for(self, user: Gebruiker) -> "BorgingvraagQuerySet":
        """Return what waits for an answer of this person, about the last closing of projects that are still closed."""
        rows = self.with_rights_of(user).filter(mag_antwoorden=True, antwoord="")
        last = Q(afgerond_op=None) | Q(afgerond_op=F("borging__project__afgerond_op"))
        return rows.filter(last, borging__vervallen_op=None, borging__project__status=Projectstatus.AFGEROND)
