"""The town that is reminded, and days that rounds hang from."""

import datetime

import pytest
from django.utils import timezone

from tests.cast import Cast, Town


@pytest.fixture
def town(cast: Cast) -> Town:
    """Linderode."""
    return cast.linderode


@pytest.fixture
def tenth() -> int:
    """In how many days it is the tenth of next month."""
    first = (timezone.localdate().replace(day=1) + datetime.timedelta(days=31)).replace(day=1)
    return (first.replace(day=10) - timezone.localdate()).days


@pytest.fixture
def monday() -> int:
    """In how many days it is the first Monday to come."""
    return 7 - timezone.localdate().weekday()
