"""Finds the statements that a question may be about, and says of each how well it fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from knowledge.dates import DateMention
from knowledge.files.arrays import StoredArrays
from knowledge.hand_set import BY_STEM, CONJUGATED, CORRECTED, LIGHT, MANY_UNMET, RECALLED, SMALL_ORDINAL
from knowledge.learned.files import NO_LESSONS
from knowledge.learned.reading import Learned
from knowledge.matching.asking import Asking
from knowledge.matching.features import Features, Ranking, Sought, length
from knowledge.matching.parts import wholes
from knowledge.matching.pointing import Associations, Pointed
from knowledge.matching.profiles import Profile, Profiles
from knowledge.matching.recalling import Likeness, Recall
from knowledge.matching.requirements import Wish, Wishes
from knowledge.matching.shared_letters import Letters, Shares, letters_of
from knowledge.model import Entity, Statement
from knowledge.text.quantities import Quantities
from knowledge.understanding.question import Item, Question
from knowledge.vocabulary.forms import Grade
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.roles import PLAYED_BY_PROPERTIES, Role
from knowledge.vocabulary.terms import Ask, TermKind

_GRADE_FACTOR = {
    Grade.EXACT: 1.0,
    Grade.ARTICLE: 1.0,
    Grade.CLITIC: 1.0,
    Grade.STEM: BY_STEM,
    Grade.CONJUGATED: CONJUGATED,
    Grade.CORRECTED: CORRECTED,
}
_NONE: frozenset[str] = frozenset()
_NOBODY: frozenset[int] = frozenset()


class Candidate(NamedTuple):
    """A statement with its features and with what of the question it does not meet; a tuple: a question has twenty."""

    statement: Statement
    features: Features
    score: float
    """The features in one figure, to rank by."""
    unmet: tuple[Item, ...] = ()
    """Hard items that the statement does not have."""
    missing: tuple[Item, ...] = ()
    """Other items that it does not have."""
    absent: int = 0
    """How many of the missing items no statement about what the question names has."""
    strange: tuple[Item, ...] = ()
    """Items of which no statement about what the question names tells, whatever those about others do."""
    wrong_figure: bool = False
    """Another number of things, or another session; "second" is often said for "other"."""
    wrong_host: bool = False
    """Another host than the question names."""
    wholes: frozenset[str] = frozenset()
    """The statements that tell all this and more."""
    certainty: float = 0.0
    """The chance that the question is answered by this, as far as associations tell."""
    taught: bool = True
    """Whether what was learned of the questions about it decides: not where an editor's question says more."""
    known: float = 0.0
    """How much more the question points to any statement than to none, in tens of log-odds."""
    as_written: bool = False
    """Whether an editor wrote the very question with the statement."""

    @property
    def contradicted(self) -> bool:
        """A constraint of the question is not met; the editor knows best whether there is one."""
        if self.as_written:
            return False
        return bool(self.unmet) or self.features.off_date > 0 or self.wrong_figure or self.wrong_host


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a question before any statement is looked at closely."""

    wishes: Wishes
    pointed: Pointed
    around: AbstractSet[int]
    """The statements that name what it names."""
    asked: Mapping[str, float]
    """How near each property comes to the one that is asked for."""
    letters: Shares
    strange: tuple[Item, ...]
    """Its items of which nothing about what it names tells."""
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Matcher:
    """Ranks the statements of one knowledge version."""

    profiles: Profiles
    types: Mapping[str, str] = field(repr=False)
    """The type of every entity."""
    associations: Associations = field(repr=False)
    asking: Asking = field(repr=False)
    letters: Letters = field(repr=False)
    recall: Recall = field(repr=False)
    ranking: Ranking
    untaught: Ranking
    """By what holds for facts of which no question was seen; decides where one of these comes first by it."""
    lengths: tuple[float, ...] = field(repr=False)
    """The feature of that name, of each statement."""
    asked_by: Mapping[str, Sequence[tuple[frozenset[str], str]]] = field(repr=False)
    """Combinations of concepts that ask for a property, by one of these concepts."""
    foremost: Mapping[Ask, frozenset[str]] = field(repr=False)
    """The properties that a question word is about."""
    needs: tuple[tuple[frozenset[str], str], ...] = field(repr=False)
    """Of what a question must name any to be about a property."""
    wholes: Mapping[str, frozenset[str]] = field(repr=False)
    """Of which statements each is a part."""
    roles: Mapping[Role, frozenset[str]] = field(repr=False)
    """The concepts that play each role."""

    @classmethod
    def of(
        cls,
        profiles: Profiles,
        phrasings: Phrasings,
        learned: Learned,
        entities: Mapping[str, Entity],
        lessons: StoredArrays = NO_LESSONS,
        letters: StoredArrays | None = None,
    ) -> Matcher:
        """Turn the table of properties round, so that a question need not go through all of it."""
        foremost: defaultdict[Ask, set[str]] = defaultdict(set)
        for key, record in phrasings.properties.items():
            for ask in {*record.answers[:1]} - {Ask.MANNER, Ask.THING}:
                foremost[ask].add(key)
        return cls(
            profiles,
            {id_: entity.type for id_, entity in entities.items()},
            Associations.of(learned.associations, profiles.profiles),
            Asking.of(learned.asking),
            letters_of(profiles.profiles, entities, letters),
            Recall.of(lessons, profiles.profiles),
            Ranking.of(learned.calibration.ranking),
            Ranking.of(learned.calibration.untaught_ranking or learned.calibration.ranking),
            tuple(map(length, profiles.profiles)),
            asked_by=_askers(phrasings),
            foremost={ask: frozenset(keys) for ask, keys in foremost.items()},
            needs=tuple((frozenset(record.needs), key) for key, record in phrasings.properties.items() if record.needs),
            wholes=wholes(profiles.profiles, phrasings.role(Role.EXAMPLE)),
            roles={role: phrasings.role(role) for role in {*Role} - PLAYED_BY_PROPERTIES | {Role.STANDING}},
        )

    def rank(self, question: Question) -> list[Candidate]:
        """The best candidates, best first."""
        wishes = Wishes(
            sought=Sought.of(question, self.types, self.roles),
            wishes=tuple(map(self._wish, question.items)),
            asked=self._asked_properties(question),
            barred=self._barred_properties(question),
        )
        pointed = self.associations.pointed(question)
        around = self.profiles.naming(question.entities)
        strange = tuple([item for item in question.items if self._is_strange(item, around)])
        letters = Shares.of(self.letters.shares(question.text))
        likeness = self.recall.likeness(question)
        context = Context(wishes, pointed, around, self.asking.nearness(question), letters, strange, likeness)
        near = sorted({*wishes.near(), *pointed.foremost, *letters.most(), *likeness.most()})
        return self._ranked([self._candidate(index, context) for index in near])

    def _ranked(self, found: Sequence[Candidate]) -> list[Candidate]:
        """Best first: as was learned of facts that were asked about, but where a fact fits better that was not."""
        if not all(one.taught for one in found):
            scores = [self.untaught.score(one.features) for one in found]
            if not found[scores.index(max(scores))].taught:
                found = [one._replace(score=score) for one, score in zip(found, scores, strict=True)]
        return sorted(found, key=lambda one: (not one.as_written, -one.score))

    def _is_strange(self, item: Item, around: AbstractSet[int]) -> bool:
        concepts = [term.id for term in item.terms if term.kind is TermKind.CONCEPT]
        if not concepts or len(concepts) < len(item.terms):
            return False
        return all(self.profiles.tellers.get(concept, _NOBODY).isdisjoint(around) for concept in concepts)

    def _wish(self, item: Item) -> Wish:
        weight = min([self.profiles.weight(term) for term in item.terms])
        return Wish(
            item=item,
            weight=weight * LIGHT if item.light else weight,
            factor=_GRADE_FACTOR[item.grade],
            whole=self.profiles.holding(item.terms),
            parts=tuple(map(self.profiles.holding, item.parts)),
        )

    def _barred_properties(self, question: Question) -> frozenset[str]:
        """Properties that need something which the question does not name, not even inside a phrase."""
        items = _not_denied(question.items, self.roles[Role.NEGATION])
        terms = [term for item in items for group in (item.terms, *item.parts) for term in group]
        concepts = {term.id for term in terms if term.kind is TermKind.CONCEPT}
        named = concepts | {self.types[term.id] for term in terms if term.kind is TermKind.ENTITY}
        return frozenset([key for needed, key in self.needs if named.isdisjoint(needed)])

    def _asked_properties(self, question: Question) -> frozenset[str]:
        """Properties that the concepts of the question ask for, or that its question word is about."""
        concepts = question.concepts
        near = [self.asked_by.get(concept, ()) for concept in concepts]
        asked = frozenset([key for groups in near for group, key in groups if group <= concepts])
        return asked.union(*[self.foremost.get(ask, ()) for ask in question.asks])

    def _candidate(self, index: int, context: Context) -> Candidate:
        """A statement with all that is known of how it fits."""
        wishes, pointed = context.wishes, context.pointed
        profile, sought = self.profiles.profiles[index], wishes.sought
        statement, quantities = profile.statement, sought.question.quantities
        coverage, firmness, lacking = wishes.coverage(index)
        given = sought.given_by(profile)
        subject = statement.subject in sought.entities
        unmet = () if sought.stands(statement) else tuple([wish.item for wish in lacking if wish.item.hard])
        figures_met = _figures_met(profile, quantities)
        wrong_host = not sought.hosts <= profile.actors | profile.hosts
        recalled = context.likeness.of(index)
        off_date = bool(quantities.dates) and not any(_suits(profile, date) for date in quantities.dates)
        letters = context.letters.of_all[index]
        features = Features(  # by place, and so below: by name takes three times as long, and a question has twenty
            coverage,
            firmness,
            float(statement.property in wishes.asked),
            sum(given) / len(given) if given else 1.0,
            context.asked.get(statement.property, 0.0),
            letters,
            letters / context.letters.best,
            recalled,
            pointed.strength(index),
            float(subject),
            float(not subject and not sought.entities.isdisjoint(statement.about)),
            float(sought.question.size in profile.numbers),
            min(len(unmet) + wrong_host, MANY_UNMET) / MANY_UNMET,
            float(off_date),
            float(not figures_met),
            float(statement.property in wishes.barred or sought.lacks(profile, given)),
            self.lengths[index],
        )
        return Candidate(
            statement,
            features,
            self.ranking.score(features),
            unmet,
            tuple([wish.item for wish in lacking if not wish.item.hard]),
            sum([context.around.isdisjoint(wish.whole) for wish in lacking]),
            context.strange,
            not figures_met and _is_of_another(profile, sought),
            wrong_host,
            self.wholes.get(statement.id, _NONE),
            pointed.chance(index),
            index not in pointed.untaught and recalled < RECALLED,
            pointed.known(index),
            context.likeness.same == index,
        )


def _askers(phrasings: Phrasings) -> Mapping[str, Sequence[tuple[frozenset[str], str]]]:
    """Combinations of concepts with the property that they ask for, by the first of these concepts."""
    found: defaultdict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
    for key, record in phrasings.properties.items():
        for first, *rest in record.asked_by:
            found[first].append((frozenset((first, *rest)), key))
    return found


def _not_denied(items: Sequence[Item], denials: frozenset[str]) -> tuple[Item, ...]:
    """The items without what stands after a "not" ("who chaired the meeting, not the delegation?")."""
    denied = {item.text for before, item in pairwise(items) if not denials.isdisjoint(_ids(before))}
    return tuple([item for item in items if item.text not in denied]) if denied else tuple(items)


def _ids(item: Item) -> list[str]:
    return [term.id for term in item.terms]


def _suits(profile: Profile, date: DateMention) -> bool:
    """Whether a statement is of a date; without days it is told of a part of a month too if only the month is known."""
    return profile.is_of(date) or (not date.days and profile.may_be_of(date))


def _figures_met(profile: Profile, asked: Quantities) -> bool:
    if not asked.ordinals and not asked.numbers and not asked.percents:
        return True
    figures = profile.numbers | profile.ordinals
    return profile.percents.issuperset(asked.percents) and figures.issuperset((*asked.ordinals, *asked.numbers))


def _is_of_another(profile: Profile, sought: Sought) -> bool:
    asked = sought.question.quantities
    ordinals = [one for one in asked.ordinals if one > SMALL_ORDINAL or sought.by_session]
    met = (profile.numbers | profile.ordinals).issuperset((*ordinals, *asked.numbers))
    return not met or not profile.percents.issuperset(asked.percents)
