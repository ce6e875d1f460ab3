"""A town with a whole plan."""

from collections.abc import Callable

import pytest

from tests.cast import Cast, Town, make_cast
from tests.ontwikkelplan.setting_up import add_plan
from wijkaanpak.tenancy.scope import tenant_scope


def _build() -> Cast:
    cast = make_cast()
    with tenant_scope(cast.linderode.gemeente.pk):
        add_plan(cast.linderode)
    return cast


@pytest.fixture(scope="session")
def cast_with_plan() -> Callable[[], Cast]:
    """How the cast is made that these tests begin with."""
    return _build


@pytest.fixture
def town(cast: Cast, cast_with_plan: Callable[[], Cast]) -> Town:
    """Linderode, with a row in every table of ontwikkelplan."""
    return cast.linderode
