"""What PostgreSQL's own catalogue says about the tables; asked as a superuser, who sees everything."""

from dataclasses import dataclass
from typing import Any

from psycopg import sql

from projects.models import Versiewissel
from projects.services.team import invite_to_project
from tests.cast import Cast
from tests.evaluatie.setting_up import add_evaluation
from tests.evaluatie.setting_up_vervolg import add_vervolg
from tests.herinneringen.setting_up import add_reminders
from tests.ontwikkelplan.setting_up import add_plan
from tests.projects.setting_up import add_rest, add_setup
from tests.reflectie.setting_up import add_reflectie
from tests.sturing.setting_up import add_sturing
from wijkaanpak.tenancy.scope import tenant_scope

_IN_PUBLIC = "relnamespace = 'public'::regnamespace"


@dataclass(frozen=True)
class Reference:
    """A foreign key: from a column of a table (beside gemeente_id, when composite) to another table."""

    name: str
    table: str
    columns: tuple[str, ...]
    other: str
    other_columns: tuple[str, ...]


def all_tables(connection: Any) -> set[str]:
    """Every table of the database, views and the like included."""
    rows = connection.execute(f"SELECT relname FROM pg_class WHERE {_IN_PUBLIC} AND relkind NOT IN ('i', 'S', 'c')")
    return {name for (name,) in rows}


def tenant_tables(connection: Any) -> list[str]:
    """Every table with a gemeente_id."""
    rows = connection.execute(
        "SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid"
        f" WHERE {_IN_PUBLIC} AND relkind NOT IN ('i', 'S', 'c') AND attname = 'gemeente_id' ORDER BY relname"
    )
    return [name for (name,) in rows]


def event_tables(connection: Any) -> list[str]:
    """The tables of history: their key is pgh_id."""
    rows = connection.execute(
        "SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid"
        f" WHERE {_IN_PUBLIC} AND relkind = 'r' AND attname = 'pgh_id' ORDER BY relname"
    )
    return [name for (name,) in rows]


def references(connection: Any) -> list[Reference]:
    """Every foreign key."""
    rows = connection.execute(
        "SELECT conname, relname, (SELECT array_agg(attname::text ORDER BY place) FROM unnest(conkey)"
        "   WITH ORDINALITY AS key(number, place) JOIN pg_attribute ON attrelid = conrelid AND attnum = number),"
        " (SELECT relname FROM pg_class other WHERE other.oid = confrelid),"
        " (SELECT array_agg(attname::text ORDER BY place) FROM unnest(confkey)"
        "   WITH ORDINALITY AS key(number, place) JOIN pg_attribute ON attrelid = confrelid AND attnum = number)"
        f" FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid WHERE contype = 'f' AND {_IN_PUBLIC}"
    )
    return [Reference(name, table, tuple(here), other, tuple(there)) for name, table, here, other, there in rows]


def composite_references(connection: Any) -> list[Reference]:
    """The foreign keys that hold a row and what it points at to one gemeente."""
    return [each for each in references(connection) if each.columns[0] == "gemeente_id" and len(each.columns) == 2]


def count(connection: Any, table: str) -> int:
    """The number of rows that this connection sees."""
    query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
    found: int = connection.execute(query).fetchone()[0]
    return found


def fill_every_table(cast: Cast) -> None:
    """Add what the cast has no row of, so that no tenant table is empty in either town."""
    for town in (cast.linderode, cast.broekveen):
        with tenant_scope(town.gemeente.pk):
            invite_to_project(
                project=town.project,
                by=town.leider.lid,
                email=f"team.{town.gemeente.slug}@example.org",
                rol="uitvoerend",
            )
            Versiewissel.objects.create(
                gemeente=town.gemeente, project=town.project, van=1, naar=2, door=town.leider.lid
            )
            add_setup(town)
            add_rest(town)
            add_reflectie(town)
            add_plan(town)
            add_sturing(town)
            add_vervolg(town)
            add_reminders(town)
            add_evaluation(town)
