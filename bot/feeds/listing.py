"""The file that `feeds.file` names: the only place where it stands what is watched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from bot.settings.values import Duration
from knowledge.errors import InvalidFiles, Problem
from knowledge.files.strict_yaml import Record, YamlFile, load

LEAST, MOST = timedelta(minutes=1), timedelta(days=1)


class FeedKind(StrEnum):
    """What is watched."""

    FEED = "feed"
    """RSS, Atom or JSON Feed."""
    SITEMAP = "sitemap"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Feed:
    """One source that is watched."""

    name: str
    kind: FeedKind
    address: str
    """Of a folder its path."""
    title: str = ""
    """The publisher as readers are told; empty: what the feed says of itself."""
    language: str | None = None
    every: timedelta = timedelta(minutes=15)
    """It is asked no more often, and seldom where seldom something is new."""
    full_text: bool = False
    """Whether the page behind an item is fetched."""
    private: bool = False
    """Whether it may lie in a private network."""


def _is_web(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{value!r} is no address; write it with https://")
    if parts.username or parts.password:
        raise ValueError("holds a password, which belongs into no file")
    return value


def _is_polite(value: timedelta) -> timedelta:
    if not LEAST <= value <= MOST:
        raise ValueError("lies between 1m and 24h")
    return value


Address = Annotated[str, AfterValidator(_is_web)]
_Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
_Title = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)]


class FeedRecord(Record):
    """One entry of the file."""

    url: Address | None = None
    sitemap: Address | None = None
    folder: Path | None = None
    title: _Title = ""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = None
    every: Annotated[Duration, AfterValidator(_is_polite)] = timedelta(minutes=15)
    full_text: bool = False
    private: bool = False

    @model_validator(mode="after")
    def _is_one_thing(self) -> FeedRecord:
        if sum(one is not None for one in (self.url, self.sitemap, self.folder)) != 1:
            raise ValueError("needs one of url, sitemap and folder")
        if self.sitemap and not self.full_text:
            raise ValueError("a sitemap holds addresses alone; say full_text: true, or leave it out")
        return self

    def feed(self, name: str, beside: Path) -> Feed:
        """The entry as a value; a folder is meant from where the file lies."""
        if self.folder is not None:
            kind, address = FeedKind.FOLDER, str(beside / self.folder)
        elif self.sitemap:
            kind, address = FeedKind.SITEMAP, self.sitemap
        else:
            kind, address = FeedKind.FEED, self.url or ""
        return Feed(
            name, kind, address, self.title, self.language, self.every, full_text=self.full_text, private=self.private
        )


class FeedsRecord(Record):
    """The whole file; keys are the names of the feeds."""

    feeds: dict[_Name, FeedRecord] = {}


def read_feeds(path: Path) -> tuple[Feed, ...]:
    """What a file lists; InvalidFiles carries all its problems, OSError where there is none."""
    record, document = load(path, FeedsRecord, name=str(path))
    found = [one.feed(name, path.parent) for name, one in record.feeds.items()] if record else []
    problems = [*document.problems, *_twice(found, document)]
    if problems:
        raise InvalidFiles(problems)
    return tuple(found)


def _twice(found: list[Feed], document: YamlFile) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for one in found:
        if (other := first.setdefault(one.address, one.name)) != one.name:
            yield document.problem(("feeds", one.name), f"watches the same as {other}")
