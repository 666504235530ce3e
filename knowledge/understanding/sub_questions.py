"""Several questions in one text: where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import accumulate, chain, pairwise

from knowledge.text.folding import Token, tokens, words
from knowledge.understanding.question import Question
from knowledge.vocabulary.covering import AND, THE
from knowledge.vocabulary.forms import Grade, Sense, SenseKind
from knowledge.vocabulary.lexicon import Lexicon
from knowledge.vocabulary.operations import Frame
from knowledge.vocabulary.terms import Ask

MOST_PARTS = 6
_WORK_OF_A_PART = 6
_MOST_WORK, _MOST_WITH_THE_WHOLE = 82, 58
"""In words, each of which is read with the whole and again with its part: three questions may have ten each."""
_ENDS = re.compile(r"(?<=[?؟])(?=\s*\w)|\n+")
_NUMBERS = re.compile(r"(?:^|(?<=\s))(?:\(?[1-9١-٩][).])(?=\s)|(?:^|(?<=\n))[^\S\n]*[•·*–-](?=\s)")
_MARKS, _COMMAS = ("?", "؟"), (",", "،")
ITS = ("ها", "ه", "هم")
"""Written onto the noun of what it is of: «رقمها»."""
_SHORT = 3


@dataclass(frozen=True, slots=True)
class SubQuestion:
    """One of several questions: set apart by its writer, or only joined to the one before with an "and"."""

    text: str
    apart: bool
    left: bool = False
    """More than one message may ask: it is named, and not answered."""


@dataclass(frozen=True, slots=True)
class Clauses:
    """The questions of a text, one where it holds no more."""

    parts: tuple[SubQuestion, ...] = ()
    long: bool = False
    """So much to answer that the whole is not answered as one question as well."""


@dataclass(frozen=True, slots=True)
class Splitter:
    """Finds the questions of a text; made once a knowledge version."""

    asking: frozenset[str]
    """Words that open a question: what, where, who."""
    joins: frozenset[str]
    leads: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon, operations: Lexicon) -> Splitter:
        """Gather the question words of every language, and what joins questions."""
        joins, leads = (_words_of(operations, frame) for frame in (Frame.AND, Frame.LEADS))
        return cls(lexicon.first_words(_asks, alone=True), joins, leads)

    def split(self, question: Question) -> Clauses:
        """The questions of a text; behind six, or fewer long ones, all are left."""
        text = _NUMBERS.sub(lambda match: "\n" * len(match.group()), question.text)
        bounds = sorted({0, *(match.end() for match in _ENDS.finditer(text))})
        pieces = [SubQuestion(piece, apart=True) for piece in _pieces(text, bounds) if words(piece)]
        parts = [part for piece in pieces for part in self._joined(piece, question)]
        if len(parts) < 2:
            return Clauses(tuple(parts))
        return _affordable(list(self._whole(parts[: 2 * MOST_PARTS], question)), question)

    def _whole(self, parts: Sequence[SubQuestion], question: Question) -> Iterator[SubQuestion]:
        """The parts that ask something; what asks nothing belongs to the part before it, or else to the next."""
        waiting: list[SubQuestion] = []
        kept: list[SubQuestion] = []
        for part in parts:
            if waiting and self._stand_apart(waiting, part, question):
                kept += waiting
                waiting = []
            text = " ".join(one.text for one in (*waiting, part))
            if self._is_question(text, question, first=not kept):
                kept.append(SubQuestion(text, part.apart))
                waiting = []
            elif kept:
                kept[-1] = SubQuestion(f"{kept[-1].text} {text}", kept[-1].apart)
            else:
                waiting.append(part)
        return iter(kept)

    def _stand_apart(self, waiting: Sequence[SubQuestion], part: SubQuestion, question: Question) -> bool:
        """Whether questions that name nothing are closed before one that stands by itself ("When? Who is Doval?")."""
        closed = part.apart and all(one.text.endswith(_MARKS) and self._has_word(one.text) for one in waiting)
        return closed and self._is_question(part.text, question, first=True)

    def _is_question(self, text: str, question: Question, *, first: bool) -> bool:
        """Whether a part has a question word; the first one must also say what it asks about."""
        if not first:
            return self._has_word(text)
        classes = (one.text for one in question.marks if any(kind is SenseKind.CLASS for kind, _ in one.senses))
        named = (item.text for item in question.items if not item.light)
        return self._has_word(text) and any(one in text for one in (*named, *classes))

    def _has_word(self, text: str) -> bool:
        return any(self._word(token.text) for token in tokens(text))

    def _word(self, word: str) -> bool:
        return word in self.asking or (word.startswith(AND) and word[1:] in self.asking)

    def _joined(self, piece: SubQuestion, question: Question) -> Iterator[SubQuestion]:
        """A piece cut at each "and" before a question word that stands in no name."""
        found = tokens(piece.text)
        offset = question.text.find(piece.text)
        cuts = [token.start for place, token in enumerate(found) if place and self._opens(found, place)]
        cuts = sorted({*cuts, *self._before_late_words(found, _own_words(question))})
        if cuts:
            listed = (token.start for place, token in enumerate(found) if self._is_listed(piece.text, found, place))
            cuts = sorted({*cuts, *listed})
        names = [item.place for item in question.items if item.entities] if cuts else []
        cuts = [cut for cut in cuts if not any(start < cut + offset < end for start, end in names)]
        for number, part in enumerate(_pieces(piece.text, [0, *cuts])):
            yield SubQuestion(part, apart=piece.apart and number == 0)

    def _before_late_words(self, found: Sequence[Token], own: AbstractSet[str]) -> Iterator[int]:
        """Where "and" opens a question that ends in its question word, behind another question («مين وشغلته ايه»)."""
        asked = [place for place, token in enumerate(found) if self._word(token.text)]
        for before, end in pairwise(asked):
            between = found[before + 1 : end]
            at_once = (one for one in between[:1] if one.text.startswith(AND) and one.text not in own)
            opening = next(chain(at_once, (one for one in between if _adds_noun(one.text))), None)
            if opening and all(one.text.startswith(AND) for one in found[end + 1 : end + 2]):
                yield opening.start

    def _is_listed(self, text: str, found: Sequence[Token], place: int) -> bool:
        """Whether a question word follows a comma, as it does in a list of questions before their "and"."""
        before = text[: found[place].start].rstrip()
        return before.endswith(_COMMAS) and self._asks([token.text for token in found[place : place + 2]])

    def _opens(self, found: Sequence[Token], place: int) -> bool:
        """Whether "and" stands here, by itself or written onto it, before a question word."""
        text = found[place].text
        after = [token.text for token in found[place + 1 : place + 3]]
        if text in self.joins:
            return self._asks(after)
        rest = text.removeprefix(AND)
        return rest != text and (self._asks([rest, *after]) if rest in self.leads else rest in self.asking)

    def _asks(self, following: Sequence[str]) -> bool:
        if following and following[0] in self.asking:
            return True
        return len(following) > 1 and following[0] in self.leads and following[1] in self.asking


def _affordable(parts: Sequence[SubQuestion], question: Question) -> Clauses:
    """The parts, those left that cost more to read than one text may."""
    work = accumulate((len(tokens(part.text)) + _WORK_OF_A_PART for part in parts), initial=len(tokens(question.text)))
    _, *upto = work
    left = [place >= MOST_PARTS or much > _MOST_WORK for place, much in enumerate(upto)]
    kept = tuple(replace(part, left=is_left) for part, is_left in zip(parts, left, strict=True))
    return Clauses(kept, long=len(parts) > 1 and upto[-1] > _MOST_WITH_THE_WHOLE)


def _adds_noun(word: str) -> bool:
    """Whether an "and" is written onto a noun, as its ends show: «والاجتماع», «وشغلته»."""
    rest = word.removeprefix(AND)
    return rest != word and len(rest) > _SHORT and (rest.startswith(THE) or rest.endswith(ITS))


def _own_words(question: Question) -> frozenset[str]:
    """The words that are read as they stand, so that no "and" is written onto them («وزراء»)."""
    exact = (word for span in question.spans if span.grade is Grade.EXACT for word in span.words)
    classes = (mark for mark in question.marks if any(kind is SenseKind.CLASS for kind, _ in mark.senses))
    return frozenset({*exact, *(word for mark in classes for word in words(mark.text))})


def _words_of(lexicon: Lexicon, frame: Frame) -> frozenset[str]:
    return lexicon.first_words(lambda sense: sense.id == frame, alone=True)


def _asks(sense: Sense) -> bool:
    return sense.kind is SenseKind.ASK and sense.id not in (Ask.YES_NO, Ask.LIST, Ask.BRIEFING)


def _pieces(text: str, bounds: Iterable[int]) -> list[str]:
    cuts = [*bounds, len(text)]
    return [piece for start, end in pairwise(cuts) if (piece := text[start:end].strip(" \n\t,،;؛"))]
