"""Rate limits: bursts pass, what is too much waits exactly as long as it is told."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from bot.playground.world.errors import ApiError
from bot.playground.world.rates import Governor, Limits


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def governor(clock: Clock) -> Governor:
    return Governor(clock)


def test_a_chat_takes_a_short_burst_and_then_one_a_second(governor: Governor, clock: Clock) -> None:
    sent = [_send(governor, "layla") for _ in range(7)]
    clock.now += 1
    later = [_send(governor, "layla") for _ in range(2)]

    assert (sent, later) == ([0] * 5 + [1, 1], [0, 1])


def test_all_chats_together_get_thirty_a_second(governor: Governor, clock: Clock) -> None:
    sent = [_send(governor, f"chat {n}") for n in range(32)]
    clock.now += 0.1
    later = [_send(governor, f"other {n}") for n in range(4)]

    assert (sent, later) == ([0] * 30 + [1, 1], [0, 0, 0, 1])


def test_a_group_gets_twenty_a_minute(governor: Governor, clock: Clock) -> None:
    waits = []
    for _ in range(62):
        waits.append(_send(governor, "desk", is_group=True))
        clock.now += 1

    assert waits == [0] * 20 + list(range(40, 0, -1)) + [0, 0]


def test_an_album_counts_every_picture(governor: Governor) -> None:
    assert [_send(governor, "layla", count=4), _send(governor, "layla", count=4)] == [0, 3]


def test_an_album_larger_than_a_burst_passes_when_the_chat_rested(governor: Governor) -> None:
    assert [_send(governor, "layla", count=10), _send(governor, "layla")] == [0, 6]


def test_what_is_refused_is_not_counted(governor: Governor, clock: Clock) -> None:
    for _ in range(5):
        _send(governor, "layla")
    assert [_send(governor, "layla") for _ in range(10)] == [1] * 10
    clock.now += 1
    assert _send(governor, "layla") == 0


def test_bots_have_limits_of_their_own(governor: Governor) -> None:
    for _ in range(5):
        _send(governor, "layla")

    assert (_send(governor, "layla"), _send(governor, "layla", bot=2)) == (1, 0)


def test_without_limits_everything_passes(clock: Clock) -> None:
    governor = Governor(clock, None)

    assert {_send(governor, "layla") for _ in range(1000)} == {0}


def test_limits_can_be_tightened_while_running(governor: Governor) -> None:
    governor.limits = Limits(per_second=1)

    assert [_send(governor, "a"), _send(governor, "b")] == [0, 1]


def test_chats_that_rest_are_forgotten(governor: Governor, clock: Clock) -> None:
    governor.limits = Limits(per_second=1e6)
    for number in range(25_000):
        _send(governor, f"chat {number}")
        clock.now += 0.01

    assert len(governor._meters) <= 20_001


def _send(governor: Governor, chat: str, *, bot: int = 1, is_group: bool = False, count: int = 1) -> int:
    """0 when it passes, else the seconds that the bot is told to wait."""
    try:
        governor.spend(bot, chat, is_group=is_group, count=count)
    except ApiError as error:
        assert re.fullmatch(r"Too Many Requests: retry after \d+", error.description)
        return error.parameters["retry_after"]
    return 0
