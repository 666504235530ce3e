"""`marsad misses`."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.readers.chat_key import ChatKey
from bot.state.database import Database
from bot.state.misses import Misses
from tests.support.command import InProcess
from tests.support.folders import KnowledgeFolder
from tests.support.state import in_state

pytestmark = pytest.mark.usefixtures("quiet")


def fill(marsad: InProcess) -> None:
    async def work(database: Database) -> None:
        misses, now = Misses(database), datetime.now(UTC)
        for _ in range(3):
            await misses.keep("zebra parade in Karachi?", "en", now)
        await misses.keep("opera in Lisbon?", "en", now)
        left = await misses.keep("tulips in Lima?", "en", now)
        assert left
        await misses.consent(left, ChatKey(7))
        for _ in range(3):
            await misses.keep("too old?", "en", now - timedelta(days=91))

    in_state(marsad.data, work)


def test_only_what_was_asked_often_or_left_with_consent_is_listed(marsad: InProcess, folder: KnowledgeFolder) -> None:
    fill(marsad)
    done = marsad("misses", "--json", "--knowledge", folder.root)
    records = [json.loads(line) for line in done.out.splitlines()]

    assert done.code == 0
    assert [(one["count"], one["waiting"], one["questions"]) for one in records] == [
        (3, 0, ["zebra parade in Karachi?"]),
        (1, 1, ["tulips in Lima?"]),
    ]
    assert "opera" not in done.out + done.err
    assert done.err == "1 more, asked alike by fewer than 3 readers, are not shown\n"
    assert "7" not in {str(value) for one in records for value in one.values()}


def test_people_read_it_too(marsad: InProcess, folder: KnowledgeFolder) -> None:
    fill(marsad)
    done = marsad("misses", "--knowledge", folder.root)

    assert done.out.startswith("3 × (last ")
    assert ", 1 waiting)" in done.out


def test_nothing_is_fine(marsad: InProcess, folder: KnowledgeFolder) -> None:
    done = marsad("misses", "--knowledge", folder.root)

    assert (done.code, done.out) == (0, "")
