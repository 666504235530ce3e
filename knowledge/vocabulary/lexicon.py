"""Every form that means something, and where it occurs in a text.

A form matches word by word, in one of six grades: exactly, but for the article, but for clitics, by stem, as
another form of the same verb, or after a spelling correction. Exact matches outrank the others, and longer ones
outrank shorter ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import cache, cached_property, lru_cache
from itertools import chain, compress, pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA

from knowledge.model import Alias, Entity, Strength
from knowledge.text.folding import (
    clitic_variants,
    script,
    short_stem,
    stem,
    verb_stem,
    without_article,
    without_clitics,
    words,
)
from knowledge.text.letters import Script
from knowledge.vocabulary.phrasings import Phrase

_VERB = "verb:"
_SLIP_FROM = 3
_SLIP_LETTERS = 4
_REMEMBERED = 2048
"""Words that are read only once: half of a question's words stand in the questions before it."""


class Grade(IntEnum):
    """How closely a text follows a form, loosest first."""

    CORRECTED = 1
    CONJUGATED = 2
    STEM = 3
    CLITIC = 4
    ARTICLE = 5
    EXACT = 6


class SenseKind(StrEnum):
    """What a form stands for."""

    ENTITY = "entity"
    CONCEPT = "concept"
    ASK = "ask"
    CHAT = "chat"
    NEUTRAL = "neutral"
    CLAIM = "claim"
    MARKER = "marker"
    OPERATION, CLASS, RELATION, FRAME = "operation", "class", "relation", "frame"


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a form."""

    kind: SenseKind
    id: str
    lang: str
    strength: Strength = Strength.STRONG


class Form(NamedTuple):
    """Folded words and all that they can mean; a tuple, because 34,000 are read at every start."""

    words: tuple[str, ...]
    bare: tuple[str, ...]
    stems: tuple[str, ...]
    verb: str | None
    """The stem of a conjugated Arabic verb, where the form is one word that may be one."""
    senses: tuple[Sense, ...]


class Match(NamedTuple):
    """A form found at token positions `start` to `end` (exclusive)."""

    start: int
    end: int
    form: Form
    grade: Grade

    @property
    def size(self) -> int:
        """In words."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a text with its readings; `corrected` after its spelling was changed."""

    text: str
    readings: frozenset[str]
    stems: frozenset[str]
    verb: str | None = None
    corrected: bool = False
    keys: Mapping[str, None] = field(init=False, repr=False, compare=False)
    """Everything under which a form may be indexed that this word follows, in the same order in every process."""

    def __post_init__(self) -> None:
        verb = (f"{_VERB}{self.verb}",) if self.verb else ()
        object.__setattr__(self, "keys", dict.fromkeys((self.text, *sorted(self.readings), *sorted(self.stems), *verb)))

    @staticmethod
    @lru_cache(_REMEMBERED)
    def of(text: str) -> Word:
        """Read a folded word in all its readings without clitics."""
        if script(text) is not Script.ARABIC:
            return Word(text, frozenset({text}), frozenset({stem(text)}))
        readings = clitic_variants(text)
        stems = {cut(reading) for reading in readings for cut in (stem, short_stem)}
        return Word(text, frozenset(readings), frozenset(stems), _verb(text))

    def may_follow(self, form: Form, position: int) -> bool:
        """Whether it shares any key with word `position` of a form of several words; quicker than its grade."""
        keys = self.keys
        return form.stems[position] in keys or form.bare[position] in keys or form.words[position] in keys

    def grade(self, form: Form, position: int) -> Grade | None:
        """How closely this word follows word `position` of a form; None if not at all."""
        wanted = form.words[position]
        if self.text == wanted:
            found = Grade.EXACT
        elif form.bare[position] in self.readings or wanted in self.readings:
            same = without_article(wanted) == without_article(self.text)
            found = Grade.ARTICLE if same else Grade.CLITIC
        elif form.stems[position] in self.stems:
            found = Grade.STEM
        elif form.verb is not None and form.verb == self.verb:
            found = Grade.CONJUGATED
        else:
            return None
        return Grade.CORRECTED if self.corrected else found


@dataclass(frozen=True)
class Lexicon:
    """All forms, found by any key of their first word; pairs of words by that of the rarer one."""

    forms: tuple[Form, ...]
    by_first: Mapping[str, tuple[Form, ...]] = field(repr=False)
    by_second: Mapping[str, tuple[Form, ...]] = field(repr=False)

    @classmethod
    def build(cls, phrases: Iterable[Phrase], entities: Iterable[Entity]) -> Lexicon:
        """Gather phrasings and the names and aliases of entities."""
        senses: defaultdict[tuple[str, ...], dict[Sense, None]] = defaultdict(dict)
        meaning, read = cache(_sense), cache(_read)  # a vocabulary has 51,000 forms of 9,000 words and 900 senses
        for phrase in phrases:
            senses[phrase.words][meaning(phrase.kind, phrase.id, phrase.lang)] = None
        for entity in entities:
            for alias in names_of(entity):
                key = words(alias.text)
                sense = Sense(SenseKind.ENTITY, entity.id, alias.lang, alias.strength)
                senses[key][sense] = None
        return cls.of(_form(key, tuple(found), read) for key, found in senses.items() if key)

    @classmethod
    def of(cls, forms: Iterable[Form]) -> Lexicon:
        """A lexicon of forms that were read before."""
        known = tuple(forms)
        common = Counter(one for form in known if len(form.words) == 2 for one in form.stems)
        late = [len(form.words) == 2 and common[form.stems[1]] < common[form.stems[0]] for form in known]
        first = _index((form, 0) for form, is_late in zip(known, late, strict=True) if not is_late)
        return cls(known, first, _index((form, 1) for form in compress(known, late)))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that stands in a form, bare of clitics too."""
        return frozenset(word for form in self.forms for pair in (form.words, form.bare) for word in pair)

    def only(self, lang: str) -> frozenset[str]:
        """The words that stand in forms of one language alone."""
        return self._by_language.get(lang, frozenset())

    @cached_property
    def _by_language(self) -> Mapping[str, frozenset[str]]:
        held: defaultdict[str, set[str]] = defaultdict(set)
        for form in self.forms:
            for lang in {sense.lang for sense in form.senses}:
                held[lang].update(form.words)
        others = {lang: [found for other, found in held.items() if other != lang] for lang in held}
        return {lang: frozenset(found.difference(*others[lang])) for lang, found in held.items()}

    @cached_property
    def verbs(self) -> frozenset[str]:
        """The verb stems of the vocabulary."""
        return frozenset(form.verb for form in self.forms if form.verb)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the vocabulary."""
        return frozenset(word for form in self.forms for word in form.stems)

    def matches(self, text: Sequence[Word]) -> Iterator[Match]:
        """Every form at every place of a text, overlapping ones too, from left to right."""
        keys = [word.keys for word in text]
        for start, (here, after) in enumerate(pairwise([*map(self._near, text), ((), ())])):
            for form in chain(here[0], after[1]):
                end = start + len(form.words)
                fits = end <= len(text) and _may_end(form, keys, end)
                if fits and (grade := _grade(form, text, start)) is not None:
                    yield Match(start, end, form, grade)

    @cached_property
    def _near(self) -> Callable[[Word], tuple[tuple[Form, ...], ...]]:
        """The forms that a word may open, and those of which it may be the second; of the last words it is known."""
        indexes = self.by_first, self.by_second
        return lru_cache(_REMEMBERED)(lambda word: tuple([_of_keys(index, word) for index in indexes]))


NO_FORMS = Lexicon((), {}, {})


def names_of(entity: Entity) -> Iterator[Alias]:
    """The names of an entity, as strong aliases, and its aliases."""
    for lang, name in entity.names.items():
        yield Alias(name, lang, Strength.STRONG)
    yield from entity.aliases


def _sense(kind: str, id_: str, lang: str) -> Sense:
    return Sense(SenseKind(kind), id_, lang)


def _form(key: tuple[str, ...], senses: tuple[Sense, ...], read: Callable[[str], tuple[str, str]]) -> Form:
    bare, stems = zip(*map(read, key), strict=True)
    return Form(key, bare, stems, _verb(key[0]) if len(key) == 1 else None, senses)


def _read(word: str) -> tuple[str, str]:
    """A word without clitics, and its stem."""
    return without_clitics(word), stem(word)


def _verb(word: str) -> str | None:
    """The verb stem of an Arabic word that may be a conjugated verb."""
    found = verb_stem(word) if script(word) is Script.ARABIC else word
    return found if found != word else None


def _index(placed: Iterable[tuple[Form, int]]) -> dict[str, tuple[Form, ...]]:
    """Forms by the keys of their word at a position."""
    index: defaultdict[str, list[Form]] = defaultdict(list)
    for form, place in placed:
        keys = {form.words[place], form.bare[place], form.stems[place]}
        if form.verb:
            keys.add(f"{_VERB}{form.verb}")
        for key in keys:
            index[key].append(form)
    return {key: tuple(found) for key, found in index.items()}


def _of_keys(index: Mapping[str, Sequence[Form]], word: Word) -> tuple[Form, ...]:
    return tuple({id(form): form for key in word.keys for form in index.get(key, ())}.values())


def _may_end(form: Form, keys: Sequence[Mapping[str, None]], end: int) -> bool:
    """Whether its last word may stand there, or else the one before it; most forms share only the first.

    «ما» begins ninety forms: three in four are out so at a third of what grading them costs.
    """
    size = len(form.words)
    last = keys[end - 1]
    if size == 1 or form.stems[-1] in last or form.bare[-1] in last or form.words[-1] in last:
        return True
    before = keys[end - 2]
    return size >= _SLIP_FROM and (form.stems[-2] in before or form.bare[-2] in before or form.words[-2] in before)


def _grade(form: Form, text: Sequence[Word], start: int) -> Grade | None:
    """The loosest grade of its words; one word of a longer form may have a slip."""
    size = len(form.words)
    if size == 1:
        return text[start].grade(form, 0)
    worst = Grade.EXACT
    slip = None
    for offset in range(size - 1, -1, -1):  # most share only the first word, by which they were found
        word = text[start + offset]
        grade = word.grade(form, offset) if word.may_follow(form, offset) else None
        if grade is None:
            if slip is not None or size < _SLIP_FROM:
                return None
            slip = offset
        elif grade < worst:
            worst = grade
    if slip is None:
        return worst
    return Grade.CORRECTED if _is_slip(text[start + slip], form, slip) else None


def _is_slip(word: Word, form: Form, position: int) -> bool:
    """One wrong letter in one word of a long name, where a real word stands by accident («وزراء دفع شنغهاي»)."""
    target = form.bare[position]
    return len(target) >= _SLIP_LETTERS and any(
        OSA.distance(reading, target, score_cutoff=1) <= 1 for reading in word.readings
    )
