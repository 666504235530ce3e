"""Alerts add up, arrive, and are told again only now and then."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from structlog.testing import capture_logs
from telegram.error import NetworkError

from bot.app import build, services
from bot.clocks import Clocks
from bot.context import Marsad, Stores
from bot.interface.words.bidi import without_marks
from bot.memory.health import Health
from handlers.operators import Notices, Operators
from tests.handlers.conftest import settings
from tests.support.clock import Clock
from tests.support.facts import ScriptedEngine
from tests.support.telegram import FakeTelegram, refused

FIRST, SECOND = 98, 99


@pytest.fixture
async def operators(telegram: FakeTelegram, state: Stores, clock: Clock, scripted: ScriptedEngine) -> Operators:
    told = settings(MARSAD_TELEGRAM__OPERATORS=f"{FIRST},{SECOND}")
    given = services(told, lambda: scripted, state, Health("polling"), clocks=Clocks(clock, pause=clock.pause))
    application: Marsad = build(told, given, telegram)
    await application.bot.initialize()
    telegram.calls.clear()
    return Operators(application.bot, given)


def heard(telegram: FakeTelegram, operator: int = FIRST) -> list[str]:
    """How many messages each alert told an operator of, or its text."""
    texts = [without_marks(sent["text"]) for sent in telegram.sent() if sent["chat_id"] == operator]
    return [text[text.index("(") + 1 : text.index(")")] if "(" in text else text for text in texts]


async def test_what_happens_at_once_is_told_as_one_with_its_number(
    operators: Operators, telegram: FakeTelegram
) -> None:
    notices = Notices(operators)
    for _ in range(18):
        notices("delivery.uncertain", n=1)
    await asyncio.gather(*notices._under_way)

    assert (heard(telegram), heard(telegram, SECOND)) == (["18"], ["18"])


async def test_what_follows_adds_up_and_is_told_after_a_while_less_and_less_often(
    operators: Operators, telegram: FakeTelegram, clock: Clock
) -> None:
    for _ in range(100):
        await operators.alert("delivery.uncertain", n=1)
        clock.forward(seconds=30)
    clock.forward(hours=1)
    await operators.give()

    assert heard(telegram) == ["1", "2", "20", "77"]


async def test_after_an_hour_of_rest_it_is_told_at_once_again(
    operators: Operators, telegram: FakeTelegram, clock: Clock
) -> None:
    for _ in range(3):
        await operators.alert("delivery.failed", what="bad request")
        clock.forward(hours=2)

    assert len(heard(telegram)) == 3


async def test_different_failures_do_not_hide_each_other(operators: Operators, telegram: FakeTelegram) -> None:
    for what in ("bad request", "too long", "bad request"):
        await operators.alert("delivery.failed", what=what)

    assert heard(telegram) == ["bad request", "too long"]


async def test_what_is_no_number_says_how_often_it_happened(
    operators: Operators, telegram: FakeTelegram, clock: Clock
) -> None:
    for _ in range(4):
        await operators.alert("delivery.failed", what="bad request")
    clock.forward(minutes=2)
    await operators.give()
    last = without_marks(telegram.sent()[-1]["text"])

    assert last.splitlines()[-1] == "Times: 3"


@pytest.mark.slow
async def test_what_telegram_does_not_take_is_told_with_its_sum_when_telegram_is_back(
    operators: Operators, telegram: FakeTelegram, clock: Clock
) -> None:
    broken = NetworkError("connect")
    broken.__cause__ = httpx.ConnectError("refused")
    telegram.answer_next("sendMessage", *[broken] * 12)
    with capture_logs() as logged:
        await operators.alert("delivery.uncertain", n=5)
        clock.forward(minutes=1)
        await operators.alert("delivery.uncertain", n=13)
    assert len(telegram.sent()) == 12
    assert {line["alert"] for line in logged if line["event"] == "an operator cannot be told"} == {"delivery.uncertain"}
    telegram.calls.clear()
    clock.forward(minutes=1)
    await operators.give()
    await operators.give()

    assert (heard(telegram), heard(telegram, SECOND)) == (["18"], ["18"])


async def test_an_operator_who_blocked_the_bot_keeps_no_other_from_hearing(
    operators: Operators, telegram: FakeTelegram, clock: Clock
) -> None:
    telegram.answer_next("sendMessage", refused("Forbidden: bot was blocked by the user", 403))
    with capture_logs():
        await operators.alert("delivery.uncertain", n=2)
    clock.forward(hours=3)
    await operators.give()

    assert [sent["chat_id"] for sent in telegram.sent()] == [FIRST, SECOND]
