"""Whose office a wording tells of: nobody is given that of a state beside which the quotes name somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from knowledge.curation.rules import names_in
from knowledge.model import EntityType
from knowledge.text.folding import tokens
from knowledge.vocabulary.forms import Grade, Word
from knowledge.vocabulary.lexicon import Lexicon

_NEAR = 4
"""Words that may stand between a person and their state: "defence minister", «وزير الدفاع»."""
_COMMAS = (",", "،", "(")

Place = tuple[int, int]
"""Where a name stands, in code points."""


@dataclass(frozen=True)
class Belonging:
    """Reads texts with the names of some entities."""

    lexicon: Lexicon
    types: Mapping[str, EntityType]
    offices: AbstractSet[str]
    """The concepts of the vocabulary that name an office."""

    def of_others(self, text: str, named: Iterable[str], quotes: Iterable[str]) -> Iterator[str]:
        """What is wrong with a wording that names these entities; read further only where one is a person."""
        if not any(self.types.get(one) is EntityType.PERSON for one in named):
            return
        read = _PersonsAndStates(text, self)
        held = dict.fromkeys(read.held())
        ties = [tie for quote in quotes for tie in _PersonsAndStates(quote, self).tied()] if held else []
        for person, state in held:
            own = sorted({of for who, of in ties if who == person})
            others = sorted({who for who, of in ties if of == state and who != person})
            if own and others and not {id_ for id_, _ in read.states}.intersection(own):
                yield (
                    f"names {person} with an office of {state}; the quotes name {', '.join(others)} beside {state}, "
                    f"and {person} beside {', '.join(own)}"
                )


@dataclass(frozen=True)
class _PersonsAndStates:
    """The persons and states of one text."""

    text: str
    by: Belonging

    @cached_property
    def states(self) -> Sequence[tuple[str, Place]]:
        """Each time that one is named."""
        return self._of(EntityType.STATE)

    @cached_property
    def persons(self) -> Sequence[tuple[str, Place]]:
        """The same."""
        return self._of(EntityType.PERSON)

    def _of(self, type_: EntityType) -> Sequence[tuple[str, Place]]:
        return [one for one in names_in(self.text, self.by.lexicon) if self.by.types.get(one[0]) is type_]

    def tied(self) -> Iterator[tuple[str, str]]:
        """Persons and states that stand side by side, nobody and no state nearer to either."""
        for person, state in self._side_by_side():
            yield person[0], state[0]

    def held(self) -> Iterator[tuple[str, str]]:
        """Those of them between or before which an office stands: "India's minister X", "X, minister of India"."""
        for (person, at), (state, of) in self._side_by_side():
            if of < at:
                behind = self.text[of[1] : at[0]]
                before = " ".join(self.text[: of[0]].split()[-_NEAR + 1 :])
                holds = self._names_office(behind.split()[-1:]) or (not tokens(behind) and self._names_office([before]))
            else:
                between = self.text[at[1] : of[0]]
                holds = between.lstrip().startswith(_COMMAS) and self._names_office([between])
            if holds:
                yield person, state

    def _names_office(self, words: Sequence[str]) -> bool:
        read = [Word.of(token.text) for token in tokens(" ".join(words))]
        close = (one for one in self.by.lexicon.matches(read) if one.grade >= Grade.STEM)
        return any(sense.id in self.by.offices for one in close for sense in one.form.senses)

    def _side_by_side(self) -> Iterator[tuple[tuple[str, Place], tuple[str, Place]]]:
        gaps = {pair: self._words_between(pair[0][1], pair[1][1]) for pair in product(self.persons, self.states)}
        for (person, state), gap in gaps.items():
            nearer = (other for pair, other in gaps.items() if other < gap and (person in pair or state in pair))
            if gap <= _NEAR and next(nearer, None) is None:
                yield person, state

    def _words_between(self, one: Place, other: Place) -> int:
        first, second = sorted((one, other))
        return len(tokens(self.text[first[1] : second[0]]))
