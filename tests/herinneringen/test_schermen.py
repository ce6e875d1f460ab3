"""The screens of reminders: the inbox, the choices, the calendar, stopping a kind, and what a beheerder sees."""

from typing import Any

import pytest
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from reflectie.models import Sessie
from tests.cast import CANARY, Cast, Town
from tests.herinneringen.setting_up import add_reminders
from tests.reflectie.setting_up import add_reflectie
from tests.tenancy.doors.platform import usual_choices
from wijkaanpak.accounts.services import end_membership
from wijkaanpak.herinneringen.afmelden import token_of
from wijkaanpak.herinneringen.models import Agendasleutel, Gemeentestandaard, Herinnering, Regiostandaard, Voorkeur
from wijkaanpak.post.models import Adresstop, Mail
from wijkaanpak.post.tasks import send_mails
from wijkaanpak.tenancy.models import Regio
from wijkaanpak.tenancy.scope import tenant_scope

SETTINGS = "/account/herinneringen/instellingen/"


@pytest.fixture
def town(cast: Cast) -> Town:
    with tenant_scope(cast.linderode.gemeente.pk):
        add_reminders(cast.linderode)
    return cast.linderode


def address(town: Town) -> str:
    return reverse("herinneringen:open", args=[town.gemeente.slug, town.her.herinnering.pk])


# --- inbox -------------------------------------------------------------------------------------------


def test_opening_a_line_marks_it_read_and_goes_to_its_page(town: Town, login: Any) -> None:
    client = login(town.buiten)
    assert "1 ongelezen herinnering" in client.get("/").content.decode()
    assert "<b>1 herinnering</b> is nieuw." in client.get("/account/herinneringen/").content.decode()
    assert client.get(address(town))["Location"] == "/linderode/"
    assert "Je hebt alles gezien." in client.get("/account/herinneringen/").content.decode()
    assert "ongelezen" not in client.get("/").content.decode()


def test_everything_is_marked_read_at_once(town: Town, login: Any) -> None:
    client = login(town.buiten)
    said = client.post("/linderode/herinneringen/gelezen/", follow=True).content.decode()
    assert "1 herinnering staat op gelezen." in said
    with tenant_scope(town.gemeente.pk):
        assert not Herinnering.objects.unread().exists()


def test_a_line_of_someone_else_is_not_there(town: Town, login: Any) -> None:
    assert login(town.beheerder).get(address(town)).status_code == 404


def test_the_link_of_a_mail_survives_logging_in(town: Town, client: Client) -> None:
    asked = client.get(address(town))
    assert asked.status_code == 302
    login = asked["Location"]
    answer = client.post(login, {"login": town.buiten.user.email, "password": "een-heel-gewone-zin"})
    assert answer["Location"] == address(town)


# --- choices -----------------------------------------------------------------------------------------


def test_a_person_chooses_and_goes_back_to_the_standard(town: Town, login: Any) -> None:
    client = login(town.buiten)
    chosen = usual_choices(town) | {"ritme_mlb": "week", "om": "07:15", "weekdag": "3"}
    assert "Je keuzes zijn bewaard" in client.post(SETTINGS, chosen, follow=True).content.decode()
    row = Voorkeur.objects.get(gebruiker=town.buiten.user)
    assert (row.ritmes, row.weekdag, f"{row.om:%H:%M}") == ({"mlb": "week"}, 3, "07:15")
    client.post(SETTINGS, usual_choices(town))
    row.refresh_from_db()
    assert (row.ritmes, row.weekdag, row.om) == ({}, None, None)


def test_the_standard_of_the_gemeente_is_named_beside_each_choice(town: Town, login: Any) -> None:
    page = login(town.buiten).get(SETTINGS).content.decode()
    assert "Standaard: Eén mail per week" in page  # of deadlines, as add_reminders has it


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"stil_van": "19:00"}, "Vul beide tijden in, of laat ze allebei leeg."),
        ({"om": "25:00"}, "Schrijf een tijd als 09:30."),
        ({"ritme_mlb": "elk uur"}, "Selecteer een geldige keuze"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(
    town: Town, login: Any, wrong: dict[str, str], said: str
) -> None:
    answer = login(town.buiten).post(SETTINGS, usual_choices(town) | {"ritme_tekenen": "geen"} | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert '<option value="geen" selected>' in page
    assert not Voorkeur.objects.exists()


def test_a_beheerder_sets_the_standard_of_the_gemeente_and_of_the_region_it_leads(town: Town, login: Any) -> None:
    client = login(town.beheerder)
    client.post("/linderode/beheer/herinneringen/", usual_choices(town) | {"ritme_mlb": "geen"})
    with tenant_scope(town.gemeente.pk):
        assert Gemeentestandaard.objects.get().ritmes == {"mlb": "geen"}
    place = "/linderode/beheer/herinneringen/regio/"
    assert client.get(place).status_code == 403
    Regio.objects.filter(gemeenten=town.gemeente).update(trekker=town.gemeente)
    client.post(place, usual_choices(town) | {"ritme_mlb": "dag"})
    assert Regiostandaard.objects.get().ritmes == {"mlb": "dag"}


# --- stopping a kind ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("working_hours")
def test_the_button_of_a_mail_program_stops_a_kind_without_logging_in(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
    send_mails(str(town.gemeente.pk))
    [sent] = [each for each in outbox.outbox if each.to == [town.gast.user.email]]
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = sent.extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")
    assert url in sent.body
    stranger = Client(enforce_csrf_checks=True)
    assert "Wil je deze mail stoppen?" in stranger.get(url).content.decode()
    assert not Voorkeur.objects.exists()  # looking, as a scanner of links does, stops nothing
    assert stranger.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Voorkeur.objects.get(gebruiker=town.gast.user).ritmes == {"mlb-uitnodiging": "geen"}


def test_of_a_mail_about_several_kinds_one_is_stopped_and_comes_back(town: Town) -> None:
    url = f"/account/afmelden/{token_of(town.buiten.user, ['mlb', 'deadlines'])}/"
    stranger = Client()
    assert stranger.get(url).content.decode().count('type="checkbox"') == 2
    assert "Vink minstens één soort aan." in stranger.post(url, {"wat": "stop"}).content.decode()
    assert "Deze mail is gestopt" in stranger.post(url, {"wat": "stop", "soort": "mlb"}).content.decode()
    row = Voorkeur.objects.get(gebruiker=town.buiten.user)
    assert row.ritmes == {"mlb": "geen"}
    assert "weer mail over" in stranger.post(url, {"wat": "terug", "soort": "mlb"}).content.decode()
    row.refresh_from_db()
    assert row.ritmes == {}


def test_a_kind_that_is_not_shown_keeps_what_was_chosen(town: Town, login: Any) -> None:
    Voorkeur.objects.create(gebruiker=town.buiten.user, ritmes={"ontwikkelplan": "geen"})  # of beleid alone
    login(town.buiten).post(SETTINGS, usual_choices(town) | {"ritme_mlb": "dag"})
    assert Voorkeur.objects.get().ritmes == {"ontwikkelplan": "geen", "mlb": "dag"}


@pytest.mark.parametrize("token", ["iets", "WyJ4Il0:1xXe3L:aaaa"])
def test_a_made_up_way_out_is_not_there(db: None, token: str) -> None:
    assert Client().post(f"/account/afmelden/{token}/").status_code == 404


# --- calendar ----------------------------------------------------------------------------------------


def events(client: Client, url: str) -> dict[str, Any]:
    answer = client.get(url)
    assert answer.status_code == 200
    return {str(event["uid"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_a_calendar_holds_neutral_titles_and_follows_what_changes(cast: Cast, login: Any) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
        Sessie.objects.update(plaats="De Sluis")
    client = login(town.lid)
    client.post("/account/agenda/", {"wat": "nieuw"})
    url = client.get("/account/agenda/").context["adres"].removeprefix("http://testserver")
    stranger = Client()
    found = events(stranger, url)
    sessie = town.mlb.sessie
    event = found[f"mlb-{sessie.pk}@wijkaanpak"]
    assert str(event["summary"]) == f"MLB {sessie.nummer}"
    assert "location" not in event  # who has the address need not be its person
    assert event["dtstart"].dt == sessie.begint()
    assert any(str(each["summary"]) == "Deadline UI-04" for each in found.values())
    assert CANARY.encode() not in stranger.get(url).content
    with tenant_scope(town.gemeente.pk):
        Sessie.objects.filter(pk=sessie.pk).update(staat="afgezegd", volgnummer=7)
    event = events(stranger, url)[f"mlb-{sessie.pk}@wijkaanpak"]
    assert (event["status"], event["sequence"]) == ("CANCELLED", 7)


def test_an_address_that_was_replaced_or_stopped_works_no_more(town: Town, login: Any) -> None:
    client = login(town.buiten)
    old = reverse("herinneringen:agenda-ics", args=[town.her.sleutel.token])
    assert client.get(old).status_code == 200
    client.post("/account/agenda/", {"wat": "nieuw"})
    assert client.get(old).status_code == 404
    new = client.get("/account/agenda/").context["adres"]
    client.post("/account/agenda/", {"wat": "stop"})
    assert client.get(new).status_code == 404
    assert "Je hebt nog geen adres." in client.get("/account/agenda/").content.decode()
    keys = Agendasleutel.objects.filter(gebruiker=town.buiten.user)
    assert not any(key.token in str(keys.values()) for key in keys)  # only the hash is stored


def test_who_left_has_nothing_in_their_calendar_any_more(cast: Cast, login: Any) -> None:
    town = cast.linderode
    client = login(town.lid)
    client.post("/account/agenda/", {"wat": "nieuw"})
    url = client.get("/account/agenda/").context["adres"]
    assert events(Client(), url)
    with tenant_scope(town.gemeente.pk):
        end_membership(lid=town.lid.lid, by=town.beheerder.lid)
    assert events(Client(), url) == {}


# --- what a beheerder sees ---------------------------------------------------------------------------


def test_a_beheerder_sees_what_did_not_arrive_and_sends_it_again(town: Town, login: Any) -> None:
    client = login(town.beheerder)
    page = client.get("/linderode/beheer/mail/").content.decode()
    assert "De mail staat stil" in page  # nobody looked yet
    assert "De mailserver van de ontvanger weigert (550)." in page
    client.post(f"/linderode/beheer/mail/{town.her.mail.pk}/opnieuw/")
    with tenant_scope(town.gemeente.pk):
        mail = Mail.objects.waiting().get(pk=town.her.mail.pk)
        assert (mail.pogingen, mail.reden) == (0, "")


def test_a_stopped_address_gets_nothing_until_it_is_right_again(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        Adresstop.objects.create(gemeente=town.gemeente, adres=town.buiten.user.email, code="550")
    client = login(town.beheerder)
    again = f"/linderode/beheer/mail/{town.her.mail.pk}/opnieuw/"
    assert "het adres weigert nog steeds" in client.post(again, follow=True).content.decode()
    with tenant_scope(town.gemeente.pk):
        stop = Adresstop.objects.get(adres=town.buiten.user.email)
    client.post(f"/linderode/beheer/mail/adres/{stop.pk}/")
    with tenant_scope(town.gemeente.pk):
        assert Mail.objects.waiting().filter(pk=town.her.mail.pk, moment__lte=timezone.now()).exists()
