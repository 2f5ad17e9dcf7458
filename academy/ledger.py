"""Tables to which rows are only ever added.

`AppendOnly` is a migration operation: it makes the database itself refuse to
change a row of the table, on SQLite and PostgreSQL, whatever code asks for it.
Deleting stays possible for the one action that removes a demo company.
"""

from typing import Any

from django.db.migrations.operations.base import Operation

SQLITE = "CREATE TRIGGER {name} BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
POSTGRES = (
    "CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$ BEGIN "
    "RAISE EXCEPTION 'rows of {table} are never changed' USING ERRCODE = 'integrity_constraint_violation'; "
    "END; $$ LANGUAGE plpgsql; "
    "CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
)
REMOVE = {
    "sqlite": "DROP TRIGGER IF EXISTS {name}",
    "postgresql": "DROP TRIGGER IF EXISTS {name} ON {table}; DROP FUNCTION IF EXISTS {name}()",
}


class AppendOnly(Operation):
    """Forbid UPDATE on one table. Other databases than SQLite and PostgreSQL keep the rule in code alone."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str) -> None:
        self.table = table

    @property
    def _names(self) -> dict[str, str]:
        return {"table": self.table, "name": f"{self.table}_append_only"}

    def state_forwards(self, app_label: str, state: Any) -> None:
        return

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        statement = {"sqlite": SQLITE, "postgresql": POSTGRES}.get(schema_editor.connection.vendor)
        if statement:
            schema_editor.execute(statement.format(**self._names), params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        statement = REMOVE.get(schema_editor.connection.vendor)
        if statement:
            schema_editor.execute(statement.format(**self._names), params=None)

    def describe(self) -> str:
        return f"Make {self.table} append-only"
