"""Answers to questions that had none when they were asked, for whoever wanted to be told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from bot.answering import Response
from bot.delivery.composing import body_of
from bot.interface.words.markup import Block
from bot.interface.words.splitting import split
from bot.interface.words.wording import Wordings
from bot.state.messages import MessageKind, OutboxMessage
from bot.state.misses import Miss
from bot.state.told import Tell
from knowledge.changes import fingerprint
from knowledge.dialogue import Quoted, answered


@dataclass(frozen=True, slots=True)
class LateAnswers:
    """Asks the waiting questions again; the engine decides as it does for readers."""

    answer: Callable[[str, str], Response]
    """Answers a question in a language."""
    wordings: Wordings

    def messages(
        self, waiting: Sequence[Miss], publication: int, now: datetime
    ) -> tuple[list[OutboxMessage], list[int]]:
        """Messages for the questions that have an answer now, and their ids."""
        found = {miss.id: tuple(self._messages(miss, publication, now)) for miss in waiting}
        return list(chain.from_iterable(found.values())), [id_ for id_, messages in found.items() if messages]

    def hints(self, waiting: Sequence[Miss], documents: Collection[str], now: datetime) -> list[OutboxMessage]:
        """Messages for the questions that one of some new documents may answer; they wait on for an answer of ours."""
        return [message for miss in waiting for message in self._hint(miss, documents, now)]

    def _hint(self, miss: Miss, documents: Collection[str], now: datetime) -> Iterator[OutboxMessage]:
        told = self.answer(miss.text, miss.lang)
        quotes = told.reply.quotes if isinstance(told.reply, Quoted) else ()
        if miss.chat is None or not any(one.document.id in documents for one in quotes):
            return
        wording = self.wordings.speak(miss.lang)
        intro = wording.text("late-answer.hint", date=wording.date(miss.asked_on.date()), question=miss.text)
        page = replace(told.page, blocks=(Block(wording.lang, (intro,)), *told.page.blocks))
        for number, part in enumerate(split(page)):
            name = f"hint:{miss.id}:{miss.chat.chat}:{number}"
            yield OutboxMessage(name, MessageKind.HINT, miss.chat, body_of(part), miss.lang, now)

    def _messages(self, miss: Miss, publication: int, now: datetime) -> Iterator[OutboxMessage]:
        """None where there is still no answer, or nobody waits for it."""
        told = self.answer(miss.text, miss.lang)
        if miss.chat is None or not answered(told.reply):
            return
        wording = self.wordings.speak(miss.lang)
        intro = wording.text("late-answer.intro", date=wording.date(miss.asked_on.date()), question=miss.text)
        page = replace(told.page, blocks=(Block(wording.lang, (intro,)), *told.page.blocks))
        tells = tuple(Tell(one.statement.id, fingerprint(one.statement)) for one in told.rendered.told)
        for number, part in enumerate(split(page)):
            yield OutboxMessage(
                f"late-answer:{miss.id}:{number}",
                MessageKind.LATE_ANSWER,
                miss.chat,
                body_of(part),
                miss.lang,
                now,
                tells if number == 0 else (),
                publication=publication,
            )
