"""The process that reads one file: its bytes in on stdin, JSON out on stdout.

``lezen.py`` starts this file by its path with ``python -I``, with limits and without anything of the environment:
no Django, no settings, no database, nothing to reach. A file that wants too much ends this process and no other.
"""

import json
import resource
import sys
import zipfile
from io import BytesIO
from pathlib import Path

MEMORY = 700 * 1024 * 1024
CPU = 10
MAX_OUTPUT = 12 * 1024 * 1024


def main() -> int:
    """Write what is in the file, or ``{"fout": code}``."""
    hold()
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from ontwikkelplan.uitwisseling.pakket import Geweigerd, keur

    data = sys.stdin.buffer.read()
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            keur(archive)
            found = json.dumps(_read(sys.argv[1], archive, data))
    except Geweigerd as error:
        found = json.dumps({"fout": error.code})
    except MemoryError:
        found = json.dumps({"fout": "te-zwaar"})
    except (zipfile.BadZipFile, RecursionError, ValueError):
        found = json.dumps({"fout": "kapot"})
    if len(found) > MAX_OUTPUT:
        found = json.dumps({"fout": "te-groot"})
    sys.stdout.write(found)
    return 0


def hold() -> None:
    """Hold this process to some memory and time; no files, no core dump."""
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _read(kind: str, archive: zipfile.ZipFile, data: bytes) -> dict[str, object]:
    if kind == "docx":
        from ontwikkelplan.uitwisseling.docx_lezen import lees_docx

        return lees_docx(archive)
    from ontwikkelplan.uitwisseling.xlsx_lezen import lees_xlsx

    return lees_xlsx(archive, data)


if __name__ == "__main__":
    sys.exit(main())
