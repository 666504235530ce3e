"""What the made-up world writes in a week: stories and their echoes in forty feeds, many of which are ill for a day."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from functools import cache
from pathlib import Path

from tests.support.feed_world import ENTITIES, Entry, FeedWorld, atom, bomb, json_feed, rss, slowly
from tests.week.facts import DAYS, NAMES, START

THEMES = ("boats", "grain", "bridges", "lighthouses")
TOLD_OF = ("norland", "sudria", "ostovia", "zerkon", "storm-council", "tide-drill")
MOST_BYTES = 400_000
_LISTED = 15
_OLD = 3
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PLAIN = 24
_ILL_FROM_TO = {
    "slow": (1, 2),
    "huge": (2, 3),
    "bomb": (1, 2),
    "broken": (3, 4),
    "html": (2, 3),
    "entities": (4, 5),
    "loop": (4, 5),
    "gone": (3, DAYS),
}
"""Days on which a feed gives nothing that can be used."""
_ODD = ("moved", "charset", "lying", "unchanging", "long-titles", "schemes", "one-guid", "new-guids")
"""Feeds that are read all the same."""
FORMS = ("atom", "json", "map", "folder")
NAMES_OF_FEEDS = (*(f"gazette-{n}" for n in range(_PLAIN)), *_ILL_FROM_TO, *_ODD, *FORMS)


@dataclass(frozen=True, slots=True)
class Story:
    """Something that is reported: where first, by whom again, and whom it names."""

    number: int
    at: datetime
    feed: str
    names: tuple[str, ...]
    theme: str
    echo: tuple[str, datetime] | None = None

    @property
    def is_heard(self) -> bool:
        """Whether any feed lists it that is there in the end."""
        lost = START + timedelta(days=_ILL_FROM_TO["gone"][0])
        told = [(self.feed, self.at), *([self.echo] if self.echo else [])]
        return any(feed != "gone" or at < lost - timedelta(hours=7) for feed, at in told)


def publisher(feed: str) -> str:
    """As readers are told."""
    return f"The {feed} wire"


def stories(count: int, days: int, seed: int = 3) -> list[Story]:
    """So many of them over some days, in the order in which they are reported."""
    chance = random.Random(seed)
    moments = sorted(chance.randrange(days * 24 * 60) for _ in range(count))
    return [_story(number, START + timedelta(minutes=at), chance) for number, at in enumerate(moments)]


def _story(number: int, at: datetime, chance: random.Random) -> Story:
    feed, other = chance.sample(NAMES_OF_FEEDS, 2)
    names = tuple(chance.sample(TOLD_OF, chance.choice((0, 1, 1, 1, 2))))
    echo = (other, at + timedelta(minutes=chance.randrange(60, 360))) if chance.random() < 0.3 else None
    return Story(number, at, feed, names, chance.choice(THEMES), echo)


@dataclass
class Press:
    """Writes the feeds as they are at any moment."""

    world: FeedWorld
    folder: Path
    stories: Sequence[Story]
    _written: dict[str, object] = field(default_factory=dict)

    def listing(self) -> str:
        """The file that lists the feeds."""
        return "feeds:\n" + "".join(map(self._listed, NAMES_OF_FEEDS))

    def _listed(self, name: str) -> str:
        where = {"map": f"sitemap: {self.world.url}/map", "folder": f"folder: {self.folder}"}
        at = where.get(name, f"url: {self.world.url}/{name}")
        more = ", full_text: true" if name == "map" else ""
        return f"  {name}: {{{at}, title: {publisher(name)}, private: true{more}}}\n"

    def write(self, now: datetime) -> None:
        """Bring every feed up to a moment."""
        for name in NAMES_OF_FEEDS:
            entries = self._entries(name, now)
            stamp = (len(entries), _illness(name, now), now.hour if name == "new-guids" else 0)
            if self._written.get(name) != stamp:
                self._written[name] = stamp
                self._serve(name, entries[-_LISTED:], now)

    def _entries(self, name: str, now: datetime) -> list[tuple[Entry, Story]]:
        told = [(one.at, one, False) for one in self.stories if one.feed == name]
        told += [(one.echo[1], one, True) for one in self.stories if one.echo and one.echo[0] == name]
        since = sorted((row for row in told if row[0] <= now), key=lambda row: row[0])
        old = [(START - timedelta(days=9), _old(name, n), False) for n in range(_OLD)]
        return [(_entry(one, at, again=again), one) for at, one, again in (*old, *since)]

    def _serve(self, name: str, entries: Sequence[tuple[Entry, Story]], now: datetime) -> None:
        listed = [one for one, _ in reversed(entries)]
        if (ill := _illness(name, now)) is not None:
            _ILL[ill](self.world, f"/{name}", listed)
        elif name in _MADE:
            _MADE[name](self.world, f"/{name}", listed, now)
        elif name == "map":
            self._map(listed)
        elif name == "folder":
            self._files(entries)
        else:
            body = rss(listed)
            self.world.serve_with_tag(f"/{name}", body, f'"{hash(body)}"')

    def _map(self, listed: Iterable[Entry]) -> None:
        url = self.world.url
        pages = [(f"/page/{one.guid.rpartition(':')[2]}", one) for one in listed]
        for path, one in pages:
            body = f"<h1>{one.title}</h1>" + "".join(f"<p>{text}.</p>" for text in one.text.split(". "))
            self.world.serve(path, f"<html><head><title>{one.title}</title></head><article>{body}</article></html>")
        found = "".join(f"<url><loc>{url}{path}</loc></url>" for path, _ in pages)
        self.world.serve("/map", f'<?xml version="1.0" encoding="utf-8"?><urlset xmlns="s">{found}</urlset>')

    def _files(self, entries: Iterable[tuple[Entry, Story]]) -> None:
        self.folder.mkdir(exist_ok=True)
        for one, story in entries:
            file = self.folder / f"{one.guid.rpartition(':')[2]}.txt"
            if not file.exists():
                file.write_text(f"{one.title}\n\n{one.text}\n", "utf-8")
                os.utime(file, (story.at.timestamp(), story.at.timestamp()))


def _illness(name: str, now: datetime) -> str | None:
    days = _ILL_FROM_TO.get(name)
    return name if days and START + timedelta(days=days[0]) <= now < START + timedelta(days=days[1]) else None


def _old(feed: str, number: int) -> Story:
    return Story(
        9_000 + 10 * NAMES_OF_FEEDS.index(feed) + number, START - timedelta(days=9), feed, ("norland",), "boats"
    )


def _entry(one: Story, at: datetime, *, again: bool) -> Entry:
    names = " and ".join(NAMES[name][1] for name in one.names) or "nobody of note"
    said = [f"Envoys of {names} spoke of {one.theme} on the quay", *_sentences(one.number)]
    text = ". ".join(["Others report it too", *said[:1], *said[2:]] if again else said)
    word = "Echo" if again else "Report"
    title = f"{word} {one.number:04}: {one.theme} of {names}"
    link = f"/{word.lower()}/{one.number}"
    return Entry(title, f"{text}.", link, f"tag:{word}-{one.number}", format_datetime(at, usegmt=True))


def _sentences(seed: int) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.choices(_words(), k=12)).capitalize() for _ in range(8)]


@cache
def _words() -> list[str]:
    chance = random.Random(1)
    return ["".join(chance.choices(_LETTERS, k=chance.randint(4, 9))) for _ in range(5_000)]


def _rewritten(change: Callable[[Entry, int], Entry]) -> Callable[[FeedWorld, str, Sequence[Entry], datetime], None]:
    """A feed whose entries are odd."""

    def serve(world: FeedWorld, path: str, listed: Sequence[Entry], now: datetime) -> None:
        world.serve(path, rss([change(one, now.hour) for one in listed]))

    return serve


def _moved(world: FeedWorld, path: str, listed: Sequence[Entry], now: datetime) -> None:
    if now < START + timedelta(days=2):
        world.serve(path, rss(listed))
        return
    world.serve(f"{path}-new", rss(listed))
    world.serve(path, "", 301, Location=f"{world.url}{path}-new")


def _charset(world: FeedWorld, path: str, listed: Sequence[Entry], _: datetime) -> None:
    body = rss(listed, "بريد الساحل", '<?xml version="1.0" encoding="utf-8"?>').decode()
    world.serve(path, body.encode("cp1256", "replace"))


def _unchanging(world: FeedWorld, path: str, listed: Sequence[Entry], _: datetime) -> None:
    world.serve_with_tag(path, rss(listed), '"for-ever"')


_LIES: tuple[str, str] = ("Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT")
_MADE: dict[str, Callable[[FeedWorld, str, Sequence[Entry], datetime], None]] = {
    "moved": _moved,
    "charset": _charset,
    "unchanging": _unchanging,
    "atom": lambda world, path, listed, _: world.serve(path, atom(listed)),
    "json": lambda world, path, listed, _: world.serve(path, json_feed(listed), Content_Type="application/json"),
    "lying": _rewritten(lambda one, hour: replace(one, date=_LIES[len(one.text) % 2])),
    "long-titles": _rewritten(lambda one, hour: replace(one, title=f"\u202e{one.title} {'very ' * 2_000}")),
    "schemes": _rewritten(lambda one, hour: replace(one, link="javascript:alert(1)")),
    "one-guid": _rewritten(lambda one, hour: replace(one, guid="always the same")),
    "new-guids": _rewritten(lambda one, hour: replace(one, guid=f"{one.guid}-{hour}")),
}


def _slow(world: FeedWorld, path: str, listed: Sequence[Entry]) -> None:
    world.pages[path] = slowly


def _loop(world: FeedWorld, path: str, listed: Sequence[Entry]) -> None:
    world.serve(path, "", 302, Location=f"{world.url}{path}-there")
    world.serve(f"{path}-there", "", 302, Location=f"{world.url}{path}")


_ILL: dict[str, Callable[[FeedWorld, str, Sequence[Entry]], None]] = {
    "slow": _slow,
    "huge": lambda world, path, listed: world.serve(path, rss(listed) + b" " * MOST_BYTES),
    "bomb": lambda world, path, listed: world.serve(path, bomb(50_000_000), Content_Encoding="gzip"),
    "broken": lambda world, path, listed: world.serve(path, b"\x00\x01<rss><chan"),
    "html": lambda world, path, listed: world.serve(path, "<html><body>We have moved our feed.</body></html>"),
    "entities": lambda world, path, listed: world.serve(path, ENTITIES),
    "loop": _loop,
    "gone": lambda world, path, listed: world.serve(path, "Gone", 410),
}

__all__ = ["MOST_BYTES", "NAMES_OF_FEEDS", "START", "Press", "Story", "publisher", "stories"]
