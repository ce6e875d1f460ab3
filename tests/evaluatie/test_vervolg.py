"""Vervolg: what follows in words, findings that become policy, documents, the agreement and the next team."""

import datetime
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from docx import Document

from evaluatie.models import Bevinding
from evaluatie.vervolg.herinneringen import _looks, _of_looks
from evaluatie.vervolg.models import Gevraagd, Lesbesluit, Succes, Vervolg, Vervolgpdf, Voortzetting
from evaluatie.vervolg.terugkijken import next_look
from projects.dingen import ding_of
from projects.models import Clausule, EigenPunt, Partner, Project, Projectdocument, Teamlid
from projects.services.documenten import inhoud_of, make_version
from projects.stand import feiten_of
from reflectie.models import Les, Reeks
from tests.cast import Cast, Town, make_cast
from tests.evaluatie.setting_up import evaluation, finding
from tests.evaluatie.setting_up_vervolg import add_vervolg
from tests.ontwikkelplan.setting_up import stored
from tests.projects.pages import count_queries
from tests.projects.setting_up import add_setup
from tests.reflectie.setting_up import add_reflectie
from tests.sturing.setting_up import add_sturing
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.tenancy.scope import tenant_scope


def _build() -> Cast:
    cast = make_cast()
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        for add in (add_setup, add_reflectie, add_sturing, add_vervolg):
            add(town)
    return cast


@pytest.fixture(scope="session")
def cast_with_vervolg() -> Callable[[], Cast]:
    """How the cast is made that these tests begin with."""
    return _build


@pytest.fixture
def town(cast: Cast, cast_with_vervolg: Callable[[], Cast]) -> Town:
    """Linderode, with a row in every table of vervolg."""
    return cast.linderode


def page_of(town: Town, rest: str = "") -> str:
    return f"/linderode/vervolg/project/{town.project.pk}/{rest}"


def text_of(response: Any) -> str:
    shown: str = response.content.decode()
    return shown


def lesson(town: Town) -> Les:
    with tenant_scope(town.gemeente.pk):
        found: Les = Les.objects.get(pk=town.mlb.les.pk)
    return found


def decision(town: Town, **changes: Any) -> dict[str, Any]:
    """What the form of a lesson posts, at the versions that are there now."""
    with tenant_scope(town.gemeente.pk):
        now = Lesbesluit.objects.get(les=town.mlb.les.pk)
        return {"versie": now.versie, "les_versie": Les.objects.get(pk=town.mlb.les.pk).versie, **changes}


def has(town: Town, punt: str) -> bool:
    """Whether the checklist sees something behind a punt."""
    with tenant_scope(town.gemeente.pk):
        found = ding_of(punt, town.project, feiten_of(town.project))
    assert found is not None
    return found.is_er


def test_what_follows_is_saved_field_by_field_and_asked_about_names(town: Town, login: Any) -> None:
    client = login(town.lid)
    assert (
        client.post(page_of(town), {"verbreding": "Naar Spoorzicht", "terugkijken_elke": 12, "versie": 1}).status_code
        == 302
    )
    refused = client.post(page_of(town), {"krachten": "Jordy de Vries helpt mee", "versie": 2})
    assert refused.status_code == 422
    assert "Jordy de Vries helpt mee" in text_of(refused)
    with tenant_scope(town.gemeente.pk):
        row = Vervolg.objects.get(project=town.project)
    assert (row.verbreding, row.krachten) == ("Naar Spoorzicht", "")
    assert "Naar Spoorzicht" in text_of(login(town.gast).get(page_of(town)))
    assert (has(town, "VE-01b"), has(town, "VE-04b"), has(town, "VE-01")) == (True, False, False)


def test_an_archived_project_is_read_and_not_changed(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        Project.objects.filter(pk=town.project.pk).update(gearchiveerd_op=timezone.now())
    client = login(town.leider)
    assert client.get(page_of(town)).status_code == 200
    assert client.post(page_of(town), {"verbreding": "Nee", "versie": 1}).status_code == 403
    assert client.get(page_of(town, "nieuw-team/")).status_code == 403


def test_a_lesson_that_lands_in_an_opdracht_is_translated_and_back(town: Town, login: Any) -> None:
    client, address = login(town.lid), page_of(town, f"beleid/{town.mlb.les.pk}/")
    chosen = decision(town, wordt_beleid="on", opdracht=town.st.opdracht.pk)
    assert client.post(address, chosen).status_code == 302
    assert lesson(town).status == "vertaald"
    assert has(town, "VE-03")
    assert town.st.opdracht.titel in text_of(client.get(page_of(town, "beleid/")))
    assert client.post(address, decision(town)).status_code == 302
    assert lesson(town).status == "bevestigd"
    assert not has(town, "VE-03a")


def test_of_two_who_decide_the_second_sees_what_the_first_did_and_keeps_their_own(town: Town, login: Any) -> None:
    client, address = login(town.lid), page_of(town, f"beleid/{town.mlb.les.pk}/")
    seen = decision(town)
    client.post(address, seen | {"wordt_beleid": "on", "beleid": "Jeugdbeleid"})
    second = client.post(address, seen | {"beleid": "Wijkplan", "wordt_beleid": "on", "mag_mee": "on"})
    assert second.status_code == 409
    assert "Jeugdbeleid" in text_of(second)
    assert "Wijkplan" in text_of(second)
    assert lesson(town).beleid == "Jeugdbeleid"


def test_an_opdracht_of_the_neighbour_or_of_the_region_can_not_be_chosen(town: Town, login: Any) -> None:
    address = page_of(town, f"beleid/{town.mlb.les.pk}/")
    wrong = decision(town, wordt_beleid="on", opdracht=town.st.regionaal.pk)
    assert login(town.lid).post(address, wrong).status_code == 422


def test_who_is_outside_the_team_sees_tags_and_counts_and_not_the_words(town: Town, login: Any) -> None:
    words = lesson(town).tekst
    assert words in text_of(login(town.lid).get(page_of(town, "beleid/")))
    page = text_of(login(town.beleid).get(page_of(town, "beleid/")))
    assert words not in page
    assert town.st.opdracht.titel in page
    assert login(town.beleid).get(page_of(town, f"beleid/{town.mlb.les.pk}/")).status_code == 403


def test_the_gerichte_opdracht_says_who_is_asked_what_and_by_when_and_no_lesson(town: Town, login: Any) -> None:
    client, words = login(town.lid), lesson(town).tekst
    response = client.post(page_of(town, "opdracht/document/"))
    made = response["Location"]
    document = Document(BytesIO(client.get(f"{made}docx/").content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    said = "\n".join([*cells, *(each.text for each in document.paragraphs)])
    assert town.ve.gevraagd.vraag in said
    assert town.ve.gevraagd.partner.naam in said
    assert "in overleg" in said
    assert town.st.opdracht.titel in said
    assert words not in said
    assert client.post(page_of(town, "opdracht/document/"))["Location"] == made  # the same words: not made twice


def test_an_invitation_says_when_and_where(town: Town, login: Any) -> None:
    made = login(town.lid).post(page_of(town, f"vieren/{town.ve.dag.pk}/uitnodiging/"))
    assert made.status_code == 302
    with tenant_scope(town.gemeente.pk):
        inhoud = Inhoud.from_json(Vervolgpdf.objects.get(soort="uitnodiging").inhoud)
    assert (inhoud.titel, inhoud.feiten[1][1]) == (town.ve.dag.naam, town.ve.dag.plaats)


def test_who_came_is_counted_when_the_day_was_there(town: Town, login: Any) -> None:
    address = f"/linderode/vervolg/lijst/regiodagen/{town.project.pk}/nieuw/"
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    day = {"naam": "Regiodag", "datum": tomorrow.isoformat(), "aanwezig": "40"}
    refused = login(town.lid).post(address, day)
    assert refused.status_code == 422
    assert "De dag moet nog komen" in text_of(refused)
    assert login(town.lid).post(address, day | {"aanwezig": "", "genodigd": "60"}).status_code == 302
    assert "60 uitgenodigd" in text_of(login(town.gast).get(page_of(town, "vieren/")))


def test_a_success_is_celebrated_once_its_day_has_come(town: Town, login: Any) -> None:
    assert not has(town, "VE-08")
    address = f"/linderode/vervolg/lijst/successen/rij/{town.ve.succes.pk}/"
    login(town.lid).post(address, {"gevierd_op": timezone.localdate().isoformat(), "versie": 1})
    assert has(town, "VE-08")


def test_the_agreement_gets_another_closing_clause_in_a_new_version(town: Town, login: Any) -> None:
    client, address = login(town.leider), page_of(town, "overeenkomst/")
    with tenant_scope(town.gemeente.pk):
        if not Projectdocument.objects.filter(project=town.project, soort="overeenkomst").exists():
            make_version(project=town.project, gemeente=town.gemeente, soort="overeenkomst", by=town.leider.lid)
        old = Projectdocument.objects.filter(soort="overeenkomst").order_by("-nummer")[0]
    early = {"duur": "bepaald", "tot": town.project.eind.isoformat(), "versie": 0}
    assert "Kies een dag na het einde" in text_of(client.post(address, early))
    assert not has(town, "VE-07b")
    assert client.post(address, {"duur": "onbepaald", "versie": 0}).status_code == 302
    with tenant_scope(town.gemeente.pk):
        new = Projectdocument.objects.filter(soort="overeenkomst").order_by("-nummer")[0]
        before = Projectdocument.objects.get(pk=old.pk)
    assert new.nummer == old.nummer + 1
    assert (before.inhoud, before.sha256) == (old.inhoud, old.sha256)
    slot = next(each for each in inhoud_of(new).secties if each.sleutel == "slot")
    assert "zonder einddatum" in str(slot)
    assert has(town, "VE-07b")
    late = client.post(address, {"duur": "eigen", "tekst": "Voor altijd", "versie": 0})
    assert late.status_code == 409
    assert "Voor altijd" in text_of(late)


def facts(town: Town, **changes: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "naam": "Spoorzicht",
        "wijk": "Spoorzicht",
        "begin": today.isoformat(),
        "eind": (today + datetime.timedelta(days=500)).isoformat(),
        "projectleider": town.leider.lid.pk,
        **changes,
    }


def test_a_new_team_takes_along_what_was_chosen_and_nothing_else(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        Lesbesluit.objects.filter(les=town.mlb.les.pk).update(mag_mee=True)
        secret = stored(town, Les(project=town.project, richting="bevinding", tekst="Dit blijft van ons"))
        Partner.objects.filter(project=town.project).update(contact_naam="Iemand", contact_telefoon="06")
        Teamlid.objects.filter(pk=town.teamlid.pk).update(scholing="Beter luisteren")
    old = lesson(town)
    mee = ["lessen", "partners", "afspraken", "punten", "leerwensen", "reeks"]
    made = login(town.leider).post(page_of(town, "nieuw-team/"), facts(town, mee=mee, leden=[town.teamlid.pk]))
    assert made.status_code == 302
    with tenant_scope(town.gemeente.pk):
        new = Project.objects.get(naam="Spoorzicht")
        lessons = list(Les.objects.filter(project=new))
        assert [each.tekst for each in lessons] == [old.tekst]
        assert secret.tekst not in [each.tekst for each in lessons]
        assert (lessons[0].tag, lessons[0].toelichting) == (
            old.tag,
            f"Uit het project {town.project.naam}.",
        )
        partners = Partner.objects.filter(project=new)
        assert partners.count() == Partner.objects.current().filter(project=town.project).count()
        assert set(partners.values_list("contact_naam", "contact_telefoon", "contact_email")) == {("", "", "")}
        assert EigenPunt.objects.filter(project=new, titel=town.eigen_punt.titel).exists()
        series = Reeks.objects.get(project=new)
        assert (series.methode, series.ritme) == (town.mlb.reeks.methode, town.mlb.reeks.ritme)
        assert series.gespreksleider_id is None
        team = set(Teamlid.objects.filter(project=new).values_list("lid", flat=True))
        assert team == {town.leider.lid.pk, town.lid.lid.pk}
        assert Teamlid.objects.get(project=new, lid=town.lid.lid).scholing == "Beter luisteren"
        assert Les.objects.filter(project=town.project).count() >= 2
    client = login(town.leider)
    assert "Spoorzicht" in text_of(client.get(page_of(town)))
    assert town.project.naam in text_of(client.get(f"/linderode/vervolg/project/{new.pk}/"))
    assert has(town, "VE-05c")


def test_a_new_team_without_ticks_is_an_empty_project_and_a_taken_name_makes_nothing(town: Town, login: Any) -> None:
    client, address = login(town.leider), page_of(town, "nieuw-team/")
    taken = client.post(address, facts(town, naam=town.project.naam, mee=["partners"]))
    assert taken.status_code == 422
    assert "Er is al een project met deze naam" in text_of(taken)
    assert client.post(address, facts(town)).status_code == 302
    with tenant_scope(town.gemeente.pk):
        new = Project.objects.get(naam="Spoorzicht")
        assert Voortzetting.objects.filter(van=town.project).count() == 2  # with the one of the cast
        assert not Partner.objects.filter(project=new).exists()
        assert Teamlid.objects.filter(project=new).count() == 1


def test_who_does_not_see_the_next_project_does_not_read_its_name(town: Town, login: Any) -> None:
    naam = town.ve.nieuw.naam
    assert naam in text_of(login(town.leider).get(page_of(town)))
    page = text_of(login(town.lid).get(page_of(town)))
    assert f"{naam}</a>" not in page
    assert "Uit dit project kwam een nieuw project." in page


def test_the_leader_is_reminded_to_look_again_and_after_that_every_year(town: Town) -> None:
    day = town.ve.vervolg.terugkijken_op
    with tenant_scope(town.gemeente.pk):
        for today in (day, day.replace(year=day.year + 1)):
            told = list(_of_looks(_looks(today), today))
            assert [(each.lid, each.dag) for each in told] == [(town.leider.lid.pk, today)]
        far = day + datetime.timedelta(days=60)
        assert list(_of_looks(_looks(far), far)) == []
    once = Vervolg(terugkijken_op=day, terugkijken_elke=0)
    assert next_look(once, day + datetime.timedelta(days=400)) == day


def test_the_pages_ask_as_much_with_one_row_as_with_many(town: Town, login: Any) -> None:
    client = login(town.lid)
    pages = [page_of(town, rest) for rest in ("", "beleid/", "opdracht/", "vieren/", "overeenkomst/")]
    for page in pages:
        client.get(page)
    few = [len(count_queries(client, page)) for page in pages]
    with tenant_scope(town.gemeente.pk):
        for n in range(3):
            les = stored(town, Les(project=town.project, richting="werkt", tekst=f"Les {n}"))
            opdracht = town.st.opdracht
            stored(town, Lesbesluit(project=town.project, les=les, wordt_beleid=True, opdracht=opdracht))
            stored(town, Gevraagd(project=town.project, partner=town.ve.gevraagd.partner, vraag=f"Vraag {n}"))
            stored(town, Succes(project=town.project, wat=f"Succes {n}", regiodag=town.ve.dag))
    assert [len(count_queries(client, page)) for page in pages] == few
    assert max(few) <= 12


def test_a_finding_of_an_evaluation_becomes_policy_as_a_lesson_does(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        moment = evaluation(town, soort="eind")
        row = finding(town, moment, "aandacht", tekst="De wachtlijst is te lang")
    client = login(town.lid)
    assert "De wachtlijst is te lang" in text_of(client.get(page_of(town, "beleid/")))
    for _press in range(2):
        client.post(page_of(town, "beleid/bevinding/"), {"bevinding": row.pk})
    with tenant_scope(town.gemeente.pk):
        les = Les.objects.get(tekst="De wachtlijst is te lang")
        assert (les.richting, Bevinding.objects.get(pk=row.pk).les_id) == ("bevinding", les.pk)
    decision = {"wordt_beleid": "on", "opdracht": town.st.opdracht.pk, "versie": 0, "les_versie": les.versie}
    client.post(page_of(town, f"beleid/{les.pk}/"), decision)
    with tenant_scope(town.gemeente.pk):
        assert Lesbesluit.objects.get(les=les).opdracht_id == town.st.opdracht.pk


def test_a_next_team_gets_what_asks_something_and_no_day_or_name_of_the_old_project(town: Town, login: Any) -> None:
    client = login(town.leider)
    with tenant_scope(town.gemeente.pk):
        finding(town, evaluation(town, soort="eind"), "inspanning", tekst="De huisarts doet nog niet mee")
        for sleutel, tekst in (("termijn", "Tot en met 25 september 2027"), ("leren", "Wij leren op dinsdag")):
            stored(town, Clausule(project=town.project, soort="overeenkomst", sleutel=sleutel, tekst=tekst))
    today = timezone.localdate()
    facts = {"naam": "Spoor", "wijk": "Spoor", "begin": today, "eind": today + datetime.timedelta(days=400)}
    chosen = {"projectleider": town.leider.lid.pk, "mee": ["afspraken", "punten"]}
    assert client.post(page_of(town, "nieuw-team/"), {**facts, **chosen}).status_code == 302
    with tenant_scope(town.gemeente.pk):
        new = Project.objects.get(naam="Spoor")
        assert set(Clausule.objects.filter(project=new).values_list("sleutel", flat=True)) == {"leren"}
        points = list(EigenPunt.objects.filter(project=new).values_list("titel", flat=True))
    assert "Uit de evaluatie: De huisarts doet nog niet mee" in points
