"""Finds the statements that a question may be about, and says of each how well it fits."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import chain

from knowledge.lexicon import Grade
from knowledge.model import Statement
from knowledge.phrasebook import Ask, Phrasings
from knowledge.profiles import Profile, Profiles
from knowledge.questions import Item, Question

_GRADE_FACTOR = {
    Grade.EXACT: 1.0,
    Grade.ARTICLE: 1.0,
    Grade.CLITIC: 1.0,
    Grade.STEM: 0.95,
    Grade.CONJUGATED: 0.9,
    Grade.CORRECTED: 0.9,
}
_LIGHT = 0.15
_LIGHT_LACKING = 0.5
_UNMATCHED = 0.7
_IN_PARTS = 0.8
_SOFT = 0.7
_MOST = 32
_FRAMES = frozenset({Ask.YES_NO, Ask.BRIEFING, Ask.LIST})
"""Question words that fit any kind of statement."""
_DAY, _DAY_PRECISION = "day", 3
"""«في أي يوم» wants more than a month."""
_COUNTED = frozenset({Ask.ORDINAL, Ask.QUANTITY})
"""No statement without a figure answers these."""
_OPEN = frozenset({Ask.MANNER, Ask.REASON, Ask.THING})
"""Many kinds of statement answer these."""


@dataclass(frozen=True, slots=True)
class Features:
    """How a statement fits a question; every figure lies between 0 and 1."""

    coverage: float
    """The share of the question's meaning that the statement has."""
    property_asked: float
    """1 when the words of the question ask for the statement's property."""
    ask_met: float
    """The share of the wanted kinds of answer that the statement gives."""
    firmness: float
    """How much of the coverage rests on the statement's own words rather than on kinship and context."""

    @property
    def score(self) -> float:
        """One figure to rank by; the decision reads the features themselves."""
        return 0.8 * self.coverage + 0.1 * self.property_asked + 0.1 * self.ask_met


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement with its features and with what of the question it does not meet."""

    statement: Statement
    features: Features
    unmet: tuple[Item, ...] = ()
    """Hard items that the statement does not have."""
    missing: tuple[Item, ...] = ()
    """Other items that it does not have."""
    absent: int = 0
    """How many of the missing items no statement at all has."""
    wrong_date: bool = False
    wrong_number: bool = False
    wrong_property: bool = False
    """The question is not about this property, though its words are near (a meeting's chair, a delegation's head)."""

    @property
    def score(self) -> float:
        """The features in one figure."""
        return self.features.score

    @property
    def contradicted(self) -> bool:
        """A constraint of the question is not met."""
        return bool(self.unmet) or self.wrong_date or self.wrong_number or self.wrong_property


@dataclass(frozen=True, slots=True)
class Matcher:
    """Ranks the statements of one knowledge version."""

    profiles: Profiles
    phrasings: Phrasings = field(repr=False)
    types: Mapping[str, str] = field(repr=False)
    """The type of every entity."""

    def rank(self, question: Question) -> list[Candidate]:
        """The best candidates, best first."""
        asked = self._asked_properties(question)
        weighed = [(item, self._weight(item)) for item in question.items]
        barred = self._barred_properties(question)
        found = []
        for index in self._near(weighed):
            candidate = _candidate(self.profiles.profiles[index], question, weighed, asked)
            wrong = candidate.statement.property in barred
            found.append(replace(candidate, wrong_property=True) if wrong else candidate)
        found.sort(key=lambda candidate: -candidate.score)
        return found

    def _barred_properties(self, question: Question) -> frozenset[str]:
        """Properties that need something which the question does not name."""
        named = question.concepts | {self.types[entity] for entity in question.entities}
        return frozenset(
            key for key, record in self.phrasings.properties.items() if record.needs and named.isdisjoint(record.needs)
        )

    def _near(self, weighed: Sequence[tuple[Item, float]]) -> list[int]:
        """The statements that hold most of the question in any way, in reading order."""
        held: defaultdict[int, float] = defaultdict(float)
        for item, weight in weighed:
            firmest: dict[int, float] = {}
            for share, terms in ((1.0, item.terms), (_IN_PARTS / 2, tuple(chain(*item.parts)))):
                for term in terms:
                    for index in self.profiles.holders.get(term, ()):
                        firmness = share * self.profiles.profiles[index].terms[term]
                        firmest[index] = max(firmness, firmest.get(index, 0.0))
            for index, firmness in firmest.items():
                held[index] += weight * firmness
        return sorted(heapq.nlargest(_MOST, held, key=lambda index: (held[index], -index)))

    def _asked_properties(self, question: Question) -> frozenset[str]:
        """Properties that the concepts of the question ask for, or that its question word is about."""
        concepts, asks = question.concepts, question.asks - {Ask.MANNER, Ask.THING}
        return frozenset(
            key
            for key, record in self.phrasings.properties.items()
            if any(concepts.issuperset(combination) for combination in record.asked_by)
            or not asks.isdisjoint(record.answers[:1])
        )

    def _weight(self, item: Item) -> float:
        weight = min(self.profiles.weight(term) for term in item.terms)
        return weight * _LIGHT if item.light else weight


def _candidate(
    profile: Profile, question: Question, weighed: Sequence[tuple[Item, float]], asked: AbstractSet[str]
) -> Candidate:
    total = _UNMATCHED * len(question.unmatched)
    hit = firm = 0.0
    lacking: list[Item] = []
    for item, weight in weighed:
        met = _met(profile, item)
        firm += weight * met * _GRADE_FACTOR[item.grade] if met > _SOFT else 0.0
        total += weight if met or not item.light else weight * _LIGHT_LACKING
        hit += weight * met * _GRADE_FACTOR[item.grade]
        if not met and not item.light:
            lacking.append(item)
    features = Features(
        coverage=hit / total if total else 0.0,
        property_asked=float(profile.statement.property in asked),
        ask_met=_ask_met(profile, question),
        firmness=firm / hit if hit else 0.0,
    )
    return Candidate(
        statement=profile.statement,
        features=features,
        unmet=tuple(item for item in lacking if item.hard),
        missing=tuple(item for item in lacking if not item.hard),
        absent=sum(weight >= 1.0 for item, weight in weighed if item in lacking),
        wrong_date=not all(any(d.met_by(known) for known in profile.dates) for d in question.quantities.dates),
        wrong_number=not _figures_met(profile, question),
    )


def _met(profile: Profile, item: Item) -> float:
    """How firmly the statement has the item, or most of what its single words mean."""
    whole = max(profile.terms.get(term, 0.0) for term in item.terms)
    if whole or not item.parts:
        return whole
    parts = [max(profile.terms.get(term, 0.0) for term in terms) for terms in item.parts]
    return _IN_PARTS * sum(parts) / len(parts)


def _ask_met(profile: Profile, question: Question) -> float:
    """The mean over the question words of the best that the statement gives to any of their meanings."""
    wanted = [alternatives for alternatives in question.asked if alternatives.isdisjoint(_FRAMES)]
    if not wanted:
        return 1.0
    return sum(max(_gives(profile, ask, question) for ask in alternatives) for alternatives in wanted) / len(wanted)


def _gives(profile: Profile, ask: Ask, question: Question) -> float:
    """1 where the property is about just that, less where it is mentioned on the way, 0 where it is not there."""
    if ask is Ask.TIME and _DAY in question.concepts and all(d.precision < _DAY_PRECISION for d in profile.dates):
        return 0.0
    if profile.answers[:1] == (ask,):
        return 1.0
    mentioned = {
        Ask.TIME: bool(profile.dates),
        Ask.ORDINAL: bool(profile.ordinals),
        Ask.QUANTITY: bool(profile.numbers),
        Ask.PLACE: profile.names_place,
        Ask.PERSON: profile.names_actor,
        Ask.GROUP: profile.names_actor,
    }
    if ask in _COUNTED and not mentioned[ask]:
        return 0.0
    if ask in profile.answers:
        return 0.9 if mentioned.get(ask, True) else 0.6
    if ask in _OPEN:
        return 0.7
    return 0.4 if mentioned.get(ask) else 0.0


def _figures_met(profile: Profile, question: Question) -> bool:
    quantities = question.quantities
    figures = profile.numbers | profile.ordinals
    return figures.issuperset(quantities.ordinals) and figures.issuperset(quantities.numbers)
