"""Which of the seven columns a header names, in our own files and in those people made themselves."""

import re
from collections.abc import Sequence

_STARTS = {
    "doel": ("ontwikkelpunt", "doel"),
    "resultaat": ("beoogd resultaat", "resultaat", "prestatie", "indicator"),
    "stappen": ("verbeteractie", "omschrijving", "deelstappen", "stappen", "actie"),
    "kosten": ("kosten", "dekking"),
    "uitvoerder": ("uitvoerder", "wie "),
    "planning": ("planning", "wanneer"),
    "stand": ("stand van zaken", "stand", "voortgang"),
}
ENOUGH = 3  # columns that make a table one of ours


def kolom_van(header: str) -> str:
    """Return the name of the column that a header names, or ''."""
    words = " ".join(re.sub(r"^[\s\d.)]+", "", header).lower().split())
    return next((name for name, starts in _STARTS.items() if words.startswith(starts)), "")


def kolommen_van(headers: Sequence[str]) -> dict[int, str]:
    """Return the columns of a header row by their place; {} when it is no header row of ours."""
    found: dict[int, str] = {}
    for place, header in enumerate(headers):
        name = kolom_van(header)
        if name and name not in found.values():
            found[place] = name
    return found if len(found) >= ENOUGH and "doel" in found.values() else {}
