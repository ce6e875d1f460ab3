"""What the reading policy costs: `= ANY (the list)` as it is, against `= the one`, against no policy at all.

The other policy is made in a transaction that is rolled back; nobody else may be using the database meanwhile.
"""

import time
from typing import Any

import psycopg
from psycopg import sql

from bench.client import median

EQUAL = "gemeente_id = (SELECT nullif(current_setting('app.gemeente', true), '')::uuid)"
ROUNDS, RUNS = 9, 30


def _measure(db: psycopg.Connection[Any], statement: str) -> float:
    took = []
    for _ in range(RUNS):
        began = time.perf_counter()
        db.execute(statement.encode()).fetchall()
        took.append((time.perf_counter() - began) * 1000)
    return median(took)


def _variant(db: psycopg.Connection[Any], variant: str, towns: list[str], statement: str) -> float:
    with db.transaction(force_rollback=True):
        if variant == "equal":
            tables = db.execute("SELECT tablename FROM pg_policies WHERE policyname = 'lezen'").fetchall()
            for (table,) in tables:
                name = sql.Identifier(table)
                db.execute(sql.SQL("DROP POLICY lezen ON {}").format(name))
                db.execute(sql.SQL("CREATE POLICY lezen ON {} FOR SELECT USING (" + EQUAL + ")").format(name))
        if variant != "none":
            db.execute("SET LOCAL ROLE wp_app")
        db.execute(
            "SELECT set_config('app.gemeente', %s, true), set_config('app.gemeenten', %s, true)",
            [towns[0], ",".join(towns)],
        )
        return _measure(db, statement)


def queries(town: str, project: str, *, filtered: bool) -> dict[str, str]:
    """Return a list query and two aggregates, with the ORM's own filter on the gemeente or without it."""
    own = f"gemeente_id = '{town}'" if filtered else "true"
    return {
        "list: answers of a project": "SELECT id, punt, status, toelichting, deadline, versie"
        f" FROM projects_checklistantwoord WHERE {own} AND project_id = '{project}' ORDER BY punt",
        "list: projects of a gemeente": f"SELECT * FROM projects_project WHERE {own} ORDER BY lower(naam) LIMIT 20",
        "aggregate: status per punt": "SELECT punt, status, count(*) FROM projects_checklistantwoord"
        f" WHERE {own} GROUP BY 1, 2",
    }


def compare(superuser_url: str, town: str, project: str, others: list[str]) -> list[str]:
    """Return the lines of the table; times are medians of the calmest round, rounds taken in turn."""
    lines = [
        "| query | filter in SQL | no policy ms | `=` ms | `= ANY` ms | ANY / = | ANY of 20 gemeenten ms |",
        "|---|---|---|---|---|---|---|",
    ]
    with psycopg.connect(superuser_url, prepare_threshold=None) as db:
        for filtered in (True, False):
            for name, statement in queries(town, project, filtered=filtered).items():
                plans = {"none": [town], "equal": [town], "any": [town], "many": [town, *others]}
                if not filtered:
                    del plans["none"]  # without policy and filter it would read every gemeente
                best = dict.fromkeys(plans, float("inf"))
                for _ in range(ROUNDS):
                    for variant, towns in plans.items():
                        best[variant] = min(best[variant], _variant(db, variant, towns, statement))
                none = f"{best['none']:.3f}" if "none" in best else "–"
                lines.append(
                    f"| {name} | {'yes' if filtered else 'no'} | {none} | {best['equal']:.3f} | {best['any']:.3f}"
                    f" | x{best['any'] / best['equal']:.2f} | {best['many']:.3f} |"
                )
    return lines
