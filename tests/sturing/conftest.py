"""A town with a row in every table of sturing."""

import pytest

from tests.cast import Cast, Town
from tests.sturing.setting_up import add_sturing
from wijkaanpak.tenancy.scope import tenant_scope


@pytest.fixture
def town(cast: Cast) -> Town:
    """Linderode, with a row in every table of sturing."""
    with tenant_scope(cast.linderode.gemeente.pk):
        add_sturing(cast.linderode)
    return cast.linderode
