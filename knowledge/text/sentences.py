"""Where the sentences of a text begin and end, and what at the edges of a page is none.

Rules and lists, no model: every one of them names what it was found wrong with (docs/decisions/0017-documents.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.model import Passage, Source
from knowledge.text.lines import paragraphs
from knowledge.text.page import headline_of, told
from knowledge.text.sentence_words import sentence_words

_END = re.compile(
    r"(?:(?P<mark>[.!?؟…۔]++)(?P<close>[»”’\"')\]]*+)(?=\s|$)(?: (?=[»”](?:\s|$))[»”])?"
    r"|(?<=[\u0621-\u064a]{3})(?P<glued>[.؟!])(?=[\u0621-\u064a]{2}))"
)
"""A mark with what closes behind it, before a blank; or one that stands between two Arabic words without a blank."""


_WORD_CHARACTER = re.compile(r"\w")
_LAST_WORD = re.compile(r"[^\s(«“\"'\[]{1,20}\Z")
_BEFORE = 24
"""Characters before a mark that are looked at."""
_NEXT = re.compile(r"\s*+[«“\"'(\[‘]*+(\S*)")
_INITIAL = re.compile(r"(?:[وبلف]?[\u0621-\u064a]|[A-Za-zА-Яа-я])\.")
_INITIALS = re.compile(r"(?:[\w\u0621-\u064a]\.){2,}")
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[٠-٩]{1,3}|[ivxIVX]{1,5})\.")
_LONGEST = 5_000
"""Characters of a sentence: five times what a communique packs into one. A text of 9 MB without a mark was one."""
_UNFINISHED = ("…", "...", "..")


def passages(source: Source) -> Iterator[Passage]:
    """The sentences of a source, numbered from 1, as they are read: without the ends of lines inside them."""
    for number, (start, end) in enumerate(sentences(source.text), start=1):
        yield Passage(f"{source.id}#{number}", source.id, start, flowing(source.text[start:end]))


def flowing(text: str) -> str:
    """A sentence on one line."""
    return " ".join(text.split()) if "\n" in text or "\r" in text else text


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence that has a word in it stands in a text; headlines and items of lists are some too."""
    for start, end in told(text, _paragraphs(text)):
        yield from _split(text, start, end)


def headline(text: str) -> str | None:
    """What stands above the article of a page; None where a text is no page of the web, or has none."""
    return headline_of(text, _paragraphs(text))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    return [(lines[0].start, lines[-1].end) for lines in paragraphs(text)]


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for match in _END.finditer(text, start, end):
        if match.start() >= first and _is_end(text, first, match, end):
            yield from _bounded(text, first, match.end())
            first = match.end()
    yield from _bounded(text, first, end)


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or pieces of one that nobody could read or compare; none where no word is in it."""
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + 1, start + _LONGEST)
        cut = blank if blank > 0 else start + _LONGEST
        yield from filter(None, (_worded(text, start, cut),))
        start = cut
    yield from filter(None, (_worded(text, start, end),))


def _worded(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A stretch without the blanks around it; None where no word is in it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if _WORD_CHARACTER.search(text, start, end) else None


def _is_end(text: str, first: int, match: re.Match[str], end: int) -> bool:
    """Whether a mark ends a sentence that begins at `first`."""
    if match["glued"]:
        return True
    following = _NEXT.match(text, match.end(), end)
    word = following.group(1) if following else ""
    if not word:
        return True
    if match["close"] and sentence_words().says.regex_as_written.match(word):
        return False
    if word[0].islower() or (match["mark"] in _UNFINISHED and word.startswith("و")):
        return False
    return match["mark"] != "." or bool(match["close"]) or not _is_shortened(text, first, match, word)


def _is_shortened(text: str, first: int, match: re.Match[str], word: str) -> bool:
    """Whether a point belongs to the word before it."""
    before = _LAST_WORD.search(text, max(first, match.start() - _BEFORE), match.start() + 1)
    if not before:
        return False
    last = before.group()
    if _INITIALS.fullmatch(last) or (_INITIAL.fullmatch(last) and not _is_label(text, first, before.start(), last)):
        return _is_arabic(last) or not _begins_sentence(word)
    if _NUMBERED.fullmatch(last) and not text[first : before.start()].strip(" (\t"):
        return True
    return _is_known_short(last, word)


def _is_known_short(last: str, word: str) -> bool:
    """Whether a word with a point is one of those that are written short, and does not end a sentence before `word`."""
    plain, words = last.rstrip(".").replace(".", "").casefold(), sentence_words()
    if plain in words.titles.known:
        return True
    if plain in words.counted.known:
        return word[0].isdecimal()
    if plain in words.shortened.known:
        return not _begins_sentence(word)
    return plain in words.closing.known and not _begins_sentence(word)


def _is_label(text: str, first: int, start: int, letter: str) -> bool:
    """Whether a single letter is what something is called ("Annex B."), or a unit behind a figure ("40 m.")."""
    words = text[max(first, start - _BEFORE) : start].split()
    before = words[-1].casefold() if words else ""
    return before in sentence_words().labelled.known or (letter[0].islower() and before[-1:].isdecimal())


def _begins_sentence(word: str) -> bool:
    """Whether a word often begins one; every Arabic word may."""
    return _is_arabic(word) or word.strip(".,:;\"'”’").casefold() in sentence_words().beginners.known


def _is_arabic(word: str) -> bool:
    return "\u0621" <= word[0] <= "\u06d3"
