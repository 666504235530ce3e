"""How many rewritten copies of an article are known as its story, and how many different articles are taken for one.

    python -m tests.benchmarks.stories

A copy has a title, a first and a last sentence of its own and misses one; of its other words some are replaced by words
of other articles. `chosen` are the articles on which the bounds were chosen, `fresh` those written for linking later
(80 words each), `long` the documents of 300 to 500 words. Harder copies have another title and lead, and the rest in
another order, or only the first third of it; different articles are harder to tell apart behind the same background.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from pathlib import Path

from bot.feeds.stories import StoryTrace
from knowledge.documents.languages import language_of
from knowledge.text.sentences import flowing, sentences

_TESTS = Path(__file__).resolve().parent.parent
CHOSEN = tuple(_TESTS / "golden" / "archive" / f"{half}-articles.jsonl" for half in ("tuning", "reporting"))
FRESH = (_TESTS / "knowledge" / "linking" / "articles.jsonl",)
LONG = (_TESTS / "golden" / "newcomers", _TESTS.parent / "seeds")
_COPIES = 10
_BACKGROUNDS = (1, 2, 3, 4)
"""Sentences that two articles have in common."""
_CHANGED = (0.05, 0.1, 0.15, 0.2)


def articles(paths: Sequence[Path]) -> list[dict[str, str]]:
    """What some files hold."""
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]


def documents() -> list[dict[str, str]]:
    """The long ones, each with its first line as the title."""
    paths = sorted(
        path for folder in LONG for path in folder.rglob("seeds/*.txt" if folder.name == "newcomers" else "*.txt")
    )
    found = []
    for path in paths:
        title, _, text = path.read_text("utf-8").strip().partition("\n")
        found.append({"id": path.stem, "lang": language_of(text), "title": title, "text": text.strip()})
    return found


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


def harder(name: str, found: Sequence[dict[str, str]], others: Sequence[dict[str, str]]) -> Iterator[str]:
    """The rows of copies that are harder to find, with every fifth word changed and without, and of backgrounds."""
    for what, share in product((_reordered, _cut), (0.0, _CHANGED[-1])):
        copies = [(one, seed) for one in found for seed in range(_COPIES)]
        known = sum(_is_found(_trace(one), StoryTrace.of(what(one, others, share, seed))) for one, seed in copies)
        told = (what.__doc__ or "").rstrip(".")
        yield _row(name, f"{told}, {share:.0%} of the words changed", known, len(copies))
    for count in _BACKGROUNDS:
        pairs = [one for one in combinations(found, 2) if one[0]["lang"] == one[1]["lang"]]
        alike = sum(StoryTrace.of(one).tells(StoryTrace.of(other)) for one, other in _backed(pairs, others, count))
        yield _row(name, f"pairs with {count} sentences of background in common taken for one story", alike, len(pairs))


def _backed(
    pairs: Sequence[tuple[dict[str, str], dict[str, str]]], others: Sequence[dict[str, str]], count: int
) -> Iterator[tuple[str, str]]:
    chance = random.Random(count)
    for pair in pairs:
        third = parts(chance.choice([one for one in others if one not in pair and one["lang"] == pair[0]["lang"]]))
        at = chance.randrange(max(1, len(third) - count + 1))
        background = " ".join(third[at : at + count])
        one, other = (f"{article['title']}\n{article['text']} {background}" for article in pair)
        yield one, other


def _reordered(article: dict[str, str], others: Sequence[dict[str, str]], share: float, seed: int) -> str:
    """Title and lead rewritten, the rest in another order."""
    chance = random.Random(f"{article['id']} {seed} order")
    lead, *rest = parts(article)
    chance.shuffle(rest)
    return _under_own_lead(article["title"], lead, rest, _Words(article, others, share, chance))


def _cut(article: dict[str, str], others: Sequence[dict[str, str]], share: float, seed: int) -> str:
    """Title and lead rewritten, only the first third of the sentences kept."""
    lead, *rest = parts(article)
    kept = rest[: max(1, round(len(rest) / 3))]
    words = _Words(article, others, share, random.Random(f"{article['id']} {seed} cut"))
    return _under_own_lead(article["title"], lead, kept, words)


class _Words:
    """Replaces words of an article by those of others in its language; figures are left as they are."""

    def __init__(
        self, article: dict[str, str], others: Sequence[dict[str, str]], share: float, chance: random.Random
    ) -> None:
        same = [one["text"] for one in others if one["lang"] == article["lang"] and one["id"] != article["id"]]
        self.theirs = " ".join(same or [one["text"] for one in others]).split()
        self.share, self.chance = share, chance

    def changed(self, text: str, share: float | None = None) -> str:
        wanted = self.share if share is None else share
        return " ".join(
            self.chance.choice(self.theirs)
            if self.chance.random() < wanted and not any(map(str.isdigit, word))
            else word
            for word in text.split()
        )


def _under_own_lead(title: str, lead: str, rest: Sequence[str], words: _Words) -> str:
    return f"{words.changed(title, 0.7)}\n{words.changed(lead, 0.5)} {' '.join(map(words.changed, rest))}"


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
    short, long = articles((*CHOSEN, *FRESH)), documents()
    for name, found in (("short", short), ("long", long)):
        for row in harder(name, found, [*short, *long]):
            sys.stdout.write(f"{row}\n")


if __name__ == "__main__":
    main()
