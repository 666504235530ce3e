"""Aliases that say only what kind of event is meant: where facts have two of the kind, they name neither for certain.

"The defence ministers' meeting" is enough while there is one. An editor who curates another should not have to look for
what the first one is called.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import permutations
from typing import TypeAlias

from knowledge.model import Alias, Entity, Strength
from knowledge.text.folding import words
from knowledge.vocabulary.forms import Word
from knowledge.vocabulary.lexicon import names_of
from knowledge.vocabulary.phrasings import Phrase

_Meanings: TypeAlias = tuple[frozenset[str], ...]
"""What each word of a name means."""


@dataclass(frozen=True, slots=True)
class _WordMeanings:
    """What single words mean, and which ones carry nothing."""

    concepts: Mapping[str, AbstractSet[str]]
    idle: AbstractSet[str]

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> _WordMeanings:
        concepts, idle = defaultdict[str, set[str]](set), set[str]()
        for phrase in phrases:
            if len(phrase.words) != 1:
                continue
            if phrase.kind == "concept":
                for key in _keys(phrase.words[0]):
                    concepts[key].add(phrase.id)
            elif phrase.kind == "neutral":
                idle.add(phrase.words[0])
        return cls(concepts, idle)

    def meanings(self, text: str) -> _Meanings:
        """What each word means that carries anything; nothing, where none knows it: a name of its own."""
        told = (word for word in words(text) if word not in self.idle)
        return tuple(frozenset[str]().union(*(self.concepts.get(key, ()) for key in _keys(word))) for word in told)


def with_shared_names(entities: Mapping[str, Entity], phrases: Iterable[Phrase]) -> dict[str, Entity]:
    """The entities, where such an alias is a weak one of every event whose name says all that it says."""
    events = defaultdict[str, list[Entity]](list)
    for entity in entities.values():
        if entity.kind.is_event:
            events[entity.type].append(entity)
    pairs = [pair for of in events.values() for pair in permutations(of, 2)]
    found = dict(entities)
    if pairs:
        known = _WordMeanings.of(phrases)
        for one, other in pairs:
            for alias in _shared(one, other, known):
                found[one.id] = _weakened(found[one.id], alias)
                found[other.id] = _weakened(found[other.id], alias)
    return found


def _keys(word: str) -> frozenset[str]:
    return Word.of(word).readings | Word.of(word).stems


def _shared(one: Entity, other: Entity, known: _WordMeanings) -> Iterator[Alias]:
    """The aliases of one event that only say what the name of another one says too."""
    own = {(words(name), lang) for lang, name in one.names.items()}
    for alias in one.aliases:
        if alias.strength is Strength.STRONG and (words(alias.text), alias.lang) not in own:
            meanings = known.meanings(alias.text)
            if len(meanings) > 1 and all(meanings) and _says(other, alias.lang, meanings, known):
                yield alias


def _says(other: Entity, lang: str, meanings: _Meanings, known: _WordMeanings) -> bool:
    said = [known.meanings(alias.text) for alias in names_of(other) if alias.lang == lang]
    return any(all(any(one & word for word in name) for one in meanings) for name in said)


def _weakened(entity: Entity, alias: Alias) -> Entity:
    """The entity going by it, though not for certain."""
    weak = replace(alias, strength=Strength.WEAK)
    kept = (one for one in entity.aliases if (words(one.text), one.lang) != (words(alias.text), alias.lang))
    return replace(entity, aliases=(*kept, weak))
