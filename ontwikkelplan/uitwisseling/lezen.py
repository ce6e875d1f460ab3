"""Having a file read by the child process, and what came out of it."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field

_CHILD = Path(__file__).with_name("kind.py")
_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"}
TIMEOUT = 15.0


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Cel(_Read):
    """One cell: its text, and the mark of row, column and version that it carries."""

    tekst: str = ""
    merk: tuple[str, str, int] | None = None
    plaatjes: int = 0
    formule: bool = False

    @property
    def rij(self) -> UUID | None:
        """The row of the mark."""
        return UUID(self.merk[0]) if self.merk else None


class Docxrij(_Read):
    """A row of a table in Word."""

    cellen: tuple[Cel, ...]
    samengevoegd: bool = False


class Blok(_Read):
    """A paragraph, or a table when it has rows."""

    tekst: str = ""
    niveau: int = 0
    merk: tuple[str, str, int] | None = None
    tabel: str = ""
    rijen: tuple[Docxrij, ...] | None = None


class Bladrij(_Read):
    """A row of a sheet, by the numbers of its columns."""

    nummer: int
    cellen: dict[int, Cel]


class Blad(_Read):
    """A sheet."""

    naam: str
    rijen: tuple[Bladrij, ...]
    samengevoegd: frozenset[int] = frozenset()
    plaatjes: int = 0
    te_breed: bool = False


class Bestand(_Read):
    """A file as it was read: the blocks of a docx or the sheets of an xlsx."""

    eigenschappen: dict[str, str] = Field(default_factory=dict)
    blokken: tuple[Blok, ...] = ()
    bladen: tuple[Blad, ...] = ()
    opmerkingen: bool = False
    plaatjes: int = 0
    noten: tuple[str, ...] = ()
    tekstvakken: tuple[str, ...] = ()


def lees_bestand(data: bytes, soort: str) -> Bestand:
    """Return what is in a file, ``docx`` or ``xlsx``. Raises ValidationError on ``bestand``, in Dutch."""
    with tempfile.TemporaryDirectory() as home:
        try:
            done = subprocess.run(
                [sys.executable, "-I", str(_CHILD), soort],
                input=data,
                capture_output=True,
                timeout=TIMEOUT,
                cwd=home,
                env=_ENVIRONMENT,
                start_new_session=True,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise _refusal("te-zwaar") from error
    if done.returncode != 0:
        raise _refusal("te-zwaar")
    found: dict[str, Any] = json.loads(done.stdout)
    if "fout" in found:
        raise _refusal(found["fout"])
    return Bestand.model_validate(found)


def _refusal(code: str) -> ValidationError:
    messages = {
        "kapot": _(
            "Dit bestand is beschadigd of geen gewoon Word- of Excelbestand. Sla het opnieuw op en probeer "
            "het nog eens."
        ),
        "macros": _(
            "In dit bestand zitten macro’s. Sla het op als gewoon Word- of Excelbestand (docx of xlsx) en "
            "probeer het nog eens."
        ),
        "entiteiten": _(
            "In dit bestand zitten verwijzingen die er niet horen. We lezen het niet. Sla het opnieuw op in "
            "Word, Excel of LibreOffice."
        ),
        "te-groot": _("In dit bestand staat veel te veel tekst voor een ontwikkelplan. We lezen het niet."),
        "te-zwaar": _("Dit bestand is te zwaar om te lezen. Haal plaatjes en lege rijen weg en probeer het nog eens."),
        "samengevoegd": _(
            "In dit bestand is een heel groot gebied tot één cel samengevoegd. Splits die cel in Excel en probeer "
            "het nog eens."
        ),
        "te-veel-rijen": _(
            "In dit bestand staan meer dan 3.000 rijen. Dat past niet in een ontwikkelplan. Haal weg wat er "
            "niet bij hoort."
        ),
        "bijgehouden": _(
            "In dit bestand staan bijgehouden wijzigingen. Accepteer of weiger die eerst in Word "
            "(Controleren) en sla het bestand op."
        ),
    }
    return ValidationError({"bestand": messages[code]})
