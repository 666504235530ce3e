"""The words and names of a folder as one lexicon: a name that the facts have is no stranger's, and no city abroad."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from knowledge.curation.names import WellKnown, of_capitals, of_states
from knowledge.model import Entity, EntityType, Strength
from knowledge.text.folding import words
from knowledge.text.transliteration import Transliterated
from knowledge.vocabulary.lexicon import Lexicon, names_of
from knowledge.vocabulary.phrasings import Phrase, Phrasings
from knowledge.vocabulary.roles import Role


def lexicon_of(phrasings: Phrasings, entities: Collection[Entity], well_known: WellKnown) -> Lexicon:
    """Who goes by the strong name of an entity is no stranger, whatever the vocabulary says."""
    strangers = phrasings.role(Role.STRANGER)
    names = (alias for entity in entities for alias in names_of(entity))
    known = {words(name.text) for name in names if name.strength is Strength.STRONG}
    people = _people(entities)
    strange = {one.words for one in phrasings.phrases if one.id in strangers}
    known |= {name for name in strange if len(name) == 1 and people.read(*name)}
    phrases = [one for one in phrasings.phrases if one.id not in strangers or one.words not in known]
    known |= {one.words for one in phrases}
    abroad = (one for one in _abroad(phrasings, entities, well_known) if one.words not in known)
    return Lexicon.build([*phrases, *abroad], entities)


def _abroad(phrasings: Phrasings, entities: Iterable[Entity], well_known: WellKnown) -> Iterator[Phrase]:
    """The names of all states and their capitals; a capital that somebody goes by, certainly or not, is known."""
    for concept in phrasings.role(Role.ABROAD):
        yield from of_states(concept, well_known)
    called = {words(alias.text) for entity in entities for alias in names_of(entity)}
    for concept in phrasings.role(Role.ELSEWHERE):
        yield from (one for one in of_capitals(concept, well_known) if one.words not in called)


def _people(entities: Iterable[Entity]) -> Transliterated:
    """The people of the facts, by the single words that they go by for certain."""
    people = (entity for entity in entities if entity.type == EntityType.PERSON)
    names = (words(alias.text) for one in people for alias in names_of(one) if alias.strength is Strength.STRONG)
    return Transliterated.of(name[0] for name in names if len(name) == 1)
