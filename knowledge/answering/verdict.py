"""Whether what a question asks is so: confirmed, denied or only announced by one statement, else undecided.

A "yes" is a claim of ours. It is said only where one statement carries every word of the question firmly, claims the
same or what it follows from, and says so without a reservation; in doubt there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from knowledge.answering import proving
from knowledge.answering.open_items import OpenItems, is_quoted
from knowledge.answering.proving import Stand
from knowledge.answering.standing import AHEAD, Stands, is_ahead
from knowledge.answering.whether import Whether, asked_whether, outside_names_and_dates
from knowledge.answering.who_to_whom import keeps_parties
from knowledge.dialogue import Verdict
from knowledge.hand_set import ABOUT, BESIDE, MOST_CLAIMS, RULING_BEHIND, YES_BEHIND, YES_FROM
from knowledge.matching.matcher import Candidate
from knowledge.matching.profiles import Profile
from knowledge.model import EntityType, Modality, Polarity, Statement
from knowledge.understanding.claims import MOODS, ClaimReader, Claims
from knowledge.understanding.cues import Cue, Place
from knowledge.understanding.question import Item, Question
from knowledge.vocabulary.assertions import Marker
from knowledge.vocabulary.phrasings import Phrasings
from knowledge.vocabulary.roles import Role
from knowledge.vocabulary.terms import Ask, Term, TermKind

_LOOKED_AT = 5
_BESIDE = 2
"""Things right behind a word: what is counted, and its number."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is said to a question of yes or no, and the statement that says so; none where it stays undecided."""

    verdict: Verdict
    candidate: Candidate | None = None
    claimed: bool = False
    """Whether the statement claims the same itself, and does not only hold the words."""
    claims: Claims | None = None
    """What the question claims, and its words that ask, deny or limit."""

    @property
    def score(self) -> float:
        """How well the statement fits; 0 without one."""
        return self.candidate.score if self.candidate else 0.0


UNDECIDED = Ruling(Verdict.UNDECIDED)


@dataclass(frozen=True, slots=True)
class Judge:
    """Rules on questions of yes or no."""

    reader: ClaimReader = field(repr=False)
    profiles: Mapping[str, Profile] = field(repr=False)
    """By id of statement."""
    phrasings: Phrasings = field(repr=False)
    types: Mapping[str, str] = field(repr=False)
    """Of every entity."""
    venues: Mapping[str, str] = field(repr=False)
    """Where each event is, that is at one place."""

    @property
    def open_items(self) -> OpenItems:
        """What a statement leaves open of a question."""
        return OpenItems(self.phrasings, self.types, self.venues)

    @property
    def standing(self) -> Stands:
        """How statements stand to claims."""
        return Stands(self.reader)

    @property
    def _ordering(self) -> frozenset[str]:
        """The concepts that say what comes before or after another."""
        return self.phrasings.decisive | self.phrasings.role(Role.BEFORE) | self.phrasings.role(Role.AFTER)

    def cues(self, question: Question) -> tuple[Cue, ...]:
        """The words of a question that say how it is meant."""
        return self._claims(question).cues

    def _claims(self, question: Question) -> Claims:
        return self.reader.read(question.text, in_latin=question.arabic_in_latin)

    def rule(self, question: Question, ranked: Sequence[Candidate]) -> Ruling | None:
        """What the best statements decide; None where yes or no is not asked for."""
        if question.asks and Ask.YES_NO not in question.asks and not self.reader.may_ask(question.text):
            return None
        claims = outside_names_and_dates(self._claims(question), question)
        ruling = self._ruled(question, claims, ranked)
        return replace(ruling, claims=claims) if ruling else None

    def _ruled(self, question: Question, claims: Claims, ranked: Sequence[Candidate]) -> Ruling | None:
        asked = asked_whether(question, claims, self.phrasings)
        if asked is Whether.NOT:
            return None
        undecided = UNDECIDED if asked is Whether.OUTRIGHT else None
        if claims.marked(Marker.MAY_DENY):
            return UNDECIDED
        if len(claims.claims) > MOST_CLAIMS:
            return undecided
        deciding = [one for one in ranked if self._may_decide(question, claims, one.statement)][:_LOOKED_AT]
        near = [one for one in deciding if deciding[0].score - one.score <= RULING_BEHIND]
        rulings = [ruling for one in near if (ruling := self._ruling(question, claims, one))]
        if asked is Whether.PERHAPS:
            rulings = [one for one in rulings if self._is_told(question, claims, one)]
        rulings = [one for one in rulings if self._is_near(question, claims, one, ranked)]
        claimed = [one for one in rulings if one.claimed]
        rulings = claimed if Verdict.ANNOUNCED in [one.verdict for one in claimed] else rulings
        return max(rulings, key=lambda one: (one.verdict is Verdict.CONFIRMED, one.score), default=undecided)

    def _is_near(self, question: Question, claims: Claims, ruling: Ruling, ranked: Sequence[Candidate]) -> bool:
        """Whether a yes fits well enough: nearly best, or no better statement has the parties on other sides."""
        if ruling.verdict is Verdict.CONTRADICTED or ruling.score >= ranked[0].score - YES_BEHIND:
            return True
        better = (one for one in ranked[:_LOOKED_AT] if one.score > ruling.score)
        return ruling.score >= YES_FROM and all(
            keeps_parties(question, claims, self.profiles[one.statement.id], self.phrasings) for one in better
        )

    def _is_told(self, question: Question, claims: Claims, ruling: Ruling) -> bool:
        """Whether a sentence tells what it asks: it claims something, or names the value or the very date."""
        statement = ruling.candidate.statement if ruling.candidate else None
        if claims.claims or statement is None:
            return bool(claims.claims)
        if ruling.verdict is not Verdict.CONTRADICTED and self._is_sentence(question, claims):
            return True
        dated = statement.property in self.phrasings.role(Role.DATE) and bool(question.quantities.dates)
        return statement.value in question.entities or (dated and ruling.verdict is not Verdict.CONTRADICTED)

    def _is_sentence(self, question: Question, claims: Claims) -> bool:
        """Whether a word expects something, or joins what something is to it."""
        joined = any(map(claims.marked, MOODS)) or proving.has_copula(question, self.phrasings)
        return joined or proving.says_much(question)

    def _may_decide(self, question: Question, claims: Claims, statement: Statement) -> bool:
        """Whether it may say that something *is* so, where nothing is claimed: of an office, what is told of people."""
        if statement.property in self.phrasings.role(Role.BESIDE) and question.concepts.isdisjoint(self._ordering):
            return False
        if claims.claims or statement.property in self.phrasings.role(Role.SEQUENCE):
            return bool(claims.claims)
        if proving.names_two_people(question, self.types):
            return False
        tells = proving.tells_what_is(statement, self.phrasings)
        if not tells and proving.only_two_names(question, claims, self.types):
            return False
        offices = self.phrasings.role(Role.HOLDER)
        of_people = self.types.get(statement.subject) == EntityType.PERSON
        return of_people or not proving.asks_for_office(question, self.types, offices)

    def _ruling(self, question: Question, claims: Claims, candidate: Candidate) -> Ruling | None:
        """What one statement decides; None where it leaves it open."""
        profile = self.profiles[candidate.statement.id]
        stands = [self.standing.of(question, claims, claim, profile) for claim in claims.claims]
        open_ = self.open_items.of(question, claims, profile, stands)
        replaced = self.open_items.replaced(question, profile, open_)
        another = proving.is_of_another(question, candidate, profile) or (replaced and Stand.SILENT not in stands)
        if another or Stand.CONTRARY in stands:
            denied = not claims.denied and all(item in replaced or is_quoted(item, profile) for item in open_)
            denied = denied and not (is_ahead(profile) and self.standing.asks_what_became(claims, stands))
            denied = denied and (not another or self._is_about(question, profile, replaced))
            return Ruling(Verdict.CONTRADICTED, candidate) if denied else None
        if open_ or candidate.contradicted or not self._is_of_its_date(question, profile):
            return None
        counted = proving.has_its_figures(question, profile, self.phrasings.calendar)
        if not counted or proving.is_denied_elsewhere(claims, stands):
            return None
        if not self._is_carried(question, claims, profile, stands):
            return None
        if not keeps_parties(question, claims, profile, self.phrasings):
            return None
        return self._in_its_mood(question, claims, candidate, stands)

    def _in_its_mood(
        self, question: Question, claims: Claims, candidate: Candidate, stands: Sequence[Stand]
    ) -> Ruling | None:
        """What a statement that carries all of a question says of it."""
        profile, claimed = self.profiles[candidate.statement.id], Stand.SAME in stands
        negated = profile.statement.polarity is Polarity.NEGATED
        by_claim = negated and not claims.denied and claimed and self._denies_the_contrary(claims, profile)
        if claims.denied != negated and not by_claim:
            return Ruling(Verdict.CONTRADICTED, candidate)
        if by_claim and not proving.says_all(profile, claims):
            return None
        mood = _in_mood(profile.statement.modality, claims)
        done = any(
            stand is Stand.SAME and self.reader.governs(one.ids)
            for one, stand in zip(claims.claims, stands, strict=True)
        )
        named = proving.is_named(question, profile.statement)
        meant = named and (claimed or proving.is_its_own(question, profile.statement))
        meant = meant or (done and proving.names_beside(question, profile)) or self._tells_of_whom(question, profile)
        return Ruling(mood, candidate, claimed) if meant or mood is Verdict.ANNOUNCED else None

    def _tells_of_whom(self, question: Question, profile: Profile) -> bool:
        """Whether it names somebody, or an office, of whom the statement tells in its words."""
        people = (one for one in question.entities if self.types.get(one) in proving.HOLDING)
        return any(profile.terms.get(Term(TermKind.ENTITY, one), 0.0) >= BESIDE for one in people)

    def _denies_the_contrary(self, claims: Claims, profile: Profile) -> bool:
        """Whether what it denies makes what is asked so: who is not coastal is landlocked, who stays away absent.

        Of a "not" that denies no claim nobody knows what it denies: "not listed among the participants".
        """
        if Marker.NEGATION not in profile.marked:
            return True
        stated = [one for one in profile.claims if one.denied]
        return any(self.standing.relation(claim, one) is Stand.SAME for claim in claims.claims for one in stated)

    def _is_about(self, question: Question, profile: Profile, replaced: Sequence[Item]) -> bool:
        """Whether a statement that gives another date, number or name is about what is asked about, and not near it."""
        others = {entity for item in question.items if item not in replaced for entity in item.entities}
        if others:
            return any(profile.terms.get(Term(TermKind.ENTITY, one), 0.0) >= ABOUT for one in others)
        return bool(replaced) or profile.statement.property in self.phrasings.role(Role.DATE)

    def _is_of_its_date(self, question: Question, profile: Profile) -> bool:
        """Whether a date of the question is met for certain; what came before or after an event has not its day."""
        dates, sequence = question.quantities.dates, self.phrasings.role(Role.SEQUENCE)
        if profile.statement.property in sequence and any(one.days or one.part for one in dates):
            return False
        return all(bool(profile.dates) and profile.is_of(one) and profile.is_told_of(one) for one in dates)

    def _is_carried(self, question: Question, claims: Claims, profile: Profile, stands: Sequence[Stand]) -> bool:
        """Whether a statement that holds all that is named also claims what is claimed, without reservation."""
        paired = list(zip(claims.claims, stands, strict=True))
        habitual = any(one.ids <= self.reader.assertions.habitual and stand is Stand.SAME for one, stand in paired)
        unproved = any(
            stand is not Stand.SAME
            if profile.statement.mentions and proving.is_of_whoever(question, claims, one)
            else self.standing.is_unproved(one, stand, profile)
            for one, stand in paired
            if not (habitual and one.ids <= self.reader.assertions.happening)
        )
        refused = proving.is_refused(claims, profile, self.reader.assertions)
        if unproved or refused or not proving.explained(question, claims, profile):
            return False
        leads = self.phrasings.role(Role.PARTLY)
        led = not (leads.isdisjoint(profile.told) and profile.marked.isdisjoint(MOODS))  # "said that it will"
        led = led and not is_ahead(profile) and proving.is_achieved(question, claims, self.reader.assertions, leads)
        if led or self._is_for_what_it_is_against(question, profile):
            return False
        return not self._is_reserved(question, claims, profile, proving.limits(claims, stands, self.reader.assertions))

    def _is_reserved(self, question: Question, claims: Claims, profile: Profile, limits: Iterable[str]) -> bool:
        """Whether a word of the question wants a proof that the statement does not give; `limits`: what limits it."""
        if not all(proving.says(profile, text) for text in limits):
            return True
        totals = (cue.place for cue in claims.cues if cue.marker is Marker.TOTAL)
        if not all(_says_all_of(place, question, profile) for place in totals):
            return True
        if claims.marked(Marker.DONE) and self._is_sought(profile):
            return True
        if claims.marked(Marker.ANNOUNCED) | claims.marked(Marker.EXPECTED) and not is_ahead(profile):
            return True
        if not is_ahead(profile) and self._only_may(profile.statement, claims):
            return True
        denying = [one.place for one in claims.claims if not one.ids.isdisjoint(self.reader.assertions.denying)]
        denied_from = min(denying, default=(len(question.text), 0))[0]
        asked = {term for item in question.items if item.place[0] < denied_from for term in item.terms}
        return not (claims.marked(Marker.WITHOUT) or profile.without.isdisjoint(asked))

    def _is_for_what_it_is_against(self, question: Question, profile: Profile) -> bool:
        """Whether a question names what a statement is only against, and is against nothing itself."""
        if any(self.reader.is_against(claim.ids) for claim in self._claims(question).claims):
            return False
        return not profile.against.isdisjoint(term for item in question.told for term in item.terms)

    def _only_may(self, statement: Statement, claims: Claims) -> bool:
        """Whether it says in both languages that it may be so, not that it is: «قد» may be no more than past."""
        told = (self.reader.read(text).marked(Marker.POSSIBLE) for text in statement.wording.values())
        return not claims.marked(Marker.POSSIBLE) and all(told)

    def _is_sought(self, profile: Profile) -> bool:
        """Whether a statement tells what is aimed at, or what somebody says of it, and not that it came about."""
        property_ = profile.statement.property
        if Marker.INTENDED in profile.marked or property_ in self.phrasings.role(Role.SPEAKING):
            return True
        by_itself = self.phrasings.properties[property_].claims
        return any(self.reader.governs(one.ids.difference(by_itself)) for one in profile.claims)


def _says_all_of(place: Place, question: Question, profile: Profile) -> bool:
    """Whether a statement says something of all of what stands beside "all"."""
    behind = [one for one in question.items if one.place[0] >= place[1]][:_BESIDE]
    before = [one for one in question.items if not question.text[one.place[1] : place[0]].strip()]
    return any(not profile.all_of.isdisjoint(item.terms) for item in (*behind, *before))


def _in_mood(modality: Modality, claims: Claims) -> Verdict:
    """What a statement that carries the question says in its mood: who only announces confirms only that."""
    if modality in AHEAD and not any(map(claims.marked, MOODS)):
        return Verdict.ANNOUNCED
    return Verdict.CONFIRMED
