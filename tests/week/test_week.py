"""A day and a half of the made-up world: every message that should come comes once, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.week.accounting import accounts, stories_noted
from tests.week.books import Books
from tests.week.expecting import Sort
from tests.week.opening import week


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_every_message_of_a_made_up_world_is_accounted_for(tmp_path: Path) -> None:
    async with week(tmp_path, 60, 40, days=2) as one:
        await one.play()
        books = await Books.of(one)
    found = accounts(books)
    noted, wrong = stories_noted(books)

    assert [line for account in found.values() for line in (*account.missing, *account.unexpected)] == []
    assert (wrong, one.kills) == ([], 1)
    assert all(account.balances for account in found.values())
    assert noted > 20
    assert min(found[sort].arrived for sort in (Sort.NEWS, Sort.CORRECTION, Sort.EDIT, Sort.MENTION)) > 5
