"""What reads questions to one version of the knowledge: its vocabulary, and the words that its texts make likely."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from knowledge.compiled.base import KnowledgeBase
from knowledge.model import EntityType
from knowledge.text.folding import without_clitics, words
from knowledge.understanding.guessing import Guesser
from knowledge.understanding.reader import Reader
from knowledge.vocabulary.forms import SenseKind, Word
from knowledge.vocabulary.lexicon import names_of

_THEMES = frozenset({EntityType.THREAT.value, EntityType.THEME.value})
_COMMON = frozenset({EntityType.OFFICE.value, EntityType.BODY.value}) | _THEMES
"""Their names are made of common words."""


def reader_of(knowledge: KnowledgeBase, stems: frozenset[str]) -> Reader:
    """The reader of a version; `stems` are those that its statements are known by."""
    lexicon, operations = knowledge.lexicon, knowledge.operation_words
    proper = frozenset(key for key, entity in knowledge.entities.items() if entity.type not in _THEMES)
    guesses = knowledge.guesses.guesser if knowledge.guesses else guesser_of(knowledge)
    in_names = frozenset(_stems_of_names(knowledge)) & stems
    of_people = guesses.transliterated.names.intersection(_words_of_people(knowledge))
    told = _told(knowledge)
    return Reader(knowledge.phrasings, lexicon, stems, proper, told, guesses, in_names, of_people, operations)


def guesser_of(knowledge: KnowledgeBase) -> Guesser:
    """What guesses at words that a version does not know."""
    texts = (text for s in knowledge.current.values() for text in s.wording.values())
    likely = frozenset({one for text in texts for word in words(text) for one in (word, without_clitics(word))})
    return Guesser.of(knowledge.lexicon.vocabulary | likely, likely, frozenset(_name_words(knowledge)))


def _stems_of_names(knowledge: KnowledgeBase) -> Iterator[str]:
    for entity in knowledge.entities.values():
        for name in entity.names.values():
            yield from chain.from_iterable(Word.of(word).stems for word in words(name))


def _words_of_people(knowledge: KnowledgeBase) -> Iterator[str]:
    people = (one for one in knowledge.entities.values() if one.type == EntityType.PERSON)
    for alias in chain.from_iterable(map(names_of, people)):
        yield from map(without_clitics, words(alias.text))


def _name_words(knowledge: KnowledgeBase) -> Iterator[str]:
    """The words that stand in names and mean nothing else."""
    meant = knowledge.lexicon.first_words(lambda sense: sense.kind is not SenseKind.ENTITY, alone=True)
    for entity in knowledge.entities.values():
        if entity.type not in _COMMON:
            for alias in names_of(entity):
                yield from (bare for word in words(alias.text) if (bare := without_clitics(word)) not in meant)


def _told(knowledge: KnowledgeBase) -> frozenset[str]:
    told = frozenset(concept for profile in knowledge.profiles for concept in profile.told)
    return told.union(*[family for family in knowledge.phrasings.families if not family.isdisjoint(told)])
