"""A signed document to take away: the files, the signed record of who signed what, and how to check it.

``verify.py`` is the other side; it needs none of this.
"""

import hashlib
import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZipFile, ZipInfo

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.template.loader import render_to_string

from wijkaanpak.documents.verify import ALGORITHM, HASHES, MAX_BYTES, MAX_FILES, RECORD, SIGNATURE

READ_ME = "LEESMIJ.txt"
_MADE_HERE = {RECORD, SIGNATURE, HASHES, READ_ME}


def public_key(private_key: bytes) -> str:
    """Return the public key, as hex, of a private key of 32 bytes. Raises ValueError for another length."""
    return Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw().hex()


def sign_record(record: Mapping[str, Any], *, private_key: bytes) -> tuple[bytes, bytes]:
    """Return the record as the bytes that are signed, and the signature file that goes with it.

    ``record`` is JSON with ``document`` (``bestand``, ``sha256``) and ``ondertekeningen``; each of those repeats the
    ``sha256`` of the document, and names a scan with ``bestand`` and ``bestand_sha256``. ``bestanden`` may hold the
    SHA-256 of other files, by name, so that the signature covers them as well. The same record and key always give
    the same bytes. Raises ValueError for a key that is not 32 bytes, or TypeError for what is no JSON.
    """
    key = Ed25519PrivateKey.from_private_bytes(private_key)
    data = _to_json(record)
    signature = {"algoritme": ALGORITHM, "sleutel": public_key(private_key), "handtekening": key.sign(data).hex()}
    return data, _to_json(signature)


def make_bundle(
    files: Mapping[str, bytes], record_bytes: bytes, signature_bytes: bytes, *, key_address: str = ""
) -> bytes:
    """Return a zip of these files, the record with its signature, the hashes of all, and how to check them.

    ``key_address`` is where the public key is published, apart from the bundle. The same input gives the same bytes.
    Raises ValueError for a name that is no plain file name or is made here, and for more than ``verify.py`` is
    willing to read.
    """
    for name in files:
        if name in _MADE_HERE or not name.isprintable() or not name or {"/", "\\"} & set(name):
            raise ValueError(f"no name for a file in a bundle: {name!r}")
    document = json.loads(record_bytes)["document"]["bestand"]
    facts = {"bestanden": sorted(files), "document": document, "sleuteladres": key_address}
    read_me = render_to_string("documents/leesmij.txt", facts)
    members = {**files, RECORD: record_bytes, SIGNATURE: signature_bytes, READ_ME: read_me.encode()}
    lines = [f"{hashlib.sha256(members[name]).hexdigest()}  {name}\n" for name in sorted(members)]
    members[HASHES] = "".join(lines).encode()
    if len(members) > MAX_FILES or sum(map(len, members.values())) > MAX_BYTES:
        raise ValueError("too much for one bundle")
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name in sorted(members):
            entry = ZipInfo(name)  # of the first day a zip can name: the same files make the same zip
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, members[name])
    return out.getvalue()


def _to_json(data: Mapping[str, Any]) -> bytes:
    """One way to write it, which people can still read."""
    return (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False) + "\n").encode()
