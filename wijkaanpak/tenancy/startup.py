"""The start-up check: web and worker refuse to run as a role that can look over the wall."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

_PROBE = """
SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
       pg_has_role(oid, 'wp_owner', 'MEMBER'),
       has_schema_privilege(oid, 'public', 'CREATE')
FROM pg_roles WHERE rolname = current_user
"""
_POWERS = ("superuser", "BYPASSRLS", "CREATEROLE", "CREATEDB", "member of wp_owner", "CREATE in schema public")


def excess_powers() -> tuple[str, list[str]]:
    """Return the name of the current database role and the powers it should not have."""
    with connection.cursor() as cursor:
        cursor.execute(_PROBE)
        name, *powers = cursor.fetchone()
    return name, [power for power, held in zip(_POWERS, powers, strict=True) if held]


def verify_database_role() -> None:
    """Raise ImproperlyConfigured unless the role in DATABASE_URL is bound by row-level security."""
    name, excess = excess_powers()
    connection.close()
    if excess:
        raise ImproperlyConfigured(
            f"DATABASE_URL logs in as {name!r}, which has: {', '.join(excess)}. "
            "Web and worker must use the app role wp_app (see wijkaanpak/tenancy/sql/roles.sql)."
        )
