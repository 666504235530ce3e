"""The conversation in a terminal: what `marsad chat` runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from bot.answering import Answerer, Response
from bot.cli.in_words import InWords
from bot.interface.asked_in_words import asked_in_words
from bot.interface.commands import Command, Menu
from bot.interface.served import Current
from bot.interface.words.languages import language_of
from bot.looking_back import LookingBack
from bot.publishing.library import Library
from bot.settings.values import Settings
from knowledge.dialogue import NEW_CONVERSATION, Conversation

log = structlog.get_logger(__name__)


def run_chat(
    settings: Settings, current: Current, lines: Iterable[str], write: Callable[[str], None], library: Library | None
) -> None:
    """Answer each line in turn; `write` gets one whole message at a time, `library` has the history."""
    keep = timedelta(minutes=settings.answers.follow_up_minutes)
    answerer = Answerer.open(current, house=settings.house)
    Terminal(replace(answerer, in_parts=False), keep, LookingBack(library)).converse(lines, write)


@dataclass(slots=True)
class Terminal:
    """One conversation; what it was about is forgotten after `keep`, and at its end."""

    answerer: Answerer
    keep: timedelta
    back: LookingBack = field(default_factory=lambda: LookingBack(None))
    _lang: str = field(default="en", init=False)
    _about: Conversation = field(default=NEW_CONVERSATION, init=False)
    _spoke: datetime | None = field(default=None, init=False)

    def converse(self, lines: Iterable[str], write: Callable[[str], None]) -> None:
        """Answer lines; blank ones are skipped, an error costs one apology."""
        for line in filter(None, map(str.strip, lines)):
            self._lang = self._lang if line.startswith("/") else language_of(line)
            try:
                write(self._obey(line[1:]) if line.startswith("/") else self._answer(line))
            except Exception:
                log.exception("a question could not be answered")
                write(self.answerer.pages(self._lang).simple("error.apology").plain)

    def _answer(self, line: str) -> str:
        recent = self._spoke is not None and self.answerer.now() - self._spoke < self.keep
        about = self._about if recent else NEW_CONVERSATION
        response = self._in_words(line) or self.answerer.answer(line, conversation=about)
        if response.about:
            self._about, self._spoke = response.about, self.answerer.now()
        return response.page.plain

    def _in_words(self, line: str) -> Response | None:
        calendar = self.answerer.served.engine.knowledge.phrasings.calendar
        asked = asked_in_words(line, calendar, self.answerer.today)
        return InWords(self.answerer, self.back, language_of(line)).response(asked) if asked else None

    def _obey(self, line: str) -> str:
        name, _, rest = line.partition(" ")
        command = next((command for command in Command if command.value == name), None)
        if command is Command.ASK and rest.strip():
            return self._answer(rest.strip())
        if command is Command.BRIEFING and rest.strip():
            return self.answerer.briefing(rest.strip(), self._lang).page.plain
        if command is Command.SEARCH:
            pages = self.answerer.passages(self._lang)
            found = pages.search(rest, self.answerer.today) if rest.strip() else pages.usage()
            return found.plain
        page = self.answerer.show(command, self._lang, Menu.TERMINAL) if command else None
        return (page or self.answerer.pages(self._lang).simple("error.command")).plain
