"""After migrating: tables to the owner, no writing in history, no generic guardian tables.

Migrations run as ``wp_migrate`` (BYPASSRLS, or a data migration would silently touch no row under
FORCE). What they made is handed to ``wp_owner``, a role nobody can log in as.
"""

from typing import Any

from django.apps import AppConfig, apps
from django.db import connections

MIGRATE_ROLE = "wp_migrate"
OWNER_ROLE = "wp_owner"
APP_ROLE = "wp_app"

# guardian's generic tables know no gemeente, so row-level security can't guard them: nobody may use them.
CLOSED_TABLES = ("guardian_userobjectpermission", "guardian_groupobjectpermission")


def hand_over_tables(sender: AppConfig, using: str = "default", **kwargs: Any) -> None:
    """Give the tables to the owner and take from the app role what it must never do.

    Does nothing when another role than the migrate role ran the migrations.
    """
    from pghistory.models import Event

    events = [model._meta.db_table for model in apps.get_models() if issubclass(model, Event)]
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone()[0] != MIGRATE_ROLE:
            return
        for table in connections[using].introspection.table_names(cursor):
            quoted = connections[using].ops.quote_name(table)
            if table in CLOSED_TABLES:
                cursor.execute(f"REVOKE ALL ON {quoted} FROM {APP_ROLE}")
            elif table in events:
                cursor.execute(f"REVOKE UPDATE, DELETE ON {quoted} FROM {APP_ROLE}")
        cursor.execute(f"REASSIGN OWNED BY {MIGRATE_ROLE} TO {OWNER_ROLE}")
