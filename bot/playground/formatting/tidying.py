"""What Telegram does to every text it takes: drop some characters, trim, and put overlapping spans in order."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from telegram.constants import MessageLimit

from bot.playground.formatting.spans import (
    FOUND,
    QUOTES,
    SPLITTABLE,
    VERBATIM,
    MarkupError,
    MarkupKind,
    MarkupSpan,
    reading_order,
    utf16_length,
)

_CONTROLS = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
"""Line separators, direction overrides, and marks that draw lines over their neighbours."""
_MARKS = re.compile("[\u200e\u200f](?=[\u200e\u200f])")
_INVISIBLE = re.compile(
    "[ \n\u1680\u180e\u2000-\u200f\u202e\u202f\u205f\u2800\u3000\ufffc\ufeff\u00a0\U000e0000-\U000e007f]*"
)
_MAX_OFFSET = 1_000_000


def tidied(text: str, spans: Iterable[MarkupSpan]) -> tuple[str, list[MarkupSpan]]:
    """The text as Telegram keeps it; empty when nothing visible is left. MarkupError for impossible spans."""
    text, kept = cleaned(text, spans)
    return ("", []) if _INVISIBLE.fullmatch(text) else _trimmed(text, kept)


def cleaned(text: str, spans: Iterable[MarkupSpan]) -> tuple[str, list[MarkupSpan]]:
    """The same, not yet trimmed."""
    kept = settled(span for span in spans if _is_possible(span))
    if kept:
        _check_bounds(text, kept)
    text, kept = _without_dropped(text, kept)
    return text, settled(kept)


def _is_possible(span: MarkupSpan) -> bool:
    for name, number in (("offset", span.offset), ("length", span.length)):
        if not 0 <= number <= _MAX_OFFSET:
            raise MarkupError(f"Receive an entity with incorrect {name} {number}")
    return span.length > 0


def _check_bounds(text: str, spans: Sequence[MarkupSpan]) -> None:
    end = utf16_length(text)
    if end != len(text):
        _check_pairs(text, spans)
    if late := [span for span in spans if span.offset > end]:
        raise MarkupError(f"Entity begins after the end of the text at UTF-16 offset {late[0].offset}")
    if long := [span for span in spans if span.end > end]:
        raise MarkupError(f"{_beginning(long[-1])} ends after the end of the text at UTF-16 offset {long[-1].end}")


def _check_pairs(text: str, spans: Sequence[MarkupSpan]) -> None:
    """Raise for the first span that begins or ends between the two halves of a character."""
    inside = _inside_pairs(text)
    problems = [
        (span.end, 0, -place, f"{_beginning(span)} ends") for place, span in enumerate(spans) if span.end in inside
    ]
    problems += [(span.offset, 1, place, "Entity begins") for place, span in enumerate(spans) if span.offset in inside]
    if problems:
        offset, _, _, words = min(problems)
        raise MarkupError(f"{words} in a middle of a UTF-16 symbol at byte offset {inside[offset]}")


def _beginning(span: MarkupSpan) -> str:
    return f"Entity beginning at UTF-16 offset {span.offset}"


def _inside_pairs(text: str) -> dict[int, int]:
    """The offsets between two halves of a character, and the byte at which that character ends."""
    inside = {}
    offset = byte = 0
    for char in text:
        byte += len(char.encode())
        if char > "\uffff":
            inside[offset + 1] = byte
            offset += 1
        offset += 1
    return inside


def _without_dropped(text: str, spans: list[MarkupSpan]) -> tuple[str, list[MarkupSpan]]:
    text = _CONTROLS.sub(" ", text)
    if _DROPPED.search(text):
        if spans:
            dropped = [utf16_length(text[: match.start()]) for match in _DROPPED.finditer(text)]
            spans = [_shortened(span, dropped) for span in spans]
        text = _DROPPED.sub("", text)
    return _MARKS.sub("\u200c", text), [span for span in spans if span.length]


def _shortened(span: MarkupSpan, dropped: Sequence[int]) -> MarkupSpan:
    offset = span.offset - bisect_left(dropped, span.offset)
    end = span.end - bisect_left(dropped, span.end)
    return MarkupSpan(span.kind, offset, end - offset, span.argument)


def _trimmed(text: str, spans: list[MarkupSpan]) -> tuple[str, list[MarkupSpan]]:
    if text[0] not in " \n" and text[-1] not in " \n":
        return text, spans
    text = text.rstrip(" \n")
    end = utf16_length(text)
    spans = [
        MarkupSpan(span.kind, span.offset, min(span.end, end) - span.offset, span.argument)
        for span in spans
        if span.offset < end
    ]
    blank = len(text) - len(text.lstrip(" \n"))
    skipped = min([blank, *(span.offset for span in spans)])
    if skipped:
        text = text[skipped:]
        spans = [MarkupSpan(span.kind, span.offset - skipped, span.length, span.argument) for span in spans]
    return text, sorted(spans, key=reading_order)


def settled(spans: Iterable[MarkupSpan]) -> list[MarkupSpan]:
    """Spans that nest properly: what may not overlap is dropped, what may is cut at the others' ends."""
    ordered = sorted(spans, key=reading_order)
    if _side_by_side(ordered):
        return ordered
    solid = _first_come([span for span in ordered if span.kind not in SPLITTABLE and span.kind not in QUOTES])
    quotes = _first_come([span for span in ordered if span.kind in QUOTES])
    solid = sorted([*_not_across(solid, quotes), *quotes], key=reading_order)
    return _with_cut([span for span in ordered if span.kind in SPLITTABLE], solid)


def merged(spans: Sequence[MarkupSpan], found: Sequence[MarkupSpan]) -> list[MarkupSpan]:
    """The spans with those that were found in the words, as far as they cross none."""
    if not found:
        return list(spans)
    quotes = [span for span in spans if span.kind in QUOTES]
    solid = [span for span in spans if span.kind not in SPLITTABLE and span.kind not in QUOTES]
    free = [
        span
        for span in _not_across(found, quotes)
        if not any(span.offset < other.end and other.offset < span.end for other in solid)
    ]
    ordered = sorted([*solid, *quotes, *free], key=reading_order)
    return _with_cut([span for span in spans if span.kind in SPLITTABLE], ordered)


def within_limit(spans: Sequence[MarkupSpan]) -> list[MarkupSpan]:
    """Telegram forgets the formatting beyond its limit; what it found by itself does not count."""
    asked = [span for span in spans if span.kind not in FOUND and span.kind is not MarkupKind.CUSTOM_EMOJI]
    limit = int(MessageLimit.MESSAGE_ENTITIES)
    if len(asked) <= limit:
        return list(spans)
    by_importance = sorted(asked, key=lambda span: span.kind in SPLITTABLE)
    dropped = set(by_importance[limit:])
    return [span for span in spans if span not in dropped]


def _side_by_side(ordered: Sequence[MarkupSpan]) -> bool:
    """Whether no two spans overlap, and no two of a kind that can be joined touch."""
    ends = dict.fromkeys(SPLITTABLE, -1)
    end = 0
    for span in ordered:
        if span.offset < end or ends.get(span.kind, -1) >= span.offset:
            return False
        end = span.end
        if span.kind in ends:
            ends[span.kind] = end
    return True


def _first_come(ordered: Iterable[MarkupSpan]) -> list[MarkupSpan]:
    kept: list[MarkupSpan] = []
    for span in ordered:
        if not kept or span.offset >= kept[-1].end:
            kept.append(span)
    return kept


def _not_across(spans: Iterable[MarkupSpan], quotes: Sequence[MarkupSpan]) -> list[MarkupSpan]:
    """Those that lie inside a quote or outside of all."""
    return [span for span in spans if not any(_crosses(span, quote) for quote in quotes)]


def _crosses(span: MarkupSpan, quote: MarkupSpan) -> bool:
    overlap = span.offset < quote.end and quote.offset < span.end
    return overlap and not (quote.offset <= span.offset and span.end <= quote.end)


def _with_cut(splittable: Sequence[MarkupSpan], solid: list[MarkupSpan]) -> list[MarkupSpan]:
    if not splittable:
        return solid
    cut = _Cutter(splittable).cut(solid)
    return sorted([*solid, *cut], key=reading_order)


@dataclass
class _Cutter:
    """Joins spans of a kind that touch, and cuts them where any other span begins or ends."""

    spans: Sequence[MarkupSpan]
    _next: int = 0
    _active: dict[MarkupKind, tuple[int, int]] = field(default_factory=dict)
    """Begin and end of the stretch of each kind that is still growing."""
    _cut: list[MarkupSpan] = field(default_factory=list)

    def cut(self, solid: Iterable[MarkupSpan]) -> list[MarkupSpan]:
        around: list[MarkupSpan] = []
        for span in solid:
            self._leave(around, span.offset)
            around.append(span)
        self._leave(around, _MAX_OFFSET * 3)
        return self._cut

    def _leave(self, around: list[MarkupSpan], offset: int) -> None:
        while around and offset >= around[-1].end:
            inner = around.pop()
            before = len(self._cut)
            self._advance(inner.end)
            if inner.kind in VERBATIM:
                del self._cut[before:]
        self._advance(offset)

    def _advance(self, end: int) -> None:
        while self._next < len(self.spans) and self.spans[self._next].offset < end:
            span = self.spans[self._next]
            begin, stop = self._active.get(span.kind, (0, -1))
            if span.offset <= stop:
                self._active[span.kind] = begin, max(stop, span.end)
            else:
                self._flush(span.offset)
                self._active[span.kind] = span.offset, span.end
            self._next += 1
        self._flush(end)

    def _flush(self, offset: int) -> None:
        for kind in SPLITTABLE:
            begin, stop = self._active.get(kind, (offset, 0))
            if begin >= offset:
                continue
            end = min(stop, offset)
            self._cut.append(MarkupSpan(kind, begin, end - begin))
            if stop <= offset:
                del self._active[kind]
            else:
                self._active[kind] = offset, stop
