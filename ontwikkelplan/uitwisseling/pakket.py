"""The zip that a docx or an xlsx is: what is refused before it is read. Runs in the child process: no Django here."""

import zipfile
import zlib
from collections.abc import Iterable

from lxml import etree

MAX_PART = 40 * 1024 * 1024
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}lpwstr"


class Geweigerd(Exception):
    """We don't take this file; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def keur(archive: zipfile.ZipFile) -> None:
    """Raise Geweigerd for a file with macros, with entities in its XML, or with a part that is too large."""
    for entry in archive.infolist():
        name = entry.filename.lower()
        if name.endswith("vbaproject.bin") or "/macrosheets/" in name:
            raise Geweigerd("macros")
        if entry.file_size > MAX_PART:
            raise Geweigerd("te-groot")
        if name.endswith((".xml", ".rels")):
            head = bytes_of(archive, entry.filename).replace(b"\0", b"").upper()
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise Geweigerd("entiteiten")
    if b"macroEnabled" in bytes_of(archive, "[Content_Types].xml"):
        raise Geweigerd("macros")


def bytes_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a part, never more than it said it was."""
    try:
        with archive.open(name) as part:
            return part.read(MAX_PART + 1)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise Geweigerd("kapot") from error


def parse(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """Return a part as XML, with nothing fetched and nothing expanded. Raises Geweigerd when it is broken."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(bytes_of(archive, name), parser)
    except etree.XMLSyntaxError as error:
        raise Geweigerd("kapot") from error


def read(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    """Return a part as XML, or None when it is not there."""
    return parse(archive, name) if name in archive.namelist() else None


def eigenschappen(archive: zipfile.ZipFile, names: Iterable[str]) -> dict[str, str]:
    """Return the properties of the file with these names."""
    root = read(archive, "docProps/custom.xml")
    found = {}
    for item in root.iter(f"{_CUSTOM}property") if root is not None else ():
        value = item.find(_TEXT)
        if item.get("name") in names and value is not None:
            found[str(item.get("name"))] = (value.text or "")[:200]
    return found
