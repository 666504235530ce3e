"""How much of each document stands inside quotes, and which of its words do not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from knowledge.curation.rules import Draft
from knowledge.curation.short_form import SOURCE
from knowledge.errors import Problem
from knowledge.files.fields import MAX_QUOTE
from knowledge.model import Curation

_WORD = re.compile(r"\w[\w\u064b-\u0652]*")
_LONGEST_GAP = 2
_SHOWN = 8
"""Words at either end of a gap that a message shows."""
_SHORT = re.compile(rf"^{SOURCE}:", re.MULTILINE)
_QUOTE = re.compile(r"""\bquote:\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\n]*?))\s*(?:[,}].*)?$""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many words of a source stand inside quotes, and the runs of three or more that do not."""

    words: int
    covered: int
    gaps: tuple[tuple[int, str], ...]
    """(start in code points, the uncovered words)"""


Quoted = tuple[str | None, str]
"""A source, None where it is not known, and words that are quoted from it."""


def coverage(draft: Draft) -> tuple[dict[str, Coverage], list[Problem]]:
    """How much of every curated source its quotes cover; gaps of a complete one are problems once there are facts.

    A folder without any fact is one that is only searched. Quotes of files that have mistakes count as well; but as
    long as a quote is wrong itself, gaps of its document say nothing.
    """
    spans, doubtful = _spans(draft)
    found = {one.id: coverage_of(one.text, spans[one.id]) for one in draft.sources.values() if one.curated}
    if not (draft.records or draft.unread) or None in doubtful:
        return found, []
    problems = [
        draft.listing.problem(("sources", source), _uncovered(draft.sources[source].text, start, gap))
        for source, one in found.items()
        if draft.curation.get(source) is Curation.COMPLETE and source not in doubtful
        for start, gap in one.gaps
    ]
    return found, problems


def _spans(draft: Draft) -> tuple[dict[str, list[tuple[int, int]]], set[str | None]]:
    """What is quoted or waived, by source, and the sources of which a quote is wrong; None: of any."""
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    doubtful: set[str | None] = set()
    for _, _, _, statement in draft.statements():
        for citation in statement.citations:
            source = draft.sources.get(citation.source)
            start = citation.start(source.text) if source else -1
            spans[citation.source].append((start, start + len(citation.quote)))
            repeated = source and citation.occurrence is None and source.text.count(citation.quote) > 1
            if source is None or start < 0 or repeated or len(citation.quote) > MAX_QUOTE:
                doubtful.add(citation.source if source else None)
    for source_id, quote in (quoted for _, one in draft.unread for quoted in _quotes(one)):
        texts = {one.id: one.text for one in draft.sources.values() if source_id in (None, one.id)}
        places = [(id_, start) for id_, text in texts.items() if quote and (start := text.find(quote)) >= 0]
        for id_, start in places:
            spans[id_].append((start, start + len(quote)))
        if not places or len(quote) > MAX_QUOTE:
            doubtful.add(source_id if texts else None)
    for source_id, waived in draft.waivers.items():
        text = draft.sources[source_id].text
        spans[source_id] += [(start, start + len(words_)) for words_ in waived if (start := text.find(words_)) >= 0]
    return spans, doubtful


def _quotes(unread: Any) -> Iterator[Quoted]:
    """What a file quotes whose values can be read though not all of them are right, or whose text can."""
    match unread:
        case str() if _SHORT.search(unread):
            yield None, ""
        case str():
            yield from ((None, "".join(match.groups(""))) for match in _QUOTE.finditer(unread))
        case {"quote": str(quote), "source": str(source)}:
            yield source, quote
        case {"citations": []} | {"citations": ""}:
            yield None, ""
        case dict():
            for one in unread.values():
                yield from _quotes(one) if isinstance(one, dict | list) else ()
        case list():
            for one in unread:
                yield from _quotes(one) if isinstance(one, dict | list) else ()


def coverage_of(text: str, spans: Iterable[tuple[int, int]]) -> Coverage:
    """How much of a text lies in spans, which may overlap."""
    spans = sorted(set(spans))
    total = covered = 0
    gaps: list[tuple[int, str]] = []
    run: list[re.Match[str]] = []
    reached = -1
    following = iter(spans)
    ahead = next(following, None)
    for word in _WORD.finditer(text):
        total += 1
        while ahead is not None and ahead[0] <= word.start():
            reached, ahead = max(reached, ahead[1]), next(following, None)
        if word.end() <= reached:
            covered += 1
            _close_gap(run, text, gaps)
        else:
            run.append(word)
    _close_gap(run, text, gaps)
    return Coverage(total, covered, tuple(gaps))


def _close_gap(run: list[re.Match[str]], text: str, gaps: list[tuple[int, str]]) -> None:
    if len(run) > _LONGEST_GAP:
        gaps.append((run[0].start(), text[run[0].start() : run[-1].end()]))
    run.clear()


def _uncovered(text: str, start: int, gap: str) -> str:
    return f"no quote covers «{_shortened(gap)}» ({_place(text, start, gap)}); cite it or waive it"


def _shortened(gap: str) -> str:
    """A gap in one line, the middle of a long one left out."""
    words = gap.split()
    if len(words) <= 2 * _SHOWN:
        return " ".join(words)
    return f"{' '.join(words[:_SHOWN])} … {' '.join(words[-_SHOWN:])}"


def _place(text: str, start: int, gap: str) -> str:
    """Where it stands: the lines of the document, its size where it is shortened, and its first character."""
    first, last = (text.count("\n", 0, at) + 1 for at in (start, start + len(gap)))
    size = f", {len(gap.split())} words" if len(gap.split()) > 2 * _SHOWN else ""
    return f"line{f's {first}–{last}' if last > first else f' {first}'}{size}, at {start}"
