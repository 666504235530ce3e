"""The conversation in a terminal: what `marsad chat` runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import structlog

from bot.desk import Command, Current, Desk
from bot.languages import language_of
from bot.settings import Settings

log = structlog.get_logger(__name__)


def run_chat(settings: Settings, current: Current, lines: Iterable[str], write: Callable[[str], None]) -> None:
    """Answer each line in turn; `write` gets one whole message at a time."""
    converse(Desk.open(settings, current), lines, write)


def converse(desk: Desk, lines: Iterable[str], write: Callable[[str], None]) -> None:
    """The same at an open desk; blank lines are skipped, an error costs one apology."""
    lang = language_of("")
    for line in filter(None, map(str.strip, lines)):
        lang = lang if line.startswith("/") else language_of(line)
        try:
            write(_answer(desk, line, lang))
        except Exception:
            log.exception("a question could not be answered")
            write(desk.apology(lang).plain)


def _answer(desk: Desk, line: str, lang: str) -> str:
    if not line.startswith("/"):
        return desk.answer(line, chat="terminal").reply
    name = line[1:].partition(" ")[0]
    command = next((command for command in Command if command.value == name), None)
    return (desk.obey(command, lang) if command else desk.unknown_command(lang)).plain
