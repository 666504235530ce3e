"""The Arabic Reading Comprehension Dataset as a retrieval set: is a question's own paragraph found first?

The file (MIT, Mozannar et al. 2019) is not part of this repository; it is looked for in `shared/benchmarks` beside it.
Articles are split by hash into a half to tune on and a half to report on; the archive always holds them all.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from knowledge.compiled.base import KnowledgeBase
from tests.benchmarks.archives import imported
from tests.benchmarks.corpora import SLIPS

FILE = Path(__file__).parents[3] / "shared" / "benchmarks" / "arcd.json"
_SLIP_EVERY = 0.35
_MIN_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the id of the paragraph that it was asked about."""

    text: str
    source: str
    article: str

    @property
    def tuning(self) -> bool:
        """Whether it belongs to the half to tune on."""
        return int(hashlib.sha256(self.article.encode()).hexdigest(), 16) % 2 == 0


@dataclass(frozen=True, slots=True)
class Arcd:
    """All paragraphs, one document each, and all questions."""

    documents: Sequence[dict[str, str]]
    questions: Sequence[Asked]

    @classmethod
    def read(cls) -> Arcd:
        """Read the file; skips the test where it is not there."""
        if not FILE.is_file():
            pytest.skip(f"the public retrieval set is not there: put ARCD's arcd.json at {FILE}")
        documents: list[dict[str, str]] = []
        questions: list[Asked] = []
        for article in json.loads(FILE.read_bytes())["data"]:
            for paragraph in article["paragraphs"]:
                source = f"p{len(documents)}"
                documents.append({"id": source, "title": article["title"], "text": paragraph["context"]})
                questions += [Asked(asked["question"], source, article["title"]) for asked in paragraph["qas"]]
        return cls(documents, questions)

    def knowledge(self, folder: Path) -> KnowledgeBase:
        """The paragraphs as `kb import` takes them, compiled."""
        return imported(self.documents, folder)


def with_slips(questions: Sequence[Asked], *, seed: int = 7) -> Iterator[Asked]:
    """The same questions typed in haste: every third longer word has a letter too many, too few or wrong."""
    chance = random.Random(seed)
    for asked in questions:
        words = (_slip(word, chance) if _slips(word, chance) else word for word in asked.text.split())
        yield replace(asked, text=" ".join(words))


def _slips(word: str, chance: random.Random) -> bool:
    return len(word) >= _MIN_LENGTH and chance.random() < _SLIP_EVERY


def _slip(word: str, chance: random.Random) -> str:
    kind, place = chance.choice(("deleted", "replaced", "swapped", "inserted")), chance.randrange(len(word) - 1)
    head, tail = word[:place], word[place:]
    match kind:
        case "deleted":
            return head + tail[1:]
        case "replaced":
            return head + chance.choice(SLIPS) + tail[1:]
        case "swapped":
            return head + tail[1] + tail[0] + tail[2:]
        case _:
            return head + chance.choice(SLIPS) + tail
