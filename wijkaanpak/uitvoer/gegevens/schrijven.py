"""Writing everything of a gemeente to a zip, line by line, as it is at one moment."""

import json
from collections.abc import Callable, Iterator
from tempfile import TemporaryFile
from typing import IO
from uuid import UUID

from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils import timezone

from wijkaanpak.tenancy.scope import Read, snapshot
from wijkaanpak.tenancy.startup import verify_database_role
from wijkaanpak.uitvoer.gegevens import pakket
from wijkaanpak.uitvoer.gegevens.pakket import Bestand, Lijst, Manifest, VanWie
from wijkaanpak.uitvoer.gegevens.tabellen import GEMEENTE, MENSEN, Tabel, tabellen
from wijkaanpak.uitvoer.inpakken import Inpakker

OnStep = Callable[[int, int], None]


def write_package(gemeente_id: UUID, handle: IO[bytes], on_step: OnStep = lambda number, total: None) -> Manifest:
    """Write the package of a gemeente to an open file and return its manifest.

    ``on_step`` is told how many tables are done, and how many there are. Raises ImproperlyConfigured for a database
    role that can look over the wall: what guards the rows of the neighbours must hold here too.
    """
    verify_database_role()
    tables = tabellen()
    lists: dict[str, Lijst] = {}
    with snapshot(gemeente_id) as read, Inpakker(handle) as out, TemporaryFile("w+", encoding="utf-8") as named:

        def add(name: str, lines: Iterator[str]) -> None:
            added = out.add_lines(name, lines)
            lists[name] = Lijst(rijen=added.aantal, sha256=added.sha256)

        whose = VanWie.model_validate(_keep(json.loads(next(_lines(read, GEMEENTE, gemeente_id)))))
        add(pakket.GEMEENTE, _lines(read, GEMEENTE, gemeente_id))
        add(pakket.MENSEN, _lines(read, MENSEN, gemeente_id))
        for number, table in enumerate(tables, start=1):
            lines = _lines(read, table.query(), gemeente_id)
            add(f"{pakket.TABELMAP}{table.naam}.jsonl", _noting_files(table, lines, named))
            on_step(number, len(tables))
        named.seek(0)
        with TemporaryFile("w+", encoding="utf-8") as found:
            _add_files(out, named, found, lambda: on_step(len(tables), len(tables)))
            found.seek(0)
            add(pakket.BESTANDEN, (line.rstrip("\n") for line in found))
        manifest = Manifest(
            soort="wijkaanpak-gemeente",
            formaat=pakket.FORMAAT,
            programma=pakket.program_version(),
            gemaakt_op=timezone.now().isoformat(timespec="seconds"),
            gemeente=whose,
            migraties=pakket.migration_state(),
            lijsten=lists,
        )
        out.add_text(pakket.LEESMIJ, render_to_string("uitvoer/leesmij.txt", {"manifest": manifest}))
        out.add_text(pakket.MANIFEST, json.dumps(manifest.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n")
    return manifest


def _lines(read: Read, query: str, gemeente_id: UUID) -> Iterator[str]:
    for (line,) in read(query, [gemeente_id]):
        yield line


def _keep(row: dict[str, str]) -> dict[str, str]:
    return {name: row[name] for name in VanWie.model_fields}


def _noting_files(table: Tabel, lines: Iterator[str], named: IO[str]) -> Iterator[str]:
    """Pass lines on, and write the names of the files that they hold to ``named``."""
    columns = () if table.is_geschiedenis else table.bestanden
    for line in lines:
        if columns:
            row = json.loads(line)
            named.writelines(f"{row[column]}\n" for column in columns if row[column])
        yield line


def _add_files(out: Inpakker, named: IO[str], found: IO[str], alive: Callable[[], None]) -> None:
    """Add the files of these names; write what was added to ``found``, a line of JSON each.

    ``alive`` is told now and then, so that nobody takes over what is still being written.
    """
    for number, line in enumerate(named):
        if number % 50 == 0:
            alive()
        name = line.rstrip("\n")
        try:
            with default_storage.open(name, "rb") as handle:
                added = out.add_file(f"{pakket.BESTANDMAP}{name}", handle, is_packed=name.endswith(".pdf"))
        except FileNotFoundError:
            found.write(Bestand(naam=name, bytes=0, sha256="").model_dump_json() + "\n")
        else:
            found.write(Bestand(naam=name, bytes=added.aantal, sha256=added.sha256).model_dump_json() + "\n")
