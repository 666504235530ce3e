"""What the entities of a version are to one another, as far as their names and summaries say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from knowledge.linking.name_forms import is_strong, own_names
from knowledge.model import Entity, EntityType
from knowledge.text.folding import words
from knowledge.vocabulary.forms import Grade, Match, Sense, SenseKind, Word
from knowledge.vocabulary.lexicon import Lexicon

_OF_AN_ORGANISATION = frozenset(
    {
        *(EntityType.GROUP_OF_STATES, EntityType.SUMMIT, EntityType.MINISTERIAL_MEETING, EntityType.COUNCIL_SESSION),
        *(EntityType.TALKS, EntityType.DIALOGUE),
    }
)
"""Types that are told of with the organisation in their names."""


@dataclass(frozen=True)
class Relations:
    """Of some entities, by the lexicon of their names."""

    entities: Mapping[str, Entity]
    names: Lexicon

    def meanings(self, match: Match) -> Iterator[tuple[Sense, Entity]]:
        """The entities that a form names."""
        for sense in match.form.senses:
            if sense.kind is SenseKind.ENTITY and sense.id in self.entities:
                yield sense, self.entities[sense.id]

    def states_of(self, match: Match) -> Iterator[str]:
        """The states whose names a form is."""
        return self._of(match, EntityType.STATE)

    def states_in(self, form: tuple[str, ...]) -> AbstractSet[str]:
        """The states that the words of a form name."""
        return frozenset(self._named_in(form, EntityType.STATE))

    def organisations_in(self, form: tuple[str, ...], type_: str) -> AbstractSet[str]:
        """The organisations that the words of a form name, where the whole is of a type that is theirs."""
        return frozenset(self._named_in(form, EntityType.ORGANISATION) if type_ in _OF_AN_ORGANISATION else ())

    @cached_property
    def seats(self) -> Mapping[str, str]:
        """The states that towns lie in, as their summaries say."""
        named = {one.id: self.states_in(tuple(words(one.summary["en"]))) for one in self._all(EntityType.PLACE)}
        return {id_: next(iter(states)) for id_, states in named.items() if len(states) == 1}

    @cached_property
    def members(self) -> Mapping[str, str]:
        """The organisations whose member states some groups of states are."""
        groups = self._all(EntityType.GROUP_OF_STATES)
        return {one.id: of for one in groups for name in own_names(one) for of in self.organisations_in(name, one.type)}

    @cached_property
    def holders(self) -> Mapping[str, AbstractSet[str]]:
        """Who holds an office, as its summary says."""
        texts = {one.id: tuple(words(one.summary["en"])) for one in self._all(EntityType.OFFICE)}
        return {id_: frozenset(self._named_in(text, EntityType.PERSON)) for id_, text in texts.items()}

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """Whose office an office is: the state that most of its names name."""
        return {one.id: home for one in self._all(EntityType.OFFICE) if (home := self._home_of(one))}

    def _home_of(self, office: Entity) -> str | None:
        texts = (*office.names.values(), *(alias.text for alias in office.aliases))
        named = [id_ for text in texts for id_ in self.states_in(tuple(words(text)))]
        return max(set(named), key=named.count) if named else None

    def _all(self, type_: EntityType) -> Iterable[Entity]:
        return [one for one in self.entities.values() if one.type == type_]

    def _named_in(self, form: tuple[str, ...], type_: EntityType) -> Iterator[str]:
        for match in self.names.matches([Word.of(word) for word in form]):
            if match.grade >= Grade.CLITIC and match.size < max(2, len(form)):
                yield from self._of(match, type_)

    def _of(self, match: Match, type_: EntityType) -> Iterator[str]:
        return (one.id for sense, one in self.meanings(match) if one.type == type_ and is_strong(sense))
