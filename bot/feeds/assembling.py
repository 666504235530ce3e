"""Puts together what polls, as the settings have it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from urllib.parse import quote

from bot.feeds.bringing import Bringing
from bot.feeds.fetching import Fetcher
from bot.feeds.ledger import Ledger
from bot.feeds.manners import PoliteFetcher
from bot.feeds.poller import FeedPoller
from bot.feeds.taking import Taking
from bot.feeds.taking_apart import TakingApart
from bot.publishing.archives import archive_of
from bot.settings.places import LEDGER
from bot.settings.values import House, Settings

NAME = "Marsad"
"""As robots.txt calls it."""
_LONGEST = 100


def ledger_of(settings: Settings) -> Ledger:
    """What is known of the feeds of a data folder."""
    return Ledger(settings.data / LEDGER)


def _now() -> datetime:
    return datetime.now(UTC)


def poller_of(settings: Settings, now: Callable[[], datetime] = _now) -> FeedPoller | None:
    """What polls the feeds of the settings; None where no file lists any."""
    if settings.feeds.file is None:
        return None
    fetcher = Fetcher(agent_of(settings.house))
    polite = PoliteFetcher(fetcher.get, NAME)
    bringing = Bringing(fetcher, polite, TakingApart(), lambda: now().date())
    ledger = ledger_of(settings)
    return FeedPoller(settings.feeds.file, ledger, bringing, Taking(archive_of(settings), ledger), now)


def agent_of(house: House) -> str:
    """How servers are told who asks: the program, and the house that runs it with a way to reach it."""
    said = [quote(part, safe=" @:/.+,-")[:_LONGEST] for part in (house.name, house.contact) if part]
    return f"{NAME}/{version('marsad')} ({'; '.join(said) or 'a local trial'})"
