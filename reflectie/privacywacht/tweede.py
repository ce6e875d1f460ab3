"""A second reading by deduce, an optional extra that takes a gigabyte: for a worker of its own, never for a request."""

from collections.abc import Callable
from functools import cache

Lezer = Callable[[str], list[str]]
_KINDS = ("persoon", "patient")


@cache
def second_reader() -> Lezer:
    """Return a function that gives the names it sees in a text. Raises ImportError without the extra.

    Loading takes many seconds and over a gigabyte, once per process.
    """
    from deduce import Deduce

    model = Deduce()

    def read(tekst: str) -> list[str]:
        found = model.deidentify(tekst).annotations
        return [each.text for each in found if each.tag in _KINDS]

    return read
