"""Links the sentences of documents to whom they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from knowledge.linking.capitals import acts, towns
from knowledge.linking.naming import (
    COMMON_WORDS,
    is_another,
    is_close,
    is_name,
    is_part,
    is_spoken_of,
    is_strong,
    spoken_of,
)
from knowledge.linking.offices import Around
from knowledge.linking.other_names import in_an_office, is_elsewhere
from knowledge.linking.written import WrittenSentence
from knowledge.model import Entity, EntityType
from knowledge.text.folding import words
from knowledge.text.sentences import flowing, sentences
from knowledge.vocabulary.covering import longest
from knowledge.vocabulary.forms import Grade, Match, Sense, SenseKind, Word
from knowledge.vocabulary.lexicon import Lexicon

_MOST_WORDS = 3_000
"""Of a document; who is named later only is no subject of it."""


@dataclass(frozen=True, slots=True)
class NamedSentence:
    """A sentence of a document and the entities that it names."""

    text: str
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence, whom it names, whether only by a part of the name, and whose names it says in full."""

    text: str
    found: Mapping[str, bool]
    said: AbstractSet[str]


@dataclass(frozen=True)
class Linker:
    """Links with the names of one version of the knowledge."""

    entities: Mapping[str, Entity]

    def sentences(self, title: str, text: str) -> list[NamedSentence]:
        """The title and the sentences that name anybody, in order; a short name counts where the long one stands."""
        parts = [title, *(flowing(text[start:end]) for start, end in sentences(text))]
        read = list(self._read(parts))
        said = frozenset().union(*(one.said for one in read))
        linked = ((one.text, tuple(id_ for id_ in one.found if id_ in said)) for one in read)
        return [NamedSentence(text, ids) for text, ids in linked if ids]

    def _read(self, parts: Sequence[str]) -> Iterator[_Read]:
        left, home = _MOST_WORDS, None
        for number, part in enumerate(parts):
            written = WrittenSentence.of(part, opens=number == 1)
            if left > 0 and written.tokens:
                left -= len(written.tokens)
                close = [one for one in self.names.matches(written.words) if is_close(one, written)]
                matches = [match for group in longest(close, len(written.words)) for match in group]
                home = home or self._home(matches, written)
                found = self._found(matches, written, home)
                yield _Read(part, found, frozenset(self._said(found, close)))

    def _said(self, found: Mapping[str, bool], close: Iterable[Match]) -> Iterator[str]:
        """Whose names stand there in full, inside longer ones too: the defence ministers of an organisation."""
        yield from (id_ for id_, is_short in found.items() if not is_short)
        for match in close:
            for sense, entity in self._meanings(match):
                if is_spoken_of(entity) and is_strong(sense) and not is_part(sense, entity, match):
                    yield entity.id

    @cached_property
    def names(self) -> Lexicon:
        """The names of all, and what they are called once they have been named."""
        return Lexicon.build((), map(spoken_of, self.entities.values()))

    def _home(self, matches: Iterable[Match], written: WrittenSentence) -> str | None:
        """The state in whose capital a document was written."""
        told = (one for match in matches if match.end <= written.dateline for _, one in self._meanings(match))
        states = (one.id if one.type == EntityType.STATE else self.seats.get(one.id) for one in told)
        return next(filter(None, states), None)

    def _meanings(self, match: Match) -> Iterator[tuple[Sense, Entity]]:
        for sense in match.form.senses:
            if sense.kind is SenseKind.ENTITY and sense.id in self.entities:
                yield sense, self.entities[sense.id]

    def _found(self, matches: Sequence[Match], written: WrittenSentence, home: str | None) -> dict[str, bool]:
        """Who is named, and whether only by a part of the name."""
        no_seats = towns((one for one in matches if self._may_be_town(one)), written)
        around = Around(written, self._states(matches), self._persons(matches), no_seats, home)
        found: dict[str, bool] = {}
        for match in matches:
            for sense, entity in self._meanings(match):
                for id_, is_short in self._links(sense, entity, match, around):
                    found[id_] = found.get(id_, True) and is_short
        return found

    def _may_be_town(self, match: Match) -> bool:
        return any(
            one.type == EntityType.PLACE or (one.type == EntityType.STATE and not is_strong(sense))
            for sense, one in self._meanings(match)
        )

    def _links(self, sense: Sense, entity: Entity, match: Match, around: Around) -> Iterator[tuple[str, bool]]:
        """Whom one meaning of a form names where it stands."""
        is_seat = match.start not in around.no_seats
        if not self._is_named(sense, entity, match, around.written):
            return
        if entity.type == EntityType.STATE and not is_strong(sense) and not is_seat:
            return
        if entity.id in self.seats and is_seat and acts(match, around.written):
            yield self.seats[entity.id], False
        elif entity.id in self.homes:
            yield from self._office(sense, entity, match, around)
        else:
            yield entity.id, is_part(sense, entity, match)

    def _office(self, sense: Sense, office: Entity, match: Match, around: Around) -> Iterator[tuple[str, bool]]:
        """An office, and the state that is named with it where it is not the title of its holder."""
        state, beside = self.homes[office.id], around.beside(match) | self._states_in(match.form.words)
        if around.is_office_of(state, match, beside):
            yield office.id, is_part(sense, office, match)
            if state in beside and not around.is_title(match):
                yield state, False

    def _is_named(self, sense: Sense, entity: Entity, match: Match, written: WrittenSentence) -> bool:
        if not is_name(sense, entity, match, written) or is_another(entity, match, written):
            return False
        if entity.type in COMMON_WORDS and (written.in_a_name(match) or in_an_office(match, written)):
            return False
        return not is_elsewhere(entity.type, match, written)

    def _states(self, matches: Iterable[Match]) -> Mapping[int, str]:
        """The words that name a state."""
        found: dict[int, str] = {}
        for match in matches:
            for id_ in self._states_of(match):
                found |= dict.fromkeys(range(match.start, match.end), id_)
        return found

    def _states_of(self, match: Match) -> Iterator[str]:
        return (one.id for sense, one in self._meanings(match) if one.type == EntityType.STATE and is_strong(sense))

    def _persons(self, matches: Iterable[Match]) -> AbstractSet[int]:
        """The words that name a person."""
        named = (one for one in matches if any(who.type == EntityType.PERSON for _, who in self._meanings(one)))
        return frozenset(at for one in named for at in range(one.start, one.end))

    def _states_in(self, form: tuple[str, ...]) -> AbstractSet[str]:
        """The states that the words of a form name."""
        text = [Word.of(word) for word in form]
        close = (one for one in self.names.matches(text) if one.grade >= Grade.CLITIC and one.size < max(2, len(form)))
        return frozenset(id_ for one in close for id_ in self._states_of(one))

    @cached_property
    def seats(self) -> Mapping[str, str]:
        """The states that towns lie in, as their summaries say."""
        towns = [one for one in self.entities.values() if one.type == EntityType.PLACE]
        named = {one.id: self._states_in(tuple(words(one.summary["en"]))) for one in towns}
        return {id_: next(iter(states)) for id_, states in named.items() if len(states) == 1}

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """Whose office an office is: the state that most of its names name."""
        offices = [one for one in self.entities.values() if one.type == EntityType.OFFICE]
        return {one.id: home for one in offices if (home := self._home_of(one))}

    def _home_of(self, office: Entity) -> str | None:
        texts = (*office.names.values(), *(alias.text for alias in office.aliases))
        named = [id_ for text in texts for id_ in self._states_in(tuple(words(text)))]
        return max(set(named), key=named.count) if named else None
