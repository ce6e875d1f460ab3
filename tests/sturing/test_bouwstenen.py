"""The plan per bouwsteen: nine rows to type in, lines of deel I and the gesprek taken over, and its document."""

from io import BytesIO
from typing import Any
from zlib import crc32

import pytest
from pypdf import PdfReader

from ontwikkelplan.sturing.models import Bouwsteenrij, Sturingantwoord, Sturingpdf
from ontwikkelplan.sturing.services.checklist import answer_row, start_sturing
from tests.cast import Town
from tests.projects.pages import count_queries
from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.pdf import render_pdf
from wijkaanpak.tenancy.scope import tenant_scope

HTMX = {"HX-Request": "true"}
COLUMNS = ("is_er", "resultaat", "acties", "wie", "planning", "kosten")


def front(town: Town, rest: str = "") -> str:
    return f"/{town.gemeente.slug}/sturing/{town.st.sturing.pk}/bouwstenen/{rest}"


def of(town: Town, rest: str = "") -> str:
    return f"/{town.gemeente.slug}/sturing/bouwstenen/{town.st.bouwsteen.pk}/{rest}"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def fresh(town: Town) -> Bouwsteenrij:
    with tenant_scope(town.gemeente.pk):
        row: Bouwsteenrij = Bouwsteenrij.objects.get(pk=town.st.bouwsteen.pk)
        return row


def test_the_plan_has_five_bouwstenen_of_four_columns_and_the_first_one_a_row_per_doelgroep(
    town: Town, login: Any
) -> None:
    with tenant_scope(town.gemeente.pk):
        sturing = start_sturing(jaar=2050, by=town.beleid.lid)
    page = text_of(login(town.beleid).get(f"/{town.gemeente.slug}/sturing/{sturing.pk}/bouwstenen/"))
    assert page.count("bouwkop") == 5
    assert page.count("op--doel") == 5
    assert page.count('<article class="op blad') == 9
    assert page.count('class="cel"') == 27  # three columns of one cell; the fourth holds three
    assert page.count('class="cel cel--drie"') == 9
    assert [page.count(f'name="{name}"') for name in COLUMNS] == [9] * 6


def test_a_cell_saves_by_itself_and_a_clash_shows_both_texts(town: Town, login: Any) -> None:
    client = login(town.beleid)
    values = {"planning": "1 juli 2027", "kosten": "€ 8.000", "versie": 1}
    saved = client.post(of(town), values, headers=HTMX)
    assert saved.status_code == 200
    assert "uiterlijk 1 juli 2027" in text_of(saved)
    assert "Zet er het begrotingsjaar bij." in text_of(saved)
    late = client.post(of(town), {"kosten": "€ 9.000", "versie": 1}, headers=HTMX)
    assert late.status_code == 409
    assert "€ 8.000" in text_of(late)
    client.post(of(town), {"actie": "ongedaan", "versie": 2}, headers=HTMX)
    assert (fresh(town).planning, fresh(town).eind_op) == ("", None)


@pytest.mark.parametrize("planning", ["2027", "voor de zomer", "31-2-2027"])
def test_a_planning_without_a_day_that_exists_is_refused_with_an_example_and_kept(
    town: Town, login: Any, planning: str
) -> None:
    response = login(town.beleid).post(of(town), {"planning": planning, "versie": 1})
    assert response.status_code == 422
    assert planning in text_of(response)
    assert "bijvoorbeeld 31-3-2027" in text_of(response) or "Deze datum bestaat niet" in text_of(response)
    assert fresh(town).planning == ""


def test_what_deel_i_and_the_gesprek_said_is_taken_over_where_it_belongs(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        for punt, waarde in (("STU-I-02-b", "ja"), ("STU-I-02-d", "nee")):
            row = answer_row(sturing=town.st.sturing, punt=punt)
            Sturingantwoord.objects.filter(pk=row.pk).update(waarde=waarde)
    client = login(town.beleid)
    page = text_of(client.get(of(town)))
    assert "Voorzet uit deel I en het gesprek: 3 regels" in page
    for sleutel in ("STU-I-02-b", "STU-I-02-d", "STU-I-02-d", f"is_er:{crc32(b'KANARIE er')}"):
        assert client.post(of(town, "overnemen/"), {"regel": sleutel}, headers=HTMX).status_code == 200
    assert fresh(town).acties == "- Ligt er een duidelijke opdracht voor het lokaal team? Nee."
    assert fresh(town).is_er == ("KANARIE is er\n- Is er een visie op lokaal werken aan veiligheid? Ja.\n- KANARIE er")
    assert client.post(of(town, "overnemen/"), {"regel": "STU-I-05-a"}).status_code == 404


def test_a_row_is_added_taken_away_and_put_back(town: Town, login: Any) -> None:
    client, place = login(town.beleid), {"tabel": "BSD-4"}
    added = text_of(client.post(front(town, "nieuw/"), place, headers=HTMX))
    assert "Teamleiders" in added
    client.post(front(town, "nieuw/"), place)
    with tenant_scope(town.gemeente.pk):
        assert Bouwsteenrij.objects.filter(bouwsteen="BST-1").count() == 1  # an empty row is used again
    for wrong in ({"tabel": "BST-1"}, {"tabel": "BSK-1"}, {}):
        assert client.post(front(town, "nieuw/"), wrong).status_code == 404
    client.post(of(town, "weg/"))
    assert "1 weggehaalde rij" in text_of(client.get(front(town)))
    assert client.post(of(town), {"is_er": "Te laat", "versie": 2}).status_code == 404
    client.post(of(town, "terug/"))
    assert fresh(town).vervallen_op is None
    assert "Geschiedenis" in text_of(client.get(of(town, "geschiedenis/")))


def test_rows_move_in_their_table_and_colleagues_hear_of_it(town: Town, login: Any) -> None:
    client = login(town.beleid)
    with tenant_scope(town.gemeente.pk):
        other = Bouwsteenrij.objects.create(
            gemeente=town.gemeente, sturing=town.st.sturing, bouwsteen="BST-2", volgorde=1, is_er="Twee"
        )
    before = client.post(front(town, "aanwezig/"), {"cel": ""}).json()
    moved = client.post(of(town, "plaats/"), {"richting": "neer"}, headers=HTMX)
    assert moved.status_code == 204
    page = text_of(client.get(front(town)))
    assert page.index(f'id="op-{other.pk}"') < page.index(f'id="op-{town.st.bouwsteen.pk}"')
    cel = f"op-{other.pk}_is_er"
    client.post(of(town), {"is_er": "Nieuw", "versie": 1}, headers=HTMX)
    client.post(front(town, "aanwezig/"), {"cel": cel})
    said = login(town.buiten).post(front(town, "aanwezig/"), {"cel": "", "sinds": before["nu"]}).json()
    assert [each["cel"] for each in said["mensen"]] == [cel]
    assert [(each["id"], each["versie"]) for each in said["rijen"]] == [(str(town.st.bouwsteen.pk), 2)]
    assert said["tabellen"]["BST-2"] != before["tabellen"]["BST-2"]
    client = login(town.beleid)
    client.post(of(town, "plaats/"), {"voor": str(other.pk)})
    assert client.post(front(town, "aanwezig/"), {"cel": ""}).json()["tabellen"] == before["tabellen"]


def test_a_pasted_table_is_looked_at_and_lands_in_empty_rows_first(town: Town, login: Any) -> None:
    client = login(town.beleid)
    client.post(front(town, "nieuw/"), {"tabel": "BST-3"})
    text = "Wat is er?\tResultaat\tActies\tWie\tWanneer\nVisie\tOpdracht\tSchrijven\tBeleid\tsnel\n\tTweede\n"
    look = text_of(client.post(front(town, "plakken/"), {"tabel": "BST-3", "tekst": text}))
    assert "Kloppen deze 2 rijen?" in look
    names = ("is_er", "resultaat", "acties", "wie", "planning", "kosten")
    cells = dict.fromkeys((f"form-{n}-{name}" for n in (0, 1) for name in names), "")
    cells |= {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "tabel": "BST-3", "form-1-resultaat": "Tweede"}
    cells |= {"form-0-is_er": "Visie", "form-0-planning": "snel"}
    wrong = client.post(front(town, "plakken/"), cells)
    assert wrong.status_code == 422
    assert 'value="snel"' in text_of(wrong)
    with tenant_scope(town.gemeente.pk):
        assert not Bouwsteenrij.objects.filter(bouwsteen="BST-3").exclude(is_er="", resultaat="").exists()
    cells["form-0-planning"] = "1 juli 2027"
    for _twice in range(2):
        assert client.post(front(town, "plakken/"), cells).status_code == 302
    with tenant_scope(town.gemeente.pk):
        rows = Bouwsteenrij.objects.filter(bouwsteen="BST-3").values_list("is_er", "resultaat", "planning")
        assert list(rows) == [("Visie", "", "1 juli 2027"), ("", "Tweede", "")]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"tekst": "a\tb\tc", "kolom": "planning"}, "Voor kolom 3 van je tabel is hier geen plek"),
        ({"tekst": "\n".join("rij" for _n in range(51))}, "Dit zijn 51 rijen"),
        ({"tekst": ""}, "Hier staat nog geen tabel"),
        ({"html": "<table><tr><td colspan=2>a</td></tr></table>"}, "samengevoegd"),
    ],
)
def test_a_table_that_does_not_fit_says_why_and_stays(town: Town, login: Any, values: Any, said: str) -> None:
    response = login(town.beleid).post(front(town, "plakken/"), {"tabel": "BST-3", **values})
    assert response.status_code == 422
    assert said in text_of(response)
    assert values.get("tekst", "") in response.content.decode().replace("\r", "")


def test_who_may_look_reads_the_plan_and_takes_it_along_on_its_side(town: Town, login: Any) -> None:
    client = login(town.buiten)
    page = text_of(client.get(front(town)))
    assert "KANARIE is er" in page
    assert "<textarea" not in page
    client.post(front(town, "document/"))
    with tenant_scope(town.gemeente.pk):
        inhoud = Inhoud.from_json(Sturingpdf.objects.get(soort="bouwstenen").inhoud)
    box = PdfReader(BytesIO(render_pdf(render_html(inhoud)))).pages[0].mediabox
    assert box.width > box.height
    assert [sectie.kop for sectie in inhoud.secties][1] == "Is de opdrachtgevende rol goed uitgewerkt?"


def test_the_plan_asks_as_much_with_one_row_as_with_many(town: Town, login: Any) -> None:
    client = login(town.beleid)
    client.get(front(town))
    few = len(count_queries(client, front(town)))
    with tenant_scope(town.gemeente.pk):
        for number in range(6):
            Bouwsteenrij.objects.create(
                gemeente=town.gemeente, sturing=town.st.sturing, bouwsteen="BST-3", volgorde=number, is_er="Iets"
            )
    assert len(count_queries(client, front(town))) == few <= 12
