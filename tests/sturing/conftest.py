"""A town with a row in every table of sturing."""

from collections.abc import Callable

import pytest

from tests.cast import Cast, Town, make_cast
from tests.sturing.setting_up import add_sturing
from wijkaanpak.tenancy.scope import tenant_scope


def _build() -> Cast:
    cast = make_cast()
    with tenant_scope(cast.linderode.gemeente.pk):
        add_sturing(cast.linderode)
    return cast


@pytest.fixture(scope="session")
def cast_with_sturing() -> Callable[[], Cast]:
    """How the cast is made that these tests begin with."""
    return _build


@pytest.fixture
def town(cast: Cast, cast_with_sturing: Callable[[], Cast]) -> Town:
    """Linderode, with a row in every table of sturing."""
    return cast.linderode
