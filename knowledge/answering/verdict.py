"""Whether what a question asks is so: confirmed, denied or only announced by one statement, else undecided.

A "yes" is a claim of ours. It is said only where one statement carries every word of the question firmly, claims the
same or what it follows from, and says so without a reservation; in doubt there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import Enum, auto

from knowledge.dialogue import Verdict
from knowledge.matching.matcher import Candidate
from knowledge.matching.profiles import Profile, StatedClaim
from knowledge.model import Modality, Polarity
from knowledge.text.folding import stem, words
from knowledge.understanding.claims import Claim, ClaimReader, Claims, Span
from knowledge.understanding.question import Item, Question
from knowledge.vocabulary.assertions import Marker
from knowledge.vocabulary.phrasings import PropertyRecord
from knowledge.vocabulary.terms import Ask, Term

_FIRM, _WORDED = 0.75, 0.9
"""From here on a statement holds a term in its own words or quotes, not by kinship or context; and in its wording."""
_LOOKED_AT = 5
_BEHIND = 3.0
"""Statements that fit the question this much worse than the best, in log-odds, decide nothing."""
_AHEAD = frozenset({Modality.ANNOUNCED, Modality.EXPECTED, Modality.INTENDED})
_QUESTION_MARKS = ("?", "؟")


class Asked(Enum):
    """Whether yes or no is asked for."""

    OUTRIGHT = auto()
    PERHAPS = auto()
    """A sentence with a question mark: so it is, if a statement decides it."""
    NOT = auto()


class Stand(Enum):
    """How a statement stands to a claim of the question."""

    SAME = auto()
    CONTRARY = auto()
    SILENT = auto()


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is said to a question of yes or no, and the statement that says so; none where it stays undecided."""

    verdict: Verdict
    candidate: Candidate | None = None


UNDECIDED = Ruling(Verdict.UNDECIDED)
_ORDER = (Verdict.CONFIRMED, Verdict.CONTRADICTED, Verdict.ANNOUNCED)


@dataclass(frozen=True, slots=True)
class Judge:
    """Rules on questions of yes or no."""

    reader: ClaimReader = field(repr=False)
    profiles: Mapping[str, Profile] = field(repr=False)
    """By id of statement."""
    properties: Mapping[str, PropertyRecord] = field(repr=False)
    types: Mapping[str, str] = field(repr=False)
    """Of every entity."""

    def rule(self, question: Question, ranked: Sequence[Candidate]) -> Ruling | None:
        """What the best statements decide; None where yes or no is not asked for."""
        claims = self.reader.read(question.text)
        asked = asked_whether(question, claims)
        if asked is Asked.NOT:
            return None
        near = [one for one in ranked[:_LOOKED_AT] if ranked[0].score - one.score <= _BEHIND]
        rulings = [ruling for one in near if (ruling := self._ruling(question, claims, one))]
        undecided = UNDECIDED if asked is Asked.OUTRIGHT else None
        return min(rulings, key=lambda one: _ORDER.index(one.verdict), default=undecided)

    def _ruling(self, question: Question, claims: Claims, candidate: Candidate) -> Ruling | None:
        profile = self.profiles[candidate.statement.id]
        stands = [self._stand(question, claim, profile) for claim in claims.claims]
        open_ = list(self._open(question, claims, profile, stands))
        replaced = self._replaced(profile, open_)
        if Stand.CONTRARY in stands or replaced or _is_of_another(question, candidate, profile):
            denied = not claims.denied and not _weighty(item for item in open_ if item not in replaced)
            return Ruling(Verdict.CONTRADICTED, candidate) if denied else None
        if _weighty(open_) or candidate.contradicted or not _explained(question, claims):
            return None
        if any(self._is_unproved(*one, question, profile) for one in zip(claims.claims, stands, strict=True)):
            return None
        if not _proved(claims.marked(Marker.RESTRICTIVE), profile):
            return None
        if claims.denied != (profile.statement.polarity is Polarity.NEGATED):
            return Ruling(Verdict.CONTRADICTED, candidate)
        return Ruling(_in_mood(profile.statement.modality, claims), candidate)

    def _stand(self, question: Question, claim: Claim, profile: Profile) -> Stand:
        """How a statement stands to a claim: by what it claims of the same things; alike, also if of others."""
        related = [(one, stand) for one in profile.claims if (stand := self._relation(claim, one)) is not Stand.SILENT]
        if all(stand is Stand.SAME for _, stand in related):
            return Stand.SAME if related else Stand.SILENT
        asked = _about(question, claim)
        close = {stand for one, stand in related if not asked or not one.about or not one.about.isdisjoint(asked)}
        return close.pop() if len(close) == 1 else Stand.SILENT

    def _is_unproved(self, claim: Claim, stand: Stand, question: Question, profile: Profile) -> bool:
        """Whether a statement is silent on a claim whose words it does not say either.

        That something came about is no claim of its own where the statement only announces it.
        """
        if stand is not Stand.SILENT:
            return False
        if claim.ids <= self.reader.assertions.happening and profile.statement.modality in _AHEAD:
            return False
        inside = [item for item in question.items if _covers(claim.span, item)]
        return not inside or not all(_is_held(item, profile, _WORDED) for item in inside)

    def _relation(self, asked: Claim, stated: StatedClaim) -> Stand:
        same, contrary = (Stand.SAME, Stand.CONTRARY) if asked.denied == stated.denied else (Stand.CONTRARY, Stand.SAME)
        assertions = self.reader.assertions
        if any(not asked.ids.isdisjoint(assertions.entailed.get(one, {one})) for one in stated.ids):
            return same
        if any(not asked.ids.isdisjoint(assertions.excluded.get(one, ())) for one in stated.ids):
            return contrary
        return Stand.SILENT

    def _open(self, question: Question, claims: Claims, profile: Profile, stands: Sequence[Stand]) -> Iterator[Item]:
        """The items that the statement does not carry firmly, and that neither settled claims nor marks stand for."""
        settled = [claim.span for claim, stand in zip(claims.claims, stands, strict=True) if stand is not Stand.SILENT]
        settled += [mark.span for mark in claims.marks if mark.marker is not Marker.RESTRICTIVE]
        for item in question.items:
            if not _is_held(item, profile, _FIRM) and not any(_covers(span, item) for span in settled):
                yield item

    def _replaced(self, profile: Profile, open_: Iterable[Item]) -> list[Item]:
        """The items that name another value of the kind of which the statement gives the only one."""
        kinds = self.properties[profile.statement.property].single
        return [item for item in open_ if any(self.types.get(entity) in kinds for entity in item.entities)]


def asked_whether(question: Question, claims: Claims) -> Asked:
    """Whether yes or no is asked for: by a word that opens or ends the question, or by a question mark alone."""
    if claims.asks or Ask.YES_NO in question.asks:
        return Asked.OUTRIGHT
    marked = question.text.rstrip().endswith(_QUESTION_MARKS)
    return Asked.PERHAPS if marked and not question.asks else Asked.NOT


def _is_of_another(question: Question, candidate: Candidate, profile: Profile) -> bool:
    """Whether the statement gives another date, or another number of the same things."""
    another_date = candidate.features.off_date > 0 and profile.dated and bool(profile.dates)
    counts_the_same = not profile.counted.isdisjoint(question.concepts)
    return another_date or (candidate.wrong_figure and counts_the_same)


def _is_held(item: Item, profile: Profile, firmly: float) -> bool:
    if any(profile.terms.get(term, 0.0) >= firmly for term in item.terms):
        return True
    parts = [max((profile.terms.get(term, 0.0) for term in part), default=0.0) for part in item.parts]
    return bool(parts) and min(parts) >= firmly


def _covers(span: Span, item: Item) -> bool:
    return span[0] <= item.place[0] and item.place[1] <= span[1]


def _about(question: Question, claim: Claim) -> frozenset[Term]:
    """The terms of what stands after a claim."""
    return frozenset(term for item in question.items if _covers(claim.about, item) for term in item.terms)


def _weighty(items: Iterable[Item]) -> bool:
    """Whether anything of them is more than a word in passing."""
    return any(not item.light for item in items)


def _explained(question: Question, claims: Claims) -> bool:
    """Whether every word is known, if only as a mark of the question."""
    marks = {word for mark in claims.marks for word in mark.text.split()}
    return all(marks.issuperset(words(text)) for text in question.unmatched)


def _proved(restrictive: AbstractSet[str], profile: Profile) -> bool:
    """Whether the statement itself says what makes the claim of the question narrower or total."""
    statement = profile.statement
    texts = (*statement.wording.values(), *(citation.quote for citation in statement.citations))
    said = {stem(word) for text in texts for word in words(text)}
    return all(said.issuperset(map(stem, words(one))) for one in restrictive)


def _in_mood(modality: Modality, claims: Claims) -> Verdict:
    """What a statement that carries the question says in its mood: who only announces confirms only that."""
    if modality in _AHEAD and not claims.marked(Marker.PLANNED):
        return Verdict.ANNOUNCED
    return Verdict.CONFIRMED
