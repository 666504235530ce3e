"""Compiled files up to schema 7, which spelled out every field of a statement as a column of its own.

They are read for what they tell alone: what readers were told before an upgrade.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from typing import Any

from knowledge.compiled import records
from knowledge.model import Entity, Source, Statement

_JSON = ("note", "names", "summary", "about", "wording", "upcoming", "caveat", "contradicts", "corrected")


def statements(connection: sqlite3.Connection) -> dict[str, Statement]:
    """By id in reading order."""
    citations = _grouped(connection, "citation", "statement")
    return {
        fields["id"]: records.build(Statement, fields | _withdrawal(fields) | {"citations": citations[fields["id"]]})
        for fields in _rows(connection, "statement")
    }


def entities(connection: sqlite3.Connection) -> dict[str, Entity]:
    """By id in the order of the file."""
    aliases = _grouped(connection, "alias", "entity")
    return {
        fields["id"]: records.build(Entity, fields | {"aliases": aliases[fields["id"]]})
        for fields in _rows(connection, "entity")
    }


def sources(connection: sqlite3.Connection) -> dict[str, Source]:
    """By id in the order of the file."""
    return {fields["id"]: records.build(Source, fields) for fields in _rows(connection, "source")}


def _rows(connection: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    """What the rows of a table hold by column; some columns came with a later schema."""
    cursor = connection.execute(f"SELECT * FROM {table} ORDER BY rowid")  # noqa: S608 - names of our own
    names = [column[0] for column in cursor.description]
    return [_fields(dict(zip(names, row, strict=True))) for row in cursor]


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    filled = {name: value for name, value in row.items() if value is not None}
    return {name: json.loads(value) if name in _JSON else value for name, value in filled.items()}


def _grouped(connection: sqlite3.Connection, table: str, owner: str) -> defaultdict[str, list[dict[str, Any]]]:
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for fields in _rows(connection, table):
        found[fields[owner]].append(fields)
    return found


def _withdrawal(fields: dict[str, Any]) -> dict[str, Any]:
    if "withdrawn_on" not in fields:
        return {}
    return {"withdrawn": {"on": fields["withdrawn_on"], "reason": json.loads(fields["withdrawn_reason"])}}
