"""The text a region offers for the opdracht: given out, delivered once, taken over or kept with a reason."""

from typing import Any

import pytest

from ontwikkelplan.sturing.models import Opdracht, Opdrachtsoort, Opdrachttekst, Opdrachtversie, Regiotekst
from ontwikkelplan.sturing.opdracht_tasks import deliver_texts
from ontwikkelplan.sturing.opdrachtdocument import compose
from ontwikkelplan.sturing.opdrachtdossier import dossier_of
from ontwikkelplan.sturing.services import opdracht as services
from ontwikkelplan.sturing.services import opdrachtregio as regio
from tests.cast import Cast, Town
from wijkaanpak.editing.services import save_fields
from wijkaanpak.tenancy.scope import tenant_scope

TEXT, NEWER = "Elk gezin heeft één casusregisseur.", "Elk gezin heeft één vaste casusregisseur."
ID = "OPD-WW-03"


def lead(town: Town) -> None:
    """Let a gemeente lead its region."""
    region = town.gemeente.regio
    assert region is not None
    region.trekker = town.gemeente
    region.save()


def write(town: Town, opdracht: Opdracht, punt: str, **values: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        row = services.text_row(opdracht=opdracht, punt=punt)
        save_fields(row=row, values=values, versie=row.versie, by=town.beleid.lid.pk)


def give_out(town: Town, opdracht: Opdracht) -> None:
    with tenant_scope(town.gemeente.pk):
        regio.give_out(opdracht=opdracht, by=town.beleid.lid)
    deliver_texts(str(town.gemeente.pk))


def offered(town: Town) -> list[tuple[str, str, bool, int]]:
    with tenant_scope(town.gemeente.pk):
        rows = Regiotekst.objects.filter(ingetrokken_op=None).order_by("punt")
        return [(row.punt, row.tekst, row.is_vast, row.uitgifte) for row in rows]


def ours(town: Town, opdracht: Opdracht) -> Opdrachttekst:
    with tenant_scope(town.gemeente.pk):
        return Opdrachttekst.objects.get(opdracht=opdracht, punt=ID)


@pytest.fixture
def regionaal(cast: Cast) -> Opdracht:
    """The text of the region at Linderode, which leads: one locked text, given out and delivered."""
    lead(cast.linderode)
    with tenant_scope(cast.linderode.gemeente.pk):
        row = Opdracht(titel="Tekst van de regio")
        made = services.start_opdracht(opdracht=row, by=cast.linderode.beleid.lid, soort=Opdrachtsoort.REGIONAAL)
    write(cast.linderode, made, ID, tekst=TEXT, is_vast=True)
    give_out(cast.linderode, made)
    return made


@pytest.fixture
def lokaal(cast: Cast) -> Opdracht:
    """The opdracht of Broekveen."""
    with tenant_scope(cast.broekveen.gemeente.pk):
        return services.start_opdracht(opdracht=Opdracht(titel="Onze opdracht"), by=cast.broekveen.beleid.lid)


def at(opdracht: Opdracht, rest: str = "regio/") -> str:
    return f"/broekveen/sturing/opdracht/{opdracht.pk}/{rest}"


def body(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_every_gemeente_of_the_region_gets_the_texts_once(cast: Cast, regionaal: Opdracht) -> None:
    for _again in range(2):
        deliver_texts(str(cast.linderode.gemeente.pk))
        assert offered(cast.broekveen) == offered(cast.linderode) == [(ID, TEXT, True, 1)]
    with tenant_scope(cast.broekveen.gemeente.pk):
        assert not Opdracht.objects.exists()


def test_a_newer_edition_changes_what_is_new_and_withdraws_what_is_gone(cast: Cast, regionaal: Opdracht) -> None:
    write(cast.linderode, regionaal, "OPD-WW-04", tekst="Delen mag")
    give_out(cast.linderode, regionaal)
    assert offered(cast.broekveen) == [(ID, TEXT, True, 1), ("OPD-WW-04", "Delen mag", False, 2)]
    with tenant_scope(cast.linderode.gemeente.pk):
        old = regio.Editie(1, Opdrachtversie.objects.get(nummer=1).inhoud["teksten"], [])
    write(cast.linderode, regionaal, ID, tekst="")
    give_out(cast.linderode, regionaal)
    assert offered(cast.broekveen) == [("OPD-WW-04", "Delen mag", False, 2)]
    with tenant_scope(cast.broekveen.gemeente.pk):
        regio.receive(gemeente_id=cast.broekveen.gemeente.pk, editie=old)
    assert offered(cast.broekveen) == [("OPD-WW-04", "Delen mag", False, 2)]


def test_nothing_new_is_not_given_out_and_says_why(cast: Cast, regionaal: Opdracht, login: Any) -> None:
    url = f"/linderode/sturing/opdracht/{regionaal.pk}/uitgeven/"
    page = body(login(cast.linderode.beleid).post(url, follow=True))
    assert "Er is niets veranderd sinds de vorige uitgifte" in page and page.count("Uitgifte 1") == 1


def test_who_does_not_lead_writes_no_text_of_the_region(cast: Cast, regionaal: Opdracht, login: Any) -> None:
    client = login(cast.broekveen.beleid)
    assert client.get("/broekveen/sturing/opdracht/nieuw/regio/").status_code == 403
    url = f"/linderode/sturing/opdracht/{regionaal.pk}/uitgeven/"
    assert client.post(url).status_code == 404
    assert login(cast.linderode.lid).post(url).status_code == 403


def test_the_text_is_taken_over_and_ours_stays_in_the_history(
    cast: Cast, regionaal: Opdracht, lokaal: Opdracht, login: Any
) -> None:
    write(cast.broekveen, lokaal, ID, tekst="Wij doen het zelf")
    client = login(cast.broekveen.beleid)
    page = body(client.get(at(lokaal)))
    assert TEXT in page and "Wij doen het zelf" in page and "Vaste tekst, nog geen reden" in page
    stale = client.post(at(lokaal, f"regio/{ID}/overnemen/"), {"uitgifte": 1, "versie": 0}, follow=True)
    assert "Een collega wijzigde deze tekst" in body(stale)
    client.post(at(lokaal, f"regio/{ID}/overnemen/"), {"uitgifte": 1, "versie": 1})
    assert (ours(cast.broekveen, lokaal).tekst, ours(cast.broekveen, lokaal).van_regio) == (TEXT, 1)
    assert "Wij doen het zelf" in body(client.get(at(lokaal, f"tekst/{ID}/geschiedenis/")))
    assert "Jullie wijken nergens af" in body(client.get(at(lokaal)))


def test_a_locked_text_is_kept_otherwise_with_a_reason_alone(
    cast: Cast, regionaal: Opdracht, lokaal: Opdracht, login: Any
) -> None:
    write(cast.broekveen, lokaal, ID, tekst="Wij doen het zelf")
    client, url = login(cast.broekveen.beleid), at(lokaal, f"regio/{ID}/houden/")
    seen = ours(cast.broekveen, lokaal).versie
    refused = client.post(url, {"uitgifte": 1, "reden": "", "versie": seen})
    assert refused.status_code == 422 and "Schrijf op waarom jullie ervan afwijken" in body(refused)
    missing = "Reden om af te wijken van de vaste tekst van de regio"
    assert missing in body(client.get(at(lokaal, "")))
    client.post(url, {"uitgifte": 1, "reden": "Wij hebben twee teams", "versie": seen})
    assert missing not in body(client.get(at(lokaal, "")))
    late = client.post(url, {"uitgifte": 1, "reden": "Iets anders", "versie": seen})
    assert "Een collega schreef hier net ook een reden" in body(late)
    with tenant_scope(cast.broekveen.gemeente.pk):
        said = compose(dossier_of(lokaal), gemeente=cast.broekveen.gemeente, versie=1)
    assert "Wij hebben twee teams" in str(said.secties[-1])
    page = body(client.get(at(lokaal)))
    assert "Vaste tekst, met reden" in page and "Wij hebben twee teams" in page
    assert ours(cast.broekveen, lokaal).tekst == "Wij doen het zelf"


def test_a_changed_text_arrives_as_a_proposal_with_both_texts(
    cast: Cast, regionaal: Opdracht, lokaal: Opdracht, login: Any
) -> None:
    client = login(cast.broekveen.beleid)
    client.post(at(lokaal, f"regio/{ID}/overnemen/"), {"uitgifte": 1, "versie": 0})
    write(cast.linderode, regionaal, ID, tekst=NEWER, is_vast=False)
    give_out(cast.linderode, regionaal)
    page = body(client.get(at(lokaal)))
    assert "De regio wijzigde deze tekst" in page and TEXT in page and NEWER in page
    assert "Bij 1 tekst van de regio is nog een keuze nodig" in body(client.get(at(lokaal, "")))
    late = client.post(at(lokaal, f"regio/{ID}/overnemen/"), {"uitgifte": 1, "versie": 2}, follow=True)
    assert "intussen opnieuw gewijzigd" in body(late)
    client.post(at(lokaal, f"regio/{ID}/houden/"), {"uitgifte": 2, "reden": "", "versie": 2})
    assert ours(cast.broekveen, lokaal).tekst == TEXT
    assert "is nog een keuze nodig" not in body(client.get(at(lokaal, "")))


def test_a_region_offers_texts_alone_and_is_asked_for_no_requirement(
    cast: Cast, regionaal: Opdracht, login: Any
) -> None:
    client = login(cast.linderode.beleid)
    place = f"/linderode/sturing/opdracht/{regionaal.pk}/deel/"
    assert "Wat hoort erin?" not in body(client.get(f"{place}goed-begin/"))
    assert client.get(f"{place}kader/").status_code == 404
