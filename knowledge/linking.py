"""Whom the sentences of a document name, by the vocabulary of questions but stricter: a follower is told of each.

A question is about what we hold, a document about anything: there "the defence minister" is France's, Shanghai a city
and "trust" a foundation. So words that are common elsewhere link only where the document says the whole name as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from knowledge.model import Entity, EntityType, Strength
from knowledge.text.folding import Token, first_tokens, stem, words
from knowledge.text.name_words import name_words
from knowledge.text.sentences import flowing, sentences
from knowledge.vocabulary.covering import longest
from knowledge.vocabulary.forms import Grade, Match, Sense, SenseKind, Word
from knowledge.vocabulary.lexicon import Lexicon

_COMMON_WORDS = frozenset({EntityType.THREAT, EntityType.THEME})
"""Types whose names are words of every day."""
_MOST_WORDS = 3_000
"""Of a document; who is named later only is no subject of it."""
_MOST_OF_A_SENTENCE = 120
_THE = ("ال", "لل")
_PART_OF = 3
"""A word of a name of so many is somebody else's name too: Shanghai, Lashkar."""


@dataclass(frozen=True, slots=True)
class NamedSentence:
    """A sentence of a document and the entities that it names."""

    text: str
    entities: tuple[str, ...]


@dataclass(frozen=True)
class Linker:
    """Links with the names of one version of the knowledge."""

    names: Lexicon
    entities: Mapping[str, Entity]

    def sentences(self, title: str, text: str) -> list[NamedSentence]:
        """The title and the sentences that name anybody, in order; a short name counts where the long one stands."""
        parts = [title, *(flowing(text[start:end]) for start, end in sentences(text))]
        read = list(self._read(parts))
        whole = frozenset(id_ for _, found in read for id_, is_short in found.items() if not is_short)
        linked = ((part, tuple(id_ for id_ in found if id_ in whole)) for part, found in read)
        return [NamedSentence(part, ids) for part, ids in linked if ids]

    def _read(self, parts: Sequence[str]) -> Iterator[tuple[str, dict[str, bool]]]:
        left = _MOST_WORDS
        for part in parts:
            if left > 0 and (tokens := first_tokens(part, _MOST_OF_A_SENTENCE)):
                left -= len(tokens)
                yield part, self._found(part, tokens)

    def _found(self, sentence: str, tokens: Sequence[Token]) -> dict[str, bool]:
        """Who is named, and whether only by a part of the name."""
        text = [Word.of(token.text) for token in tokens]
        close = [one for one in self.names.matches(text) if one.grade >= Grade.CLITIC]
        groups = longest(close, len(text))
        states = self._states(groups)
        found: dict[str, bool] = {}
        for match in (match for group in groups for match in group):
            for id_, is_short in self._meant(match, tokens, states, sentence):
                found[id_] = found.get(id_, True) and is_short
        return found

    def _meant(
        self, match: Match, tokens: Sequence[Token], states: Mapping[int, str], sentence: str
    ) -> Iterator[tuple[str, bool]]:
        for sense in match.form.senses:
            entity = self.entities.get(sense.id) if sense.kind is SenseKind.ENTITY else None
            if (
                entity is None
                or not _is_name(sense, entity, match)
                or self._is_other(sense, entity, match, tokens, sentence)
            ):
                continue
            if home := self.homes.get(entity.id):
                if home not in self._inside(match) and home not in _beside(match, tokens, states):
                    continue
                yield home, False
            yield entity.id, _is_part(match, entity)

    def _is_other(self, sense: Sense, entity: Entity, match: Match, tokens: Sequence[Token], sentence: str) -> bool:
        """Whether the words around or the missing article make another name of it."""
        if entity.type == EntityType.PLACE and match.start > 1 and _is_begun(match, tokens, sentence):
            return True
        before, behind = (tokens[at].text if 0 <= at < len(tokens) else "" for at in (match.start - 1, match.end))
        if entity.type == EntityType.STATE and not name_words().oceans.known.isdisjoint((before, behind)):
            return True
        if not _is_strong(sense) and before in name_words().before_a_place.known:
            return True  # the town is meant, not its government
        return entity.type not in _COMMON_WORDS and _lacks_article(match, entity, tokens)

    def _states(self, groups: Sequence[Sequence[Match]]) -> Mapping[int, str]:
        """The words that name a state."""
        found: dict[int, str] = {}
        for match in (match for group in groups for match in group):
            for id_ in _states_of(match, self.entities):
                found |= dict.fromkeys(range(match.start, match.end), id_)
        return found

    def _inside(self, match: Match) -> AbstractSet[str]:
        """The states that the words of a form name."""
        return self._states_in(match.form.words)

    def _states_in(self, form: tuple[str, ...]) -> AbstractSet[str]:
        text = [Word.of(word) for word in form]
        close = (one for one in self.names.matches(text) if one.grade >= Grade.CLITIC and one.size < max(2, len(form)))
        return frozenset(id_ for one in close for id_ in _states_of(one, self.entities))

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """Whose office an office is: the state that most of its names name."""
        offices = [one for one in self.entities.values() if one.type == EntityType.OFFICE]
        return {one.id: home for one in offices if (home := self._home(one))}

    def _home(self, office: Entity) -> str | None:
        texts = (*office.names.values(), *(alias.text for alias in office.aliases))
        named = [id_ for text in texts for id_ in self._states_in(tuple(words(text)))]
        return max(set(named), key=named.count) if named else None


def _beside(match: Match, tokens: Sequence[Token], states: Mapping[int, str]) -> AbstractSet[str | None]:
    """The states that stand right before or behind an office, "of" and «في» between not counted."""
    skip = match.end < len(tokens) and tokens[match.end].text in name_words().before_a_place.known
    return {states.get(match.start - 1), states.get(match.end + skip)}


def _states_of(match: Match, entities: Mapping[str, Entity]) -> Iterator[str]:
    for sense in match.form.senses:
        entity = entities.get(sense.id)
        if entity is not None and entity.type == EntityType.STATE and _is_strong(sense):
            yield entity.id


def _is_strong(sense: Sense) -> bool:
    return sense.kind is SenseKind.ENTITY and sense.strength is Strength.STRONG


def _is_name(sense: Sense, entity: Entity, match: Match) -> bool:
    """Whether a form names an entity wherever it stands."""
    if not _is_strong(sense):
        return entity.type == EntityType.STATE and match.grade >= Grade.CLITIC  # a capital stands for its state
    return entity.type != EntityType.THEME or _shares_stem(match, entity)


def _is_part(match: Match, entity: Entity) -> bool:
    """Whether a form is one word of a long name, or of every day, and the document has to say more."""
    if entity.type in _COMMON_WORDS:
        is_own = entity.type == EntityType.THREAT and match.form.words in _own_names(entity)
        return match.size == 1 and not is_own
    return match.size == 1 and any(len(name) >= _PART_OF and match.form.words[0] in name for name in _own_names(entity))


def _is_begun(match: Match, tokens: Sequence[Token], sentence: str) -> bool:
    """Whether a word with a capital letter stands right before, of a longer name: Team Astana."""
    before = tokens[match.start - 1]
    gap = sentence[before.end : tokens[match.start].start]
    return gap == " " and sentence[before.start].isupper()


def _lacks_article(match: Match, entity: Entity, tokens: Sequence[Token]) -> bool:
    """«هند» is a woman, «الهند» a country."""
    form = match.form.words[0]
    named = match.size == 1 and form.startswith(_THE[0]) and match.form.words in _own_names(entity)
    return named and not any(the in tokens[match.start].text for the in _THE)


def _shares_stem(match: Match, entity: Entity) -> bool:
    own = {stem(word) for name in _own_names(entity) for word in name}
    return not own.isdisjoint(match.form.stems)


def _own_names(entity: Entity) -> list[tuple[str, ...]]:
    return [tuple(words(name)) for name in entity.names.values()]
