"""The mark that a cell carries out and back: of which row, which column, which version. No Django here.

In Word it is the tag of a content control. LibreOffice throws tags away and keeps bookmarks, so each cell has one as
well; a copied bookmark gets a number behind its name there, and is then no mark any more.
"""

import re
from dataclasses import dataclass
from uuid import UUID

KOLOMMEN = ("doel", "resultaat", "stappen", "kosten", "uitvoerder", "planning", "stand", "inleiding", "aanvullingen")
EIGENSCHAPPEN = ("wijkaanpak_plan", "wijkaanpak_gemeente", "wijkaanpak_tijd", "wijkaanpak_schema")
_TAG = re.compile(r"wp:([0-9a-f]{32}):([a-z]+):(\d{1,9})")
_NAME = re.compile(r"_w([0-9a-f]{32})([0-8])_(\d{1,9})x")
_TABLE = re.compile(r"_wt([A-Za-z0-9_]{1,36})x")


@dataclass(frozen=True, slots=True)
class Merk:
    """Row (or plan), column, version."""

    id: UUID
    kolom: str
    versie: int

    @property
    def tag(self) -> str:
        """The mark as the tag of a content control, of which Word takes 64 letters."""
        return f"wp:{self.id.hex}:{self.kolom}:{self.versie}"

    @property
    def naam(self) -> str:
        """The mark as the name of a bookmark, of which Word takes 40 letters; it hides a name with a line in front."""
        return f"_w{self.id.hex}{KOLOMMEN.index(self.kolom)}_{self.versie}x"


def lees_merk(text: str) -> Merk | None:
    """Return the mark in a tag or the name of a bookmark, or None."""
    if found := _TAG.fullmatch(text):
        return Merk(UUID(found[1]), found[2], int(found[3])) if found[2] in KOLOMMEN else None
    found = _NAME.fullmatch(text)
    return Merk(UUID(found[1]), KOLOMMEN[int(found[2])], int(found[3])) if found else None


def tabelmerk(tabel: str) -> str:
    """Return the name of the bookmark at the heading of a table."""
    return f"_wt{tabel.replace('-', '_')}x"


def lees_tabelmerk(text: str) -> str:
    """Return the id of the table in the name of a bookmark, or ''."""
    found = _TABLE.fullmatch(text)
    return found[1].replace("_", "-") if found else ""
