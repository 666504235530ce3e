"""Whether the tables of a state are those that the code works with, whatever number its migrations left.

A migration that was changed after some had run it leaves a state that says that it is of the newest revision, and in
which the first write fails.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, Inspector, Table, UniqueConstraint, inspect

from bot.state.tables import metadata

_COLUMNS = """
SELECT tables.name, columns.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
WHERE tables.type = 'table'
"""
_INDEXED = """
SELECT tables.name, indexes.name, columns.name
FROM sqlite_schema AS tables, pragma_index_list(tables.name) AS indexes, pragma_index_info(indexes.name) AS columns
WHERE tables.type = 'table' AND columns.name IS NOT NULL
"""


def differences(connection: Connection) -> list[str]:
    """What is missing or too much, in words; empty where the tables fit."""
    there = _of_sqlite(connection) if connection.dialect.name == "sqlite" else _of_others(connection)
    tables = metadata.sorted_tables
    missing = [f"no table {table.name}" for table in tables if table.name not in there]
    return missing + [problem for table in tables if table.name in there for problem in _of(table, there[table.name])]


class _Found(NamedTuple):
    """A table as it is."""

    columns: set[str]
    indexed: set[frozenset[str]]
    """The columns of each constraint and index."""


def _of_sqlite(connection: Connection) -> dict[str, _Found]:
    """All tables by two questions: asking for each takes an eighth of a start."""
    found: defaultdict[str, _Found] = defaultdict(lambda: _Found(set(), set()))
    for table, column in connection.exec_driver_sql(_COLUMNS):
        found[table].columns.add(column)
    indexes: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for table, index, column in connection.exec_driver_sql(_INDEXED):
        indexes[table, index].add(column)
    for (table, _), columns in indexes.items():
        found[table].indexed.add(frozenset(columns))
    return found


def _of_others(connection: Connection) -> dict[str, _Found]:
    inspector = inspect(connection)
    return {table: _inspected(table, inspector) for table in inspector.get_table_names()}


def _inspected(table: str, found: Inspector) -> _Found:
    unique = {frozenset(one["column_names"]) for one in found.get_unique_constraints(table)}
    indexes = {frozenset(filter(None, one["column_names"])) for one in found.get_indexes(table)}
    return _Found({column["name"] for column in found.get_columns(table)}, unique | indexes)


def _of(table: Table, there: _Found) -> Iterator[str]:
    ours = {column.name for column in table.columns}
    yield from (f"{table.name} has no column {name}" for name in sorted(ours - there.columns))
    yield from (f"{table.name} has a column {name} too many" for name in sorted(there.columns - ours))
    for names in _unique(table):
        if names not in there.indexed:
            yield f"{table.name} has nothing that keeps {', '.join(sorted(names))} unique"


def _unique(table: Table) -> Iterator[frozenset[str]]:
    """The columns that ON CONFLICT relies on, beside the primary key."""
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield frozenset(column.name for column in constraint.columns)
