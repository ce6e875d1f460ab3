"""The verbeteragenda: started, filled in, who is missing at the table, its improvements, and its document."""

from typing import Any

from ontwikkelplan.sturing.models import Sturingpdf, Tafelgenoot, Verbeteragenda, Verbetering
from tests.cast import Town
from tests.projects.pages import count_queries
from wijkaanpak.tenancy.scope import tenant_scope

HTMX = {"HX-Request": "true"}


def of(town: Town, rest: str = "") -> str:
    return f"/linderode/sturing/verbeteragenda/{town.st.agenda.pk}/{rest}"


def add(client: Any, town: Town, slug: str, **data: Any) -> Any:
    return client.post(f"/linderode/sturing/lijst/{slug}/{town.st.agenda.pk}/nieuw/", data)


def text_of(response: Any) -> str:
    shown: str = response.content.decode()
    return shown


def test_an_agenda_is_started_and_a_name_that_is_taken_keeps_what_was_typed(town: Town, login: Any) -> None:
    client, new = login(town.beleid), "/linderode/sturing/verbeteragenda/nieuw/"
    page = client.post(new, {"titel": "Sneller zien", "trekker": "Wethouder jeugd"}, follow=True)
    assert "Sneller zien" in text_of(page)
    again = client.post(new, {"titel": "Sneller zien", "trekker": "Een ander"})
    assert again.status_code == 422
    assert "Er is al een verbeteragenda met deze naam" in text_of(again)
    assert "Een ander" in text_of(again)


def test_the_page_names_the_sectors_that_are_missing_and_blocks_nothing(town: Town, login: Any) -> None:
    client = login(town.beleid)
    assert "Nog niet aan tafel: Onderwijs, Justitie." in text_of(client.get(of(town)))
    assert add(client, town, "tafel", sector="onderwijs", organisatie="De school").status_code == 302
    assert "Nog niet aan tafel: Justitie." in text_of(client.get(of(town)))
    add(client, town, "tafel", sector="justitie", organisatie="De politie")
    assert "Nog niet aan tafel" not in text_of(client.get(of(town)))
    with tenant_scope(town.gemeente.pk):
        row = Tafelgenoot.objects.get(sector="justitie")
    client.post(f"/linderode/sturing/lijst/tafel/rij/{row.pk}/weg/")
    assert "Nog niet aan tafel: Justitie." in text_of(client.get(of(town)))


def test_many_themes_are_remarked_on_and_saved(town: Town, login: Any) -> None:
    data = {"titel": "Samen", "themas": "\n".join(f"Thema {n}" for n in range(6)), "versie": 1}
    response = login(town.beleid).post(of(town), data, headers=HTMX)
    assert response.status_code == 200
    assert "Dit zijn 6 thema’s" in text_of(response)
    with tenant_scope(town.gemeente.pk):
        assert "Thema 5" in Verbeteragenda.objects.get(pk=town.st.agenda.pk).themas


def test_a_projectleider_from_outside_asks_who_takes_over_until_that_is_written(town: Town, login: Any) -> None:
    client, signal = login(town.beleid), "Schrijf hieronder op aan wie het werk overgaat"
    assert signal in text_of(client.post(of(town), {"projectleiding": "extern", "versie": 1}, headers=HTMX))
    said = client.post(of(town), {"overdracht": "Aan Sanne, in maart", "versie": 2}, headers=HTMX)
    assert signal not in text_of(said)
    page = text_of(client.get(of(town)))
    assert all(f'id="{id}"' in page for id in ("COL-A-04", "COL-P-01", "COL-P-02", "COL-T-04", "COL-B-06"))


def test_two_people_who_change_the_same_text_both_see_both(town: Town, login: Any) -> None:
    client = login(town.beleid)
    client.post(of(town), {"aanleiding": "Het eerste", "versie": 1}, headers=HTMX)
    response = client.post(of(town), {"aanleiding": "Het tweede", "versie": 1}, headers=HTMX)
    assert response.status_code == 409
    assert all(text in text_of(response) for text in ("Het eerste", "Het tweede"))
    assert "Het eerste" in text_of(client.get(of(town, "geschiedenis/")))


def test_an_improvement_says_what_it_still_needs_to_last(town: Town, login: Any) -> None:
    client = login(town.beleid)
    assert add(client, town, "verbeteringen", voorstel="Eén loket", thema="Vinden").status_code == 302
    assert "Nog nodig: wie houdt het in stand?" in text_of(client.get(of(town)))
    with tenant_scope(town.gemeente.pk):
        rows = Verbetering.objects.filter(agenda=town.st.agenda)
        ids = list(rows.values_list("pk", flat=True))
    kept = {"anker": "Nota jeugd", "erfgenaam": town.lid.lid.pk, "controle_op": "2027-05-01", "versie": 1}
    for id in ids:
        client.post(f"/linderode/sturing/lijst/verbeteringen/rij/{id}/", kept)
    page = text_of(client.get(of(town)))
    assert "Nog nodig" not in page
    assert "In stand gehouden door KANARIE Lid" in page
    history = text_of(client.get(f"/linderode/sturing/lijst/verbeteringen/rij/{ids[0]}/geschiedenis/"))
    assert "KANARIE Lid" in history


def test_the_document_tells_the_table_and_the_improvements(town: Town, login: Any) -> None:
    client = login(town.lid)
    assert client.post(of(town, "document/"), follow=True).status_code == 200
    with tenant_scope(town.gemeente.pk):
        pdf = Sturingpdf.objects.get(soort="verbeteragenda")
    assert all(text in str(pdf.inhoud) for text in ("KANARIE organisatie", "KANARIE voorstel", "KANARIE thema"))
    assert client.get(f"/linderode/sturing/document/{pdf.pk}/docx/").content.startswith(b"PK")


def test_an_agenda_asks_as_much_with_one_line_as_with_many(town: Town, login: Any) -> None:
    client = login(town.beleid)
    client.get(of(town))
    few = len(count_queries(client, of(town)))
    for n in range(4):
        add(client, town, "tafel", sector="anders", organisatie=f"Organisatie {n}")
        add(client, town, "verbeteringen", voorstel=f"Verbetering {n}", erfgenaam=town.people[n].lid.pk)
    client.get(of(town))
    assert len(count_queries(client, of(town))) == few <= 12
