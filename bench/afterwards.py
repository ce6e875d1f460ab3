"""After the hammer: the rows themselves, looked at by a superuser for whom there is no wall."""

from collections.abc import Mapping

import psycopg

MARK = "botsing die nooit bewaard mag zijn"  # what bench.crashing writes before it breaks

# Each counts rows that stand in the wrong gemeente; the word of a gemeente follows from its slug.
_WORD = "'kan' || substr(g.slug, 2) || 'z'"
CHECKS = {
    "answers with another gemeente's word": "SELECT count(*) FROM projects_checklistantwoord t"
    f" JOIN tenancy_gemeente g ON g.id = t.gemeente_id WHERE position({_WORD} IN t.toelichting) <> 1",
    "history with another gemeente's word": "SELECT count(*) FROM projects_checklistantwoordevent t"
    f" JOIN tenancy_gemeente g ON g.id = t.gemeente_id WHERE position({_WORD} IN t.toelichting) <> 1",
    "answers in another gemeente than their project": "SELECT count(*) FROM projects_checklistantwoord t"
    " JOIN projects_project p ON p.id = t.project_id WHERE p.gemeente_id <> t.gemeente_id",
    "answers last changed by someone from elsewhere": "SELECT count(*) FROM projects_checklistantwoord t"
    " JOIN accounts_lidmaatschap l ON l.id = t.gewijzigd_door_id WHERE l.gemeente_id <> t.gemeente_id",
    "history of someone who is no member there": "SELECT count(*) FROM projects_checklistantwoordevent t"
    " WHERE pgh_context IS NOT NULL AND NOT EXISTS (SELECT FROM accounts_lidmaatschap l WHERE"
    " l.gemeente_id = t.gemeente_id AND l.gebruiker_id = (t.pgh_context->>'gebruiker')::uuid)",
    "log lines of someone who is no member there": "SELECT count(*) FROM audit_logregel t WHERE NOT EXISTS"
    " (SELECT FROM accounts_lidmaatschap l WHERE l.gemeente_id = t.gemeente_id AND l.gebruiker_id = t.gebruiker_id)",
    "rows of a crash that was not rolled back": "SELECT (SELECT count(*) FROM projects_checklistantwoord"
    f" WHERE toelichting = '{MARK}') + (SELECT count(*) FROM projects_checklistantwoordevent"
    f" WHERE toelichting = '{MARK}')",
}


def check_rows(superuser_url: str, saved: Mapping[str, tuple[int, str, str]]) -> list[str]:
    """Return what stands where it should not; ``saved``: where each text belongs (gemeente, project, punt)."""
    wrong = []
    with psycopg.connect(superuser_url) as db:
        for name, statement in CHECKS.items():
            found = db.execute(statement).fetchone()
            if found is None or found[0]:
                wrong.append(f"{name}: {found}")
        rows = db.execute(
            "SELECT toelichting, substr(g.slug, 2)::int, t.project_id::text, t.punt"
            " FROM projects_checklistantwoordevent t JOIN tenancy_gemeente g ON g.id = t.gemeente_id"
            " WHERE toelichting LIKE '% bewaard-%'"
        )
        landed: dict[str, set[tuple[int, str, str]]] = {}
        for text, *where in rows:
            landed.setdefault(text, set()).add((where[0], where[1], where[2]))
    wrong += [f"saved text {text} stands at {landed.get(text)}" for text in saved if landed.get(text) != {saved[text]}]
    return wrong
