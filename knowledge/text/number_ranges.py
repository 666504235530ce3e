"""Two numbers that share what stands behind the second one: "2–3 million", «من ٢ إلى ٣ ملايين», "12–15 %"."""

from __future__ import annotations

from dataclasses import replace

from knowledge.text.calendar_words import CalendarWords
from knowledge.text.number import Number
from knowledge.text.ranges import leads_to
from knowledge.text.word_sequence import WordSequence


def with_shared_scales(found: list[Number], passage: WordSequence, words: CalendarWords) -> list[Number]:
    """The numbers, the lower end of each range with the scale or the percent sign of the upper one."""
    if not any(one.scale > 1 or one.percent for one in found):
        return found
    ends = [*found[1:], None]
    return [_shared(one, other, passage, words) if other else one for one, other in zip(found, ends, strict=True)]


def _shared(one: Number, other: Number, passage: WordSequence, words: CalendarWords) -> Number:
    if one.ordinal or one.percent or one.scale > 1 or not leads_to(one, other, passage, words):
        return one
    if other.percent and one.value <= other.value:
        return replace(one, percent=True, digits=False)
    if other.scale > 1 and one.value * other.scale <= other.value:
        return replace(one, value=_whole(one.value * other.scale), scale=other.scale, digits=False)
    return one


def _whole(value: float) -> float:
    return int(value) if value == int(value) else value
