"""Writing a zip piece by piece: what goes in is read in blocks and hashed on its way."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

BLOCK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Ingepakt:
    """What went in under one name: how many lines or bytes, and the hash of all."""

    aantal: int
    sha256: str


class Inpakker:
    """A zip that grows in an open file. The same things in the same order give the same bytes."""

    def __init__(self, handle: IO[bytes]) -> None:
        self._zip = ZipFile(handle, "w", allowZip64=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self._zip.close()

    def add_lines(self, name: str, lines: Iterable[str]) -> Ingepakt:
        """Add a text of these lines; return how many there were."""
        digest, count = hashlib.sha256(), 0
        with self._zip.open(_entry(name), "w", force_zip64=True) as out:
            for line in lines:
                data = line.encode() + b"\n"
                digest.update(data)
                out.write(data)
                count += 1
        return Ingepakt(count, digest.hexdigest())

    def add_file(self, name: str, handle: IO[bytes], *, is_packed: bool = False) -> Ingepakt:
        """Add what an open file holds; return its size. ``is_packed`` for what gets no smaller, such as a PDF."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(_entry(name, is_packed=is_packed), "w", force_zip64=True) as out:
            while block := handle.read(BLOCK):
                digest.update(block)
                out.write(block)
                size += len(block)
        return Ingepakt(size, digest.hexdigest())

    def add_text(self, name: str, text: str) -> None:
        """Add a short text."""
        self._zip.writestr(_entry(name), text.encode())


def _entry(name: str, *, is_packed: bool = False) -> ZipInfo:
    entry = ZipInfo(name)  # of the first day a zip can name: the same things make the same zip
    entry.create_system, entry.external_attr = 3, 0o644 << 16
    entry.compress_type = ZIP_STORED if is_packed else ZIP_DEFLATED
    return entry
