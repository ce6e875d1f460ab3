"""The PDF of a plan: made by a worker, for archives and for screen readers, with its data inside."""

import datetime
import json
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.utils import timezone

from ontwikkelplan import tasks
from ontwikkelplan.models import Plan, Planpdf, Planversie, Voorstel
from ontwikkelplan.services import pdf as services
from ontwikkelplan.uitwisseling.momentopname import Momentopname, momentopname
from ontwikkelplan.uitwisseling.pdf import plan_html
from tests.cast import Town
from tests.documents import pdfs
from tests.ontwikkelplan.setting_up import HTMX, at, fresh, stored
from tests.ontwikkelplan.uitwisseling_hulp import cells_of, full_plan, opname_of
from wijkaanpak.documents import maken
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture
def plan(town: Town) -> Plan:
    with tenant_scope(town.gemeente.pk):
        Planpdf.objects.all().delete()
        return full_plan(town)


def _ask(town: Town, plan: Plan, versie: Planversie | None = None) -> Planpdf:
    with tenant_scope(town.gemeente.pk):
        return services.ask_pdf(plan=plan, by=town.lid.lid, versie=versie)


def _data_in(data: bytes) -> Momentopname:
    with pikepdf.open(BytesIO(data)) as file:
        assert file.Root.AF[0].AFRelationship == pikepdf.Name.Source
        return Momentopname.model_validate(json.loads(file.attachments["ontwikkelplan.json"].get_file().read_bytes()))


def test_the_worker_makes_one_file_for_archives_and_screen_readers_with_every_cell_in_it(
    town: Town, plan: Plan, login: Any
) -> None:
    asked = _ask(town, plan)
    tasks.make_pdfs(str(town.gemeente.pk))
    done = fresh(town, asked)
    assert (done.staat, len(done.sha256)) == ("klaar", 64)
    data = login(town.lid).get(at(town, plan, f"bestanden/pdf/{asked.pk}/bestand/")).content
    assert pdfs.failures(data, "3a") == []
    assert pdfs.failures(data, "ua1") == []
    assert cells_of(_data_in(data)) == cells_of(opname_of(town, plan))
    words = pdfs.text(data)
    for _tabel, rij in opname_of(town, plan).rijen():
        assert "".join(rij.kosten.split()) in words
        assert "".join(rij.stand.split()) in words


def test_a_pdf_of_a_version_says_what_the_plan_said_then(town: Town, plan: Plan, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        frozen = momentopname(plan).model_dump(mode="json")
        row = Planversie(plan=plan, nummer=1, staat="concept", inhoud=frozen, gemaakt_door=town.beleid.lid)
        versie = stored(town, row)
        Plan.objects.filter(pk=plan.pk).update(titel="Later anders")
    answer = login(town.lid).post(at(town, plan, "bestanden/pdf/"), {"versie": str(versie.pk)}, follow=True)
    assert "Pdf van versie 1" in answer.content.decode()
    with tenant_scope(town.gemeente.pk):
        made = Planpdf.objects.get(van_versie=versie)
    assert Momentopname.model_validate(made.inhoud).titel == "Ontwikkelplan"


def test_a_pdf_that_waits_is_asked_once_more_when_the_plan_says_something_else(town: Town, plan: Plan) -> None:
    first = _ask(town, plan)
    assert _ask(town, plan).pk == first.pk
    with tenant_scope(town.gemeente.pk):
        Plan.objects.filter(pk=plan.pk).update(titel="Intussen anders")
        plan.refresh_from_db()
    second = _ask(town, plan)
    assert second.pk != first.pk
    assert Momentopname.model_validate(second.inhoud).titel == "Intussen anders"


@pytest.mark.parametrize("versie", ["x", "00000000-0000-0000-0000-000000000000"])
def test_a_version_that_is_not_there_gives_no_pdf(town: Town, plan: Plan, login: Any, versie: str) -> None:
    assert login(town.lid).post(at(town, plan, "bestanden/pdf/"), {"versie": versie}).status_code == 404


def test_while_it_is_made_the_page_says_how_far(town: Town, plan: Plan, login: Any) -> None:
    asked = _ask(town, plan)
    with tenant_scope(town.gemeente.pk):
        claimed = maken.claim_next(Planpdf)
        assert claimed is not None
        maken.note_step(row=claimed, stap=4)
    part = login(town.lid).get(at(town, plan, f"bestanden/pdf/{asked.pk}/"), headers=HTMX).content.decode()
    assert "stap 4 van 7" in part and "hx-trigger" in part and "<html" not in part
    assert login(town.lid).get(at(town, plan, f"bestanden/pdf/{asked.pk}/bestand/")).status_code == 404


def test_a_double_click_asks_for_one(town: Town, plan: Plan) -> None:
    assert _ask(town, plan).pk == _ask(town, plan).pk


def test_what_a_killed_worker_left_is_taken_again(town: Town, plan: Plan) -> None:
    _ask(town, plan)
    with tenant_scope(town.gemeente.pk):
        assert maken.claim_next(Planpdf) is not None
        assert maken.claim_next(Planpdf) is None  # someone is at it
        Planpdf.objects.update(begonnen_op=timezone.now() - datetime.timedelta(minutes=6))
        again = maken.claim_next(Planpdf)
    assert again is not None and again.pogingen == 2


def test_after_three_attempts_it_says_so_and_can_be_tried_again(town: Town, plan: Plan, login: Any) -> None:
    asked = _ask(town, plan)
    with tenant_scope(town.gemeente.pk):
        Planpdf.objects.update(inhoud={"kapot": True})
    for _n in range(3):
        tasks.make_pdfs(str(town.gemeente.pk))
    page = login(town.lid).get(at(town, plan, f"bestanden/pdf/{asked.pk}/")).content.decode()
    assert "De pdf maken lukte niet" in page
    login(town.lid).post(at(town, plan, f"bestanden/pdf/{asked.pk}/opnieuw/"))
    assert (fresh(town, asked).staat, fresh(town, asked).pogingen) == ("wacht", 0)


@pytest.mark.parametrize(("days", "is_kept"), [(29, True), (31, False), (None, True)])
def test_the_texts_of_a_proposal_are_thrown_away_a_month_after_it_was_handled(
    town: Town, login: Any, days: int | None, is_kept: bool
) -> None:
    handled = None if days is None else timezone.now() - datetime.timedelta(days=days)
    inhoud = {"meldingen": ["Iets over een rij"]}
    with tenant_scope(town.gemeente.pk):
        row = Voorstel(
            plan=town.op.plan, soort="word", bestandsnaam="x.docx", inhoud=inhoud, door=town.beleid.lid,
            afgehandeld_op=handled,
        )  # fmt: skip
        stored(town, row)
    tasks.forget_proposals(str(town.gemeente.pk))
    left = fresh(town, row)
    assert (left.inhoud == inhoud, bool(left.bestandsnaam)) == (is_kept, is_kept)
    page = login(town.beleid).get(at(town, town.op.plan, f"voorstel/{row.pk}/")).content.decode()
    assert ("na 30 dagen weggegooid" in page) is not is_kept


@pytest.mark.parametrize(("days", "is_open"), [(89, True), (91, False)])
def test_a_proposal_that_nobody_handles_lapses_after_ninety_days(
    town: Town, login: Any, days: int, is_open: bool
) -> None:
    cell = {"kolom": "doel", "uit": None, "nieuw": "Uit een oud bestand"}
    rij = {"nummer": 0, "tabel": "BF2-02", "waar": "rij 1", "id": None, "cellen": [cell]}
    with tenant_scope(town.gemeente.pk):
        row = Voorstel(plan=town.op.plan, soort="word", inhoud={"rijen": [rij]}, door=town.beleid.lid)
        stored(town, row)
        Voorstel.objects.filter(pk=row.pk).update(op=timezone.now() - datetime.timedelta(days=days))
    tasks.forget_proposals(str(town.gemeente.pk))
    assert (fresh(town, row).afgehandeld_op is None) is is_open
    page = login(town.beleid).get(at(town, town.op.plan, f"voorstel/{row.pk}/")).content.decode()
    assert ("Dit voorstel is vervallen" in page) is not is_open
    assert "Uit een oud bestand" in page


def test_every_proposal_that_waits_is_listed(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        for number in range(7):
            row = Voorstel(
                plan=town.op.plan, soort="word", bestandsnaam=f"nr-{number}.docx", inhoud={}, door=town.beleid.lid
            )
            stored(town, row)
    page = login(town.beleid).get(at(town, town.op.plan, "bestanden/")).content.decode()
    assert all(f"nr-{number}.docx" in page for number in range(7))


def test_the_pdf_speaks_to_who_reads_it_and_numbers_the_rows(town: Town, plan: Plan) -> None:
    with tenant_scope(town.gemeente.pk):
        page = plan_html(momentopname(plan), "")
    assert "Geef per stelling aan" not in page and "jouw plan" not in page
    assert "Hoe eerder je ziet dat het iemand even niet lukt, hoe kleiner het probleem blijft." in page
    assert '<span class="nr">2.1.1</span>' in page
