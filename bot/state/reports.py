"""Mistakes that readers report: they wait on a list for the editors, and for the answer that goes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, delete, select, update

from bot.readers.chat_key import ChatKey
from bot.state.database import Database, told_plainly
from bot.state.tables import reports
from bot.state.timestamps import moment, seconds

MOST_A_DAY = 10
"""Reports of one chat: more of them are no help."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A reported mistake: which statements, in whose words, and where an answer goes."""

    id: int
    chat: ChatKey
    lang: str
    """Of the reader, for the words around an answer."""
    statements: tuple[str, ...]
    words: str
    """Of the reader; empty where none were given."""
    at: datetime


class Reports:
    """The reported mistakes of all chats; StateError when the state cannot be used."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def add(self, chat: ChatKey, lang: str, statements: tuple[str, ...], now: datetime) -> Reported | None:
        """Put on the list what a chat has not reported that day; None where that is nothing, or too much."""
        lately = and_(reports.c.chat == chat.chat, reports.c.at > seconds(now - timedelta(days=1)))
        row = {"chat": chat.chat, "thread": chat.thread or 0, "lang": lang, "words": "", "answered": False}
        with told_plainly("written"):
            async with self.database.writing() as connection:
                before = (await connection.execute(select(reports.c.statements).where(lately))).scalars().all()
                new = sorted({*statements}.difference(" ".join(before).split()))
                if len(before) >= MOST_A_DAY or not new:
                    return None
                values = {**row, "statements": " ".join(new), "at": seconds(now)}
                added = await connection.execute(reports.insert().values(values).returning(reports))
                return _reported(added.one())

    async def ask(self, id_: int, prompt: int) -> None:
        """Remember by which message the words of a report are asked for."""
        await self._change(reports.c.id == id_, prompt=prompt)

    async def worded(self, chat: int, prompt: int, words: str) -> Reported | None:
        """Keep the words that reply to a message of ours; None where that asked for none, or has them already."""
        which = and_(reports.c.chat == chat, reports.c.prompt == prompt, reports.c.words == "")
        return await self._change(which, words=words)

    async def answer(self, id_: int) -> Reported | None:
        """Take a report off the list; None where it is gone."""
        return await self._change(reports.c.id == id_, answered=True)

    async def waiting(self) -> tuple[Reported, ...]:
        """All that nobody has answered, oldest first."""
        async with self.database.looking() as connection:
            query = select(reports).where(~reports.c.answered).order_by(reports.c.id)
            return tuple(map(_reported, await connection.execute(query)))

    async def expire(self, before: datetime) -> None:
        """Delete what was reported before a moment."""
        async with self.database.changing() as connection:
            await connection.execute(delete(reports).where(reports.c.at < seconds(before)))

    async def _change(self, which: Any, **values: object) -> Reported | None:
        async with self.database.changing() as connection:
            found = await connection.execute(update(reports).where(which).values(values).returning(reports))
            row = found.first()
            return _reported(row) if row else None


def _reported(row: Row[Any]) -> Reported:
    chat = ChatKey(row.chat, row.thread or None)
    return Reported(row.id, chat, row.lang, tuple(row.statements.split()), row.words, moment(row.at))
