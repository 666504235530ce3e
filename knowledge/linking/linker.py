"""Links the sentences of documents to whom they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from knowledge.linking.apart import NamesApart
from knowledge.linking.capitals import acts, towns
from knowledge.linking.name_forms import (
    COMMON_WORDS,
    all_words,
    as_written,
    is_another,
    is_close,
    is_name,
    is_other_edition,
    is_part,
    is_people,
    is_strong,
    may_end_otherwise,
)
from knowledge.linking.offices import Around
from knowledge.linking.other_names import BORNE, in_an_office, is_elsewhere, is_namesake, is_no_theme
from knowledge.linking.relations import Relations
from knowledge.linking.written import WrittenSentence
from knowledge.model import Entity, EntityType
from knowledge.text.folding import words
from knowledge.text.sentences import flowing, sentences
from knowledge.vocabulary.covering import longest
from knowledge.vocabulary.forms import Match, Sense
from knowledge.vocabulary.lexicon import Lexicon, names_of

_INSIDE = frozenset({EntityType.ORGANISATION, EntityType.BODY, EntityType.CORRIDOR, EntityType.AGREEMENT})
"""Types whose names a document has said where they stand in longer ones: the defence ministers of an organisation."""
_MOST_WORDS = 3_000
"""Of a document; who is named later only is no subject of it."""


@dataclass(frozen=True, slots=True)
class NamedSentence:
    """A sentence of a document and the entities that it names."""

    text: str
    entities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _SentenceRead:
    """A sentence, whom it names and whether only by a part of the name, whose names it says in full, and in pieces."""

    text: str
    found: Mapping[str, bool]
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
        linked = ((one.text, tuple(id_ for id_ in one.found if id_ in said)) for one in read)
        return [NamedSentence(text, ids) for text, ids in linked if ids]

    def _named_in(self, read: Sequence[_SentenceRead]) -> AbstractSet[str]:
        """Whom a document names in full, in one place or in pieces: the UN, and its Security Council."""
        said = frozenset().union(*(one.said for one in read))
        pieces = frozenset().union(*(one.pieces for one in read))
        short = {id_ for one in read for id_ in one.found} - said
        whole = {id_ for id_ in short if all_words(self.entities[id_], {stem for of, stem in pieces if of == id_})}
        text = words(" ".join(one.text for one in read))
        said -= {id_ for id_ in said if is_other_edition(self.entities[id_], text)}
        return said | whole | {id_ for id_, of in self.relations.members.items() if of in said}

    def _read(self, parts: Sequence[str]) -> Iterator[_SentenceRead]:
        left, home = _MOST_WORDS, None
        for number, part in enumerate(parts):
            written = WrittenSentence.of(part, opens=number == 1)
            if left > 0 and written.tokens:
                left -= len(written.tokens)
                close = list(self._close(written))
                matches = [match for group in longest(close, len(written.words)) for match in group]
                home = home or self._home(matches, written)
                found = self._found(matches, written, home)
                yield _SentenceRead(part, found, frozenset(self._said(found, close)), frozenset(self._pieces(close)))

    def _close(self, written: WrittenSentence) -> Iterator[Match]:
        """Where names stand, closely enough."""
        for match in self.names.matches(written.words):
            if is_close(match, written) and any(
                may_end_otherwise(one, match) for _, one in self.relations.meanings(match)
            ):
                yield match

    def _said(self, found: Mapping[str, bool], close: Iterable[Match]) -> Iterator[str]:
        """Whose names stand there in full, inside longer ones too."""
        yield from (id_ for id_, is_short in found.items() if not is_short)
        for match in close:
            for sense, entity in self.relations.meanings(match):
                if entity.type in _INSIDE and is_strong(sense) and not is_part(sense, entity, match):
                    yield entity.id

    def _pieces(self, close: Iterable[Match]) -> Iterator[tuple[str, str]]:
        for match in close:
            for _, entity in self.relations.meanings(match):
                yield from ((entity.id, stem) for stem in match.form.stems)

    @cached_property
    def names(self) -> Lexicon:
        """The names of all as news write them."""
        return Lexicon.build((), map(as_written, self.entities.values()))

    @cached_property
    def apart(self) -> NamesApart:
        """The names that stand with words between theirs."""
        return NamesApart.of(self.entities.values())

    @cached_property
    def relations(self) -> Relations:
        """What they are to one another."""
        return Relations(self.entities, self.names)

    def _home(self, matches: Iterable[Match], written: WrittenSentence) -> str | None:
        """The state in whose capital a document was written."""
        told = (one for match in matches if match.end <= written.dateline for _, one in self.relations.meanings(match))
        states = (one.id if one.type == EntityType.STATE else self.relations.seats.get(one.id) for one in told)
        return next(filter(None, states), None)

    def _found(self, matches: Sequence[Match], written: WrittenSentence, home: str | None) -> dict[str, bool]:
        """Who is named, and whether only by a part of the name."""
        no_seats = towns((one for one in matches if self._may_be_town(one)), written)
        around = Around(written, self._states(matches), self._persons(matches), no_seats, home)
        found: dict[str, bool] = {}
        for match in matches:
            for sense, entity in self.relations.meanings(match):
                for id_, is_short in self._links(sense, entity, match, around):
                    found[id_] = found.get(id_, True) and is_short
                    inner = self.relations.organisations_in(match.form.words, entity.type)
                    found |= dict.fromkeys(inner, False)
        return found | dict.fromkeys(self.apart.in_(written.words), False)

    def _may_be_town(self, match: Match) -> bool:
        return any(
            one.type == EntityType.PLACE or _is_seat(sense, one, match) for sense, one in self.relations.meanings(match)
        )

    def _links(self, sense: Sense, entity: Entity, match: Match, around: Around) -> Iterator[tuple[str, bool]]:
        """Whom one meaning of a form names where it stands."""
        is_seat = match.start not in around.no_seats
        if not self._is_named(sense, entity, match, around.written):
            return
        if _is_seat(sense, entity, match) and not is_seat:
            return
        if entity.id in self.relations.seats and is_seat and acts(match, around.written):
            yield self.relations.seats[entity.id], False
        elif entity.id in self.relations.homes:
            yield from self._office(sense, entity, match, around)
        else:
            yield entity.id, is_part(sense, entity, match)

    def _office(self, sense: Sense, office: Entity, match: Match, around: Around) -> Iterator[tuple[str, bool]]:
        """An office, the state that is named with it, and its holder where the document names him."""
        state, beside = (
            self.relations.homes[office.id],
            around.beside(match) | self.relations.states_in(match.form.words),
        )
        if around.is_office_of(state, match, beside):
            yield office.id, is_part(sense, office, match)
            if state in beside:
                yield state, False
                if not around.is_of_another(match):
                    yield from ((holder, True) for holder in self.relations.holders[office.id])

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
            for id_ in self.relations.states_of(match):
                found |= dict.fromkeys(range(match.start, match.end), id_)
        return found

    def _persons(self, matches: Iterable[Match]) -> AbstractSet[int]:
        """The words that name a person."""
        named = (
            one for one in matches if any(who.type == EntityType.PERSON for _, who in self.relations.meanings(one))
        )
        return frozenset(at for one in named for at in range(one.start, one.end))


def _is_seat(sense: Sense, entity: Entity, found: Match) -> bool:
    """Whether a form is a town that may stand for somebody: a capital for its state, Shanghai for the organisation."""
    match entity.type:
        case EntityType.STATE:
            return not is_strong(sense) and not is_people(sense, entity, found)
        case EntityType.ORGANISATION:
            return is_strong(sense) and is_part(sense, entity, found)
        case _:
            return False
