"""New documents become mentions once, echoes and old ones never, and a question that waits hears of its answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.answering import Response
from bot.context import Stores
from bot.delivery.late_answers import LateAnswers
from bot.feeds.noting import Noting
from bot.interface.words.bidi import without_marks
from bot.interface.words.markup import Block, Page
from bot.readers.chat_key import ChatKey
from knowledge.dialogue import Quoted, QuotedPassage
from knowledge.model import Passage
from tests.bot.feeds.conftest import Watching
from tests.support.facts import knowledge_base
from tests.support.feed_world import entry, rss
from tests.support.newsroom import wordings
from tests.support.state import fresh_state

TEXT = "The envoys flew in. The Astana meeting will be held in July, the host said, and not in May as before."


@pytest.fixture
async def state() -> AsyncIterator[Stores]:
    async with fresh_state() as found:
        yield found


def noting(watching: Watching, state: Stores) -> Noting:
    knowledge = knowledge_base()
    named = SimpleNamespace(named=lambda text, most: ("meeting",) if "Astana" in text else ())
    engine = cast("Any", SimpleNamespace(knowledge=knowledge, reader=named))

    def answer(question: str, lang: str) -> Response:
        source = next(one.source for one in watching.documents() if one.source.title == "Envoys arrive")
        passage = Passage(f"{source.id}#1", source.id, 0, "It is held in July.", source)
        reply = Quoted(lang, (QuotedPassage(passage, source, (0, 5)),), 0.9)
        return Response(Page((Block(lang, ("It is held in July.",)),)), reply, cast("Any", None))

    late = LateAnswers(answer, wordings())
    return Noting(watching.ledger, watching.archive, state.mentions, state.misses, late, lambda: engine, watching.clock)


async def bring(watching: Watching) -> None:
    """A first round, which is no news, and a second with a story, its echo and something old."""
    watching.world.serve("/feed", rss([entry(1)]))
    await watching.poll(title="Coast News")
    news = entry(2, title="Envoys arrive", text=TEXT)
    echo = replace(news, title="Envoys are there", text=TEXT.replace("flew in", "arrived"))
    old = entry(3, text="The Astana meeting is over.", date="Mon, 01 Jan 2024 09:00:00 GMT")
    watching.world.serve("/feed", rss([entry(1), news, echo, old]))
    await watching.poll(title="Coast News")


async def test_a_story_becomes_one_mention_with_the_sentence_that_names_whom_it_is_about(
    watching: Watching, state: Stores
) -> None:
    await bring(watching)
    notes = noting(watching, state)
    while await notes.step():
        pass
    [found] = await state.mentions.since(watching.clock().replace(year=2000), 9)

    assert (found.title, found.publisher, found.published) == ("Envoys arrive", "Coast News", date(2024, 4, 1))
    assert found.sentences == {
        "meeting": "The Astana meeting will be held in July, the host said, and not in May as before."
    }
    assert watching.ledger.unnoted(9) == []


async def test_a_crash_after_the_mention_is_kept_doubles_nothing(
    watching: Watching, state: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bring(watching)
    notes = noting(watching, state)
    with monkeypatch.context() as broken:
        broken.setattr(type(watching.ledger), "note", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            await notes.step()
    while await notes.step():
        pass

    assert await state.mentions.newest() == 1


async def test_who_waits_for_an_answer_hears_once_of_a_document_that_may_give_it(
    watching: Watching, state: Stores
) -> None:
    for text in ("When is the Astana meeting?", "Who paid?"):
        id_ = await state.misses.keep(text, "en", watching.clock())
        assert id_
        await state.misses.consent(id_, ChatKey(7))
    await bring(watching)
    notes = noting(watching, state)
    while await notes.step():
        pass
    rows = await state.outbox.listed()

    assert [row.kind.value for row in rows] == ["hint"]
    told = without_marks(rows[0].body.plain)
    assert told.startswith("On 1 April 2024 you asked: When is the Astana meeting?")
    assert told.endswith("It is held in July.")
    assert len(await state.misses.waiting()) == 2
