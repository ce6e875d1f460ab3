"""The migration operation that puts a table behind the second lock."""

from typing import Any, ClassVar

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import ForeignKey, Model

# The setting is cast, never the column; each is read once per statement, as an initplan.
_WRITE = "gemeente_id = (SELECT nullif(current_setting('app.gemeente', true), '')::uuid)"
_READ = "gemeente_id = ANY ((SELECT string_to_array(nullif(current_setting('app.gemeenten', true), ''), ','))::uuid[])"
_OWN = "gebruiker_id = (SELECT nullif(current_setting('app.gebruiker', true), '')::uuid)"


def _tenant_keys(model: type[Model]) -> list[ForeignKey[Any, Any]]:
    """The constrained foreign keys of this model to other models that belong to a gemeente."""
    return [
        field
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey)
        and getattr(field, "db_constraint", True)
        and any(other.name == "gemeente" for other in field.related_model._meta.local_fields)
    ]


class TenantTable(Operation):
    """ENABLE and FORCE row-level security, the four policies, and composite foreign keys.

    Idempotent: name a model again after adding a foreign key to it. ``own_rows`` lets a person read
    rows with their own ``gebruiker_id`` before a gemeente is chosen (memberships alone need that).
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, model_name: str, *, own_rows: bool = False) -> None:
        self.model_name = model_name
        self.own_rows = own_rows

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Name the operation for Django's migration writer."""
        return self.__class__.__name__, [self.model_name], {"own_rows": self.own_rows} if self.own_rows else {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Row-level security is no part of Django's model state."""

    def describe(self) -> str:
        """Return the line that ``migrate --plan`` shows."""
        return f"Put {self.model_name} behind row-level security"

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Lock the table."""
        model = _model(to_state.apps, app_label, self.model_name)
        for statement in self._lock(model):
            schema_editor.execute(statement)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Unlock the table."""
        model = _model(from_state.apps, app_label, self.model_name)
        for statement in self._unlock(model):
            schema_editor.execute(statement)

    def _lock(self, model: type[Model]) -> list[str]:
        table = model._meta.db_table
        read = f"({_READ} OR {_OWN})" if self.own_rows else _READ
        statements = [
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
        ]
        for name, command, clauses in (
            ("lezen", "SELECT", f"USING ({read})"),
            ("toevoegen", "INSERT", f"WITH CHECK ({_WRITE})"),
            ("wijzigen", "UPDATE", f"USING ({_WRITE}) WITH CHECK ({_WRITE})"),
            ("verwijderen", "DELETE", f"USING ({_WRITE})"),
        ):
            statements.append(f'DROP POLICY IF EXISTS {name} ON "{table}"')
            statements.append(f'CREATE POLICY {name} ON "{table}" FOR {command} {clauses}')
        if model._meta.pk is not None and model._meta.pk.column == "id":
            statements += _constraint(table, f"{table}_gemeente_id_id", "UNIQUE (gemeente_id, id)")
        for key in _tenant_keys(model):
            other = key.related_model._meta.db_table
            statements += _constraint(
                table,
                f"{table}_{key.column}_gemeente",
                f'FOREIGN KEY (gemeente_id, "{key.column}") REFERENCES "{other}" (gemeente_id, id)',
            )
        return statements

    def _unlock(self, model: type[Model]) -> list[str]:
        table = model._meta.db_table
        names = [f"{table}_{key.column}_gemeente" for key in _tenant_keys(model)] + [f"{table}_gemeente_id_id"]
        return [
            *(f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{name[:63]}"' for name in names),
            *(f'DROP POLICY {name} ON "{table}"' for name in ("lezen", "toevoegen", "wijzigen", "verwijderen")),
            f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY',
            f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY',
        ]


def _model(apps: Apps, app_label: str, name: str) -> type[Model]:
    return apps.get_model(app_label, name)


def _constraint(table: str, name: str, definition: str) -> list[str]:
    name = name[:63]  # PostgreSQL's limit
    return [
        "DO $lock$ BEGIN IF NOT EXISTS (SELECT FROM pg_constraint"
        f" WHERE conname = '{name}' AND conrelid = '\"{table}\"'::regclass) THEN"
        f' ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}; END IF; END $lock$'
    ]


class Together(Operation):
    """Operations of one kind, done as one.

    Django draws every model anew for each operation that changes one, and all of ours hang together through the
    gemeente: a hundred operations cost a hundred drawings of everything. Here the models are drawn once. For
    operations that don't need the state in between: tables that are made, or columns, constraints or triggers added.
    """

    reversible = True
    reduces_to_sql = True
    serialization_expand_args: ClassVar[list[str]] = ["operations"]

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Name the operation for Django's migration writer."""
        return self.__class__.__name__, [], {"operations": self.operations}

    def describe(self) -> str:
        """Return the line that ``migrate --plan`` shows."""
        return "; ".join(operation.describe() for operation in self.operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change the state by each operation, without drawing the models in between."""
        state.clear_delayed_apps_cache()
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Do each operation, in order."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Undo each operation, the last first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)
