"""Whether the tables of a state are those that the code works with, whatever number its migrations left.

A migration that was changed after some had run it leaves a state that says that it is of the newest revision, and in
which the first write fails.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Inspector, Table, UniqueConstraint, inspect

from bot.state.tables import metadata


def differences(connection: Connection) -> list[str]:
    """What is missing or too much, in words; empty where the tables fit."""
    found = inspect(connection)
    there = set(found.get_table_names())
    missing = [f"no table {table.name}" for table in metadata.sorted_tables if table.name not in there]
    return missing + [
        problem for table in metadata.sorted_tables if table.name in there for problem in _of(table, found)
    ]


def _of(table: Table, found: Inspector) -> Iterator[str]:
    ours, there = (
        {column.name for column in table.columns},
        {column["name"] for column in found.get_columns(table.name)},
    )
    yield from (f"{table.name} has no column {name}" for name in sorted(ours - there))
    yield from (f"{table.name} has a column {name} too many" for name in sorted(there - ours))
    known = {frozenset(one["column_names"]) for one in found.get_unique_constraints(table.name)}
    known |= {frozenset(filter(None, one["column_names"])) for one in found.get_indexes(table.name)}
    for names in _unique(table):
        if names not in known:
            yield f"{table.name} has nothing that keeps {', '.join(sorted(names))} unique"


def _unique(table: Table) -> Iterator[frozenset[str]]:
    """The columns that ON CONFLICT relies on, beside the primary key."""
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield frozenset(column.name for column in constraint.columns)
