"""The form of the package: names of its files, its manifest, and how far it may grow. Both sides read this."""

import tomllib
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.recorder import MigrationRecorder
from pydantic import BaseModel, ConfigDict

from wijkaanpak.tenancy.tables import tenant_models

FORMAAT = 1
MANIFEST = "manifest.json"
GEMEENTE = "gemeente.jsonl"
MENSEN = "mensen.jsonl"
BESTANDEN = "bestanden.jsonl"
LEESMIJ = "LEESMIJ.txt"
TABELMAP = "tabellen/"
BESTANDMAP = "bestanden/"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class VanWie(_Frozen):
    """Whose package it is."""

    id: UUID
    naam: str
    slug: str


class Lijst(_Frozen):
    """One file of lines: how many, and its hash."""

    rijen: int
    sha256: str


class Bestand(_Frozen):
    """One line of ``bestanden.jsonl``: a file that someone uploaded or that was made, under its name in the storage.

    Without a hash it is missing: a row names it, and it was not there.
    """

    naam: str
    bytes: int
    sha256: str


class Manifest(_Frozen):
    """What is in the package. ``migraties`` is the state of the database it came from, the last of each app."""

    soort: Literal["wijkaanpak-gemeente"]
    formaat: int
    programma: str
    gemaakt_op: str
    gemeente: VanWie
    migraties: dict[str, str]
    lijsten: dict[str, Lijst]


def migration_state() -> dict[str, str]:
    """Return the last migration of every app that has tables of a gemeente."""
    labels = {model._meta.app_label for model in tenant_models()} | {"tenancy"}
    applied = MigrationRecorder(connections[DEFAULT_DB_ALIAS]).applied_migrations()
    return {label: max(name for app, name in applied if app == label) for label in sorted(labels)}


def program_version() -> str:
    """Return the version of this program."""
    found: str = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]
    return found


def is_in_place(name: str, gemeente_id: UUID) -> bool:
    """Whether a name in the storage is one of this gemeente: ``folder/gemeente/…``, and nothing that climbs out."""
    parts = name.split("/")
    plain = name.isprintable() and "\\" not in name and ":" not in name and len(name) <= 200
    return plain and len(parts) >= 3 and parts[1] == str(gemeente_id) and not {"", ".", ".."} & set(parts)
