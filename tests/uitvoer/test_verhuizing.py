"""A whole gemeente goes to another installation, and comes back the same."""

import hashlib
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test import Client

from evaluatie.vragenlijst.models import Ronde
from projects.services.bewijs import add_file
from tests.cast import CANARY, Cast, Town, make_cast
from tests.projects.setting_up import add_guarded
from tests.saved import Databases
from tests.servers import postgres
from tests.tenancy import catalogue
from tests.uitvoer.verhuizing import OTHER, as_migrate_role, export, installation, read_package, rewrite
from wijkaanpak.accounts.models import Gebruiker
from wijkaanpak.tenancy.models import Gemeente
from wijkaanpak.tenancy.scope import tenant_scope
from wijkaanpak.tenancy.tables import tenant_models
from wijkaanpak.uitvoer.gegevens.tabellen import BLIJFT_HIER, LEEG, tabellen

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
REGIO = "Testregio"


@pytest.fixture(scope="module")
def towns(databases: Databases, django_db_blocker: Any, database_urls: tuple[str, str]) -> Iterator[Cast]:
    """The cast, really committed once for this file, with a row in every tenant table of both towns, and a file."""
    databases.use_empty()
    with django_db_blocker.unblock():
        cast = make_cast()
        catalogue.fill_every_table(cast)
        for town in (cast.linderode, cast.broekveen):
            with tenant_scope(town.gemeente.pk):
                add_guarded(town)
                upload = SimpleUploadedFile("bewijs.pdf", PDF)
                add_file(project=town.project, punt="UI-04", titel=f"{CANARY} bestand", upload=upload, by=town.lid.lid)
        yield cast
        connections["default"].close()
    with psycopg.connect(database_urls[1], autocommit=True) as superuser:
        tables = ", ".join(catalogue.tenant_tables(superuser))
        superuser.execute(f"TRUNCATE {tables}, tenancy_regio, tenancy_gemeente, accounts_gebruiker CASCADE")


@pytest.fixture
def package(towns: Cast, django_db_blocker: Any, tmp_path: Path) -> Iterator[Path]:
    """The package of Linderode."""
    with django_db_blocker.unblock():
        yield export(towns.linderode.gemeente.pk, tmp_path / "een.zip")


def take_in(path: Path, **options: Any) -> str:
    """Run the command as the migrate role; return what it says."""
    out = StringIO()
    with as_migrate_role():
        call_command("neem_gemeente_in", str(path), stdout=out, **options)
    return out.getvalue()


def test_every_tenant_table_goes_along_or_is_named_with_a_reason(superuser: Any, django_db_setup: None) -> None:
    there = set(catalogue.tenant_tables(superuser))
    assert {model._meta.db_table for model in tenant_models()} == there
    along = {table.naam for table in tabellen()}
    assert along | set(BLIJFT_HIER) == there
    assert not along & set(BLIJFT_HIER)
    columns = superuser.execute(
        "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public'"
    ).fetchall()
    for table in tabellen():
        there_now = {column for name, column in columns if name == table.naam}
        assert set(table.kolommen) | ({table.nummer} - {""}) == there_now, table.naam
    assert set(LEEG) <= set(columns)


def test_a_column_that_sounds_like_a_secret_does_not_go_along(superuser: Any, django_db_setup: None) -> None:
    along = {table.naam for table in tabellen()}
    found = superuser.execute(
        "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public'"
        " AND column_name ~ 'token|wachtwoord|password|secret|geheim|^code'"
        " AND table_name !~ '^projects_eigenpunt'"  # of a punt: the name of a line, no secret
    ).fetchall()
    assert {each for each in found if each[0] in along} == set(LEEG)


def test_a_gemeente_goes_to_an_empty_installation_and_comes_out_the_same(
    towns: Cast, package: Path, tmp_path: Path, superuser: Any
) -> None:
    linderode = towns.linderode
    first = read_package(package)
    with installation(tmp_path):
        said = take_in(package, regio=REGIO)
        assert "Linderode is ingenomen" in said
        second = read_package(export(linderode.gemeente.pk, tmp_path / "twee.zip"))
        assert set(first) == set(second)
        for name in first:
            assert first[name] == second[name], name
        with psycopg.connect(postgres().url("postgres", OTHER)) as there:
            for table in tabellen():
                own = superuser.execute(
                    f"SELECT count(*) FROM {table.naam} WHERE gemeente_id = %s", [linderode.gemeente.pk]
                ).fetchone()
                assert own == (catalogue.count(there, table.naam),), table.naam
            assert catalogue.count(there, "post_mail") == 0
        user = Gebruiker.objects.get(pk=linderode.leider.user.pk)
        assert not user.has_usable_password()
        client = Client()
        client.post("/account/password/reset/", {"email": user.email})
        user.set_password("een-heel-andere-zin")
        user.save()
        client.post("/account/login/", {"login": user.email, "password": "een-heel-andere-zin"})
        page = client.get(linderode.url())
        assert page.status_code == 200
        assert linderode.project.naam in page.content.decode()
        _questionnaires_go_on(client, linderode)
        connection.close()


def _questionnaires_go_on(client: Client, town: Town) -> None:
    """A round that was moved has no link and no counts; its page says so, and a new link lets people answer again."""
    with tenant_scope(town.gemeente.pk):
        rondes = list(Ronde.objects.current())
    places = [f"/{town.gemeente.slug}/vragenlijst/project/{each.project_id}/ronde/{each.pk}/" for each in rondes]
    assert {client.get(place).status_code for place in places} == {200}
    (busy,) = [place for place in places if "heeft hier nog geen link" in client.get(place).content.decode()]
    client.post(f"{busy}nieuwe-link/")
    assert "/v/" in client.get(busy).content.decode()
    assert client.get(f"{busy}poster/").status_code == 200


def test_nothing_of_the_neighbour_and_no_secret_is_in_it(towns: Cast, package: Path) -> None:
    everything = b"\n".join(read_package(package).values())
    assert str(towns.broekveen.gemeente.pk).encode() not in everything
    assert towns.broekveen.project.naam.encode() not in everything
    assert b".broekveen@example.org" not in everything
    assert towns.linderode.project.naam.encode() in everything
    assert b"pbkdf2" not in everything and b"argon2" not in everything
    assert towns.linderode.uitnodiging.token_hash.encode() not in everything


def test_the_export_refuses_a_role_that_can_look_over_the_wall(towns: Cast, package: Path, tmp_path: Path) -> None:
    with installation(tmp_path), as_migrate_role(), pytest.raises(ImproperlyConfigured):
        export(towns.linderode.gemeente.pk, tmp_path / "nee.zip")


def test_the_import_refuses_the_role_of_the_app(package: Path, tmp_path: Path) -> None:
    with installation(tmp_path), pytest.raises(CommandError, match="wp_migrate"):
        call_command("neem_gemeente_in", str(package))


def test_a_tampered_package_is_refused_and_nothing_is_written(towns: Cast, package: Path, tmp_path: Path) -> None:
    gemeente = towns.linderode.gemeente
    files = read_package(package)
    (upload,) = [name for name in files if name.startswith("bestanden/bewijs/")]
    manifest = json.loads(files["manifest.json"]) | {"gemaakt_op": "nu"}

    def with_manifest(**changes: Any) -> dict[str, bytes | None]:
        return {"manifest.json": json.dumps(manifest | changes).encode()}

    climbing = f"bestanden/bewijs/{gemeente.pk}/../../../weg"
    bad = {
        "een rij": rewrite(package, tmp_path / "1.zip", {"tabellen/projects_project.jsonl": b"{}\n"}),
        "een bestand": rewrite(package, tmp_path / "2.zip", {upload: PDF + b"x"}),
        "een bestand weg": rewrite(package, tmp_path / "3.zip", {upload: None}),
        "een lijst weg": rewrite(package, tmp_path / "4.zip", {"mensen.jsonl": None}),
        "formaat": rewrite(package, tmp_path / "5.zip", with_manifest(formaat=2)),
        "versie": rewrite(package, tmp_path / "6.zip", with_manifest(migraties={"projects": "9999_later"})),
        "een pad omhoog": rewrite(package, tmp_path / "7.zip", {}, {climbing: b"x"}),
        "een absoluut pad": rewrite(package, tmp_path / "8.zip", {}, {"/etc/weg": b"x"}),
        "een bestand te veel": rewrite(package, tmp_path / "9.zip", {}, {f"bestanden/x/{gemeente.pk}/y": b"x"}),
        "geen manifest": rewrite(package, tmp_path / "10.zip", {"manifest.json": None}),
    }
    (tmp_path / "11.zip").write_bytes(package.read_bytes()[:-500])
    bad["afgebroken"] = tmp_path / "11.zip"
    with installation(tmp_path):
        for what, path in bad.items():
            with pytest.raises(CommandError) as refusal:
                take_in(path)
            assert "Er is niets geschreven." in str(refusal.value), what
            assert not Gemeente.objects.exists(), what
            assert not Gebruiker.objects.exists(), what
        assert not any(default_storage.exists(folder) for folder in ("bewijs", "documenten"))
        connection.close()


def test_a_file_that_was_missing_already_is_said_by_name(towns: Cast, package: Path, tmp_path: Path) -> None:
    (upload,) = [name for name in read_package(package) if name.startswith("bestanden/bewijs/")]
    name = upload.removeprefix("bestanden/")
    default_storage.delete(name)
    without = export(towns.linderode.gemeente.pk, tmp_path / "zonder.zip")
    with installation(tmp_path):
        said = take_in(without)
        connection.close()
    assert "1 bestand(en) ontbraken al bij de uitvoer" in said and name in said


def test_a_zip_that_unpacks_too_large_is_refused(package: Path, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("wijkaanpak.uitvoer.gegevens.nakijken.SMALL", 1)
    monkeypatch.setattr("wijkaanpak.uitvoer.gegevens.nakijken.MAX_RATIO", 1)
    with installation(tmp_path), pytest.raises(CommandError, match="te groot"):
        take_in(package)


def test_a_row_of_another_gemeente_is_refused_also_when_every_hash_is_right(
    towns: Cast, package: Path, tmp_path: Path
) -> None:
    files = read_package(package)
    name = "tabellen/audit_logregel.jsonl"
    for field, value, said in (
        ("gemeente_id", str(towns.broekveen.gemeente.pk), "niet bij deze gemeente"),
        ("id", "geen-id", "database weigert"),
        ("", "", "Regel 1 van tabellen/audit_logregel.jsonl is niet leesbaar"),
    ):
        rows = [json.loads(line) for line in files[name].splitlines()]
        rows[0][field] = value
        data = "".join(json.dumps(row) + "\n" for row in rows).encode()
        data = data if field else data.replace(b"{", b"", 1)
        manifest = json.loads(files["manifest.json"]) | {"gemaakt_op": "nu"}
        manifest["lijsten"][name]["sha256"] = hashlib.sha256(data).hexdigest()
        changed = rewrite(
            package, tmp_path / f"anders{field}.zip", {name: data, "manifest.json": json.dumps(manifest).encode()}
        )
        with installation(tmp_path):
            with pytest.raises(CommandError, match=said):
                take_in(changed)
            assert not Gemeente.objects.exists()
            connection.close()


def test_a_gemeente_that_is_there_is_refused_and_a_known_person_is_linked_unchanged(
    towns: Cast, package: Path, tmp_path: Path
) -> None:
    leider = towns.linderode.leider.user
    with installation(tmp_path):
        known = Gebruiker.objects.create_user(leider.email.upper(), "een-heel-gewone-zin", naam="Hier al bekend")
        take_in(package)
        known.refresh_from_db()
        assert known.naam == "Hier al bekend" and known.check_password("een-heel-gewone-zin")
        assert not Gebruiker.objects.filter(pk=leider.pk).exists()
        client = Client()
        client.force_login(known)
        assert client.get(towns.linderode.url()).status_code == 200
        with pytest.raises(CommandError, match="al"):
            take_in(package)
        connection.close()
    with installation(tmp_path / "b"):
        Gemeente.objects.create(naam="Anders", slug="linderode")
        with pytest.raises(CommandError, match="linderode"):
            take_in(package)
        assert Gemeente.objects.count() == 1
        connection.close()
    assert settings.DATABASES["default"]["NAME"] != OTHER
