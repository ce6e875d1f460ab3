"""A scan that is taken back: what is told of it, who is asked anew; and who adds a scan late, twice or for another."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from projects import tasks
from projects.documenten.certificaat import certificate_of, record_of
from projects.models import Mandaat, Projectdocument, Tekenverzoek
from projects.services import certificaat
from projects.services.certificaat import signatures_of, told_of
from projects.services.papier import sign_on_paper, take_back
from projects.services.tekenen import ask_again, let_read_along
from projects.views import papier
from tests.cast import Cast, Town
from tests.projects.setting_up import PDF, add_setup, signatory
from tests.projects.test_papier import own_scan, paper
from tests.projects.test_tekenen import fresh, page, sign_as
from wijkaanpak.accounts.models import Uitnodiging
from wijkaanpak.audit.models import Logregel
from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.verify import remarks
from wijkaanpak.post.tasks import send_mails
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture
def town(cast: Cast) -> Town:
    with tenant_scope(cast.linderode.gemeente.pk):
        add_setup(cast.linderode)
    return cast.linderode


def add_scan(town: Town, verzoek: Tekenverzoek) -> None:
    scan = SimpleUploadedFile("x.pdf", PDF)
    sign_on_paper(verzoek=verzoek, by=town.leider.lid, papier_op=timezone.localdate(), scan=scan, **signatory(verzoek))


def scan_place(town: Town, verzoek: Tekenverzoek) -> str:
    return town.url(f"documenten/versie/{town.document.pk}/tekenen/{verzoek.pk}/scan/")


def logged(town: Town, handeling: str) -> int:
    with tenant_scope(town.gemeente.pk):
        return Logregel.objects.filter(handeling=handeling).count()


def test_a_second_scan_and_one_by_a_reader_are_refused_and_logged(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        user = town.buiten.user
        read = let_read_along(verzoek=town.verzoek, naam=user.naam, email=user.email, by=town.gast.lid)
    place = reverse("projects:tekenen-papier", args=[town.gemeente.slug, read.pk])
    assert fresh(client, town.buiten).post(place, paper(town)).status_code == 409
    assert logged(town, "tekenen:andere_persoon") == 1
    with tenant_scope(town.gemeente.pk):
        sign_as(town, "gemeente", town.gast)
    assert fresh(client, town.gast).post(own_scan(town), paper(town)).status_code == 409
    assert logged(town, "tekenen:al_getekend") == 1
    assert client.get(own_scan(town)).status_code == 302


def test_what_was_typed_beside_a_scan_is_there_after_logging_in_again(town: Town, client: Client) -> None:
    client.force_login(town.gast.user)
    client.post(own_scan(town), paper(town, functie="waarnemend directeur"))
    fresh(client, town.gast)
    shown = client.get(own_scan(town)).content.decode()
    assert 'value="waarnemend directeur"' in shown
    assert "Kies het bestand opnieuw." in shown
    assert client.post(own_scan(town), paper(town)).status_code == 302
    assert not client.session["ongestuurd"]


def test_who_makes_the_scan_has_half_an_hour_to_send_it(
    town: Town, client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh(client, town.gast)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    again = reverse("account_reauthenticate")
    assert client.get(own_scan(town))["Location"].startswith(again)
    with monkeypatch.context() as late:
        late.setattr(papier, "STILL_FRESH", 0)
        assert client.post(own_scan(town), paper(town))["Location"].startswith(again)
    assert client.post(own_scan(town), paper(town))["Location"] == page(town)


def test_a_scan_that_can_not_be_added_gets_no_form(town: Town, client: Client, login: Any) -> None:
    place = town.url(f"documenten/versie/{town.document.pk}/tekenen/{town.papier.pk}/papier/")
    assert 'name="bestand"' in login(town.leider).get(place).content.decode()
    yesterday = timezone.localdate() - timedelta(days=1)
    with tenant_scope(town.gemeente.pk):
        Mandaat.objects.filter(pk=town.papier.mandaat_id).update(tot=yesterday)
    shown = login(town.leider).get(place).content.decode()
    assert "Het mandaat om te tekenen liep tot en met" in shown
    assert 'name="bestand"' not in shown
    with tenant_scope(town.gemeente.pk):
        Projectdocument.objects.filter(pk=town.document.pk).update(tekenstaat="vervangen")
    client.force_login(town.gast.user)
    shown = client.get(own_scan(town)).content.decode()
    assert "Deze versie ligt niet meer ter ondertekening." in shown
    assert 'name="bestand"' not in shown


def test_no_certificate_is_tried_when_the_only_scan_was_taken_back(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(certificaat, "without_certificate", lambda: [town.document])
    tasks.make_certificates(str(town.gemeente.pk))
    with tenant_scope(town.gemeente.pk):
        left = Projectdocument.objects.get(pk=town.document.pk)
        assert (left.certificaat.name, left.certificaat_pogingen) == ("", 0)


def test_record_page_and_check_tell_all_of_a_scan_that_was_taken_back(town: Town) -> None:
    by = town.leider.user
    account = f"{by.naam} ({by.email})"
    with tenant_scope(town.gemeente.pk):
        add_scan(town, town.papier)
        sign_as(town, "gemeente", town.gast)
        take_back(verzoek=town.papier, by=town.leider.lid, reden="Verkeerde pagina")
        by.naam = "Anders Genoemd"
        by.save()
        signed, stand = signatures_of(town.document), told_of(town.document)
        record = record_of(town.document, signed, stand)
        told = render_html(certificate_of(town.document, signed, stand))
    (gone,) = record["weggehaald"]
    scan = stand.weggehaald[0]
    assert scan.ingetrokken_op
    assert gone == {
        "organisatie": scan.organisatie,
        "naam": scan.naam,
        "getekend_op": timezone.localdate().isoformat(),
        "tijd": scan.getekend_op.isoformat(),
        "toegevoegd_door": by.email,
        "bestand_sha256": scan.scan_sha256,
        "weggehaald_op": scan.ingetrokken_op.isoformat(),
        "weggehaald_door": account,
        "reden": "Verkeerde pagina",
    }
    assert f"door {account}: Verkeerde pagina" in told
    assert scan.scan_sha256[:4] in told
    remark = next(each for each in remarks(record) if "weggehaald" in each)
    assert f"door {account}: Verkeerde pagina" in remark
    assert scan.scan_sha256 in remark


def test_who_is_asked_anew_hears_why_on_the_page_and_not_in_the_mail(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        add_scan(town, town.verzoek)
        anew = take_back(verzoek=town.verzoek, by=town.leider.lid, reden="Onleesbaar")
    mail.outbox.clear()
    send_mails(str(town.gemeente.pk))
    (sent,) = [each for each in mail.outbox if each.to == [town.gast.user.email]]
    assert "stond er al een scan van een handtekening. Die is weggehaald." in sent.body
    assert "Onleesbaar" not in sent.body
    client.force_login(town.gast.user)
    shown = client.get(reverse("projects:tekenen", args=[town.gemeente.slug, anew.pk])).content.decode()
    assert ": Onleesbaar. Daarom vragen we je opnieuw te tekenen." in shown


def test_who_lost_access_is_not_asked_anew_until_someone_chooses_so(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_scan(town, town.verzoek)
        town.gast.lid.beeindigd_op = timezone.now()
        town.gast.lid.save()
        before = Uitnodiging.objects.count()
    client, place = login(town.leider), f"{scan_place(town, town.verzoek)}weg/"
    assert "krijgt geen mail" in client.get(place).content.decode()
    said = client.post(place, {"reden": "Onleesbaar"}, follow=True).content.decode()
    assert "heeft geen toegang meer en krijgt geen mail. Kies ‘Vraag opnieuw’ als dat moet." in said
    with tenant_scope(town.gemeente.pk):
        anew = Tekenverzoek.objects.current().get(partner=town.partner, soort="tekenen")
        assert (anew.lid, anew.uitnodiging, anew.berichten.count()) == (town.gast.lid, None, 0)
        assert Uitnodiging.objects.count() == before
        assert ask_again(verzoek=anew, by=town.leider.lid).uitnodiging is not None


def test_a_scan_that_is_taken_back_twice_is_taken_back_once(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_scan(town, town.papier)
    client, place = login(town.leider), scan_place(town, town.papier)
    client.post(f"{place}weg/", {"reden": "Onleesbaar"})
    said = client.post(f"{place}weg/", {"reden": "Onleesbaar"}, follow=True).content.decode()
    assert "Deze scan is al weggehaald." in said
    assert f'href="{place}"' in said  # the scan itself is still there for who manages
    assert b"".join(client.get(place).streaming_content) == PDF
    assert logged(town, "scan bekeken") == 1


def test_who_signed_hears_that_the_certificate_can_not_be_made(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        sign_as(town, "gemeente", town.gast)
        Projectdocument.objects.filter(pk=town.document.pk).update(certificaat_pogingen=5)
    client.force_login(town.gast.user)
    shown = client.get(page(town)).content.decode()
    assert "Het certificaat maken lukt niet." in shown
    assert "Laad de pagina over een minuut opnieuw" not in shown
