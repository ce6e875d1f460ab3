"""A plan with one row in every table of ontwikkelplan."""

import datetime
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from pypdf import PdfWriter

from ontwikkelplan.models import (
    Begrotingsmoment,
    Levering,
    Ontwikkelpunt,
    Plan,
    Plandocument,
    Planpdf,
    Planpersoon,
    Plansoort,
    Planversie,
    Regiopunt,
    Scan,
    Scanantwoord,
    Scandeelname,
    Scanrapport,
    Scanuitkomst,
    Stand,
    Uitgifte,
    Voorstel,
)
from ontwikkelplan.services.plan import start_plan
from ontwikkelplan.services.punten import add_point, add_stand
from ontwikkelplan.uitwisseling.momentopname import momentopname
from tests.cast import CANARY, Person, Town
from wijkaanpak.editing.services import stamp
from wijkaanpak.tenancy.scope import tenant_scope

HTMX = {"HX-Request": "true"}


def blank_pdf() -> bytes:
    """Return a PDF of one empty page, for what is only stored and fetched."""
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(width=72, height=72)
    writer.write(out)
    return out.getvalue()


PDF = blank_pdf()
TABEL = "BF2-01"


@dataclass
class Planning:
    """What a town has of ontwikkelplan. ``lid`` answers the scan for uitvoering, ``gast`` as ervaringsdeskundige."""

    plan: Plan
    regioplan: Plan
    punt: Ontwikkelpunt
    stand: Stand
    persoon: Planpersoon
    document: Plandocument
    moment: Begrotingsmoment
    versie: Planversie
    pdf: Planpdf
    scan: Scan
    deelname: Scandeelname
    antwoord: Scanantwoord
    uitkomst: Scanuitkomst
    rapport: Scanrapport
    voorstel: Voorstel
    uitgifte: Uitgifte
    levering: Levering
    regiopunt: Regiopunt


def make_plan(town: Town, **changes: Any) -> Plan:
    """Start a plan; a scope must be open."""
    soort = changes.pop("soort", Plansoort.LOKAAL)
    return start_plan(plan=Plan(**({"titel": f"{CANARY} plan"} | changes)), by=town.beleid.lid, soort=soort)


def make_point(town: Town, plan: Plan, tabel: str = TABEL, **cellen: str) -> Ontwikkelpunt:
    """Add a row to a table of a plan; a scope must be open."""
    return add_point(plan=plan, tabel=tabel, by=town.beleid.lid, cellen=cellen)


def stored(town: Town, row: Any) -> Any:
    """Store a row of the gemeente, stamped when it has versions; a scope must be open."""
    row.gemeente_id = town.gemeente.pk
    if hasattr(row, "versie") and hasattr(row, "gewijzigd_op"):
        stamp(row, town.beleid.lid.pk)
    row.save()
    return row


def make_scan(town: Town, plan: Plan, naam: str = "Meting") -> Scan:
    """Start a scan; a scope must be open."""
    made: Scan = stored(town, Scan(plan=plan, naam=naam, instrument_versie=plan.instrument_versie))
    return made


def let_answer(town: Town, scan: Scan, person: Person, perspectief: str) -> Scandeelname:
    """Let someone answer a scan for a viewpoint; a scope must be open."""
    made: Scandeelname = stored(town, Scandeelname(scan=scan, lid=person.lid, perspectief=perspectief))
    return made


def answer(town: Town, scan: Scan, perspectief: str, punt: str, waarde: str, toelichting: str = "") -> Scanantwoord:
    """Answer one question for a viewpoint; a scope must be open."""
    row = Scanantwoord(scan=scan, perspectief=perspectief, punt=punt, waarde=waarde, toelichting=toelichting)
    made: Scanantwoord = stored(town, row)
    return made


def add_plan(town: Town) -> None:
    """Put a row in every table of ontwikkelplan; every text of them holds CANARY. A scope must be open."""
    by, today = town.beleid.lid, timezone.localdate()
    regio = town.gemeente.regio
    assert regio is not None
    if regio.trekker_id is None:
        regio.trekker = town.gemeente
        regio.save()
    plan = make_plan(town, inleiding=f"{CANARY} inleiding", aanvullingen=f"{CANARY} aanvulling")
    regioplan = make_plan(town, titel=f"{CANARY} aanbod", soort=Plansoort.REGIONAAL)
    punt = make_point(
        town,
        plan,
        doel=f"{CANARY} doel",
        resultaat=f"{CANARY} resultaat",
        stappen=f"1. {CANARY} stap",
        kosten=f"€ 6.000, 2026, {CANARY} budget",
        uitvoerder=f"{CANARY} uitvoerder",
        planning="31-3-2027",
    )
    make_point(town, regioplan, doel=f"{CANARY} regionaal doel")
    regiopunt = stored(
        town,
        Regiopunt(
            bron_id=punt.pk, uitgifte=1, begin_jaar=2025, van_wie=f"{CANARY} trekker", tabel=TABEL,
            doel=f"{CANARY} aangeboden doel", aangeboden_op=timezone.now(),
        ),
    )  # fmt: skip
    scan = make_scan(town, plan, f"{CANARY} meting")
    deelname = let_answer(town, scan, town.lid, "uitvoering")
    let_answer(town, scan, town.gast, "ervaring")
    uitgifte = stored(town, Uitgifte(plan=regioplan, nummer=1, inhoud={"punten": []}, door=by))
    rapport = Scanrapport(
        scan=scan, basisfunctie="BF1", titel=f"{CANARY} rapport", mime="application/pdf", grootte=4, sha256="0" * 64,
        toegevoegd_door=by,
    )  # fmt: skip
    rapport.gemeente_id = town.gemeente.pk
    rapport.bestand.save("bestand", ContentFile(PDF), save=True)
    pdf = Planpdf(plan=plan, inhoud={}, sjabloon=1, gevraagd_door=by, staat="klaar", sha256="0" * 64)
    pdf.gemeente_id = town.gemeente.pk
    pdf.bestand.save("plan.pdf", ContentFile(PDF), save=True)
    town.op = Planning(
        plan=plan,
        regioplan=regioplan,
        punt=punt,
        stand=add_stand(punt=punt, datum=today - datetime.timedelta(days=9), tekst=f"{CANARY} stand", by=by),
        persoon=stored(town, Planpersoon(plan=plan, soort="portefeuillehouder", naam=f"{CANARY} wethouder")),
        document=stored(town, Plandocument(plan=plan, titel=f"{CANARY} nota")),
        moment=stored(town, Begrotingsmoment(plan=plan, naam=f"{CANARY} kadernota", jaar=2027, datum=today)),
        versie=stored(
            town,
            Planversie(
                plan=plan,
                nummer=1,
                staat="concept",
                reden=f"{CANARY} reden",
                inhoud=momentopname(plan).model_dump(mode="json"),
                gemaakt_door=by,
            ),
        ),
        pdf=pdf,
        scan=scan,
        deelname=deelname,
        antwoord=answer(town, scan, "uitvoering", "BF2-01-a", "deels", f"{CANARY} toelichting"),
        uitkomst=stored(town, Scanuitkomst(scan=scan, punt="BF2-01-b", waarde="nee", toelichting=f"{CANARY} samen")),
        rapport=rapport,
        voorstel=stored(town, Voorstel(plan=plan, soort="plakken", inhoud={}, door=by)),
        uitgifte=uitgifte,
        levering=stored(town, Levering(uitgifte=uitgifte, ontvanger=town.gemeente, geleverd_op=timezone.now())),
        regiopunt=regiopunt,
    )


# --- over HTTP -------------------------------------------------------------------------------------


def at(town: Town, plan: Plan, rest: str = "") -> str:
    """Return an address below a plan."""
    return f"/{town.gemeente.slug}/ontwikkelplan/{plan.pk}/{rest}"


def fresh(town: Town, row: Any) -> Any:
    """Return a row as it is stored now; no scope may be open."""
    with tenant_scope(town.gemeente.pk):
        return type(row).objects.get(pk=row.pk)


def text_of(response: Any) -> str:
    """Return the page."""
    return str(response.content.decode())
