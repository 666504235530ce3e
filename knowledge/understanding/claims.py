"""What a text claims and how: its claims with what each is about, negations, and the words that mark a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.text.folding import Token, script, tokens
from knowledge.text.letters import Script
from knowledge.understanding.cues import ENDING, OPENING, Cue, Place, cues_of, frames, is_amid, is_tag, numbers_nothing
from knowledge.understanding.languages import ARABIC_IN_LATIN
from knowledge.understanding.question_words import asks_itself, without_hamza
from knowledge.vocabulary.assertions import NARROWING, Assertions, Marker
from knowledge.vocabulary.covering import AND, longest
from knowledge.vocabulary.forms import Grade, Match, SenseKind, Word
from knowledge.vocabulary.lexicon import Lexicon

_MOST_WORDS = 120
_NEGATES = 3
"""A negation denies a claim that begins within so many words after it."""
_DENIED = 2
"""Words of a negation and its verb."""
FRAMES = (Marker.NEGATIVE_QUESTION, Marker.YES_NO, Marker.TAG)
DENYING = (Marker.NEGATION, Marker.NEGATIVE_QUESTION)
"""What opens a negative question ("does not") denies in the middle of a text."""
MOODS = (Marker.ANNOUNCED, Marker.EXPECTED, Marker.INTENDED, Marker.POSSIBLE)
_ROOT = 3
"""Letters of the shortest verb."""
_IMPERFECT = "ي"
_PREPOSITIONS = ("ب", "ل", "ك")
_ADVERB = "ly"
_PERFECT = ("ت", "وا", "تا")
"""What is written onto a perfect for "she", "they": «رفض» and «رفضت»."""
QUESTION_MARKS = ("?", "؟")


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a text, and whether it is denied."""

    ids: frozenset[str]
    """More than one where a word has several senses."""
    text: str
    place: Place
    about: Place
    """Where what it is about stands: up to the next claim that governs, or before it where nothing comes after."""
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Claims:
    """All that a text claims."""

    claims: tuple[Claim, ...] = ()
    cues: tuple[Cue, ...] = ()
    denied: bool = False
    """A negation that no claim stands after denies the whole ("Iran is not a member")."""
    asks: bool = False
    """Whether a word opens or ends it as a question of yes or no."""

    def marked(self, marker: Marker) -> frozenset[str]:
        """The words of a marker, folded."""
        return frozenset(cue.text for cue in self.cues if cue.marker is marker)


@dataclass(frozen=True)
class ClaimReader:
    """Reads claims; made once a knowledge version."""

    assertions: Assertions
    lexicon: Lexicon = field(repr=False)

    @classmethod
    def of(cls, assertions: Assertions) -> ClaimReader:
        """Gather the words of all claims and markers."""
        return cls(assertions, Lexicon.build(assertions.phrases, ()))

    @cached_property
    def openings(self) -> frozenset[str]:
        """The words with which a form begins that opens a question of yes or no."""
        return self._first_words(Marker.YES_NO, Marker.NEGATIVE_QUESTION)

    @cached_property
    def endings(self) -> frozenset[str]:
        """The words with which a form begins that ends one."""
        return self._first_words(Marker.TAG, Marker.NEGATIVE_QUESTION)

    @cached_property
    def denials(self) -> frozenset[str]:
        """The words with which a form begins that denies."""
        return self._first_words(*DENYING)

    @cached_property
    def negations(self) -> frozenset[str]:
        """The single words that deny: "not", «لم»."""
        return self.lexicon.first_words(lambda sense: sense.id == Marker.NEGATION, alone=True)

    def may_deny(self, text: str, *, after: int = 0) -> bool:
        """Whether any word behind a place of a text can deny; quicker than reading it."""
        return any(token.text in self.denials for token in tokens(text) if token.start >= after)

    def _first_words(self, *markers: Marker) -> frozenset[str]:
        return self.lexicon.first_words(lambda sense: sense.id in markers)

    def may_ask(self, text: str) -> bool:
        """Whether any word at either end of a text can make it a question of yes or no; quicker than reading it."""
        found = [token.text for token in tokens(text)]
        opens = not self.openings.isdisjoint(found[:OPENING]) or not self.endings.isdisjoint(found[-ENDING:])
        return opens or bool(found and asks_itself(found[0]))

    def read(self, text: str, *, in_latin: bool = False) -> Claims:
        """The claims of a text of any shape and length; `in_latin`: it is Arabic in Latin letters."""
        asked = text, "en" if in_latin else ARABIC_IN_LATIN
        latest, claims = self._latest[0]
        if latest != asked:
            claims = self._read(*asked)
            self._latest[0] = asked, claims
        return claims

    @cached_property
    def _latest(self) -> list[tuple[tuple[str, str], Claims]]:
        """Who decides about a question looks at its claims up to three times; kept without a circle to this reader."""
        return [(("", ""), Claims())]

    def _read(self, text: str, foreign: str) -> Claims:
        found = tokens(text)[:_MOST_WORDS]
        words = [Word.of(token.text) for token in found]
        words[:1] = [without_hamza(one, self._is_form) for one in words[:1]]
        close = (match for match in self.lexicon.matches(words) if _is_close(match, words[match.start]))
        matches = [native for match in close if (native := _without(foreign, match))]
        groups = longest(list(_with_the_negation_apart(matches)), len(words))
        placed = [one for group in groups for one in cues_of(group, found) if not numbers_nothing(one[1], text)]
        asked = [end for end, char in enumerate(text) if char in QUESTION_MARKS]
        denying = {place for place, cue in placed if cue.marker is Marker.NEGATION}
        framing = {
            place
            for place, cue in placed
            if is_tag(cue, text, asked)
            or (frames(place, cue, found) and not (place in denying and is_amid(cue, found)))
        }
        negations = {place for place, cue in placed if cue.marker in DENYING} - framing - _framed(placed, framing)
        return Claims(
            tuple(self._claims(groups, negations, found)),
            tuple(cue for place, cue in placed if place not in framing or cue.marker not in NARROWING),
            denied=len(negations - _denying(groups, negations)) % 2 == 1,
            asks=_asks(placed, framing, found),
        )

    def _is_form(self, word: Word) -> bool:
        return not word.readings.isdisjoint(self.lexicon.vocabulary) or word.verb in self.lexicon.verbs

    def _claims(
        self, groups: Sequence[Sequence[Match]], negations: AbstractSet[int], found: Sequence[Token]
    ) -> Iterator[Claim]:
        placed = [(group[0], ids) for group in groups if (ids := _ids(group))]
        edges = [match for match, ids in placed if self.governs(ids)]
        for first, ids in placed:
            end = min((edge.end for edge in edges if edge.start > first.start), default=len(found))
            begin = max((match.end for match, _ in placed if match.end <= first.start), default=0)
            about = found[first.end : end] or found[begin : first.start]
            yield Claim(
                ids,
                text=" ".join(token.text for token in found[first.start : first.end]),
                place=(found[first.start].start, found[first.end - 1].end),
                about=(about[0].start, about[-1].end) if about else (0, 0),
                denied=sum(_reaches(place, first, [match for match, _ in placed]) for place in negations) % 2 == 1,
            )

    def is_against(self, ids: Iterable[str]) -> bool:
        """Whether a claim rejects what it is about, itself or by what follows: who fights something opposes it."""
        return not self.assertions.denying.isdisjoint(self._entailed(ids))

    def governs(self, ids: Iterable[str]) -> bool:
        """Whether a claim holds of what stands beside it alone."""
        return not self.assertions.governing.isdisjoint(self._entailed(ids))

    def _entailed(self, ids: Iterable[str]) -> frozenset[str]:
        """All that is claimed with any of some claims."""
        return frozenset[str]().union(*(self.assertions.entailed.get(one, {one}) for one in ids))


def _reaches(negation: int, claim: Match, every: Iterable[Match]) -> bool:
    """Whether a negation denies a claim: no other may stand between, right before it («مش ساحلية (حبيسة)»)."""
    if not claim.start - _NEGATES <= negation < claim.start:
        return False
    return not any(negation < other.start and other.end == claim.start for other in every)


def _framed(placed: Sequence[tuple[int, Cue]], framing: AbstractSet[int]) -> frozenset[int]:
    """The negation that belongs to a word which asks whether something is not so without denying («разве … не»)."""
    both = set(FRAMES[:2])
    for place in framing:
        if both <= {cue.marker for at, cue in placed if at == place}:
            return frozenset([at for at, cue in placed if at > place and cue.marker is Marker.NEGATION][:1])
    return frozenset()


def _asks(placed: Sequence[tuple[int, Cue]], framing: AbstractSet[int], found: Sequence[Token]) -> bool:
    """Whether a text asks for yes or no: no word in it asks for more, unless it opens with one that asks whether."""
    opens = any(place in framing and cue.marker is Marker.YES_NO for place, cue in placed)
    if any(cue.marker is Marker.OPEN for _, cue in placed) and not opens:
        return False
    return bool(framing) or bool(found and asks_itself(found[0].text))


def _is_close(match: Match, word: Word) -> bool:
    """Whether the words of a text follow a form closely enough to claim what it claims.

    A month is not monthly. A light Arabic stem meets too much («آباد» and «إبادة»): only persons of a listed verb in
    the imperfect count. A preposition before an "and" is none («بولا» is a name).
    """
    form = match.form.words[0]
    if form.startswith(AND) and word.text[: -len(form)].endswith(_PREPOSITIONS) and Marker.NEGATION in _markers(match):
        return False
    if match.size > 1 or match.grade >= Grade.CLITIC:
        return match.grade >= Grade.STEM
    if all(sense.kind is SenseKind.MARKER for sense in match.form.senses):
        return False
    if script(word.text) is not Script.ARABIC:
        return match.grade >= Grade.STEM and form.endswith(_ADVERB) == word.text.endswith(_ADVERB)
    if len(form) >= _ROOT and word.text in [form + ending for ending in _PERFECT]:
        return True
    return match.grade is Grade.CONJUGATED and form.startswith(_IMPERFECT)


def _without(foreign: str, match: Match) -> Match | None:
    """A match without the senses of a language in the same letters that the text is not in."""
    senses = tuple(sense for sense in match.form.senses if sense.lang != foreign)
    if len(senses) == len(match.form.senses):
        return match
    return match._replace(form=match.form._replace(senses=senses)) if senses else None


def _with_the_negation_apart(matches: Sequence[Match]) -> Iterator[Match]:
    """Without a verb and the negation of a negative question as one: «разве … не защищает» denies nothing."""
    opens = any(one.start == 0 and _markers(one) >= set(FRAMES[:2]) for one in matches)
    denying = {one.start for one in matches if one.start and one.size == 1 and Marker.NEGATION in _markers(one)}
    first = min(denying) if opens and denying else None
    return (one for one in matches if one.start != first or one.size != _DENIED)


def _markers(match: Match) -> frozenset[Marker]:
    return frozenset(Marker(sense.id) for sense in match.form.senses if sense.kind is SenseKind.MARKER)


def _ids(group: Iterable[Match]) -> frozenset[str]:
    return frozenset(s.id for match in group for s in match.form.senses if s.kind is SenseKind.CLAIM)


def _denying(groups: Iterable[Sequence[Match]], negations: AbstractSet[int]) -> frozenset[int]:
    """The negations that stand before a claim."""
    starts = [group[0].start for group in groups if _ids(group)]
    return frozenset(place for place in negations if any(start - _NEGATES <= place < start for start in starts))
