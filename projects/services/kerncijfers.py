"""Importing figures of CBS: a CSV that someone downloaded, frozen with its source and date."""

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.models import Kerncijfers, Project
from wijkaanpak.accounts.models import Lidmaatschap
from wijkaanpak.audit.services import record

MAX_BYTES = 8 * 1024 * 1024
MAX_ROWS = 20_000

# The column of CBS' "Kerncijfers wijken en buurten" (as ``_plain`` reads it), and our words for it.
KOLOMMEN = {
    "AantalInwoners": "Inwoners",
    "k_0Tot15Jaar": "Inwoners van 0 tot 15 jaar",
    "k_15Tot25Jaar": "Inwoners van 15 tot 25 jaar",
    "HuishoudensTotaal": "Huishoudens",
    "HuishoudensMetKinderen": "Huishoudens met kinderen",
    "Eenoudergezinnen": "Eenoudergezinnen",
    "GemiddeldeHuishoudensgrootte": "Mensen per huishouden",
    "Bevolkingsdichtheid": "Inwoners per vierkante kilometer",
    "GemiddeldeWOZWaardeVanWoningen": "Gemiddelde WOZ-waarde (× 1.000 euro)",
    "PercentageHuurwoningen": "Huurwoningen (procent)",
    "HuurwoningenTotaal": "Huurwoningen (procent)",
    "GemiddeldInkomenPerInwoner": "Gemiddeld inkomen per inwoner (× 1.000 euro)",
    "PersonenPerSoortUitkeringBijstand": "Mensen met bijstand",
    "JongerenMetJeugdzorgInNatura": "Jongeren met jeugdzorg",
    "PercentageJongerenMetJeugdzorg": "Jongeren met jeugdzorg (procent)",
}
_CODE = ("Codering", "gwb_code", "WijkenEnBuurten")
_NAAM = ("RegioNaam", "regio", "Wijknaam", "Naam", "WijkenEnBuurten")  # StatLine has the name in its first column
_MISSING = ("", ".", "x")
_UNIT = re.compile(r"\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Gebiedscijfers:
    """The figures of one area: (name, value) each, in the order of our list."""

    code: str
    naam: str
    cijfers: list[tuple[str, str]]


def read_cbs(data: bytes, code: str) -> Gebiedscijfers:
    """Return the figures of the area with this code from a CSV of CBS.

    Raises ValidationError, on ``bestand`` or ``code``, in Dutch, for a file that is none or lacks the area.
    """
    if len(data) > MAX_BYTES:
        raise ValidationError(
            {"bestand": _("Dit bestand is te groot. Kies bij CBS alleen de gebieden die je nodig hebt.")}
        )
    header, rows = _rows(_text(data))
    found: dict[str, int] = {}
    for name in KOLOMMEN:
        if (place := _find(header, (name,))) is not None:
            found[name] = place
    code_at = _find(header, _CODE)
    if code_at is None or not found:
        raise ValidationError({"bestand": _("Dit is geen bestand met Kerncijfers wijken en buurten van CBS.")})
    naam_at = _find(header, _NAAM)
    wanted = code.strip().upper()
    codes = []
    for row in rows:
        if len(row) <= max(code_at, *found.values()):
            continue
        here = row[code_at].strip().upper()
        codes.append(here)
        if here == wanted:
            naam = row[naam_at].strip() if naam_at not in (None, code_at) else ""
            seen: dict[str, str] = {}
            for name, place in found.items():
                value = row[place].strip()
                if value not in _MISSING:
                    seen.setdefault(KOLOMMEN[name], value[:40])
            return Gebiedscijfers(wanted[:10], naam[:120] or wanted[:10], list(seen.items()))
    known = ", ".join(codes[:5]) or _("geen")
    raise ValidationError(
        {"code": _("Deze code staat niet in het bestand. Wel bijvoorbeeld: %(codes)s.") % {"codes": known}}
    )


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise ValidationError({"bestand": _("Dit is geen tekstbestand. Kies bij CBS voor CSV.")})
    return text


def _rows(text: str) -> tuple[list[str], list[list[str]]]:
    first = text.split("\n", 1)[0]
    separator = ";" if first.count(";") >= first.count(",") else ","
    try:
        rows = list(islice(csv.reader(io.StringIO(text), delimiter=separator), MAX_ROWS + 2))
    except csv.Error as error:
        raise ValidationError({"bestand": _("Dit bestand kunnen we niet lezen als CSV.")}) from error
    if not rows or len(rows) > MAX_ROWS + 1:
        raise ValidationError({"bestand": _("Dit bestand is leeg of heeft te veel regels.")})
    return rows[0], rows[1:]


def _plain(column: str) -> str:
    """Return the name of a column as its letters and digits alone, in both forms that CBS gives out.

    ``AantalInwoners_5`` of the open data and ``Bevolking/Aantal inwoners (aantal)`` of StatLine are ``aantalinwoners``.
    """
    name = _UNIT.sub("", column).rpartition("/")[2].strip()
    before, _underscore, number = name.rpartition("_")
    plain = "".join(sign for sign in (before if number.isdigit() else name).lower() if sign.isalnum())
    return plain[1:] if re.match(r"k\d", plain) else plain  # a name in the open data starts with no digit


def _find(header: list[str], names: tuple[str, ...]) -> int | None:
    plain = [_plain(column) for column in header]
    return next((plain.index(_plain(name)) for name in names if _plain(name) in plain), None)


@transaction.atomic
def import_kerncijfers(*, project: Project, data: bytes, code: str, bron: str, by: Lidmaatschap) -> Kerncijfers:
    """Freeze the figures of one area, with the source and date; what was there before is kept as history."""
    found = read_cbs(data, code)
    _lock(project)
    Kerncijfers.objects.filter(project=project, vervallen_op=None).update(vervallen_op=timezone.now())
    return Kerncijfers.objects.create(
        gemeente_id=project.gemeente_id,
        project=project,
        gebied_code=found.code,
        gebied_naam=found.naam,
        bron=bron,
        cijfers=found.cijfers,
        sha256=hashlib.sha256(data).hexdigest(),
        ingelezen_door=by,
    )


@transaction.atomic
def take_away_kerncijfers(*, project: Project, shown: str, by: Lidmaatschap) -> Kerncijfers | None:
    """Take the figures in use away, and use those that were imported before them; return these, or None.

    What was taken away by hand does not come back. Raises ValidationError when the figures ``shown`` (their id) are
    not those in use: pressed twice, or a colleague imported others meanwhile.
    """
    _lock(project)
    rows = Kerncijfers.objects.filter(project=project)
    current = rows.current().first()
    if current is None or str(current.pk) != shown:
        raise ValidationError(_("Er is niets weggehaald: de cijfers die je zag, staan er al niet meer."))
    current.vervallen_op, current.weggehaald_door = timezone.now(), by
    current.save(update_fields=["vervallen_op", "weggehaald_door"])
    earlier = rows.filter(ingelezen_op__lt=current.ingelezen_op, weggehaald_door=None)
    before: Kerncijfers | None = earlier.order_by("-ingelezen_op").first()
    if before is not None:
        before.vervallen_op = None
        before.save(update_fields=["vervallen_op"])
    record(by.gemeente_id, by.gebruiker_id, "cijfers weggehaald", f"projects.project:{project.pk}")
    return before


def _lock(project: Project) -> None:
    """Let whoever changes the figures of a project wait for each other."""
    Project.objects.select_for_update(of=["self"]).get(pk=project.pk)


def latest_kerncijfers(project: Project) -> Kerncijfers | None:
    """Return the figures in use, or None."""
    found: Kerncijfers | None = (
        Kerncijfers.objects.filter(project=project, vervallen_op=None)
        .select_related("ingelezen_door__gebruiker")
        .first()
    )
    return found
