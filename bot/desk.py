"""The conversation without a messenger: a text comes in, what to show goes out. Telegram and terminal share it."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeAlias

import structlog

from bot.markup import Block, Page
from bot.memory import Memory
from bot.render import Rendered, render
from bot.settings import Settings
from bot.wording import Wordings
from knowledge.base import KnowledgeBase
from knowledge.dialogue import Answer, Conversation, Help, Reply, Topic

log = structlog.get_logger(__name__)


class Engine(Protocol):
    """What answers from one knowledge version: a `knowledge.answers.Engine`."""

    @property
    def knowledge(self) -> KnowledgeBase:
        """The version that it answers from."""

    def reply_to(self, text: str, *, today: date, lang: str | None = None, conversation: Conversation = ...) -> Reply:
        """Answer any text; never raises."""


Current: TypeAlias = Callable[[], Engine]
"""Gives the engine that is served now; called once for each question, so it must be quick."""


class Command(StrEnum):
    """What a reader can send with a slash."""

    START = "start"
    HELP = "help"
    PRIVACY = "privacy"


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers questions and commands of any chat."""

    current: Current
    wordings: Wordings
    memory: Memory
    now: Callable[[], datetime]

    @classmethod
    def open(cls, settings: Settings, current: Current, *, now: Callable[[], datetime] | None = None) -> Desk:
        """A desk with an empty memory; `now` is for tests."""
        clock = now or _now
        keep = timedelta(minutes=settings.answers.follow_up_minutes)
        return cls(current, Wordings.load(), Memory(keep, clock), clock)

    def answer(self, question: str, *, chat: Hashable) -> Rendered:
        """Answer a question of a chat and remember what it was about."""
        engine, began = self.current(), time.perf_counter()
        reply = engine.reply_to(question, today=self.now().date(), conversation=self.memory.recall(chat))
        if isinstance(reply, Answer):
            self.memory.note(chat, Conversation(reply.entities))
        rendered = render(reply, engine.knowledge, self.wordings.speak(reply.lang))
        log.info("answered", status=rendered.status.value, ms=round((time.perf_counter() - began) * 1000, 1))
        return rendered

    def obey(self, command: Command, lang: str) -> Page:
        """The page that a command asks for."""
        match command:
            case Command.START:
                return self._introduction(Topic.GREETING, lang)
            case Command.HELP:
                return self._introduction(Topic.HELP, lang)
            case Command.PRIVACY:
                return self._privacy(lang)

    def apology(self, lang: str) -> Page:
        """For a question that could not be answered because something broke."""
        return self._page(lang, "error.apology")

    def unknown_command(self, lang: str) -> Page:
        """For a command that does not exist."""
        return self._page(lang, "error.command")

    def _introduction(self, topic: Topic, lang: str) -> Page:
        """The engine knows which examples it can answer; the rest is ours."""
        engine, wording = self.current(), self.wordings.speak(lang)
        example = engine.reply_to(wording.text("help.question"), today=self.now().date(), lang=lang)
        suggestions = example.suggestions if isinstance(example, Help) else ()
        page = render(Help(lang, topic, suggestions), engine.knowledge, wording).page
        return Page((*page.blocks, Block(wording.lang, (wording.text("help.commands"),))))

    def _privacy(self, lang: str) -> Page:
        wording = self.wordings.speak(lang)
        minutes = int(self.memory.keep.total_seconds() // 60)
        follow_up = (
            wording.text("privacy.follow-up", minutes=wording.count("count.minutes", minutes))
            if minutes
            else wording.text("privacy.no-follow-up")
        )
        lines = (wording.text("privacy.nothing"), follow_up, wording.text("privacy.telegram"))
        return Page(tuple(Block(wording.lang, (line,)) for line in lines))

    def _page(self, lang: str, key: str) -> Page:
        wording = self.wordings.speak(lang)
        return Page((Block(wording.lang, (wording.text(key),)),))


def _now() -> datetime:
    """The day of a question is the day where the process runs, as for `marsad ask`."""
    return datetime.now().astimezone()
