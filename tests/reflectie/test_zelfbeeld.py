"""The self-rating of a team: after each third session, once a person, shown late, and tied to nobody."""

from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from reflectie.models import Sessie, Zelfbeeldantwoord, Zelfbeelddeelname, Zelfbeeldronde
from reflectie.services.zelfbeeld import answer_round, result_of
from reflectie.staten import KanNiet
from tests.cast import Cast, Person, Town, make_member, make_person
from tests.reflectie.setting_up import DAY, at, held, step, text_of
from wijkaanpak.accounts.models import Rol
from wijkaanpak.audit.models import Logregel
from wijkaanpak.tenancy.scope import tenant_scope

SCORES = {f"score_{number}": 3 for number in range(1, 6)}


@pytest.fixture
def town(cast: Cast) -> Town:
    return cast.linderode


def a_round(town: Town, *, team: int = 5, days: int = 9) -> Zelfbeeldronde:
    """A round that is open for so many days; a scope must be open."""
    sessie = held(town)
    day = timezone.localdate() + days * DAY
    return Zelfbeeldronde.objects.create(
        gemeente=town.gemeente, project=town.project, sessie=sessie, tot=day, team=team
    )


def members(town: Town, count: int) -> list[Person]:
    """People who answer; a scope must be open."""
    people = [make_person(f"antwoord{n}.{town.gemeente.slug}", f"Lid {n}") for n in range(count)]
    return [make_member(town.gemeente, user, Rol.MEDEWERKER) for user in people]


def answers(town: Town, ronde: Zelfbeeldronde, count: int) -> None:
    for number, person in enumerate(members(town, count)):
        answer_round(ronde=ronde, lid=person.lid, scores=[1 + number % 5] * 5)


def url(town: Town, ronde: Zelfbeeldronde) -> str:
    return f"/{town.gemeente.slug}/reflectie/zelfbeeld/{ronde.pk}/"


# --- when ------------------------------------------------------------------------------------------


def test_a_round_opens_after_each_third_session_for_the_team_of_that_day(town: Town) -> None:
    opened = []
    with tenant_scope(town.gemeente.pk):
        for number in range(6):
            held(town, -200 + 30 * number)
            opened.append(Zelfbeeldronde.objects.count())
        assert opened == [0, 0, 1, 1, 1, 2]
        ronde = Zelfbeeldronde.objects.first()
        assert ronde is not None
        assert (ronde.team, ronde.sessie.nummer) == (3, 3)
        assert ronde.tot == timezone.localdate() + 21 * DAY


def test_a_session_that_is_opened_and_finished_again_opens_no_second_round(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        for number in range(3):
            held(town, -100 + 30 * number)
        for sessie in Sessie.objects.order_by("-nummer"):
            step(town, step(town, sessie, "heropenen"), "afronden")
        assert [ronde.sessie.nummer for ronde in Zelfbeeldronde.objects.all()] == [3]


def test_a_round_waits_for_who_did_not_answer_on_mijn_overzicht(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        ronde = a_round(town)
    client = login(town.lid)
    assert url(town, ronde) in text_of(client.get("/?acties=alle"))
    client.post(url(town, ronde), SCORES)
    assert url(town, ronde) not in text_of(client.get("/?acties=alle"))


# --- answering -------------------------------------------------------------------------------------


def test_someone_answers_once(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        ronde = a_round(town)
    client = login(town.lid)
    for _time in range(2):
        assert client.post(url(town, ronde), SCORES).status_code == 302
    assert "Je hebt deze keer al geantwoord." in text_of(client.get(at(town, town.project)))
    assert "Stuur zonder naam" not in text_of(client.get(url(town, ronde)))
    with tenant_scope(town.gemeente.pk):
        assert Zelfbeeldantwoord.objects.count() == Zelfbeelddeelname.objects.count() == 1
        with pytest.raises(KanNiet):
            answer_round(ronde=ronde, lid=town.lid.lid, scores=[1, 2, 3, 4, 5])


@pytest.mark.parametrize("wrong", ["", "0", "6", "-1", "drie", "3.5", "\0"])
def test_an_answer_to_less_than_five_statements_is_asked_again_and_nothing_is_kept(
    town: Town, login: Any, wrong: str
) -> None:
    with tenant_scope(town.gemeente.pk):
        ronde = a_round(town)
    client = login(town.lid)
    assert client.post(url(town, ronde), SCORES | {"score_4": wrong}).status_code == 422
    with tenant_scope(town.gemeente.pk):
        assert not Zelfbeeldantwoord.objects.exists()
        assert not Zelfbeelddeelname.objects.exists()


def test_a_closed_round_takes_no_answer(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        ronde = a_round(town, days=-1)
    client = login(town.lid)
    client.post(url(town, ronde), SCORES)
    assert "Deze ronde is gesloten." in text_of(client.get(at(town, town.project)))
    with tenant_scope(town.gemeente.pk):
        assert not Zelfbeeldantwoord.objects.exists()


def test_a_round_in_which_everyone_answered_takes_no_more(town: Town) -> None:
    """Else the difference between two looks at the outcome is the answer of one person."""
    with tenant_scope(town.gemeente.pk):
        ronde = a_round(town, team=4)
        answers(town, ronde, 4)
        assert result_of(ronde) is not None
        with pytest.raises(KanNiet):
            answer_round(ronde=ronde, lid=town.lid.lid, scores=[5] * 5)
        assert Zelfbeeldantwoord.objects.count() == 4


# --- showing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "team", "days", "shown"),
    [(3, 5, -1, False), (4, 5, -1, True), (4, 5, 0, False), (4, 4, 0, True), (3, 3, 0, False), (5, 5, 9, True)],
    ids=["three and closed", "four and closed", "four of five, open", "all four", "all three", "all five"],
)
def test_the_outcome_is_shown_from_four_answers_once_nothing_can_be_added(
    town: Town, count: int, team: int, days: int, shown: bool
) -> None:
    with tenant_scope(town.gemeente.pk):
        ronde = a_round(town, team=team)
        answers(town, ronde, count)
        ronde.tot = timezone.localdate() + days * DAY
        ronde.save()
        assert (result_of(ronde) is not None) is shown


def test_the_outcome_counts_each_score_per_statement(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        ronde = a_round(town, team=4)
        for person, score in zip(members(town, 4), (1, 5, 5, 4), strict=True):
            answer_round(ronde=ronde, lid=person.lid, scores=[score, 3, 3, 3, 2])
        outcome = result_of(ronde)
        assert outcome is not None
        assert [each.aantallen for each in outcome] == [
            (1, 0, 0, 1, 2), (0, 0, 4, 0, 0), (0, 0, 4, 0, 0), (0, 0, 4, 0, 0), (0, 4, 0, 0, 0),
        ]  # fmt: skip
        assert (outcome[0].gemiddeld, outcome[4].gemiddeld) == (3.8, 2.0)


# --- of nobody in particular -----------------------------------------------------------------------


def test_no_column_ties_an_answer_to_a_person_or_a_moment(superuser: Any, django_db_setup: None) -> None:
    def columns(table: str) -> set[str]:
        query = "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
        return {name for (name,) in superuser.execute(query, [table])}

    assert columns("reflectie_zelfbeeldantwoord") == {"id", "gemeente_id", "ronde_id", *SCORES}
    assert columns("reflectie_zelfbeelddeelname") == {"id", "gemeente_id", "ronde_id", "lid_id"}
    tables = superuser.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'reflectie_zelfbeeld%'")
    assert {name for (name,) in tables} == {
        "reflectie_zelfbeeldantwoord", "reflectie_zelfbeelddeelname", "reflectie_zelfbeeldronde",
    }  # fmt: skip


def test_the_keys_of_answers_hold_no_time_and_are_no_ones(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        ronde = a_round(town)
        answers(town, ronde, 4)
        of_answers: set[UUID] = set(Zelfbeeldantwoord.objects.values_list("pk", flat=True))
        of_people: set[UUID] = set(Zelfbeelddeelname.objects.values_list("pk", flat=True))
        assert {key.version for key in of_answers | of_people} == {4}
        assert not of_answers & of_people


def test_answering_leaves_no_line_in_the_log(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        ronde = a_round(town)
        before = Logregel.objects.count()
    login(town.lid).post(url(town, ronde), SCORES)
    with tenant_scope(town.gemeente.pk):
        assert Logregel.objects.count() == before
