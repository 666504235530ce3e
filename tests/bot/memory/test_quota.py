from __future__ import annotations

import pytest

from bot.memory import quota
from bot.memory.quota import Quota
from bot.memory.recent import Recent
from tests.support.clock import Clock


def test_as_much_as_the_limit_at_once_and_as_much_again_in_a_minute() -> None:
    clock = Clock()
    asked = Quota(2, clock)
    admitted = []
    for seconds in (0, 0, 0, 29, 1, 0, 60, 0, 0):
        clock.forward(seconds=seconds)
        admitted.append(asked.admit(1))

    assert admitted == [True, True, False, False, True, False, True, True, False]


def test_what_costs_less_may_come_more_often() -> None:
    asked = Quota(2, Clock())

    assert sum(asked.admit(1, 0.25) for _ in range(20)) == 8


def test_who_is_refused_is_told_once_and_again_only_after_a_pause() -> None:
    clock = Clock()
    asked = Quota(2, clock)
    told = []
    for seconds in (0, 0, 10, 10, 40):
        clock.forward(seconds=seconds)
        while asked.admit(1):
            pass
        told.append(asked.first_refusal(1))

    assert told == [True, False, False, False, True]


def test_people_do_not_count_for_each_other_and_zero_is_no_limit() -> None:
    limited, free = Quota(1, Clock()), Quota(0, Clock())

    assert [limited.admit(who) for who in (1, 2, 1)] == [True, True, False]
    assert {free.admit(1) for _ in range(100)} == {True}


def test_memory_holds_a_bounded_number_of_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quota, "MAX_PEOPLE", 2)
    asked = Quota(1, Clock())

    assert [asked.admit(who) for who in (1, 2, 3, 1, 3)] == [True, True, True, True, False]


def test_what_was_done_lately_gives_way_to_what_was_done_later() -> None:
    recent: Recent[tuple[int, int], str] = Recent(2)
    for key in ((1, 1), (1, 2), (1, 1), (2, 3)):
        recent.keep(key, "x")

    assert [recent.get(key) for key in ((1, 1), (1, 2), (2, 3))] == ["x", None, "x"]


def test_a_chat_can_be_forgotten() -> None:
    recent: Recent[tuple[int, str], bool] = Recent(9)
    assert [recent.first_time(key, value=True) for key in ((1, "a"), (1, "a"), (2, "a"))] == [True, False, True]
    recent.drop(1)

    assert [recent.first_time(key, value=True) for key in ((1, "a"), (2, "a"))] == [True, False]
