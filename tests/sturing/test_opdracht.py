"""The opdracht to the lokaal team: writing, deciding, the check, vaststellen, and its versions."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ontwikkelplan.sturing.forms.opdracht import refuse_two_names
from ontwikkelplan.sturing.models import (
    Opdracht,
    Opdrachtstaat,
    Opdrachttekst,
    Opdrachtversie,
    Risico,
    Sturingpdf,
    Taak,
)
from ontwikkelplan.sturing.opdrachtcontrole import AFSTEMMING, ontbreekt, volledigheid
from ontwikkelplan.sturing.opdrachtdocument import compose
from ontwikkelplan.sturing.opdrachtdossier import Dossier
from ontwikkelplan.sturing.opdrachtinhoud import delen, instrument_of, onderdelen, teller
from ontwikkelplan.sturing.services import opdracht as services
from tests.cast import Cast, Town
from wijkaanpak.editing.services import add_row
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope

HTMX = {"HX-Request": "true"}
TODAY = datetime.date(2026, 1, 5)


@pytest.fixture
def town(cast: Cast) -> Town:
    return cast.linderode


@pytest.fixture
def opdracht(town: Town) -> Opdracht:
    """An empty opdracht of Linderode."""
    with tenant_scope(town.gemeente.pk):
        return services.start_opdracht(opdracht=Opdracht(titel="Opdracht 2027"), by=town.beleid.lid)


def at(opdracht: Opdracht, rest: str = "") -> str:
    return f"/linderode/sturing/opdracht/{opdracht.pk}/{rest}"


def body(response: Any) -> str:
    return " ".join(response.content.decode().split())


def stored(town: Town, opdracht: Opdracht, punt: str) -> Opdrachttekst:
    with tenant_scope(town.gemeente.pk):
        return Opdrachttekst.objects.get(opdracht=opdracht, punt=punt)


def fill(town: Town, opdracht: Opdracht) -> None:
    """Write and decide everything."""
    with tenant_scope(town.gemeente.pk):
        row = Opdracht.objects.get(pk=opdracht.pk)
        row.eindverantwoordelijke, row.functie = "Annelies Brouwer", "directeur"
        row.domeinen = "wmo,jeugd,welzijn,participatie,oov"
        row.save()
        for punt in instrument_of(row).walk():
            if punt.soort in ("onderdeel", "eis"):
                said = {"tekst": f"Over {punt.titel}"} if punt.soort == "onderdeel" else {"keuze": "mee"}
                text = Opdrachttekst(gemeente_id=row.gemeente_id, opdracht=row, punt=punt.id, **said)
                add_row(row=text, by=town.beleid.lid.pk)
        for soort in ("inhoud", "geld"):
            risk = Risico(gemeente_id=row.gemeente_id, opdracht=row, soort=soort, risico="Iets")
            add_row(row=risk, by=town.beleid.lid.pk)


# --- de inhoud -------------------------------------------------------------------------------------


def test_there_are_seventeen_texts_in_four_parts_and_a_frame() -> None:
    instrument = instrument_of(Opdracht(instrument_versie=1))
    counts = {deel.slug: teller(deel, {}).teksten for deel in delen(instrument)}
    assert counts == {"goed-begin": 2, "werkwijze": 4, "kennis": 1, "randvoorwaarden": 10, "kader": 0}
    assert len(onderdelen(instrument)) == 17


# --- de controle -----------------------------------------------------------------------------------


def complete() -> Dossier:
    """An opdracht in memory in which nothing is missing."""
    opdracht = Opdracht(
        instrument_versie=1, eindverantwoordelijke="A. Bos", functie="directeur",
        domeinen="wmo,jeugd,welzijn,participatie,oov",
    )  # fmt: skip
    texts = {
        punt.id: Opdrachttekst(punt=punt.id, tekst="Iets" if punt.soort == "onderdeel" else "", keuze="mee")
        for punt in instrument_of(opdracht).walk()
    }
    return Dossier(opdracht, texts, (), [Risico(soort=soort) for soort in ("inhoud", "geld")])


def test_a_complete_opdracht_lacks_nothing_and_an_empty_one_lacks_every_line() -> None:
    assert ontbreekt(complete()) == []
    lines = volledigheid(Dossier(Opdracht(instrument_versie=1)))
    assert not any(line.is_goed for line in lines)
    # 2 eindverantwoordelijke, 5 domeinen, 2 risico's, 2 bereik, 17 teksten, 7 afspraken + 5 punten, de zes maanden
    assert len(lines) == 2 + 5 + 2 + 2 + 17 + 12 + 1


@pytest.mark.parametrize(
    "punt",
    [f"OPD-VTA-{x}" for x in ("01", "02", "03", "03a", "03b", "03c", "03d", "03e", "04", "05", "06", "07")]
    + ["OPD-ROL-04", "OPD-SCO-01", "OPD-SCO-02"],
)
def test_a_fixed_rule_that_is_not_taken_up_is_missing_at_its_place_whatever_the_reason(punt: str) -> None:
    dossier = complete()
    for keuze, reden in (("", ""), ("niet", ""), ("niet", "Regio beslist")):
        texts = {**dossier.teksten, punt: Opdrachttekst(punt=punt, keuze=keuze, reden=reden)}
        assert [line.anker for line in ontbreekt(replace(dossier, teksten=texts))] == [punt]


def test_a_domain_without_alignment_is_missing_until_someone_says_why() -> None:
    dossier = complete()
    dossier.opdracht.domeinen = "wmo,jeugd,welzijn"
    assert [(line.deel, line.anker) for line in ontbreekt(dossier)] == [("gegevens", "veld-blad_domeinen")] * 2
    left_out = Opdrachttekst(punt="OPD-OG-03", keuze="niet", reden="Dat past hier niet")  # another question
    assert len(ontbreekt(replace(dossier, teksten={**dossier.teksten, "OPD-OG-03": left_out}))) == 2
    why_not = Opdrachttekst(punt=AFSTEMMING, reden="Die domeinen volgen later")
    answered = replace(dossier, teksten={**dossier.teksten, AFSTEMMING: why_not})
    assert ontbreekt(answered) == []
    assert ("Niet met alle vijf domeinen, want", "Die domeinen volgen later") in facts_of(answered)


def test_both_kinds_of_risk_are_asked_for() -> None:
    dossier = replace(complete(), risicos=[Risico(soort="geld")])
    assert [line.zin for line in ontbreekt(dossier)] == ["Minstens één risico: inhoudelijk."]


def test_one_regisseur_is_asked_for_as_a_text() -> None:
    dossier = complete()
    texts = {**dossier.teksten, "OPD-VR-03": Opdrachttekst(punt="OPD-VR-03")}
    assert [line.groep for line in ontbreekt(replace(dossier, teksten=texts))] == ["De zeventien teksten"]


@pytest.mark.parametrize(
    ("keuze", "says"),
    [
        ("mee", "van −9 maanden tot 100+, bij elke vorm van onveiligheid"),
        ("niet", "bij elke vorm van onveiligheid, niet van −9 maanden tot 100+: alleen jeugd"),
        ("", "bij elke vorm van onveiligheid"),
    ],
)
def test_the_document_says_for_whom_the_opdracht_really_is(keuze: str, says: str) -> None:
    dossier = complete()
    reden = "alleen jeugd" if keuze == "niet" else ""
    texts = {**dossier.teksten, "OPD-SCO-01": Opdrachttekst(punt="OPD-SCO-01", keuze=keuze, reden=reden)}
    assert ("Voor wie", says) in facts_of(replace(dossier, teksten=texts))


def facts_of(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    return compose(dossier, gemeente=Gemeente(naam="Linderode", merkkleur="#0a5a73"), versie=1).feiten


@pytest.mark.parametrize("naam", ["A. Bos en B. Vos", "A. Bos / B. Vos", "A & B", "Jan Bos, Piet Vos", "Jan of Piet"])
def test_two_names_are_refused(naam: str) -> None:
    with pytest.raises(ValidationError, match="precies één"):
        refuse_two_names(naam)


@pytest.mark.parametrize("naam", ["Annelies van den Enden", "Bos, A.", "Ruud d'Office-Ofman", "José Ençar"])
def test_one_name_is_fine(naam: str) -> None:
    refuse_two_names(naam)


# --- schrijven -------------------------------------------------------------------------------------


def test_the_only_opdracht_opens_at_once_and_the_list_is_still_there(
    town: Town, opdracht: Opdracht, login: Any
) -> None:
    client = login(town.lid)
    assert client.get("/linderode/sturing/opdracht/")["Location"] == at(opdracht)
    assert "Opdracht 2027" in body(client.get("/linderode/sturing/opdracht/?alle"))


def test_an_opdracht_is_started_and_a_name_that_is_taken_is_said_beside_it(town: Town, login: Any) -> None:
    client, url = login(town.beleid), "/linderode/sturing/opdracht/nieuw/"
    made = client.post(url, {"titel": "Opdracht 2028", "team": "Wijkteam"}, follow=True)
    assert "De opdracht staat klaar" in body(made)
    again = client.post(url, {"titel": "Opdracht 2028", "team": "Ander team"})
    assert again.status_code == 422 and "Er is al een opdracht met deze naam" in body(again)
    assert "Ander team" in body(again)


def test_a_text_is_saved_counted_and_kept_in_its_history(town: Town, opdracht: Opdracht, login: Any) -> None:
    client, url = login(town.beleid), at(opdracht, "tekst/OPD-WW-01/")
    answer = client.post(url, {"tekst": "Wij werken aan resultaat", "versie": 0}, headers=HTMX)
    assert answer.status_code == 200 and "1 van 4 geschreven" in body(answer)
    client.post(url, {"tekst": "Wij werken aan veiligheid", "versie": 1}, headers=HTMX)
    assert stored(town, opdracht, "OPD-WW-01").tekst == "Wij werken aan veiligheid"
    assert "Wij werken aan resultaat" in body(client.get(url + "geschiedenis/"))
    client.post(url, {"actie": "ongedaan", "versie": 2})
    assert stored(town, opdracht, "OPD-WW-01").tekst == "Wij werken aan resultaat"


def test_without_a_script_a_save_comes_back_to_its_place(town: Town, opdracht: Opdracht, login: Any) -> None:
    client, url = login(town.beleid), at(opdracht, "tekst/OPD-WW-02/")
    saved = client.post(url, {"tekst": "Eén plan", "versie": 0})
    assert saved["Location"] == url
    assert client.get(url)["Location"] == at(opdracht, "deel/werkwijze/#OPD-WW-02")
    assert "Eén plan" in body(client.get(at(opdracht, "deel/werkwijze/")))


def test_two_people_at_one_text_see_both(town: Town, opdracht: Opdracht, login: Any) -> None:
    client, url = login(town.beleid), at(opdracht, "tekst/OPD-WW-03/")
    client.post(url, {"tekst": "Van de een", "versie": 0})
    clash = client.post(url, {"tekst": "Van de ander", "versie": 0}, headers=HTMX)
    assert clash.status_code == 409 and "Van de een" in body(clash) and "Van de ander" in body(clash)
    whole = client.post(url, {"tekst": "Van de ander", "versie": 0})
    assert whole.status_code == 409 and "Invulling van de rol van casusregisseur" in body(whole)


def test_a_text_typed_before_the_session_expired_is_there_after_login(
    town: Town, opdracht: Opdracht, login: Any, client: Any
) -> None:
    url = at(opdracht, "tekst/OPD-WW-04/")
    kept = client.post(url, {"tekst": "Nog niet bewaard", "versie": 0})
    assert kept["Location"].startswith("/account/login/")
    page = body(login(town.beleid).get(url, follow=True))
    assert "Dit typte je voordat je werd uitgelogd" in page and "Nog niet bewaard" in page


def test_something_left_out_asks_why_and_is_saved_all_the_same(town: Town, opdracht: Opdracht, login: Any) -> None:
    client, url = login(town.beleid), at(opdracht, "tekst/OPD-ROL-01/")
    answer = client.post(url, {"keuze": "niet", "reden": "", "versie": 0}, headers=HTMX)
    assert answer.status_code == 200 and "Schrijf erbij waarom" in body(answer)
    assert stored(town, opdracht, "OPD-ROL-01").keuze == "niet"
    answer = client.post(url, {"keuze": "niet", "reden": "De regio doet dit", "versie": 1}, headers=HTMX)
    assert "Schrijf erbij waarom" not in body(answer)


def test_the_suggestion_is_added_once_after_what_was_written(town: Town, opdracht: Opdracht, login: Any) -> None:
    client = login(town.beleid)
    client.post(at(opdracht, "tekst/OPD-GB-01/"), {"tekst": "Ons begin.", "versie": 0})
    for _twice in range(2):
        assert client.post(at(opdracht, "tekst/OPD-ROL-04/voorzet/")).status_code == 302
    said = instrument_of(opdracht).punten["OPD-ROL-04"].hulp
    assert stored(town, opdracht, "OPD-GB-01").tekst == f"Ons begin.\n\n{said}"
    assert stored(town, opdracht, "OPD-ROL-04").keuze == "mee"
    answer = client.post(at(opdracht, "tekst/OPD-ROL-05/voorzet/"), headers=HTMX)
    assert answer["HX-Refresh"] == "true"
    assert client.post(at(opdracht, "tekst/OPD-GB-01/voorzet/")).status_code == 404


def test_the_suggestion_does_not_turn_what_a_colleague_decided(town: Town, opdracht: Opdracht, login: Any) -> None:
    client = login(town.beleid)
    client.post(at(opdracht, "tekst/OPD-ROL-04/"), {"keuze": "niet", "reden": "De regio doet dit", "versie": 0})
    said = body(client.post(at(opdracht, "tekst/OPD-ROL-04/voorzet/"), {"versie": 0}, follow=True))
    assert "Een collega koos hier net iets anders" in said
    assert stored(town, opdracht, "OPD-ROL-04").keuze == "niet"
    assert client.post(at(opdracht, "tekst/OPD-ROL-04/voorzet/"), {"versie": 1}).status_code == 302
    row = stored(town, opdracht, "OPD-ROL-04")
    assert (row.keuze, row.reden) == ("mee", "")


def test_only_texts_and_requirements_have_a_page(town: Town, opdracht: Opdracht, login: Any) -> None:
    client = login(town.beleid)
    assert client.post(at(opdracht, "tekst/OPD-LIJN-01/")).status_code == 404


def test_the_facts_refuse_two_names_and_keep_what_was_typed(town: Town, opdracht: Opdracht, login: Any) -> None:
    client, url = login(town.beleid), at(opdracht, "gegevens/")
    facts = {"titel": "Opdracht 2027", "eindverantwoordelijke": "Jan Bos en Piet Vos", "versie": 1}
    ticked = {"domeinen.vakjes": "1", "domeinen.oov": "on", "domeinen.wmo": "on"}
    answer = client.post(url, facts | ticked | {"functie": "directeur"})
    assert answer.status_code == 422
    assert "precies één eindverantwoordelijke" in body(answer) and "Jan Bos en Piet Vos" in body(answer)
    with tenant_scope(town.gemeente.pk):
        row = Opdracht.objects.get(pk=opdracht.pk)
    assert (row.eindverantwoordelijke, row.functie, row.domeinen) == ("", "directeur", "wmo,oov")
    wrong = client.post(url, {"titel": "X", "begin": "2027-01-01", "eind": "2026-01-01", "versie": 2})
    assert "eerder dan de eerste dag" in body(wrong)


def test_why_not_all_domains_is_saved_beside_the_facts(town: Town, opdracht: Opdracht, login: Any) -> None:
    client = login(town.beleid)
    client.post(at(opdracht, "afstemming/"), {"reden": "Welzijn volgt in maart", "versie": 0})
    assert "Welzijn volgt in maart" in body(client.get(at(opdracht, "gegevens/")))


def test_tasks_and_risks_stand_under_their_kind(town: Town, opdracht: Opdracht, login: Any) -> None:
    client = login(town.beleid)
    new = f"/linderode/sturing/lijst/taken/{opdracht.pk}/nieuw/"
    assert 'value="later" selected' in body(client.get(f"{new}?prioriteit=later"))
    client.post(new, {"taak": "Spreekuur", "prioriteit": "later"})
    client.post(f"/linderode/sturing/lijst/risicos/{opdracht.pk}/nieuw/", {"soort": "geld", "risico": "Te duur"})
    assert "Spreekuur" in body(client.get(at(opdracht, "proces/")))
    assert "Te duur" in body(client.get(at(opdracht, "gegevens/")))


# --- vaststellen -----------------------------------------------------------------------------------


def test_an_opdracht_lapses_and_holds_again_as_what_it_was(town: Town, opdracht: Opdracht, login: Any) -> None:
    client, there = login(town.beleid), "Deze opdracht is vervallen. Je kunt alles lezen."
    client.post(at(opdracht, "vervallen/"))
    assert there in body(client.get(at(opdracht)))
    assert client.post(at(opdracht, "tekst/OPD-GB-01/"), {"tekst": "Te laat", "versie": 0}).status_code == 423
    assert "al vastgesteld of vervallen" in body(client.get(at(opdracht, "vaststellen/"), follow=True))
    client.post(at(opdracht, "wijzigen/"))
    assert there in body(client.get(at(opdracht)))
    client.post(at(opdracht, "vervallen/"), {"actie": "terug"})
    with tenant_scope(town.gemeente.pk):
        assert Opdracht.objects.get(pk=opdracht.pk).staat == Opdrachtstaat.CONCEPT


def test_without_eindverantwoordelijke_it_can_not_be_vastgesteld(town: Town, opdracht: Opdracht, login: Any) -> None:
    client, url = login(town.beleid), at(opdracht, "vaststellen/")
    assert "Zonder eindverantwoordelijke kan het niet" in body(client.get(url))
    answer = client.post(url, {"door": "het college", "op": TODAY.isoformat(), "reden": "Haast"})
    assert answer.status_code == 422
    with tenant_scope(town.gemeente.pk):
        assert Opdracht.objects.get(pk=opdracht.pk).staat == Opdrachtstaat.CONCEPT
        assert not Opdrachtversie.objects.exists()


def test_what_is_missing_is_named_and_a_reason_asked(town: Town, opdracht: Opdracht, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        Opdracht.objects.filter(pk=opdracht.pk).update(eindverantwoordelijke="A. Bos", functie="directeur")
    client, url = login(town.beleid), at(opdracht, "vaststellen/")
    assert "Rol van het lokaal team" in body(client.get(url))
    assert client.post(url, {"door": "het college", "op": TODAY.isoformat()}).status_code == 422
    done = client.post(url, {"door": "het college", "op": TODAY.isoformat(), "reden": "De rest volgt"}, follow=True)
    assert "bewaard als versie 1" in body(done)


def test_a_fixed_opdracht_is_read_until_it_is_changed_and_the_versions_are_compared(
    town: Town, opdracht: Opdracht, login: Any
) -> None:
    fill(town, opdracht)
    client = login(town.beleid)
    assert "Alles staat erin" in body(client.get(at(opdracht)))
    adopted = {"door": "het college", "op": TODAY.isoformat()}
    client.post(at(opdracht, "vaststellen/"), adopted)
    url = at(opdracht, "tekst/OPD-WW-01/")
    shut = client.post(url, {"tekst": "Toch anders", "versie": 1})
    assert shut.status_code == 423 and "Toch anders" in body(shut)
    assert "<textarea" not in body(client.get(at(opdracht, "deel/werkwijze/")))
    client.post(at(opdracht, "wijzigen/"))
    client.post(url, {"tekst": "Toch anders", "versie": 1})
    client.post(at(opdracht, "vaststellen/"), adopted)
    with tenant_scope(town.gemeente.pk):
        second, first = Opdrachtversie.objects.filter(opdracht=opdracht)
    page = body(client.get(at(opdracht, f"versies/{second.pk}/")))
    assert "Anders dan versie 1" in page and "tekst gewijzigd" in page and "Toch anders" in page
    assert "Toch anders" not in body(client.get(at(opdracht, f"versies/{first.pk}/")))
    assert "het college, 5 januari 2026" in page.replace("\u00a0", " ")


def test_a_document_is_made_of_now_and_of_a_version(town: Town, opdracht: Opdracht, login: Any) -> None:
    fill(town, opdracht)
    client = login(town.beleid)
    client.post(at(opdracht, "vaststellen/"), {"door": "het college", "op": TODAY.isoformat()})
    with tenant_scope(town.gemeente.pk):
        versie = Opdrachtversie.objects.get()
    made = client.post(at(opdracht, "pdf/"), {"versie": versie.pk})
    word = client.get(f"{made['Location']}docx/")
    assert word.status_code == 200 and word.content[:2] == b"PK"
    assert client.post(at(opdracht, "pdf/"), {"versie": "niets"}).status_code == 404
    with tenant_scope(town.gemeente.pk):
        pdf = Sturingpdf.objects.get()
    assert pdf.inhoud == versie.inhoud["document"]
    client.post(at(opdracht, "pdf/"))  # of now: what is vastgesteld is its newest version, of which there is a PDF
    with tenant_scope(town.gemeente.pk):
        assert [each.inhoud["versie"] for each in Sturingpdf.objects.all()] == [1]
    assert "Over Informatie delen" in str(pdf.inhoud)


def test_who_does_not_write_policy_reads_everything_and_changes_nothing(
    town: Town, opdracht: Opdracht, login: Any
) -> None:
    client = login(town.lid)
    for rest in ("", "deel/goed-begin/", "deel/kader/", "proces/", "gegevens/", "versies/", "regio/"):
        page = client.get(at(opdracht, rest))
        assert page.status_code == 200 and "<textarea" not in body(page), rest
    assert client.post(at(opdracht, "tekst/OPD-WW-01/"), {"tekst": "X", "versie": 0}).status_code == 403
    new = f"/linderode/sturing/lijst/taken/{opdracht.pk}/nieuw/"
    assert (client.get(new).status_code, client.post(new, {"taak": "X", "prioriteit": "nu"}).status_code) == (403, 403)


@pytest.mark.parametrize(
    "rest", ["", "deel/goed-begin/", "deel/randvoorwaarden/", "proces/", "gegevens/", "regio/", "vaststellen/"]
)
def test_a_page_asks_as_many_queries_with_few_rows_as_with_many(
    town: Town, opdracht: Opdracht, login: Any, rest: str
) -> None:
    client = login(town.beleid)
    client.get(at(opdracht, rest))
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(at(opdracht, rest))
    fill(town, opdracht)
    with tenant_scope(town.gemeente.pk):
        for number in range(5):
            task = Taak(gemeente_id=opdracht.gemeente_id, opdracht=opdracht, taak=f"Taak {number}", prioriteit="nu")
            add_row(row=task, by=town.beleid.lid.pk)
    with CaptureQueriesContext(connection) as many:
        client.get(at(opdracht, rest))
    asked = [len([each for each in found if "SAVEPOINT" not in each["sql"]]) for found in (few, many)]
    assert asked[0] == asked[1] and asked[1] <= 12, (asked, [each["sql"][:90] for each in many])
