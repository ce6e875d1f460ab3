"""What apps offer to take along as PDF, in a module named ``stukken``.

A source lists its pieces in a number of queries that does not grow with them, and makes one when its turn comes.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from wijkaanpak.documents.inhoud import Inhoud
from wijkaanpak.documents.models import Maakstaat
from wijkaanpak.tenancy.models import Gemeente


@dataclass(frozen=True, slots=True)
class Stuk:
    """One document: what its source finds it by, its title, its folder, the day it belongs to, and its project.

    ``map`` is one folder, or folders with ``/`` between them. ``project`` is an id with a name, or None.
    """

    sleutel: str
    titel: str
    map: str
    dag: datetime.date
    project: tuple[UUID, str] | None = None


# A document to render, the bytes of a PDF that was made before, or what makes those outside the scope.
Gemaakt = Inhoud | bytes | Callable[[], bytes]


class BestaatNiet(LookupError):
    """A piece that is not there any more when its turn comes."""


@dataclass(frozen=True, slots=True)
class Bron:
    """One kind of documents: its name for people, its pieces, and how one is made; both inside one gemeente.

    ``maken`` raises BestaatNiet for what went away meanwhile.
    """

    slug: str
    titel: str | Promise
    stukken: Callable[[], Iterable[Stuk]]
    maken: Callable[[str, Gemeente], Gemaakt]


_bronnen: dict[str, Bron] = {}


def stored_bytes(rows: Any, sleutel: str) -> bytes:
    """Return the PDF that a worker made of a row, among rows of one kind. Raises BestaatNiet when it is not there."""
    found = rows.filter(pk=sleutel, staat=Maakstaat.KLAAR).first()
    if found is None:
        raise BestaatNiet(sleutel)
    with found.bestand.open("rb") as handle:
        data: bytes = handle.read()
    return data


def register(*bronnen: Bron) -> None:
    """Offer sources. Called once from the ``stukken`` module of an app."""
    _bronnen.update({bron.slug: bron for bron in bronnen})


def sources() -> list[Bron]:
    """Return all sources, in the order they were offered."""
    return list(_bronnen.values())


def source(slug: str) -> Bron:
    """Return one source. Raises BestaatNiet for one that no app offers any more."""
    if slug not in _bronnen:
        raise BestaatNiet(slug)
    return _bronnen[slug]


def folder(*parts: str) -> str:
    """Return folders as one; a name with a slash in it stays one folder."""
    return "/".join(part.replace("/", "-") for part in parts)
