"""What an update says, read once."""

from __future__ import annotations

from typing import Any

import pytest

from bot.context import Marsad, Services
from bot.delivery.messenger import Destination
from bot.readers.chat_key import ChatKey
from bot.readers.chat_memory import Known
from bot.state.readers import Readers
from handlers.incoming import Incoming
from tests.handlers.conftest import OPERATOR, Serve, mention
from tests.support.telegram import BOT, Reader

GROUP: dict[str, Any] = {"chat": {"id": -100, "type": "supergroup"}}
TOPIC: dict[str, Any] = {**GROUP, "message_thread_id": 5, "is_topic_message": True}
THREAD: dict[str, Any] = {**GROUP, "message_thread_id": 5}
CHANNEL = {"id": -200, "type": "channel"}


def given(app: Marsad) -> Services:
    return app.context_types.context.services


def incoming(app: Marsad, content: dict[str, Any]) -> Incoming:
    """An update that holds this."""
    return Incoming(Reader(app.bot).update(content), app.bot, given(app))


def written(text: str | None = "when?", *, language: str | None = None, **more: Any) -> dict[str, Any]:
    """A message as the content of an update."""
    user = {"id": 7, "is_bot": False, "first_name": "Reader", "language_code": language}
    said = {} if text is None else {"text": text}
    return {"message": {"message_id": 3, "date": 0, "chat": {"id": 7, "type": "private"}, "from": user} | said | more}


def pressed(text: str, language: str | None = None, **more: Any) -> dict[str, Any]:
    """A press of a button below a message of the bot."""
    message = written(text, **more)["message"]
    return {
        "callback_query": {
            "id": "1",
            "chat_instance": "1",
            "data": "1p",
            "from": written(language=language)["message"]["from"],
            "message": message | {"from": BOT, "date": 1},
        }
    }


def typed(query: str, language: str | None = None) -> dict[str, Any]:
    """An inline query, which comes from no chat."""
    user = written(language=language)["message"]["from"]
    return {"inline_query": {"id": "1", "from": user, "query": query, "offset": ""}}


@pytest.mark.parametrize(
    ("content", "chat", "place"),
    [
        (written(), ChatKey(7), Destination(7)),
        (written(**GROUP), ChatKey(-100), Destination(-100, None, 3)),
        (written(**TOPIC), ChatKey(-100, 5), Destination(-100, 5, 3)),
        (written(**THREAD), ChatKey(-100), Destination(-100, None, 3)),
        (pressed("x", **TOPIC), ChatKey(-100, 5), Destination(-100, 5, 3)),
        ({"channel_post": {"message_id": 3, "date": 0, "chat": CHANNEL}}, ChatKey(-200), Destination(-200, None, 3)),
        (typed("x"), ChatKey(7), Destination(7)),
    ],
    ids=["private", "group", "topic", "thread of replies", "button in a topic", "channel", "inline"],
)
async def test_an_update_belongs_to_a_conversation_and_is_answered_there(
    app: Marsad, content: dict[str, Any], chat: ChatKey, place: Destination
) -> None:
    one = incoming(app, content)

    assert (one.chat, one.place) == (chat, place)
    assert one.is_private is (content == written())


@pytest.mark.parametrize(
    ("content", "text", "question"),
    [
        (written("when?"), "when?", "when?"),
        (written(None, caption="when?"), "when?", "when?"),
        (written(None), "", None),
        (written("/ask when?"), "/ask when?", "when?"),
        (written("when?", **GROUP), "when?", None),
        (written("@marsad_test_bot when?", **mention("@marsad_test_bot when?"), **GROUP), None, "when?"),
        (typed("when?"), "", None),
    ],
)
async def test_a_question_is_what_is_said_to_marsad(
    app: Marsad, content: dict[str, Any], text: str | None, question: str | None
) -> None:
    one = incoming(app, content)

    assert one.question == question
    assert text is None or one.text == text


@pytest.mark.parametrize(
    ("content", "lang"),
    [
        (written("when?", language="ar"), "en"),
        (written("متى؟", language="en"), "ar"),
        (written("2024", language="ar"), "ar"),
        (written("2024"), "en"),
        (written("/timezone Riyadh", language="ar"), "ar"),
        (written("/briefing أستانا", language="en"), "ar"),
        (pressed("أستانا", language="en"), "ar"),
        (typed("", language="ar-EG"), "ar"),
    ],
)
async def test_the_language_is_that_of_the_words_else_of_the_senders_telegram(
    app: Marsad, content: dict[str, Any], lang: str
) -> None:
    assert await incoming(app, content).language() == lang


@pytest.mark.parametrize(
    ("chat", "user", "operator"), [(7, 7, False), (OPERATOR, OPERATOR, True), (-100, OPERATOR, True), (-100, 7, False)]
)
async def test_chat_or_sender_may_be_an_operator(app: Marsad, chat: int, user: int, operator: bool) -> None:  # noqa: FBT001
    kind = "private" if chat > 0 else "supergroup"
    sender: dict[str, Any] = {"from": {"id": user, "is_bot": False, "first_name": "Somebody"}}
    content = written(chat={"id": chat, "type": kind}, **sender)

    assert incoming(app, content).is_operator is operator


async def test_what_is_known_of_a_chat_is_read_once_an_update(app: Marsad, readers: Readers) -> None:
    first = incoming(app, written("when?"))
    before = await first.language()
    await readers.set_language(ChatKey(7), "ar")

    assert (before, await first.language()) == ("en", "en")
    assert await incoming(app, written("when?")).known() == Known("ar")


@pytest.mark.parametrize(("chosen", "lang"), [("ar", "ar"), (None, "en")])
async def test_a_language_that_is_chosen_holds_at_once(app: Marsad, chosen: str | None, lang: str) -> None:
    one = incoming(app, written("when?"))
    await one.language()
    await one.choose_language(chosen)

    assert await one.language() == lang


async def test_what_stands_behind_a_command_are_its_arguments(serve: Serve) -> None:
    async with serve() as app:
        context = app.context_types.context(app)
        context.args = ["astana", "meeting"]
        update = Reader(app.bot).writes("/briefing  astana meeting")

        assert Incoming.of(update, context).arguments == "astana meeting"
