"""Evaluations on the screen: goals, findings, lessons of the MLBs, agreements that change, the privacywacht."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from lxml import html

from evaluatie.models import Afspraakwijziging, Bevinding, Doelantwoord, Evaluatie, Inbreng
from evaluatie.services.moment import present_words
from projects.models import Clausule, Projectdocument
from reflectie.models import Les
from tests.cast import Cast, Town
from tests.evaluatie.setting_up import add, add_evaluation
from tests.projects.pages import count_queries
from tests.reflectie.setting_up import busy, name_factor
from wijkaanpak.tenancy.scope import tenant_scope

E = "/linderode/evaluatie/"


@pytest.fixture
def town(cast: Cast) -> Town:
    """A town with an evaluation, and a lesson of an MLB."""
    with tenant_scope(cast.linderode.gemeente.pk):
        sessie = busy(cast.linderode, -40)
        for _again in range(4):
            name_factor(sessie=sessie, richting="werkt", tekst="Elke dinsdag samen", by=cast.linderode.leider.lid)
        add_evaluation(cast.linderode)
    return cast.linderode


def _moment(town: Town, rest: str = "") -> str:
    return f"{E}moment/{town.ev.evaluatie.pk}/{rest}"


def _rows(town: Town, model: Any, **facts: Any) -> list[Any]:
    with tenant_scope(town.gemeente.pk):
        return list(model.objects.filter(**facts))


def test_the_two_evaluations_of_a_project_wait_to_be_planned(login: Any, town: Town) -> None:
    client = login(town.lid)
    page = client.get(f"{E}project/{town.project.pk}/").content.decode()
    assert "Evaluatie aan het einde" in page and "Evaluatie halverwege" in page
    day = (timezone.localdate() + datetime.timedelta(days=30)).isoformat()
    client.post(f"{E}lijst/evaluaties/{town.project.pk}/nieuw/", {"soort": "eind", "datum": day})
    assert len(_rows(town, Evaluatie, soort="eind")) == 1


def test_a_day_to_come_can_not_have_been_held(login: Any, town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        Evaluatie.objects.update(datum=timezone.localdate() + datetime.timedelta(days=1))
    page = login(town.lid).post(_moment(town, "gehouden/"), follow=True).content.decode()
    assert "De dag van deze evaluatie moet nog komen." in page
    assert _rows(town, Evaluatie)[0].gehouden_op is None


def test_an_evaluation_decades_after_the_project_is_a_slip(login: Any, town: Town) -> None:
    far = town.project.eind.replace(year=town.project.eind.year + 5).isoformat()
    page = login(town.lid).post(_moment(town), {"soort": "halverwege", "datum": far, "versie": 1})
    assert (page.status_code, "Kijk het jaartal na." in page.content.decode()) == (422, True)


def test_an_evaluation_is_held_and_open_again(login: Any, town: Town) -> None:
    client = login(town.lid)
    client.post(_moment(town, "gehouden/"))
    assert _rows(town, Evaluatie)[0].gehouden_op is not None
    client.post(_moment(town, "gehouden/"), {"toch_niet": "ja"})
    assert _rows(town, Evaluatie)[0].gehouden_op is None


def test_a_goal_gets_an_answer_per_evaluation(login: Any, town: Town) -> None:
    place = _moment(town, f"doel/{town.ev.doel.pk}/")
    said = {"kernvragen": "Komen ouders zelf?", "oordeel": "bereikt", "tekst": "Ouders komen zelf."}
    login(town.lid).post(place, {**said, "versie": 1})
    found = _rows(town, Doelantwoord)[0]
    assert (found.kernvragen, found.oordeel, found.tekst) == tuple(said.values())


def test_a_lesson_is_taken_over_once_with_its_count(login: Any, town: Town) -> None:
    client = login(town.lid)
    les = _rows(town, Les, tekst="Elke dinsdag samen")[0]
    assert "4 keer genoemd" in client.get(_moment(town)).content.decode()
    for _again in range(2):
        client.post(_moment(town, "les/"), {"les": les.pk})
    taken = _rows(town, Bevinding, les=les)
    assert [(each.soort, each.tekst) for each in taken] == [("succes", "Elke dinsdag samen")]


def test_who_is_not_in_the_team_reads_no_lesson(login: Any, town: Town) -> None:
    client = login(town.beleid)
    assert "Elke dinsdag samen" not in client.get(_moment(town)).content.decode()
    les = _rows(town, Les, tekst="Elke dinsdag samen")[0]
    assert client.post(_moment(town, "les/"), {"les": les.pk}).status_code == 403


def test_changed_agreements_become_a_version_of_the_overeenkomst(login: Any, town: Town) -> None:
    client = login(town.leider)
    client.post(_moment(town, "overeenkomst/"))
    assert _rows(town, Clausule, soort="overeenkomst", sleutel="inzet")[0].tekst == town.ev.afspraak.tekst
    made = _rows(town, Projectdocument, soort="overeenkomst")
    assert made[0].reden == "Evaluatie halverwege"
    page = client.post(_moment(town, "overeenkomst/"), follow=True).content.decode()
    assert "Alle bijgestelde afspraken staan al in de overeenkomst." in page
    assert len(_rows(town, Projectdocument, soort="overeenkomst")) == len(made)


def test_a_change_begins_with_what_the_overeenkomst_says_now(login: Any, town: Town) -> None:
    client = login(town.leider)
    place = f"{E}lijst/afspraken/{town.ev.evaluatie.pk}/nieuw/?sleutel=slot"
    with tenant_scope(town.gemeente.pk):
        said = present_words(town.project)["slot"]
    page = html.fromstring(client.get(place).content.decode())
    assert page.xpath("string(//textarea[@name='tekst'])").strip() == said.strip() != ""
    assert [each.get("value") for each in page.xpath("//select[@name='sleutel']/option")] == ["slot"]
    same = client.post(place, {"sleutel": "slot", "tekst": said})
    assert (same.status_code, "Dit staat er nu ook" in same.content.decode()) == (422, True)
    client.post(place, {"sleutel": "slot", "tekst": "Voortaan anders", "waarom": "Zo werkt het"})
    client.post(_moment(town, "overeenkomst/"))
    with tenant_scope(town.gemeente.pk):
        assert present_words(town.project)["slot"] == "Voortaan anders"


def test_the_names_in_our_own_words_are_not_asked_about_and_sections_of_rows_are_not_offered(
    login: Any, town: Town
) -> None:
    client = login(town.leider)
    page = client.get(_moment(town)).content.decode()
    assert 'value="mandaat"' in page and 'value="partners"' not in page
    with tenant_scope(town.gemeente.pk):
        said = present_words(town.project)["mandaat"]
    place = f"{E}lijst/afspraken/{town.ev.evaluatie.pk}/nieuw/?sleutel=mandaat"
    asked = client.post(place, {"sleutel": "mandaat", "tekst": f"{said} Jordy ook."}).content.decode()
    assert "Jordy</mark>" in asked and asked.count("<mark>") == 1  # and not about the leader, whom we named
    assert client.post(place, {"sleutel": "mandaat", "tekst": f"{said} Elk jaar opnieuw."}).status_code == 302


def test_what_a_colleague_wrote_in_the_overeenkomst_meanwhile_is_not_overwritten(login: Any, town: Town) -> None:
    client = login(town.leider)
    place = f"{E}lijst/afspraken/{town.ev.evaluatie.pk}/nieuw/?sleutel=slot"
    client.post(place, {"sleutel": "slot", "tekst": "Voortaan anders"})
    clause = town.url("documenten/overeenkomst/tekst/slot/")
    client.post(clause, {"tekst": "Van een collega", "versie": 0})
    page = client.post(_moment(town, "overeenkomst/"), follow=True).content.decode()
    assert "is in de overeenkomst veranderd nadat dit is opgeschreven" in page
    with tenant_scope(town.gemeente.pk):
        assert present_words(town.project)["slot"] == "Van een collega"
        row = Afspraakwijziging.objects.get(sleutel="slot")
    shown = client.get(f"{E}lijst/afspraken/rij/{row.pk}/").content.decode()
    assert "Van een collega" in shown  # beside it
    client.post(
        f"{E}lijst/afspraken/rij/{row.pk}/", {"sleutel": "slot", "tekst": "Samen gekozen", "versie": row.versie}
    )
    client.post(_moment(town, "overeenkomst/"))
    with tenant_scope(town.gemeente.pk):
        assert present_words(town.project)["slot"] == "Samen gekozen"


def test_two_changes_of_one_section_are_refused_and_what_was_taken_up_stays(login: Any, town: Town) -> None:
    client = login(town.leider)
    with tenant_scope(town.gemeente.pk):
        add(town, Afspraakwijziging, evaluatie=town.ev.evaluatie, sleutel="inzet", tekst="Elke donderdag")
    page = client.post(_moment(town, "overeenkomst/"), follow=True).content.decode()
    assert "twee bijstellingen voor hetzelfde deel" in page
    with tenant_scope(town.gemeente.pk):
        Afspraakwijziging.objects.exclude(pk=town.ev.afspraak.pk).delete()
    client.post(_moment(town, "overeenkomst/"))
    row = f"{E}lijst/afspraken/rij/{town.ev.afspraak.pk}/"
    answer = client.post(row, {"sleutel": "inzet", "tekst": "Iets heel anders", "versie": 2})
    assert answer.status_code == 422
    assert "Dit staat al in de overeenkomst." in answer.content.decode()
    assert _rows(town, Afspraakwijziging)[0].tekst == town.ev.afspraak.tekst


def test_a_lesson_taken_away_and_over_again_is_the_same_finding(login: Any, town: Town) -> None:
    client = login(town.lid)
    les = _rows(town, Les, tekst="Elke dinsdag samen")[0]
    client.post(_moment(town, "les/"), {"les": les.pk})
    first = _rows(town, Bevinding, les=les)[0]
    client.post(f"{E}lijst/bevindingen/rij/{first.pk}/weg/")
    client.post(_moment(town, "les/"), {"les": les.pk})
    found = _rows(town, Bevinding, les=les)
    assert [(each.pk, each.vervallen_op) for each in found] == [(first.pk, None)]


def test_nothing_is_written_under_an_evaluation_that_was_taken_away(login: Any, town: Town) -> None:
    client = login(town.lid)
    client.post(f"{E}lijst/evaluaties/rij/{town.ev.evaluatie.pk}/weg/")
    place = f"{E}lijst/bevindingen/{town.ev.evaluatie.pk}/nieuw/"
    answer = client.post(place, {"soort": "winst", "tekst": "Dit typte ik nog"})
    assert answer.status_code == 423 and "Dit typte ik nog" in answer.content.decode()
    assert client.post(_moment(town, "overeenkomst/")).status_code == 404


def test_a_name_in_a_quote_is_asked_about_and_kept_with_a_reason(login: Any, town: Town) -> None:
    client = login(town.lid)
    place = f"{E}lijst/inbreng/{town.project.pk}/nieuw/"
    today = timezone.localdate().isoformat()
    posted = {"groep": "ouders", "wijze": "interview", "datum": today, "aantal": 3, "keren": 1, "begeleiders": 0}
    posted["citaat"] = "Moeder van Jordy zei dat het hielp"
    page = client.post(place, posted)
    assert page.status_code == 422
    assert "Kan iemand het gezin hieraan herkennen?" in page.content.decode()
    assert "Moeder van Jordy zei dat het hielp" in page.content.decode()
    assert not _rows(town, Inbreng, groep="ouders", aantal=3)
    client.post(place, posted | {"citaat": "Het hielp dat iemand luisterde"})
    assert _rows(town, Inbreng, groep="ouders", aantal=3)


def test_a_weight_belongs_to_a_factor(login: Any, town: Town) -> None:
    place = f"{E}lijst/bevindingen/{town.ev.evaluatie.pk}/nieuw/"
    page = login(town.lid).post(place, {"soort": "client", "tekst": "Het helpt", "gewicht": 3})
    assert page.status_code == 422
    assert "Een gewicht hoort bij een succesfactor of een belemmering." in page.content.decode()


def test_two_people_at_one_field_lose_nothing(login: Any, town: Town) -> None:
    client = login(town.lid)
    facts = {"soort": "halverwege", "datum": town.ev.evaluatie.datum.isoformat(), "versie": 1}
    client.post(_moment(town), {**facts, "conclusies": "Dat loopt goed"})
    clash = client.post(_moment(town), {**facts, "conclusies": "Dat loopt nog niet goed"})
    assert clash.status_code == 409
    assert "Dat loopt goed" in clash.content.decode() and "Dat loopt nog niet goed" in clash.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "project/{p}/", "project/{p}/gehoord/", "project/{p}/producten/", "project/{p}/verslag/",
        "project/{p}/verslag/projectverslag/", "moment/{e}/", "verslag/{v}/",
    ],
)  # fmt: skip
def test_a_page_asks_at_most_twelve_queries(login: Any, town: Town, address: str) -> None:
    place = address.format(p=town.project.pk, e=town.ev.evaluatie.pk, v=town.ev.versie.pk)
    assert len(count_queries(login(town.leider), f"{E}{place}")) <= 12
