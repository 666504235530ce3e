"""What a question means, as far as it was understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from knowledge.dialogue import Topic
from knowledge.text.quantities import Quantities
from knowledge.vocabulary.forms import Grade, Sense, SenseKind
from knowledge.vocabulary.terms import Ask, Term, TermKind

_FOCUSED = frozenset({Ask.PERSON, Ask.TIME, Ask.PLACE})


@dataclass(frozen=True)
class Item:
    """A stretch of the question that means something: any of `terms` in a statement satisfies it."""

    terms: tuple[Term, ...]
    text: str
    grade: Grade
    hard: bool = False
    """Names one thing for certain; an answer that does not have it is about something else."""
    light: bool = False
    """Helps to choose, but is not required."""
    foreign: bool = False
    """Names something of which no statement says anything."""
    decisive: bool = False
    """A statement that lacks it is about another thing of the kind (the previous office-holder, the next meeting)."""
    stranger: bool = False
    """Names somebody or something else than any source does (another state, a deputy)."""
    weak: bool = False
    """Names entities by weak aliases alone, which never win alone."""
    parts: tuple[tuple[Term, ...], ...] = ()
    """What its single words mean: a statement that has these nearly has it."""
    of_name: bool = False
    """Is a word of somebody's name, and may be of another's: who chaired with Mohammed bin Salman is no Salman."""
    place: tuple[int, int] = field(default=(-1, -1), compare=False)
    """Where it stands in the text, in code points; nowhere, for what the conversation was about."""

    @cached_property
    def entities(self) -> tuple[str, ...]:
        """The entities that it may name."""
        return tuple(term.id for term in self.terms if term.kind is TermKind.ENTITY)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text as it was read; without senses nothing explains it, or only its stem does."""

    text: str
    senses: tuple[Sense, ...] = ()
    grade: Grade | None = None
    place: tuple[int, int] = (0, 0)
    """Where it stands in the text."""
    words: tuple[str, ...] = ()
    """Its folded words."""

    @property
    def is_neutral(self) -> bool:
        """Whether it has no weight."""
        return all(sense.kind is SenseKind.NEUTRAL for sense in self.senses)

    def asks_for(self, ask: Ask) -> bool:
        """Whether it is a question word for that."""
        return any(sense.kind is SenseKind.ASK and sense.id == ask for sense in self.senses)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that says what is to be worked out, and over what: each sense as its kind and id."""

    senses: frozenset[tuple[SenseKind, str]]
    text: str
    place: tuple[int, int]
    """In code points of the text."""


@dataclass(frozen=True)
class Question:
    """A question as far as it was understood; what is read off it is looked up by every step, and worked out once."""

    text: str
    lang: str
    asked: tuple[frozenset[Ask], ...]
    """For each question word, the kinds of answer that it may ask for."""
    items: tuple[Item, ...]
    quantities: Quantities
    unmatched: tuple[str, ...]
    """Words that nothing explains, as they were typed."""
    chat: Topic | None = None
    nouns: tuple[Ask, ...] = ()
    """What it asks for by a noun, where no question word does ("date of the signing")."""
    counted: frozenset[str] = frozenset()
    """Concepts of which a number is asked for, or whose people."""
    figures: frozenset[float] = frozenset()
    """Every number outside of names but one, also those that do not constrain."""
    size: int | None = None
    """How many things are to be told, where a number stands before them ("name the three regions")."""
    spans: tuple[Span, ...] = ()
    """Every word in order as it was read, but for those of dates and figures; for explanations."""
    arabic_in_latin: bool = False
    """Arabic in Latin letters."""
    marks: tuple[Mark, ...] = ()
    """What asks for something to be worked out; words of the question may be marks and items at once."""
    too_long: bool = False
    """Longer than any question; only its beginning was read."""

    @cached_property
    def asks(self) -> frozenset[Ask]:
        """Every kind of answer that is asked for."""
        return frozenset[Ask]().union(*self.asked)

    @cached_property
    def told(self) -> tuple[Item, ...]:
        """What an answer has to have, without what only helps to choose one."""
        return tuple(item for item in self.items if not item.light)

    @cached_property
    def entities(self) -> tuple[str, ...]:
        """Every entity named, once, in order."""
        return tuple(dict.fromkeys(entity for item in self.items for entity in item.entities))

    @property
    def doubtful(self) -> frozenset[str]:
        """The entities that only a weak alias names."""
        sure = {entity for item in self.items if not item.weak for entity in item.entities}
        return frozenset(self.entities) - sure

    @property
    def named(self) -> tuple[str, ...]:
        """Every entity that an answer must be about."""
        return tuple(entity for item in self.items if item.hard for entity in item.entities)

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Every concept named."""
        return frozenset(term.id for item in self.items for term in item.terms if term.kind is TermKind.CONCEPT)

    @cached_property
    def focus(self) -> Item | None:
        """What stands behind the first question word for a person, a time or a place ("when did he *leave*")."""
        asking = (span.place[1] for span in self.spans if any(sense.kind is SenseKind.ASK for sense in span.senses))
        if self.asks.isdisjoint(_FOCUSED) or (behind := min(asking, default=None)) is None:
            return None
        told = (one for one in self.told if one.place[0] >= behind and not one.entities)
        return min(told, key=lambda one: one.place, default=None)

    @property
    def counts_unknown(self) -> bool:
        """Whether the word right behind the question word, of what a number is asked, is one that nothing explains."""
        return any(after.text in self.unmatched and one.asks_for(Ask.QUANTITY) for one, after in pairwise(self.spans))

    @property
    def empty(self) -> bool:
        """Nothing in it could be looked up."""
        return not self.told and not self.quantities.dates
