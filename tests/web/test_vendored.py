"""What was vendored is what the lock file says, to the byte."""

import hashlib
import json

from tests.servers import ROOT

FOLDER = ROOT / "static" / "nlds"


def test_every_vendored_file_has_the_hash_of_the_lock() -> None:
    files = json.loads((FOLDER / "vendor.lock.json").read_text())["files"]
    assert files
    assert {name: hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() for name in files} == files
