"""Briefings of which the parts are named: "SCO meeting: date, venue and head of delegation"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice, pairwise

from knowledge.text.blanks import blanked
from knowledge.text.folding import Token, fold, tokens
from knowledge.understanding.question import Item, Question
from knowledge.understanding.reader import Reader
from knowledge.understanding.sub_questions import ITS, MOST_PARTS, Splitter
from knowledge.vocabulary.covering import AND, THE
from knowledge.vocabulary.forms import Grade, SenseKind
from knowledge.vocabulary.operations import Frame, Operation
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Ask

_COLON = re.compile(r"(?:(?<!\s)\s+)?:(?!\d)\s*|(?<!\s)\s+[–—-]\s+")
"""Blanks are looked through from their first one alone: from each of a thousand it takes a million steps."""
_COMMAS = re.compile(r"[,،;؛/\n+&•?؟]+")
_CLOSED = re.compile(r"[?؟\n]")
_ENDS = " \n\t?؟!.،,:-–—"
_TA, _TA_MARBUTA = "ت", "ه"
"""What a feminine noun ends in before them, and folded without them."""
_MOST_WORDS = 6
"""Of one named part: more is a sentence."""
_MOST_SUBJECTS = 3
_TWO = 2
_ARTICLES = frozenset({"the"})
_FRAMING = frozenset({Ask.YES_NO, Ask.LIST, Ask.BRIEFING})


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """One part as it was typed, and how to ask for it: as typed, or by what is told of things under that name."""

    text: str
    ways: tuple[str, ...]
    themes: tuple[str, ...] = ()
    """What it names and nothing else ("terrorism"): a statement about that is about the part too."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What is asked about each of some things, of which one is meant."""

    subjects: tuple[str, ...]
    """The entities that the text names beside its parts."""
    parts: tuple[OutlinePart, ...]


@dataclass(frozen=True)
class OutlineReader:
    """Finds such briefings."""

    reader: Reader
    splitter: Splitter
    """What knows the words for "and", and the prepositions that may stand between the parts and their subject."""

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Single words that ask for something, by themselves or as a noun that stands for a question word."""
        roles = self.reader.phrasings.roles
        groups = (
            group for one in self.reader.phrasings.properties.values() for group in one.asked_by if len(group) == 1
        )
        asking = {*chain.from_iterable(groups), *roles[Role.WHEN], *roles[Role.WHERE], *roles[Role.WHY]}
        named = {token.text for one in self.reader.phrasings.properties.values() for token in tokens(one.label.ar)}
        asked = self.reader.lexicon.first_words(lambda sense: sense.id in asking, alone=True)
        said = self.reader.operations.first_words(lambda sense: sense.id == Operation.SAID, alone=True)
        return asked | self.splitter.asking | named | said

    @cached_property
    def heads(self) -> frozenset[str]:
        """Words that open what is said of people («رئيس الوفد»): where parts are listed they open one."""
        properties = self.reader.phrasings.properties.values()
        asking = {id_ for one in properties if one.answers[:1] == (Ask.PERSON,) for id_ in chain(*one.asked_by)}
        return self.reader.lexicon.first_words(lambda sense: sense.id in asking)

    def outline(self, question: Question) -> Outline | None:
        """The briefing that a text asks for, if it names at least two parts and something that they are parts of."""
        if Ask.YES_NO in question.asks or question.quantities.dates or question.quantities.percents:
            return None
        found = [match.span() for match in _COLON.finditer(question.text)] or self._including(question)
        if len(found) == 1:
            return self._of_size(self._beside(question, *found[0]), question)
        return None if found else self._of_size(self._before(question), question)

    def _including(self, question: Question) -> list[tuple[int, int]]:
        """Where it is said that some parts are wanted of what is named before ("covering")."""
        said = [mark.place for mark in question.marks if (SenseKind.FRAME, Frame.INCLUDING) in mark.senses]
        named = [item.place for item in question.told if item.entities]
        between = (one for one in said if any(place[0] >= 0 and place[1] <= one[0] for place in named))
        return [*islice(between, 1)]

    def _of_size(self, found: Outline | None, question: Question) -> Outline | None:
        """A briefing with as many parts as the text says; every other figure of it stands in a name."""
        if found is None or not question.figures <= {len(found.parts)}:
            return None
        outside = _without_names(question)
        return None if self.reader.phrasings.calendar.find(outside, tokens(outside)).ordinals else found

    def _beside(self, question: Question, end: int, start: int) -> Outline | None:
        """Parts on one side of a colon, their subject on the other; behind a dash only parts."""
        left, right = _subjects(question.items, 0, end), _subjects(question.items, start, len(question.text))
        sides = [(left, question.text[start:], question.text[:end])]
        if ":" in question.text[end:start]:
            sides.append((right, question.text[:end], question.text[start:]))
        understood = ((items, text) for items, text, other in sides if self._is_understood(other))
        outlines = (self._of(items, self._read(text, self.heads), strict=False) for items, text in understood if items)
        return next((one for one in outlines if one), None)

    def _is_understood(self, text: str) -> bool:
        """Whether all that is said of the subject is known, so that no other one is meant, and nothing is asked."""
        read = self.reader.read(text)
        if read.asks - _FRAMING:
            return False
        asking = [mark.place for mark in read.marks if any(key == Frame.FILLER for _, key in mark.senses)]
        said = (item for item in read.items if item.place not in asking)
        return not read.unmatched and not any(one.foreign or one.stranger or one.decisive for one in said)

    def _before(self, question: Question) -> Outline | None:
        """Parts right before the one thing that they are parts of ("date and venue of the SCO meeting")."""
        named = [item for item in question.told if item.entities and item.place[0] > 0]
        last = max(named, key=lambda item: item.place, default=None)
        if (
            last is None
            or not self._may_join(question.text[: last.place[0]])
            or len(tokens(question.text[last.place[1] :])) > 0
        ):
            return None
        pieces = self._read(self._without_lead(question.text[: last.place[0]]), frozenset())
        found = self._of([last], pieces, strict=True)
        return found if found and self._is_list(question, found, pieces, last) else None

    def _may_join(self, text: str) -> bool:
        """Whether an "and" stands in it: without one nothing is read twice."""
        found = tokens(text)
        return any(self._joins(found, place) for place in range(len(found)))

    def _is_list(self, question: Question, found: Outline, pieces: Sequence[Question], last: Item) -> bool:
        """Whether its parts are joined by "and" and name nothing, and are more than "where and when"."""
        both = list(zip(found.parts, pieces, strict=True))
        themes = [part.text for part in found.parts if part.themes]
        themes = themes if all(part.themes or self._is_part(piece) for part, piece in both) else []
        named = [item for item in question.told if item.entities and item is not last]
        named = [item for item in named if not any(item.text in text for text in themes)]
        others = named and any(piece.asks - _FRAMING for piece in pieces)
        if others or _CLOSED.search(question.text.rstrip(_ENDS)):
            return False
        return len(pieces) > _TWO or not any(piece.asks and not piece.told for piece in pieces)

    def _without_lead(self, text: str) -> str:
        """What stands before a name, without the preposition and the article right before it."""
        for token in reversed(tokens(text)):
            if token.text not in self.splitter.leads | _ARTICLES:
                return text[: token.end]
        return ""

    def _read(self, text: str, heads: AbstractSet[str]) -> Sequence[Question]:
        """The parts of a list, each read once; none where they are too many, too few or too long."""
        pieces = tuple(self._pieces(text, heads))
        if not _TWO <= len(pieces) <= MOST_PARTS or any(len(tokens(piece)) > _MOST_WORDS for piece in pieces):
            return ()
        return [self.reader.read(piece) for piece in pieces]

    def _of(self, named: Sequence[Item], pieces: Sequence[Question], *, strict: bool) -> Outline | None:
        if not pieces:
            return None
        themes = all(map(_is_theme, pieces))
        known = [(themes and not strict) or self._is_part(piece) for piece in pieces]
        most = known.count(False) <= (len(pieces) > _TWO)
        enough = most if strict else known.count(True) * _TWO >= len(pieces)
        if not enough:
            return None
        subjects = tuple(dict.fromkeys(entity for item in named for entity in item.entities))
        makers = [_theme if (themes or strict) and _is_theme(piece) else self._part for piece in pieces]
        parts = (make(piece, named[0].text) for make, piece in zip(makers, pieces, strict=True))
        return Outline(subjects[:_MOST_SUBJECTS], tuple(parts))

    def _part(self, read: Question, subject: str) -> OutlinePart:
        """One part, last of all asked for together with its subject."""
        piece = read.text
        bare = sorted(_bare(fold(piece)) - {fold(piece)}, key=len)[:1]
        says = read.nouns or bare or read.told
        joined = [f"{one} {subject}" for one in (piece, *bare)] if says else []
        if any(item.entities for item in read.told):
            return OutlinePart(piece, (*joined, piece))
        if read.asks != {Ask.PERSON} or read.told:
            return OutlinePart(piece, (piece, *self._labels(read), *joined))
        told = (one.label for one in self.reader.phrasings.properties.values() if one.answers[:1] == (Ask.PERSON,))
        people = (label.ar if read.lang == "ar" else label.en for label in told)
        return OutlinePart(piece, (piece, *people))

    def _labels(self, piece: Question) -> list[str]:
        """The names of what is told of anything that have the one word of a part ("number": "the session number")."""
        found = tokens(piece.text)
        if len(found) != 1:
            return []
        labels = (
            one.label.ar if piece.lang == "ar" else one.label.en for one in self.reader.phrasings.properties.values()
        )
        return [one for one in labels if not _bare(found[0].text).isdisjoint(token.text for token in tokens(one))]

    def _pieces(self, text: str, heads: AbstractSet[str]) -> Iterator[str]:
        """The parts of a list, cut at commas and at each "and", also right before one of these words."""
        for line in _COMMAS.split(text):
            found = tokens(line)
            cuts = [token for place, token in enumerate(found) if self._joins(found, place) or _adds(token, heads)]
            bounds = [0, *(token.start for token in cuts), len(line)]
            for start, end in pairwise(bounds):
                if piece := self._without_and(line[start:end].strip(_ENDS), heads):
                    yield piece

    def _joins(self, found: Sequence[Token], place: int) -> bool:
        """Whether an "and" stands here, by itself or written onto a definite noun or onto a word that asks."""
        word = found[place].text
        if word in self.splitter.joins:
            return True
        rest = word.removeprefix(AND)
        return place > 0 and rest != word and (rest.startswith(THE) or self._is_noun(rest))

    def _is_noun(self, word: str) -> bool:
        """Whether it asks for something, also with a pronoun written onto it."""
        return not self.nouns.isdisjoint(_bare(word))

    def _without_and(self, piece: str, heads: AbstractSet[str]) -> str:
        first, _, rest = piece.partition(" ")
        if first.lower() in self.splitter.joins:
            return rest.strip()
        bare = first.removeprefix(AND)
        glued = bare != first and (bare.startswith(THE) or fold(bare) in heads or self._is_noun(fold(bare)))
        return f"{bare} {rest}".strip() if glued else piece

    def _is_part(self, piece: Question) -> bool:
        """Whether it asks for something by a question word or a noun that stands for one."""
        if piece.asks - _FRAMING or piece.nouns or self._labels(piece):
            return True
        return any(
            piece.concepts.issuperset(group)
            for one in self.reader.phrasings.properties.values()
            for group in one.asked_by
        )


def _is_theme(piece: Question) -> bool:
    """Whether it is nothing but the name of what is told of the subject ("terrorism")."""
    named = all(item.entities and item.grade is not Grade.CORRECTED for item in piece.told)
    return bool(piece.told) and not piece.asks and named


def _theme(piece: Question, subject: str) -> OutlinePart:
    """A part that names what is told of the subject: with the subject, or else by itself."""
    entities = tuple(entity for item in piece.told for entity in item.entities)
    return OutlinePart(piece.text, (f"{piece.text} {subject}", piece.text), entities)


def _without_names(question: Question) -> str:
    """The text with nothing in the places of its names."""
    return blanked(question.text, (item.place for item in question.items if item.entities and item.place[0] >= 0))


def _subjects(items: Sequence[Item], start: int, end: int) -> list[Item]:
    """What is named between two places of a text, what is longer first."""
    inside = [item for item in items if item.entities and not item.light and start <= item.place[0] < end]
    return sorted(inside, key=lambda item: (item.weak, -len(item.text)))


def _adds(token: Token, heads: AbstractSet[str]) -> bool:
    return token.text.startswith(AND) and token.text[1:] in heads


def _bare(word: str) -> frozenset[str]:
    """A folded word as it is, and without a pronoun written onto it."""
    stems = {word.removesuffix(its) for its in ITS if len(word) > len(its) + 1}
    feminine = {f"{stem[:-1]}{_TA_MARBUTA}" for stem in stems if stem.endswith(_TA)}
    return frozenset({word, *stems, *feminine})
