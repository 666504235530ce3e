"""Subscriptions over HTTP, as a reader, a group and a channel meet them."""

from __future__ import annotations

import pytest

from bot.interface.words.bidi import without_marks
from bot.playground.testing import TelegramServer
from bot.playground.world.model import DialogType, Json, Status
from tests.support.telegram import text


def labels(message: Json) -> list[list[str]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [[without_marks(button["text"]) for button in row] for row in rows]


@pytest.mark.slow
async def test_a_reader_follows_below_an_answer_and_has_a_digest_at_their_own_time(
    bot: None, telegram_server: TelegramServer
) -> None:
    layla = telegram_server.visitor("ليلى", starts=True)
    layla.says("متى اجتماع وزراء دفاع منظمة شنغهاي في أستانا؟")
    await layla.reply()
    layla.presses("متابعة")
    followed = await layla.reply()
    layla.presses("أسبوعيًا")
    asked = await layla.edit()
    layla.presses("البلدان العربية")
    zones = await layla.edit()
    layla.presses(next(label for row in labels(zones) for label in row if label.startswith("الرياض")))
    weekly = await layla.edit()
    layla.says("/subscriptions")
    listed = await layla.reply()

    assert text(followed).startswith("أنت تتابع الآن: اجتماع")
    assert text(asked).startswith("أين أنت؟")
    assert "أسبوعيًا، يوم الاثنين في الساعة 08:00 بتوقيت الرياض" in text(weekly)
    assert text(listed).startswith("اشتراكاتك (1)")


async def test_a_channel_is_subscribed_by_its_own_post(bot: None, telegram_server: TelegramServer) -> None:
    owner = telegram_server.visitor("Anna", language_code="en")
    channel = telegram_server.enters(
        owner, telegram_server.chat(owner, title="News", type_=DialogType.CHANNEL, bot=Status.ADMINISTRATOR)
    )
    channel.says("When is the Astana meeting?")
    channel.says("/subscribe Astana")
    event = await telegram_server.playground.hub.until(
        lambda event: event.kind == "message" and "reply_to_message" in event.body["message"],
        after=channel.seen,
        seconds=10,
    )
    posted = event.body["message"]

    assert text(posted).startswith("You now follow: Astana")
    assert labels(posted) == []
    assert len(channel.messages()) == 3
