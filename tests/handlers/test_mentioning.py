"""Readers choose what they are told of a subject, and say what they want less of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.context import Marsad, Stores
from bot.interface.buttons.encoding import encode
from bot.interface.buttons.following import LessOf
from bot.interface.words.bidi import without_marks
from bot.readers.chat_key import ChatKey
from bot.readers.mention import Mention
from bot.readers.subscription import EVERYTHING, Subscription, Tells
from bot.state import mentions
from tests.handlers.conftest import Serve
from tests.support.clock import Clock
from tests.support.telegram import FakeTelegram, Reader, labelled

FOUND = Mention("coast/1", "Envoys arrive", "Lead.", {"meeting": "The meeting is in July."}, "Coast News")


async def press(app: Marsad, reader: Reader, telegram: FakeTelegram, labels: Sequence[str]) -> list[str]:
    """Press one button after the other; what is shown each time."""
    shown = []
    for label in labels:
        below = next(call.parameters for call in reversed(telegram.calls) if "reply_markup" in call.parameters)
        await app.process_update(reader.presses(labelled(below, label), below))
        told = [call.parameters["text"] for call in telegram.calls if "text" in call.parameters]
        shown.append(without_marks(told[-1]))
    return shown


async def test_a_reader_chooses_facts_documents_or_both_and_at_once(
    serve: Serve, telegram: FakeTelegram, state: Stores, clock: Clock, tmp_path: Path
) -> None:
    file = tmp_path / "feeds.yaml"
    file.write_text("feeds: {}\n")
    async with serve(MARSAD_DATA=str(tmp_path), MARSAD_FEEDS__FILE=str(file)) as app:
        reader = Reader(app.bot, language="en")
        await app.process_update(reader.writes("/subscribe everything"))
        ways = ["Told: Changed facts", "Both", "What sources write: at once"]
        shown = await press(app, reader, telegram, ways)
    [kept] = await state.subscriptions.of(ChatKey(7))

    assert (kept.tells, kept.prompt) == (Tells.BOTH, True)
    assert "What sources write comes gathered, in one message a day." in shown[1]
    assert "What sources write comes at once." in shown[2]


async def test_where_nothing_is_watched_nothing_of_it_is_offered(app: Marsad, telegram: FakeTelegram) -> None:
    await app.process_update(Reader(app.bot, language="en").writes("/subscribe everything"))

    assert "Told:" not in str(telegram.sent()[-1]["reply_markup"])


async def test_less_of_this_leaves_a_source_out_and_takes_it_in_again(
    app: Marsad, reader: Reader, telegram: FakeTelegram, state: Stores, clock: Clock
) -> None:
    await state.subscriptions.follow(Subscription(0, ChatKey(7), EVERYTHING, "en"), clock())
    async with state.mentions.changing() as connection:
        [kept] = await mentions.add(connection, [FOUND], clock())
    await app.process_update(reader.presses(encode(LessOf(kept.id)), {"text": "x"}))
    shown = await press(app, reader, telegram, ["Nothing more from Coast News"])
    left = [one.text for one in await state.mentions.left_out(ChatKey(7))]
    await press(app, reader, telegram, ["Again: source Coast News"])

    assert shown[0].startswith("I tell you of no document that holds these")
    assert left == ["Coast News"]
    assert await state.mentions.left_out(ChatKey(7)) == ()
