from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.memory.reports import MOST, Reports

NOW = datetime(2024, 11, 21, 9, 0, tzinfo=UTC)


def test_a_statement_is_told_once_of_each_chat_in_whatever_company() -> None:
    reports = Reports()

    assert reports.new(7, ("a", "b"), NOW) == {"a", "b"}
    assert reports.new(7, ("b", "a", "c"), NOW) == {"c"}
    assert reports.new(8, ("b",), NOW) == {"b"}


def test_a_chat_sets_off_only_so_many_messages_in_an_hour() -> None:
    reports = Reports()
    told = [reports.new(7, (str(number),), NOW) for number in range(100)]

    assert len([one for one in told if one]) == MOST
    assert reports.new(7, ("later",), NOW + timedelta(hours=1)) == {"later"}


def test_what_a_chat_reported_is_forgotten_with_it() -> None:
    reports = Reports()
    reports.new(7, ("a",), NOW)
    reports.drop(7)

    assert reports.new(7, ("a",), NOW) == {"a"}
