"""The real documents as PDF: valid for archives and screen readers, and nothing that is typed makes them fetch."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.utils import timezone

from projects.documenten.certificaat import Stand, certificate_of
from projects.documenten.samenstellen import compose
from projects.documenten.sjablonen import DELEN
from projects.forms.opzet import GebiedForm, StartbijeenkomstForm, VisieForm
from projects.models import Handtekening
from projects.models.documenten import Documentsoort
from projects.registers import REGISTERS
from projects.services.certificaat import signatures_of, told_of
from tests.cast import Cast, Town
from tests.documents import pdfs
from tests.documents.bait import SECRET, Target, listening
from tests.projects.setting_up import add_rest, add_setup
from wijkaanpak.documents.html import render_html
from wijkaanpak.documents.pdf import render_pdf
from wijkaanpak.forms.fields import DatumField, GetalField, TijdField
from wijkaanpak.tenancy.scope import tenant_scope

SOORTEN = (Documentsoort.VISIENOTITIE, Documentsoort.PROJECTPLAN, Documentsoort.OVEREENKOMST)
OPEN_LISTS = ("partners", "mandaten", "besluiten", "afwijkingen", "instanties", "focusgroepen", "vragen", "doelen")
BLADEN = {"startbijeenkomst": StartbijeenkomstForm, "visie": VisieForm, "wijkfoto": GebiedForm}


def pdf_of(town: Town, soort: str) -> bytes:
    with tenant_scope(town.gemeente.pk):
        said = compose(project=town.project, gemeente=town.gemeente, soort=soort, kenmerk="WA-2026-1", versie=1)
    return render_pdf(render_html(said))


@pytest.mark.parametrize("soort", [*SOORTEN, "certificaat"])
def test_every_document_is_for_archives_and_for_screen_readers(cast: Cast, soort: str) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        add_rest(town)
        signed, stand = signatures_of(town.document), told_of(town.document)
        certificate = certificate_of(town.document, signed, stand)
    made = render_pdf(render_html(certificate)) if soort == "certificaat" else pdf_of(town, soort)
    assert [pdfs.failures(made, profile) for profile in ("3a", "ua1")] == [[], []]
    tags = pdfs.tags(made)
    assert (tags["H1"], tags["H2"]) == (1, 3 if soort == "certificaat" else len(DELEN[soort]))


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Target]:
    with listening(tmp_path) as found:
        yield found


def typed(form: forms.BaseForm, payload: str) -> dict[str, Any]:
    """Fill a form in: the payload in every field that takes text of that length, something valid in the others."""
    found: dict[str, Any] = {"versie": 0}
    for name, field in form.fields.items():
        if isinstance(field, DatumField):
            found[name] = timezone.localdate().isoformat()
        elif isinstance(field, TijdField):
            found[name] = "09:00" if name == "begin" else "12:30"
        elif isinstance(field, GetalField):
            found[name] = 1
        elif isinstance(field, forms.ModelChoiceField):
            rows: Any = field.queryset
            found[name] = str(rows[0].pk) if rows else ""
        elif isinstance(field, forms.ChoiceField):
            choices: Any = field.choices
            found[name] = next(value for value, _label in choices if value)
        elif isinstance(field, forms.EmailField):
            found[name] = "iemand@example.org"
        else:
            fits = len(payload) <= (getattr(field, "max_length", 0) or len(payload))
            found[name] = payload if fits else "<img src=x>"
    return found


def test_nothing_typed_in_any_form_makes_a_document_fetch(cast: Cast, login: Any, target: Target) -> None:
    town = cast.linderode
    client = login(town.leider)
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
    payloads = target.payloads()
    assert len(payloads) >= 20
    landed = 0
    for slug in OPEN_LISTS:
        for number, payload in enumerate(payloads):
            with tenant_scope(town.gemeente.pk):
                lijst = REGISTERS[slug]
                data = typed(lijst.form(instance=lijst.empty_row(town.project), project=town.project), payload)
            if slug == "partners":
                data |= {"naam": f"{number} {data['naam']}"[:120], "soort": "politie"}
            landed += client.post(town.url(f"{slug}/nieuw/"), data).status_code == 302
    assert landed == len(OPEN_LISTS) * len(payloads)
    for blad, form in BLADEN.items():
        with tenant_scope(town.gemeente.pk):
            data = typed(form(project=town.project), "\n".join(payloads)[:2000])
        assert client.post(town.url(f"{blad}/"), data).status_code == 302
    for deel in DELEN["visienotitie"]:
        own_words = {"tekst": "\n".join(payloads), "versie": 0}
        place = town.url(f"documenten/visienotitie/tekst/{deel.sleutel}/")
        assert client.post(place, own_words).status_code == 302
    for soort in SOORTEN:
        made = pdf_of(town, soort)
        assert SECRET.encode() not in pdfs.everything(made)
        assert "<img" in pdfs.text(made)
    assert target.asked == []


def test_nothing_in_a_mandate_or_a_reason_makes_the_certificate_fetch(cast: Cast, target: Target) -> None:
    town = cast.linderode
    now = timezone.now()
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        signed = [
            Handtekening(
                organisatie=each, naam=each, functie=each, grond=each, account=each, wijze="papier", scan_sha256="0",
                papier_op=now.date(), ingetrokken_op=now, ingetrokken_account=each, ingetrokken_reden=each,
            )
            for each in target.payloads()
        ]  # fmt: skip
        stand = Stand("tekenen", target.payloads(), None, signed)
        made = render_pdf(render_html(certificate_of(town.document, signed, stand)))
    assert SECRET.encode() not in pdfs.everything(made)
    assert "<img" in pdfs.text(made)
    assert target.asked == []
