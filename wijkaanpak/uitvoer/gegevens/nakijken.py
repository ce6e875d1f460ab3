"""Checking a package before anything of it is written: its form, its size, its names, and every hash."""

import hashlib
import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from pydantic import ValidationError

from wijkaanpak.uitvoer.gegevens import pakket
from wijkaanpak.uitvoer.gegevens.pakket import Bestand, Manifest
from wijkaanpak.uitvoer.gegevens.tabellen import tabellen
from wijkaanpak.uitvoer.inpakken import BLOCK

MAX_FILES = 500_000
MAX_BYTES = 200 * 1024**3  # unpacked
MAX_RATIO = 100  # times as large as the zip, once it is more than SMALL
SMALL = 100 * 1024**2
MAX_LINE = 64 * 1024**2
MAX_MANIFEST = 1024**2


class Geweigerd(Exception):
    """A package that is not taken in; the text says why, in words for who runs the command."""


class Pakket:
    """A package that was opened and found whole. Its names are ours, its hashes are right."""

    def __init__(self, archive: ZipFile, manifest: Manifest) -> None:
        self.manifest = manifest
        self._zip = archive

    def lines(self, name: str) -> Iterator[str]:
        """Return the lines of one list."""
        with self._zip.open(name) as handle:
            while line := handle.readline(MAX_LINE + 1):
                if len(line) > MAX_LINE:
                    raise Geweigerd(_("Een regel in %(naam)s is te lang.") % {"naam": name})
                yield line.decode().rstrip("\n")

    def rows(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Return the lines of one list, each with what it says. Raises Geweigerd for one that is no row."""
        lines = self.lines(name)
        for number in count(1):
            try:
                line = next(lines, None)
                row = None if line is None else json.loads(line)
            except (ValueError, RecursionError) as error:
                raise unreadable(name, number) from error
            if line is None:
                return
            if not isinstance(row, dict):
                raise unreadable(name, number)
            yield line, row

    def files(self) -> Iterator[Bestand]:
        """Return the files that are in it; ``missing`` has those that are not."""
        return (file for file in self._named_files() if file.sha256)

    def missing(self) -> list[str]:
        """Return the names of the files that a row names, and that were not there when the package was made."""
        return [file.naam for file in self._named_files() if not file.sha256]

    def _named_files(self) -> Iterator[Bestand]:
        for number, line in enumerate(self.lines(pakket.BESTANDEN), start=1):
            try:
                file = Bestand.model_validate_json(line)
            except ValidationError as error:
                raise unreadable(pakket.BESTANDEN, number) from error
            if not pakket.is_in_place(file.naam, self.manifest.gemeente.id):
                raise Geweigerd(
                    _("Een bestand heeft een naam die niet bij deze gemeente hoort: %(naam)r") % {"naam": file.naam}
                )
            yield file

    def open_file(self, file: Bestand) -> IO[bytes]:
        """Open one file; the caller closes it."""
        return self._zip.open(f"{pakket.BESTANDMAP}{file.naam}")

    def blocks(self, name: str) -> Iterator[bytes]:
        """Return what one file holds, in blocks."""
        with self._zip.open(name) as handle:
            while block := handle.read(BLOCK):
                yield block


def open_package(path: Path) -> tuple[ZipFile, Pakket]:
    """Open and check a package; the caller closes the zip. Raises Geweigerd when anything about it is not right."""
    try:
        archive = ZipFile(path)
    except (BadZipFile, OSError) as error:
        raise Geweigerd(_("Dit bestand is geen zip die te lezen is.")) from error
    try:
        entries = _entries(archive, path.stat().st_size)
        made = Pakket(archive, _manifest(archive, entries))
        _check_names(made, entries)
        _check_hashes(made, sum(name.startswith(pakket.BESTANDMAP) for name in entries))
    except (BadZipFile, OSError, NotImplementedError, UnicodeDecodeError) as error:
        archive.close()
        raise Geweigerd(_("De zip is beschadigd.")) from error
    except Geweigerd:
        archive.close()
        raise
    return archive, made


def _entries(archive: ZipFile, size: int) -> dict[str, ZipInfo]:
    infos = archive.infolist()
    entries = {info.filename: info for info in infos}
    unpacked = sum(info.file_size for info in infos)
    if len(entries) != len(infos):
        raise Geweigerd(_("In de zip staat een naam twee keer."))
    if len(infos) > MAX_FILES or unpacked > MAX_BYTES or unpacked > max(SMALL, MAX_RATIO * size):
        raise Geweigerd(_("De zip is uitgepakt te groot. Dat hoort niet bij een uitvoer van wijkaanpak."))
    if any(info.flag_bits & 1 for info in infos):
        raise Geweigerd(_("De zip heeft een wachtwoord. Pak hem eerst uit en weer in."))
    return entries


def _manifest(archive: ZipFile, entries: dict[str, ZipInfo]) -> Manifest:
    found = entries.get(pakket.MANIFEST)
    if found is None or found.file_size > MAX_MANIFEST:
        raise Geweigerd(_("Dit is geen uitvoer van een gemeente: er is geen manifest."))
    try:
        said = json.loads(archive.read(pakket.MANIFEST))
        if isinstance(said, dict) and said.get("formaat") != pakket.FORMAAT:
            raise Geweigerd(
                _("Het formaat is %(hun)s. Deze installatie leest formaat %(ons)s.")
                % {"hun": said.get("formaat"), "ons": pakket.FORMAAT}
            )
        return Manifest.model_validate(said)
    except (ValueError, RecursionError) as error:
        raise Geweigerd(_("Het manifest is niet leesbaar.")) from error


def _check_names(made: Pakket, entries: dict[str, ZipInfo]) -> None:
    """Every name is one that the format has, and every list is there."""
    tables = {f"{pakket.TABELMAP}{table.naam}.jsonl" for table in tabellen()}
    lists = {pakket.GEMEENTE, pakket.MENSEN, pakket.BESTANDEN} | tables
    if set(made.manifest.lijsten) != lists or not lists <= set(entries):
        raise Geweigerd(_("De lijsten in de zip zijn niet die van deze versie van wijkaanpak."))
    for name in set(entries) - lists - {pakket.MANIFEST, pakket.LEESMIJ}:
        rest = name.removeprefix(pakket.BESTANDMAP)
        if rest == name or not pakket.is_in_place(rest, made.manifest.gemeente.id):
            raise Geweigerd(_("In de zip staat iets dat er niet hoort: %(naam)r") % {"naam": name})


def _check_hashes(made: Pakket, files: int) -> None:
    for name, said in made.manifest.lijsten.items():
        digest, lines = hashlib.sha256(), 0
        for block in made.blocks(name):
            digest.update(block)
            lines += block.count(b"\n")
        if (digest.hexdigest(), lines) != (said.sha256, said.rijen):
            raise _tampered(name)
    for file in made.files():
        files -= 1
        digest, size = hashlib.sha256(), 0
        name = f"{pakket.BESTANDMAP}{file.naam}"
        try:
            for block in made.blocks(name):
                digest.update(block)
                size += len(block)
        except KeyError as error:
            raise _tampered(name) from error
        if (digest.hexdigest(), size) != (file.sha256, file.bytes):
            raise _tampered(name)
    if files:
        raise _tampered(pakket.BESTANDEN)


def unreadable(name: str, number: int) -> Geweigerd:
    """Return the refusal of one line of a list."""
    return Geweigerd(_("Regel %(n)s van %(naam)s is niet leesbaar.") % {"n": number, "naam": name})


def _tampered(name: str) -> Geweigerd:
    return Geweigerd(
        _("%(naam)s is niet wat het manifest zegt. Het bestand is beschadigd of veranderd.") % {"naam": name}
    )
