"""Borging: the results of a project, closing it, and the questions to the heirs after that."""

import datetime
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from ontwikkelplan.sturing.borging_tasks import ask_heirs, sweep_heirs
from ontwikkelplan.sturing.models import Borging, Borgingvraag
from ontwikkelplan.sturing.services.borging import ask_due
from projects.models import Doel, Project, Teamlid
from tests.cast import Cast, Person, Town
from tests.ontwikkelplan.setting_up import stored
from tests.projects.pages import count_queries
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.tenancy.scope import tenant_scope

CLOSED = datetime.date(2026, 8, 31)


def page_of(town: Town) -> str:
    return f"/linderode/sturing/project/{town.project.pk}/borging/"


def text_of(response: Any) -> str:
    shown: str = response.content.decode()
    return shown


def row_of(town: Town, rest: str = "") -> str:
    return f"/linderode/sturing/lijst/borging/rij/{town.st.borging.pk}/{rest}"


def add_goal(town: Town, titel: str) -> Doel:
    with tenant_scope(town.gemeente.pk):
        made: Doel = stored(town, Doel(project=town.project, titel=titel))
    return made


def add_result(town: Town, **values: Any) -> Borging:
    with tenant_scope(town.gemeente.pk):
        made: Borging = stored(town, Borging(project=town.project, resultaat="Nog niets geregeld", **values))
    return made


def project_now(town: Town) -> Project:
    with tenant_scope(town.gemeente.pk):
        found: Project = Project.objects.get(pk=town.project.pk)
    return found


def change(client: Any, town: Town, status: str) -> Any:
    """Post the facts of the project with another status."""
    now = project_now(town)
    facts = {name: str(getattr(now, name)) for name in ("naam", "wijk", "begin", "eind", "ontwikkelfase", "fase")}
    data = {**facts, "status": status, "projectleider": str(town.leider.lid.pk), "versie": str(now.versie)}
    return client.post(town.url("wijzigen/"), data)


def close_on(town: Town, day: datetime.date = CLOSED) -> None:
    with tenant_scope(town.gemeente.pk):
        Project.objects.filter(pk=town.project.pk).update(status="afgerond", afgerond_op=day)
        Borgingvraag.objects.all().delete()


def asked(town: Town, today: datetime.date) -> list[tuple[int, datetime.date]]:
    with tenant_scope(town.gemeente.pk):
        ask_due(today=today)
        return list(Borgingvraag.objects.values_list("maanden", "vraag_op"))


def waiting(person: Person, login: Any) -> bool:
    return "Leeft dit nog? KANARIE resultaat" in text_of(login(person).get("/?acties=alle"))


def test_a_goal_is_taken_over_once_and_says_what_it_needs(town: Town, login: Any) -> None:
    goal, client = add_goal(town, "Elk kind heeft een vaste plek"), login(town.lid)
    assert f'value="{goal.pk}"' in text_of(client.get(page_of(town)))
    for _click in range(2):
        assert client.post(f"{page_of(town)}doel/", {"doel": goal.pk}).status_code == 302
    page = text_of(client.get(page_of(town)))
    assert f'value="{goal.pk}"' not in page
    assert "Nog nodig: in welk beleid komt het?" in page
    assert "1 van 2 geregeld" in page
    with tenant_scope(town.gemeente.pk):
        assert Borging.objects.filter(resultaat=goal.titel).count() == 1


def test_who_is_outside_the_project_does_not_find_its_results(town: Town, login: Any) -> None:
    for address in (page_of(town), row_of(town)):
        assert login(town.buiten).get(address).status_code == 404


def test_someone_of_the_neighbour_can_not_be_the_heir(cast: Cast, town: Town, login: Any) -> None:
    data = {"erfgenaam": cast.broekveen.lid.lid.pk, "versie": 1}
    assert login(town.lid).post(row_of(town), data).status_code == 422
    with tenant_scope(town.gemeente.pk):
        assert Borging.objects.get(pk=town.st.borging.pk).erfgenaam_id == town.beleid.lid.pk


def test_a_project_without_a_result_can_not_be_closed(town: Town, login: Any) -> None:
    login(town.lid).post(row_of(town, "weg/"))
    before = project_now(town)
    response = change(login(town.leider), town, "afgerond")
    assert response.status_code == 422
    assert "Er is nog geen resultaat vastgelegd" in text_of(response)
    assert page_of(town) in text_of(response)
    assert (project_now(town).status, project_now(town).versie) == (before.status, before.versie)


@pytest.mark.parametrize("missing", ["anker", "erfgenaam", "controle_op"])
def test_a_project_with_a_result_that_is_not_settled_can_not_be_closed(town: Town, login: Any, missing: str) -> None:
    login(town.lid).post(row_of(town), {missing: "", "versie": 1})
    response = change(login(town.leider), town, "afgerond")
    assert response.status_code == 422
    assert "nog niet geregeld hoe het blijft bestaan: KANARIE resultaat." in text_of(response)
    assert project_now(town).status == "lopend"


def test_an_heir_who_left_does_not_count(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        Lidmaatschap.objects.filter(pk=town.beleid.lid.pk).update(beeindigd_op=timezone.now())
    assert change(login(town.leider), town, "afgerond").status_code == 422
    page = text_of(login(town.lid).get(row_of(town)))
    assert "KANARIE Beleid (geen lid meer)" in page


def test_a_deviation_settles_a_result_and_a_closed_project_stays_as_it_is_until_it_is_opened(
    town: Town, login: Any
) -> None:
    add_result(town, afwijking="Het probleem is opgelost")
    assert change(login(town.leider), town, "afgerond").status_code == 302
    assert project_now(town).afgerond_op == timezone.localdate()
    member = login(town.lid)
    assert member.post(row_of(town), {"anker": "", "versie": 1}).status_code == 423
    assert member.post(row_of(town, "weg/")).status_code == 404
    shown = text_of(member.get(row_of(town)))
    assert "Dit project is afgerond" in shown
    assert "Haal weg" not in shown
    goal = add_goal(town, "Nog een doel")
    assert member.post(f"{page_of(town)}doel/", {"doel": goal.pk}).status_code == 423
    assert "De resultaten staan vast" in text_of(member.get(page_of(town)))
    assert change(login(town.leider), town, "lopend").status_code == 302
    assert project_now(town).afgerond_op is None
    emptied = login(town.lid).post(row_of(town), {"resultaat": "KANARIE resultaat", "anker": "", "versie": 1})
    assert emptied.status_code == 302


def test_a_new_project_is_not_closed(town: Town, login: Any) -> None:
    data = {"naam": "Nieuw", "wijk": "Wijk", "begin": "2026-01-01", "eind": "2027-06-01", "ontwikkelfase": "1"}
    data |= {"fase": "vervolg", "status": "afgerond", "projectleider": str(town.leider.lid.pk)}
    response = login(town.leider).post("/linderode/projecten/nieuw/", data)
    assert response.status_code == 422
    assert "Een nieuw project kan nog niet afgerond zijn" in text_of(response)


def test_the_heir_is_asked_once_after_six_and_once_after_twelve_months(town: Town) -> None:
    close_on(town)
    february, august = datetime.date(2027, 2, 28), datetime.date(2027, 8, 31)
    assert asked(town, february - datetime.timedelta(days=1)) == []
    for _time in range(2):
        assert asked(town, february) == [(6, february)]
    assert asked(town, august - datetime.timedelta(days=1)) == [(6, february)]
    for _time in range(2):
        assert asked(town, august) == [(6, february), (12, august)]


def test_nobody_is_asked_about_what_need_not_last_or_a_project_that_was_opened_again(town: Town) -> None:
    close_on(town)
    add_result(town, afwijking="Niet nodig", erfgenaam=town.lid.lid)
    later = datetime.date(2028, 1, 1)
    assert len(asked(town, later)) == 2
    with tenant_scope(town.gemeente.pk):
        Borgingvraag.objects.all().delete()
        Project.objects.filter(pk=town.project.pk).update(status="lopend", afgerond_op=None)
    assert asked(town, later) == []


def test_a_project_that_is_closed_again_is_asked_about_anew_from_its_last_closing(town: Town, login: Any) -> None:
    close_on(town)
    asked(town, datetime.date(2027, 3, 1))
    close_on(town, datetime.date(2027, 3, 15))
    assert not waiting(town.beleid, login)  # the question about the first closing waits no more
    assert asked(town, datetime.date(2027, 9, 15))[-1] == (6, datetime.date(2027, 9, 15))
    assert waiting(town.beleid, login)


def test_a_question_about_what_was_taken_away_or_opened_again_is_not_answered(town: Town, login: Any) -> None:
    close_on(town)
    asked(town, datetime.date(2027, 3, 1))
    with tenant_scope(town.gemeente.pk):
        vraag = Borgingvraag.objects.get()
        Project.objects.filter(pk=town.project.pk).update(status="lopend", afgerond_op=None)
    refused = login(town.beleid).post(f"/linderode/sturing/borging/vraag/{vraag.pk}/", {"antwoord": "ja"})
    assert refused.status_code == 409
    assert "Je hoeft niets meer te doen" in text_of(refused)


def test_beat_has_every_gemeente_asked() -> None:
    assert settings.CELERY_BEAT_SCHEDULE["vraag-naar-borging"]["task"] == sweep_heirs.name


def test_the_task_asks_in_its_own_gemeente(town: Town) -> None:
    close_on(town, timezone.localdate() - datetime.timedelta(days=200))
    ask_heirs(str(town.gemeente.pk))
    with tenant_scope(town.gemeente.pk):
        assert list(Borgingvraag.objects.values_list("maanden", flat=True)) == [6]


def test_the_heir_finds_the_question_answers_it_once_and_the_project_shows_it(town: Town, login: Any) -> None:
    close_on(town)
    asked(town, datetime.date(2027, 3, 1))
    with tenant_scope(town.gemeente.pk):
        vraag = Borgingvraag.objects.get()
    address = f"/linderode/sturing/borging/vraag/{vraag.pk}/"
    assert not waiting(town.leider, login)
    assert login(town.leider).get(address).status_code == 403
    assert waiting(town.beleid, login)
    client = login(town.beleid)
    empty = client.post(address, {"toelichting": "Mijn woorden"})
    assert empty.status_code == 422
    assert "Mijn woorden" in text_of(empty)
    said = {"antwoord": "anders", "toelichting": "Nu via de school"}
    for _click in range(2):
        assert client.post(address, said).status_code == 302
    other = client.post(address, {"antwoord": "nee", "toelichting": "Toch niet"})
    assert other.status_code == 409
    assert "Toch niet" in text_of(other)
    assert not waiting(town.beleid, login)
    page = text_of(login(town.lid).get(page_of(town)))
    assert "Ja, maar anders dan afgesproken" in page
    assert "Nu via de school" in page


def test_the_question_of_an_heir_who_left_goes_to_the_projectleider_and_without_one_to_the_beheerder(
    town: Town, login: Any
) -> None:
    close_on(town)
    asked(town, datetime.date(2027, 3, 1))
    with tenant_scope(town.gemeente.pk):
        vraag = Borgingvraag.objects.get()
        Lidmaatschap.objects.filter(pk=town.beleid.lid.pk).update(beeindigd_op=timezone.now())
    address = f"/linderode/sturing/borging/vraag/{vraag.pk}/"
    assert waiting(town.leider, login)
    assert not waiting(town.beheerder, login)
    assert login(town.beheerder).get(address).status_code == 403
    with tenant_scope(town.gemeente.pk):
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        Teamlid.objects.filter(project=town.project, rol="projectleider").update(tot=yesterday)
    assert waiting(town.beheerder, login)
    assert not waiting(town.leider, login)
    assert login(town.beheerder).post(address, {"antwoord": "nee"}).status_code == 302


def test_the_page_asks_as_much_with_one_result_as_with_many(town: Town, login: Any) -> None:
    client = login(town.lid)
    client.get(page_of(town))
    few = len(count_queries(client, page_of(town)))
    for person in town.people[:4]:
        row = add_result(town, erfgenaam=person.lid)
        with tenant_scope(town.gemeente.pk):
            stored(town, Borgingvraag(borging=row, maanden=6, vraag_op=CLOSED, antwoord="ja"))
        add_goal(town, f"Doel {person.lid.pk}")
    client.get(page_of(town))
    assert len(count_queries(client, page_of(town))) == few <= 12
