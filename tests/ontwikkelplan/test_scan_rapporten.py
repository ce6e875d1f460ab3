"""The reports of zelfscans beside a quickscan."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ontwikkelplan.models import Scanrapport
from ontwikkelplan.services.scan import take_step
from tests.cast import Town
from tests.ontwikkelplan.setting_up import PDF as STORED
from tests.ontwikkelplan.setting_up import make_scan, text_of
from tests.ontwikkelplan.test_scan import of, open_meeting
from wijkaanpak.audit.models import Logregel
from wijkaanpak.tenancy.scope import tenant_scope

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def upload(client: Any, town: Town, content: bytes = PDF, name: str = "zelfscan.pdf", deel: str = "BF2") -> Any:
    data = {"basisfunctie": deel, "titel": "", "bestand": SimpleUploadedFile(name, content)}
    return client.post(of(town, "rapporten/"), data)


def fetched(client: Any, url: str) -> bytes:
    return b"".join(client.get(url).streaming_content)


def reports(town: Town) -> list[Scanrapport]:
    with tenant_scope(town.gemeente.pk):
        return list(Scanrapport.objects.exclude(pk=town.op.rapport.pk))


def test_a_guest_who_answers_adds_a_report_and_everyone_with_the_scan_can_fetch_it(town: Town, login: Any) -> None:
    assert upload(login(town.gast), town).status_code == 302
    (made,) = reports(town)
    assert (made.basisfunctie, made.titel, made.mime) == ("BF2", "zelfscan.pdf", "application/pdf")
    client = login(town.buiten)
    response = client.get(of(town, f"rapporten/{made.pk}/"))
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"] == 'attachment; filename="zelfscan.pdf"'
    assert "zelfscan.pdf" in text_of(client.get(of(town)))
    assert "zelfscan.pdf" in text_of(login(town.lid).get(of(town, "invullen/tijdig-signaleren/")))


def bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 60_000_000)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "deel", "message"),
    [
        (b"", "leeg.pdf", "BF1", "leeg"),
        (b"MZ", "virus.exe", "BF1", "Dit soort bestand kan niet"),
        (b"geen pdf", "zelfscan.pdf", "BF1", "De inhoud past niet bij de naam"),
        (PDF, "zelfscan.pdf", "BF9", "Selecteer een geldige keuze"),
        (PDF, "zelfscan.pdf", "", "verplicht"),
    ],
)
def test_what_can_not_be_a_report_is_refused_beside_the_field(
    town: Town, login: Any, content: bytes, name: str, deel: str, message: str
) -> None:
    response = upload(login(town.beleid), town, content, name, deel)
    assert response.status_code == 422
    assert message in text_of(response)
    assert reports(town) == []


def test_a_zip_bomb_is_refused(town: Town, login: Any) -> None:
    response = upload(login(town.beleid), town, bomb(), "zelfscan.docx")
    assert response.status_code == 422
    assert "pakt veel te groot uit" in text_of(response)
    assert reports(town) == []


def test_the_same_report_is_there_once(town: Town, login: Any) -> None:
    client = login(town.beleid)
    assert upload(client, town).status_code == 302
    refused = upload(client, town)
    assert refused.status_code == 422
    assert "Dit rapport staat er al bij" in text_of(refused)
    assert len(reports(town)) == 1


def test_a_report_is_thrown_away_and_put_back_by_who_leads_the_scan(town: Town, login: Any) -> None:
    client = login(town.beleid)
    url = of(town, f"rapporten/{town.op.rapport.pk}/")
    assert client.post(f"{url}weg/").status_code == 302
    page = text_of(client.get(of(town)))
    assert f"{url}terug/" in page
    assert f"{url}weg/" not in page
    assert fetched(client, url) == STORED
    assert client.post(f"{url}terug/").status_code == 302
    assert f"{url}weg/" in text_of(client.get(of(town)))


def test_a_report_is_taken_away_by_who_added_it_and_by_no_other_who_answers(town: Town, login: Any) -> None:
    upload(login(town.gast), town)
    (made,) = reports(town)
    url = of(town, f"rapporten/{made.pk}/")
    other = login(town.lid)
    assert f"{url}weg/" not in text_of(other.get(of(town)))
    assert other.post(f"{url}weg/").status_code == 403
    adder = login(town.gast)
    assert adder.post(f"{url}weg/").status_code == 302
    assert f"{url}terug/" in text_of(adder.get(of(town)))
    other = login(town.lid)
    assert made.titel not in text_of(other.get(of(town)))
    assert other.get(url).status_code == 404
    assert other.post(f"{url}terug/").status_code == 403
    adder = login(town.gast)
    assert adder.get(url).status_code == 404
    assert adder.post(f"{url}terug/").status_code == 302
    assert fetched(login(town.lid), url) == PDF


def test_the_log_says_who_fetched_a_report(town: Town, login: Any) -> None:
    fetched(login(town.lid), of(town, f"rapporten/{town.op.rapport.pk}/"))
    with tenant_scope(town.gemeente.pk):
        line = Logregel.objects.get(handeling="quickscan rapport opgehaald")
        assert (line.gebruiker_id, line.ding) == (town.lid.user.pk, f"ontwikkelplan.scanrapport:{town.op.rapport.pk}")
    page = text_of(login(town.beheerder).get(f"/{town.gemeente.slug}/logboek/"))
    assert "Rapport bij de quickscan opgehaald" in page
    assert town.op.rapport.titel not in page


def test_a_finished_scan_keeps_its_reports_as_they_are(town: Town, login: Any) -> None:
    open_meeting(town)
    with tenant_scope(town.gemeente.pk):
        take_step(scan=town.op.scan, naam="afronden", by=town.beleid.lid)
    client = login(town.beleid)
    url = of(town, f"rapporten/{town.op.rapport.pk}/")
    assert "is afgerond" in text_of(client.post(f"{url}weg/", follow=True))
    assert "is afgerond" in text_of(
        client.post(
            of(town, "rapporten/"),
            {"basisfunctie": "BF1", "bestand": SimpleUploadedFile("nieuw.pdf", PDF)},
            follow=True,
        )
    )
    assert reports(town) == []
    assert f"{url}weg/" not in text_of(client.get(of(town)))
    response = client.get(url)
    assert b"".join(response.streaming_content) == STORED


def test_a_report_of_another_scan_is_not_there(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        other = make_scan(town, town.op.plan, "Andere")
    client = login(town.beleid)
    for rest in ("", "weg/", "terug/"):
        send = client.get if not rest else client.post
        assert send(of(town, f"rapporten/{town.op.rapport.pk}/{rest}", other)).status_code == 404
