"""Statements, entities and sources as JSON: the one place where their fields are written and read.

A field that holds its default is left out, an unknown one is ignored and a missing one takes its default. So a record
that did not change is the same text in every release, and earlier and later releases read it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from knowledge.model import Entity, Source, Statement

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T", Entity, Source, Statement)
Recorded: TypeAlias = Entity | Source | Statement


def table(kind: type[Recorded]) -> str:
    """The name of a kind of record, and of its table in a compiled file: `entity`, `source`, `statement`."""
    return kind.__name__.lower()


def dump(told: Recorded) -> str:
    """The record of one value; equal values have equal records."""
    return _adapters()[type(told)].dump_json(told, exclude_defaults=True).decode()


def load(kind: type[T], record: str) -> T:
    """The value of a record; ValueError when it is none."""
    found: T = _adapters()[kind].validate_json(record)
    return found


def build(kind: type[T], fields: dict[str, Any]) -> T:
    """The value of a record that was parsed already; ValueError when it is none."""
    found: T = _adapters()[kind].validate_python(fields)
    return found


def write(connection: sqlite3.Connection, values: Iterable[Recorded]) -> None:
    """Fill the tables of a compiled file in the order of the values, which is kept."""
    for told in values:
        connection.execute(f"INSERT INTO {table(type(told))} VALUES (?, ?)", (told.id, dump(told)))  # noqa: S608 - names of our own


def read(connection: sqlite3.Connection, kind: type[T]) -> dict[str, T]:
    """All of a kind in a compiled file by id, in the order in which they were written."""
    rows = connection.execute(f"SELECT id, record FROM {table(kind)} ORDER BY rowid")  # noqa: S608 - names of our own
    return {id_: load(kind, record) for id_, record in rows}


@cache
def _adapters() -> dict[type, TypeAdapter[Any]]:
    from pydantic import TypeAdapter

    return {kind: TypeAdapter(kind) for kind in (Entity, Source, Statement)}
