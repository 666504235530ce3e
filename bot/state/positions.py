"""Up to which versions of the knowledge readers have been told."""

from __future__ import annotations

from sqlalchemy import select

from bot.state.database import Database, told_plainly
from bot.state.tables import publications, subscriptions


async def positions(database: Database) -> frozenset[str]:
    """The names of the versions at which anybody stands, and of the newest; StateError when they cannot be read."""
    stand = select(publications.c.version).where(publications.c.id.in_(select(subscriptions.c.seen)))
    newest = select(publications.c.version).order_by(publications.c.id.desc()).limit(1)
    with told_plainly("read"):
        async with database.reading() as connection:
            return frozenset((await connection.execute(stand)).scalars()) | frozenset(
                (await connection.execute(newest)).scalars()
            )
