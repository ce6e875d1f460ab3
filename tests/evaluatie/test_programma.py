"""Sharing a project with the region, and the screen of who leads it."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from evaluatie.programma.beeld import OUD
from evaluatie.programma.models import Programmapdf, Regiostand, Stand, Standstaat
from evaluatie.programma.services import levering
from evaluatie.programma.services import stand as services
from evaluatie.programma.tasks import deliver, make_pdfs
from projects.models import Project
from tests.cast import Cast, Town, make_cast
from tests.evaluatie.setting_up_programma import copy, figures, lead, put_stand
from tests.projects.pages import count_queries
from wijkaanpak.tenancy.models import Gemeente, Regio
from wijkaanpak.tenancy.scope import tenant_scope

HOME = "/linderode/programma/"


def _build() -> Cast:
    cast = make_cast()
    lead(cast.linderode)
    return cast


@pytest.fixture(scope="session")
def cast_with_programma() -> Callable[[], Cast]:
    """How the cast is made that these tests begin with: Linderode leads the region."""
    return _build


@pytest.fixture
def towns(cast: Cast, cast_with_programma: Callable[[], Cast]) -> Cast:
    """Linderode, which leads, and Broekveen, which shares."""
    return cast


def of(town: Town, rest: str = "") -> str:
    return f"/{town.gemeente.slug}/programma/project/{town.project.pk}/{rest}"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def newest(town: Town) -> Stand:
    with tenant_scope(town.gemeente.pk):
        return Stand.objects.order_by("-nummer")[0]


def copies(town: Town) -> list[Regiostand]:
    with tenant_scope(town.gemeente.pk):
        return list(Regiostand.objects.order_by("bron_project"))


def share(town: Town) -> Stand:
    """Make a stand, ask and release, as the services do, and deliver it."""
    with tenant_scope(town.gemeente.pk):
        made = services.make(project=town.project, by=town.leider.lid)
        services.submit(stand=made, by=town.leider.lid)
        services.release(stand=made, by=town.beleid.lid)
    deliver(str(town.gemeente.pk))
    return newest(town)


def several(town: Town, others: int = 4) -> list[Regiostand]:
    """Copies of projects of as many gemeenten, with the scope of who leads."""
    with tenant_scope(town.gemeente.pk):
        made = []
        for n in range(others):
            van = Gemeente.objects.create(naam=f"Plaats {n}", slug=f"plaats-{n}", regio=town.gemeente.regio)
            made.append(copy(town, van, naam=f"Wijk {n}", cijfers=figures(reeks=n, gasten=5 + n)))
        return made


def test_a_stand_goes_from_projectleider_over_the_gemeente_to_the_region(towns: Cast, login: Any) -> None:
    town = towns.broekveen
    client = login(town.leider)
    page = client.post(of(town, "stand/"), follow=True)
    assert "precies wat de regio te lezen krijgt" in text_of(page)
    assert "minder dan 5)" in text_of(page)
    assert copies(towns.linderode) == []
    made = newest(town)
    client.post(of(town, f"stand/{made.pk}/klaarzetten/"))
    assert client.post(of(town, f"stand/{made.pk}/vrijgeven/")).status_code == 403
    assert newest(town).staat == Standstaat.KLAARGEZET
    page = login(town.beleid).post(of(town, f"stand/{made.pk}/vrijgeven/"), follow=True)
    assert "gaat nu naar de regio" in text_of(page)
    deliver(str(town.gemeente.pk))
    (kept,) = copies(towns.linderode)
    assert (kept.naam, kept.van_id, kept.cijfers) == (town.project.naam, town.gemeente.pk, made.cijfers)
    shown = text_of(login(towns.linderode.beleid).get(HOME))
    assert town.project.naam in shown


def test_the_same_figures_are_frozen_once_and_asking_for_changes_needs_a_reason(towns: Cast, login: Any) -> None:
    town = towns.broekveen
    client = login(town.beleid)
    client.post(of(town, "stand/"))
    client.post(of(town, "stand/"))
    made = newest(town)
    assert made.nummer == 1
    client.post(of(town, f"stand/{made.pk}/klaarzetten/"))
    page = client.post(of(town, f"stand/{made.pk}/terug/"))
    assert page.status_code == 422
    assert "Kies waarom." in text_of(page)
    page = client.post(of(town, f"stand/{made.pk}/terug/"), {"waarom": "later"}, follow=True)
    assert "Wacht tot na de evaluatie" in text_of(page)
    page = client.post(of(town, f"stand/{made.pk}/vrijgeven/"), follow=True)
    assert "wacht niet meer op akkoord" in text_of(page)
    client.post(of(town, "stand/"))
    assert (newest(town).nummer, newest(town).staat) == (2, Standstaat.CONCEPT)


def test_withdrawing_takes_the_figures_and_the_pdfs_away_at_the_region(towns: Cast, login: Any) -> None:
    town, leads = towns.broekveen, towns.linderode
    made = share(town)
    client = login(leads.beleid)
    made_pdf = client.post(f"{HOME}pdf/")
    make_pdfs(str(leads.gemeente.pk))
    taken = client.get(made_pdf["Location"] + "pdf/")
    assert b"".join(taken.streaming_content).startswith(b"%PDF")
    login(town.beheerder).post(of(town, f"stand/{made.pk}/intrekken/"))
    deliver(str(town.gemeente.pk))
    (kept,) = copies(leads)
    assert (kept.cijfers, kept.peildag) == ({}, None)
    assert newest(town).geleverd_aan_id is None
    with tenant_scope(leads.gemeente.pk):
        assert not Programmapdf.objects.exists()
    page = login(leads.beleid).get(HOME)
    assert "Ingetrokken:" in text_of(page)
    assert "Nog niets gedeeld:" in text_of(page)
    assert login(leads.beleid).get(f"{HOME}stand/{kept.pk}/").status_code == 404


def test_what_comes_late_never_brings_back_what_is_gone(towns: Cast) -> None:
    town, leads = towns.broekveen, towns.linderode
    with tenant_scope(town.gemeente.pk):
        put_stand(town, 1, Standstaat.VRIJGEGEVEN)
        late = levering.pick_up(stand_id=levering.waiting()[0])
    assert late is not None
    with tenant_scope(town.gemeente.pk):
        services.withdraw(stand=Stand.objects.get(), by=town.beleid.lid)
    deliver(str(town.gemeente.pk))
    with tenant_scope(leads.gemeente.pk):
        levering.receive(gemeente_id=leads.gemeente.pk, zending=late)
    (kept,) = copies(leads)
    assert kept.cijfers == {}


def test_a_newer_stand_takes_the_place_of_the_one_before_and_doing_it_twice_changes_nothing(towns: Cast) -> None:
    town, leads = towns.broekveen, towns.linderode
    share(town)
    with tenant_scope(town.gemeente.pk):
        Project.objects.update(fase="vervolg")
        town.project.refresh_from_db()
    second = share(town)
    deliver(str(town.gemeente.pk))
    (kept,) = copies(leads)
    assert (kept.nummer, kept.cijfers["fase"], kept.ingetrokken_op) == (2, "vervolg", None)
    with tenant_scope(town.gemeente.pk):
        assert [each.geleverd_aan_id for each in Stand.objects.order_by("nummer")] == [None, second.geleverd_aan_id]
        assert levering.waiting() == []


def test_when_another_gemeente_leads_the_copies_move_there(towns: Cast) -> None:
    town, leads = towns.broekveen, towns.linderode
    share(town)
    Regio.objects.update(trekker=town.gemeente)
    deliver(str(town.gemeente.pk))
    assert copies(leads)[0].cijfers == {}
    assert copies(town)[0].cijfers
    Gemeente.objects.filter(pk=town.gemeente.pk).update(regio=None)
    deliver(str(town.gemeente.pk))
    assert copies(town)[0].cijfers == {}


def test_an_archived_project_is_not_shared_anew_but_can_be_withdrawn(towns: Cast, login: Any) -> None:
    town = towns.broekveen
    made = share(town)
    with tenant_scope(town.gemeente.pk):
        Project.objects.update(gearchiveerd_op=timezone.now())
    client = login(town.beleid)
    assert client.post(of(town, "stand/")).status_code == 403
    assert client.post(of(town, f"stand/{made.pk}/intrekken/")).status_code == 302
    assert newest(town).staat == Standstaat.INGETROKKEN


def test_the_screen_hides_small_numbers_and_compares_the_rest(towns: Cast, login: Any) -> None:
    leads = towns.linderode
    several(leads)
    old = timezone.localdate() - OUD - datetime.timedelta(days=1)
    with tenant_scope(leads.gemeente.pk):
        small = figures(team={"wijkteam": 3, "gi": 8}, gasten=2, signalen=[], fase="start", tags={"SUC-05": 4})
        copy(leads, leads.gemeente, naam="Kleine wijk", cijfers=small, peildag=old)
    client = login(leads.beheerder)
    shown = text_of(client.get(HOME))
    assert "minder dan 5" in shown
    assert "niet getoond" in shown
    assert "Ouder dan 3 maanden" in shown
    assert "SUC-05" in shown
    assert "In 5 van de 6" not in shown  # the words of the note stand once, in our own sentence
    assert "5 van de 6 projecten" in shown
    assert "Nog niets gedeeld:</b> Broekveen." in shown
    filtered = text_of(client.get(f"{HOME}?fase=start&sorteer=reeks&soort=SUC"))
    assert "1 van 5" in filtered
    assert "BEL-03" not in filtered
    nonsense = client.get(f"{HOME}?fase=zomer&sorteer=x&gemeente=elders")
    assert "5 van 5" in text_of(nonsense)
    ours = next(each for each in copies(leads) if each.naam == "Kleine wijk")
    one = text_of(client.get(f"{HOME}stand/{ours.pk}/"))
    assert "minder dan 5" in one
    assert "<b>3</b>" not in one
    assert "<b>2</b>" not in one


def test_the_csv_has_the_same_hiding_and_runs_no_formula(towns: Cast, login: Any) -> None:
    leads = towns.linderode
    several(leads)
    with tenant_scope(leads.gemeente.pk):
        copy(leads, leads.gemeente, naam="=1+1", cijfers=figures(gasten=1))
    said = login(leads.beleid).get(f"{HOME}csv/").content.decode("utf-8-sig")
    rows = [line.split(";") for line in said.splitlines()]
    assert [len(row) for row in rows] == [len(rows[0])] * 7
    assert rows[-1][0] == "Hele programma"
    mine = next(row for row in rows if row[1] == "'=1+1")
    at = next(n for n, name in enumerate(rows[0]) if "te gast" in name)
    assert mine[at] == "minder dan 5"


def test_only_who_leads_sees_the_programme(towns: Cast, login: Any) -> None:
    assert login(towns.broekveen.beleid).get("/broekveen/programma/").status_code == 403
    assert login(towns.linderode.leider).get(HOME).status_code == 403
    menu = 'href="/linderode/programma/"'
    assert menu in text_of(login(towns.linderode.beleid).get("/linderode/projecten/"))
    assert menu not in text_of(login(towns.linderode.leider).get("/linderode/projecten/"))


def test_the_pages_ask_as_much_of_one_row_as_of_five(towns: Cast, client: Client) -> None:
    leads = towns.linderode
    client.force_login(leads.beleid.user)
    several(leads, 1)
    client.get(HOME)
    one = count_queries(client, HOME)
    with tenant_scope(leads.gemeente.pk):
        for n in range(4):
            copy(leads, leads.gemeente, naam=f"Meer {n}")
    assert len(count_queries(client, HOME)) == len(one) <= 12
    with tenant_scope(leads.gemeente.pk):
        put_stand(leads, 1, Standstaat.VRIJGEGEVEN)
        put_stand(leads, 2, Standstaat.KLAARGEZET)
    assert len(count_queries(client, of(leads))) <= 12
