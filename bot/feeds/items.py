"""What feeds bring, as values that nothing of theirs can harm: titles, links and days are made sound here; pure."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from bot.interface.words.bidi import tidied
from knowledge.text.folding import fold

MOST_ITEMS = 500
"""Of one feed at one time."""
LONGEST_TITLE = 300
_LONGEST_TEXT = 200_000
_LONGEST_LINK = 2_000
_OLDEST = date(1990, 1, 1)
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One entry of a feed."""

    title: str
    text: str = ""
    link: str = ""
    """Empty where there is none that can be opened."""
    guid: str = ""
    published: date | None = None
    language: str | None = None

    @property
    def key(self) -> str:
        """Names what it says, whatever guid it comes under; of what says nothing itself, its link."""
        return _digest(fold(self.title), fold(self.text[:4_000]), "" if self.title or self.text else self.link)

    @property
    def pair(self) -> str:
        """Names it by guid and link; empty where either is missing, for one alone is not to be relied on."""
        return _digest(self.guid, self.link) if self.guid and self.link else ""

    def to_json(self) -> dict[str, Any]:
        """For another process."""
        return asdict(self) | {"published": self.published.isoformat() if self.published else None}

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> FeedItem:
        """What `to_json` gave."""
        day = record["published"]
        return cls(**{**record, "published": date.fromisoformat(day) if day else None})


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was found in a feed; `warnings` say what of it is wrong."""

    items: tuple[FeedItem, ...] = ()
    title: str = ""
    language: str | None = None
    warnings: tuple[str, ...] = ()


def sound(items: Iterable[FeedItem], base: str, today: date) -> tuple[tuple[FeedItem, ...], tuple[str, ...]]:
    """The items that say anything, made sound, and what was wrong with them; the newest MOST_ITEMS."""
    wrong: Counter[str] = Counter()
    made = [_sound(one, base, today, wrong) for one in items]
    found = list({one.key: one for one in made if one.title or one.text or one.link}.values())
    if len(found) > MOST_ITEMS:
        wrong[f"items beyond {MOST_ITEMS} at once"] = len(found) - MOST_ITEMS
        found = sorted(found, key=lambda one: one.published or date.min, reverse=True)[:MOST_ITEMS]
    _count_shared(found, wrong)
    return tuple(found), tuple(f"{count} {what}" for what, count in wrong.items() if count)


def _sound(one: FeedItem, base: str, today: date, wrong: Counter[str]) -> FeedItem:
    title = _clipped(one.title, wrong)
    link = _link(one.link, base, wrong)
    published = one.published
    if published and not _OLDEST <= published <= today + timedelta(days=1):
        wrong["impossible days"] += 1
        published = None
    text = one.text.replace("\0", " ")[:_LONGEST_TEXT].strip()
    wrong["items without words"] += not (title or text or link)
    return FeedItem(title or _first_line(text), text, link, one.guid[:_LONGEST_LINK], published, one.language)


def _clipped(title: str, wrong: Counter[str]) -> str:
    plain = tidied(title[: LONGEST_TITLE * 20])
    if len(plain) <= LONGEST_TITLE:
        return plain
    wrong[f"titles of more than {LONGEST_TITLE} letters"] += 1
    return plain[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + _ELLIPSIS


def _first_line(text: str) -> str:
    return _clipped(text.partition("\n")[0], Counter())


def _link(link: str, base: str, wrong: Counter[str]) -> str:
    if not link.strip():
        return ""
    try:
        whole = urldefrag(urljoin(base, link.strip())).url
        parts = urlsplit(whole)
        fits = parts.scheme in ("http", "https") and parts.hostname and not parts.username
    except ValueError:
        fits = None
    if not fits or len(whole) > _LONGEST_LINK or not whole.isprintable() or " " in whole:
        wrong["links that cannot be opened"] += 1
        return ""
    return whole


def _count_shared(found: Sequence[FeedItem], wrong: Counter[str]) -> None:
    guids = Counter(one.guid for one in found if one.guid)
    wrong["items under the guid of another"] = sum(count - 1 for count in guids.values())


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=10).hexdigest()
