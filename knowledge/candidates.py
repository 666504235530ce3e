"""Finds the statements that a question may be about, and says of each how well it fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from knowledge.lexicon import Grade
from knowledge.model import Statement
from knowledge.phrasebook import Ask, Phrasings
from knowledge.profiles import IN_CONTEXT, Profile, Profiles, Term, TermKind
from knowledge.questions import Item, Question

_GRADE_FACTOR = {Grade.EXACT: 1.0, Grade.CLITIC: 1.0, Grade.STEM: 0.95, Grade.CORRECTED: 0.9}
_LIGHT = 0.15
_UNMATCHED = 1.0
_MOST = 40


@dataclass(frozen=True, slots=True)
class Features:
    """How a statement fits a question; every figure lies between 0 and 1."""

    coverage: float
    """The share of the question's meaning that the statement has."""
    focus: float
    """The share of the statement's own meaning that the question names."""
    property_asked: float
    """1 when the words of the question ask for the statement's property."""
    ask_met: float
    """The share of the wanted kinds of answer that the statement gives."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement with its features and with what of the question it does not meet."""

    statement: Statement
    features: Features
    score: float
    unmet: tuple[Item, ...] = ()
    """Hard items that the statement does not have."""
    missing: tuple[Item, ...] = ()
    """Other items that it does not have."""
    wrong_date: bool = False
    wrong_number: bool = False

    @property
    def contradicted(self) -> bool:
        """A constraint of the question is not met."""
        return bool(self.unmet) or self.wrong_date or self.wrong_number


@dataclass(frozen=True, slots=True)
class Matcher:
    """Ranks the statements of one knowledge version."""

    profiles: Profiles
    phrasings: Phrasings = field(repr=False)

    def rank(self, question: Question) -> list[Candidate]:
        """The best candidates, best first."""
        asked = self._asked_properties(question)
        indexes = self._reached(question)
        found = [self._candidate(self.profiles.profiles[index], question, asked) for index in indexes]
        found.sort(key=lambda candidate: -candidate.score)
        return found[:_MOST]

    def _reached(self, question: Question) -> set[int]:
        return {
            index for item in question.items for term in item.terms for index in self.profiles.holders.get(term, ())
        }

    def _asked_properties(self, question: Question) -> dict[str, int]:
        """Properties that the concepts of the question ask for, with the size of the most telling combination."""
        concepts = question.concepts
        asked: defaultdict[str, int] = defaultdict(int)
        for key, record in self.phrasings.properties.items():
            for combination in record.asked_by:
                if concepts.issuperset(combination):
                    asked[key] = max(asked[key], len(combination))
        return dict(asked)

    def _candidate(self, profile: Profile, question: Question, asked: dict[str, int]) -> Candidate:
        total = hit = 0.0
        unmet: list[Item] = []
        missing: list[Item] = []
        for item in question.items:
            weight = self._weight(item)
            met = max(profile.terms.get(term, 0.0) for term in item.terms)
            total += weight * (1.0 if met or not item.light else 0.5)
            hit += weight * met * _GRADE_FACTOR[item.grade]
            if not met and not item.light:
                (unmet if item.hard else missing).append(item)
        total += _UNMATCHED * len(question.unmatched)
        features = Features(
            coverage=hit / total if total else 0.0,
            focus=self._focus(profile, question.items),
            property_asked=float(profile.statement.property in asked),
            ask_met=_ask_met(profile, question),
        )
        return Candidate(
            statement=profile.statement,
            features=features,
            score=score(features),
            unmet=tuple(unmet),
            missing=tuple(missing),
            wrong_date=not all(any(d.met_by(known) for known in profile.dates) for d in question.quantities.dates),
            wrong_number=not _figures_met(profile, question),
        )

    def _weight(self, item: Item) -> float:
        weight = min(self.profiles.weight(term) for term in item.terms)
        return weight * _LIGHT if item.light else weight

    def _focus(self, profile: Profile, items: Sequence[Item]) -> float:
        """The weight of the statement's firm terms that the question names, over the weight of all of them."""
        named = {term for item in items for term in item.terms}
        firm = [term for term, firmness in profile.terms.items() if firmness > IN_CONTEXT and _counts(term)]
        weights = {term: self.profiles.weight(term) for term in firm}
        total = sum(weights.values())
        return sum(weight for term, weight in weights.items() if term in named) / total if total else 0.0


def _counts(term: Term) -> bool:
    return term.kind is not TermKind.STEM


def score(features: Features) -> float:
    """One figure to rank by; the decision reads the features themselves."""
    return 0.70 * features.coverage + 0.10 * features.focus + 0.10 * features.property_asked + 0.10 * features.ask_met


def _ask_met(profile: Profile, question: Question) -> float:
    wanted = question.asks - {Ask.YES_NO, Ask.BRIEFING, Ask.LIST, Ask.THING}
    if not wanted:
        return 1.0 if Ask.THING not in question.asks or Ask.THING in profile.answers else 0.5
    return sum(_gives(profile, ask) for ask in wanted) / len(wanted)


def _gives(profile: Profile, ask: Ask) -> bool:
    match ask:
        case Ask.TIME:
            return Ask.TIME in profile.answers or bool(profile.dates)
        case Ask.ORDINAL:
            return bool(profile.ordinals)
        case Ask.QUANTITY:
            return bool(profile.numbers)
        case _:
            return ask in profile.answers


def _figures_met(profile: Profile, question: Question) -> bool:
    quantities = question.quantities
    numbers = profile.numbers | {len(profile.statement.about)}
    return profile.ordinals.issuperset(quantities.ordinals) and numbers.issuperset(quantities.numbers)


def entities_of(candidates: Iterable[Candidate]) -> tuple[str, ...]:
    """Subjects of the candidates, once, in order."""
    return tuple(dict.fromkeys(candidate.statement.subject for candidate in candidates))
