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
from knowledge.model import Modality
from knowledge.text.folding import stem, words
from knowledge.understanding.claims import Claim, Claims
from knowledge.understanding.question import Item, Question
from knowledge.vocabulary.assertions import Assertions, Marker

_FIRM = 0.75
"""From here on a statement holds a term in its own words or quotes, not by kinship or context."""
_LOOKED_AT = 5
_BEHIND = 3.0
"""Statements that fit the question this much worse than the best, in log-odds, decide nothing."""
_AHEAD = frozenset({Modality.ANNOUNCED, Modality.EXPECTED, Modality.INTENDED})


class Stand(Enum):
    """How a statement stands to a claim of the question."""

    SAME = auto()
    CONTRARY = auto()
    SILENT = auto()


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is said to a question of yes or no, and the statement that says so."""

    verdict: Verdict
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Judge:
    """Rules on questions of yes or no."""

    assertions: Assertions = field(repr=False)
    profiles: Mapping[str, Profile] = field(repr=False)
    """By id of statement."""
    single: Mapping[str, frozenset[str]] = field(repr=False)
    """Properties that hold one value, with the types of entity that it may be."""
    types: Mapping[str, str] = field(repr=False)

    def rule(self, question: Question, claims: Claims, ranked: Sequence[Candidate]) -> Ruling | None:
        """The first statement among the best that decides; None where none does."""
        if not ranked:
            return None
        near = [one for one in ranked[:_LOOKED_AT] if ranked[0].score - one.score <= _BEHIND]
        rulings = [ruling for one in near if (ruling := self._ruling(question, claims, one))]
        return min(rulings, key=lambda one: _ORDER[one.verdict], default=None)

    def _ruling(self, question: Question, claims: Claims, candidate: Candidate) -> Ruling | None:
        profile = self.profiles[candidate.statement.id]
        stands = [self._stand(question.text, claim, profile) for claim in claims.claims]
        verdict = self._verdict(question, claims, candidate, profile, stands)
        return Ruling(verdict, candidate) if verdict else None

    def _verdict(
        self, question: Question, claims: Claims, candidate: Candidate, profile: Profile, stands: Sequence[Stand]
    ) -> Verdict | None:
        open_ = list(self._open(question, claims, profile, stands))
        if Stand.CONTRARY in stands:
            return Verdict.CONTRADICTED if not _weighty(open_) and not claims.denied else None
        if replaced := self._replaced(question, profile, open_):
            others = [item for item in open_ if item not in replaced]
            return Verdict.CONTRADICTED if not _weighty(others) and not claims.denied else None
        if open_ or candidate.contradicted or _left(question, claims, profile):
            return None
        if Stand.SILENT in stands or not _proved(claims.marked(Marker.RESTRICTIVE), profile):
            return None
        if claims.denied:
            return Verdict.CONTRADICTED
        return _in_mood(profile.statement.modality, claims)

    def _stand(self, text: str, claim: Claim, profile: Profile) -> Stand:
        """How a statement stands to a claim: by what it claims of the same things, else by all that it claims."""
        related = [(one, stand) for one in profile.claims if (stand := self._relation(claim, one)) is not Stand.SILENT]
        stands = {stand for _, stand in related}
        if len(stands) == 1:
            return stands.pop()
        asked = frozenset(map(stem, words(text[slice(*claim.about)])))
        close = {stand for one, stand in related if not one.about.isdisjoint(asked)}
        return close.pop() if len(close) == 1 else Stand.SILENT

    def _relation(self, asked: Claim, stated: StatedClaim) -> Stand:
        flipped = asked.denied != stated.denied
        for one in stated.ids:
            if not asked.ids.isdisjoint(self.assertions.entailed.get(one, frozenset((one,)))):
                return Stand.CONTRARY if flipped else Stand.SAME
        for one in stated.ids:
            if not asked.ids.isdisjoint(self.assertions.excluded.get(one, ())):
                return Stand.SAME if flipped else Stand.CONTRARY
        return Stand.SILENT

    def _open(self, question: Question, claims: Claims, profile: Profile, stands: Sequence[Stand]) -> Iterator[Item]:
        """The items that the statement does not carry firmly, and that no claim of the question stands for."""
        settled = [claim for claim, stand in zip(claims.claims, stands, strict=True) if stand is not Stand.SILENT]
        for item in question.items:
            if not _is_held(item, profile) and not any(_covers(claim, item) for claim in settled):
                yield item

    def _replaced(self, question: Question, profile: Profile, open_: Iterable[Item]) -> list[Item]:
        """The items that name another value of the kind of which the statement gives the only one."""
        kinds = self.single.get(profile.statement.property, frozenset())
        return [item for item in open_ if any(self.types.get(entity) in kinds for entity in item.entities)]


_ORDER = {Verdict.CONFIRMED: 0, Verdict.CONTRADICTED: 1, Verdict.ANNOUNCED: 2, Verdict.UNDECIDED: 3}


def _is_held(item: Item, profile: Profile) -> bool:
    if any(profile.terms.get(term, 0.0) >= _FIRM for term in item.terms):
        return True
    parts = [max((profile.terms.get(term, 0.0) for term in part), default=0.0) for part in item.parts]
    return bool(parts) and min(parts) >= _FIRM


def _covers(claim: Claim, item: Item) -> bool:
    return claim.start <= item.place[0] and item.place[1] <= claim.end


def _weighty(items: Iterable[Item]) -> bool:
    """Whether anything of them is more than a word in passing."""
    return any(not item.light for item in items)


def _left(question: Question, claims: Claims, profile: Profile) -> list[str]:
    """The words that nothing explains, not even as a mark of the question."""
    marks = frozenset().union(*claims.marks.values())
    return [text for text in question.unmatched if frozenset(words(text)).isdisjoint(marks)]


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
