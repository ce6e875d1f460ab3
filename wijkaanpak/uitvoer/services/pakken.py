"""Packing what is made: one zip, in short transactions, none of them open while it is written."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from tempfile import TemporaryFile
from typing import IO

import structlog
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from wijkaanpak.documents.maken import claim_next, give_up, reason_of
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.documents.uploads import safe_name
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope
from wijkaanpak.uitvoer.gegevens.schrijven import write_package
from wijkaanpak.uitvoer.inpakken import BLOCK, Inpakker
from wijkaanpak.uitvoer.models import Soort, Uitvoer, Uitvoerstuk, to_pack

log = structlog.get_logger(__name__)
ZIP = "alles.zip"
INDEX_HTML, INDEX_JSON = "inhoud.html", "inhoud.json"

Fill = Callable[[Uitvoer, Gemeente, IO[bytes]], None]


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of the index: a piece, where it is in the zip ('' when it could not be made), and its hash."""

    map: str
    titel: str
    dag: str
    bestand: str
    sha256: str


def pack_pdfs(gemeente: Gemeente) -> None:
    """Pack every uitvoer of this gemeente of which all pieces are made or given up."""
    while _pack_next(gemeente, Soort.PDF, _fill_with_pdfs):
        pass


def pack_everything(gemeente: Gemeente) -> None:
    """Write the packages for another installation that were asked for in this gemeente."""
    while _pack_next(gemeente, Soort.GEGEVENS, _fill_with_everything):
        pass


def _pack_next(gemeente: Gemeente, soort: Soort, fill: Fill) -> bool:
    with tenant_scope(gemeente.pk):
        uitvoer = claim_next(Uitvoer, to_pack(soort))
    if uitvoer is None:
        return False
    if uitvoer.staat != Maakstaat.BEZIG:
        return True
    try:
        with TemporaryFile() as handle:
            fill(uitvoer, gemeente, handle)
            handle.seek(0)
            _store(gemeente, uitvoer, handle)
    except Exception as error:
        log.warning("uitvoer_failed", uitvoer=str(uitvoer.pk), reason=reason_of(error))
        with tenant_scope(gemeente.pk):
            give_up(row=uitvoer)
    return True


def _store(gemeente: Gemeente, uitvoer: Uitvoer, handle: IO[bytes]) -> None:
    digest, size = hashlib.sha256(), 0
    while block := handle.read(BLOCK):
        digest.update(block)
        size += len(block)
    with tenant_scope(gemeente.pk):
        store_zip(uitvoer=uitvoer, handle=handle, sha256=digest.hexdigest(), size=size)


@transaction.atomic
def store_zip(*, uitvoer: Uitvoer, handle: IO[bytes], sha256: str, size: int) -> None:
    """Keep the zip with its hash; an uitvoer that has one, or was thrown away, stays as it is."""
    locked = Uitvoer.objects.select_for_update(of=["self"]).filter(pk=uitvoer.pk).first()
    if locked is None or locked.bestand:
        return
    handle.seek(0)
    locked.bestand.save(ZIP, File(handle), save=False)
    locked.sha256, locked.omvang, locked.staat = sha256, size, Maakstaat.KLAAR
    locked.save(update_fields=["bestand", "sha256", "omvang", "staat"])


@transaction.atomic
def note_progress(*, uitvoer: Uitvoer, stap: int, stappen: int) -> None:
    """Say how far the writing is; that also tells that the worker lives."""
    rows = Uitvoer.objects.filter(pk=uitvoer.pk, staat=Maakstaat.BEZIG)
    rows.update(stap=stap, stappen=stappen, begonnen_op=timezone.now())


def _fill_with_everything(uitvoer: Uitvoer, gemeente: Gemeente, handle: IO[bytes]) -> None:
    def step(number: int, total: int) -> None:
        with tenant_scope(gemeente.pk):
            note_progress(uitvoer=uitvoer, stap=number, stappen=total)

    write_package(gemeente.pk, handle, step)


def _fill_with_pdfs(uitvoer: Uitvoer, gemeente: Gemeente, handle: IO[bytes]) -> None:
    with tenant_scope(gemeente.pk):
        stukken = list(Uitvoerstuk.objects.filter(uitvoer=uitvoer))
        asked_by = uitvoer.gevraagd_door.gebruiker.naam
    regels = []
    with Inpakker(handle) as out:
        for stuk, path in zip(stukken, _paths(stukken), strict=True):
            made = ""
            if stuk.is_ready:
                with default_storage.open(str(stuk.bestand.name), "rb") as pdf:
                    made = out.add_file(path, pdf, is_packed=True).sha256
            regels.append(Regel(stuk.map, stuk.titel, stuk.dag.isoformat(), path if made else "", made))
        _add_index(out, uitvoer, gemeente, regels, asked_by)


def _paths(stukken: list[Uitvoerstuk]) -> Iterator[str]:
    """Where each piece goes: its folders, its title and its day; a number behind what has the name of another."""
    taken: set[str] = set()
    for stuk in stukken:
        folder = "/".join(_plain(part) for part in stuk.map.split("/"))
        name = f"{folder}/{_plain(stuk.titel)} {stuk.dag.isoformat()}"
        path, number = f"{name}.pdf", 1
        while path.casefold() in taken:
            number += 1
            path = f"{name} ({number}).pdf"
        taken.add(path.casefold())
        yield path


def _plain(part: str) -> str:
    """A name that Windows takes as well: no dots or spaces at its ends, and not too long."""
    return safe_name(part.replace("/", "-").replace(".", " ").replace("\\", "-"))[:80].strip() or "stuk"


def _add_index(out: Inpakker, uitvoer: Uitvoer, gemeente: Gemeente, regels: list[Regel], asked_by: str) -> None:
    context = {
        "gemeente": gemeente,
        "uitvoer": uitvoer,
        "gevraagd_door": asked_by,
        "regels": [each for each in regels if each.bestand],
        "mislukt": [each for each in regels if not each.bestand],
        "nu": timezone.now(),
    }
    out.add_text(INDEX_HTML, render_to_string("uitvoer/inhoudsopgave.html", context))
    data = {
        "gemeente": gemeente.naam,
        "waarvan": uitvoer.waarvan,
        "gemaakt_op": timezone.now().isoformat(timespec="seconds"),
        "stukken": [asdict(each) for each in regels],
    }
    out.add_text(INDEX_JSON, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
