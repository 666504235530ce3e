"""Links the sentences of documents to whom they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from knowledge.linking.capitals import acts, towns
from knowledge.linking.naming import (
    COMMON_WORDS,
    Naming,
    all_words,
    is_another,
    is_close,
    is_name,
    is_people,
    is_spoken_of,
    is_strong,
    may_end_otherwise,
    naming,
    own_names,
    spoken_of,
)
from knowledge.linking.offices import Around
from knowledge.linking.other_names import BORNE, in_an_office, is_elsewhere, is_namesake, is_no_theme
from knowledge.linking.written import WrittenSentence
from knowledge.model import Entity, EntityType
from knowledge.text.folding import words
from knowledge.text.sentences import flowing, sentences
from knowledge.vocabulary.covering import longest
from knowledge.vocabulary.forms import Grade, Match, Sense, SenseKind, Word
from knowledge.vocabulary.lexicon import Lexicon, names_of

_MOST_WORDS = 3_000
"""Of a document; who is named later only is no subject of it."""


@dataclass(frozen=True, slots=True)
class NamedSentence:
    """A sentence of a document and the entities that it names."""

    text: str
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence, whom it names and how, whose names it says in full, and the words of names that stand in it."""

    text: str
    found: Mapping[str, Naming]
    said: AbstractSet[str]
    pieces: AbstractSet[tuple[str, str]]
    """Ids, each with the stem of a word of one of its names."""


@dataclass(frozen=True)
class Linker:
    """Links with the names of one version of the knowledge."""

    entities: Mapping[str, Entity]

    def sentences(self, title: str, text: str) -> list[NamedSentence]:
        """The title and the sentences that name anybody, in order; a short name counts where the long one stands."""
        parts = [title, *(flowing(text[start:end]) for start, end in sentences(text))]
        read = list(self._read(parts))
        said = self._named_in(read)
        group: AbstractSet[str] = frozenset()
        linked = []
        for one in read:
            linked.append(NamedSentence(one.text, tuple(self._linked(one, said, group))))
            group = self._groups(one, said) or group
        return [one for one in linked if one.entities]

    @staticmethod
    def _linked(read: _Read, said: AbstractSet[str], group: AbstractSet[str]) -> Iterator[str]:
        """Whom a sentence is linked to: "the group" is the one that was named last."""
        for id_, how in read.found.items():
            if id_ in said and (how > Naming.CALLED or group == {id_}):
                yield id_

    def _groups(self, read: _Read, said: AbstractSet[str]) -> AbstractSet[str]:
        """The armed groups that a sentence names."""
        named = (id_ for id_, how in read.found.items() if id_ in said and how > Naming.CALLED)
        return frozenset(id_ for id_ in named if self.entities[id_].type == EntityType.ARMED_GROUP)

    def _named_in(self, read: Sequence[_Read]) -> AbstractSet[str]:
        """Whom a document names in full, in one place or in pieces: the UN, and its Security Council."""
        said = frozenset().union(*(one.said for one in read))
        pieces = frozenset().union(*(one.pieces for one in read))
        short = {id_ for one in read for id_ in one.found} - said
        whole = {id_ for id_ in short if all_words(self.entities[id_], {stem for of, stem in pieces if of == id_})}
        return said | whole | {id_ for id_, of in self.members.items() if of in said}

    def _read(self, parts: Sequence[str]) -> Iterator[_Read]:
        left, home = _MOST_WORDS, None
        for number, part in enumerate(parts):
            written = WrittenSentence.of(part, opens=number == 1)
            if left > 0 and written.tokens:
                left -= len(written.tokens)
                close = list(self._close(written))
                matches = [match for group in longest(close, len(written.words)) for match in group]
                home = home or self._home(matches, written)
                found = self._found(matches, written, home)
                yield _Read(part, found, frozenset(self._said(found, close)), frozenset(self._pieces(close)))

    def _close(self, written: WrittenSentence) -> Iterator[Match]:
        """Where names stand, closely enough."""
        for match in self.names.matches(written.words):
            if is_close(match, written) and any(may_end_otherwise(one, match) for _, one in self._meanings(match)):
                yield match

    def _said(self, found: Mapping[str, Naming], close: Iterable[Match]) -> Iterator[str]:
        """Whose names stand there in full, inside longer ones too: the defence ministers of an organisation."""
        yield from (id_ for id_, how in found.items() if how is Naming.FULL)
        for match in close:
            for sense, entity in self._meanings(match):
                if is_spoken_of(entity) and is_strong(sense) and naming(sense, entity, match) is Naming.FULL:
                    yield entity.id

    def _pieces(self, close: Iterable[Match]) -> Iterator[tuple[str, str]]:
        for match in close:
            for _, entity in self._meanings(match):
                yield from ((entity.id, stem) for stem in match.form.stems)

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

    def _found(self, matches: Sequence[Match], written: WrittenSentence, home: str | None) -> dict[str, Naming]:
        """Who is named, and how."""
        no_seats = towns((one for one in matches if self._may_be_town(one)), written)
        around = Around(written, self._states(matches), self._persons(matches), no_seats, home)
        found: dict[str, Naming] = {}
        for match in matches:
            for sense, entity in self._meanings(match):
                for id_, how in self._links(sense, entity, match, around):
                    found[id_] = max(found.get(id_, how), how)
        return found

    def _may_be_town(self, match: Match) -> bool:
        return any(one.type == EntityType.PLACE or _is_seat(sense, one, match) for sense, one in self._meanings(match))

    def _links(self, sense: Sense, entity: Entity, match: Match, around: Around) -> Iterator[tuple[str, Naming]]:
        """Whom one meaning of a form names where it stands."""
        is_seat = match.start not in around.no_seats
        if not self._is_named(sense, entity, match, around.written):
            return
        if _is_seat(sense, entity, match) and not is_seat:
            return
        if entity.id in self.seats and is_seat and acts(match, around.written):
            yield self.seats[entity.id], Naming.FULL
        elif entity.id in self.homes:
            yield from self._office(sense, entity, match, around)
        else:
            yield entity.id, naming(sense, entity, match)

    def _office(self, sense: Sense, office: Entity, match: Match, around: Around) -> Iterator[tuple[str, Naming]]:
        """An office, and the state that is named with it: who follows a state is told what its ministers do."""
        state, beside = self.homes[office.id], around.beside(match) | self._states_in(match.form.words)
        if around.is_office_of(state, match, beside):
            yield office.id, naming(sense, office, match)
            if state in beside:
                yield state, Naming.FULL

    def _is_named(self, sense: Sense, entity: Entity, match: Match, written: WrittenSentence) -> bool:
        if not is_name(sense, entity, match, written) or is_another(entity, match, written):
            return False
        if entity.type in BORNE and is_namesake(match, self._words_of(entity), written):
            return False
        if entity.type in COMMON_WORDS and (written.in_a_name(match) or in_an_office(match, written)):
            return False
        if entity.type == EntityType.THEME and is_no_theme(match, written):
            return False
        return not is_elsewhere(entity.type, match, written)

    @staticmethod
    def _words_of(entity: Entity) -> AbstractSet[str]:
        told = (words(alias.text) for alias in names_of(entity))
        return frozenset(word for name in told for word in name)

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
    def members(self) -> Mapping[str, str]:
        """The organisations whose member states some groups of states are."""
        groups = [one for one in self.entities.values() if one.type == EntityType.GROUP_OF_STATES]
        return {one.id: of for one in groups for name in own_names(one) for of in self._organisations_in(name)}

    def _organisations_in(self, name: tuple[str, ...]) -> Iterator[str]:
        for match in self.names.matches([Word.of(word) for word in name]):
            told = (one for sense, one in self._meanings(match) if is_strong(sense) and match.size < len(name))
            yield from (one.id for one in told if one.type == EntityType.ORGANISATION)

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """Whose office an office is: the state that most of its names name."""
        offices = [one for one in self.entities.values() if one.type == EntityType.OFFICE]
        return {one.id: home for one in offices if (home := self._home_of(one))}

    def _home_of(self, office: Entity) -> str | None:
        texts = (*office.names.values(), *(alias.text for alias in office.aliases))
        named = [id_ for text in texts for id_ in self._states_in(tuple(words(text)))]
        return max(set(named), key=named.count) if named else None


def _is_seat(sense: Sense, entity: Entity, found: Match) -> bool:
    """Whether a form is a town that may stand for somebody: a capital for its state, Shanghai for the organisation."""
    match entity.type:
        case EntityType.STATE:
            return not is_strong(sense) and not is_people(sense, entity, found)
        case EntityType.ORGANISATION:
            return is_strong(sense) and naming(sense, entity, found) is Naming.SHORT
        case _:
            return False
