"""What telling subscribers needs: publications, subscriptions, the outbox, what was told, and unanswered questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _readers()
    _publications()
    _subscriptions()
    _outbox()
    _told()
    _misses()


def downgrade() -> None:
    """Drop them with all that they hold."""
    for table in ("misses", "told", "outbox", "bodies", "subscriptions", "publications"):
        op.drop_table(table)
    op.drop_index("readers_struck_at", "readers")
    for column in ("zone", "quiet_from", "quiet_to", "struck_at"):
        op.drop_column("readers", column)


def _readers() -> None:
    for column in (
        sa.Column("zone", sa.String(64), comment="the reader's time zone by its IANA name"),
        sa.Column(
            "quiet_from", sa.Integer, comment="minute of the local day from which nothing is sent; null: never quiet"
        ),
        sa.Column("quiet_to", sa.Integer, comment="minute of the local day at which sending goes on"),
        sa.Column("struck_at", sa.BigInteger, comment="since when the chat cannot be written to"),
    ):
        op.add_column("readers", column)
    op.create_index("readers_struck_at", "readers", ["struck_at"])


def _publications() -> None:
    op.create_table(
        "publications",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("version", sa.String, nullable=False, comment="of the knowledge"),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column(
            "changed", sa.String, nullable=False, comment="the statements that changed with it, separated by spaces"
        ),
        sa.Column("corrected", sa.BigInteger, comment="the chat up to which corrections are planned; null: all are"),
    )


def _subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("thread", sa.BigInteger, nullable=False),
        sa.Column("subject", sa.String, nullable=False, comment="all, kind:…, entity:… or words:…"),
        sa.Column("lang", sa.String(8), nullable=False, comment="of the updates while no language is chosen"),
        sa.Column("cadence", sa.String(8), nullable=False, comment="instant, daily or weekly"),
        sa.Column("minute", sa.Integer, nullable=False, comment="of the local day, for digests"),
        sa.Column("weekday", sa.Integer, nullable=False, comment="0: Monday, for weekly digests"),
        sa.Column("silent", sa.Boolean, nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("heartbeat", sa.Boolean, nullable=False, comment="whether a digest without news is sent too"),
        sa.Column(
            "seen", sa.BigInteger, nullable=False, comment="the publication up to which the reader has been told"
        ),
        sa.Column("due_at", sa.BigInteger, nullable=False, comment="not before; for digests the next one"),
        sa.UniqueConstraint("chat", "thread", "subject", name="subscriptions_once"),
    )
    op.create_index("subscriptions_behind", "subscriptions", ["cadence", "seen", "due_at"])
    others = sa.text("cadence <> 'instant'")
    op.create_index("subscriptions_digests", "subscriptions", ["due_at"], sqlite_where=others, postgresql_where=others)


def _outbox() -> None:
    op.create_table(
        "bodies",
        sa.Column("hash", sa.String(32), primary_key=True),
        sa.Column("html", sa.String, nullable=False),
        sa.Column("plain", sa.String, nullable=False),
        sa.Column("buttons", sa.String, nullable=False, comment="JSON: rows of [label, press]"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("dedupe", sa.String, nullable=False, unique=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("thread", sa.BigInteger, nullable=False),
        sa.Column("target", sa.BigInteger, comment="the message to edit or to reply to"),
        sa.Column("body", sa.String(32), nullable=False),
        sa.Column("lang", sa.String(8), nullable=False),
        sa.Column("silent", sa.Boolean, nullable=False),
        sa.Column(
            "tells", sa.String, nullable=False, comment="what it tells: <statement>@<fingerprint>, separated by spaces"
        ),
        sa.Column("publication", sa.BigInteger, comment="the publication that it tells of"),
        sa.Column(
            "cursors",
            sa.String,
            nullable=False,
            comment="where its subscriptions stood: <id>:<seen>, separated by spaces",
        ),
        sa.Column("not_before", sa.BigInteger, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("holder", sa.String(64), comment="who sends it or has sent it"),
        sa.Column("message", sa.BigInteger, comment="the message that it became"),
        sa.Column("error", sa.String, comment="the kind of the last error"),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )
    _part_of_outbox("outbox_waiting", ["not_before", "id"], "state = 'queued'")
    _part_of_outbox("outbox_open", ["state", "id"], "state <> 'sent'")
    op.create_index("outbox_chat", "outbox", ["chat", "state"])
    op.create_index("outbox_body", "outbox", ["body"])
    op.create_index("outbox_changed_at", "outbox", ["changed_at"])


def _part_of_outbox(name: str, columns: list[str], where: str) -> None:
    op.create_index(name, "outbox", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _told() -> None:
    op.create_table(
        "told",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("thread", sa.BigInteger, nullable=False),
        sa.Column(
            "message", sa.BigInteger, nullable=False, comment="negative: of a group that has become a supergroup"
        ),
        sa.Column("statement", sa.String, nullable=False),
        sa.Column("fingerprint", sa.String(32), nullable=False),
        sa.Column("lang", sa.String(8), nullable=False),
        sa.Column(
            "editable",
            sa.Boolean,
            nullable=False,
            comment="whether the message holds all that was told and nothing else",
        ),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint("chat", "message", "statement", name="told_once"),
    )
    op.create_index("told_statement", "told", ["statement", "chat"])
    op.create_index("told_at", "told", ["at"])


def _misses() -> None:
    op.create_table(
        "misses",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("lang", sa.String(8), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False, comment="the beginning of the day on which it was asked"),
        sa.Column("chat", sa.BigInteger, comment="who wants to be told later; null: nobody"),
        sa.Column("thread", sa.BigInteger),
    )
    op.create_index("misses_at", "misses", ["at"])
    op.create_index("misses_chat", "misses", ["chat"])
