"""`marsad reports`."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from bot.readers.chat_key import ChatKey
from bot.state.database import Database
from bot.state.reports import MOST_A_DAY, Reports
from tests.support.command import InProcess
from tests.support.state import in_state

pytestmark = pytest.mark.usefixtures("quiet")

NOW = datetime(2024, 4, 25, 12, tzinfo=UTC)


def fill(marsad: InProcess) -> None:
    async def work(database: Database) -> None:
        reports = Reports(database)
        for number in range(MOST_A_DAY + 1):
            await reports.add(ChatKey(7_000_001), "en", (f"a.n{number}", "a.b"), NOW)
            await reports.add(ChatKey(7_000_001), "en", ("a.b", f"a.n{number}"), NOW)
        await reports.ask(1, 55)
        await reports.worded(7_000_001, 55, "It was on the 26th")
        for number in range(3, MOST_A_DAY + 1):
            await reports.answer(number)

    in_state(marsad.data, work)


def test_what_waits_is_listed_once_without_who_reported_it(marsad: InProcess) -> None:
    fill(marsad)
    as_json, lines = marsad("reports", "--json"), marsad("reports").out
    listed = [json.loads(line) for line in as_json.out.splitlines()]

    assert as_json.code == 0
    assert [one["id"] for one in listed] == [1, 2]
    assert listed[0] == {"id": 1, "on": "2024-04-25", "statements": ["a.b", "a.n0"], "words": "It was on the 26th"}
    assert "7000001" not in as_json.out + lines
    assert lines.startswith("#1 (2024-04-25) a.b, a.n0\n")
