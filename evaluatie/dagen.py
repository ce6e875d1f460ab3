"""When a project looks back: the first of its evaluations not held yet; before there is one, the day of the start."""

import datetime
from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, QuerySet, Subquery, When
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
        mine = Evaluatie.objects.current().filter(project=OuterRef("pk"), soort=soort).order_by("datum")
        to_come = mine.filter(gehouden_op__isnull=True).values("datum")[:1]
        days[name] = Case(When(Exists(mine), then=Subquery(to_come)), default=F(veld), output_field=DateField())
    rows: QuerySet[Any] = projects.annotate(**days)
    return rows


def days_of(project: Any) -> list[tuple[str, str, datetime.date]]:
    """Return of a project out of ``with_days`` which evaluations are to come: field, words and day of each."""
    found = [(veld, str(titel), getattr(project, name)) for name, (_soort, veld, titel) in DAGEN.items()]
    return [each for each in found if each[2] is not None]
