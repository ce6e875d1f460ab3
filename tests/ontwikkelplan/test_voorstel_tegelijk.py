"""Two proposals that land on the same rows at once, on two connections: no text is lost, nothing waits for ever."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from ontwikkelplan.inhoud import tabel_van
from ontwikkelplan.models import Ontwikkelpunt, Plan, Voorstel
from ontwikkelplan.services.terugnemen import take_back
from ontwikkelplan.services.voorstel import keep_proposal, land
from ontwikkelplan.uitwisseling.plakken import lees_plak, leg_neer, verleg
from ontwikkelplan.uitwisseling.voorbeeld import beelden
from ontwikkelplan.uitwisseling.voorstel import Voorstelinhoud
from tests.cast import Town, make_cast
from tests.ontwikkelplan.setting_up import TABEL, make_plan, make_point
from wijkaanpak.editing.services import save_fields
from wijkaanpak.tenancy.scope import tenant_scope

ROWS = 5


@pytest.fixture
def town(committed: None) -> Town:
    return make_cast().linderode


def proposal(town: Town, plan: Plan, vanaf: Ontwikkelpunt, text: str, *, over: bool = True) -> Voorstel:
    """Paste a table over rows, or below them; a scope must be open."""
    tabel = tabel_van(plan, TABEL)
    assert tabel
    inhoud = leg_neer(plan, lees_plak(tabel=tabel, kolom="doel", html_tekst="", tekst=text), vanaf.pk)
    assert inhoud.plak
    inhoud = verleg(plan, inhoud.plak, over=over)
    return keep_proposal(plan=plan, soort="plakken", bestandsnaam="", inhoud=inhoud, by=town.beleid.lid)


def seen(voorstel: Voorstel) -> list[Any]:
    """The rows as a screen shows them, everything chosen."""
    return list(beelden(voorstel.plan, Voorstelinhoud.model_validate(voorstel.inhoud)))


def at_once(town: Town, *jobs: Any) -> None:
    """Do things on connections of their own, all at one moment."""
    start, wrong = Barrier(len(jobs)), []

    def work(job: Any) -> None:
        try:
            start.wait(timeout=30)
            with tenant_scope(town.gemeente.pk):
                job()
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work, args=(job,)) for job in jobs]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=60)
    assert not any(each.is_alive() for each in threads)
    assert wrong == []


def texts_of(row: Ontwikkelpunt) -> set[str]:
    """Every goal that a row ever had; a scope must be open."""
    return {row.doel, *row.events.values_list("doel", flat=True)}


def test_two_proposals_over_the_same_rows_keep_every_text(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        plan = make_plan(town)
        rows = [make_point(town, plan, TABEL, doel=f"was {n}") for n in range(ROWS)]
        one = proposal(town, plan, rows[0], "\n".join(f"een {n}\tresultaat {n}" for n in range(ROWS)))
        two = proposal(town, plan, rows[0], "\n".join(f"twee {n}\t\tstap {n}" for n in range(ROWS)))
        screens = {each.pk: (each, seen(each)) for each in (one, two)}
    at_once(
        town,
        *(lambda v=v, r=r: land(voorstel=v, rijen=r, by=town.beleid.lid) for v, r in screens.values()),
        lambda: save_fields(row=rows[2], values={"uitvoerder": "Team"}, versie=1, by=town.leider.lid.pk),
    )
    with tenant_scope(town.gemeente.pk):
        open_texts = {
            cel.nieuw
            for voorstel in Voorstel.objects.filter(plan=plan)
            for rij in Voorstelinhoud.model_validate(voorstel.inhoud).rijen
            for cel in rij.cellen
            if cel.staat == ""
        }
        now = list(Ontwikkelpunt.objects.filter(plan=plan).in_order())
        assert len(now) == ROWS
        for n, row in enumerate(now):
            assert (row.resultaat, row.stappen) == (f"resultaat {n}", f"stap {n}")  # cells of one alone both landed
            assert {f"een {n}", f"twee {n}"} <= {row.doel} | open_texts  # one landed, the other waits for a choice
            assert f"was {n}" in texts_of(row)
        assert now[2].uitvoerder == "Team"


def test_two_proposals_with_the_same_new_rows_make_each_row_once(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        plan = make_plan(town)
        row = make_point(town, plan, TABEL, doel="was")
        text = "\n".join(f"nieuw {n}\tresultaat {n}" for n in range(ROWS))
        one, two = (proposal(town, plan, row, f"{text}{end}", over=False) for end in ("", "\nvan de ander\tx"))
        screens = [(each, seen(each)) for each in (one, two)]
    at_once(
        town,
        *(lambda v=v, r=r: land(voorstel=v, rijen=r, by=town.beleid.lid) for v, r in screens),
    )
    with tenant_scope(town.gemeente.pk):
        goals = [row.doel for row in Ontwikkelpunt.objects.filter(plan=plan).in_order()]
        assert sorted(goals) == sorted(["was", "van de ander", *(f"nieuw {n}" for n in range(ROWS))])


def test_landing_and_taking_back_at_once_leave_no_half_row(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        plan = make_plan(town)
        rows = [make_point(town, plan, TABEL, doel=f"was {n}") for n in range(ROWS)]
        one = proposal(town, plan, rows[0], "\n".join(f"een {n}" for n in range(ROWS)))
        land(voorstel=one, rijen=seen(one), by=town.beleid.lid)
        two = proposal(town, plan, rows[0], "\n".join(f"twee {n}" for n in range(ROWS)))
        screen = seen(two)
    at_once(
        town,
        lambda: take_back(voorstel=one, by=town.beleid.lid),
        lambda: land(voorstel=two, rijen=screen, by=town.leider.lid),
    )
    with tenant_scope(town.gemeente.pk):
        goals = [row.doel for row in Ontwikkelpunt.objects.filter(plan=plan).in_order()]
        assert goals in ([f"was {n}" for n in range(ROWS)], [f"twee {n}" for n in range(ROWS)])
