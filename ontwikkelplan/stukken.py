"""What ontwikkelplan offers to take along as PDF: plans as they are now and as they were frozen, reports of scans."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat, Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ontwikkelplan.models import Plan, Planpdf, Planversie, Scanrapport
from ontwikkelplan.tasks import render_plan
from ontwikkelplan.uitwisseling.momentopname import Momentopname, momentopname
from ontwikkelplan.uitwisseling.pdf import PDF
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.uitvoer.bronnen import BestaatNiet, Bron, Gemaakt, Stuk, folder, register


def _words(*parts: Any) -> Concat:
    return Concat(*parts, output_field=CharField())


def _columns(rows: Any, soort: str, titel: Any, moment: Any) -> Any:
    named = rows.order_by().annotate(x_soort=Value(soort), x_titel=Cast(titel, CharField()), x_moment=moment)
    return named.values_list("x_soort", "pk", "x_titel", "x_moment")


def _pieces() -> Iterator[Stuk]:
    """One query for all three."""
    years = ("begin_jaar", Value(" – "), "eind_jaar")
    of_plan = tuple(each if isinstance(each, Value) else f"plan__{each}" for each in years)
    now = _columns(Plan.objects.all(), "nu", _words("titel", Value(" "), *years), Now())
    frozen = _words("plan__titel", Value(" "), *of_plan, Value(_(", versie ")), "nummer")
    versions = _columns(Planversie.objects.all(), "versie", frozen, F("gemaakt_op"))
    reports = _columns(Scanrapport.objects.current().filter(mime=PDF), "rapport", F("titel"), F("toegevoegd_op"))
    plans, scans = folder(_("Ontwikkelplan")), folder(_("Ontwikkelplan"), _("Rapporten bij de quickscan"))
    for soort, id, titel, moment in now.union(versions, reports, all=True).order_by("x_soort", "pk"):
        yield Stuk(f"{soort}:{id}", titel, scans if soort == "rapport" else plans, timezone.localdate(moment))


def _make(sleutel: str, gemeente: Gemeente) -> Gemaakt:
    soort, _colon, id = sleutel.partition(":")
    if soort == "rapport":
        return _bytes_of(Scanrapport.objects.current().filter(pk=id).first(), sleutel)
    if soort == "nu":
        plan = Plan.objects.select_related("gemeente").filter(pk=id).first()
        if plan is None:
            raise BestaatNiet(sleutel)
        return partial(render_plan, momentopname(plan), gemeente.merkkleur)
    version = Planversie.objects.filter(pk=id).first()
    if version is None:
        raise BestaatNiet(sleutel)
    made = Planpdf.objects.filter(van_versie=version, staat=Maakstaat.KLAAR).order_by("-pk").first()
    if made is not None:
        return _bytes_of(made, sleutel)
    return partial(render_plan, Momentopname.model_validate(version.inhoud), gemeente.merkkleur)


def _bytes_of(row: Planpdf | Scanrapport | None, sleutel: str) -> bytes:
    if row is None:
        raise BestaatNiet(sleutel)
    with row.bestand.open("rb") as handle:
        data: bytes = handle.read()
    return data


register(Bron("ontwikkelplan", _lazy("Ontwikkelplannen en rapporten bij de quickscan"), _pieces, _make))
