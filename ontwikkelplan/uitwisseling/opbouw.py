"""The order of a plan as a document: the same for Word and ODF, and for telling our own words from new ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from ontwikkelplan.models import Persoonsoort
from ontwikkelplan.uitwisseling import teksten
from ontwikkelplan.uitwisseling.merk import Merk
from ontwikkelplan.uitwisseling.momentopname import Momentopname, Tabelopname


@dataclass(frozen=True, slots=True)
class Deel:
    """One piece: a heading, a paragraph, a point of a list (``vet`` in front), a text of the gemeente, a table."""

    soort: Literal["kop", "alinea", "punt", "eigen", "tabel"]
    tekst: str = ""
    niveau: int = 0
    vet: str = ""
    merk: Merk | None = None
    tabel: Tabelopname | None = None
    nieuwe_pagina: bool = False


def opbouw(opname: Momentopname) -> Iterator[Deel]:
    """Yield the pieces of a plan, from the title to the last table (OPL-09)."""
    yield Deel("kop", f"{opname.titel} {opname.periode}", niveau=1)
    yield Deel("alinea", _("Gemeente %(naam)s") % {"naam": opname.gemeente})
    yield from _introduction(opname)
    yield from _general(opname)
    for deel in opname.basisfuncties:
        kop = teksten.basisfunctie_kop(deel.nummer, deel.titel)
        yield Deel("kop", kop, niveau=2, nieuwe_pagina=True)
        yield Deel("alinea", deel.uitleg)
        for tabel in deel.tabellen:
            yield Deel("tabel", f"{tabel.nummer} {tabel.titel}", niveau=3, tabel=tabel)


def _introduction(opname: Momentopname) -> Iterator[Deel]:
    yield Deel("kop", str(teksten.H_INLEIDING), niveau=2)
    for text in (*teksten.INLEIDING, teksten.IN_WORD):
        yield Deel("alinea", str(text))
    yield Deel("kop", str(teksten.H_EIGEN), niveau=3)
    yield Deel("eigen", opname.inleiding, merk=Merk(opname.plan_id, "inleiding", opname.plan_versie))
    yield Deel("kop", str(teksten.H_KOLOMMEN), niveau=3)
    for kolom in teksten.KOLOMTEKSTEN.values():
        yield Deel("punt", f". {kolom.uitleg}", vet=str(kolom.titel))


def _general(opname: Momentopname) -> Iterator[Deel]:
    yield Deel("kop", str(teksten.H_ALGEMEEN), niveau=2)
    for soort in Persoonsoort.values:
        yield Deel("kop", str(teksten.H_PERSONEN[soort]), niveau=3)
        people = opname.van_soort(soort)
        for persoon in people:
            yield Deel("punt", f"{persoon.naam}, {persoon.over}".removesuffix(", "))
        if not people:
            yield Deel("alinea", str(teksten.NIEMAND))
    for groep in opname.documenten:
        yield Deel("kop", groep.titel, niveau=3)
        for document in groep.documenten:
            about = f". {document.uitleg}" if document.uitleg else ""
            yield Deel("punt", f"{about} {document.url}".rstrip(), vet=document.titel)
        if not groep.documenten:
            yield Deel("alinea", str(teksten.NIEMAND))
    yield Deel("kop", str(teksten.H_AANVULLINGEN), niveau=3)
    yield Deel("eigen", opname.aanvullingen, merk=Merk(opname.plan_id, "aanvullingen", opname.plan_versie))


def vaste_teksten(opname: Momentopname) -> Iterator[str]:
    """Yield every text around the tables, as it stands in a file: reading it back is no news."""
    for deel in opbouw(opname):
        if deel.soort != "eigen":
            yield f"{deel.vet}{deel.tekst}"
