"""The page of the log: what happened in words, and to what."""

from typing import Any

import pytest

from projects.models import Mandaat
from tests.cast import Cast
from tests.projects.setting_up import add_setup
from wijkaanpak.accounts.rights import _rights
from wijkaanpak.audit.services import record
from wijkaanpak.audit.woorden import words_of
from wijkaanpak.tenancy.scope import tenant_scope


def test_the_log_names_the_project_and_says_in_words_what_was_refused(cast: Cast, login: Any) -> None:
    town, other = cast.linderode, cast.broekveen
    with tenant_scope(other.gemeente.pk):
        add_setup(other)
    with tenant_scope(town.gemeente.pk):
        add_setup(town)
        mandaat = Mandaat.objects.filter(soort="tekenen").first()
        assert mandaat is not None
        things = {
            "tekenen:andere_persoon": f"projects.tekenverzoek:{town.verzoek.pk}",
            "projects.opzet_bijwerken": f"projects.mandaat:{mandaat.pk}",
            "overeenkomst ter ondertekening": f"projects.projectdocument:{town.document.pk}",
            "toegang_beeindigd": f"lidmaatschap:{town.buiten.lid.pk}",
            "getekend (app)": f"projects.tekenverzoek:{other.verzoek.pk}",
            "keuze:partner": "niets bekends",
        }
        for action, thing in things.items():
            record(town.gemeente.pk, town.lid.user.pk, action, thing)
    page = login(town.beheerder).get("/linderode/logboek/").content.decode()
    assert "Tekenen geweigerd: verzoek aan iemand anders" in page
    assert f"Overeenkomst van {town.project.naam}, {town.partner.naam}" in page
    assert "Gegevens van het project invullen" in page
    assert town.buiten.user.naam in page
    assert "Iets kiezen dat er niet bij hoort" in page
    assert other.project.naam not in page
    for action in things:
        assert f"<td>{action}</td>" not in page


@pytest.mark.parametrize("right", sorted(_rights))
def test_every_right_has_words(right: str) -> None:
    assert words_of(right) != right
