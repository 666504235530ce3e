"""Understands a question: what is asked, about whom, under which constraints, and what stays unexplained."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from knowledge.dialogue import Topic
from knowledge.hand_set import MOST_LISTED
from knowledge.model import Strength
from knowledge.text.folding import Token, first_tokens, script
from knowledge.text.letters import Script
from knowledge.text.quantities import Quantities
from knowledge.understanding.figures import constraining, outside_names, with_few_dates
from knowledge.understanding.guessing import Guesser
from knowledge.understanding.languages import (
    ARABIC_IN_LATIN,
    dropped_language,
    has_digit_letters,
    is_arabic_in_latin,
    reply_language,
)
from knowledge.understanding.marks import find_marks, in_language
from knowledge.understanding.placed import PlacedWord, merged, without_preposition
from knowledge.understanding.question import Item, Question, Span
from knowledge.understanding.question_words import asked, asked_by_nouns, counted, question_words, without_hamza
from knowledge.vocabulary.covering import AND, adds_and, longest
from knowledge.vocabulary.forms import Grade, Match, Sense, SenseKind, Word
from knowledge.vocabulary.lexicon import NO_FORMS, Lexicon
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Ask, Particle, Term, TermKind

MAX_WORDS, MAX_LETTERS = 42, 1000
"""Of 9,492 questions the longest has 21 words and 133 letters; reading stops here, so that each takes bounded time."""
_FIRST_WORDS = 16
"""Of a text that is no question: they show its language, and whom it may be about."""
_CLOSING = 2
"""So many words or phrases close a text: «تاريخ التوقيع»."""
_MOST_GUESSED = 12
"""Words nobody knows that may be slips: looking for what is meant costs as much as reading five others."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything that understanding a question needs; built once a knowledge version."""

    phrasings: Phrasings
    lexicon: Lexicon
    stems: frozenset[str]
    """Stems of the words of all statements."""
    proper: frozenset[str]
    """Entities that are names of somebody or something, not themes."""
    told: frozenset[str]
    """Concepts of which some statement tells."""
    guesses: Guesser = field(repr=False)
    in_names: frozenset[str] = frozenset()
    """Stems of the words of names."""
    name_words: frozenset[str] = frozenset()
    """The words that stand in the names of people and mean nothing else."""
    operations: Lexicon = field(default=NO_FORMS, repr=False)
    """How working out is asked for; a lexicon of its own, so that its words disturb no other."""

    def read(self, text: str, *, lang: str | None = None) -> Question:
        """Understand a text of any shape and length; never raises."""
        beyond = len(text) > MAX_LETTERS
        text = unicodedata.normalize("NFC", text[:MAX_LETTERS])
        every = first_tokens(text, MAX_WORDS + 1)
        too_long = beyond or len(every) > MAX_WORDS
        found = every[: _FIRST_WORDS if too_long else MAX_WORDS]
        quantities = with_few_dates(self.phrasings.calendar.find(text, found))
        text_words = self._words(found, quantities)
        words = [one.word for one in text_words]
        everywhere = self.lexicon.matches(words)
        matches = list(self._worth(everywhere, text_words))
        groups = longest(matches, len(words))
        singles = [match for match in everywhere if match.size == 1]
        unread = [one.word for one in text_words if not one.counted]
        latin_arabic = script(text) is Script.LATIN and is_arabic_in_latin(text, groups, unread)
        dropped = dropped_language(text, latin_arabic=latin_arabic)
        groups = [kept for group in groups if (kept := in_language(group, dropped))]
        free = outside_names(quantities, groups)
        senses = [sense for group in groups for match in group for sense in match.form.senses]
        covered = {position for group in groups for position in range(group[0].start, group[0].end)}
        asks = asked(groups, question_words(matches), joining=self.phrasings.particle(Particle.JOINS))
        rest = [one for position, one in enumerate(text_words) if position not in covered and not one.counted]
        return Question(
            text=text,
            lang=lang or reply_language(found, groups, words, latin_arabic=latin_arabic),
            asked=asks,
            nouns=() if asks else self._nouns(groups),
            counted=frozenset(counted(groups)),
            items=(*self._items(groups, singles, text_words, text=text), *self._stem_items(rest, text)),
            quantities=constraining(free, groups, singles, text_words),
            figures=frozenset(number for number in free.numbers if number != 1),
            unmatched=tuple(one.written(text) for one in rest if not self._stem_terms(one.word) and self._matters(one)),
            chat=next((Topic(sense.id) for sense in senses if sense.kind is SenseKind.CHAT), None),
            size=next((int(number) for number in quantities.numbers if 1 < number <= MOST_LISTED), None),
            spans=_spans(groups, rest, text_words, text),
            arabic_in_latin=latin_arabic,
            marks=tuple(find_marks(text_words, text, self.operations, dropped, latin_arabic=latin_arabic)),
            too_long=too_long,
        )

    def _worth(self, matches: Iterable[Match], words: Sequence[PlacedWord]) -> Iterator[Match]:
        """Matches without those that read a date, a figure or a name by its stem as a word of another meaning."""
        for match in matches:
            placed = words[match.start]
            if match.size > 1 or not (placed.counted or self._is_only_like(match, placed.word)):
                yield match

    def _is_only_like(self, match: Match, word: Word) -> bool:
        """Whether a word that stands in names alone has no more than the stem of another («سلمان», «سلم»)."""
        wanted = {match.form.words[0], match.form.bare[0]}
        return self._is_of_name(word) and wanted.isdisjoint(word.readings)

    def _is_of_name(self, word: Word) -> bool:
        return not word.readings.isdisjoint(self.name_words)

    def _nouns(self, groups: Sequence[list[Match]]) -> tuple[Ask, ...]:
        """What the noun asks for that opens or closes a text without a question word ("date of the signing")."""
        ends = [*groups[:1], *groups[-_CLOSING:]]
        concepts = {sense.id for group in ends for match in group for sense in match.form.senses}
        return asked_by_nouns(concepts, self.phrasings.roles)

    @property
    def names(self) -> Lexicon:
        """The names and aliases of entities alone: articles are long."""
        return self.lexicon.names

    def warm(self) -> Reader:
        """Build everything now."""
        self.read("Marsad")
        return self

    def named(self, text: str, most: int) -> tuple[str, ...]:
        """The entities that the first words of a text name for certain, as they are spelt; quicker than reading it."""
        words = [Word.of(token.text) for token in first_tokens(unicodedata.normalize("NFC", text), most)]
        groups = longest(self.names.matches(words), len(words))
        senses = ([sense for match in group for sense in match.form.senses] for group in groups)
        entities = ({sense.id for sense in found if sense.kind is SenseKind.ENTITY} for found in senses)
        return tuple(dict.fromkeys(one for found in entities if len(found) == 1 for one in found))

    def _words(self, found: Sequence[Token], quantities: Quantities) -> list[PlacedWord]:
        """Every token as a word, glued ones split and unknown ones corrected."""
        placed: list[PlacedWord] = []
        guessed = 0
        latin_arabic = self._may_be_arabic_in_latin(
            [token.text for position, token in enumerate(found) if position not in quantities.taken]
        )
        for position, token in enumerate(found):
            counted = position in quantities.taken
            word = Word.of(token.text) if position else without_hamza(Word.of(token.text), self._is_form)
            if counted or guessed >= _MOST_GUESSED or self._is_known(word):
                placed.append(PlacedWord(word, token, counted))
                continue
            guessed += 1
            if latin_arabic and (meant := self.guesses.romanised.read(token.text)):
                if placed and placed[-1].token.text in self.phrasings.particle(Particle.ARTICLE):
                    placed.pop()  # «el nagm el sate3»: the words of a name stand beside one another
                placed.append(PlacedWord(merged(token.text, meant), token))
            elif near := self.guesses.near(token.text, latin_arabic=latin_arabic):
                placed.append(PlacedWord(merged(token.text, near), token))
            elif parts := self.guesses.speller.split(token.text):
                placed += [PlacedWord(Word.of(part), token) for part in parts]
            else:
                placed.append(PlacedWord(word, token))
        return placed

    def _may_be_arabic_in_latin(self, texts: Sequence[str]) -> bool:
        """Whether more of the words are only Arabic in Latin letters than only English; no figures («19th»)."""
        in_latin, english = self.lexicon.only(ARABIC_IN_LATIN), self.lexicon.only("en")
        arabic = sum([text in in_latin or has_digit_letters(text) for text in texts])
        return arabic > sum([text in english for text in texts])

    def _is_form(self, word: Word) -> bool:
        return not word.readings.isdisjoint(self.lexicon.vocabulary)

    def _is_known(self, word: Word) -> bool:
        return (
            self._is_form(word)
            or not word.stems.isdisjoint(self.lexicon.stems)
            or not word.stems.isdisjoint(self.stems)
            or word.verb in self.lexicon.verbs
        )

    def _items(
        self, groups: Iterable[list[Match]], singles: Sequence[Match], words: Sequence[PlacedWord], *, text: str
    ) -> Iterator[Item]:
        starting = defaultdict[int, list[Match]](list)
        for match in singles:
            starting[match.start].append(match)
        for group in groups:
            first = group[0]
            senses = [sense for match in group for sense in match.form.senses]
            place = words[first.start].token.start, words[first.end - 1].token.end
            written = _without_and(text[slice(*place)], first)
            inside = [match for at in range(first.start, first.end) for match in starting[at]]
            parts = tuple(_parts(inside, len(words))) if first.size > 1 else ()
            if item := self._item(senses, written, first.grade, place):
                item = (
                    self._in_a_name(item, words[first.start].word)
                    if first.size == 1
                    else without_preposition(item, starting[first.start], words[first.start + 1], text)
                )
                is_one = item.hard or item.foreign or item.decisive
                yield replace(item, parts=parts) if parts and not is_one else item
            if (item and item.hard) or all(sense.kind is SenseKind.ASK for sense in senses):
                yield from (Item(terms, written, first.grade, light=True, place=place) for terms in parts)

    def _in_a_name(self, item: Item, word: Word) -> Item:
        """A word for what no source tells of is no stranger where it stands in the name of what they tell of."""
        if not item.stranger or not (stems := word.stems & self.in_names):
            return item
        terms = tuple(Term(TermKind.STEM, stem) for stem in sorted(stems))
        return replace(item, terms=(*item.terms, *terms), stranger=False, foreign=False)

    def _item(self, senses: Sequence[Sense], written: str, grade: Grade, place: tuple[int, int]) -> Item | None:
        terms = tuple(dict.fromkeys(term for sense in senses if (term := _term(sense))))
        if not terms:
            return None
        concepts = frozenset([term.id for term in terms if term.kind is TermKind.CONCEPT])
        only_concepts = len(concepts) == len(terms)
        decisive = only_concepts and concepts <= self.phrasings.decisive
        kinds = {sense.kind for sense in senses}
        strong = {s.id for s in senses if s.kind is SenseKind.ENTITY and s.strength is Strength.STRONG}
        return Item(
            terms=terms,
            text=written,
            grade=grade,
            hard=kinds == {SenseKind.ENTITY} and bool(strong & self.proper),
            foreign=only_concepts and not decisive and concepts.isdisjoint(self.told),
            decisive=decisive,
            stranger=not concepts.isdisjoint(self.phrasings.role(Role.STRANGER)) and not strong,
            weak=SenseKind.ENTITY in kinds and not strong,
            light=(only_concepts and concepts <= self.phrasings.light)
            or not kinds.isdisjoint({SenseKind.NEUTRAL, SenseKind.ASK, SenseKind.CHAT}),
            place=place,
        )

    def _stem_items(self, rest: Iterable[PlacedWord], text: str) -> Iterator[Item]:
        for one in rest:
            if terms := self._stem_terms(one.word):
                grade = Grade.CORRECTED if one.word.corrected else Grade.STEM
                place = one.token.start, one.token.end
                yield Item(terms, one.written(text), grade, of_name=self._is_of_name(one.word), place=place)

    def _matters(self, one: PlacedWord) -> bool:
        """Single letters carry nothing, nor does an article that stands alone («الـ SCO»)."""
        return len(one.token.text) > 1 and one.token.text not in self.phrasings.particle(Particle.ARTICLE)

    def _stem_terms(self, word: Word) -> tuple[Term, ...]:
        return tuple(Term(TermKind.STEM, stem) for stem in sorted(word.stems & self.stems))


def _without_and(written: str, match: Match) -> str:
    """A match as it was typed, without an Arabic "and" that is written onto it."""
    return written[len(AND) :] if written != AND and adds_and(written, match) else written


def _spans(
    groups: Iterable[list[Match]], rest: Iterable[PlacedWord], words: Sequence[PlacedWord], text: str
) -> tuple[Span, ...]:
    """What was matched and what was not, in the order of the text."""
    found = [_span(words[group[0].start : group[0].end], text, group) for group in groups]
    found += [_span([one], text) for one in rest]
    return tuple(sorted(found, key=lambda span: span.place))


def _span(words: Sequence[PlacedWord], text: str, group: Sequence[Match] = ()) -> Span:
    place = words[0].token.start, words[-1].token.end
    senses = tuple([sense for match in group for sense in match.form.senses])
    folded = tuple(dict.fromkeys([one.token for one in words]))
    return Span(
        text[slice(*place)], senses, group[0].grade if group else None, place, tuple([one.text for one in folded])
    )


def _parts(singles: Iterable[Match], length: int) -> dict[tuple[Term, ...], None]:
    """The concepts of the single words inside a phrase ("which session", «الشراكة الأمنية»)."""
    found: dict[tuple[Term, ...], None] = {}
    for group in longest(singles, length):
        senses = [sense for match in group for sense in match.form.senses]
        if all(sense.kind in (SenseKind.CONCEPT, SenseKind.ENTITY) for sense in senses):
            concepts = (s for s in senses if s.kind is SenseKind.CONCEPT)
            if terms := tuple(dict.fromkeys(term for sense in concepts if (term := _term(sense)))):
                found[terms] = None
    return found


def _term(sense: Sense) -> Term | None:
    match sense.kind:
        case SenseKind.ENTITY:
            return Term(TermKind.ENTITY, sense.id)
        case SenseKind.CONCEPT:
            return Term(TermKind.CONCEPT, sense.id)
        case _:
            return None
