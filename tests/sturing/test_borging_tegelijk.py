"""Closing a project and asking its heirs on two connections: no result slips through, and nobody is asked twice."""

import datetime
from threading import Thread
from typing import Any

from django.db import connection

from ontwikkelplan.sturing.models import Borging, Borgingvraag
from ontwikkelplan.sturing.services.borging import ask_due, lock_project, shut_because
from projects.models import Project
from projects.services.project import NotReadyToClose, edit_project
from tests.cast import Town, make_cast, project_data
from tests.ontwikkelplan.setting_up import stored
from tests.sturing.setting_up import add_sturing
from wijkaanpak.tenancy.scope import tenant_scope


def a_town() -> Town:
    town = make_cast().linderode
    with tenant_scope(town.gemeente.pk):
        add_sturing(town)
    return town


def meanwhile(town: Town, work: Any, said: list[Any]) -> Thread:
    """Do something in a scope of its own on another connection, and keep what it said."""

    def run() -> None:
        try:
            with tenant_scope(town.gemeente.pk):
                said.append(work())
        except NotReadyToClose as error:
            said.append(error)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread


def close(town: Town) -> Project:
    return edit_project(project=town.project, data=project_data(town.leider.lid, status="afgerond"), versie=1)


def test_closing_waits_for_a_result_that_is_being_written_and_sees_it(committed: None) -> None:
    town = a_town()
    said: list[Any] = []
    with tenant_scope(town.gemeente.pk):
        assert shut_because(lock_project(town.project)) == ""
        stored(town, Borging(project=town.project, resultaat="Net toegevoegd"))
        other = meanwhile(town, lambda: close(town), said)
        other.join(timeout=1)
        assert other.is_alive()  # it waits for this result
    other.join(timeout=30)
    assert "Net toegevoegd" in str(said[0])
    with tenant_scope(town.gemeente.pk):
        assert Project.objects.get(pk=town.project.pk).status == "lopend"


def test_writing_waits_for_a_closing_and_is_refused(committed: None) -> None:
    town = a_town()
    said: list[Any] = []
    with tenant_scope(town.gemeente.pk):
        close(town)
        other = meanwhile(town, lambda: shut_because(lock_project(town.project)), said)
        other.join(timeout=1)
        assert other.is_alive()
    other.join(timeout=30)
    assert "Dit project is afgerond" in said[0]


def test_two_workers_of_the_same_day_ask_once(committed: None) -> None:
    town = a_town()
    said: list[Any] = []
    with tenant_scope(town.gemeente.pk):
        Borgingvraag.objects.all().delete()
        closed = datetime.date(2026, 1, 31)
        Project.objects.filter(pk=town.project.pk).update(status="afgerond", afgerond_op=closed)
    with tenant_scope(town.gemeente.pk):
        ask_due(today=datetime.date(2026, 8, 1))
        other = meanwhile(town, lambda: ask_due(today=datetime.date(2026, 8, 1)), said)
        other.join(timeout=1)
    other.join(timeout=30)
    with tenant_scope(town.gemeente.pk):
        assert list(Borgingvraag.objects.values_list("maanden", "vraag_op")) == [(6, datetime.date(2026, 7, 31))]
