"""Upgrading a checklist: whatever a new version does, no answer is lost, moved or rewritten."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects.checklist import build_all
from projects.models import ChecklistAntwoord, Project
from projects.services.antwoord import FIELDS, save_answer
from projects.services.eigen_punt import add_own_point
from projects.services.project import create_project
from projects.services.versie import NoNewerVersion, accept_version, turn_back_version
from projects.views.versies import _readable_only
from tests.cast import Cast, Town, project_data
from tests.instrumenten.make import PHASES, Places, instrument, instrument_data, load_only, real_folders_afterwards
from wijkaanpak.instrumenten.upgrade import plan_upgrade
from wijkaanpak.tenancy.scope import tenant_scope

Data = dict[str, Any]
phases = st.sampled_from(sorted(PHASES))
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
DB = settings(
    deadline=None,
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@st.composite
def transitions(draw: st.DrawFn, old: Places, version: int) -> Data:
    """Return a version after ``old`` in which every old id became something."""
    places: Places = {}
    overgangen: list[dict[str, Any]] = []
    fresh = (f"NW-{version}{number:02d}" for number in range(1, 99))
    for oud, place in old.items():
        wordt = draw(st.sampled_from(["gelijk", "herschreven", "verplaatst", "gesplitst", "vervallen", "samen"]))
        nieuw = [oud]
        if wordt == "verplaatst":
            nieuw = [draw(st.sampled_from([oud, next(fresh)]))]
        elif wordt == "gesplitst":
            nieuw = [draw(st.sampled_from([oud, next(fresh)])), *(next(fresh) for _ in range(draw(st.integers(1, 2))))]
        elif wordt == "vervallen":
            nieuw = []
        elif wordt == "samen":  # joined with another punt, old or new
            wordt, nieuw = "herschreven", [draw(st.sampled_from(sorted(old)))]
        for id in nieuw:
            places.setdefault(id, draw(phases) if wordt == "verplaatst" else place)
        overgangen.append({"oud": oud, "wordt": wordt, "nieuw": nieuw})
    for overgang in overgangen:  # an id that is in both versions never gets another meaning
        if overgang["oud"] in places and overgang["oud"] not in overgang["nieuw"]:
            overgang |= {"wordt": "gelijk", "nieuw": [overgang["oud"]]}
    for _ in range(draw(st.integers(0 if places else 1, 2))):
        places[next(fresh)] = draw(phases)
    return instrument_data(version, places, overgangen)


@st.composite
def histories(draw: st.DrawFn) -> list[Data]:
    """Return three versions that follow each other."""
    ids = [f"{deel}-{number:02d}" for deel in PHASES for number in range(1, 4)]
    old = {id: id[:2] for id in draw(st.lists(st.sampled_from(ids), min_size=2, max_size=6, unique=True))}
    versions = [instrument_data(1, old)]
    for version in (2, 3):
        places = {punt["id"]: deel["id"] for deel in versions[-1]["onderdelen"] for punt in deel["punten"]}
        versions.append(draw(transitions(places, version)))
    return versions


@settings(max_examples=100, deadline=None)
@given(versions=histories(), data=st.data())
def test_a_plan_copies_only_to_empty_places_and_forgets_no_answer(versions: list[Data], data: st.DataObject) -> None:
    old, new = instrument(versions[0]), instrument(versions[1])
    answered = data.draw(st.sets(st.sampled_from(sorted(old.punten))))
    plan = plan_upgrade(old, new, answered)
    targets = [copy.nieuw for copy in plan.copies]
    assert len(targets) == len(set(targets))
    assert not set(targets) & answered
    assert not set(targets) & set(old.punten), "turning back would show an answer that nobody gave there"
    assert set(targets) <= set(new.punten)
    assert {copy.oud for copy in plan.copies} <= answered
    assert answered == (answered & set(new.punten)) | set(plan.readable_only)
    assert sum(len(group) for group in plan.overgangen.values()) == len(old.punten)


@settings(max_examples=100, deadline=None)
@given(versions=histories())
def test_what_was_split_has_its_answer_at_every_new_id(versions: list[Data]) -> None:
    old, new = instrument(versions[0]), instrument(versions[1])
    plan = plan_upgrade(old, new, set(old.punten))
    filled = set(old.punten) | {copy.nieuw for copy in plan.copies}
    assert {id for overgang in plan.overgangen["gesplitst"] for id in overgang.nieuw} <= filled


@pytest.fixture
def town(cast: Cast) -> Iterator[Town]:
    """Linderode with the scope open, and the real instruments back afterwards."""
    with real_folders_afterwards(), tenant_scope(cast.linderode.gemeente.pk):
        yield cast.linderode


def _new_project(town: Town) -> Project:
    return create_project(by=town.leider.lid, data=project_data(town.leider.lid, naam=f"Proef {uuid4()}"))


def _content(project: Project) -> dict[Any, tuple[Any, ...]]:
    rows = ChecklistAntwoord.objects.filter(project=project)
    return {row.pk: (row.punt, row.versie, *(getattr(row, name) for name in FIELDS)) for row in rows}


def _screen(project: Project) -> list[tuple[Any, ...]]:
    project.refresh_from_db()
    return [
        (fasering.onderdeel.slug, regel.id, regel.titel, *(getattr(regel.antwoord, name) for name in FIELDS))
        for fasering in build_all(project)
        for top in fasering.regels
        for regel in top.walk()
    ]


def _check_readable(project: Project) -> None:
    shown = {line[1] for line in _screen(project)}
    shown |= {antwoord.punt for _titel, antwoord in _readable_only(project)}
    answered = {row.punt for row in ChecklistAntwoord.objects.filter(project=project, versie__gt=0)}
    assert answered <= shown


def _answer(town: Town, project: Project, data: st.DataObject, ids: list[str]) -> None:
    punt = data.draw(st.sampled_from(ids))
    values = {"status": data.draw(st.sampled_from(["bezig", "gereed"])), "toelichting": data.draw(texts)}
    now = ChecklistAntwoord.objects.filter(project=project, punt=punt).first()
    save_answer(project=project, punt=punt, values=values, versie=now.versie if now else 0, by=town.leider.lid)


def _switch(step: str, project: Project, town: Town) -> None:
    before = _content(project)
    try:
        if step == "accept":
            accept_version(project=project, by=town.leider.lid)
        else:
            turn_back_version(project=project, by=town.leider.lid)
    except NoNewerVersion:
        assert _content(project) == before
    after = _content(project)
    given = {pk: content for pk, content in before.items() if content[1] > 0}
    assert set(before) <= set(after)
    assert {pk: after[pk] for pk in given} == given


@DB
@given(versions=histories(), data=st.data())
def test_no_series_of_switches_and_saves_loses_or_changes_an_answer(
    town: Town, tmp_path: Path, versions: list[Data], data: st.DataObject
) -> None:
    load_only(tmp_path, versions[:1])  # a project of last year: the newer versions are not there yet
    project = _new_project(town)
    load_only(tmp_path, versions)
    for step in data.draw(st.lists(st.sampled_from(["save", "accept", "back"]), min_size=3, max_size=9)):
        if step == "save":
            _answer(town, project, data, [line[1] for line in _screen(project)])
        else:
            _switch(step, project, town)
            _check_readable(project)


@DB
@given(versions=histories(), data=st.data())
def test_turning_back_shows_the_checklist_as_it_was(
    town: Town, tmp_path: Path, versions: list[Data], data: st.DataObject
) -> None:
    load_only(tmp_path, versions[:1])
    project = _new_project(town)
    for _ in range(data.draw(st.integers(0, 4))):
        _answer(town, project, data, [line[1] for line in _screen(project)])
    before = _screen(project)
    load_only(tmp_path, versions[:2])
    accept_version(project=project, by=town.leider.lid)
    turn_back_version(project=project, by=town.leider.lid)
    assert _screen(project) == before


SPLIT = [
    instrument_data(1, {"VB-01": "VB", "VB-02": "VB", "ST-01": "ST"}),
    instrument_data(
        2,
        {"VB-01": "VB", "ST-01": "ST", "ST-09": "ST"},
        [
            {"oud": "ST-01", "wordt": "gelijk", "nieuw": ["ST-01"]},
            {"oud": "VB-01", "wordt": "gesplitst", "nieuw": ["VB-01", "ST-09"]},
            {"oud": "VB-02", "wordt": "vervallen", "nieuw": []},
        ],
    ),
]


def _split_project(town: Town, tmp_path: Path) -> Project:
    load_only(tmp_path, SPLIT[:1])
    project = _new_project(town)
    for punt in ("VB-01", "VB-02"):
        save_answer(project=project, punt=punt, values={"toelichting": punt}, versie=0, by=town.leider.lid)
    load_only(tmp_path, SPLIT)
    return project


def test_accepting_twice_is_refused_and_copies_nothing_again(town: Town, tmp_path: Path) -> None:
    project = _split_project(town, tmp_path)
    accept_version(project=project, by=town.leider.lid)
    before = _content(project)
    with pytest.raises(NoNewerVersion), transaction.atomic():
        accept_version(project=project, by=town.leider.lid)
    project.refresh_from_db()
    assert (project.instrument_versie, _content(project)) == (2, before)


def test_a_project_that_was_never_upgraded_can_not_turn_back(town: Town) -> None:
    with pytest.raises(NoNewerVersion), transaction.atomic():
        turn_back_version(project=town.project, by=town.leider.lid)


def test_a_split_punt_has_its_text_in_both_places_and_a_retired_one_can_be_read(town: Town, tmp_path: Path) -> None:
    project = _split_project(town, tmp_path)
    accept_version(project=project, by=town.leider.lid)
    project.refresh_from_db()
    shown = {row[1]: row[5] for row in _screen(project)}
    assert (shown["VB-01"], shown["ST-09"]) == ("VB-01", "VB-01")
    assert [(titel, row.toelichting) for titel, row in _readable_only(project)] == [("VB-02 in versie 1", "VB-02")]


def test_own_punten_of_project_and_gemeente_survive_with_their_answers(town: Town, tmp_path: Path) -> None:
    project = _split_project(town, tmp_path)
    own = add_own_point(by=town.leider.lid, project=project, fase="voorbereiding", titel="Van ons", hulp="")
    for code in (own.code, town.gemeente_punt.code):
        save_answer(project=project, punt=code, values={"status": "gereed"}, versie=0, by=town.leider.lid)
    for switch in (accept_version, turn_back_version):
        switch(project=project, by=town.leider.lid)
        lines = {(line[0], line[1], line[3]) for line in _screen(project)}
        assert ("voorbereiding", own.code, "gereed") in lines
        assert ("start", town.gemeente_punt.code, "gereed") in lines


def test_an_own_punt_of_a_phase_that_is_gone_can_still_be_read(town: Town, tmp_path: Path) -> None:
    project = _split_project(town, tmp_path)
    own = add_own_point(by=town.leider.lid, project=project, fase="vervolg", titel="Later", hulp="")
    save_answer(project=project, punt=own.code, values={"status": "bezig"}, versie=0, by=town.leider.lid)
    assert [titel for titel, _row in _readable_only(project)] == ["Later"]
