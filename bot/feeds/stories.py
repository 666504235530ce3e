"""Which documents tell one story: the same text under another address, or rewritten a little.

Each document is known by the smallest of its runs' digests; who shares some of them is compared run by run. What makes
it one story is measured in docs/decisions/0021-feeds.md. It is less than for `knowledge.quoting.stories`, which tells
readers that others print the same words, and compares few texts word by word; here a rewritten report is to be told
once, so stems count, and what is new is held against all of the last days.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz.distance import LCSseq, Levenshtein

from bot.feeds.ledger import STORIES_KEPT, Ledger
from knowledge.text.folding import first_tokens, stem
from knowledge.text.runs import figures, runs

_RUN = 3
_MOST_WORDS = 1_500
_KEPT_RUNS = 32
"""Of two texts that share a sixth of their runs, 1 pair in 300 shares none of 32."""
_COMPARED = 8
_FEWEST = 8
"""Of a text with fewer runs only the same text is an echo."""
_SAME = 0.25
"""Share of the shorter text's runs that an echo has at least."""
_TOUCHED, _IN_ORDER = 0.1, 0.4
"""Where every fifth word is another one, fewer runs stay whole, but the words still follow one another: of articles
about different things in one language at most 0.28 of the shorter one's words do, and 0.03 of its runs are shared."""
_MOSTLY, _BLOCK = 0.5, 0.4
"""Of the shorter text's runs, below the first share, all that is in common within the second share of either text is a
background that both have: what a copy keeps stands over most of the shorter one, also where title and lead are others
and the rest is put in another order."""
_AROUND = (-2, -1, 1, 2)
"""The words around a figure: by half of them it is known to count the same thing in another text."""
_FEWEST_IN_ORDER = 40
"""Runs of a text whose words tell something by their order: summaries of two lines share whole turns of phrase."""


@dataclass(frozen=True, slots=True)
class StoryTrace:
    """What a text is compared by."""

    runs: frozenset[int]
    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> StoryTrace:
        """The runs of three words of a text, by stems, as numbers that every process makes alike; and its stems."""
        words = tuple(stem(token.text) for token in first_tokens(text, _MOST_WORDS))
        numbers = frozenset(_number(" ".join(run)) for run in runs(words, _RUN))
        return cls(numbers or frozenset({_number(" ".join(words))}), words)

    @property
    def smallest(self) -> list[int]:
        """The runs by which it is found again."""
        return sorted(self.runs)[:_KEPT_RUNS]

    def tells(self, other: StoryTrace) -> bool:
        """Whether one text is mostly a copy of the other; with other figures in the same words it is no copy."""
        alike = self.runs == other.runs or self._is_copy(other)
        return alike and not self._contradicts(other)

    def _is_copy(self, other: StoryTrace) -> bool:
        least, shared = min(len(self.runs), len(other.runs)), len(self.runs & other.runs)
        if least < _FEWEST:
            return False
        is_alike = shared >= _SAME * least or (
            least >= _FEWEST_IN_ORDER and shared >= _TOUCHED * least and self._is_in_order(other)
        )
        return is_alike and (shared >= _MOSTLY * least or not self._has_same_background(other))

    def _has_same_background(self, other: StoryTrace) -> bool:
        """Whether all that is shared stands in one place of either text, with news of its own around it."""
        shared = self._shared(other)
        return all(_spread(one.words, shared) < _BLOCK for one in (self, other))

    def _shared(self, other: StoryTrace) -> AbstractSet[tuple[str, ...]]:
        return set(runs(self.words, _RUN)) & set(runs(other.words, _RUN))

    def _is_in_order(self, other: StoryTrace) -> bool:
        """Whether enough of the shorter text's words follow one another in the other too."""
        shorter = min(len(self.words), len(other.words))
        return LCSseq.similarity(self.words, other.words) >= _IN_ORDER * shorter

    def _contradicts(self, other: StoryTrace) -> bool:
        """Whether another figure stands among the same words: 5 killed, and 7 killed."""
        steps = Levenshtein.opcodes(self.words, other.words)
        replaced = (one for one in steps if one.tag == "replace")
        places = (
            (one.src_start + at, one.dest_start + at) for one in replaced for at in range(one.src_end - one.src_start)
        )
        differing = [
            (here, there)
            for here, there in places
            if _differ(self.words[here], other.words[there]) and self._is_place(here, other, there)
        ]
        shared = self._shared(other) if differing else frozenset()
        return any(not (_is_in(shared, self, here) and _is_in(shared, other, there)) for here, there in differing)

    def _is_place(self, here: int, other: StoryTrace, there: int) -> bool:
        """Whether two places have half of the words around them in common."""
        around = ((_word(self.words, here + step), _word(other.words, there + step)) for step in _AROUND)
        return sum(one == another != "" for one, another in around) >= len(_AROUND) / 2


def _is_in(shared: AbstractSet[tuple[str, ...]], text: StoryTrace, at: int) -> bool:
    """Whether a figure stands in the other text too, among the same words: in a copy that is put in another order."""
    return any(at + 1 - _RUN <= start <= at and run in shared for start, run in enumerate(runs(text.words, _RUN)))


def _spread(words: Sequence[str], shared: Collection[tuple[str, ...]]) -> float:
    """Over which share of a text runs stand that it has in common with another."""
    places = [at for at, run in enumerate(runs(words, _RUN)) if run in shared]
    return (places[-1] - places[0]) / len(words) if places else 0.0


def _differ(one: str, other: str) -> bool:
    """Whether both have figures, and none in common."""
    here, there = figures(one), figures(other)
    return bool(here and there) and here.isdisjoint(there)


def _word(words: Sequence[str], at: int) -> str:
    return words[at] if 0 <= at < len(words) else ""


@dataclass(frozen=True, slots=True)
class Stories:
    """The stories of the last days."""

    ledger: Ledger
    text_of: Callable[[str], str]
    """The text of a document of the archive; empty where it is gone."""

    def of(self, id_: str, trace: StoryTrace, now: datetime) -> str:
        """The story that a new document tells: the id of the first that told it, else its own."""
        near = self.ledger.alike(trace.smallest, now - STORIES_KEPT, _COMPARED)
        return next((story for other, story in near if other != id_ and self._same(trace, other)), id_)

    def _same(self, trace: StoryTrace, other: str) -> bool:
        text = self.text_of(other)
        return bool(text) and trace.tells(StoryTrace.of(text))


def _number(text: str) -> int:
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
