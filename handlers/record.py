"""Writes down which statements a message told, so that its reader hears of their correction; never the question."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answering import Response
from bot.interface.updates import UpdatePart
from bot.readers.chat_key import ChatKey
from bot.state.told import Tell, Telling
from handlers.incoming import Incoming
from knowledge.changes import fingerprint
from knowledge.dialogue import Answer, Sentence


async def record(incoming: Incoming, response: Response | None, sent: tuple[int, ...]) -> None:
    """A page was sent as these messages; the first stands for all."""
    if response and sent and (telling := _telling(incoming.chat, response, sent)).tells:
        await incoming.state.told.record(telling, incoming.answerer.now())


async def record_anew(incoming: Incoming, response: Response | None, sent: tuple[int, ...]) -> None:
    """A page took the place of another one in these messages."""
    if sent:
        await incoming.state.told.forget(incoming.chat, sent)
        await record(incoming, response, sent)


async def listed(incoming: Incoming, sentences: Iterable[Sentence], sent: tuple[int, ...], lang: str) -> None:
    """A page of a list was sent, or took the place of another one that was read before: both were told."""
    await _written(incoming, _tells(sentences), sent, lang)


async def news(incoming: Incoming, part: UpdatePart, sent: tuple[int, ...], lang: str) -> None:
    """A message that tells what is new was sent."""
    hidden = incoming.services.answerer.served.engine.knowledge.hidden
    tells = tuple(Tell(*one) for one in (*part.tells, *part.counted) if one[0] not in hidden)
    await _written(incoming, tells, sent, lang)


async def _written(incoming: Incoming, tells: tuple[Tell, ...], sent: tuple[int, ...], lang: str) -> None:
    if sent and tells:
        telling = Telling(incoming.chat, sent[0], tells, lang)
        await incoming.state.told.record(telling, incoming.answerer.now())


def _tells(told: Iterable[Sentence]) -> tuple[Tell, ...]:
    """What is not for everybody is left out: who hears of corrections is told what everybody may see."""
    statements = {one.statement.id: one.statement for one in told if not one.restricted}
    return tuple(Tell(id_, fingerprint(one)) for id_, one in statements.items())


def _telling(chat: ChatKey, response: Response, sent: tuple[int, ...]) -> Telling:
    told = response.rendered.told
    bare = isinstance(response.reply, Answer) and response.reply.result is None
    alone = len(sent) == 1 and bare and not any(one.restricted for one in told)
    return Telling(chat, sent[0], _tells(told), response.reply.lang, editable=alone)
