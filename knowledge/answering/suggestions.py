"""Questions that can be answered: about an entity, beside a refusal, and as examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, product

from knowledge.compiled.base import KnowledgeBase
from knowledge.hand_set import SHORT_WORD
from knowledge.model import LANGUAGES, Kind
from knowledge.text.folding import stem, words

_SUGGESTED = 3


@dataclass(frozen=True)
class Suggestions:
    """What can be asked of one knowledge version."""

    knowledge: KnowledgeBase

    def beside(self, entities: Iterable[str], lang: str) -> tuple[str, ...]:
        """Some about the first of these entities that can be asked about, else examples."""
        for entity in entities:
            if found := self.about(entity, lang):
                return found[:_SUGGESTED]
        return self.examples(lang)

    def about(self, entity_id: str, lang: str) -> tuple[str, ...]:
        """Questions that the statements about an entity answer, in the order in which they are told."""
        return self._questions[entity_id, lang]

    def examples(self, lang: str) -> tuple[str, ...]:
        """One question each about the subjects of most statements."""
        found = (self.about(entity, lang) for entity in self._subjects)
        return tuple(islice((questions[0] for questions in found if questions), _SUGGESTED))

    def of(self, entity_id: str, lang: str) -> Iterator[tuple[str, str]]:
        """The properties that the statements about an entity have, and the question for each."""
        entity = self.knowledge.entities[entity_id]
        if entity.kind is Kind.TOPIC:
            return
        phrasings, name = self.knowledge.phrasings, entity.name(lang)
        name = name if entity.kind is Kind.ACTOR else phrasings.in_sentence(name, lang)
        told = {s.property for s in self.knowledge.statements_about(entity_id) if s.subject == entity_id}
        for key, record in phrasings.properties.items():
            if key in told and record.question and not _repeats(text := record.question.texts()[lang], name):
                yield key, text.replace("{name}", name)

    def warm(self) -> None:
        """Make them now: every third question is refused with some."""
        _ = self._questions, self._subjects

    @cached_property
    def _questions(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        pairs = product(self.knowledge.entities, LANGUAGES)
        return {pair: tuple(text for _, text in self.of(*pair)) for pair in pairs}

    @cached_property
    def _subjects(self) -> tuple[str, ...]:
        """Those of most statements first."""
        counts = Counter(statement.subject for statement in self.knowledge.current.values())
        return tuple(entity for entity, _ in counts.most_common())


def _repeats(template: str, name: str) -> bool:
    """Whether a question about a name says a word of it twice ("who are the members of the member states")."""
    asked = {stem(word) for word in words(template.replace("{name}", " ")) if len(word) > SHORT_WORD}
    return not asked.isdisjoint(map(stem, words(name)))
