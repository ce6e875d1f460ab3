"""The rounds of a project: making, changing and closing one, its result, and the remarks to judge."""

import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from evaluatie.vragenlijst.models import Opmerking, Ronde, Telling, Wegwijzer
from evaluatie.vragenlijst.services import answer, close_round
from evaluatie.vragenlijst.tasks import forget, sweep_daily
from evaluatie.vragenlijst.uitslag import published, responses_of
from projects.models import Project
from tests.cast import Cast, Town
from tests.evaluatie.vragenlijstrijen import fill, make_round, round_in
from tests.projects.pages import count_queries
from wijkaanpak.tenancy.scope import tenant_scope


def at(town: Town, ronde: Ronde | None = None, rest: str = "") -> str:
    begin = f"/linderode/vragenlijst/project/{town.project.pk}/"
    return f"{begin}ronde/{ronde.pk}/{rest}" if ronde else f"{begin}{rest}"


def text(response: Any) -> str:
    shown: str = response.content.decode()
    return shown


def now(town: Town, ronde: Ronde) -> Ronde:
    with tenant_scope(town.gemeente.pk):
        found: Ronde = Ronde.objects.select_related("project").get(pk=ronde.pk)
    return found


def filled(town: Town, *keuzes: str, close: bool = False, **values: Any) -> Ronde:
    with tenant_scope(town.gemeente.pk):
        ronde = make_round(town, **values)
        fill(ronde, *keuzes, tekst="Het ging goed.")
        if close:
            close_round(ronde=ronde, by=town.leider.lid)
    return now(town, ronde)


@pytest.fixture
def lid(cast: Cast, login: Any) -> Client:
    client: Client = login(cast.linderode.lid)
    return client


def test_a_round_is_made_with_a_link_and_a_poster(cast: Cast, lid: Client) -> None:
    town, today = cast.linderode, timezone.localdate()
    wrong = {"naam": "Najaar", "doelgroep": "gezin", "open_van": today, "open_tot": today - datetime.timedelta(days=1)}
    response = lid.post(at(town, rest="nieuw/"), wrong)
    assert response.status_code == 422
    assert "Deze dag is al voorbij." in text(response) and "Najaar" in text(response)
    named = lid.post(at(town, rest="nieuw/"), wrong | {"open_tot": today, "naam": "Het gezin van Jordy"})
    assert (named.status_code, "Jordy</mark>" in text(named)) == (422, True)
    response = lid.post(at(town, rest="nieuw/"), wrong | {"open_tot": today, "gevraagd": "20"}, follow=True)
    with tenant_scope(town.gemeente.pk):
        ronde = Ronde.objects.get()
    assert len(ronde.code) == 26 and f"/v/{ronde.code}/" in text(response)
    poster = text(lid.get(at(town, ronde, "poster/")))
    assert "<title>QR-code van de link naar de vragenlijst</title>" in poster and f"/v/{ronde.code}/" in poster
    assert "style=" not in poster


def test_a_new_link_ends_the_old_one(cast: Cast, lid: Client) -> None:
    ronde = round_in(cast.linderode)
    assert lid.post(at(cast.linderode, ronde, "nieuwe-link/")).status_code == 302
    assert Client().get(f"/v/{ronde.code}/").status_code == 404
    assert Client().get(f"/v/{now(cast.linderode, ronde).code}/").status_code == 200


def test_an_open_round_tells_the_number_in_steps_and_nothing_else(cast: Cast, lid: Client) -> None:
    town = cast.linderode
    ronde = filled(town, *["ja"] * 4)
    page = text(lid.get(at(town, ronde)))
    assert "Minder dan 5 mensen antwoordden tot nu toe." in page
    with tenant_scope(town.gemeente.pk):
        fill(ronde, *["nee"] * 9)
        assert published(town.project) == []
    page = text(lid.get(at(town, ronde)))
    assert "Minstens 10 mensen antwoordden." in page and "vl-delen" not in page and "Meer dan de helft" not in page
    assert lid.get(at(town, ronde, "opmerkingen/")).status_code == 404


def test_a_round_that_was_closed_by_hand_ended_that_day_and_none_lasts_for_years(cast: Cast, lid: Client) -> None:
    town, today = cast.linderode, timezone.localdate()
    later = today + datetime.timedelta(days=400)
    far = {"naam": "Ver", "doelgroep": "gezin", "open_van": today, "open_tot": later}
    assert "Een ronde duurt hooguit een jaar" in lid.post(at(town, rest="nieuw/"), far).content.decode()
    ronde = round_in(town, open_tot=today + datetime.timedelta(days=9))
    with tenant_scope(town.gemeente.pk):
        close_round(ronde=ronde, by=town.leider.lid)
        assert Ronde.objects.get(pk=ronde.pk).laatste_dag == today


def test_a_closed_round_has_one_result_with_groups_of_five(cast: Cast, lid: Client) -> None:
    town = cast.linderode
    ronde = filled(town, *["ja"] * 7, *["meestal-wel"] * 2, *["nee"] * 5, gevraagd=28)
    assert lid.post(at(town, ronde, "sluiten/")).status_code == 302
    with tenant_scope(town.gemeente.pk):
        assert not answer(ronde_id=ronde.pk, keuzes={"CLV-G-01": "ja"})
        [uitslag] = published(town.project)
        [respons] = responses_of(town.project)
    assert (respons.aantal, respons.gevraagd, respons.procent) == (14, 28, 50)
    first, second = uitslag.vragen[:2]
    assert [(deel.woorden, deel.aantal) for deel in first.delen] == [
        (("Ja", "Meestal wel"), 9), (("Meestal niet", "Nee", "Weet ik niet / sla over"), 5)
    ]  # fmt: skip
    assert not second.delen and second.kant == "over"
    page = text(lid.get(at(town, ronde)))
    assert "14 mensen antwoordden." in page and "Dat is 50%." in page
    assert lid.post(at(town, ronde, "wijzigen/"), {"naam": "Anders"}).status_code == 423


@pytest.mark.parametrize(("aantal", "title"), [(0, "Er kwamen minder dan 5"), (4, "Er kwamen minder dan 5")])
def test_a_round_that_closed_below_five_never_shows_anything(cast: Cast, lid: Client, aantal: int, title: str) -> None:
    town = cast.linderode
    ronde = filled(town, *["nee"] * aantal, close=True)
    page = text(lid.get(at(town, ronde)))
    assert title in page and "Meer dan de helft" not in page and f"{aantal} mensen" not in page
    with tenant_scope(town.gemeente.pk):
        assert published(town.project) == []
        assert [respons.aantal for respons in responses_of(town.project)] == [0]
    assert lid.get(at(town, ronde, "opmerkingen/")).status_code == 404


def test_seven_answers_are_told_as_where_most_are(cast: Cast, lid: Client) -> None:
    ronde = filled(cast.linderode, *["ja"] * 5, *["nee"] * 2, close=True)
    page = text(lid.get(at(cast.linderode, ronde)))
    assert "7 mensen antwoordden." in page and "Ja</" not in page.replace("<b>Ja", "")
    assert "Meer dan de helft koos:" in page


def test_after_the_last_day_the_result_waits_an_hour_and_the_days_stand(cast: Cast, lid: Client) -> None:
    town = cast.linderode
    ronde = filled(town, *["ja"] * 6)
    midnight = timezone.make_aware(datetime.datetime.combine(ronde.open_tot, datetime.time.max))
    assert not ronde.is_settled(midnight + datetime.timedelta(minutes=59))
    assert ronde.is_settled(midnight + datetime.timedelta(minutes=61))
    with time_machine.travel(midnight + datetime.timedelta(minutes=30)), tenant_scope(town.gemeente.pk):
        assert not answer(ronde_id=ronde.pk, keuzes={"CLV-G-01": "ja"})
        assert published(town.project) == []


def test_only_a_round_that_nobody_answered_can_be_taken_away(cast: Cast, lid: Client) -> None:
    town = cast.linderode
    empty, answered = round_in(town), filled(town, "ja")
    assert "De ronde is weg." in text(lid.post(at(town, empty, "weg/"), follow=True))
    assert "kan niet meer weg" in text(lid.post(at(town, answered, "weg/"), follow=True))
    assert Wegwijzer.objects.count() == 1
    assert lid.get(at(town, empty)).status_code == 404


def test_a_remark_is_read_by_one_and_shown_as_a_quote_without_names(cast: Cast, lid: Client, login: Any) -> None:
    town = cast.linderode
    ronde = filled(town, *["ja"] * 5, close=True)
    with tenant_scope(town.gemeente.pk):
        row, other = Opmerking.objects.filter(ronde=ronde)[:2]
        Opmerking.objects.filter(pk=row.pk).update(tekst="Jordy de Vries kreeg goede hulp.")
    place = at(town, ronde, f"opmerkingen/{row.pk}/")
    assert "Jordy" not in text(lid.get(at(town, ronde)))
    asked = lid.post(place, {"tekst": "Jordy de Vries kreeg goede hulp."})
    assert asked.status_code == 422 and "<mark>" in text(asked)
    assert lid.post(place, {"tekst": "Mijn kind kreeg goede hulp."}).status_code == 302
    assert lid.post(at(town, ronde, f"opmerkingen/{other.pk}/"), {"actie": "weg"}).status_code == 302
    with tenant_scope(town.gemeente.pk):
        assert published(town.project)[0].citaten == ("Mijn kind kreeg goede hulp.",)
        assert Opmerking.objects.filter(ronde=ronde).count() == 4
    gast = Client()
    gast.force_login(town.gast.user)
    page = text(gast.get(at(town, ronde)))
    assert "Mijn kind kreeg goede hulp." in page and "Het ging goed." not in page
    assert gast.get(place).status_code == 403


def test_after_five_years_the_answers_are_gone_and_the_round_stays(cast: Cast) -> None:
    town = cast.linderode
    ronde = filled(town, *["ja"] * 6, close=True)
    with tenant_scope(town.gemeente.pk):
        old = timezone.localdate() - datetime.timedelta(days=5 * 365 + 1)
        Ronde.objects.filter(pk=ronde.pk).update(open_tot=old)
    forget(str(town.gemeente.pk))
    with tenant_scope(town.gemeente.pk):
        assert not Telling.objects.exists() and not Opmerking.objects.exists()
        assert published(town.project) == [] and Ronde.objects.exists()
    sweep_daily()


def test_the_pages_ask_as_much_for_three_rounds_as_for_one_and_an_archived_project_can_not_change(
    cast: Cast, lid: Client
) -> None:
    town = cast.linderode
    ronde = filled(town, *["ja"] * 6, close=True)
    before = len(count_queries(lid, at(town)))
    filled(town, "ja")
    filled(town, "nee")
    assert len(count_queries(lid, at(town))) == before <= 12
    assert len(count_queries(lid, at(town, ronde))) <= 12
    assert len(count_queries(lid, at(town, ronde, "opmerkingen/"))) <= 12
    with tenant_scope(town.gemeente.pk):
        Project.objects.filter(pk=town.project.pk).update(gearchiveerd_op=timezone.now())
    assert lid.post(at(town, rest="nieuw/"), {}).status_code == 403
    assert lid.get(at(town, ronde)).status_code == 200
