"""The number of queries of the pages of voortgang is a constant: it does not grow with readers and berichten."""

from typing import Any

import pytest
from django.urls import reverse

from evaluatie.voortgang.models import Lezer
from evaluatie.voortgang.services.berichten import Aan, begin, send
from evaluatie.voortgang.services.lezers import add_readers
from tests.cast import Cast, Town
from tests.evaluatie.voortgang_hulp import add_voortgang
from tests.projects.pages import count_queries
from wijkaanpak.tenancy.scope import tenant_scope

MOST = 12
MOST_AT_LOOKING_OVER = 18  # it asks the five sources of the draft what came since
PAGES = ("lijst", "lezers", "bericht", "nakijken", "versturen", "verzonden", "lees")


def _grow(town: Town) -> None:
    """Send what is written to three more readers, and begin another."""
    by = town.leider.lid
    lezers = add_readers(project=town.project, adressen=[f"{n}@example.org" for n in range(3)], by=by)
    aan = Aan([town.lid.lid, town.gast.lid], lezers)
    send(bericht=town.vg.concept, project=town.project, aan=aan, versie=town.vg.concept.versie, by=by)
    begin(project=town.project, by=by)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_as_much_with_more_readers(cast: Cast, login: Any, name: str) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_voortgang(town)
    sent, concept = town.vg.verstuurd.pk, town.vg.concept.pk
    rest = {"lijst": (), "lezers": (), "verzonden": (sent,), "lees": (sent,)}.get(name, (concept,))
    project = () if name == "lees" else (town.project.pk,)
    url = reverse(f"voortgang:{name}", args=[town.gemeente.slug, *project, *rest])
    client = login(town.leider)
    count_queries(client, url)
    few = count_queries(client, url)
    assert len(few) <= (MOST_AT_LOOKING_OVER if name == "nakijken" else MOST), "\n".join(few)
    if name in ("lijst", "lezers", "verzonden"):
        with tenant_scope(town.gemeente.pk):
            _grow(town)
            assert Lezer.objects.count() == 4
        assert len(count_queries(client, url)) == len(few)
