"""The years of a regional plan that are corrected after an edition, and who keeps that plan."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from ontwikkelplan.models import Levering, Ontwikkelpunt, Plan
from ontwikkelplan.regio_tasks import deliver_editions
from tests.cast import Cast
from tests.ontwikkelplan.setting_up import fresh, make_plan
from tests.ontwikkelplan.test_regio import change, give_out, lead, offer, offered, regional_plan
from wijkaanpak.tenancy.models import Gemeente, Regio
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture
def region(cast: Cast) -> tuple[Plan, Ontwikkelpunt]:
    """Linderode keeps the plan of the region, and gave out one ontwikkelpunt that has arrived."""
    lead(cast.linderode)
    plan, row = regional_plan(cast.linderode)
    give_out(cast.linderode, plan)
    deliver_editions(str(cast.linderode.gemeente.pk))
    return plan, row


def test_a_corrected_first_year_reaches_the_gemeenten(cast: Cast, region: Any) -> None:
    plan, _row = region
    with tenant_scope(cast.broekveen.gemeente.pk):
        later = make_plan(cast.broekveen, begin_jaar=2028, eind_jaar=2030)
    change(cast.linderode, plan, begin_jaar=2028, eind_jaar=2030)
    give_out(cast.linderode, plan)
    deliver_editions(str(cast.linderode.gemeente.pk))
    (there,) = offered(cast.broekveen)
    assert (there.begin_jaar, there.uitgifte) == (2028, 1)  # the texts are as they were: nothing to look at again
    assert len(offer(cast.broekveen, later).nieuw) == 1


def test_an_edition_that_comes_late_never_brings_back_the_wrong_year(cast: Cast, region: Any) -> None:
    plan, _row = region
    change(cast.linderode, plan, begin_jaar=2026)
    give_out(cast.linderode, plan)
    with tenant_scope(cast.linderode.gemeente.pk):
        late = Levering.objects.waiting().get(ontvanger=cast.broekveen.gemeente)
        Levering.objects.filter(pk=late.pk).update(geleverd_op=timezone.now())  # it failed, and waits again below
    change(cast.linderode, plan, begin_jaar=2025)
    give_out(cast.linderode, plan)
    deliver_editions(str(cast.linderode.gemeente.pk))
    with tenant_scope(cast.linderode.gemeente.pk):
        Levering.objects.filter(pk=late.pk).update(geleverd_op=None)
    deliver_editions(str(cast.linderode.gemeente.pk))
    assert fresh(cast.linderode, late).geleverd_op is not None
    assert [each.begin_jaar for each in offered(cast.broekveen)] == [2025]


def test_the_gemeente_that_keeps_the_plan_of_a_region_is_chosen_with_a_command(cast: Cast) -> None:
    regio = cast.linderode.gemeente.regio
    assert regio is not None
    said = StringIO()
    call_command("regio_trekker", regio.naam, "broekveen", stdout=said)
    regio.refresh_from_db()
    assert regio.trekker == cast.broekveen.gemeente
    assert "Broekveen houdt nu het plan van" in said.getvalue()


def test_a_gemeente_of_another_region_is_refused_by_name(cast: Cast) -> None:
    regio = cast.linderode.gemeente.regio
    assert regio is not None
    Gemeente.objects.create(naam="Elders", slug="elders", regio=Regio.objects.create(naam="Andere regio"))
    with pytest.raises(CommandError, match=r"geen gemeente met het adres elders. Wel: broekveen, linderode"):
        call_command("regio_trekker", regio.naam, "elders")
    with pytest.raises(CommandError, match=r"De regio Nergens is er niet. Wel: Andere regio"):
        call_command("regio_trekker", "Nergens", "linderode")
    regio.refresh_from_db()
    assert regio.trekker is None
