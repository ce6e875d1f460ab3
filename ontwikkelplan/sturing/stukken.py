"""What sturing offers to take along as PDF: gesprekken, bouwstenen, opdrachten, overleggen and verbeteragenda's."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import CharField, DateField, F, Func, Value
from django.db.models.functions import Cast, Coalesce, Concat, Now, TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ontwikkelplan.sturing.agendadocument import compose_agenda
from ontwikkelplan.sturing.bouwbeeld import plan_of
from ontwikkelplan.sturing.dialoogdocument import agenda, verslag
from ontwikkelplan.sturing.documenten import besluitenlijst, bouwstenenplan, gespreksnotitie
from ontwikkelplan.sturing.models import (
    Bestuursgesprek,
    Bouwsteenrij,
    Opdracht,
    Opdrachtversie,
    Overleg,
    Sturing,
    Sturingantwoord,
    Sturingpdf,
    Tafelgenoot,
    Verbeteragenda,
    Verbetering,
)
from ontwikkelplan.sturing.opdrachtdocument import compose
from ontwikkelplan.sturing.opdrachtdossier import dossier_of
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.uitvoer.bronnen import BestaatNiet, Bron, Gemaakt, Stuk, folder, register

_FOLDERS = {
    "bouwstenen": _lazy("Plan per bouwsteen"),
    "gespreksnotitie": _lazy("Bestuurlijke gesprekken"),
    "besluitenlijst": _lazy("Bestuurlijke gesprekken"),
    "opdracht": _lazy("Opdrachten"),
    "opdrachtversie": _lazy("Opdrachten"),
    "agenda": _lazy("Overleggen"),
    "verslag": _lazy("Overleggen"),
    "verbeteragenda": _lazy("Verbeteragenda’s"),
}


def _columns(rows: Any, soort: str, titel: Any, dag: Any) -> Any:
    named = rows.order_by().annotate(
        x_soort=Value(soort), x_titel=Cast(titel, CharField()), x_dag=Cast(dag, DateField())
    )
    return named.values_list("x_soort", "pk", "x_titel", "x_dag")


def _pieces() -> Iterator[Stuk]:
    """One query for all of them."""
    last_day = Func(F("jaar"), Value(12), Value(31), function="make_date", output_field=DateField())
    changed = TruncDate(Coalesce("gewijzigd_op", Now()))
    talks, meetings = Bestuursgesprek.objects.current(), Overleg.objects.current()
    held, met = talks.exclude(gehouden_op=None), meetings.exclude(gehouden_op=None)
    versions = Concat("opdracht__titel", Value(_(", versie ")), "nummer", output_field=CharField())
    years = Concat(Value(_("Plan per bouwsteen ")), "jaar", output_field=CharField())
    first, *rest = (
        _columns(Sturing.objects.all(), "bouwstenen", years, last_day),
        _columns(talks, "gespreksnotitie", Value(_("Gespreksnotitie")), F("datum")),
        _columns(held, "besluitenlijst", Value(_("Besluitenlijst")), F("datum")),
        _columns(Opdracht.objects.all(), "opdracht", F("titel"), changed),
        _columns(Opdrachtversie.objects.all(), "opdrachtversie", versions, TruncDate("gemaakt_op")),
        _columns(meetings, "agenda", Value(_("Agenda")), F("datum")),
        _columns(met, "verslag", Value(_("Verslag")), F("datum")),
        _columns(Verbeteragenda.objects.all(), "verbeteragenda", F("titel"), changed),
    )
    for soort, id, titel, dag in first.union(*rest, all=True).order_by("x_soort", "pk"):
        yield Stuk(f"{soort}:{id}", titel, folder(_("Sturing"), str(_FOLDERS[soort])), dag)


def _make(sleutel: str, gemeente: Gemeente) -> Gemaakt:
    """The bytes of the PDF that was made of these same words, else the words."""
    soort, _colon, id = sleutel.partition(":")
    row = _ROWS[soort]().filter(pk=id).first() if soort in _ROWS else None
    if row is None:
        raise BestaatNiet(sleutel)
    inhoud = _COMPOSERS[soort](row, gemeente)
    kept = Sturingpdf.objects.filter(
        van=row.opdracht_id if isinstance(row, Opdrachtversie) else row.pk, staat=Maakstaat.KLAAR
    )
    made = kept.filter(inhoud=inhoud.to_json()).order_by("-pk").first()
    if made is None:
        return inhoud
    with made.bestand.open("rb") as handle:
        data: bytes = handle.read()
    return data


def _answers(sturing: Sturing) -> dict[str, Sturingantwoord]:
    return {row.punt: row for row in Sturingantwoord.objects.filter(sturing=sturing)}


def _bouwstenen(row: Sturing, gemeente: Gemeente) -> Inhoud:
    return bouwstenenplan(row, plan_of(row, Bouwsteenrij.objects.current().filter(sturing=row), {}, None), gemeente)


def _opdracht(row: Opdracht, gemeente: Gemeente) -> Inhoud:
    last = Opdrachtversie.objects.filter(opdracht=row).values_list("nummer", flat=True).first() or 0
    return compose(dossier_of(row), gemeente=gemeente, versie=last + 1)


def _verbeteragenda(row: Verbeteragenda, gemeente: Gemeente) -> Inhoud:
    table = list(Tafelgenoot.objects.current().filter(agenda=row))
    return compose_agenda(row, table, list(Verbetering.objects.with_heirs().current().filter(agenda=row)), gemeente)


def _gesprekken() -> Any:
    return Bestuursgesprek.objects.current().select_related("sturing")


def _overleggen() -> Any:
    return Overleg.objects.current().select_related("opdracht")


_ROWS: dict[str, Callable[[], Any]] = {
    "bouwstenen": lambda: Sturing.objects.all(),
    "gespreksnotitie": _gesprekken,
    "besluitenlijst": _gesprekken,
    "opdracht": lambda: Opdracht.objects.all(),
    "opdrachtversie": lambda: Opdrachtversie.objects.all(),
    "agenda": _overleggen,
    "verslag": _overleggen,
    "verbeteragenda": lambda: Verbeteragenda.objects.all(),
}
_COMPOSERS: dict[str, Callable[[Any, Gemeente], Inhoud]] = {
    "bouwstenen": _bouwstenen,
    "gespreksnotitie": lambda row, gemeente: gespreksnotitie(row, _answers(row.sturing), gemeente),
    "besluitenlijst": lambda row, gemeente: besluitenlijst(row, _answers(row.sturing), gemeente),
    "opdracht": _opdracht,
    "opdrachtversie": lambda row, gemeente: Inhoud.from_json(row.inhoud["document"]),
    "agenda": agenda,
    "verslag": verslag,
    "verbeteragenda": _verbeteragenda,
}
register(Bron("sturing", _lazy("Opdrachten, gesprekken, overleggen en agenda’s van sturing"), _pieces, _make))
