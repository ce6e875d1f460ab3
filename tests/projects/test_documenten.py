"""Documents of a project: versions, the worker that makes the PDF, the files, the certificate and the bundle."""

import datetime
import io
import json
import subprocess
import sys
import zipfile
from itertools import groupby
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from projects import tasks
from projects.documenten.bron import UNBROKEN
from projects.documenten.certificaat import certificate_of
from projects.documenten.samenstellen import compose
from projects.documenten.sjablonen import DELEN
from projects.models import (
    Afwijking,
    Clausule,
    Doel,
    Gebied,
    Projectdocument,
    Sleutelfiguur,
    Startbijeenkomst,
    Tekenverzoek,
    Visie,
)
from projects.services import documenten as services
from projects.services.certificaat import bundle_of, signatures_of, told_of
from projects.services.papier import sign_on_paper
from projects.services.register import add_row
from projects.services.tekenen import put_up_for_signature, sign
from tests.cast import Cast, Town
from tests.projects.setting_up import (
    PDF,
    add_certificate,
    add_rest,
    add_setup,
    make_document,
    make_mandate,
    make_partner,
    signatory,
)
from wijkaanpak.documents import maken
from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.inhoud import Alinea, Tabel
from wijkaanpak.documents.pdf import STEPS, RenderFailed
from wijkaanpak.tenancy.scope import tenant_scope

LONG = "Ouders merken dat er iemand is die meedenkt, en dat die volgende week nog dezelfde is. " * 4
HTMX = {"HX-Request": "true"}
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def town(cast: Cast) -> Town:
    return cast.linderode


def version(town: Town, soort: str = "visienotitie") -> Projectdocument:
    with tenant_scope(town.gemeente.pk):
        return services.make_version(project=town.project, gemeente=town.gemeente, soort=soort, by=town.leider.lid)


def newest(town: Town) -> Projectdocument:
    with tenant_scope(town.gemeente.pk):
        return Projectdocument.objects.order_by("-gemaakt_op").first()  # type: ignore[return-value]


# --- what they say ---------------------------------------------------------------------------------


@pytest.mark.parametrize("soort", DELEN)
def test_every_document_composes_from_an_empty_and_from_a_full_project(town: Town, soort: str) -> None:
    with tenant_scope(town.gemeente.pk):
        empty = compose(project=town.project, gemeente=town.gemeente, soort=soort, kenmerk="WA", versie=1)
        assert [sectie.sleutel for sectie in empty.secties] == [deel.sleutel for deel in DELEN[soort]]
        add_setup(town)
        add_rest(town)
        full = compose(project=town.project, gemeente=town.gemeente, soort=soort, kenmerk="WA", versie=1)
        assert "KANARIE visie" in str(full)
        assert full.secties != empty.secties


def said_by(town: Town, soort: str) -> dict[str, str]:
    """Return what each section of a document says now, with plain spaces; a scope must be open."""
    made = compose(project=town.project, gemeente=town.gemeente, soort=soort, kenmerk="WA", versie=1)
    return {sectie.sleutel: str(sectie.blokken).replace("\\xa0", " ") for sectie in made.secties}


def test_what_was_written_about_the_way_here_and_the_fit_is_in_a_document(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        add_row(project=town.project, row=Visie(samen="We praatten drie avonden."), by=town.leider.lid)
        fits = Gebied(team_past="Een team dat er woont.", doelen_passen="Doelen van de wijk zelf.")
        add_row(project=town.project, row=fits, by=town.leider.lid)
        assert "We praatten drie avonden." in said_by(town, "visienotitie")["samen"]
        plan = said_by(town, "projectplan")["past"]
        assert "Een team dat er woont." in plan
        assert "Doelen van de wijk zelf." in plan


def test_what_the_team_wants_to_learn_adds_to_the_promise_to_reflect(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        add_row(project=town.project, row=Startbijeenkomst(scholing="We leren van elkaar."), by=town.leider.lid)
        said = said_by(town, "overeenkomst")["leren"]
    assert "vaste maandelijkse reflectie" in said
    assert "We leren van elkaar." in said


def test_a_partner_without_a_mandate_is_a_sentence_and_not_a_row_of_blanks(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        make_mandate(town, make_partner(town, "gemeente"), "besluiten", town.leider)
        make_partner(town, "rvdk", "De Raad")
        made = compose(project=town.project, gemeente=town.gemeente, soort="overeenkomst", kenmerk="WA", versie=1)
    _text, table, sentence = next(sectie.blokken for sectie in made.secties if sectie.sleutel == "mandaat")
    assert isinstance(table, Tabel)
    assert isinstance(sentence, Alinea)
    assert all(cel for rij in table.rijen for cel in rij)
    assert sentence.tekst == "De Raad gaf nog geen mandaat."


EVALUATION = datetime.date(2026, 12, 17)


@pytest.mark.parametrize(
    ("planned", "deviates", "says", "says_not"),
    [
        ({}, False, "Beide dagen moeten nog worden gepland", "wijken"),
        ({"halverwege_op": EVALUATION}, False, "halverwege op 17 december 2026. De evaluatie aan het einde", "wijken"),
        (
            {"halverwege_op": EVALUATION, "eindevaluatie_op": EVALUATION},
            False,
            "halverwege op 17 december 2026 en aan het einde op 17 december 2026.",
            "gepland",
        ),
        ({}, True, "wijken wij bewust af", "gepland"),
        ({"halverwege_op": EVALUATION}, True, "halverwege op 17 december 2026. Van twee evaluaties", "gepland"),
    ],
)
def test_the_plan_promises_no_evaluation_that_is_not_planned(
    town: Town, planned: dict[str, Any], deviates: bool, says: str, says_not: str
) -> None:
    for name, day in planned.items():
        setattr(town.project, name, day)
    with tenant_scope(town.gemeente.pk):
        if deviates:
            later = timezone.localdate() + datetime.timedelta(days=30)
            row = Afwijking(regel="NUM-09", norm="Twee evaluaties", reden="Kort", namens_gemeente="A", tot=later)
            add_row(project=town.project, row=row, by=town.leider.lid)
        said = said_by(town, "projectplan")["evaluatie"]
    assert says in said
    assert says_not not in said


def test_a_day_in_a_document_is_never_broken_over_two_lines(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        made = compose(project=town.project, gemeente=town.gemeente, soort="projectplan", kenmerk="WA", versie=1)
    termijn = next(sectie for sectie in made.secties if sectie.sleutel == "termijn")
    assert f"tot en met {date_format(town.project.eind, UNBROKEN)}." in str(termijn.blokken[0].tekst)  # type: ignore[union-attr]
    assert " " not in date_format(town.project.eind, UNBROKEN)


def test_no_document_knows_a_key_figure(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        today = timezone.localdate()
        row = Sleutelfiguur(naam="Geheim persoon", betekenis="Geheim", toestemming_op=today, bewaren_tot=today)
        add_row(project=town.project, row=row, by=town.leider.lid)
        for soort in DELEN:
            said = compose(project=town.project, gemeente=town.gemeente, soort=soort, kenmerk="WA", versie=1)
            assert "Geheim" not in str(said)


def test_own_words_replace_the_standard_text_and_empty_brings_it_back(town: Town, login: Any) -> None:
    client = login(town.lid)
    place = town.url("documenten/overeenkomst/tekst/slot/")
    client.post(place, {"tekst": "Onze eigen regel.", "versie": 0}, headers=HTMX)
    assert "Onze eigen regel." in client.get(town.url("documenten/overeenkomst/")).content.decode()
    client.post(place, {"tekst": "", "versie": 1}, headers=HTMX)
    shown = client.get(town.url("documenten/overeenkomst/")).content.decode()
    assert "Onze eigen regel." not in shown
    assert "Wie iets wil wijzigen" in shown


def test_the_field_starts_with_the_standard_text_and_saving_just_that_is_no_text_of_ones_own(
    town: Town, login: Any
) -> None:
    client, place = login(town.lid), town.url("documenten/overeenkomst/tekst/slot/")
    shown = client.get(place).context["blad"].form["tekst"].value()
    assert "Wie iets wil wijzigen" in shown
    assert client.post(place, {"tekst": shown.replace("\n", "\r\n"), "versie": 0}).status_code == 302
    with tenant_scope(town.gemeente.pk):
        row = Clausule.objects.get(project=town.project, sleutel="slot")
    assert row.tekst == ""
    client.post(place, {"tekst": f"{shown} En onze eigen zin, vanaf 1 augustus 2027.", "versie": row.versie})
    said = client.get(town.url("documenten/overeenkomst/")).content.decode()
    assert "Wie iets wil wijzigen" in said
    assert "En onze eigen zin, vanaf 1\xa0augustus\xa02027." in said


def test_a_section_that_does_not_exist_is_not_there(town: Town, login: Any) -> None:
    client = login(town.lid)
    assert client.get(town.url("documenten/overeenkomst/tekst/onzin/")).status_code == 404
    assert client.get(town.url("documenten/onzin/")).status_code == 404


# --- versions --------------------------------------------------------------------------------------


def test_a_version_is_numbered_and_a_double_click_makes_one(town: Town, login: Any) -> None:
    client = login(town.lid)
    for _click in range(2):
        client.post(town.url("documenten/visienotitie/maken/"), {"reden": "Eerste"})
    with tenant_scope(town.gemeente.pk):
        made = Projectdocument.objects.get()
        assert (made.nummer, made.kenmerk, made.reden) == (1, f"WA-{timezone.localdate().year}-0001", "Eerste")


def test_the_next_version_says_what_changed_in_words(town: Town, login: Any) -> None:
    version(town)
    with tenant_scope(town.gemeente.pk):
        add_row(project=town.project, row=Doel(titel="Minder verhuizingen"), by=town.leider.lid)
    client = login(town.lid)
    assert "Minder verhuizingen" in client.get(town.url("documenten/visienotitie/")).content.decode()
    second = version(town)
    assert (second.nummer, second.kenmerk) == (2, f"WA-{timezone.localdate().year}-0001")
    shown = client.get(town.url(f"documenten/versie/{second.pk}/")).content.decode()
    assert "Anders dan versie 1" in shown
    assert "Minder verhuizingen" in shown


def test_a_version_keeps_what_it_said(town: Town) -> None:
    first = version(town)
    with tenant_scope(town.gemeente.pk):
        add_row(project=town.project, row=Visie(visie="Later geschreven"), by=town.leider.lid)
        assert "Later geschreven" not in str(services.inhoud_of(Projectdocument.objects.get(pk=first.pk)))


# --- the worker ------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=False)
def test_the_worker_makes_a_pdf_that_is_archivable_and_accessible(town: Town, login: Any) -> None:
    made = version(town)
    tasks.make_documents(str(town.gemeente.pk))
    done = newest(town)
    assert (done.pk, done.staat, len(done.sha256)) == (made.pk, "klaar", 64)
    data = b"".join(login(town.lid).get(town.url(f"documenten/versie/{made.pk}/bestand.pdf")).streaming_content)
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert opened.Root.Lang == "nl"
        metadata = opened.open_metadata()
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfuaid:part"] == "1"


def test_while_it_is_made_the_page_says_how_far(town: Town, login: Any) -> None:
    made = version(town)
    with tenant_scope(town.gemeente.pk):
        claimed = maken.claim_next(Projectdocument)
        assert claimed is not None
        maken.note_step(row=claimed, stap=4)
    part = login(town.lid).get(town.url(f"documenten/versie/{made.pk}/?deel=stand"), headers=HTMX).content.decode()
    assert "stap 4 van 7" in part
    assert "hx-trigger" in part


def test_what_a_killed_worker_left_is_taken_again(town: Town) -> None:
    version(town)
    with tenant_scope(town.gemeente.pk):
        assert maken.claim_next(Projectdocument) is not None
        assert maken.claim_next(Projectdocument) is None  # someone is at it
        Projectdocument.objects.update(begonnen_op=timezone.now() - datetime.timedelta(minutes=6))
        again = maken.claim_next(Projectdocument)
        assert again is not None
        assert again.pogingen == 2


def test_after_three_attempts_it_says_so_and_can_be_tried_again(
    town: Town, login: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = version(town)

    def fail(*args: Any, **kwargs: Any) -> bytes:
        raise RenderFailed("no memory")

    with monkeypatch.context() as patch:
        patch.setattr(tasks, "render_pdf", fail)
        tasks.make_documents(str(town.gemeente.pk))
    assert newest(town).staat == "mislukt"
    client = login(town.lid)
    assert "Probeer opnieuw" in client.get(town.url(f"documenten/versie/{made.pk}/")).content.decode()
    client.post(town.url(f"documenten/versie/{made.pk}/opnieuw/"))
    assert newest(town).staat == "wacht"


def test_bytes_once_stored_are_never_replaced(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        done = make_document(town, "visienotitie")
        maken.store(row=done, data=b"iets anders")
        with Projectdocument.objects.get(pk=done.pk).bestand.open("rb") as file:
            assert file.read() == PDF


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_the_same_text_comes_as_word_and_odf(town: Town, login: Any, form: str) -> None:
    made = version(town)
    response = login(town.lid).get(town.url(f"documenten/versie/{made.pk}/bestand.{form}"))
    assert zipfile.is_zipfile(io.BytesIO(response.content))
    assert f"Visienotitie KANARIE linderode versie 1.{form}" in response["Content-Disposition"]


@pytest.mark.parametrize("form", ["pdf", "zip", "exe"])
def test_a_file_that_is_not_there_is_not_there(town: Town, login: Any, form: str) -> None:
    made = version(town)
    assert login(town.leider).get(town.url(f"documenten/versie/{made.pk}/bestand.{form}")).status_code == 404


def test_a_document_of_forty_pages_is_made_step_by_step_while_its_progress_is_noted(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        facts = {"gemeente": town.gemeente, "project": town.project, "merkbaar": LONG}
        Doel.objects.bulk_create([Doel(titel=f"Doel {number}", **facts) for number in range(400)])
    made = version(town, "projectplan")
    tasks.make_documents(str(town.gemeente.pk))
    with tenant_scope(town.gemeente.pk):
        done = Projectdocument.objects.get(pk=made.pk)
        with pikepdf.open(done.bestand.path) as pdf:
            assert 35 <= len(pdf.pages) <= 60
        history: Any = done.events  # type: ignore[attr-defined]
        noted = [each for each, _group in groupby(history.order_by("pgh_id").values_list("staat", "stap"))]
        working = [("bezig", number) for number in range(STEPS + 1)]
        assert noted == [("wacht", 0), *working, ("klaar", STEPS)]


# --- the certificate and the bundle ----------------------------------------------------------------


def test_the_bundle_proves_itself_and_a_changed_byte_does_not(town: Town, login: Any, tmp_path: Path) -> None:
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        sign(verzoek=town.verzoek, lid=town.gast.lid, sha256=town.document.sha256, **signatory(town.verzoek))
    place = town.url(f"documenten/versie/{town.document.pk}/")
    client = login(town.leider)
    assert client.get(f"{place}bestand.zip").status_code == 404  # the certificate is being made
    tasks.make_certificates(str(town.gemeente.pk))
    response = client.get(f"{place}bestand.zip")
    bundle = tmp_path / "overeenkomst.zip"
    bundle.write_bytes(response.content)
    assert check(bundle) == 0
    with zipfile.ZipFile(bundle) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    assert files["samenwerkingsovereenkomst.pdf"] == PDF
    for name in ("samenwerkingsovereenkomst.pdf", "certificaat.pdf", "certificaat.json"):
        with zipfile.ZipFile(bundle, "w") as forged:
            for other, data in files.items():
                forged.writestr(other, data + b" " if other == name else data)
        assert check(bundle) == 1, name


def check(bundle: Path) -> int:
    command = [sys.executable, str(ROOT / "wijkaanpak/documents/verify.py"), str(bundle)]
    return subprocess.run(command, env={}, capture_output=True, check=False).returncode


def test_each_signature_renews_the_certificate(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_setup(town, {"gemeente": town.gast, "gi": town.buiten})
        sign(verzoek=town.verzoek, lid=town.gast.lid, sha256=town.document.sha256, **signatory(town.verzoek))
    tasks.make_certificates(str(town.gemeente.pk))
    client, place = login(town.leider), town.url(f"documenten/versie/{town.document.pk}/bestand.zip")
    assert client.get(place).status_code == 200
    with tenant_scope(town.gemeente.pk):
        second = Tekenverzoek.objects.get(partner__soort="gi")
        sign(verzoek=second, lid=town.buiten.lid, sha256=town.document.sha256, **signatory(second))
    assert client.get(place).status_code == 404  # the old certificate lacks a signature
    tasks.make_certificates(str(town.gemeente.pk))
    with zipfile.ZipFile(io.BytesIO(client.get(place).content)) as bundle:
        assert len(json.loads(bundle.read("certificaat.json"))["ondertekeningen"]) == 2


def record_in(response: Any) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(response.content)) as bundle:
        found: dict[str, Any] = json.loads(bundle.read("certificaat.json"))
        return found


def zip_of(town: Town) -> str:
    return town.url(f"documenten/versie/{town.document.pk}/bestand.zip")


UNSIGNED = ["KANARIE gi", "KANARIE rvdk", "KANARIE veilig_thuis", "KANARIE wijkteam"]


def test_a_replaced_agreement_still_says_who_never_signed_it(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        sign(verzoek=town.verzoek, lid=town.gast.lid, sha256=town.document.sha256, **signatory(town.verzoek))
    tasks.make_certificates(str(town.gemeente.pk))
    client, place = login(town.leider), town.url(f"documenten/versie/{town.document.pk}/bestand.zip")
    assert record_in(client.get(place))["nog_niet_getekend"] == UNSIGNED
    with tenant_scope(town.gemeente.pk):
        add_row(project=town.project, row=Doel(titel="Een nieuw doel"), by=town.leider.lid)
        new = make_document(town)
        put_up_for_signature(document=new, by=town.leider.lid)
    assert client.get(place).status_code == 404  # the certificate does not say yet that it was replaced
    tasks.make_certificates(str(town.gemeente.pk))
    said = record_in(client.get(place))
    with tenant_scope(town.gemeente.pk):
        since = Projectdocument.objects.get(pk=new.pk).bevroren_op
    assert (said["tekenstaat"], datetime.datetime.fromisoformat(said["vervangen_op"])) == ("vervangen", since)
    assert said["nog_niet_getekend"] == UNSIGNED


def test_the_key_that_is_published_is_the_one_under_the_bundle_which_says_where(
    town: Town, client: Client, settings: Any
) -> None:
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        add_certificate(town)
        with zipfile.ZipFile(io.BytesIO(bundle_of(Projectdocument.objects.get(pk=town.document.pk)))) as bundle:
            used = json.loads(bundle.read("certificaat.sig"))["sleutel"]
            read_me = bundle.read("LEESMIJ.txt").decode()
    address = settings.BASE_URL.rstrip("/") + "/.well-known/tekensleutel.txt"
    assert address in read_me
    assert client.get("/.well-known/tekensleutel.txt").content.decode() == f"{used}\n"


def test_the_record_and_the_certificate_tell_which_account_signed_and_who_added_a_scan(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        sign(verzoek=town.verzoek, lid=town.gast.lid, sha256=town.document.sha256, **signatory(town.verzoek))
        paper = Tekenverzoek.objects.get(partner__soort="gi")
        scan = SimpleUploadedFile("x.pdf", PDF)
        sign_on_paper(verzoek=paper, by=town.leider.lid, papier_op=timezone.localdate(), scan=scan, **signatory(paper))
        signed = signatures_of(town.document)
        text = render_html(certificate_of(town.document, signed, told_of(town.document)))
    tasks.make_certificates(str(town.gemeente.pk))
    in_app, on_paper = record_in(login(town.leider).get(zip_of(town)))["ondertekeningen"]
    assert in_app["account"] == town.gast.user.email
    assert on_paper["toegevoegd_door"] == town.leider.user.email
    assert on_paper["getekend_op"] == timezone.localdate().isoformat()
    assert "scan toegevoegd: " in text
    assert f"Ingelogd als {town.gast.user.email}" in text
    assert f"Scan toegevoegd door {town.leider.user.email}" in text


def test_an_archived_agreement_still_says_who_never_signed_it(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        sign(verzoek=town.verzoek, lid=town.gast.lid, sha256=town.document.sha256, **signatory(town.verzoek))
        town.project.gearchiveerd_op = timezone.now()
        town.project.save()
    tasks.make_certificates(str(town.gemeente.pk))
    said = record_in(login(town.leider).get(zip_of(town)))
    assert (said["tekenstaat"], said["nog_niet_getekend"]) == ("tekenen", UNSIGNED)


def test_the_certificate_tells_its_state_and_since_when_it_was_replaced(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        sign(verzoek=town.verzoek, lid=town.gast.lid, sha256=town.document.sha256, **signatory(town.verzoek))
        add_row(project=town.project, row=Doel(titel="Een nieuw doel"), by=town.leider.lid)
        put_up_for_signature(document=make_document(town), by=town.leider.lid)
        town.document.refresh_from_db()
        stand = told_of(town.document)
        text = render_html(certificate_of(town.document, signatures_of(town.document), stand))
    assert "Vervangen door een nieuwe versie, " in text
    assert str(timezone.localdate().year) in stand.woorden()
    assert ", ".join(UNSIGNED) in text


def test_a_document_that_can_not_be_drawn_does_not_stop_the_next(town: Town) -> None:
    broken = version(town)
    with tenant_scope(town.gemeente.pk):
        Projectdocument.objects.filter(pk=broken.pk).update(inhoud={"niet": "dit"})
    good = version(town, "projectplan")
    tasks.make_documents(str(town.gemeente.pk))
    with tenant_scope(town.gemeente.pk):
        assert Projectdocument.objects.get(pk=broken.pk).staat == "mislukt"
        assert Projectdocument.objects.get(pk=good.pk).staat == "klaar"
