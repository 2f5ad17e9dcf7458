"""Rows in bulk, written by PostgreSQL itself."""

from django.db import connection, models


def fill(model: type[models.Model], source: str, **given: str) -> None:
    """Insert a row for each one of `source` (what follows FROM). `given` says it in SQL, by name of the column; defaults fill the rest."""
    columns, said, values = [], [], []
    for field in model._meta.concrete_fields:
        column = str(field.column)
        if column not in given and field.primary_key:
            continue
        columns.append(f'"{column}"')
        if column in given:
            said.append(given[column])
        elif isinstance(field, models.UUIDField) and field.has_default():
            said.append("gen_random_uuid()")
        else:
            said.append("%s")
            values.append(field.get_db_prep_save(field.get_default(), connection))
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{model._meta.db_table}" ({", ".join(columns)}) SELECT {", ".join(said)} FROM {source}', values)  # noqa: S608 - made of names


def next_key(model: type[models.Model]) -> int:
    return (model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0) + 1


def go_on_behind(model: type[models.Model]) -> None:
    """Let the database number new rows after those that brought their number along."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM \"{table}\"))")  # noqa: S608 - made of names
