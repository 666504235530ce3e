"""`feeds check`: how each feed was, in lines and as JSON, without asking anybody."""

from __future__ import annotations

import json

from bot.feeds.health import FeedHealth
from bot.feeds.ledger import Ledger
from bot.settings.places import LEDGER
from tests.support.clock import Clock
from tests.support.command import InProcess

LISTED = "feeds:\n  coast: {url: https://a.example/}\n  inland: {url: https://c.example/}\n  wire: {url: https://b.example/}\n"


def test_each_feed_is_told_with_how_it_was(marsad: InProcess) -> None:
    file, now = marsad.folder / "feeds.yaml", Clock()()
    file.write_text(LISTED, encoding="utf-8")
    ledger = Ledger(marsad.data / LEDGER)
    ledger.keep(FeedHealth("coast", "https://a.example/", asked_at=now, brought=3, notes=("2 impossible days",)), now)
    ledger.keep(FeedHealth("wire", "https://b.example/", asked_at=now, problem="answers 500", failures=2), now)
    told = marsad("feeds", "check", MARSAD_FEEDS__FILE=str(file))
    records = marsad("feeds", "check", "--json", MARSAD_FEEDS__FILE=str(file)).out.splitlines()

    assert [(one["feed"], one["state"]) for one in map(json.loads, records)] == [
        ("coast", "fine"),
        ("inland", "never asked"),
        ("wire", "failing"),
    ]
    assert "coast  fine  3 documents, 0 echoes  https://a.example/\n  2 impossible days\n" in told.out
    assert "\n  answers 500, 2 times in a row; asked again" in told.out


def test_where_nothing_is_watched_the_use_was_wrong(marsad: InProcess) -> None:
    assert marsad("feeds", "check").code == 2
