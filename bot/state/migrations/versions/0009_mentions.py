"""What documents say of what readers follow, who wants to be told, who was, and what they leave out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_KEY = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _columns() -> tuple[sa.Column[object], ...]:
    zero = sa.text("0")
    return (
        sa.Column("tells", sa.String(8), nullable=False, server_default="facts", comment="facts, mentions or both"),
        sa.Column(
            "prompt", sa.Boolean, nullable=False, server_default=sa.false(), comment="whether mentions come at once"
        ),
        sa.Column(
            "heard", sa.BigInteger, nullable=False, server_default=zero, comment="the mention up to which it was told"
        ),
        sa.Column(
            "mentions_at",
            sa.BigInteger,
            nullable=False,
            server_default=zero,
            comment="when its mentions are due; 0: to be reckoned",
        ),
    )


def upgrade() -> None:
    """Make the tables and the columns."""
    op.create_table(
        "mentions",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("document", sa.String, nullable=False, unique=True, comment="of the archive"),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("lead", sa.String, nullable=False, comment="its first sentence"),
        sa.Column("sentences", sa.String, nullable=False, comment="JSON: the first sentence that names each entity"),
        sa.Column("publisher", sa.String, nullable=False),
        sa.Column("published", sa.String(10), nullable=False, comment="ISO; empty: not known"),
        sa.Column("url", sa.String, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("mentions_at", "mentions", ["at"])
    op.create_table(
        "mention_entities",
        sa.Column("entity", sa.String, primary_key=True),
        sa.Column("mention", sa.BigInteger, primary_key=True, autoincrement=False),
    )
    op.create_table(
        "mentioned",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("thread", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("mention", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("mentioned_at", "mentioned", ["at"])
    op.create_table(
        "left_out",
        sa.Column("id", _KEY, primary_key=True),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("thread", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False, comment="words or source"),
        sa.Column("text", sa.String, nullable=False),
        sa.UniqueConstraint("chat", "thread", "kind", "text", name="left_out_once"),
    )
    for column in _columns():
        op.add_column("subscriptions", column)
    wants = sa.text("tells <> 'facts'")
    op.create_index(
        "subscriptions_mentions", "subscriptions", ["mentions_at"], sqlite_where=wants, postgresql_where=wants
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_index("subscriptions_mentions", "subscriptions")
    for name in ("mentions_at", "heard", "prompt", "tells"):
        op.drop_column("subscriptions", name)
    for table in ("left_out", "mentioned", "mention_entities", "mentions"):
        op.drop_table(table)
