"""Saving an answer field by field: nobody's words are lost."""

from projects.models import ChecklistAntwoord
from projects.services.antwoord import finish_below, restore_version, save_answer, undo_save
from tests.cast import Cast
from wijkaanpak.tenancy.scope import tenant_scope


def test_a_first_save_makes_version_one(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        result = save_answer(
            project=town.project, punt="UI-01", values={"status": "bezig"}, versie=0, by=town.leider.lid
        )
        assert (result.row.versie, result.row.status, result.changed) == (1, "bezig", ["status"])


def test_saving_the_same_again_adds_no_version(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        for _click in range(2):
            result = save_answer(
                project=town.project, punt="UI-01", values={"toelichting": "Dag"}, versie=0, by=town.leider.lid
            )
        assert result.row.versie == 1
        assert not result.conflicts


def test_two_people_changing_different_fields_do_not_meet(cast: Cast) -> None:
    town = cast.linderode
    start = town.antwoord.versie
    with tenant_scope(town.gemeente.pk):
        save_answer(
            project=town.project, punt="UI-04", values={"toelichting": "Van een"}, versie=start, by=town.lid.lid
        )
        result = save_answer(
            project=town.project,
            punt="UI-04",
            values={"status": "gereed", "toelichting": town.antwoord.toelichting},
            versie=start,
            by=town.leider.lid,
        )
        assert not result.conflicts
        assert (result.row.status, result.row.toelichting) == ("gereed", "Van een")


def test_two_people_changing_one_field_is_a_conflict_and_nothing_is_written(cast: Cast) -> None:
    town = cast.linderode
    start = town.antwoord.versie
    with tenant_scope(town.gemeente.pk):
        save_answer(
            project=town.project, punt="UI-04", values={"toelichting": "Van een"}, versie=start, by=town.lid.lid
        )
        result = save_answer(
            project=town.project, punt="UI-04", values={"toelichting": "Van twee"}, versie=start, by=town.leider.lid
        )
        assert [(each.theirs, each.mine) for each in result.conflicts] == [("Van een", "Van twee")]
        assert ChecklistAntwoord.objects.get(project=town.project, punt="UI-04").toelichting == "Van een"


def test_a_form_with_a_version_that_never_was_overwrites_nothing(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        result = save_answer(
            project=town.project, punt="UI-04", values={"toelichting": "Nieuw"}, versie=99, by=town.leider.lid
        )
        assert len(result.conflicts) == 1


def test_undo_takes_back_one_save(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        saved = save_answer(
            project=town.project, punt="UI-04", values={"status": "gereed"}, versie=1, by=town.leider.lid
        )
        undone = undo_save(antwoord=saved.row, versie=saved.row.versie, by=town.leider.lid)
        assert undone.row.status == "bezig"
        assert undone.row.versie == 3


def test_undo_does_not_touch_what_someone_changed_since(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        save_answer(project=town.project, punt="UI-04", values={"status": "gereed"}, versie=1, by=town.leider.lid)
        later = save_answer(project=town.project, punt="UI-04", values={"status": "nvt"}, versie=2, by=town.lid.lid)
        undone = undo_save(antwoord=later.row, versie=2, by=town.leider.lid)
        assert undone.conflicts
        assert undone.row.status == "nvt"


def test_an_old_version_can_be_brought_back_whole(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        save_answer(
            project=town.project, punt="UI-04", values={"toelichting": "", "deadline": None}, versie=1, by=town.lid.lid
        )
        back = restore_version(
            antwoord=ChecklistAntwoord.objects.get(project=town.project, punt="UI-04"),
            versie=1,
            by=town.leider.lid,
            seen=2,
        )
        assert (back.row.toelichting, back.row.deadline) == (
            town.antwoord.toelichting,
            town.antwoord.deadline,
        )


def test_gereed_keeps_the_day_and_loses_it_when_reopened(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        done = save_answer(project=town.project, punt="UI-05", values={"status": "gereed"}, versie=0, by=town.lid.lid)
        assert done.row.gereed_op is not None
        again = save_answer(project=town.project, punt="UI-05", values={"status": "bezig"}, versie=1, by=town.lid.lid)
        assert again.row.gereed_op is None


def test_open_deelacties_can_be_finished_together(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        save_answer(project=town.project, punt="UI-04a", values={"status": "nvt"}, versie=0, by=town.lid.lid)
        assert finish_below(project=town.project, punten=["UI-04a", "UI-04b"], by=town.lid.lid) == 1
