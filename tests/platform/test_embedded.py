"""The servers from wheels: they keep data, survive kill -9, stay apart, and hold the roles to their rights."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from wijkaanpak.embedded import Postgres, Valkey, data_root, temporary_root
from wijkaanpak.env import database as database_setting
from wijkaanpak.processes import PROJECT, Process, ProcessError


@pytest.fixture(scope="module")
def root() -> Iterator[Path]:
    folder = temporary_root()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def postgres(root: Path) -> Iterator[Postgres]:
    server = Postgres.start(root / "postgres", fast=True)
    server.ensure_database("wijkaanpak")
    yield server
    server.stop()


def run(url: str, statement: str) -> list[tuple]:
    with psycopg.connect(url) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def test_the_server_keeps_its_data_over_a_restart_that_is_quick(root: Path) -> None:
    server = Postgres.start(root / "herstart", fast=True)
    server.ensure_database("wijkaanpak")
    run(server.url("wp_migrate", "wijkaanpak"), "CREATE TABLE brief AS SELECT 'bewaard' AS tekst")
    server.stop()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.superuser_url)
    began = time.monotonic()
    server = Postgres.start(root / "herstart", fast=True)
    took = time.monotonic() - began
    try:
        assert run(server.url("wp_backup", "wijkaanpak"), "SELECT tekst FROM brief") == [("bewaard",)]
        assert took < 3
    finally:
        server.stop()


def test_a_server_left_by_a_killed_starter_is_taken_over(root: Path) -> None:
    folder = root / "wees"
    script = (
        "import sys, time; from pathlib import Path; from wijkaanpak.embedded import Postgres;"
        "Postgres.start(Path(sys.argv[1]), fast=True); print('klaar', flush=True); time.sleep(600)"
    )
    starter = subprocess.Popen([sys.executable, "-c", script, folder], cwd=PROJECT, stdout=subprocess.PIPE)
    assert starter.stdout and starter.stdout.readline() == b"klaar\n"
    orphan = int((folder / "postgres.pid").read_text())
    visitor = Postgres.start(folder, fast=True)
    visitor.stop()
    assert not visitor.owned
    os.kill(orphan, 0)  # the visitor did not end what it didn't start
    starter.kill()
    starter.wait()
    starter.stdout.close()
    server = Postgres.start(folder, fast=True)
    try:
        assert server.owned
        assert int((folder / "postgres.pid").read_text()) != orphan
        assert run(server.superuser_url, "SELECT 1") == [(1,)]
    finally:
        server.stop()


def test_stale_pid_files_that_name_a_living_stranger_do_no_harm(root: Path) -> None:
    folder = root / "oud"
    server = Postgres.start(folder, fast=True)
    os.killpg(int((folder / "postgres.pid").read_text()), signal.SIGKILL)
    server.stop()
    stranger = subprocess.Popen(["sleep", "600"])
    try:
        (folder / "postgres.pid").write_text(f"{stranger.pid}\n")
        lines = (folder / "cluster" / "postmaster.pid").read_text().splitlines(keepends=True)
        (folder / "cluster" / "postmaster.pid").write_text("".join([f"{stranger.pid}\n", *lines[1:]]))
        server = Postgres.start(folder, fast=True)
        server.stop()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_servers_stay_apart(postgres: Postgres, root: Path) -> None:
    other = Postgres.start(root / "buur", fast=True)
    try:
        assert run(postgres.superuser_url, "SELECT count(*) FROM pg_database WHERE datname = 'wijkaanpak'") == [(1,)]
        assert run(other.superuser_url, "SELECT count(*) FROM pg_database WHERE datname = 'wijkaanpak'") == [(0,)]
    finally:
        other.stop()


def test_the_server_listens_on_a_private_socket_alone(postgres: Postgres) -> None:
    assert run(postgres.superuser_url, "SHOW listen_addresses") == [("",)]
    folder = Path(database_setting_of(postgres)["HOST"])
    assert folder.stat().st_mode & 0o077 == 0
    assert len(f"{folder}/.s.PGSQL.5432") < 100


def database_setting_of(server: Postgres) -> dict:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", server.url("wp_app", "wijkaanpak"))
        return database_setting("DATABASE_URL")


def test_the_address_is_one_that_the_settings_can_read(postgres: Postgres) -> None:
    setting = database_setting_of(postgres)
    assert (setting["USER"], setting["NAME"]) == ("wp_app", "wijkaanpak")
    with psycopg.connect(host=setting["HOST"], user=setting["USER"], dbname=setting["NAME"]) as connection:
        assert connection.info.user == "wp_app"


def test_the_roles_have_exactly_these_attributes(postgres: Postgres) -> None:
    postgres.ensure_database("wijkaanpak")  # a second time changes nothing
    columns = "rolcanlogin, rolbypassrls, rolsuper, rolcreatedb, rolcreaterole, rolreplication"
    rows = run(postgres.superuser_url, f"SELECT rolname, {columns} FROM pg_roles WHERE rolname LIKE 'wp\\_%'")
    assert {row[0]: row[1:] for row in rows} == {
        "wp_owner": (False, False, False, False, False, False),
        "wp_migrate": (True, True, False, False, False, False),
        "wp_app": (True, False, False, False, False, False),
        "wp_backup": (True, True, False, False, False, False),
    }
    members = "SELECT member::regrole::text, roleid::regrole::text FROM pg_auth_members WHERE member > 16000"
    assert set(run(postgres.superuser_url, members)) == {("wp_migrate", "wp_owner"), ("wp_backup", "pg_read_all_data")}


def test_a_power_that_a_role_was_given_by_hand_is_taken_back(postgres: Postgres) -> None:
    run(postgres.superuser_url, "ALTER ROLE wp_app BYPASSRLS CREATEDB")
    postgres.ensure_database("wijkaanpak")
    query = "SELECT rolbypassrls OR rolcreatedb FROM pg_roles WHERE rolname = 'wp_app'"
    assert run(postgres.superuser_url, query) == [(False,)]


@pytest.mark.parametrize("role", ["wp_app", "wp_backup"])
@pytest.mark.parametrize("statement", ["CREATE TABLE mag_niet (id int)", "CREATE TEMP TABLE mag_niet (id int)"])
def test_app_and_backup_make_no_tables(postgres: Postgres, role: str, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(postgres.url(role, "wijkaanpak"), statement)


def test_rights_on_what_migrations_make(postgres: Postgres) -> None:
    for role in ("wp_migrate", "wp_owner"):
        run(
            postgres.url("wp_migrate", "wijkaanpak"),
            f"SET ROLE {role}; DROP TABLE IF EXISTS van_{role}; CREATE TABLE van_{role} (id bigserial)",
        )
        rights = (
            "SELECT grantee, string_agg(privilege_type, ' ' ORDER BY privilege_type)"
            " FROM information_schema.role_table_grants"
            f" WHERE table_name = 'van_{role}' AND grantee <> '{role}' GROUP BY grantee"
        )
        assert dict(run(postgres.url("postgres", "wijkaanpak"), rights)) == {
            "wp_app": "DELETE INSERT SELECT UPDATE",
            "wp_backup": "SELECT",
        }
        run(postgres.url("wp_app", "wijkaanpak"), f"INSERT INTO van_{role} DEFAULT VALUES")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            run(postgres.url("wp_app", "wijkaanpak"), f"TRUNCATE van_{role}")


def test_the_owner_cannot_log_in_and_a_stranger_cannot_connect(postgres: Postgres) -> None:
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        psycopg.connect(postgres.url("wp_owner", "wijkaanpak"))
    run(postgres.superuser_url, "CREATE ROLE vreemde LOGIN")
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(postgres.url("vreemde", "wijkaanpak"))


def test_valkey_asks_a_password_and_keeps_its_data(root: Path) -> None:
    server = Valkey.start(root / "valkey")
    with redis.Redis.from_url(server.url) as client:
        client.set("sleutel", "waarde")
    with pytest.raises(redis.AuthenticationError), redis.Redis(port=int(server.url.rsplit(":")[-1][:-2])) as client:
        client.ping()
    server.stop()
    server = Valkey.start(root / "valkey")
    try:
        with redis.Redis.from_url(server.url) as client:
            assert client.get("sleutel") == b"waarde"
    finally:
        server.stop()


def test_a_server_that_does_not_start_says_where_its_log_is(root: Path) -> None:
    process = Process("kapot", root)
    assert process.claim()
    process.spawn([sys.executable, "-c", "print('de reden'); raise SystemExit(1)"], os.environ)
    with pytest.raises(ProcessError, match=r"kapot\.log\n(.|\n)*de reden"):
        process.wait_until(lambda: False)
    process.stop()


def test_children_of_a_process_that_died_are_ended_too(root: Path) -> None:
    process = Process("ouder", root)
    assert process.claim()
    process.spawn(["sh", "-c", "sleep 600 & echo $!; wait"], os.environ)
    process.wait_until(lambda: process.log.read_text().endswith("\n"))
    child = int(process.log.read_text())
    os.kill(int((root / "ouder.pid").read_text()), signal.SIGKILL)
    process.wait_until(lambda: not process.running)
    process.stop()
    process.wait_until(
        lambda: not Path(f"/proc/{child}/cmdline").exists() or not Path(f"/proc/{child}/cmdline").read_bytes()
    )


def test_the_data_root_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKAANPAK_DATA", str(tmp_path / "elders"))
    assert data_root() == tmp_path / "elders"
    assert data_root().is_dir()
