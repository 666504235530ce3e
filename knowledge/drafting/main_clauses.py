"""A sentence cut where a clause with a predicate of its own begins: each tells something else, and is quoted alone."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.drafting.clauses import Stretch, clauses
from knowledge.drafting.telling_words import TellingWords, begins_with_verb, found
from knowledge.text.folding import CONJUNCTIONS, tokens

_FEWEST = 4
"""Words: what is shorter stays with the clause before it."""
_COMMAS, _SEMICOLONS = "،,", ";؛"


def main_clauses(text: str, sentence: Stretch, telling: TellingWords) -> list[Stretch]:
    """The clauses of a sentence, in order, from the first letter of each to that of the next."""
    starts = list(_starts(text, sentence, telling))
    found_: list[Stretch] = []
    for start, end in zip([sentence.start, *starts], [*starts, sentence.end], strict=True):
        if found_ and len(text[start:end].split()) < _FEWEST:
            found_[-1] = Stretch(found_[-1].start, end)
        else:
            found_.append(Stretch(start, end))
    return found_


def _starts(text: str, sentence: Stretch, telling: TellingWords) -> Iterator[int]:
    for piece in clauses(text, sentence)[1:]:
        before = text[sentence.start : piece.start].rstrip()[-1:]
        if before in _SEMICOLONS or (before in _COMMAS and _opens(text[piece.start : piece.end], telling)):
            yield piece.start


def _opens(words: str, telling: TellingWords) -> bool:
    """Whether a clause opens with what joins two of them, or in Arabic with an "and" before a verb of `telling`."""
    read = tokens(words)
    if any(cue.start == 0 for cue in found(telling.joins, read, words)):
        return True
    return bool(read) and read[0].text.startswith(CONJUNCTIONS) and begins_with_verb(telling, read)
