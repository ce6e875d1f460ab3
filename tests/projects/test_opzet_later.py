"""The set-up, its finer points: figures taken back, who changed the rooster, roles in place, a dagdeel of one's own."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from projects import rooster
from projects.documenten.bron import bron_of
from projects.documenten.samenstellen import compose, section
from projects.documenten.sjablonen import DELEN
from projects.models import Besluit, Kerncijfers, Startbijeenkomst, Teamlid
from projects.services.kerncijfers import import_kerncijfers, take_away_kerncijfers
from projects.services.register import add_row
from projects.services.rooster import set_presence
from projects.services.signalen import choose_rules
from projects.signalen import BY_ID, signaal_of
from projects.stand import feiten_of
from tests.cast import CANARY, Cast, Town
from tests.projects.setting_up import CBS, make_mandate, make_partner
from wijkaanpak.audit.models import Logregel
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture
def town(cast: Cast) -> Town:
    return cast.linderode


def figures(town: Town, bron: str) -> Kerncijfers:
    with tenant_scope(town.gemeente.pk):
        return import_kerncijfers(
            project=town.project, data=CBS.encode(), code="WK036301", bron=bron, by=town.leider.lid
        )


def test_figures_taken_away_bring_back_those_of_before_and_then_none(town: Town, login: Any) -> None:
    client = login(town.lid)
    old, new = figures(town, "2024"), figures(town, "2025")
    place = town.url("wijkfoto/kerncijfers/weg/")
    assert f'name="cijfers" value="{new.pk}"' in client.get(town.url("wijkfoto/")).content.decode()
    shown = client.post(place, {"cijfers": new.pk}, follow=True).content.decode()
    assert "Nu staan er weer die van WK036301, 2024." in shown
    again = client.post(place, {"cijfers": new.pk}, follow=True).content.decode()
    assert "Er is niets weggehaald" in again  # a second press, or a page of before a colleague's import
    assert "De cijfers zijn weggehaald." in client.post(place, {"cijfers": old.pk}, follow=True).content.decode()
    with tenant_scope(town.gemeente.pk):
        assert not Kerncijfers.objects.current().exists()
        assert [each.weggehaald_door for each in Kerncijfers.objects.all()] == [town.lid.lid] * 2
        assert Logregel.objects.filter(handeling="cijfers weggehaald").count() == 2


def test_figures_taken_away_by_hand_do_not_come_back(town: Town) -> None:
    old, wrong = figures(town, "2023"), figures(town, "2024")
    with tenant_scope(town.gemeente.pk):
        take_away_kerncijfers(project=town.project, shown=str(wrong.pk), by=town.lid.lid)
    new = figures(town, "2025")
    with tenant_scope(town.gemeente.pk):
        assert take_away_kerncijfers(project=town.project, shown=str(new.pk), by=town.lid.lid) == old


def test_the_rooster_says_who_changed_it_and_when(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        set_presence(teamlid=town.teamlid, wanted={(1, "ochtend")}, seen=set())
    client = login(town.leider)
    data = {"teamlid": str(town.teamlid.pk), "dagdeel": ["2-middag"], "stond": "1-ochtend"}
    assert client.post(town.url("aanwezigheid/"), data).status_code == 302
    shown = client.get(town.url("aanwezigheid/geschiedenis/")).content.decode()
    newest = shown.partition('class="paneel versies"')[2].partition("</li>")[0]
    assert town.leider.user.naam in newest
    assert "erbij: dinsdagmiddag" in newest
    assert "eraf: maandagochtend" in newest
    assert "erbij: maandagochtend" in shown


def test_the_history_of_the_rooster_stops_somewhere_and_says_so(
    town: Town, login: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooster, "MOST", 1)
    with tenant_scope(town.gemeente.pk):
        leader = Teamlid.objects.get(project=town.project, lid=town.leider.lid)
        set_presence(teamlid=town.teamlid, wanted={(1, "ochtend")}, seen=set())
        set_presence(teamlid=leader, wanted={(2, "ochtend")}, seen=set())
    shown = login(town.leider).get(town.url("aanwezigheid/geschiedenis/")).content.decode()
    assert "erbij: dinsdagochtend" in shown
    assert "erbij: maandagochtend" not in shown
    assert "Je ziet de laatste 1 wijzigingen." in shown


def test_the_plan_says_of_a_first_meeting_in_the_past_that_it_was(town: Town) -> None:
    today = timezone.localdate()
    with tenant_scope(town.gemeente.pk):
        row = Startbijeenkomst(datum=today - datetime.timedelta(days=1), scholing="Praten met tieners")
        add_row(project=town.project, row=row, by=town.leider.lid)
        said = str(compose_plan(town))
        assert "De startbijeenkomst was op" in said
        assert said.count("Praten met tieners") == 1
        Startbijeenkomst.objects.update(datum=today)
        assert "De startbijeenkomst is op" in str(compose_plan(town))


def compose_plan(town: Town) -> Inhoud:
    return compose(project=town.project, gemeente=town.gemeente, soort="projectplan", kenmerk="WA", versie=1)


def test_the_role_of_a_member_is_changed_in_place_and_the_history_tells_of_it(town: Town, login: Any) -> None:
    client = login(town.leider)
    place = town.url(f"teamleden/{town.teamlid.pk}/")
    data = {"rol": "gedragswetenschapper", "van": timezone.localdate().isoformat(), "versie": 1}
    assert client.post(place, data).status_code == 302
    client.post(town.url("startbijeenkomst/aanwezigen/"), {"erbij": [str(town.teamlid.pk)], "stond": ""})
    shown = client.get(f"{place}geschiedenis/").content.decode()
    assert "Gedragswetenschapper" in shown
    assert "Was bij de startbijeenkomst" in shown


def test_nobody_becomes_projectleider_that_way(town: Town, login: Any) -> None:
    place = town.url(f"teamleden/{town.teamlid.pk}/")
    data = {"rol": "projectleider", "van": timezone.localdate().isoformat(), "versie": 1}
    assert login(town.leider).post(place, data).status_code == 422
    with tenant_scope(town.gemeente.pk):
        assert Teamlid.objects.get(pk=town.teamlid.pk).rol != "projectleider"


def test_a_member_writes_what_they_want_to_learn_and_nobody_else_s(town: Town, login: Any) -> None:
    client = login(town.lid)
    place = town.url("team/mijn-plek/")
    assert client.post(place, {"scholing": "Praten met tieners", "versie": 1}).status_code == 302
    with tenant_scope(town.gemeente.pk):
        mine = Teamlid.objects.get(project=town.project, lid=town.lid.lid)
        assert mine.scholing == "Praten met tieners"
    assert "Wat wil jij leren?" in client.get(town.url("team/")).content.decode()
    assert login(town.beheerder).get(place).status_code == 404


@pytest.mark.parametrize(("dagdeel", "is_wrong"), [(180, False), (240, True)])
def test_a_gemeente_says_how_long_a_dagdeel_is(town: Town, login: Any, dagdeel: int, is_wrong: bool) -> None:
    rules = [each for each in BY_ID if each != "NUM-01"]
    data = {"aan": rules, "dagdeel": str(dagdeel)}
    assert login(town.beleid).post(f"/{town.gemeente.slug}/projecten/signalen/", data).status_code == 302
    with tenant_scope(town.gemeente.pk):
        row = Startbijeenkomst(datum=timezone.localdate(), begin=datetime.time(9), eind=datetime.time(12, 30))
        add_row(project=town.project, row=row, by=town.leider.lid)
        found = signaal_of(BY_ID["NUM-04"], town.project, feiten_of(town.project))
        assert (found is not None) is is_wrong
        assert found is None or found.tekst == "Afspraak: minstens een dagdeel, dus 4 uur."


def test_a_duration_that_is_not_in_the_list_changes_nothing(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        choose_rules(gemeente_id=town.gemeente.pk, on=set(BY_ID), dagdeel=210, by=town.beleid.lid)
    client = login(town.beleid)
    client.post(f"/{town.gemeente.slug}/projecten/signalen/", {"aan": list(BY_ID), "dagdeel": "1"})
    shown = client.get(f"/{town.gemeente.slug}/projecten/signalen/").content.decode()
    assert '<option value="210" selected>3,5 uur</option>' in shown


def test_what_was_decided_who_was_there_and_who_stands_behind_it_is_in_the_documents(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        today = timezone.localdate()
        Teamlid.objects.filter(pk=town.teamlid.pk).update(bij_start=True, aandeel=40, onderschrijft_op=today)
        mandaat = make_mandate(town, make_partner(town, "gi"), "besluiten", town.leider)
        start = Startbijeenkomst(
            datum=today, begin=datetime.time(9), eind=datetime.time(12), plaats="het buurthuis", anderen=3, belang="Wij"
        )
        rows = [start, Besluit(mandaat=mandaat, onderwerp=f"{CANARY} twee dagen", datum=today)]
        for row in rows:
            add_row(project=town.project, row=row, by=town.leider.lid)
        bron = bron_of(town.project, "projectplan")
        said = {deel.sleutel: str(section(deel, bron)) for deel in DELEN["projectplan"]}
        vision = {deel.sleutel: str(section(deel, bron)) for deel in DELEN["visienotitie"]}
    name = name_of_member(town)
    assert "van 09:00 tot 12:00, in het buurthuis." in said["start"]
    assert f"{name}, 3 anderen" in said["start"]
    assert "40 procent" in said["team"]
    assert f"{CANARY} twee dagen" in said["besluiten"]
    assert name in vision["onderschreven"]


def name_of_member(town: Town) -> str:
    with tenant_scope(town.gemeente.pk):
        return str(Teamlid.objects.select_related("lid__gebruiker").get(pk=town.teamlid.pk).lid.gebruiker.naam)


def test_an_old_version_of_a_place_in_the_team_brings_no_endorsement_back(town: Town, login: Any) -> None:
    member, place = login(town.lid), town.url(f"teamleden/{town.teamlid.pk}/")
    member.post(town.url("visie/onderschrijven/"), {"ja": "ja"})
    member.post(town.url("visie/onderschrijven/"), {"ja": ""})
    with tenant_scope(town.gemeente.pk):
        row = Teamlid.objects.get(pk=town.teamlid.pk)
        events = row.events.filter(onderschrijft_op__isnull=False).values_list("versie", flat=True)
        assert row.onderschrijft_op is None and events
    login(town.leider).post(place, {"actie": "herstel", "versie": events[0], "gezien": row.versie})
    with tenant_scope(town.gemeente.pk):
        assert Teamlid.objects.get(pk=town.teamlid.pk).onderschrijft_op is None


def test_own_words_have_a_history_with_a_way_back(town: Town, login: Any) -> None:
    client = login(town.lid)
    place = town.url("documenten/overeenkomst/tekst/slot/")
    client.post(place, {"tekst": "Eerste woorden", "versie": 0})
    client.post(place, {"tekst": "Tweede woorden", "versie": 1})
    shown = client.get(f"{place}geschiedenis/").content.decode()
    assert shown.count("Eerste woorden") == 2
    assert "Zet deze versie terug" in shown
