"""python-telegram-bot, as it comes, works with this server: polling, webhook, files, errors, and every method."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LabeledPrice,
    Update,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.ext import Application, CommandHandler, ContextTypes, MessageHandler, filters

from bot.playground.actions import ActionVerb
from bot.playground.faults import Effect, Fault
from bot.playground.methods import Call, implemented
from bot.playground.methods.plausible import plausible
from bot.playground.testing import TelegramServer, Visitor
from bot.playground.world import validation
from bot.playground.world.model import DialogType
from bot.playground.world.moves import migrate
from tests.support.ports import free_port

_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x03\x08\x06\x00\x00\x00"


@pytest.fixture(autouse=True)
def durations_are_timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest_asyncio.fixture
async def ptb(telegram_server: TelegramServer) -> AsyncIterator[Bot]:
    async with _bot(telegram_server) as bot:
        yield bot


@pytest.fixture
def layla(telegram_server: TelegramServer) -> Visitor:
    return telegram_server.visitor("Layla", starts=True)


def _bot(server: TelegramServer, token: str = "") -> Bot:
    return Bot(token or server.token, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot")


async def _answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.effective_message is not None
    await update.effective_message.reply_html(f"<b>{update.effective_message.text}</b>")


def _application(server: TelegramServer) -> Application[Any, Any, Any, Any, Any, Any]:
    builder = Application.builder().token(server.token).base_url(f"{server.url}/bot")
    application = builder.base_file_url(f"{server.url}/file/bot").build()
    application.add_handler(CommandHandler("start", _answer))
    application.add_handler(MessageHandler(filters.TEXT, _answer))
    return application


async def test_an_application_that_polls_answers(telegram_server: TelegramServer) -> None:
    layla = telegram_server.visitor()
    application = _application(telegram_server)
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(timeout=5)
        layla.starts()
        first = await layla.reply()
        layla.says("مرحبا")
        second = await layla.reply()
        await application.updater.stop()
        await application.stop()

    assert [first["text"], second["text"]] == ["/start", "مرحبا"]
    assert second["entities"] == [{"type": "bold", "offset": 0, "length": 5}]


async def test_an_application_with_a_webhook_answers(telegram_server: TelegramServer) -> None:
    layla = telegram_server.visitor()
    port = free_port()
    application = _application(telegram_server)
    async with application:
        await application.start()
        assert application.updater is not None
        url = f"http://127.0.0.1:{port}/hook"
        await application.updater.start_webhook(
            listen="127.0.0.1", port=port, url_path="hook", webhook_url=url, secret_token="secret"
        )
        layla.says("مرحبا")
        reply = await layla.reply()
        await application.updater.stop()
        await application.stop()

    assert reply["text"] == "مرحبا"


async def test_a_conversation_with_buttons(telegram_server: TelegramServer, ptb: Bot, layla: Visitor) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("اقتباس", callback_data="q:1")]])
    sent = await ptb.send_message(layla.dialog.id, "خبر", reply_markup=keyboard)
    query = layla.presses("اقتباس")
    (update,) = await ptb.get_updates()
    assert update.callback_query is not None
    await update.callback_query.answer("نص", show_alert=True)
    edited = await sent.edit_text("خبر مع اقتباس")

    assert (await layla.answer(query))["text"] == "نص"
    assert isinstance(edited, type(sent))
    assert (edited.text, edited.reply_markup) == ("خبر مع اقتباس", None)


async def test_files_go_both_ways(ptb: Bot, layla: Visitor) -> None:
    document = await ptb.send_document(layla.dialog.id, b"hello", filename="تقرير.txt")
    photos = await ptb.send_media_group(layla.dialog.id, [InputMediaPhoto(_PNG), InputMediaPhoto(_PNG)], caption="c")
    assert document.document is not None
    file = await ptb.get_file(document.document)

    assert bytes(await file.download_as_bytearray()) == b"hello"
    assert document.document.file_name == "تقرير.txt"
    assert [one.photo[-1].width for one in photos] == [2, 2]


async def test_every_kind_of_trouble_reaches_the_bot_as_its_own_exception(
    telegram_server: TelegramServer, ptb: Bot, layla: Visitor
) -> None:
    group = telegram_server.chat(layla, type_=DialogType.GROUP)
    upgraded = migrate(telegram_server.playground.world, group)
    send: Callable[..., Awaitable[object]] = lambda chat=layla.dialog.id: ptb.send_message(chat, "x")  # noqa: E731

    assert (await _raised(send(999)), await _raised(send(group.id))) == (BadRequest, ChatMigrated)
    assert (await _fault(telegram_server, send, code=429, retry_after=43838)) is RetryAfter
    assert (await _fault(telegram_server, send, code=500)) is NetworkError
    assert (await _fault(telegram_server, send, effect=Effect.GATEWAY, code=502)) is NetworkError
    assert (await _fault(telegram_server, send, effect=Effect.RESET, when="after")) is NetworkError
    layla.do(ActionVerb.BLOCK)
    assert (await _raised(send())) is Forbidden
    with pytest.raises(ChatMigrated) as migrated:
        await send(group.id)
    assert migrated.value.new_chat_id == upgraded.id


async def test_a_rate_limit_names_its_pause(telegram_server: TelegramServer, ptb: Bot, layla: Visitor) -> None:
    telegram_server.limit()
    with pytest.raises(RetryAfter) as limit:
        for _ in range(10):
            await ptb.send_message(layla.dialog.id, "x")

    assert limit.value.retry_after == timedelta(seconds=1)


async def test_a_late_answer_is_a_timeout_and_the_message_is_there(
    telegram_server: TelegramServer, ptb: Bot, layla: Visitor
) -> None:
    telegram_server.playground.switch_on(Fault(effect=Effect.FREEZE, when="after", methods=("sendMessage",)))

    with pytest.raises(TimedOut):
        await ptb.send_message(layla.dialog.id, "x", read_timeout=0.2)

    assert [one["text"] for one in layla.received()] == ["x"]


@pytest.mark.parametrize("token", ["1:nonsense", "7000000001:wrong"])
async def test_a_wrong_token_is_told(telegram_server: TelegramServer, token: str) -> None:
    bot = _bot(telegram_server, token)
    with pytest.raises(InvalidToken):
        await bot.initialize()
    await bot.shutdown()


async def test_a_second_poller_is_a_conflict(telegram_server: TelegramServer, ptb: Bot) -> None:
    first = asyncio.create_task(ptb.get_updates(timeout=20))
    await telegram_server.polled()
    async with _bot(telegram_server) as second:
        poll = asyncio.create_task(second.get_updates(timeout=20))
        with pytest.raises(Conflict):
            await first
        telegram_server.visitor().says("x")
        assert len(await poll) == 1


async def test_methods_that_are_only_written_down_give_what_the_library_can_read(
    telegram_server: TelegramServer, ptb: Bot, layla: Visitor
) -> None:
    forum = telegram_server.chat(layla, forum=True)
    chat, person = forum.id, layla.person.id
    prices = [LabeledPrice("x", 1)]

    assert (await ptb.create_forum_topic(chat, "أستانا")).name == "أستانا"
    assert (await ptb.create_chat_invite_link(chat)).invite_link.startswith("https://")
    assert (await ptb.get_user_profile_photos(person)).total_count == 0
    assert (await ptb.get_sticker_set("name")).stickers == ()
    assert await ptb.ban_chat_member(chat, person) is True
    assert (await ptb.send_invoice(chat, "t", "d", "p", "XTR", prices)).message_id >= 0
    assert (await ptb.send_video(chat, "https://example.com/a.mp4")).video is not None
    assert (await ptb.send_location(chat, 1.5, 2.5)).location is not None
    assert (await ptb.send_poll(chat, "q", ["a", "b"])).poll is not None
    called = [one.method for one in telegram_server.playground.calls.calls]
    assert {"createForumTopic", "banChatMember", "sendInvoice"} <= set(called)


def test_every_other_method_has_an_answer_that_fits_its_type(telegram_server: TelegramServer) -> None:
    bot = Bot("1:x")
    unread = []
    others = [method for name, method in validation.methods().items() if name not in implemented()]
    for method in others:
        playground = telegram_server.playground
        call = Call(playground.world, telegram_server.bot, method.name.lower(), {}, playground.governor)
        answer = plausible(call, method)
        try:
            _read(method.returns, answer, bot)
        except (TypeError, ValueError, KeyError, AttributeError, TelegramError) as error:
            unread.append((method.name, answer, repr(error)))

    assert unread == []
    assert len(others) > 100


def _read(annotation: object, answer: Any, bot: Bot) -> None:
    """Read an answer as the library does: with the class that the method returns."""
    if isinstance(answer, dict):
        classes = [one for one in getattr(annotation, "__args__", (annotation,)) if hasattr(one, "de_json")]
        if not classes:
            import telegram

            classes = [getattr(telegram, str(annotation).strip("'").partition(" ")[0].rpartition(".")[2])]
        classes[0].de_json(answer, bot).to_dict()
    else:
        assert isinstance(answer, bool | int | str | list)


async def _raised(call: Awaitable[object]) -> type[Exception] | None:
    try:
        await call
    except TelegramError as error:
        return type(error)
    return None


async def _fault(
    server: TelegramServer, send: Callable[[], Awaitable[object]], **settings: Any
) -> type[Exception] | None:
    number = server.playground.switch_on(Fault(**{"effect": Effect.ERROR, **settings}))
    try:
        return await _raised(send())
    finally:
        server.playground.switch_off(number)
