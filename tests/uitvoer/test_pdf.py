"""Everything as PDF: chosen, counted, made piece by piece, packed, taken along, and thrown away in time."""

import datetime
import hashlib
import json
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import CANARY, PASSWORD, Cast, Town
from tests.documents.pdfs import text
from tests.ontwikkelplan.setting_up import add_plan
from tests.projects.setting_up import add_guarded, add_rest, add_setup
from tests.reflectie.setting_up import add_reflectie
from tests.sturing.setting_up import add_sturing
from tests.uitvoer.setting_up import add_export
from wijkaanpak.audit.models import Logregel
from wijkaanpak.documents.maken import store
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.tenancy.scope import tenant_scope
from wijkaanpak.uitvoer import tasks
from wijkaanpak.uitvoer.bronnen import Bron, Stuk, _bronnen
from wijkaanpak.uitvoer.keuze import Keuze, chosen, everything
from wijkaanpak.uitvoer.models import Uitvoer, Uitvoerstuk
from wijkaanpak.uitvoer.services.vragen import ask_pdfs

Ask = Callable[..., Uitvoer]


@pytest.fixture
def town(cast: Cast) -> Town:
    """Linderode."""
    return cast.linderode


@pytest.fixture
def ask(town: Town) -> Ask:
    """Ask as the beheerder; the sources are those of a test, or all."""

    def asked(**choice: Any) -> Uitvoer:
        with tenant_scope(town.gemeente.pk):
            keuze = Keuze(**choice)
            return ask_pdfs(keuze=keuze, found=chosen(keuze, everything()), by=town.beheerder.lid)

    return asked


@pytest.fixture
def made(monkeypatch: Any, town: Town) -> dict[str, int]:
    """One source of three pieces instead of all; how often each was made. The second one fails."""
    times: dict[str, int] = {}
    today = timezone.localdate()

    def make(sleutel: str, gemeente: Any) -> bytes:
        times[sleutel] = times.get(sleutel, 0) + 1
        if sleutel == "b":
            raise ValueError(f"{CANARY} stuk")
        return f"%PDF {sleutel}".encode()

    mine = (town.project.pk, town.project.naam)
    pieces = [
        Stuk("a", "Eerste: stuk", "Map/Onder", today, mine),
        Stuk("b", "Tweede", "Map", today - datetime.timedelta(days=40), mine),
        Stuk("c", "Eerste: stuk", "Map/Onder", today),
    ]
    for slug in list(_bronnen):
        monkeypatch.delitem(_bronnen, slug)
    monkeypatch.setitem(_bronnen, "proef", Bron("proef", "Proefstukken", lambda: pieces, make))
    return times


def work(town: Town) -> None:
    """What a worker does."""
    tasks.make_pdfs(str(town.gemeente.pk))


def reread(town: Town, uitvoer: Uitvoer) -> Uitvoer:
    with tenant_scope(town.gemeente.pk):
        return Uitvoer.objects.get(pk=uitvoer.pk)


def log_of(town: Town) -> list[str]:
    with tenant_scope(town.gemeente.pk):
        return list(Logregel.objects.order_by("moment").values_list("handeling", flat=True))


def url(town: Town, name: str, *more: Any) -> str:
    return reverse(f"uitvoer:{name}", args=[town.gemeente.slug, *more])


def test_what_is_in_it_is_counted_before_one_starts(town: Town, login: Any, made: dict[str, int]) -> None:
    client = login(town.beheerder)
    page = client.get(url(town, "kiezen")).content.decode()
    assert "<dt>Proefstukken</dt><dd>3</dd>" in page
    assert "Maak de zip met 3 pdf’s" in page
    since = (timezone.localdate() - datetime.timedelta(days=5)).isoformat()
    page = client.get(url(town, "kiezen"), {"project": town.project.pk, "van": since}).content.decode()
    assert "Maak de zip met 1 pdf<" in page
    wrong = client.get(url(town, "kiezen"), {"van": since, "tot": "2001-01-01"})
    assert wrong.status_code == 422
    assert "Deze dag ligt voor ‘Vanaf’." in wrong.content.decode()
    assert "2001-01-01" in wrong.content.decode()
    assert client.get(url(town, "kiezen"), {"project": str(town.gemeente.pk)}).status_code == 422


def test_a_piece_that_fails_does_not_stop_the_rest_and_is_named(
    town: Town, login: Any, made: dict[str, int], ask: Ask
) -> None:
    uitvoer = ask()
    assert ask().pk == uitvoer.pk  # a double click makes one
    work(town)
    uitvoer = reread(town, uitvoer)
    assert uitvoer.staat == Maakstaat.KLAAR
    page = login(town.beheerder).get(url(town, "stand", uitvoer.pk)).content.decode()
    assert "1 stuk lukte niet" in page and "Tweede" in page and "Probeer opnieuw" in page
    with uitvoer.bestand.open("rb") as handle, ZipFile(handle) as archive:
        index = json.loads(archive.read("inhoud.json"))
        assert [(each["titel"], bool(each["bestand"])) for each in index["stukken"]] == [
            ("Tweede", False),
            ("Eerste: stuk", True),
            ("Eerste: stuk", True),
        ]
        day = timezone.localdate().isoformat()
        names = {
            "inhoud.html",
            "inhoud.json",
            f"Map/Onder/Eerste stuk {day}.pdf",
            f"Map/Onder/Eerste stuk {day} (2).pdf",
        }
        assert set(archive.namelist()) == names
        for each in index["stukken"][1:]:
            assert hashlib.sha256(archive.read(each["bestand"])).hexdigest() == each["sha256"]
        shown = archive.read("inhoud.html").decode()
        assert "Niet gelukt" in shown and "Tweede" in shown and CANARY + " stuk" not in shown
    assert made == {"a": 1, "b": 3, "c": 1}


def test_a_killed_worker_goes_on_where_it_was(town: Town, made: dict[str, int], ask: Ask) -> None:
    uitvoer = ask()
    long_ago = timezone.now() - datetime.timedelta(minutes=6)
    with tenant_scope(town.gemeente.pk):
        first = Uitvoerstuk.objects.get(sleutel="a")
        Uitvoerstuk.objects.filter(sleutel="c").update(staat=Maakstaat.BEZIG, begonnen_op=long_ago, pogingen=1)
        Uitvoerstuk.objects.filter(sleutel="b").update(staat=Maakstaat.MISLUKT)
    with tenant_scope(town.gemeente.pk):
        store(row=first, data=b"%PDF eerder")
        Uitvoer.objects.filter(pk=uitvoer.pk).update(staat=Maakstaat.BEZIG, begonnen_op=long_ago)
    work(town)
    assert made == {"c": 1}
    uitvoer = reread(town, uitvoer)
    assert uitvoer.is_ready
    with uitvoer.bestand.open("rb") as handle, ZipFile(handle) as archive:
        held = {archive.read(name) for name in archive.namelist() if name.endswith(".pdf")}
    assert held == {b"%PDF eerder", b"%PDF c"}
    work(town)
    assert made == {"c": 1}


def test_progress_shows_without_javascript_and_as_a_part(
    town: Town, login: Any, made: dict[str, int], ask: Ask
) -> None:
    uitvoer = ask()
    with tenant_scope(town.gemeente.pk):
        Uitvoerstuk.objects.filter(sleutel="a").update(staat=Maakstaat.KLAAR)
    client = login(town.beheerder)
    page = client.get(url(town, "stand", uitvoer.pk)).content.decode()
    assert "1 van 3 stukken gemaakt" in page and "<html" in page
    part = client.get(url(town, "stand", uitvoer.pk), headers={"HX-Request": "true"}).content.decode()
    assert "1 van 3 stukken gemaakt" in part and "<html" not in part


def test_only_beheerders_take_it_and_that_is_logged(town: Town, client: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        uitvoer = add_export(town)
    client.force_login(town.beleid.user)
    assert client.get(url(town, "bestand", uitvoer.pk)).status_code == 403
    client.force_login(town.beheerder.user)
    taken = client.get(url(town, "bestand", uitvoer.pk))
    assert b"".join(taken.streaming_content) == b"PK"
    assert "uitvoer.pdf_meegenomen" in log_of(town)
    with tenant_scope(town.gemeente.pk):
        town.beheerder.lid.rol = "beleid"
        town.beheerder.lid.save()
    assert client.get(url(town, "bestand", uitvoer.pk)).status_code == 403


def test_after_a_week_it_is_gone_with_its_files(town: Town, made: dict[str, int], ask: Ask) -> None:
    uitvoer = ask()
    work(town)
    uitvoer = reread(town, uitvoer)
    with tenant_scope(town.gemeente.pk):
        names = [uitvoer.bestand.name, *Uitvoerstuk.objects.exclude(bestand="").values_list("bestand", flat=True)]
    assert len(names) == 3 and all(default_storage.exists(name) for name in names)
    tasks.forget(str(town.gemeente.pk))
    assert reread(town, uitvoer).is_ready
    with tenant_scope(town.gemeente.pk):
        Uitvoer.objects.update(vervalt_op=timezone.now() - datetime.timedelta(minutes=1))
    tasks.forget(str(town.gemeente.pk))
    with tenant_scope(town.gemeente.pk):
        assert not Uitvoer.objects.exists() and not Uitvoerstuk.objects.exists()
    assert not any(default_storage.exists(name) for name in names)


def test_everything_asks_to_log_in_again_and_is_logged_for_all(town: Town, client: Any) -> None:
    client.force_login(town.beheerder.user)
    page = client.get(url(town, "gegevens")).content.decode()
    assert "teksten van MLB’s" in page and "Log opnieuw in om het te maken" in page
    asked = client.post(url(town, "gegevens"), {"akkoord": "on"})
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    client.post(asked["Location"], {"password": PASSWORD, "next": url(town, "gegevens")})
    assert "checked" in client.get(url(town, "gegevens")).content.decode()  # the tick survived logging in
    assert "Zet een vinkje" in client.post(url(town, "gegevens"), {}).content.decode()
    asked = client.post(url(town, "gegevens"), {"akkoord": "on"})
    with tenant_scope(town.gemeente.pk):
        (uitvoer,) = Uitvoer.objects.all()
    assert asked["Location"] == url(town, "stand", uitvoer.pk)
    assert "uitvoer.gegevens_gevraagd" in log_of(town)
    with tenant_scope(town.gemeente.pk):
        uitvoer.bestand.save("x.zip", BytesIO(b"PK"), save=False)  # type: ignore[arg-type]
        uitvoer.staat = Maakstaat.KLAAR
        uitvoer.save()
    later = Client()
    later.force_login(town.beheerder.user)
    assert later.get(url(town, "bestand", uitvoer.pk))["Location"].startswith(reverse("account_reauthenticate"))
    b"".join(client.get(url(town, "bestand", uitvoer.pk)).streaming_content)
    assert log_of(town)[-1] == "uitvoer.gegevens_meegenomen"


def test_the_pages_ask_no_more_queries_with_more_rows(town: Town, login: Any) -> None:
    client = login(town.beheerder)
    counts = []
    for _more in range(2):
        with tenant_scope(town.gemeente.pk):
            add_export(town)
        pages = [url(town, "overzicht"), url(town, "kiezen"), url(town, "stand", town.uitvoer.pk)]
        with_queries = []
        for page in pages:
            with CaptureQueriesContext(connection) as found:
                assert client.get(page).status_code == 200
            with_queries.append(len(found))
        counts.append(with_queries)
    assert counts[0] == counts[1]
    overview, choose, progress = counts[0]
    assert max(overview, progress) <= 12, counts
    assert choose <= 8 + len(_bronnen), "what there is to take along: every source is asked once"


@pytest.mark.slow
def test_every_source_makes_every_piece_and_no_guarded_word_is_in_it(cast: Cast, town: Town, ask: Ask) -> None:
    with tenant_scope(town.gemeente.pk):
        for add in (add_setup, add_rest, add_reflectie, add_guarded, add_plan, add_sturing):
            add(town)
    uitvoer = ask()
    while reread(town, uitvoer).is_busy:  # one task stops in time and leaves the rest to the next
        work(town)
    with tenant_scope(town.gemeente.pk):
        stukken = list(Uitvoerstuk.objects.all())
        assert {each.bron for each in stukken} == {"projecten", "reflectie", "ontwikkelplan", "sturing"}
        assert [(each.bron, each.titel) for each in stukken if each.staat != Maakstaat.KLAAR] == []
        words = {}
        kept = ("versie:", "certificaat:")  # bytes of the cast, which are no real PDF
        for each in stukken:
            if each.bron not in ("projecten", "reflectie") or each.sleutel.startswith(kept):
                continue
            with each.bestand.open("rb") as handle:
                words[each.pk] = text(handle.read())
        figures = [each.pk for each in stukken if each.bron == "reflectie"]
    assert reread(town, uitvoer).is_ready
    assert len(figures) == 1
    assert town.sleutelfiguur.naam not in " ".join(words.values())
    for said in ("casus van toen", "vraag van toen", "notitie", "factor", "manier", "actie"):
        assert f"{CANARY} {said}" not in words[figures[0]]
