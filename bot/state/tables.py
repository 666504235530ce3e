"""The tables as the newest migration leaves them (a test compares the two).

Moments are whole seconds since 1970 in UTC, which SQLite and PostgreSQL keep alike. Thread 0 stands for what is
outside topics. Which rows an index has is noted in its `info`: for `postgresql_where` SQLAlchemy would import
that dialect, which takes 40 ms of each start.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)

metadata = MetaData()

_Key = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts up only what it knows as INTEGER."""


def _row_of_a_chat() -> tuple[Column[int], ...]:
    """A row's own number, and the chat or topic that it is of."""
    return (
        Column("id", _Key, primary_key=True),
        Column("chat", BigInteger, nullable=False),
        Column("thread", BigInteger, nullable=False),
    )


readers = Table(
    "readers",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("thread", BigInteger, primary_key=True, autoincrement=False, comment="0: outside topics"),
    Column("language", String(8), comment="chosen with /language; null: as each question is written"),
    Column("entities", String, comment="ids of the last answer, separated by spaces"),
    Column("spoke_at", BigInteger, comment="when that answer was given"),
    Column("zone", String(64), comment="the reader's time zone by its IANA name"),
    Column("quiet_from", Integer, comment="minute of the local day from which nothing is sent; null: never quiet"),
    Column("quiet_to", Integer, comment="minute of the local day at which sending goes on"),
    Column("struck_at", BigInteger, comment="since when the chat cannot be written to"),
    Column("looked_at", BigInteger, comment="when it last asked for what is new"),
    Index("readers_spoke_at", "spoke_at"),
    Index("readers_struck_at", "struck_at"),
    sqlite_with_rowid=False,  # the chat then stands in the table once, and in no index of its own
)

publications = Table(
    "publications",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("version", String, nullable=False, comment="of the knowledge"),
    Column("at", BigInteger, nullable=False),
    Column("changed", String, nullable=False, comment="the statements that changed with it, separated by spaces"),
    Column("corrected", BigInteger, comment="the chat up to which corrections are planned; null: all are"),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    *_row_of_a_chat(),
    Column("subject", String, nullable=False, comment="all, kind:…, entity:… or words:…"),
    Column("lang", String(8), nullable=False, comment="of the updates while no language is chosen"),
    Column("cadence", String(8), nullable=False, comment="instant, daily or weekly"),
    Column("minute", Integer, nullable=False, comment="of the local day, for digests"),
    Column("weekday", Integer, nullable=False, comment="0: Monday, for weekly digests"),
    Column("silent", Boolean, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("heartbeat", Boolean, nullable=False, comment="whether a digest without news is sent too"),
    Column("seen", BigInteger, nullable=False, comment="the publication up to which the reader has been told"),
    Column("due_at", BigInteger, nullable=False, comment="not before; for digests the next one"),
    Column("tells", String(8), nullable=False, server_default="facts", comment="facts, mentions or both"),
    Column("prompt", Boolean, nullable=False, server_default=false(), comment="whether mentions come at once"),
    Column(
        "heard", BigInteger, nullable=False, server_default=text("0"), comment="the mention up to which it was told"
    ),
    Column(
        "mentions_at",
        BigInteger,
        nullable=False,
        server_default=text("0"),
        comment="when its mentions are due; 0: to be reckoned",
    ),
    UniqueConstraint("chat", "thread", "subject", name="subscriptions_once"),
    Index("subscriptions_behind", "cadence", "seen", "due_at"),
    Index("subscriptions_digests", "due_at", info={"where": "cadence <> 'instant'"}),
    Index("subscriptions_mentions", "mentions_at", info={"where": "tells <> 'facts'"}),
)

reminders = Table(
    "reminders",
    metadata,
    *_row_of_a_chat(),
    Column("entity", String, nullable=False),
    Column("lead", String(8), nullable=False, comment="how long before: d, m or h"),
    Column("lang", String(8), nullable=False, comment="of the reminder while no language is chosen"),
    Column("occasion", String, nullable=False, comment="when the event is, as the reader was told last"),
    Column("due_at", BigInteger, nullable=False),
    UniqueConstraint("chat", "thread", "entity", "lead", name="reminders_once"),
    Index("reminders_due", "due_at"),
)

bodies = Table(
    "bodies",
    metadata,
    Column("hash", String(32), primary_key=True),
    Column("html", String, nullable=False),
    Column("plain", String, nullable=False),
    Column("buttons", String, nullable=False, comment="JSON: rows of [label, press]"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("dedupe", String, nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("thread", BigInteger, nullable=False),
    Column("target", BigInteger, comment="the message to edit or to reply to"),
    Column("body", String(32), nullable=False),
    Column("lang", String(8), nullable=False),
    Column("silent", Boolean, nullable=False),
    Column("tells", String, nullable=False, comment="what it tells: <statement>@<fingerprint>, separated by spaces"),
    Column("publication", BigInteger, comment="the publication that it tells of"),
    Column(
        "cursors", String, nullable=False, comment="where its subscriptions stood: <id>:<seen>, separated by spaces"
    ),
    Column("not_before", BigInteger, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("holder", String(64), comment="who sends it or has sent it"),
    Column("message", BigInteger, comment="the message that it became"),
    Column("error", String, comment="the kind of the last error"),
    Column("changed_at", BigInteger, nullable=False),
    # Finished rows may be millions; what is looked for all the time is indexed without them.
    Index("outbox_waiting", "not_before", "id", info={"where": "state = 'queued'"}),
    Index("outbox_open", "state", "id", info={"where": "state <> 'sent'"}),
    Index("outbox_chat", "chat", "state"),
    Index("outbox_body", "body"),
    Index("outbox_changed_at", "changed_at"),
)

told = Table(
    "told",
    metadata,
    *_row_of_a_chat(),
    Column("message", BigInteger, nullable=False, comment="negative: of a group that has become a supergroup"),
    Column("statement", String, nullable=False),
    Column("fingerprint", String(32), nullable=False),
    Column("lang", String(8), nullable=False),
    Column("editable", Boolean, nullable=False, comment="whether the message holds all that was told and nothing else"),
    Column("at", BigInteger, nullable=False),
    UniqueConstraint("chat", "message", "statement", name="told_once"),
    Index("told_statement", "statement", "chat"),
    Index("told_at", "at"),
)

misses = Table(
    "misses",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("text", String, nullable=False),
    Column("lang", String(8), nullable=False),
    Column("at", BigInteger, nullable=False, comment="the beginning of the day on which it was asked"),
    Column("chat", BigInteger, comment="who wants to be told later; null: nobody"),
    Column("thread", BigInteger),
    Column("again", Boolean, nullable=False, server_default=false(), comment="whether its reader had asked the like"),
    Index("misses_at", "at"),
    Index("misses_chat", "chat"),
)

reports = Table(
    "reports",
    metadata,
    *_row_of_a_chat(),
    Column("prompt", BigInteger, comment="our message that asks for the words"),
    Column("lang", String(8), nullable=False),
    Column("statements", String, nullable=False),
    Column("words", String, nullable=False, comment="empty: none were given"),
    Column("answered", Boolean, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("reports_at", "at"),
    Index("reports_chat", "chat", "prompt"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("id", _Key, primary_key=True),
    Column("document", String, nullable=False, unique=True, comment="of the archive"),
    Column("title", String, nullable=False),
    Column("lead", String, nullable=False, comment="its first sentence"),
    Column("sentences", String, nullable=False, comment="JSON: the first sentence that names each entity"),
    Column("publisher", String, nullable=False),
    Column("published", String(10), nullable=False, comment="ISO; empty: not known"),
    Column("url", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("mentions_at", "at"),
)

mention_entities = Table(
    "mention_entities",
    metadata,
    Column("entity", String, primary_key=True),
    Column("mention", BigInteger, primary_key=True, autoincrement=False),
)

mentioned = Table(
    "mentioned",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("thread", BigInteger, primary_key=True, autoincrement=False),
    Column("mention", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Index("mentioned_at", "at"),
)

left_out = Table(
    "left_out",
    metadata,
    *_row_of_a_chat(),
    Column("kind", String(8), nullable=False, comment="words or source"),
    Column("text", String, nullable=False),
    UniqueConstraint("chat", "thread", "kind", "text", name="left_out_once"),
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("until", BigInteger, nullable=False, comment="by the clock of the database"),
)

received = Table(
    "received",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Index("received_at", "at"),
)

unanswered = Table(
    "unanswered",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, nullable=False),
    Column("body", String, nullable=False, comment="JSON: an update, without names"),
    Column("at", BigInteger, nullable=False),
    Index("unanswered_chat", "chat"),
)

counters = Table(
    "counters",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", BigInteger, nullable=False),
)


def personal_tables() -> Iterator[Table]:
    """Every table that holds something about a chat: what `forget` empties and `migrate` rewrites."""
    return (table for table in metadata.sorted_tables if "chat" in table.columns)
