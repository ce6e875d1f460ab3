"""A document made ready to be written as HTML or XML: no forbidden signs, no ragged tables."""

import re
from typing import Any

from wijkaanpak.documents.inhoud import Inhoud

# What XML 1.0 can't hold: control characters other than tab and line ends, half surrogate pairs, two non-characters.
# And the signs that turn the order of a text round: who signs must see what it says.
_FORBIDDEN = re.compile(
    r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)


def clean(inhoud: Inhoud) -> Inhoud:
    """Return the same document without forbidden signs, with every row of a table as wide as the widest."""
    data: dict[str, Any] = _without_forbidden(inhoud.to_json())
    for sectie in data["secties"]:
        for blok in sectie["blokken"]:
            if blok["soort"] == "Tabel":
                _square(blok)
    return Inhoud.from_json(data)


def _without_forbidden(value: Any) -> Any:
    if isinstance(value, str):
        return _FORBIDDEN.sub("", value)
    if isinstance(value, dict):
        return {key: _without_forbidden(each) for key, each in value.items()}
    return [_without_forbidden(each) for each in value] if isinstance(value, list | tuple) else value


def _square(tabel: dict[str, Any]) -> None:
    width = max(len(row) for row in (tabel["kop"], *tabel["rijen"]))
    tabel["kop"] = [*tabel["kop"], *[""] * (width - len(tabel["kop"]))]
    tabel["rijen"] = [[*row, *[""] * (width - len(row))] for row in tabel["rijen"]]
