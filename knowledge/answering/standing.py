"""How a statement stands to what a question claims: whether it claims the same, the opposite, or nothing of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from knowledge.answering import proving
from knowledge.answering.proving import Stand
from knowledge.matching.profiles import Profile, StatedClaim
from knowledge.model import Modality
from knowledge.understanding.claims import Claim, ClaimReader, Claims
from knowledge.understanding.question import Question
from knowledge.vocabulary.terms import Term, TermKind

AHEAD = frozenset({Modality.ANNOUNCED, Modality.EXPECTED, Modality.INTENDED})
"""What has not come about by what a statement says."""


@dataclass(frozen=True, slots=True)
class Stands:
    """Compares the claims of questions with those of statements."""

    reader: ClaimReader = field(repr=False)

    def of(self, question: Question, claims: Claims, claim: Claim, profile: Profile) -> Stand:
        """How a statement stands to a claim: by what it claims of the same things; alike, also if of others.

        Of whoever it holds of, a statement claims what it mentions, and denies nothing; who stands before the one that
        says so does something to them.
        """
        if proving.is_of_whoever(question, claims, claim):
            told = self._is_mentioned(claim, profile) and not proving.speaks_behind(question, claim, profile.statement)
            return Stand.SAME if told else Stand.SILENT
        others = [one for one in claims.claims if one is not claim]
        related = [
            (one, stand)
            for one in profile.claims
            if (stand := self.relation(claim, one)) is Stand.SAME
            or (stand is Stand.CONTRARY and not self._is_asked(one, others))
        ]
        if not related:
            return Stand.SILENT
        if proving.denies_a_denial(claim, claims, self.reader.assertions):
            return Stand.UNCLEAR
        if not self.reader.governs(claim.ids) and all(stand is Stand.SAME for _, stand in related):
            return Stand.SAME
        against = claim.ids <= self.reader.assertions.denying
        asked = proving.about(question, claim, within=self.reader.governs(claim.ids), first=against)
        close = {stand for one, stand in related if not asked or not one.about or not one.about.isdisjoint(asked)}
        if not close and Term(TermKind.ENTITY, profile.statement.subject) in asked:
            close = {stand for _, stand in related}
        return close.pop() if len(close) == 1 else Stand.UNCLEAR

    def asks_what_became(self, claims: Claims, stands: Sequence[Stand]) -> bool:
        """Whether it asks if something fell through: who only announces it does not know."""
        happening = self.reader.assertions.happening
        against = [one for one, stand in zip(claims.claims, stands, strict=True) if stand is Stand.CONTRARY]
        excluded = (self.reader.assertions.excluded.get(id_, frozenset()) for one in against for id_ in one.ids)
        return any(not happening.isdisjoint(ids) for ids in excluded)

    def _is_mentioned(self, claim: Claim, profile: Profile) -> bool:
        """Whether a statement speaks of those of whom a claim holds, or of more."""
        entailed = self.reader.assertions.entailed
        mentions = profile.statement.mentions
        return any(not entailed.get(one, frozenset({one})).isdisjoint(mentions) for one in claim.ids)

    def _is_asked(self, stated: StatedClaim, asked: Iterable[Claim]) -> bool:
        """Whether the question has what a statement claims too, so that it denies nothing else of the question."""
        return any(self.relation(one, stated) is Stand.SAME for one in asked)

    def is_unproved(self, claim: Claim, stand: Stand, profile: Profile) -> bool:
        """Whether a statement does not claim so, nor say the very word; a word that it only mentions proves nothing.

        That something came about is no claim of its own where the statement only announces it.
        """
        if not claim.ids.isdisjoint(profile.statement.mentions) or stand is Stand.UNCLEAR:
            return True
        if stand is Stand.SAME or (claim.ids <= self.reader.assertions.happening and is_ahead(profile)):
            return False
        careful = self.reader.governs(claim.ids) or not claim.ids.isdisjoint(self.reader.assertions.strict)
        return careful and (not proving.says(profile, claim.text) or self._is_quoted_otherwise(claim, profile))

    def _is_quoted_otherwise(self, claim: Claim, profile: Profile) -> bool:
        """Whether the word stands in a quote as a part of its opposite («غير ساحلية»)."""
        quoted = (one for citation in profile.statement.citations for one in self.reader.read(citation.quote).claims)
        return any(self.relation(claim, one) is Stand.CONTRARY for one in quoted)

    def relation(self, asked: Claim, stated: StatedClaim | Claim) -> Stand:
        """How one claim stands to another: by what follows from it, and what it excludes."""
        same, contrary = (Stand.SAME, Stand.CONTRARY) if asked.denied == stated.denied else (Stand.CONTRARY, Stand.SAME)
        entailed, excluded = self.reader.assertions.entailed, self.reader.assertions.excluded
        if [one for one in stated.ids if not asked.ids.isdisjoint(entailed.get(one, {one}))]:
            return same
        denied = [one for one in stated.ids if not asked.ids.isdisjoint(excluded.get(one, ()))]
        return contrary if denied else Stand.SILENT


def is_ahead(profile: Profile) -> bool:
    """Whether a statement only announces, expects or intends what it tells."""
    return profile.statement.modality in AHEAD
