"""Taking a gemeente in that comes from another installation: everything, or nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pgtrigger
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.tenancy.models import Gemeente, Regio
from wijkaanpak.uitvoer.gegevens import pakket
from wijkaanpak.uitvoer.gegevens.nakijken import Geweigerd, Pakket, open_package, unreadable
from wijkaanpak.uitvoer.gegevens.pakket import Manifest
from wijkaanpak.uitvoer.gegevens.tabellen import MENSKOLOMMEN, RECHT_VAN_NAAM, Tabel, tabellen

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
ROWS, LETTERS = 500, 4 * 1024**2  # at once, at most

Others = dict[str, str]  # ids of people in the package → of the same people here


@dataclass(frozen=True, slots=True)
class Ingenomen:
    """What was taken in, and the names of the files that were missing already when the package was made."""

    manifest: Manifest
    ontbreekt: list[str]


def take_in(path: Path, *, regio: str = "") -> Ingenomen:
    """Take the gemeente of this package in and say what came; ``regio`` is the name of its region here, or ''.

    Raises Geweigerd when the package, the gemeente or this installation is not as it should be; then nothing is kept.
    """
    _refuse_wrong_role()
    archive, package = open_package(path)
    placed: list[str] = []
    try:
        with archive, pgtrigger.ignore(), transaction.atomic():
            _refuse_known(package.manifest)
            _make_gemeente(package, regio)
            others = _make_people(package)
            for table in tabellen():
                _insert(package, table, others)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            _place_files(package, placed)
            found = Ingenomen(package.manifest, package.missing())
    except BaseException as error:
        for name in placed:
            default_storage.delete(name)
        if isinstance(error, DatabaseError):
            raise Geweigerd(_("De database weigert: %(waarom)s.") % {"waarom": _why(error)}) from error
        raise
    return found


def _why(error: DatabaseError) -> str:
    """The rule and the table, never the row: that holds what people wrote."""
    told = getattr(error.__cause__, "diag", None)
    return " ".join(filter(None, (getattr(told, "table_name", ""), getattr(told, "constraint_name", "")))) or str(
        type(error.__cause__ or error).__name__
    )


def _refuse_wrong_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolbypassrls, rolsuper FROM pg_roles WHERE rolname = current_user")
        bypasses, is_superuser = cursor.fetchone()
    if not bypasses or is_superuser:
        raise Geweigerd(_("Voer dit uit met het adres van de rol wp_migrate in DATABASE_URL."))


def _refuse_known(manifest: Manifest) -> None:
    theirs, ours = manifest.migraties, pakket.migration_state()
    if theirs != ours:
        words = [f"{app} {theirs.get(app, '–')} / {ours.get(app, '–')}" for app in sorted(theirs | ours)]
        other = [
            each for each, app in zip(words, sorted(theirs | ours), strict=True) if theirs.get(app) != ours.get(app)
        ]
        raise Geweigerd(
            _(
                "De uitvoer komt uit een andere versie van wijkaanpak (%(versie)s). Breng deze installatie eerst op "
                "diezelfde versie. Verschil (uitvoer / hier): %(wat)s."
            )
            % {"versie": manifest.programma, "wat": ", ".join(other)}
        )
    if Gemeente.objects.filter(pk=manifest.gemeente.id).exists():
        raise Geweigerd(_("Deze gemeente is hier al."))
    if Gemeente.objects.filter(slug=manifest.gemeente.slug).exists():
        raise Geweigerd(_("Het adres ‘%(slug)s’ is hier al van een gemeente.") % {"slug": manifest.gemeente.slug})


def _make_gemeente(package: Pakket, regio: str) -> None:
    rows = [row for _line, row in package.rows(pakket.GEMEENTE)]
    said = package.manifest.gemeente
    if [(each.get("id"), each.get("naam"), each.get("slug")) for each in rows] != [
        (str(said.id), said.naam, said.slug)
    ]:
        raise Geweigerd(_("De gemeente in de uitvoer is niet die van het manifest."))
    made = Gemeente(pk=said.id, naam=said.naam, slug=said.slug, merkkleur=str(rows[0].get("merkkleur")))
    try:
        made.full_clean()
    except ValidationError as error:
        raise Geweigerd(" ".join(error.messages)) from error
    if not _COLOUR.fullmatch(made.merkkleur):
        raise Geweigerd(_("De merkkleur van de gemeente is geen kleur."))
    if regio:
        made.regio, _created = Regio.objects.get_or_create(naam=regio)
    made.save(force_insert=True)


def _make_people(package: Pakket) -> Others:
    """Make an account for every address that has none here; return who had another id already."""
    others: Others = {}
    for number, (_line, row) in enumerate(package.rows(pakket.MENSEN), start=1):
        if set(row) != set(MENSKOLOMMEN):
            raise unreadable(pakket.MENSEN, number)
        known = _known(row["email"])
        if known is None:
            _make_person(row)
        elif str(known.pk) != row["id"]:
            others[row["id"]] = str(known.pk)
    return others


def _known(email: str) -> Gebruiker | None:
    found: Gebruiker | None = Gebruiker.objects.filter(email__iexact=email).first()
    if found is None:
        address = EmailAddress.objects.filter(email__iexact=email, verified=True).select_related("user").first()
        found = address.user if address else None
    return found


def _make_person(row: dict[str, Any]) -> None:
    if Gebruiker.objects.filter(pk=row["id"]).exists():
        raise Geweigerd(_("Iemand uit de uitvoer heeft hier al een account met een ander adres."))
    made = Gebruiker(**row)
    made.set_unusable_password()  # who owns the address asks for one
    try:
        made.full_clean()
    except ValidationError as error:
        raise Geweigerd(_("Iemand in de lijst van mensen heeft geen goed adres of geen naam.")) from error
    made.save(force_insert=True)
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)


def _insert(package: Pakket, table: Tabel, others: Others) -> None:
    name = f"{pakket.TABELMAP}{table.naam}.jsonl"
    with connection.cursor() as cursor:
        for batch in _batches(_checked(package, table, name, others)):
            cursor.execute(_insert_query(table), [batch])
        if table.naar_zichzelf:
            for batch in _batches(_checked(package, table, name, others)):
                cursor.execute(_link_query(table), [batch])


def _checked(package: Pakket, table: Tabel, name: str, others: Others) -> Iterator[str]:
    """Return the lines of a table, each a row of this gemeente that names files of this gemeente alone."""
    gemeente, columns = package.manifest.gemeente.id, set(table.kolommen)
    for line, row in package.rows(name):
        if set(row) != columns or row["gemeente_id"] != str(gemeente):
            raise Geweigerd(_("In %(naam)s staat een rij die niet bij deze gemeente hoort.") % {"naam": name})
        for column in table.bestanden:
            if row[column] and not pakket.is_in_place(row[column], gemeente):
                raise Geweigerd(_("In %(naam)s staat een bestand van elders.") % {"naam": name})
        yield _UUID.sub(lambda found: others.get(found[0], found[0]), line) if others else line


def _batches(lines: Iterator[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    letters = 0
    for line in lines:
        batch.append(line)
        letters += len(line)
        if len(batch) >= ROWS or letters >= LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch


def _source(table: Tabel) -> str:
    apart = ", ".join(f"'{column}'" for column in (*table.rechten, *table.naar_zichzelf))
    return (
        "unnest(%s::text[]) WITH ORDINALITY AS regel (tekst, nummer)"
        " CROSS JOIN LATERAL (SELECT regel.tekst::jsonb AS json) bron"
        f' CROSS JOIN LATERAL jsonb_populate_record(NULL::"{table.naam}", json - ARRAY[{apart}]::text[]) rij'
    )


def _insert_query(table: Tabel) -> str:
    columns = [column for column in table.kolommen if column not in table.naar_zichzelf]
    values = [
        f"({RECHT_VAN_NAAM} = json->>'{column}')" if column in table.rechten else f'rij."{column}"'
        for column in columns
    ]
    names = ", ".join(f'"{column}"' for column in columns)
    return (
        f'INSERT INTO "{table.naam}" ({names}) SELECT {", ".join(values)}'  # noqa: S608
        f" FROM {_source(table)} ORDER BY regel.nummer"
    )


def _link_query(table: Tabel) -> str:
    """Let rows point at rows of the same table, now that all are there."""
    links = ", ".join(f"\"{column}\" = (json->>'{column}')::uuid" for column in table.naar_zichzelf)
    there = " OR ".join(f"json->>'{column}' IS NOT NULL" for column in table.naar_zichzelf)
    return (
        f'UPDATE "{table.naam}" hier SET {links} FROM {_source(table)}'  # noqa: S608
        f" WHERE hier.id = rij.id AND ({there})"
    )


def _place_files(package: Pakket, placed: list[str]) -> None:
    """Put every file where its row says; each name goes to ``placed`` before it is written."""
    for file in package.files():
        if default_storage.exists(file.naam):
            raise Geweigerd(_("Er staat hier al een bestand met de naam %(naam)s.") % {"naam": file.naam})
        placed.append(file.naam)
        with package.open_file(file) as handle:
            default_storage.save(file.naam, File(handle))
