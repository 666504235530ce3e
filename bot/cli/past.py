"""`ask`, with `--as-of` and with what the chat understands besides questions: as was published then, or since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from bot.cli.session import WrongUse
from bot.cli.worded_engine import WordedEngine, WordedReply, clean, reply_language
from bot.clocks import here
from bot.drawing.scenes import PictureKind
from bot.interface.asked_in_words import AskedInWords, asked_in_words
from bot.interface.looking_back_words import PastQuestion
from bot.interface.picture_words import PictureWish
from knowledge.answering.trace import Answered, Route, Trace
from knowledge.dates import PartialDate
from knowledge.model import Readership

if TYPE_CHECKING:
    from bot.answering import Answerer, Response
    from bot.looking_back import LookingBack, Never, Past


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
    """Answers as of a day where one is given or named, else what the chat understands, else from what holds now."""

    now: WordedEngine
    back: Callable[[], LookingBack]
    """Imported when it is needed: it brings the whole conversation along."""
    on: PartialDate | None
    tense: date | None
    """The day in whose tense sentences stand; None: the day as of which is asked."""

    def answered(self, question: str, lang: str | None) -> WordedReply:
        """The reply to a question."""
        if self.on:
            return self._as_of(question, self.on, lang)
        text, knowledge = clean(question), self.now.engine.knowledge
        match asked_in_words(text, knowledge.phrasings.calendar, self.now.today):
            case PastQuestion(subject, PartialDate() as when) if when.first <= self.now.today:
                return self._as_of(subject, when, lang)
            case None:
                return self.now.answered(question, lang)
            case PictureWish(PictureKind.TIMELINE, plain=plain):  # which is told in words all the same
                return self.now.answered(plain, lang)
            case asked:
                return self._in_words(asked, text, lang) or self.now.answered(question, lang)

    def _as_of(self, asked: str, on: PartialDate, lang: str | None) -> WordedReply:
        from bot.looking_back import Never

        past = self.back().at(on, self.now.engine.knowledge, Readership.PUBLIC, self.now.today)
        return self._never(asked, lang, past) if isinstance(past, Never) else self._then(asked, lang, past)

    def _then(self, asked: str, lang: str | None, past: Past) -> WordedReply:
        from bot.looking_back import pages_of

        today = self.tense or min(past.on.last, self.now.today)
        then = replace(self.now, engine=past.engine, today=today).answered(asked, lang)
        pages = pages_of(self._answerer(), then.answered.reply.lang)
        rendered = pages.as_published(then.rendered, past.on, past.published)
        return replace(then, rendered=rendered, as_of=_as_of(past.on, past.version, past.published))

    def _never(self, asked: str, lang: str | None, past: Never) -> WordedReply:
        said = self.back().never(past, self._answerer(), self._language(asked, lang))
        return replace(self._replied(asked, said), as_of=_as_of(past.on))

    def _in_words(self, asked: AskedInWords, text: str, lang: str | None) -> WordedReply | None:
        from bot.cli.in_words import InWords

        said = InWords(self._answerer(), self.back(), self._language(text, lang)).response(asked)
        return self._replied(text, said) if said else None

    def _replied(self, asked: str, said: Response) -> WordedReply:
        """What took no answering."""
        trace = Trace(Route.QUESTION, self.now.engine.reader.read(asked, lang=said.reply.lang))
        return WordedReply(Answered(said.reply, trace), said.rendered, 0.0)

    def _language(self, asked: str, lang: str | None) -> str:
        return self.now.engine.reader.read(asked, lang=reply_language(lang)).lang

    def _answerer(self) -> Answerer:
        """What answers in the chat, on the day of asking."""
        from bot.answering import Answerer

        now = datetime.combine(self.now.today, here().timetz())
        return Answerer(lambda: self.now.engine, self.now.wordings, lambda: now, house=self.now.house)


def _as_of(on: PartialDate, version: str | None = None, published: date | None = None) -> dict[str, Any]:
    return {"date": str(on), "version": version, "published": published.isoformat() if published else None}
