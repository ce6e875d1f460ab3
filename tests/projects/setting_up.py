"""A project that is set up as far as an agreement that lies ready to be signed."""

import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from projects.models import (
    Afwijking,
    Besluit,
    Clausule,
    Doel,
    Focusgroep,
    Gebied,
    Instantie,
    Mandaat,
    Partner,
    Projectdocument,
    Signaalkeuze,
    Sleutelfiguur,
    Startbijeenkomst,
    Tekenverzoek,
    Visie,
    Vraag,
)
from projects.models.partners import VERPLICHT
from projects.services.certificaat import store_certificate
from projects.services.documenten import make_version
from projects.services.kerncijfers import import_kerncijfers
from projects.services.papier import sign_on_paper
from projects.services.register import add_row
from projects.services.rooster import set_presence
from projects.services.tekenen import put_up_for_signature, sign
from tests.cast import CANARY, Person, Town
from wijkaanpak.documents.maken import claim_next, store

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def make_partner(town: Town, soort: str, naam: str = "", **fields: Any) -> Partner:
    """Add an organisation; a scope must be open."""
    row = Partner(soort=soort, naam=naam or f"{CANARY} {soort}", **fields)
    return add_row(project=town.project, row=row, by=town.leider.lid)


def make_mandate(town: Town, partner: Partner, soort: str, person: Person | None = None, **fields: Any) -> Mandaat:
    """Let someone (by default an address without an account) decide or sign for an organisation."""
    today = timezone.localdate()
    facts: dict[str, Any] = {
        "naam": person.user.naam if person else f"{CANARY} tekenaar",
        "functie": "directeur",
        "email": person.user.email if person else f"{partner.soort}.{town.gemeente.slug}@example.org",
        "omvang": f"{CANARY} alles",
        "van": today - datetime.timedelta(days=30),
        "tot": today + datetime.timedelta(days=300),
        "verleend_door": f"{CANARY} bestuur",
    }
    row = Mandaat(partner=partner, soort=soort, **(facts | fields))
    return add_row(project=town.project, row=row, by=town.leider.lid)


def make_partners(town: Town, signatories: dict[str, Person] | None = None) -> list[Partner]:
    """Add the five required organisations, each with a mandate to decide and one to sign."""
    found = []
    for soort in VERPLICHT:
        partner = make_partner(town, soort.value)
        make_mandate(town, partner, "besluiten", town.leider)
        make_mandate(town, partner, "tekenen", (signatories or {}).get(soort.value))
        found.append(partner)
    return found


def make_document(town: Town, soort: str = "overeenkomst", pdf: bytes = PDF) -> Projectdocument:
    """Make the next version of a document with a PDF of these bytes, without rendering."""
    make_version(project=town.project, gemeente=town.gemeente, soort=soort, by=town.leider.lid)
    claimed = claim_next(Projectdocument)
    assert claimed is not None
    store(row=claimed, data=pdf)
    return Projectdocument.objects.get(pk=claimed.pk)


def signatory(verzoek: Tekenverzoek) -> dict[str, str]:
    """Return the name and function under which a request is signed."""
    assert verzoek.mandaat is not None
    return {"naam": verzoek.mandaat.naam, "functie": verzoek.mandaat.functie}


def add_setup(town: Town, signatories: dict[str, Person] | None = None) -> None:
    """Set a town up as far as an agreement that waits for five signatures; the gast signs for the gemeente."""
    town.partner, *_others = make_partners(town, signatories or {"gemeente": town.gast})
    town.document = make_document(town)
    asked = put_up_for_signature(document=town.document, by=town.leider.lid)
    town.document.refresh_from_db()
    town.verzoek = next(each for each in asked if each.partner_id == town.partner.pk)
    town.papier = next(each for each in asked if each.partner.soort == "gi")


def add_guarded(town: Town) -> None:
    """Add a row to each list with rights of its own: a key figure, and a mandate to sign that nobody is asked on."""
    today = timezone.localdate()
    row = Sleutelfiguur(naam=f"{CANARY} iemand", betekenis="Kent", toestemming_op=today, bewaren_tot=today)
    town.sleutelfiguur = add_row(project=town.project, row=row, by=town.leider.lid)
    town.tekenmandaat = make_mandate(town, make_partner(town, "onderwijs"), "tekenen")


def add_certificate(town: Town) -> None:
    """Let the GI sign on paper and the gemeente here, and store a certificate of that, without rendering."""
    sign_on_paper(
        verzoek=town.papier,
        by=town.leider.lid,
        papier_op=timezone.localdate(),
        scan=SimpleUploadedFile("scan.pdf", PDF),
        **signatory(town.papier),
    )
    signed = sign(verzoek=town.verzoek, lid=town.gast.lid, sha256=town.document.sha256, **signatory(town.verzoek))
    store_certificate(document=town.document, pdf=PDF, until=signed.getekend_op)


CBS = "Codering_3;AantalInwoners_5;HuishoudensTotaal_28\nWK036301;4210;1890\nWK036302;.;12\n"


def add_rest(town: Town) -> None:
    """Add a row to every list and page of the set-up, and the signature of the gemeente."""
    today = timezone.localdate()
    project, by = town.project, town.leider.lid
    later = today + datetime.timedelta(days=90)
    doel = add_row(project=project, row=Doel(titel=f"{CANARY} doel"), by=by)
    rows: list[Any] = [
        Gebied(karakter=f"{CANARY} karakter", problematiek="Overlast", plek=f"{CANARY} plek"),
        Visie(visie=f"{CANARY} visie", waarden="Samen"),
        Startbijeenkomst(datum=today, begin=datetime.time(9), eind=datetime.time(12, 30), verslag=f"{CANARY} verslag"),
        Instantie(naam=f"{CANARY} school"),
        Sleutelfiguur(naam=f"{CANARY} iemand", betekenis="Kent iedereen", toestemming_op=today, bewaren_tot=later),
        Focusgroep(datum=today, wie=f"{CANARY} ouders", aantal=8),
        Vraag(tekst=f"{CANARY} vraag", doel=doel),
        Afwijking(
            norm=f"{CANARY} norm", reden="Daarom", namens_gemeente="Een", namens_organisatie="Twee", tot=later,
            partner=town.partner,
        ),
        Besluit(
            mandaat=Mandaat.objects.filter(partner=town.partner, soort="besluiten").get(),
            onderwerp=f"{CANARY} besluit",
            datum=today,
        ),
        Clausule(soort="overeenkomst", sleutel="slot", tekst=f"{CANARY} clausule"),
    ]  # fmt: skip
    for row in rows:
        add_row(project=project, row=row, by=by)
    set_presence(teamlid=town.teamlid, wanted={(4, "middag")}, seen=set())
    Signaalkeuze.objects.create(gemeente=town.gemeente, regel="NUM-01", aan=False)
    import_kerncijfers(project=project, data=CBS.encode(), code="WK036301", bron="2025", by=by)
    sign(verzoek=town.verzoek, lid=town.gast.lid, sha256=town.document.sha256, **signatory(town.verzoek))
