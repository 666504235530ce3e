"""What operators see of the feeds that are watched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.interface.buttons.keyboards import Keyboards
from bot.interface.buttons.presses import PauseFeed
from bot.interface.words.markup import Block, Emphasis, Page, Row, emphasised
from bot.interface.words.wording import Worded, Wording

_MOST = 20
"""Feeds of one message; those that fail come first, and `marsad feeds check` has all."""
_LONGEST_PROBLEM = 120
_PROBLEMS = (
    (r"answers (\d+)", "feeds.problem.status"),
    (r"is gone for ever", "feeds.problem.gone"),
    (r"takes (?:longer|too long|too much)", "feeds.problem.slow"),
    (r"robots\.txt", "feeds.problem.robots"),
    (r"is larger than (\d+)", "feeds.problem.large"),
    (r"private network", "feeds.problem.private"),
    (r"certificate", "feeds.problem.certificate"),
    (r"name that leads nowhere|cannot be reached|breaks off", "feeds.problem.unreachable"),
    (r"leads (?:back|on|to)", "feeds.problem.redirects"),
    (r"is no |is JSON|is HTML|is a page", "feeds.problem.no-feed"),
)
"""What is wrong with a feed, as the log says it, and the message that says so in the language of whoever looks."""


class FeedState(StrEnum):
    """How a feed is, as an operator is told."""

    FAILING = "failing"
    PAUSED = "paused"
    WAITING = "waiting"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class WatchedFeed:
    """One feed as it is listed."""

    name: str
    state: FeedState
    documents: int
    new_at: datetime | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class FeedsPages:
    """Makes this page in a language."""

    wording: Wording

    def page(self, feeds: Sequence[WatchedFeed]) -> Page:
        """How each feed is, those that fail first, with what lets one alone or goes on with it."""
        states = list(FeedState)
        ordered = sorted(feeds, key=lambda one: (states.index(one.state), one.name))
        shown = ordered[:_MOST]
        title = emphasised(self.wording.count("feeds.title", len(feeds)), Emphasis.BOLD)
        rest = [self._block(self.wording.text("feeds.rest", n=len(feeds) - _MOST))] if len(feeds) > _MOST else []
        blocks = (self._block(title), *(self._block(*self._lines(one)) for one in shown), *rest)
        return Page(blocks, tuple(self._rows(shown)))

    def _lines(self, one: WatchedFeed) -> Iterator[Worded]:
        state = self.wording.text(f"feeds.{one.state.value}")
        yield self.wording.text("feeds.line", name=one.name, state=state)
        if one.state is FeedState.FAILING:
            yield self._problem(one.problem)
        if one.new_at:
            yield self.wording.plural("feeds.brought", one.documents, n=one.documents, date=self._day(one.new_at))

    def _problem(self, problem: str) -> Worded:
        for pattern, key in _PROBLEMS:
            if found := re.search(pattern, problem):
                return self.wording.text(key, n=found[1] if found.groups() else "")
        return self.wording.text("feeds.problem", what=problem[:_LONGEST_PROBLEM])

    def _day(self, moment: datetime) -> str:
        return self.wording.date(moment.date())

    def _rows(self, shown: Sequence[WatchedFeed]) -> Iterator[Row]:
        keyboards = Keyboards(self.wording)
        for one in shown:
            paused = one.state is FeedState.PAUSED
            key = "button.feed-resume" if paused else "button.feed-pause"
            yield (keyboards.button(self.wording.text(key, name=one.name), PauseFeed(one.name, int(not paused))),)

    def _block(self, *lines: str) -> Block:
        return Block(self.wording.lang, lines)
