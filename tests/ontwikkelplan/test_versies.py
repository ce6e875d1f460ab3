"""Versions of a plan: frozen whole, readable as a page, and two of them side by side in plain language."""

from typing import Any

import pytest

from ontwikkelplan.models import Ontwikkelpunt, Plan, Plandocument, Planversie
from ontwikkelplan.services.punten import add_stand
from ontwikkelplan.services.versies import freeze_version
from ontwikkelplan.uitwisseling.momentopname import Momentopname, momentopname
from ontwikkelplan.verschil import in_delen, verschillen
from tests.cast import Cast, Town
from tests.ontwikkelplan.setting_up import at, make_plan, make_point, stored, text_of
from wijkaanpak.audit.models import Logregel
from wijkaanpak.editing.services import save_fields, set_aside
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture
def town(cast: Cast) -> Town:
    return cast.linderode


@pytest.fixture
def plan(town: Town) -> Plan:
    """A plan with one row, of which version 1 is kept."""
    with tenant_scope(town.gemeente.pk):
        plan = make_plan(town, titel="Ons plan", inleiding="Zo begint het.")
        make_point(town, plan, doel="Partners kennen de visie", planning="31-3-2027", uitvoerder="Lokaal team")
        freeze_version(plan=plan, reden="Voor de wethouder", by=town.beleid.lid)
        return plan


def edit(town: Town, row: Any, **values: str) -> None:
    """Change a row as its form does; a scope must be open."""
    save_fields(row=row, values=values, versie=row.versie, by=town.beleid.lid.pk)


def the_row(plan: Plan) -> Ontwikkelpunt:
    return Ontwikkelpunt.objects.get(plan=plan)


def told(old: Momentopname, new: Momentopname) -> list[tuple[str, str, str, list[tuple[str, str, str]]]]:
    """What differs, with the pieces of each text put together again."""
    return [
        (
            chapter.titel,
            each.soort,
            each.naam,
            [
                (one.naam, "".join(text for text, _ in one.oud), "".join(text for text, _ in one.nieuw))
                for one in each.verschillen
            ],
        )
        for chapter in verschillen(old, new)
        for each in chapter.onderwerpen
    ]


def test_a_version_is_kept_at_any_moment_with_a_reason(town: Town, plan: Plan, login: Any) -> None:
    client = login(town.beleid)
    assert client.post(at(town, plan, "versies/"), {"reden": ""}).status_code == 422
    page = text_of(client.post(at(town, plan, "versies/"), {"reden": "Na de raad"}, follow=True))
    assert "Versie 2 is bewaard." in page and "Na de raad" in page and "Voor de wethouder" in page


def test_a_version_does_not_change_with_the_plan(town: Town, plan: Plan, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        edit(town, the_row(plan), doel="Heel iets anders")
        edit(town, plan, inleiding="Een ander begin.")
        version = Planversie.objects.get()
    page = text_of(login(town.lid).get(at(town, plan, f"versies/{version.pk}/")))
    assert "Partners kennen de visie" in page and "Zo begint het." in page
    assert "Heel iets anders" not in page and "Een ander begin." not in page


def test_what_differs_is_told_per_table_row_and_column(town: Town, plan: Plan) -> None:
    with tenant_scope(town.gemeente.pk):
        old = momentopname(plan)
        row = the_row(plan)
        edit(town, row, doel="Alle partners kennen de visie", planning="30-6-2027")
        make_point(town, plan, "BF5-01", doel="Een klantenraad")
        new = momentopname(plan)
    tables = [tabel.titel for _deel, tabel in old.tabellen()]
    assert told(old, new) == [
        (
            f"2.1 {tables[11]}",
            "anders",
            "2.1.1 Alle partners kennen de visie",
            [
                ("Ontwikkelpunt (doel)", "Partners kennen de visie", "Alle partners kennen de visie"),
                ("Planning", "31-3-2027", "30-6-2027"),
            ],
        ),
        (
            f"5.1 {tables[20]}",
            "erbij",
            "5.1.1 Een klantenraad",
            [("Ontwikkelpunt (doel)", "", "Een klantenraad"), ("Status", "", "Niet gestart")],
        ),
    ]


def test_a_row_that_went_and_a_stand_that_came_are_told(town: Town, plan: Plan) -> None:
    with tenant_scope(town.gemeente.pk):
        second = make_point(town, plan, doel="Gaat weg")
        old = momentopname(plan)
        set_aside(row=second, gone=True, by=town.beleid.lid.pk)
        row = Ontwikkelpunt.objects.current().get(plan=plan)
        add_stand(punt=row, datum=row.eind_op, tekst="Gelukt", by=town.beleid.lid)
        new = momentopname(plan)
    (_, changed, _, cells), (_, gone, name, lost) = told(old, new)
    assert (changed, cells) == ("anders", [("Stand van zaken", "", "31-3-2027: Gelukt")])
    assert (gone, name) == ("weg", "2.1.2 Gaat weg")
    assert ("Ontwikkelpunt (doel)", "Gaat weg", "") in lost


def test_texts_documents_and_facts_of_the_plan_are_compared_too(town: Town, plan: Plan) -> None:
    with tenant_scope(town.gemeente.pk):
        old = momentopname(plan)
        edit(town, plan, titel="Ons tweede plan", inleiding="Zo begint het nu.")
        stored(town, Plandocument(plan=plan, titel="Nota", waarom="Basis"))
        plan.refresh_from_db()
        new = momentopname(plan)
    assert told(old, new) == [
        ("Het plan", "anders", "Titel", [("Titel", "Ons plan", "Ons tweede plan")]),
        ("Inleiding", "anders", "Inleiding", [("Inleiding", "Zo begint het.", "Zo begint het nu.")]),
        ("Algemene informatie", "erbij", "Lokale documenten: Nota", []),
    ]


def test_two_snapshots_of_one_plan_do_not_differ(town: Town, plan: Plan) -> None:
    with tenant_scope(town.gemeente.pk):
        assert verschillen(momentopname(plan), momentopname(plan)) == []


def test_only_the_words_that_differ_are_marked() -> None:
    old, new = in_delen("wij bellen de school vaak", "wij bellen elke school vaak")
    assert [text for text, differs in old if differs] == ["de"]
    assert [text for text, differs in new if differs] == ["elke"]


def test_long_texts_are_compared_line_by_line_and_lose_nothing() -> None:
    was = "\n".join(f"regel {number} met nog wat woorden" for number in range(2000))
    now = was.replace("regel 7 ", "regel zeven ")
    old, new = in_delen(was, now)
    assert "".join(text for text, _ in old) == was and "".join(text for text, _ in new) == now
    assert [text for text, differs in new if differs] == ["regel zeven met nog wat woorden\n"]


def test_a_version_stands_beside_now_whatever_the_order_of_choosing(town: Town, plan: Plan, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        edit(town, the_row(plan), doel="Iedereen kent de visie")
        freeze_version(plan=plan, reden="Later", by=town.beleid.lid)
        second, first = Planversie.objects.all()
    client = login(town.lid)
    for query in (f"van={first.pk}&naar=nu", f"van={second.pk}&naar={first.pk}"):
        page = text_of(client.get(at(town, plan, f"versies/vergelijk/?{query}")))
        assert "1 verschil tussen versie 1" in page
        assert "<del>Partners</del>" in page and "<ins>Iedereen</ins>" in page
    assert "Er is geen verschil." in text_of(client.get(at(town, plan, f"versies/vergelijk/?van={second.pk}&naar=nu")))


def test_a_version_of_another_plan_can_not_be_compared_and_the_try_is_logged(
    town: Town, plan: Plan, login: Any
) -> None:
    with tenant_scope(town.gemeente.pk):
        other = make_plan(town, begin_jaar=2028, eind_jaar=2030)
        theirs = freeze_version(plan=other, reden="Geheim", by=town.beleid.lid)
    response = login(town.beleid).get(at(town, plan, f"versies/vergelijk/?van={theirs.pk}&naar=nu"))
    assert response.status_code == 422 and "Geheim" not in text_of(response)
    with tenant_scope(town.gemeente.pk):
        assert Logregel.objects.filter(handeling="keuze:van").count() == 1
    assert login(town.beleid).get(at(town, plan, f"versies/{theirs.pk}/")).status_code == 404


def test_the_same_version_twice_is_refused_in_words(town: Town, plan: Plan, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        version = Planversie.objects.get()
        freeze_version(plan=plan, reden="Later", by=town.beleid.lid)
    url = at(town, plan, f"versies/vergelijk/?van={version.pk}&naar={version.pk}")
    response = login(town.lid).get(url)
    assert response.status_code == 422 and "Kies twee verschillende versies." in text_of(response)


def test_a_version_says_why_a_document_counts_and_where_it_is(town: Town, plan: Plan, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        stored(town, Plandocument(plan=plan, titel="Nota", waarom="Basis", url="https://example.org/nota"))
        made = freeze_version(plan=plan, reden="", by=town.beleid.lid)
    page = text_of(login(town.lid).get(at(town, plan, f"versies/{made.pk}/")))
    assert 'href="https://example.org/nota"' in page
    assert "Basis" in page
