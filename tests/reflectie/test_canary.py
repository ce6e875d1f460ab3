"""Canaries: words typed in an MLB stand nowhere but on the pages and files of who may read that MLB.

Every address is opened as everyone; so are the mails, the log, the exports and the PDFs.
"""

import io
import logging
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from projects.models import Project
from reflectie.models import Les, Sessie
from reflectie.services.genodigden import add_guest
from reflectie.services.reeks import make_session
from reflectie.services.sessie import move_session
from reflectie.services.uitkomsten import add_action, add_alternative, name_factor
from tests.cast import Cast, Person, Town, make_cast
from tests.documents.pdfs import everything, text
from tests.evaluatie.setting_up import add_evaluation
from tests.evaluatie.setting_up_programma import add_programma
from tests.evaluatie.setting_up_vervolg import add_vervolg
from tests.evaluatie.voortgang_hulp import add_voortgang
from tests.evaluatie.vragenlijstrijen import add_vragenlijst
from tests.herinneringen.setting_up import add_reminders
from tests.ontwikkelplan.setting_up import add_plan
from tests.projects.setting_up import add_guarded, add_rest, add_setup
from tests.reflectie.setting_up import DAY, HTMX, add_reflectie, at, everyone_came, note, post, step, text_of, write
from tests.sturing.setting_up import add_sturing
from tests.tenancy.doors import DOORS, PUBLIC
from tests.tenancy.walking import client_of, person, undone
from tests.uitvoer.setting_up import add_export
from wijkaanpak.audit.models import Logregel
from wijkaanpak.post.tasks import send_mails
from wijkaanpak.tenancy.scope import tenant_scope

# One word for each place where something is typed in an MLB. None is part of another.
PLACES = (
    "leervraag", "casus", "mogelijkheden", "agenda", "notitie", "alternatief", "factor", "werktniet", "actie", "les",
    "toelichting", "beleid",
)  # fmt: skip
OF_THE_LESSONS = ("les", "toelichting", "beleid")  # of the project, not of one session
CASE = ("casus", "notitie")


def word(place: str, which: str = "een") -> str:
    """The canary of a place in one of the two sessions."""
    return f"vogel{which}{place}q"


def words(which: str, *leave_out: str) -> set[str]:
    return {word(place, which) for place in PLACES if place not in leave_out}


def typed(town: Town, sessie: Sessie, which: str) -> Sessie:
    """Type a canary in every place of a session; a scope must be open."""
    by = town.leider.lid
    facts = {name: f"Wat {word(name, which)}?" for name in ("leervraag", "casus", "mogelijkheden", "agenda")}
    sessie = write(town, sessie, **facts)
    note(town, sessie, "MLB-KRACHT", f"Zo {word('notitie', which)} ging het")
    add_alternative(sessie=sessie, tekst=f"Of {word('alternatief', which)}", voor="ander", met_wijk=False, by=by)
    name_factor(sessie=sessie, richting="werkt", tekst=f"Want {word('factor', which)}", by=by)
    name_factor(sessie=sessie, richting="werkt_niet", tekst=f"Niet {word('werktniet', which)}", by=by)
    wie = (town.lid if which == "een" else town.leider).lid.pk
    add_action(sessie=sessie, tekst=f"Dus {word('actie', which)}", wie=wie, wanneer=timezone.localdate(), by=by)
    les = Les(gemeente_id=town.gemeente.pk, project=town.project, richting="bevinding", tekst=word("les", which))
    les.toelichting, les.beleid = word("toelichting", which), word("beleid", which)
    les.save()
    return sessie


def _build() -> Cast:
    cast = make_cast()
    for town in (cast.linderode, cast.broekveen):
        with tenant_scope(town.gemeente.pk):
            add_setup(town)
            add_rest(town)
            add_reflectie(town)
            add_reminders(town)
            add_evaluation(town)
            add_voortgang(town)
            add_vragenlijst(town)
            add_export(town)
            add_guarded(town)
            add_plan(town)
            add_sturing(town)
            add_programma(town)
            add_vervolg(town)
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        Sessie.objects.filter(pk=town.mlb.sessie.pk).update(staat="bezig")
        first = make_session(reeks=town.mlb.reeks, datum=timezone.localdate() - 9 * DAY, by=town.leider.lid)
        first = typed(town, step(town, first, "beginnen"), "een")
        everyone_came(town, first)
        step(town, first, "afronden")
        typed(town, Sessie.objects.get(pk=town.mlb.sessie.pk), "twee")
    return cast


@pytest.fixture(scope="session")
def cast_with_canaries() -> Callable[[], Cast]:
    """How the cast is made that these tests begin with."""
    return _build


@pytest.fixture
def towns(cast: Cast, cast_with_canaries: Callable[[], Cast]) -> Cast:
    """Both towns with everything in them; in Linderode two sessions with canaries, the second shared with ``gast``."""
    return cast


def first_of(town: Town) -> Sessie:
    """The session that nobody but the team may read."""
    with tenant_scope(town.gemeente.pk):
        return Sessie.objects.get(leervraag__contains=word("leervraag"))


def second_of(town: Town) -> Sessie:
    """The session that is shared with the gast of the town."""
    with tenant_scope(town.gemeente.pk):
        return Sessie.objects.get(leervraag__contains=word("leervraag", "twee"))


def opened(content: bytes) -> str:
    """Everything in an answer: the page, what is packed in a file, or the whole of a PDF."""
    if content.startswith(b"%PDF"):
        return everything(content).decode("utf-8", "replace")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return "\n".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
    return content.decode("utf-8", "replace")


def walk(client: Client, town: Town, sessie: Sessie | None = None) -> str:
    """Open every address of a town with GET, those of reflectie as a part too; return all that was answered."""
    found = []
    for name, door in {door.name: door for door in DOORS if door not in PUBLIC and door.method == "GET"}.items():
        others: dict[str, Any] = {"sessie_id": sessie.pk} if sessie and door.takes("sessie_id") else {}
        kinds: list[dict[str, Any]] = [{"soort": "xlsx"}, {"soort": "ods"}] if name == "projects:export" else [{}]
        for htmx in (False, True) if name.startswith("reflectie:") else (False,):
            for kind in kinds:
                with undone():
                    response = door.open(client, town, htmx=htmx, **(others | kind))
                    body = b"" if response.streaming else response.content
                    found.append(f"{response.headers} {opened(body)}")
    found.append(text_of(client.get(reverse("web:overzicht") + "?acties=alle")))
    return "\n".join(found)


def read(found: str, which: str) -> set[str]:
    """Which canaries of a session stand in something."""
    return {each for each in words(which) if each in found.lower()}


# --- pages and files -------------------------------------------------------------------------------


def test_nobody_outside_the_team_reads_a_word_at_any_address(towns: Cast) -> None:
    town = towns.linderode
    for who in ("anoniem", "beheerder", "beleid", "buiten", "gast"):
        found = walk(client_of(person(town, who)), town, first_of(town))
        assert read(found, "een") == set(), who
        if who != "gast":
            assert read(found, "twee") == set(), who


def test_no_neighbour_reads_a_word_at_any_address(towns: Cast) -> None:
    for who in ("beheerder", "lid"):  # test_isolation has every role, and the answer equal to that of no gemeente
        client = client_of(person(towns.broekveen, who))
        found = walk(client, towns.linderode) + text_of(client.get(at(towns.broekveen, towns.broekveen.project)))
        assert read(found, "een") | read(found, "twee") == set(), who


def test_the_team_reads_every_word(towns: Cast) -> None:
    town = towns.linderode
    client = client_of(town.lid.user)
    for sessie, which in ((first_of(town), "een"), (second_of(town), "twee")):
        page = text_of(client.get(at(town, sessie)))
        assert read(page, which) == words(which, *OF_THE_LESSONS)
        history = text_of(client.get(at(town, sessie, "geschiedenis/")))
        assert {word("leervraag", which), word("casus", which)} <= read(history, which)
    lessons = text_of(client.get(at(town, town.project, "lessen/")))
    assert {word("les"), word("factor"), word("werktniet"), word("les", "twee")} <= read(lessons, "een") | read(
        lessons, "twee"
    )
    series = text_of(client.get(at(town, town.project)))
    assert {word("leervraag"), word("factor"), word("actie")} <= read(series, "een")
    assert word("casus") not in series
    mine = text_of(client.get(reverse("web:overzicht") + "?acties=alle"))
    assert read(mine, "een") == {word("actie")}  # it is theirs to do
    assert read(mine, "twee") == set()


def test_a_guest_reads_every_word_of_one_session_and_none_of_the_project(towns: Cast) -> None:
    town = towns.linderode
    client = client_of(town.gast.user)
    sessie = second_of(town)
    assert read(text_of(client.get(at(town, sessie))), "twee") == words("twee", *OF_THE_LESSONS)
    found = walk(client, town, sessie)
    assert read(found, "een") == set()
    assert not {word(place, "twee") for place in OF_THE_LESSONS} & read(found, "twee")
    elsewhere = text_of(client.get(at(town, town.project))) + text_of(client.get(at(town, town.project, "lessen/")))
    assert read(elsewhere, "twee") == set()


def test_a_guest_whose_access_ended_reads_nothing(towns: Cast) -> None:
    town = towns.linderode
    with tenant_scope(town.gemeente.pk):
        town.mlb.sessie.delingen.update(tot=timezone.localdate() - DAY)
    assert read(walk(client_of(town.gast.user), town), "twee") == set()


def test_who_left_the_team_reads_nothing_any_more(towns: Cast) -> None:
    town = towns.linderode
    with tenant_scope(town.gemeente.pk):
        town.project.teamleden.filter(lid=town.lid.lid).update(tot=timezone.localdate() - DAY)
    found = walk(client_of(town.lid.user), town, first_of(town))
    assert read(found, "een") | read(found, "twee") == set()


def test_the_report_holds_the_case_and_the_notes_only_when_asked_for(towns: Cast) -> None:
    town = towns.linderode
    for who, casus in (("lid", ""), ("lid", "?casus=ja"), ("lid", "?casus=nee")):
        response = client_of(person(town, who)).get(at(town, second_of(town), f"verslag.pdf{casus}"))
        assert response["Content-Type"] == "application/pdf"
        leave_out = (*OF_THE_LESSONS, "agenda", *(() if casus == "?casus=ja" else CASE))
        shown = text(response.content).lower()
        assert {each for each in words("twee") if each in shown} == words("twee", *leave_out), (who, casus)
        if casus != "?casus=ja":
            whole = everything(response.content).decode("utf-8", "replace").lower()
            assert not {word(place, "twee") for place in CASE} & read(whole, "twee")
        assert "vertrouwelijk" in shown


def test_a_guest_gets_no_report(towns: Cast) -> None:
    town = towns.linderode
    for casus in ("", "?casus=ja"):
        assert client_of(town.gast.user).get(at(town, second_of(town), f"verslag.pdf{casus}")).status_code == 403


def test_taking_a_report_is_on_record_without_its_words(towns: Cast) -> None:
    town = towns.linderode
    client_of(town.lid.user).get(at(town, second_of(town), "verslag.pdf?casus=ja"))
    with tenant_scope(town.gemeente.pk):
        line = Logregel.objects.get(handeling="mlb-verslag met casus")
        assert line.gebruiker_id == town.lid.user.pk
        lines = " ".join(f"{each.handeling} {each.ding}" for each in Logregel.objects.all())
    assert read(lines, "een") | read(lines, "twee") == set()


def test_the_calendar_file_holds_no_word_for_anyone(towns: Cast) -> None:
    town = towns.linderode
    for who in ("lid", "gast"):
        answer = client_of(person(town, who)).get(at(town, second_of(town), "mlb.ics"))
        assert answer.status_code == 200
        assert read(text_of(answer), "twee") == set()
        assert town.project.naam not in text_of(answer)


# --- mail and log ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("working_hours")
def test_no_mail_holds_a_word(towns: Cast) -> None:
    town = towns.linderode
    with tenant_scope(town.gemeente.pk):
        Sessie.objects.filter(pk=town.mlb.sessie.pk).update(staat="concept")
    for naam in ("plannen", "verplaatsen", "afzeggen"):
        with tenant_scope(town.gemeente.pk):
            sessie = Sessie.objects.get(pk=town.mlb.sessie.pk)
            if naam == "verplaatsen":
                day = timezone.localdate() + 60 * DAY
                move_session(
                    sessie=sessie, datum=day, begin=sessie.begin, duur=90, plaats="De Sluis", by=town.leider.lid
                )
            else:
                step(town, sessie, naam)
        send_mails(str(town.gemeente.pk))
    assert len({each.subject for each in mail.outbox}) >= 3
    for each in mail.outbox:
        sent = f"{each.subject} {each.body} {each.extra_headers} {each.message()}"
        assert read(sent, "een") | read(sent, "twee") == set()
        assert town.project.naam not in sent


def test_no_line_of_the_log_holds_a_word(towns: Cast, caplog: pytest.LogCaptureFixture, capfd: Any) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("django.request", "reflectie", "wijkaanpak", "projects"):
        caplog.set_level(logging.DEBUG, logger=name)
    town = towns.linderode
    for who in ("lid", "gast", "buiten"):
        walk(client_of(person(town, who)), town, first_of(town))
    client, sessie = client_of(town.leider.user), second_of(town)
    forms: list[tuple[str, dict[str, Any]]] = [
        ("deel/vraag/", {"casus": word("casus"), "versie": 0}),
        ("deel/vraag/", {"casus": word("casus") + " belde 06 12345678", "versie": 0}),
        ("deel/onzin/", {"casus": word("casus")}),
        ("stap/MLB-VRAAG/", {"tekst": word("notitie") + "\0"}),
        ("alternatief/", {"tekst": word("alternatief"), "voor": word("alternatief")}),
        ("actie/", {"tekst": word("actie"), "wie": word("actie")}),
        ("actie/", {"tekst": word("actie"), "wie": towns.broekveen.lid.lid.pk}),
        ("gast/", {"naam": word("casus"), "email": word("casus")}),
    ]
    for rest, data in forms:
        for htmx in (True, False):
            post(client, town, sessie, rest, htmx=htmx, **data)
            post(client_of(town.gast.user), town, sessie, rest, htmx=htmx, **data)
            post(client_of(None), town, sessie, rest, htmx=htmx, **data)
    logged = caplog.text + "".join(str(record.__dict__) for record in caplog.records if record.name != "django.request")
    out, err = capfd.readouterr()
    for each in (logged, out, err):
        assert read(each, "een") | read(each, "twee") == set()
    assert caplog.records  # something was logged at all


# --- counts and tags -------------------------------------------------------------------------------


def test_who_oversees_sees_counts_and_tags(towns: Cast) -> None:
    town = towns.linderode
    with tenant_scope(town.gemeente.pk):
        name_factor(sessie=town.mlb.gehouden, richting="werkt", tekst="Gewone taal", by=town.leider.lid)
    for who in ("beheerder", "beleid", "gast"):
        client = client_of(person(town, who))
        for rest in ("", "lessen/"):
            page = text_of(client.get(at(town, town.project, rest)))
            assert "Gewone taal" in page
            assert read(page, "een") | read(page, "twee") == set()
        assert "Eigen factor van het team" in text_of(client.get(at(town, town.project)))


def test_every_place_of_an_mlb_has_a_canary(towns: Cast) -> None:
    """Else a text that is typed somewhere else would go unseen by this file."""
    from reflectie.forms import reeks, sessie
    from wijkaanpak.forms.fields import TekstField

    texts = set()
    for form in (sessie.VraagForm, sessie.WijkForm, sessie.AgendaForm, sessie.NotitieForm, reeks.LesForm):
        texts |= {name for name, each in form.base_fields.items() if isinstance(each, TekstField)}
    assert texts == {"leervraag", "casus", "mogelijkheden", "agenda", "tekst", "toelichting", "beleid"}


def test_an_archived_project_keeps_the_wall(towns: Cast) -> None:
    town = towns.linderode
    with tenant_scope(town.gemeente.pk):
        Project.objects.filter(pk=town.project.pk).update(gearchiveerd_op=timezone.now())
    for who, sees in (("lid", True), ("beheerder", False), ("buiten", False)):
        page = client_of(person(town, who)).get(at(town, first_of(town)), headers=HTMX)
        assert bool(read(text_of(page), "een")) is sees


def test_a_guest_who_is_asked_for_one_more_session_reads_that_one_too(towns: Cast) -> None:
    town = towns.linderode
    guest: Person = town.gast
    with tenant_scope(town.gemeente.pk):
        third = make_session(reeks=town.mlb.reeks, datum=timezone.localdate() + 70 * DAY, by=town.leider.lid)
        third = write(town, third, leervraag="vogeldriex")
        add_guest(sessie=third, by=town.leider.lid, naam=guest.user.naam, email=guest.user.email)
    client = client_of(guest.user)
    assert client.get(at(town, third)).status_code == 404
    with tenant_scope(town.gemeente.pk):
        step(town, third, "plannen")
    assert "vogeldriex" in text_of(client.get(at(town, third)))
    assert client.get(at(town, first_of(town))).status_code == 404
