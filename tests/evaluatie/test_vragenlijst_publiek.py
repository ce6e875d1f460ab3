"""The public page: answering without a trace."""

import datetime
import re
from typing import Any

import pytest
import structlog
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from evaluatie.vragenlijst import rem
from evaluatie.vragenlijst.deur import form_token, number_of
from evaluatie.vragenlijst.models import Opmerking, Ronde, Telling, Wegwijzer
from evaluatie.vragenlijst.services import close_round, renew_link
from projects.models import Project
from tests.cast import CANARY, Cast
from tests.evaluatie.vragenlijstrijen import round_in
from tests.projects.pages import count_queries
from wijkaanpak.tenancy.scope import tenant_scope

ADRES = "203.0.113.77"
WRONG: dict[str, Any] = {"CLV-G-01": "verzonnen"}
BROWSER = "Kenmerkende Browser/9"


def visitor() -> Client:
    """A browser without a cookie that minds CSRF, with an address to look for afterwards."""
    return Client(enforce_csrf_checks=True, REMOTE_ADDR=ADRES, HTTP_USER_AGENT=BROWSER)


def at(ronde: Ronde, rest: str = "") -> str:
    return f"/v/{ronde.code}/{rest}"


def send(ronde: Ronde, client: Client | None = None, **data: Any) -> Any:
    return (client or visitor()).post(at(ronde), {"formulier": form_token(ronde.code), "CLV-G-01": "ja", **data})


def counted(cast: Cast, ronde: Ronde) -> Telling:
    with tenant_scope(cast.linderode.gemeente.pk):
        found: Telling = Telling.objects.get(ronde=ronde)
    return found


def text(response: Any) -> str:
    shown: str = response.content.decode()
    return shown


def test_an_answer_is_counted_and_leaves_nothing_behind(
    cast: Cast, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    ronde = round_in(cast.linderode)
    with structlog.testing.capture_logs() as logs:
        for response in (
            visitor().get(at(ronde)),
            send(ronde, open="Fijn geholpen."),
            send(ronde, **WRONG),
            visitor().get(at(ronde, "bedankt/")),
            visitor().get("/v/bestaat-niet/"),
            visitor().get(f"/v/{'a' * 26}/"),
            visitor().put(at(ronde)),
        ):
            assert not response.cookies, response
            assert "Set-Cookie" not in response.headers
    written = f"{logs} {caplog.text} {[record.__dict__ for record in caplog.records]} {capsys.readouterr()}"
    assert ADRES not in written and BROWSER not in written
    found = counted(cast, ronde)
    assert found.aantal == 1
    assert found.keuzes["CLV-G-01"] == {"ja": 1}
    assert found.keuzes["CLV-G-07"] == {"sla-over": 1}
    with tenant_scope(cast.linderode.gemeente.pk):
        remark = Opmerking.objects.get()
    assert remark.tekst == "Fijn geholpen." and remark.pk.version == 4
    names = {field.column for model in (Telling, Opmerking) for field in model._meta.local_fields}
    assert names == {"id", "gemeente_id", "ronde_id", "aantal", "keuzes", "tekst", "is_vrij"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'vragenlijst%event'")
        assert cursor.fetchall() == [("vragenlijst_rondeevent",)]


def test_a_member_who_is_logged_in_leaves_no_more(cast: Cast) -> None:
    ronde = round_in(cast.linderode)
    client = visitor()
    client.force_login(cast.linderode.lid.user)
    for response in (client.get(at(ronde)), send(ronde, client)):
        assert "Set-Cookie" not in response.headers and not response.cookies
        assert cast.linderode.lid.user.naam not in text(response)
    assert counted(cast, ronde).aantal == 1


def test_the_page_speaks_two_languages_and_says_which(cast: Cast) -> None:
    ronde = round_in(cast.linderode, open_vraag=False)
    client = visitor()
    dutch = text(client.get(at(ronde)))
    assert len(count_queries(client, at(ronde))) <= 12
    assert '<html lang="nl"' in dutch and "Werd er goed naar je geluisterd?" in dutch and "<textarea" not in dutch
    english = text(client.get(at(ronde) + "?taal=en"))
    assert '<html lang="en"' in english and "Did people listen to you?" in english and "geluisterd" not in english
    wrong = client.post(at(ronde), {"formulier": form_token(ronde.code), "taal": "en"})
    assert wrong.status_code == 422 and "Choose an answer to at least one question." in text(wrong)
    assert 'lang="nl"' in text(client.get(at(ronde) + "?taal=xx")).split("<head>")[0]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"CLV-G-01": ""}, "Kies bij minstens één vraag een antwoord."),
        ({"CLV-G-01": "hoera", "CLV-G-02": "nee"}, "Kies één van de antwoorden."),
        ({"open": "a" * 1001}, "De tekst is te lang. Er passen hooguit 1000 tekens."),
        ({"open": "Goed\x00zo"}, "Er staat een teken in de tekst dat we niet kunnen bewaren."),
        ({"formulier": "verzonnen"}, "De pagina stond lang open."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(cast: Cast, data: dict[str, str], message: str) -> None:
    ronde = round_in(cast.linderode)
    typed: dict[str, Any] = {"open": "Mijn tekst"} if "CLV-G-01" not in data else {}
    response = send(ronde, **(typed | data))
    assert response.status_code == 422
    assert message in text(response)
    if "CLV-G-02" in data:
        assert re.search(r'id="CLV-G-02-4"[^>]* checked', text(response))
    if "formulier" in data:
        assert "Mijn tekst</textarea>" in text(response)
    assert counted(cast, ronde).aantal == 0


def test_a_form_counts_once_and_only_for_its_own_link(cast: Cast) -> None:
    ronde, other = round_in(cast.linderode), round_in(cast.linderode)
    token = form_token(ronde.code)
    assert [send(ronde, formulier=token).status_code for _twice in range(2)] == [302, 302]
    assert counted(cast, ronde).aantal == 1
    assert send(other, formulier=token).status_code == 422
    assert number_of(form_token(ronde.code), other.code) is None


def test_a_machine_that_fills_in_the_hidden_field_is_thanked_and_not_counted(cast: Cast) -> None:
    ronde = round_in(cast.linderode)
    assert send(ronde, website="https://example.org").status_code == 302
    assert counted(cast, ronde).aantal == 0


def test_a_link_takes_so_many_answers_from_one_address_and_no_address_is_kept(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    ronde = round_in(cast.linderode)
    monkeypatch.setattr(rem, "PER_ADRES", 2)
    assert [send(ronde).status_code for _time in range(3)] == [302, 302, 429]
    assert "Wacht een kwartier" in text(send(ronde, open="Blijft staan")) and counted(cast, ronde).aantal == 2
    assert send(ronde, Client(REMOTE_ADDR="203.0.113.78")).status_code == 302
    monkeypatch.setattr(rem, "PER_LINK", 3)
    assert send(ronde, Client(REMOTE_ADDR="203.0.113.79")).status_code == 429
    raw = cache._cache.get_client()  # type: ignore[attr-defined]
    for key in raw.keys("*vragenlijst*"):
        assert ADRES not in f"{key!r} {raw.get(key)!r}"
        assert 0 < raw.ttl(key) <= 24 * 60 * 60


@pytest.mark.parametrize(
    ("values", "title"),
    [({"open_van": 2}, "De vragenlijst is nog niet open"), ({"open_tot": -1}, "De vragenlijst is gesloten")],
)
def test_before_and_after_a_calm_page_says_so(cast: Cast, values: dict[str, int], title: str) -> None:
    today = timezone.localdate()
    ronde = round_in(cast.linderode, **{name: today + datetime.timedelta(days=n) for name, n in values.items()})
    for response in (visitor().get(at(ronde)), send(ronde)):
        assert response.status_code == 200 and title in text(response)
    assert counted(cast, ronde).aantal == 0


def test_a_closed_round_an_archived_project_and_an_old_link_take_no_answer(cast: Cast) -> None:
    town = cast.linderode
    ronde, archived, moved = (round_in(town) for _each in range(3))
    with tenant_scope(town.gemeente.pk):
        close_round(ronde=ronde, by=town.leider.lid)
        new = renew_link(ronde=moved, by=town.leider.lid)
    assert "De vragenlijst is gesloten" in text(send(ronde))
    old = send(moved)
    assert old.status_code == 404 and "Deze vragenlijst is er niet" in text(old)
    assert send(new).status_code == 302
    with tenant_scope(town.gemeente.pk):
        Project.objects.filter(pk=town.project.pk).update(gearchiveerd_op=timezone.now())
    assert "De vragenlijst is gesloten" in text(send(archived))
    assert [counted(cast, each).aantal for each in (ronde, archived, moved)] == [0, 0, 1]


def test_the_code_of_one_gemeente_never_reaches_another(cast: Cast) -> None:
    ours = round_in(cast.linderode)
    theirs = round_in(cast.broekveen)
    page = text(visitor().get(at(theirs)))
    assert "gemeente Broekveen" in page and "Linderode" not in page and CANARY not in page
    Wegwijzer.objects.filter(naar=cast.linderode.gemeente).update(naar=cast.broekveen.gemeente)
    assert visitor().get(at(ours)).status_code == 404  # a wrong sign leads to a gemeente that has not this round
    assert send(theirs).status_code == 302
    assert counted(cast, ours).aantal == 0
