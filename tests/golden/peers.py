"""Simple systems over the same statements, to measure Marsad against: what people would use instead."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from knowledge.text.folding import fold, script, words

Ranking = tuple[float, str]
"""The best score, and the text of the statement that has it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Every wording of every statement, with the text that would be told for it in Arabic and English."""

    searched: tuple[str, ...]
    told: tuple[tuple[str, str], ...]

    def tell(self, index: int, question: str) -> str:
        """The statement in the language of the question."""
        arabic, english = self.told[index]
        return arabic if script(question).value == "arabic" else english


Peer = Callable[[str], Ranking]


def rapidfuzz_scan(facts: Facts) -> Peer:
    """`token_set_ratio` over all wordings, folded as ours are."""
    folded = [" ".join(words(text)) for text in facts.searched]

    def ask(question: str) -> Ranking:
        found = process.extractOne(" ".join(words(question)), folded, scorer=fuzz.token_set_ratio)
        return (found[1], facts.tell(found[2], question)) if found else (0.0, "")

    return ask


def bm25_words(facts: Facts) -> Peer:
    """BM25 over words as they are typed, case apart."""
    return _bm25(facts, lambda text: text.casefold().split())


def bm25_grams(facts: Facts) -> Peer:
    """BM25 over folded character 3- and 4-grams."""
    return _bm25(facts, lambda text: list(_grams(text)))


def fts5(facts: Facts) -> Peer:
    """SQLite's full-text search over folded words, any of them."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE fact USING fts5(text)")
    rows = ((index, " ".join(words(text))) for index, text in enumerate(facts.searched))
    connection.executemany("INSERT INTO fact(rowid, text) VALUES (?, ?)", rows)

    def ask(question: str) -> Ranking:
        query = " OR ".join(f'"{word}"' for word in words(question))
        sql = "SELECT rowid, -bm25(fact) FROM fact WHERE fact MATCH ? ORDER BY bm25(fact) LIMIT 1"
        row = connection.execute(sql, (query,)).fetchone() if query else None
        return (row[1], facts.tell(row[0], question)) if row else (0.0, "")

    return ask


PEERS: dict[str, Callable[[Facts], Peer]] = {
    "rapidfuzz token_set_ratio": rapidfuzz_scan,
    "BM25 on words": bm25_words,
    "BM25 on 3–4-grams": bm25_grams,
    "FTS5": fts5,
}


def _grams(text: str) -> Iterator[str]:
    joined = f" {' '.join(fold(text).split())} "
    for size in (3, 4):
        yield from (joined[start : start + size] for start in range(len(joined) - size + 1))


def _bm25(facts: Facts, features: Callable[[str], Sequence[str]]) -> Peer:
    counts = [Counter(features(text)) for text in facts.searched]
    mean = sum(count.total() for count in counts) / len(counts)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, count in enumerate(counts):
        for feature in count:
            holders[feature].append(index)

    def ask(question: str) -> Ranking:
        scores: defaultdict[int, float] = defaultdict(float)
        for feature in set(features(question)):
            found = holders.get(feature, [])
            inverse = math.log1p((len(counts) - len(found) + 0.5) / (len(found) + 0.5))
            for index in found:
                times = counts[index][feature]
                scores[index] += inverse * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * counts[index].total() / mean))
        best = max(scores, key=lambda index: scores[index], default=None)
        return (scores[best], facts.tell(best, question)) if best is not None else (0.0, "")

    return ask


def best_threshold(outcomes: Iterable[tuple[float, bool]], *, price: float) -> float:
    """The threshold that pays most on these very (score, right) pairs: generous to a peer."""
    ranked = sorted(outcomes, reverse=True)
    best = gain = 0.0
    threshold = math.inf
    for score, right in ranked:
        gain += 1.0 if right else -price
        if gain > best:
            best, threshold = gain, score
    return threshold
