"""What a report gathers of a project: one query, one moment, plain data that can be frozen.

No text of an MLB is among it: of a lesson only its tag, its direction and how often it was named where.
"""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluatie.models import (
    Afspraakwijziging,
    Bevinding,
    Doelantwoord,
    Evaluatie,
    Inbreng,
    Product,
    Productwijziging,
    Streefgetal,
)
from evaluatie.vragenlijst.uitslag import published
from projects.models import Doel, Partner, Project, Teamlid
from projects.models.opzet import Aanwezigheid
from reflectie.methode import method_names, name_of
from reflectie.models import Deelnamesoort, Genodigde, Sessie, Vermelding
from wijkaanpak.tenancy.rows import json_rows

Gegevens = dict[str, Any]


def gather(project: Project) -> Gegevens:
    """Return everything the reports of a project count, as JSON: tables with rows, each row with its ``id``."""
    mine = {"project": OuterRef("pk")}
    current = {"vervallen_op": None}
    of_evaluation = {"evaluatie__project": OuterRef("pk"), "evaluatie__vervallen_op": None}
    columns = {
        "team": _rows(
            Teamlid.objects.filter(**mine, van__lte=timezone.localdate()).order_by("pk"),  # who left took part too
            "rol", partner="partner__naam", partnersoort="partner__soort",
        ),
        "partners": _rows(Partner.objects.current().filter(**mine).order_by("naam", "pk"), "naam", "soort"),
        "rooster": _rows(
            Aanwezigheid.objects.filter(
                teamlid__in=Teamlid.objects.current().filter(project=OuterRef(OuterRef("pk")))
            ).order_by("dag", "dagdeel", "pk"),
            "dag", "dagdeel",
        ),
        "doelen": _rows(Doel.objects.current().filter(**mine).order_by("pk"), "titel", "merkbaar"),
        "mlb": _rows(_held(), "nummer", "datum", "methode", "erbij", "keten"),
        "vermeldingen": _rows(
            Vermelding.objects.filter(
                sessie__project=OuterRef("pk"), sessie__staat="afgerond", les__vervallen_op=None
            ).order_by("sessie__nummer", "pk"),
            "aantal",
            sessie="sessie_id", nummer="sessie__nummer", les="les_id", richting="les__richting", tag="les__tag",
        ),
        "evaluaties": _rows(
            Evaluatie.objects.filter(**mine, **current).order_by("datum", "pk"),
            "soort", "datum", "methode", "kernvragen", "conclusies", "gehouden_op",
        ),
        "antwoorden": _rows(
            Doelantwoord.objects.filter(**of_evaluation, doel__vervallen_op=None)
            .exclude(oordeel="", tekst="", kernvragen="")
            .order_by("evaluatie__datum", "doel_id"),
            "kernvragen", "oordeel", "tekst", evaluatie="evaluatie_id", doel="doel_id",
        ),
        "bevindingen": _rows(
            Bevinding.objects.filter(**of_evaluation, **current).order_by(F("gewicht").desc(nulls_last=True), "pk"),
            "soort", "tekst", "toelichting", "tag", "gewicht", "gemeten", evaluatie="evaluatie_id", les="les_id",
        ),
        "bijstellingen": _rows(
            Afspraakwijziging.objects.filter(**of_evaluation, **current).order_by("pk"),
            "sleutel", "tekst", "waarom", evaluatie="evaluatie_id", versie="document__nummer",
        ),
        "inbreng": _rows(
            Inbreng.objects.filter(**mine, **current).order_by("datum", "pk"),
            "groep", "wijze", "datum", "aantal", "keren", "begeleiders", "waarover", "opbrengst", "citaat",
            evaluatie="evaluatie_id",
        ),
        "streefgetallen": _rows(
            Streefgetal.objects.filter(**mine, **current).order_by("pk"),
            "wat", "doel", "bereikt", "peildatum", "oordeel", "toelichting",
        ),
        "producten": _rows(
            Product.objects.filter(**mine, **current).order_by("pk"),
            "naam", "beschrijving", "gepland_op", "staat", "gereed_op", "vindplaats",
        ),
        "productwijzigingen": _rows(
            Productwijziging.objects.filter(
                product__project=OuterRef("pk"), product__vervallen_op=None, **current
            ).order_by("datum", "pk"),
            "datum", "wat", "waarom", product="product_id",
        ),
    }  # fmt: skip
    found: Gegevens = Project.objects.snapshot(project, columns)
    names = method_names()
    for each in found["mlb"]:
        each["methode"] = name_of(each["methode"], names)
    facts = ("naam", "wijk", "fase", "status")
    days = ("begin", "eind", "halverwege_op", "eindevaluatie_op")
    found["project"] = {name: getattr(project, name) for name in facts} | {
        name: day.isoformat() if (day := getattr(project, name)) else None for name in days
    }
    return found


def questionnaires(project: Project) -> list[dict[str, Any]]:
    """Return the results of the anonymous questionnaire that may be shown, as JSON; what is hidden stays hidden."""
    return [
        {
            "id": str(each.ronde.pk),
            "naam": each.ronde.naam,
            "aantal": each.aantal,
            "gevraagd": each.ronde.gevraagd,
            "citaten": list(each.citaten),
            "vragen": [
                {
                    "titel": vraag.titel,
                    "delen": [[_(" of ").join(deel.woorden), deel.aantal] for deel in vraag.delen],
                    "kant": [vraag.kant, *vraag.kantwoorden],
                }
                for vraag in each.vragen
            ],
        }
        for each in published(project)
    ]


def _held() -> "QuerySet[Any]":
    """The MLBs that were held, with how many were there and how many of them as ketenpartner (NUM-12)."""
    there = Genodigde.objects.current().filter(sessie=OuterRef("pk"), aanwezig=True).order_by()

    def count(rows: "QuerySet[Any]") -> Coalesce:
        counted = rows.values("sessie").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))

    held: QuerySet[Any] = (
        Sessie.objects.held()
        .filter(project=OuterRef("pk"))
        .annotate(erbij=count(there), keten=count(there.filter(Q(soort=Deelnamesoort.KETENPARTNER))))
        .order_by("nummer")
    )
    return held


def _rows(rows: "QuerySet[Any]", *names: str, **fields: str) -> ArraySubquery:
    return json_rows(rows, *names, id="pk", **fields)
