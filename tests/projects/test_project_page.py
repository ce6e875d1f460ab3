"""Making, changing and archiving a project over HTTP."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError

from projects.models import Doel, Project
from projects.services.register import add_row
from tests.cast import Cast, Town
from tests.projects.pages import put
from tests.sturing.setting_up import settle
from wijkaanpak.tenancy.scope import tenant_scope

NEW = "/linderode/projecten/nieuw/"


def fields(town: Town, **changes: Any) -> dict[str, Any]:
    """Return what the form of a project posts."""
    return {
        "naam": "Nieuwe wijk",
        "wijk": "Noord",
        "begin": "1-2-2026",
        "eind": "2027-02-01",
        "projectleider": town.leider.lid.pk,
        "ontwikkelfase": 1,
        "fase": "start",
        "status": "lopend",
        **changes,
    }


def names(town: Town) -> list[str]:
    """Return the names of all projects of a town."""
    with tenant_scope(town.gemeente.pk):
        return list(Project.objects.values_list("naam", flat=True))


def _now(town: Town) -> Project:
    with tenant_scope(town.gemeente.pk):
        return Project.objects.get(pk=town.project.pk)


def test_a_projectleider_makes_a_project(cast: Cast, login: Any) -> None:
    town = cast.linderode
    response = login(town.leider).post(NEW, fields(town))
    assert response.status_code == 302
    with tenant_scope(town.gemeente.pk):
        project = Project.objects.get(naam="Nieuwe wijk")
        assert (project.begin, project.eind) == (datetime.date(2026, 2, 1), datetime.date(2027, 2, 1))
        assert project.teamleden.get().lid_id == town.leider.lid.pk


@pytest.mark.parametrize("again", ["Nieuwe wijk", "NIEUWE WIJK", "  nieuwe wijk "])
def test_a_name_that_is_taken_is_refused_with_a_message(cast: Cast, login: Any, again: str) -> None:
    town = cast.linderode
    client = login(town.leider)
    client.post(NEW, fields(town))
    response = client.post(NEW, fields(town, naam=again))
    assert response.status_code == 422
    assert "Er is al een project met deze naam" in response.content.decode()
    assert len(names(town)) == 2


def test_an_end_before_the_start_is_refused_and_the_form_keeps_what_was_typed(cast: Cast, login: Any) -> None:
    town = cast.linderode
    response = login(town.leider).post(NEW, fields(town, eind="2026-01-31"))
    assert response.status_code == 422
    assert "Het eind moet na het begin liggen." in response.content.decode()
    assert 'value="Nieuwe wijk"' in response.content.decode()
    far = login(town.leider).post(NEW, fields(town, eind="2090-01-31"))
    assert "Een project van meer dan tien jaar? Kijk het jaartal na." in far.content.decode()
    assert "Nieuwe wijk" not in names(town)


def test_someone_of_the_neighbour_can_not_be_projectleider(cast: Cast, login: Any) -> None:
    response = login(cast.linderode.leider).post(
        NEW, fields(cast.linderode, projectleider=cast.broekveen.leider.lid.pk)
    )
    assert response.status_code == 422


def test_a_change_is_saved(cast: Cast, login: Any) -> None:
    town = cast.linderode
    response = login(town.leider).post(town.url("wijzigen/"), fields(town, versie=1))
    assert response.status_code == 302
    assert (_now(town).naam, _now(town).versie) == ("Nieuwe wijk", 2)


def test_two_people_changing_a_project_meet_and_both_texts_are_shown(cast: Cast, login: Any) -> None:
    town = cast.linderode
    client = login(town.leider)
    client.post(town.url("wijzigen/"), fields(town, versie=1, naam="Van een"))
    response = client.post(town.url("wijzigen/"), fields(town, versie=1, naam="Van twee"))
    html = response.content.decode()
    assert response.status_code == 409
    assert "<dd>Van een</dd>" in html
    assert 'value="Van twee"' in html
    assert _now(town).naam == "Van een"
    assert 'name="versie" value="2"' in html
    client.post(town.url("wijzigen/"), fields(town, versie=2, naam="Van twee"))
    assert _now(town).naam == "Van twee"


def test_a_closed_project_says_so_and_asks_nothing_more(cast: Cast, login: Any) -> None:
    town = cast.linderode
    client, punt = login(town.lid), "#VB-02a"
    late = datetime.date(2026, 1, 5)
    put(town, "VB-02a", status="bezig", verantwoordelijke_id=town.lid.lid.pk, deadline=late)
    assert punt in client.get("/?acties=alle").content.decode()
    assert "te laat" in client.get(town.url("")).content.decode()
    with tenant_scope(town.gemeente.pk):
        Project.objects.filter(pk=town.project.pk).update(status="afgerond", afgerond_op=datetime.date(2026, 6, 1))
    shown = client.get(town.url("")).content.decode()
    assert "Dit project is afgerond op 1 juni 2026." in shown
    assert not [words for words in ("Signalen</h2>", "te laat", "Volgende stappen", "(maand") if words in shown]
    assert punt not in client.get("/?acties=alle").content.decode()


def test_an_archived_project_can_be_read_and_not_changed(cast: Cast, login: Any) -> None:
    town = cast.linderode
    client = login(town.leider)
    client.post(town.url("archiveren/"), follow=True)  # the page after it names the project once more
    assert town.project.naam not in client.get("/linderode/projecten/").content.decode()
    assert town.project.naam in client.get("/linderode/projecten/?toon=archief").content.decode()
    assert client.get(town.url("checklist/uitvoering/")).status_code == 200
    assert client.post(town.url("punten/UI-04/bewaren/"), {"status": "gereed", "versie": 1}).status_code == 403
    assert client.post(town.url("wijzigen/"), fields(town, versie=1)).status_code == 403


def test_the_archive_is_no_way_round_what_must_last(cast: Cast, login: Any) -> None:
    town = cast.linderode
    client = login(town.leider)
    with tenant_scope(town.gemeente.pk):
        add_row(project=town.project, row=Doel(titel="Elk kind een steunfiguur"), by=town.leider.lid)
    refused = client.post(town.url("archiveren/"))
    assert refused.status_code == 422
    assert "Er is nog geen resultaat vastgelegd." in refused.content.decode()
    assert "Naar de borging van dit project" in refused.content.decode()
    assert not _now(town).is_archived
    settle(town)
    assert client.post(town.url("archiveren/")).status_code == 302
    assert _now(town).is_archived


def test_an_archived_project_comes_back(cast: Cast, login: Any) -> None:
    town = cast.linderode
    client = login(town.leider)
    client.post(town.url("archiveren/"))
    client.post(town.url("terugzetten/"))
    assert not _now(town).is_archived


def test_a_project_does_not_come_back_when_its_name_was_taken_meanwhile(cast: Cast, login: Any) -> None:
    town = cast.linderode
    client = login(town.leider)
    client.post(town.url("archiveren/"))
    client.post(NEW, fields(town, naam=town.project.naam))
    response = client.post(town.url("terugzetten/"), follow=True)
    assert "Er is al een project met deze naam" in response.content.decode()
    assert _now(town).is_archived


def test_the_database_itself_refuses_an_end_before_the_start(cast: Cast) -> None:
    town = cast.linderode
    with pytest.raises(IntegrityError, match="project_eind_na_begin"), tenant_scope(town.gemeente.pk):
        Project.objects.filter(pk=town.project.pk).update(eind=town.project.begin)
