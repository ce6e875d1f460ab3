"""The report: every line rests on rows that add up to it, what contradicts itself is said, and frozen is frozen."""

import datetime
import io
import json
import re
from typing import Any

import pikepdf
import pytest
import time_machine
from django.utils import timezone

from evaluatie.models import Evaluatie, Verslagversie
from evaluatie.services.verslag import NothingChanged, NotSeen, freeze, make_report
from evaluatie.tasks import make_reports
from evaluatie.verslag.hoofdstukken import EFFECTEN, HOOFDSTUKKEN
from evaluatie.verslag.regels import Regel, code_of, regels_of
from evaluatie.verslag.samenstellen import Bevroren, attached, compose, work_out
from evaluatie.verslag.uitkomst import Uitkomst
from projects.models import Project, Teamlid
from projects.services.rooster import set_presence
from reflectie.models import Les
from tests.cast import CANARY, Cast, Town
from tests.documents import pdfs
from tests.evaluatie.setting_up import add_evaluation, evaluation, finding, heard, product, target
from tests.reflectie.setting_up import busy, everyone_came, name_factor, step, write
from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.tenancy.scope import tenant_scope
from wijkaanpak.uitvoer.bronnen import source


@pytest.fixture
def town(cast: Cast) -> Town:
    """A town with something in every chapter: two evaluations, MLBs with factors, people, products, targets."""
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        busy_one = busy(town, -40)
        for _again in range(3):
            name_factor(sessie=busy_one, richting="werkt", tekst="Woorden van het team", by=town.leider.lid)
        Les.objects.update(tag="SUC-02")
        everyone_came(town, busy_one)
        step(town, write(town, busy_one, leervraag="Hoe vraag ik door?"), "afronden")
        add_evaluation(town)
        end = evaluation(town, soort="eind", conclusies="Het werkt.")
        for soort in ("hoofd", "samenwerking", "professional", "aandacht", "bouwsteen", "succes", "winst"):
            finding(town, end, soort)
        heard(town, "ervaring", "focusgroep", 6)
        product(town, naam="Film", staat="bezig", gereed_op=None)
    return town


def _frozen(town: Town, soort: str = "projectverslag") -> Bevroren:
    with tenant_scope(town.gemeente.pk):
        return freeze(town.project, town.gemeente, soort)


def _lines(bron: Bevroren, soort: str = "projectverslag") -> list[Regel]:
    return [regel for each in work_out(bron, soort).kapittels for regel in regels_of(each.delen)]


def test_the_projectverslag_has_the_sixteen_chapters_of_the_source() -> None:
    keys = [each.sleutel for each in HOOFDSTUKKEN["projectverslag"]]
    assert keys == [
        f"VSL-{nummer}"
        for nummer in "S 1 1.1 1.2 1.3 1.4 1.5 1.6 2 2.1 2.2 2.3 2.4 2.5 2.6 3".split()  # noqa: SIM905
    ]
    assert len(HOOFDSTUKKEN["websamenvatting"]) == 4


@pytest.mark.parametrize("soort", list(HOOFDSTUKKEN))
def test_every_number_is_the_sum_of_its_rows_and_every_line_rests_on_rows(town: Town, soort: str) -> None:
    lines = _lines(_frozen(town, soort), soort)
    assert lines
    for line in lines:
        assert line.rijen or line.waarde == 0, line.tekst
        if line.waarde is not None:
            assert sum(rij.telt for rij in line.rijen) == line.waarde, line.tekst
    codes = [line.code for line in lines]
    assert len(set(codes)) == len(codes)


def test_the_numbers_are_those_of_the_tables(town: Town) -> None:
    said = {line.tekst: line for line in _lines(_frozen(town))}
    assert said["1 MLB is gehouden."].waarde == 1
    assert said["Een projectleider stemt af: 3 keer genoemd."].waarde == 3
    assert said["Ervaringsdeskundigen: 6 mensen (focusgroep 6)."].waarde == 6
    assert said["2 producten waren beoogd."].waarde == 2
    assert said["1 daarvan is gerealiseerd."].waarde == 1


def test_no_word_of_an_mlb_reaches_the_report(town: Town) -> None:
    bron = _frozen(town)
    everything = json.dumps(bron.to_json(), default=str, ensure_ascii=False)
    assert "Woorden van het team" not in everything
    assert "Hoe vraag ik door?" not in everything


def test_effects_are_never_put_down_to_the_project(town: Town) -> None:
    """The standing remark stays, also when the project writes its own words."""
    with tenant_scope(town.gemeente.pk):
        bron = freeze(town.project, town.gemeente, "projectverslag")
    own = Bevroren(**{**bron.to_json(), "teksten": {"VSL-1.6": "Het ging goed."}})
    for each in (bron, own):
        html = render_html(compose(work_out(each, "projectverslag"), each, "projectverslag", 1))
        assert str(EFFECTEN)[:60] in html


def test_codes_count_on_as_columns_of_a_sheet() -> None:
    assert [code_of("1.4", n) for n in (0, 25, 26, 27, 702)] == ["1.4a", "1.4z", "1.4aa", "1.4ab", "1.4aaa"]


def test_frozen_data_give_the_same_report_a_year_later(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        made = make_report(project=town.project, gemeente=town.gemeente, soort="projectverslag", by=town.leider.lid)
        stored = Verslagversie.objects.get(pk=made.pk)
    before = render_html(Inhoud.from_json(stored.inhoud))
    with time_machine.travel(timezone.now() + datetime.timedelta(days=365)):
        bron = Bevroren.from_json(stored.gegevens)
        found = work_out(bron, "projectverslag")
        assert render_html(compose(found, bron, "projectverslag", stored.nummer)) == before
    assert Uitkomst.from_json(stored.uitkomst) == found


def test_a_report_that_says_the_same_is_not_made_twice(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        facts: dict[str, Any] = {"project": town.project, "gemeente": town.gemeente, "by": town.leider.lid}
        first = make_report(soort="eindevaluatie", **facts)
        with pytest.raises(NothingChanged) as same:
            make_report(soort="eindevaluatie", **facts)
        assert same.value.newest.pk == first.pk
        finding(town, evaluation(town, soort="eind"), "winst")
        assert make_report(soort="eindevaluatie", **facts).nummer == 2


def test_an_evaluation_reports_on_itself_alone(town: Town) -> None:
    lines = " ".join(line.tekst for line in _lines(_frozen(town, "tussenevaluatie"), "tussenevaluatie"))
    assert "bevinding client" in lines
    assert "bevinding winst" not in lines


def test_a_summary_for_a_website_carries_no_data_and_an_evaluation_only_its_own(town: Town) -> None:
    bron = _frozen(town)
    assert attached(bron, "websamenvatting", 1) == ""
    halfway = json.loads(attached(bron, "tussenevaluatie", 1))["data"]
    assert {each["soort"] for each in halfway["evaluaties"]} == {"halverwege"}
    assert {each["soort"] for each in halfway["bevindingen"]} == {"client"}


def test_two_colleagues_in_one_half_day_are_one_half_day(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        for each in Teamlid.objects.current().filter(project=town.project)[:2]:
            set_presence(teamlid=each, wanted={(4, "middag")}, seen=set())
    said = {line.tekst: line for line in _lines(_frozen(town))}
    line = said["1 dagdeel per week is iemand van het team in de wijk."]
    assert len(line.rijen) == 2


# --- what contradicts itself (INC-01 … INC-04) --------------------------------------------------------------------


def _clashes(town: Town, **teksten: str) -> str:
    bron = _frozen(town)
    return " ".join(work_out(Bevroren(**{**bron.to_json(), "teksten": teksten}), "projectverslag").tegenspraak)


def test_two_sizes_of_one_klankbordgroep_are_said(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        heard(town, "ervaring", "klankbord", 3, begeleiders=1)
    assert "Klankbordgroep" not in _clashes(town)
    with tenant_scope(town.gemeente.pk):
        heard(town, "ervaring", "klankbord", 4)
    assert "Klankbordgroep met ervaringsdeskundigen: de ene keer staan er 3 + 1, de andere keer 4." in _clashes(town)


def test_a_typed_number_that_differs_from_every_count_is_said(town: Town) -> None:
    assert "22 cliënten" in _clashes(town, **{"VSL-1.4": "In totaal deden 22 cliënten mee."})
    assert "8 cliënten" not in _clashes(town, **{"VSL-1.4": "In totaal deden 8 cliënten mee."})  # 2 and 6


def test_two_counts_of_questionnaires_are_said(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        heard(town, "ouders", "vragenlijst", 8)
        bron = freeze(town.project, town.gemeente, "projectverslag")
    returned = [{"id": "1", "naam": "Voorjaar", "aantal": 10, "gevraagd": 9, "citaten": [], "vragen": []}]
    data = {**bron.data, "vragenlijsten": returned}
    said = work_out(Bevroren(**{**bron.to_json(), "data": data}), "projectverslag").tegenspraak
    assert any("8" in each and "10" in each for each in said)
    assert "Vragenlijst ‘Voorjaar’: 10 mensen antwoordden, en de link ging naar 9 mensen." in said


@pytest.mark.parametrize(
    ("bereikt", "oordeel", "clashes"), [(100, "grotendeels", True), (90, "grotendeels", False), (90, "behaald", True)]
)
def test_a_judgement_that_does_not_fit_its_number_is_said(
    town: Town, bereikt: int, oordeel: str, clashes: bool
) -> None:
    with tenant_scope(town.gemeente.pk):
        target(town, wat="Proef", doel=96, bereikt=bereikt, oordeel=oordeel)
    assert ("Proef" in _clashes(town)) is clashes


def test_findings_of_an_evaluation_that_was_not_held_are_said(town: Town) -> None:
    assert "staat in het verslag, maar is niet als gehouden vastgelegd" in _clashes(town)


# --- on the screen ------------------------------------------------------------------------------------------------


def test_one_click_on_a_line_shows_its_rows(login: Any, town: Town) -> None:
    client = login(town.leider)
    place = f"/{town.gemeente.slug}/evaluatie/project/{town.project.pk}/verslag/projectverslag/"
    page = client.get(place).content.decode()
    assert "Ervaringsdeskundigen: 6 mensen" in page
    assert f"/{town.gemeente.slug}/evaluatie/lijst/inbreng/rij/" in page
    assert page.count('<details class="bron') > 10


def test_a_report_with_contradictions_is_made_after_a_tick(login: Any, town: Town) -> None:
    client = login(town.leider)
    address = f"/{town.gemeente.slug}/evaluatie/project/{town.project.pk}/verslag/websamenvatting/maken/"
    refused = client.post(address, follow=True).content.decode()
    assert "Kijk eerst naar wat elkaar tegenspreekt" in refused and '<label class="vink"' in refused
    tick = {"gezien": re.findall(r'name="gezien" value="(\w+)"', refused)[0]}
    asked = client.post(address, {**tick, "reden": "Voor het gezin van Jordy"}).content.decode()
    assert "Jordy</mark>" in asked and "checked" in re.findall(r'<input[^>]*name="gezien"[^>]*>', asked)[0]
    with tenant_scope(town.gemeente.pk):
        target(town, wat="Proef", doel=96, bereikt=90, oordeel="behaald")  # it contradicts itself while one looks
    again = client.post(address, {**tick, "reden": "Voor de site"})
    tick = {"gezien": re.findall(r'name="gezien" value="(\w+)"', again.content.decode())[0]}
    assert (again.status_code, "Kijk eerst naar wat elkaar tegenspreekt" in again.content.decode()) == (422, True)
    with tenant_scope(town.gemeente.pk):
        assert not Verslagversie.objects.filter(soort="websamenvatting").exists()
    made = client.post(address, {**tick, "reden": "Voor de site"}, follow=True).content.decode()
    assert "Websamenvatting, versie 1" in made and "Voor de site" in made


def test_what_contradicts_itself_since_it_was_looked_at_is_seen_first(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        seen = work_out(freeze(town.project, town.gemeente, "projectverslag"), "projectverslag").mark
        target(town, wat="Proef", doel=96, bereikt=90, oordeel="behaald")
        facts: dict[str, Any] = {"project": town.project, "gemeente": town.gemeente, "by": town.leider.lid}
        with pytest.raises(NotSeen) as more:
            make_report(soort="projectverslag", gezien=seen, **facts)
        assert "Proef" in " ".join(more.value.found.tegenspraak)
        assert make_report(soort="projectverslag", gezien=more.value.found.mark, **facts).nummer


def test_how_was_evaluated_and_what_was_asked_and_noted_reaches_the_report(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        moment = evaluation(town, soort="tussendoor", methode="Een middag samen", kernvragen="Wat helpt?\nWat mist")
        Evaluatie.objects.filter(pk=moment.pk).update(gehouden_op=timezone.now())
        heard(town, "ouders", "interview", 2, waarover="Hoe het eerste gesprek ging")
        target(town, wat="Proef", doel=9, bereikt=9, toelichting="Geteld in mei")
    lines = _lines(_frozen(town))
    said = " ".join(line.tekst for line in lines)
    assert "Een middag samen. Gevraagd is: Wat helpt? Wat mist." in said and "Proef: Geteld in mei." in said
    assert f"Bij ‘{town.ev.doel}’ is gevraagd (" in said and f"): {CANARY} vraag. Komen ouders zelf?" in said
    assert any("Hoe het eerste gesprek ging" in rij.woorden for line in lines for rij in line.rijen)


def test_a_version_shows_the_words_of_the_day_it_was_made(login: Any, town: Town, monkeypatch: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        made = make_report(project=town.project, gemeente=town.gemeente, soort="projectverslag", by=town.leider.lid)
    monkeypatch.setitem(HOOFDSTUKKEN, "projectverslag", ())  # as if a later release words it all anew
    page = login(town.leider).get(f"/{town.gemeente.slug}/evaluatie/verslag/{made.pk}/").content.decode()
    assert "Ervaringsdeskundigen: 6 mensen (focusgroep 6)." in page
    assert f"/{town.gemeente.slug}/evaluatie/lijst/inbreng/rij/" in page
    assert "Kanttekeningen bij de cijfers" in page


def test_the_projects_own_words_take_the_place_of_ours(login: Any, town: Town) -> None:
    client = login(town.lid)
    place = f"/{town.gemeente.slug}/evaluatie/project/{town.project.pk}/verslag/projectverslag/"
    client.post(f"{place}tekst/VSL-2/", {"tekst": "Wij zijn trots op dit jaar.", "versie": 0})
    assert "Wij zijn trots op dit jaar." in client.get(place).content.decode()


def test_a_report_of_forty_pages_is_made_in_a_worker_with_its_data_inside(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        end = evaluation(town, soort="eind", datum=timezone.localdate())
        for n in range(420):
            soort = ("client", "professional", "aandacht", "winst")[n % 4]
            finding(town, end, soort, tekst=f"Bevinding nummer {n}", toelichting="Dat zeiden meerdere mensen. " * 4)
        made = make_report(project=town.project, gemeente=town.gemeente, soort="projectverslag", by=town.leider.lid)
    make_reports(str(town.gemeente.pk))
    with tenant_scope(town.gemeente.pk):
        ready = Verslagversie.objects.get(pk=made.pk)
        assert ready.is_ready
        with ready.bestand.open("rb") as file:
            data = file.read()
    assert [pdfs.failures(data, profile) for profile in ("3a", "ua1")] == [[], []]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) >= 40
        (along,) = pdf.attachments.values()
        assert (along.filename, str(along.obj["/AFRelationship"])) == ("gegevens.json", "/Data")
        kept = json.loads(along.get_file().read_bytes())
    assert kept == {"versie": ready.nummer, **ready.gegevens}


def test_the_report_of_one_evaluation_does_not_miss_the_other(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        Evaluatie.objects.update(gehouden_op=timezone.now())
        Project.objects.filter(pk=town.project.pk).update(status="afgerond")
        town.project.refresh_from_db()
    bron = _frozen(town)
    assert not [each for each in work_out(bron, "eindevaluatie").tegenspraak if "zonder evaluatie" in each]


def test_a_report_without_a_version_is_taken_along_as_it_is_now(town: Town) -> None:
    bron, name = source("evaluatie"), f"concept:{town.project.pk}"
    with tenant_scope(town.gemeente.pk):
        Verslagversie.objects.update(staat="wacht")
        assert name in {stuk.sleutel for stuk in bron.stukken()}
        made = bron.maken(name, town.gemeente)
        assert isinstance(made, Inhoud) and made.versie == 0
        assert "Ervaringsdeskundigen: 6 mensen" in json.dumps(made.to_json(), ensure_ascii=False)
        Verslagversie.objects.update(staat="klaar", soort="projectverslag")
        assert name not in {stuk.sleutel for stuk in bron.stukken()}
