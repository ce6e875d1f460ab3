"""Mails about a session: an outbox row each, sent once, the newest alone, and in them a day, a place and a link."""

import datetime
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from icalendar import Calendar

from projects.models import Project
from projects.services.team import add_to_team
from reflectie.models import Genodigde, Sessie, Sessiebericht
from reflectie.services.berichten import moment_of
from reflectie.services.genodigden import add_guest, name_supporter, take_off_list
from reflectie.services.sessie import move_session
from reflectie.tasks import ask_newcomers
from tests.accounts.helpers import NEW, link_to
from tests.cast import CANARY, Cast, Person, Town
from tests.reflectie.setting_up import DAY, add_reflectie, at, concept, planned, step
from wijkaanpak.accounts.services import end_membership
from wijkaanpak.herinneringen.ritme import at as at_moment
from wijkaanpak.herinneringen.services.keuzes import Geldend
from wijkaanpak.post.models import ATTEMPTS, Mail
from wijkaanpak.post.services import send_again
from wijkaanpak.post.tasks import send_mails
from wijkaanpak.tenancy.scope import tenant_scope

pytestmark = pytest.mark.usefixtures("working_hours")

NEW_GUEST = "keten.nieuw@example.org"


@pytest.fixture
def town(cast: Cast) -> Town:
    return cast.linderode


class Refuses(EmailBackend):
    """A mail server that refuses the address of the lid of Linderode, and takes the others."""

    def send_messages(self, messages: Any) -> int:
        for message in messages:
            if message.to == ["lid.linderode@example.org"]:
                raise SMTPRecipientsRefused({message.to[0]: (450, b"not now")})
        return super().send_messages(messages)


def send(town: Town) -> None:
    """Let the worker send what waits."""
    send_mails(str(town.gemeente.pk))


def mails_to(person: Person) -> list[Any]:
    return [each for each in mail.outbox if each.to == [person.user.email]]


def move(town: Town, sessie: Sessie, days: int) -> None:
    day = timezone.localdate() + days * DAY
    move_session(
        sessie=sessie, datum=day, begin=sessie.begin, duur=sessie.duur, plaats=sessie.plaats, by=town.leider.lid
    )


def test_everyone_on_the_list_gets_one_mail_and_pressing_again_sends_no_second(town: Town, cast: Cast) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
        step(town, sessie, "plannen")
        assert Sessiebericht.objects.count() == 3
    assert mail.outbox == []  # the save itself sends nothing
    for _time in range(2):
        send(town)
    expected = sorted([town.leider.user.email, town.lid.user.email, cast.in_both.email])
    assert sorted(each.to[0] for each in mail.outbox) == expected
    with tenant_scope(town.gemeente.pk):
        assert not Mail.objects.waiting().exists()


def test_a_mail_says_when_where_and_the_link_and_nothing_else(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
        sessie = town.mlb.sessie
        Sessie.objects.filter(pk=sessie.pk).update(plaats="De Sluis")
    send(town)
    [sent] = mails_to(town.gast)
    assert sent.subject == f"Uitnodiging: MLB op {date_format(sessie.datum, 'j F')}"
    said, _way_out = sent.body.split("--\n")
    assert [line for line in said.splitlines() if line] == [
        f"Hallo {town.gast.user.voornaam},",
        f"Je bent uitgenodigd voor een MLB op {date_format(sessie.datum, 'l j F')}, 13.30 uur.",
        "Waar: De Sluis",
        "Bekijk de MLB:",
        f"http://testserver{at(town, sessie)}",
        "Groet van wijkaanpak",
    ]
    html = {kind: text for text, kind in sent.alternatives}["text/html"]
    assert f'href="http://testserver{at(town, sessie)}"' in html
    for each in mail.outbox:
        if "MLB" in each.subject:  # the other is an invitation, in the name of who invites
            assert CANARY not in f"{each.subject} {each.body} {each.extra_headers}".replace(f"Hallo {CANARY},", "")


def test_of_two_mails_about_one_session_only_the_newest_goes_out(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
        move(town, sessie, 40)
        move(town, sessie, 41)
        assert Sessiebericht.objects.count() == 9
    send(town)
    send(town)
    [sent] = mails_to(town.lid)
    day = date_format(timezone.localdate() + 41 * DAY, "j F")
    assert sent.subject == f"De MLB is verplaatst naar {day}"


def test_each_change_after_a_mail_went_out_is_told(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
    for change in ("verplaatst", "gaat niet door", "Uitnodiging"):
        send(town)
        with tenant_scope(town.gemeente.pk):
            if change == "verplaatst":
                move(town, sessie, 40)
            else:
                step(town, sessie, "afzeggen" if change == "gaat niet door" else "plannen")
    send(town)
    assert [each.subject.split(" ")[0] for each in mails_to(town.lid)] == ["Uitnodiging:", "De", "De", "Uitnodiging:"]
    assert "gaat niet door" in mails_to(town.lid)[2].subject
    assert "Waar:" not in mails_to(town.lid)[2].body


def test_who_is_asked_for_a_planned_session_gets_a_mail_alone(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
    send(town)
    mail.outbox.clear()
    with tenant_scope(town.gemeente.pk):
        add_guest(sessie=sessie, by=town.leider.lid, naam="Gast", email=town.buiten.user.email)
    send(town)
    assert [each.to for each in mail.outbox] == [[town.buiten.user.email]]


def join(town: Town, rol: str = "uitvoerend") -> Person:
    """Put ``buiten`` in the team; they were in the gemeente already."""
    add_to_team(project=town.project, lid=town.buiten.lid, rol=rol, by=town.leider.lid)
    return town.buiten


def every_hour(town: Town) -> None:
    ask_newcomers(str(town.gemeente.pk))
    send(town)


def test_who_joins_the_team_after_the_planning_is_asked_once_and_alone(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
    every_hour(town)
    mail.outbox.clear()
    with tenant_scope(town.gemeente.pk):
        newcomer = join(town)
    for _hour in range(2):
        every_hour(town)
    [sent] = mail.outbox
    assert sent.to == [newcomer.user.email]
    assert sent.subject == f"Uitnodiging: MLB op {date_format(sessie.datum, 'j F')}"


def test_a_newcomer_hears_nothing_of_a_concept_of_the_past_or_of_an_archived_project(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        concept(town)
        Sessie.objects.filter(pk=planned(town, 40).pk).update(datum=timezone.localdate() - DAY)
    send(town)
    mail.outbox.clear()
    with tenant_scope(town.gemeente.pk):
        join(town)
    every_hour(town)
    assert mail.outbox == []
    with tenant_scope(town.gemeente.pk):
        Sessie.objects.update(datum=timezone.localdate() + 5 * DAY)
        Project.objects.update(gearchiveerd_op=timezone.now())
    every_hour(town)
    assert mail.outbox == []


def test_an_ervaringsdeskundige_who_joins_is_asked_once_someone_supports_them(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
        newcomer = join(town, "ervaringsdeskundige")
    every_hour(town)
    assert mails_to(newcomer) == []
    with tenant_scope(town.gemeente.pk):
        row, helper = (Genodigde.objects.get(sessie=sessie, lid=each.lid) for each in (newcomer, town.leider))
        name_supporter(genodigde=row, ondersteuner=helper, by=town.leider.lid)
    every_hour(town)
    assert len(mails_to(newcomer)) == 1


def test_to_a_newcomer_a_session_that_moves_is_an_invitation(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
        newcomer = join(town)
        move(town, sessie, 40)
    every_hour(town)
    [sent] = mails_to(newcomer)
    assert sent.subject.startswith("Uitnodiging")
    assert mails_to(town.lid)[0].subject.startswith("De MLB is verplaatst")


def test_who_has_no_account_yet_gets_the_mail_after_accepting(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
        add_guest(sessie=sessie, by=town.leider.lid, naam="Gast", email=NEW_GUEST)
    send(town)
    assert [each.subject for each in mail.outbox if each.to == [NEW_GUEST] and "MLB" in each.subject] == []
    client.post(link_to(town, NEW_GUEST), NEW)
    mail.outbox.clear()
    send(town)
    assert [each.to for each in mail.outbox] == [[NEW_GUEST]]


def test_nobody_is_mailed_whose_membership_ended_or_who_was_taken_off(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
        guest = add_guest(sessie=sessie, by=town.leider.lid, naam="Gast", email=town.buiten.user.email)
        end_membership(lid=town.lid.lid, by=town.beheerder.lid)
        take_off_list(genodigde=guest, by=town.leider.lid)
    send(town)
    assert mails_to(town.lid) == mails_to(town.buiten) == []
    assert len(mails_to(town.leider)) == 1


def test_an_archived_project_mails_nobody(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        planned(town)
        Project.objects.update(gearchiveerd_op=timezone.now())
    send(town)
    assert mail.outbox == []


def appointment(sent: Any) -> tuple[str, Any]:
    """The METHOD and the appointment that go with a mail."""
    [text] = [data for data, kind in sent.alternatives if kind.startswith("text/calendar")]
    calendar = Calendar.from_ical(text)
    [event] = calendar.walk("VEVENT")
    return str(calendar["method"]), event


def test_the_appointment_of_a_mail_follows_what_changes(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
    numbers = []
    for change, method in (("", "REQUEST"), ("verplaatst", "REQUEST"), ("afzeggen", "CANCEL")):
        with tenant_scope(town.gemeente.pk):
            if change == "verplaatst":
                move(town, sessie, 33)
            elif change:
                step(town, sessie, change)
        mail.outbox.clear()
        send(town)
        [sent] = mails_to(town.lid)
        said, event = appointment(sent)
        assert (said, str(event["uid"])) == (method, f"mlb-{sessie.pk}@wijkaanpak")
        assert str(event["attendee"]) == f"mailto:{town.lid.user.email}"
        numbers.append(int(event["sequence"]))
    assert str(event["status"]) == "CANCELLED"
    assert numbers == sorted(set(numbers))  # each later than the one before


def test_who_is_taken_off_the_list_loses_the_appointment_if_they_had_it(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
        guest = add_guest(sessie=sessie, by=town.leider.lid, naam="Gast", email=town.buiten.user.email)
    send(town)
    mail.outbox.clear()
    with tenant_scope(town.gemeente.pk):
        never = add_guest(sessie=sessie, by=town.leider.lid, naam="Gast", email=town.beleid.user.email)
        for each in (guest, never):
            take_off_list(genodigde=each, by=town.leider.lid)
    send(town)
    [sent] = mails_to(town.buiten)
    assert sent.subject.startswith("Je hoeft niet naar de MLB van")
    assert appointment(sent)[0] == "CANCEL"
    assert mails_to(town.beleid) == []


def test_nobody_is_invited_to_a_session_that_has_passed(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sessie = planned(town)
        Sessie.objects.filter(pk=sessie.pk).update(datum=timezone.localdate() - DAY)
    send(town)
    assert mails_to(town.lid) == []


def test_a_concept_mails_nobody(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        concept(town)
        step(town, concept(town, 40), "beginnen")
    send(town)
    assert mail.outbox == []


def test_a_refused_address_is_counted_tried_again_later_and_stops_no_other(
    town: Town, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "tests.reflectie.test_berichten.Refuses"
    with tenant_scope(town.gemeente.pk):
        planned(town)
    send(town)
    assert len(mail.outbox) == 2
    assert town.lid.user.email not in caplog.text
    with tenant_scope(town.gemeente.pk):
        row = Mail.objects.waiting().get()
        assert (row.naar, row.pogingen) == (town.lid.user.email, 1)
        assert row.moment > timezone.now()
    send(town)  # not yet
    with tenant_scope(town.gemeente.pk):
        row.refresh_from_db()
        assert row.pogingen == 1
        Mail.objects.filter(pk=row.pk).update(moment=timezone.now())
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send(town)
    assert len(mails_to(town.lid)) == 1


def test_after_ten_attempts_it_is_left_and_a_beheerder_sends_it_again(town: Town, settings: Any) -> None:
    settings.EMAIL_BACKEND = "tests.reflectie.test_berichten.Refuses"
    with tenant_scope(town.gemeente.pk):
        planned(town)
        row = Mail.objects.filter(lid=town.lid.lid).get()
        Mail.objects.filter(pk=row.pk).update(pogingen=ATTEMPTS - 1)
    send(town)
    with tenant_scope(town.gemeente.pk):
        assert Mail.objects.failed().get().pk == row.pk
        assert send_again(mail=row)
        assert not send_again(mail=row)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send(town)
    assert len(mails_to(town.lid)) == 1


def test_the_mails_of_one_gemeente_are_not_sent_for_another(cast: Cast) -> None:
    with tenant_scope(cast.broekveen.gemeente.pk):
        planned(cast.broekveen)
    send(cast.linderode)
    assert mail.outbox == []


@pytest.mark.parametrize(("begint", "waits"), [("14:00", True), ("09:00", False)])
def test_in_the_evening_a_mail_waits_for_the_morning_unless_the_session_is_there_before(
    begint: str, waits: bool
) -> None:
    sessie = Sessie(datum=datetime.date(2026, 12, 2), begin=datetime.time.fromisoformat(begint))
    evening = at_moment(datetime.date(2026, 12, 1), datetime.time(23))
    with time_machine.travel(evening, tick=False):
        moment = moment_of(sessie, Geldend())
    morning = at_moment(datetime.date(2026, 12, 2), datetime.time(8))
    assert moment == (morning if waits else evening)
