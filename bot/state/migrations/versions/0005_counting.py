"""Readers are counted once for what they ask in several wordings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column; whoever asked before is counted for each wording."""
    again = sa.Column(
        "again",
        sa.Boolean,
        nullable=False,
        server_default=sa.false(),
        comment="whether its reader had asked the like",
    )
    op.add_column("misses", again)


def downgrade() -> None:
    """Drop it."""
    op.drop_column("misses", "again")
