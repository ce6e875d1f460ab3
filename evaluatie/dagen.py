"""When a project looks back: on the day of its evaluation, else the one chosen at the start; never again once held."""

import datetime
from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from evaluatie.models import Evaluatie, Evaluatiesoort

# By the name of the annotation: the kind of evaluation, the day of the project, and what to call it.
DAGEN = {
    "halverwege_dag": (Evaluatiesoort.HALVERWEGE, "halverwege_op", _("Evaluatie halverwege")),
    "eind_dag": (Evaluatiesoort.EIND, "eindevaluatie_op", _("Evaluatie aan het einde")),
}


def with_days(projects: "QuerySet[Any]") -> "QuerySet[Any]":
    """Return projects that know, under the names of ``DAGEN``, when they look back; None when not, or not any more."""
    days = {}
    for name, (soort, veld, _titel) in DAGEN.items():
        mine = Evaluatie.objects.current().filter(project=OuterRef("pk"), soort=soort).order_by("-datum")
        day = Coalesce(Subquery(mine.values("datum")[:1]), F(veld))
        held = Exists(mine.filter(gehouden_op__isnull=False))
        days[name] = Case(When(held, then=None), default=day, output_field=DateField())
    rows: QuerySet[Any] = projects.annotate(**days)
    return rows


def days_of(project: Any) -> list[tuple[str, str, datetime.date]]:
    """Return of a project out of ``with_days`` which evaluations are to come: field, words and day of each."""
    found = [(veld, str(titel), getattr(project, name)) for name, (_soort, veld, titel) in DAGEN.items()]
    return [each for each in found if each[2] is not None]
