"""The voortgangsbericht: drafted from what there is, written by people, sent once, read without an account."""

import datetime
from typing import Any

import pytest
import time_machine
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from evaluatie.models import Evaluatie
from evaluatie.voortgang.concept import draft
from evaluatie.voortgang.models import GELDIG, Bericht, Lezer, Verzending, period_words
from evaluatie.voortgang.periode import Periode
from evaluatie.voortgang.services.berichten import Aan, begin, send, throw_away
from evaluatie.voortgang.services.lezers import token_of
from projects.content import instrument_of
from projects.dingen import ding_of
from projects.models import Project
from projects.services.antwoord import save_answer
from projects.services.team import add_to_team, remove_from_team
from projects.stand import feiten_of
from reflectie.models import Sessie
from tests.cast import CANARY, Cast, Town
from tests.evaluatie.setting_up import evaluation
from tests.evaluatie.voortgang_hulp import add_voortgang
from tests.projects.setting_up import add_setup
from tests.reflectie.setting_up import HTMX, add_reflectie
from wijkaanpak.herinneringen.services.keuzes import stop_kinds
from wijkaanpak.post.models import Mail
from wijkaanpak.post.services import stop_address
from wijkaanpak.post.tasks import send_mails
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture
def town(cast: Cast) -> Town:
    """Linderode; its wijk is not called as its team, or the privacywacht would ask about that every time."""
    made = cast.linderode
    with tenant_scope(made.gemeente.pk):
        Project.objects.filter(pk=made.project.pk).update(wijk="Oost")
        made.project.refresh_from_db()
    return made


def at(name: str, town: Town, *rest: Any) -> str:
    return reverse(f"voortgang:{name}", args=[town.gemeente.slug, *rest])


def of_project(name: str, town: Town, bericht: Bericht) -> str:
    return at(name, town, town.project.pk, bericht.pk)


def concept(town: Town) -> Bericht:
    """Begin a bericht of the leider."""
    with tenant_scope(town.gemeente.pk):
        return begin(project=town.project, by=town.leider.lid)


def fresh(town: Town, bericht: Bericht) -> Bericht:
    with tenant_scope(town.gemeente.pk):
        return Bericht.objects.get(pk=bericht.pk)


def send_to(client: Client, town: Town, bericht: Bericht, **data: Any) -> Any:
    """Choose who gets it, as the screen does that was opened now, and confirm that with what the next screen holds."""
    address = of_project("versturen", town, bericht)
    answer = client.post(address, {"versie": fresh(town, bericht).versie, **data})
    return client.post(address, hidden_fields(answer)) if answer.status_code == 200 else answer


def hidden_fields(answer: Any) -> dict[str, list[str]]:
    """Return what the form of a page sends along."""
    (form,) = html.fromstring(answer.content.decode()).xpath("//main//form[.//input[@name='zeker']]")
    found: dict[str, list[str]] = {}
    for each in form.xpath(".//input[@type='hidden']"):
        found.setdefault(each.get("name"), []).append(each.get("value", ""))
    return found


# --- the draft -----------------------------------------------------------------------------------------


def test_the_draft_says_what_there_is_in_counts_and_tags_and_every_source_opens(town: Town, login: Any) -> None:
    today = timezone.localdate()
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        add_reflectie(town)
        done = {"status": "gereed"}
        save_answer(project=town.project, punt="UI-04", values=done, versie=town.antwoord.versie, by=town.leider.lid)
        Project.objects.filter(pk=town.project.pk).update(halverwege_op=today + datetime.timedelta(days=30))
        Sessie.objects.filter(pk=town.mlb.gehouden.pk).update(datum=today)
        town.project.refresh_from_db()
        made = draft(town.project, Periode(today - datetime.timedelta(days=30), today))
    said = {regel.deel for regel in made.regels}
    assert {"inleiding", "klaar", "reflectie", "lessen", "afspraken", "team", "komt"} <= said
    assert "1 punt van de checklist is klaar" in made.tekst("klaar")
    assert "hield 1 leerbijeenkomst" in made.tekst("reflectie")
    assert "Evaluatie halverwege" in made.tekst("komt")
    for deel in ("reflectie", "lessen", "team", "afspraken"):
        assert CANARY not in made.tekst(deel)  # no text of an MLB or lesson, no name
    client = login(town.leider)
    bericht = concept(town)
    page = client.get(of_project("bericht", town, bericht)).content.decode()
    assert "Waar komt dit vandaan?" in page
    for regel in bericht.bronnen:
        for bron in regel["bronnen"]:
            address = reverse(bron["adres"], args=[town.gemeente.slug, town.project.pk, *bron["rest"]])
            assert address in page
            assert client.get(address).status_code == 200, address


def test_there_is_one_concept_and_the_next_begins_the_day_after_the_last(town: Town, login: Any) -> None:
    client, today = login(town.leider), timezone.localdate()
    with tenant_scope(town.gemeente.pk):
        Project.objects.filter(pk=town.project.pk).update(begin=today + datetime.timedelta(days=9))
    first = client.post(at("nieuw", town, town.project.pk))
    assert client.post(at("nieuw", town, town.project.pk))["Location"] == first["Location"]
    with tenant_scope(town.gemeente.pk):
        row = Bericht.objects.get()
        assert (row.van, row.tot) == (today - datetime.timedelta(days=92), today)  # its preparation is news too
    assert send_to(client, town, row, team=[town.lid.lid.pk]).status_code == 302
    listed = client.get(at("lijst", town, town.project.pk)).content.decode()
    said = period_words(today, today)
    assert "tot en met" not in said and f"Over {said}. Er gaat nog niets weg." in listed  # one day, said once
    with time_machine.travel(timezone.now() + datetime.timedelta(days=40), tick=False):
        assert concept(town).van == row.tot + datetime.timedelta(days=1)


def test_a_thrown_away_concept_is_gone_and_a_sent_one_stays(town: Town, login: Any) -> None:
    client, row = login(town.leider), concept(town)
    client.post(of_project("weg", town, row))
    assert client.get(of_project("bericht", town, row)).status_code == 404
    page = client.get(at("lijst", town, town.project.pk)).content.decode()
    assert "Zet het concept terug" in page
    client.post(of_project("terug", town, row))
    assert fresh(town, row).staat == "concept"
    client.post(of_project("weg", town, row))
    with tenant_scope(town.gemeente.pk):
        add_voortgang(town)
        throw_away(bericht=town.vg.verstuurd, by=town.leider.lid)
    assert fresh(town, town.vg.verstuurd).staat == "verstuurd"
    client.post(of_project("terug", town, row))  # there are newer ones by now
    assert fresh(town, row).staat == "weggegooid"


def _done(town: Town, punt: str, versie: int = 0, **values: Any) -> None:
    save_answer(
        project=town.project, punt=punt, values={"status": "gereed", **values}, versie=versie, by=town.leider.lid
    )


def _sent(town: Town) -> Bericht:
    """Draft a bericht and send it as it is."""
    made = begin(project=town.project, by=town.leider.lid)
    send(bericht=made, project=town.project, aan=Aan([town.lid.lid], []), versie=made.versie, by=town.leider.lid)
    return made


def test_what_is_done_after_the_draft_is_told_in_the_next_and_nothing_twice(town: Town) -> None:
    """Three berichten on one day: each tells what came since the one before, also what that one announced."""
    with tenant_scope(town.gemeente.pk):
        titles = {code: each.titel for code, each in instrument_of(town.project).punten.items()}
        soon = {"deadline": timezone.localdate() + datetime.timedelta(days=2)}
        save_answer(project=town.project, punt="UI-05", values=soon, versie=0, by=town.leider.lid)
        _done(town, "UI-04", town.antwoord.versie)
        _done(town, "UI-04a")  # told by its hoofdpunt
        first = _sent(town)
        _done(town, "UI-05", 1)
        second = _sent(town)
        _done(town, "UI-06")
        third = _sent(town)
    assert titles["UI-05"] in first.komt
    codes = ("UI-04", "UI-04a", "UI-05", "UI-06")
    told = [{code for code in codes if titles[code] in each.klaar} for each in (first, second, third)]
    assert told == [{"UI-04"}, {"UI-05"}, {"UI-06"}]


def test_looking_over_says_what_came_since_the_draft(town: Town, login: Any) -> None:
    client, row = login(town.leider), concept(town)
    assert "Kwam er later bij" not in client.get(of_project("nakijken", town, row)).content.decode()
    with tenant_scope(town.gemeente.pk):
        title = instrument_of(town.project).punten["UI-05"].titel
        _done(town, "UI-05")
    page = client.get(of_project("nakijken", town, row)).content.decode()
    assert "Kwam er later bij" in page and f"1 punt van de checklist is klaar: {title}." in page


def test_an_mlb_that_is_logged_late_and_a_change_of_the_team_that_day_are_told(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
        Sessie.objects.update(staat="gepland", afgerond_op=None)
        first = _sent(town)
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        Sessie.objects.filter(pk=town.mlb.gehouden.pk).update(
            staat="afgerond", datum=yesterday, afgerond_op=timezone.now()
        )
        add_to_team(project=town.project, lid=town.buiten.lid, rol="uitvoerend", by=town.leider.lid)
        remove_from_team(teamlid=town.teamlid, by=town.leider.lid)
        second = begin(project=town.project, by=town.leider.lid)
    assert "leerbijeenkomst" not in first.reflectie and "hield 1 leerbijeenkomst" in second.reflectie
    assert "kwamen er 1 bij en gingen er 1 weg" in second.team


def test_an_evaluation_that_was_held_does_not_come_any_more(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        Project.objects.update(halverwege_op=timezone.localdate() + datetime.timedelta(days=20))
        town.project.refresh_from_db()
        periode = Periode(timezone.localdate(), timezone.localdate())
        assert "Evaluatie halverwege" in draft(town.project, periode).tekst("komt")
        Evaluatie.objects.filter(pk=evaluation(town).pk).update(gehouden_op=timezone.now())
        assert "Evaluatie halverwege" not in draft(town.project, periode).tekst("komt")


def test_who_sends_what_was_thrown_away_meanwhile_is_told(town: Town, login: Any) -> None:
    client, row = login(town.leider), concept(town)
    asked = client.post(of_project("versturen", town, row), {"versie": 1, "team": [town.lid.lid.pk]})
    with tenant_scope(town.gemeente.pk):
        throw_away(bericht=row, by=town.leider.lid)
    page = client.post(of_project("versturen", town, row), hidden_fields(asked), follow=True).content.decode()
    assert "Iemand gooide dit concept weg. Er is niets verstuurd." in page and "Zet het concept terug" in page


# --- writing -------------------------------------------------------------------------------------------


def test_parts_are_saved_one_by_one_and_a_clash_shows_both(town: Town, login: Any) -> None:
    row = concept(town)
    address = of_project("bericht", town, row)
    client = login(town.leider)
    assert client.post(address, {"team": "Van mij", "versie": 1}, headers=HTMX).status_code == 200
    client = login(town.lid)
    assert client.post(address, {"klaar": "Van een ander", "versie": 1}, headers=HTMX).status_code == 200
    answer = client.post(address, {"team": "Van een ander", "versie": 1}, headers=HTMX)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Van mij" in page and f"{town.leider.user.naam} wijzigde dit ook" in page  # not who saved the row last
    again = login(town.leider).post(address, {"team": "Uit een oud venster", "versie": 1}, headers=HTMX)
    assert "Wat jij in een ander venster schreef" in again.content.decode()
    saved = fresh(town, row)
    assert (saved.team, saved.klaar) == ("Van mij", "Van een ander")


def test_without_a_script_one_button_saves_and_looks_over_and_nothing_is_cut(town: Town, login: Any) -> None:
    client, row = login(town.leider), concept(town)
    address = of_project("bericht", town, row)
    long = client.post(address, {"team": "x" * 601, "versie": 1, "verder": "nakijken"})
    assert (long.status_code, "x" * 601 in long.content.decode()) == (422, True)
    assert "maxlength" not in long.content.decode()
    saved = client.post(address, {"team": "Wij zijn compleet", "versie": 1, "verder": "nakijken"}, follow=True)
    assert saved.redirect_chain[-1][0] == of_project("nakijken", town, row)
    assert "Wij zijn compleet" in saved.content.decode()


def test_the_privacywacht_asks_about_what_is_typed_and_about_what_was_drafted(town: Town, login: Any) -> None:
    client, row = login(town.leider), concept(town)
    address = of_project("bericht", town, row)
    refused = client.post(address, {"komt": "Samira komt bij het team.", "versie": 1}, headers=HTMX)
    assert refused.status_code == 422
    with tenant_scope(town.gemeente.pk):
        Bericht.objects.filter(pk=row.pk).update(komt="Plan voor Samira: voor 3 mei")  # as a title of someone says it
    page = client.get(of_project("nakijken", town, row)).content.decode()
    assert "<mark>Samira</mark>" in page
    blocked = send_to(client, town, row, team=[town.lid.lid.pk])
    assert (blocked.status_code, "Beantwoord eerst bij Nakijken" in blocked.content.decode()) == (422, True)
    assert fresh(town, row).staat == "concept"
    button = page.split('name="houd" value="')[1].split('"')[0]
    typed = {"komt": fresh(town, row).komt, "houd": button, "versie": fresh(town, row).versie}
    assert client.post(of_project("nakijken", town, row), typed).status_code == 302
    assert "Geen vragen over deze tekst" in client.get(of_project("nakijken", town, row)).content.decode()


# --- sending -------------------------------------------------------------------------------------------


def test_it_is_sent_once_to_each_and_then_stands_still(town: Town, login: Any) -> None:
    client, row = login(town.leider), concept(town)
    data = {
        "team": [town.lid.lid.pk], "leden": [town.buiten.lid.pk],
        "nieuw": "Partner@Example.org;\ntweede@example.org", "akkoord": "on", "versie": 1,
    }  # fmt: skip
    asked = client.post(of_project("versturen", town, row), data)
    assert "Versturen aan 4 lezers?" in asked.content.decode()
    assert fresh(town, row).staat == "concept"
    back = client.post(of_project("versturen", town, row), {**hidden_fields(asked), "anders": "ja"}).content.decode()
    assert "tweede@example.org" in back and "Wie krijgt het?" in back  # what was chosen and typed is still there
    other = {**hidden_fields(asked), "zeker": "3"}  # someone was left out or came along since: asked once more
    assert client.post(of_project("versturen", town, row), other).status_code == 200
    for _press in range(2):
        assert client.post(of_project("versturen", town, row), hidden_fields(asked)).status_code == 302
    with tenant_scope(town.gemeente.pk):
        assert Mail.objects.filter(soort="voortgang").count() == 4
        assert set(Lezer.objects.values_list("email", flat=True)) == {"partner@example.org", "tweede@example.org"}
        assert all(len(each.code) == 64 and each.code not in each.code_hash for each in Verzending.objects.all())
    sent = fresh(town, row)
    assert (sent.nummer, sent.staat, sent.verstuurd_door_id) == (1, "verstuurd", town.leider.lid.pk)
    client.post(of_project("bericht", town, row), {"team": "Anders", "versie": 1})
    assert fresh(town, row).team == sent.team
    page = client.get(of_project("verzonden", town, row)).content.decode()
    assert "Aan 4 lezers" in page


def test_who_looked_at_an_older_text_looks_again(town: Town, login: Any) -> None:
    client, row = login(town.leider), concept(town)
    client.post(of_project("bericht", town, row), {"team": "Intussen", "versie": 1})
    typed = {"versie": 1, "team": [town.lid.lid.pk], "nieuw": "partner@example.org", "akkoord": "on"}
    answer = client.post(of_project("versturen", town, row), typed)
    page = answer.content.decode()
    assert (answer.status_code, "partner@example.org" in page) == (409, True)
    assert 'name="versie" value="2"' in page  # who looked it over again can send it as it stands
    assert fresh(town, row).staat == "concept"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Kies minstens één lezer."),
        ({"nieuw": "geen-adres", "akkoord": "on"}, "Dit is geen e-mailadres: geen-adres."),
        ({"nieuw": "iemand@example.org"}, "Vraag het eerst aan deze mensen"),
        ({"nieuw": "buiten.linderode@example.org", "akkoord": "on"}, "Dit zijn leden van deze gemeente"),
        ({"team": ["01890000-0000-7000-8000-000000000000"]}, "geen beschikbare keuze"),
    ],
)
def test_bad_input_gets_a_message_and_keeps_what_was_typed(
    town: Town, login: Any, data: dict[str, Any], said: str
) -> None:
    client, row = login(town.leider), concept(town)
    answer = send_to(client, town, row, **data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert str(data.get("nieuw", "")) in page
    with tenant_scope(town.gemeente.pk):
        assert not Mail.objects.filter(soort="voortgang").exists()
        assert not Lezer.objects.exists()


@pytest.mark.usefixtures("working_hours")
def test_the_mail_holds_a_link_alone_and_a_reader_stops_it_with_one_press(town: Town, login: Any) -> None:
    client, row = login(town.leider), concept(town)
    client.post(of_project("bericht", town, row), {"komt": "Dit staat alleen hier.", "versie": 1})
    data = {"leden": [town.buiten.lid.pk], "nieuw": "partner@example.org", "akkoord": "on"}
    send_to(client, town, row, **data)
    send_mails(str(town.gemeente.pk))
    to = {each.to[0]: each for each in outbox.outbox}
    assert set(to) == {"buiten.linderode@example.org", "partner@example.org"}
    with tenant_scope(town.gemeente.pk):
        code = Verzending.objects.get(lezer__isnull=False).code
    assert at("lees", town, row.pk) in to["buiten.linderode@example.org"].body
    assert at("lezen", town, code) in to["partner@example.org"].body
    assert not any("alleen hier" in each.body for each in outbox.outbox)
    stop = to["partner@example.org"].extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")
    nobody = Client()
    assert nobody.get(stop).status_code == 200
    with tenant_scope(town.gemeente.pk):
        assert Lezer.objects.get().afgemeld_op is None  # opening it changes nothing
    assert nobody.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert "Deze mail is gestopt" in nobody.get(stop).content.decode()
    again = client.post(at("lezers", town, town.project.pk), {"nieuw": "partner@example.org", "akkoord": "on"})
    assert "heeft zich afgemeld" in again.content.decode()
    assert "partner@example.org" not in client.get(of_project("versturen", town, concept(town))).content.decode()


def test_a_reader_whose_address_refused_is_said_and_not_ticked(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_voortgang(town)
        stop_address(gemeente_id=town.gemeente.pk, adres=town.vg.lezer.email, code="550")
    page = html.fromstring(login(town.leider).get(of_project("versturen", town, town.vg.concept)).content.decode())
    (box,) = page.xpath("//input[@name='lezers']")
    assert box.get("checked") is None
    assert "weigerde de laatste mail" in box.getparent().text_content()


@pytest.mark.usefixtures("working_hours")
def test_a_member_who_wants_none_gets_none(town: Town, login: Any) -> None:
    row = concept(town)
    stop_kinds(user_id=town.buiten.user.pk, soorten=["voortgang"])
    send_to(login(town.leider), town, row, leden=[town.buiten.lid.pk])
    send_mails(str(town.gemeente.pk))
    assert outbox.outbox == []
    page = login(town.leider).get(of_project("verzonden", town, row)).content.decode()
    assert "krijgt geen mail meer" in page


# --- reading -------------------------------------------------------------------------------------------


def test_a_link_opens_one_bericht_for_sixty_days_and_can_end_at_once(cast: Cast, login: Any) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_voortgang(town)
    code, nobody = town.vg.verzending.code, Client()
    page = nobody.get(at("lezen", town, code))
    assert page.status_code == 200
    assert f"{CANARY} komt" in page.content.decode()
    assert f"{CANARY} kort" not in page.content.decode()  # of the concept
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert b"".join(nobody.get(at("lezen-pdf", town, code)).streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert nobody.get(reverse("voortgang:lezen", args=["broekveen", code])).status_code == 404
    assert nobody.get(at("lezen", town, "0" * 64)).status_code == 404
    with time_machine.travel(timezone.now() + GELDIG + datetime.timedelta(minutes=1)):
        assert nobody.get(at("lezen", town, code)).status_code == 410
        assert nobody.get(at("lezen-pdf", town, code)).status_code == 404
    login(town.beleid).post(of_project("links-weg", town, town.vg.verstuurd))
    ended = nobody.get(at("lezen", town, code))
    assert ended.status_code == 410
    assert CANARY not in ended.content.decode()


def test_taking_a_reader_off_ends_the_links_they_have(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_voortgang(town)
    login(town.leider).post(at("lezer-weg", town, town.project.pk, town.vg.lezer.pk))
    assert Client().get(at("lezen", town, town.vg.verzending.code)).status_code == 410
    back = Client().post(at("afmelden", town, token_of(town.vg.lezer)), {"wat": "terug"}).content.decode()
    assert "Je staat niet meer op de lijst" in back


def test_a_member_reads_what_was_sent_to_them_and_no_other(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_voortgang(town)
    client = login(town.buiten)
    assert f"{CANARY} komt" in client.get(at("lees", town, town.vg.verstuurd.pk)).content.decode()
    assert client.get(at("lees", town, town.vg.concept.pk)).status_code == 404
    with tenant_scope(town.gemeente.pk):
        Verzending.objects.filter(lid=town.buiten.lid).delete()
    assert client.get(at("lees", town, town.vg.verstuurd.pk)).status_code == 404


def test_the_list_says_how_many_did_not_arrive_and_the_checklist_sees_it(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        before = ding_of("UI-08", town.project, feiten_of(town.project))
        add_voortgang(town)
        Mail.objects.filter(lid=town.buiten.lid).update(verstuurd_op=None, mislukt_op=timezone.now())
        after = ding_of("UI-08", town.project, feiten_of(town.project))
    assert before is not None and after is not None
    assert (before.is_er, after.is_er) == (False, True)
    page = login(town.gast).get(at("lijst", town, town.project.pk)).content.decode()
    assert "2 lezers" in page
    assert "1 niet aangekomen" in page
    assert "partner@example.org" not in login(town.gast).get(
        of_project("verzonden", town, town.vg.verstuurd)
    ).content.decode()  # fmt: skip


def test_an_archived_project_is_read_and_not_written(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_voortgang(town)
        Project.objects.filter(pk=town.project.pk).update(gearchiveerd_op=timezone.now())
    client = login(town.leider)
    assert client.get(of_project("verzonden", town, town.vg.verstuurd)).status_code == 200
    assert client.post(at("nieuw", town, town.project.pk)).status_code == 403
    assert send_to(client, town, town.vg.concept, team=[town.lid.lid.pk]).status_code == 403
