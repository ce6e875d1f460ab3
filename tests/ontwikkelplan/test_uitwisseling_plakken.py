"""A table pasted from Word or Excel: it becomes a proposal, and too much of it is refused."""

from typing import Any

import pytest
from django.test import Client

from ontwikkelplan.models import Ontwikkelpunt, Voorstel
from tests.cast import Town
from tests.ontwikkelplan.setting_up import HTMX, at, make_point
from tests.ontwikkelplan.uitwisseling_hulp import press, rows_of
from wijkaanpak.editing.services import save_fields, values_at
from wijkaanpak.tenancy.ids import uuid7
from wijkaanpak.tenancy.scope import tenant_scope

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {margin:0}</style></head><body>
<!--StartFragment--><table border=1><tr><td width=100><p class=MsoNormal>Doel
een<o:p></o:p></p></td><td><p class=MsoNormal>Beter<o:p></o:p></p><p class=MsoNormal>en mooier</p></td></tr>
<tr><td>Doel twee</td><td>Regel<br>twee<br><br>vier</td></tr></table><!--EndFragment--></body></html>"""


@pytest.fixture
def client(login: Any, town: Town) -> Client:
    return login(town.beleid)  # type: ignore[no-any-return]


def _paste(client: Client, town: Town, **fields: Any) -> Any:
    posted = {"tabel": "BF2-02", "kolom": "doel", **fields}
    return client.post(at(town, town.op.plan, "plakken/"), posted, follow=True)


def _made(town: Town) -> list[tuple[str, str, str]]:
    return [(row.doel, row.resultaat, row.stappen) for row in rows_of(town, town.op.plan, "BF2-02")]


def test_a_table_of_word_lands_after_a_look(client: Client, town: Town) -> None:
    page = _paste(client, town, html=WORD, tekst="Doel een\tBeter en mooier")
    assert page.content.decode().count("Nieuwe rij") == 2
    assert _made(town) == []
    press(client, page)
    assert _made(town) == [("Doel een", "Beter\nen mooier", ""), ("Doel twee", "Regel\ntwee\n\nvier", "")]


def test_a_table_as_text_keeps_the_lines_within_a_cell(client: Client, town: Town) -> None:
    press(client, _paste(client, town, tekst='Doel een\t"Regel een\nregel ""twee"""\r\nDoel twee\t\tDoen\r\n'))
    assert _made(town) == [("Doel een", 'Regel een\nregel "twee"', ""), ("Doel twee", "", "Doen")]


def test_quotes_that_people_typed_stay(client: Client, town: Town) -> None:
    page = _paste(client, town, tekst='"Samen" beleid\t"Regel ""een"""\n"Samen"\t"niet dicht\nDoel drie\tBeter\t')
    press(client, page)
    assert _made(town) == [
        ('"Samen" beleid', 'Regel "een"', ""), ('"Samen"', '"niet dicht', ""), ("Doel drie", "Beter", ""),
    ]  # fmt: skip


def test_pasting_starts_at_the_column_where_the_cursor_was(client: Client, town: Town) -> None:
    press(client, _paste(client, town, kolom="resultaat", tekst="Beter\tDoen"))
    assert _made(town) == [("", "Beter", "Doen")]


def test_names_of_columns_in_the_table_say_where_things_go(client: Client, town: Town) -> None:
    press(client, _paste(client, town, tekst="Verbeteractie\tOntwikkelpunt\tKosten\nDoen\tDoel\t€ 5, 2027, zelf"))
    assert _made(town) == [("Doel", "", "Doen")]


def _rows(town: Town, *goals: str) -> list[Any]:
    with tenant_scope(town.gemeente.pk):
        return [make_point(town, town.op.plan, "BF2-02", doel=goal, resultaat="Oud") for goal in goals]


def test_a_paste_with_the_cursor_in_a_row_goes_over_the_rows_from_there_when_asked(client: Client, town: Town) -> None:
    rows = _rows(town, "een", "twee")
    page = _paste(client, town, vanaf=rows[1].pk, tekst="Twee nieuw\t\tDoen\nDrie\tErbij")
    assert page.content.decode().count("Nieuwe rij") == 2
    assert "Over de rijen vanaf 2.2.2" in page.content.decode()
    page = client.post(page.request["PATH_INFO"], {"actie": "over"}, follow=True)
    text = page.content.decode()
    assert text.count("Nieuwe rij") == 1
    assert text.index("twee</p>") < text.index("Twee nieuw</p>") < text.index("Doen</p>") < text.index("Erbij</p>")
    assert "Wat je plakte" in text
    press(client, page)
    assert _made(town) == [("een", "Oud", ""), ("Twee nieuw", "Oud", "Doen"), ("Drie", "Erbij", "")]
    with tenant_scope(town.gemeente.pk):
        row = Ontwikkelpunt.objects.get(pk=rows[1].pk)
        assert values_at(row, 1, ["doel"]) == {"doel": "twee"}  # nothing is lost


def test_what_a_colleague_changed_under_a_paste_is_asked_about(client: Client, town: Town) -> None:
    (row,) = _rows(town, "een")
    page = _paste(client, town, vanaf=row.pk, tekst="Geplakt\tBeter")
    page = client.post(page.request["PATH_INFO"], {"actie": "over"}, follow=True)
    with tenant_scope(town.gemeente.pk):
        save_fields(row=row, values={"doel": "Van een collega"}, versie=1, by=town.leider.lid.pk)
    page = press(client, page)
    assert _made(town) == [("Van een collega", "Beter", "")]
    assert "Van een collega" in page.content.decode()
    assert "Wat moet er staan?" in page.content.decode()
    press(client, page, **{"k-0-doel": "over"})
    assert _made(town) == [("Geplakt", "Beter", "")]


def test_a_paste_from_a_row_that_is_not_there_comes_below(client: Client, town: Town) -> None:
    for vanaf in (uuid7(), "onzin"):
        page = _paste(client, town, vanaf=vanaf, tekst=f"Doel\t{vanaf}").content.decode()
        assert "Over de rijen" not in page
        assert "Nieuwe rij" in page


def test_the_menu_of_a_row_pastes_in_the_table_of_that_row(client: Client, town: Town) -> None:
    (row,) = _rows(town, "een")
    page = client.get(at(town, town.op.plan, f"plakken/?vanaf={row.pk}")).content.decode()
    assert '<option value="BF2-02" selected>' in page
    assert f'name="vanaf" value="{row.pk}"' in page


def test_the_same_paste_in_another_table_is_another_proposal(client: Client, town: Town) -> None:
    first = _paste(client, town, tekst="Doel\tBeter")
    other = _paste(client, town, tabel="BF2-03", tekst="Doel\tBeter")
    assert first.request["PATH_INFO"] != other.request["PATH_INFO"]
    press(client, other)
    assert _made(town) == []
    assert [row.doel for row in rows_of(town, town.op.plan, "BF2-03")] == ["Doel"]


def test_a_screen_from_before_the_paste_was_moved_lands_nothing(client: Client, town: Town) -> None:
    (row,) = _rows(town, "een")
    old = _paste(client, town, vanaf=row.pk, tekst="Geplakt\tBeter")
    client.post(old.request["PATH_INFO"], {"actie": "over"})
    said = press(client, old).content.decode()
    assert "intussen op een andere plek gelegd" in said
    assert _made(town) == [("een", "Oud", "")]
    with tenant_scope(town.gemeente.pk):
        assert Voorstel.objects.get(pk=old.request["PATH_INFO"].split("/")[-2]).afgehandeld_op is None


def test_the_screen_with_the_cells_is_told_where_to_look(client: Client, town: Town) -> None:
    posted = {"tabel": "BF2-02", "kolom": "doel", "tekst": "a\tb"}
    answer = client.post(at(town, town.op.plan, "plakken/"), posted, headers=HTMX)
    assert answer.status_code == 200
    assert client.get(answer["HX-Redirect"]).status_code == 200


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"tekst": "\t".join("abcdefgh")}, "passen er 7"),
        ({"tekst": "a\tb", "kolom": "stand"}, "Vanaf “Stand van zaken” passen er 1"),
        ({"tekst": "doel\n" * 10_000}, "Dit zijn 10000 rijen"),
        ({"html": "<table><tr><td colspan=2>a</td></tr></table>", "tekst": "a"}, "zijn cellen samengevoegd"),
        ({"html": "<table><tr><td rowspan=2>a</td></tr><tr></tr></table>", "tekst": "a"}, "zijn cellen samengevoegd"),
        ({"html": "<table><tr><td>a</td></tr></table>" * 2, "tekst": "a"}, "meer dan één tabel"),
        ({"html": "<table>" + "x" * 2_100_000, "tekst": "a"}, "te veel om te plakken"),
        ({"html": "", "tekst": " \n\t\n"}, "Hier staat nog geen tabel"),
        ({"tekst": "x" * 200_000 + "\ty"}, "niet te lezen"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_too_much_is_refused_with_a_reason_and_makes_no_proposal(
    client: Client, town: Town, fields: dict[str, str], message: str, headers: dict[str, str]
) -> None:
    with tenant_scope(town.gemeente.pk):
        before = Voorstel.objects.count()
    posted = {"tabel": "BF2-02", "kolom": "doel", **fields}
    answer = client.post(at(town, town.op.plan, "plakken/"), posted, headers=headers)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    with tenant_scope(town.gemeente.pk):
        assert Voorstel.objects.count() == before


def test_what_was_pasted_stays_when_it_is_refused(client: Client, town: Town) -> None:
    page = _paste(client, town, tekst="a\tb\tc\td\te\tf\tg\th", kolom="doel").content.decode()
    assert "a\tb\tc\td\te\tf\tg\th" in page


def test_a_table_that_is_not_of_this_plan_is_refused(client: Client, town: Town) -> None:
    assert _paste(client, town, tabel="BF9-99", tekst="a").status_code == 422


def test_scripts_in_what_is_pasted_are_text_or_nothing(client: Client, town: Town) -> None:
    evil = "<table><tr><td><script>alert(1)</script>Doel<img src=x onerror=alert(2)></td></tr></table>"
    page = _paste(client, town, html=evil, tekst="Doel").content.decode()
    assert "alert(" not in page
    assert "Doel" in page
