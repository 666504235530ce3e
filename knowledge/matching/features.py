"""How a statement fits a question: a few figures, which the fitted weights turn into one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from operator import mul
from typing import NamedTuple

from knowledge.hand_set import ABOUT, FIRM, GIVEN, GIVEN_UNSEEN, MENTIONED, OPEN, USUAL_LENGTH
from knowledge.matching.holders import owners
from knowledge.matching.profiles import Profile
from knowledge.model import EntityType, Statement
from knowledge.understanding.question import Question
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Ask, Term, TermKind

_JOINED = frozenset({EntityType.ORGANISATION.value, EntityType.AGREEMENT.value})
_MET = frozenset({EntityType.MINISTERIAL_MEETING.value, EntityType.COUNCIL_SESSION.value, EntityType.TALKS.value})
_STATES = frozenset({EntityType.STATE.value, EntityType.GROUP_OF_STATES.value})
_SEVERAL = 2
_NOBODY: frozenset[str] = frozenset()
_FRAMES = frozenset({Ask.YES_NO, Ask.BRIEFING, Ask.LIST})
"""Question words that fit any kind of statement."""
_COUNTED = frozenset({Ask.ORDINAL, Ask.QUANTITY})
"""No statement without a figure answers these."""
_FIGURES = _COUNTED | {Ask.TIME}
_OPEN = frozenset({Ask.MANNER, Ask.REASON, Ask.THING})
"""Many kinds of statement answer these."""


class Features(NamedTuple):
    """Every figure lies between 0 and 1, but for `association` and `length`."""

    coverage: float
    """The share of the question's meaning that the statement has."""
    firmness: float
    """How much of the coverage rests on the statement's own words rather than on kinship and context."""
    property_asked: float
    """1 when the words of the question ask for the statement's property."""
    ask_met: float
    """The share of the wanted kinds of answer that the statement gives."""
    asked_for: float
    """How near its property comes to the one that is asked for most, as far as ways of asking without names tell."""
    letters: float
    """How many of the question's letters it has."""
    letters_lead: float
    """The same beside the statement that has most."""
    recalled: float
    """How like it is to a question that an editor wrote with the statement, above what any two are."""
    association: float
    """How strongly the question was learned to point to it, in tens of log-odds."""
    subject: float
    """1 when the question names what the statement is about."""
    filed: float
    """1 when the question names only what the statement is filed under besides."""
    sized: float
    """1 when it lists as many things as are asked for."""
    unmet: float
    """How many of the things that it must name it does not: 1 for two or more."""
    off_date: float
    """1 when it is of another date."""
    off_figure: float
    """1 when a figure of the question does not stand in it."""
    off_property: float
    """1 when the question is not about its property, though the words are near (a meeting's chair, a delegation's
    head), or asks for a date, a figure, a city or a name that it does not give."""
    length: float
    """The logarithm of the length in hundreds of characters: whole lists above parts of them."""


EVIDENCE = frozenset(
    {
        *Features._fields, "lead", "lead_of_two", "items", "unmatched", "foreign", "off_focus", "other", "missing",
        "absent", "corrected", "whole", "yes_no", "open_yes_no", "dated", "certainty", "known",
    }
)  # fmt: skip
"""The names of what speaks for and against an answer (`answering/weighing.py`): no other can have a weight."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The weights of the features, in their order; made by `python -m knowledge.learning.calibrate`."""

    weights: tuple[float, ...]

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> Ranking:
        """By name; a feature without a weight does not count."""
        return cls(tuple(weights.get(name, 0.0) for name in Features._fields))

    def score(self, features: Features) -> float:
        """The features in one figure: differences of it are log-odds between two statements."""
        score: float = sum(map(mul, self.weights, features))
        return score


@dataclass(frozen=True, slots=True)
class Sought:
    """What of a question matters for each candidate, looked up once."""

    question: Question
    asked: tuple[frozenset[Ask], ...]
    """The question words that want a certain kind of answer."""
    entities: frozenset[str]
    by_day: bool
    by_city: bool
    by_name: bool
    """Who holds an office is asked for, or who the counterparts are: by name, not by office."""

    offices: frozenset[Term]
    """Whose holder is asked for ("who was the *ambassador*?")."""
    states: frozenset[str]
    """All states and groups of them, where a list of states is asked for."""
    why: bool
    """Nothing but a reason is asked for."""
    owners: frozenset[str]
    """Whose office's holder is asked for, and nothing else: only who is said to hold it for them is told."""
    hosts: frozenset[str]
    """The states of which it is asked what they host."""
    joining: bool
    """When an organisation or an agreement was joined: for good, not for a day as a meeting is."""
    people: frozenset[str]
    """Those among the entities."""
    standing: frozenset[str]
    """The properties that say who somebody is."""
    counted: frozenset[str]
    """Of what a number may be asked for: concepts, or whose people; no act is counted ("how many took part")."""
    by_session: bool
    """A numbered session is named."""
    counts_sessions: bool
    """Nothing but sessions may be what is counted."""

    @classmethod
    def of(cls, question: Question, types: Mapping[str, str], roles: Mapping[Role, frozenset[str]]) -> Sought:
        """Read it off a question, given the types of all entities, and the concepts that play each role."""
        asked = tuple(alternatives for alternatives in question.asked if alternatives.isdisjoint(_FRAMES))
        asked = asked or tuple(frozenset({ask}) for ask in question.nouns)
        if not asked and Ask.YES_NO in question.asks and question.quantities.dates:
            asked = (frozenset({Ask.TIME}),)
        concepts = question.concepts
        played = frozenset([role for role, players in roles.items() if not players.isdisjoint(concepts)])
        listed = Role.NAME in played or Ask.LIST in question.asks or _is_only_who(question, roles[Role.UNNAMED])
        named = frozenset(question.entities)
        kinds = {types[entity] for entity in named}
        counted = question.counted - roles[Role.ACT]
        if Role.DURATION in played and Ask.QUANTITY in question.asks:
            counted |= roles[Role.UNIT]
        return cls(
            question,
            asked,
            named,
            by_day=Role.DAY in played,
            by_city=Role.CITY in played,
            by_name=listed and Role.UNNAMED in played,
            states=_of_states(types) if question.asks == {Ask.LIST} and Role.STATE in played else _NOBODY,
            why=question.asks == {Ask.REASON},
            owners=owners(question, types, roles[Role.HOLDER] | roles[Role.SOMEBODY_ELSE]),
            hosts=_states(named, types) if Role.HOST in played else _NOBODY,
            joining=Role.ACCESSION in played and Ask.TIME in question.asks and _is_joined(kinds),
            people=frozenset(one for one in named if types[one] == EntityType.PERSON),
            standing=roles[Role.STANDING],
            counted=counted or concepts - roles[Role.UNIT] - roles[Role.FRAME] - roles[Role.ACT],
            offices=_offices(question, roles[Role.HOLDER], named=Role.NAME in played),
            by_session=Role.SESSION in played,
            counts_sessions=not counted or not counted.isdisjoint(roles[Role.SESSION]),
        )

    def given_by(self, profile: Profile) -> list[float]:
        """For each question word, the best that the statement gives to any of its meanings."""
        return [max([self._given(profile, ask) for ask in alternatives]) for alternatives in self.asked]

    def lacks(self, profile: Profile, given: Sequence[float]) -> bool:
        """Whether a date, a figure, a city or a name is asked for and not among what the statement gives."""
        if self.joining or (self.by_name and profile.people <= self.entities):
            return True
        if self.owners and not self._holds(profile):
            return True
        if self.states and not self._lists(profile):
            return True
        if self.why and not profile.gives_reason:
            return True
        if self.offices and all(profile.terms.get(one, 0.0) < FIRM for one in self.offices):
            return True
        definite = _FIGURES | {Ask.PLACE} if self.by_city else _FIGURES
        return any(not found and wanted <= definite for wanted, found in zip(self.asked, given, strict=True))

    def _lists(self, profile: Profile) -> bool:
        """Whether it names states that the question does not."""
        return len((profile.actors & self.states) - self.entities) >= _SEVERAL

    def _holds(self, profile: Profile) -> bool:
        """Whether it says who holds an office of those whose holder is asked for."""
        named = (profile.terms.get(Term(TermKind.ENTITY, one), 0.0) for one in self.owners)
        return profile.statement.property in self.standing and any(firmness >= ABOUT for firmness in named)

    def stands(self, statement: Statement) -> bool:
        """Whether it says who the one is whom an open question names: what else that names is only the occasion."""
        open_ = Ask.YES_NO not in self.question.asks
        return open_ and statement.property in self.standing and self.people == {statement.subject}

    def _given(self, profile: Profile, ask: Ask) -> float:
        """1 where the property is about just that, less where it is mentioned on the way, 0 where it is not there."""
        if ask is Ask.TIME and self.by_day and not any(date.to_the_day for date in profile.dates):
            return 0.0  # «في أي يوم» wants more than a month
        mentioned = self._mentioned(profile, ask)
        if not mentioned and (ask in _COUNTED or (ask is Ask.PLACE and self.by_city)):
            return 0.0
        if profile.answers[:1] == (ask,) or self._is_value(profile, ask):
            return 1.0
        if ask in profile.answers:
            return GIVEN if mentioned else GIVEN_UNSEEN
        if ask in _OPEN:
            return OPEN
        return MENTIONED if mentioned else 0.0

    def _is_value(self, profile: Profile, ask: Ask) -> bool:
        """Whether its value is of the wanted kind and not named already, whatever its property usually gives."""
        value = profile.statement.value
        if value is None or value in self.entities:
            return False
        match ask:
            case Ask.PERSON:
                return value in profile.people
            case Ask.GROUP:
                return value in profile.actors and value not in profile.people
            case Ask.PLACE:
                return value in profile.places
            case _:
                return False

    def _has_number(self, profile: Profile) -> bool:
        """Whether it counts what is to be counted; the number of a session is an ordinal."""
        if self.by_session and profile.answers[:1] == (Ask.ORDINAL,):
            return bool(profile.ordinals) and self.counts_sessions
        return bool(profile.numbers) and (not self.counted or not self.counted.isdisjoint(profile.counted))

    def _mentioned(self, profile: Profile, ask: Ask) -> bool:
        """Whether the statement holds something of the wanted kind that the question does not name already."""
        match ask:
            case Ask.TIME:
                return profile.dated and bool(profile.dates)
            case Ask.ORDINAL:
                return bool(profile.ordinals)
            case Ask.QUANTITY:
                return self._has_number(profile)
            case Ask.PLACE:
                return not (profile.cities if self.by_city else profile.places) <= self.entities
            case Ask.PERSON | Ask.GROUP:
                return not profile.actors <= self.entities
            case _:
                return ask in profile.answers


def _offices(question: Question, holders: frozenset[str], *, named: bool) -> frozenset[Term]:
    """The offices of which it is asked who holds them: right behind the question word, or beside "name"."""
    focus = [question.focus] if question.focus and Ask.PERSON in question.asks else []
    asked = [item.terms for item in (focus or question.items if named and not question.asks else focus)]
    return frozenset(term for terms in asked if all(one.id in holders for one in terms) for term in terms)


def _is_only_who(question: Question, unnamed: frozenset[str]) -> bool:
    """Whether nothing is asked but who they are who may stand there without a name ("who are the counterparts?")."""
    concepts = {term.id for item in question.told for term in item.terms}
    return Ask.PERSON in question.asks and bool(question.told) and concepts <= unnamed


def _of_states(types: Mapping[str, str]) -> frozenset[str]:
    return frozenset(one for one, type_ in types.items() if type_ in _STATES)


def _states(entities: Iterable[str], types: Mapping[str, str]) -> frozenset[str]:
    return frozenset(one for one in entities if types[one] == EntityType.STATE)


def _is_joined(kinds: AbstractSet[str]) -> bool:
    return not _JOINED.isdisjoint(kinds) and _MET.isdisjoint(kinds)


def length(profile: Profile) -> float:
    """How long a statement is, as a feature."""
    return math.log(len(profile.statement.wording["ar"]) / USUAL_LENGTH)
