"""An engine with the wording around it, for the commands that answer questions."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.interface.render import Rendered, render
from bot.interface.words.wording import Wordings
from bot.settings.values import House
from knowledge.answering.engine import Engine
from knowledge.answering.trace import Answered
from knowledge.dialogue import NEW_CONVERSATION, Answer, Conversation, Several


@dataclass(frozen=True, slots=True)
class WordedReply:
    """What a command says to a question."""

    answered: Answered
    """The reply, and how it came about."""
    rendered: Rendered
    ms: float
    """Inside the engine."""
    as_of: Mapping[str, Any] | None = None
    """When that was published which answers; None: what holds now answers."""


@dataclass(frozen=True, slots=True)
class WordedEngine:
    """It answers on a day, after what was asked before."""

    engine: Engine
    wordings: Wordings
    today: date
    house: House
    conversation: Conversation = NEW_CONVERSATION

    def after(self, question: str) -> WordedEngine:
        """As it answers right after a question."""
        reply = self.engine.reply_to(clean(question), today=self.today)
        about = reply.entities if isinstance(reply, Answer | Several) else ()
        return replace(self, conversation=Conversation(about))

    def answered(self, question: str, lang: str | None) -> WordedReply:
        """The reply to a question."""
        began = time.perf_counter()
        answered = self.engine.answered(
            clean(question), today=self.today, lang=reply_language(lang), conversation=self.conversation
        )
        took = (time.perf_counter() - began) * 1000
        reply = answered.reply
        rendered = render(reply, self.engine.knowledge, self.wordings.speak(reply.lang), self.house)
        return WordedReply(answered, rendered, took)

    def explained(self, answered: Answered) -> dict[str, Any]:
        """How a reply came about."""
        from bot.cli.explaining import explained

        return explained(answered.trace, self.engine.knowledge.learned.calibration)


def clean(text: str) -> str:
    """Without lone surrogates, which no UTF-8 can carry."""
    return text.encode("utf-8", "replace").decode("utf-8")


def reply_language(lang: str | None) -> str | None:
    """Arabic to Arabic; what is neither Arabic nor English is detected from the text itself."""
    return lang if lang in ("ar", "en") else None
