"""The second reading: what another reader suspects is a question to the team, asked once, and blocks nothing."""

import re

from django.test import Client

from reflectie.models import Behouden, Sessie
from reflectie.services import tweede_lezing
from tests.cast import Cast, Town
from tests.reflectie.setting_up import add_reflectie
from wijkaanpak.editing.services import save_fields
from wijkaanpak.tenancy.scope import tenant_scope

CAPITALS = re.compile(r"\bXanthe\b")


def suspicious(tekst: str) -> list[str]:
    """A reader of our own: it knows one name."""
    return CAPITALS.findall(tekst)


def busy(town: Town) -> Sessie:
    """Return a session that is not finished, with that name in its case; a scope must be open."""
    sessie = Sessie.objects.exclude(staat="afgerond").first()
    assert sessie is not None
    saved = save_fields(row=sessie, values={"casus": "Xanthe belt vaak."}, versie=sessie.versie, by=town.leider.lid.pk)
    return saved.row


def read(sessie: Sessie) -> bool:
    fresh = next(each for each in tweede_lezing.recent() if each.pk == sessie.pk)
    return tweede_lezing.read_again(sessie=fresh, lezer=suspicious)


def test_a_text_is_read_again_when_it_changed_and_once(cast: Cast) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
        sessie = busy(town)
        assert read(sessie)
        assert not read(sessie)
        assert Sessie.objects.get(pk=sessie.pk).vermoedens == ["Xanthe"]
        assert sessie.versie == Sessie.objects.get(pk=sessie.pk).versie, "reading is no change"


def test_the_team_is_asked_and_may_let_the_word_stay(cast: Cast, client: Client) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
        sessie = busy(town)
        read(sessie)
    client.force_login(town.leider.user)
    address = f"/{town.gemeente.slug}/reflectie/mlb/{sessie.pk}/"
    assert "Een tweede lezing vraagt" in client.get(address).content.decode()
    client.post(f"{address}vermoeden/", {"woord": "Xanthe", "reden": "collega"})
    assert "Een tweede lezing vraagt" not in client.get(address).content.decode()
    with tenant_scope(town.gemeente.pk):
        key = tweede_lezing.key_of("Xanthe")
        assert Behouden.objects.get(sessie=sessie, sleutel=key).reden == "collega"
        save_fields(row=sessie, values={"casus": "Xanthe belt nog."}, versie=sessie.versie, by=town.leider.lid.pk)
        assert read(sessie)
        assert Sessie.objects.get(pk=sessie.pk).vermoedens == [], "what may stay is not asked again"


def test_a_reason_that_is_none_of_ours_changes_nothing(cast: Cast, client: Client) -> None:
    town = cast.linderode
    with tenant_scope(town.gemeente.pk):
        add_reflectie(town)
        sessie = busy(town)
        read(sessie)
    client.force_login(town.leider.user)
    client.post(f"/{town.gemeente.slug}/reflectie/mlb/{sessie.pk}/vermoeden/", {"woord": "Xanthe", "reden": "zomaar"})
    with tenant_scope(town.gemeente.pk):
        assert Sessie.objects.get(pk=sessie.pk).vermoedens == ["Xanthe"]
