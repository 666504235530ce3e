"""Every form that means something, and where it occurs in a text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import chain, pairwise
from typing import TypeAlias

from rapidfuzz.distance import OSA

from knowledge.model import Alias, Entity, Strength
from knowledge.text.folding import bare_and_stem, words
from knowledge.vocabulary.forms import VERB, Form, Grade, Match, Sense, SenseKind, Word, verb_of
from knowledge.vocabulary.phrasings import Phrase

_SLIP_FROM = 3
_SLIP_LETTERS = 4
_REMEMBERED = 2048
"""Words whose forms are known: half of a question's words stand in the questions before it."""
_TEXTS_REMEMBERED = 8
"""Texts whose matches are known: whoever compiles reads a sentence five times in a row."""

Places: TypeAlias = Mapping[str, Sequence[int]]
"""Where forms stand among all, by a key of one of their words."""


@dataclass(frozen=True)
class Lexicon:
    """All forms, found by any key of their first word; pairs of words by that of the rarer one."""

    forms: Sequence[Form]
    by_first: Places = field(repr=False)
    by_second: Places = field(repr=False)

    @classmethod
    def build(cls, phrases: Iterable[Phrase], entities: Iterable[Entity]) -> Lexicon:
        """Gather phrasings and the names and aliases of entities."""
        senses: defaultdict[tuple[str, ...], dict[Sense, None]] = defaultdict(dict)
        meaning, read = cache(_sense), cache(bare_and_stem)  # a vocabulary has 59,000 words, of which 34,000 differ
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
        return cls(known, *(_index(known, late, place) for place in (0, 1)))

    def having(self, meant: Callable[[Sense], bool]) -> Iterator[Form]:
        """The forms with a sense of a kind, in their order."""
        return (form for form in self.forms if any(map(meant, form.senses)))

    def first_words(self, meant: Callable[[Sense], bool], *, alone: bool = False) -> frozenset[str]:
        """The words with which the forms begin that have a sense of a kind; `alone`: of those of one word."""
        return frozenset(form.words[0] for form in self.having(meant) if not alone or len(form.words) == 1)

    @cached_property
    def names(self) -> Lexicon:
        """The names and aliases of entities alone: articles are long."""
        return Lexicon.of(self.having(lambda sense: sense.kind is SenseKind.ENTITY))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that stands in a form, bare of clitics too."""
        return frozenset(word for form in self.forms for pair in (form.words, form.bare) for word in pair)

    def only(self, lang: str) -> frozenset[str]:
        """The words that stand in forms of one language alone."""
        return self._of_languages.get(lang, frozenset())

    @cached_property
    def _of_languages(self) -> Mapping[str, frozenset[str]]:
        return self.by_language()

    def by_language(self) -> Mapping[str, frozenset[str]]:
        """The words that stand in forms of one language alone, by language."""
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

    def matches(self, text: Iterable[Word]) -> Sequence[Match]:
        """Every form at every place of a text, overlapping ones too, from left to right."""
        return self._matches(tuple(text))

    @cached_property
    def _matches(self) -> Callable[[tuple[Word, ...]], Sequence[Match]]:
        return lru_cache(_TEXTS_REMEMBERED)(lambda text: tuple(self._found(text)))

    def _found(self, text: Sequence[Word]) -> Iterator[Match]:
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
        indexes, forms = (self.by_first, self.by_second), self.forms
        return lru_cache(_REMEMBERED)(
            lambda word: tuple([tuple([forms[place] for place in _of_keys(index, word)]) for index in indexes])
        )


NO_FORMS = Lexicon((), {}, {})


def names_of(entity: Entity) -> Iterator[Alias]:
    """The names of an entity, as strong aliases, and its aliases."""
    for lang, name in entity.names.items():
        yield Alias(name, lang, Strength.STRONG)
    yield from entity.aliases


def called(entities: Mapping[str, Entity]) -> list[tuple[str, str, tuple[Alias, ...]]]:
    """What of entities is in a lexicon."""
    return [(key, entity.type, tuple(names_of(entity))) for key, entity in entities.items()]


def _sense(kind: str, id_: str, lang: str) -> Sense:
    return Sense(SenseKind(kind), id_, lang)


def _form(key: tuple[str, ...], senses: tuple[Sense, ...], read: Callable[[str], tuple[str, str]]) -> Form:
    if len(key) == 1:  # as two in three are
        bare, stemmed = read(key[0])
        return Form(key, (bare,), (stemmed,), verb_of(key[0]), senses)
    every_bare, stems = zip(*map(read, key), strict=True)
    return Form(key, every_bare, stems, None, senses)


def _index(forms: Sequence[Form], late: Sequence[bool], at: int) -> dict[str, list[int]]:
    """Forms by the keys of their word at a place, those that are found by it."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for place, form in enumerate(forms):
        if late[place] is not bool(at):
            continue
        for key in {form.words[at], form.bare[at], form.stems[at]}:
            index[key].append(place)
        if form.verb:
            index[f"{VERB}{form.verb}"].append(place)
    return dict(index)


def _of_keys(index: Places, word: Word) -> Mapping[int, None]:
    return dict.fromkeys([place for key in word.keys if key in index for place in index[key]])


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
