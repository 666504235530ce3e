"""What a form is, what it means, and how closely a word follows one of its words.

A form matches word by word, in one of six grades: exactly, but for the article, but for clitics, by stem, as
another form of the same verb, or after a spelling correction. Exact matches outrank the others, and longer ones
outrank shorter ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import NamedTuple

from knowledge.model import Strength
from knowledge.text.folding import clitic_variants, script, short_stem, stem, verb_stem, without_article
from knowledge.text.letters import Script

VERB = "verb:"
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
    readings: frozenset[str] = field(hash=False)
    stems: frozenset[str] = field(hash=False)
    verb: str | None = field(default=None, hash=False)
    corrected: bool = False
    keys: Mapping[str, None] = field(init=False, repr=False, compare=False)
    """Everything under which a form may be indexed that this word follows, in the same order in every process."""

    def __post_init__(self) -> None:
        verb = (f"{VERB}{self.verb}",) if self.verb else ()
        object.__setattr__(self, "keys", dict.fromkeys((self.text, *sorted(self.readings), *sorted(self.stems), *verb)))

    @staticmethod
    @lru_cache(_REMEMBERED)
    def of(text: str) -> Word:
        """Read a folded word in all its readings without clitics."""
        if script(text) is not Script.ARABIC:
            return Word(text, frozenset({text}), frozenset({stem(text)}))
        readings = clitic_variants(text)
        stems = {cut(reading) for reading in readings for cut in (stem, short_stem)}
        return Word(text, frozenset(readings), frozenset(stems), verb_of(text))

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


def verb_of(word: str) -> str | None:
    """The verb stem of an Arabic word that may be a conjugated verb."""
    found = verb_stem(word) if script(word) is Script.ARABIC else word
    return found if found != word else None
