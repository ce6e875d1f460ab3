"""The dialogue between opdrachtgever and opdrachtnemer: meetings, their documents, agreements, and knelpunten."""

import datetime
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from ontwikkelplan.sturing.dialoogdocument import agenda, verslag
from ontwikkelplan.sturing.dialooginhoud import onderwerpen
from ontwikkelplan.sturing.models import (
    Gespreksregel,
    Knelpunt,
    Monitorafspraak,
    Opdrachtstaat,
    Opdrachttekst,
    Overleg,
    Overlegactie,
    Sturingpdf,
    Taak,
)
from ontwikkelplan.sturing.opdrachtinhoud import instrument_of
from tests.cast import Town
from tests.ontwikkelplan.setting_up import stored
from tests.projects.pages import count_queries
from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.pdf import render_pdf
from wijkaanpak.tenancy.scope import tenant_scope
from wijkaanpak.web.home import acties_of

HTMX = {"HX-Request": "true"}
TODAY = datetime.date(2026, 1, 5)
AGENDA = {"agenda.vakjes": "1", "agenda.OPD-HOE-08": "on", "agenda.OPD-VR-01": "on"}


def of(town: Town, rest: str = "") -> str:
    return f"/linderode/sturing/overleg/{town.st.overleg.pk}/{rest}"


def at(town: Town, rest: str) -> str:
    return f"/linderode/sturing/opdracht/{town.st.opdracht.pk}/{rest}"


def lijst(rest: str) -> str:
    return f"/linderode/sturing/lijst/{rest}"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def put(town: Town, row: Any) -> Any:
    with tenant_scope(town.gemeente.pk):
        return stored(town, row)


def fresh(town: Town) -> Overleg:
    with tenant_scope(town.gemeente.pk):
        row: Overleg = Overleg.objects.select_related("opdracht").get(pk=town.st.overleg.pk)
        return row


def earlier(town: Town, *texts: str) -> Overleg:
    """An earlier meeting with open actions of the gemeente."""
    row: Overleg = put(town, Overleg(opdracht=town.st.opdracht, soort="ambities", datum=TODAY, met="Het team"))
    for text in texts:
        put(town, Overlegactie(overleg=row, kant="gemeente", tekst=text))
    return row


def add(town: Town, text: str, **more: Any) -> Knelpunt:
    row = Knelpunt(opdracht=town.st.opdracht, knelpunt=text, kant="team", gemeld_op=TODAY, tafel="regio", **more)
    made: Knelpunt = put(town, row)
    return made


def test_the_tab_leads_to_the_meetings_on_the_opdracht_and_asks_which_with_more(town: Town, login: Any) -> None:
    client = login(town.lid)
    assert client.get("/linderode/sturing/dialoog/")["Location"] == at(town, "overleggen/")
    put(town, type(town.st.opdracht)(titel="Opdracht twee", instrument_versie=1))
    assert "Opdracht twee" in text_of(client.get("/linderode/sturing/dialoog/"))
    assert "Dialoog met het lokaal team" in text_of(client.get(at(town, "")))


def test_a_meeting_is_planned_and_the_next_one_stands_first(town: Town, login: Any) -> None:
    client = login(town.beleid)
    new = lijst(f"overleggen/{town.st.opdracht.pk}/nieuw/")
    assert 'value="ambities" selected' in text_of(client.get(f"{new}?soort=ambities"))
    wrong = client.post(new, {"soort": "ambities", "datum": "31-2-2026", "met": "De teamleider"})
    assert wrong.status_code == 422
    assert "De teamleider" in text_of(wrong)
    for day in ("2098-03-01", "2098-01-01"):
        client.post(new, {"soort": "ambities", "datum": day, "met": "De teamleider"})
    page = text_of(client.get(at(town, "overleggen/")))
    assert page.index(">1 januari 2098") < page.index(">1 maart 2098") < page.index(">Gehouden<")
    for datum, held in ((TODAY, "2026-01-05T12:00Z"), (TODAY - datetime.timedelta(days=90), "2025-10-08T12:00Z")):
        put(town, Overleg(opdracht=town.st.opdracht, soort="realisatie", datum=datum, gehouden_op=held))
    page = text_of(client.get(at(town, "overleggen/")))
    assert page.index(">Gehouden<") < page.index("5 januari 2026") < page.index("7 oktober 2025")
    assert "Plan een overleg" in page
    assert "Plan een overleg" not in text_of(login(town.lid).get(at(town, "overleggen/")))


def test_the_agenda_offers_the_eight_topics_and_the_randvoorwaarden_of_the_instrument(town: Town, login: Any) -> None:
    groups = onderwerpen(instrument_of(town.st.opdracht))
    assert [len(punten) for _titel, punten in groups] == [8, 10]
    put(town, Opdrachttekst(opdracht=town.st.opdracht, punt="OPD-VR-01", tekst="22 fte, elk kwartaal bekeken"))
    client = login(town.beleid)
    page = text_of(client.get(of(town)))
    assert all(punt.titel in page for _titel, punten in groups for punt in punten)
    assert "Vraag wat nieuwe collega&#x27;s leren bij het inwerken" in page
    assert "22 fte, elk kwartaal bekeken" in page
    only_hoe = client.post(of(town), {"agenda.vakjes": "1", "agenda.OPD-HOE-01": "on", "versie": 1}, headers=HTMX)
    assert "Er staat nog geen randvoorwaarde op" in text_of(only_hoe)
    both = client.post(of(town), AGENDA | {"eigen_punten": "Vakantie\nVerhuizing", "versie": 2}, headers=HTMX)
    assert "4 punten op de agenda" in text_of(both)
    assert "geen randvoorwaarde" not in text_of(both)
    assert fresh(town).agenda == "OPD-HOE-08,OPD-VR-01"
    history = text_of(client.get(of(town, "geschiedenis/")))
    assert "Genoeg capaciteit om uit te voeren en te ontwikkelen" in history
    strange = client.post(of(town), {"alleen": "agenda", "agenda": "OPD-GB-01", "versie": 3}, headers=HTMX)
    assert strange.status_code == 422
    client.post(of(town), {"actie": "herstel", "versie": 2, "gezien": 3})
    assert fresh(town).agenda == "OPD-HOE-01"


def test_two_people_in_one_report_both_keep_their_words(town: Town, login: Any) -> None:
    client = login(town.beleid)
    client.post(of(town), {"verslag": "Eerste tekst", "versie": 1}, headers=HTMX)
    late = client.post(of(town), {"verslag": "Tweede tekst", "versie": 1}, headers=HTMX)
    assert late.status_code == 409
    assert "Eerste tekst" in text_of(late)
    assert "Tweede tekst" in text_of(late)


def test_ticks_typed_before_a_session_expired_come_back(town: Town, client: Any) -> None:
    assert client.post(of(town), AGENDA | {"versie": 1}).status_code == 302
    client.force_login(town.beleid.user)
    page = text_of(client.get(of(town)))
    assert "voordat je werd uitgelogd" in page
    assert page.count(" checked") == 2


def test_open_actions_and_knelpunten_are_put_on_the_agenda_with_one_press(town: Town, login: Any) -> None:
    row = earlier(town, "Bel de regio")
    action = Overlegactie.objects
    client = login(town.beleid)
    page = text_of(client.get(of(town)))
    assert "Nog open van eerdere overleggen" in page
    with tenant_scope(town.gemeente.pk):
        wanted = action.get(overleg=row)
    taken = client.post(of(town, "overnemen/"), {"regel": f"actie:{wanted.pk}"}, headers=HTMX)
    assert "staat erop" in text_of(taken)
    client.post(of(town, "overnemen/"), {"regel": f"knelpunt:{town.st.knelpunt.pk}"})
    assert fresh(town).eigen_punten == "- Bel de regio\n- KANARIE knelt"
    assert client.post(of(town, "overnemen/"), {"regel": "actie:iets"}).status_code == 404
    client.post(of(town, f"actie/{wanted.pk}/klaar/"))
    client.post(of(town, f"actie/{wanted.pk}/klaar/"))
    with tenant_scope(town.gemeente.pk):
        assert action.get(pk=wanted.pk).klaar_op == timezone.localdate()
    assert "Nog open van eerdere overleggen" not in text_of(client.get(of(town)))


def test_a_held_meeting_with_actions_on_one_side_says_so_and_never_blocks(town: Town, login: Any) -> None:
    client = login(town.beleid)
    warning = "Alleen het lokaal team heeft een actie."
    assert warning not in text_of(client.get(of(town)))
    page = text_of(client.post(of(town, "gehouden/"), follow=True))
    assert "Het overleg is gehouden" in page
    assert warning in page
    new = lijst(f"acties/{town.st.overleg.pk}/nieuw/")
    added = client.post(new, {"kant": "gemeente", "tekst": "Zoek ruimte", "wie": "Sanne"}, follow=True)
    assert "Zoek ruimte" in text_of(added)
    assert warning not in text_of(added)
    assert login(town.lid).post(of(town, "gehouden/")).status_code == 403


def test_a_meeting_that_was_taken_away_is_only_read(town: Town, login: Any) -> None:
    client = login(town.beleid)
    client.post(lijst(f"overleggen/rij/{town.st.overleg.pk}/weg/"))
    assert "Dit overleg is weggehaald." in text_of(client.get(of(town)))
    assert client.post(of(town), {"verslag": "Te laat", "versie": 2}).status_code == 404
    assert "1 weggehaald" in text_of(client.get(at(town, "overleggen/")))


def test_the_agenda_is_one_page_whatever_is_on_it(town: Town) -> None:
    earlier(town, *["Een actie met heel veel woorden " * 12] * 9)
    row = fresh(town)
    with tenant_scope(town.gemeente.pk):
        few = agenda(row, town.gemeente)
        row.agenda = ",".join(punt.id for _t, punten in onderwerpen(instrument_of(row.opdracht)) for punt in punten)
        row.met = "Iemand van een afdeling met een lange naam " * 9
        row.eigen_punten = "\n".join(["- Een eigen punt waar heel veel over te zeggen valt " * 3] * 12)
        made = agenda(row, town.gemeente)
    reader = PdfReader(BytesIO(render_pdf(render_html(made))))
    assert len(reader.pages) == 1
    assert "En nog 2." in str(few.to_json())
    words = " ".join(reader.pages[0].extract_text().split())
    assert all(
        each in words
        for each in ("Basisvaardigheden en inwerken", "Genoeg specialistische hulp", "En nog 11.", "En nog 8.")
    )


def test_the_report_names_the_actions_of_both_sides_and_what_is_still_open(town: Town) -> None:
    earlier(town, "Bel de regio")
    row = fresh(town)
    with tenant_scope(town.gemeente.pk):
        made = verslag(row, town.gemeente)
    assert [sectie.kop for sectie in made.secties] == [
        "Wat is besproken",
        "Acties van de gemeente",
        "Acties van het lokaal team",
        "Acties van eerdere overleggen",
    ]
    said = str(made.to_json())
    assert all(each in said for each in ("KANARIE verslag", "KANARIE actie", "Bel de regio"))


def test_both_documents_can_be_taken_along_as_pdf_word_or_odf(town: Town, login: Any) -> None:
    client = login(town.lid)
    for soort in ("agenda", "verslag"):
        assert "Dialoog" in text_of(client.post(of(town, f"document/{soort}/"), follow=True))
        with tenant_scope(town.gemeente.pk):
            pdf = Sturingpdf.objects.get(soort=soort)
        for vorm in ("docx", "odt"):
            assert client.get(f"/linderode/sturing/document/{pdf.pk}/{vorm}/").content.startswith(b"PK")
    assert client.post(of(town, "document/opdracht/")).status_code == 404


def test_an_agreement_says_who_delivers_when_it_is_late_and_where_it_is_in_its_cycle(town: Town, login: Any) -> None:
    client = login(town.beleid)
    put(town, Taak(opdracht=town.st.opdracht, taak="Elke melding oppakken", prioriteit="nu"))
    new = lijst(f"monitoring/{town.st.opdracht.pk}/nieuw/")
    form = text_of(client.get(new))
    assert '<option value="Elke melding oppakken"></option>' in form
    assert "De handreiking is hier niet duidelijk over" in form
    facts = {"wat": "Wachttijden", "wanneer": "elk kwartaal", "volgende": "2026-01-05", "leverancier": "veilig-thuis"}
    page = text_of(client.post(new, facts | {"cyclus": "check", "doel": "Eigen doel"}, follow=True))
    assert "levert: Veilig Thuis" in page
    assert "5 januari 2026, te laat" in page
    assert "Voor: Eigen doel" in page
    assert page.count("· nu</li>") == 2
    assert page.index("te laat") < page.index("KANARIE wat")
    with tenant_scope(town.gemeente.pk):
        row = Monitorafspraak.objects.get(wat="Wachttijden")
    client.post(lijst(f"monitoring/rij/{row.pk}/"), {"volgende": "2098-01-01", "versie": 1}, headers=HTMX)
    assert "te laat" not in text_of(client.get(at(town, "monitoring/")))


def test_the_knelpunten_show_what_is_open_and_with_alle_what_was_solved(town: Town, login: Any) -> None:
    add(town, "Wachtlijst bij de jeugdhulp")
    add(town, "Geen gedeeld dossier", opgelost_op=TODAY, antwoord="Er is nu een afspraak")
    client = login(town.lid)
    shown = client.get(at(town, "knelpunten/")).content.decode()
    assert "Wachtlijst bij de jeugdhulp" in shown
    assert "Geen gedeeld dossier" not in shown
    everything = client.get(at(town, "knelpunten/?alle")).content.decode()
    assert "Wachtlijst bij de jeugdhulp" in everything
    assert "Er is nu een afspraak" in everything


def test_a_knelpunt_is_added_also_when_the_opdracht_is_vastgesteld(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        type(town.st.opdracht).objects.filter(pk=town.st.opdracht.pk).update(staat=Opdrachtstaat.VASTGESTELD)
    data = {"knelpunt": "Te weinig uren", "kant": "team", "gemeld_op": "2026-01-05", "tafel": "bestuur"}
    new = lijst(f"knelpunten/{town.st.opdracht.pk}/nieuw/")
    response = login(town.beleid).post(new, data)
    assert response.status_code == 302
    assert response["Location"] == at(town, "knelpunten/")
    assert "Te weinig uren" in login(town.beleid).get(at(town, "knelpunten/")).content.decode()
    assert login(town.lid).post(new, data).status_code == 403


def test_on_the_regional_text_there_is_no_dialogue(town: Town, login: Any) -> None:
    for page in ("overleggen", "monitoring", "knelpunten"):
        response = login(town.beleid).get(f"/linderode/sturing/opdracht/{town.st.regionaal.pk}/{page}/")
        assert response.status_code == 404


def test_a_page_asks_as_much_with_one_row_as_with_many(town: Town, login: Any) -> None:
    client = login(town.beleid)
    earlier(town, "Bel de regio")
    pages = [
        of(town),
        of(town, "geschiedenis/"),
        *(at(town, f"{name}/") for name in ("overleggen", "monitoring", "knelpunten")),
    ]
    for page in pages:
        client.get(page)
    few = [len(count_queries(client, page)) for page in pages]
    for number in range(3):
        earlier(town, *["Nog een actie"] * 3)
        add(town, f"Knelpunt {number}")
        put(town, Overlegactie(overleg=town.st.overleg, kant="gemeente", tekst="Nog een"))
        put(town, Monitorafspraak(opdracht=town.st.opdracht, wat="Nog een", wanneer="elk jaar", leverancier="team"))
    assert [len(count_queries(client, page)) for page in pages] == few
    assert max(few) <= 12


def test_mijn_overzicht_shows_what_names_a_colleague_and_what_is_late(
    town: Town, django_assert_num_queries: Any
) -> None:
    naam, yesterday = town.lid.user.naam, timezone.localdate() - datetime.timedelta(days=1)
    put(town, Overlegactie(overleg=town.st.overleg, kant="team", tekst="Zoek ruimte", wie=naam.upper(), voor=TODAY))
    put(town, Overlegactie(overleg=town.st.overleg, kant="team", tekst="Is klaar", wie=naam, klaar_op=TODAY))
    put(town, Gespreksregel(gesprek=town.st.gesprek, soort="actie", tekst="Bel de wethouder", wie=naam))
    put(town, Gespreksregel(gesprek=town.st.gesprek, soort="besluit", tekst="Een besluit", wie=naam))
    put(town, Overlegactie(overleg=town.st.overleg, kant="team", tekst="Van een gast", wie=town.gast.user.naam))
    for wat in ("Wachttijden", "Kosten"):
        row = Monitorafspraak(opdracht=town.st.opdracht, wat=wat, wanneer="", volgende=yesterday, leverancier="team")
        put(town, row)
    with tenant_scope(town.gemeente.pk):
        with django_assert_num_queries(1):
            mine = {each.titel: each for each in acties_of(town.lid.user)}
        manager = {each.titel: each for each in acties_of(town.beleid.user)}
        guest = {each.titel for each in acties_of(town.gast.user)}
    assert {"Zoek ruimte", "Bel de wethouder"} <= mine.keys()
    assert not {"Is klaar", "Een besluit", "2 monitorafspraken zijn te laat"} & mine.keys()
    assert mine["Zoek ruimte"].url == of(town, "#acties")
    assert "Van een gast" not in guest
    assert manager["2 monitorafspraken zijn te laat"].wanneer == yesterday
    assert manager["2 monitorafspraken zijn te laat"].url == at(town, "monitoring/")


@pytest.mark.parametrize(
    ("place", "facts", "said"),
    [
        ("acties", {"kant": "team", "tekst": "Bellen", "klaar_op": "2098-01-01"}, "Deze dag moet nog komen."),
        (
            "knelpunten",
            {
                "knelpunt": "Traag",
                "kant": "team",
                "tafel": "team",
                "gemeld_op": "2026-02-02",
                "opgelost_op": "2026-02-01",
            },
            "Deze dag is eerder dan de dag waarop het is ingebracht.",
        ),
    ],
)
def test_days_that_can_not_be_are_refused_beside_their_field(
    town: Town, login: Any, place: str, facts: dict[str, str], said: str
) -> None:
    above = town.st.overleg.pk if place == "acties" else town.st.opdracht.pk
    response = login(town.beleid).post(lijst(f"{place}/{above}/nieuw/"), facts)
    assert response.status_code == 422
    assert said in text_of(response)


def test_a_meeting_to_come_was_not_held(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        Overleg.objects.filter(pk=town.st.overleg.pk).update(datum=timezone.localdate() + datetime.timedelta(days=1))
    said = text_of(login(town.beleid).post(of(town, "gehouden/"), follow=True))
    assert "moet nog komen" in said
    assert fresh(town).gehouden_op is None


def test_the_report_tells_what_came_of_earlier_actions(town: Town) -> None:
    row = earlier(town, "Bel de regio")
    with tenant_scope(town.gemeente.pk):
        Overleg.objects.filter(pk=row.pk).update(datum=TODAY - datetime.timedelta(days=30))
        Overlegactie.objects.filter(overleg=row).update(klaar_op=TODAY)
        made = verslag(Overleg.objects.get(pk=town.st.overleg.pk), town.gemeente)
        Overlegactie.objects.filter(overleg=row).update(klaar_op=TODAY - datetime.timedelta(days=40))
        before = verslag(Overleg.objects.get(pk=town.st.overleg.pk), town.gemeente)
    assert "Bel de regio" in str(made.to_json())
    assert "Bel de regio" not in str(before.to_json())  # done before the meeting before this one
