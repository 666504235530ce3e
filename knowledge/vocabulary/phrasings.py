"""How questions are phrased, as values: words by what they mean, and what can be asked of a statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, NamedTuple, TypeAlias

from pydantic import Field

from knowledge.files.fields import Id, LocalRecord
from knowledge.files.strict_yaml import Record
from knowledge.model import EntityType
from knowledge.text.folding import words
from knowledge.text.quantities import Calendar
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.small_words import SmallWords
from knowledge.vocabulary.talk import NO_TALK, Talk
from knowledge.vocabulary.terms import Ask, Particle


class PropertyRecord(Record):
    """What one property of a statement is called, which kinds of answer it gives, and by which concepts it is asked."""

    label: LocalRecord
    answers: tuple[Ask, ...] = ()
    asked_by: tuple[Annotated[tuple[Id, ...], Field(min_length=1)], ...] = ()
    needs: tuple[Id, ...] = ()
    """Concepts, or types of entities, of which a question must name one to be about this at all."""
    single: tuple[EntityType, ...] = ()
    """Where it holds one value: the types of entity that it may be. What says another value contradicts it."""
    once: bool = False
    """Whether it may say without a figure how many or how often ("annual")."""
    claims: tuple[Id, ...] = ()
    """What it claims by itself of all that it names, whatever its words ("focuses on X" includes X)."""
    question: LocalRecord | None = None
    """How to ask for it, with the subject's name in place of {name}."""
    review_after: Annotated[int, Field(ge=1)] | None = None
    """Days after which what it says may be outdated, unless a statement says by when; None: it does not age."""


Fold: TypeAlias = Callable[[str], tuple[str, ...]]
"""What folds the words of a form."""


class Phrase(NamedTuple):
    """Folded words and what they mean: `kind` is concept, ask, neutral or chat, `id` which of them."""

    words: tuple[str, ...]
    lang: str
    kind: str
    id: str


def phrases_of(
    lang: str, sections: Mapping[str, Iterable[tuple[str, Iterable[str]]]], read: Fold = words
) -> Iterator[Phrase]:
    """The forms of a language, listed by kind and id; `read` is `words` with a memory, where others read them too."""
    for kind, entries in sections.items():
        for key, forms in entries:
            yield from (Phrase(read(form), lang, kind, str(key)) for form in forms)


@dataclass(frozen=True, slots=True)
class Phrasings:
    """All phrasings, ready for a lexicon."""

    calendar: Calendar
    properties: Mapping[str, PropertyRecord]
    phrases: tuple[Phrase, ...] = field(default=(), compare=False, repr=False)
    """Empty once they are in a compiled lexicon."""
    light: frozenset[str] = frozenset()
    """Concepts too general to be required of an answer (event, issue, role)."""
    decisive: frozenset[str] = frozenset()
    """Concepts without which a statement is about another thing of the kind (the previous one, the next one)."""
    kin: tuple[frozenset[str], ...] = ()
    akin: tuple[frozenset[str], ...] = ()
    """Pairs that a reader may use for one another; they help to find an answer and prove no yes."""
    """Families of concepts that askers use for one another."""
    implied: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Concepts that go without saying, by type of entity."""
    roles: Mapping[Role, frozenset[str]] = field(default_factory=dict)
    """What the code itself must know: the concepts, or properties, that play each role."""
    particles: Mapping[Particle, frozenset[str]] = field(default_factory=dict)
    """Folded words of all languages by what they do."""
    small_words: Mapping[str, SmallWords] = field(default_factory=dict)
    """What tells, in a language, who does something from whom it is done to."""
    definite: Mapping[str, str] = field(default_factory=dict)
    """How the name of an event stands in a sentence of a language, as {name}."""
    talk: Talk = NO_TALK
    """How small talk is made."""

    @property
    def families(self) -> tuple[frozenset[str], ...]:
        """All concepts that may be said for one another: what helps to find an answer."""
        return (*self.kin, *self.akin)

    def role(self, role: Role) -> frozenset[str]:
        """The concepts or properties that play a role; to be looked up once, not for each candidate."""
        return self.roles[role]

    def particle(self, particle: Particle) -> frozenset[str]:
        """The folded words, of any language, that do this."""
        return self.particles.get(particle, frozenset())

    def small(self, lang: str) -> SmallWords:
        """The small words of a language; none of one that lists none, so that its order alone tells."""
        return self.small_words.get(lang) or SmallWords()

    def in_sentence(self, name: str, lang: str) -> str:
        """The name of an event as it stands in a sentence ("the Astana meeting")."""
        return self.definite.get(lang, "{name}").replace("{name}", name)
