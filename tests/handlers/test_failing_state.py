"""No number of a chat stands in the log, whatever fails: in private the chat is the person."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.app import build, services
from bot.clocks import Clocks
from bot.context import Marsad, state_in
from bot.interface.buttons import following, presses, remembering
from bot.interface.buttons.encoding import digest, encode
from bot.interface.commands import MENUS
from bot.logs import Sparing, configure
from bot.memory.health import Health
from bot.readers.event_time import Lead
from bot.readers.subscription import Aspect, Scope
from bot.settings.values import Level
from bot.state.database import Database
from bot.state.tables import metadata
from tests.bot.state.conftest import database, lasting, migrated, place
from tests.handlers.conftest import settings
from tests.handlers.test_groups import joined
from tests.support.clock import Clock
from tests.support.facts import ScriptedEngine
from tests.support.logs import restored
from tests.support.telegram import FakeTelegram, Reader

pytestmark = pytest.mark.slow

__all__ = ["database", "migrated", "place"]

PERSON, GROUP = 7_001_234_567, -1_009_876_543_210
AS_THE_GROUP: dict[str, Any] = {"sender_chat": {"id": GROUP, "type": "supergroup"}}
PRESSES = (
    following.Follow(Scope.ALL, ""),
    following.UnfollowAll(),
    following.ListSubscriptions(0),
    following.Adjust(1, Aspect.SILENT, 1),
    following.OpenSettings(),
    following.SetQuiet(0, 60),
    following.SetZone("Asia/Riyadh", ""),
    following.DropQuestion(1),
    presses.Speak("ar"),
    presses.Forget(),
    remembering.SetReminder(digest("meeting"), Lead.DAY),
    remembering.EndReminder(1),
    remembering.ListReminders(0),
    remembering.ShowReminders(),
    remembering.SendAllEvents(),
    remembering.ShowHistory(digest("meeting")),
)


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Every line, also those that repeat themselves."""
    stream, hours = io.StringIO(), count(0.0, 3_600.0)
    monkeypatch.setattr("bot.logs.Sparing", lambda: Sparing(lambda: next(hours)))
    with restored():
        configure(Level.DEBUG, stream=stream)
        yield stream


@pytest.fixture
async def broken(
    database: Database, telegram: FakeTelegram, scripted: ScriptedEngine, clock: Clock
) -> AsyncIterator[Marsad]:
    """An application whose state has lost its tables."""
    async with database.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            await connection.execute(text(f"DROP TABLE {table.name}"))
    told = settings(MARSAD_ANSWERS__QUESTIONS_PER_MINUTE="0")
    clocks = Clocks(clock, lambda: clock().timestamp(), clock.pause)
    state = state_in(database, timedelta(minutes=10))
    async with build(told, services(told, lambda: scripted, state, Health("polling"), clocks=clocks), telegram) as app:
        yield app


@lasting
async def test_no_command_press_or_question_that_fails_leaves_the_number_of_its_chat(
    broken: Marsad, log: io.StringIO
) -> None:
    for one in (Reader(broken.bot, PERSON), Reader(broken.bot, GROUP, chat_type="supergroup", person=PERSON)):
        for command in MENUS:
            for written in (f"/{command}", f"/{command} all"):
                await broken.process_update(one.writes(written, **(AS_THE_GROUP if one.chat_id == GROUP else {})))
        for press in PRESSES:
            await broken.process_update(one.presses(encode(press)))
        for update in (one.writes("when?"), one.writes("2023?"), one.types("؟"), joined(one, "left", "member")):
            await broken.process_update(update)
        await broken.process_update(one.writes(None, migrate_to_chat_id=GROUP - 1))
    told = log.getvalue()

    assert told.count("the state cannot be used for what was asked of it") > 20
    assert [number for number in (PERSON, GROUP, GROUP - 1) if str(abs(number)) in told] == []


async def test_what_is_new_is_told_though_nobody_knows_when_it_was_asked_last(
    broken: Marsad, telegram: FakeTelegram, scripted: ScriptedEngine
) -> None:
    with capture_logs():
        await broken.process_update(Reader(broken.bot, PERSON).writes("What's new?"))

    assert [question for question, _ in scripted.asked] == ["What's new?"]
    assert len(telegram.sent()) == 1
