"""Quickscans: starting one, who answers it, its states, and who sees it."""

import datetime
import re
from typing import Any

import pytest

from ontwikkelplan.models import Scan, Scanantwoord, Scandeelname, Scanuitkomst
from ontwikkelplan.overgangen import KanNiet
from ontwikkelplan.scanstaten import OVERGANGEN, steps_from, target
from ontwikkelplan.services.scan import add_participant, take_step
from tests.cast import Cast, Town
from tests.ontwikkelplan.setting_up import answer, at, fresh, let_answer, make_scan, text_of
from tests.projects.pages import count_queries
from wijkaanpak.audit.models import Logregel
from wijkaanpak.tenancy.ids import uuid7
from wijkaanpak.tenancy.scope import tenant_scope
from wijkaanpak.web.home import acties_of


def of(town: Town, rest: str = "", scan: Scan | None = None) -> str:
    """Return an address of a scan."""
    return f"/{town.gemeente.slug}/ontwikkelplan/quickscan/{(scan or town.op.scan).pk}/{rest}"


def open_meeting(town: Town, scan: Scan | None = None) -> None:
    with tenant_scope(town.gemeente.pk):
        take_step(scan=scan or town.op.scan, naam="bespreken", by=town.beleid.lid)


# --- starting ---------------------------------------------------------------------------------------


def test_beleid_starts_a_scan_on_the_questions_of_the_plan(town: Town, login: Any) -> None:
    client = login(town.beleid)
    assert client.get(at(town, town.op.plan, "quickscan/nieuw/")).status_code == 200
    response = client.post(at(town, town.op.plan, "quickscan/nieuw/"), {"naam": "Nulmeting", "peildatum": "12-2-2026"})
    assert response.status_code == 302
    with tenant_scope(town.gemeente.pk):
        made = Scan.objects.get(naam="Nulmeting")
        assert (made.plan_id, made.peildatum, made.staat) == (town.op.plan.pk, datetime.date(2026, 2, 12), "invullen")
        assert made.instrument_versie == town.op.plan.instrument_versie
    assert response["Location"] == of(town, scan=made)
    assert "Nulmeting" in text_of(client.get(at(town, town.op.plan, "quickscan/")))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"naam": "KANARIE meting", "peildatum": "2026-01-01"}, "Er is al een quickscan met deze naam"),
        ({"naam": "", "peildatum": "2026-01-01"}, "Dit veld is verplicht"),
        ({"naam": "Nieuw", "peildatum": "31-2-2026"}, "Deze datum bestaat niet"),
        ({"naam": "Nieuw\x00", "peildatum": "2026-01-01"}, "teken in dat we niet kunnen bewaren"),
    ],
)
def test_a_scan_that_can_not_be_is_refused_beside_the_field_and_keeps_what_was_typed(
    town: Town, login: Any, data: dict[str, str], message: str
) -> None:
    response = login(town.beleid).post(at(town, town.op.plan, "quickscan/nieuw/"), data)
    assert response.status_code == 422
    assert message in text_of(response)
    assert data["naam"].rstrip("\x00") in text_of(response)
    with tenant_scope(town.gemeente.pk):
        assert Scan.objects.count() == 1


def test_a_closed_plan_gets_no_scan(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        town.op.plan.staat = "afgesloten"
        town.op.plan.save()
    assert login(town.beleid).get(at(town, town.op.plan, "quickscan/nieuw/")).status_code == 403


def test_the_name_and_the_day_save_by_themselves_and_a_name_that_is_taken_is_refused(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        make_scan(town, town.op.plan, "Andere")
    client = login(town.beleid)
    url = of(town, "gegevens/")
    assert client.post(url, {"naam": "Beter", "peildatum": "2026-03-01", "versie": 1}).status_code == 302
    assert fresh(town, town.op.scan).naam == "Beter"
    refused = client.post(url, {"naam": "Andere", "peildatum": "2026-03-01", "versie": 2})
    assert refused.status_code == 422
    assert "Dit is er al" in text_of(refused)
    assert fresh(town, town.op.scan).naam == "Beter"


# --- who answers --------------------------------------------------------------------------------------


def test_beleid_lets_a_guest_answer_and_stops_them_again(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        scan = make_scan(town, town.op.plan, "Tweede")
    assert login(town.gast).get(of(town, scan=scan)).status_code == 404
    leader = login(town.beleid)
    data = {"lid": town.gast.lid.pk, "perspectief": "ervaring"}
    for _twice in range(2):
        assert leader.post(of(town, "deelnemers/", scan), data).status_code == 302
    with tenant_scope(town.gemeente.pk):
        deelname = Scandeelname.objects.get(scan=scan)
    assert town.gast.user.naam in text_of(leader.get(of(town, scan=scan)))
    assert login(town.gast).get(of(town, "invullen/veilige-leefomgeving/", scan)).status_code == 200
    assert login(town.beleid).post(of(town, f"deelnemers/{deelname.pk}/stop/", scan)).status_code == 302
    assert login(town.gast).get(of(town, scan=scan)).status_code == 404
    with tenant_scope(town.gemeente.pk):
        said = set(Logregel.objects.values_list("handeling", flat=True))
    assert {"quickscan deelname gegeven", "quickscan deelname gestopt"} <= said


def test_one_person_answers_from_one_viewpoint(town: Town, login: Any) -> None:
    response = login(town.beleid).post(of(town, "deelnemers/"), {"lid": town.lid.lid.pk, "perspectief": "bestuur"})
    assert response.status_code == 422
    assert "doet al mee: uitvoering" in text_of(response)
    assert f'<option value="{town.lid.lid.pk}"' not in text_of(response)  # as before: who does not answer yet
    with tenant_scope(town.gemeente.pk):
        assert Scandeelname.objects.filter(lid=town.lid.lid).count() == 1


def test_who_leads_the_scan_lets_themself_into_no_viewpoint_with_answers(town: Town, login: Any) -> None:
    client = login(town.beleid)
    refused = client.post(of(town, "deelnemers/"), {"lid": town.beleid.lid.pk, "perspectief": "uitvoering"})
    assert refused.status_code == 422
    assert "Dit perspectief heeft al antwoorden" in text_of(refused)
    assert re.search(r'<select[^>]*name="perspectief"[^>]*aria-invalid', text_of(refused))
    assert client.get(of(town, "invullen/tijdig-signaleren/")).status_code == 403
    added = client.post(of(town, "deelnemers/"), {"lid": town.buiten.lid.pk, "perspectief": "uitvoering"})
    assert added.status_code == 302  # a colleague can be asked
    with tenant_scope(town.gemeente.pk):
        assert not Scandeelname.objects.filter(lid=town.beleid.lid).exists()


def test_who_stopped_answers_from_no_other_viewpoint_of_the_same_scan(town: Town, login: Any) -> None:
    client = login(town.beleid)
    client.post(of(town, f"deelnemers/{town.op.deelname.pk}/stop/"))
    refused = client.post(of(town, "deelnemers/"), {"lid": town.lid.lid.pk, "perspectief": "bestuur"})
    assert refused.status_code == 422
    assert "deed al mee: uitvoering" in text_of(refused)
    again = client.post(of(town, "deelnemers/"), {"lid": town.lid.lid.pk, "perspectief": "uitvoering"})
    assert again.status_code == 302


def test_a_wrong_choice_of_viewpoint_is_mended_before_anyone_answered_there(town: Town, login: Any) -> None:
    client = login(town.beleid)
    for perspectief in ("bestuur", "beleid"):
        answer_ = client.post(of(town, "deelnemers/"), {"lid": town.buiten.lid.pk, "perspectief": perspectief})
        assert answer_.status_code == 302
        with tenant_scope(town.gemeente.pk):
            made = Scandeelname.objects.get(lid=town.buiten.lid, gestopt_op=None)
        client.post(of(town, f"deelnemers/{made.pk}/stop/"))


def test_the_log_says_who_was_let_in_from_which_viewpoint(town: Town, login: Any) -> None:
    login(town.beleid).post(of(town, "deelnemers/"), {"lid": town.buiten.lid.pk, "perspectief": "bestuur"})
    page = text_of(login(town.beheerder).get(f"/{town.gemeente.slug}/logboek/"))
    assert f"{town.buiten.user.naam}, bestuur, KANARIE meting" in page


def test_a_member_of_the_neighbour_can_not_answer_and_trying_is_put_on_record(
    cast: Cast, town: Town, login: Any
) -> None:
    client = login(town.beleid)
    response = client.post(of(town, "deelnemers/"), {"lid": cast.broekveen.lid.lid.pk, "perspectief": "bestuur"})
    assert response.status_code == 422
    with tenant_scope(town.gemeente.pk):
        line = Logregel.objects.get(resultaat="geweigerd")
        assert line.handeling == "keuze:lid"
        assert Scandeelname.objects.count() == 2


def test_what_a_viewpoint_answered_stays_when_someone_stops(town: Town, login: Any) -> None:
    login(town.beleid).post(of(town, f"deelnemers/{town.op.deelname.pk}/stop/"))
    assert fresh(town, town.op.antwoord).waarde == "deels"


# --- who sees it ----------------------------------------------------------------------------------------


def test_a_guest_sees_the_scan_they_answer_and_no_page_of_the_plan(town: Town, login: Any) -> None:
    client = login(town.gast)
    page = text_of(client.get(of(town)))
    assert "ervaringsdeskundigen" in page
    assert f"/ontwikkelplan/{town.op.plan.pk}/" not in page
    for rest in ("", "quickscan/", "quickscan/nieuw/", "basisfunctie/tijdig-signaleren/", "bestanden/"):
        assert client.get(at(town, town.op.plan, rest)).status_code == 404


def test_a_guest_without_a_part_is_told_that_there_is_no_scan(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        other = make_scan(town, town.op.plan, "Andere")
    client = login(town.gast)
    for rest in ("", "bespreken/", "uitkomst/", "invullen/veilige-leefomgeving/"):
        assert client.get(of(town, rest, other)).status_code == 404
    assert client.get(f"/{town.gemeente.slug}/ontwikkelplan/quickscan/{uuid7()}/").status_code == 404


def test_who_works_there_sees_how_far_it_is_and_no_button(town: Town, login: Any) -> None:
    page = text_of(login(town.buiten).get(of(town)))
    assert "1 van 73 vragen" in page
    assert "Open de bespreking" not in page
    assert "Laat iemand invullen" not in page


# --- its states -------------------------------------------------------------------------------------------


def test_a_scan_goes_through_its_life_and_back_and_each_step_says_first_what_happens(town: Town, login: Any) -> None:
    client = login(town.beleid)
    for naam, staat, words in (
        ("bespreken", "bespreken", "Niemand kan zijn antwoorden daarna nog veranderen"),
        ("terug", "invullen", "kan zijn antwoorden weer veranderen"),
        ("bespreken", "bespreken", "alle vier de perspectieven"),
        ("afronden", "afgerond", "Bij 72 vragen is nog niets samen gekozen"),
        ("heropenen", "bespreken", "is dan weer te veranderen"),
    ):
        before = fresh(town, town.op.scan).staat
        asked = client.get(of(town, f"stap/{naam}/"))
        assert (asked.status_code, fresh(town, town.op.scan).staat) == (200, before)
        assert words in text_of(asked)
        assert client.post(of(town, f"stap/{naam}/")).status_code == 302
        assert fresh(town, town.op.scan).staat == staat
    assert fresh(town, town.op.scan).afgerond_op is None
    assert fresh(town, town.op.antwoord).waarde == "deels"
    assert fresh(town, town.op.uitkomst).waarde == "nee"


def test_a_step_that_does_not_start_here_changes_nothing(town: Town, login: Any) -> None:
    client = login(town.beleid)
    for naam in ("terug", "afronden", "heropenen"):
        assert client.get(of(town, f"stap/{naam}/")).status_code == 302
        answer_ = client.post(of(town, f"stap/{naam}/"), follow=True)
        assert "Dit kan nu niet" in text_of(answer_)
        assert fresh(town, town.op.scan).staat == "invullen"
    assert client.get(of(town, "stap/verzonnen/")).status_code == 404
    with pytest.raises(KanNiet, match="wordt ingevuld"):
        target("afronden", "invullen")


def test_every_state_has_a_way_on() -> None:
    assert [step.naam for step in steps_from("invullen")] == ["bespreken"]
    assert [step.naam for step in steps_from("bespreken")] == ["terug", "afronden"]
    assert [step.naam for step in steps_from("afgerond")] == ["heropenen"]
    assert all(step.gevolgen for step in OVERGANGEN.values())


def test_there_is_no_meeting_and_no_outcome_to_see_while_people_answer(town: Town, login: Any) -> None:
    client = login(town.beleid)
    for rest in ("bespreken/", "uitkomst/"):
        response = client.get(of(town, rest))
        assert (response.status_code, response["Location"]) == (302, of(town))


def test_two_clicks_on_the_same_step_take_one_step(town: Town) -> None:
    with tenant_scope(town.gemeente.pk):
        take_step(scan=town.op.scan, naam="bespreken", by=town.beleid.lid)
        with pytest.raises(KanNiet):
            take_step(scan=town.op.scan, naam="bespreken", by=town.beleid.lid)


# --- queries ------------------------------------------------------------------------------------------------


def test_the_pages_of_scans_ask_the_same_for_one_and_for_three(town: Town, login: Any) -> None:
    client = login(town.beleid)
    for more in (0, 2):
        with tenant_scope(town.gemeente.pk):
            for number in range(more):
                make_scan(town, town.op.plan, f"Extra {number}")
                add_participant(
                    scan=town.op.scan,
                    lid=[town.leider, town.buiten][number].lid,
                    perspectief="bestuur",
                    by=town.beleid.lid,
                )
                answer(town, town.op.scan, "bestuur", f"BF1-0{number + 1}", "ja")
        assert len(count_queries(client, at(town, town.op.plan, "quickscan/"))) == 7
        assert len(count_queries(client, of(town))) == 10


def test_a_plan_without_a_scan_says_what_to_do(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        empty = town.op.regioplan
        empty.soort, empty.begin_jaar, empty.eind_jaar = "lokaal", 2028, 2030
        empty.save()
    assert "Begin een quickscan" in text_of(login(town.beleid).get(at(town, empty, "quickscan/")))
    assert "De beleidsmedewerker begint de quickscan" in text_of(login(town.lid).get(at(town, empty, "quickscan/")))


def test_rows_of_another_viewpoint_are_no_part_of_a_count(town: Town, login: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        let_answer(town, town.op.scan, town.leider, "bestuur")
        answer(town, town.op.scan, "bestuur", "BF1-01", "", "Nog zonder keuze")
        assert Scanantwoord.objects.count() == 2
        assert Scanuitkomst.objects.count() == 1
    page = text_of(login(town.leider).get(of(town)))
    assert "0 van 11" in page
    assert page.count("0 van 73 vragen") == 3


# --- on Mijn overzicht -------------------------------------------------------------------------------------


def test_who_answers_finds_the_scan_among_what_they_must_do(town: Town, django_assert_num_queries: Any) -> None:
    with tenant_scope(town.gemeente.pk):
        with django_assert_num_queries(1):
            (asked,) = acties_of(town.gast.user)
        assert asked.titel == "Quickscan invullen: KANARIE meting"
        assert asked.onder == "perspectief ervaringsdeskundigen · 0 van 73 vragen"
        assert (asked.url, asked.wanneer) == (of(town), Scan.objects.get(pk=town.op.scan.pk).peildatum)
        assert not [each for each in acties_of(town.buiten.user) if each.titel.startswith("Quickscan")]
        take_step(scan=town.op.scan, naam="bespreken", by=town.beleid.lid)
        assert [each.url for each in acties_of(town.gast.user)] == [of(town, "bespreken/")]
        take_step(scan=town.op.scan, naam="afronden", by=town.beleid.lid)
        assert acties_of(town.gast.user) == []


def test_the_address_of_a_form_that_was_refused_leads_back_to_its_page(town: Town, login: Any) -> None:
    client = login(town.beleid)
    for place in ("deelnemers/", "rapporten/"):
        assert client.get(of(town, place))["Location"] == of(town)
    assert client.get(at(town, town.op.plan, "bestanden/inlezen/"))["Location"] == at(town, town.op.plan, "bestanden/")
