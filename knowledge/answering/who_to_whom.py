"""Whether a question has who does it and to whom it is done the way a statement tells them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, pairwise

from knowledge.matching.profiles import Profile
from knowledge.model import Statement
from knowledge.text.blanks import blanked
from knowledge.understanding.claims import Claims
from knowledge.understanding.clause_reading import clauses
from knowledge.understanding.languages import ARABIC_IN_LATIN, written_in
from knowledge.understanding.parties import QUOTED, Clause, Terms, TermStretch, is_named
from knowledge.understanding.question import Question
from knowledge.vocabulary.assertions import NARROWING, Marker
from knowledge.vocabulary.covering import AND
from knowledge.vocabulary.forms import Grade
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Term, TermKind

_BLANK = (Marker.ANNOUNCED, Marker.EXPECTED, Marker.POSSIBLE, Marker.YES_NO)
_BARE = 2
"""Things that a question names where it names but a deed and a party."""
_SIDELESS = (Grade.STEM, Grade.CORRECTED)
"""How Arabic nouns of deeds and passive verbs are read: «استضافة الهند», «استضيفت الهند»."""
_NOBODY: Terms = frozenset()
_WORDED = {ARABIC_IN_LATIN: "ar", "ru": "en"}
"""The language of the wording whose order a language has that statements are not worded in."""


def keeps_parties(question: Question, claims: Claims, profile: Profile, phrasings: Phrasings) -> bool:
    """Whether nobody who does something in the question is only done to in the statement, or the other way round.

    Nor is anybody joined to another there who has nothing to do with them here.
    """
    lang = written_in(question.text, in_latin=question.arabic_in_latin)
    worded = _WORDED.get(lang, lang)
    langs = sorted(profile.clauses, key=lambda one: (one != worded, one == QUOTED))
    told = [profile.clauses[one] for one in langs]
    stretches = list(_stretches(question, claims)) if told else []
    asked = clauses(_without_moods(question.text, claims), stretches, phrasings.small(lang))
    every = tuple(chain.from_iterable(told))
    if any(_are_apart(*pair, every) for pair in _belonging(question.text, stretches, asked)):
        return False
    mutual, generic = phrasings.role(Role.MUTUAL), phrasings.role(Role.SPOKEN_OF)
    if lang == "ar" and _may_be_done_to(question, mutual):
        return False
    return all(
        _is_mutual(one, mutual) or _says_another(profile.statement, one) or _is_told(one, told, generic)
        for one in asked
    )


def _without_moods(text: str, claims: Claims) -> str:
    """The text with blanks for the words that announce or expect: "was announced as host" is no passive."""
    return blanked(text, (cue.place for cue in claims.cues if cue.marker in _BLANK))


def _belonging(text: str, stretches: Sequence[TermStretch], asked: Sequence[Clause]) -> Iterator[tuple[Terms, Terms]]:
    """Two names of the question with nothing between them, or that do something together: "agencies of India"."""
    for one, other in pairwise(stretches):
        if one.names and other.names and not text[one.end : other.start].strip():
            yield one.terms, other.terms
    for clause in asked:
        yield from combinations(filter(is_named, clause.agents), 2)


def _are_apart(one: Terms, other: Terms, told: Sequence[Clause]) -> bool:
    """Whether a statement has both, and in no clause together."""
    with_one, with_other = (
        {place for place, clause in enumerate(told) if not party.isdisjoint(clause.parties)} for party in (one, other)
    )
    return bool(with_one and with_other) and with_one.isdisjoint(with_other)


def _says_another(statement: Statement, asked: Clause) -> bool:
    """Whether a clause has somebody do what another says of them, who is not done to in it."""
    if statement.said_by in (None, statement.subject):
        return False
    subject, speaker = (Term(TermKind.ENTITY, one) for one in (statement.subject, statement.said_by))
    return any(subject in one for one in asked.agents) and not any(speaker in one for one in asked.patients)


def _stretches(question: Question, claims: Claims) -> Iterator[TermStretch]:
    """Those that may be parties: no words that only ask, announce or deny."""
    marked = frozenset(chain.from_iterable(range(*cue.place) for cue in claims.cues if cue.marker not in NARROWING))
    for item in question.items:
        start, end = item.place
        terms = frozenset(one for one in item.terms if one.kind is not TermKind.STEM)
        if start >= 0 and terms and start not in marked:
            yield TermStretch(start, end, terms, added=question.text[start] == AND != item.text[:1])


def _may_be_done_to(question: Question, mutual: frozenset[str]) -> bool:
    """Whether a noun of a deed, or a guessed verb, and a name are all: of them nobody sees who does it to whom."""
    told = sorted(question.told, key=lambda one: one.place)
    if len(told) != _BARE or question.quantities.dates:
        return False
    deed, party = told
    sided = deed.grade in _SIDELESS and not any(term.id in mutual for term in deed.terms)
    return sided and not deed.entities and bool(party.entities)


def _is_mutual(asked: Clause, mutual: frozenset[str]) -> bool:
    """Whether nothing that a clause says has a side: whoever is near another has it near."""
    return bool(asked.acts) and all(act.id in mutual for act in asked.acts)


def _is_told(asked: Clause, told: Sequence[Sequence[Clause]], generic: frozenset[str]) -> bool:
    """Whether a clause has its parties on the sides on which those that tell of the same act have them.

    Where any text has both sides, those texts say so, unless they differ. Else the wording of the question's own
    language does, and the others where it tells of no such act.
    """
    ways = _ways(asked, told)
    if len(ways) == 1:
        return ways.pop()
    every = tuple(chain.from_iterable(told))
    if not ways and (_is_the_same(asked, every) or _is_beyond_doubt(asked, every, generic)):
        return True
    alike = next((found for one in told if (found := _alike(asked, one))), None)
    akin = next((found for one in told if (found := [same for same in one if same.same is asked.same])), None)
    doing, done = _parties(asked, alike or akin or told[0])
    if not asked.agents or any(not one.isdisjoint(doing) for one in asked.agents):
        return True
    if any(not one.isdisjoint(doing) for one in asked.patients):
        return False
    if not any(map(is_named, asked.patients)):
        return True
    return not alike and all(one.isdisjoint(done) for one in filter(is_named, asked.agents))


def _ways(asked: Clause, told: Sequence[Sequence[Clause]]) -> set[bool]:
    """Whether the texts that have both sides of a clause have them as it has them, or changed over.

    Whoever is only ever done to is on the other side, also where it is done to nobody that has a name.
    """
    sides = [_parties(asked, [one]) for clauses_ in told for one in _alike(asked, clauses_)]
    agents, patients = (_terms(party) - asked.acts for party in (asked.agents, asked.patients))
    straight = any(
        not agents.isdisjoint(doing) and not (patients and patients.isdisjoint(done - doing)) for doing, done in sides
    )
    turned = any(not agents.isdisjoint(done) and not patients.isdisjoint(doing) for doing, done in sides)
    doing, done = (_terms(party) for party in zip(*sides, strict=True)) if sides else (_NOBODY, _NOBODY)
    turned = turned or (is_named(agents & done) and agents.isdisjoint(doing))
    return {way for way, has in ((True, straight), (False, turned)) if has}


def _is_the_same(asked: Clause, told: Sequence[Clause]) -> bool:
    """Whether of two the one is said to be the other, and no more than that: so is the other the one."""
    if not asked.same or asked.acts or (len(asked.agents), len(asked.patients)) != (1, 1):
        return False
    (agent,), (patient,) = asked.agents, asked.patients
    being = [(_terms(one.agents), _terms(one.patients)) for one in told if one.same and not one.acts]
    return any(not agent.isdisjoint(is_) and not patient.isdisjoint(whoever) for whoever, is_ in being)


def _is_beyond_doubt(asked: Clause, told: Sequence[Clause], generic: frozenset[str]) -> bool:
    """Whether some clause has its parties on their sides, whatever its act is, and none has them changed over.

    Where only what is spoken of does it ("the meeting"), nobody to whom it is done may do anything.
    """
    sides = [(_terms(one.agents), _terms(one.patients)) for one in told if one.passive is asked.passive]
    agents, patients = (frozenset(filter(_is_entity, _terms(one))) for one in (asked.agents, asked.patients))
    if not agents:
        named = [one for one in asked.patients if is_named(one)]
        alike = _alike(asked, told)
        sides = [(_terms(one.agents), _terms(one.patients)) for one in alike] or sides
        spoken_of = bool(asked.agents) and all(term.id in generic for term in _terms(asked.agents))
        return spoken_of and bool(named) and all(_is_only_done_to(one, sides) for one in named)
    if any(not agents.isdisjoint(done) and not patients.isdisjoint(doing) for doing, done in sides):
        return False
    beside = [side for pair in sides for side in pair if asked.same and not asked.acts]
    return any(not agents.isdisjoint(doing) and not patients.isdisjoint(done) for doing, done in sides) or any(
        not agents.isdisjoint(side) and not patients.isdisjoint(side) for side in beside
    )


def _is_only_done_to(party: Terms, sides: Sequence[tuple[Terms, Terms]]) -> bool:
    return any(not party.isdisjoint(done) for _, done in sides) and all(party.isdisjoint(doing) for doing, _ in sides)


def _is_entity(term: Term) -> bool:
    return term.kind is TermKind.ENTITY


def _terms(parties: Iterable[Terms]) -> Terms:
    return _NOBODY.union(*parties)


def _alike(asked: Clause, told: Sequence[Clause]) -> list[Clause]:
    return [one for one in told if not one.acts.isdisjoint(asked.acts)]


def _parties(asked: Clause, told: Sequence[Clause]) -> tuple[Terms, Terms]:
    """All that stand before the verb, and all behind it, in the voice of the question."""
    pairs = [(one.agents, one.patients)[:: 1 if one.passive is asked.passive else -1] for one in told]
    before, behind = (_terms(party for pair in pairs for party in pair[side]) for side in (0, 1))
    return before, behind
