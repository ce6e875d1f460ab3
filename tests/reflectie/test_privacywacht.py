"""The privacywacht: what it asks about, what it leaves alone, and how well it does on the measured set."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError
from hypothesis import given
from hypothesis import strategies as st

from reflectie.management.commands.meet_privacywacht import Command
from reflectie.privacywacht import Bekend, Soort, Vondst, sleutel, zoek
from reflectie.privacywacht.kentekens import SIDECODES
from reflectie.privacywacht.meten import Meetfout, Meting, lees, meet
from reflectie.privacywacht.nummers import elfproef, klopt_iban

SET = Path(__file__).with_name("privacywacht.yaml")
BEKEND = Bekend(
    teamnamen=("Wil de Boer", "Fatima El Idrissi", "Mark Visser", "Ahmet Yıldız"),
    wijkfotonamen=("Omar Haddad", "Buurthuis De Schakel", "De Brug"),
    woorden=("Danscafé Prélude",),
    scholen=("OBS De Vuurvogel",),
)


def found(tekst: str, bekend: Bekend = BEKEND) -> list[tuple[str, str]]:
    return [(vondst.soort.value, vondst.tekst) for vondst in zoek(tekst, bekend)]


def suggested(tekst: str) -> str:
    for vondst in reversed(zoek(tekst, BEKEND)):
        tekst = tekst[: vondst.begin] + vondst.voorstel + tekst[vondst.eind :]
    return tekst


@pytest.mark.parametrize(
    ("tekst", "soort", "gevonden"),
    [
        ("Het nummer 123456782 hoort bij hem", "bsn", "123456782"),
        ("Het nummer 1234.56.782 hoort bij hem", "bsn", "1234.56.782"),
        ("BSN 91907998 is van vader", "bsn", "91907998"),
        ("storten op nl84 ingb 0879 9339 11 graag", "iban", "nl84 ingb 0879 9339 11"),
        ("mail naar t.k+school@voorbeeld.nl.", "email", "t.k+school@voorbeeld.nl"),
        ("bel +31 (0)6 12345678 na vier uur", "telefoon", "+31 (0)6 12345678"),
        ("bel 020-123 45 67 na vier uur", "telefoon", "020-123 45 67"),
        ("in de auto 12-ABC-3 zat hij", "kenteken", "12-ABC-3"),
        ("kenteken 12abc3 stond er", "kenteken", "12abc3"),
        ("zij is geboren op 4 mei 2012", "geboortedatum", "4 mei 2012"),
        ("vader (4-5-1980) belde", "geboortedatum", "4-5-1980"),
        ("in de Burgemeester de Vlugtlaan 7b is het", "adres", "Burgemeester de Vlugtlaan 7b"),
        ("op 1234 AB is het", "adres", "1234 AB"),
        ("ik sprak met wil de boer", "teamnaam", "wil de boer"),
        ("ik sprak fatima", "teamnaam", "fatima"),
        ("ik sprak El Idrissi", "teamnaam", "El Idrissi"),
        ("ik sprak M. Visser", "teamnaam", "M. Visser"),
        ("ik sprak Mark", "teamnaam", "Mark"),
        ("ik sprak Yildiz", "teamnaam", "Yildiz"),
        ("hij ging naar buurthuis de schakel", "wijkfotonaam", "buurthuis de schakel"),
        ("hij ging naar De Brug", "wijkfotonaam", "De Brug"),
        ("hij sprak meneer Haddad", "wijkfotonaam", "Haddad"),
        ("hij danst bij danscafe prelude", "woordenlijst", "danscafe prelude"),
        ("hij zit op de vuurvogel", "school", "de vuurvogel"),
        ("hij zit op obs De Ark in de wijk", "school", "obs De Ark"),
        ("hij zit op het Minerva College", "school", "Minerva College"),
        ("Jordy's kamer is leeg", "naam", "Jordy's"),
        ("de moeder van kaylee belde", "naam", "kaylee"),
        ("de moeder (S.) belde", "naam", "S."),
        ("gesproken met J. de Vries", "naam", "J. de Vries"),
        ("gesproken met Fatma el I. erbij", "naam", "Fatma el I."),
        ("het kind heet Roos en huilt", "naam", "Roos"),
        ("toen kwam Keesje binnen", "naam", "Keesje"),
        ("de zus van fatou\u0308 belde", "naam", "fatou\u0308"),
    ],
)
def test_it_asks_about_what_can_tell_who_it_is(tekst: str, soort: str, gevonden: str) -> None:
    assert found(tekst) == [(soort, gevonden)]


@pytest.mark.parametrize("code", SIDECODES)
def test_every_series_of_plates_is_known(code: str) -> None:
    plaat = code.replace("X", "K").replace("9", "4")
    assert found(f"er stond een auto, {plaat}, voor de deur") == [("kenteken", plaat)]
    assert found(f"kenteken {plaat.replace('-', '')}") == [("kenteken", plaat.replace("-", ""))]
    assert "kenteken" not in dict(found(f"code {plaat.replace('-', '')}"))


@pytest.mark.parametrize(
    "tekst",
    [
        "Wil moeder hulp? Wil vader dat ook?",
        "Moeder wil hulp en vader wil rust.",
        "De roos staat in de tuin, de bas staat hard, op de markt kocht hij een mark.",
        "De heer des huizes is er niet, mevrouw wel. Meneer komt later.",
        "In mei, op maandag, met Pasen en met Sint.",
        "Veilig Thuis, de Raad voor de Kinderbescherming, de GI, het CJG en de JGZ zitten aan tafel.",
        "De Turkse moeder en de Marokkaanse vader komen uit Amsterdam.",
        "De William Schrikker Stichting en het Leger des Heils doen mee.",
        "Hij loopt over de brug naar de bakker en de visser.",
        "Op 3 december is de evaluatie, die van 12-03-2024 ging niet door.",
        "Het nummer 123456789 is geen bsn, en 000000000 ook niet.",
        "Bel bij nood Veilig Thuis op 0800-2000 of 112.",
        "Het kost 1.234.567,89 euro of € 123.456.782 per jaar.",
        "Kind A en kind B zijn bij oma, plan B. ligt klaar. Groep C. (8 kinderen) start.",
        "Hij is onderweg 3 keer weggelopen, in 2024 EN 2025.",
        "De basisschool en het lyceum werken met het college van B en W.",
        "Dan heeft moeder een keuze. Ben je er morgen?",
        "",
    ],
)
def test_ordinary_words_are_left_alone(tekst: str) -> None:
    assert found(tekst) == []


@pytest.mark.parametrize(
    ("tekst", "erna"),
    [
        ("Jordy is boos.", "Iemand is boos."),
        ("De moeder van Jordy belt.", "De moeder van een van de kinderen belt."),
        ("Haar dochter Samira is boos.", "Haar dochter is boos."),
        ("Wij spraken mevrouw Yilmaz en de heer Pieterse.", "Wij spraken mevrouw en meneer."),
        ("De familie Jansen wil rust.", "Het gezin wil rust."),
        ("Hij zit op obs De Ark.", "Hij zit op een school."),
        ("Bel moeder op 0612345678.", "Bel moeder op een telefoonnummer."),
    ],
)
def test_a_suggestion_reads_well_in_its_place(tekst: str, erna: str) -> None:
    assert suggested(tekst) == erna


def test_a_possessive_has_no_suggestion_because_none_would_read_well() -> None:
    assert [vondst.voorstel for vondst in zoek("Jordy's kamer en fatima's jas", BEKEND)] == ["", ""]


def test_a_date_or_telephone_number_is_no_bsn_even_when_its_digits_pass() -> None:
    assert elfproef("010062014")
    assert found("BSN onbekend, vergadering 10-06-2014") == []
    assert elfproef("612345671")
    assert found("bel +31 612345671 of +31 (0)612345671") == [
        ("telefoon", "+31 612345671"),
        ("telefoon", "+31 (0)612345671"),
    ]


def test_the_strictest_kind_wins_where_two_overlap() -> None:
    assert found("mail fatima@example.nl") == [("email", "fatima@example.nl")]
    assert found("basisschool Fatima El Idrissi") == [("teamnaam", "Fatima El Idrissi")]


def test_only_a_bsn_may_not_stay() -> None:
    blijft = {soort: Vondst(soort, 0, 1, "x").mag_blijven for soort in Soort}
    assert [soort for soort, mag in blijft.items() if not mag] == [Soort.BSN]


def test_every_kind_asks_and_none_speaks_of_anonymous() -> None:
    for soort in Soort:
        waarom = str(Vondst(soort, 0, 1, "x").waarom)
        assert "?" in waarom
        assert "anoniem" not in waarom.lower()


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        ("Dochter Samira huilt", "wij zagen Samira's jas"),
        ("bel 06-12345678", "bel 06 12 34 56 78"),
        ("ik zag Çiğdem", "ik zag cigdem belde"),
        ("op nl84ingb0879933911", "op NL84 INGB 0879 9339 11"),
    ],
)
def test_a_word_has_one_key_however_it_is_typed(een: str, ander: str) -> None:
    assert [sleutel(each) for each in zoek(een)] == [sleutel(each) for each in zoek(ander)] != []


def test_keys_differ_by_kind_and_text_and_fit_their_column() -> None:
    assert sleutel(Vondst(Soort.NAAM, 0, 3, "Jan")) != sleutel(Vondst(Soort.TEAMNAAM, 0, 3, "Jan"))
    lang = [sleutel(Vondst(Soort.WOORDENLIJST, 0, 500, "x" * 499 + slot)) for slot in "ab"]
    assert len(set(lang)) == 2
    assert all(len(key) <= 200 for key in lang)


def test_check_digits_are_worked_out() -> None:
    assert elfproef("123456782")
    assert not elfproef("123456783")
    assert not elfproef("000000000")
    assert klopt_iban("NL84INGB0879933911")
    assert not klopt_iban("NL85INGB0879933911")


HERHAALD = (
    "a", "1", " ", ".", "van ", "1 ", "a.", "A. ", "De ", "06-", "NL00 ", "a@", "a-", "+31", "1-", "(0", "\n", "'",
    "\u0301", "moeder ", "mevrouw van ", "geboren ", "kenteken ", "school de ", "straat ", "1 jan ", "bsn",
)  # fmt: skip


@pytest.mark.parametrize("stuk", HERHAALD)
def test_hostile_texts_come_to_an_end(stuk: str) -> None:
    assert zoek(stuk * (100_000 // len(stuk)), BEKEND) == []


STUKKEN = (
    *"aZ1 .-@'(/\n\u0301\u00a0ß٣İ", "06", "van ", "De ", "Jan ", "Roos", "bsn ", "123456782", "geb. ", "1-2-2012",
    "straat 1", "mevrouw ", "kind ", "heet ", "obs ", "College", "kenteken ", "Wil de Boer", "'s", "1234 AB",
    "NL84INGB0879933911",
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.sampled_from(STUKKEN), max_size=30).map("".join)))
def test_whatever_is_typed_the_answer_is_in_order_and_within_the_text(tekst: str) -> None:
    eind = 0
    for vondst in zoek(tekst, BEKEND):
        assert eind <= vondst.begin < vondst.eind <= len(tekst)
        assert vondst.tekst == tekst[vondst.begin : vondst.eind]
        assert 0 < len(sleutel(vondst)) <= 200
        eind = vondst.eind


@given(st.text(max_size=20), st.text(max_size=40))
def test_whatever_a_gemeente_lists_does_not_stop_the_search(naam: str, tekst: str) -> None:
    bekend = Bekend((naam,), (naam,), (naam,), (naam,))
    assert all(vondst.eind <= len(tekst) for vondst in zoek(tekst, bekend))


@pytest.fixture(scope="module")
def metingen() -> dict[str, Meting]:
    zinnen = lees(SET)
    return {deel: meet(zin for zin in zinnen if zin.deel == deel) for deel in ("leer", "toets")}


def test_the_set_is_large_enough_to_say_something() -> None:
    zinnen = lees(SET)
    soorten = [verwacht.soort for zin in zinnen for verwacht in zin.verwacht]
    assert len(zinnen) >= 260
    assert sum(not zin.verwacht for zin in zinnen) >= 90
    assert all(soorten.count(soort) >= 15 for soort in Soort)
    assert sum(zin.deel == "toets" for zin in zinnen) >= len(zinnen) / 3


# Recall and precision, a little under what was measured.
VLOER = {
    (Soort.SCHOOL, "leer"): (0.9, 0.95),
    (Soort.NAAM, "leer"): (0.95, 0.95),
    (Soort.GEBOORTEDATUM, "toets"): (0.8, 0.95),
    (Soort.ADRES, "toets"): (0.85, 0.95),
    (Soort.NAAM, "toets"): (0.85, 0.93),
}


@pytest.mark.parametrize("deel", ["leer", "toets"])
@pytest.mark.parametrize("soort", Soort)
def test_it_does_not_do_worse_than_it_did(soort: Soort, deel: str, metingen: dict[str, Meting]) -> None:
    recall, precisie = VLOER.get((soort, deel), (0.95, 0.95))
    assert metingen[deel].scores[soort].recall >= recall
    assert metingen[deel].scores[soort].precisie >= precisie


@pytest.mark.parametrize("soort", [Soort.BSN, Soort.IBAN, Soort.EMAIL])
def test_numbers_of_one_person_are_never_missed(soort: Soort, metingen: dict[str, Meting]) -> None:
    assert [meting.scores[soort].gemist for meting in metingen.values()] == [0, 0]


def test_the_command_prints_a_row_per_kind_and_part() -> None:
    uit = io.StringIO()
    Command(stdout=uit).handle(bestand=SET, fouten=False)
    regels = uit.getvalue().splitlines()
    assert [regel.split(":")[0] for regel in regels if "microseconden" in regel] == ["leer", "toets"]
    assert [regel.split()[0] for regel in regels if regel].count("bsn") == 2


def test_missed_words_and_false_alarms_are_counted(tmp_path: Path) -> None:
    bestand = tmp_path / "set.yaml"
    bestand.write_text(
        "zinnen:\n"
        "- {tekst: Jordy en iets, deel: x, verwacht: [{soort: naam, tekst: iets}]}\n"
        "- {tekst: bel 0612345678, deel: x, verwacht: [{soort: telefoon, tekst: '0612345678'}]}\n"
    )
    meting = meet(lees(bestand))
    naam, telefoon = meting.scores[Soort.NAAM], meting.scores[Soort.TELEFOON]
    assert (naam.gevonden, naam.gemist, naam.vals, naam.recall, naam.precisie) == (0, 1, 1, 0.0, 0.0)
    assert (telefoon.gevonden, telefoon.gemist, telefoon.vals, telefoon.recall) == (1, 0, 0, 1.0)
    assert (meting.totaal.aantal, meting.totaal.vals) == (2, 1)
    assert [zin.tekst for zin, _vondsten in meting.fouten] == ["Jordy en iets"]


@pytest.mark.parametrize(
    "inhoud",
    [
        "zinnen: [{tekst: a, deel: x, verwacht: [{soort: naam, tekst: b}]}]",
        "zinnen: [{tekst: a, deel: x, verwacht: [{soort: gek, tekst: a}]}]",
        "zinnen: [{tekst: a}]",
        "zinnen: [{tekst: a, deel: x, bekend: {gek: [b]}}]",
        "zinnen: [",
        "- los",
    ],
)
def test_a_set_that_is_wrong_is_refused(inhoud: str, tmp_path: Path) -> None:
    bestand = tmp_path / "set.yaml"
    bestand.write_text(inhoud)
    with pytest.raises(Meetfout):
        lees(bestand)
    with pytest.raises(CommandError):
        Command().handle(bestand=bestand, fouten=False)


def test_the_first_name_of_a_colleague_before_another_surname_is_asked_about_as_one_name() -> None:
    bekend = Bekend(teamnamen=("Fatima el Idrissi",))
    (vondst,) = zoek("Sinds Fatima Yildiz langskomt, is het rustig.", bekend)
    assert (vondst.tekst, vondst.voorstel) == ("Fatima Yildiz", "iemand")
    (ours,) = zoek("Sinds Fatima langskomt, is het rustig.", bekend)
    assert (ours.tekst, ours.voorstel) == ("Fatima", "een teamlid")
