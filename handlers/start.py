"""Commands: introduction, help and privacy."""

from __future__ import annotations

from telegram import Update

from bot.context import ReaderContext
from bot.desk import Command
from handlers.replies import reader_language, send


async def start(update: Update, context: ReaderContext) -> None:
    """Say who Marsad is and what can be asked."""
    await send(update, context.desk.obey(Command.START, reader_language(update)))


async def help_(update: Update, context: ReaderContext) -> None:
    """Say what can be asked."""
    await send(update, context.desk.obey(Command.HELP, reader_language(update)))


async def privacy(update: Update, context: ReaderContext) -> None:
    """Say what is kept about a reader."""
    await send(update, context.desk.obey(Command.PRIVACY, reader_language(update)))


async def unknown(update: Update, context: ReaderContext) -> None:
    """Answer a command that does not exist."""
    await send(update, context.desk.unknown_command(reader_language(update)))
