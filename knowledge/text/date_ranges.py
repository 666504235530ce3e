"""Dates that stand together: days of one month, and from one date to another («من 20 أبريل إلى 5 مايو 2024»)."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.dates import DateMention, PartialDate
from knowledge.text.calendar_words import CalendarWords
from knowledge.text.months import PlacedDate
from knowledge.text.ranges import are_joined, leads_to
from knowledge.text.word_sequence import WordSequence


def merged(dates: Sequence[PlacedDate], passage: WordSequence, words: CalendarWords) -> list[DateMention]:
    """The dates in order, the two ends of a range or two days of one month as one."""
    found: list[PlacedDate] = []
    for one in sorted(dates, key=lambda placed: placed.start):
        before = found[-1] if found else None
        both = _as_one(before, one, passage, words) if before else None
        if before and both:
            found[-1] = PlacedDate(both, before.start, one.end)
        else:
            found.append(one)
    return [placed.mention for placed in found]


def _as_one(one: PlacedDate, other: PlacedDate, passage: WordSequence, words: CalendarWords) -> DateMention | None:
    if are_joined(one, other, passage, words) and (both := _together(one.mention, other.mention)):
        return both
    if not leads_to(one, other, passage, words):
        return None
    return _range(one.mention, other.mention, passage.written(one.start, other.end))


def _together(one: DateMention, other: DateMention) -> DateMention | None:
    """Days of one month; None for anything else."""
    same_month = one.year in (other.year, None) and one.month == other.month and one.month
    if not same_month or not (one.days and other.days) or _is_special(one) or _is_special(other):
        return None
    return DateMention(other.year, one.month, tuple(dict.fromkeys((*one.days, *other.days))))


def _range(one: DateMention, other: DateMention, written: str) -> DateMention | None:
    """From the first day of the one to the last of the other; None where either is not known."""
    if _is_special(one) or _is_special(other) or one.part or other.part:
        return None
    begins = DateMention(one.year or other.year, one.month, one.days).as_known()
    ends = other.as_known()
    if begins is None or ends is None or begins.first >= ends.first:
        return None
    return DateMention(span=PartialDate.parse(f"{begins.first}/{ends.last}"), written=written, ends=(one, other))


def _is_special(mention: DateMention) -> bool:
    return bool(mention.hijri or mention.or_year or mention.span)
