"""What people and programs send that is wrong: a clear Dutch answer, and nothing changed."""

from typing import Any

import pytest
from django.test import Client

from projects.models import EigenPunt, ProjectDeling, Projectuitnodiging, Teamlid
from tests.cast import CANARY, PASSWORD, Cast, Town
from tests.projects.pages import answer, save, stored
from tests.projects.test_project_page import NEW, fields, names
from wijkaanpak.accounts.models import Uitnodiging
from wijkaanpak.tenancy.scope import tenant_scope

OLD_TEXT = f"{CANARY} toelichting"


@pytest.mark.parametrize(
    "path",
    [
        "/nergenshuizen/projecten/",
        "/linderode/projecten/01a00000-0000-7000-8000-000000000000/",
        "/linderode/projecten/geen-uuid/",
    ],
)
def test_an_unknown_gemeente_or_project_is_not_there(cast: Cast, login: Any, path: str) -> None:
    assert login(cast.linderode.leider).get(path).status_code == 404


@pytest.mark.parametrize("punt", ["XX-99", "UI-4", "%00", "ui-04", "EP-99", "UI-04%00", "a" * 300, "%F0%9F%8F%A0"])
@pytest.mark.parametrize("path", ["punten/{}/geschiedenis/", "checklist/uitvoering/{}/"])
def test_an_unknown_punt_is_not_there(cast: Cast, login: Any, path: str, punt: str) -> None:
    client = login(cast.linderode.leider)
    assert client.get(cast.linderode.url(path.format(punt))).status_code == 404


@pytest.mark.parametrize("punt", ["XX-99", "%00", "EP-99"])
@pytest.mark.parametrize("action", ["bewaren", "terug", "deelacties-gereed", "bewijs"])
def test_nothing_can_be_posted_to_an_unknown_punt(cast: Cast, login: Any, action: str, punt: str) -> None:
    town = cast.linderode
    response = login(town.leider).post(town.url(f"punten/{punt}/{action}/"), {"status": "gereed", "versie": 0})
    assert response.status_code == 404


@pytest.mark.parametrize("htmx", [True, False])
def test_an_unknown_status_is_refused_and_nothing_changes(cast: Cast, login: Any, htmx: bool) -> None:
    town = cast.linderode
    response = save(login(town.leider), town, "UI-04", htmx=htmx, versie=1, status="klaar")
    assert response.status_code == 422
    assert (stored(town, "UI-04").status, stored(town, "UI-04").versie) == ("bezig", 1)


@pytest.mark.parametrize("htmx", [True, False])
def test_a_text_of_a_megabyte_is_refused_beside_its_field(cast: Cast, login: Any, htmx: bool) -> None:
    town = cast.linderode
    response = save(login(town.leider), town, "UI-04", htmx=htmx, versie=1, toelichting="a" * 1024 * 1024)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Deze tekst is te lang: 1048576 tekens. Er passen er hooguit 20000." in html
    message = html.split('id="fout-toelichting-UI-04"', 1)[1].split("</p>", 1)[0]
    assert "te lang" in message
    assert stored(town, "UI-04").toelichting == OLD_TEXT


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("31-02-2026", "Deze datum bestaat niet."),
        ("morgen", "Deze datum bestaat niet."),
        ("0202-03-01", "Kijk het jaartal na."),
        ("20266-01-01", "Deze datum bestaat niet."),
    ],
)
def test_a_day_that_is_none_is_refused(cast: Cast, login: Any, day: str, says: str) -> None:
    town = cast.linderode
    response = save(login(town.leider), town, "UI-04", htmx=True, versie=1, deadline=day)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert stored(town, "UI-04").versie == 1


@pytest.mark.parametrize("char", ["\0", "\x01", "\x1b", "\x7f", "\x85"])
def test_a_control_character_is_refused(cast: Cast, login: Any, char: str) -> None:
    town = cast.linderode
    response = save(login(town.leider), town, "UI-04", htmx=True, versie=1, toelichting=f"a{char}b")
    assert response.status_code == 422
    assert "een teken in dat we niet kunnen bewaren" in response.content.decode()
    assert stored(town, "UI-04").toelichting == OLD_TEXT


@pytest.mark.parametrize("text", ["👩‍👩‍👧 thuis", "שלום עולם", "e\u0301e\u0301n", "a\u202eb", "Ⅷ ﬁ ½", "日本語"])
def test_text_of_any_script_is_kept_exactly(cast: Cast, login: Any, text: str) -> None:
    town = cast.linderode
    assert save(login(town.leider), town, "UI-04", versie=1, toelichting=text).status_code == 302
    assert stored(town, "UI-04").toelichting == text


def test_line_ends_are_of_one_kind(cast: Cast, login: Any) -> None:
    town = cast.linderode
    save(login(town.leider), town, "UI-04", versie=1, toelichting="een\r\ntwee\rdrie\nvier")
    assert stored(town, "UI-04").toelichting == "een\ntwee\ndrie\nvier"


def test_an_old_version_loses_nothing_for_script_or_without(cast: Cast, login: Any) -> None:
    town = cast.linderode
    client = login(town.leider)
    save(client, town, "UI-04", versie=1, toelichting="Tekst van een")
    for htmx in (True, False):
        response = save(client, town, "UI-04", htmx=htmx, versie=1, toelichting="Tekst van twee")
        html = response.content.decode()
        assert response.status_code == 409
        assert "Tekst van een" in html
        assert "Tekst van twee" in html
        assert stored(town, "UI-04").toelichting == "Tekst van een"


@pytest.mark.parametrize("htmx", [True, False])
def test_choosing_in_a_conflict_saves_the_choice(cast: Cast, login: Any, htmx: bool) -> None:
    town = cast.linderode
    client = login(town.leider)
    save(client, town, "UI-04", versie=1, toelichting="Tekst van een")
    response = save(client, town, "UI-04", htmx=htmx, blok="conflict", versie=2, toelichting="Samen")
    assert response.status_code == (200 if htmx else 302)
    assert stored(town, "UI-04").toelichting == "Samen"


def test_fields_that_are_not_on_the_form_are_left_alone(cast: Cast, login: Any) -> None:
    town = cast.linderode
    extra: dict[str, Any] = {
        "gewijzigd_door": cast.broekveen.leider.lid.pk,
        "gemeente": cast.broekveen.gemeente.pk,
        "project": cast.broekveen.project.pk,
        "punt": "VB-01",
        "gereed_op": "2020-01-01",
        "id": "1",
        '{"status": "gereed"}': "[]",
    }
    login(town.leider).post(town.url("punten/UI-01/bewaren/"), {"versie": 0, "status": "bezig", **extra})
    row = stored(town, "UI-01")
    assert (row.gewijzigd_door_id, row.gemeente_id, row.gereed_op, row.versie) == (
        town.leider.lid.pk,
        town.gemeente.pk,
        None,
        1,
    )
    assert answer(town, "VB-01") is None


@pytest.mark.parametrize("versie", ["99999999999", "-1", "1e9", "²", "", "\0"])
def test_a_version_that_never_was_overwrites_nothing(cast: Cast, login: Any, versie: str) -> None:
    town = cast.linderode
    response = save(login(town.leider), town, "UI-04", versie=versie, toelichting="Over")
    assert response.status_code == 409
    assert stored(town, "UI-04").toelichting == OLD_TEXT


def test_someone_outside_the_team_can_not_be_made_responsible(cast: Cast, login: Any) -> None:
    town = cast.linderode
    for stranger in (town.buiten, cast.broekveen.lid):
        response = save(login(town.leider), town, "UI-04", versie=1, verantwoordelijke=stranger.lid.pk)
        assert response.status_code == 422
        assert stored(town, "UI-04").verantwoordelijke_id == town.lid.lid.pk


def test_a_project_posted_twice_is_made_once(cast: Cast, login: Any) -> None:
    town = cast.linderode
    statuses = [login(town.leider).post(NEW, fields(town)).status_code for _ in range(2)]
    assert statuses == [302, 422]
    assert names(town).count("Nieuwe wijk") == 1


@pytest.mark.parametrize("whole_gemeente", [True, False])
def test_an_own_punt_posted_twice_is_made_once(cast: Cast, login: Any, whole_gemeente: bool) -> None:
    town = cast.linderode
    url = "/linderode/projecten/eigen-punten/" if whole_gemeente else town.url("checklist/uitvoering/eigen-punt/")
    client = login(town.beleid)
    data = {"titel": "Fietsles", "hulp": "", "fase": "uitvoering"}
    responses = [client.post(url, data) for _ in range(2)]
    assert [response.status_code for response in responses] == [302, 422]
    assert "Dit punt staat al in deze fase." in responses[1].content.decode()
    with tenant_scope(town.gemeente.pk):
        assert EigenPunt.objects.filter(titel="Fietsles").count() == 1


def test_someone_put_in_the_team_twice_is_in_it_once(cast: Cast, login: Any) -> None:
    town = cast.linderode
    for _ in range(2):
        login(town.leider).post(town.url("team/"), {"lid": town.buiten.lid.pk, "rol": "uitvoerend"})
    with tenant_scope(town.gemeente.pk):
        assert Teamlid.objects.filter(project=town.project, lid=town.buiten.lid).count() == 1


def test_a_share_posted_twice_holds_once(cast: Cast, login: Any) -> None:
    town = cast.linderode
    data = {"lid": town.buiten.lid.pk, "recht": "bekijken", "tot": "2030-01-01"}
    for _ in range(2):
        login(town.leider).post(town.url("delen/"), data)
    with tenant_scope(town.gemeente.pk):
        assert ProjectDeling.objects.current().filter(lid=town.buiten.lid).count() == 1


def test_an_invitation_posted_twice_is_one_invitation(cast: Cast, login: Any) -> None:
    town = cast.linderode
    for _ in range(2):
        login(town.leider).post(town.url("team/uitnodigen/"), {"email": "Twee@example.org", "rol": "ketenpartner"})
    with tenant_scope(town.gemeente.pk):
        assert Uitnodiging.objects.filter(email="twee@example.org").count() == 1
        assert Projectuitnodiging.objects.filter(uitnodiging__email="twee@example.org").count() == 1


def _log_in(client: Any, town: Town) -> None:
    client.post("/account/login/", {"login": town.leider.user.email, "password": PASSWORD})


def test_a_save_after_the_session_expired_waits_until_after_login(cast: Cast, client: Any) -> None:
    town = cast.linderode
    response = save(client, town, "UI-04", versie=1, toelichting="Geschreven in de trein")
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/?next=")
    _log_in(client, town)
    html = client.get(town.url("checklist/"), follow=True).content.decode()
    assert "Dit was nog niet opgeslagen" in html
    assert '<input type="hidden" name="toelichting" value="Geschreven in de trein">' in html
    save(client, town, "UI-05", versie=0, status="bezig")  # another save leaves it where it is
    assert "Geschreven in de trein" in client.get(town.url("checklist/uitvoering/")).content.decode()
    save(client, town, "UI-04", versie=1, toelichting="Geschreven in de trein", blok="teruggave")
    assert stored(town, "UI-04").toelichting == "Geschreven in de trein"
    assert "nog niet opgeslagen</h3>" not in client.get(town.url("checklist/uitvoering/")).content.decode()


def test_a_save_by_script_after_the_session_expired_leads_the_page_to_login(cast: Cast, client: Any) -> None:
    town = cast.linderode
    response = save(client, town, "UI-04", htmx=True, versie=1, toelichting="Geschreven in de trein")
    assert response.status_code == 401
    assert response["HX-Redirect"].startswith("/account/login/?next=")
    assert stored(town, "UI-04").toelichting == OLD_TEXT


def test_a_post_without_a_csrf_token_is_refused(cast: Cast) -> None:
    town = cast.linderode
    client = Client(enforce_csrf_checks=True)
    client.force_login(town.leider.user)
    response = save(client, town, "UI-04", versie=1, toelichting="Van elders")
    assert response.status_code == 403
    assert "Dit formulier is verlopen" in response.content.decode()
    assert stored(town, "UI-04").toelichting == OLD_TEXT
