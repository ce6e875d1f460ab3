"""Deel I: beginning a year, answering by kind of line, talking it over, and asking a colleague."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ontwikkelplan.sturing.inhoud import delen_van, punten_van
from ontwikkelplan.sturing.models import Bouwsteenrij, Sturing, Sturingantwoord, Uitgezet
from ontwikkelplan.sturing.services.checklist import answer_row, start_sturing
from tests.cast import Cast, Town
from tests.projects.pages import count_queries
from wijkaanpak.tenancy.scope import tenant_scope

HTMX = {"HX-Request": "true"}


def of(town: Town, rest: str) -> str:
    return f"/{town.gemeente.slug}/sturing/{town.st.sturing.pk}/{rest}"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def stored(town: Town, punt: str) -> Sturingantwoord:
    with tenant_scope(town.gemeente.pk):
        row: Sturingantwoord = Sturingantwoord.objects.get(sturing=town.st.sturing, punt=punt)
        return row


def test_deel_i_has_six_sections_and_forty_lines(town: Town) -> None:
    counts = [len(punten_van(deel)) for deel in delen_van(town.st.sturing)]
    assert counts == [7, 5, 5, 5, 9, 9]
    assert sum(counts) == 40


def test_without_a_year_beleid_can_begin_one_and_others_cannot(cast: Cast, login: Any) -> None:
    town, year = cast.linderode, timezone.localdate().year
    front = f"/{town.gemeente.slug}/sturing/"
    assert f"Begin de checklist van {year}" not in text_of(login(town.lid).get(front))
    client = login(town.beleid)
    assert f"Begin de checklist van {year}" in text_of(client.get(front))
    page = client.post(f"{front}nieuw/", {"jaar": year}, follow=True)
    assert page.redirect_chain[-1][0].endswith("/deel/rollen-en-taken/")
    assert f"Checklist sturing {year}" in text_of(page)
    assert "0 van 40 vragen beantwoord" in text_of(page)
    again = client.post(f"{front}nieuw/", {"jaar": year}, follow=True)
    assert "is er al" in text_of(again)


def test_a_year_begins_with_a_row_at_every_bouwsteen_and_doelgroep(cast: Cast) -> None:
    with tenant_scope(cast.linderode.gemeente.pk):
        sturing = start_sturing(jaar=2026, by=cast.linderode.beleid.lid)
        rows = list(Bouwsteenrij.objects.filter(sturing=sturing).values_list("bouwsteen", "doelgroep"))
    assert rows == [("BST-1", f"BSD-{n}") for n in range(1, 6)] + [(f"BST-{n}", "") for n in range(2, 6)]


@pytest.mark.parametrize("copy", [True, False])
def test_a_year_can_take_the_answers_of_the_year_before_along_but_not_the_notes(cast: Cast, copy: bool) -> None:
    by = cast.linderode.beleid.lid
    with tenant_scope(cast.linderode.gemeente.pk):
        first = start_sturing(jaar=2025, by=by)
        row = answer_row(sturing=first, punt="STU-I-02-b")
        row.waarde, row.tekst, row.notitie = "deels", "Een begin", "Geheim"
        row.save()
        second = start_sturing(jaar=2026, by=by, copy=copy)
        found = list(Sturingantwoord.objects.filter(sturing=second).values_list("punt", "waarde", "tekst", "notitie"))
    assert found == ([("STU-I-02-b", "deels", "Een begin", "")] if copy else [])


@pytest.mark.parametrize(
    ("punt", "values"),
    [
        ("STU-I-02-b", {"waarde": "deels", "tekst": "De raad moet nog."}),
        ("STU-I-01-f", {"tekst": "Ik schrijf de visie."}),
        ("STU-I-01-b", {"wie": "Sanne Terpstra", "tekst": "Sinds mei"}),
        ("STU-I-03-b", {"document": "Regiovisie 2026", "url": "https://www.voorbeeld.nl/visie"}),
        (
            "STU-I-05-b",
            {"cijfer": "412", "bron": "Veilig Thuis", "peildatum": "2026-06-30", "tekst": "Meer dan in 2025"},
        ),
    ],
    ids=["vraag", "open", "eigenaar", "document", "cijfer"],
)
def test_every_kind_of_line_has_its_own_fields(town: Town, login: Any, punt: str, values: dict[str, str]) -> None:
    response = login(town.beleid).post(of(town, f"antwoord/{punt}/"), values | {"versie": 0}, headers=HTMX)
    assert response.status_code == 200
    assert "Opgeslagen" in text_of(response)
    row = stored(town, punt)
    assert {name: str(getattr(row, name)) for name in values} == values
    assert row.versie == 1


def test_ticked_domains_are_stored_in_order_and_can_all_be_taken_off(town: Town, login: Any) -> None:
    client, place = login(town.beleid), of(town, "antwoord/STU-I-04-c/")
    boxes = {"domeinen.vakjes": "1", "domeinen.veiligheid": "on", "domeinen.jeugd": "on"}
    assert client.post(place, boxes | {"versie": 0}, headers=HTMX).status_code == 200
    assert stored(town, "STU-I-04-c").domeinen == "jeugd,veiligheid"
    page = text_of(client.get(of(town, "deel/draagvlak/")))
    assert page.replace('name="vorige" checked', "").count("checked") == 3  # two domains, and the answer at line a
    assert client.post(place, {"domeinen.vakjes": "1", "versie": 1}, headers=HTMX).status_code == 200
    assert stored(town, "STU-I-04-c").domeinen == ""
    history = text_of(client.get(f"{place}geschiedenis/"))
    assert "Jeugd, Veiligheid" in history


def test_two_people_who_tick_other_domains_see_both_and_choose(town: Town, login: Any) -> None:
    client, place = login(town.beleid), of(town, "antwoord/STU-I-04-c/")
    client.post(place, {"domeinen.vakjes": "1", "domeinen.jeugd": "on", "versie": 0}, headers=HTMX)
    late = client.post(place, {"domeinen.vakjes": "1", "domeinen.wmo": "on", "versie": 0}, headers=HTMX)
    assert late.status_code == 409
    chosen = client.post(
        place, {"alleen": "domeinen", "domeinen": "wmo", "versie": 1, "scherm_versie": 0}, headers=HTMX
    )
    assert chosen.status_code == 200
    assert stored(town, "STU-I-04-c").domeinen == "wmo"


@pytest.mark.parametrize("url", ["http://www.voorbeeld.nl/", "javascript:alert(1)", "geen link"])
def test_a_link_that_is_not_safe_is_refused_and_kept_on_the_screen(town: Town, login: Any, url: str) -> None:
    values = {"document": "Visie", "url": url, "versie": 0}
    response = login(town.beleid).post(of(town, "antwoord/STU-I-03-b/"), values)
    assert response.status_code == 422
    assert "https://" in text_of(response)
    assert f'value="{url}"' in text_of(response)
    assert stored(town, "STU-I-03-b").url == ""
    assert stored(town, "STU-I-03-b").document == "Visie"


def test_a_conflict_shows_both_texts_and_an_undo_takes_one_save_back(town: Town, login: Any) -> None:
    client, place = login(town.beleid), of(town, "antwoord/STU-I-01-f/")
    client.post(place, {"tekst": "Eerste", "versie": 0}, headers=HTMX)
    response = client.post(place, {"tekst": "Tweede", "versie": 0}, headers=HTMX)
    assert response.status_code == 409
    assert "Eerste" in text_of(response)
    assert "Tweede" in text_of(response)
    client.post(place, {"actie": "ongedaan", "versie": 1}, headers=HTMX)
    assert stored(town, "STU-I-01-f").tekst == ""


def test_what_was_typed_before_a_session_expired_comes_back_with_its_ticks(town: Town, client: Any) -> None:
    place = of(town, "antwoord/STU-I-04-c/")
    values = {"domeinen.vakjes": "1", "domeinen.jeugd": "on", "domeinen.wmo": "on", "tekst": "Samen", "versie": 0}
    assert client.post(place, values).status_code in (302, 401)
    client.force_login(town.beleid.user)
    client.post(place, values)
    assert stored(town, "STU-I-04-c").domeinen == "jeugd,wmo"


def test_saving_says_how_far_the_section_and_the_whole_are(town: Town, login: Any) -> None:
    response = login(town.beleid).post(of(town, "antwoord/STU-I-04-b/"), {"waarde": "ja", "versie": 0}, headers=HTMX)
    assert "2 van 40 vragen beantwoord" in text_of(response)
    assert "2 van 5 gereed" in text_of(response)


def test_who_may_look_reads_the_answers_and_types_nothing(town: Town, login: Any) -> None:
    page = text_of(login(town.buiten).get(of(town, "deel/draagvlak/")))
    assert "KANARIE tekst" in page
    assert "<textarea" not in page
    assert "Vraag een collega" not in page


def test_the_conversation_shows_the_answers_and_keeps_a_note_at_every_line(town: Town, login: Any) -> None:
    client = login(town.beleid)
    page = text_of(client.get(of(town, "gesprek/draagvlak/")))
    assert "Deels. KANARIE tekst." in page
    assert page.count('name="notitie"') == 5
    assert "Vorige: Informatie" in page
    assert "Volgende: Cijfers" in page
    client.post(of(town, "notitie/STU-I-04-a/"), {"notitie": "De raad wil meer.", "versie": 1}, headers=HTMX)
    assert stored(town, "STU-I-04-a").notitie == "De raad wil meer."
    assert stored(town, "STU-I-04-a").waarde == "deels"


def test_a_guest_who_is_asked_a_line_answers_that_line_and_sees_no_other(town: Town, login: Any) -> None:
    client, ask = login(town.beleid), of(town, "antwoord/STU-I-02-b/uitzetten/")
    day = timezone.localdate() + datetime.timedelta(days=7)
    facts = {"lid": town.gast.lid.pk, "voor": day.isoformat(), "vraag": "Kijk in de nota."}
    assert client.post(ask, facts).status_code == 422  # guests are not in the list unless one asks for them
    assert client.post(ask, facts | {"gasten": "1"}).status_code == 302
    again = client.post(ask, facts | {"gasten": "1"})
    assert "heeft deze vraag al" in text_of(again)
    assert "Gevraagd aan" in text_of(client.get(of(town, "deel/opdrachtgevende-rol/")))

    guest = login(town.gast)
    assert "Is er een visie op lokaal werken aan veiligheid?" in text_of(guest.get("/?acties=alle"))
    page = text_of(guest.get(of(town, "gevraagd/")))
    assert "Kijk in de nota." in page
    assert "STU-I-05-b" not in page
    assert guest.get(of(town, "deel/opdrachtgevende-rol/")).status_code == 403
    saved = guest.post(of(town, "antwoord/STU-I-02-b/"), {"waarde": "ja", "versie": 0})
    assert saved.status_code == 302
    assert stored(town, "STU-I-02-b").waarde == "ja"
    assert guest.post(of(town, "antwoord/STU-I-02-c/"), {"waarde": "ja", "versie": 0}).status_code == 403

    with tenant_scope(town.gemeente.pk):
        row = Uitgezet.objects.get(lid=town.gast.lid)
    done = guest.post(of(town, f"gevraagd/{row.pk}/klaar/"), follow=True)
    assert "geen vraag meer voor je open" in text_of(done)
    assert guest.post(of(town, "antwoord/STU-I-02-b/"), {"waarde": "nee", "versie": 1}).status_code == 403
    assert "Is er een visie" not in text_of(guest.get("/?acties=alle"))


def test_a_question_that_is_taken_back_is_gone_and_a_day_that_is_past_is_refused(town: Town, login: Any) -> None:
    client = login(town.beleid)
    past = {"lid": town.lid.lid.pk, "voor": "2026-01-05"}
    assert "al voorbij" in text_of(client.post(of(town, "antwoord/STU-I-02-b/uitzetten/"), past))
    assert "KANARIE vraag" in text_of(client.get(of(town, "uitgezet/")))
    client.post(of(town, f"uitgezet/{town.st.uitgezet.pk}/intrekken/"))
    assert "KANARIE vraag" not in text_of(client.get(of(town, "uitgezet/")))
    asked = login(town.lid)
    assert asked.get(of(town, "gevraagd/")).status_code == 404
    assert asked.post(of(town, "antwoord/STU-I-05-b/"), {"cijfer": "1", "versie": 0}).status_code == 403


@pytest.mark.parametrize("rest", ["deel/cijfers/", "gesprek/cijfers/", "uitgezet/", "gevraagd/"])
def test_a_page_asks_as_much_with_one_answer_as_with_all(town: Town, login: Any, rest: str) -> None:
    client = login(town.lid if rest == "gevraagd/" else town.beleid)
    client.get(of(town, rest))
    few = len(count_queries(client, of(town, rest)))
    with tenant_scope(town.gemeente.pk):
        for deel in delen_van(town.st.sturing):
            for punt in punten_van(deel):
                answer_row(sturing=town.st.sturing, punt=punt.id)
        for line in ("STU-I-05-a", "STU-I-05-c", "STU-I-05-d"):
            Uitgezet.objects.create(
                gemeente=town.gemeente,
                sturing=town.st.sturing,
                punt=line,
                lid=town.lid.lid,
                voor=timezone.localdate(),
                gevraagd_door=town.beleid.lid,
            )
    assert len(count_queries(client, of(town, rest))) == few <= 12


def test_there_is_one_checklist_a_year(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        there = Sturing.objects.get()
        again = Sturing(gemeente=town.gemeente, jaar=there.jaar, instrument_versie=1, bouwstenen_versie=1)
        with pytest.raises(IntegrityError, match="sturing_een_per_jaar"), transaction.atomic():
            again.save()


def test_a_question_put_out_that_is_late_says_so_and_lines_below_another_stand_in(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        assert Uitgezet.objects.update(voor=timezone.localdate() - datetime.timedelta(days=1))
    client = login(town.beleid)
    page = text_of(client.get(of(town, "deel/cijfers/")))
    assert "te laat" in page
    assert page.count("scanvraag--onder") == 6
    assert page.count(">Antwoord <") + page.count(">Antwoord<") == 3 + 1  # I-05-a, -d, -e and -i are open
    assert "Meer documenten, één per regel" in text_of(client.get(of(town, "deel/informatie/")))
    assert "te laat" in text_of(client.get(of(town, "uitgezet/")))


def test_a_question_that_came_back_empty_is_not_listed_as_answered(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        asked = Uitgezet.objects.get(sturing=town.st.sturing)
        Sturingantwoord.objects.filter(punt=asked.punt).delete()
        Uitgezet.objects.filter(pk=asked.pk).update(klaar_op=timezone.now())
    page = text_of(login(town.beleid).get(of(town, "uitgezet/")))
    assert "Terug zonder antwoord" in page
    assert "Beantwoord" not in page
