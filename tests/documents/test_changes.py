"""What changed between two versions, as people read it."""

from dataclasses import replace

import pytest
from hypothesis import assume, given

from tests.documents.make import ALIKE, ANY, OVEREENKOMST
from wijkaanpak.documents.changes import Verandering, list_changes
from wijkaanpak.documents.inhoud import Alinea, Blok, Feiten, Inhoud, Lijst, Sectie, Tabel, Tekenvakken


def with_blocks(*blokken: Blok) -> Inhoud:
    return replace(OVEREENKOMST, secties=(Sectie("wie", "Wie werken samen", blokken),))


def said(old: Inhoud, new: Inhoud) -> list[str]:
    return [str(change) for change in list_changes(old, new)]


def table(*rijen: tuple[str, ...], kop: tuple[str, ...] = ("Wie", "Rol in het project")) -> Tabel:
    return Tabel("Partners", kop, rijen)


POLICE, SCHOOL = ("Politie Linderode", "a"), ("School", "b")


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        (table(POLICE), table(POLICE, SCHOOL), ["rij toegevoegd: “School”"]),
        (table(POLICE, SCHOOL), table(SCHOOL), ["rij vervallen: “Politie Linderode”"]),
        (
            table(POLICE),
            table(("Politie Linderode", "b")),
            ["rij “Politie Linderode”, kolom “Rol in het project” gewijzigd van “a” naar “b”"],
        ),
        (
            table(POLICE),
            table(("Politie Linderode", "")),
            ["rij “Politie Linderode”, kolom “Rol in het project” gewijzigd van “a” naar “(leeg)”"],
        ),
        (table(POLICE, SCHOOL), table(SCHOOL, POLICE), ["de rijen staan in een andere volgorde"]),
        (table(POLICE, POLICE), table(POLICE), ["rij vervallen: “Politie Linderode”"]),
        (table(kop=("a", "b")), table(kop=("b", "c")), ["kolom toegevoegd: “c”", "kolom vervallen: “a”"]),
        (table(kop=("a", "b")), table(kop=("b", "a")), ["de kolommen staan in een andere volgorde"]),
        (Tabel("A", (), ()), Tabel("B", (), ()), ["tabel toegevoegd: “B”", "tabel vervallen: “A”"]),
        (Alinea("een\n\ntwee"), Alinea("een\n\ndrie"), ["tekst gewijzigd van “twee” naar “drie”"]),
        (Alinea("een"), Alinea("een\n\ntwee"), ["tekst toegevoegd: “twee”"]),
        (Alinea("een\n\ntwee"), Alinea("twee"), ["tekst vervallen: “een”"]),
        (Alinea("een"), Alinea("een\n"), ["indeling gewijzigd"]),
        (Lijst(("a", "b")), Lijst(("a", "c", "d")), ["punt gewijzigd van “b” naar “c”", "punt toegevoegd: “d”"]),
        (Lijst(("a", "b")), Lijst(("b",)), ["punt vervallen: “a”"]),
        (
            Feiten((("Privacy", "a"), ("Klachten", "b"))),
            Feiten((("Klachten", "c"), ("Ruimte", "d"))),
            ["“Klachten” gewijzigd van “b” naar “c”", "“Ruimte” toegevoegd: “d”", "“Privacy” vervallen: “a”"],
        ),
        (
            Feiten((("Privacy", "a"), ("Klachten", "b"))),
            Feiten((("Klachten", "b"), ("Privacy", "a"))),
            ["de gegevens staan in een andere volgorde"],
        ),
        (
            Tekenvakken((("Politie", "Anna", "chef"),)),
            Tekenvakken((("Politie", "Bram", "chef"), ("School", "Cas", "directeur"))),
            ["rij “Politie”, kolom “Naam” gewijzigd van “Anna” naar “Bram”", "rij toegevoegd: “School”"],
        ),
    ],
)
def test_a_change_in_a_section_is_said_in_a_sentence(old: Blok, new: Blok, sentences: list[str]) -> None:
    assert said(with_blocks(old), with_blocks(new)) == [f"Wie werken samen: {each}" for each in sentences]


def test_sections_come_go_move_and_get_another_name() -> None:
    one, two, three = (Sectie(key, f"Kop {key}", ()) for key in "abc")
    old = replace(OVEREENKOMST, secties=(one, two))
    assert said(old, replace(old, secties=(one, two, three))) == ["Kop c: hoofdstuk toegevoegd"]
    assert said(old, replace(old, secties=(two,))) == ["Kop a: hoofdstuk vervallen"]
    assert said(old, replace(old, secties=(two, one))) == [
        "Hele document: de hoofdstukken staan in een andere volgorde"
    ]
    renamed = replace(old, secties=(replace(one, kop="Nieuw"), two))
    assert list_changes(old, renamed) == [Verandering("Nieuw", "kop gewijzigd", "Kop a", "Nieuw")]


def test_the_front_is_compared_as_well() -> None:
    new = replace(OVEREENKOMST, titel="Plan", feiten=(("Wijk", "Elders"), *OVEREENKOMST.feiten[1:]))
    assert said(OVEREENKOMST, new) == [
        "Voorkant: titel gewijzigd van “Samenwerkingsovereenkomst” naar “Plan”",
        "Voorkant: “Wijk” gewijzigd van “De Vaart, Linderode” naar “Elders”",
    ]


def test_another_number_date_or_colour_is_no_change() -> None:
    later = replace(OVEREENKOMST, versie=4, datum="10 november 2026", kleur="#000000", kenmerk="WA-2026-0147/4")
    assert list_changes(OVEREENKOMST, later) == []


@given(ANY)
def test_a_document_does_not_differ_from_itself(inhoud: Inhoud) -> None:
    assert list_changes(inhoud, inhoud) == []


@given(ALIKE, ALIKE)
def test_no_difference_goes_unsaid(old: Inhoud, new: Inhoud) -> None:
    assume((old.secties, old.feiten, old.titel) != (new.secties, new.feiten, new.titel))
    assert list_changes(old, new)


@given(ALIKE)
def test_one_other_section_is_never_lost_among_the_rest(inhoud: Inhoud) -> None:
    extra = replace(inhoud, secties=(*inhoud.secties, Sectie("z", "Z", ())))
    assert list_changes(inhoud, extra) == [Verandering("Z", "hoofdstuk toegevoegd")]
