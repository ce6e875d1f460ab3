"""The second lock, read from PostgreSQL's catalogue and tried as the app role."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connections
from psycopg import errors, sql

from tests.cast import Cast, make_cast
from tests.saved import Databases
from tests.tenancy import catalogue
from wijkaanpak.tenancy.ids import uuid7
from wijkaanpak.tenancy.ownership import CLOSED_TABLES
from wijkaanpak.tenancy.scope import ScopeNestingError, person_scope, tenant_scope
from wijkaanpak.tenancy.tables import GLOBAL_TABLES

WRITE = "(gemeente_id = ( SELECT (NULLIF(current_setting('app.gemeente'::text, true), ''::text))::uuid AS \"nullif\"))"
READ = (
    "(gemeente_id = ANY ((( SELECT string_to_array(NULLIF(current_setting('app.gemeenten'::text, true), ''::text),"
    " ','::text) AS string_to_array))::uuid[]))"
)
OWN = "(gebruiker_id = ( SELECT (NULLIF(current_setting('app.gebruiker'::text, true), ''::text))::uuid AS \"nullif\"))"
SETTINGS = ("app.gemeente", "app.gemeenten", "app.gebruiker")


@pytest.fixture(scope="module")
def towns(databases: Databases, django_db_blocker: Any, database_urls: tuple[str, str]) -> Iterator[Cast]:
    """The cast, really committed once for this file, with a row in every tenant table of both towns."""
    databases.use_empty()
    with django_db_blocker.unblock():
        cast = make_cast()
        catalogue.fill_every_table(cast)
        yield cast
        connections["default"].close()
    with psycopg.connect(database_urls[1], autocommit=True) as superuser:
        tables = ", ".join(catalogue.tenant_tables(superuser))
        superuser.execute(f"TRUNCATE {tables}, tenancy_regio, tenancy_gemeente, accounts_gebruiker CASCADE")


@pytest.fixture
def app(towns: Cast, database_urls: tuple[str, str]) -> Iterator[Any]:
    """A connection of the app role that no code of ours has touched."""
    with psycopg.connect(database_urls[0], autocommit=True) as connection:
        yield connection


@contextmanager
def told(connection: Any, *, write: UUID | None = None, read: tuple[UUID, ...] = ()) -> Iterator[None]:
    """One transaction with the settings of a scope, set by hand and always rolled back."""
    with connection.transaction(force_rollback=True):
        values = [str(write or ""), ",".join(str(each) for each in read)]
        connection.execute("SELECT set_config('app.gemeente', %s, true), set_config('app.gemeenten', %s, true)", values)
        yield


def refusal(connection: Any, query: str, *values: Any, **names: str) -> psycopg.Error | None:
    """Try a statement; return PostgreSQL's refusal, or None when it was done (and taken back)."""
    identifiers = {name: sql.Identifier(value) for name, value in names.items()}
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(sql.SQL(query).format(**identifiers), values)
    except psycopg.Error as error:
        return error
    return None


# --- the catalogue ------------------------------------------------------------------------------


def test_a_table_has_a_gemeente_or_is_named_as_global_for_a_reason(superuser: Any, django_db_setup: None) -> None:
    tables, tenant = catalogue.all_tables(superuser), set(catalogue.tenant_tables(superuser))
    assert tables - tenant == set(GLOBAL_TABLES)
    assert len(tenant) >= 17


def test_every_tenant_table_has_row_level_security_enabled_and_forced(superuser: Any, django_db_setup: None) -> None:
    rows = superuser.execute(
        "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relrowsecurity AND relforcerowsecurity",
        [catalogue.tenant_tables(superuser)],
    )
    assert sorted(name for (name,) in rows) == catalogue.tenant_tables(superuser)


def test_every_tenant_table_has_exactly_the_four_policies(superuser: Any, django_db_setup: None) -> None:
    for table in catalogue.tenant_tables(superuser):
        rows = superuser.execute(
            "SELECT policyname, permissive, roles::text, cmd, qual, with_check FROM pg_policies WHERE tablename = %s",
            [table],
        )
        read = f"({READ} OR {OWN})" if table == "accounts_lidmaatschap" else READ
        assert set(rows) == {
            ("lezen", "PERMISSIVE", "{public}", "SELECT", read, None),
            ("toevoegen", "PERMISSIVE", "{public}", "INSERT", None, WRITE),
            ("wijzigen", "PERMISSIVE", "{public}", "UPDATE", WRITE, WRITE),
            ("verwijderen", "PERMISSIVE", "{public}", "DELETE", WRITE, None),
        }, table


def test_no_global_table_has_a_policy_that_looks_like_a_wall(superuser: Any, django_db_setup: None) -> None:
    tables = {name for (name,) in superuser.execute("SELECT tablename FROM pg_policies")}
    assert tables == set(catalogue.tenant_tables(superuser))


def test_gemeente_id_is_never_null(superuser: Any, django_db_setup: None) -> None:
    rows = superuser.execute(
        "SELECT table_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND column_name = 'gemeente_id' AND is_nullable = 'NO' AND data_type = 'uuid'"
    )
    assert sorted(name for (name,) in rows) == catalogue.tenant_tables(superuser)


def test_every_unique_index_is_led_by_the_gemeente(superuser: Any, django_db_setup: None) -> None:
    rows = superuser.execute(
        "SELECT indrelid::regclass::text, pg_get_indexdef(indexrelid), pg_get_indexdef(indexrelid, 1, true)"
        " FROM pg_index WHERE indisunique AND NOT indisprimary AND indrelid::regclass::text = ANY(%s)",
        [catalogue.tenant_tables(superuser)],
    ).fetchall()
    assert [definition for _table, definition, first in rows if first != "gemeente_id"] == []
    pairs = {table for table, definition, _first in rows if definition.endswith("(gemeente_id, id)")}
    assert pairs == set(catalogue.tenant_tables(superuser)) - set(catalogue.event_tables(superuser))


def test_every_link_between_tenant_tables_has_a_composite_key_beside_it(superuser: Any, django_db_setup: None) -> None:
    tenant = set(catalogue.tenant_tables(superuser))
    composite = {
        (each.table, each.columns[1], each.other)
        for each in catalogue.composite_references(superuser)
        if each.other_columns == ("gemeente_id", "id")
    }
    plain = {
        (each.table, each.columns[0], each.other)
        for each in catalogue.references(superuser)
        if len(each.columns) == 1 and each.other in tenant
    }
    assert plain == composite
    assert ("projects_teamlid", "lid_id", "accounts_lidmaatschap") in plain


def test_the_owner_nobody_can_log_in_as_owns_everything(superuser: Any, django_db_setup: None) -> None:
    rows = superuser.execute(
        "SELECT relname, pg_get_userbyid(relowner) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " UNION SELECT proname, pg_get_userbyid(proowner) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    )
    assert {name for name, owner in rows if owner != "wp_owner"} == set()


def test_no_function_lends_the_powers_of_its_owner(superuser: Any, django_db_setup: None) -> None:
    rows = superuser.execute("SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef")
    assert rows.fetchall() == []


def test_the_four_roles_have_the_powers_they_need_and_no_other(superuser: Any, django_db_setup: None) -> None:
    rows = superuser.execute(
        "SELECT rolname, rolcanlogin, rolbypassrls, ARRAY(SELECT pg_get_userbyid(roleid)::text FROM pg_auth_members"
        "  WHERE member = pg_roles.oid) FROM pg_roles WHERE rolname LIKE 'wp_%' AND NOT rolsuper AND NOT rolcreaterole"
        " AND NOT rolcreatedb AND NOT rolreplication"
    )
    assert {(name, login, bypass, *groups) for name, login, bypass, groups in rows} == {
        ("wp_owner", False, False),
        ("wp_migrate", True, True, "wp_owner"),
        ("wp_app", True, False),
        ("wp_backup", True, True, "pg_read_all_data"),
    }


def test_the_app_role_can_add_to_history_but_not_change_it(superuser: Any, django_db_setup: None) -> None:
    events = catalogue.event_tables(superuser)
    assert len(events) >= 6
    for table in events:
        assert rights_of_app(superuser, table) == {"SELECT", "INSERT"}, table


def test_the_app_role_has_no_more_than_rows_on_any_table(superuser: Any, django_db_setup: None) -> None:
    for table in catalogue.all_tables(superuser):
        assert rights_of_app(superuser, table) <= {"SELECT", "INSERT", "UPDATE", "DELETE"}, table
    for table in CLOSED_TABLES:
        assert rights_of_app(superuser, table) == set(), table


def rights_of_app(connection: Any, table: str) -> set[str]:
    """What wp_app may do with a table."""
    rights = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN"]
    row = connection.execute(
        "SELECT array_agg(name) FROM unnest(%s::text[]) name WHERE has_table_privilege('wp_app', %s::regclass, name)",
        [rights, table],
    ).fetchone()
    return set(row[0] or [])


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE kijkgat (id int)",
        "CREATE TEMPORARY TABLE kijkgat (id int)",
        "TRUNCATE projects_project CASCADE",
        "ALTER TABLE projects_project DISABLE ROW LEVEL SECURITY",
        "DROP POLICY lezen ON projects_project",
        "SELECT * FROM guardian_userobjectpermission",
        "SET ROLE wp_owner",
    ],
)
def test_the_app_role_is_refused_what_only_migrations_do(app: Any, statement: str) -> None:
    assert isinstance(refusal(app, statement), errors.InsufficientPrivilege)


# --- tried as the app role -------------------------------------------------------------------------


def test_without_a_scope_no_tenant_table_shows_a_row(towns: Cast, superuser: Any, app: Any) -> None:
    for table in catalogue.tenant_tables(superuser):
        assert catalogue.count(superuser, table) >= 2, table
        assert catalogue.count(app, table) == 0, table


def test_within_a_scope_only_rows_of_that_gemeente_show(towns: Cast, superuser: Any, app: Any) -> None:
    own = towns.linderode.gemeente.pk
    for table in catalogue.tenant_tables(superuser):
        query = sql.SQL("SELECT gemeente_id, count(*) FROM {} GROUP BY 1").format(sql.Identifier(table))
        truth = dict(superuser.execute(query).fetchall())
        with told(app, write=own, read=(own,)):
            assert dict(app.execute(query).fetchall()) == {own: truth[own]}, table
        assert truth[towns.broekveen.gemeente.pk] > 0, table


def test_no_row_moves_to_or_arises_in_another_gemeente(towns: Cast, superuser: Any, app: Any) -> None:
    own, other = towns.linderode.gemeente.pk, towns.broekveen.gemeente.pk
    move = "UPDATE {table} SET gemeente_id = %s WHERE gemeente_id = %s"
    copy = (
        "INSERT INTO {table} SELECT (jsonb_populate_record({table}, %s::jsonb)).* FROM {table}"
        " WHERE gemeente_id = %s LIMIT 1"
    )
    for table in catalogue.tenant_tables(superuser):
        key = "pgh_id" if table in catalogue.event_tables(superuser) else "id"
        fresh = "987654321" if key == "pgh_id" else str(uuid7())
        with told(app, write=own, read=(own, other)):
            assert isinstance(refusal(app, move, other, own, table=table), errors.InsufficientPrivilege), table
            there = refusal(app, copy, f'{{"gemeente_id": "{other}", "{key}": "{fresh}"}}', own, table=table)
            assert isinstance(there, errors.InsufficientPrivilege), table
            assert "row-level security" in str(there), table
            at_home = refusal(app, copy, f'{{"{key}": "{fresh}"}}', own, table=table)
            assert not isinstance(at_home, errors.InsufficientPrivilege), table


def test_rows_of_another_gemeente_are_not_touched_by_update_or_delete(towns: Cast, superuser: Any, app: Any) -> None:
    own, other = towns.linderode.gemeente.pk, towns.broekveen.gemeente.pk
    for table in set(catalogue.tenant_tables(superuser)) - set(catalogue.event_tables(superuser)):
        name = sql.Identifier(table)
        with told(app, write=own, read=(own, other)):
            for query in (
                "UPDATE {} SET gemeente_id = gemeente_id WHERE gemeente_id = %s",
                "DELETE FROM {} WHERE gemeente_id = %s",
            ):
                assert app.execute(sql.SQL(query).format(name), [other]).rowcount == 0, table
            mine = app.execute(sql.SQL("UPDATE {} SET gemeente_id = gemeente_id").format(name)).rowcount
            assert mine > 0, table


def test_the_composite_keys_refuse_a_row_that_points_at_the_neighbour(towns: Cast, superuser: Any, app: Any) -> None:
    own, other = towns.linderode.gemeente.pk, towns.broekveen.gemeente.pk
    composite = catalogue.composite_references(superuser)
    assert len(composite) >= 15
    for each in composite:
        query = sql.SQL("SELECT id FROM {} WHERE gemeente_id = %s LIMIT 1").format(sql.Identifier(each.other))
        theirs = superuser.execute(query, [other]).fetchone()[0]
        point = (  # at a row that points somewhere: elsewhere another constraint could speak first
            "UPDATE {table} SET {column} = %s WHERE id = (SELECT id FROM {table} WHERE gemeente_id = %s"
            " ORDER BY {column} IS NULL LIMIT 1)"
        )
        with told(app, write=own, read=(own,)):
            error = refusal(app, point, theirs, own, table=each.table, column=each.columns[1])
        assert isinstance(error, errors.ForeignKeyViolation), each.name
        assert error.diag.constraint_name == each.name


def test_a_reading_scope_over_two_gemeenten_sees_both_and_writes_nothing(towns: Cast, superuser: Any, app: Any) -> None:
    both = (towns.linderode.gemeente.pk, towns.broekveen.gemeente.pk)
    for table in catalogue.tenant_tables(superuser):
        with told(app, read=both):
            seen = app.execute(sql.SQL("SELECT DISTINCT gemeente_id FROM {}").format(sql.Identifier(table)))
            assert {gemeente for (gemeente,) in seen} == set(both), table
            copy = refusal(app, "INSERT INTO {table} SELECT * FROM {table} LIMIT 1", table=table)
            assert isinstance(copy, errors.InsufficientPrivilege), table
            if table not in catalogue.event_tables(superuser):
                for query in ("UPDATE {} SET gemeente_id = gemeente_id", "DELETE FROM {}"):
                    assert app.execute(sql.SQL(query).format(sql.Identifier(table))).rowcount == 0, table


def test_someone_reads_their_own_memberships_before_a_gemeente_is_chosen_and_nothing_else(
    towns: Cast, superuser: Any, app: Any
) -> None:
    with app.transaction():
        app.execute("SELECT set_config('app.gebruiker', %s, true)", [str(towns.in_both.pk)])
        seen = {table: catalogue.count(app, table) for table in catalogue.tenant_tables(superuser)}
    assert {table: rows for table, rows in seen.items() if rows} == {"accounts_lidmaatschap": 2}


@pytest.mark.parametrize("ending", ["COMMIT", "ROLLBACK"])
def test_the_setting_survives_neither_commit_nor_rollback(towns: Cast, app: Any, ending: str) -> None:
    own = towns.linderode.gemeente.pk
    app.execute("BEGIN")
    app.execute("SELECT set_config('app.gemeenten', %s, true)", [str(own)])
    assert catalogue.count(app, "projects_project") == 2  # the project, and the one that follows it
    app.execute(ending)
    assert catalogue.count(app, "projects_project") == 0


def test_a_scope_inside_a_scope_raises(towns: Cast) -> None:
    own, other = towns.linderode.gemeente.pk, towns.broekveen.gemeente.pk
    with tenant_scope(own):
        with pytest.raises(ScopeNestingError), tenant_scope(other):
            pass
        with pytest.raises(ScopeNestingError), person_scope(towns.in_both.pk):
            pass
    with person_scope(towns.in_both.pk), pytest.raises(ScopeNestingError), tenant_scope(own):
        pass
