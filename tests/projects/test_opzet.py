"""The pages of a project's set-up: saving field by field, conflicts, lists, the rooster, nothing lost."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from projects.cijfers import area_name, in_dutch
from projects.models import Aanwezigheid, Besluit, Gebied, Kerncijfers, Mandaat, Partner, Sleutelfiguur, Teamlid, Visie
from projects.registers import REGISTERS
from projects.services.register import add_row, take_away
from projects.services.rooster import set_presence
from projects.services.team import invite_to_project
from projects.tasks import forget_key_figures
from tests.cast import CANARY, Cast, Town
from tests.projects.setting_up import CBS, add_rest, add_setup, make_mandate, make_partner
from wijkaanpak.audit.models import Logregel
from wijkaanpak.tenancy.scope import tenant_scope

HTMX = {"HX-Request": "true"}


@pytest.fixture
def town(cast: Cast) -> Town:
    return cast.linderode


def stored(town: Town, model: Any) -> Any:
    with tenant_scope(town.gemeente.pk):
        return model.objects.filter(project=town.project).first()


# --- a page that saves by itself -------------------------------------------------------------------


def test_a_field_saves_by_itself_and_says_so(town: Town, login: Any) -> None:
    client = login(town.lid)
    response = client.post(town.url("visie/"), {"visie": "Samen", "waarden": "", "versie": 0}, headers=HTMX)
    assert response.status_code == 200
    assert "Opgeslagen" in response.content.decode()
    assert stored(town, Visie).visie == "Samen"
    assert stored(town, Visie).versie == 1


def test_saving_without_a_change_adds_no_version(town: Town, login: Any) -> None:
    client = login(town.lid)
    for _time in range(2):
        client.post(town.url("visie/"), {"visie": "Samen", "versie": 0}, headers=HTMX)
    assert stored(town, Visie).versie == 1


def test_two_people_in_two_fields_do_not_meet(town: Town, login: Any) -> None:
    client = login(town.lid)
    client.post(town.url("visie/"), {"visie": "Een", "waarden": "", "versie": 0}, headers=HTMX)
    client.force_login(town.leider.user)
    response = client.post(town.url("visie/"), {"visie": "", "waarden": "Twee", "versie": 0}, headers=HTMX)
    assert response.status_code == 200
    row = stored(town, Visie)
    assert (row.visie, row.waarden) == ("Een", "Twee")


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["htmx", "no javascript"])
def test_two_people_in_one_field_see_both_texts_and_nothing_is_lost(
    town: Town, login: Any, headers: dict[str, str]
) -> None:
    client = login(town.lid)
    client.post(town.url("visie/"), {"visie": "Van een", "versie": 0}, headers=HTMX)
    client.force_login(town.leider.user)
    response = client.post(town.url("visie/"), {"visie": "Van twee", "versie": 0}, headers=headers)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Van een" in text
    assert "Van twee" in text
    assert town.lid.user.naam in text
    assert stored(town, Visie).visie == "Van een"


def test_the_way_out_of_a_conflict_saves_one_field(town: Town, login: Any) -> None:
    client = login(town.lid)
    client.post(town.url("visie/"), {"visie": "Van een", "waarden": "Blijft", "versie": 0}, headers=HTMX)
    client.post(town.url("visie/"), {"alleen": "visie", "visie": "Van twee", "versie": 1}, headers=HTMX)
    row = stored(town, Visie)
    assert (row.visie, row.waarden) == ("Van twee", "Blijft")


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["htmx", "no javascript"])
def test_two_fields_in_conflict_are_chosen_one_after_the_other(town: Town, login: Any, headers: dict[str, str]) -> None:
    client = login(town.lid)
    client.post(town.url("visie/"), {"visie": "V een", "waarden": "W een", "versie": 0}, headers=HTMX)
    client.post(town.url("visie/"), {"visie": "V twee", "waarden": "W twee", "versie": 0}, headers=headers)
    choice = {"alleen": "visie", "visie": "V twee", "versie": 1, "scherm_versie": 0, "ook_waarden": "W twee"}
    response = client.post(town.url("visie/"), choice, headers=headers)
    assert response.status_code == 409
    assert "W twee" in response.content.decode()  # still there, still to be chosen
    client.post(
        town.url("visie/"), {"alleen": "waarden", "waarden": "W twee", "versie": 2, "scherm_versie": 0}, headers=headers
    )
    row = stored(town, Visie)
    assert (row.visie, row.waarden) == ("V twee", "W twee")


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["htmx", "no javascript"])
def test_a_merged_text_that_is_refused_stands_in_its_field(town: Town, login: Any, headers: dict[str, str]) -> None:
    client = login(town.lid)
    client.post(town.url("visie/"), {"visie": "Van een", "waarden": "Blijft", "versie": 0}, headers=HTMX)
    merged = "Van een en van twee. " * 1000
    choice = {"alleen": "visie", "visie": merged, "versie": 1, "scherm_versie": 0}
    response = client.post(town.url("visie/"), choice, headers=headers)
    page = response.content.decode()
    assert response.status_code == 422
    assert merged in page
    assert "Deze tekst is te lang" in page
    assert ("Blijft" in page) == (not headers)  # the whole form, or this field alone
    assert 'name="versie_visie" value="1"' in page  # who was first meanwhile is met again
    assert stored(town, Visie).visie == "Van een"


@pytest.mark.parametrize(
    "posted",
    [{"actie": "ongedaan", "versie": 1}, {"alleen": "visie", "visie": "Gekozen", "versie": 1, "scherm_versie": 1}],
    ids=["undo", "choice"],
)
def test_a_button_that_met_an_expired_session_empties_nothing(town: Town, login: Any, posted: dict[str, Any]) -> None:
    client = login(town.lid)
    client.post(town.url("visie/"), {"visie": "Eerst", "waarden": "Blijft", "versie": 0}, headers=HTMX)
    client.logout()
    client.post(town.url("visie/"), posted)
    client.force_login(town.lid.user)
    shown = client.get(town.url("visie/")).content.decode()
    assert "Blijft" in shown
    assert ("Gekozen" in shown) is ("alleen" in posted)


def test_undo_brings_the_text_back(town: Town, login: Any) -> None:
    client = login(town.lid)
    client.post(town.url("visie/"), {"visie": "Eerst", "versie": 0}, headers=HTMX)
    client.post(town.url("visie/"), {"visie": "Daarna", "versie": 1}, headers=HTMX)
    client.post(town.url("visie/"), {"actie": "ongedaan", "versie": 2}, headers=HTMX)
    assert stored(town, Visie).visie == "Eerst"


def test_an_old_version_is_brought_back_from_the_history(town: Town, login: Any) -> None:
    client = login(town.lid)
    client.post(town.url("visie/"), {"visie": "Eerst", "versie": 0}, headers=HTMX)
    client.post(town.url("visie/"), {"visie": "Daarna", "versie": 1}, headers=HTMX)
    history = client.get(town.url("geschiedenis/visie/")).content.decode()
    assert "Eerst" in history
    assert "Zet deze versie terug" in history
    client.post(town.url("visie/"), {"actie": "herstel", "versie": 1, "gezien": 2})
    assert stored(town, Visie).visie == "Eerst"
    client.post(town.url("visie/"), {"visie": "Van een collega", "versie": 3}, headers=HTMX)
    client.post(town.url("visie/"), {"actie": "herstel", "versie": 2, "gezien": 3})  # looked before the colleague
    assert stored(town, Visie).visie == "Van een collega"
    assert client.post(town.url("visie/"), {"actie": "herstel", "versie": 99, "gezien": 4}).status_code == 404


def test_a_wrong_field_stays_on_the_screen_and_the_others_are_saved(town: Town, login: Any) -> None:
    client = login(town.lid)
    posted = {"datum": "2026-02-31", "plaats": "De Sluis", "versie": 0}
    response = client.post(town.url("startbijeenkomst/"), posted)
    assert response.status_code == 422
    assert "Deze datum bestaat niet" in response.content.decode()
    with tenant_scope(town.gemeente.pk):
        from projects.models import Startbijeenkomst

        row = Startbijeenkomst.objects.get(project=town.project)
        assert (row.plaats, row.datum) == ("De Sluis", None)


def test_an_expired_session_gives_the_text_back_after_login(town: Town, client: Client) -> None:
    url = town.url("visie/")
    response = client.post(url, {"visie": "Bijna kwijt", "versie": 0})
    assert response.status_code == 302
    assert url in response["Location"]
    client.force_login(town.lid.user)
    kept = client.get(url).content.decode()
    assert "Bijna kwijt" in kept
    assert "Dit typte je voordat je werd uitgelogd" in kept
    client.post(url, {"visie": "Bijna kwijt", "versie": 0})
    assert stored(town, Visie).visie == "Bijna kwijt"
    assert "voordat je werd uitgelogd" not in client.get(url).content.decode()


def test_an_archived_project_can_only_be_read(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        town.project.gearchiveerd_op = timezone.now()
        town.project.save()
    client = login(town.lid)
    assert client.get(town.url("visie/")).status_code == 200
    assert client.post(town.url("visie/"), {"visie": "X", "versie": 0}).status_code == 403


# --- the lists -------------------------------------------------------------------------------------


def new(town: Town, register: str) -> str:
    return town.url(f"{register}/nieuw/")


@pytest.mark.parametrize("slug", REGISTERS)
def test_every_list_has_its_screens(town: Town, login: Any, slug: str) -> None:
    register = REGISTERS[slug]
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        add_rest(town)
        row = register.rows(town.project).first()
        for besluit in Besluit.objects.current().exclude(mandaat=None) if slug == "mandaten" else []:
            take_away(row=besluit, by=town.leider.lid)  # a mandate under a decision stays
    client = login(town.leider)
    place = town.url(f"{slug}/{row.pk}/")
    assert client.get(place).status_code == 200
    assert client.get(new(town, slug)).status_code == (404 if register.eigen_begin else 200)
    assert client.get(f"{place}geschiedenis/").status_code == (200 if register.bewaart_geschiedenis else 404)
    if register.eigen_begin:
        assert client.post(f"{place}weg/").status_code == 404
        return
    assert client.post(f"{place}weg/").status_code == 302
    page = client.get(place)
    if register.bewaart_geschiedenis:
        assert "weggehaald" in page.content.decode()
        assert client.post(f"{place}terug/").status_code == 302
        assert "weggehaald" not in client.get(place).content.decode()
    else:
        assert page.status_code == 404


def test_an_organisation_is_added_changed_and_its_history_told(town: Town, login: Any) -> None:
    client = login(town.lid)
    client.post(new(town, "partners"), {"naam": "Politie", "soort": "politie"})
    partner = stored(town, Partner)
    place = town.url(f"partners/{partner.pk}/")
    client.post(place, {"naam": "Politie Noord", "soort": "politie", "versie": 1}, headers=HTMX)
    history = client.get(f"{place}geschiedenis/").content.decode()
    assert "Politie Noord" in history
    assert town.lid.user.naam in history


def test_a_second_organisation_with_the_same_name_is_refused(town: Town, login: Any) -> None:
    client = login(town.lid)
    client.post(new(town, "partners"), {"naam": "Politie", "soort": "politie"})
    response = client.post(new(town, "partners"), {"naam": "politie", "soort": "politie"})
    assert response.status_code == 422
    assert "staat al in de lijst" in response.content.decode()


def test_an_own_kind_asks_its_name(town: Town, login: Any) -> None:
    response = login(town.lid).post(new(town, "partners"), {"naam": "De Brug", "soort": "anders"})
    assert "Schrijf op wat voor organisatie dit is" in response.content.decode()


@pytest.mark.parametrize("days", [-31, 301])
def test_a_decision_outside_the_mandate_is_refused_with_the_reason(town: Town, login: Any, days: int) -> None:
    with tenant_scope(town.gemeente.pk):
        mandaat = make_mandate(town, make_partner(town, "gi"), "besluiten")
    day = timezone.localdate() + datetime.timedelta(days=days)
    posted = {"onderwerp": "Iets", "mandaat": mandaat.pk, "datum": day.isoformat()}
    response = login(town.lid).post(new(town, "besluiten"), posted)
    assert response.status_code == 422
    assert "geldt het mandaat van KANARIE tekenaar niet" in response.content.decode()
    assert stored(town, Besluit) is None


def test_a_mandate_to_sign_is_no_ground_for_a_decision(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        mandaat = make_mandate(town, make_partner(town, "gi"), "tekenen")
    posted = {"onderwerp": "Iets", "mandaat": mandaat.pk, "datum": timezone.localdate().isoformat()}
    assert login(town.lid).post(new(town, "besluiten"), posted).status_code == 422


def test_a_mandate_of_an_organisation_that_left_can_not_be_chosen(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        partner = make_partner(town, "gi")
        mandaat = make_mandate(town, partner, "besluiten")
        take_away(row=partner, by=town.leider.lid)
    posted = {"onderwerp": "Iets", "mandaat": mandaat.pk, "datum": timezone.localdate().isoformat()}
    assert login(town.lid).post(new(town, "besluiten"), posted).status_code == 422
    assert stored(town, Besluit) is None


@pytest.mark.parametrize(("veld", "days"), [("van", 1), ("tot", -1)])
def test_a_mandate_can_not_be_shortened_to_leave_a_decision_outside(
    town: Town, login: Any, veld: str, days: int
) -> None:
    today = timezone.localdate()
    with tenant_scope(town.gemeente.pk):
        mandaat = make_mandate(town, make_partner(town, "gi"), "besluiten")
        add_row(
            project=town.project, row=Besluit(mandaat=mandaat, onderwerp="De plek", datum=today), by=town.leider.lid
        )
    posted = mandate_as_posted(mandaat) | {veld: (today + datetime.timedelta(days=days)).isoformat()}
    response = login(town.lid).post(town.url(f"mandaten/{mandaat.pk}/"), posted)
    assert response.status_code == 422
    assert "Het besluit ‘De plek’ van" in response.content.decode()
    assert getattr(stored(town, Mandaat), veld) == getattr(mandaat, veld)


def test_who_was_invited_for_an_organisation_stands_with_it(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        partner = make_partner(town, "gi")
        other = make_partner(town, "gemeente")
        invite_to_project(
            project=town.project, email="nieuw@gi.example", rol="uitvoerend", by=town.leider.lid, partner=partner
        )
    client = login(town.leider)
    assert "nieuw@gi.example" in client.get(town.url(f"partners/{partner.pk}/")).content.decode()
    assert "nieuw@gi.example" not in client.get(town.url(f"partners/{other.pk}/")).content.decode()
    assert f"Uitvoerend medewerker · {partner.naam}" in client.get(town.url("team/")).content.decode()


def test_the_address_on_a_mandate_is_for_who_manages_the_agreement(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        mandaat = make_mandate(town, make_partner(town, "gi"), "tekenen", town.gast)
    place = town.url(f"mandaten/{mandaat.pk}/")
    assert mandaat.email in login(town.leider).get(place).content.decode()
    assert mandaat.email not in login(town.lid).get(place).content.decode()


def test_the_rooster_says_in_words_who_meets_whom(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        for teamlid in Teamlid.objects.current().filter(project=town.project)[:2]:
            set_presence(teamlid=teamlid, wanted={(2, "ochtend")}, seen=set())
        names = [each.lid.gebruiker.naam for each in Teamlid.objects.current().filter(project=town.project)[:2]]
    shown = login(town.lid).get(town.url("aanwezigheid/")).content.decode()
    assert "Wie ziet wie?" in shown
    assert all(name in shown.split("Wie ziet wie?")[1] for name in names)


def decision_on(town: Town, mandaat: Mandaat) -> Besluit:
    row = Besluit(mandaat=mandaat, onderwerp="De plek", datum=timezone.localdate())
    return add_row(project=town.project, row=row, by=town.leider.lid)


@pytest.mark.parametrize("veld", ["partner", "soort"])
def test_a_mandate_with_a_decision_stays_of_its_organisation_and_kind(town: Town, login: Any, veld: str) -> None:
    with tenant_scope(town.gemeente.pk):
        mandaat = make_mandate(town, make_partner(town, "gi"), "besluiten")
        other = make_partner(town, "gemeente")
        decision_on(town, mandaat)
    posted = mandate_as_posted(mandaat) | {veld: {"partner": other.pk, "soort": "tekenen"}[veld]}
    response = login(town.leider).post(town.url(f"mandaten/{mandaat.pk}/"), posted)
    assert response.status_code == 422
    assert "Het besluit ‘De plek’ is op dit mandaat genomen" in response.content.decode()
    now = stored(town, Mandaat)
    assert (now.partner_id, now.soort) == (mandaat.partner_id, "besluiten")


def test_a_mandate_under_a_decision_is_not_taken_away(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        mandaat = make_mandate(town, make_partner(town, "gi"), "besluiten")
        decision_on(town, mandaat)
    page = login(town.leider).post(town.url(f"mandaten/{mandaat.pk}/weg/"), follow=True)
    assert "rust op dit mandaat" in page.content.decode()
    assert stored(town, Mandaat).vervallen_op is None


def test_a_decision_comes_back_only_while_its_mandate_covers_it(town: Town, login: Any) -> None:
    today = timezone.localdate()
    with tenant_scope(town.gemeente.pk):
        mandaat = make_mandate(town, make_partner(town, "gi"), "besluiten")
        besluit = decision_on(town, mandaat)
        take_away(row=besluit, by=town.leider.lid)
        Mandaat.objects.filter(pk=mandaat.pk).update(tot=today - datetime.timedelta(days=1))
    client, place = login(town.leider), town.url(f"besluiten/{besluit.pk}/terug/")
    assert "dekt dit besluit niet meer" in client.post(place, follow=True).content.decode()
    assert stored(town, Besluit).vervallen_op is not None
    with tenant_scope(town.gemeente.pk):
        Mandaat.objects.filter(pk=mandaat.pk).update(tot=today)
    client.post(place)
    assert stored(town, Besluit).vervallen_op is None


def test_a_deviation_asks_who_answers_for_it_at_an_organisation_only_when_it_is_about_one(
    town: Town, login: Any
) -> None:
    with tenant_scope(town.gemeente.pk):
        partner = make_partner(town, "gi")
    client, tomorrow = login(town.leider), timezone.localdate() + datetime.timedelta(days=1)
    posted = {"norm": "Team van tien", "reden": "Elf", "namens_gemeente": "Manager", "tot": tomorrow.isoformat()}
    refused = client.post(new(town, "afwijkingen"), posted | {"partner": partner.pk})
    assert refused.status_code == 422
    assert "Vul in wie er bij deze organisatie voor instaat" in refused.content.decode()
    assert client.post(new(town, "afwijkingen"), posted).status_code == 302
    assert "Hiervoor staat in: Manager" in client.get(town.url("afspraken/")).content.decode()


def test_a_deviation_can_not_end_before_it_is_written(town: Town, login: Any) -> None:
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    posted = {
        "norm": "Team van tien",
        "reden": "Er zijn er elf",
        "namens_gemeente": "Manager",
        "namens_organisatie": "Directeur",
        "tot": yesterday.isoformat(),
    }
    response = login(town.leider).post(new(town, "afwijkingen"), posted)
    assert response.status_code == 422
    assert "Deze dag is al voorbij" in response.content.decode()


@pytest.mark.parametrize(
    ("aantal", "says"),
    [("-1", "getal in dat 0 of hoger is"), ("501", "getal in dat 500 of lager is"), ("acht", "Vul een heel getal in")],
)
def test_a_number_that_does_not_fit_is_refused_in_our_words(town: Town, login: Any, aantal: str, says: str) -> None:
    posted = {"datum": timezone.localdate().isoformat(), "wie": "Ouders", "aantal": aantal, "opbrengst": ""}
    page = login(town.lid).post(town.url("focusgroepen/nieuw/"), posted)
    assert page.status_code == 422
    assert says in page.content.decode()
    assert "Zorg ervoor" not in page.content.decode()


def test_a_mandate_that_ended_already_is_warned_about_beside_its_last_day(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        mandaat = make_mandate(town, make_partner(town, "gi"), "besluiten")
    place, client = town.url(f"mandaten/{mandaat.pk}/"), login(town.leider)
    assert "Deze dag is al voorbij" not in client.get(place).content.decode()
    posted = mandate_as_posted(mandaat) | {"tot": (timezone.localdate() - datetime.timedelta(days=1)).isoformat()}
    response = client.post(place, posted, headers=HTMX)
    assert response.status_code == 200
    assert "Deze dag is al voorbij" in response.content.decode()
    assert "Deze dag is al voorbij" in client.get(place).content.decode()
    added = client.post(town.url("mandaten/nieuw/"), posted, follow=True)
    assert "Deze dag is al voorbij" in added.content.decode()


def mandate_as_posted(mandaat: Mandaat) -> dict[str, Any]:
    names = ("soort", "naam", "functie", "email", "omvang", "verleend_door", "verleend_functie", "versie")
    days = {name: getattr(mandaat, name).isoformat() for name in ("van", "tot")}
    return {name: getattr(mandaat, name) for name in names} | days | {"partner": mandaat.partner_id}


# --- a mandate to sign -----------------------------------------------------------------------------


def test_who_does_not_manage_the_agreement_adds_no_mandate_to_sign(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        mandaat = make_mandate(town, make_partner(town, "gi"), "tekenen")
    posted = mandate_as_posted(mandaat) | {"naam": "Een ander", "email": town.lid.user.email}
    client = login(town.lid)
    assert client.post(new(town, "mandaten"), posted).status_code == 422
    assert client.post(new(town, "mandaten"), posted | {"soort": "besluiten"}).status_code == 302
    client.force_login(town.leider.user)
    assert client.post(new(town, "mandaten"), posted).status_code == 302
    with tenant_scope(town.gemeente.pk):
        assert Mandaat.objects.filter(soort="tekenen").count() == 2


def test_who_does_not_manage_the_agreement_changes_no_mandate_to_sign(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        mandaat = make_mandate(town, make_partner(town, "gi"), "tekenen")
    place = town.url(f"mandaten/{mandaat.pk}/")
    client = login(town.lid)
    assert client.get(place).status_code == 200
    assert "<form" not in client.get(place).content.decode().split("<main")[1]
    posted = mandate_as_posted(mandaat) | {"email": town.lid.user.email}
    assert client.post(place, posted, headers=HTMX).status_code == 403
    assert client.post(f"{place}weg/").status_code == 403
    assert stored(town, Mandaat).email == mandaat.email
    client.force_login(town.leider.user)
    assert client.post(place, posted, headers=HTMX).status_code == 200
    assert stored(town, Mandaat).email == town.lid.user.email


def test_a_mandate_to_decide_does_not_become_one_to_sign_through_the_history(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        mandaat = make_mandate(town, make_partner(town, "gi"), "tekenen")
    place = town.url(f"mandaten/{mandaat.pk}/")
    login(town.leider).post(place, mandate_as_posted(mandaat) | {"soort": "besluiten"}, headers=HTMX)
    shown = login(town.lid).post(place, {"actie": "herstel", "versie": 1, "gezien": 2}, follow=True)
    assert "Dit kan niet meer terug" in shown.content.decode()
    assert stored(town, Mandaat).soort == "besluiten"
    login(town.leider).post(place, {"actie": "herstel", "versie": 1, "gezien": 2})
    assert stored(town, Mandaat).soort == "tekenen"


@pytest.mark.parametrize(
    ("veld", "value", "status"),
    [("naam", "Een ander", 422), ("functie", "stagiair", 422), ("email", "beter@example.org", 200)],
)
def test_a_mandate_stays_with_its_person_while_that_person_is_asked_to_sign(
    town: Town, login: Any, veld: str, value: str, status: int
) -> None:
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        mandaat = Mandaat.objects.get(verzoeken=town.verzoek)
    place = town.url(f"mandaten/{mandaat.pk}/")
    client = login(town.leider)
    response = client.post(place, mandate_as_posted(mandaat) | {veld: value}, headers=HTMX)
    assert response.status_code == status
    assert ("Leg een nieuw mandaat vast" in response.content.decode()) is (status == 422)
    with tenant_scope(town.gemeente.pk):
        assert (getattr(Mandaat.objects.get(pk=mandaat.pk), veld) == value) is (status == 200)
    shown = client.get(town.url(f"documenten/versie/{town.document.pk}/")).content.decode()
    assert ("In het mandaat staat nu beter@example.org" in shown) is (veld == "email")


def test_the_list_of_signatories_shows_addresses_to_who_manages_the_agreement(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
    place = town.url(f"documenten/versie/{town.document.pk}/")
    assert "gi.linderode@example.org" in login(town.leider).get(place).content.decode()
    assert "gi.linderode@example.org" not in login(town.lid).get(place).content.decode()


def test_a_partner_of_the_neighbour_can_not_be_chosen_and_it_is_logged(cast: Cast, login: Any) -> None:
    town = cast.linderode
    with tenant_scope(cast.broekveen.gemeente.pk):
        theirs = make_partner(cast.broekveen, "gi")
    posted = {
        "partner": theirs.pk, "soort": "besluiten", "naam": "X", "functie": "Y", "email": "x@example.org",
        "omvang": "Z", "van": "2026-01-01", "tot": "2026-12-31", "verleend_door": "W",
    }  # fmt: skip
    assert login(town.lid).post(new(town, "mandaten"), posted).status_code == 422
    assert stored(town, Mandaat) is None
    with tenant_scope(town.gemeente.pk):
        assert Logregel.objects.get(resultaat="geweigerd").handeling == "keuze:partner"


# --- key figures: personal data --------------------------------------------------------------------


def key_figure(town: Town, until: datetime.date) -> Sleutelfiguur:
    row = Sleutelfiguur(naam=f"{CANARY} iemand", betekenis="Kent", toestemming_op=until, bewaren_tot=until)
    return add_row(project=town.project, row=row, by=town.leider.lid)


def test_key_figures_are_seen_by_the_team_alone_and_looking_is_logged(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        row = key_figure(town, timezone.localdate())
    for person, sees in ((town.lid, True), (town.gast, False), (town.beheerder, False)):
        client.force_login(person.user)
        assert f"{CANARY} iemand" not in client.get(town.url("wijkfoto/")).content.decode()
        page = client.get(town.url("sleutelfiguren/"))
        assert page.status_code == (200 if sees else 403)
        assert (f"{CANARY} iemand" in page.content.decode()) is sees
        assert client.get(town.url(f"sleutelfiguren/{row.pk}/")).status_code == (200 if sees else 403)
    with tenant_scope(town.gemeente.pk):
        seen = Logregel.objects.filter(handeling="sleutelfiguren bekeken")
        assert [line.gebruiker_id for line in seen] == [town.lid.user.pk]


def test_key_figures_without_consent_or_for_too_long_are_refused(town: Town, login: Any) -> None:
    today = timezone.localdate()
    posted = {
        "naam": "Iemand",
        "betekenis": "Kent iedereen",
        "toestemming_op": (today + datetime.timedelta(days=1)).isoformat(),
        "bewaren_tot": (today + datetime.timedelta(days=900)).isoformat(),
    }
    text = login(town.lid).post(new(town, "sleutelfiguren"), posted).content.decode()
    assert "Vraag eerst toestemming" in text
    assert "hooguit twee jaar verder" in text


def test_key_figures_are_forgotten_after_their_date(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        key_figure(town, timezone.localdate() - datetime.timedelta(days=1))
        kept = key_figure(town, timezone.localdate())
    forget_key_figures(str(town.gemeente.pk))
    with tenant_scope(town.gemeente.pk):
        assert [row.pk for row in Sleutelfiguur.objects.all()] == [kept.pk]


# --- the rooster, the endorsement, the figures -----------------------------------------------------


def test_the_rooster_keeps_what_a_colleague_ticked_meanwhile(town: Town, login: Any) -> None:
    client = login(town.leider)
    url = town.url("aanwezigheid/")
    client.post(url, {"teamlid": town.teamlid.pk, "dagdeel": ["4-middag"], "stond": ""}, headers=HTMX)
    client.post(url, {"teamlid": town.teamlid.pk, "dagdeel": ["1-ochtend"], "stond": ""}, headers=HTMX)
    client.post(url, {"teamlid": town.teamlid.pk, "dagdeel": [], "stond": "1-ochtend"})
    with tenant_scope(town.gemeente.pk):
        assert list(Aanwezigheid.objects.values_list("dag", "dagdeel")) == [(4, "middag")]


def test_the_rooster_answers_what_the_screen_shows(town: Town, login: Any) -> None:
    client = login(town.leider)
    url = town.url("aanwezigheid/")
    client.post(url, {"teamlid": town.teamlid.pk, "dagdeel": ["4-middag"], "stond": ""}, headers=HTMX)
    mine = client.post(url, {"teamlid": town.teamlid.pk, "dagdeel": ["1-ochtend"], "stond": ""}, headers=HTMX)
    assert 'name="stond" value="1-ochtend"' in mine.content.decode()  # not the half day of the colleague
    assert client.post(url, {"teamlid": "x", "stond": ""}).status_code == 404


def test_who_was_taken_out_stays_out_when_an_old_form_is_saved(town: Town, login: Any) -> None:
    client = login(town.leider)
    place = town.url(f"teamleden/{town.teamlid.pk}/")
    with tenant_scope(town.gemeente.pk):
        before = Teamlid.objects.get(pk=town.teamlid.pk)
    client.post(town.url(f"team/{town.teamlid.pk}/eruit/"))
    posted = {"partner": "", "functie": "Nieuw", "van": before.van.isoformat(), "tot": "", "versie": before.versie}
    client.post(place, posted, headers=HTMX)
    with tenant_scope(town.gemeente.pk):
        after = Teamlid.objects.get(pk=town.teamlid.pk)
        assert after.tot is not None
        assert after.functie == "Nieuw"


def test_a_mandate_moved_away_from_a_decision_is_not_saved(town: Town, login: Any) -> None:
    today = timezone.localdate()
    with tenant_scope(town.gemeente.pk):
        partner = make_partner(town, "gi")
        now = make_mandate(town, partner, "besluiten")
        later = make_mandate(town, partner, "besluiten", van=today + datetime.timedelta(days=100))
        row = add_row(project=town.project, row=Besluit(mandaat=now, onderwerp="Iets", datum=today), by=town.leider.lid)
    for posted in (
        {"onderwerp": "Iets", "mandaat": later.pk, "datum": today.isoformat(), "versie": 1},
        {"alleen": "mandaat", "mandaat": later.pk, "versie": 1},
    ):
        assert login(town.lid).post(town.url(f"besluiten/{row.pk}/"), posted, headers=HTMX).status_code == 422
        assert stored(town, Besluit).mandaat_id == now.pk


def test_the_rooster_says_who_meets_whom(town: Town, login: Any) -> None:
    client = login(town.leider)
    with tenant_scope(town.gemeente.pk):
        leader = Teamlid.objects.get(project=town.project, rol="projectleider")
    for teamlid in (leader, town.teamlid):
        client.post(town.url("aanwezigheid/"), {"teamlid": teamlid.pk, "dagdeel": ["2-middag"], "stond": ""})
    shown = client.get(town.url("aanwezigheid/")).content.decode()
    assert "ziet 1 collega" in shown
    assert "Dinsdagmiddag" in shown


def test_a_half_day_that_does_not_exist_is_left_out(town: Town, login: Any) -> None:
    login(town.leider).post(
        town.url("aanwezigheid/"), {"teamlid": town.teamlid.pk, "dagdeel": ["9-nacht"], "stond": "x"}
    )
    with tenant_scope(town.gemeente.pk):
        assert not Aanwezigheid.objects.exists()


def test_the_attendance_keeps_what_a_colleague_ticked_meanwhile(town: Town, login: Any) -> None:
    client = login(town.leider)
    url = town.url("startbijeenkomst/aanwezigen/")
    with tenant_scope(town.gemeente.pk):
        leader = Teamlid.objects.get(project=town.project, rol="projectleider")
    client.post(url, {"erbij": [leader.pk], "stond": ""})
    client.post(url, {"erbij": [town.teamlid.pk], "stond": ""})  # of a screen that was opened before
    with tenant_scope(town.gemeente.pk):
        assert Teamlid.objects.filter(project=town.project, bij_start=True).count() == 2
    shown = client.get(town.url("startbijeenkomst/"))
    stood = re.search(r'name="stond" value="([^"]*)"', shown.content.decode())
    assert stood is not None
    assert set(stood[1].split()) == {str(leader.pk), str(town.teamlid.pk)}
    client.post(url, {"erbij": [leader.pk], "stond": stood[1]})
    with tenant_scope(town.gemeente.pk):
        assert not Teamlid.objects.get(pk=town.teamlid.pk).bij_start


def test_who_joins_later_is_listed_with_the_day_and_can_join_today(town: Town, login: Any) -> None:
    later = timezone.localdate() + datetime.timedelta(days=10)
    with tenant_scope(town.gemeente.pk):
        Teamlid.objects.filter(pk=town.teamlid.pk).update(van=later)
    client = login(town.leider)
    page = client.get(town.url("team/"))
    assert [each.pk for each in page.context["later"]] == [town.teamlid.pk]
    assert "Doet later mee" in page.content.decode()
    assert client.get(town.url(f"teamleden/{town.teamlid.pk}/")).status_code == 200
    client.post(town.url("team/"), {"lid": town.lid.lid.pk, "rol": "uitvoerend"})
    with tenant_scope(town.gemeente.pk):
        assert Teamlid.objects.current().get(pk=town.teamlid.pk).van == timezone.localdate()


def test_who_was_taken_out_can_be_put_back(town: Town, login: Any) -> None:
    client = login(town.leider)
    client.post(town.url(f"team/{town.teamlid.pk}/eruit/"))
    shown = client.get(town.url("team/")).content.decode()
    assert "1 persoon zat eerder in het team" in shown
    put_back = {"lid": town.lid.lid.pk, "rol": "uitvoerend"}
    assert f'name="lid" value="{put_back["lid"]}"><input type="hidden" name="rol" value="uitvoerend">' in shown
    client.post(town.url("team/"), put_back)
    assert "zat eerder in het team" not in client.get(town.url("team/")).content.decode()


def test_who_would_join_later_can_be_taken_out(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        Teamlid.objects.filter(pk=town.teamlid.pk).update(van=timezone.localdate() + datetime.timedelta(days=10))
    client = login(town.leider)
    assert client.post(town.url(f"team/{town.teamlid.pk}/eruit/")).status_code == 302
    assert "Doet later mee" not in client.get(town.url("team/")).content.decode()


def test_a_member_endorses_for_themselves_alone(town: Town, login: Any) -> None:
    client = login(town.lid)
    client.post(town.url("visie/onderschrijven/"), {"ja": "ja"})
    with tenant_scope(town.gemeente.pk):
        assert Teamlid.objects.get(pk=town.teamlid.pk).onderschrijft_op == timezone.localdate()
        assert Teamlid.objects.get(project=town.project, rol="projectleider").onderschrijft_op is None
    client.force_login(town.beleid.user)
    assert client.post(town.url("visie/onderschrijven/"), {"ja": "ja"}).status_code == 404


@pytest.mark.parametrize(
    ("raw", "read"),
    [("7012", "7.012"), ("2.3", "2,3"), ("1234567,89", "1.234.567,89"), ("735", "735"), ("7.012", "7.012")],
)
def test_a_figure_reads_as_a_dutch_number(raw: str, read: str) -> None:
    assert in_dutch(raw) == read


def test_an_area_that_is_known_by_its_code_alone_is_named_once() -> None:
    assert area_name("WK999901", "WK999901") == "WK999901"
    assert area_name("De Vaart", "WK999901") == "De Vaart (WK999901)"


def post_csv(client: Client, town: Town, data: bytes, code: str = "WK036301") -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return client.post(
        town.url("wijkfoto/kerncijfers/"),
        {"bestand": SimpleUploadedFile("cijfers.csv", data), "code": code, "bron": "Kerncijfers 2025"},
    )


def test_figures_are_frozen_with_their_source(town: Town, login: Any) -> None:
    client = login(town.lid)
    assert post_csv(client, town, CBS.encode("utf-8-sig")).status_code == 302
    found = stored(town, Kerncijfers)
    assert found.cijfers == [["Inwoners", "4210"], ["Huishoudens", "1890"]]
    shown = client.get(town.url("wijkfoto/")).content.decode()
    assert "4.210" in shown
    assert "Kerncijfers 2025" in shown


STATLINE = """\
"Wijken en buurten";"Regioaanduiding/Gemeentenaam (naam)";"Regioaanduiding/Codering (code)";\
"Bevolking/Aantal inwoners (aantal)";"Bevolking/Leeftijdsgroepen/0 tot 15 jaar (aantal)";\
"Bevolking/Bevolkingsdichtheid (aantal inwoners per km²)";"Wonen/Gemiddelde WOZ-waarde van woningen (x 1 000 euro)";\
"Sociale zekerheid/Personen per soort uitkering; Bijstand (aantal)"
"Wijk 01 De Vaart";"Linderode       ";"WK036301  ";"      4210";"       735";"       .";"  312";"190"
"Wijk 02 De Dijk";"Linderode       ";"WK036302  ";"        80";"         .";"      12";"  402";"."
"""


def test_the_headers_of_statline_are_read_as_those_of_the_open_data(town: Town, login: Any) -> None:
    assert post_csv(login(town.lid), town, STATLINE.encode("utf-8-sig")).status_code == 302
    found = stored(town, Kerncijfers)
    assert found.gebied_naam == "Wijk 01 De Vaart"
    assert found.cijfers == [
        ["Inwoners", "4210"],
        ["Inwoners van 0 tot 15 jaar", "735"],
        ["Gemiddelde WOZ-waarde (× 1.000 euro)", "312"],
        ["Mensen met bijstand", "190"],
    ]


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"\x00\x01", "WK036301", "geen tekstbestand"),
        (b"naam;waarde\nx;1\n", "WK036301", "geen bestand met Kerncijfers"),
        (CBS.encode(), "WK999999", "Deze code staat niet in het bestand"),
        (b"a" * (9 * 1024 * 1024), "WK036301", "te groot"),
    ],
    ids=["binary", "other csv", "unknown code", "too large"],
)
def test_a_file_that_is_no_figures_is_refused_with_the_reason(
    town: Town, login: Any, data: bytes, code: str, message: str
) -> None:
    response = post_csv(login(town.lid), town, data, code)
    assert response.status_code == 422
    assert message in response.content.decode()
    assert stored(town, Kerncijfers) is None


def test_a_script_in_every_text_is_shown_as_text(town: Town, login: Any) -> None:
    script = "<script>alert(1)</script>"
    client = login(town.lid)
    client.post(town.url("wijkfoto/"), {"karakter": script, "problematiek": script, "plek": script, "versie": 0})
    client.post(town.url("visie/"), {"visie": script, "waarden": script, "versie": 0})
    client.post(new(town, "partners"), {"naam": script, "soort": "gi", "rol": script, "verbinding": script})
    client.post(new(town, "vragen"), {"tekst": script, "bron": script})
    for path in ("", "wijkfoto/", "visie/", "partners/", "documenten/projectplan/", "documenten/overeenkomst/"):
        shown = client.get(town.url(path)).content.decode()
        assert script not in shown, path
    assert stored(town, Gebied).karakter == script
    assert reverse("web:overzicht") == "/"
