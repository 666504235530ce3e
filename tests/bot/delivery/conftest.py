"""Delivery on each database that the state may lie in."""

from __future__ import annotations

import pytest

from bot.state.database import Database
from tests.bot.state.conftest import database, migrated, place
from tests.support.newsroom import Newsroom

__all__ = ["database", "migrated", "place"]


@pytest.fixture
def room(database: Database) -> Newsroom:
    return Newsroom(database)
