"""Operators see how the feeds are, and let one alone; nobody else does."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.feeds.health import FeedHealth
from bot.feeds.ledger import Ledger
from bot.interface.words.bidi import without_marks
from tests.handlers.conftest import OPERATOR, Serve
from tests.support.clock import Clock
from tests.support.telegram import FakeTelegram, Reader, labelled


async def test_feeds_that_fail_come_first_and_one_is_paused_and_taken_up_again(
    serve: Serve, telegram: FakeTelegram, clock: Clock, tmp_path: Path
) -> None:
    file = tmp_path / "feeds.yaml"
    file.write_text("feeds:\n  coast: {url: https://a.example/}\n  wire: {url: https://b.example/}\n")
    ledger, now = Ledger(tmp_path / "feeds.sqlite"), clock()
    good = FeedHealth("coast", "https://a.example/", asked_at=now, new_at=now - timedelta(days=1), brought=3)
    ledger.keep(good, now)
    ledger.keep(FeedHealth("wire", "https://b.example/", asked_at=now, problem="answers 500", failures=2), now)
    async with serve(MARSAD_DATA=str(tmp_path), MARSAD_FEEDS__FILE=str(file)) as app:
        operator = Reader(app.bot, OPERATOR, language="en")
        await app.process_update(operator.writes("/feeds"))
        (shown,) = telegram.sent()
        telegram.calls.clear()
        await app.process_update(operator.presses(labelled(shown, "Pause coast"), shown))
        paused = ledger.health("coast", "https://a.example/").paused
        await app.process_update(Reader(app.bot, 7).presses(labelled(shown, "Pause wire"), shown))

    text = without_marks(shown["text"])
    assert text.index("wire: fails\nIt answers 500.") < text.index("coast: fine\n3 documents so far")
    assert paused
    assert not ledger.health("wire", "https://b.example/").paused


async def test_what_is_wrong_with_a_feed_is_said_in_the_language_of_whoever_looks(
    serve: Serve, telegram: FakeTelegram, clock: Clock, tmp_path: Path
) -> None:
    file = tmp_path / "feeds.yaml"
    file.write_text("feeds:\n  coast: {url: https://a.example/}\n")
    problem = FeedHealth("coast", "https://a.example/", asked_at=clock(), problem="answers 500", failures=2)
    Ledger(tmp_path / "feeds.sqlite").keep(problem, clock())
    async with serve(MARSAD_DATA=str(tmp_path), MARSAD_FEEDS__FILE=str(file)) as app:
        await app.process_update(Reader(app.bot, OPERATOR, language="ar").writes("/feeds"))

    assert "يجيب الخادم بالرمز 500." in without_marks(telegram.sent()[0]["text"])
