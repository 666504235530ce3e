"""Of each person only so much, whatever it is; said once, then silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from structlog.testing import capture_logs
from telegram import Update

from bot.context import Stores
from bot.interface.buttons.encoding import encode
from bot.interface.buttons.following import Adjust, UnfollowAll
from bot.interface.buttons.presses import Forget, KeepAll, OpenList, ShowPage
from bot.readers.chat_key import ChatKey
from bot.readers.subscription import EVERYTHING, Aspect, Subscription
from bot.state.errors import UnusableState
from bot.state.outbox import Outbox
from bot.state.personal import Personal
from knowledge.model import Kind
from tests.handlers.conftest import OPERATOR, Serve, mention
from tests.handlers.test_groups import joined
from tests.support.clock import Clock
from tests.support.state import NOW
from tests.support.telegram import BOT, FakeTelegram, Reader, refused

FEW = {"MARSAD_ANSWERS__QUESTIONS_PER_MINUTE": "2"}
PHOTO = {"photo": [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}]}
MENTION = "@marsad_test_bot when?"
TOO_MUCH = "That was "


def said(telegram: FakeTelegram) -> list[str]:
    return [sent["text"][:9] for sent in telegram.sent()]


@pytest.mark.parametrize(
    ("ask", "admitted"),
    [
        (lambda one: one.writes("when?"), 2),
        (lambda one: one.writes("/about"), 2),
        (lambda one: one.writes("/nonsense"), 2),
        (lambda one: one.writes("/start"), 2),
        (lambda one: one.writes(None, **PHOTO), 2),
        (lambda one: one.presses(encode(OpenList(Kind.MEETING))), 4),
    ],
    ids=["question", "command", "unknown command", "start", "picture", "press"],
)
async def test_every_kind_of_update_is_counted_and_too_many_are_told_once(
    serve: Serve, telegram: FakeTelegram, ask: Callable[[Reader], Update], admitted: int
) -> None:
    async with serve(**FEW) as app:
        reader = Reader(app.bot)
        for _ in range(8):
            await app.process_update(ask(reader))
        await app.process_update(ask(Reader(app.bot, 8)))
    toasts = [call["text"] for call in telegram.made("answerCallbackQuery") if "text" in call]

    assert len(telegram.sent()) - sum(text == TOO_MUCH for text in said(telegram)) == admitted + 1
    assert sum(text.startswith(TOO_MUCH) for text in [*said(telegram), *toasts]) == 1


async def test_inline_queries_are_counted_in_silence(serve: Serve, telegram: FakeTelegram) -> None:
    async with serve(**FEW) as app:
        for number in range(20):
            await app.process_update(Reader(app.bot).types(f"astana {number}"))
        await app.process_update(Reader(app.bot).writes("when?"))

    assert len(telegram.made("answerInlineQuery")) == 8
    assert said(telegram) == [TOO_MUCH]


async def test_who_blocks_and_returns_again_and_again_writes_nothing_more(
    serve: Serve, telegram: FakeTelegram, state: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    restored = list[int]()

    async def restore(_self: Outbox, chat: int, _now: object) -> None:
        restored.append(chat)

    monkeypatch.setattr(Outbox, "restore", restore)
    async with serve(**FEW) as app:
        for _ in range(20):
            await app.process_update(joined(Reader(app.bot), "kicked", "member"))

    assert (restored, telegram.calls) == ([7] * 4, [])


async def test_after_a_pause_a_reader_is_answered_again(serve: Serve, telegram: FakeTelegram, clock: Clock) -> None:
    async with serve(**FEW) as app:
        for seconds in (0, 0, 0, 0, 61):
            clock.forward(seconds=seconds)
            await app.process_update(Reader(app.bot).writes("when?"))

    assert said(telegram) == ["The meeti", "The meeti", TOO_MUCH, "The meeti"]


async def test_in_a_group_each_member_has_a_share_of_their_own(serve: Serve, telegram: FakeTelegram) -> None:
    async with serve(**FEW) as app:
        loud, quiet = (Reader(app.bot, -100, chat_type="supergroup", person=person) for person in (7, 8))
        for _ in range(6):
            await app.process_update(loud.writes(MENTION, **mention(MENTION)))
        await app.process_update(quiet.writes(MENTION, **mention(MENTION)))

    assert said(telegram) == ["The meeti", "The meeti", TOO_MUCH, "The meeti"]


async def test_edits_that_become_questions_and_pictures_below_an_answer_count_in_a_group(
    serve: Serve, telegram: FakeTelegram
) -> None:
    async with serve(**FEW) as app:
        loud = Reader(app.bot, -100, chat_type="supergroup", person=7)
        for number in range(3):
            await app.process_update(loud.edits(50 + number, MENTION, **mention(MENTION)))
        below = {"message_id": 5, "date": 0, "chat": {"id": -100, "type": "supergroup"}, "from": BOT, "text": "x"}
        await app.process_update(loud.writes(None, reply_to_message=below, **PHOTO))

    assert said(telegram) == ["The meeti", "The meeti", TOO_MUCH]


async def test_what_is_not_said_to_the_bot_costs_nothing(serve: Serve, telegram: FakeTelegram) -> None:
    async with serve(**FEW) as app:
        member = Reader(app.bot, -100, chat_type="supergroup")
        for text in ("among us", "/subscribe@other_bot all", "/whatever") * 3:
            await app.process_update(member.writes(text))
            await app.process_update(member.edits(1, text))
        await app.process_update(member.writes(MENTION, **mention(MENTION)))

    assert said(telegram) == ["The meeti"]


async def test_an_album_counts_once(serve: Serve, telegram: FakeTelegram) -> None:
    async with serve(**FEW) as app:
        for _ in range(10):
            await app.process_update(Reader(app.bot).writes(None, media_group_id="album", **PHOTO))
        await app.process_update(Reader(app.bot).writes("when?"))

    assert said(telegram)[1:] == ["The meeti"]


async def test_who_cannot_be_told_is_kept_out_all_the_same(serve: Serve, telegram: FakeTelegram) -> None:
    async with serve(MARSAD_ANSWERS__QUESTIONS_PER_MINUTE="1") as app:
        await app.process_update(Reader(app.bot).writes("when?"))
        telegram.answer_next("sendMessage", refused("Forbidden: bot was blocked by the user", 403))
        with capture_logs():
            await app.process_update(Reader(app.bot).writes("when?"))

    assert said(telegram) == ["The meeti", TOO_MUCH]


async def test_a_stranger_gets_no_answer_where_chats_are_limited(serve: Serve, telegram: FakeTelegram) -> None:
    async with serve(MARSAD_TELEGRAM__ALLOWED_CHATS="7,9") as app:
        for chat in (7, 8, OPERATOR):
            await app.process_update(Reader(app.bot, chat).writes("when?"))
            await app.process_update(Reader(app.bot, chat).writes("/start"))

    assert [sent["chat_id"] for sent in telegram.sent()] == [7, 7, OPERATOR, OPERATOR]


LEAVING = (
    *("/privacy", "/mydata", "/subscriptions", "/unsubscribe", "/forget"),
    *("What do you keep about me?", "بياناتي", "اشتراكاتي", "stop the updates", "احذف بياناتي"),
)


async def test_a_chat_outside_of_which_something_is_kept_can_see_and_end_it_and_nothing_else(
    serve: Serve, telegram: FakeTelegram, state: Stores
) -> None:
    for chat in (7, 8):
        await state.subscriptions.follow(Subscription(0, ChatKey(chat), EVERYTHING, "en"), NOW)
    async with serve(MARSAD_TELEGRAM__ALLOWED_CHATS="9") as app:
        leaving, pressing, stranger = (Reader(app.bot, chat) for chat in (7, 8, 6))
        for text in LEAVING:
            await app.process_update(leaving.writes(text))
            await app.process_update(stranger.writes(text))
        for press in (KeepAll(), ShowPage("mydata"), ShowPage("help"), Forget()):
            await app.process_update(leaving.presses(encode(press)))
            await app.process_update(stranger.presses(encode(press)))
        for text in ("/mydata", "when?", "/subscribe all", "/start", "follow", "الإعدادات"):
            await app.process_update(leaving.writes(text))
            await app.process_update(stranger.writes(text))
        await app.process_update(pressing.presses(encode(Adjust(2, Aspect.SILENT, 1))))
        silent = [one.silent for one in await state.subscriptions.of(ChatKey(8))]
        await app.process_update(pressing.presses(encode(UnfollowAll())))

    assert [sent["chat_id"] for sent in telegram.sent()] == [7] * (len(LEAVING) + 1)
    assert await state.subscriptions.of(ChatKey(7)) == await state.subscriptions.of(ChatKey(8)) == ()
    assert silent == [False]


async def test_a_state_that_cannot_tell_keeps_everybody_outside(
    serve: Serve, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> bool:
        raise UnusableState("broken")

    monkeypatch.setattr(Personal, "keeps", broken)
    async with serve(MARSAD_TELEGRAM__ALLOWED_CHATS="9") as app:
        with capture_logs():
            await app.process_update(Reader(app.bot).writes("/mydata"))

    assert telegram.calls == []
