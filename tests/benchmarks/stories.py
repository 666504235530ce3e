"""How many rewritten copies of an article are known as its story, and how many different articles are taken for one.

    python -m tests.benchmarks.stories

A copy has a title, a first and a last sentence of its own and misses one; of its other words some are replaced by words
of other articles. `chosen` are the articles on which the bounds were chosen, `fresh` those written for linking later.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from pathlib import Path

from bot.feeds.stories import StoryTrace
from knowledge.text.sentences import flowing, sentences

_TESTS = Path(__file__).resolve().parent.parent
CHOSEN = tuple(_TESTS / "golden" / "archive" / f"{half}-articles.jsonl" for half in ("tuning", "reporting"))
FRESH = (_TESTS / "knowledge" / "linking" / "articles.jsonl",)
_COPIES = 10
_CHANGED = (0.05, 0.1, 0.15, 0.2)


def articles(paths: Sequence[Path]) -> list[dict[str, str]]:
    """What some files hold."""
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]


def parts(article: dict[str, str]) -> list[str]:
    """The sentences of an article."""
    text = article["text"]
    return [flowing(text[start:end]) for start, end in sentences(text)]


def rewritten(article: dict[str, str], others: Sequence[dict[str, str]], share: float, seed: int) -> str:
    """A copy with so many of its words replaced, in places of its own; figures are left as they are."""
    chance = random.Random(f"{article['id']} {seed}")
    same = [one for one in others if one["lang"] == article["lang"] and one["id"] != article["id"]]
    words = " ".join(one["text"] for one in same).split()
    own = parts(chance.choice(same))
    kept = parts(article)
    del kept[chance.randrange(len(kept))]
    changed = [
        chance.choice(words) if chance.random() < share and not any(map(str.isdigit, word)) else word
        for word in " ".join(kept).split()
    ]
    return f"{own[0][:60]}\n{own[0]} {' '.join(changed)} {own[-1]}"


def rows(name: str, paths: Sequence[Path]) -> Iterator[str]:
    """The rows of one collection."""
    found = articles(paths)
    traces = {one["id"]: _trace(one) for one in found}
    for share in _CHANGED:
        copies = [(one, seed) for one in found for seed in range(_COPIES)]
        known = sum(
            _is_found(traces[one["id"]], StoryTrace.of(rewritten(one, found, share, seed))) for one, seed in copies
        )
        yield _row(name, f"copies with {share:.0%} of the words changed", known, len(copies))
    yield from _merged(name, traces, list(combinations(traces, 2)))


def across() -> Iterator[str]:
    """The rows of what the two collections share: no article of one tells a story of the other."""
    chosen, fresh = ({one["id"]: _trace(one) for one in articles(paths)} for paths in (CHOSEN, FRESH))
    yield from _merged("each with each", chosen | fresh, list(product(chosen, fresh)))


def _merged(name: str, traces: dict[str, StoryTrace], pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    alike = [pair for pair in pairs if traces[pair[0]].tells(traces[pair[1]])]
    yield _row(name, "pairs of articles taken for one story", len(alike), len(pairs))
    for pair in alike:
        yield f"|  | | {pair[0]} = {pair[1]} | |"


def _trace(article: dict[str, str]) -> StoryTrace:
    return StoryTrace.of(f"{article['title']}\n{article['text']}")


def _is_found(one: StoryTrace, copy: StoryTrace) -> bool:
    """Whether the ledger brings one to the other, and they are then known as one story."""
    return not set(one.smallest).isdisjoint(copy.smallest) and one.tells(copy)


def _row(name: str, what: str, part: int, whole: int) -> str:
    return f"| {name} | {what} | {part} of {whole} | {part / whole:.1%} |"


def main() -> None:
    """The table."""
    sys.stdout.write("| articles | | | |\n|---|---|---|---|\n")
    for name, paths in (("chosen", CHOSEN), ("fresh", FRESH)):
        for row in rows(name, paths):
            sys.stdout.write(f"{row}\n")
    for row in across():
        sys.stdout.write(f"{row}\n")


if __name__ == "__main__":
    main()
