"""What a text claims and how: its claims with what each is about, negations, and the words that mark a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import zip_longest

from knowledge.text.folding import Token, tokens
from knowledge.vocabulary.assertions import Assertions, Marker
from knowledge.vocabulary.lexicon import Grade, Lexicon, Match, SenseKind, Word, longest

_MOST_WORDS = 120
_NEGATES = 3
"""A negation denies a claim that begins within so many words after it."""
_OPENING, _ENDING = 2, 3
"""Words at the beginning of a text that open a question, and at its end that ask for confirmation."""
_CLOSE = Grade.CONJUGATED


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a text: where it stands, in words, and whether it is denied."""

    ids: frozenset[str]
    """More than one where a word has several senses."""
    start: int
    end: int
    """Code points of the text."""
    denied: bool = False
    about: tuple[int, int] = (0, 0)
    """Where what it is about stands: up to the next claim, in code points."""


@dataclass(frozen=True, slots=True)
class Claims:
    """All that a text claims; `marks` holds the words of each marker, as they stand in the text, folded."""

    claims: tuple[Claim, ...] = ()
    marks: Mapping[Marker, frozenset[str]] = field(default_factory=dict)
    denied: bool = False
    """A negation that no claim stands after denies the whole ("Iran is not a member")."""
    asks: bool = False
    """Whether a word opens or ends it as a question of yes or no."""

    def marked(self, marker: Marker) -> frozenset[str]:
        """The words of a marker."""
        return self.marks.get(marker, frozenset())


@dataclass(frozen=True, slots=True)
class ClaimReader:
    """Reads claims; made once a knowledge version."""

    assertions: Assertions
    lexicon: Lexicon = field(repr=False)

    @classmethod
    def of(cls, assertions: Assertions) -> ClaimReader:
        """Gather the words of all claims and markers."""
        return cls(assertions, Lexicon.build(assertions.phrases, ()))

    def read(self, text: str) -> Claims:
        """The claims of a text of any shape and length."""
        found = tokens(text)[:_MOST_WORDS]
        words = [Word.of(token.text) for token in found]
        groups = longest((m for m in self.lexicon.matches(words) if m.grade >= _CLOSE), len(words))
        marks = _marks(groups, found)
        negations = {place for place in marks.get(Marker.NEGATION, {}) if not _frames(place, marks, len(found))}
        claims = tuple(_claims(groups, negations, found))
        return Claims(
            claims,
            {marker: frozenset(places.values()) for marker, places in marks.items()},
            denied=_is_left(negations, _denying(groups, negations)),
            asks=any(_frames(place, marks, len(found)) for places in marks.values() for place in places),
        )


def _marks(groups: Iterable[Sequence[Match]], found: Sequence[Token]) -> dict[Marker, dict[int, str]]:
    """The words of each marker by the place where they begin."""
    marks: dict[Marker, dict[int, str]] = {}
    for group in groups:
        text = " ".join(token.text for token in found[group[0].start : group[0].end])
        for match in group:
            for sense in match.form.senses:
                if sense.kind is SenseKind.MARKER:
                    marks.setdefault(Marker(sense.id), {})[match.start] = text
    return marks


def _frames(place: int, marks: Mapping[Marker, Mapping[int, str]], length: int) -> bool:
    """Whether what stands at a place opens or ends a question of yes or no."""
    opens = place < _OPENING and any(place in marks.get(one, ()) for one in (Marker.NEGATIVE_QUESTION, Marker.YES_NO))
    return opens or (place >= length - _ENDING and place in marks.get(Marker.TAG, ()))


def _claims(groups: Sequence[Sequence[Match]], negations: AbstractSet[int], found: Sequence[Token]) -> Iterable[Claim]:
    placed = [(group[0], ids) for group in groups if (ids := _ids(group))]
    for (first, ids), after in zip_longest(placed, [match.start for match, _ in placed[1:]]):
        denied = sum(first.start - _NEGATES <= place < first.start for place in negations) % 2 == 1
        end = found[first.end - 1].end
        last = found[-1].end if after is None else found[after].start
        yield Claim(ids, found[first.start].start, end, denied, (end, last))


def _ids(group: Sequence[Match]) -> frozenset[str]:
    return frozenset(s.id for match in group for s in match.form.senses if s.kind is SenseKind.CLAIM)


def _is_left(negations: AbstractSet[int], denying: AbstractSet[int]) -> bool:
    """Whether an odd number of negations denies no claim."""
    return len(negations - denying) % 2 == 1


def _denying(groups: Iterable[Sequence[Match]], negations: AbstractSet[int]) -> frozenset[int]:
    """The negations that stand before a claim."""
    starts = [group[0].start for group in groups if _ids(group)]
    return frozenset(place for place in negations if any(start - _NEGATES <= place < start for start in starts))
