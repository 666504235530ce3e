"""What words prove: those of a question that are all known, and those that a statement says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from itertools import chain

from knowledge.hand_set import BESIDE, IN_QUOTE
from knowledge.matching.matcher import Candidate
from knowledge.matching.profiles import Profile
from knowledge.model import EntityType, Statement
from knowledge.text.folding import stem, tokens, words
from knowledge.text.quantities import Calendar
from knowledge.understanding.claims import FRAMES, MOODS, Claim, Claims
from knowledge.understanding.languages import written_in
from knowledge.understanding.question import Item, Question
from knowledge.vocabulary.assertions import NARROWING, Assertions, Marker
from knowledge.vocabulary.forms import Grade
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Term, TermKind

_GUESSED = (Grade.STEM, Grade.CONJUGATED, Grade.CORRECTED)
HOLDING = frozenset({EntityType.PERSON, EntityType.OFFICE})
_MUCH = 4
"""Things that a question says of something, all of which a statement carries, so that nothing else can be meant."""


class Stand(Enum):
    """How a statement stands to a claim of the question."""

    SAME = auto()
    CONTRARY = auto()
    SILENT = auto()
    UNCLEAR = auto()
    """It claims so of other things, or both ways."""


def explained(question: Question, claims: Claims, profile: Profile) -> bool:
    """Whether every word is known, if only as a mark of the question, or said by a statement.

    What is only like a word of no weight is not known.
    """
    texts = [cue.text for cue in claims.cues if cue.marker is not Marker.WHOEVER] + [
        claim.text for claim in claims.claims
    ]
    known = {word for text in texts for word in text.split()}
    guessed = [span.text for span in question.spans if span.grade in _GUESSED and span.is_neutral]
    return all(known.issuperset(words(text)) or says(profile, text) for text in (*question.unmatched, *guessed))


def limits(claims: Claims, stands: Sequence[Stand], assertions: Assertions) -> list[str]:
    """The words that limit a question, but for an "against" of what the statement is against too."""
    claimed = {
        claim.place
        for claim, stand in zip(claims.claims, stands, strict=True)
        if stand is Stand.SAME and not claim.ids.isdisjoint(assertions.denying)
    }
    return [cue.text for cue in claims.cues if cue.marker in NARROWING and cue.place not in claimed]


def is_refused(claims: Claims, profile: Profile, assertions: Assertions) -> bool:
    """Whether a statement says that somebody refuses, avoids or calls off something, and the question does not."""
    stated = any(not one.denied and not one.ids.isdisjoint(assertions.refusing) for one in profile.claims)
    return stated and all(one.ids.isdisjoint(assertions.refusing) for one in claims.claims)


def is_achieved(question: Question, claims: Claims, assertions: Assertions, leads: frozenset[str]) -> bool:
    """Whether a question has something done to its end, and not only expected, or led to by one of the concepts.

    Whoever supports something leads to nothing where another does it: "were those who support it punished?".
    """
    names = [range(*item.place) for item in question.items if all(one.kind is TermKind.ENTITY for one in item.terms)]
    free = (one for one in claims.claims if not any(one.place[0] in name for name in names))
    achieved = any(not one.ids.isdisjoint(assertions.achieving) for one in free)
    apart = {one.place[0] for one in claims.claims if is_of_whoever(question, claims, one)}
    leading = (term.id for item in question.items if item.place[0] not in apart for term in item.terms)
    return achieved and not any(map(claims.marked, MOODS)) and leads.isdisjoint(leading)


def is_of_whoever(question: Question, claims: Claims, claim: Claim) -> bool:
    """Whether a claim is made of whoever it holds of, and not of anybody who is named ("those who support …")."""
    before = (cue.place[1] for cue in claims.cues if cue.marker is Marker.WHOEVER)
    return any(end <= claim.place[0] and not question.text[end : claim.place[0]].strip() for end in before)


def speaks_behind(question: Question, claim: Claim, statement: Statement) -> bool:
    """Whether who says what a statement tells is named behind a claim: "did those who support it call for Doval …"."""
    return any(statement.said_by in item.entities and item.place[0] > claim.place[0] for item in question.items)


def says(profile: Profile, text: str) -> bool:
    """Whether every word of a text stands in a wording or quote of the statement."""
    statement = profile.statement
    texts = (*statement.wording.values(), *(citation.quote for citation in statement.citations))
    said = {stem(word) for one in texts for word in words(one)}
    return said.issuperset(map(stem, words(text)))


def has_its_figures(question: Question, profile: Profile, calendar: Calendar) -> bool:
    """Whether a statement says every figure of the question, also one that may only say how many are asked for.

    Where its own wording counts something, what only its quotes count is something else ("22 backed it", of 13 of 22),
    and so is what is counted in the words of its quotes alone ("4,926 killed", of the wounded beside them).
    """
    ordinals = frozenset(question.quantities.ordinals) - {1}  # "first" limits, and is proved as a word
    if not ordinals <= profile.numbers | profile.ordinals:
        return False
    if not question.figures:
        return True
    told = profile.numbers | profile.ordinals | profile.percents
    beside = _counted_beside(profile.statement, calendar)
    return question.figures <= told - beside and not any(_is_only_quoted(item, profile) for item in question.items)


def _counted_beside(statement: Statement, calendar: Calendar) -> frozenset[float]:
    """The numbers that only the quotes of a statement have; none where its wording has no number either."""
    wording, quotes = (
        frozenset(chain.from_iterable(calendar.find(text, tokens(text)).numbers for text in texts))
        for texts in (statement.wording.values(), (one.quote for one in statement.citations))
    )
    return quotes - wording if wording else frozenset()


def _is_only_quoted(item: Item, profile: Profile) -> bool:
    """Whether the quotes of a statement say something for which its wording has no word."""
    firmness = max((profile.terms.get(term, 0.0) for term in item.terms if term.kind is TermKind.CONCEPT), default=0.0)
    return not item.light and not item.entities and firmness == IN_QUOTE


def says_much(question: Question) -> bool:
    """Whether it says so much of something that nothing else can be meant."""
    return len(question.told) + len(question.quantities.dates) >= _MUCH


def is_named(question: Question, statement: Statement) -> bool:
    """Whether the question names anything of what a statement is about, or says much of it and names nobody."""
    at_length = says_much(question) and not any(item.hard for item in question.items)
    return at_length or not frozenset(question.entities).isdisjoint(statement.named())


def names_beside(question: Question, profile: Profile) -> bool:
    """Whether it names somebody or something that the wording of a statement names."""
    return any(profile.terms.get(Term(TermKind.ENTITY, one), 0.0) >= BESIDE for one in question.entities)


def is_its_own(question: Question, statement: Statement) -> bool:
    """Whether the question names whom a statement is about, who says it or its value, or no proper name at all.

    Where nothing is claimed in so many words, one about somebody else only happens to hold the words of the question.
    """
    own = {statement.subject, statement.value, statement.said_by}
    return not own.isdisjoint(question.entities) or not any(item.hard for item in question.items)


def is_denied_elsewhere(claims: Claims, stands: Sequence[Stand]) -> bool:
    """Whether a question denies what a statement claims nothing of («لا يساهم في بناء الثقة»): it carries no yes."""
    return any(claim.denied and stand is not Stand.SAME for claim, stand in zip(claims.claims, stands, strict=True))


def only_two_names(question: Question, claims: Claims, types: Mapping[str, str]) -> bool:
    """Whether two names are all that a question says, without a concept, a date, a figure or a word that limits.

    A theme has none: "development" is a word like any other.
    """
    if any(cue.marker in NARROWING for cue in claims.cues):
        return False
    counted = question.quantities.dates or question.quantities.ordinals or question.quantities.numbers
    asking = [cue.place for cue in claims.cues if cue.marker in FRAMES]
    told = [item for item in question.items if item.place not in asking]
    named = [item.hard or any(types.get(one) != EntityType.THEME for one in item.entities) for item in told]
    return named == [True, True] and not counted


def has_copula(question: Question, phrasings: Phrasings) -> bool:
    """Whether a word joins what something is to it: «كانت», "is"."""
    being = phrasings.small(written_in(question.text, in_latin=question.arabic_in_latin)).being
    return not being.isdisjoint(words(question.text))


def names_two_people(question: Question, types: Mapping[str, str]) -> bool:
    """Whether one is asked to be another, who is named by an office: nobody but they, states and events are named."""
    people = {tuple(one for one in item.entities if types[one] == EntityType.PERSON) for item in question.told}
    return len(people - {()}) > 1 and all(item.entities for item in question.told)


def asks_for_office(question: Question, types: Mapping[str, str], offices: frozenset[str]) -> bool:
    """Whether somebody and an office are all that is named, but for a state; `offices` are concepts of some."""
    told = [_kinds(item, types, offices) for item in question.told]
    return all(told) and HOLDING <= frozenset().union(*told) <= HOLDING | {EntityType.STATE}


def _kinds(item: Item, types: Mapping[str, str], offices: frozenset[str]) -> frozenset[str]:
    """The types of whom it names; a word for an office names one."""
    if item.terms and all(term.id in offices for term in item.terms):
        return frozenset({EntityType.OFFICE})
    return frozenset(types[entity] for entity in item.entities)


def tells_what_is(statement: Statement, phrasings: Phrasings) -> bool:
    """Whether it tells of two what one is to the other; who only names them asks for no more."""
    telling = phrasings.role(Role.MEMBER) | phrasings.role(Role.DATE)
    return statement.property in telling or bool(phrasings.properties[statement.property].single)


def denies_a_denial(claim: Claim, claims: Claims, assertions: Assertions) -> bool:
    """Whether a claim rejects what itself is against something: who opposes fighting terrorism does not oppose it."""
    start, end = claim.about
    within = [other for other in claims.claims if claim.place[0] < start <= other.place[0] < end]
    against = (assertions.entailed.get(one, frozenset({one})) for other in within for one in other.ids)
    return not claim.ids.isdisjoint(assertions.denying) and any(map(assertions.denying.intersection, against))


def says_all(profile: Profile, claims: Claims) -> bool:
    """Whether a statement that denies says every claim in its words: whoever did not come may not have boycotted."""
    return all(says(profile, claim.text) for claim in claims.claims)


def is_of_another(question: Question, candidate: Candidate, profile: Profile) -> bool:
    """Whether the statement gives another date, or another number of the same things."""
    off_date = candidate.features.off_date > 0 and not any(map(profile.may_be_of, question.quantities.dates))
    another_date = off_date and profile.dated and bool(profile.dates)
    counts_the_same = not profile.counted.isdisjoint(question.concepts)
    return another_date or (candidate.wrong_figure and counts_the_same)


def about(question: Question, claim: Claim, *, within: bool, first: bool) -> frozenset[Term]:
    """The terms of what stands after a claim, or only of the `first`; `within`: or among its own words."""
    near = (one for one in question.items if _is_beside(one, claim) or (within and _is_inside(one, claim)))
    found = (
        frozenset(term for term in item.terms if term.id not in claim.ids)
        for item in sorted(near, key=lambda one: one.place)
    )
    told = [terms for terms in found if terms]
    return frozenset[Term]().union(*told[: 1 if first else None])


def _is_beside(item: Item, claim: Claim) -> bool:
    start, end = claim.about
    return item.place[0] < end and start < item.place[1]


def _is_inside(item: Item, claim: Claim) -> bool:
    """Whether something is named by the words of a claim: «محاربة الإرهاب»; its first word does no more than claim."""
    begin, stop = claim.place
    return begin < item.place[0] < stop or (item.place[0] == begin and bool(item.entities))
