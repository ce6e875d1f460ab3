"""How days read in a sentence."""

import datetime

import pytest
from django.utils import timezone

from wijkaanpak.web.templatetags.wijkaanpak import op_dag


@pytest.mark.parametrize(("days", "words"), [(0, "vandaag"), (1, "morgen"), (-1, "gisteren")])
def test_a_day_close_by_has_no_op_before_it(days: int, words: str) -> None:
    assert op_dag(timezone.localdate() + datetime.timedelta(days=days)) == words


def test_another_day_reads_as_on_that_day() -> None:
    assert op_dag(datetime.date(2020, 12, 3)) == "op 3 december 2020"
    assert op_dag(None) == ""
