"""Names of two words with others between them: «تهريب شحنة من الحشيش», heroin that smugglers had hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from knowledge.model import Entity, EntityType, Strength
from knowledge.text.folding import stem, words
from knowledge.vocabulary.forms import Word
from knowledge.vocabulary.lexicon import names_of

_REACH = 4
"""Words from one to the other."""


@dataclass(frozen=True, slots=True)
class NamesApart:
    """Threats, of which news tell in sentences and not in titles."""

    pairs: Mapping[str, AbstractSet[tuple[str, str]]]
    """By the stem of the one word, those of the other with the ids that they name together."""

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> NamesApart:
        """The names of two words."""
        pairs: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for entity in entities:
            if entity.type == EntityType.THREAT:
                told = (words(one.text) for one in names_of(entity) if one.strength is Strength.STRONG)
                for first, second in (name for name in told if len(name) == 2):
                    pairs[stem(first)].add((stem(second), entity.id))
        return cls(pairs)

    def in_(self, text: Sequence[Word]) -> Iterator[str]:
        """Whom a sentence names so."""
        for at, word in enumerate(text):
            near = frozenset().union(*(one.stems for one in text[max(0, at - _REACH) : at + _REACH + 1]))
            for one in word.stems:
                yield from (id_ for other, id_ in self.pairs.get(one, ()) if other in near and other not in word.stems)
