"""Puts together what polls, as the settings have it."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from bot.clocks import Clock, utc
from bot.feeds.bringing import Bringing
from bot.feeds.fetching import Fetcher
from bot.feeds.ledger import ledger_of
from bot.feeds.manners import PoliteFetcher
from bot.feeds.poller import FeedPoller
from bot.feeds.taking import Taking
from bot.feeds.taking_apart import TakingApart
from bot.publishing.archives import archive_of
from bot.settings.values import House, Settings

NAME = "Marsad"
"""As robots.txt calls it."""
_LONGEST = 100


def poller_of(settings: Settings, file: Path, now: Clock = utc) -> FeedPoller:
    """What polls the feeds that a file lists, as the settings have it."""
    fetcher = Fetcher(agent_of(settings.house))
    polite = PoliteFetcher(fetcher.get, NAME)
    bringing = Bringing(fetcher, polite, TakingApart(), lambda: now().date())
    ledger = ledger_of(settings)
    return FeedPoller(file, ledger, bringing, Taking(archive_of(settings), ledger), now)


def agent_of(house: House) -> str:
    """How servers are told who asks: the program, and the house that runs it with a way to reach it."""
    said = [quote(part, safe=" @:/.+,-")[:_LONGEST] for part in (house.name, house.contact) if part]
    return f"{NAME}/{version('marsad')} ({'; '.join(said) or 'a local trial'})"
