"""The tables as the newest migration leaves them (a test compares the two).

Moments are whole seconds since 1970 in UTC, which SQLite and PostgreSQL keep alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import BigInteger, Column, Index, MetaData, String, Table

metadata = MetaData()

readers = Table(
    "readers",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("thread", BigInteger, primary_key=True, autoincrement=False, comment="0: outside topics"),
    Column("language", String(8), comment="chosen with /language; null: as each question is written"),
    Column("entities", String, comment="ids of the last answer, separated by spaces"),
    Column("spoke_at", BigInteger, comment="when that answer was given"),
    Index("readers_spoke_at", "spoke_at"),
    sqlite_with_rowid=False,  # the chat then stands in the table once, and in no index of its own
)


def personal_tables() -> Iterator[Table]:
    """Every table that holds something about a chat: what `forget` empties and `migrate` rewrites."""
    return (table for table in metadata.sorted_tables if "chat" in table.columns)
