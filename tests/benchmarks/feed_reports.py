"""What made-up feeds bring: reports of some three hundred words, each with a word that no other has."""

from __future__ import annotations

import random
from functools import cache

from tests.support.feed_world import Entry

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    """Made-up words, common and rare as words are."""
    chance = random.Random(1)
    words = ["".join(chance.choices(_LETTERS, k=chance.randint(2, 9))) for _ in range(20_000)]
    return words, [1 / (rank + 10) for rank in range(len(words))]


def _sentences(seed: int) -> str:
    """A text of twenty sentences."""
    chance = random.Random(seed)
    return " ".join(f"{' '.join(chance.choices(*_vocabulary(), k=15)).capitalize()}." for _ in range(20))


def own_word(feed: int, number: int) -> str:
    """The word that a report alone has."""
    digits = f"{feed:03}{number:04}"
    return "".join("bcdfghjklm"[int(one)] + "a" for one in digits)


def report(feed: int, number: int) -> Entry:
    """A report of a feed."""
    seed = feed * 10_000 + number
    place = ("India", "Kazakhstan", "Astana", "nobody")[seed % 4]
    text = f"Envoys of {place} met. {_sentences(seed)}"
    return Entry(f"Report {seed} of {place}: {own_word(feed, number)}", text, f"/page/{seed}", f"tag:{seed}")
