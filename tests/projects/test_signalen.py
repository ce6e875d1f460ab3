"""The live rules: when each speaks, when it is quiet, and the three ways out."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from projects.content import instrument_of
from projects.dingen import _DINGEN, ding_of, has_thing
from projects.documenten.samenstellen import compose
from projects.models import (
    Afwijking,
    ChecklistAntwoord,
    Doel,
    Project,
    Projectdocument,
    Startbijeenkomst,
    Teamlid,
)
from projects.models.partners import VERPLICHT
from projects.services.register import add_row, take_away
from projects.services.rooster import set_presence
from projects.services.team import add_to_team
from projects.services.tekenen import put_up_for_signature
from projects.signalen import BY_ID, PUNTEN, REGELS, signaal_of, stand_of
from projects.stand import feiten_of
from tests.cast import Cast, Town, make_member, make_person
from tests.projects.pages import put
from tests.projects.setting_up import add_rest, add_setup, make_document, make_mandate, make_partner, make_partners
from wijkaanpak.accounts.models import Rol
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture
def town(cast: Cast) -> Town:
    return cast.linderode


def speaks(town: Town, rule: str) -> tuple[str, str] | None:
    """What a rule says now (number and words), or None when it holds; a scope must be open."""
    project = Project.objects.get(pk=town.project.pk)
    found = signaal_of(BY_ID[rule], project, feiten_of(project, PUNTEN))
    return (found.getal, found.tekst) if found else None


def can_not_tell(town: Town, rule: str) -> bool:
    """Whether a rule neither fails nor holds, so that it stands in no list; a scope must be open."""
    project = Project.objects.get(pk=town.project.pk)
    stand = stand_of(project, feiten_of(project, PUNTEN))
    listed = [*(each.regel.id for each in (*stand.open, *stand.stil)), *(regel.id for regel in stand.in_orde)]
    return rule not in listed


def join(town: Town, number: int, partner: Any = None, rol: str = "uitvoerend") -> Teamlid:
    user = make_person(f"lid{number}.{town.gemeente.slug}", f"Lid {number}")
    return add_to_team(
        project=town.project, lid=make_member(town.gemeente, user, Rol.MEDEWERKER).lid, rol=rol, partner=partner
    )


def test_repairing_a_missing_mandate_leads_to_the_form_for_the_first_organisation_without_one(
    town: Town, login: Any
) -> None:
    with tenant_scope(town.gemeente.pk):
        make_mandate(town, make_partner(town, "gemeente"), "besluiten", town.leider)
        make_partner(town, "gi", "Aarde")
        first = make_partner(town, "wijkteam", "Zon")
    place = town.url(f"mandaten/nieuw/?partner={first.pk}&amp;soort=besluiten")
    client = login(town.leider)
    for page in ("", "signalen/VB-05b/"):
        assert f'href="{place}"' in client.get(town.url(page)).content.decode()
    form = client.get(place.replace("&amp;", "&")).content.decode()
    assert f'<option value="{first.pk}" selected>' in form
    assert '<option value="besluiten" selected>' in form


def test_the_rules_of_the_inventory_are_there_and_belong_to_a_punt(town: Town) -> None:
    own = {"NUM-01", "NUM-02", "NUM-03", "NUM-04", "NUM-07", "NUM-08", "NUM-09", "VB-01a", "VB-05b"}
    of_reflectie = {"NUM-05", "NUM-06"}
    assert {regel.id for regel in REGELS} == own | of_reflectie
    assert all(regel.punt in instrument_of(town.project).punten for regel in REGELS)


def test_num_01_the_team_is_larger_than_ten(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        before = Teamlid.objects.current().filter(project=town.project).count()
        for number in range(10 - before):
            join(town, number)
        assert speaks(town, "NUM-01") is None
        join(town, 11)
        assert speaks(town, "NUM-01") is not None
        assert speaks(town, "NUM-01")[0] == "11"  # type: ignore[index]


@pytest.mark.parametrize(("days", "is_wrong"), [(330, True), (366, False)])
def test_num_02_the_project_is_shorter_than_a_year(town: Town, days: int, is_wrong: bool) -> None:
    with tenant_scope(town.gemeente.pk):
        Project.objects.update(eind=town.project.begin + datetime.timedelta(days=days))
        assert (speaks(town, "NUM-02") is not None) is is_wrong


def test_num_02_a_year_up_to_and_with_its_last_day_is_a_year(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        Project.objects.update(begin=datetime.date(2026, 1, 1), eind=datetime.date(2026, 12, 31))
        assert speaks(town, "NUM-02") is None
        Project.objects.update(eind=datetime.date(2026, 12, 30))
        assert speaks(town, "NUM-02") is not None


def test_what_is_planned_or_half_done_is_not_proposed_as_gereed(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        later = timezone.localdate() + datetime.timedelta(days=60)
        start = add_row(project=town.project, row=Startbijeenkomst(datum=later), by=town.leider.lid)
        assert not is_there(town, "ST-02")
        Startbijeenkomst.objects.filter(pk=start.pk).update(datum=timezone.localdate())
        assert is_there(town, "ST-02")
        alone, other = Teamlid.objects.current().filter(project=town.project)[:2]
        set_presence(teamlid=alone, wanted={(2, "ochtend")}, seen=set())
        assert not is_there(town, "UI-02b")
        set_presence(teamlid=other, wanted={(2, "ochtend")}, seen=set())
        assert is_there(town, "UI-02b")


def test_what_the_app_has_counts_as_evidence(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        make_partners(town)
    put(town, "VB-01", status="gereed")
    shown = login(town.leider).get(town.url("checklist/voorbereiding/?toon=zonder-bewijs")).content.decode()
    assert 'id="VB-01"' not in shown


def test_num_03_names_who_has_no_half_day_and_leaves_guests_out(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        join(town, 1, rol="ervaringsdeskundige")
        assert "KANARIE Lid" in speaks(town, "NUM-03")[1]  # type: ignore[index]
        for teamlid in Teamlid.objects.filter(project=town.project).exclude(rol="ervaringsdeskundige"):
            set_presence(teamlid=teamlid, wanted={(4, "middag")}, seen=set())
        assert speaks(town, "NUM-03") is None


@pytest.mark.parametrize(("end", "is_wrong"), [((11, 59), True), ((12, 0), False)])
def test_num_04_the_first_meeting_is_shorter_than_half_a_day(
    town: Town,
    end: tuple[int, int],
    is_wrong: bool,
) -> None:
    with tenant_scope(town.gemeente.pk):
        assert can_not_tell(town, "NUM-04")
        row = Startbijeenkomst(datum=timezone.localdate(), begin=datetime.time(9), eind=datetime.time(*end))
        add_row(project=town.project, row=row, by=town.leider.lid)
        assert (speaks(town, "NUM-04") is not None) is is_wrong


def test_num_03_says_nothing_while_nobody_counts(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        Teamlid.objects.update(rol="ketenpartner")
        assert can_not_tell(town, "NUM-03")
        assert not ding_of("UI-02a", town.project, feiten_of(town.project)).is_er  # type: ignore[union-attr]
    shown = login(town.beleid).get(town.url("signalen/NUM-03/")).content.decode()
    assert "Hierover is nog niets te zeggen" in shown
    assert "is in orde" not in shown


def test_members_of_an_organisation_that_left_do_not_count_for_it(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        wijkteam, gi, veilig_thuis = (make_partner(town, soort) for soort in ("wijkteam", "gi", "veilig_thuis"))
        for number, partner in enumerate((wijkteam, wijkteam, gi, gi, veilig_thuis)):
            join(town, number, partner)
        assert (speaks(town, "NUM-07"), speaks(town, "NUM-08")) == (None, None)
        take_away(row=gi, by=town.leider.lid)
        assert speaks(town, "NUM-07")[0] == "0"  # type: ignore[index]
        assert "GI" in speaks(town, "NUM-08")[1]  # type: ignore[index]


def test_num_07_wants_two_of_wijkteam_and_two_of_gi(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        wijkteam, gi = make_partner(town, "wijkteam"), make_partner(town, "gi")
        for number, partner in enumerate((wijkteam, wijkteam, gi)):
            join(town, number, partner)
        assert speaks(town, "NUM-07")[0] == "1"  # type: ignore[index]
        join(town, 3, gi)
        assert speaks(town, "NUM-07") is None


def test_num_08_wants_an_uitvoerende_of_three_kinds(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        for number, soort in enumerate(("wijkteam", "gi")):
            join(town, number, make_partner(town, soort))
        veilig_thuis = make_partner(town, "veilig_thuis")
        join(town, 2, veilig_thuis, rol="ketenpartner")
        assert "Veilig Thuis" in speaks(town, "NUM-08")[1]  # type: ignore[index]
        join(town, 3, veilig_thuis)
        assert speaks(town, "NUM-08") is None


def test_num_09_wants_two_evaluations(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        Project.objects.update(halverwege_op=timezone.localdate())
        assert speaks(town, "NUM-09")[0] == "1"  # type: ignore[index]
        Project.objects.update(eindevaluatie_op=timezone.localdate())
        assert speaks(town, "NUM-09") is None


def test_the_required_partners_and_their_mandates(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        assert speaks(town, "VB-01a")[0] == "0"  # type: ignore[index]
        assert can_not_tell(town, "VB-05b")  # nobody to have a mandate of
        partners = [make_partner(town, soort.value) for soort in VERPLICHT]
        make_partner(town, "onderwijs")
        assert speaks(town, "VB-01a") is None
        for partner in partners[1:]:
            make_mandate(town, partner, "besluiten")
        make_mandate(town, partners[0], "tekenen")
        assert speaks(town, "VB-05b") == ("4", "Je kunt nu niet besluiten namens KANARIE gemeente.")


def test_a_mandate_that_starts_later_is_planned_and_not_asked_for_again(town: Town, login: Any) -> None:
    later = timezone.localdate() + datetime.timedelta(days=3)
    with tenant_scope(town.gemeente.pk):
        Project.objects.update(eind=later + datetime.timedelta(days=400))
        vt = make_partner(town, "veilig_thuis", "VT Lindestreek")
        make_mandate(town, vt, "besluiten", van=later)
        project = Project.objects.get(pk=town.project.pk)
        found = stand_of(project, feiten_of(project, PUNTEN))
        signaal = next(each for each in found.stil if each.regel.id == "VB-05b")
        assert f"Het mandaat van VT Lindestreek gaat in op {later.day} " in signaal.tekst
        assert (signaal.partner, signaal.knop) == ("", "Bekijk de mandaten")
        made = compose(project=project, gemeente=town.gemeente, soort="overeenkomst", kenmerk="WA", versie=1)
    said = str(next(sectie.blokken for sectie in made.secties if sectie.sleutel == "mandaat"))
    assert f"gaat in op {later.day}\\xa0" in said
    assert "nog geen mandaat" not in said
    shown = login(town.leider).get(town.url("")).content.decode()
    assert f"Vanaf {later.day} " in shown
    assert "Ontbreekt" not in shown


def test_a_rule_that_is_switched_off_says_nothing_in_any_project(town: Town, login: Any) -> None:
    client = login(town.beleid)
    client.post(f"/{town.gemeente.slug}/projecten/signalen/", {"aan": [r.id for r in REGELS if r.id != "NUM-09"]})
    shown = client.get(town.url("")).content.decode()
    assert "evaluaties zijn nog niet gepland" not in shown
    with tenant_scope(town.gemeente.pk):
        assert can_not_tell(town, "NUM-09")
        assert not can_not_tell(town, "NUM-02")


def test_planning_quiets_a_signal_until_its_day(town: Town, login: Any) -> None:
    client = login(town.lid)
    day = timezone.localdate()
    posted = {"actie": "plannen", "wie": town.lid.lid.pk, "wanneer": day.isoformat()}
    assert client.post(town.url("signalen/NUM-09/"), posted).status_code == 302
    with tenant_scope(town.gemeente.pk):
        answer = ChecklistAntwoord.objects.get(punt="UI-07b")
        assert (answer.deadline, answer.verantwoordelijke_id, answer.status) == (day, town.lid.lid.pk, "bezig")
        assert "NUM-09" in [each.regel.id for each in stand_of(town.project, feiten_of(town.project, PUNTEN)).stil]
        ChecklistAntwoord.objects.filter(pk=answer.pk).update(deadline=day - datetime.timedelta(days=1))
        assert "NUM-09" in [each.regel.id for each in stand_of(town.project, feiten_of(town.project, PUNTEN)).open]


def test_deviating_asks_for_two_who_answer_for_it_and_lands_in_afwijkingen(town: Town, login: Any) -> None:
    client = login(town.lid)
    posted = {"actie": "afwijken", "norm": "Twee evaluaties", "reden": "", "namens_gemeente": "", "tot": ""}
    response = client.post(town.url("signalen/NUM-09/"), posted)
    assert response.status_code == 422
    assert "Twee evaluaties" in response.content.decode()
    until = timezone.localdate() + datetime.timedelta(days=30)
    posted |= {"reden": "Kort", "namens_gemeente": "A", "namens_organisatie": "B", "tot": until.isoformat()}
    assert client.post(town.url("signalen/NUM-09/"), posted).status_code == 302
    with tenant_scope(town.gemeente.pk):
        assert Afwijking.objects.get().regel == "NUM-09"
        assert "NUM-09" in [each.regel.id for each in stand_of(town.project, feiten_of(town.project, PUNTEN)).stil]
        Afwijking.objects.update(tot=timezone.localdate() - datetime.timedelta(days=1))
        assert "NUM-09" in [each.regel.id for each in stand_of(town.project, feiten_of(town.project, PUNTEN)).open]


def test_an_unknown_rule_is_not_there(town: Town, login: Any) -> None:
    assert login(town.lid).get(town.url("signalen/NUM-99/")).status_code == 404


# --- what the checklist sees -----------------------------------------------------------------------


def test_every_thing_stands_behind_a_punt_of_the_content(town: Town) -> None:
    assert set(_DINGEN) <= set(instrument_of(town.project).punten)


def test_nothing_is_there_in_an_empty_project_and_much_in_a_full_one(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        Teamlid.objects.exclude(rol="projectleider").update(tot=timezone.localdate() - datetime.timedelta(days=1))
        empty = {punt for punt in _DINGEN if ding_of(punt, town.project, feiten_of(town.project)).is_er}  # type: ignore[union-attr]
        assert empty == set()
        Teamlid.objects.update(tot=None)
        add_setup(town)
        add_rest(town)
        full = {punt for punt in _DINGEN if ding_of(punt, town.project, feiten_of(town.project)).is_er}  # type: ignore[union-attr]
        assert {"VB-01a", "VB-02a", "VB-04.1", "VB-05b", "ST-02", "ST-03c", "ST-04", "ST-06a", "ST-07"} <= full
        assert "ST-06b" not in full


def is_there(town: Town, punt: str) -> bool:
    found = ding_of(punt, town.project, feiten_of(town.project))
    return found is not None and found.is_er


def test_the_leader_is_in_position_with_a_mandate_of_every_required_organisation(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        partners = [make_partner(town, soort.value) for soort in VERPLICHT]
        for partner in partners[1:]:
            make_mandate(town, partner, "besluiten")
        assert not is_there(town, "VB-05")
        make_mandate(town, partners[0], "besluiten")
        assert is_there(town, "VB-05")
        Teamlid.objects.filter(rol="projectleider").update(rol="uitvoerend")
        assert not is_there(town, "VB-05")


def test_the_team_is_connected_when_it_says_how_for_the_raad_and_every_other_partner(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        make_partner(town, "wijkteam")
        assert not is_there(town, "VB-06d")
        make_partner(town, "rvdk", verbinding="Elke tweede MLB")
        assert is_there(town, "VB-06d")
        make_partner(town, "onderwijs")
        assert not is_there(town, "VB-06d")


def test_a_signed_agreement_stays_there_until_a_newer_version_is_put_up(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        Projectdocument.objects.filter(pk=town.document.pk).update(tekenstaat="getekend")
        add_row(project=town.project, row=Doel(titel="Een nieuw doel"), by=town.leider.lid)
        new = make_document(town)
        assert is_there(town, "ST-06b")
        late = make_partner(town, "politie")
        assert not is_there(town, "ST-06b")  # the agreement lacks an organisation that takes part
        take_away(row=late, by=town.leider.lid)
        put_up_for_signature(document=new, by=town.leider.lid)
        assert not is_there(town, "ST-06b")


def test_a_punt_shows_its_thing_and_proposes_gereed(town: Town, login: Any) -> None:
    client = login(town.lid)
    assert "Vul in bij:" in client.get(town.url("checklist/voorbereiding/VB-01a/")).content.decode()
    with tenant_scope(town.gemeente.pk):
        make_partners(town)
    shown = client.get(town.url("checklist/voorbereiding/VB-01a/")).content.decode()
    assert "Staat in wijkaanpak:" in shown
    assert "Zet op gereed" in shown
    assert not has_thing("VB-01c")
