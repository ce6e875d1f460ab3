"""A town with a whole plan."""

import pytest

from tests.cast import Cast, Town
from tests.ontwikkelplan.setting_up import add_plan
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture
def town(cast: Cast) -> Town:
    """Linderode, with a row in every table of ontwikkelplan."""
    with tenant_scope(cast.linderode.gemeente.pk):
        add_plan(cast.linderode)
    return cast.linderode
