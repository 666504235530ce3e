"""`ask --as-of`, and questions that name a day themselves: as was published then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from bot.cli.session import WrongUse
from bot.interface.asked_days import asked_day
from bot.interface.looking_back_words import past_said
from bot.interface.render import Rendered, ReplyStatus
from bot.interface.words.wording import Wordings
from knowledge.answering.engine import Engine
from knowledge.answering.trace import Answered, Route, Trace
from knowledge.dates import PartialDate
from knowledge.dialogue import NoAnswer, Reason
from knowledge.model import Readership

if TYPE_CHECKING:
    from bot.interface.pages.looking_back import PastPages
    from bot.looking_back import LookingBack, Never, Past


class Now(Protocol):
    """What answers from the knowledge of today."""

    @property
    def engine(self) -> Engine:
        """The engine."""

    @property
    def wordings(self) -> Wordings:
        """The interface's texts."""

    @property
    def today(self) -> date:
        """The day of asking."""

    def by(self, engine: Engine, today: date) -> Now:
        """The same with another engine, on another day."""

    def answered(self, question: str, lang: str | None) -> tuple[Answered, Rendered, float]:
        """The reply and how it came about, as it is shown, and the milliseconds inside the engine."""

    def explained(self, answered: Answered) -> dict[str, Any]:
        """How a reply came about."""


def named_day(text: str, today: date) -> PartialDate:
    """The day, month or year of `--as-of`; WrongUse where it is none, or has not come."""
    try:
        named = PartialDate.parse(text)
    except ValueError as error:
        raise WrongUse(f"--as-of {text}: {error}") from None
    if named.first > today:
        raise WrongUse(f"--as-of {text}: has not come yet")
    return named


@dataclass(frozen=True, slots=True)
class AsPublished:
    """Answers as of a day where one is given or named, else from what holds now."""

    now: Now
    back: Callable[[], LookingBack]
    """Imported when it is needed: it brings the whole conversation along."""
    on: PartialDate | None
    tense: date | None
    """The day in whose tense sentences stand; None: the day as of which is asked."""

    def answered(self, question: str, lang: str | None) -> tuple[Answered, Rendered, float]:
        """The reply and how it came about, as it is shown, and the milliseconds inside the engine."""
        asked, on = self._meant(question)
        if on is None:
            return self.now.answered(question, lang)
        from bot.looking_back import Never

        past = self._at(on)
        if isinstance(past, Never):
            return (*self._never(asked, lang, past), 0.0)
        return self._then(asked, lang, past)

    def told(self, question: str) -> Mapping[str, Any]:
        """When that was published which answers; nothing where no day is asked for."""
        _, on = self._meant(question)
        if on is None:
            return {}
        from bot.looking_back import Past

        past = self._at(on)
        published = past.published.isoformat() if isinstance(past, Past) else None
        version = past.version if isinstance(past, Past) else None
        return {"as_of": {"date": str(on), "version": version, "published": published}}

    def explained(self, answered: Answered) -> dict[str, Any]:
        """How a reply came about."""
        return self.now.explained(answered)

    def _meant(self, question: str) -> tuple[str, PartialDate | None]:
        """What is asked, and as of when."""
        if self.on:
            return question, self.on
        calendar = self.now.engine.knowledge.phrasings.calendar
        asked = past_said(question, partial(asked_day, calendar=calendar, today=self.now.today))
        when = asked.when if asked else None
        return (asked.subject, when) if asked and when and when.first <= self.now.today else (question, None)

    def _at(self, on: PartialDate) -> Past | Never:
        return self.back().at(on, self.now.engine.knowledge, Readership.PUBLIC, self.now.today)

    def _then(self, asked: str, lang: str | None, past: Past) -> tuple[Answered, Rendered, float]:
        engine, today = past.engine, self.tense or min(past.on.last, self.now.today)
        answered, rendered, took = self.now.by(engine, today).answered(asked, lang)
        return answered, self._pages(answered.reply.lang).as_published(rendered, past.on, past.published), took

    def _never(self, asked: str, lang: str | None, past: Never) -> tuple[Answered, Rendered]:
        question = self.now.engine.reader.read(asked, lang=lang if lang in ("ar", "en") else None)
        reply = NoAnswer(question.lang, Reason.NOTHING)
        block = self._pages(question.lang).never(past.on, past.first)
        rendered = Rendered(ReplyStatus.UNKNOWN, question.lang, (block,))
        return Answered(reply, Trace(Route.QUESTION, question)), rendered

    def _pages(self, lang: str) -> PastPages:
        from bot.interface.pages.looking_back import PastPages
        from bot.interface.updates import Updates

        wording = self.now.wordings.speak(lang)
        return PastPages(wording, Updates(self.now.engine.knowledge, wording, self.now.today))
