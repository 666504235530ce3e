"""Finds the statements that a question may be about, and says of each how well it fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from knowledge.figures import Quantities
from knowledge.lexicon import Grade
from knowledge.model import Statement
from knowledge.phrasebook import Ask, Phrasings
from knowledge.profiles import Profile, Profiles
from knowledge.questions import Item, Question
from knowledge.wishes import Wish, Wishes

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
_SOFT = 0.7
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
    types: Mapping[str, str] = field(repr=False)
    """The type of every entity."""
    asked_by: tuple[tuple[frozenset[str], str], ...] = field(repr=False)
    """Combinations of concepts that ask for a property."""
    foremost: Mapping[Ask, frozenset[str]] = field(repr=False)
    """The properties that a question word is about."""
    needs: tuple[tuple[frozenset[str], str], ...] = field(repr=False)
    """Of what a question must name any to be about a property."""

    @classmethod
    def of(cls, profiles: Profiles, phrasings: Phrasings, types: Mapping[str, str]) -> Matcher:
        """Turn the table of properties round, so that a question need not go through all of it."""
        foremost: defaultdict[Ask, set[str]] = defaultdict(set)
        for key, record in phrasings.properties.items():
            for ask in {*record.answers[:1]} - {Ask.MANNER, Ask.THING}:
                foremost[ask].add(key)
        records = phrasings.properties.items()
        return cls(
            profiles,
            types,
            asked_by=tuple((frozenset(group), key) for key, record in records for group in record.asked_by),
            foremost={ask: frozenset(keys) for ask, keys in foremost.items()},
            needs=tuple((frozenset(record.needs), key) for key, record in records if record.needs),
        )

    def rank(self, question: Question) -> list[Candidate]:
        """The best candidates, best first."""
        wishes = Wishes(
            question=question,
            wishes=tuple(map(self._wish, question.items)),
            kinds=tuple(alternatives for alternatives in question.asked if alternatives.isdisjoint(_FRAMES)),
            concepts=question.concepts,
            asked=self._asked_properties(question),
            barred=self._barred_properties(question),
        )
        found = [_candidate(self.profiles.profiles[index], index, wishes) for index in wishes.near()]
        found.sort(key=lambda candidate: -candidate.score)
        return found

    def _wish(self, item: Item) -> Wish:
        weight = min([self.profiles.weight(term) for term in item.terms])
        return Wish(
            item=item,
            weight=weight * _LIGHT if item.light else weight,
            factor=_GRADE_FACTOR[item.grade],
            whole=self.profiles.holding(item.terms),
            parts=tuple(map(self.profiles.holding, item.parts)),
        )

    def _barred_properties(self, question: Question) -> frozenset[str]:
        """Properties that need something which the question does not name."""
        named = question.concepts | {self.types[entity] for entity in question.entities}
        return frozenset(key for needed, key in self.needs if named.isdisjoint(needed))

    def _asked_properties(self, question: Question) -> frozenset[str]:
        """Properties that the concepts of the question ask for, or that its question word is about."""
        concepts = question.concepts
        asked = frozenset([key for group, key in self.asked_by if group <= concepts])
        return asked.union(*(self.foremost.get(ask, ()) for ask in question.asks))


def _candidate(profile: Profile, index: int, wishes: Wishes) -> Candidate:
    question = wishes.question
    total = _UNMATCHED * len(question.unmatched)
    hit = firm = 0.0
    lacking: list[Wish] = []
    for wish in wishes.wishes:
        met, weight = wish.met_by(index), wish.weight
        if met:
            gain = weight * met * wish.factor
            total += weight
            hit += gain
            firm += gain if met > _SOFT else 0.0
        elif wish.item.light:
            total += weight * _LIGHT_LACKING
        else:
            total += weight
            lacking.append(wish)
    features = Features(
        coverage=hit / total if total else 0.0,
        property_asked=float(profile.statement.property in wishes.asked),
        ask_met=_ask_met(profile, wishes) if wishes.kinds else 1.0,
        firmness=firm / hit if hit else 0.0,
    )
    return Candidate(
        statement=profile.statement,
        features=features,
        unmet=tuple([wish.item for wish in lacking if wish.item.hard]),
        missing=tuple([wish.item for wish in lacking if not wish.item.hard]),
        absent=sum([wish.weight >= 1.0 for wish in lacking]),
        wrong_date=not all(any(d.met_by(known) for known in profile.dates) for d in question.quantities.dates),
        wrong_number=not _figures_met(profile, question.quantities),
        wrong_property=profile.statement.property in wishes.barred,
    )


def _ask_met(profile: Profile, wishes: Wishes) -> float:
    """The mean over the question words of the best that the statement gives to any of their meanings."""
    best = [max([_gives(profile, ask, wishes.concepts) for ask in alternatives]) for alternatives in wishes.kinds]
    return sum(best) / len(best)


def _gives(profile: Profile, ask: Ask, concepts: AbstractSet[str]) -> float:
    """1 where the property is about just that, less where it is mentioned on the way, 0 where it is not there."""
    if ask is Ask.TIME and _DAY in concepts and all(d.precision < _DAY_PRECISION for d in profile.dates):
        return 0.0
    if profile.answers[:1] == (ask,):
        return 1.0
    mentioned = _mentions(profile, ask)
    if ask in _COUNTED and not mentioned:
        return 0.0
    if ask in profile.answers:
        return 0.6 if mentioned is False else 0.9
    if ask in _OPEN:
        return 0.7
    return 0.4 if mentioned else 0.0


def _mentions(profile: Profile, ask: Ask) -> bool | None:
    """Whether it names anything of the kind; None where that cannot be told."""
    match ask:
        case Ask.TIME:
            return bool(profile.dates)
        case Ask.ORDINAL:
            return bool(profile.ordinals)
        case Ask.QUANTITY:
            return bool(profile.numbers)
        case Ask.PLACE:
            return profile.names_place
        case Ask.PERSON | Ask.GROUP:
            return profile.names_actor
        case _:
            return None


def _figures_met(profile: Profile, asked: Quantities) -> bool:
    if not (asked.ordinals or asked.numbers):
        return True
    figures = profile.numbers | profile.ordinals
    return figures.issuperset(asked.ordinals) and figures.issuperset(asked.numbers)
