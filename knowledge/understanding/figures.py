"""Which figures of a question constrain its answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from knowledge.hand_set import MOST_LISTED
from knowledge.text.folding import script
from knowledge.text.letters import Script
from knowledge.text.quantities import Quantities
from knowledge.understanding.placed import PlacedWord
from knowledge.vocabulary.forms import Match, SenseKind

_MOST_DATES = 6
"""Each is compared with the dates of each statement that is looked at."""


def outside_names(quantities: Quantities, groups: Iterable[list[Match]]) -> Quantities:
    """The figures without those that are part of a name."""
    named = {
        place
        for group in groups
        if group[0].size > 1 and any(s.kind is SenseKind.ENTITY for match in group for s in match.form.senses)
        for place in range(group[0].start, group[0].end)
    }
    return _with_numbers(quantities, [found for found in _numbers(quantities) if found[1] not in named])


def constraining(
    quantities: Quantities, groups: Iterable[list[Match]], singles: Iterable[Match], words: Sequence[PlacedWord]
) -> Quantities:
    """The figures that constrain an answer: great ones, and small ones beside what they count, also inside a name."""
    if not quantities.numbers:
        return quantities
    nouns = {match.start for match in singles if _is_concept(match)}
    things = [
        one[0] for one in groups if any(map(_is_concept, one)) or not nouns.isdisjoint(range(one[0].start, one[0].end))
    ]
    counting = {first.start - 1 for first in things}
    counting |= {first.end for first in things if _is_arabic(words, first.end)}
    kept = [one for one in _numbers(quantities) if one[0] > MOST_LISTED or not counting.isdisjoint(one[1:])]
    return _with_numbers(quantities, kept)


def with_few_dates(quantities: Quantities) -> Quantities:
    """The figures with no more dates than anybody asks about."""
    if len(quantities.dates) <= _MOST_DATES:
        return quantities
    return replace(quantities, dates=tuple(dict.fromkeys(quantities.dates))[:_MOST_DATES])


def _numbers(quantities: Quantities) -> Iterator[tuple[float, int, int]]:
    """Each number with its first and its last word."""
    return zip(quantities.numbers, quantities.places, quantities.ends, strict=True)


def _with_numbers(quantities: Quantities, kept: Sequence[tuple[float, int, int]]) -> Quantities:
    if len(kept) == len(quantities.numbers):
        return quantities
    numbers, places, ends = zip(*kept, strict=True) if kept else ((), (), ())
    return replace(quantities, numbers=numbers, places=places, ends=ends)


def _is_concept(match: Match) -> bool:
    return any(sense.kind is SenseKind.CONCEPT for sense in match.form.senses)


def _is_arabic(words: Sequence[PlacedWord], place: int) -> bool:
    return place < len(words) and script(words[place].token.text) is Script.ARABIC
