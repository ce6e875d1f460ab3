"""Checks a bundle of a signed document, without the program that made it: python verify.py bestand.zip.

Needs Python 3.11 and the package cryptography, no Django and no database. Ends with 0 when the files and signatures
are genuine (also when not everyone signed yet, or another version took its place: that is said), 1 when something is
not in order, 2 when the file can't be read as a bundle.
"""

import argparse
import hashlib
import json
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

RECORD, SIGNATURE, HASHES = "certificaat.json", "certificaat.sig", "hashes.txt"
ALGORITHM = "ed25519"
REPLACED = "vervangen"
MAX_FILES = 500
MAX_BYTES = 300 * 1024 * 1024

_HASH_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_HEX = re.compile(r"[0-9a-f]{64}")


class Unreadable(Exception):
    """This is no bundle; the message says in Dutch what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, as a sentence in Dutch that fits after "OK" and after "NIET IN ORDE"."""

    is_ok: bool
    zin: str


def main(arguments: list[str] | None = None) -> int:
    """Check the bundle named on the command line, print one line a check, return how to end."""
    parser = argparse.ArgumentParser(description="Controleert een zip-bestand met een ondertekend document.")
    parser.add_argument("bestand", type=Path, help="het zip-bestand")
    parser.add_argument("--sleutel", help="de sleutel (hex) zoals de gemeente die bekendmaakt")
    options = parser.parse_args(arguments)
    expected = "".join(options.sleutel.split()).lower() if options.sleutel else ""
    try:
        files = read_bundle(options.bestand)
        checks, known = list(check(files, expected)), _record(files[RECORD])
    except Unreadable as error:
        _say(f"NIET TE LEZEN  {error}")
        return 2
    for each in checks:
        _say(f"{'OK           ' if each.is_ok else 'NIET IN ORDE '}  {each.zin}")
    if not all(each.is_ok for each in checks):
        _say("Dit is niet in orde. Vertrouw dit bestand niet.")
        return 1
    for sentence in remarks(known):
        _say(f"LET OP         {sentence}")
    proved = "De bestanden en de handtekeningen zijn echt"
    if not expected:
        proved += ", als dit de sleutel van de gemeente is. Vergelijk hem, of geef hem mee met --sleutel"
    _say(f"{proved}.")
    _say(whether_complete(known))
    return 0


def remarks(record: Mapping[str, Any]) -> list[str]:
    """Return what a record itself says is not finished, or no longer holds; in Dutch."""
    found = []
    if record.get("nog_niet_getekend"):
        found.append(f"nog niet getekend door {', '.join(record['nog_niet_getekend'])}")
    found += [_told_back(each) for each in record.get("weggehaald", [])]
    if any(each.get("wijze") == "papier" for each in record.get("ondertekeningen", [])):
        found.append("wijkaanpak kan niet nagaan of de handtekening op papier echt is; kijk zelf naar de scan")
    if record.get("tekenstaat") == REPLACED:
        since = f" sinds {record['vervangen_op'][:10]}" if record.get("vervangen_op") else ""
        found.append(f"dit document is vervangen door een nieuwe versie{since}")
    return found


def _told_back(each: Mapping[str, str]) -> str:
    said = f"een scan van {each['organisatie']} is weggehaald"
    if each.get("weggehaald_op"):
        said += f" op {each['weggehaald_op'][:10]}"
    if each.get("weggehaald_door"):
        said += f" door {each['weggehaald_door']}"
    said += f": {each['reden']}"
    if each.get("bestand_sha256"):
        said += f" (controlecode van die scan: {each['bestand_sha256']})"
    return said


def whether_complete(record: Mapping[str, Any]) -> str:
    """Return in Dutch whether everyone signed, which is another thing than whether the files are genuine."""
    if record.get("nog_niet_getekend"):
        return "Niet iedereen heeft getekend."
    if record.get("nog_niet_getekend") is None or "tekenstaat" not in record:
        return "Of iedereen tekende, staat niet in dit bestand."
    if record["tekenstaat"] == REPLACED:
        return "Iedereen aan wie dat gevraagd was, heeft getekend. Maar dit document is vervangen."
    return "Iedereen aan wie dat gevraagd was, heeft getekend."


def read_bundle(path: Path) -> dict[str, bytes]:
    """Return the files in this zip, by name. Raises Unreadable, also when it would unpack to far too much."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_FILES or sum(entry.file_size for entry in entries) > MAX_BYTES:
                raise Unreadable("Dit zip-bestand pakt te groot uit.")
            names = [entry.filename for entry in entries]
            if len(set(names)) < len(names):
                raise Unreadable("Er staan twee bestanden met dezelfde naam in het zip-bestand.")
            return {entry.filename: archive.read(entry) for entry in entries}
    except Unreadable:
        raise
    except FileNotFoundError:
        raise Unreadable(f"Het bestand {path} is er niet.") from None
    except Exception:  # zipfile raises whatever it stumbles over in a broken or unknown file
        raise Unreadable("Dit is geen zip-bestand, of het is beschadigd.") from None


def check(files: Mapping[str, bytes], expected_key: str = "") -> Iterator[Check]:
    """Yield every check of a bundle, in order. ``expected_key`` is hex in small letters. Raises Unreadable."""
    for name in (RECORD, SIGNATURE, HASHES):
        if name not in files:
            raise Unreadable(f"Het bestand {name} ontbreekt.")
    record = _record(files[RECORD])
    yield from _hashes(files)
    yield from _signature(files, expected_key)
    yield from _contents(files, record)


def _hashes(files: Mapping[str, bytes]) -> Iterator[Check]:
    """Every file against the list, and the list against the files."""
    try:
        lines = files[HASHES].decode().removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        raise Unreadable(f"{HASHES} is geen tekst.") from None
    listed: dict[str, str] = {}
    for line in lines:
        found = _HASH_LINE.fullmatch(line)
        if not found:
            raise Unreadable(f"{HASHES} heeft niet de vorm van sha256sum.")
        listed[found[2]] = found[1]
    for name in sorted({*listed, *files} - {HASHES}):
        if name not in files:
            yield _bad(f"{name} staat in {HASHES}, maar ontbreekt")
        elif name not in listed:
            yield _bad(f"{name} hoort niet in dit zip-bestand: het staat niet in {HASHES}")
        elif _sha256(files[name]) != listed[name]:
            yield _bad(f"{name} is veranderd: de controlecode klopt niet met {HASHES}")
        else:
            yield _good(f"{name} is niet veranderd")


def _signature(files: Mapping[str, bytes], expected_key: str) -> Iterator[Check]:
    signed = _json(files[SIGNATURE], SIGNATURE)
    if signed.get("algoritme") != ALGORITHM:
        raise Unreadable(f"{SIGNATURE} noemt een onbekend algoritme.")
    try:
        key, signature = bytes.fromhex(signed["sleutel"]), bytes.fromhex(signed["handtekening"])
        public = Ed25519PublicKey.from_public_bytes(key)
    except (KeyError, TypeError, ValueError):
        raise Unreadable(f"{SIGNATURE} heeft niet de vorm van een handtekening.") from None
    try:
        public.verify(signature, files[RECORD])
        yield _good(f"de handtekening onder {RECORD} is gezet met sleutel {key.hex()}")
    except InvalidSignature:
        yield _bad(f"de handtekening hoort niet bij deze {RECORD}")
    if expected_key:
        is_same = key.hex() == expected_key
        yield Check(is_same, "dit is de opgegeven sleutel" if is_same else "dit is niet de opgegeven sleutel")


def _contents(files: Mapping[str, bytes], record: Mapping[str, Any]) -> Iterator[Check]:
    """What the signed record says of the files, against the files themselves."""
    document = record["document"]
    yield _is_same(files, document["bestand"], document["sha256"], "het document")
    if not record["ondertekeningen"]:
        yield _bad("er is geen enkele ondertekening")
    for each in record["ondertekeningen"]:
        who = f"{each.get('organisatie', '?')} ({each.get('naam', '?')})"
        if each["sha256"] == document["sha256"]:
            yield _good(f"{who} tekende dit document")
        else:
            yield _bad(f"{who} tekende een ander document")
        if each.get("bestand"):
            yield _is_same(files, each["bestand"], each.get("bestand_sha256"), f"de scan van {who}")
    for name, digest in record.get("bestanden", {}).items():
        yield _is_same(files, name, digest, "volgens het certificaat")


def _is_same(files: Mapping[str, bytes], name: str, digest: object, what: str) -> Check:
    """Whether this file is there and is the one that the record means."""
    if name not in files:
        return _bad(f"{name} ({what}) ontbreekt")
    if _sha256(files[name]) != digest:
        return _bad(f"{name} ({what}) is niet het bestand dat in {RECORD} staat")
    return _good(f"{name} ({what}) is het bestand dat in {RECORD} staat")


def _good(sentence: str) -> Check:
    return Check(is_ok=True, zin=sentence)


def _bad(sentence: str) -> Check:
    return Check(is_ok=False, zin=sentence)


def _record(data: bytes) -> dict[str, Any]:
    """The signed record, with the shape that the checks rely on."""
    record = _json(data, RECORD)
    document, signatures, others = record.get("document"), record.get("ondertekeningen"), record.get("bestanden", {})
    is_sound = (
        isinstance(document, dict)
        and isinstance(document.get("bestand"), str)
        and isinstance(document.get("sha256"), str)
        and _HEX.fullmatch(document["sha256"])
        and isinstance(signatures, list)
        and all(isinstance(each, dict) and isinstance(each.get("sha256"), str) for each in signatures)
        and all(isinstance(each.get("bestand", ""), str) for each in signatures)
        and isinstance(others, dict)
        and _are_texts(record.get("nog_niet_getekend", []))
        and _are_taken_back(record.get("weggehaald", []))
        and _are_texts([record.get("tekenstaat", ""), record.get("vervangen_op", "")])
    )
    if not is_sound:
        raise Unreadable(f"{RECORD} heeft niet de vorm van een certificaat.")
    return record


def _are_texts(found: object) -> bool:
    return isinstance(found, list) and all(isinstance(each, str) for each in found)


def _are_taken_back(found: object) -> bool:
    return isinstance(found, list) and all(
        isinstance(each, dict) and {"organisatie", "reden"} <= each.keys() and _are_texts(list(each.values()))
        for each in found
    )


def _json(data: bytes, name: str) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Unreadable(f"{name} is geen geldige JSON.")
    return found


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _say(line: str) -> None:
    """Print one line; what stands in the zip can't steer the terminal."""
    plain = "".join(sign if sign.isprintable() else "?" for sign in line)
    sys.stdout.write(plain.encode(sys.stdout.encoding or "utf-8", "replace").decode(sys.stdout.encoding or "utf-8"))
    sys.stdout.write("\n")


if __name__ == "__main__":
    sys.exit(main())
