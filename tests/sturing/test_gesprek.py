"""The bestuurlijk gesprek: planned, prepared from deel I, recorded in one sitting, and its documents."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader

from ontwikkelplan.sturing.documenten import besluitenlijst, gespreksnotitie
from ontwikkelplan.sturing.inhoud import delen_van, punten_van
from ontwikkelplan.sturing.models import Bestuursgesprek, Gespreksregel, Sturingantwoord, Sturingpdf
from ontwikkelplan.sturing.services.checklist import answer_row
from tests.cast import Town
from tests.projects.pages import count_queries
from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.pdf import render_pdf
from wijkaanpak.tenancy.scope import tenant_scope

HTMX = {"HX-Request": "true"}


def of(town: Town, rest: str = "") -> str:
    return f"/{town.gemeente.slug}/sturing/gesprek/{town.st.gesprek.pk}/{rest}"


def lijst(town: Town, rest: str) -> str:
    return f"/{town.gemeente.slug}/sturing/lijst/{rest}"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def fresh(town: Town) -> Bestuursgesprek:
    with tenant_scope(town.gemeente.pk):
        row: Bestuursgesprek = Bestuursgesprek.objects.get(pk=town.st.gesprek.pk)
        return row


def answer(town: Town, punt: str, **values: str) -> None:
    with tenant_scope(town.gemeente.pk):
        row = answer_row(sturing=town.st.sturing, punt=punt)
        Sturingantwoord.objects.filter(pk=row.pk).update(**values)


def test_a_gesprek_is_planned_changed_taken_away_and_put_back(town: Town, login: Any) -> None:
    client, year = login(town.beleid), town.st.sturing.pk
    empty = client.post(lijst(town, f"gesprekken/{year}/nieuw/"), {"datum": "", "met": "Wethouder De Ruiter"})
    assert empty.status_code == 422
    assert "Wethouder De Ruiter" in text_of(empty)
    made = client.post(
        lijst(town, f"gesprekken/{year}/nieuw/"), {"datum": "8-12-2026", "met": "Wethouder De Ruiter"}, follow=True
    )
    assert "‘Gesprek van 8 december 2026’ staat erbij." in text_of(made)
    assert "8 december 2026" in text_of(made)
    row = lijst(town, f"gesprekken/rij/{town.st.gesprek.pk}/")
    facts = {"datum": "2026-12-08", "met": "De burgemeester", "versie": 1}
    assert client.post(row, facts, headers=HTMX).status_code == 200
    assert fresh(town).met == "De burgemeester"
    assert "De burgemeester" in text_of(client.get(f"{row}geschiedenis/"))
    client.post(f"{row}weg/")
    assert fresh(town).vervallen_op is not None
    assert "1 weggehaald gesprek" in text_of(client.get(f"/{town.gemeente.slug}/sturing/gesprek/"))
    assert client.post(of(town), {"is_er": "Te laat", "versie": 1}).status_code == 404
    client.post(f"{row}terug/")
    assert fresh(town).vervallen_op is None


def test_what_was_typed_in_a_new_row_before_a_session_expired_comes_back(town: Town, client: Any) -> None:
    place = lijst(town, f"regels/{town.st.gesprek.pk}/nieuw/")
    assert client.post(place, {"soort": "actie", "tekst": "Bel de wethouder", "wie": "Sanne"}).status_code == 302
    client.force_login(town.beleid.user)
    page = text_of(client.get(place))
    assert "voordat je werd uitgelogd" in page
    assert "Bel de wethouder" in page
    client.post(place, {"actie": "weggooien"})
    assert "Bel de wethouder" not in text_of(client.get(place))


def test_a_row_that_two_people_change_shows_both_texts(town: Town, login: Any) -> None:
    client, row = login(town.beleid), lijst(town, f"regels/rij/{town.st.regel.pk}/")
    client.post(row, {"tekst": "Eerste", "versie": 1}, headers=HTMX)
    late = client.post(row, {"tekst": "Tweede", "versie": 1}, headers=HTMX)
    assert late.status_code == 409
    assert "Eerste" in text_of(late)
    assert "Tweede" in text_of(late)
    client.post(row, {"actie": "herstel", "versie": 1, "gezien": 2})
    with tenant_scope(town.gemeente.pk):
        assert Gespreksregel.objects.get(pk=town.st.regel.pk).tekst == "KANARIE actie"


def test_the_prompts_show_what_deel_i_says_and_take_it_over_with_one_press(town: Town, login: Any) -> None:
    answer(town, "STU-I-02-b", waarde="ja", tekst="Vastgesteld in 2025")
    answer(town, "STU-I-02-d", waarde="nee", tekst="Alleen mondeling")
    answer(town, "STU-I-03-b", document="Regiovisie")
    client = login(town.beleid)
    page = text_of(client.get(of(town)))
    assert page.count("Is er een visie op lokaal werken aan veiligheid? Ja. Vastgesteld in 2025.") == 2
    assert page.count("Ligt er een duidelijke opdracht voor het lokaal team? Nee. Alleen mondeling.") == 2
    assert page.count("Zijn de wethouders en de burgemeester genoeg op de hoogte? Deels. KANARIE tekst.") == 1
    assert "Regiovisie: Regiovisie." in page
    taken = client.post(of(town, "overnemen/"), {"regel": "ontbreekt:STU-I-02-d"}, headers=HTMX)
    assert "staat erin" in text_of(taken)
    assert fresh(town).ontbreekt == "- Ligt er een duidelijke opdracht voor het lokaal team? Nee. Alleen mondeling."
    client.post(of(town, "overnemen/"), {"regel": "ontbreekt:STU-I-02-d"})
    assert fresh(town).ontbreekt.count("mondeling") == 1
    assert client.post(of(town, "overnemen/"), {"regel": "ontbreekt:STU-I-02-b"}).status_code == 404


def test_five_texts_decisions_and_actions_are_recorded_in_one_sitting(town: Town, login: Any) -> None:
    client = login(town.beleid)
    saved = client.post(of(town), {"prioriteit": "Eerst de opdracht", "versie": 1}, headers=HTMX)
    assert "2 van 5 vragen hebben een tekst" in text_of(saved)
    new = lijst(town, f"regels/{town.st.gesprek.pk}/nieuw/")
    assert "selected" in text_of(client.get(f"{new}?soort=actie"))
    client.post(new, {"soort": "besluit", "tekst": "De opdracht komt voor de zomer"})
    page = text_of(client.post(of(town, "gehouden/"), follow=True))
    assert "De opdracht komt voor de zomer" in page
    assert "Het gesprek is gehouden" in page
    assert fresh(town).gehouden_op is not None
    client.post(of(town), {"actie": "ongedaan", "versie": 2})
    assert fresh(town).prioriteit == ""


def test_the_note_is_one_page_whatever_was_written(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        for deel in delen_van(town.st.sturing):
            for punt in punten_van(deel):
                row = answer_row(sturing=town.st.sturing, punt=punt.id)
                Sturingantwoord.objects.filter(pk=row.pk).update(waarde="deels", tekst="Woorden " * 400)
        gesprek = Bestuursgesprek.objects.get(pk=town.st.gesprek.pk)
        gesprek.met, gesprek.aanwezig = "Wethouder met een lange titel " * 6, "Nog iemand van ver " * 20
        for veld in ("is_er", "succesvol", "ontbreekt", "prioriteit", "nodig"):
            setattr(gesprek, veld, "- Een regel die wat langer is dan op één regel van de notitie past.\n" * 40)
        rows = {row.punt: row for row in Sturingantwoord.objects.filter(sturing=town.st.sturing)}
        gesprek.sturing = town.st.sturing
        note = gespreksnotitie(gesprek, rows, town.gemeente)
        whole = besluitenlijst(gesprek, rows, town.gemeente)
    reader = PdfReader(BytesIO(render_pdf(render_html(note))))
    assert len(reader.pages) == 1
    words = " ".join(reader.pages[0].extract_text().split())
    assert all(deel.titel in words for deel in delen_van(town.st.sturing))
    assert all(each in words for each in ("Wat is er al?", "Wat heb je nodig?", "…"))
    assert len(PdfReader(BytesIO(render_pdf(render_html(whole)))).pages) > 1


def test_both_documents_can_be_taken_along_and_the_list_names_decisions_and_actions(town: Town, login: Any) -> None:
    client = login(town.lid)
    for soort in ("gespreksnotitie", "besluitenlijst"):
        page = client.post(of(town, f"document/{soort}/"), follow=True)
        assert page.status_code == 200
        with tenant_scope(town.gemeente.pk):
            pdf = Sturingpdf.objects.get(soort=soort)
        for vorm in ("docx", "odt"):
            found = client.get(f"/{town.gemeente.slug}/sturing/document/{pdf.pk}/{vorm}/")
            assert found.content.startswith(b"PK")
    assert "KANARIE actie" in str(pdf.inhoud)
    assert client.post(of(town, "document/opdracht/")).status_code == 404


def test_a_page_asks_as_much_with_one_line_as_with_many(town: Town, login: Any) -> None:
    client, front = login(town.beleid), f"/{town.gemeente.slug}/sturing/gesprek/"
    pages = (of(town), front)
    for page in pages:
        client.get(page)
    few = [len(count_queries(client, page)) for page in pages]
    for punt in ("STU-I-02-b", "STU-I-02-c", "STU-I-02-d"):
        answer(town, punt, waarde="ja", tekst="Ja")
    client.post(lijst(town, f"regels/{town.st.gesprek.pk}/nieuw/"), {"soort": "besluit", "tekst": "Nog een"})
    client.post(lijst(town, f"gesprekken/{town.st.sturing.pk}/nieuw/"), {"datum": "2026-12-08", "met": "Iemand"})
    for page in pages:
        client.get(page)
    assert [len(count_queries(client, page)) for page in pages] == few
    assert max(few) <= 12
