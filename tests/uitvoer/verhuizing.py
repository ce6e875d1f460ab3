"""A second, empty installation for the tests: a database of its own, a folder of its own, and the migrate role."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zipfile import ZipFile

from django.conf import settings
from django.db import connection
from django.test import override_settings

from tests.servers import copy_database, postgres
from wijkaanpak.uitvoer.gegevens.schrijven import write_package

OTHER = f"andere_installatie_{os.environ.get('PYTEST_XDIST_WORKER', 'alleen')}"


def export(gemeente_id: UUID, path: Path) -> Path:
    """Write the package of a gemeente to a path."""
    with path.open("wb") as handle:
        write_package(gemeente_id, handle)
    return path


@contextmanager
def installation(tmp_path: Path) -> Iterator[None]:
    """Work in another installation that is empty, as the app role."""
    copy_database(OTHER)
    old = connection.settings_dict["NAME"]
    with override_settings(MEDIA_ROOT=str(tmp_path / "media")):
        try:
            _go(NAME=OTHER)
            yield
        finally:
            _go(NAME=old)


@contextmanager
def as_migrate_role() -> Iterator[None]:
    """Connect as the role that migrations run as."""
    old = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
    url = urlsplit(postgres().url("wp_migrate", OTHER))
    try:
        _go(USER=url.username or "", PASSWORD=url.password or "")
        yield
    finally:
        _go(**old)


def _go(**changes: str) -> None:
    connection.close()
    connection.settings_dict.update(changes)
    if "NAME" in changes:
        settings.DATABASES["default"]["NAME"] = changes["NAME"]


def read_package(path: Path) -> dict[str, bytes]:
    """Return what every file of a package holds; of the manifest without when it was made."""
    with ZipFile(path) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(found["manifest.json"])
    when = manifest.pop("gemaakt_op")
    found["manifest.json"] = json.dumps(manifest, sort_keys=True).encode()
    found["LEESMIJ.txt"] = found["LEESMIJ.txt"].replace(when.encode(), b"")
    return found


def rewrite(path: Path, to: Path, change: dict[str, bytes | None], extra: dict[str, bytes] | None = None) -> Path:
    """Copy a package with other bytes for some names (None leaves one out), and more files."""
    with ZipFile(path) as old, ZipFile(to, "w") as new:
        for info in old.infolist():
            data: Any = change.get(info.filename, old.read(info)) if info.filename in change else old.read(info)
            if data is not None:
                new.writestr(info.filename, data)
        for name, data in (extra or {}).items():
            new.writestr(name, data)
    return to
