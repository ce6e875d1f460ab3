"""Rows of another table as one column, so that a page asks one query for many lists."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet
from django.db.models.functions import JSONObject


def json_rows(rows: "QuerySet[Any]", *names: str, **fields: Any) -> ArraySubquery:
    """Return a column with these rows, in their order: each an object with ``names``, and with ``fields`` by its name.

    Days and moments come as ISO writes them.
    """
    return ArraySubquery(rows.values(json=JSONObject(**{name: name for name in names}, **fields)))
