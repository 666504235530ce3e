from __future__ import annotations

import pytest

from bot.memory import quota
from bot.memory.quota import Admission, Quota
from bot.memory.recent import Recent
from tests.support.clock import Clock

YES, TELL, NO = Admission.YES, Admission.TELL, Admission.NO


def test_a_chat_may_ask_so_often_in_any_minute_and_is_told_once() -> None:
    clock = Clock()
    asked = Quota(2, clock)
    admitted = []
    for seconds in (0, 10, 10, 10, 31, 0, 0):
        clock.forward(seconds=seconds)
        admitted.append(asked.admit(1))

    assert admitted == [YES, YES, TELL, NO, YES, NO, NO]


def test_after_a_pause_it_is_told_again() -> None:
    clock = Clock()
    asked = Quota(1, clock)
    first = [asked.admit(1) for _ in range(2)]
    clock.forward(seconds=61)

    assert first + [asked.admit(1) for _ in range(2)] == [YES, TELL, YES, TELL]


def test_chats_do_not_count_for_each_other_and_zero_is_no_limit() -> None:
    limited, free = Quota(1, Clock()), Quota(0, Clock())

    assert [limited.admit(chat) for chat in (1, 2, 1)] == [YES, YES, TELL]
    assert {free.admit(1) for _ in range(100)} == {YES}


def test_memory_holds_a_bounded_number_of_chats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quota, "MAX_CHATS", 2)
    asked = Quota(1, Clock())

    assert [asked.admit(chat) for chat in (1, 2, 3, 1, 3)] == [YES, YES, YES, YES, TELL]


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
