"""Signatures on paper, by who signed too; a scan that was not the right one; what who signed takes along."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from projects.models import Doel, Handtekening
from projects.services.certificaat import signatures_of, told_of
from projects.services.papier import sign_on_paper, take_back
from projects.services.register import add_row
from projects.services.tekenen import put_up_for_signature
from tests.cast import CANARY, Cast, Town
from tests.projects.setting_up import PDF, add_certificate, add_setup, make_document, signatory
from tests.projects.test_tekenen import ALL, fresh, page, sign_as, verzoek_of
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture
def town(cast: Cast) -> Town:
    with tenant_scope(cast.linderode.gemeente.pk):
        add_setup(cast.linderode)
    return cast.linderode


def own_scan(town: Town) -> str:
    return reverse("projects:tekenen-papier", args=[town.gemeente.slug, town.verzoek.pk])


def paper(town: Town, **other: Any) -> dict[str, Any]:
    facts = {"naam": town.gast.user.naam, "functie": "directeur", "papier_op": f"{timezone.localdate():%d-%m-%Y}"}
    return facts | {"bestand": SimpleUploadedFile("scan.pdf", PDF)} | other


def test_who_signs_adds_the_scan_themselves_after_logging_in_again(town: Town, client: Client) -> None:
    client.force_login(town.gast.user)
    assert client.post(own_scan(town), paper(town))["Location"].startswith(reverse("account_reauthenticate"))
    fresh(client, town.gast)
    assert "Je handtekening op papier" in client.get(own_scan(town)).content.decode()
    assert client.post(own_scan(town), paper(town)).status_code == 302
    with tenant_scope(town.gemeente.pk):
        done = Handtekening.objects.get()
        assert (done.wijze, done.lid, done.verzoek) == ("papier", town.gast.lid, town.verzoek)
    scan = client.get(reverse("projects:tekenen-scan", args=[town.gemeente.slug, town.verzoek.pk]))
    assert b"".join(scan.streaming_content) == PDF  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("veld", "typed", "says"),
    [
        ("bestand", SimpleUploadedFile("x.pdf", b"geen pdf"), "bestand"),
        ("papier_op", "31-12-2099", "moet nog komen"),
        ("naam", "Heel iemand anders", "In de overeenkomst en het mandaat staat"),
    ],
)
def test_a_scan_that_is_not_right_is_refused_and_changes_nothing(
    town: Town, client: Client, veld: str, typed: Any, says: str
) -> None:
    response = fresh(client, town.gast).post(own_scan(town), paper(town, **{veld: typed}))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [veld]
    assert says in response.content.decode()
    with tenant_scope(town.gemeente.pk):
        assert not Handtekening.objects.exists()


def test_a_wrong_scan_is_taken_back_with_a_reason_and_the_person_is_asked_anew(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        sign_on_paper(
            verzoek=town.papier,
            by=town.leider.lid,
            papier_op=timezone.localdate(),
            scan=SimpleUploadedFile("x.pdf", PDF),
            **signatory(town.papier),
        )
    client = login(town.leider)
    place = town.url(f"documenten/versie/{town.document.pk}/tekenen/{town.papier.pk}/scan/")
    assert b"".join(client.get(place).streaming_content) == PDF
    assert client.post(f"{place}weg/", {"reden": " "}).status_code == 422
    assert client.post(f"{place}weg/", {"reden": "Verkeerde pagina"}).status_code == 302
    with tenant_scope(town.gemeente.pk):
        gone = Handtekening.objects.get()
        assert (gone.ingetrokken_door, gone.ingetrokken_reden) == (town.leider.lid, "Verkeerde pagina")
        assert signatures_of(town.document) == []
        assert told_of(town.document).niet_getekend[0] == f"{CANARY} gemeente"
        anew = verzoek_of(town, "gi")
        assert (anew.pk != town.papier.pk, anew.email) == (True, town.papier.email)
    shown = client.get(town.url(f"documenten/versie/{town.document.pk}/")).content.decode()
    assert "weggehaald op" in shown
    assert "Verkeerde pagina" in shown
    assert b"".join(client.get(place).streaming_content) == PDF  # the scan itself is kept


def test_a_signature_in_the_app_and_a_replaced_version_are_not_taken_back(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        sign_as(town, "gemeente", town.gast)
        with pytest.raises(ValidationError, match="geen scan"):
            take_back(verzoek=town.verzoek, by=town.leider.lid, reden="Toch niet")
        scan = SimpleUploadedFile("x.pdf", PDF)
        sign_on_paper(
            verzoek=town.papier, by=town.leider.lid, papier_op=timezone.localdate(), scan=scan, **signatory(town.papier)
        )
        add_row(project=town.project, row=Doel(titel="Elk kind een steunfiguur"), by=town.leider.lid)
        put_up_for_signature(document=make_document(town), by=town.leider.lid)
        with pytest.raises(ValidationError, match="ligt niet meer ter ondertekening"):
            take_back(verzoek=town.papier, by=town.leider.lid, reden="Toch niet")
        assert len(signatures_of(town.document)) == 2


def test_when_all_signed_and_a_scan_is_taken_back_the_agreement_waits_again(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        for soort in ALL:
            verzoek = verzoek_of(town, soort)
            scan = SimpleUploadedFile("x.pdf", PDF)
            sign_on_paper(
                verzoek=verzoek, by=town.leider.lid, papier_op=timezone.localdate(), scan=scan, **signatory(verzoek)
            )
        town.document.refresh_from_db()
        assert town.document.tekenstaat == "getekend"
        take_back(verzoek=town.papier, by=town.leider.lid, reden="Onleesbaar")
        town.document.refresh_from_db()
        assert (town.document.tekenstaat, len(signatures_of(town.document))) == ("tekenen", 4)


def test_who_signed_takes_the_zip_and_who_did_not_gets_none(town: Town, client: Client) -> None:
    place = reverse("projects:tekenen-bundel", args=[town.gemeente.slug, town.verzoek.pk])
    client.force_login(town.gast.user)
    assert client.get(place).status_code == 404
    with tenant_scope(town.gemeente.pk):
        add_certificate(town)
    taken = client.get(place)
    assert taken["Content-Type"] == "application/zip"
    assert taken.content.startswith(b"PK")
    assert "Download de zip" in client.get(page(town)).content.decode()


def test_who_signs_again_reads_what_changed_since_their_signature(town: Town, client: Client) -> None:
    with tenant_scope(town.gemeente.pk):
        sign_as(town, "gemeente", town.gast)
        add_row(project=town.project, row=Doel(titel="Elk kind een steunfiguur"), by=town.leider.lid)
        asked = put_up_for_signature(document=make_document(town), by=town.leider.lid)
        mine = next(each for each in asked if each.partner_id == town.partner.pk)
    client.force_login(town.gast.user)
    shown = client.get(reverse("projects:tekenen", args=[town.gemeente.slug, mine.pk])).content.decode()
    assert "tekende eerder versie 1" in shown
    changed = shown.partition('id="h-anders"')[2].partition('id="h-lees"')[0]
    assert "Doelen" in changed
