"""What each statement is about, in the terms in which a question can be matched with it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from knowledge.dates import DateMention, PartialDate
from knowledge.hand_set import ABOUT, IN_CONTEXT, KIN
from knowledge.model import Statement
from knowledge.understanding.parties import Clause
from knowledge.vocabulary.assertions import Marker
from knowledge.vocabulary.terms import Ask, Term, TermKind

_REASONS = (Marker.CAUSAL, Marker.INTENDED)


@dataclass(frozen=True, slots=True)
class StatedClaim:
    """What a statement claims, and the terms of the words that it claims it of."""

    ids: frozenset[str]
    denied: bool
    about: frozenset[Term]


@dataclass(frozen=True, slots=True)
class Profile:
    """One statement as the matcher sees it; `terms` maps each term to how firmly it stands there (0–1)."""

    statement: Statement
    terms: Mapping[Term, float]
    answers: tuple[Ask, ...]
    """The kinds of answer that its property gives, the foremost first."""
    dates: tuple[PartialDate, ...]
    ordinals: frozenset[int]
    numbers: frozenset[float]
    counted: frozenset[str]
    """What its numbers count: concepts, and whose people they are."""
    places: frozenset[str]
    cities: frozenset[str]
    actors: frozenset[str]
    people: frozenset[str]
    """The places, the cities among them, the people, states and groups, and the people among them, that it names."""
    hosts: frozenset[str] = frozenset()
    """The states in which the events that it names take place."""
    days: tuple[PartialDate, ...] = ()
    """Of its dates those that its wordings tell to the day."""
    nested: frozenset[Term] = frozenset()
    """What stands only inside the name of a person or an initiative: "Beijing" in "the Beijing Agreement"."""
    told: frozenset[str] = frozenset()
    """The concepts of which it tells: what its property is asked by, what its languages all say, and what goes without
    saying. A word of one language alone is often a homonym."""
    percents: frozenset[float] = frozenset()
    dated: bool = True
    """Whether its wording tells a date; that of its event is otherwise known, but not told."""
    claims: tuple[StatedClaim, ...] = ()
    """What it claims, in either language."""
    marked: frozenset[Marker] = frozenset()
    """The marks of its wordings and quotes."""
    without: frozenset[Term] = frozenset()
    """What it says is done without."""
    against: frozenset[Term] = frozenset()
    """What it says somebody fights or rejects."""
    all_of: frozenset[Term] = frozenset()
    """What it says something of all of."""
    clauses: Mapping[str, tuple[Clause, ...]] = field(default_factory=dict)
    """Who does what to whom, by the language of the wording."""
    period: tuple[PartialDate, ...] = ()
    """The dates in its sources, where it has none of its own: their months and years are its context."""

    @property
    def gives_reason(self) -> bool:
        """Whether it says why: by its property, by a word for that, or by what somebody intends."""
        return Ask.REASON in self.answers or not self.marked.isdisjoint(_REASONS)

    def is_of(self, mention: DateMention) -> bool:
        """Whether the statement is about that date; a statement without a date is not about another month."""
        known = self.period if not self.dates and mention.precision < 3 else self.dates
        return any(map(mention.met_by, known))

    def is_told_of(self, mention: DateMention) -> bool:
        """Whether its wordings tell no other days than those that are mentioned, from the first to the last."""
        if not mention.days:
            return True
        days = self.days or self.dates
        if len(mention.days) == 1:
            return any(map(mention.met_by, days))
        first, last = min(mention.days), max(mention.days)
        return any((one.first.day, one.last.day) == (first, last) and mention.met_by(one) for one in days)

    def may_be_of(self, mention: DateMention) -> bool:
        """Whether it is about that date, or nobody knows its own so precisely: April may be early April."""
        if self.dates or mention.days:
            return any(map(mention.may_be, self.dates))
        return any(map(mention.rounded(2).met_by, self.period))


@dataclass(frozen=True, slots=True)
class Profiles:
    """All current statements, and which of them hold a term."""

    profiles: tuple[Profile, ...]
    holders: Mapping[Term, Mapping[int, float]] = field(repr=False)
    """Which statements hold a term, and how firmly."""
    weights: Mapping[Term, float] = field(repr=False)
    stems: frozenset[str] = field(repr=False)
    tellers: Mapping[str, frozenset[int]] = field(repr=False)
    """Which statements tell of a concept, or of its kin."""

    @classmethod
    def of(cls, profiles: tuple[Profile, ...], kin: Iterable[frozenset[str]] = ()) -> Profiles:
        """Index profiles by their terms; `kin` are families of concepts."""
        holders: defaultdict[Term, dict[int, float]] = defaultdict(dict)
        for index, profile in enumerate(profiles):
            for term, firmness in profile.terms.items():
                holders[term][index] = firmness
        weights = {term: _weight(held.values(), len(profiles)) for term, held in holders.items()}
        stems = frozenset(term.id for term in holders if term.kind is TermKind.STEM)
        return cls(profiles, dict(holders), weights, stems, _tellers(profiles, kin))

    def naming(self, entities: Sequence[str]) -> AbstractSet[int]:
        """The statements that name any of these; all where there are none, or where none names them."""
        held = (self.holders.get(Term(TermKind.ENTITY, one), {}).items() for one in entities)
        found = {index for statements in held for index, firmness in statements if firmness >= ABOUT}
        return found or frozenset(range(len(self.profiles)))

    def holding(self, terms: Sequence[Term]) -> Mapping[int, float]:
        """How firmly each statement holds any of some terms; those that hold none are left out."""
        if len(terms) == 1:
            return self.holders.get(terms[0], {})
        firmest: dict[int, float] = {}
        for term in terms:
            for index, firmness in self.holders.get(term, {}).items():
                if firmness > firmest.get(index, 0.0):
                    firmest[index] = firmness
        return firmest

    def weight(self, term: Term) -> float:
        """How telling a term is, 0–1: rare ones tell more, and one that no statement holds most of all."""
        return self.weights.get(term, 1.0)


def _tellers(profiles: Iterable[Profile], kin: Iterable[frozenset[str]]) -> dict[str, frozenset[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for index, profile in enumerate(profiles):
        for concept in profile.told:
            found[concept].add(index)
    own = {concept: frozenset(indexes) for concept, indexes in found.items()}
    for family in kin:
        shared = frozenset[int]().union(*[own.get(concept, ()) for concept in family])
        for concept in family:
            found[concept] |= shared
    return {concept: frozenset(indexes) for concept, indexes in found.items()}


def _weight(held: Iterable[float], count: int) -> float:
    """What counts is who holds a term firmly, not only by kinship or context."""
    holding = sum(firmness > max(IN_CONTEXT, KIN) for firmness in held)
    return math.log1p(count / (holding + 0.5)) / math.log1p(count / 0.5)
