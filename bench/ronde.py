"""The daily round over all gemeenten: what it costs when something is due everywhere, in a few of them, or nowhere.

`.venv/bin/python -m bench.ronde [--gemeenten 342] [--projecten 10] [--klein]`
"""

import statistics
import time
from collections.abc import Callable
from functools import partial

import psycopg

from bench.stage import machine, parser, size, stage

FEW = 10
FAR = "UPDATE projects_checklistantwoord SET deadline = current_date + 400 WHERE deadline IS NOT NULL"
# Projects and plans of the generated data hold no other day that is near.
QUIET = (
    "UPDATE projects_project SET eind = current_date + 900, fase = 'voorbereiding'",
    "UPDATE ontwikkelplan_plan SET staat = 'concept'",
    "UPDATE ontwikkelplan_ontwikkelpunt SET eind_op = NULL",
    "UPDATE projects_projectdeling SET tot = current_date + 400",
)
NEAR = (
    "UPDATE projects_checklistantwoord SET deadline = current_date + 3 WHERE status NOT IN ('gereed', 'nvt')"
    " AND verantwoordelijke_id IS NOT NULL AND deadline IS NOT NULL AND gemeente_id IN"
    " (SELECT id FROM tenancy_gemeente ORDER BY slug LIMIT %s)"
)


def main() -> None:
    """Print a table: gemeenten with something due, the asking, the rounds, and what they made."""
    asked = parser(__doc__ or "").parse_args()
    gemeenten, projecten = size(asked.gemeenten, asked.projecten, klein=asked.klein)
    with stage(gemeenten, projecten) as here:
        print(machine())
        for name, change in (
            ("everywhere", []),
            ("nowhere", [FAR, *QUIET]),
            (f"in {FEW}", [NEAR.replace("%s", str(FEW))]),
        ):
            with psycopg.connect(here.superuser_url, autocommit=True) as db:
                db.execute("SET session_replication_role = replica")  # the history of these changes is not asked
                db.execute("TRUNCATE herinneringen_herinnering, herinneringen_ronde, post_mail CASCADE")
                for statement in change:
                    db.execute(statement.encode())
                db.execute("VACUUM ANALYZE")
            measure(name)


def measure(name: str) -> None:
    """Ask which gemeenten have something due, hold their rounds, and ask once more."""
    from wijkaanpak.herinneringen import tasks

    found: list[object] = []
    asking = [timed(lambda: found.append(tasks.due_today())) for _turn in range(3)]
    due = found[-1]
    assert isinstance(due, list)
    rounds = [timed(partial(tasks.remind, str(each))) for each in due]
    after = timed(lambda: found.append(tasks.due_today()))
    middle = statistics.median(rounds) * 1000 if rounds else 0.0
    print(
        f"due {name}: {len(due)} gemeenten; asked in {min(asking) * 1000:.0f} ms; rounds {sum(rounds):.1f} s in all,"
        f" {middle:.0f} ms each; asked again in {after * 1000:.0f} ms: {len(found[-1])} left"  # type: ignore[arg-type]
    )


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds of this process and its database the work took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
