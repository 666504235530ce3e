from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.breaker import Breaker
from bot.delivery.pacing import Pacer


class Stopwatch:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@settings(max_examples=20)
@given(st.lists(st.floats(0.0, 0.5), min_size=50, max_size=200))
def test_broadcasts_never_exceed_the_rate_by_more_than_a_catch_up(pauses: list[float]) -> None:
    clock = Stopwatch()
    pacer = Pacer(30, clock)
    sent = []
    for chat, pause in enumerate(pauses):
        clock.seconds += pause
        while not pacer.wait(chat):
            pacer.take(chat)
            sent.append(clock.seconds)
            chat += 1_000  # noqa: PLW2901 - another reader each time
    for start in sent:
        assert sum(start <= moment < start + 1.0 for moment in sent) <= 30 * 1.25 + 1


def test_a_chat_is_spared_for_a_second_and_a_group_for_three() -> None:
    clock = Stopwatch()
    pacer = Pacer(30, clock)
    pacer.take(1)
    pacer.take(-1)

    assert (pacer.wait(1), pacer.wait(-1), pacer.wait(2)) == (1.0, 3.0, 0.0)


def test_replies_take_from_what_broadcasts_may_use() -> None:
    clock = Stopwatch()
    pacer = Pacer(30, clock)
    for chat in range(60):
        pacer.take(chat)

    assert 1.0 < pacer.wait(1_000) < 2.0


def test_a_flood_wait_holds_one_chat_or_all() -> None:
    clock = Stopwatch()
    pacer = Pacer(30, clock)
    pacer.hold(60, 1)
    assert (pacer.wait(1), pacer.wait(2)) == (60.0, 0.0)
    pacer.hold(5)
    assert pacer.wait(2) == 5.0
    clock.seconds = 61
    assert pacer.wait(1) == 0.0


def test_few_failures_are_no_pattern() -> None:
    breaker = Breaker()
    for chat in range(9):
        breaker.note(chat, "forbidden")
    assert breaker.verdict() is None
    breaker.note(9, None)
    assert breaker.verdict() == "forbidden"


def test_different_failures_are_no_pattern() -> None:
    breaker = Breaker()
    for chat in range(20):
        breaker.note(chat, ("forbidden", "bad request", None)[chat % 3])

    assert breaker.verdict() is None


def test_one_chat_that_fails_for_ever_is_no_pattern() -> None:
    breaker = Breaker()
    for chat in range(10):
        breaker.note(chat, None)
    for _ in range(10):
        breaker.note(99, "forbidden")

    assert breaker.verdict() is None


def test_it_stops_longer_each_time_until_something_went_through() -> None:
    breaker = Breaker()
    pauses = []
    for _ in range(5):
        for chat in range(10):
            breaker.note(chat, "forbidden")
        pauses.append(breaker.open()[0])
    breaker.note(1, None)
    pauses.append(breaker.open()[0])

    assert pauses == [60, 300, 900, 3600, 3600, 60]
