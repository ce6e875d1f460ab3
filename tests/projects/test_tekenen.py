"""Signing an agreement: who may, when, under which bytes; everything else is refused with the reason."""

import datetime
import io
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from projects.models import Doel, Handtekening, Mandaat, Partner, Projectdocument, Tekenbericht, Tekenverzoek
from projects.models.partners import VERPLICHT
from projects.services.papier import sign_on_paper
from projects.services.register import add_row, take_away
from projects.services.team import invite_to_project
from projects.services.tekenen import (
    ask_again,
    invite_the_late,
    let_read_along,
    obstacles,
    put_up_for_signature,
    remind,
    sign,
    signs_again,
)
from projects.services.tekenrecht import TekenGeweigerd
from tests.cast import PASSWORD, Cast, Person, Town, make_person
from tests.projects.setting_up import (
    PDF,
    add_setup,
    make_document,
    make_mandate,
    make_partner,
    make_partners,
    signatory,
)
from wijkaanpak.accounts.models import Lidmaatschap, Uitnodiging
from wijkaanpak.accounts.services import accept_invitation, invitation_url, invite
from wijkaanpak.audit.models import Logregel
from wijkaanpak.post.tasks import send_mails
from wijkaanpak.tenancy.scope import tenant_scope

ALL = ("gemeente", "wijkteam", "veilig_thuis", "gi", "rvdk")


def everyone(town: Town) -> dict[str, Person]:
    """Someone with an account for each of the five organisations."""
    return dict(zip(ALL, (town.gast, town.beheerder, town.beleid, town.buiten, town.lid), strict=True))


def verzoek_of(town: Town, soort: str) -> Tekenverzoek:
    return Tekenverzoek.objects.select_related("document", "partner", "mandaat").get(
        partner__soort=soort, soort="tekenen", document=town.document, ingetrokken_op=None
    )


def sign_as(town: Town, soort: str, person: Person) -> Handtekening:
    verzoek = verzoek_of(town, soort)
    return sign(verzoek=verzoek, lid=person.lid, sha256=verzoek.document.sha256, **signatory(verzoek))


def refused(town: Town, soort: str, person: Person, sha256: str = "") -> str:
    verzoek = verzoek_of(town, soort)
    with pytest.raises(TekenGeweigerd) as refusal:
        sign(verzoek=verzoek, lid=person.lid, naam="X", functie="Y", sha256=sha256 or verzoek.document.sha256)
    return refusal.value.code


def fresh(client: Client, person: Person) -> Client:
    """Log in, and again as for signing."""
    client.force_login(person.user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


# --- putting up ------------------------------------------------------------------------------------


def test_an_agreement_without_the_five_required_partners_can_not_be_put_up(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        partner = make_partner(town, "gemeente")
        make_mandate(town, partner, "tekenen", town.gast)
        document = make_document(town)
        with pytest.raises(ValidationError) as error:
            put_up_for_signature(document=document, by=town.leider.lid)
        text = " ".join(error.value.messages)
        assert "Veilig Thuis" in text
        assert "Raad voor de Kinderbescherming" in text
        document.refresh_from_db()
        assert document.tekenstaat == "concept"
        assert not Tekenverzoek.objects.exists()


def test_a_required_partner_without_a_mandate_to_sign_is_named(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        make_partners(town)
        Mandaat.objects.filter(soort="tekenen", partner__soort="gi").update(
            tot=timezone.localdate() - datetime.timedelta(days=1)
        )
        document = make_document(town)
        assert [text for text in obstacles(town.project, document) if "KANARIE gi" in text]


def test_only_partners_with_a_mandate_are_asked_and_others_get_an_account_by_invitation(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        make_partner(town, "onderwijs")
        add_setup(town)
        asked = Tekenverzoek.objects.filter(document=town.document)
        assert asked.count() == 5
        assert asked.filter(lid=town.gast.lid).count() == 1
        assert asked.filter(lid=None, uitnodiging__isnull=False).count() == 4
        assert Uitnodiging.objects.open().filter(email="gi.linderode@example.org", rol="gast").exists()


def test_who_is_not_asked_is_named_before_and_after(cast: Cast, login: Any) -> None:
    town = cast.linderode
    client = login(town.leider)
    with tenant_scope(town.gemeente.pk):
        make_partner(town, "onderwijs")
        make_mandate(town, make_partner(town, "politie"), "tekenen")
        make_partners(town)
        document = make_document(town)
    place = town.url(f"documenten/versie/{document.pk}/")
    before = client.get(place)
    assert before.context["niet_gevraagd"] == ["KANARIE onderwijs"]
    assert "Zij worden niet gevraagd" in before.content.decode()
    client.post(f"{place}tekenen/")
    assert "Niet gevraagd om te tekenen: KANARIE onderwijs." in client.get(place).content.decode()


def test_who_accepts_the_invitation_lands_on_what_waits_to_be_signed(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        link = invitation_url(
            Uitnodiging.objects.open().select_related("gemeente").get(email="gi.linderode@example.org")
        )
        verzoek = verzoek_of(town, "gi")
    response = client.post(urlsplit(link).path, {"naam": "Erik", "wachtwoord": PASSWORD})
    assert response["Location"] == reverse("projects:tekenen", args=[town.gemeente.slug, verzoek.pk])
    assert client.get(response["Location"]).status_code == 200
    assert client.post(urlsplit(link).path)["Location"] == response["Location"]  # the second click


def test_who_accepts_the_invitation_can_sign(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        invitation = Uitnodiging.objects.open().get(email="gi.linderode@example.org")
    with tenant_scope(town.gemeente.pk):
        user = make_person("gi.linderode", "Erik")
        lid = accept_invitation(uitnodiging=invitation, user=user)
        assert verzoek_of(town, "gi").lid == lid
        assert sign_as(town, "gi", Person(user, lid)).organisatie == "KANARIE gi"


# --- signing ---------------------------------------------------------------------------------------


def test_the_agreement_is_signed_when_all_five_did(cast: Cast) -> None:
    town = cast.linderode
    people = everyone(town)
    with tenant_scope(town.gemeente.pk):
        add_setup(town, people)
        for soort in ALL:
            town.document.refresh_from_db()
            assert town.document.tekenstaat == "tekenen"
            signature = sign_as(town, soort, people[soort])
            assert signature.sha256 == town.document.sha256
            assert "KANARIE bestuur" in signature.grond
        town.document.refresh_from_db()
        assert town.document.tekenstaat == "getekend"
        with town.document.bestand.open("rb") as file:
            assert file.read() == PDF  # signing touches no byte


def test_the_wrong_person_is_refused(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        assert refused(town, "gemeente", town.leider) == "andere_persoon"
        assert refused(town, "gi", town.gast) == "andere_persoon"
        assert not Handtekening.objects.exists()


def test_a_signature_can_not_be_replayed(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        sign_as(town, "gemeente", town.gast)
        assert refused(town, "gemeente", town.gast) == "al_getekend"
        assert Handtekening.objects.count() == 1


def day(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"van": 1}, "begint op"),
        ({"tot": -1}, "liep tot en met"),
        ({"weg": True}, "is ingetrokken"),
        ({"email": "ander@example.org"}, "hoort nu bij een ander e-mailadres"),
        ({"partner": True}, "KANARIE gemeente doet niet meer mee"),
    ],
    ids=["not begun", "ended", "taken away", "moved", "partner gone"],
)
def test_each_way_in_which_a_mandate_does_not_hold_has_its_own_reason(
    cast: Cast, change: dict[str, Any], reason: str
) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        mandate = verzoek_of(town, "gemeente").mandaat
        assert mandate is not None
        if "weg" in change or "partner" in change:
            take_away(row=mandate if "weg" in change else town.partner, by=town.leider.lid)
        else:
            values = {name: day(value) if isinstance(value, int) else value for name, value in change.items()}
            Mandaat.objects.filter(pk=mandate.pk).update(**values)
        with pytest.raises(TekenGeweigerd, match=reason) as refusal:
            sign_as(town, "gemeente", town.gast)
        assert refusal.value.code == "geen_mandaat"


def test_a_successor_signs_and_not_who_was_asked_before(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        verzoek = verzoek_of(town, "gemeente")
        Mandaat.objects.filter(verzoeken=verzoek).update(email=town.buiten.user.email)
        assert refused(town, "gemeente", town.gast) == "geen_mandaat"
        again = ask_again(verzoek=verzoek, by=town.leider.lid)
        assert again.lid == town.buiten.lid
        assert sign_as(town, "gemeente", town.buiten).account == town.buiten.user.email


def test_asking_again_at_the_same_address_sends_the_invitation_that_waits_once_more(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        before = verzoek_of(town, "gi").uitnodiging
        assert before is not None
        again = ask_again(verzoek=verzoek_of(town, "gi"), by=town.leider.lid)
        after = Uitnodiging.objects.open().get(email="gi.linderode@example.org")
        assert again.uitnodiging == after == before
        assert after.ronde == before.ronde + 1  # a new link, which is mailed


def test_asking_at_another_address_withdraws_the_invitation_that_signing_made(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        ask_again(verzoek=verzoek_of(town, "gi"), by=town.leider.lid)
        Mandaat.objects.filter(verzoeken=verzoek_of(town, "gi")).update(email="beter@example.org")
        ask_again(verzoek=verzoek_of(town, "gi"), by=town.beheerder.lid)
        assert not Uitnodiging.objects.open().filter(email="gi.linderode@example.org").exists()
        assert Uitnodiging.objects.open().filter(email="beter@example.org").exists()


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_invitation_that_others_use_is_never_withdrawn(cast: Cast, when: str) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        email = "gi.linderode@example.org"
        if when == "before":
            invite(gemeente_id=town.gemeente.pk, by=town.beheerder.lid, email=email, rol="medewerker")
        add_setup(town)
        if when == "after":
            invite_to_project(project=town.project, by=town.leider.lid, email=email, rol="ketenpartner")
        Mandaat.objects.filter(verzoeken=verzoek_of(town, "gi")).update(email="beter@example.org")
        ask_again(verzoek=verzoek_of(town, "gi"), by=town.leider.lid)
        assert Uitnodiging.objects.open().filter(email=email).exists()


def test_an_invitation_that_ran_out_keeps_the_role_it_was_for(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        made = invite(
            gemeente_id=town.gemeente.pk, by=town.beheerder.lid, email="gi.linderode@example.org", rol="medewerker"
        )
        Uitnodiging.objects.filter(pk=made.pk).update(verloopt_op=timezone.now())
        add_setup(town)
        assert Uitnodiging.objects.open().get(email="gi.linderode@example.org").rol == "medewerker"


def test_another_signatory_than_the_text_names_is_another_version(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        make_partners(town)
        document = make_document(town)
        Mandaat.objects.filter(soort="tekenen", partner__soort="gi").update(naam="Heel Iemand Anders")
        assert any("ondertekenaars zijn veranderd" in text for text in obstacles(town.project, document))


def test_nothing_is_signed_in_an_archived_project(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        Tekenbericht.objects.update(moment=timezone.now() - datetime.timedelta(days=8))
        town.project.gearchiveerd_op = timezone.now()
        town.project.save()
        assert refused(town, "gemeente", town.gast) == "gearchiveerd"
        assert invite_the_late() == 0
    send_mails(str(town.gemeente.pk))
    assert [each for each in mail.outbox if "overeenkomst" in each.subject] == []


def test_an_old_hash_is_refused(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        assert refused(town, "gemeente", town.gast, "0" * 64) == "oude_hash"


def test_bytes_that_were_tampered_with_can_not_be_signed(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        with town.document.bestand.storage.open(town.document.bestand.name, "wb") as file:
            file.write(PDF.replace(b"1 0 obj", b"2 0 obj"))
        assert refused(town, "gemeente", town.gast) == "oude_hash"


def test_a_change_after_freezing_is_a_new_version_and_says_who_signs_again(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        sign_as(town, "gemeente", town.gast)
        old, old_request = town.document, verzoek_of(town, "gemeente")
        add_row(project=town.project, row=Doel(titel="Een nieuw doel"), by=town.leider.lid)
        new = make_document(town, pdf=PDF + b"2")
        assert signs_again(town.project) == ["KANARIE gemeente"]
        put_up_for_signature(document=new, by=town.leider.lid)
        old.refresh_from_db()
        assert old.tekenstaat == "vervangen"
        assert Handtekening.objects.get(verzoek=old_request).sha256 == old.sha256
        town.document = new
        assert verzoek_of(town, "gemeente").lid == town.gast.lid  # asked anew
        assert sign_as(town, "gemeente", town.gast).sha256 != old.sha256


def test_the_replaced_version_can_not_be_signed_any_more(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        old_request = verzoek_of(town, "gemeente")
        add_row(project=town.project, row=Doel(titel="Een nieuw doel"), by=town.leider.lid)
        put_up_for_signature(document=make_document(town), by=town.leider.lid)
        with pytest.raises(TekenGeweigerd) as refusal:
            sign(verzoek=old_request, lid=town.gast.lid, naam="X", functie="Y", sha256=old_request.document.sha256)
        assert refusal.value.code == "vervangen"


def test_a_scan_counts_and_must_be_a_scan(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        verzoek = verzoek_of(town, "gi")
        no_pdf = SimpleUploadedFile("x.pdf", b"geen pdf")
        with pytest.raises(ValidationError):
            sign_on_paper(
                verzoek=verzoek,
                by=town.leider.lid,
                papier_op=timezone.localdate(),
                scan=no_pdf,
                **signatory(verzoek),
            )
        done = sign_on_paper(
            verzoek=verzoek,
            by=town.leider.lid,
            papier_op=timezone.localdate(),
            scan=SimpleUploadedFile("x.pdf", PDF),
            **signatory(verzoek),
        )
        assert (done.wijze, done.naam, done.sha256) == ("papier", "KANARIE tekenaar", town.document.sha256)
        assert done.account == town.leider.user.email
        assert str(done.scan.name).startswith(f"handtekeningen/{town.gemeente.pk}/")


# --- the screens -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "says"), [(1, "moet nog komen"), (-1, "ligt pas sinds"), (0, "")])
def test_the_day_on_paper_lies_between_freezing_and_today(cast: Cast, days: int, says: str) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        verzoek = verzoek_of(town, "gi")
        facts: dict[str, Any] = {"scan": SimpleUploadedFile("x.pdf", PDF), "papier_op": day(days), **signatory(verzoek)}
        if says:
            with pytest.raises(ValidationError, match=says):
                sign_on_paper(verzoek=verzoek, by=town.leider.lid, **facts)
        else:
            done = sign_on_paper(verzoek=verzoek, by=town.leider.lid, **facts)
            assert (done.papier_op, timezone.localdate(done.getekend_op)) == (day(0), day(0))


@pytest.mark.parametrize(("van", "tot", "holds"), [(-5, -1, True), (-1, 9, False)])
def test_the_mandate_is_looked_at_on_the_day_that_stands_on_paper(cast: Cast, van: int, tot: int, holds: bool) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        verzoek = verzoek_of(town, "gi")
        Projectdocument.objects.filter(pk=town.document.pk).update(
            bevroren_op=timezone.now() - datetime.timedelta(days=9)
        )
        Mandaat.objects.filter(verzoeken=verzoek).update(van=day(van), tot=day(tot))
        facts: dict[str, Any] = {"scan": SimpleUploadedFile("x.pdf", PDF), "papier_op": day(-3), **signatory(verzoek)}
        if holds:
            assert sign_on_paper(verzoek=verzoek, by=town.leider.lid, **facts).papier_op == day(-3)
        else:
            with pytest.raises(TekenGeweigerd, match="begint op"):
                sign_on_paper(verzoek=verzoek, by=town.leider.lid, **facts)


@pytest.fixture
def town(cast: Cast) -> Town:
    with tenant_scope(cast.linderode.gemeente.pk):
        add_setup(cast.linderode)
    return cast.linderode


def page(town: Town) -> str:
    return reverse("projects:tekenen", args=[town.gemeente.slug, town.verzoek.pk])


def form(town: Town, **other: Any) -> dict[str, Any]:
    facts = {"naam": town.gast.user.naam, "functie": "directeur", "akkoord": "on", "sha256": town.document.sha256}
    return facts | other


def refusals(town: Town) -> list[str]:
    with tenant_scope(town.gemeente.pk):
        return [row.handeling for row in Logregel.objects.filter(resultaat="geweigerd")]


def test_signing_asks_to_log_in_again_first(town: Town, client: Client) -> None:
    client.force_login(town.gast.user)
    assert "Log opnieuw in om te tekenen" in client.get(page(town)).content.decode()
    response = client.post(page(town), form(town))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    with tenant_scope(town.gemeente.pk):
        assert not Handtekening.objects.exists()
    back = client.post(response["Location"], {"password": PASSWORD, "next": f"{page(town)}#tekenen"})
    assert back["Location"] == f"{page(town)}#tekenen"
    assert 'name="next" value="' + f"{page(town)}#tekenen" in client.get(response["Location"]).content.decode()


def test_forgetting_the_tick_is_said_at_the_top_with_a_link_to_it(town: Town, client: Client) -> None:
    shown = fresh(client, town.gast).post(page(town), form(town, akkoord="")).content.decode()
    assert '<a href="#id_akkoord">Zet een vinkje als je wilt tekenen.</a>' in shown
    assert '<a href="#tekenen">' in shown
    assert 'id="tekenen"' in shown


def test_the_signatory_signs_in_the_browser(town: Town, client: Client) -> None:
    fresh(client, town.gast)
    typed = form(town, naam="kanarie  GAST", functie="Directeur ")
    assert client.post(page(town), typed).status_code == 302
    with tenant_scope(town.gemeente.pk):
        done = Handtekening.objects.get()
        assert (done.naam, done.functie, done.wijze) == ("KANARIE Gast", "directeur", "app")
        assert done.account == town.gast.user.email
    assert "Getekend" in client.get(page(town)).content.decode()


def test_a_double_click_is_one_signature_and_the_second_is_logged(town: Town, client: Client) -> None:
    fresh(client, town.gast)
    client.post(page(town), form(town))
    assert client.post(page(town), form(town)).status_code == 409
    assert refusals(town) == ["tekenen:al_getekend"]


def test_without_a_tick_nothing_is_signed_and_what_was_typed_stays(town: Town, client: Client) -> None:
    fresh(client, town.gast)
    response = client.post(page(town), form(town, akkoord="", naam="Y. de Ruiter"))
    assert response.status_code == 422
    assert "Zet een vinkje" in response.content.decode()
    assert 'value="Y. de Ruiter"' in response.content.decode()


def test_an_old_hash_is_refused_with_the_reason_and_logged(town: Town, client: Client) -> None:
    fresh(client, town.gast)
    response = client.post(page(town), form(town, sha256="f" * 64))
    assert response.status_code == 409
    assert "Lees die eerst" in response.content.decode()
    assert refusals(town) == ["tekenen:oude_hash"]


def test_an_ended_mandate_is_refused_with_the_reason_and_logged(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        Mandaat.objects.filter(soort="tekenen").update(tot=timezone.localdate() - datetime.timedelta(days=1))
    response = fresh(client, town.gast).post(page(town), form(town))
    assert response.status_code == 409
    assert "Vraag een nieuw mandaat" in response.content.decode()
    assert refusals(town) == ["tekenen:geen_mandaat"]


def test_a_mandate_that_ended_after_freezing_is_said_before_anyone_tries_to_sign(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        Mandaat.objects.filter(pk=town.verzoek.mandaat_id).update(tot=day(-1))
    shown = fresh(client, town.gast).get(page(town)).content.decode()
    assert "Je kunt nu niet tekenen. Het mandaat om te tekenen liep tot en met" in shown
    assert 'name="akkoord"' not in shown
    client.force_login(town.leider.user)
    status = client.get(town.url(f"documenten/versie/{town.document.pk}/")).content.decode()
    assert status.count("Kan nu niet tekenen. Het mandaat om te tekenen liep") == 1


@pytest.mark.parametrize(("veld", "named"), [("naam", "KANARIE Gast"), ("functie", "directeur")])
def test_another_name_than_the_agreement_holds_is_refused_beside_the_field(
    town: Town, client: Client, veld: str, named: str
) -> None:
    response = fresh(client, town.gast).post(page(town), form(town, **{veld: "Heel iemand anders"}))
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {veld}
    assert f"In de overeenkomst en het mandaat staat {named}." in response.content.decode()
    assert refusals(town) == ["tekenen:andere_naam"]
    with tenant_scope(town.gemeente.pk):
        assert not Handtekening.objects.exists()


def test_an_organisation_keeps_its_name_while_it_is_asked_to_sign(town: Town, client: Client) -> None:
    client.force_login(town.leider.user)
    with tenant_scope(town.gemeente.pk):
        partner = town.verzoek.partner
    url = town.url(f"partners/{partner.pk}/")
    answer = client.post(url, {"naam": "Een andere naam", "soort": partner.soort, "versie": partner.versie})
    assert answer.status_code == 422
    assert "Onder deze naam ligt de overeenkomst ter ondertekening" in answer.content.decode()


def test_a_request_in_another_name_than_the_agreement_says_so_on_its_page(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        Partner.objects.filter(pk=town.verzoek.partner_id).update(naam="Een andere naam")
    client.force_login(town.gast.user)
    assert "staat een andere ondertekenaar dan in het mandaat" in client.get(page(town)).content.decode()


def test_another_name_on_paper_is_refused_beside_the_field(town: Town, client: Client) -> None:
    client.force_login(town.leider.user)
    url = reverse("projects:op-papier", args=[town.gemeente.slug, town.project.pk, town.document.pk, town.verzoek.pk])
    scan = SimpleUploadedFile("scan.pdf", PDF)
    response = client.post(
        url, {"naam": "Heel iemand anders", "functie": "directeur", "papier_op": day(0), "bestand": scan}
    )
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"naam"}
    with tenant_scope(town.gemeente.pk):
        assert not Handtekening.objects.exists()


def test_a_mandate_that_names_another_than_the_frozen_text_is_no_ground(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        Mandaat.objects.filter(verzoeken=town.verzoek).update(naam="Heel iemand anders")
    response = fresh(client, town.gast).post(page(town), form(town, naam="Heel iemand anders"))
    assert response.status_code == 409
    assert "staat een andere ondertekenaar dan in het mandaat" in response.content.decode()
    assert refusals(town) == ["tekenen:niet_genoemd"]


def test_putting_up_asks_first_and_names_who_gets_a_mail_the_gemeente_first(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        add_row(project=town.project, row=Doel(titel="Een nieuw doel"), by=town.leider.lid)
        new = make_document(town)
    client.force_login(town.leider.user)
    place = town.url(f"documenten/versie/{new.pk}/tekenen/")
    shown = client.get(place)
    asked = [(each.partner.soort, each.email) for each in shown.context["gevraagden"]]
    assert [soort for soort, _email in asked] == [soort.value for soort in VERPLICHT]
    assert all(email in shown.content.decode() for _soort, email in asked)
    with tenant_scope(town.gemeente.pk):
        assert Projectdocument.objects.get(pk=new.pk).tekenstaat == "concept"
    assert client.post(place).status_code == 302
    status = client.get(town.url(f"documenten/versie/{new.pk}/"))
    order = [verzoek.partner.soort for verzoek, _why in status.context["verzoeken"]]
    assert order == [soort.value for soort in VERPLICHT]
    assert client.get(place).status_code == 302  # it is up already: nothing to confirm


def test_someone_elses_request_is_not_there_and_looking_is_logged(town: Town, client: Client) -> None:
    for method in ("get", "post"):
        assert getattr(fresh(client, town.leider), method)(page(town), form(town)).status_code == 404
    assert refusals(town) == ["tekenen:andere_persoon"] * 2


def replace(town: Town) -> Tekenverzoek:
    """Put up a newer version; return the new request to the same person."""
    with tenant_scope(town.gemeente.pk):
        add_row(project=town.project, row=Doel(titel="Een nieuw doel"), by=town.leider.lid)
        asked = put_up_for_signature(document=make_document(town), by=town.leider.lid)
        return next(each for each in asked if each.partner_id == town.partner.pk)


def test_the_signatory_of_a_replaced_version_is_told_and_can_not_sign_it(town: Town, client: Client) -> None:
    anew = replace(town)
    shown = fresh(client, town.gast).get(page(town))
    assert shown.status_code == 200
    assert "Er is een nieuwe versie van deze overeenkomst" in shown.content.decode()
    assert reverse("projects:tekenen", args=[town.gemeente.slug, anew.pk]) in shown.content.decode()
    assert "Teken namens" not in shown.content.decode()
    pdf = client.get(reverse("projects:tekenen-pdf", args=[town.gemeente.slug, town.verzoek.pk]))
    assert b"".join(pdf.streaming_content) == PDF  # type: ignore[attr-defined]
    response = client.post(page(town), form(town))
    assert response.status_code == 409
    assert "Deze versie ligt niet meer ter ondertekening" in response.content.decode()
    assert refusals(town) == ["tekenen:vervangen"]


def test_a_replaced_request_of_someone_else_stays_hidden(town: Town, client: Client) -> None:
    replace(town)
    assert fresh(client, town.buiten).get(page(town)).status_code == 404
    assert refusals(town) == ["tekenen:andere_persoon"]


def test_a_request_that_was_withdrawn_is_not_there_also_after_its_version_was_replaced(
    town: Town, client: Client
) -> None:
    with tenant_scope(town.gemeente.pk):
        ask_again(verzoek=town.verzoek, by=town.leider.lid)
    fresh(client, town.gast)
    assert client.get(page(town)).status_code == 404
    replace(town)
    assert client.get(page(town)).status_code == 404
    assert client.post(page(town), form(town)).status_code == 404


def test_a_project_leader_without_the_right_to_sign_sees_the_state_only(town: Town, client: Client) -> None:
    client.force_login(town.leider.user)
    shown = client.get(town.url(f"documenten/versie/{town.document.pk}/")).content.decode()
    assert "0 van 5 getekend" in shown
    assert "Lees en teken" not in shown


# --- mails -----------------------------------------------------------------------------------------


def day_ago(days: int) -> datetime.datetime:
    return timezone.now() - datetime.timedelta(days=days)


def outbox(town: Town) -> list[str]:
    send_mails(str(town.gemeente.pk))
    mail.outbox[:] = [message for message in mail.outbox if "Uitnodiging" not in message.subject]
    return [f"{message.to[0]} {message.subject}" for message in mail.outbox]


def test_the_mail_goes_once_to_who_has_an_account_and_holds_no_content(town: Town) -> None:
    assert outbox(town) == ["gast.linderode@example.org Een overeenkomst wacht op jou"]
    assert outbox(town) == ["gast.linderode@example.org Een overeenkomst wacht op jou"]
    body = str(mail.outbox[0].body)
    assert page(town) in body
    assert town.project.naam in body
    assert "nieuwe versie" not in body


def test_the_mail_about_a_new_version_says_that_it_replaces_what_was_signed(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sign_as(town, "gemeente", town.gast)
        add_row(project=town.project, row=Doel(titel="Een nieuw doel"), by=town.leider.lid)
        put_up_for_signature(document=make_document(town), by=town.leider.lid)
    outbox(town)
    assert "Die vervangt versie 1" in str(mail.outbox[0].body)


def test_who_did_not_add_the_scan_of_their_signature_is_told_with_an_account_or_without(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        for soort in ("gemeente", "gi"):
            verzoek, scan = verzoek_of(town, soort), SimpleUploadedFile("scan.pdf", PDF)
            sign_on_paper(
                verzoek=verzoek, by=town.leider.lid, papier_op=timezone.localdate(), scan=scan, **signatory(verzoek)
            )
    told = "Een scan van je handtekening is toegevoegd"
    assert sorted(outbox(town)) == [f"{who}.linderode@example.org {told}" for who in ("gast", "gi")]
    for message in mail.outbox:
        assert "heeft een scan van je handtekening toegevoegd" in message.body
        assert f"meld het dan bij {town.leider.user.naam}: {town.leider.user.email}" in message.body
        assert (page(town) in message.body) == message.to[0].startswith("gast")
    assert len(outbox(town)) == 2


def test_who_adds_the_scan_of_their_own_signature_gets_no_mail(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        verzoek, scan = verzoek_of(town, "gemeente"), SimpleUploadedFile("scan.pdf", PDF)
        sign_on_paper(
            verzoek=verzoek, by=town.gast.lid, papier_op=timezone.localdate(), scan=scan, **signatory(verzoek)
        )
    assert outbox(town) == []


def test_a_reminder_by_hand_goes_once_a_day(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        Tekenbericht.objects.update(moment=timezone.now() - datetime.timedelta(days=2))
        remind(verzoek=town.verzoek)
        with pytest.raises(ValidationError, match="ging vandaag al een mail"):
            remind(verzoek=town.verzoek)
    assert outbox(town) == ["gast.linderode@example.org Herinnering: een overeenkomst wacht op jou"]


@pytest.mark.parametrize(
    ("soort", "reason"),
    [("gemeente", "heeft geen toegang meer"), ("gi", "uitnodiging is ingetrokken"), ("rvdk", "Bel deze persoon")],
)
def test_a_reminder_that_would_not_go_says_so(town: Town, client: Client, soort: str, reason: str) -> None:
    with tenant_scope(town.gemeente.pk):
        Tekenbericht.objects.update(moment=day_ago(2))
        Tekenbericht.objects.filter(verzoek__partner__soort="rvdk").update(volgnummer=10)
        Lidmaatschap.objects.filter(pk=town.gast.lid.pk).update(beeindigd_op=timezone.now())
        Uitnodiging.objects.filter(email="gi.linderode@example.org").update(ingetrokken_op=timezone.now())
        verzoek = verzoek_of(town, soort)
    client.force_login(town.leider.user)
    args = [town.gemeente.slug, town.project.pk, town.document.pk, verzoek.pk]
    shown = client.post(reverse("projects:herinneren", args=args), follow=True).content.decode()
    assert reason in shown
    assert "De herinnering gaat nu weg" not in shown
    with tenant_scope(town.gemeente.pk):
        assert verzoek.berichten.count() == 1


def test_who_waits_a_week_is_reminded_by_itself_and_who_signed_is_not(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        Tekenbericht.objects.update(moment=timezone.now() - datetime.timedelta(days=8))
        assert invite_the_late() == 4
        assert invite_the_late() == 0
        sign_as(town, "gemeente", town.gast)
    assert outbox(town) == []  # signed before it went out


def test_a_colleague_reads_along_and_can_not_sign(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        reader = let_read_along(verzoek=town.verzoek, naam="Collega", email=town.buiten.user.email, by=town.gast.lid)
        again = let_read_along(verzoek=town.verzoek, naam="Collega", email=town.buiten.user.email, by=town.gast.lid)
        assert reader == again
    url = reverse("projects:tekenen", args=[town.gemeente.slug, reader.pk])
    assert "Jij hoeft niets te doen" in fresh(client, town.buiten).get(url).content.decode()
    assert client.post(url, form(town)).status_code == 409
    assert refusals(town) == ["tekenen:andere_persoon"]


def test_the_signatory_finds_it_in_mijn_overzicht(town: Town, client: Client) -> None:
    client.force_login(town.gast.user)
    assert page(town) in client.get("/").content.decode()
    with tenant_scope(town.gemeente.pk):
        sign_as(town, "gemeente", town.gast)
    assert page(town) not in client.get("/").content.decode()


def test_an_upload_that_is_too_large_is_said_beside_the_field(town: Town, client: Client, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 100
    client.force_login(town.leider.user)
    url = reverse("projects:op-papier", args=[town.gemeente.slug, town.project.pk, town.document.pk, town.verzoek.pk])
    scan = io.BytesIO(PDF + b" " * 500)
    scan.name = "scan.pdf"
    response = client.post(url, {"naam": "E", "functie": "D", "bestand": scan})
    assert response.status_code == 422
    assert "te groot" in response.content.decode()
    with tenant_scope(town.gemeente.pk):
        assert Projectdocument.objects.get(pk=town.document.pk).tekenstaat == "tekenen"
        assert Partner.objects.filter(project=town.project).count() == 5
