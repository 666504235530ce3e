"""What publishing the folder would do, and publishing it, through the one publisher of the house."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.interface.words.wording import Wordings
from bot.publishing.plans import Plan
from bot.publishing.publisher import Publisher
from knowledge.changes import ChangeKind
from knowledge.compiled.base import KnowledgeBase
from knowledge.curation.chronicle import Deed
from knowledge.errors import NotTaken
from knowledge.files.strict_yaml import Record

_SHOWN = 60
"""Changes of answers that are listed."""

Planner_ = Callable[[KnowledgeBase], Awaitable[Plan]]


class Release(Record):
    """What an editor publishes: the version of a plan, instead of the one that it was compared with."""

    version: str
    instead: str = ""
    now: bool = False
    allow_worse: bool = False
    who: str = ""


@dataclass(slots=True)
class Publishing:
    """Of one folder; a plan is kept until it is published."""

    publisher: Publisher
    planned: Planner_
    wordings: Wordings
    _plan: Plan | None = None

    async def plan(self) -> dict[str, Any]:
        """What would change, in the words that readers will get; seconds, for it compiles the folder."""
        new = await asyncio.to_thread(self.publisher.compiled)
        made = self._plan = await self.planned(new)
        kinds = Counter(one.kind for one in made.next_version.told)
        trial = made.trial
        return {
            **made.record(self.wordings),
            "nothing": made.next_version.nothing_new,
            "counts": {kind.value: kinds[kind] for kind in ChangeKind},
            "lost": list(made.next_version.lost),
            "stops": made.stops,
            "answers": [one.record() for one in trial.changes[:_SHOWN]] if trial else [],
            "minutes": self.publisher.delivery.cooling_off.total_seconds() / 60,
        }

    def publish(self, release: Release) -> dict[str, Any]:
        """Have the planned version served, and told, after the cooling-off; NotTaken where answers become worse."""
        made = self._plan
        if made is None or made.next_version.new.version != release.version:
            raise NotTaken("the folder has changed since; look at what would change now")
        if made.stops and not release.allow_worse:
            raise NotTaken("judged questions are answered worse than now; look at them first")
        after = timedelta() if release.now else self.publisher.delivery.cooling_off
        done = self.publisher.publish(release.version, instead=release.instead or None, after=after)
        self._note(Deed.PUBLISHED, release.version, release.who, due=done.due.isoformat() if done.due else None)
        return {"version": done.version, "due": done.due.isoformat() if done.due else None}

    def unpublish(self, who: str) -> dict[str, Any]:
        """Take back what waits; NotTaken where nothing does."""
        version = self.publisher.unpublish()
        if version is None:
            raise NotTaken("nothing waits to be published")
        self._note(Deed.UNPUBLISHED, version, who)
        return {"version": version}

    def _note(self, deed: Deed, version: str, who: str, **more: str | None) -> None:
        self.publisher.chronicle.add(deed, version, who=who, at=self.publisher.now(), **more)
